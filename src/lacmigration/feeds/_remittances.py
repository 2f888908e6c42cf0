"""What do the World Bank's workbooks of remittances that come in and go out say?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import attrs

from lacmigration.errors import FeedError
from lacmigration.feeds._faults import Faults, Row
from lacmigration.feeds._feed import Feed, Omissions
from lacmigration.feeds._files import File, Line, name_of
from lacmigration.feeds._names import Names
from lacmigration.feeds._values import figure_of, number_of, slug
from lacmigration.feeds._workbooks import Sheet, header_of, sheets, year_of
from lacmigration.figures import Figure
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation, Source
from lacmigration.records import Measure, Observation, Record, Status

__all__ = ["read_remittances"]

SOURCE: Final = Source(
    id="world-bank-remittances",
    title="Migrant remittances, inflows and outflows",
    producer="World Bank",
    url="https://www.knomad.org/data/remittances",
)
_UNIT: Final = re.compile(
    r"(?:us ?\$|usd|us dollars?),? ?(?:in )?(thousand|million|billion)s?"
    r"|(thousand|million|billion)s? (?:of )?us"
)
_POWERS: Final = {"thousand": 3, "million": 6, "billion": 9}
_MISSING: Final = frozenset({"..", "...", "-", "–", "n.a.", "na", "n/a"})
_STATUSES: Final = {"e": Status.ESTIMATE, "f": Status.PROJECTION, "p": Status.PROJECTION}
_NOTES: Final = re.compile(r"(?:notes?|sources?|\*|[0-9]+/|[a-z]\))[:. ]?.*", re.IGNORECASE | re.DOTALL)


@attrs.frozen(kw_only=True)
class _Column:
    """A column of amounts of a year, or of their share of that year's product."""

    index: int
    year: int
    status: Status
    share: bool


@attrs.frozen(kw_only=True)
class _Table:
    """What the head of a sheet says of its figures."""

    indicator: str
    power: int
    columns: Sequence[_Column]


def read_remittances(source: File, *, about: Source = SOURCE) -> Feed:
    r"""Remittances by country (XLSX or CSV): each year's amount as an observation, in full US dollars.

    A sheet says in its head what it holds ("Migrant remittance inflows (US$ million)") and has a column for
    each year; "2023e" is an estimate. A share of GDP is a ratio in percent of that year. Figures are as the
    cells show them: the million dollars of a cell without decimals is good to half a million.

    Omitted, each with its cell: ".." and empty cells, notes and sources below the table, other sheets.

    Errors: FeedError for what is no such workbook; InputErrors for cells with wrong values, all together;
    MissingExtraError without the extra "feeds".

    >>> import io
    >>> rows = "Migrant remittance inflows (US$ million),2022,2023e\nPeru,3708,4446\nNote: our own,,"
    >>> feed = read_remittances(io.BytesIO(rows.encode()))
    >>> [(one.area, str(one.period), str(one.figure.money), one.status.value) for one in feed.records]
    [('pe', '2022/2022', 'USD 3,708,000,000', 'stated'), ('pe', '2023/2023', 'USD 4,446,000,000', 'estimate')]
    """
    file = name_of(source)
    faults, names, omissions = Faults(file), Names(about), Omissions()
    reader = _Reader(faults, names, omissions)
    found = [one for sheet in sheets(source) for one in reader.sheet(sheet)]
    if not reader.tables:
        wanted = 'years and "remittance inflows" or "outflows" with its unit, such as (US$ million)'
        raise FeedError(f"is no workbook of remittances: no sheet has a head with {wanted}", name=file)
    faults.refuse()
    return Feed(about, (*names, *found), tuple(omissions), "remittances")


def is_header(line: Line) -> bool:
    """Whether a line names a first column and then years."""
    return bool(line.cells[0].strip()) and any(year_of(cell) for cell in line.cells[1:])


