"""Strategies for intervals, money, dates, citations, names, ids and facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lacmigration._iso4217 import MINOR_UNITS
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.intervals import Interval
from lacmigration.money import Money
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation

__all__ = [
    "citations",
    "facts",
    "ids",
    "intervals",
    "money",
    "names",
    "partial_dates",
    "periods",
    "rationals",
    "texts",
]

_CURRENCIES = ("USD", "EUR", "MXN", "COP", "BRL", "CLP")
_LETTERS = st.characters(categories=["L", "N"], max_codepoint=0x17F) | st.sampled_from(" -.,'()")


def rationals(least: int | Fraction = -1000, most: int | Fraction = 1000) -> SearchStrategy[Fraction]:
    """Exact numbers: whole, decimal, and of other denominators, so that ends of intervals often coincide."""
    return st.one_of(
        st.integers(min_value=-(-Fraction(least) // 1), max_value=Fraction(most) // 1).map(Fraction),
        st.fractions(least, most, max_denominator=4),
        st.fractions(least, most, max_denominator=1000),
    )


def intervals(
    *, bounded: bool = False, ends: SearchStrategy[Fraction] | None = None
) -> SearchStrategy[Interval]:
    """Any interval: a point or wider, each end open, closed or (unless `bounded`) absent.

    >>> intervals(bounded=True).example().width is not None  # doctest: +SKIP
    True
    """
    end = rationals() if ends is None else ends
    maybe = end if bounded else st.none() | end
    return st.builds(_interval, maybe, maybe, st.booleans(), st.booleans())


def _interval(one: Fraction | None, other: Fraction | None, lo_open: bool, hi_open: bool) -> Interval:  # noqa: FBT001
    if one is None or other is None:
        return Interval(one, other, lo_open, hi_open)
    if one == other:
        return Interval(one, one)
    return Interval(min(one, other), max(one, other), lo_open, hi_open)


def money(
    *, currencies: SearchStrategy[str] | None = None, least: int = -(10**12), most: int = 10**12
) -> SearchStrategy[Money]:
    """Amounts of any currency, in its minor units or finer."""
    codes = (
        st.sampled_from(_CURRENCIES) | st.sampled_from(sorted(MINOR_UNITS))
        if currencies is None
        else currencies
    )
    return st.builds(Money, st.decimals(least, most, places=2) | st.integers(least, most).map(Decimal), codes)


def partial_dates(
    *, least: date = date(1900, 1, 1), most: date = date(2100, 12, 31)
) -> SearchStrategy[PartialDate]:
    """Days, months and years."""
    return st.dates(least, most).flatmap(
        lambda day: st.sampled_from(
            (
                PartialDate(day.year, day.month, day.day),
                PartialDate(day.year, day.month),
                PartialDate(day.year),
            ),
        ),
    )


def periods() -> SearchStrategy[Period]:
    """Periods, each end open or known to the year, month or day."""
    return st.builds(_period, st.none() | partial_dates(), st.none() | partial_dates())


def _period(one: PartialDate | None, other: PartialDate | None) -> Period:
    if one is not None and other is not None and one.first > other.last:
        return Period(other, one)
    return Period(one, other)


def texts(*, least: int = 0, most: int = 12) -> SearchStrategy[str]:
    """Short texts in Latin letters, without blanks around them; "|" and line ends do not occur."""
    return (
        st.text(_LETTERS, min_size=least, max_size=most)
        .map(str.strip)
        .filter(lambda text: len(text) >= least)
    )


def names() -> SearchStrategy[str]:
    """Names of people, places and programmes."""
    return texts(least=1, most=20)


def ids() -> SearchStrategy[str]:
    """Ids that a record can have, such as "mptf.donor.germany"."""
    return st.from_regex(r"[a-z][a-z0-9]{0,5}([-.][a-z0-9]{1,5}){0,3}", fullmatch=True)


def citations(*, stated: SearchStrategy[str] | None = None) -> SearchStrategy[Citation]:
    """Places in sources."""
    return st.builds(Citation, ids(), names(), texts() if stated is None else stated)


def facts(figure: SearchStrategy[Figure]) -> SearchStrategy[Fact]:
    """Facts with a figure and any context."""
    return st.builds(
        Fact,
        id=ids(),
        figure=figure,
        as_of=st.none() | partial_dates(),
        period=st.none() | periods(),
        measure=st.sampled_from(("", "stock", "flow", "share")),
        flow=st.sampled_from(("", "pledge", "commitment", "disbursement")),
        scope=st.sampled_from(("", "region")),
        base=st.sampled_from(("", "world population")),
        giver=st.sampled_from(("", "mx")),
        holder=st.sampled_from(("", "mptf")),
    )
