"""What do the rows of the OECD's Creditor Reporting System say: who committed and paid how much, for what?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

import attrs

from lacmigration.errors import FeedError
from lacmigration.feeds._faults import Faults, Row, columns_of, rows_of, unread
from lacmigration.feeds._feed import Feed, Omissions, needs_feeds
from lacmigration.feeds._files import File, Line, csv_lines, held, name_of, start_of
from lacmigration.feeds._names import Names
from lacmigration.feeds._values import figure_of, slug
from lacmigration.figures import Figure
from lacmigration.periods import Period
from lacmigration.provenance import Citation, Source
from lacmigration.records import Contribution, Flow, Measure, Observation, Project, Record
from lacmigration.sayings import message

__all__ = ["COLUMNS", "NEEDED", "CrsReading", "parquet_lines", "read_crs"]

SOURCE: Final = Source(
    id="oecd-crs",
    title="Creditor Reporting System, aid activities",
    producer="Organisation for Economic Co-operation and Development",
    url="https://data-explorer.oecd.org",
)
_PLAIN: Final = (
    "year", "donorcode", "dedonorcode", "donorname", "agencycode", "agencyname", "crsid", "projectnumber",
    "recipientcode", "derecipientcode", "recipientname", "regionname", "flowcode", "flowname", "bimulti",
    "projecttitle", "shortdescription", "purposecode", "purposename", "sectorcode", "sectorname",
    "channelcode", "channelname", "channelreportedname", "usdcommitment", "usddisbursement", "usdreceived",
    "usdcommitmentdefl", "usddisbursementdefl", "usdreceiveddefl",
)  # fmt: skip
COLUMNS: Final = {name: (name,) for name in _PLAIN}
NEEDED: Final = ("year", "donorname", "recipientname", "usdcommitment", "usddisbursement")
_CURRENT: Final = {"usdcommitment": Flow.COMMITMENT, "usddisbursement": Flow.DISBURSEMENT}
_CONSTANT: Final = {"usdcommitmentdefl": "commitment", "usddisbursementdefl": "disbursement"}
_AGENCIES: Final = frozenset({"multilateral", "private donor"})
_MILLIONS: Final = 6
_BATCH: Final = 10_000


def read_crs(
    source: File, *, about: Source = SOURCE, constant: int | None = None, encoding: str = "utf-8"
) -> Feed:
    r"""Activities of the Creditor Reporting System (CSV with any separator, or Parquet), amounts in millions.

    Each activity is a project of its recipients and sector, each commitment and disbursement in current
    prices a contribution of its donor to it, good to its last written digit of a million dollars. `constant`
    is the year of the deflated columns: with it they become observations that are "in prices of" that year,
    which no sum mixes with the others; without it they are one omission.

    Omitted, each with its row: negative amounts, amounts received, rows without an amount.

    Errors: FeedError for what is no such file; InputErrors for rows with wrong values, all together;
    MissingExtraError for Parquet without the extra "feeds".

    >>> import io
    >>> head = "Year|DonorName|DERecipientcode|RecipientName|CrsID|USD_Commitment|USD_Disbursement|SectorName"
    >>> feed = read_crs(io.BytesIO(f"{head}\n2022|Spain|PER|Peru|2022000017|1.25|0.5|Health".encode()))
    >>> [(one.provider, one.flow.value, str(one.figure.money)) for one in feed.of(Contribution)]
    [('es', 'commitment', 'USD 1,250,000'), ('es', 'disbursement', 'USD 500,000')]
    """
    reading = CrsReading.of(source, about=about, constant=constant, encoding=encoding)
    records = tuple(reading.records())
    return attrs.evolve(reading.feed(), records=records)


@attrs.define(eq=False)
class CrsReading:
    """A file that is read row by row; see `read_crs`."""

    source: File
    about: Source
    reader: _Reader
    encoding: str

    @classmethod
    def of(
        cls, source: File, *, about: Source = SOURCE, constant: int | None = None, encoding: str = "utf-8"
    ) -> CrsReading:
        """Begin with a file."""
        reader = _Reader(Faults(name_of(source)), Names(about), Omissions(), constant)
        return cls(held(source), about, reader, encoding)

    def feed(self) -> Feed:
        """What there is beside records, once all were taken."""
        return Feed(self.about, (), tuple(self.reader.omissions), "crs")

    def records(self) -> Iterator[Record]:
        """Record after record; those that others refer to before them. Errors: as `read_crs`."""
        reader, faults = self.reader, self.reader.faults
        lines = _lines(self.source, self.encoding)
        header = next(lines, Line(1, ()))
        columns = columns_of(header, COLUMNS, file=faults.file)
        missing = [name for name in NEEDED if name not in columns]
        if missing:
            problem = f"is no file of the Creditor Reporting System: it has no column {', '.join(missing)}"
            raise FeedError(problem, name=faults.file)
        for row in rows_of(lines, columns, len(header.cells), faults):
            amounts = list(reader.read(row))
            yield from reader.names.released()
            yield from amounts
        faults.refuse()
        deflated = [name for name in _CONSTANT if name in columns]
        if reader.constant is None and deflated:
            listed = ", ".join(header.cells[columns[name]] for name in deflated)
            why = "amounts in constant prices; say of which year with constant=2022"
            reader.omissions.add("header", listed, why)
        unread(header, columns, reader.omissions)


def _lines(source: File, encoding: str) -> Iterator[Line]:
    return (
        parquet_lines(source)
        if start_of(source).startswith(b"PAR1")
        else csv_lines(source, encoding=encoding)
    )


def parquet_lines(source: File) -> Iterator[Line]:
    """The rows of a Parquet file as text; a double is the shortest decimal of it, which is what was typed."""
    needs = message("reading {format} needs {library}", format="Parquet", library="pyarrow")
    arrow = needs_feeds(needs, lambda: __import__("pyarrow.parquet"))
    name = name_of(source)
    try:
        table = arrow.parquet.ParquetFile(source)
        yield Line(1, tuple(table.schema_arrow.names))
        number = 1
        for batch in table.iter_batches(batch_size=_BATCH):
            columns = [[_text(value) for value in _exactly(column).to_pylist()] for column in batch.columns]
            for cells in zip(*columns, strict=True):
                number += 1
                yield Line(number, cells)
    except (OSError, arrow.ArrowException) as cause:
        raise FeedError(f"the Parquet is broken or breaks off ({cause})", name=name) from cause


def _exactly(column: Any) -> Any:
    """A column as it was typed: a float of half the size would show other digits as a double."""
    import pyarrow as pa

    return column.cast(pa.string()) if column.type in {pa.float16(), pa.float32()} else column


def _text(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124  (what is not itself is no number: an empty cell)
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


@attrs.define
class _Reader:
    faults: Faults
    names: Names
    omissions: Omissions
    constant: int | None

    def read(self, row: Row) -> Iterator[Record]:
        """The records of a row's amounts."""
        year = self.faults.year(row, "year")
        amounts = {name: self.faults.number(row, name) for name in (*_CURRENT, *_CONSTANT, "usdreceived")}
        empty = [name for name in ("year", "donorname", "recipientname") if not row[name]]
        for column in empty:
            self.faults.add(row, column, "is empty")
        if year is None or empty:
            return
        if not any(row[column] for column in _CURRENT):
            what = row["projecttitle"] or row["crsid"]
            self.omissions.add(row.place(), what, "has no amount in current prices")
        if amounts["usdreceived"]:
            self.omissions.add(
                row.place("usdreceived"), row["usdreceived"], "money received back by the donor"
            )
        donor = self.donor(row, Citation(self.names.source.id, row.place()))
        for column, flow in _CURRENT.items():
            if self.kept(row, column, amounts[column]):
                yield from self.contribution(row, column, flow, amounts[column], year=year, donor=donor)
        for column, name in _CONSTANT.items() if self.constant is not None else ():
            if self.kept(row, column, amounts[column]):
                yield from self.observation(row, column, name, amounts[column], year=year, donor=donor)

    def kept(self, row: Row, column: str, amount: Decimal | None) -> bool:
        """Whether an amount can be a record; what cannot is noted."""
        if amount is not None and amount < 0:
            self.omissions.add(
                row.place(column), row[column], "is negative: a correction, or money that went back"
            )
        return amount is not None and amount >= 0

    def contribution(
        self, row: Row, column: str, flow: Flow, amount: Decimal | None, *, year: Period, donor: str
    ) -> Iterator[Record]:
        """The contribution of an amount in current prices."""
        at = Citation(self.names.source.id, row.place(column), row[column])
        made = self.faults.made(
            row,
            column,
            lambda: Contribution(
                id=f"{self.names.source.id}.row-{row.line.number}.{flow.value}",
                provider=donor,
                receiver=self.project(row, at),
                flow=flow,
                period=year,
                earmark=row["purposename"],
                note=_note(row),
                figure=_millions(amount),
                citation=at,
            ),
        )
        if made is not None:
            yield made

    def observation(
        self, row: Row, column: str, name: str, amount: Decimal | None, *, year: Period, donor: str
    ) -> Iterator[Record]:
        """The observation of an amount in constant prices."""
        at = Citation(self.names.source.id, row.place(column), row[column])
        made = self.faults.made(
            row,
            column,
            lambda: Observation(
                id=f"{self.names.source.id}.row-{row.line.number}.{name}-constant",
                indicator=f"aid-{name}",
                measure=Measure.FLOW,
                area=self.recipient(row, at),
                counterpart=donor,
                scope=f"in prices of {self.constant}",
                period=year,
                note=_note(row),
                figure=_millions(amount),
                citation=at,
            ),
        )
        if made is not None:
            yield made

    def donor(self, row: Row, at: Citation) -> str:
        """The id of a donor: a country, or a body."""
        name = row["donorname"]
        return self.names.country(name, at, code=_letters(row["dedonorcode"])) or self.names.body(
            name, at, kind="multilateral" if row["bimulti"] == "4" else "other", key=row["donorcode"]
        )

    def recipient(self, row: Row, at: Citation) -> str:
        """The id of the country, or of the region that the system has for what goes to several."""
        return self.names.place(row["recipientname"], at, code=_letters(row["derecipientcode"]))

    def project(self, row: Row, at: Citation) -> str:
        """The id of the activity; rows of one donor and number are one activity."""
        number = row["crsid"] or row["projectnumber"]
        key = f"{row['donorcode'] or slug(row['donorname'])}-{number}" if number else f"row-{row.line.number}"
        name = row["projecttitle"] or row["shortdescription"] or f"activity {number or row.line.number}"
        place = self.recipient(row, at)
        topics = tuple(text for text in (row["sectorname"],) if text)
        return self.names.other(
            "activity",
            name,
            lambda identity: Project(
                id=identity,
                name=name,
                places=(place,),
                topics=topics,
                citation=Citation(at.source, row.place()),
            ),
            key=f"{key}-{slug(row['recipientname'])}",
        )


def _letters(code: str) -> str:
    return code if len(code) == 3 and code.isalpha() else ""


def _millions(amount: Decimal | None) -> Figure:
    return figure_of(amount or Decimal(0), "USD", power=_MILLIONS)


_NOTED: Final[Mapping[str, str]] = {
    "flowname": "flow",
    "agencyname": "agency",
    "channelname": "channel",
    "purposecode": "purpose code",
}


def _note(row: Row) -> str:
    return "; ".join(f"{what}: {row[column]}" for column, what in _NOTED.items() if row[column])
