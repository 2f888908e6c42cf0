"""What can one text, taken as a whole, mean as a figure?"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from lacmigration._iso4217 import MINOR_UNITS
from lacmigration.errors import FigureSyntaxError
from lacmigration.notation._conventions import Conventions, conventions
from lacmigration.notation._forms import readings
from lacmigration.notation._numerals import numerals
from lacmigration.notation._readings import Reading
from lacmigration.notation._tokens import LONGEST, refuse
from lacmigration.sayings import message

__all__ = ["ANY_LOCALE", "read_one"]

ANY_LOCALE = ("en", "es", "pt", "fr")

# The figures that tables are full of: "19,569,912 USD", "EUR 2.50", "38%", "1,234".
_PLAIN = re.compile(r"(?:([A-Z]{3})[ \u00a0]?)?([0-9]+(?:[.,][0-9]+)*)(?:[ \u00a0\u202f]?(%|[A-Z]{3}))?")


def read_one(text: str, *, locale: str | None = "en") -> tuple[Reading, ...]:
    """Read a text that is one figure, in every way that its locale allows; the locale's own way comes first.

    One reading is the rule. There are two where a decimal mark with exactly three digits behind it may be
    meant to group them ("1.234" in English). Without a locale (None), all four languages are tried.
    Errors: FigureSyntaxError with the column, and what would be right, for all else.

    >>> [reading] = read_one("57,5 millones de dólares", locale="es")
    >>> reading.number, reading.exponent, reading.unit, reading.inferred
    (Decimal('57500000'), 5, 'USD', ('currency: dólares read as USD',))
    >>> [str(reading.number) for reading in read_one("1.234")]
    ['1.234', '1234']
    """
    text = text.strip()
    if locale is not None:
        return _plain(text, conventions(locale)) or _other(text, conventions(locale))
    found: dict[Reading, None] = {}
    errors: list[FigureSyntaxError] = []
    for name in ANY_LOCALE:
        try:
            found |= dict.fromkeys(read_one(text, locale=name))
        except FigureSyntaxError as error:
            errors.append(error)
    if not found:
        raise max(errors, key=lambda error: error.column)
    return tuple(found)


def _plain(text: str, rules: Conventions) -> tuple[Reading, ...]:
    """Read digits with a code or a percent sign; nothing where there is more to a text."""
    match = _PLAIN.fullmatch(text) if len(text) < LONGEST else None
    if match is None:
        return ()
    before, digits, behind = match.groups()
    if behind == "%":
        unit = "percent"
    else:
        unit = before or behind or "1"
        if unit != "1" and unit not in MINOR_UNITS:
            return ()
    if before and behind:
        return ()
    found = numerals(digits, rules.marks, within=text, start=match.start(2))
    return tuple(
        Reading(
            number=Decimal(f"{one.digits}E-{one.places}") if one.places else Decimal(one.digits),
            exponent=-one.places,
            unit=unit,
        )
        for one in found
    )


def _other(text: str, rules: Conventions) -> tuple[Reading, ...]:
    if len(text) > LONGEST:
        what = message(
            "a single figure has at most {limit} characters, this has {n}", limit=LONGEST, n=len(text)
        )
        refuse(text, LONGEST + 1, what)
    return readings(text if text.isascii() else unicodedata.normalize("NFC", text), rules)
