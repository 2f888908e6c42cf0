"""Which sign is the decimal mark of a table's columns?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from lacmigration.claims.tables._cells import marks_of
from lacmigration.claims.tables._raws import Raw
from lacmigration.claims.tables._words import TableWords
from lacmigration.notation import conventions

__all__ = ["decimal_marks"]

_GROUP: Final = 3
"""Digits between two marks that group."""


def decimal_marks(raws: Iterable[Raw], words: TableWords) -> Mapping[int, tuple[str, bool]]:
    """For each column its decimal mark, and whether that is beyond doubt.

    The whole table speaks where it agrees, else the column, else the language. A mark that stands in
    doubt beside whole numbers of at most three digits groups: decimals of a column are as many in each row.
    It is empty where both marks group, whatever other columns do. The numbers that a spreadsheet stores are
    shown with points, in whatever language their labels are.
    """
    own = conventions(words.language).marks.decimal
    seen = [_signs_of(raw) for raw in raws]
    of_table = {mark for one in seen for mark in one.votes}
    return {one.column: _mark_of(one, of_table, own) for one in seen}


@attrs.define
class _Signs:
    """What the numbers of a column show of their marks.

    `votes` are the decimal marks that some tell of, and `decimals` whether one has such a mark; `doubtful`
    are marks before three digits. `short` tells of whole numbers without marks, `stored` of numbers that a
    spreadsheet stores.
    """

    column: int
    stored: bool
    votes: set[str] = attrs.field(factory=set)
    doubtful: set[str] = attrs.field(factory=set)
    short: bool = False
    decimals: bool = False


def _signs_of(raw: Raw) -> _Signs:
    found = _Signs(raw.index, any(cell.stored is not None for cell, _ in raw.cells.values()))
    for _, one in raw.cells.values():
        number = one.number
        if number.isdecimal():
            found.short = found.short or len(number) <= _GROUP
            continue
        mark = marks_of(number)
        if mark:
            found.votes.add(mark)
            found.decimals = found.decimals or mark in number
        else:
            found.doubtful.update(sign for sign in number if sign in ".,")
    return found


def _mark_of(one: _Signs, of_table: set[str], own: str) -> tuple[str, bool]:
    if one.stored:
        return ".", True
    if len(one.doubtful) > 1 and not one.decimals and (one.short or not of_table):
        return "", False  # two marks, each before three digits
    for votes in (of_table, one.votes):
        if len(votes) == 1:
            return next(iter(votes)), True
    mark = next(iter(one.doubtful), "")
    if len(one.doubtful) == 1 and not one.votes and (one.short or mark != own):
        return "," if mark == "." else ".", mark != own
    return own, not (one.votes or one.doubtful)
