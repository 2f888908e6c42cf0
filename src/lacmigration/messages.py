"""In which words is something said? Messages with their values, put into words when somebody reads them.

A message is known by its English, as gettext does it, with named places for its values. English needs no
library; `lacmigration.translation` says the same in other languages.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from lacmigration.figures import decimal_if_finite
from lacmigration.notation import Hedge
from lacmigration.sayings import (
    ENGLISH,
    Language,
    Message,
    Saying,
    Series,
    capitalised,
    clauses,
    counted,
    formula,
    is_english,
    joined,
    later,
    message,
    put,
    quoted,
    sentences,
)

__all__ = [
    "ENGLISH",
    "Language",
    "Message",
    "Number",
    "Saying",
    "Series",
    "Unit",
    "capitalised",
    "clauses",
    "counted",
    "formula",
    "is_english",
    "joined",
    "later",
    "message",
    "put",
    "quoted",
    "sentences",
]

SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
"""The words that large numbers are said with, by their powers of ten."""


@attrs.frozen
class Number:
    """A number as it is shown: all its digits, in its unit.

    `unit` is as figures have it; `one` the noun for a single thing; `base` are base units, for a quantity
    that no figure is like. `scaled` numbers may be said in millions; not `grouped` are years.

    >>> str(Number(Fraction(57_500_000), unit="USD", scaled=True)), str(Number(Fraction(1200), unit="cities"))
    ('USD 57.5 million', '1,200 cities')
    """

    value: Fraction
    unit: str = "1"
    one: str = ""
    base: str = ""
    scaled: bool = False
    grouped: bool = True
    hedge: Hedge = Hedge.NONE

    @property
    def is_money(self) -> bool:
        """Whether its unit is a currency."""
        return len(self.unit) == 3 and self.unit.isupper()

    @property
    def is_one(self) -> bool:
        """Whether it is exactly one."""
        return self.value == 1

    @property
    def power(self) -> int:
        """The power of ten of the word that it is said with; 0 for none."""
        if not self.scaled:
            return 0
        return next((power for power, _ in SCALES if abs(self.value) >= 10**power), 0)

    def __str__(self) -> str:
        """The number in English."""
        hedge = "" if self.hedge is Hedge.NONE else self.hedge.value.replace("-", " ") + " "
        return hedge + self._english()

    def _english(self) -> str:
        if not self.grouped:
            return str(self.value)
        digits = _digits(self.value / 10**self.power)
        text = " ".join([digits, *(word for power, word in SCALES if power == self.power)])
        if self.base or self.unit in {"1", "times"}:
            return f"{text} {self.base}".rstrip()
        if self.unit == "percent":
            return f"{text}%"
        if self.is_money:
            return f"{self.unit} {text}"
        return f"{text} {self.one if self.one and self.is_one else self.unit}"


@attrs.frozen
class Unit:
    """Base units as an algebra writes them: "USD / person".

    >>> str(Unit("USD / person"))
    'USD / person'
    """

    text: str

    def __str__(self) -> str:
        """The units in English."""
        return self.text


def _digits(value: Fraction) -> str:
    """All digits of a number that has a finite decimal form; trailing zeros behind the point dropped."""
    text = f"{decimal_if_finite(value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
