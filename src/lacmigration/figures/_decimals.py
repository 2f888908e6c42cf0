"""How do exact numbers become decimals, with every digit?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

__all__ = ["decimal_if_finite", "shifted"]


def shifted(number: Decimal, power: int) -> Decimal:
    """A number times a power of ten, with every digit, however many there are.

    >>> shifted(Decimal("57.5"), 6), shifted(Decimal(57500000), -6)
    (Decimal('57500000'), Decimal('57.500000'))
    """
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101  (figures hold finite numbers only)
    more = max(exponent + power, 0)
    return Decimal((sign, (*digits, *(0,) * more), exponent + power - more))


def decimal_if_finite(value: Fraction) -> Decimal | Fraction:
    """The same number as a Decimal, exactly, or unchanged where it has no finite decimal form."""
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return value
    places = max(twos, fives)
    digits = abs(value.numerator) * 10**places // value.denominator
    return Decimal((int(value < 0), tuple(map(int, str(digits))), -places))
