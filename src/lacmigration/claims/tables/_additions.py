"""Which rows or columns of a table does a total add up, as labels, order and indentation have it?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from lacmigration.claims.tables._columns import Column
from lacmigration.claims.tables._numbers import Number
from lacmigration.claims.tables._rows import Row, Standing
from lacmigration.dimensions import is_countable, plain_dimension

__all__ = ["PEOPLE", "Addition", "common_unit", "fits", "near", "numbers_of", "row_additions"]


PEOPLE: Final = {"person": 1}
"""The dimension of men, refugees and all other people."""

_MOST_SUMS: Final = 4
"""Sums above a total that it may add; the statements of companies have no more."""


@attrs.frozen
class Addition:
    """A row (or column) that is the sum of others, by their places in the grid.

    `sure` tells whether the table itself leaves no other way; `others` are the parts of the other ways.
    """

    total: int
    parts: tuple[int, ...]
    sure: bool = True
    others: tuple[tuple[int, ...], ...] = ()


def row_additions(rows: Sequence[Row]) -> tuple[Addition, ...]:
    """What each row that is labelled as a sum adds up.

    A subtotal adds the rows since the last sum; a total adds the rows, and the subtotals in place of
    their rows. A total below another may add that one too, as in a balance sheet: the numbers tell which.
    A table whose first row is a sum, and whose last is none, is read from its end.

    >>> def row(at, standing): return Row(index=at, label="", standing=Standing(standing))
    >>> kinds = ["part", "part", "subtotal", "part", "part", "subtotal", "total"]
    >>> [one.parts for one in row_additions([row(at, kind) for at, kind in enumerate(kinds)])]
    [(0, 1), (3, 4), (2, 5)]
    """
    counted = [row for row in _top(rows) if row.is_part or row.is_sum]
    if not any(row.is_sum for row in counted):
        return ()
    if counted[0].is_sum and not counted[-1].is_sum:
        return tuple(_added(counted[::-1]))
    if counted[0].is_sum:
        rest = tuple(_added(counted[1:]))
        last = next((one for one in rest if one.total == counted[-1].index), None)
        if last is None or counted[-1].standing is Standing.SUBTOTAL:
            return rest
        return (attrs.evolve(last, total=counted[0].index), *rest)
    return tuple(_added(counted))


def _top(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows without those that are set in under a row of numbers."""
    parts = [row for row in rows if row.is_part]
    least = min((row.level for row in parts), default=0)
    parent = False
    for row in rows:
        if row.is_part and row.level > least and parent:
            continue
        if row.standing is Standing.SECTION:
            parent = False
        elif row.is_part:
            parent = row.level == least
        yield row


def _added(rows: Sequence[Row]) -> Iterator[Addition]:
    """What each sum in rows of which the parts come first adds up."""
    last = max((at for at, row in enumerate(rows) if row.is_sum), default=-1)
    parts: list[int] = []
    sums: list[Row] = []
    for at, row in enumerate(rows):
        if row.is_part:
            parts.append(row.index)
        elif row.standing is Standing.GRAND or (row.standing is Standing.TOTAL and at == last):
            yield from _whole(row, tuple(parts), sums)
            parts, sums = [], []
        elif parts:
            others = _running(tuple(parts), sums) if row.standing is Standing.TOTAL else ()
            yield Addition(row.index, tuple(parts), others=others)
            parts = []
            sums.append(row)
        else:
            yield from _whole(row, (), sums)
            sums = [row]


def _running(parts: tuple[int, ...], sums: Sequence[Row]) -> tuple[tuple[int, ...], ...]:
    """The ways in which a total adds the rows since the last sum and the sums before them."""
    under = tuple(one.index for one in sums)
    return tuple(under[-last:] + parts for last in range(1, min(len(under), _MOST_SUMS) + 1))


def _whole(row: Row, parts: tuple[int, ...], sums: Sequence[Row]) -> Iterator[Addition]:
    under = tuple(one.index for one in sums)
    if not under and not parts:
        return
    stated = row.standing is Standing.GRAND or all(one.standing is Standing.SUBTOTAL for one in sums)
    if stated or not under:
        yield Addition(row.index, under + parts)
    elif not parts:
        yield Addition(row.index, under, others=_running((), sums)[1:])
    else:
        yield Addition(row.index, parts, sure=False, others=(under + parts, *_running(parts, sums)))


def fits(parts: Sequence[Number], total: Number, *, exact: bool = False) -> bool:
    """Whether numbers add up to another within the rounding of each of them."""
    base = min([one.exponent for one in parts] + [total.exponent])
    gap = sum(one.at(base) for one in parts) - total.at(base)
    if exact:
        return gap == 0
    room: int = sum(10 ** (one.exponent - base) for one in (*parts, total))
    return 2 * abs(gap) <= room


def near(columns: Sequence[Column], column: Column, *, reach: int) -> Sequence[Column]:
    """The columns, given from left to right, of which at most so many stand between them and another."""
    at = bisect_left(columns, column.index, key=_index)
    return columns[max(at - reach, 0) : at + reach + 1]


def _index(column: Column) -> int:
    return column.index


def numbers_of(column: Column, places: Sequence[int]) -> tuple[list[Number], bool]:
    """The numbers of a column at some rows, and whether one of them is missing."""
    found = [column.numbers[at] for at in places if at in column.numbers]
    return found, len(found) < len(places) and any(at in column.missing for at in places)


def common_unit(parts: Sequence[Number], total: Number) -> str | None:
    """The unit in which numbers side by side are added; None where they are of different kinds."""
    units = {one.unit for one in (*parts, total)}
    if len(units) == 1:
        return total.unit
    if any(len(unit) == 3 and unit.isupper() for unit in units) or units & {"percent", "percentage points"}:
        return None
    if total.unit == "1":
        units = {one.unit for one in parts}  # a total without a noun counts what its parts count
    if "1" in units or not all(map(is_countable, units)):
        return "1"
    if all(plain_dimension(unit) == PEOPLE for unit in units):
        return "persons"
    return next(iter(units)) if len(units) == 1 else "1"
