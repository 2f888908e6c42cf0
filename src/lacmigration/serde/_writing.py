"""How are records written as a CSV table that reads back as the same records?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lacmigration.errors import LacMigrationError, RecordError
from lacmigration.figures import Figure, Rounding
from lacmigration.records import is_place
from lacmigration.serde._cells import NO_FIGURE, cells
from lacmigration.serde._columns import Column, Kind, columns_of
from lacmigration.serde._spreadsheets import broken_cell

__all__ = ["write_table"]

_LOCALES = ("en", "es", "pt", "fr")


def write_table(
    records: Iterable[Any],
    record_type: type,
    *,
    columns: Sequence[str] = (),
    locale: str = "en",
) -> str:
    """The CSV table of records of one type: UTF-8 text, commas, one line feed a row.

    Without `columns`, the columns are those that in some row hold more than the default, in the order of the
    class.
    `locale` is the one in which the table will be read.

    Errors: RecordError for what a table cannot hold, and would not read back: a text with spaces at its ends,
    an item with "|", an error of a spreadsheet as text, a figure with a domain of its own.

    >>> from lacmigration.provenance import Citation
    >>> from lacmigration.records import City
    >>> quito = City(id="quito", name="Quito", country="ec", citation=Citation("my-report", "page 2"))
    >>> print(write_table([quito], City), end="")
    id,name,country,source,locator
    quito,Quito,ec,my-report,page 2
    """
    known = columns_of(record_type)
    written = [_cells_of(record, record_type, known, locale=locale) for record in records]
    understood = {column.name: {"", column.default} for column in known}
    names = tuple(columns) or tuple(
        column.name
        for column in known
        if column.required or any(row[column.name] not in understood[column.name] for row in written)
    )
    for row in written:
        for name, cell in row.items():
            if name not in names and cell not in understood[name]:
                raise RecordError(
                    f"{row['id']}: {name} {cell!r} has no column: add {name!r} to the columns", field=name
                )
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in written)
    return stream.getvalue()


def _cells_of(record: Any, record_type: type[Any], known: Sequence[Column], *, locale: str) -> dict[str, str]:
    if not isinstance(record, record_type):
        raise TypeError(f"{record!r} is no {record_type.__name__}: a table holds records of one type")
    row: dict[str, str] = {}
    for column in known:
        if column.attribute == "citation":
            row[column.name] = getattr(record.citation, column.name)
        elif column.attribute != "figure":
            row[column.name] = _cell(getattr(record, column.attribute), column, record)
    if any(column.attribute == "figure" for column in known):
        row |= _figure_cells(record, locale=locale)
    for name, cell in row.items():
        fault = _unreadable(cell)
        if fault:
            raise RecordError(f"{record.id}: {name} {cell!r} {fault}", field=name, value=cell)
    return row


def _cell(value: Any, column: Column, record: Any) -> str:
    if value is None:
        return ""
    if column.kind is Kind.TEXTS:
        for item in value:
            if "|" in item or not item or item != item.strip():
                message = 'cannot be an item of a list in a table: no "|", no space at its ends, not empty'
                raise RecordError(
                    f"{record.id}: {column.name} {item!r} {message}", field=column.name, value=item
                )
        return "|".join(value)
    if column.default and value == "":
        message = f"cannot be written: an empty cell means {column.default!r}"
        raise RecordError(f"{record.id}: an empty {column.name} {message}", field=column.name, value=value)
    return str(value)


def _unreadable(cell: str) -> str:
    if cell != cell.strip():
        return "has spaces at its ends, which a table does not keep"
    if "\0" in cell or any("\ud800" <= character <= "\udfff" for character in cell):
        return "holds a character that no text file can"
    if "\r" in cell:
        return "holds a carriage return, which a table does not keep: end its lines with a line feed"
    return broken_cell(cell)


def _figure_cells(record: Any, *, locale: str) -> dict[str, str]:
    """The columns of a figure: the words of its text, in the locale in which they read as this figure."""
    figure: Figure | None = record.figure
    stated: str = record.citation.stated
    row = {"stated": stated, "read_as": "", "locale": "", "rounding": "", "precision": ""}
    if figure is None:
        return row | ({"read_as": NO_FIGURE} if stated else {})
    if figure.rounding is not Rounding.UNKNOWN and not is_place(record):
        row["rounding"] = str(figure.rounding)
    if figure.precision is not None:
        row["precision"] = str(figure.precision)
    for text in dict.fromkeys((figure.text, str(figure), _bare(figure))):
        language = _language(figure, text, row, locale=locale, rounded=not is_place(record))
        if language is not None:
            return row | {
                "read_as": "" if text == stated else text,
                "locale": "" if language == locale else language,
            }
    message = f"{record.id}: the figure {figure!r} cannot be written so that it reads back"
    raise RecordError(message, field="figure", value=figure)


def _bare(figure: Figure) -> str:
    return f"{figure.number:f}" + ("" if figure.unit == "1" else f" {figure.unit}")


def _language(figure: Figure, text: str, row: Mapping[str, str], *, locale: str, rounded: bool) -> str | None:
    """The first language in which a text reads as the figure; None when there is none.

    Without `rounded`, the record itself says how its figure was rounded.
    """
    reading = cells()
    for language in dict.fromkeys((locale, *_LOCALES)):
        try:
            found = reading.figure(text, language, row["rounding"], row["precision"])
        except (LacMigrationError, ValueError, ArithmeticError):
            continue
        if found is not None and not rounded:
            found = found.with_rounding(figure.rounding)
        if found == figure:
            return language
    return None
