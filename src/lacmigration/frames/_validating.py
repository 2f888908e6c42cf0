"""Does every cell of a table fit its schema? Bad ones are found by whole columns, and named by rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.compute as pc

from lacmigration.errors import FloatError, LacMigrationError, RecordError
from lacmigration.frames._batches import batches
from lacmigration.frames._faults import Faults, RowProblem, no_column
from lacmigration.frames._schemas import schema
from lacmigration.identifiers import ID_PATTERN, is_id
from lacmigration.periods import PartialDate, Period

__all__ = ["validate"]

_DAY = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?"
_NUMBER = re.compile(r"[+-]?([0-9]+)(?:\.([0-9]*))?|[+-]?()\.([0-9]+)")
_MANY = 100_000


@attrs.frozen
class _Look:
    """How a column of text is looked at: a pattern of good cells, and what is wrong with another."""

    sure: str
    wrong: Callable[[str], str]


def validate(frame: Any, kind: str | type | pa.Schema, *, delimiter: str = "") -> int:
    """Check every cell of a table against a schema, and return how many rows there are.

    `frame` is an Arrow, pandas or polars table, a DuckDB relation, a Parquet or CSV file, or a folder of
    them; it is read batch by batch and is never in memory as a whole. `kind` is a table of records (columns
    as in the CSV tables, or as `frames.of` makes them), or an Arrow schema of your own: columns beside it may
    be there, a field that is not nullable must be filled, and text must read as the field's type.

    Errors: RowErrors with row, column and value of the first hundred faults, and the number of all;
    FloatError for a column of floats where exact numbers belong; DocumentError for a file that is no table.

    >>> from decimal import Decimal
    >>> table = pa.table({"donor": ["ie", "cy"], "amount": ["1200.50", "n/a"]})
    >>> wanted = pa.schema([("donor", pa.string()), ("amount", pa.decimal128(18, 2))])
    >>> validate(table, wanted)
    Traceback (most recent call last):
    ...
    lacmigration.frames._faults.RowErrors: 1 problem found:
      table: row 2, column 'amount': is no number; write one such as 12000.50 (got "n/a")
    """
    faults, rows = Faults(), 0
    wanted: Any = kind if isinstance(kind, pa.Schema) else None
    looks: dict[str, _Look | None] = {}
    seen: set[str] = set()
    for batch in batches(frame, faults=faults, delimiter=delimiter):
        if batch.file not in seen:
            seen.add(batch.file)
            if not isinstance(kind, pa.Schema):
                wanted = schema(kind, written=all(map(_is_text, batch.rows.schema.types)))
            _columns_there(
                wanted, batch.rows.schema, faults, own=isinstance(kind, pa.Schema), file=batch.file
            )
        for field in wanted:
            place = batch.rows.schema.get_field_index(field.name)
            if place < 0:
                continue
            if field.name not in looks:
                looks[field.name] = _look(field)
            for row, what in _bad(batch.rows.column(place), field, looks[field.name]):
                value = batch.rows.column(place)[row].as_py()
                shown = "" if value is None else str(value)[:60]
                faults.add(RowProblem(batch.file, batch.first + row, 0, field.name, shown, what))
        rows += len(batch.rows)
    faults.raise_any()
    return rows


def _columns_there(wanted: Any, found: Any, faults: Faults, *, own: bool, file: str) -> None:
    table = (wanted.metadata or {}).get(b"table", b"the table").decode()
    for field in wanted:
        if not field.nullable and field.name not in found.names:
            faults.add(no_column(field.name, table, file=file))
    for name in found.names:
        if not own and name not in wanted.names:
            known = ", ".join(wanted.names)
            faults.add(RowProblem(file, 0, 0, name, "", f"is no column of {table}; the columns are {known}"))


def _said(field: Any, name: str) -> str:
    return str((field.metadata or {}).get(name.encode(), b"").decode())


def _look(field: Any) -> _Look | None:
    """What a text in the field must be; None for any text."""
    kind, said = field.type, _said(field, "kind")
    if choices := _said(field, "choices"):
        words = choices.split("|")
        return _Look("|".join(map(re.escape, words)), lambda _: f"is not one of {', '.join(words)}")
    if field.name == "id":
        return _Look(ID_PATTERN, _reader(_an_id))
    if said == "date":
        return _Look(_DAY, _reader(PartialDate.parse))
    if said == "period":
        return _Look(f"{_DAY}(/({_DAY}|\\.\\.)?)?", _reader(Period.parse))
    if said in {"number", "precision"} or pa.types.is_integer(kind):
        return _Look("[+-]?[0-9]{1,18}", lambda _: "is no whole number: write digits only, such as 8")
    if pa.types.is_decimal(kind):
        before, behind = kind.precision - kind.scale, kind.scale
        sure = rf"[+-]?[0-9]{{1,{max(before, 1)}}}" + (rf"(\.[0-9]{{0,{behind}}})?" if behind else "")
        return _Look(sure, lambda text: _no_number(text, before, behind))
    if pa.types.is_date(kind):
        return _Look(f"{_DAY[:-1]}", _reader(_a_day))
    if pa.types.is_boolean(kind):
        return _Look("true|false", lambda _: "is neither true nor false")
    return None


def _an_id(text: str) -> None:
    if not is_id(text):
        raise RecordError("is no id: write lower-case letters, digits, points and hyphens")


def _a_day(text: str) -> None:
    if PartialDate.parse(text).day is None:
        raise RecordError("is no day: write one such as 2024-08-31")


def _reader(read: Callable[[str], object]) -> Callable[[str], str]:
    """What a reader of single cells says of one that is no certain case; each text is read once."""

    @lru_cache(maxsize=_MANY)
    def wrong(text: str) -> str:
        try:
            read(text)
        except (LacMigrationError, ValueError) as error:
            return str(error).removeprefix(f"{text!r} ")
        return ""

    return wrong


def _no_number(text: str, before: int, behind: int) -> str:
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return "is no number; write one such as 12000.50"
    whole = (found[1] or "").lstrip("0")
    part = (found[2] or found[4] or "").rstrip("0")
    if len(whole) > before or len(part) > behind:
        return f"has too many digits: {before} before the point and {behind} behind it fit"
    return ""


def _bad(column: Any, field: Any, look: _Look | None) -> Iterator[tuple[int, str]]:
    """The places of bad cells, with what is wrong."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.dictionary_decode(), kind.value_type
    if pa.types.is_string_view(kind):  # as polars has its texts; few functions of Arrow know them
        column, kind = column.cast(pa.large_string()), pa.large_string()
    if pa.types.is_floating(kind) and not pa.types.is_floating(field.type):
        first = next((value for value in column.to_pylist() if value is not None), None)
        raise FloatError(first, where=f"column {field.name!r}, to be cast to {field.type} first")
    is_text = _is_text(kind)
    empty = pc.is_null(column)
    if is_text:
        empty = pc.or_(empty, pc.equal(pc.fill_null(column, ""), ""))
    if not field.nullable:
        for place in pc.indices_nonzero(empty).to_pylist():
            yield place, "must not be empty"
    if not is_text:
        yield from _of_type(column, field)
    elif look is not None:
        yield from _of_text(column, empty, look)


def _is_text(kind: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _of_text(column: Any, empty: Any, look: _Look) -> Iterator[tuple[int, str]]:
    """Cells of text that do not read as what the field holds."""
    good = pc.or_(empty, pc.match_substring_regex(pc.fill_null(column, ""), f"^(?:{look.sure})$"))
    if pc.all(good).as_py():
        return
    for place in pc.indices_nonzero(pc.invert(good)).to_pylist():
        what = look.wrong(column[place].as_py())
        if what:
            yield place, what


def _of_type(column: Any, field: Any) -> Iterator[tuple[int, str]]:
    """Cells of another type than the field's: they must be the same values in it."""
    if column.type == field.type or pa.types.is_null(column.type):
        return
    try:
        column.cast(field.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        for place, value in enumerate(column):
            try:
                pa.array([value.as_py()], column.type).cast(field.type)
            except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
                yield place, f"does not fit {field.type}"
