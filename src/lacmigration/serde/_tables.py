"""Which records does a CSV table hold, and what is wrong with the rows that hold none?"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Generic, TypeVar, cast

import attrs

from lacmigration.errors import LacMigrationError, Problem
from lacmigration.provenance import Citation
from lacmigration.serde._bytes import Openable, Text, decode, foreign_bytes, read
from lacmigration.serde._cells import Cells, cells
from lacmigration.serde._columns import Column, Kind, columns_of
from lacmigration.serde._faults import Sheet, damage, header_faults, misreadings
from lacmigration.serde._rows import Torn, delimiter_of, rows

__all__ = ["Table", "read_table"]

R = TypeVar("R")


@attrs.frozen(kw_only=True)
class Table(Generic[R]):
    """What a table gave: the records, the line on which each starts, what is wrong with other rows.

    `columns` gives the number of each column, counted from 1.
    """

    file: str
    records: tuple[R, ...] = ()
    lines: tuple[int, ...] = ()
    columns: Mapping[str, int] = attrs.field(factory=dict)
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
    data = source if isinstance(source, bytes) else read(source, file=file)
    return data if isinstance(data, Problem) else decode(data, file=file)


def _read(text: Text, record_type: type[R], *, file: str, locale: str, reading: Cells) -> Table[R]:
    known = {column.name: column for column in columns_of(cast("Hashable", record_type))}
    found = rows(text.text, delimiter_of(text.text, known))
    header = next(found, None)
    faults = header_faults(header, known, file=file)
    if faults or header is None or isinstance(header, Torn):
        return Table(file=file, problems=faults)
    names = header[1]
    sheet = Sheet(
        file=file,
        record_type=record_type,
        columns=tuple(known.get(name) for name in names),
        locale=locale,
        reading=reading,
        foreign=_foreign(text),
    )
    convert = _converter(record_type, names, known, locale=locale, reading=reading)
    suspect = text.spoiled or any(mark in text.text for mark in ("\0", "#", "Err:"))
    width = len(names)
    records: list[R] = []
    lines: list[int] = []
    problems: list[Problem] = []
    for row in found:
        if isinstance(row, Torn):
            problems.append(Problem(file, row.line, 0, "", "", row.message))
            continue
        line, values = row
        if (suspect or len(values) != width or "" in names) and (faults := damage(sheet, line, values)):
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
        columns={name: number for number, name in enumerate(names, start=1) if name},
        problems=tuple(problems),
    )


def _foreign(text: Text) -> list[tuple[int, int]]:
    """Line and byte of every byte that is not UTF-8, the last first."""
    found = list(foreign_bytes(text.text)) if text.spoiled else []
    return [(line, place + text.mark) for line, place in reversed(found)]


_PARSED = {Kind.DATE: "date", Kind.PERIOD: "period", Kind.TEXTS: "texts"}


def _converter(
    record_type: type[R],
    names: list[str],
    known: Mapping[str, Column],
    *,
    locale: str,
    reading: Cells,
) -> Callable[[list[str]], R]:
    """One function from the cells of a row to its record, with everything that the header decides decided."""
    present = [known[name] for name in names if name]
    parsed: list[tuple[str, Callable[[str], Any]]] = [
        (one.name, getattr(reading, _PARSED[one.kind])) for one in present if one.kind in _PARSED
    ]
    # An empty cell means the default of the class, where that is not the empty text itself.
    defaulted = [
        one.name
        for one in present
        if one.attribute == one.name and (one.kind in {Kind.CHOICE, Kind.NUMBER} or one.default)
    ]
    has_figure = any(one.attribute == "figure" for one in known.values())
    has_citation = "locator" in known
    others = [one.name for one in present if one.name not in {one.attribute, "stated"}]

    def convert(values: list[str]) -> R:
        fields: dict[str, Any] = dict(zip(names, values, strict=False))
        fields.pop("", None)
        for name, read_cell in parsed:
            fields[name] = read_cell(fields[name])
        for name in defaulted:
            if not fields[name]:
                del fields[name]
        if has_citation:
            stated = fields.pop("stated", "")
            written = {name: fields.pop(name) for name in others}
            if has_figure:
                fields["figure"] = reading.figure(
                    written.get("read_as") or stated,
                    written.get("locale") or locale,
                    written.get("rounding", ""),
                    written.get("precision", ""),
                )
            fields["citation"] = Citation(written["source"], written["locator"], stated)
        return record_type(**fields)

    return convert
