"""What does a price index say, year by year, in the tables of the World Bank or the Monetary Fund?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from lacmigration.conversion import Deflator
from lacmigration.errors import FeedError
from lacmigration.feeds._faults import Faults, Row, columns_of, heading, rows_of
from lacmigration.feeds._files import File, Line, csv_lines, name_of
from lacmigration.feeds._workbooks import year_of
from lacmigration.provenance import Citation, Source

__all__ = ["deflator"]

SOURCE: Final = Source(id="price-index", title="Price index by year", producer="not stated in the file")
COLUMNS: Final = {
    "country": ("countryname", "country", "economy", "refarealabel"),
    "code": ("countrycode", "iso", "iso3", "weocountrycode", "refarea", "geo"),
    "series": ("indicatorname", "subjectdescriptor", "indicator", "series", "subject"),
    "year": ("year", "time", "timeperiod", "date"),
    "index": ("index", "deflator", "value", "obsvalue", "gdpdeflator", "priceindex"),
}
_LOOKED_AT: Final = 20
_MISSING: Final = frozenset({"", "..", "n/a", "--", "na"})


def deflator(
    source: File,
    *,
    currency: str,
    base: int,
    about: Source = SOURCE,
    country: str = "",
    series: str = "",
    encoding: str = "utf-8",
) -> Deflator:
    r"""A price index as a Deflator of `currency` to the prices of the year `base` (CSV).

    The table has a row a year ("year,index") or a column a year (as the World Bank and the Monetary Fund
    publish). `country` picks its rows by name or code, and `series` by the indicator's name, where there are
    several. Years without a value are not in the index, and asking for them is refused.

    Errors: FeedError for what is no such table, or for several countries or series where one is to be named;
    InputErrors for cells with wrong values, all together; RecordError where the base year has no value.

    >>> import io
    >>> rows = "Country Name,Country Code,2020,2021,2022\nUnited States,USA,100,104.6,\nPeru,PER,100,103,108"
    >>> index = deflator(io.BytesIO(rows.encode()), currency="USD", base=2020, country="USA")
    >>> [(year, str(value)) for year, value in index.index]
    [(2020, '100'), (2021, '104.6')]
    """
    file = name_of(source)
    lines = csv_lines(source, encoding=encoding)
    header, columns, years = _header(lines, file)
    faults = Faults(file)
    below = (line for line in lines if len(line.cells) > 1)  # notes below the table have one cell
    rows = list(rows_of(below, columns, len(header.cells), faults))
    faults.refuse()
    chosen = _chosen(
        _chosen(rows, ("country", "code"), country, "country", file), ("series",), series, "series", file
    )
    found = _wide(chosen, years, faults) if years else _long(chosen, faults)
    faults.refuse()
    if not found:
        raise FeedError("has no value of the index for any year", name=file)
    places = f"row {chosen[0].line.number}" if years else f"rows {header.number + 1} and below"
    index = {year: text for year, (text, _) in found.items()}
    return Deflator(currency=currency, base=base, index=index, citation=Citation(about.id, places))


def _header(lines: Iterator[Line], file: str) -> tuple[Line, Mapping[str, int], Mapping[int, int]]:
    """The header, its named columns, and the years that are columns."""
    for line in islice(lines, _LOOKED_AT):
        columns = columns_of(line, COLUMNS, file=file)
        years = {at: found[0] for at, cell in enumerate(line.cells) if (found := year_of(heading(cell)))}
        if {"year", "index"} <= set(columns):
            return line, columns, {}
        if len(years) > 1:
            return line, columns, years
    wanted = '"year" and "index", or with years as columns'
    raise FeedError(f"is no table of a price index: no row is a header with {wanted}", name=file)


def _chosen(rows: list[Row], columns: tuple[str, ...], wanted: str, what: str, file: str) -> list[Row]:
    """The rows of what was asked for; all rows where there is only one."""
    found = [
        row for row in rows if not wanted or wanted.casefold() in {row[name].casefold() for name in columns}
    ]
    there = sorted({row[columns[0]] for row in found})
    if not found:
        raise FeedError(f"has no {what} {wanted!r}", name=file)
    if len(there) > 1:
        few = ", ".join(there[:5]) + (", ..." if len(there) > 5 else "")
        raise FeedError(f'has the index of several ({few}); say which with {what}="{there[0]}"', name=file)
    return found


def _wide(rows: list[Row], years: Mapping[int, int], faults: Faults) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for row in rows:
        for at, year in years.items():
            cell = Row(row.line, {**row.columns, "index": at})
            _keep(found, year, cell, faults)
    return found


def _long(rows: list[Row], faults: Faults) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for row in rows:
        year = year_of(row["year"])
        if year is None:
            faults.add(row, "year", "is no year; write it as 2024")
        else:
            _keep(found, year[0], row, faults)
    return found


def _keep(found: dict[int, tuple[str, str]], year: int, row: Row, faults: Faults) -> None:
    """Keep the value of a year, once."""
    if row["index"].casefold() in _MISSING:
        return
    number = faults.number(row, "index")
    if number is None:
        return
    if number <= 0:
        faults.add(row, "index", "is no index; it must be above 0")
    elif year in found:
        faults.add(row, "index", f"is a second value for {year}; the first is in {found[year][1]}")
    else:
        found[year] = (f"{number:f}", row.place())
