"""What do the tables of the Regional Inter-Agency Coordination Platform (R4V) say of needs and funding?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from lacmigration.errors import FeedError
from lacmigration.feeds._faults import Faults, Row, columns_of, unread
from lacmigration.feeds._feed import Feed, Omissions
from lacmigration.feeds._files import File, Line
from lacmigration.feeds._headings import Unit, unit_of
from lacmigration.feeds._names import Names
from lacmigration.feeds._tables import Reading, Rows, feed_of_tables
from lacmigration.feeds._values import figure_of, slug
from lacmigration.feeds._workbooks import Sheet, header_of
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation, Source
from lacmigration.records import Fund, Measure, Observation, Record, Target

__all__ = ["read_r4v"]

SOURCE: Final = Source(
    id="r4v-tables",
    title="Refugee and Migrant Response Plan, tables of needs and funding",
    producer="Inter-Agency Coordination Platform for Refugees and Migrants from Venezuela",
    url="https://www.r4v.info",
)
COLUMNS: Final = {
    "country": (
        "country", "countryterritory", "countrysubregion", "pais", "paises", "platform", "plataforma",
    ),
    "year": ("year", "ano", "planyear"),
    "need": (
        "peopleinneed", "inneed", "pin", "populationinneed", "personsinneed", "personasconnecesidades",
        "poblacionconnecesidades",
    ),
    "target": (
        "peopletargeted", "target", "targeted", "peopletarget", "populationtargeted", "personastargeted",
        "personasmeta", "poblacionmeta", "personsreachedtarget",
    ),
    "required": (
        "fundingrequired", "financialrequirements", "financialrequirement", "required", "requirements",
        "fundingrequirement", "fundingrequirements", "requerimientofinanciero", "requerimientosfinancieros",
    ),
    "received": (
        "fundingreceived", "received", "funded", "funding", "financiamientorecibido", "fondosrecibidos",
    ),
}  # fmt: skip
_PEOPLE: Final = {"need": "people-in-need", "target": "people-targeted"}
_MONEY: Final = {"required": "funding-required", "received": "funding-received"}
_TOTALS: Final = frozenset({"total", "totals", "grand total", "regional total", "total regional"})
_MISSING: Final = frozenset({"", "-", "–", "n/a", "na", ".."})


def read_r4v(source: File, *, about: Source = SOURCE, plan: str = "", year: int | None = None) -> Feed:
    r"""People in need and targeted, funding required and received, by country (CSV or XLSX).

    People are stocks and funding flows, each an observation of its country. What the row of the total says
    is required is the target of the plan as a fund, which `plan` names. `year` is that of rows without their
    own. A heading may scale its column, as "Funding required (US$ millions)" does.

    Omitted, each with its cell: empty cells, and the other figures of a total.

    Errors: FeedError for what is no such table; InputErrors for cells with wrong values, all together;
    MissingExtraError for workbooks without the extra "feeds".

    >>> import io
    >>> rows = 'Country,People in need,Funding required (US$)\nPeru,"1,250,000","210,000,000"'
    >>> feed = read_r4v(io.BytesIO(rows.encode()), year=2024)
    >>> [(one.area, one.indicator, str(one.figure)) for one in feed.records]
    [('pe', 'people-in-need', '1,250,000 persons'), ('pe', 'funding-required', 'USD 210,000,000')]
    """
    when = None if year is None else Period(PartialDate(year), PartialDate(year))
    return feed_of_tables(
        source,
        about,
        lambda reading, sheet: _table(reading, sheet, plan=plan, when=when),
        format="r4v",
        kind="table of the platform",
        head="a header of a country with people in need, people targeted, funding required or received",
    )


def columns_in(line: Line, *, file: str) -> Mapping[str, int]:
    """Which columns a header has; empty where the line is none."""
    try:
        found = columns_of(line, COLUMNS, file="")
    except FeedError:
        found = {}
    if "country" not in found or not set(found) & {*_PEOPLE, *_MONEY}:
        return {}
    return columns_of(line, COLUMNS, file=file)


def _table(reading: Reading, sheet: Sheet, *, plan: str, when: Period | None) -> tuple[int, Rows] | None:
    """Where a sheet has its header, and how the rows below it are read."""
    at = header_of(sheet, lambda line: bool(columns_in(line, file=reading.file)))
    if at is None:
        return None
    header = sheet.lines[at]
    columns = columns_in(header, file=reading.file)
    unread(header, columns, reading.omissions)
    for line in sheet.lines[:at]:
        reading.omissions.add(line.place(), _text(line), "stands above the table")
    units = {name: unit_of(header.cells[index], file=reading.file) for name, index in columns.items()}
    return at, _Table(reading, columns, units, plan=plan, year=when).row


def _text(line: Line) -> str:
    return " ".join(filter(None, line.cells))[:80]


@attrs.frozen
class _Table:
    reading: Reading
    columns: Mapping[str, int]
    units: Mapping[str, Unit]
    plan: str = attrs.field(kw_only=True)
    year: Period | None = attrs.field(kw_only=True)

    @property
    def faults(self) -> Faults:
        """The wrong cells so far."""
        return self.reading.faults

    @property
    def names(self) -> Names:
        """The records that rows name."""
        return self.reading.names

    @property
    def omissions(self) -> Omissions:
        """What is left out so far."""
        return self.reading.omissions

    def row(self, line: Line) -> Iterator[Record]:
        """The records of a row."""
        row = Row(line, self.columns)
        if not row["country"] or not any(row[name] for name in (*_PEOPLE, *_MONEY)):
            self.omissions.add(row.place(), _text(line), "a row without a country and a figure")
        elif row["country"].casefold() in _TOTALS:
            yield from self.total(row)
        else:
            yield from self.country(row)

    def country(self, row: Row) -> Iterator[Record]:
        """The observations of a country."""
        when = self.when(row)
        for column, indicator in (_PEOPLE | _MONEY).items():
            if column not in row.columns:
                continue
            if row[column].casefold() in _MISSING:
                self.omissions.add(row.place(column), row[column], "has no figure")
            else:
                yield from self.observation(row, column, indicator, when)

    def observation(self, row: Row, column: str, indicator: str, when: Period | None) -> Iterator[Record]:
        """The observation of a cell."""
        number = self.faults.number(row, column, grouped=True)
        if number is None:
            return
        at = Citation(self.names.source.id, row.place(column), row[column])
        people, unit = column in _PEOPLE, self.units[column]
        made = self.faults.made(
            row,
            column,
            lambda: Observation(
                id=f"{self.names.source.id}.{slug(at.locator)}",
                indicator=indicator,
                measure=Measure.STOCK if people else Measure.FLOW,
                area=self.names.place(row["country"], at),
                period=when,
                scope=self.plan,
                figure=figure_of(number, "persons" if people else unit.currency or "USD", power=unit.power),
                citation=at,
            ),
        )
        if made is not None:
            yield made

    def when(self, row: Row) -> Period | None:
        """The year of a row, or of the whole file."""
        return self.faults.year(row, "year") or self.year

    def total(self, row: Row) -> Iterator[Record]:
        """The target of the plan; sums of the other columns are left to `total`."""
        for column in ("need", "target", "received"):
            if row[column]:
                self.omissions.add(row.place(column), row[column], "a total of the rows above; add them up")
        number = self.faults.number(row, "required", grouped=True)
        if number is None:
            return
        at = Citation(self.names.source.id, row.place("required"), row["required"])
        unit = self.units["required"]
        title = self.plan or "Refugee and Migrant Response Plan"
        fund = self.names.other(
            "plan", title, lambda identity: Fund(id=identity, name=title, kind="response plan", citation=at)
        )
        made = self.faults.made(
            row,
            "required",
            lambda: Target(
                id=f"{self.names.source.id}.{slug(at.locator)}",
                fund=fund,
                period=self.when(row),
                figure=figure_of(number, unit.currency or "USD", power=unit.power),
                citation=at,
            ),
        )
        if made is not None:
            yield made