def indicator_of(text: str) -> str:
    """Which way the money goes, by the words of a sheet's head; empty where it does not say.

    >>> indicator_of("Migrant remittance outflows (US$ million)")
    'remittance-outflows'
    """
    plain = text.casefold()
    if "remittance" not in plain:
        return ""
    ways = [way for way, word in (("inflows", "inflow"), ("outflows", "outflow")) if word in plain]
    return f"remittance-{ways[0]}" if len(ways) == 1 else ""


def _column(index: int, text: str) -> _Column | None:
    found = year_of(text)
    if found is not None:
        status = _STATUSES.get(found[1], Status.STATED)
        return _Column(index=index, year=found[0], status=status, share=False)
    named = re.search(r"\b((?:19|20)[0-9]{2})\b", text) if "gdp" in text.casefold() else None
    return (
        None if named is None else _Column(index=index, year=int(named[1]), status=Status.STATED, share=True)
    )


@attrs.define
class _Reader:
    faults: Faults
    names: Names
    omissions: Omissions
    tables: int = 0

    def sheet(self, sheet: Sheet) -> Iterator[Record]:
        """The observations of a sheet, where it has such a table."""
        at = header_of(sheet, is_header)
        table = None if at is None else self.table(sheet, at)
        if at is None or table is None:
            self.omissions.add(sheet.name or "file", "", "a sheet without a table of remittances by year")
            return
        self.tables += 1
        for line in sheet.lines[at + 1 :]:
            yield from self.row(line, table)

    def table(self, sheet: Sheet, at: int) -> _Table | None:
        """What the head of a sheet says; None where it is of no such table."""
        header = sheet.lines[at]
        said = " ".join((header.cells[0], *(cell for line in sheet.lines[:at] for cell in line.cells)))
        indicator, unit = indicator_of(header.cells[0]) or indicator_of(said), _UNIT.search(said.casefold())
        if not indicator or unit is None:
            return None
        columns = []
        for index, cell in enumerate(header.cells[1:], start=1):
            column = _column(index, cell)
            if column is not None:
                columns.append(column)
            elif cell.strip():
                self.omissions.add(header.place(index), cell, "a column that is no year and no share of GDP")
        return _Table(indicator=indicator, power=_POWERS[unit[1] or unit[2]], columns=columns)

    def row(self, line: Line, table: _Table) -> Iterator[Record]:
        """The observations of a row."""
        name = line.cells[0].strip()
        filled = [cell for cell in line.cells[1:] if cell.strip()]
        if not name or not filled or _NOTES.fullmatch(name):
            self.omissions.add(line.place(), (name or " ".join(filled))[:80], "a row of no country or region")
            return
        for column in table.columns:
            text = line.cells[column.index].strip() if column.index < len(line.cells) else ""
            if not text or text.casefold() in _MISSING:
                self.omissions.add(line.place(column.index), text, "not available in the source")
            else:
                yield from self.observation(line, column, table, name=name)

    def observation(self, line: Line, column: _Column, table: _Table, *, name: str) -> Iterator[Record]:
        """The observation of a cell."""
        cell = Row(line, {"figure": column.index})
        place = line.place(column.index)
        text = cell["figure"]
        try:
            number = number_of(text.removesuffix("%") if column.share else text, grouped=True)
        except ValueError as error:
            self.faults.add(cell, "figure", str(error))
            return
        at = Citation(self.names.source.id, place, text)
        year = PartialDate(column.year)
        made = self.faults.made(
            cell,
            "figure",
            lambda: Observation(
                id=f"{self.names.source.id}.{slug(table.indicator)}.{slug(place)}",
                indicator=f"{table.indicator}-to-gdp" if column.share else table.indicator,
                measure=Measure.RATIO if column.share else Measure.FLOW,
                area=self.names.place(name, at),
                base="gdp" if column.share else "",
                period=Period(year, year),
                status=column.status,
                figure=_figure(number, column, table),
                citation=at,
            ),
        )
        if made is not None:
            yield made


def _figure(number: Decimal, column: _Column, table: _Table) -> Figure:
    if column.share:
        return figure_of(number, "percent")
    return figure_of(number, "USD", power=table.power)
