"""Which changes and differences does a table state between two of its columns, or between its rows?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Final

import attrs

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims.tables._additions import near
from lacmigration.claims.tables._columns import Column
from lacmigration.claims.tables._numbers import Number
from lacmigration.claims.tables._roles import Role
from lacmigration.claims.tables._rows import Row, Standing
from lacmigration.claims.tables._sheets import Sheet
from lacmigration.relations import Difference, Growth
from lacmigration.sayings import Saying, message

__all__ = ["balances", "changes", "differences"]

_SAMPLE: Final = 200
"""Rows by which a reading of the columns is judged."""

_NEAREST: Final = 12
"""Columns on either side of a change that it can be a change between."""

_Pair = tuple[Number, Number]


@attrs.frozen(eq=False)
class _Reading:
    """One way to understand a column: for the place of a row among the rows the old and the new number."""

    pair: Callable[[int], _Pair | None]
    said: Saying
    told: bool = False
    stepped: bool = False


def changes(sheet: Sheet) -> Iterator[Claim]:
    """Growth in percent or in points between two columns, or from row to row."""
    rows = [row for row in sheet.rows if row.standing is not Standing.SECTION]
    amounts, shares = sheet.of_role(Role.AMOUNT), sheet.of_role(Role.SHARE)
    for column in sheet.of_role(Role.CHANGE):
        points = column.measure.unit == "percentage points"
        bases = near(shares if points else amounts, column, reach=_NEAREST)
        chosen = _most_borne_out(
            column, rows, _readings(column, bases, rows), _difference_fits if points else _growth_fits
        )
        if chosen is None:
            continue
        reading, strength = chosen
        for place, row in enumerate(rows):
            stated, pair = column.numbers.get(row.index), reading.pair(place)
            if stated is None or pair is None or not _alike(pair):
                continue
            old, new = pair
            yield _claim(
                sheet,
                "table-growth",
                Growth(old=sheet.settled(old), new=sheet.settled(new), stated=sheet.settled(stated)),
                stated,
                pair,
                reading=reading,
                strength=strength,
            )


def differences(sheet: Sheet) -> Iterator[Claim]:
    """Balances, gaps and changes in the unit of the two columns beside them."""
    rows = [row for row in sheet.rows if row.standing is not Standing.SECTION]
    amounts = sheet.of_role(Role.AMOUNT)
    words = sheet.words
    for column in amounts:
        if not words.says("differences", column.plain) and not words.says("changes", column.plain):
            continue
        bases = [one for one in near(amounts, column, reach=_NEAREST) if one is not column]
        chosen = _most_borne_out(column, rows, _readings(column, bases, rows, both=True), _difference_fits)
        if chosen is None:
            continue
        reading, strength = chosen
        for place, row in enumerate(rows):
            stated, pair = column.numbers.get(row.index), reading.pair(place)
            if stated is None or pair is None or not _alike((*pair, stated)):
                continue
            less, more = pair
            relation = Difference(sheet.settled(more), sheet.settled(less), sheet.settled(stated))
            yield _claim(
                sheet,
                "table-difference",
                relation,
                stated,
                (more, less),
                reading=reading,
                strength=strength,
            )


def balances(sheet: Sheet) -> Iterator[Claim]:
    """Rows that are headed as the difference of the two rows, or the two sums, above them."""
    words = sheet.words
    amounts = sheet.of_role(Role.AMOUNT)
    above: list[Row] = []
    sums: list[Row] = []
    for row in sheet.rows:
        if row.standing is Standing.SECTION:
            continue
        if words.patterns["differences"].match(row.label.casefold()):
            for two in (above[-2:], sums[-2:]):
                found = [] if len(two) < 2 else _balanced(amounts, row, two)
                if found:
                    yield from (_balance(sheet, row, *one) for one in found)
                    break
        above.append(row)
        if row.is_sum:
            sums.append(row)


def _balanced(amounts: Sequence[Column], row: Row, two: Sequence[Row]) -> list[tuple[Number, Number, Number]]:
    """The numbers of a balance column by column, where at least half of two or more columns bear it out."""
    found = [
        (column.numbers[two[0].index], column.numbers[two[1].index], column.numbers[row.index])
        for column in amounts
        if all(one.index in column.numbers for one in (*two, row))
    ]
    found = [one for one in found if _alike(one)]
    borne = sum(_difference_fits(stated, (less, more)) for more, less, stated in found)
    return found if len(found) > 1 and 2 * borne >= len(found) else []


def _balance(sheet: Sheet, row: Row, more: Number, less: Number, stated: Number) -> Claim:
    return Claim(
        kind="table-difference",
        relation=Difference(sheet.settled(more), sheet.settled(less), sheet.settled(stated)),
        stated=sheet.spot(stated),
        parts=(sheet.spot(more), sheet.spot(less)),
        evidence=(Evidence(what=message('the row is labelled "{label}"', label=row.label)),),
    )


def _claim(
    sheet: Sheet,
    kind: str,
    relation: Growth | Difference,
    stated: Number,
    pair: _Pair,
    *,
    reading: _Reading,
    strength: Strength,
) -> Claim:
    return Claim(
        kind=kind,
        relation=relation,
        stated=sheet.spot(stated),
        parts=(sheet.spot(pair[0]), sheet.spot(pair[1])),
        evidence=(Evidence(what=reading.said),),
        strength=strength,
    )


def _readings(
    column: Column, bases: Sequence[Column], rows: Sequence[Row], *, both: bool = False
) -> Iterator[_Reading]:
    """Ways to find the two numbers of a change: named by year, beside the column, or in two rows."""
    named = [[one for one in bases if one.years == (year,)] for year in column.years]
    if len(named) == 2 and len(named[0]) == len(named[1]) == 1:
        yield _between(column, named[0][0], named[1][0], rows, told=True)
    grouped = [one for one in bases if column.group and one.group == column.group]
    left = [one for one in (grouped or bases) if one.index < column.index][-2:]
    right = [one for one in (grouped or bases) if one.index > column.index][:2]
    for two in (left, right):
        if len(two) < 2:
            continue
        old, new = two
        if old.years and new.years and old.years > new.years:
            old, new = new, old
        yield _between(column, old, new, rows, told=len(bases) == 2 and bool(old.years and new.years))
        if both or not (old.years and new.years):
            yield _between(column, new, old, rows)
    years = [row.label.strip() for row in rows if row.is_part]
    dated = len(years) > 2 and len(bases) == 1 and all(one.isdigit() and len(one) == 4 for one in years)
    for base in left[::-1] + right:
        said = message(
            '"{change}" is the change of "{amount}" from row to row', change=column.header, amount=base.header
        )
        yield _Reading(
            _stepping(base, rows, back=-1), said, told=dated and years == sorted(years), stepped=True
        )
        yield _Reading(
            _stepping(base, rows, back=1), said, told=dated and years == sorted(years)[::-1], stepped=True
        )


def _between(
    change: Column, old: Column, new: Column, rows: Sequence[Row], *, told: bool = False
) -> _Reading:
    def pair(place: int) -> _Pair | None:
        at = rows[place].index
        one, other = old.numbers.get(at), new.numbers.get(at)
        return None if one is None or other is None else (one, other)

    said = message(
        '"{change}" is the change from "{old}" to "{new}"',
        change=change.header,
        old=old.header,
        new=new.header,
    )
    return _Reading(pair, said, told)


def _stepping(base: Column, rows: Sequence[Row], *, back: int) -> Callable[[int], _Pair | None]:
    def pair(place: int) -> _Pair | None:
        if not 0 <= place + back < len(rows) or not (rows[place].is_part and rows[place + back].is_part):
            return None
        one = base.numbers.get(rows[place + back].index)
        other = base.numbers.get(rows[place].index)
        return None if one is None or other is None else (one, other)

    return pair


def _most_borne_out(
    column: Column,
    rows: Sequence[Row],
    readings: Iterator[_Reading],
    fits: Callable[[Number, _Pair], bool],
) -> tuple[_Reading, Strength] | None:
    for reading in readings:
        tests = []
        for place, row in enumerate(rows[:_SAMPLE]):
            stated, pair = column.numbers.get(row.index), reading.pair(place)
            if stated is not None and pair is not None:
                tests.append(fits(stated, pair))
        borne = sum(tests)
        enough = 2 * borne >= len(tests) if reading.told else 2 * borne > len(tests)
        if reading.told and reading.stepped:
            enough = 3 * borne >= len(tests)  # one number that is off spoils two steps
        if borne and enough and (borne > 1 or reading.told):
            sure = column.sure and (reading.told or borne > 2 or len(tests) < 3)
            return reading, Strength.STATED if sure else Strength.GUESSED
    return None


def _alike(numbers: Sequence[Number]) -> bool:
    return len({one.unit for one in numbers}) == 1


def _ends(number: Number) -> tuple[Fraction, Fraction]:
    half = Fraction(10) ** number.exponent / 2
    value = number.digits * Fraction(10) ** number.exponent
    return value - half, value + half


def _growth_fits(stated: Number, pair: _Pair) -> bool:
    old, new = map(_ends, pair)
    if old[0] <= 0 or new[0] < 0:
        return False
    low, high = (1 + end / 100 for end in _ends(stated))
    return low * old[0] <= new[1] and new[0] <= high * old[1]


def _difference_fits(stated: Number, pair: _Pair) -> bool:
    old, new = map(_ends, pair)
    low, high = _ends(stated)
    return new[0] - old[1] <= high and low <= new[1] - old[0]
