"""Which numbers does a column hold, and in which unit?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

import attrs

from lacmigration.claims.tables._cells import Written, digits_of
from lacmigration.claims.tables._headers import NOTHING, Measure, currency_of, measure_of_header
from lacmigration.claims.tables._numbers import Number, may_be_negative
from lacmigration.claims.tables._raws import Raw, ends_in_total, in_words
from lacmigration.claims.tables._roles import KEYS, Role
from lacmigration.claims.tables._words import TableWords

__all__ = ["Column", "column_of", "is_made_of_others"]

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_RATES: Final = {"%": "percent", "‰": "per thousand", "pp": "percentage points"}


@attrs.frozen(kw_only=True, eq=False)
class Column:
    """A column: its header as written, what stands above that header, and what its numbers are.

    `sure` tells whether the numbers themselves, or the language, say what their marks mean; `finest` is the
    power of ten of the last digit that some number of it shows to count.
    """

    index: int
    header: str
    group: str
    role: Role
    measure: Measure
    is_total: bool
    numbers: Mapping[int, Number]
    missing: frozenset[int]
    sure: bool
    finest: int | None
    enumerates: bool = False

    @property
    def plain(self) -> str:
        """The header, folded."""
        return in_words(self.header)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that the header names."""
        return tuple(int(year) for year in _YEAR.findall(self.header))


def column_of(
    raw: Raw,
    role: Role,
    *,
    whole: Measure,
    rows: Mapping[int, Measure],
    decimal: Mapping[int, tuple[str, bool]],
    words: TableWords,
    inexact: bool,
) -> Column:
    """A column with its numbers, each in the unit and scale that its cell, row, header or table gives."""
    measure = measure_of_header(raw.header, words)
    if role is Role.SHARE:
        measure = _share_measure(raw, measure)
    elif role in KEYS or role is Role.LABEL:
        measure = Measure("1")
    elif role is Role.CHANGE and measure.unit not in {"percent", "percentage points"}:
        measure = Measure("percent")
    elif role is Role.AVERAGE:
        measure = measure if measure.unit in {"percent", "percentage points"} else measure.over(NOTHING)
    elif measure.unit != "percent":
        measure = measure.over(whole)
    mark, sure = decimal[raw.index]
    all_bracketed = len(raw.cells) > 1 and all(one.bracketed for _, one in raw.cells.values())
    read = {at: _digits(one, mark) for at, (_, one) in raw.cells.items()}
    inexact = inexact or any(one is not None and one[1] for one in read.values())
    numbers: dict[int, Number] = {}
    missing = set(raw.missing)
    for at, (cell, one) in raw.cells.items():
        known = read[at]
        if known is None:
            missing.add(at)
            continue
        digits, places = known
        here = _measure_here(one, rows.get(at, NOTHING).over(measure), words, inexact=inexact)
        negative = one.negative or (one.bracketed and not all_bracketed and role is not Role.SHARE)
        numbers[at] = Number(
            cell,
            at,
            raw.index,
            one,
            -digits if negative else digits,
            here.scale - places,
            here.unit or "1",
            here.scale > 0,
            places,
        )
    return Column(
        index=raw.index,
        header=raw.header,
        group=raw.group,
        role=role,
        measure=measure,
        is_total=_heads_a_total(raw, words),
        numbers=numbers,
        missing=frozenset(missing),
        sure=sure,
        finest=_finest(numbers.values()),
        enumerates=role is Role.RANK and not words.patterns["ranks"].match(in_words(raw.header)),
    )


def is_made_of_others(raw: Raw, words: TableWords) -> bool:
    """Whether a column is headed as a sum or difference of others, whose unit it then has."""
    plain = in_words(raw.header)
    return _heads_a_total(raw, words) or words.says("differences", plain) or words.says("changes", plain)


def _digits(one: Written, mark: str) -> tuple[int, int] | None:
    return digits_of(one.number, mark) or digits_of(one.number, "," if mark == "." else ".")


def _heads_a_total(raw: Raw, words: TableWords) -> bool:
    own = in_words(raw.header.removeprefix(raw.group) if raw.group else raw.header)
    said = any(words.says(kind, own) for kind in ("totals", "grand", "subtotals"))
    return (said or ends_in_total(own)) and not words.says("others", own)


def _share_measure(raw: Raw, measure: Measure) -> Measure:
    """Percent where a sign says so, or where a number is too large for a share of one."""
    if measure.unit in {"percent", "percentage points"}:
        return Measure(measure.unit)
    if any(one.rate for _, one in raw.cells.values()):
        return Measure("percent")
    small = all(
        one.number.startswith(("0", ".", ",")) or one.number in {"1", "1.0", "1,0", "1.00", "1,00"}
        for _, one in raw.cells.values()
    )
    return Measure("1") if small else Measure("percent")


def _measure_here(one: Written, usual: Measure, words: TableWords, *, inexact: bool) -> Measure:
    """The measure of a cell: its own signs first, then what its row and column say."""
    if one.rate:
        return Measure(_RATES[one.rate])
    unit = currency_of(one.money, words.language) if one.money else ""
    if usual.unit in {"percent", "percentage points"} and not unit:
        return Measure(usual.unit, one.scale)
    scale = one.scale or usual.scale
    unit = unit or usual.unit
    if inexact and not may_be_negative(unit) and unit:
        unit = "1"
    return Measure(unit, scale)


def _finest(numbers: Iterable[Number]) -> int | None:
    """The place of the last digit that counts in some number; None where there is none."""
    finest: int | None = None
    for one in numbers:
        if not one.digits or one.scaled:
            continue
        place = one.exponent
        if place >= 0:
            digits = abs(one.digits)
            while digits % 10 == 0:
                digits, place = digits // 10, place + 1
        finest = place if finest is None else min(finest, place)
        if finest < 0:
            break
    return finest
