"""Which rows does a table or a file have? One batch after another, each with the number of its first row."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from lacmigration.errors import DocumentError
from lacmigration.frames._faults import Faults, RowProblem
from lacmigration.sayings import message

__all__ = ["Batch", "batches", "files_of"]

_BLOCK = 1 << 22
_ROWS = 65_536
_HEAD = 65_536


@attrs.frozen
class Batch:
    """Some rows of a table: `file` is what errors call it, `first` the number of the first row, from 1."""

    file: str
    first: int
    rows: Any


def files_of(frame: Any) -> list[Path]:
    """The files that a path means: itself, or those of its folder; none for what is no path.

    Errors: DocumentError where there is none.
    """
    if not isinstance(frame, str | os.PathLike):
        return []
    place = Path(frame)
    inside = sorted(place.rglob("*.*")) if place.is_dir() else [place]
    found = [file for file in inside if file.is_file()]
    if not found:
        raise DocumentError(message("there is no such file, and no folder with files"), name=str(place))
    return found


def batches(frame: Any, *, faults: Faults, delimiter: str = "") -> Iterator[Batch]:
    """The rows of an Arrow, pandas or polars table, of a DuckDB relation, or of Parquet and CSV files.

    Cells of CSV files are text. A row of a CSV file that has too few or too many cells goes to `faults`.
    Only one batch is in memory at a time.

    Errors: DocumentError for files of another form.
    """
    files = files_of(frame)
    for file in files:
        name = str(file)
        if name.endswith((".parquet", ".pq")):
            yield from _numbered(name, _parquet(file))
        elif name.endswith(".csv"):
            yield from _csv(file, faults, delimiter)
        else:
            raise DocumentError(message("this is neither .parquet nor .csv"), name=name)
    if not files:
        yield from _numbered("table", _of_table(frame))


def _numbered(name: str, found: Iterator[Any]) -> Iterator[Batch]:
    first = 1
    for rows in found:
        yield Batch(name, first, rows)
        first += len(rows)


def _of_table(frame: Any) -> Iterator[Any]:
    if isinstance(frame, pa.RecordBatch):
        return iter([frame])
    if isinstance(frame, pa.Table):
        return iter(frame.to_batches(max_chunksize=_ROWS))
    if hasattr(frame, "__arrow_c_stream__"):
        return iter(pa.RecordBatchReader.from_stream(frame))
    problem = f"{type(frame).__name__} is no table: pass an Arrow, pandas or polars table, or a path"
    raise TypeError(problem)


def _parquet(file: Path) -> Iterator[Any]:
    try:
        with pyarrow.parquet.ParquetFile(file) as held:
            yield from held.iter_batches(_ROWS)
    except (pa.ArrowInvalid, OSError) as cause:
        what = message("this is no Parquet file that can be read: {cause}", cause=str(cause))
        raise DocumentError(what, name=str(file)) from cause


def _csv(file: Path, faults: Faults, delimiter: str) -> Iterator[Batch]:
    with file.open("rb") as stream:
        head = stream.read(_HEAD).removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].decode("utf-8", "replace")
    mark = delimiter or max(",;\t", key=head.count)
    name = str(file)
    if not head.strip():
        raise DocumentError(message("is empty: the first row names the columns"), name=name)
    torn: list[int] = []

    def skip(row: Any) -> str:
        number = (row.number or 2) - 1
        torn.append(number)
        count = f"the row has {row.actual_columns} cells, the header {row.expected_columns}"
        faults.add(RowProblem(name, number, 0, "", (row.text or "")[:60], count))
        return "skip"

    names = [cell.strip().strip('"') for cell in head.strip("\r\n").split(mark)]
    try:
        reader = pyarrow.csv.open_csv(
            file,
            read_options=pyarrow.csv.ReadOptions(block_size=_BLOCK, use_threads=False),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=mark, newlines_in_values=True, invalid_row_handler=skip
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
        first = 1
        for rows in reader:
            yield Batch(name, first, rows)
            first += len(rows)
    except pa.ArrowInvalid as cause:
        what = message("this is no CSV that can be read: {cause}", cause=str(cause))
        raise DocumentError(what, name=name) from cause
