"""The table of the contract: which values a form, a hedge and a rounding leave open."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs

from lacmigration.intervals import Interval
from lacmigration.notation import Form, Hedge

__all__ = ["FACTORS", "face", "intervals", "last_nonzero"]

FACTORS = {
    "percent": Fraction(1, 100),
    "percentage points": Fraction(1, 100),
    "per thousand": Fraction(1, 1000),
}
"""What one of a unit is as a pure quantity."""

_HALF = Fraction(1, 2)
_SIMPLE = (Fraction(0), Fraction(1, 4), Fraction(1, 3), _HALF, Fraction(2, 3), Fraction(3, 4), Fraction(1))
"""The simple fractions that people round to; 0 and 1 stand for "none" and "all" at the ends."""


def face(form: Form, number: Decimal, second: Decimal | None) -> Fraction:
    """The number that a form says at face value."""
    first = Fraction(number)
    if form is Form.ONE_IN:
        return 1 / first
    if second is None:
        return first
    if form is Form.RANGE:
        return (first + Fraction(second)) / 2
    return first / Fraction(second)


def last_nonzero(number: Decimal) -> int:
    """The power of ten of the last digit that is not zero; 0 for zero.

    >>> last_nonzero(Decimal("12300")), last_nonzero(Decimal("15.50"))
    (2, -1)
    """
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101  (figures hold finite numbers only)
    for zeros, digit in enumerate(reversed(digits)):
        if digit:
            return exponent + zeros
    return 0


def _grain(number: Decimal, unit_place: int) -> Fraction:
    """The hedge's reach *g*: the last non-zero digit's place, five times it for a 5 behind another digit."""
    if not number:
        return _power(unit_place)
    place = last_nonzero(number)
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    five = len(digits) > 1 and digits.endswith("5")
    return max(_power(place) * (5 if five else 1), _power(unit_place))


def _power(exponent: int) -> Fraction:
    return Fraction(10**exponent) if exponent >= 0 else Fraction(1, 10**-exponent)


def _rounded(value: Fraction, unit: Fraction, rounding: str) -> Interval:
    """The true values that a rounding prints as `value` on a grid of `unit`."""
    if rounding == "exact":
        return Interval(value, value)
    if rounding == "floor" or (rounding == "truncated" and value > 0):
        return Interval(value, value + unit, hi_open=True)
    if rounding == "ceiling" or (rounding == "truncated" and value < 0):
        return Interval(value - unit, value, lo_open=True)
    if rounding == "truncated":
        return Interval(-unit, unit, lo_open=True, hi_open=True)
    half = unit / 2
    lo_open = hi_open = False
    if rounding == "half-up":
        lo_open, hi_open = value <= 0, value >= 0
    elif rounding == "half-even":
        lo_open = hi_open = (value / unit) % 2 == 1
    return Interval(value - half, value + half, lo_open, hi_open)


@attrs.frozen
class _Base:
    """What a form says before its hedge: face value, both intervals, and the reach of a hedge to each side."""

    value: Fraction
    strict: Interval
    loose: Interval
    below: Fraction | None
    above: Fraction | None


def _of_number(
    number: Decimal, rounding: str, *, exponent: int, scaled: bool, precision: int | None, factor: Fraction
) -> _Base:
    place = exponent if precision is None else precision
    unit = _power(place) * factor
    value = Fraction(number) * factor
    strict = _rounded(value, unit, rounding)
    loose = strict
    if precision is None and rounding != "exact" and not scaled and exponent == 0 and number:
        zeros = last_nonzero(number)
        if zeros > 0:
            loose = strict.hull(_rounded(value, _power(zeros) * factor, rounding))
    reach = _grain(number, place) * factor
    return _Base(value, strict, loose, reach, reach)


def _of_range(numbers: tuple[_Base, _Base]) -> _Base:
    low, high = numbers
    hull = low.strict.hull(high.strict)
    return _Base((low.value + high.value) / 2, hull, hull, low.below, high.above)


def _of_one_in(number: _Base) -> _Base:
    n, reach = number.value, number.above or Fraction(1)
    strict = number.strict.reciprocal() if not number.strict.may_be_zero else Interval(1 / (n + _HALF), None)
    widest = None if n <= reach else 1 / (n - reach)
    loose = Interval(1 / (n + reach), widest)
    return _Base(
        1 / n, strict, strict.hull(loose), 1 / n - 1 / (n + reach), None if widest is None else widest - 1 / n
    )


def _of_out_of(number: _Base, second: Decimal) -> _Base:
    whole = Interval.point(1 / Fraction(second))
    reach = None if number.above is None else number.above / Fraction(second)
    strict = number.strict * whole
    return _Base(number.value / Fraction(second), strict, strict, reach, reach)


def _of_fraction(number: Decimal, second: Decimal) -> _Base:
    value = Fraction(number) / Fraction(second)
    if value not in _SIMPLE[1:-1]:
        return _of_out_of(_of_number(number, "unknown", exponent=0, scaled=True, precision=None, factor=Fraction(1)), second)
    place = _SIMPLE.index(value)
    before, after = _SIMPLE[place - 1], _SIMPLE[place + 1]
    strict = Interval((before + value) / 2, (value + after) / 2)
    return _Base(value, strict, strict, value - before, after - value)


def _hedged(base: _Base, hedge: Hedge) -> tuple[Interval, Interval]:
    """Strict and loose interval of a hedged figure; a reach of None is unbounded."""
    value = base.value
    low = None if base.below is None else value - base.below
    high = None if base.above is None else value + base.above
    if hedge is Hedge.NONE:
        return base.strict, base.loose
    if hedge is Hedge.ABOUT:
        return base.strict, base.loose.hull(Interval(low, high))
    if hedge is Hedge.MORE_THAN:
        return Interval(value, high, lo_open=True, hi_open=True), Interval(value, None, lo_open=True)
    if hedge is Hedge.AT_LEAST:
        return Interval(value, high), Interval(value, None)
    if hedge is Hedge.AT_MOST:
        return Interval(low, value), Interval(None, value)
    return Interval(low, value, lo_open=True, hi_open=True), Interval(None, value, hi_open=True)


def intervals(
    *,
    form: Form,
    hedge: Hedge,
    rounding: str,
    number: Decimal,
    second: Decimal | None,
    exponents: tuple[int, int | None],
    scaled: bool,
    precision: int | None,
    factor: Fraction,
) -> tuple[Interval, Interval]:
    """The strict and the loose interval, as pure quantities (38% is about 0.38), before the natural domain.

    >>> intervals(form=Form.ONE_IN, hedge=Hedge.NONE, rounding="unknown", number=Decimal(5), second=None,
    ...           exponents=(0, None), scaled=False, precision=None, factor=Fraction(1))[0]
    [2/11, 2/9]
    """

    def base(value: Decimal, exponent: int) -> _Base:
        return _of_number(
            value, rounding, exponent=exponent, scaled=scaled, precision=precision, factor=factor
        )

    exponent, second_exponent = exponents
    first = base(number, exponent)
    if form is Form.ONE_IN:
        first = _of_one_in(first)
    elif form is Form.RANGE and second is not None:
        first = _of_range((first, base(second, exponent if second_exponent is None else second_exponent)))
    elif form is Form.OUT_OF and second is not None:
        first = _of_out_of(first, second)
    elif form is Form.FRACTION and second is not None:
        first = _of_fraction(number, second)
    elif form is Form.MULTIPLE:
        one = _of_number(number, rounding, exponent=exponent, scaled=True, precision=precision, factor=factor)
        reach = _power(exponent)
        first = attrs.evolve(one, loose=one.strict.hull(Interval(one.value - reach, one.value + reach)))
    return _hedged(first, hedge)
