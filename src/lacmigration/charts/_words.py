"""What is written in a picture? Numbers, names, dates and sources in the reader's language."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from types import ModuleType
from typing import Any

import attrs

from lacmigration._meanings import FACTORS
from lacmigration.errors import MissingExtraError
from lacmigration.figures import Hedge, decimal_if_finite
from lacmigration.grouping import NOT_STATED, UNALLOCATED
from lacmigration.intervals import Interval
from lacmigration.messages import Saying, counted, message
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation, Source
from lacmigration.records import Country
from lacmigration.registry import Registry
from lacmigration.translation import translation

__all__ = ["Names", "Words"]

Names = Registry | Mapping[Any, str] | None
"""Where groups get their names: the registry that holds them, a mapping from key to name, or nowhere."""

_ONE = Fraction(1)
_EXACT = Context(prec=2000, Emax=10_000, Emin=-10_000)
_NAMING = ("name", "title", "provider", "member", "person", "indicator")
_MOST_SOURCES = 3
_POWERS = (12, 9, 6)


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
        if isinstance(self.names, Registry):
            return self._titled(self.names, key)
        return str((self.names or {}).get(key, key))

    def _titled(self, registry: Registry, key: Hashable) -> str:
        if not isinstance(key, str) or key not in registry:
            return str(key)
        record: Any = registry[key]
        if isinstance(record, Country):
            return self.country(record.iso2)
        for field in _NAMING:
            value = getattr(record, field, "")
            if value:
                return self._titled(registry, value) if field in {"provider", "member"} else str(value)
        return key

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

    def reach(self, interval: Interval, unit: str, *, digits: int = 2, bare: bool = True) -> str:
        """An interval in the unit, its ends rounded outwards; `bare` without the name of the unit."""
        factor = FACTORS.get(unit, _ONE)
        if interval.is_point:
            return self.put(message("exact"))
        ends = [
            None if end is None else _outwards(end / factor, up=up, digits=digits)
            for end, up in ((interval.lo, False), (interval.hi, True))
        ]
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
        most = max(map(abs, pure), default=Fraction(0))
        power = next((power for power in _POWERS if most >= 10**power), 0)
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
        if isinstance(self.names, Registry) and name in self.names:
            source = self.names[name]
            if isinstance(source, Source):
                dated = "" if source.published is None else f", {self.date(source.published)}"
                called = f"{source.producer}, {source.title}{dated}"
        if len(set(locators)) == 1:
            return f"{called}, {locators[0]}"
        many = counted("{n} place", "{n} places", len(set(locators)))
        return f"{called}, {self.put(many)}"
