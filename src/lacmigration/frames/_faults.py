"""What is wrong with the rows of a table: where, how many, and the first hundred of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from lacmigration.errors import InputErrors, Problem
from lacmigration.sayings import Saying, formula, message

__all__ = ["MOST_SHOWN", "Faults", "RowErrors", "RowProblem", "no_column"]

MOST_SHOWN = 100
"""As many faults are told one by one; of more, their number."""
_LONGEST = 60


@attrs.frozen
class RowProblem(Problem):
    r"""One thing wrong in a row: `line` is the row's number, counted from 1 without the header.

    >>> str(RowProblem("gifts.parquet", 7312004, 3, "amount", "n/a", "is no number"))
    'gifts.parquet: row 7,312,004, column \'amount\': is no number (got "n/a")'
    """

    @property
    def said(self) -> Saying:
        """The same for any language."""
        place = f"{self.file}: " + (f"row {self.line:,}" if self.line else "")
        if self.field:
            place += f"{', ' if self.line else ''}column {self.field!r}"
        if not self.value:
            return formula(place, ": ", self.message)
        return formula(
            place, ": ", message('{problem} (got "{value}")', problem=self.message, value=self.value)
        )


class RowErrors(InputErrors):
    """What is wrong with the rows of a table: the first hundred `problems`, and the `count` of all.

    A table with any is refused; of what is read in batches, rows with a fault give no record.
    """

    def __init__(self, problems: Iterable[Problem], *, count: int = 0) -> None:
        """Keep the number of all problems beside the first ones."""
        super().__init__(problems)
        self.count = max(count, len(self.problems))
        first = f"; the first {len(self.problems)} are" if self.count > len(self.problems) else ""
        head = f"{self.count:,} problem{'s' if self.count > 1 else ''} found{first}:"
        self.args = (formula(head, *(formula("\n  ", one.said) for one in self.problems)),)


@attrs.define
class Faults:
    """What was found wrong so far; beyond the first hundred, faults are counted and not kept."""

    found: list[Problem] = attrs.field(factory=list)
    count: int = 0
    rows: int = 0

    def add(self, problem: Problem) -> None:
        """Count one more, and keep it if it is among the first."""
        self.count += 1
        if len(self.found) < MOST_SHOWN:
            self.found.append(problem)

    def add_cell(self, row: int, column: str, value: Any, what: str, *, file: str) -> None:
        """A cell that is wrong, in a row that gives no record."""
        shown = "" if value is None else str(value)
        text = (
            what.removeprefix(f"{column}: ")
            .removeprefix(f"{column} ")
            .removeprefix(f"{value!r} ")
            .removeprefix("of a figure ")
        )
        self.rows += 1
        self.add(RowProblem(file, row, 0, column, shown[:_LONGEST], text))

    def raise_any(self) -> None:
        """Raise RowErrors where anything was found."""
        if self.count:
            raise RowErrors(self.found, count=self.count)


def no_column(name: str, table: str, *, file: str) -> Problem:
    """A column is missing that every row needs."""
    return RowProblem(file, 0, 0, name, "", f"is missing: every row of {table} needs it")
