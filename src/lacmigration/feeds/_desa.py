"""What does the workbook of the United Nations on the stock of migrants say?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from lacmigration.feeds._faults import Row, heading
from lacmigration.feeds._feed import Feed
from lacmigration.feeds._files import File, Line
from lacmigration.feeds._tables import Reading, Rows, feed_of_tables
from lacmigration.feeds._values import figure_of, slug
from lacmigration.feeds._workbooks import Sheet, header_of, year_of
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation, Source
from lacmigration.records import Measure, Observation, Record, Status

__all__ = ["read_migrant_stock"]

SOURCE: Final = Source(
    id="un-desa-migrant-stock",
    title="International Migrant Stock",
    producer="United Nations Department of Economic and Social Affairs, Population Division",
    url="https://www.un.org/development/desa/pd/",
)
_MISSING: Final = {"..": "not available in the source", "...": "not available in the source"}
_NONE: Final = {"-": "does not apply, says the source", "–": "does not apply, says the source"}
_MID_YEAR: Final = 7


@attrs.frozen(kw_only=True)
class _Kind:
    """What a block of columns counts."""

    indicator: str
    measure: Measure
    unit: str
    base: str = ""
    power: int = 0


# The first whose words all stand in the title of the columns; None for what becomes no record.
_KINDS: Final[tuple[tuple[tuple[str, ...], _Kind | None], ...]] = (
    (("rate of change",), None),
    (("female", "percentage"), _Kind(
        indicator="female-migrants", measure=Measure.SHARE, unit="percent", base="migrant stock"
    )),
    (("refugee", "percentage"), _Kind(
        indicator="refugees", measure=Measure.SHARE, unit="percent", base="migrant stock"
    )),
    (("migrant stock", "percentage"), _Kind(
        indicator="migrants", measure=Measure.SHARE, unit="percent", base="population"
    )),
    (("refugee stock",), _Kind(indicator="refugee-stock", measure=Measure.STOCK, unit="persons")),
    (("migrant stock",), _Kind(indicator="migrant-stock", measure=Measure.STOCK, unit="persons")),
    (("population", "thousands"), _Kind(
        indicator="population", measure=Measure.STOCK, unit="persons", power=3
    )),
    (("population",), _Kind(indicator="population", measure=Measure.STOCK, unit="persons")),
)  # fmt: skip


@attrs.frozen(kw_only=True)
class _Column:
    """A column of figures: its place, year, kind and sex."""

    index: int
    year: int
    kind: _Kind
    sex: str


def read_migrant_stock(source: File, *, about: Source = SOURCE) -> Feed:
    """The stock of migrants by country (XLSX): each year's figure as an observation, an estimate at mid-year.

    Read are the sheets with a header of areas, location codes and years, in one row or two; tables of
    destination and origin have the origin as counterpart. Countries are known by their location code, regions
    by name. Sex stands in the scope; the numbers of the source's notes and its type of data in the note.

    Omitted, each with its cell: ".." and dashes, sheets and rows without such figures, rates of change.

    Errors: FeedError for what is no such workbook; InputErrors for cells with wrong values, all together;
    MissingExtraError without the extra "feeds".

    >>> read_migrant_stock("nowhere.xlsx")
    Traceback (most recent call last):
    ...
    lacmigration.errors.FeedError: nowhere.xlsx: cannot be read: no such file or directory
    """
    return feed_of_tables(
        source,
        about,
        _table,
        format="migrant_stock",
        kind="workbook of migrant stocks",
        head="a header of areas, location codes and years",
    )


def is_header(line: Line) -> bool:
    """Whether a line has two years or more."""
    return sum(year_of(cell) is not None for cell in line.cells) > 1


def _table(reading: Reading, sheet: Sheet) -> tuple[int, Rows] | None:
    """Where a sheet has its header, and how the rows below it are read."""
    at = header_of(sheet, is_header)
    columns = _labels(sheet.lines, at) if at is not None else {}
    if at is None or "area" not in columns or "code" not in columns:
        return None
    figures: dict[tuple[object, ...], _Column] = {}
    for column in _figures(reading, sheet, at, columns):
        known = figures.setdefault((column.kind, column.sex, column.year), column)
        if known is not column:
            header = Row(sheet.lines[at], {"year": column.index})
            first = header.line.place(known.index)
            reading.faults.add(header, "year", f"is counted as in {first}: give its block a title of its own")
    return at, _Table(reading, columns, tuple(figures.values())).row


def _labels(lines: Sequence[Line], at: int) -> Mapping[str, int]:
    """Which columns tell the areas and codes; a name stands in the row of the years or above it."""
    found: dict[str, int] = {}
    for line in lines[max(at - 1, 0) : at + 1]:
        for index, cell in enumerate(line.cells):
            name = _label(heading(cell))
            if name:
                found.setdefault(name, index)
    return found


def _figures(reading: Reading, sheet: Sheet, at: int, labels: Mapping[str, int]) -> Iterator[_Column]:
    """The columns of figures; the title above the first year of a block is that of the block."""
    header, above = sheet.lines[at], sheet.lines[at - 1] if at else Line(0, ())
    titles = [" ".join(line.cells) for line in sheet.lines[:at]]
    sheet_title = next((title for title in titles if "table" in title.casefold()), "")
    block = ""
    for index, cell in enumerate(header.cells):
        title = above.cells[index].strip() if index < len(above.cells) else ""
        block = title or block
        year = year_of(cell)
        said = (block or sheet_title).casefold()
        kind = _kind(said, sheet_title.casefold())
        if year is not None and kind is not None:
            yield _Column(index=index, year=year[0], kind=kind, sex=_sex(said))
        elif cell and index not in labels.values() and heading(cell) != "index":  # which numbers the rows
            named = cell if year is None else block or cell
            reading.omissions.add(header.place(index), named, "columns that become no record")


@attrs.frozen
class _Table:
    reading: Reading
    columns: Mapping[str, int]
    figures: Sequence[_Column]

    def row(self, line: Line) -> Iterator[Record]:
        """The observations of a row."""
        row = Row(line, self.columns)
        name = row["area"].rstrip("*").strip()
        if not row["code"] or not name:
            text = " ".join(cell for cell in row.line.cells if cell)
            self.reading.omissions.add(row.place(), text[:80], "a row without an area and its code")
            return
        for column in self.figures:
            text = row.line.cells[column.index].strip() if column.index < len(row.line.cells) else ""
            place = row.line.place(column.index)
            reason = (_MISSING | _NONE).get(text, "" if text else "empty")
            if reason:
                self.reading.omissions.add(place, text, reason)
            else:
                yield from self.observation(row, column, name, place)

    def observation(self, row: Row, column: _Column, name: str, place: str) -> Iterator[Record]:
        """The observation of a cell."""
        cell = Row(row.line, {**row.columns, "figure": column.index})
        names, faults = self.reading.names, self.reading.faults
        number = faults.number(cell, "figure", grouped=True)
        if number is None:
            return
        at = Citation(names.source.id, place, cell["figure"])
        kind = column.kind
        notes = (("notes", row["notes"]), ("type of data", row["type"]))
        made = faults.made(
            cell,
            "figure",
            lambda: Observation(
                id=f"{names.source.id}.{slug(place)}",
                indicator=kind.indicator,
                measure=kind.measure,
                area=self.area(name, row["code"], at),
                counterpart=self.area(row["origin"].rstrip("*").strip(), row["origincode"], at),
                base=kind.base,
                scope=column.sex,
                as_of=PartialDate(column.year, _MID_YEAR),
                status=Status.ESTIMATE,
                note="; ".join(f"{what}: {text}" for what, text in notes if text),
                figure=figure_of(number, kind.unit, power=kind.power),
                citation=at,
            ),
        )
        if made is not None:
            yield made

    def area(self, name: str, code: str, at: Citation) -> str:
        """The id of a country by its code, of a region by its name; empty for no name."""
        if not name:
            return ""
        digits = re.sub(r"\.0$", "", code)
        return self.reading.names.place(name, at, code=digits.zfill(3) if digits.isdecimal() else "")


def _label(name: str) -> str:
    """What a column tells, by its heading."""
    if name.startswith(("region", "country", "majorarea")) and ("area" in name or "country" in name):
        return "origin" if name.endswith("oforigin") else "area"
    if name.startswith("locationcode") or name == "countrycode":
        return "origincode" if name.endswith("oforigin") else "code"
    if name.startswith("notes"):
        return "notes"
    return "type" if name.startswith("typeofdata") else ""


def _kind(*titles: str) -> _Kind | None:
    """What the first of the titles that says it says is counted; None also for what becomes no record."""
    found = (kind for title in titles for words, kind in _KINDS if all(word in title for word in words))
    return next(found, None)


def _sex(title: str) -> str:
    found = re.search(r"\b(both sexes|female|male)s?\b(?! migrants as)", title)
    return found[1] if found else ""
