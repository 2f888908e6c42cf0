"""The Creditor Reporting System as a table: batches of Arrow rows, in bounded memory, for frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from lacmigration.errors import ChoiceError, FeedError
from lacmigration.feeds._crs import COLUMNS, NEEDED
from lacmigration.feeds._faults import Faults, columns_of
from lacmigration.feeds._feed import Omissions, needs_feeds
from lacmigration.feeds._files import File, Line, csv_lines, delimiter_of, held, name_of, opened, start_of
from lacmigration.sayings import message

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["CrsRows", "Prices", "crs_rows"]

Prices = Literal["current", "constant"]
_AMOUNTS: Final[Mapping[str, Mapping[str, str]]] = {
    "current": {"usdcommitment": "commitment", "usddisbursement": "disbursement"},
    "constant": {"usdcommitmentdefl": "commitment", "usddisbursementdefl": "disbursement"},
}
# Column of the rows -> column of the file.
_TEXTS: Final[Mapping[str, str]] = {
    "donor": "donorname",
    "donor_code": "dedonorcode",
    "agency": "agencyname",
    "recipient": "recipientname",
    "recipient_code": "derecipientcode",
    "activity": "crsid",
    "title": "projecttitle",
    "kind": "flowname",
    "sector": "sectorname",
    "purpose_code": "purposecode",
    "purpose": "purposename",
    "channel": "channelname",
}
_WIDEST: Final = 38
_MILLIONS: Final = 6
_BLOCK: Final = 1_000_000
_ROWS: Final = 16_384
_NUMBER: Final = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?$"


@attrs.define(eq=False)
class CrsRows:
    """The amounts of a file as Arrow record batches, one row for each; read once, front to back.

    `omissions` fills while the rows are read. `reader()` is the same as a pyarrow.RecordBatchReader, which
    DuckDB, polars and pandas take without copies.
    """

    source: File
    prices: str
    decimals: int
    omissions: Omissions = attrs.field(factory=Omissions)

    @property
    def schema(self) -> pa.Schema:
        """The columns: value in US dollars as a decimal, row and year as whole numbers, all else as text."""
        arrow = _arrow()
        fields = [
            arrow.field("row", arrow.int64()),
            arrow.field("year", arrow.int32()),
            arrow.field("flow", arrow.string()),
            arrow.field("prices", arrow.string()),
            arrow.field("value", arrow.decimal128(_WIDEST, self.decimals)),
            arrow.field("currency", arrow.string()),
        ]
        return arrow.schema([*fields, *(arrow.field(name, arrow.string()) for name in _TEXTS)])

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """Batch after batch.

        Errors: FeedError where the file breaks off, InputErrors for wrong cells of one block together; what
        came before is then no whole file, so commit nothing before the end is reached.
        """
        number = 2
        for block in _blocks(held(self.source)):
            yield from self._batches(block, number)
            number += block.num_rows

    def reader(self) -> pa.RecordBatchReader:
        """The rows as one stream of Arrow."""
        return _arrow().RecordBatchReader.from_batches(self.schema, iter(self))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows for whoever speaks Arrow's protocol."""
        return self.reader().__arrow_c_stream__(requested_schema)

    def _batches(self, block: Any, first: int) -> Iterator[pa.RecordBatch]:
        """The rows of a block of the file, a batch for each kind of amount."""
        arrow, compute = _arrow(), _compute()
        faults = Faults(name_of(self.source))
        numbers = arrow.array(range(first, first + block.num_rows), arrow.int64())
        years = self._checked(
            block, "year", "^[12][0-9]{3}$", "is no year; write it as 2024", numbers, faults
        )
        empty = arrow.nulls(block.num_rows, arrow.string()).fill_null("")
        amounts = {
            flow: self._checked(
                block, column, _NUMBER, "is no plain number; write it as 12000.50", numbers, faults
            )
            for column, flow in _AMOUNTS[self.prices].items()
            if column in block.schema.names
        }
        faults.refuse()
        for flow, texts in amounts.items():
            value = self._dollars(texts, numbers)
            negative = compute.less(value, arrow.scalar(0, value.type)).fill_null(fill_value=False)
            for row, text in zip(numbers.filter(negative), texts.filter(negative), strict=True):
                reason = "is negative: a correction, or money that went back"
                self.omissions.add(f"row {row}, {flow}", text, reason)
            kept = compute.and_(compute.is_valid(value), compute.invert(negative))
            size = block.num_rows
            columns = [
                numbers,
                years.cast(arrow.int32()),
                arrow.repeat(flow, size),
                arrow.repeat(self.prices, size),
                value,
                arrow.repeat("USD", size),
                *(block.column(name) if name in block.schema.names else empty for name in _TEXTS.values()),
            ]
            yield arrow.record_batch(columns, schema=self.schema).filter(kept)

    def _checked(  # noqa: PLR0917  (what to look at, and where it stands)
        self, block: Any, column: str, pattern: str, problem: str, numbers: Any, faults: Faults
    ) -> Any:
        """The texts of a column without spaces, null where empty; those of another pattern are noted."""
        arrow, compute = _arrow(), _compute()
        texts = compute.utf8_trim_whitespace(block.column(column))
        texts = compute.if_else(compute.equal(texts, ""), arrow.scalar(None, arrow.string()), texts)
        wrong = compute.invert(compute.match_substring_regex(texts, pattern)).fill_null(fill_value=False)
        if column == "year":
            wrong = compute.or_(wrong, compute.is_null(texts))
        for row, text in zip(numbers.filter(wrong), texts.filter(wrong), strict=True):
            faults.note(row.as_py(), 0, column, text.as_py() or "", problem)
        return texts

    def _dollars(self, texts: Any, numbers: Any) -> Any:
        """Millions of dollars as dollars: the same digits with the point six places on."""
        arrow = _arrow()
        try:
            millions = texts.cast(arrow.decimal128(_WIDEST, self.decimals + _MILLIONS))
        except arrow.ArrowInvalid as cause:
            place = f"rows {numbers[0]} to {numbers[-1]}"
            problem = (
                f"an amount has more than {_WIDEST} digits, or more than {self.decimals} decimals of a dollar"
                f" ({cause}); say decimals= for more of them"
            )
            raise FeedError(problem, name=name_of(self.source), place=place) from cause
        dollars = arrow.decimal128(_WIDEST, self.decimals)
        return arrow.Array.from_buffers(
            dollars, len(millions), millions.buffers(), null_count=millions.null_count, offset=millions.offset
        )


