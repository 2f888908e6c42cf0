"""Where does a number stand on an axis? Exact positions, and round numbers to mark it with."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from lacmigration.intervals import Interval

__all__ = ["Axis", "axis_over", "ends_of"]

_STEPS = (Fraction(1), Fraction(2), Fraction(5), Fraction(10))


@attrs.frozen
class Axis:
    """From numbers to pixels: `low` stands at `start`, `high` at `stop`, which may be the smaller of the two.

    >>> Axis(Fraction(0), Fraction(10), start=0, stop=200).at(Fraction(5, 2))
    Fraction(50, 1)
    """

    low: Fraction
    high: Fraction
    start: Fraction | int = attrs.field(kw_only=True)
    stop: Fraction | int = attrs.field(kw_only=True)

    def at(self, value: Fraction | int) -> Fraction:
        """The pixel of a number; one beyond the axis stands at its end."""
        inside = min(max(Fraction(value), self.low), self.high)
        return self.start + (inside - self.low) * (self.stop - self.start) / (self.high - self.low)

    def ticks(self, most: int = 6) -> tuple[Fraction, ...]:
        """Round numbers on the axis, at most so many, in steps of 1, 2 or 5 times a power of ten.

        >>> [int(tick) for tick in Axis(Fraction(0), Fraction(37), start=0, stop=1).ticks()]
        [0, 10, 20, 30]
        """
        step = _step(self.high - self.low, most)
        first = -(-self.low // step)
        last = self.high // step
        return tuple(step * number for number in range(first, last + 1))


def _step(room: Fraction, most: int) -> Fraction:
    """The smallest round step that the room holds less often than `most`."""
    power = Fraction(1)
    while power * 10 < room / most:
        power *= 10
    while power > room / most:
        power /= 10
    return next(power * step for step in _STEPS if power * step * (most - 1) >= room or step == _STEPS[-1])


def axis_over(values: Iterable[Fraction], *, start: Fraction | int, stop: Fraction | int) -> Axis:
    """An axis that holds all the values and 0; of any length where they are all 0."""
    listed = (Fraction(0), *values)
    low, high = min(listed), max(listed)
    return Axis(low, high if high > low else low + 1, start=start, stop=stop)


def ends_of(intervals: Iterable[Interval]) -> list[Fraction]:
    """The ends that the intervals have."""
    return [end for one in intervals for end in (one.lo, one.hi) if end is not None]
