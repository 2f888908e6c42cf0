"""Which sums along its rows does a table state?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from lacmigration.claims._claims import Claim
from lacmigration.claims.tables._additions import PEOPLE, common_unit, fits
from lacmigration.claims.tables._columns import Column
from lacmigration.claims.tables._raws import text_of
from lacmigration.claims.tables._roles import Role
from lacmigration.claims.tables._rows import Row, Standing
from lacmigration.claims.tables._sheets import Sheet
from lacmigration.claims.tables._totals import total_claim
from lacmigration.claims.tables._ways import exact_in
from lacmigration.dimensions import is_countable, plain_dimension
from lacmigration.sayings import message

__all__ = ["row_totals"]

_SAMPLE: Final = 200
"""Rows by which a reading of the columns is judged: more say nothing new."""
_MOST_LEFT_OUT: Final = 3
"""Columns at the end that a total in front of its parts may leave out."""
_MOST_FIRST: Final = 6
"""Columns behind a total that may be its parts where others follow: men and women, before ages."""
_MOST_TOTALS: Final = 4
"""Totals under one header."""
_STRICT: Final = 3
"""Rows that bear out a way to add up which nothing but the numbers tells of."""
_STRICTLY: Final = 9
"""So many more than the rows in which it does not hold."""

_Option = tuple[tuple[Column, ...], bool]
"""Columns that may add up, and whether all rows but few must bear that out."""


def row_totals(sheet: Sheet) -> Iterator[Claim]:
    """The totals along the rows: a column that is headed as a sum against the columns that it adds up."""
    for role in (Role.AMOUNT, Role.SHARE):
        columns = [one for one in sheet.of_role(role) if not sheet.words.says("of_which", one.plain)]
        heads = [column for column in columns if column.is_total]
        if not heads or len(columns) < 3:
            continue
        rows = [row for row in sheet.rows if row.standing is not Standing.SECTION]
        grouped: dict[str, list[Column]] = {}
        for one in filter(_is_plain, columns):
            grouped.setdefault(one.group, []).append(one)
        places = {one.index: at for at, one in enumerate(columns)}
        held = Counter(one.group for one in heads if one.group)
        for head in heads:
            if held[head.group] > _MOST_TOTALS:
                continue
            own = tuple(grouped.get(head.group, ())) if head.group else ()
            options = list(_options(columns, places[head.index], own=own, last=head is heads[-1]))
            options += _strict(tuple(columns), places[head.index]) if len(own) < 2 else ()
            chosen, sure = _chosen(sheet, options, head, rows)
            if chosen:  # else no way to add up the columns is borne out
                yield from _along(sheet, rows, head, chosen, sure=sure)


def _options(columns: Sequence[Column], at: int, *, own: tuple[Column, ...], last: bool) -> Iterator[_Option]:
    """The columns that a total may add up, the likeliest first; `own` are those under the same header."""
    if len(own) > 1:
        yield own, False
        return
    before = tuple(takewhile(_is_plain, (columns[place] for place in range(at - 1, -1, -1))))[::-1]
    behind = tuple(takewhile(_is_plain, (columns[place] for place in range(at + 1, len(columns)))))
    if before:
        yield before, False
    if behind:
        yield behind, False
        yield from ((behind[:-out], False) for out in range(1, min(_MOST_LEFT_OUT, len(behind) - 2) + 1))
    if not last:
        return
    sums = tuple(one for one in columns if one.is_total and one is not columns[at])
    if len(sums) > 1:
        yield sums, False
        yield sums + before, False
    if sums:
        yield tuple(filter(_is_plain, columns)), False


def _strict(columns: tuple[Column, ...], at: int) -> Iterator[_Option]:
    """Columns behind a total that it adds up where the rows bear that out: the first few, or one more sum."""
    behind = tuple(takewhile(_is_plain, columns[at + 1 : at + 2 + _MOST_FIRST]))
    yield from ((behind[:last], True) for last in range(2, min(len(behind), _MOST_FIRST + 1)))
    end = at + 1 + len(behind)
    if behind and end < len(columns) and columns[end].is_total:
        yield columns[at + 1 : end + 1], True


def _is_plain(column: Column) -> bool:
    return not column.is_total


def _chosen(
    sheet: Sheet, options: Sequence[_Option], head: Column, rows: Sequence[Row]
) -> tuple[tuple[Column, ...], bool]:
    """The columns for which most rows hold, and whether that is beyond doubt."""
    refuted = False
    best: tuple[int, tuple[Column, ...]] = (0, ())
    kept = [one for one in options if len(one[0]) > 1 and _alike((*one[0], head))]
    plainly = [one for one, strict in kept if not strict]
    for place, (option, strict) in enumerate(kept):
        tests = [
            fit for row in rows[:_SAMPLE] if (fit := _row_fits(sheet, option, head, row.index)) is not None
        ]
        borne = sum(tests)
        if strict:
            enough = borne >= _STRICT and borne >= _STRICTLY * (len(tests) - borne)
        else:
            refuted = refuted or (len(tests) > 2 and not borne)
            half = not place and not best[0] and _plainly(sheet, head, option)
            enough = 2 * borne > len(tests) or (2 * borne == len(tests) and half)
        if enough and borne > best[0]:
            best = borne, option
    if best[0]:
        return best[1], True
    if len(set(plainly)) != 1 or refuted or not _plainly(sheet, head, plainly[0]):
        return (), False
    return plainly[0], True


def _plainly(sheet: Sheet, head: Column, parts: Sequence[Column]) -> bool:
    """Whether a total says nothing but that it is one, and its parts are of one kind."""
    own = sheet.words.patterns["totals"].sub(" ", head.plain)
    kinds = {"person" if plain_dimension(one.measure.unit) == PEOPLE else one.measure.unit for one in parts}
    return len(kinds) == 1 and not re.search(r"[^\W\d_]{3,}", own)


def _alike(columns: Sequence[Column]) -> bool:
    """Whether columns are of one currency, or count things that can be added."""
    money = {one.measure.unit for one in columns if len(one.measure.unit) == 3 and one.measure.unit.isupper()}
    return len(money) < 2 and not (money and any(is_countable(one.measure.unit) for one in columns))


def _row_fits(sheet: Sheet, parts: Sequence[Column], head: Column, at: int) -> bool | None:
    total = head.numbers.get(at)
    found = [one.numbers[at] for one in parts if at in one.numbers]
    if total is None or not found:
        return None
    if len(found) < len(parts):
        row = sheet.table.grid[at]
        blank = all(at in one.numbers or not text_of(row[one.index]) for one in parts)
        return True if blank and fits(found, total) else None  # what is left blank may be nothing
    return fits(found, total, exact=exact_in(found, total))


def _along(
    sheet: Sheet, rows: Sequence[Row], head: Column, parts: Sequence[Column], *, sure: bool
) -> Iterator[Claim]:
    for row in rows:
        total = head.numbers.get(row.index)
        found = [one.numbers[row.index] for one in parts if row.index in one.numbers]
        missing = len(found) < len(parts)
        if total is None or not found or row.standing is Standing.APART:
            continue
        if missing and any(one.digits < 0 for one in found):
            continue
        unit = common_unit(found, total)
        if unit is None:
            continue
        yield total_claim(
            sheet,
            found,
            total,
            complete=not missing,
            sure=sure and head.sure,
            what=message('the column is headed "{header}"', header=head.header),
            unit=unit,
        )
