"""Which printed numbers have to move by one unit of their last place so that all sums add up?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import add
from typing import Final

import attrs

from lacmigration.additivity._cells import Addition, Adjustment, Cell
from lacmigration.additivity._flows import Network, TooLargeError
from lacmigration.additivity._ways import Ways, groups, ways_of
from lacmigration.errors import ChoiceError
from lacmigration.intervals import Interval
from lacmigration.sayings import Saying, message

__all__ = ["adjusted", "both_ways", "to_total"]

Printed = int | str | Decimal
Exact = int | str | Decimal | Fraction

_FINE: Final = 10**40
"""What harms are counted in, so that a table of many figures has no large fractions to compare."""

_UNEXPLAINED = message("no numbers that add up would be rounded to the printed ones")
_TOO_FINE = message("the total is printed more finely than the parts that may move")
_STUCK = message("the figures that may move by one unit are too few")
_THREE_WAYS = message("its figures are added up in more ways than by rows and by columns")
_TOO_LARGE = message("it has too many figures that do not add up")


def to_total(parts: Sequence[Printed], total: Printed, *, exact: Sequence[Exact] | None = None) -> Adjustment:
    """Move the fewest parts by one unit each so that they add up to the total, which stays.

    With the `exact` values of the parts it is the method of the largest remainder. Without, the largest
    printed parts move first, which changes each the least in proportion. Parts that are equally good move in
    their order. The last of the numbers that come back is the total.

    Errors: FloatError, FigureError.

    >>> [str(number) for number in to_total(["4.5", "3.1", "0.8"], "8.5").numbers]
    ['4.6', '3.1', '0.8', '8.5']
    >>> [str(number) for number in to_total([33, 33, 33], 100, exact=["33.4", "33.2", "33.4"]).numbers]
    ['34', '33', '33', '100']
    """
    values = [None] * len(parts) if exact is None else [Interval.point(one) for one in exact]
    cells = [_cell(part, value) for part, value in zip(parts, values, strict=True)]
    whole = _cell(total, None if exact is None else reduce(add, (cell.reach for cell in cells)))
    return adjusted([*cells, whole], [Addition(range(len(cells)), len(cells))])


def both_ways(
    rows: Sequence[Sequence[Printed]], *, exact: Sequence[Sequence[Exact]] | None = None
) -> Adjustment:
    """Do the same for a table with a last column and a last row of totals; the grand total stays.

    With the `exact` values of the cells within the totals there is always a way: rounding each number up or
    down, and none that is round already. The numbers come back row by row.

    Errors: FloatError, FigureError; ChoiceError where the rows are not of one length, or fewer than two.

    >>> numbers = both_ways([[2, 1, 4], [1, 1, 2], [3, 3, 6]]).numbers
    >>> [list(map(int, numbers[at : at + 3])) for at in (0, 3, 6)]
    [[2, 2, 4], [1, 1, 2], [3, 3, 6]]
    """
    width = len(rows[0]) if rows else 0
    if len(rows) < 2 or width < 2 or any(len(row) != width for row in rows):
        raise ChoiceError(
            "rows", [len(row) for row in rows], choices="two or more rows of one length, two or more"
        )
    grid: list[list[Interval | None]] = [[None] * width for _ in rows]
    if exact is not None:
        within = [[Interval.point(one) for one in row] for row in exact]
        across = [[*row, reduce(add, row)] for row in within]
        grid = [list(row) for row in (*across, [reduce(add, column) for column in zip(*across, strict=True)])]
    cells = [
        _cell(number, value)
        for row, values in zip(rows, grid, strict=True)
        for number, value in zip(row, values, strict=True)
    ]
    last = len(rows) - 1
    every = [range(at * width, (at + 1) * width) for at in range(len(rows))]
    down = [range(at, len(cells), width) for at in range(width)]
    lines = [*every[:last], *down, every[last]]
    return adjusted(cells, [Addition(line[:-1], line[-1]) for line in lines])


def _cell(number: Printed, reach: Interval | None) -> Cell:
    return Cell(number) if reach is None else Cell(number, reach)


def adjusted(cells: Sequence[Cell], additions: Sequence[Addition]) -> Adjustment:
    """Move the fewest cells by one unit of their last place, so that all additions hold.

    Totals move only where no moves of the other numbers will do, and those that are part of nothing last of
    all; where there is only one of these, the grand total, it stays. Among the ways with the fewest moves it
    is the one nearest to the exact values; where these are not known, the one in which the sum of the
    relative changes is the least. Only the cells that are printed most finely move. A total that is printed
    more coarsely than its parts needs only be what their sum is rounded to.

    The work is bounded; the obstacle says so where a table is too large.
    """
    moves: dict[int, int] = {}
    for group in groups(additions):
        found = _Group(cells, tuple(group)).moves()
        if not isinstance(found, dict):
            return attrs.evolve(found, numbers=tuple(cell.number for cell in cells))
        moves |= found
    numbers = [cell.number for cell in cells]
    for at, step in moves.items():
        numbers[at] = _stepped(cells[at], step)
    return Adjustment(tuple(numbers), tuple(sorted(moves)))


def _stepped(cell: Cell, step: int) -> Decimal:
    """The next number up or down on the grid of a cell, with as many decimals."""
    units = int(Fraction(cell.number) / Fraction(cell.unit)) + step
    return Decimal((int(units < 0), tuple(map(int, str(abs(units)))), cell.exponent))


class _Group:
    """Additions that hang together, in whole units of the finest last place among their cells."""

    def __init__(self, cells: Sequence[Cell], additions: tuple[Addition, ...]) -> None:
        self.additions = additions
        self.cells = {at: cells[at] for one in additions for at in one.cells}
        self.finest = min(cell.exponent for cell in self.cells.values())
        parts = {at for one in additions for at in one.parts}
        totals = {one.total for one in additions}
        tops = totals - parts
        self.level = {at: 2 if at in tops else int(at in totals) for at in self.cells}
        stay = tops if len(tops) == 1 else set()
        free = [at for at, cell in self.cells.items() if any(cell.directions) and at not in stay]
        place = min((self.cells[at].exponent for at in free if at not in tops), default=self.finest)
        self.free = [at for at in free if self.cells[at].exponent == place]
        self.step = 10 ** (place - self.finest)

    def moves(self) -> dict[int, int] | Adjustment:
        """Which cells move, and whither; or why none can."""
        wanted = [self._wanted(one) for one in self.additions]
        if all(span is not None and span[0] <= 0 <= span[1] for span in wanted):
            return {}
        if len(self.additions) == 1:
            return self._along_one()
        ways = ways_of(self.additions)
        if ways is None:
            return _stopped(_THREE_WAYS)
        try:
            if not self._explained(ways):
                return _stopped(_UNEXPLAINED, explained=False)
            if None in wanted:
                return _stopped(_TOO_FINE)
            found = self._routed(ways)
        except TooLargeError:
            return _stopped(_TOO_LARGE)
        if found is None or not all(self._holds(one, found) for one in self.additions):
            return _stopped(_STUCK)
        return found

    def _gap(self, addition: Addition) -> int:
        """What the parts are more than the total."""
        return sum(map(self._units, addition.parts)) - self._units(addition.total)

    def _units(self, at: int) -> int:
        return int(Fraction(self.cells[at].number) / Fraction(10) ** self.finest)

    def _wanted(self, addition: Addition) -> tuple[int, int] | None:
        """How many steps the parts may gain, from least to most, to add up; None for no number of them."""
        gap, spare = self._gap(addition), self._spare(addition)
        least, most = -((gap + spare) // self.step), (spare - gap) // self.step
        return (least, most) if least <= most else None

    def _spare(self, addition: Addition) -> int:
        """How far the sum may lie from a total that is printed more coarsely, and still be rounded to it."""
        total = self.cells[addition.total].exponent
        finer = min(self.cells[at].exponent for at in addition.parts) < total
        return 10 ** (total - self.finest) // 2 if finer else 0

    def _holds(self, addition: Addition, moves: dict[int, int]) -> bool:
        gained = sum(moves.get(at, 0) for at in addition.parts) - moves.get(addition.total, 0)
        left: int = self._gap(addition) + self.step * gained
        return abs(left) <= self._spare(addition)

    def _along_one(self) -> dict[int, int] | Adjustment:
        """One sum: the cells that cost the least move, all in one direction."""
        [one] = self.additions
        added: Interval = reduce(add, (self.cells[at].reach for at in one.parts))
        if not added.meets(self.cells[one.total].reach):
            return _stopped(_UNEXPLAINED, explained=False)
        span = self._wanted(one)
        if span is None:
            return _stopped(_TOO_FINE)
        steps = span[0] if span[0] > 0 else span[1]
        way = 1 if steps > 0 else -1
        movable = [at for at in self.free if self.cells[at].directions[way > 0]]
        if len(movable) < abs(steps):
            return _stopped(_STUCK)
        harms = self._harms()
        return dict.fromkeys(sorted(movable, key=lambda at: (harms[at, way], at))[: abs(steps)], way)

    def _harms(self) -> dict[tuple[int, int], Fraction]:
        """What a move of each free cell costs beside that it is one: distance, or else relative change."""
        known = all(self.cells[at].exact is not None for at in self.free)
        harms: dict[tuple[int, int], Fraction] = {}
        for at in self.free:
            cell = self.cells[at]
            number, unit, exact = Fraction(cell.number), Fraction(cell.unit), cell.exact
            for way in (-1, 1):
                if known and exact is not None:
                    harms[at, way] = (abs(number + way * unit - exact) - abs(number - exact)) / unit
                else:
                    harms[at, way] = abs(unit / number) if number else Fraction(1)
        return harms

    def _explained(self, ways: Ways) -> bool:
        """Whether numbers that add up exactly lie within the reach of all cells, their ends included."""
        reaches = [cell.reach for cell in self.cells.values()]
        ends: list[Fraction] = [end for reach in reaches for end in (reach.lo, reach.hi) if end is not None]
        start = {at: cell.reach.nearest(Fraction(cell.number)) for at, cell in self.cells.items()}
        scale = lcm(*(value.denominator for value in (*start.values(), *ends)))
        far = sum(map(abs, start.values())) + sum(map(abs, ends))
        spans = {}
        for at, cell in self.cells.items():
            lo, hi = cell.reach.lo, cell.reach.hi
            down = far if lo is None else start[at] - lo
            up = far if hi is None else hi - start[at]
            spans[at] = int(down * scale), int(up * scale)
        wanted = []
        for one in ways.additions:
            gap = int((sum(start[at] for at in one.parts) - start[one.total]) * scale)
            wanted.append((-gap, -gap))
        return _sent(ways, spans, wanted, costs=None) is not None

    def _routed(self, ways: Ways) -> dict[int, int] | None:
        """The moves that cost the least; None where there are none."""
        whole = {move: int(harm * _FINE) for move, harm in self._harms().items()}
        above = 2 * sum(map(abs, whole.values())) + 1
        costs = {
            (at, way): harm + above * (len(self.cells) + 1) ** self.level[at]
            for (at, way), harm in whole.items()
        }
        spans = {at: (int(down), int(up)) for at in self.free for down, up in [self.cells[at].directions]}
        wanted = [span for one in ways.additions if (span := self._wanted(one)) is not None]
        return _sent(ways, spans, wanted, costs=costs)


def _sent(
    ways: Ways,
    spans: Mapping[int, tuple[int, int]],
    wanted: Sequence[tuple[int, int]],
    *,
    costs: Mapping[tuple[int, int], int] | None,
) -> dict[int, int] | None:
    """How far each cell goes down or up so that each sum gains what it wants; None where that cannot be.

    `spans` says how far a cell can go, and `wanted` by how much each sum of parts less total may grow.
    """
    outside, source, target = (len(ways.additions) + one for one in range(3))
    network = Network(target + 1)
    owed = given = 0
    for node, (sign, span) in enumerate(zip(ways.signs, wanted, strict=True)):
        least, most = span if sign > 0 else (-span[1], -span[0])
        nearest = max(least, min(0, most))
        network.arc(node, outside, most - nearest)
        network.arc(outside, node, nearest - least)
        network.arc(source, node, max(-nearest, 0))
        network.arc(node, target, max(nearest, 0))
        given, owed = given + max(-nearest, 0), owed + max(nearest, 0)
    network.arc(source, outside, max(owed - given, 0))
    network.arc(outside, target, max(given - owed, 0))
    arcs: dict[int, tuple[int, int]] = {}
    for at, (down, up) in spans.items():
        grown, shrunk = (outside if end < 0 else end for end in ways.ends[at])
        cost = (0, 0) if costs is None else (costs[at, -1], costs[at, 1])
        arcs[at] = network.arc(grown, shrunk, down, cost[0]), network.arc(shrunk, grown, up, cost[1])
    if network.send(source, target, max(given, owed)) < max(given, owed):
        return None
    went = {at: network.flow(up) - network.flow(down) for at, (down, up) in arcs.items()}
    return {at: steps for at, steps in went.items() if steps}


def _stopped(obstacle: Saying, *, explained: bool = True) -> Adjustment:
    return Adjustment((), obstacle=obstacle, explained=explained)
