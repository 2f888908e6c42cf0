"""Millions of rows as records: from CSV, JSON Lines and Parquet, some thousands at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from lacmigration.errors import FloatError, LacMigrationError, RecordError
from lacmigration.frames._batches import Batch, batches, files_of
from lacmigration.frames._faults import Faults, RowProblem
from lacmigration.frames._records import rebuilt
from lacmigration.frames._schemas import type_of
from lacmigration.serde import cells, columns_of, converter
from lacmigration.serde._faults import Sheet, header_faults, misreadings
from lacmigration.serde._plans import plan_of

__all__ = ["structure"]

_ROWS = 20_000
_LINES = (".jsonl", ".ndjson")


def structure(frame: Any, kind: str | type, *, locale: str = "en") -> Iterator[tuple[Any, ...]]:
    """The records of a large table, in batches: tuples of some thousands, in the order of the rows.

    `frame` is a CSV, JSON Lines or Parquet file, a folder of them, or a table as for `frames.validate`. Its
    columns are those of the CSV tables, as people write them, or those of `frames.of`; a JSON line may also
    be shaped as `lacmigration.serde.to_json` shapes a record. Figures are read in `locale`, unless a column
    of that name says otherwise. Memory holds one batch, whatever the size of the table.

    Errors: RowErrors at the end, with row, column and value of the first hundred faults and the number of
    all; rows with a fault give no record. DocumentError for a file of another form.

    >>> from lacmigration import bundled, frames
    >>> targets = bundled().targets
    >>> [len(batch) for batch in structure(frames.of(targets), "targets")] == [len(targets)]
    True
    """
    record_type = type_of(kind)
    faults = Faults()
    lines = [file for file in files_of(frame) if file.name.endswith(_LINES)]
    if lines:
        for file in lines:
            yield from _from_lines(file, record_type, faults, locale)
    else:
        for batch in batches(frame, faults=faults):
            found = tuple(_of_batch(batch, record_type, faults, locale))
            if found:
                yield found
    faults.raise_any()


def _of_batch(batch: Batch, record_type: type, faults: Faults, locale: str) -> Iterator[Any]:
    """The records of a batch: of typed columns, or of columns of text."""
    if "number" in batch.rows.schema.names or any(map(pa.types.is_list, batch.rows.schema.types)):
        return rebuilt(batch.rows, record_type, faults=faults, file=batch.file, first=batch.first)
    names = batch.rows.schema.names
    texts = [_texts(batch.rows.column(place), name) for place, name in enumerate(names)]
    rows = ((batch.first + place, list(row)) for place, row in enumerate(zip(*texts, strict=True)))
    return _of_rows(rows, tuple(names), record_type, faults, file=batch.file, locale=locale)


def _texts(column: Any, name: str) -> list[str]:
    if pa.types.is_floating(column.type):
        first = next((value for value in column.to_pylist() if value is not None), None)
        raise FloatError(first, where=f"column {name!r}")
    return [text.strip() for text in pc.fill_null(column.cast(pa.string()), "").to_pylist()]


_Rows = Iterator[tuple[int, list[str]]]


def _of_rows(
    rows: _Rows, names: tuple[str, ...], record_type: type, faults: Faults, *, file: str, locale: str
) -> Iterator[Any]:
    """The records of rows of text under one header, by the plan that tables of this header have."""
    plan = plan_of(record_type, names)
    if plan is None:
        known = {column.name: column for column in columns_of(record_type)}
        for one in header_faults((1, list(names)), known, file=file):
            faults.add(RowProblem(file, 0, 0, one.field, one.value, one.message))
        return
    reading = cells()
    convert = plan.converter(reading, locale)
    sheet = Sheet(file=file, plan=plan, locale=locale, reading=reading, foreign=[])
    for row, values in rows:
        try:
            yield convert(values)
        except (LacMigrationError, ValueError, TypeError, ArithmeticError) as error:
            faults.rows += 1
            for one in misreadings(sheet, row, values[: len(names)], error=error):
                faults.add(RowProblem(file, row, one.column, one.field, one.value, one.message))


def _from_lines(file: Path, record_type: type, faults: Faults, locale: str) -> Iterator[tuple[Any, ...]]:
    """The records of a file with an object in each line."""
    name = str(file)
    with file.open("rb") as stream:
        numbered = ((row, line) for row, line in enumerate(stream, start=1) if line.strip())
        while some := list(islice(numbered, _ROWS)):
            entries = ((row, _entry(line, row, faults, file=name)) for row, line in some)
            given = ((row, entry) for row, entry in entries if entry is not None)
            made: list[Any] = []
            for names, alike in groupby(given, key=lambda one: tuple(one[1])):
                if "citation" in names:
                    made += _shaped(alike, record_type, faults, file=name)
                else:
                    rows = _flat(alike, faults, file=name)
                    made += _of_rows(rows, names, record_type, faults, file=name, locale=locale)
            if made:
                yield tuple(made)


_Given = Iterator[tuple[int, dict[str, Any]]]


def _flat(given: _Given, faults: Faults, *, file: str) -> _Rows:
    for row, entry in given:
        try:
            yield row, [_cell(value) for value in entry.values()]
        except RecordError as error:
            faults.add_cell(row, "", "", str(error), file=file)


def _entry(line: bytes, row: int, faults: Faults, *, file: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        faults.add_cell(
            row, "", line[:60].decode("utf-8", "replace").strip(), f"is no JSON: {error}", file=file
        )
        return None
    if isinstance(found, dict):
        found.pop("table", None)
        return found
    faults.add_cell(row, "", str(found), 'is no object: write one such as {"id": "mx"}', file=file)
    return None


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "|".join(value)
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise RecordError(f"{value!r} is no text, number or list of texts")
    return value.strip() if isinstance(value, str) else str(value)


def _shaped(given: _Given, record_type: type, faults: Faults, *, file: str) -> Iterator[Any]:
    """Records from their own shape."""
    from cattrs import transform_error
    from cattrs.errors import BaseValidationError

    structured = converter().structure
    for row, entry in given:
        try:
            yield structured(entry, record_type)
        except BaseValidationError as error:
            faults.add_cell(row, "", "", "; ".join(transform_error(error)), file=file)
        except (LacMigrationError, ValueError, TypeError, ArithmeticError) as error:
            faults.add_cell(row, "", "", str(error), file=file)
