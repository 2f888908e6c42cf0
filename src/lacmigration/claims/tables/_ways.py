"""Of the ways in which a row can be the sum of others, which do the numbers bear out?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

import attrs

from lacmigration.claims.tables._additions import Addition, fits, numbers_of
from lacmigration.claims.tables._columns import Column
from lacmigration.claims.tables._numbers import Number
from lacmigration.claims.tables._roles import Role
from lacmigration.claims.tables._rows import Standing
from lacmigration.claims.tables._sheets import Sheet
from lacmigration.dimensions import is_countable

__all__ = ["borne_out", "exact_in", "tested"]

_TRIED: Final = 8
"""Columns of which the numbers are asked; more say nothing new."""
_LONGEST: Final = 20
"""Rows of an account below another one that has no sum in words."""
_FEWEST: Final = 4
"""Rows that can hold a group and its head beside others."""


def borne_out(sheet: Sheet, additions: Sequence[Addition]) -> tuple[Addition, ...]:
    """Each addition in the way that holds in most columns, and whether that leaves another one open.

    Besides what labels and order allow, rows may repeat what the rows under them add up to, a row whose label
    only looks like one of a rate or a note may be a part like the others, and the last rows may be an account
    of their own.
    """
    columns = sheet.of_role(Role.AMOUNT)[:_TRIED] or sheet.of_role(Role.SHARE)[:_TRIED]
    return tuple(_settled(sheet, columns, one) for one in additions)


def _settled(sheet: Sheet, columns: Sequence[Column], addition: Addition) -> Addition:
    plain = attrs.evolve(addition, others=())
    for ways, told in ((_told(addition), True), (_untold(sheet, columns, addition), False)):
        best, score = plain, 0
        for parts in ways:
            one = attrs.evolve(plain, parts=parts)
            fits_in = [tested(column, one) for column in columns]
            held = fits_in.count(True)
            if held > score and (told or held > fits_in.count(False)):
                best, score = one, held
        if score:
            return attrs.evolve(best, sure=told or score > 1)
    open_ways = sum(_possible(columns, addition.total, parts) for parts in addition.others)
    return attrs.evolve(plain, sure=addition.sure and not open_ways)


def _told(addition: Addition) -> Iterator[tuple[int, ...]]:
    """The ways to add up that labels and order allow."""
    yield addition.parts
    yield from addition.others


def _untold(sheet: Sheet, columns: Sequence[Column], addition: Addition) -> Iterator[tuple[int, ...]]:
    """The ways to add up that neither labels nor order tell of."""
    apart = _apart(sheet, addition)
    downward = addition.parts[0] <= addition.parts[-1]
    wider = attrs.evolve(addition, parts=tuple(sorted((*addition.parts, *apart), reverse=not downward)))
    if apart:
        yield wider.parts
        for at in apart[:_TRIED] if len(apart) > 1 else ():
            yield tuple(sorted((*addition.parts, at)))
    seen: set[tuple[int, ...]] = set()
    for column in columns:
        for found in (_nested(column, addition), _last(column, addition), _last(column, wider)):
            if found and found not in seen:
                seen.add(found)
                yield found


def _possible(columns: Sequence[Column], total: int, parts: Sequence[int]) -> bool:
    """Whether rows can make a total: none is more than that."""
    for column in columns:
        whole = column.numbers.get(total)
        found, _ = numbers_of(column, parts)
        if whole is None or not found or any(one.digits < 0 for one in found):
            continue
        base = min(whole.exponent, *(one.exponent for one in found))
        return all(one.at(base) <= whole.at(base) for one in found)
    return bool(columns)


def _last(column: Column, addition: Addition) -> tuple[int, ...]:
    """The last of the parts, where these alone make the total: what stands above is another account."""
    total = column.numbers.get(addition.total)
    found = [column.numbers[at] for at in addition.parts if at in column.numbers]
    if total is None or any(one.unit != total.unit for one in found):
        return ()
    for last in range(2, min(len(found), _LONGEST)):
        if fits(found[-last:], total):
            return addition.parts[addition.parts.index(found[-last].row) :]
    return ()


def _apart(sheet: Sheet, addition: Addition) -> list[int]:
    """The rows among the parts that were set apart by their label."""
    low, high = min(addition.parts), max(addition.parts)
    return [
        row.index
        for row in sheet.rows
        if row.standing is Standing.APART and low - 1 <= row.index <= high + 1 and row.index != addition.total
    ]


def tested(column: Column, addition: Addition) -> bool | None:
    """Whether an addition holds in a column; None where that cannot be told."""
    total = column.numbers.get(addition.total)
    parts, missing = numbers_of(column, addition.parts)
    if total is None or not parts or len({one.unit for one in (*parts, total)}) > 1:
        return None
    if missing:
        return False if _exceeds(parts, total) else None
    return None if len(parts) < 2 else fits(parts, total, exact=exact_in(parts, total))


def _exceeds(parts: Sequence[Number], total: Number) -> bool:
    """Whether some of the parts are more than the total already."""
    if any(one.digits < 0 for one in parts):
        return False
    base = min(total.exponent, *(one.exponent for one in parts))
    room: int = sum(10 ** (one.exponent - base) for one in (*parts, total))
    return 2 * (sum(one.at(base) for one in parts) - total.at(base)) > room


def exact_in(parts: Sequence[Number], total: Number) -> bool:
    """Whether numbers are counts of things one by one, which no rounding touches."""
    counts = all(is_countable(one.unit) and not one.scaled for one in parts)
    return counts and not total.scaled and (total.unit == "1" or is_countable(total.unit))


def _nested(column: Column, addition: Addition) -> tuple[int, ...]:
    """The rows that make the total where some rows repeat what the rows under them add up to; none else."""
    total = column.numbers.get(addition.total)
    found = [column.numbers[at] for at in sorted(addition.parts) if at in column.numbers]
    if total is None or len(found) < _FEWEST or any(one.digits < 0 for one in found):
        return ()
    base = min(one.exponent for one in found)
    values = [one.at(base) for one in found]
    sums = [0, *accumulate(values)]
    top: list[Number] = []
    at, groups = 0, 0
    while at < len(found):
        top.append(found[at])
        end = at + 1
        if values[at]:
            wanted, room = sums[at + 1] + values[at], 1
            while end < len(found) and 2 * (sums[end] - wanted) < -room:
                end += 1
                room += 1
        under = end - at - 1
        if under >= 2 and fits(found[at + 1 : end], found[at]):
            groups, at = groups + 1, end
        else:
            at += 1
    return tuple(one.row for one in top) if groups and len(top) > 1 and fits(top, total) else ()
