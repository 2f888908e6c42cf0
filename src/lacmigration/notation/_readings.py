"""What one written figure says, before it has a meaning: its digits, form, hedge and unit."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import attrs

__all__ = ["Form", "Hedge", "Reading"]


class Form(StrEnum):
    """How the number itself is written."""

    NUMBER = "number"  # 57.5M, 38%, twenty-two
    RANGE = "range"  # between 3 and 4 million: number and second are the ends
    ONE_IN = "one-in"  # one in five: number is 5
    OUT_OF = "out-of"  # three in ten, 27 of the 33: number and second
    FRACTION = "fraction"  # two thirds: number and second are numerator and denominator
    MULTIPLE = "multiple"  # doubled, three-fold: number is the multiple


class Hedge(StrEnum):
    """What a writer puts before a number to widen or direct it."""

    NONE = "none"
    ABOUT = "about"  # approximately, around, some
    MORE_THAN = "more-than"  # over, above
    AT_LEAST = "at-least"
    NEARLY = "nearly"  # almost, close to
    AT_MOST = "at-most"  # up to
    LESS_THAN = "less-than"  # under, below


@attrs.frozen(kw_only=True)
class Reading:
    """One way to read a written figure.

    `number` is already scaled ("57.5 million" -> 57500000); for percent it is in percent ("38%" -> 38).
    `exponent` is the power of ten of the last written digit after scaling (57.5 million: 5);
    `second` and `second_exponent` belong to the forms that have two numbers.
    `scaled` tells whether a scale word or letter (million, M, mil) was written.
    `unit` is an ISO 4217 code, "percent", "percentage points", "per thousand", "times", a plural noun such as
    "persons" or "countries" (lower case, as known to `lacmigration.notation`), a quotient of units such as
    "USD/person", or "1" where nothing was written.
    `ordinal` is true for a place in an order ("third", "3rd"), which nobody rounds.
    `inferred` names what was not written but concluded ("currency: $ read as USD"), one entry each.
    """

    number: Decimal
    exponent: int
    unit: str = "1"
    form: Form = Form.NUMBER
    hedge: Hedge = Hedge.NONE
    second: Decimal | None = None
    second_exponent: int | None = None
    scaled: bool = False
    ordinal: bool = False
    inferred: tuple[str, ...] = ()
