"""Which other numbers on the stated figure's own grid would agree? Its neighbours there, and the nearest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

from lacmigration.figures import Figure, Form
from lacmigration.intervals import Interval

__all__ = ["nearest_that", "nearest_within", "neighbours", "on_grid"]

_NEIGHBOURS = 10

Agrees = Callable[[Interval], bool]
"""Whether the strict interval of a figure in the stated one's place would agree with the rest."""


def neighbours(figure: Figure | None, agrees: Agrees) -> Fraction | None:
    """The part of the ten neighbours on each side that would not have agreed; None without a grid."""
    if figure is None or not _has_grid(figure):
        return None
    stated = _steps(Fraction(figure.number), figure)
    others = (stated + k for k in range(-_NEIGHBOURS, _NEIGHBOURS + 1) if k)
    found = [agrees(other.strict) for number in others if (other := _restated(figure, number)) is not None]
    return Fraction(found.count(False), len(found)) if found else Fraction(0)


def nearest_that(figure: Figure | None, wanted: Fraction, agrees: Agrees) -> Figure | None:
    """The figure with the number that agrees and is nearest to a pure quantity; None where none near does."""
    if figure is None or not _has_grid(figure):
        return None
    step = Fraction(figure.resolution) * figure.factor
    below = _steps(wanted / figure.factor, figure)
    for number in sorted(range(below - 1, below + 3), key=lambda one: (abs(one * step - wanted), one)):
        other = _restated(figure, number)
        if other is not None and agrees(other.strict):
            return other
    return None


def nearest_within(figure: Figure, reaches: Iterable[Interval], agrees: Agrees) -> Figure | None:
    """The figure that agrees and is nearest to the stated one; None without a grid, or where none near does.

    One that shares no more than an end with an interval, a tie, goes last. It is looked for around the place
    of each interval that is nearest to the stated figure; an end there need not be reached.
    """
    if not _has_grid(figure):
        return None
    step = Fraction(figure.resolution) * figure.factor
    face = figure.nominal
    numbers: set[int] = set()
    reaches = tuple(reaches)
    for reach in reaches:
        near = face
        if reach.lo is not None and face < reach.lo:
            near = reach.lo
        elif reach.hi is not None and face > reach.hi:
            near = reach.hi
        below = _steps(near / figure.factor, figure)
        numbers.update(range(below - 1, below + 3))
    nearest = sorted(numbers, key=lambda one: (abs(one * step - face), one))
    others = [other for one in nearest if (other := _restated(figure, one)) is not None]
    others.sort(key=lambda one: all(_is_tie(one.strict, reach) for reach in reaches))
    return next((one for one in others if one.number != figure.number and agrees(one.strict)), None)


def _is_tie(strict: Interval, reach: Interval) -> bool:
    both = strict.intersect(reach)
    return both is None or (both.is_point and not (strict.is_point or reach.is_point))


def on_grid(number: int, figure: Figure) -> Decimal:
    """A whole number of the figure's resolution, written to its last digit."""
    place = figure.exponent if figure.precision is None else figure.precision
    return Decimal((int(number < 0), tuple(map(int, str(abs(number)))), place))


def _has_grid(figure: Figure) -> bool:
    return figure.form in {Form.NUMBER, Form.MULTIPLE}


def _steps(value: Fraction, figure: Figure) -> int:
    """How many times the figure's resolution goes into a value, rounded down."""
    return value // Fraction(figure.resolution)


def _restated(figure: Figure, number: int) -> Figure | None:
    """The figure with another number on its grid; None where its kind cannot be that number."""
    try:
        return figure.restated(on_grid(number, figure))
    except ValueError:
        return None
