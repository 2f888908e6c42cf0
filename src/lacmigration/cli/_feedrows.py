"""How do the amounts of a feed leave the command: an amount a row, as CSV, JSON Lines or Parquet?"""

from __future__ import annotations

import csv
import io
import json
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Final, Protocol

import attrs

from lacmigration.cli._output import complain, exact
from lacmigration.errors import FeedError
from lacmigration.feeds._replacing import replacing
from lacmigration.records import Contribution, Observation, Operation, Programme, Record
from lacmigration.sayings import message

__all__ = ["COLUMNS", "Rows", "csv_rows", "kind_of", "row_of", "rows_to"]

COLUMNS: Final = (
    "type", "id", "provider", "receiver", "kind", "period", "value", "unit", "stated", "locator",
)  # fmt: skip
_BATCH: Final = 16_384
_DECIMALS: Final = 12
_WIDEST: Final = 38  # digits of decimal128

Row = tuple[str, ...]


class Rows(Protocol):
    """What rows are written to."""

    @abstractmethod
    def add(self, row: Row) -> None:
        """Write one row."""


def kind_of(record: Any) -> str:
    """What an amount is: its flow, the kind of operation, or nothing more than its type."""
    flow = getattr(record, "flow", "")
    return str(getattr(flow, "value", flow) or getattr(record, "kind", "") or getattr(record, "measure", ""))


def row_of(record: Record) -> Row | None:
    """The row of a record's amount, its value as text; None for a record without one."""
    figure = getattr(record, "figure", None)
    if figure is None or not isinstance(record, Contribution | Observation | Operation | Programme):
        return None
    return (
        type(record).__name__,
        record.id,
        getattr(record, "provider", "") or getattr(record, "area", ""),
        getattr(record, "receiver", ""),
        kind_of(record),
        str(record.period or ""),
        exact(figure.value) or "",
        str(figure.unit),
        record.citation.stated,
        record.citation.locator,
    )


@contextmanager
def rows_to(path: Path) -> Iterator[Rows]:
    """Rows into a file, which takes its place when it is whole; the end of its name tells the format."""
    formats: dict[str, Any] = {".csv": csv_rows, ".jsonl": _json_rows, ".parquet": _parquet_rows}
    write = formats.get(path.suffix.casefold())
    if write is None:
        complain(message("{file}: the name must end in .csv, .jsonl or .parquet", file=str(path)))
    with replacing(path) as file, write(file) as rows:
        yield rows


@contextmanager
def csv_rows(file: IO[bytes]) -> Iterator[Rows]:
    """Rows as CSV in UTF-8, with a header; the file stays open."""
    text = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="")
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        yield _Csv(writer)
    finally:
        text.detach()


@attrs.frozen
class _Csv:
    writer: Any

    def add(self, row: Row) -> None:
        self.writer.writerow(row)


@contextmanager
def _json_rows(file: IO[bytes]) -> Iterator[Rows]:
    yield _Json(file)


@attrs.frozen
class _Json:
    file: IO[bytes]

    def add(self, row: Row) -> None:
        text = json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False)
        self.file.write(text.encode("utf-8", "backslashreplace") + b"\n")


@contextmanager
def _parquet_rows(file: IO[bytes]) -> Iterator[Rows]:
    import pyarrow as pa
    import pyarrow.parquet

    value = pa.decimal128(_WIDEST, _DECIMALS)
    schema = pa.schema([(name, value if name == "value" else pa.string()) for name in COLUMNS])
    with pa.parquet.ParquetWriter(file, schema) as writer:
        rows = _Parquet(writer, schema, [])
        yield rows
        rows.flush()


@attrs.frozen
class _Parquet:
    writer: Any
    schema: Any
    waiting: list[Row]

    def add(self, row: Row) -> None:
        self.waiting.append(row)
        if len(self.waiting) == _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        import pyarrow as pa

        columns: Sequence[Sequence[Any]] = list(zip(*self.waiting, strict=True)) or [()] * len(COLUMNS)
        arrays = [
            pa.array(list(map(_decimal, column)) if field.name == "value" else column, field.type)
            for column, field in zip(columns, self.schema, strict=True)
        ]
        self.writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=self.schema))
        self.waiting.clear()


def _decimal(text: str) -> Decimal | None:
    """An amount as a column of decimals holds it. Errors: FeedError for one that is too wide."""
    if not text:
        return None
    number = Decimal(text)
    _, digits, exponent = number.as_tuple()
    whole = len(digits) + int(exponent)
    if whole > _WIDEST - _DECIMALS or -int(exponent) > _DECIMALS:
        problem = f"has more than {_WIDEST - _DECIMALS} digits or {_DECIMALS} decimals, the most of a Parquet"
        raise FeedError(f"{problem} column; write .csv or .jsonl", name=text)
    return number
