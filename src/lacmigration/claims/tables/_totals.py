"""Which sums down its columns does a table state?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._passages import folded
from lacmigration.claims.tables._additions import Addition, numbers_of
from lacmigration.claims.tables._columns import Column
from lacmigration.claims.tables._numbers import Number
from lacmigration.claims.tables._roles import Role
from lacmigration.claims.tables._rows import Row, Standing
from lacmigration.claims.tables._sheets import Sheet
from lacmigration.claims.tables._ways import tested
from lacmigration.dimensions import is_countable
from lacmigration.relations import Bound, Total
from lacmigration.sayings import Saying, message

__all__ = ["column_totals", "shares_of_which", "total_claim"]

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
    yield total_claim(sheet, parts, total, complete=not missing, sure=sure, what=what)


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
    if sheet.words.says("changes", column.plain) and _is_among(parts, total):
        return True  # the growth of all lies among that of its parts
    rate = total.exponent < 0 and not total.scaled
    counts = column.measure.unit in {"", "1", "percent"} or (is_countable(column.measure.unit) and rate)
    if not counts or any(one.digits < 0 for one in parts):
        return False
    if len({(one.digits, one.exponent) for one in (*parts, total)}) == 1:
        return True  # 100 of 100, in each row
    if borne and rate and _is_among(parts, total):
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


def total_claim(
    sheet: Sheet,
    parts: Sequence[Number],
    total: Number,
    *,
    complete: bool,
    sure: bool,
    what: Saying,
    unit: str | None = None,
) -> Claim:
    """The claim that numbers of a table add up to another, in the unit that they share."""
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