def crs_rows(source: File, *, prices: Prices = "current", decimals: int = 12) -> CrsRows:
    r"""The commitments and disbursements of the Creditor Reporting System as a table (CSV in UTF-8, Parquet).

    `prices` says of which columns: amounts in current prices, or the deflated ones. Values are in US dollars,
    exact; one with more decimals than `decimals` is an error that says so. Rows are counted from the header,
    which is 1, without empty lines. Empty amounts have no row; negative ones are omissions.

    Errors: ChoiceError for other `prices`; FeedError, while it is read, for what is no such file;
    MissingExtraError without the extra "feeds".

    >>> import io
    >>> rows = "Year|DonorName|RecipientName|USD_Commitment|USD_Disbursement\n2022|Spain|Peru|1.25|\n"
    >>> table = crs_rows(io.BytesIO(rows.encode()), decimals=2).reader().read_all()
    >>> table.select(["row", "year", "flow", "value", "donor"]).to_pylist()
    [{'row': 2, 'year': 2022, 'flow': 'commitment', 'value': Decimal('1250000.00'), 'donor': 'Spain'}]
    """
    if prices not in _AMOUNTS:
        raise ChoiceError("prices", prices, choices='"current" or "constant"')
    return CrsRows(source, prices, decimals)


def _arrow() -> Any:
    needs = message("rows of aid activities need {library}", library="pyarrow")
    return needs_feeds(needs, lambda: __import__("pyarrow"))


def _compute() -> Any:
    import pyarrow.compute

    return pyarrow.compute


def _blocks(source: File) -> Iterator[Any]:
    """Record batches of texts, with the names that the reader knows."""
    _arrow()
    if start_of(source).startswith(b"PAR1"):
        yield from _of_parquet(source)
    else:
        yield from _of_csv(source)


def _known(header: tuple[str, ...], name: str) -> dict[str, str]:
    """The columns that are read: their name in the file -> here."""
    columns = columns_of(Line(1, header), COLUMNS, file=name)
    missing = [one for one in NEEDED if one not in columns]
    if missing:
        lacking = ", ".join(missing)
        raise FeedError(f"is no file of the Creditor Reporting System: it has no column {lacking}", name=name)
    return {header[index]: key for key, index in columns.items()}


def _of_csv(source: File) -> Iterator[Any]:
    import pyarrow as pa
    from pyarrow import csv

    name = name_of(source)
    lines = csv_lines(source)
    known = _known(tuple(next(lines, Line(1, ())).cells), name)
    lines.close()  # type: ignore[attr-defined]  # a generator, whose file is closed here
    delimiter = delimiter_of(start_of(source), name)
    convert = csv.ConvertOptions(
        column_types=dict.fromkeys(known, pa.string()), include_columns=list(known), strings_can_be_null=False
    )
    parse = csv.ParseOptions(delimiter=delimiter, newlines_in_values=True)
    read = csv.ReadOptions(block_size=_BLOCK, use_threads=False)
    try:
        with (
            opened(source) as stream,
            csv.open_csv(stream, read_options=read, parse_options=parse, convert_options=convert) as reader,
        ):
            for batch in reader:
                yield batch.rename_columns(list(known.values()))
    except pa.ArrowInvalid as cause:
        raise FeedError(f"the text breaks off or is no CSV ({cause})", name=name) from cause


def _of_parquet(source: File) -> Iterator[Any]:
    import pyarrow as pa
    from pyarrow import parquet

    name = name_of(source)
    try:
        with parquet.ParquetFile(source) as file:
            known = _known(tuple(file.schema_arrow.names), name)
            for batch in file.iter_batches(batch_size=_ROWS, columns=list(known)):
                texts = [batch.column(column).cast(pa.string()).fill_null("") for column in known]
                yield pa.record_batch(texts, names=list(known.values()))
    except (pa.ArrowException, OSError) as cause:
        raise FeedError(f"the Parquet is broken or breaks off ({cause})", name=name) from cause
