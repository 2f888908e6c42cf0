"""Which colour has a number, and what do the colours mean? Steps from the lightest to the darkest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from lacmigration.charts._colours import EMPTY, MUTED, PAPER, SCALE, step_of
from lacmigration.charts._marks import bar, words
from lacmigration.charts._scales import Axis
from lacmigration.charts._sheets import Item
from lacmigration.charts._texts import room_of
from lacmigration.charts._words import Words
from lacmigration.messages import message

__all__ = ["Steps", "other_keys", "scale_key", "steps_for"]

_SMALL = 10


@attrs.frozen
class Steps:
    """Up to which value each colour goes; values of 0 and below have none."""

    bounds: tuple[Fraction, ...]
    low: Fraction
    high: Fraction
    whole: bool

    def colours(self, value: Fraction) -> tuple[str, str]:
        """The fill of a value, and the colour of what is written on it."""
        if value <= 0:
            return PAPER, MUTED
        return SCALE[step_of(value, self.bounds) * (len(SCALE) - 1) // max(len(self.bounds), 3)]


def steps_for(values: Sequence[Fraction], *, whole: bool) -> Steps:
    """Steps for the values above 0: one for each whole number where there are few, else round ones.

    >>> [int(bound) for bound in steps_for([Fraction(1), Fraction(3)], whole=True).bounds]
    [1, 2]
    """
    high = max((value for value in values if value > 0), default=Fraction(1))
    low = min((value for value in values if value > 0), default=Fraction(1))
    if whole and high <= len(SCALE):
        return Steps(tuple(map(Fraction, range(1, int(high)))), low, high, whole)
    ticks = Axis(Fraction(0), high, start=0, stop=1).ticks(len(SCALE))
    bounds = tuple(tick for tick in ticks if 0 < tick < high)[: len(SCALE) - 1]
    return Steps(bounds, low, high, whole)


def scale_key(steps: Steps, unit: str, *, said: Words, others: Sequence[Item] = ()) -> list[Item]:
    """The colours of the steps, and what each holds; then `others`, of what has none of these colours."""
    items = []
    ends = (*steps.bounds, steps.high)
    for place, (end, text) in enumerate(zip(ends, said.ticks(ends, unit), strict=True)):
        fill, _ = steps.colours(end)
        if steps.whole:
            first = int(steps.bounds[place - 1]) + 1 if place else 1
            low = said.number(Fraction(first))
            shown = low if first == end else said.put(message("{low} to {high}", low=low, high=text))
        else:
            shown = said.put(message("up to {high}", high=text))
        items.append(_box(fill, shown))
    return [*items, *others]


def _box(fill: str, shown: str) -> Item:
    """A colour and what it means."""
    box = bar(0, -2, x2=14, y2=12, fill=fill, stroke=MUTED, strokeWidth=0.5)
    return Item((box, words(19, 5, shown, size=_SMALL)), 19 + room_of(shown, _SMALL))


def other_keys(values: Iterable[Fraction], *, unstated: bool, empty: bool, said: Words) -> list[Item]:
    """What the pale fields mean, where there are such: 0 or less, nothing stated, no record."""
    items = []
    pale = any(value <= 0 for value in values)
    if pale or unstated:
        meant = message("0 or less") if pale else message("unallocated")
        both = message("0 or less, or unallocated") if pale and unstated else meant
        items.append(_box(PAPER, said.put(both)))
    if empty:
        items.append(_box(EMPTY, said.put(message("no record"))))
    return items
