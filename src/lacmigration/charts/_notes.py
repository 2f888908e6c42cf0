"""What has to be said of the intervals of a picture, where the eye alone would not see it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lacmigration.amounts import Amount
from lacmigration.charts._scales import Axis
from lacmigration.intervals import Interval
from lacmigration.messages import Saying, counted, message

__all__ = ["left_out", "no_room", "on_intervals"]


def on_intervals(
    reaches: Sequence[tuple[Interval, Interval]], axis: Axis, *, beside: bool = True
) -> Iterator[Saying]:
    """Of strict and loose intervals on an axis: which are points, thinner than a line, or without an end.

    `beside` says whether their ends are written beside each of them.
    """
    points = sum(1 for strict, _ in reaches if strict.is_point)
    if points == len(reaches):
        yield message("Rounding leaves nothing open here: there is no interval to draw.")
    elif points:
        yield counted("{n} interval is a single point.", "{n} intervals are single points.", points)
    thin = sum(1 for strict, _ in reaches if not strict.is_point and _thin(strict, axis))
    if thin and not beside:
        yield counted(
            "{n} interval is thinner than the line that draws it.",
            "{n} intervals are thinner than the lines that draw them.",
            thin,
        )
    elif thin:
        yield counted(
            "{n} interval is thinner than the line that draws it; its ends are written beside it.",
            "{n} intervals are thinner than the lines that draw them; their ends are written beside them.",
            thin,
        )
    if any(end is None for pair in reaches for one in pair for end in (one.lo, one.hi)):
        yield message("An arrow: the figures set no limit on that side.")


def _thin(reach: Interval, axis: Axis) -> bool:
    if reach.lo is None or reach.hi is None:
        return False
    return abs(axis.at(reach.hi) - axis.at(reach.lo)) < 1


def left_out(amounts: Sequence[Amount]) -> Iterator[Saying]:
    """How many records state no figure."""
    missing = {name for amount in amounts for name in amount.missing}
    if missing:
        yield counted(
            "{n} record states no figure and is left out.",
            "{n} records state no figure and are left out.",
            len(missing),
        )


def no_room(fields: int) -> Iterator[Saying]:
    """How many fields of a table or a map are too small for what belongs there."""
    if fields:
        yield counted(
            "{n} cell has no room for all that it holds; as HTML the chart tells it at the pointer.",
            "{n} cells have no room for all that they hold; as HTML the chart tells it at the pointer.",
            fields,
        )
