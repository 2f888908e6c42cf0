"""Exact sets of the form "from here to there": intervals with rational ends, open or closed or unbounded.

The arithmetic is the interval arithmetic of IEEE 1788 over exact rationals, with one addition: it tracks
whether each end is attained, because "less than 5" and "at most 5" differ when a sum lands on 5.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import attrs

from lacmigration.errors import FigureError, FloatError

__all__ = ["EVERYTHING", "LONGEST", "NOT_NEGATIVE", "UNIT", "Interval", "rational", "writable"]


_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+|/[0-9]+)?")
LONGEST = 1000
"""Digits on either side of the point: more than any figure has, and arithmetic on them stays quick."""
_BEYOND: int = 10 ** (LONGEST + 1)


def rational(value: int | str | Decimal | Fraction, *, where: str = "number") -> Fraction:
    """An exact rational from an exact number; text is plain, such as "57.5", "-3" or "1/3".

    Errors: FloatError for a float, FigureError for NaN, infinities, other text, and numbers that reach beyond
    10^1000 or 10^-1000. A Fraction is taken as it is: it comes out of arithmetic that is exact already.

    >>> rational("57.5")
    Fraction(115, 2)
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise FloatError(value, where=where)
    if isinstance(value, str) and (_PLAIN.fullmatch(value.strip()) is None or len(value) > 2 * LONGEST):
        raise FigureError(f"{where}: {value[:40]!r} is not a plain number; write one such as 57.5")
    if not _can_be_written(value):
        raise FigureError(
            f"{where}: {_brief(value)} is not a number that can be written out; write one such as 57.5"
        )
    try:
        return Fraction(value)
    except ZeroDivisionError as cause:
        raise FigureError(f"{where}: {value!r} divides by zero") from cause


def _can_be_written(value: int | str | Decimal) -> bool:
    """Whether it stays within the digits that a number may have; of a quotient, both of its numbers."""
    if isinstance(value, int):
        return -_BEYOND < value < _BEYOND
    if isinstance(value, str):
        return all(_can_be_written(Decimal(part)) for part in value.strip().split("/"))
    return value.is_finite() and writable(value)


def writable(number: Decimal) -> bool:
    """Whether a finite number has at most a thousand digits on either side of the point.

    >>> writable(Decimal("57.5")), writable(Decimal("1e2000"))
    (True, False)
    """
    places = number.as_tuple().exponent
    return isinstance(places, int) and places >= -LONGEST and number.adjusted() <= LONGEST


def _brief(number: int | str | Decimal) -> str:
    if isinstance(number, int):
        return f"{'-' if number < 0 else ''}10^{LONGEST + 1} or more"
    if isinstance(number, str):
        return f"{number[:40]!r}..."
    return f"{number:.3e}" if number.is_finite() else str(number)


def _end(value: int | str | Decimal | Fraction | None) -> Fraction | None:
    return None if value is None else rational(value, where="end of an interval")


