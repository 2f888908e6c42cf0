"""What was a currency worth in another one on a day? A table of dated, sourced rates."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any, Final, Literal

import attrs

from lacmigration.amounts import Amount, amount_of
from lacmigration.conversion import Rate, convert
from lacmigration.errors import AggregationError, ChoiceError, RecordError
from lacmigration.feeds._feed import Omission, needs_feeds
from lacmigration.figures import Figure, Form, Rounding
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation, Source
from lacmigration.sayings import message

__all__ = ["Missing", "Rates"]

Missing = Literal["refuse", "previous", "interpolate"]
"""What to do on a day without a rate."""

Pair = tuple[str, str]
Entry = tuple[dt.date, Any, str]
"""A day, the rate as written or as a Figure, and its place in the source."""

_PIVOTS: Final = ("EUR", "USD")
_MISSING: Final = ("refuse", "previous", "interpolate")
_WIDEST: Final = 38  # digits of decimal128


def _sorted(series: Mapping[Pair, Sequence[Entry]]) -> Mapping[Pair, tuple[Entry, ...]]:
    return {
        pair: tuple(sorted(series[pair], key=lambda entry: entry[0]))
        for pair in sorted(series)
        if series[pair]
    }


@attrs.frozen(repr=False)
class Rates:
    """Exchange rates by pair of currencies and day; `series` holds them by (base, quote) in order of days.

    A rate as text was rounded to its last digit, as published rates are. A pair that is not published is
    crossed through the euro or the dollar, exactly; a day without a rate is refused, unless you say what to
    do. `omissions` lists what a file had and this has not.

    Errors: RecordError for two rates of one pair and day, for an unknown pair, and for a day without a rate.

    >>> ours = Source("our-rates", "Our rates", "Ourselves")
    >>> friday, monday = dt.date(2024, 8, 30), dt.date(2024, 9, 2)
    >>> rates = Rates(ours, {
    ...     ("EUR", "USD"): [(friday, "1.10", "row 3"), (monday, "1.12", "row 2")],
    ...     ("EUR", "MXN"): [(friday, "22.00", "row 3")],
    ... })
    >>> rates.at("EUR", "USD", "2024-08-30").value.strict
    [219/200, 221/200]
    >>> crossed = rates.at("USD", "MXN", "2024-08-30")
    >>> crossed.value.nominal, crossed.citation.locator
    (Fraction(20, 1), 'row 3 and row 3, crossed through EUR')
    """

    source: Source
    series: Mapping[Pair, tuple[Entry, ...]] = attrs.field(converter=_sorted)
    omissions: tuple[Omission, ...] = ()

    def __attrs_post_init__(self) -> None:
        for (base, quote), entries in self.series.items():
            for before, after in pairwise(entries):
                if before[0] == after[0]:
                    places = f"{before[2]} and {after[2]}"
                    message = f"{base} 1 has two rates in {quote} on {after[0]} ({places}); keep one of them"
                    raise RecordError(message, field="date", value=after[0])

    @classmethod
    def of(cls, rates: Iterable[Rate], source: Source) -> Rates:
        """A table of rates that you have as records; each must say its day."""
        series: dict[Pair, list[Entry]] = {}
        for rate in rates:
            if rate.date.day is None:
                message = f"the rate of {rate.date} has no day; a table finds rates by their day"
                raise RecordError(message, field="date", value=rate.date)
            entry = (rate.date.first, rate.value, rate.citation.locator)
            series.setdefault((rate.base, rate.quote), []).append(entry)
        return cls(source, series)

    def __len__(self) -> int:
        """How many rates there are."""
        return sum(map(len, self.series.values()))

    def __iter__(self) -> Iterator[Rate]:
        """Every rate as a record, pair by pair."""
        for pair, entries in self.series.items():
            for entry in entries:
                yield self._rate(pair, entry)

    def __repr__(self) -> str:
        """How many rates, and of which currencies."""
        return f"<Rates: {len(self)} of {', '.join(sorted(self.currencies))}>"

    @cached_property
    def currencies(self) -> frozenset[str]:
        """The currencies that stand in any pair."""
        return frozenset(currency for pair in self.series for currency in pair)

    def at(
        self,
        base: str,
        quote: str,
        date: PartialDate | dt.date | str,
        *,
        missing: Missing = "refuse",
        within: int = 0,
    ) -> Rate:
        """The rate of a day: as published, or turned round or crossed as an exact fraction.

        `missing` is for days without a rate: "previous" takes the last one before, "interpolate" lies on the
        straight line between the two around. `within` is how many days away it may lie, 0 for any number.
        What was done is said in the citation.

        Errors: RecordError with the neighbouring days where there is no rate; ChoiceError for `missing`.

        >>> friday, monday = dt.date(2024, 8, 30), dt.date(2024, 9, 2)
        >>> rates = Rates(Source("our-rates", "Our rates", "Ourselves"), {
        ...     ("EUR", "USD"): [(friday, "1.10", "row 3"), (monday, "1.12", "row 2")]})
        >>> str(rates.at("EUR", "USD", "2024-08-31", missing="previous").date)
        '2024-08-30'
        >>> rates.at("EUR", "USD", "2024-08-31", missing="interpolate").value.nominal
        Fraction(83, 75)
        """
        way, _ = self._way(base, quote, _day(date), missing, within)
        if len(way) == 1 and way[0].base == base:
            return way[0]
        value = Fraction(1)
        at, done = base, []
        for rate in way:
            value *= rate.value.nominal if rate.base == at else 1 / rate.value.nominal
            at = rate.quote if rate.base == at else rate.base
        if len(way) > 1:
            done.append(f"crossed through {way[0].quote if way[0].base == base else way[0].base}")
        else:
            done.append("turned round")
        locators = " and ".join(rate.citation.locator for rate in way)
        place = f"{locators}, {', '.join(done)}"
        return Rate(
            base=base,
            quote=quote,
            value=_exactly(value, f"{quote}/{base}"),
            date=min((rate.date for rate in way), key=lambda found: found.first),
            citation=Citation(self.source.id, place),
        )

    def convert(
        self,
        value: Any,
        to: str,
        *,
        date: PartialDate | dt.date | str = "",
        missing: Missing = "refuse",
        within: int = 0,
    ) -> Amount:
        """An amount in another currency by the rates of a day, with the interval that they leave.

        The day is that of the amount where it has one and `date` is not given. An amount of another day than
        `date` is refused. Errors: AggregationError for that; else as for `at` and `convert`.

        >>> rates = Rates(Source("our-rates", "Our rates", "Ourselves"), {
        ...     ("EUR", "USD"): [(dt.date(2024, 8, 30), "1.25", "row 3")]})
        >>> str(rates.convert("EUR 100", "USD", date="2024-08-30").money)
        'USD 125'
        """
        amount = amount_of(value)
        day = _day_of_amount(amount, date)
        if amount.unit == to:
            return amount
        way, _ = self._way(amount.unit, to, day, missing, within)
        for rate in way:
            amount = convert(amount, rate, date="any")
        return amount

    def to_arrow(self) -> Any:
        """The published rates as a pyarrow.Table, for conversion in frames.

        Columns: date (date32), base, quote (text), value (decimal128 with the decimals of the longest rate;
        null for a rate without finite decimals), num and den (the same as a quotient of whole numbers,
        decimal128(38, 0)), source, locator. Errors: RecordError for a rate of more than 38 digits.

        >>> rates = Rates(Source("our-rates", "Our rates", "Ourselves"), {
        ...     ("EUR", "USD"): [(dt.date(2024, 8, 30), "1.25", "row 3")]})
        >>> rates.to_arrow().to_pylist()[0]["num"], rates.to_arrow().to_pylist()[0]["den"]
        (Decimal('125'), Decimal('100'))
        """
        needs = message("a table of rates needs {library}", library="pyarrow")
        arrow = needs_feeds(needs, lambda: __import__("pyarrow"))
        rows = [(pair, entry) for pair, entries in self.series.items() for entry in entries]
        numbers = [_decimal(entry[1]) for _, entry in rows]
        places = max(map(_places, numbers), default=0)
        whole = arrow.decimal128(_WIDEST, 0)
        unit = Decimal(10**places)
        try:
            value = arrow.array(numbers, arrow.decimal128(_WIDEST, places))
            # The same digits without their point: a quotient whose divisor is one of the last place.
            num = arrow.Array.from_buffers(whole, len(value), value.buffers()).to_pylist()
            den = [unit] * len(rows)
            for at, number in enumerate(numbers):
                if number is None:
                    exact = rows[at][1][1].nominal
                    num[at], den[at] = Decimal(exact.numerator), Decimal(exact.denominator)
            columns = {
                "date": arrow.array([entry[0] for _, entry in rows], arrow.date32()),
                "base": arrow.array([pair[0] for pair, _ in rows], arrow.string()),
                "quote": arrow.array([pair[1] for pair, _ in rows], arrow.string()),
                "value": value,
                "num": arrow.array(num, whole),
                "den": arrow.array(den, whole),
                "source": arrow.repeat(self.source.id, len(rows)),
                "locator": arrow.array([entry[2] for _, entry in rows], arrow.string()),
            }
        except (arrow.ArrowException, ArithmeticError) as cause:
            problem = f"a rate has more than the {_WIDEST} digits of an Arrow decimal ({cause})"
            raise RecordError(problem, field="value") from cause
        return arrow.table(columns)

    def _rate(self, pair: Pair, entry: Entry) -> Rate:
        day, value, locator = entry
        stated = value if isinstance(value, str) else str(value)
        at = Citation(self.source.id, locator, stated)
        when = PartialDate(day.year, day.month, day.day)
        return Rate(base=pair[0], quote=pair[1], value=value, date=when, citation=at)

    def _way(
        self, base: str, quote: str, day: dt.date, missing: str, within: int
    ) -> tuple[tuple[Rate, ...], str]:
        """The published rates that lead from one currency to the other, and the currency between them."""
        if missing not in _MISSING:
            raise ChoiceError("missing", missing, choices='"refuse", "previous" or "interpolate"')
        if base == quote:
            raise RecordError(f"a rate from {base} to itself converts nothing", field="quote", value=quote)
        if self._pair(base, quote):
            return (self._found(base, quote, day, missing, within),), ""
        for pivot in _PIVOTS:
            if self._pair(base, pivot) and self._pair(pivot, quote):
                legs = (self._found(*leg, day, missing, within) for leg in ((base, pivot), (pivot, quote)))
                return tuple(legs), pivot
        known = ", ".join(sorted(self.currencies)) or "none"
        message = f"no rates lead from {base} to {quote}; the currencies of this table are {known}"
        raise RecordError(message, field="quote", value=quote)

    def _pair(self, one: str, other: str) -> Pair | None:
        return next((pair for pair in ((one, other), (other, one)) if pair in self.series), None)

    def _found(self, one: str, other: str, day: dt.date, missing: str, within: int) -> Rate:
        pair = self._pair(one, other)
        assert pair is not None  # noqa: S101  (asked before)
        entries = self.series[pair]
        at = bisect_left(entries, day, key=lambda entry: entry[0])
        if at < len(entries) and entries[at][0] == day:
            return self._rate(pair, entries[at])
        before, after = entries[at - 1] if at else None, entries[at] if at < len(entries) else None
        near = [
            entry
            for entry in (before, after)
            if entry and (not within or abs((entry[0] - day).days) <= within)
        ]
        if missing == "previous" and before is not None and before in near:
            found = self._rate(pair, before)
            place = f"{found.citation.locator}, the last before {day}"
            return attrs.evolve(found, citation=attrs.evolve(found.citation, locator=place))
        if missing == "interpolate" and before is not None and after is not None and len(near) == 2:
            return self._between(pair, before, after, day)
        raise self._no_rate(pair, day, before, after, missing)

    def _between(self, pair: Pair, before: Entry, after: Entry, day: dt.date) -> Rate:
        low, high = _fraction(before[1]), _fraction(after[1])
        value = low + (high - low) * Fraction((day - before[0]).days, (after[0] - before[0]).days)
        place = f"{before[2]} and {after[2]}, interpolated between {before[0]} and {after[0]}"
        when = PartialDate(day.year, day.month, day.day)
        unit = f"{pair[1]}/{pair[0]}"
        at = Citation(self.source.id, place)
        return Rate(base=pair[0], quote=pair[1], value=_exactly(value, unit), date=when, citation=at)

    def _no_rate(
        self, pair: Pair, day: dt.date, before: Entry | None, after: Entry | None, missing: str
    ) -> RecordError:
        there = [str(entry[0]) for entry in (before, after) if entry is not None]
        if len(there) == 2:
            said = f"the nearest are of {there[0]} and {there[1]}"
        else:
            said = f"the {'last' if before else 'first'} is of {there[0]}"
        how = 'take one of them, or say missing="previous" or "interpolate"'
        remedy = how if missing == "refuse" else f"missing={missing!r} finds none that may be taken"
        message = f"no rate of {pair[0]} in {pair[1]} on {day}; {said}: {remedy}"
        return RecordError(message, field="date", value=day)


def _day(date: PartialDate | dt.date | str) -> dt.date:
    if isinstance(date, dt.date):
        return date
    found = PartialDate.parse(date) if isinstance(date, str) else date
    if found.day is None:
        raise RecordError(
            f"{found} is no day; rates are of days, such as 2024-08-30", field="date", value=str(found)
        )
    return found.first


def _day_of_amount(amount: Amount, date: PartialDate | dt.date | str) -> dt.date:
    own = {str(term.fact.as_of): term.fact.as_of for term in amount.terms if term.fact.as_of is not None}
    if not date:
        if len(own) != 1:
            dates = ", ".join(sorted(own)) or "no date"
            raise AggregationError([f"{amount} is of {dates}: say of which day the rate is, with date="])
        return _day(next(iter(own.values())))
    day = _day(date)
    wanted = PartialDate(day.year, day.month, day.day)
    others = sorted(name for name, found in own.items() if not found.agrees(wanted))
    if others:
        raise AggregationError(f"{amount} is as of {name}, the rate of {day}" for name in others)
    return day


def _exactly(value: Fraction, unit: str) -> Figure:
    """A fraction as a figure that stands for itself alone."""
    if value.denominator == 1:
        return Figure(value.numerator, unit, rounding=Rounding.EXACT)
    return Figure(
        value.numerator, unit, form=Form.OUT_OF, second=Decimal(value.denominator), rounding=Rounding.EXACT
    )


def _fraction(value: Any) -> Fraction:
    return Fraction(value) if isinstance(value, str) else value.nominal


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, str):
        return Decimal(value)
    return value.number if value.form is Form.NUMBER else None


def _places(number: Decimal | None) -> int:
    exponent = 0 if number is None else number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
