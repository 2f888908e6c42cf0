"""How are figures and records called: as the sources write them, or as a locale does?"""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

import attrs

from lacmigration._meanings import FACTORS
from lacmigration.amounts import Amount
from lacmigration.figures import Figure, Hedge, decimal_if_finite
from lacmigration.intervals import Interval
from lacmigration.records import Country
from lacmigration.registry import Registry
from lacmigration.translation import Translation, translation

__all__ = ["Labels"]

_ONE = Fraction(1)
_EXACT = Context(prec=2000, Emax=10_000, Emin=-10_000)
_NAMING = ("name", "title", "provider", "member", "person", "indicator", "expression", "relation")


@attrs.frozen
class Labels:
    """What the command calls things; without a locale, figures as their source does, and English names."""

    registry: Registry
    locale: str = ""

    @property
    def said(self) -> Translation:
        """The messages in the reader's language."""
        return translation(self.locale or "en")

    def figure(self, figure: Figure | None) -> str:
        """A stated figure, or nothing."""
        if figure is None:
            return ""
        if not self.locale:
            return str(figure)
        from lacmigration.formatting import format_figure

        return format_figure(figure, locale=self.locale)

    def quantity(self, value: Decimal | Fraction, unit: str, *, about: bool = False) -> str:
        """A number of a unit; one that no decimal is exact for has two, and "about" before it."""
        if isinstance(value, Fraction):
            return self.quantity(_cut(value), unit, about=True)
        figure = Figure(value, unit, hedge=Hedge.ABOUT if about else Hedge.NONE)
        if self.locale:
            return self.figure(figure)
        number = f"{value:,f}"
        shown = {"percent": f"{number}%", "1": number}.get(unit, f"{number} {unit}")
        return ("about " if about else "") + (f"{unit} {number}" if figure.is_money else shown)

    def amount(self, amount: Amount) -> str:
        """The face value of a sum."""
        return self.quantity(amount.value, amount.unit)

    def ends(self, interval: Interval, unit: str) -> tuple[str, str]:
        """Both ends of an interval of pure quantities, in a unit; one without end is empty.

        They are rounded outwards, to two decimals at most, so that nothing possible is left out.
        """
        factor = FACTORS.get(unit, _ONE)
        low = "" if interval.lo is None else self.quantity(_outwards(interval.lo / factor, up=False), unit)
        high = "" if interval.hi is None else self.quantity(_outwards(interval.hi / factor, up=True), unit)
        return low, high

    def reach(self, interval: Interval, unit: str) -> str:
        """An interval in words."""
        low, high = self.ends(interval, unit)
        said = self.said
        if low and high and not (interval.lo_open or interval.hi_open):
            return low if low == high else said.say("{low} to {high}", low=low, high=high)
        parts = []
        if low:
            least = said.say("more than {low}", low=low), said.say("at least {low}", low=low)
            parts.append(least[0] if interval.lo_open else least[1])
        if high:
            most = said.say("less than {high}", high=high), said.say("at most {high}", high=high)
            parts.append(most[0] if interval.hi_open else most[1])
        return ", ".join(parts) or said.say("anything")

    def name(self, key: Hashable) -> str:
        """What the record of an id is called, in the language of the locale where its name is known in it."""
        if not isinstance(key, str) or key not in self.registry:
            return str(key)
        return self.title(self.registry[key])

    def title(self, record: Any) -> str:
        """What a record is called; a record without a name by the party or claim that it is about."""
        if isinstance(record, Country) and self.locale:
            from lacmigration.formatting import format_country

            return format_country(record.iso2, locale=self.locale)
        for field in _NAMING:
            value = getattr(record, field, "")
            if value:
                return self.name(value) if field in {"provider", "member"} else str(value)
        return ""


def _cut(value: Fraction) -> Decimal:
    return Decimal(round(value * 100)).scaleb(-2, _EXACT)


def _outwards(value: Fraction, *, up: bool) -> Decimal:
    exact = decimal_if_finite(value)
    if isinstance(exact, Decimal) and (value * 100).denominator == 1:
        return exact
    hundredths = value * 100
    return Decimal(hundredths.numerator // hundredths.denominator + up).scaleb(-2, _EXACT)