@attrs.frozen(repr=False)
class Interval:
    """The numbers from `lo` to `hi`; None for an end that is unbounded. Never empty.

    Errors: FigureError when no number lies in it, FloatError for a float.

    >>> Interval("56.5", "57.5", hi_open=True)
    [113/2, 115/2)
    >>> Interval(1, 2) + Interval(10, None)
    [11, inf)
    """

    lo: Fraction | None = attrs.field(converter=_end)
    hi: Fraction | None = attrs.field(converter=_end)
    lo_open: bool = False
    hi_open: bool = False

    def __attrs_post_init__(self) -> None:
        lo, hi = self.lo, self.hi
        if lo is not None and hi is not None and (lo > hi or (lo == hi and (self.lo_open or self.hi_open))):
            raise FigureError(f"no number lies in {self!r}: the lower end must be below the upper end")
        if (lo is None and self.lo_open) or (hi is None and self.hi_open):  # one spelling for each set
            object.__setattr__(self, "lo_open", self.lo_open and lo is not None)
            object.__setattr__(self, "hi_open", self.hi_open and hi is not None)

    @classmethod
    def point(cls, value: int | str | Decimal | Fraction) -> Interval:
        """The one value."""
        exact = rational(value)
        return cls(exact, exact)

    def __repr__(self) -> str:
        """In mathematicians' notation, with exact ends."""
        left = "(-inf" if self.lo is None else f"{'(' if self.lo_open else '['}{self.lo}"
        right = "inf)" if self.hi is None else f"{self.hi}{')' if self.hi_open else ']'}"
        return f"{left}, {right}"

    @property
    def is_point(self) -> bool:
        """Whether it holds exactly one number."""
        return self.lo is not None and self.lo == self.hi

    @property
    def width(self) -> Fraction | None:
        """The distance of its ends, or None where one is unbounded."""
        return None if self.lo is None or self.hi is None else self.hi - self.lo

    def __contains__(self, value: int | str | Decimal | Fraction) -> bool:
        """Whether the exact value lies in it."""
        exact = rational(value)
        above = self.lo is None or exact > self.lo or (exact == self.lo and not self.lo_open)
        below = self.hi is None or exact < self.hi or (exact == self.hi and not self.hi_open)
        return above and below

    def meets(self, other: Interval) -> bool:
        """Whether a number lies in both.

        >>> Interval(1, 2).meets(Interval(2, 3)), Interval(1, 2).meets(Interval(2, 3, lo_open=True))
        (True, False)
        """
        return not (_before(self, other) or _before(other, self))

    def intersect(self, other: Interval) -> Interval | None:
        """The numbers in both, or None where there are none."""
        if not self.meets(other):
            return None
        if self.within(other):
            return self
        lo, lo_open = max(_lower(self), _lower(other))[1:]
        hi, hi_open = min(_upper(self), _upper(other))[1:]
        return _made(lo, hi, lo_open, hi_open)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        lo, lo_open = min(_lower(self), _lower(other))[1:]
        hi, hi_open = max(_upper(self), _upper(other))[1:]
        return Interval(lo, hi, lo_open, hi_open)

    def within(self, other: Interval) -> bool:
        """Whether all its numbers lie in the other."""
        if other.lo is not None:
            if self.lo is None or self.lo < other.lo:
                return False
            if other.lo_open and not self.lo_open and self.lo == other.lo:
                return False
        if other.hi is not None:
            if self.hi is None or other.hi < self.hi:
                return False
            if other.hi_open and not self.hi_open and self.hi == other.hi:
                return False
        return True

    def interior(self) -> Interval | None:
        """The same without its ends; None for a single point."""
        if self.is_point:
            return None
        return Interval(self.lo, self.hi, lo_open=True, hi_open=True)

    def nearest(self, target: Fraction) -> Fraction:
        """The number in it that is nearest to the target, or one near an open end.

        >>> Interval(1, 2).nearest(Fraction(5)), Interval(1, 2, hi_open=True).nearest(Fraction(5))
        (Fraction(2, 1), Fraction(3, 2))
        """
        if target in self:
            return target
        lo, hi = self.lo, self.hi
        if lo is not None and target <= lo:
            if not self.lo_open:
                return lo
            return lo + 1 if hi is None else (lo + hi) / 2
        assert hi is not None  # noqa: S101  (the target is above: only a bounded upper end leaves it out)
        if not self.hi_open:
            return hi
        return hi - 1 if lo is None else (lo + hi) / 2

    def __neg__(self) -> Interval:
        """The mirror image."""
        lo, hi = None if self.hi is None else -self.hi, None if self.lo is None else -self.lo
        return _made(lo, hi, self.hi_open, self.lo_open)

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a number of this one and a number of the other."""
        lo = None if self.lo is None or other.lo is None else self.lo + other.lo
        hi = None if self.hi is None or other.hi is None else self.hi + other.hi
        return _made(lo, hi, self.lo_open or other.lo_open, self.hi_open or other.hi_open)

    def __sub__(self, other: Interval) -> Interval:
        """Every difference; the open ends of the second swap sides."""
        return self + -other

    def scaled(self, factor: Fraction) -> Interval:
        """Every number times an exact factor."""
        exact = rational(factor)
        if not exact:
            return self * Interval(exact, exact)
        lo = None if self.lo is None else self.lo * exact
        hi = None if self.hi is None else self.hi * exact
        if exact > 0:
            return _made(lo, hi, self.lo_open, self.hi_open)
        return _made(hi, lo, self.hi_open, self.lo_open)

    def __mul__(self, other: Interval) -> Interval:
        """Every product."""
        if self._is_positive and other._is_positive:  # the common case: amounts, counts, shares
            return _made(
                self.lo * other.lo,  # type: ignore[operator]  # both ends are there: `_is_positive` looked
                self.hi * other.hi,  # type: ignore[operator]
                self.lo_open or other.lo_open,
                self.hi_open or other.hi_open,
            )
        corners = [_times(a, b) for a in _ends(self) for b in _ends(other)]
        least = min(corners, key=lambda corner: (_sign_of_inf(corner), corner[1] or 0, not corner[2]))
        most = max(corners, key=lambda corner: (_sign_of_inf(corner), corner[1] or 0, corner[2]))
        return Interval(least[1], most[1], not least[2], not most[2])

    def reciprocal(self) -> Interval:
        """Every 1/x for its x other than 0, as one interval: everything where both signs occur.

        Errors: ZeroDivisionError where 0 is its only number.

        >>> Interval(2, 4).reciprocal(), Interval(0, 4).reciprocal()
        ([1/4, 1/2], [1/4, inf))
        """
        lo, hi = self.lo, self.hi
        if lo is not None and hi is not None and lo.numerator > 0:
            return _made(1 / hi, 1 / lo, self.hi_open, self.lo_open)
        if lo == 0 == hi:
            message = "1/x of an interval that holds only 0"
            raise ZeroDivisionError(message)
        if (lo is None or lo < 0) and (hi is None or hi > 0):
            return EVERYTHING
        if hi is not None and hi <= 0:
            return -((-self).reciprocal())
        assert lo is not None  # noqa: S101  (all numbers are positive here)
        new_lo, new_lo_open = (Fraction(0), True) if hi is None else (1 / hi, self.hi_open)
        if lo == 0:
            return Interval(new_lo, None, new_lo_open)
        return Interval(new_lo, 1 / lo, new_lo_open, self.lo_open)

    def __truediv__(self, other: Interval) -> Interval:
        """Every quotient by a number other than 0."""
        return self * other.reciprocal()

    @property
    def _is_positive(self) -> bool:
        return self.lo is not None and self.hi is not None and self.lo.numerator > 0

    @property
    def may_be_zero(self) -> bool:
        """Whether 0 lies in it."""
        return 0 in self


_set = object.__setattr__


def _made(lo: Fraction | None, hi: Fraction | None, lo_open: bool, hi_open: bool) -> Interval:  # noqa: FBT001
    """An interval of ends that are known to be right: arithmetic on intervals cannot make an empty one."""
    made = Interval.__new__(Interval)
    _set(made, "lo", lo)
    _set(made, "hi", hi)
    _set(made, "lo_open", lo_open and lo is not None)
    _set(made, "hi_open", hi_open and hi is not None)
    return made


_Keyed = tuple[tuple[int, Fraction, int], Fraction | None, bool]


def _lower(interval: Interval) -> _Keyed:
    lo = interval.lo
    key = (-1, Fraction(0), 0) if lo is None else (0, lo, 1 if interval.lo_open else 0)
    return key, lo, interval.lo_open


def _upper(interval: Interval) -> _Keyed:
    hi = interval.hi
    key = (1, Fraction(0), 0) if hi is None else (0, hi, -1 if interval.hi_open else 0)
    return key, hi, interval.hi_open


def _before(first: Interval, second: Interval) -> bool:
    if first.hi is None or second.lo is None:
        return False
    if first.hi_open or second.lo_open:
        return first.hi <= second.lo
    return first.hi < second.lo


_Corner = tuple[int, Fraction | None, bool]


def _ends(interval: Interval) -> tuple[_Corner, _Corner]:
    lo = (-1, None, False) if interval.lo is None else (0, interval.lo, not interval.lo_open)
    hi = (1, None, False) if interval.hi is None else (0, interval.hi, not interval.hi_open)
    return lo, hi


def _sign_of_inf(corner: _Corner) -> int:
    return corner[0]


def _times(a: _Corner, b: _Corner) -> _Corner:
    """One corner of a product: (which infinity, value, attained); 0 times an unbounded end is 0."""
    (inf_a, x, has_x), (inf_b, y, has_y) = a, b
    if x is not None and y is not None:
        attained = (has_x and has_y) or (x == 0 and has_x) or (y == 0 and has_y)
        return 0, x * y, attained
    if x == 0 or y == 0:
        return 0, Fraction(0), has_x if x == 0 else has_y
    sign = (inf_a if x is None else (1 if x > 0 else -1)) * (inf_b if y is None else (1 if y > 0 else -1))
    return sign, None, False


EVERYTHING = Interval(None, None)
NOT_NEGATIVE = Interval(0, None)
UNIT = Interval(0, 1)
