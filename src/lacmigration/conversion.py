"""What is an amount in another currency, or in the prices of another year? By dated, sourced rates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

import attrs

from lacmigration.amounts import Amount, Term, amount_of
from lacmigration.errors import AggregationError, CurrencyMismatchError, FloatError, RecordError
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Rounding
from lacmigration.money import Money
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation

__all__ = ["Deflator", "Rate", "constant_prices", "convert"]


def _date(value: object) -> PartialDate:
    return value if isinstance(value, PartialDate) else PartialDate.parse(str(value))


def _number(value: Any) -> Figure:
    """A Figure: text is a rounded number, an int or a Decimal an exact one."""
    if isinstance(value, Figure):
        return value
    if isinstance(value, str):
        return Figure(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise FloatError(value, where="rate or index")
    return Figure(value, rounding=Rounding.EXACT)


def _in_unit(value: Figure, *, unit: str, where: str) -> Figure:
    """The figure in the unit that it must have, above 0."""
    if value.unit not in {"1", unit}:
        message = f"{where}: {value} is in {value.unit}; it must be in {unit}, or without a unit"
        raise RecordError(message, field=where, value=value)
    if value.strict.lo is None or value.strict.lo <= 0:
        message = f"{where}: {value} can be 0 or less; it must be above 0"
        raise RecordError(message, field=where, value=value)
    return attrs.evolve(value, unit=unit)


def _cited(_: object, attribute: attrs.Attribute[Citation], value: object) -> None:
    if not isinstance(value, Citation):
        message = f"{attribute.name} {value!r} is not a Citation: a rate says where it stands"
        raise RecordError(message, field=attribute.name, value=value)


def _currency(_: object, __: attrs.Attribute[str], value: str) -> None:
    Money(0, value)  # refuses what is no currency


@attrs.frozen(kw_only=True)
class Rate:
    """What one unit of `base` is worth in units of `quote` on a date, and who says so.

    `value` as text was rounded to its last digit, as published rates are; an int or a Decimal is exact, as a
    rate is that a contract or a ledger sets; a Figure says for itself. It becomes a Figure in "USD/EUR" for
    EUR 1 = USD 1.11.

    Errors: FloatError for a float, UnknownCurrencyError, RecordError for a rate that can be 0 or has no
    Citation.

    >>> citation = Citation("ecb-rates", "30 August 2024")
    >>> rate = Rate(base="EUR", quote="USD", value="1.11", date="2024-08-30", citation=citation)
    >>> rate.value.strict
    [221/200, 223/200]
    """

    base: str = attrs.field(validator=_currency)
    quote: str = attrs.field(validator=_currency)
    value: Figure = attrs.field(converter=_number)
    date: PartialDate = attrs.field(converter=_date)
    citation: Citation = attrs.field(validator=_cited)

    def __attrs_post_init__(self) -> None:
        if self.base == self.quote:
            message = f"a rate from {self.base} to itself converts nothing"
            raise RecordError(message, field="quote", value=self.quote)
        in_unit = _in_unit(self.value, unit=f"{self.quote}/{self.base}", where="rate")
        object.__setattr__(self, "value", in_unit)

    @cached_property
    def fact(self) -> Fact:
        """The rate as a part of what it converts."""
        name = f"{self.base} 1 = {self.quote} {self.value.number:f} on {self.date}"
        return Fact(id=name, figure=self.value, as_of=self.date, citation=self.citation)


def convert(value: Any, rate: Rate, *, date: Literal["same", "any"] = "same") -> Amount:
    """An amount of one of a rate's currencies in the other, exactly; there and back is what it was.

    The interval of the result is that of the figure times that of the rate. `Amount.money` and
    `Amount.in_minor_units()` give it as Money. A figure whose date is known must be of the rate's date,
    unless `date="any"`.

    Errors: CurrencyMismatchError where the rate is of other currencies; AggregationError where it is of
    another date; FloatError for a float; TypeError for several amounts, which `total` adds up.

    >>> citation = Citation("ecb-rates", "30 August 2024")
    >>> rate = Rate(base="EUR", quote="USD", value=Decimal("1.25"), date="2024-08-30", citation=citation)
    >>> convert(Money(10, "EUR"), rate).money, convert(Money(10, "USD"), rate).money
    (Money('12.5', 'USD'), Money('8', 'EUR'))
    """
    amount = _one_amount(value, by="convert")
    if amount.unit not in {rate.base, rate.quote}:
        message = f"{amount} cannot be converted by a rate of {rate.base} and {rate.quote}"
        raise CurrencyMismatchError(message)
    if date != "any":
        _require_date(amount, rate)
    power, unit = (1, rate.quote) if amount.unit == rate.base else (-1, rate.base)
    terms = tuple(term.by((power, rate.fact)) for term in amount.terms)
    return attrs.evolve(amount, terms=terms, unit=unit)


def _one_amount(value: Any, *, by: str) -> Amount:
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        remedy = f"add them up first: {by}(total(...), ...)"
        message = f"{by} takes one amount, not a {type(value).__name__} of them; {remedy}"
        raise TypeError(message)
    return amount_of(value)


def _require_date(amount: Amount, rate: Rate) -> None:
    others = {
        f'"{fact.label}" is as of {fact.as_of}'
        for fact in (term.fact for term in amount.terms)
        if fact.as_of is not None and not fact.as_of.agrees(rate.date)
    }
    if others:
        remedy = 'take a rate of that date, or say date="any"'
        raise AggregationError(f"{other}, the rate is of {rate.date}: {remedy}" for other in sorted(others))


def _index(values: Mapping[int, object]) -> tuple[tuple[int, Figure], ...]:
    found = {
        year: _in_unit(_number(value), unit="1", where=f"index of {year}")
        for year, value in dict(values).items()
    }
    return tuple(sorted(found.items()))


@attrs.frozen(kw_only=True)
class Deflator:
    """A price index of one currency: its value year by year, and the year in whose prices amounts are put.

    Values are as those of a Rate: text was rounded, an int or a Decimal is exact. Errors: as for a Rate;
    RecordError where the base year has no value.

    >>> citation = Citation("bls-prices", "table 24")
    >>> index = Deflator(currency="USD", base=2020, index={2020: "100", 2023: "117.7"}, citation=citation)
    >>> index.at(2023).number
    Decimal('117.7')
    """

    currency: str = attrs.field(validator=_currency)
    base: int
    index: tuple[tuple[int, Figure], ...] = attrs.field(converter=_index)
    citation: Citation = attrs.field(validator=_cited)

    def __attrs_post_init__(self) -> None:
        self.at(self.base)

    def at(self, year: int) -> Figure:
        """The index of a year. Errors: RecordError where it has none."""
        found = dict(self.index).get(year)
        if found is None:
            known = ", ".join(str(one) for one, _ in self.index) or "no year"
            message = f"the index of {self.currency} prices has no value for {year}; it has {known}"
            raise RecordError(message, field="index", value=year)
        return found

    def fact(self, year: int) -> Fact:
        """The index of a year as a part of what it converts."""
        return Fact(id=f"{self.currency} price index of {year}", figure=self.at(year), citation=self.citation)


def constant_prices(value: Any, deflator: Deflator, *, year: int | None = None) -> Amount:
    """An amount in the prices of the base year: times the index of that year, over the index of its own.

    Each part is of the year of its as-of date, or all of `year` where that is given. The result knows its
    prices, so that it is not added to amounts in prices of their time.

    Errors: CurrencyMismatchError for another currency; AggregationError where a part has no date and no
    `year` is given, or the amount is in constant prices already; RecordError for a year without an index.

    >>> citation = Citation("bls-prices", "table 24")
    >>> index = Deflator(currency="USD", base=2020, index={2020: 100, 2023: 125}, citation=citation)
    >>> str(constant_prices("USD 50M", index, year=2023))
    'USD 40,000,000 in prices of 2020'
    """
    amount = _one_amount(value, by="constant_prices")
    if amount.unit != deflator.currency:
        message = f"{amount} cannot be put in constant prices by an index of {deflator.currency} prices"
        raise CurrencyMismatchError(message)
    problems = [f"it is in prices of {amount.prices} already"] if amount.prices is not None else []
    years = [(term, year if year is not None else _year_of(term)) for term in amount.terms]
    problems += [f'"{term.fact.label}" has no date; say year=' for term, of in years if of is None]
    if problems:
        raise AggregationError(f"{amount}: {problem}" for problem in problems)
    terms = tuple(
        term.by((1, deflator.fact(deflator.base)), (-1, deflator.fact(of)))
        for term, of in years
        if of is not None
    )
    return attrs.evolve(amount, terms=terms, prices=deflator.base)


def _year_of(term: Term) -> int | None:
    return None if term.fact.as_of is None else term.fact.as_of.year
