"""How do the rows of a picture lie? Names at the left, a plot in the middle, values at the right."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import attrs

from lacmigration.charts._colours import FAINT, GRID, INK, LOOSE, MUTED, STRICT
from lacmigration.charts._marks import Mark, dot, line, words
from lacmigration.charts._scales import Axis
from lacmigration.charts._sheets import whisker
from lacmigration.charts._texts import room_of, wrapped
from lacmigration.intervals import Interval

__all__ = ["Row", "Rows", "laid_out", "ranges", "spared"]

_SIZE, _SMALL = 12, 10
_LINE = 14
_GAP = 12
_LEAST_PLOT = 120
_ARROW = 20


@attrs.frozen
class Row:
    """One row: its name, what is written at its end (a value, what it can be), whether it is a rest."""

    name: str
    value: str
    reach: str
    facts: dict[str, str]
    said: str
    rest: bool = False


@attrs.frozen
class Rows:
    """Where each row lies, and where the plot begins and ends."""

    rows: Sequence[Row]
    names: tuple[tuple[str, ...], ...]
    tops: tuple[int, ...]
    heights: tuple[int, ...]
    left: int
    right: int
    end: int

    @property
    def height(self) -> int:
        """Where the last row ends."""
        return self.tops[-1] + self.heights[-1]

    def middle(self, place: int) -> Fraction:
        """The middle of a row."""
        return self.tops[place] + Fraction(self.heights[place], 2)

    def labels(self) -> list[Mark]:
        """The names and the values."""
        marks = []
        for place, (row, lines) in enumerate(zip(self.rows, self.names, strict=True)):
            first = self.middle(place) - Fraction((len(lines) - 1) * _LINE, 2)
            fill = MUTED if row.rest else INK
            marks.append(words(self.left - _GAP, first, *lines, size=_SIZE, align="right", fill=fill))
        for place, row in enumerate(self.rows):
            up = 7 if row.reach else 0
            marks.append(words(self.end, self.middle(place) - up, row.value, size=_SIZE, align="right"))
        for place, row in enumerate(self.rows):
            if row.reach:
                below = self.middle(place) + 7
                marks.append(words(self.end, below, row.reach, size=_SMALL, align="right", fill=MUTED))
        return marks

    def grid(self, axis: Axis, ticks: Sequence[tuple[Fraction, str]], *, zero: bool = True) -> list[Mark]:
        """Lines at the ticks, what they stand for below, and a darker one at zero."""
        bottom = self.height + 4
        marks = [line(axis.at(tick), 0, x2=axis.at(tick), y2=bottom, stroke=GRID) for tick, _ in ticks]
        if zero:
            marks.append(line(axis.at(0), 0, x2=axis.at(0), y2=bottom, stroke=FAINT))
        for tick, text in _spaced(ticks, axis):
            marks.append(words(axis.at(tick), bottom + 9, text, size=_SMALL, align="center", fill=MUTED))
        return marks


def _spaced(ticks: Sequence[tuple[Fraction, str]], axis: Axis) -> Sequence[tuple[Fraction, str]]:
    """The ticks whose texts have room: all of them, else every second, third... counted from zero."""
    start = next((place for place, (tick, _) in enumerate(ticks) if tick == 0), 0)
    for step in range(1, len(ticks)):
        kept = ticks[start % step :: step]
        ends = [
            (axis.at(tick) - half, axis.at(tick) + half)
            for tick, text in kept
            for half in [room_of(text, _SMALL) / 2]
        ]
        if all(before[1] + 6 < after[0] for before, after in pairwise(ends)):
            return kept
    return ticks[start : start + 1]


def laid_out(rows: Sequence[Row], *, room: int, least: int = 26) -> Rows:
    """Rows with the room that their names and values take; long names are broken, and cut at three lines."""
    written = [room_of(row.value, _SIZE) for row in rows] + [room_of(row.reach, _SMALL) for row in rows]
    value = min(_up(max(written)) + _GAP, room // 2)
    widest = _up(max(room_of(row.name, _SIZE) for row in rows)) + 2
    space = min(widest, room * 36 // 100, max(room - value - _LEAST_PLOT - _GAP, 60))
    names = tuple(wrapped(row.name, _SIZE, room=space) for row in rows)
    left = _up(max(room_of(one, _SIZE) for lines in names for one in lines)) + _GAP
    heights = tuple(
        max(len(lines) * _LINE + 6, 32 if row.reach else least)
        for row, lines in zip(rows, names, strict=True)
    )
    tops = tuple(sum(heights[:place]) for place in range(len(rows)))
    return Rows(rows, names, tops, heights, left, room - value - 8, room)


def ranges(strict: Interval, loose: Interval, *, axis: Axis, y: Fraction) -> list[Mark]:
    """The loose interval, light and thin, under the strict one; an arrow where there is no end."""
    marks = _range(loose, axis=axis, y=y, colour=LOOSE, cap=3, thick=1) if loose != strict else []
    return [*marks, *_range(strict, axis=axis, y=y, colour=STRICT, cap=5, thick=2)]


def _range(reach: Interval, *, axis: Axis, y: Fraction, colour: str, cap: int, thick: int) -> list[Mark]:
    low = axis.start - _ARROW if reach.lo is None else axis.at(reach.lo)
    high = axis.stop + _ARROW if reach.hi is None else axis.at(reach.hi)
    closed = tuple(place for place, end in ((low, reach.lo), (high, reach.hi)) if end is not None)
    marks = whisker((low, high), y, colour=colour, cap=cap, thick=thick, caps=closed)
    if reach.lo is None:
        marks.append(dot(low, y, fill=colour, shape="triangle-left", size=50))
    if reach.hi is None:
        marks.append(dot(high, y, fill=colour, shape="triangle-right", size=50))
    return marks


def spared(reaches: Sequence[tuple[Interval, Interval]]) -> tuple[int, int]:
    """The room that arrows take at the left and at the right of a plot."""
    every = [one for pair in reaches for one in pair]
    left = any(one.lo is None for one in every)
    return (_ARROW + 6 if left else 0), (_ARROW + 6 if any(one.hi is None for one in every) else 0)


def _up(pixels: Fraction) -> int:
    return -(-pixels.numerator // pixels.denominator)
