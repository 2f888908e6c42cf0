"""The table of the contract: which values a form, a hedge and a rounding leave open."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs

from lacmigration.intervals import Interval
from lacmigration.notation import Form, Hedge

__all__ = ["FACTORS", "face", "intervals", "last_nonzero", "wholes"]

FACTORS = {
    "percent": Fraction(1, 100),
    "percentage points": Fraction(1, 100),
    "per thousand": Fraction(1, 1000),
}
"""What one of a unit is as a pure quantity."""

_HALF = Fraction(1, 2)
_ABOVE_ZERO = Interval(0, None, lo_open=True)
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
    if digits[-1]:
        return exponent
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
    """What a form says before its hedge, in its unit.

    Both intervals, the lowest and the highest number at face value (two for a range), and how far a hedge
    reaches below and above them; None is without bound.
    """

    strict: Interval
    loose: Interval
    least: Fraction
    most: Fraction
    below: Fraction
    above: Fraction | None


def _printed(
    number: Decimal, rounding: str, *, exponent: int, scaled: bool, precision: int | None
) -> tuple[Interval, Interval]:
    """What is printed as a number, strictly and with its trailing zeros as rounding."""
    place = exponent if precision is None else precision
    value = Fraction(number)
    strict = loose = _rounded(value, _power(place), rounding)
    if precision is None and rounding != "exact" and not scaled and exponent == 0 and number:
        zeros = last_nonzero(number)
        if zeros > 0:
            loose = strict.hull(_rounded(value, _power(zeros), rounding))
    return strict, loose


def _of_number(
    number: Decimal, rounding: str, *, exponent: int, scaled: bool, precision: int | None
) -> _Base:
    both = _printed(number, rounding, exponent=exponent, scaled=scaled, precision=precision)
    value, reach = Fraction(number), _grain(number, exponent if precision is None else precision)
    return _Base(*both, value, value, reach, reach)


def _of_range(low: _Base, high: _Base) -> _Base:
    hull = low.strict.hull(high.strict)
    return _Base(hull, hull, low.least, high.most, low.below, high.above)


def _of_one_in(number: _Base) -> _Base:
    n, reach = number.least, number.below
    share = 1 / n
    strict = _inverse(number.strict)
    generous = strict if strict.is_point else _inverse(Interval(n - reach, n + reach))
    above = None if n <= reach else 1 / (n - reach) - share
    return _Base(strict, generous, share, share, share - 1 / (n + reach), above)


def _inverse(number: Interval) -> Interval:
    """The shares whose inverse lies in an interval that holds a number above 0."""
    positive = number.intersect(_ABOVE_ZERO)
    assert positive is not None  # noqa: S101  (figures refuse "one in 0")
    return positive.reciprocal()


def _of_out_of(number: _Base, second: Decimal) -> _Base:
    part = 1 / Fraction(second)
    strict, value, reach = number.strict.scaled(part), number.least * part, number.below * part
    return _Base(strict, strict, value, value, reach, reach)


def _of_fraction(number: _Base, second: Decimal, rounding: str) -> _Base:
    plain = _of_out_of(number, second)
    if plain.least not in _SIMPLE[1:-1]:
        return plain
    value, place = plain.least, _SIMPLE.index(plain.least)
    before, after = _SIMPLE[place - 1], _SIMPLE[place + 1]
    strict = plain.strict if rounding == "exact" else Interval((before + value) / 2, (value + after) / 2)
    return _Base(strict, strict, value, value, value - before, after - value)


def _of_multiple(number: _Base, place: int) -> _Base:
    n, reach = number.least, _power(place)
    loose = number.strict if number.strict.is_point else number.strict.hull(Interval(n - reach, n + reach))
    return _Base(number.strict, loose, n, n, reach, reach)


def _hedged(base: _Base, hedge: Hedge) -> tuple[Interval, Interval]:
    """Strict and loose interval of a hedged figure."""
    least, most = base.least, base.most
    low = least - base.below
    high = None if base.above is None else most + base.above
    if hedge is Hedge.NONE:
        return base.strict, base.loose
    if hedge is Hedge.ABOUT:
        return base.strict, base.loose.hull(Interval(low, high))
    if hedge is Hedge.MORE_THAN:
        return Interval(least, high, lo_open=True, hi_open=True), Interval(least, None, lo_open=True)
    if hedge is Hedge.AT_LEAST:
        return Interval(least, high), Interval(least, None)
    if hedge is Hedge.AT_MOST:
        return Interval(low, most), Interval(None, most)
    return Interval(low, most, lo_open=True, hi_open=True), Interval(None, most, hi_open=True)


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
    exponent, second_exponent = exponents
    if form is Form.NUMBER and hedge is Hedge.NONE:
        strict, loose = _printed(number, rounding, exponent=exponent, scaled=scaled, precision=precision)
        return (strict, loose) if factor == 1 else (strict.scaled(factor), loose.scaled(factor))

    def base(value: Decimal, place: int) -> _Base:
        return _of_number(value, rounding, exponent=place, scaled=scaled, precision=precision)

    found = base(number, exponent)
    if form is Form.ONE_IN:
        found = _of_one_in(found)
    elif form is Form.MULTIPLE:
        found = _of_multiple(found, exponent if precision is None else precision)
    elif second is not None:
        if form is Form.RANGE:
            found = _of_range(found, base(second, exponent if second_exponent is None else second_exponent))
        elif form is Form.OUT_OF:
            found = _of_out_of(found, second)
        else:
            found = _of_fraction(found, second, rounding)
    strict, loose = _hedged(found, hedge)
    return (strict, loose) if factor == 1 else (strict.scaled(factor), loose.scaled(factor))


def wholes(strict: Interval, loose: Interval, hedge: Hedge) -> tuple[Interval, Interval]:
    """Both intervals of a count, from the first whole number in each to the last.

    Where a hedge at a whole number leaves none ("over 3 donors" is above 3 and below 4), the nearest on its
    side: 4.

    >>> wholes(Interval("2.5", "3.5"), Interval("2.5", "3.5"), Hedge.NONE)
    ([3, 3], [3, 3])
    """
    found = _wholes(strict)
    if found is None:
        above = hedge is Hedge.MORE_THAN
        end = strict.lo if above else strict.hi
        assert end is not None  # noqa: S101  (a hedge that leaves no whole number leaves less than one unit)
        nearest = (end // 1) + 1 if above else -(-end // 1) - 1
        found = Interval(nearest, nearest)
    return found, _wholes(loose) or found


def _wholes(interval: Interval) -> Interval | None:
    """From the first whole number in it to the last; itself where it ends with them, None without any."""
    lo, hi = interval.lo, interval.hi
    if (lo is None or (lo.denominator == 1 and not interval.lo_open)) and (
        hi is None or (hi.denominator == 1 and not interval.hi_open)
    ):
        return interval
    first = last = None
    if lo is not None:
        first = lo // 1 + 1 if interval.lo_open else -(-lo // 1)
    if hi is not None:
        last = -(-hi // 1) - 1 if interval.hi_open else hi // 1
    if first is not None and last is not None and first > last:
        return None
    return Interval(first, last)
