"""What do the World Bank's workbooks of remittances that come in and go out say?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import attrs

from lacmigration.feeds._faults import Row
from lacmigration.feeds._feed import Feed
from lacmigration.feeds._files import File, Line
from lacmigration.feeds._tables import Reading, Rows, feed_of_tables
from lacmigration.feeds._values import figure_of, slug
from lacmigration.feeds._workbooks import Sheet, header_of, year_of
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
    return feed_of_tables(
        source,
        about,
        _table,
        format="remittances",
        kind="workbook of remittances",
        head='a head with years and "remittance inflows" or "outflows" with its unit, such as (US$ million)',
    )


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


def _table(reading: Reading, sheet: Sheet) -> tuple[int, Rows] | None:
    """Where a sheet has its head, and how the rows below it are read."""
    at = header_of(sheet, is_header)
    if at is None:
        return None
    header = sheet.lines[at]
    said = " ".join((header.cells[0], *(cell for line in sheet.lines[:at] for cell in line.cells)))
    indicator, unit = indicator_of(header.cells[0]) or indicator_of(said), _UNIT.search(said.casefold())
    if not indicator or unit is None:
        return None
    columns: dict[tuple[int, bool], _Column] = {}
    for index, cell in enumerate(header.cells[1:], start=1):
        column = _column(index, cell)
        if column is not None:
            known = columns.setdefault((column.year, column.share), column)
            if known is not column:
                message = f"is of the same year as {header.place(known.index)}; keep one of them"
                reading.faults.add(Row(header, {"year": index}), "year", message)
        elif cell.strip():
            reading.omissions.add(header.place(index), cell, "a column that is no year and no share of GDP")
    power = _POWERS[unit[1] or unit[2]]
    return at, _Table(reading, indicator=indicator, power=power, columns=tuple(columns.values())).row


@attrs.frozen
class _Table:
    """What the head of a sheet says of its figures."""

    reading: Reading
    indicator: str = attrs.field(kw_only=True)
    power: int = attrs.field(kw_only=True)
    columns: Sequence[_Column] = attrs.field(kw_only=True)

    def row(self, line: Line) -> Iterator[Record]:
        """The observations of a row."""
        omissions = self.reading.omissions
        name = line.cells[0].strip()
        filled = [cell for cell in line.cells[1:] if cell.strip()]
        if not name or not filled or _NOTES.fullmatch(name):
            omissions.add(line.place(), (name or " ".join(filled))[:80], "a row of no country or region")
            return
        for column in self.columns:
            text = line.cells[column.index].strip() if column.index < len(line.cells) else ""
            if not text or text.casefold() in _MISSING:
                omissions.add(line.place(column.index), text, "not available in the source")
            else:
                yield from self.observation(line, column, name=name)

    def observation(self, line: Line, column: _Column, *, name: str) -> Iterator[Record]:
        """The observation of a cell."""
        cell = Row(line, {"figure": column.index})
        place = line.place(column.index)
        text = cell["figure"]
        names, faults = self.reading.names, self.reading.faults
        plain = text.removesuffix("%").rstrip() if column.share else text
        number = faults.number(Row(attrs.evolve(line, cells=(plain,)), {"figure": 0}), "figure", grouped=True)
        if number is None:
            return
        at = Citation(names.source.id, place, text)
        year = PartialDate(column.year)
        made = faults.made(
            cell,
            "figure",
            lambda: Observation(
                id=f"{names.source.id}.{slug(self.indicator)}.{slug(place)}",
                indicator=f"{self.indicator}-to-gdp" if column.share else self.indicator,
                measure=Measure.RATIO if column.share else Measure.FLOW,
                area=names.place(name, at),
                base="gdp" if column.share else "",
                period=Period(year, year),
                status=column.status,
                figure=self.figure(number, column),
                citation=at,
            ),
        )
        if made is not None:
            yield made

    def figure(self, number: Decimal, column: _Column) -> Figure:
        """A number of a column with its unit."""
        if column.share:
            return figure_of(number, "percent")
        return figure_of(number, "USD", power=self.power)
