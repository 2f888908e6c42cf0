"""What is wrong in the rows of a file? Everything together, each with its row, column and value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeVar

import attrs

from lacmigration.errors import FeedError, InputErrors, LacMigrationError, Problem
from lacmigration.feeds._feed import Omissions
from lacmigration.feeds._files import Line
from lacmigration.feeds._values import day_of, number_of, period_of, slug
from lacmigration.periods import PartialDate, Period

__all__ = ["Faults", "Row", "columns_of", "fits", "heading", "rows_of", "unread"]

_Value = TypeVar("_Value")
_MOST: Final = 1000


def heading(text: str) -> str:
    """A column's name without case, accents, marks and what stands in brackets.

    >>> heading("Commitments (US$)"), heading("USD_Commitment"), heading("Contributor/Partner")
    ('commitments', 'usdcommitment', 'contributorpartner')
    """
    return slug(re.sub(r"[(\[].*?[)\]]", " ", text)).replace("-", "")


@attrs.frozen
class Row:
    """A row with its columns by name; a column that is not there is empty.

    >>> row = Row(Line(3, (" Peru ", "12")), {"country": 0, "amount": 1})
    >>> row["country"], row["year"], row.place("amount")
    ('Peru', '', 'row 3, column amount')
    """

    line: Line
    columns: Mapping[str, int]

    def __getitem__(self, column: str) -> str:
        """The text of a cell, without spaces around it."""
        index = self.columns.get(column)
        return "" if index is None or index >= len(self.line.cells) else self.line.cells[index].strip()

    def place(self, column: str = "") -> str:
        """Where the row, or one of its cells, stands."""
        return self.line.place(self.columns.get(column), name=column)


@attrs.define
class Faults:
    """The problems of a file so far; `refuse` says them all, where there are any."""

    file: str
    problems: list[Problem] = attrs.field(factory=list)

    def add(self, row: Row, column: str, message: str) -> None:
        """Note a problem of a cell. Errors: InputErrors at a thousand: such a file is another."""
        index = row.columns.get(column, -1) + 1
        place = row.place(column) if row.line.sheet else column
        self.note(row.line.number, index, place, row[column], message)

    def note(self, line: int, column: int, field: str, value: str, message: str) -> None:
        """Note a problem of any place."""
        self.problems.append(Problem(self.file, line, column, field, value, message))
        if len(self.problems) >= _MOST:
            self.refuse()

    def refuse(self) -> None:
        """Raise InputErrors with every problem, where there is one."""
        if self.problems:
            raise InputErrors(self.problems)

    def number(self, row: Row, column: str, *, grouped: bool = False) -> Decimal | None:
        """The number of a cell; None where it is empty or no number, which is noted."""
        doubtful = row.line.delimiter == ";"
        return self._read(row, column, lambda text: number_of(text, grouped=grouped, doubtful=doubtful))

    def day(self, row: Row, column: str) -> PartialDate | None:
        """The day of a cell; None where it is empty or no date, which is noted."""
        return self._read(row, column, day_of)

    def period(self, row: Row, column: str) -> Period | None:
        """The period of a cell; None where it is empty or none, which is noted."""
        return self._read(row, column, period_of)

    def year(self, row: Row, column: str) -> Period | None:
        """The year of a cell as a period; None where it is empty or no year, which is noted."""
        return self._read(row, column, _year)

    def _read(self, row: Row, column: str, read: Callable[[str], _Value]) -> _Value | None:
        text = row[column]
        if not text:
            return None
        try:
            return read(text)
        except ValueError as error:
            self.add(row, column, str(error))
            return None

    def made(self, row: Row, column: str, make: Callable[[], _Value]) -> _Value | None:
        """What `make` gives; None where a record refuses its values, which is noted."""
        try:
            return make()
        except LacMigrationError as error:
            self.add(row, column, str(error))
            return None


def _year(text: str) -> Period:
    if not re.fullmatch("[12][0-9]{3}", text):
        raise ValueError("is no year; write it as 2024")
    return Period(PartialDate(int(text)), PartialDate(int(text)))


def columns_of(line: Line, names: Mapping[str, Sequence[str]], *, file: str) -> dict[str, int]:
    """Which column holds what: for each key the first of its headings that the line has.

    Errors: FeedError where two columns have one heading.
    """
    seen: dict[str, int] = {}
    for index, cell in enumerate(line.cells):
        name = heading(cell)
        if name and name in seen:
            first = f"{line.place(seen[name])} and {line.place(index)}"
            raise FeedError(f'two columns are called "{cell.strip()}" ({first}); name each once', name=file)
        if name:
            seen[name] = index
    found = {key: next((seen[one] for one in known if one in seen), None) for key, known in names.items()}
    return {key: index for key, index in found.items() if index is not None}


def unread(line: Line, columns: Mapping[str, int], omissions: Omissions) -> None:
    """List the columns of a header that no record keeps, as one omission."""
    named = [cell.strip() for index, cell in enumerate(line.cells) if index not in columns.values()]
    if any(named):
        omissions.add(line.place(), ", ".join(filter(None, named)), "columns that are not read")


def rows_of(lines: Iterable[Line], columns: Mapping[str, int], width: int, faults: Faults) -> Iterator[Row]:
    """The rows below a header of so many cells; one with more or fewer is noted and left out."""
    for line in lines:
        if fits(line, width, faults):
            yield Row(line, columns)


def fits(line: Line, width: int, faults: Faults) -> bool:
    """Whether a line has as many cells as a header, but for empty ones at its end; if not, that is noted."""
    if len(line.cells) == width or (not any(line.cells[width:]) and len(line.cells) > width):
        return True
    cells = "cell" if len(line.cells) == 1 else "cells"
    faults.note(line.number, 0, "row", "", f"has {len(line.cells)} {cells}, the header has {width}")
    return False
