"""Which shares does a table state beside its amounts, or of a whole that they make?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Final

import attrs

from lacmigration.claims._claims import Claim, Evidence, Spot, Strength
from lacmigration.claims._passages import fact_of
from lacmigration.claims.tables._additions import Addition, common_unit, near, numbers_of
from lacmigration.claims.tables._columns import Column
from lacmigration.claims.tables._numbers import Number
from lacmigration.claims.tables._roles import Role
from lacmigration.claims.tables._rows import Row, Standing
from lacmigration.claims.tables._sheets import Sheet
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Form, Rounding
from lacmigration.relations import Partition, Ratio, Share, Total
from lacmigration.sayings import Saying, message

__all__ = ["share_columns", "whole_columns"]

_SAMPLE: Final = 200
"""Rows by which a reading of the columns is judged."""
_NEAREST: Final = 4
"""Columns of amounts beside a column of shares that it can be a share of."""


@attrs.frozen(eq=False)
class _Whole:
    """What an amount is a share of: one number of the table, or the sum of a column that has no total."""

    low: Fraction
    high: Fraction
    unit: str
    fact: Callable[[str], Fact]
    spot: Callable[[], Spot | None]


_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_TELLING: Final = Fraction(1, 4)
"""A row whose rounded numbers allow a wider range of shares than this says nothing about their meaning."""

_Pair = tuple[Number, _Whole]


@attrs.frozen(eq=False)
class _Reading:
    """One way to understand a column of shares: for a row its part and its whole."""

    pair: Callable[[Row], _Pair | None]
    said: Saying
    along: bool = False
    named: bool = False
    of_sum: bool = False


def share_columns(sheet: Sheet, additions: Sequence[Addition]) -> Iterator[Claim]:
    """Each share of a column against its amount and the whole, read as most rows of the table bear out."""
    amounts = sheet.of_role(Role.AMOUNT)
    if not amounts:
        return
    outer = _outermost(additions)
    direct = {part: one.total for one in additions for part in one.parts}
    for column in sheet.of_role(Role.SHARE, Role.AVERAGE):
        if column.measure.unit not in {"percent", "1"} or (
            column.role is Role.AVERAGE and column.measure.unit != "percent"
        ):
            continue
        beside = near(amounts, column, reach=_NEAREST)
        likeliest = sorted(beside, key=partial(_distance, column))[:_NEAREST]
        rows = [row for row in sheet.rows if row.index in column.numbers]
        chosen = _most_borne_out(
            sheet, column, rows, list(_readings(sheet, column, likeliest, outer, direct))
        )
        if chosen is not None:
            reading, strength = chosen
            yield from _stated(sheet, column, rows, reading, strength)


def _distance(column: Column, other: Column) -> tuple[bool, int]:
    """How far a column of amounts stands from one of shares, farther behind it or under another header."""
    return other.group != column.group, 2 * abs(column.index - other.index) + (other.index > column.index)


def _outermost(additions: Sequence[Addition]) -> Mapping[int, int]:
    up = {part: one.total for one in additions for part in one.parts}
    found: dict[int, int] = {}
    for part in up:
        at = part
        for _ in range(8):  # sums of sums of sums; more levels than these no table has
            at = up.get(at, at)
        found[part] = at
    return found


def _readings(
    sheet: Sheet,
    share: Column,
    amounts: Sequence[Column],
    outer: Mapping[int, int],
    direct: Mapping[int, int],
) -> Iterator[_Reading]:
    whole_shares = not any(_exceeds_whole(one) for one in share.numbers.values())
    for amount in amounts if whole_shares else ():
        named = {"share": share.header, "amount": amount.header}
        if outer:
            said = message('"{share}" are shares of the total of "{amount}"', **named)
            yield _Reading(_down(sheet, amount, outer), said)
            if direct != outer:
                said = message('"{share}" are shares of the subtotals of "{amount}"', **named)
                inner = {at: total for at, total in direct.items() if not _is_all(sheet, share, at)}
                yield _Reading(_down(sheet, amount, inner), said)
        bare = [row.index for row in sheet.rows if row.index in amount.numbers.keys() - share.numbers.keys()]
        if len(bare) == 1 and not outer and _is_largest(amount, bare[0]):
            said = message('"{share}" are shares of the total of "{amount}"', **named)
            yield _Reading(_down(sheet, amount, dict.fromkeys(share.numbers, bare[0])), said)
        elif len(set(direct.values())) < 2 and not any(sheet.by_index[at].is_part for at in bare):
            whole = _sum_of(sheet, amount)
            if whole is not None:
                said = message('"{share}" are shares of the sum of "{amount}"', **named)
                yield _Reading(_of_sum(amount, whole), said, of_sum=not outer)
    for part in amounts:
        for whole_column in amounts:
            if part is not whole_column:
                said = message(
                    '"{share}" are "{part}" as a share of "{whole}"',
                    share=share.header,
                    part=part.header,
                    whole=whole_column.header,
                )
                yield _Reading(
                    _across(sheet, part, whole_column),
                    said,
                    along=True,
                    named=_names(share, part),
                )


def _is_all(sheet: Sheet, share: Column, at: int) -> bool:
    """Whether a row is a sum with 100 of 100: the whole of the shares above it, none of a larger one."""
    number = share.numbers.get(at)
    return sheet.by_index[at].is_sum and number is not None and number.digits == 100 * 10**-number.exponent


def _names(share: Column, part: Column) -> bool:
    """Whether a share is headed by what its part is headed by: "% funded" beside "Funded"."""
    own, other = (set(_WORD.findall(one.plain)) for one in (share, part))
    return bool(own & other)


def _down(sheet: Sheet, amount: Column, total_of: Mapping[int, int]) -> Callable[[Row], _Pair | None]:
    wholes: dict[int, _Whole] = {}

    def pair(row: Row) -> _Pair | None:
        part = amount.numbers.get(row.index)
        at = total_of.get(row.index)
        total = None if at is None else amount.numbers.get(at)
        if part is None or total is None or part.unit != total.unit or total.digits <= 0 or part.digits < 0:
            return None
        return part, wholes.setdefault(total.row, _whole(sheet, total))

    return pair


def _across(sheet: Sheet, part_column: Column, whole_column: Column) -> Callable[[Row], _Pair | None]:
    def pair(row: Row) -> _Pair | None:
        part, whole = part_column.numbers.get(row.index), whole_column.numbers.get(row.index)
        if part is None or whole is None or part.digits < 0 or whole.digits <= 0:
            return None
        unit = common_unit([part], whole)
        return None if unit is None else (part, attrs.evolve(_whole(sheet, whole), unit=unit))

    return pair


def _exceeds_whole(share: Number) -> bool:
    return _ends(share)[0] > (100 if share.unit == "percent" else 1)


def _is_largest(amount: Column, at: int) -> bool:
    """Whether a row has the largest number of its column: the only one without a share is then the whole."""
    base = min(one.exponent for one in amount.numbers.values())
    most = amount.numbers[at].at(base)
    return all(one.at(base) < most for row, one in amount.numbers.items() if row != at)


def _of_sum(amount: Column, whole: _Whole) -> Callable[[Row], _Pair | None]:
    def pair(row: Row) -> _Pair | None:
        part = amount.numbers.get(row.index)
        return None if part is None or not row.is_part else (part, whole)

    return pair


def _whole(sheet: Sheet, number: Number) -> _Whole:
    low, high = _ends(number)
    return _Whole(
        low, high, number.unit, lambda unit: sheet.settled(number, unit=unit), lambda: sheet.spot(number)
    )


def _ends(number: Number) -> tuple[Fraction, Fraction]:
    half = Fraction(10) ** number.exponent / 2
    value = number.digits * Fraction(10) ** number.exponent
    return value - half, value + half


def _sum_of(sheet: Sheet, column: Column) -> _Whole | None:
    """The sum of a column without a total, as the range that the rounding of its numbers leaves."""
    rows = [row for row in sheet.rows if row.is_part]
    parts, missing = numbers_of(column, [row.index for row in rows])
    if (
        missing
        or len(parts) < 2
        or len({one.unit for one in parts}) > 1
        or any(one.digits < 0 for one in parts)
    ):
        return None
    base = min(one.exponent for one in parts) - 1
    middle = sum(one.at(base) for one in parts)
    room: int = sum(10 ** (one.exponent - base) // 2 for one in parts)
    if middle <= room:
        return None
    low, high = (Decimal(f"{end}E{base}") for end in (middle - room, middle + room))
    label = f'the sum of the {len(parts)} numbers of "{column.header}"'

    def fact(unit: str) -> Fact:
        figure = Figure(
            Decimal(f"{low:f}"),
            unit,
            exponent=min(base, 0),
            form=Form.RANGE,
            second=Decimal(f"{high:f}"),
            rounding=Rounding.EXACT,
        )
        return fact_of(figure, label)

    return _Whole(Fraction(low), Fraction(high), parts[0].unit, fact, lambda: None)


def _most_borne_out(
    sheet: Sheet, column: Column, rows: Sequence[Row], kept: Sequence[_Reading]
) -> tuple[_Reading, Strength] | None:
    """The way that the largest part of the rows bears out, and more than half of them."""
    said = sheet.words.says("of_total", column.plain)
    best: tuple[Fraction, _Reading, Strength] | None = None
    for reading in kept:
        tests = [
            fit
            for row in rows[:_SAMPLE]
            if (fit := _fit(column.numbers[row.index], reading.pair(row))) is not None
        ]
        borne = sum(tests)
        own = (said and not reading.along) or reading.named
        if not borne or (borne < 2 and not own):
            continue
        enough = 2 * borne >= len(tests) if own else 2 * borne > len(tests)
        ratio = Fraction(borne, len(tests))
        if enough and (best is None or ratio > best[0]):
            few = reading.along and not reading.named and 3 * borne < 2 * len(tests)
            best = ratio, reading, Strength.GUESSED if few or not column.sure else Strength.STATED
            if ratio == 1:
                break
    if best is None and said and _is_whole(sheet, column):
        own_sum = next((one for one in kept if one.of_sum), None)
        return None if own_sum is None else (own_sum, Strength.STATED)
    return None if best is None else best[1:]


def _is_whole(sheet: Sheet, column: Column) -> bool:
    """Whether the shares of all rows make a hundred, and only one column has amounts."""
    parts, missing = numbers_of(column, [row.index for row in sheet.rows if row.is_part])
    return not missing and len(parts) > 1 and len(sheet.of_role(Role.AMOUNT)) == 1 and _makes_hundred(parts)


def _fit(share: Number, pair: _Pair | None) -> bool | None:
    """Whether a share is that of its pair within rounding; None where the pair says nothing about it.

    A pair says nothing where it allows almost any share, and neither does nothing of something: that is no
    share of whatever else stands in the row.
    """
    if pair is None:
        return None
    part, whole = pair
    if whole.low <= 0 or (not part.digits and not share.digits):
        return None
    factor = Fraction(1, 100) if share.unit == "percent" else Fraction(1)
    low, high = (end * factor for end in _ends(share))
    least, most = _ends(part)
    if most / whole.low - least / whole.high > _TELLING:
        return None
    return least <= high * whole.high and most >= low * whole.low


def _stated(
    sheet: Sheet, column: Column, rows: Sequence[Row], reading: _Reading, strength: Strength
) -> Iterator[Claim]:
    for row in rows:
        found = reading.pair(row)
        if found is None:
            continue
        part, whole = found
        share = sheet.settled(column.numbers[row.index])
        each, ends = sheet.settled(part, unit=whole.unit), whole.spot()
        if reading.along:
            relation: Ratio | Share = Ratio(each, whole.fact(whole.unit), share)
        else:
            relation = Share(part=each, whole=whole.fact(whole.unit), stated=share)
        yield Claim(
            kind="table-share",
            relation=relation,
            stated=sheet.spot(column.numbers[row.index]),
            parts=(sheet.spot(part),) if ends is None else (sheet.spot(part), ends),
            evidence=(Evidence(what=reading.said),),
            strength=strength,
        )


def whole_columns(sheet: Sheet, additions: Sequence[Addition]) -> Iterator[Claim]:
    """Columns of shares of one whole without a total: they make 100%, or less where rows are left out."""
    columns = [
        one
        for one in sheet.of_role(Role.SHARE)
        if one.measure.unit == "percent" and not any(at.total in one.numbers for at in additions)
    ]
    rows = [row for row in sheet.rows if row.is_part]
    if any(row.standing in {Standing.OF_WHICH, Standing.APART} or row.is_sum for row in sheet.rows):
        return
    across = any(sheet.words.says("overlapping", row.label.casefold()) for row in rows[2:])
    if across or len({row.level for row in rows}) > 1:
        return
    for column in columns:
        parts, missing = numbers_of(column, [row.index for row in rows])
        if (
            not sheet.words.says("of_total", column.plain)
            or len(parts) < 2
            or any(one.digits < 0 for one in parts)
        ):
            continue
        if _names_its_whole(sheet, column) and not _makes_hundred(parts):
            continue  # "% of total turnover": each row's own
        yield _made_whole(sheet, column, rows, parts, missing=missing)


def _names_its_whole(sheet: Sheet, column: Column) -> bool:
    rest = column.plain
    for kind in ("of_total", "shares", "percent"):
        rest = sheet.words.patterns[kind].sub(" ", rest)
    return _WORD.search(rest) is not None


def _made_whole(
    sheet: Sheet, column: Column, rows: Sequence[Row], parts: Sequence[Number], *, missing: bool
) -> Claim:
    whole = not missing and (any(row.others for row in rows) or _makes_hundred(parts))
    shares = tuple(sheet.settled(one) for one in parts)
    if whole:
        relation: Partition | Total = Partition(shares)
    else:
        relation = Total(parts=shares, stated=fact_of(Figure.exact(100, "percent"), "100%"), complete=False)
    strength = Strength.STATED if column.sure else Strength.GUESSED
    return Claim(
        kind="table-whole",
        relation=relation,
        stated=sheet.spot(parts[-1]),
        parts=tuple(sheet.spot(one) for one in parts[:-1]),
        evidence=(Evidence(what=message('the column is headed "{header}"', header=column.header)),),
        strength=strength,
    )


def _makes_hundred(parts: Sequence[Number]) -> bool:
    base = min(0, *(one.exponent for one in parts))
    gap: int = sum(one.at(base) for one in parts) - 100 * 10**-base
    room: int = sum(10 ** (one.exponent - base) for one in parts)
    return 2 * abs(gap) <= room
