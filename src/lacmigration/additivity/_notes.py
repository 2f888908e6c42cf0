"""Which sentence under a table tells its readers honestly that it need not add up?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from lacmigration.messages import Number
from lacmigration.sayings import Saying, message

__all__ = ["note"]


def note(resolution: Decimal | None = None, *, unit: str = "1") -> Saying:
    """The note under a table whose figures were rounded one by one; `translation.translated` says it.

    `resolution` is the place value of the last printed digit where all figures share it, and `unit` what they
    are in. Percentages have a note of their own.

    >>> print(note())
    Note: Figures may not add up to totals because of rounding.
    >>> print(note(Decimal("0.1"), unit="percent"))
    Note: Percentages may not add up to the total because of rounding.
    >>> print(note(Decimal(100_000), unit="USD"))
    Note: Each figure is rounded to the nearest USD 100,000, so that totals may not be the sum of the parts.
    """
    if unit == "percent":
        return message("Note: Percentages may not add up to the total because of rounding.")
    if resolution is None:
        return message("Note: Figures may not add up to totals because of rounding.")
    return message(
        "Note: Each figure is rounded to the nearest {unit}, so that totals may not be the sum of the parts.",
        unit=Number(Fraction(resolution), unit=unit),
    )
