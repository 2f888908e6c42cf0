"""Which records does a CSV table hold, and what is wrong with the rows that hold none?"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar, cast

import attrs

from lacmigration.errors import LacMigrationError, Problem
from lacmigration.serde._bytes import Openable, Text, decode, foreign_bytes, read_bytes
from lacmigration.serde._cells import Cells, cells
from lacmigration.serde._columns import columns_of
from lacmigration.serde._faults import Sheet, damage, header_faults, misreadings
from lacmigration.serde._plans import plan_of
from lacmigration.serde._rows import Torn, delimiter_of, rows
from lacmigration.serde._spreadsheets import holds_broken_cells

__all__ = ["Table", "read_table"]

R = TypeVar("R")


@attrs.frozen(kw_only=True)
class Table(Generic[R]):
    """What a table gave: the records, the line on which each starts, what is wrong with other rows.

    `columns` gives the number of each column, counted from 1; `header` is the line that names them.
    """

    file: str
    records: tuple[R, ...] = ()
    lines: tuple[int, ...] = ()
    columns: Mapping[str, int] = attrs.field(factory=dict)
    header: int = 0
    problems: tuple[Problem, ...] = ()


def read_table(
    source: str | bytes | Openable,
    record_type: type[R],
    *,
    file: str = "",
    locale: str = "en",
    reading: Cells | None = None,
) -> Table[R]:
    r"""The records of a CSV table, as a text editor or a spreadsheet program saved it.

    `source` is a path, or the CSV itself as text or bytes; `file` is what problems call it. Commas,
    semicolons and tabs are told apart by the header line; a byte order mark, CRLF, spaces around cells, empty
    rows, empty columns at the end and rows that start with "#" are taken as they come. Figures are read in
    `locale`, unless the column of that name says otherwise. `reading` shares what is remembered between the
    tables of one load.

    Nothing is raised for what the table holds: each fault is one of the Table's `problems`, and a row with a
    fault gives no record.

    >>> text = "id,name,country,source,locator\nquito,Quito,ec,my-report,page 2\n"
    >>> from lacmigration.records import City
    >>> read_table(text, City).records[0].name
    'Quito'
    """
    name = file or ("CSV" if isinstance(source, str | bytes) else str(source))
    text = _text_of(source, file=name)
    if isinstance(text, Problem):
        return Table(file=name, problems=(text,))
    return _read(text, record_type, file=name, locale=locale, reading=reading or cells())


def _text_of(source: str | bytes | Openable, *, file: str) -> Text | Problem:
    if isinstance(source, str):
        return Text(source.removeprefix("\ufeff"))
    data = source if isinstance(source, bytes) else read_bytes(source, file=file)
    return data if isinstance(data, Problem) else decode(data, file=file)


def _read(text: Text, record_type: type[R], *, file: str, locale: str, reading: Cells) -> Table[R]:
    known = {column.name: column for column in columns_of(cast("Hashable", record_type))}
    found = rows(text.text, delimiter_of(text.text, known))
    header = next(found, None)
    plan = plan_of(cast("Hashable", record_type), tuple(header[1])) if isinstance(header, tuple) else None
    if plan is None or not isinstance(header, tuple):
        return Table(file=file, problems=header_faults(header, known, file=file))
    sheet = Sheet(file=file, plan=plan, locale=locale, reading=reading, foreign=_foreign(text))
    convert = plan.converter(reading, locale)
    width = len(plan.columns)
    close = text.spoiled or "\0" in text.text or None in plan.columns or holds_broken_cells(text.text)
    records: list[R] = []
    lines: list[int] = []
    problems: list[Problem] = []
    for row in found:
        if isinstance(row, Torn):
            problems.append(Problem(file, row.line, 0, "", "", row.message))
            continue
        line, values = row
        if (close or len(values) != width) and (faults := damage(sheet, line, values)):
            problems += faults
            continue
        try:
            records.append(convert(values))
            lines.append(line)
        except (LacMigrationError, ValueError, TypeError, ArithmeticError) as error:
            problems += misreadings(sheet, line, values, error=error)
    return Table(
        file=file,
        records=tuple(records),
        lines=tuple(lines),
        columns=plan.numbers,
        header=header[0],
        problems=tuple(problems),
    )


def _foreign(text: Text) -> list[tuple[int, int]]:
    """Line and byte of every byte that is not UTF-8, the last first."""
    found = list(foreign_bytes(text.text)) if text.spoiled else []
    return [(line, place + text.mark) for line, place in reversed(found)]
