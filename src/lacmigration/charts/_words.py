"""What is written in a picture? Numbers, names, dates and sources in the reader's language."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from types import ModuleType
from typing import Any

import attrs

from lacmigration._meanings import FACTORS
from lacmigration.charts._texts import room_of
from lacmigration.errors import MissingExtraError, UnknownRecordError
from lacmigration.figures import Hedge, decimal_if_finite
from lacmigration.grouping import NOT_STATED, UNALLOCATED
from lacmigration.intervals import Interval
from lacmigration.messages import Saying, counted, later, message
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation, Source
from lacmigration.records import Country, Region
from lacmigration.registry import Registry
from lacmigration.translation import translation

__all__ = ["Names", "Words", "power_of"]

Names = Registry | Mapping[Any, str] | tuple[Registry | Mapping[Any, str], ...] | None
"""Where groups get their names: a registry, a mapping from key to name, several of these, or nowhere."""

_ONE = Fraction(1)
_EXACT = Context(prec=2000, Emax=10_000, Emin=-10_000)
_NAMING = ("name", "title", "provider", "member", "person", "indicator")
_REGIONS = (later("Latin America and the Caribbean"),)
"""Regions that CLDR calls by another name: the translation has theirs."""
_MOST_SOURCES = 3
_POWERS = (12, 9, 6)
_FINEST = 15


def _decimal(value: Fraction) -> Decimal:
    """As few digits as say it; two behind the point where no decimal does."""
    exact = decimal_if_finite(value)
    found = exact if isinstance(exact, Decimal) else Decimal(round(value * 100)).scaleb(-2, _EXACT)
    text = f"{found:f}"
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else Decimal(text)


def _outwards(value: Fraction, *, up: bool, digits: int) -> Fraction:
    scale = 10**digits
    scaled = value * scale
    return Fraction(-(-scaled.numerator // scaled.denominator) if up else scaled // 1, scale)


def _places(ends: Iterable[Fraction]) -> int:
    """How many digits behind the point: two, or those that give the larger of two small ends two digits."""
    most = max(map(abs, ends), default=_ONE)
    return next((digits for digits in range(2, _FINEST) if most * 10 ** (digits - 1) >= 1), _FINEST)


def power_of(value: Fraction, unit: str) -> int:
    """The power of ten that a large amount is written in, by a word that the languages have; else 0.

    >>> power_of(Fraction(2_500_000), "USD"), power_of(Fraction(900_000), "USD")
    (6, 0)
    """
    most = abs(value / FACTORS.get(unit, _ONE))
    return next((power for power in _POWERS if most >= 10**power), 0)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def _formatting() -> ModuleType:
    try:
        from lacmigration import formatting
    except ImportError as cause:
        needs = message("drawing charts needs {library}", library="babel")
        raise MissingExtraError(needs, extra="charts") from cause
    return formatting


@attrs.frozen
class Words:
    """How one picture speaks: its locale, and where its groups get their names."""

    locale: str = "en"
    names: Names = None

    def put(self, saying: str | Saying) -> str:
        """A message in the reader's language."""
        return translation(self.locale).put(saying)

    def name(self, key: Hashable) -> str:
        """What a group is called; its key where nobody names it."""
        if key == UNALLOCATED:
            return self.put(message("unallocated"))
        if key == NOT_STATED:
            return self.put(message("not stated"))
        for known in self._known:
            if key in known:
                return self._titled(known, key) if isinstance(known, Registry) else str(known[key])
        return str(key)

    @property
    def _known(self) -> tuple[Registry | Mapping[Any, str], ...]:
        """What knows names, the first of them first."""
        if self.names is None:
            return ()
        return self.names if isinstance(self.names, tuple) else (self.names,)

    def _titled(self, registry: Registry, key: Any) -> str:
        record: Any = registry[key]
        if isinstance(record, Country):
            return self.country(record.iso2)
        if isinstance(record, Region):
            return self._region(record)
        for field in _NAMING:
            value = getattr(record, field, "")
            if value:
                return self.name(value) if field in {"provider", "member"} else str(value)
        return str(key)

    def _region(self, record: Region) -> str:
        """A region in the language where CLDR calls it in English as the record does; else as the record."""
        if record.name in _REGIONS:
            return self.put(message(record.name))
        try:
            known = _formatting().format_country(record.m49, locale="en").casefold() == record.name.casefold()
        except UnknownRecordError:
            return record.name
        return self.country(record.m49) if known else record.name

    def country(self, code: str) -> str:
        """What a country is called in the language. Errors: UnknownRecordError for a code that is none."""
        return str(_formatting().format_country(code, locale=self.locale))

    def _written(self, number: Decimal, unit: str = "1", power: int = 0) -> str:
        return str(_formatting().format_number(number, locale=self.locale, unit=unit, power=power))

    def number(self, value: Fraction | Decimal, unit: str = "1") -> str:
        """A pure quantity in a unit; one that no decimal is exact for has two digits, and "about"."""
        exact = Fraction(value) / FACTORS.get(unit, _ONE)
        text = self._written(_decimal(exact), unit=unit)
        if isinstance(decimal_if_finite(exact), Decimal):
            return text
        return f"{_formatting().format_hedge(Hedge.ABOUT, locale=self.locale)} {text}"

    def percent(self, value: Decimal) -> str:
        """A number of percent with the digits that it has."""
        return self._written(value, unit="percent")

    def short(self, value: Fraction, unit: str = "1", *, digits: int = 2) -> str:
        """A quantity in units of a power of ten where it is large, with at most so many digits."""
        scale = 10 ** power_of(value, unit)
        pure = value / FACTORS.get(unit, _ONE) / scale
        found = _decimal(Fraction(round(pure * 10**digits), 10**digits))
        return self._written(found, unit=unit, power=power_of(value, unit) if pure else 0)

    def fitting(self, value: Fraction, size: int, *, room: Fraction | int) -> str:
        """A number with as many digits, at most three behind the point, as there is room for; "" for none."""
        for digits in (3, 2, 1, 0):
            scale = 10**digits
            found = Fraction(round(value * scale), scale)
            text = self.number(found) if found or not value else f"<{self.number(Fraction(1, scale))}"
            if (found or not value or value > 0) and room_of(text, size) <= room:
                return text
        return ""

    def reach(
        self, interval: Interval, unit: str, *, digits: int | None = None, bare: bool = True, power: int = 0
    ) -> str:
        """An interval in the unit, its ends rounded outwards; `bare` without the name of the unit.

        It has two digits behind the point, or as many as small ends need, else so many `digits`. With a
        `power` it is in units of that power of ten.
        """
        factor = FACTORS.get(unit, _ONE) * 10**power
        if interval.is_point:
            return self.put(message("exact"))
        stated = ((interval.lo, False), (interval.hi, True))
        places = _places(end / factor for end, _ in stated if end) if digits is None else digits
        ends = [None if end is None else _outwards(end / factor, up=up, digits=places) for end, up in stated]
        low, high = self._alike(ends, "1" if bare else unit)
        if low and high:
            return self.put(message("{low} to {high}", low=low, high=high))
        if low:
            least = message("more than {low}", low=low), message("at least {low}", low=low)
            return self.put(least[0] if interval.lo_open else least[1])
        if high:
            most = message("less than {high}", high=high), message("at most {high}", high=high)
            return self.put(most[0] if interval.hi_open else most[1])
        return self.put(message("anything"))

    def _alike(self, ends: Sequence[Fraction | None], unit: str) -> list[str]:
        """Ends with as many decimals as the longest of them."""
        plain = [None if end is None else _decimal(end) for end in ends]
        places = min((_exponent(end) for end in plain if end is not None), default=0)
        return [
            ""
            if end is None
            else self._written(end.quantize(Decimal(1).scaleb(places), context=_EXACT), unit=unit)
            for end in plain
        ]

    def ticks(self, values: Sequence[Fraction], unit: str) -> list[str]:
        """Round numbers of an axis, in units of a power of ten where they are large."""
        factor = FACTORS.get(unit, _ONE)
        pure = [value / factor for value in values]
        power = max((power_of(value, unit) for value in values), default=0)
        return [
            self._written(
                _decimal(value / 10**power if value else value),
                unit=unit,
                power=power if value else 0,
            )
            for value in pure
        ]

    def date(self, when: PartialDate) -> str:
        """A date as far as it is known."""
        if when.month is None:
            return str(when.year)
        from babel.dates import format_date, format_skeleton

        name = self.locale.replace("-", "_")
        if when.day is None:
            return str(format_skeleton("yMMM", when.first, locale=name))
        return str(format_date(when.first, "medium", locale=name))

    def sources(self, citations: Iterable[Citation]) -> str:
        """Where the figures stand, short; empty where no figure says it."""
        places: dict[str, list[str]] = {}
        for citation in citations:
            places.setdefault(citation.source, []).append(citation.locator)
        if not places:
            return ""
        listed = [self._source(name, locators) for name, locators in places.items()]
        if len(listed) > _MOST_SOURCES:
            rest = len(listed) - _MOST_SOURCES
            listed = [*listed[:_MOST_SOURCES], self.put(counted("{n} more", "{n} more", rest))]
        if len(places) == 1:
            return self.put(message("Source: {source}", source=listed[0]))
        return self.put(message("Sources: {sources}", sources="; ".join(listed)))

    def _source(self, name: str, locators: list[str]) -> str:
        called = name
        for known in self._known:
            source = known[name] if isinstance(known, Registry) and name in known else None
            if isinstance(source, Source):
                dated = "" if source.published is None else f", {self.date(source.published)}"
                called = f"{source.producer}, {source.title}{dated}"
        if len(set(locators)) == 1:
            return f"{called}, {locators[0]}"
        many = counted("{n} place", "{n} places", len(set(locators)))
        return f"{called}, {self.put(many)}"
