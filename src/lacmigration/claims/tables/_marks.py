"""Which sign is the decimal mark of a table's columns?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lacmigration.claims.tables._cells import marks_of
from lacmigration.claims.tables._raws import Raw
from lacmigration.claims.tables._words import TableWords
from lacmigration.notation import conventions

__all__ = ["decimal_marks"]


def decimal_marks(raws: Iterable[Raw], words: TableWords) -> Mapping[int, tuple[str, bool]]:
    """For each column its decimal mark, and whether that is beyond doubt.

    The whole table speaks where it agrees, else the column, else the language. A mark that stands in
    doubt beside whole numbers of at most three digits groups: decimals of a column are as many in each row.
    It is empty where both marks group, whatever other columns do.
    """
    own = conventions(words.language).marks.decimal
    of_table: set[str] = set()
    seen: list[tuple[Raw, set[str], set[str], bool, bool]] = []
    for raw in raws:
        votes: set[str] = set()
        doubtful: set[str] = set()
        short = decimals = False
        for _, one in raw.cells.values():
            number = one.number
            if number.isdecimal():
                short = short or len(number) <= 3
                continue
            mark = marks_of(number)
            if mark:
                votes.add(mark)
                decimals = decimals or mark in number
            else:
                doubtful.update(sign for sign in number if sign in ".,")
        of_table |= votes
        seen.append((raw, votes, doubtful, short, decimals))
    found: dict[int, tuple[str, bool]] = {}
    for raw, votes, doubtful, short, decimals in seen:
        if len(doubtful) == 2 and not decimals and (short or not of_table):
            found[raw.index] = "", False  # two marks, each before three digits
        elif len(of_table) == 1:
            found[raw.index] = next(iter(of_table)), True
        elif len(votes) == 1:
            found[raw.index] = next(iter(votes)), True
        elif len(doubtful) == 1 and not votes and (short or next(iter(doubtful)) != own):
            mark = next(iter(doubtful))
            grouping = short or mark != own
            found[raw.index] = ("," if mark == "." else ".") if grouping else mark, mark != own
        else:
            found[raw.index] = own, not (votes or doubtful)
    return found
