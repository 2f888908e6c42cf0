"""Which sums down the columns and along the rows does a table state?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._passages import folded
from lacmigration.claims.tables._additions import PEOPLE, Addition, common_unit, fits, numbers_of
from lacmigration.claims.tables._columns import Column
from lacmigration.claims.tables._numbers import Number
from lacmigration.claims.tables._roles import Role
from lacmigration.claims.tables._rows import Row, Standing
from lacmigration.claims.tables._sheets import Sheet
from lacmigration.claims.tables._ways import exact_in, tested
from lacmigration.dimensions import is_countable, plain_dimension
from lacmigration.relations import Bound, Total
from lacmigration.sayings import Saying, message

__all__ = ["column_totals", "row_totals", "shares_of_which"]

_SAMPLE: Final = 200
"""Rows by which a reading of the columns is judged: more say nothing new."""
_MOST_LEFT_OUT: Final = 3
"""Columns at the end that a total in front of its parts may leave out."""
_MOST_TOTALS: Final = 4
"""Totals under one header."""
_REFUTED: Final = 2
"""Columns in which a sum may fail, and hold in none, and still be one: more speak of something else."""
_FEW: Final = 3
"""Parts of which the sum is not much more than a mean: a slip of the pen leads from one to the other."""


def column_totals(sheet: Sheet, additions: Sequence[Addition]) -> Iterator[Claim]:
    """The totals down the columns of amounts, and down those of shares that make a whole."""
    every = sheet.of_role(Role.AMOUNT, Role.SHARE)
    told = sheet.words.says("of_total", folded(sheet.title))
    columns = [one for one in every if told or _adds_down(sheet, one)]
    for addition in additions:
        found = columns
        if any(_is_hundred(one, addition) and tested(one, addition) for one in every):
            found = [one for one in every if one in columns or _is_hundred(one, addition)]
        fits_in = [tested(column, addition) for column in found]
        known = [fit for fit in fits_in if fit is not None]
        if len(known) > _REFUTED and not any(known):
            continue  # a "total" of something else, such as of rates
        doubted = len(known) >= _REFUTED and 2 * sum(known) < len(known)
        for column in found:
            like = any(fit and one.finest == column.finest for one, fit in zip(found, fits_in, strict=True))
            yield from _down(sheet, column, addition, doubted=doubted, borne=any(known), like=like)


def _is_hundred(column: Column, addition: Addition) -> bool:
    """Whether the total of a column of shares is 100%."""
    total = column.numbers.get(addition.total)
    return (
        column.role is Role.SHARE
        and total is not None
        and total.digits == 100 * 10 ** max(-total.exponent, 0)
    )


def _adds_down(sheet: Sheet, column: Column) -> bool:
    if column.role is Role.AMOUNT:
        return True
    plain = column.plain
    words = sheet.words
    if words.says("of_total", plain):
        return True
    rest = plain
    for kind in ("shares", "percent", "totals"):
        rest = words.patterns[kind].sub(" ", rest)
    own = rest.replace(" ".join(column.group.casefold().split()), "")
    return not any(sign.isalpha() for sign in own)


def _down(
    sheet: Sheet, column: Column, addition: Addition, *, doubted: bool, borne: bool, like: bool
) -> Iterator[Claim]:
    total = column.numbers.get(addition.total)
    parts, missing = numbers_of(column, addition.parts)
    if total is None or not parts or (len(parts) < 2 and not missing):
        return
    if len({one.unit for one in (*parts, total)}) > 1 or (missing and any(one.digits < 0 for one in parts)):
        return
    if column.role is Role.SHARE and (
        _is_among(parts, total) if _is_hundred(column, addition) else not _should_be(parts, total)
    ):
        return  # the share of all in something else
    row = sheet.by_index[addition.total]
    sure = addition.sure and column.sure and not doubted
    if tested(column, addition) is False:
        if _is_other_sum(sheet, column, addition, total, borne=borne, like=like):
            return
        # A grand total without a total above it may add those of other tables.
        sure = sure and (row.standing is not Standing.GRAND or missing or _has_sums(sheet, addition))
    what = message('the row is labelled "{label}"', label=row.label)
    yield _total(sheet, parts, total, complete=not missing, sure=sure, what=what)


def _has_sums(sheet: Sheet, addition: Addition) -> bool:
    return any(sheet.by_index[at].is_sum for at in addition.parts)


def _should_be(parts: Sequence[Number], total: Number) -> bool:
    """Whether shares make a hundred and the total beside them is none: it lies not even among them."""
    base = min(0, total.exponent, *(one.exponent for one in parts))
    values = [one.at(base) for one in parts]
    room: int = sum(10 ** (one.exponent - base) for one in parts)
    return not _is_among(parts, total) and 2 * abs(sum(values) - 100 * 10**-base) <= room


def _is_among(parts: Sequence[Number], total: Number) -> bool:
    """Whether a "total" is no less than the least of its parts, and no more than the largest."""
    base = min(total.exponent, *(one.exponent for one in parts))
    values = [one.at(base) for one in parts]
    return min(values) <= total.at(base) <= max(values)


def _is_other_sum(
    sheet: Sheet, column: Column, addition: Addition, total: Number, *, borne: bool, like: bool
) -> bool:
    """Whether a sum that does not hold may be no sum of these rows at all.

    `borne` tells that it holds in another column, `like` in one that is written as finely.
    """
    rows = [sheet.by_index[at] for at in addition.parts]
    parts, _ = numbers_of(column, addition.parts)
    across = any(sheet.words.says("overlapping", one.label.casefold()) for one in rows)
    if not borne and (sheet.by_index[addition.total].named or across):
        return True
    if column.measure.unit not in {"", "1", "percent"} or any(one.digits < 0 for one in parts):
        return False
    if borne and total.exponent < 0 and _is_among(parts, total):
        return True  # rates beside counts that do add up
    return (not like or len(parts) > _FEW) and len(parts) > 2 and _is_mean(parts, total)


def _is_mean(parts: Sequence[Number], total: Number) -> bool:
    """Whether a "total" without a unit looks like the mean of rates: among them, and near their mean."""
    base = min(one.exponent for one in (*parts, total))
    values, whole = [one.at(base) for one in parts], total.at(base)
    least, most, added = min(values), max(values), sum(values)
    if whole <= 0 or not least <= whole <= most:
        return False
    if all(one.exponent >= 0 for one in parts):
        return most <= 3 * least
    return len(parts) * whole <= 2 * added <= 4 * len(parts) * whole


def _total(
    sheet: Sheet,
    parts: Sequence[Number],
    total: Number,
    *,
    complete: bool,
    sure: bool,
    what: Saying,
    unit: str | None = None,
) -> Claim:
    relation = Total(
        parts=tuple(sheet.fact(one, unit=unit) for one in parts),
        stated=sheet.fact(total, unit=unit),
        complete=complete,
    )
    return Claim(
        kind="table-total",
        relation=relation,
        stated=sheet.spot(total),
        parts=tuple(sheet.spot(one) for one in parts),
        evidence=(Evidence(what=what, block=total.cell.block),),
        strength=Strength.STATED if sure else Strength.GUESSED,
    )


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
            chosen, sure = _chosen(sheet, options, head, rows)
            if chosen:  # else no way to add up the columns is borne out
                yield from _along(sheet, rows, head, chosen, sure=sure)


def _options(
    columns: Sequence[Column], at: int, *, own: tuple[Column, ...], last: bool
) -> Iterator[tuple[Column, ...]]:
    """The columns that a total may add up, the likeliest first; `own` are those under the same header."""
    if len(own) > 1:
        yield own
        return
    before = tuple(takewhile(_is_plain, (columns[place] for place in range(at - 1, -1, -1))))[::-1]
    behind = tuple(takewhile(_is_plain, (columns[place] for place in range(at + 1, len(columns)))))
    if before:
        yield before
    if behind:
        yield behind
        yield from (behind[:-out] for out in range(1, min(_MOST_LEFT_OUT, len(behind) - 2) + 1))
    if not last:
        return
    sums = tuple(one for one in columns if one.is_total and one is not columns[at])
    if len(sums) > 1:
        yield sums
        yield sums + before
    if sums:
        yield tuple(filter(_is_plain, columns))


def _is_plain(column: Column) -> bool:
    return not column.is_total


def _chosen(
    sheet: Sheet, options: Sequence[tuple[Column, ...]], head: Column, rows: Sequence[Row]
) -> tuple[tuple[Column, ...], bool]:
    """The columns for which most rows hold, and whether that is beyond doubt."""
    refuted = False
    kept = [option for option in options if len(option) > 1 and _alike((*option, head))]
    for place, option in enumerate(kept):
        tests = [fit for row in rows[:_SAMPLE] if (fit := _row_fits(option, head, row.index)) is not None]
        borne = sum(tests)
        refuted = refuted or (len(tests) > 2 and not borne)
        if borne and (2 * borne > len(tests) or (2 * borne == len(tests) and not place)):
            return option, True
    if len(set(kept)) != 1 or refuted or not _plainly(sheet, head, kept[0]):
        return (), False
    return kept[0], True


def _plainly(sheet: Sheet, head: Column, parts: Sequence[Column]) -> bool:
    """Whether a total says nothing but that it is one, and its parts are of one kind."""
    own = sheet.words.patterns["totals"].sub(" ", head.plain)
    kinds = {"person" if plain_dimension(one.measure.unit) == PEOPLE else one.measure.unit for one in parts}
    return len(kinds) == 1 and not re.search(r"[^\W\d_]{3,}", own)


def _alike(columns: Sequence[Column]) -> bool:
    """Whether columns are of one currency, or count things that can be added."""
    money = {one.measure.unit for one in columns if len(one.measure.unit) == 3 and one.measure.unit.isupper()}
    return len(money) < 2 and not (money and any(is_countable(one.measure.unit) for one in columns))


def _row_fits(parts: Sequence[Column], head: Column, at: int) -> bool | None:
    total = head.numbers.get(at)
    found = [one.numbers[at] for one in parts if at in one.numbers]
    if total is None or len(found) < len(parts):
        return None
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
        yield _total(
            sheet,
            found,
            total,
            complete=not missing,
            sure=sure and head.sure,
            what=message('the column is headed "{header}"', header=head.header),
            unit=unit,
        )


def shares_of_which(sheet: Sheet) -> Iterator[Claim]:
    """Parts that a row names of the row above it: none is more than that."""
    above: Row | None = None
    for row in sheet.rows:
        if row.standing is not Standing.OF_WHICH:
            above = row if row.standing is not Standing.SECTION else above
            continue
        if above is None or above.standing is Standing.APART:
            continue
        for column in sheet.of_role(Role.AMOUNT):
            part, whole = column.numbers.get(row.index), column.numbers.get(above.index)
            if part is None or whole is None or part.unit != whole.unit or whole.digits < 0:
                continue
            yield Claim(
                kind="table-of-which",
                relation=Bound(lesser=sheet.settled(part), greater=sheet.settled(whole)),
                stated=sheet.spot(part),
                parts=(sheet.spot(whole),),
                evidence=(
                    Evidence(
                        what=message('the row is labelled "{label}"', label=row.label), block=part.cell.block
                    ),
                ),
            )
