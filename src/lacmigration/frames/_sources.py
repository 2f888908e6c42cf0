"""What did the user hand in? Any table, file, folder, relation or records, and the engine that reads it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from math import isnan
from pathlib import Path
from typing import Any

import pyarrow as pa

from lacmigration.errors import AmountError, DocumentError, FloatError
from lacmigration.frames._embedded import embedded, over_files, over_relation
from lacmigration.frames._engines import Engine
from lacmigration.frames._records import of
from lacmigration.sayings import message

__all__ = ["opened"]

_FORMS = {".parquet": "parquet", ".pq": "parquet", ".csv": "csv", ".csv.gz": "csv", ".csv.zst": "csv"}
_WIDEST = 38


def opened(frame: Any, wanted: Iterable[str] | None = None) -> Engine:
    """The engine for a table: Spark for its DataFrames, DuckDB for everything else.

    It takes pandas and polars frames, Arrow tables, data sets and whatever speaks Arrow's stream protocol,
    DuckDB relations, Parquet and CSV files, folders and patterns of them, Spark DataFrames, and records of
    one type (as `of` makes a table of them). Only the columns `wanted` need be of a kind that it reads.

    Errors: DocumentError for files that are not there or are of another form; AmountError for a number of
    more than 38 digits, or a column of no one kind; FloatError for a float among other numbers; TypeError
    for what is no table.
    """
    asked = None if wanted is None else set(wanted)
    if isinstance(frame, str | os.PathLike):
        return _files([os.fspath(frame)])
    home = type(frame).__module__.partition(".")[0]
    if home == "pyspark":
        from lacmigration.frames._cluster import cluster

        return cluster(frame)
    if home in {"duckdb", "_duckdb"}:
        return over_relation(frame)
    if home == "pandas":
        return embedded(_of_pandas(frame, asked), _to_pandas)
    if home == "polars":
        return embedded(_of_polars(frame, asked), _to_polars)
    if home == "pyarrow" and hasattr(frame, "scanner"):  # a data set: DuckDB reads only what is asked
        return embedded(frame, _to_arrow)
    if hasattr(frame, "__arrow_c_stream__") or isinstance(frame, pa.RecordBatch):
        table = pa.Table.from_batches([frame]) if isinstance(frame, pa.RecordBatch) else pa.table(frame)
        return embedded(_fitting(table, asked), _to_arrow)
    if isinstance(frame, list | tuple) and frame and all(isinstance(one, str | os.PathLike) for one in frame):
        return _files([os.fspath(one) for one in frame])
    if isinstance(frame, Iterable) and not isinstance(frame, Mapping):
        return embedded(of(frame), _to_arrow)
    problem = (
        f"{type(frame).__name__} is no table: pass a pandas, polars or Spark frame, an Arrow table, a DuckDB "
        "relation, records, or the path of Parquet or CSV files"
    )
    raise TypeError(problem)


def _files(paths: Sequence[str]) -> Engine:
    found = [file for path in paths for file in _listed(path)]
    forms = {_form(file) for file in found}
    if len(forms) > 1:
        raise DocumentError(message("Parquet and CSV files together; give one of them"), name=paths[0])
    return over_files(found, forms.pop(), name=paths[0])


def _listed(path: str) -> list[str]:
    """The files of a path: itself, those in a folder, those of a pattern; in the order of their names."""
    place = Path(path)
    if place.is_file():
        return [path]
    if place.is_dir():
        inside = sorted(str(file) for file in place.rglob("*") if _suffix(file.name) is not None)
        if not inside:
            raise DocumentError(message("the folder holds no Parquet or CSV files"), name=path)
        return inside
    if "://" in path:
        raise DocumentError(message("this is an address; download the file first"), name=path)
    parts = place.parts
    first = next((at for at, part in enumerate(parts) if any(sign in part for sign in "*?[")), None)
    matching: list[str] = []
    if first is not None:
        base = Path(*parts[:first]) if first else Path()
        matching = sorted(str(file) for file in base.glob(str(Path(*parts[first:]))) if file.is_file())
    if not matching:
        raise DocumentError(message("there is no such file or folder"), name=path)
    return matching


def _suffix(name: str) -> str | None:
    return next((form for end, form in _FORMS.items() if name.lower().endswith(end)), None)


def _form(file: str) -> str:
    form = _suffix(file)
    if form is None:
        raise DocumentError(message("this is none of {endings}", endings=", ".join(_FORMS)), name=file)
    return form


def _of_pandas(frame: Any, wanted: set[str] | None) -> pa.Table:
    """Column by column: what nobody asks for need not fit Arrow."""
    names = [str(name) for name in frame.columns]
    columns = [
        _array(name, frame.iloc[:, at]) if wanted is None or name in wanted else pa.nulls(len(frame))
        for at, name in enumerate(names)
    ]
    return _fitting(pa.Table.from_arrays(columns, names), wanted)


def _array(name: str, series: Any) -> Any:
    try:
        return pa.Array.from_pandas(series)
    except OverflowError:  # whole numbers beyond 64 bits, as Python has them
        found = pa.array([None if value is None else Decimal(value) for value in series.tolist()])
        return _narrowed(name, pa.chunked_array([found])).combine_chunks()
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError) as cause:
        for row, value in enumerate(series.tolist(), start=1):
            if isinstance(value, float) and not isnan(value):
                raise FloatError(value, where=f"row {row:,}, column {name!r}") from cause
        problem = f"column {name!r} is no column of one kind, such as numbers or texts: {cause}"
        raise AmountError(problem) from cause


def _of_polars(frame: Any, wanted: set[str] | None) -> pa.Table:
    """Its whole numbers of 128 bits, which Arrow has not, become decimals."""
    polars = import_module("polars")
    eager = frame.collect() if hasattr(frame, "collect") else frame
    wide = [name for name, kind in eager.schema.items() if str(kind) in {"Int128", "UInt128"}]
    for name in wide:
        try:
            eager = eager.with_columns(polars.col(name).cast(polars.Decimal(_WIDEST, 0)))
        except polars.exceptions.InvalidOperationError as cause:
            raise AmountError(f"column {name!r} has a number of more than {_WIDEST} digits") from cause
    return _fitting(pa.table(eager), wanted)


def _fitting(table: pa.Table, wanted: set[str] | None) -> pa.Table:
    """What DuckDB does not read as Arrow has it, as what it reads; nothing of it where nobody asks."""
    for at, field in enumerate(table.schema):
        column = table.column(at)
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        if not _is_strange(kind):
            continue
        if wanted is not None and field.name not in wanted:
            fits = pa.nulls(len(table))
        elif pa.types.is_float16(kind):  # to be refused as any float
            fits = column.cast(pa.float32())
        else:
            fits = _narrowed(field.name, column if kind is field.type else column.cast(kind))
        table = table.set_column(at, field.name, fits)
    return table


def _is_strange(kind: Any) -> bool:
    if pa.types.is_decimal(kind):
        return bool(pa.types.is_decimal256(kind) or kind.scale < 0)
    return bool(pa.types.is_float16(kind))


def _narrowed(name: str, column: Any) -> Any:
    """Decimals of 256 bits, or of tens and hundreds, as such of 128 bits: what the engines compute with."""
    kind = column.type
    if not pa.types.is_decimal(kind):
        return column
    scale = max(kind.scale, 0)
    try:
        return column.cast(pa.decimal128(_WIDEST, scale))
    except pa.ArrowInvalid as cause:
        values = column.to_pylist()
        row, value = max(
            ((row, value) for row, value in enumerate(values, start=1) if value is not None),
            key=lambda one: abs(one[1]),
        )
        problem = (
            f"row {row}, column {name!r}: {value:f} needs more than {_WIDEST} digits, of them {scale} "
            "behind the point; frames compute with 38 digits, the functions over records with 1,000"
        )
        raise AmountError(problem) from cause


def _to_pandas(table: pa.Table) -> Any:
    return table.to_pandas(types_mapper=import_module("pandas").ArrowDtype)


def _to_polars(table: pa.Table) -> Any:
    return import_module("polars").from_arrow(table)


def _to_arrow(table: pa.Table) -> pa.Table:
    return table
