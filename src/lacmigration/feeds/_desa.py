"""What does the workbook of the United Nations on the stock of migrants say?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from lacmigration.errors import FeedError
from lacmigration.feeds._faults import Faults, Row, heading
from lacmigration.feeds._feed import Feed, Omissions
from lacmigration.feeds._files import File, Line, name_of
from lacmigration.feeds._names import Names
from lacmigration.feeds._values import figure_of, slug
from lacmigration.feeds._workbooks import Sheet, header_of, sheets, year_of
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
    file = name_of(source)
    faults, names, omissions = Faults(file), Names(about), Omissions()
    reader = _Reader(faults, names, omissions)
    found = [one for sheet in sheets(source) for one in reader.sheet(sheet)]
    if not reader.tables:
        wanted = "areas, location codes and years"
        raise FeedError(f"is no workbook of migrant stocks: no sheet has a header of {wanted}", name=file)
    faults.refuse()
    return Feed(about, (*names, *found), tuple(omissions), "migrant_stock")


def is_header(line: Line) -> bool:
    """Whether a line has two years or more."""
    return sum(year_of(cell) is not None for cell in line.cells) > 1


@attrs.define
class _Reader:
    faults: Faults
    names: Names
    omissions: Omissions
    tables: int = 0

    def sheet(self, sheet: Sheet) -> Iterator[Record]:
        """The observations of a sheet, where it has such a table."""
        at = header_of(sheet, is_header)
        columns = self.labels(sheet.lines, at) if at is not None else {}
        if at is None or "area" not in columns or "code" not in columns:
            self.omissions.add(sheet.name, "", "a sheet without a table of areas, location codes and years")
            return
        self.tables += 1
        figures = list(self.figures(sheet, at))
        for line in sheet.lines[at + 1 :]:
            yield from self.row(Row(line, columns), figures)

    def labels(self, lines: Sequence[Line], at: int) -> Mapping[str, int]:
        """Which columns tell the areas and codes; a name stands in the row of the years or above it."""
        found: dict[str, int] = {}
        for line in lines[max(at - 1, 0) : at + 1]:
            for index, cell in enumerate(line.cells):
                name = _label(heading(cell))
                if name:
                    found.setdefault(name, index)
        return found

    def figures(self, sheet: Sheet, at: int) -> Iterator[_Column]:
        """The columns of figures; the title above the first year of a block is that of the block."""
        header, above = sheet.lines[at], sheet.lines[at - 1] if at else Line(0, ())
        titles = [" ".join(line.cells) for line in sheet.lines[:at]]
        sheet_title = next((title for title in titles if "table" in title.casefold()), "")
        block = ""
        for index, cell in enumerate(header.cells):
            title = above.cells[index].strip() if index < len(above.cells) else ""
            block = title or block
            year = year_of(cell)
            if year is None:
                continue
            said = (block or sheet_title).casefold()
            kind = _kind(said, sheet_title.casefold())
            if kind is None:
                self.omissions.add(header.place(index), block or cell, "columns that become no record")
            else:
                yield _Column(index=index, year=year[0], kind=kind, sex=_sex(said))

    def row(self, row: Row, figures: Sequence[_Column]) -> Iterator[Record]:
        """The observations of a row."""
        name = row["area"].rstrip("*").strip()
        if not row["code"] or not name:
            text = " ".join(cell for cell in row.line.cells if cell)
            self.omissions.add(row.place(), text[:80], "a row without an area and its code")
            return
        for column in figures:
            text = row.line.cells[column.index].strip() if column.index < len(row.line.cells) else ""
            place = row.line.place(column.index)
            reason = (_MISSING | _NONE).get(text, "" if text else "empty")
            if reason:
                self.omissions.add(place, text, reason)
            else:
                yield from self.observation(row, column, name, place)

    def observation(self, row: Row, column: _Column, name: str, place: str) -> Iterator[Record]:
        """The observation of a cell."""
        cell = Row(row.line, {**row.columns, "figure": column.index})
        number = self.faults.number(cell, "figure", grouped=True)
        if number is None:
            return
        at = Citation(self.names.source.id, place, cell["figure"])
        kind = column.kind
        notes = (("notes", row["notes"]), ("type of data", row["type"]))
        made = self.faults.made(
            cell,
            "figure",
            lambda: Observation(
                id=f"{self.names.source.id}.{slug(place)}",
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
        return self.names.place(name, at, code=digits.zfill(3) if digits.isdecimal() else "")


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
