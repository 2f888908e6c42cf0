"""Who holds which part of a whole? Exact shares, what rounding leaves of them, and concentration."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Unpack

import attrs

from lacmigration.amounts import Amount, Which, interval_sum
from lacmigration.errors import AggregationError, ChoiceError
from lacmigration.grouping import By, Several
from lacmigration.intervals import NOT_NEGATIVE, UNIT, Interval
from lacmigration.provenance import Citation
from lacmigration.ratios import Quotient, Ranged
from lacmigration.totals import Meant, group_amounts

__all__ = ["Shares", "concentration", "herfindahl", "shares"]

_ZERO, _ONE = Fraction(0), Fraction(1)


@attrs.frozen(repr=False)
class Shares(Mapping[Hashable, Fraction]):
    """The shares of a whole, from the largest: a mapping from group to an exact fraction; they add up to 1.

    `quotients` holds the same with their intervals and citations, each a Quotient of a part and the whole.
    """

    quotients: Mapping[Hashable, Quotient]
    whole: Amount

    def __getitem__(self, key: Hashable) -> Fraction:
        """The exact share of a group, at face values."""
        return self.quotients[key].value

    def __iter__(self) -> Iterator[Hashable]:
        """The groups, the largest first, equals by name."""
        return iter(self.quotients)

    def __len__(self) -> int:
        """How many groups."""
        return len(self.quotients)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where every part of the whole stands."""
        return self.whole.citations

    def rounded(self, digits: int = 0) -> dict[Hashable, Decimal]:
        """The shares in percent with so many decimals, by largest remainder: they add up to exactly 100.

        Odd units go to the largest remainders, then to the larger share, then to the name that comes first,
        so that the order of the records does not matter.

        >>> from lacmigration.facts import Fact
        >>> from lacmigration.figures import Figure
        >>> three = [Fact(id=who, figure=Figure(1, "USD"), giver=who) for who in ("a", "b", "c")]
        >>> {key: str(share) for key, share in shares(three, "giver").rounded(1).items()}
        {'a': '33.4', 'b': '33.3', 'c': '33.3'}
        """
        if digits < 0:
            raise ChoiceError("digits", digits, choices="0 or more decimals of a percentage")
        units = 100 * 10**digits
        exact = {key: share * units for key, share in self.items()}
        parts = {key: quota.numerator // quota.denominator for key, quota in exact.items()}
        claims = sorted(
            exact, key=lambda key: parts[key] - exact[key]
        )  # stable: the larger share stays first
        for key in claims[: units - sum(parts.values())]:
            parts[key] += 1
        return {key: Decimal((0, tuple(map(int, str(part))), -digits)) for key, part in parts.items()}

    def __repr__(self) -> str:
        """The shares, rounded for reading."""
        shown = ", ".join(f"{key} {share}%" for key, share in self.rounded(1).items())
        return f"<Shares of {self.whole}: {shown}>"


def shares(
    records: Iterable[Any], by: By = "donor", *, several: Several = "unallocated", **meant: Unpack[Meant]
) -> Shares:
    """Divide a whole among groups of records: fractions that add up to 1, each with what rounding allows.

    The interval of a share is that of part / (part + rest): what is rounded in the part is rounded in the
    whole alike, and no share lies outside 0 and 1. What may not be added up is refused as `totals.total`
    says.

    Errors: as `totals.total`; AggregationError where a group is negative, or the whole is 0.

    >>> from lacmigration.facts import Fact
    >>> from lacmigration.figures import Figure
    >>> gifts = [Fact(id=f"to-{who}", figure=Figure.parse(text), giver=who)
    ...          for who, text in {"mx": "USD 3M", "ie": "USD 1M"}.items()]
    >>> shares(gifts, "giver")["mx"], shares(gifts, "giver").quotients["mx"].strict
    (Fraction(3, 4), [5/8, 7/8])
    """
    whole, amounts = group_amounts(records, by, several=several, **meant)
    _require_parts(whole)
    falling = sorted(amounts, key=lambda key: -amounts[key].nominal)
    return Shares({key: Quotient(amounts[key], whole, domain=UNIT) for key in falling}, whole)


def _require_parts(whole: Amount) -> None:
    problems = [
        f'"{term.fact.label}" is {term.figure}; a share needs amounts that can be 0 or more'
        for term in whole.terms
        if term.figure.nominal < 0 or not term.figure.strict.meets(NOT_NEGATIVE)
    ]
    if whole.nominal == 0:
        problems.append(f"the whole is {whole}; nothing has a share of it")
    if problems:
        raise AggregationError(problems)


def concentration(
    records: Iterable[Any],
    by: By = "donor",
    *,
    top: int = 3,
    several: Several = "unallocated",
    **meant: Unpack[Meant],
) -> Ranged:
    """The part of the whole that the `top` largest groups hold together, with what rounding allows.

    The range lets other groups become the largest. Its ends count as possible even where a figure's own
    interval is open; where one record is divided over several groups it may be too wide, never too narrow.

    Errors: as `shares`; ChoiceError where `top` is less than 1.

    >>> from lacmigration.facts import Fact
    >>> from lacmigration.figures import Figure
    >>> held = {"a": 5, "b": 3, "c": 2}
    >>> gifts = [Fact(id=who, figure=Figure(n, "USD"), giver=who) for who, n in held.items()]
    >>> concentration(gifts, "giver", top=2).value
    Fraction(4, 5)
    """
    if top < 1:
        raise ChoiceError("top", top, choices="1 or more groups")
    whole, amounts = group_amounts(records, by, several=several, **meant)
    _require_parts(whole)
    largest = sorted((amount.nominal for amount in amounts.values()), reverse=True)[:top]
    return Ranged(
        sum(largest, _ZERO) / whole.nominal,
        _top_range(_reaches(amounts, "strict"), top),
        _top_range(_reaches(amounts, "loose"), top),
    )


def _reach(amount: Amount, which: Which) -> Interval:
    """What a group can hold, no part of it less than 0."""
    alone = (attrs.evolve(amount, terms=(term,)) for term in amount.terms)
    reaches = (one.strict if which == "strict" else one.loose for one in alone)
    return interval_sum((_ONE, reach.intersect(NOT_NEGATIVE) or reach) for reach in reaches)


def _reaches(amounts: Mapping[Hashable, Amount], which: Which) -> list[Interval]:
    return [_reach(amount, which) for amount in amounts.values()]


def _top_range(reaches: list[Interval], top: int) -> Interval:
    return Interval(_least_top(reaches, top), _greatest_top(reaches, top))


def _lows(reaches: Iterable[Interval]) -> list[Fraction]:
    return [
        reach.lo for reach in reaches if reach.lo is not None
    ]  # none is unbounded below: all are cut at 0


def _greatest_top(reaches: list[Interval], top: int) -> Fraction:
    """By Dinkelbach's method: for a trial ratio, the groups that gain most are made the largest."""
    lows = _lows(reaches)
    ends = [reach.hi for reach in reaches]
    if any(end is None for end in ends) or top >= len(reaches):
        return _ONE
    highs = [end for end in ends if end is not None]
    ratio = _ZERO
    while True:
        gains = [(high - ratio * (high - low), high, low) for high, low in zip(highs, lows, strict=True)]
        chosen = sorted(gains, reverse=True)[:top]
        over = sum((high for _, high, _ in chosen), _ZERO)
        under = over + sum(lows, _ZERO) - sum((low for _, _, low in chosen), _ZERO)
        if not under or over / under <= ratio:
            return ratio
        ratio = over / under


def _least_top(reaches: list[Interval], top: int) -> Fraction:
    """The least concentrated values are as level as their intervals allow.

    Between two ends of intervals the part of the largest is monotone in that level, and above all ends it
    rises: the least lies at an end, or above them all where nothing but zeros lies below.
    """
    levels = {end for reach in reaches for end in (reach.lo, reach.hi) if end is not None}
    levels.add(max(levels) + 1)
    found = []
    for level in levels:
        values = sorted((_levelled(reach, level) for reach in reaches), reverse=True)
        under = sum(values, _ZERO)
        if under:
            found.append(sum(values[:top], _ZERO) / under)
    return min(found)


def _levelled(reach: Interval, level: Fraction) -> Fraction:
    capped = level if reach.hi is None else min(level, reach.hi)
    return capped if reach.lo is None else max(capped, reach.lo)


def herfindahl(
    records: Iterable[Any], by: By = "donor", *, several: Several = "unallocated", **meant: Unpack[Meant]
) -> Ranged:
    """The Herfindahl index: the sum of squared shares, 1 where one group holds all, 1/n where n are equal.

    Its range is what the ranges of the shares allow, one by one: it may be too wide, never too narrow.

    Errors: as `shares`. Source: O. C. Herfindahl, Concentration in the Steel Industry (1950); 1 is 10,000
    points of the scale that competition authorities use.

    >>> from lacmigration.facts import Fact
    >>> from lacmigration.figures import Figure
    >>> gifts = [Fact(id=who, figure=Figure(n, "USD"), giver=who) for who, n in {"a": 3, "b": 1}.items()]
    >>> herfindahl(gifts, "giver").value
    Fraction(5, 8)
    """
    found = shares(records, by, several=several, **meant)
    value = sum((share * share for share in found.values()), _ZERO)
    strict = _squares([quotient.strict for quotient in found.quotients.values()])
    loose = _squares([quotient.loose for quotient in found.quotients.values()])
    return Ranged(value, strict, loose)


def _squares(reaches: list[Interval]) -> Interval:
    least = sum((low * low for low in _lows(reaches)), _ZERO)
    most = sum((reach.hi * reach.hi for reach in reaches if reach.hi is not None), _ZERO)
    return Interval(max(least, Fraction(1, len(reaches))), min(most, _ONE))
