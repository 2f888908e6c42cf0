"""Which reference rates has the European Central Bank published?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final

from lacmigration.errors import FeedError, InputErrors, Problem
from lacmigration.feeds._faults import Faults, Row, rows_of
from lacmigration.feeds._feed import Omissions, needs_feeds
from lacmigration.feeds._files import File, Line, content, csv_lines, held, name_of, start_of
from lacmigration.feeds._headings import is_currency
from lacmigration.feeds._rates import Entry, Pair, Rates
from lacmigration.feeds._values import day_of, number_of
from lacmigration.provenance import Source
from lacmigration.sayings import message

__all__ = ["ecb_rates"]

SOURCE: Final = Source(
    id="ecb-reference-rates",
    title="Euro foreign exchange reference rates",
    producer="European Central Bank",
    url="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/",
)
_NONE: Final = frozenset({"N/A", ""})
Series = dict[Pair, list[Entry]]


def ecb_rates(source: File, *, about: Source = SOURCE) -> Rates:
    r"""The reference rates of the European Central Bank: EUR 1 in each currency, day by day (CSV or XML).

    The CSV has a column for each currency, the XML a `Cube` for each day. "N/A" is a day without a rate, an
    omission of the first and last such day of each currency. Columns of no currency are omitted too.

    Errors: FeedError for what is neither; InputErrors for cells with wrong values, all together;
    MissingExtraError for XML without the extra "feeds".

    >>> import io
    >>> rows = "Date,USD,MXN,\n2024-08-30,1.1087,21.8,\n2024-08-29,1.1088,N/A,\n"
    >>> rates = ecb_rates(io.BytesIO(rows.encode()))
    >>> str(rates.at("EUR", "USD", "2024-08-29").value.number), [str(one) for one in rates.omissions]
    ('1.1088', ['column MXN, 2024-08-29: has no rate (got "N/A")'])
    """
    source = held(source)
    if start_of(source).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _of_xml(source, about)
    return _of_csv(source, about)


def is_header(line: Line) -> bool:
    """Whether a line has a date and then the codes of currencies."""
    cells = [cell.strip() for cell in line.cells]
    codes = [cell for cell in cells[1:] if cell]
    return (
        bool(codes)
        and cells[0].casefold() == "date"
        and all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    )


def _of_csv(source: File, about: Source) -> Rates:
    file = name_of(source)
    lines = csv_lines(source)
    header = next(lines, Line(1, ()))
    if not header.cells or not is_header(header):
        wanted = '"Date" and then codes of currencies'
        raise FeedError(f"is no table of reference rates: its first row must be {wanted}", name=file)
    faults, omissions = Faults(file), Omissions()
    columns = {cell.strip(): at for at, cell in enumerate(header.cells) if cell.strip()}
    if len(columns) < len([cell for cell in header.cells if cell.strip()]):
        raise FeedError("two columns are of one currency; name each once", name=file)
    codes = [code for code in columns if code != "Date" and _known(code, header, columns, omissions)]
    series: Series = {("EUR", code): [] for code in codes}
    none: dict[str, list[dt.date]] = {}
    for row in rows_of(lines, columns, len(header.cells), faults):
        day = faults.day(row, "Date")
        if day is None:
            if not row["Date"]:
                faults.add(row, "Date", "is empty")
            continue
        for code in codes:
            if row[code] in _NONE:
                none.setdefault(code, []).append(day.first)
            elif _is_rate(row, code, faults):
                series["EUR", code].append((day.first, row[code], row.place(code)))
    faults.refuse()
    for code, days in none.items():
        when = f"{min(days)}" if len(days) == 1 else f"{len(days)} days from {min(days)} to {max(days)}"
        omissions.add(f"column {code}, {when}", "N/A", "has no rate")
    return _checked(series, about, omissions, file)


def _is_rate(row: Row, code: str, faults: Faults) -> bool:
    number = faults.number(row, code)
    if number is not None and number <= 0:
        faults.add(row, code, "is no rate; it must be above 0")
    return number is not None


def _known(code: str, header: Line, columns: dict[str, int], omissions: Omissions) -> bool:
    known = is_currency(code)
    if not known:
        omissions.add(header.place(columns[code]), code, "is no currency of ISO 4217")
    return known


def _checked(series: Series, about: Source, omissions: Omissions, file: str) -> Rates:
    """The table, where no day of a currency stands twice."""
    problems = []
    for (_, quote), entries in series.items():
        seen: dict[dt.date, str] = {}
        for day, value, place in entries:
            if day in seen:
                message = f"{day} has a rate already, in {seen[day]}"
                problems.append(Problem(file, 0, 0, f"{place}", f"{quote} {value}", message))
            seen.setdefault(day, place)
    if problems:
        raise InputErrors(problems)
    return Rates(about, {pair: tuple(entries) for pair, entries in series.items()}, tuple(omissions))


def _of_xml(source: File, about: Source) -> Rates:
    file = name_of(source)
    needs = message("reading {format} needs {library}", format="XML", library="lxml")
    etree = needs_feeds(needs, lambda: __import__("lxml.etree").etree)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content(source), parser)
    except etree.XMLSyntaxError as cause:
        place = f"line {cause.lineno}"
        raise FeedError(f"the XML is broken or breaks off ({cause.msg})", name=file, place=place) from cause
    if root.getroottree().docinfo.doctype:
        raise FeedError("declares a document type, which files of rates never do; refused", name=file)
    days = [cube for cube in root.iter("{*}Cube") if cube.get("time") is not None]
    if not days:
        raise FeedError('is no XML of reference rates: no element is a "Cube" with a "time"', name=file)
    problems: list[Problem] = []
    omissions, series = Omissions(), Series()
    for cube in days:
        for pair, entry in _of_cube(cube, file, problems, omissions):
            series.setdefault(pair, []).append(entry)
    if problems:
        raise InputErrors(problems)
    return _checked(series, about, omissions, file)


def _of_cube(
    cube: Any, file: str, problems: list[Problem], omissions: Omissions
) -> Iterator[tuple[Pair, Entry]]:
    """The rates of a day."""
    try:
        day = day_of(cube.get("time")).first
    except ValueError as error:
        problems.append(Problem(file, cube.sourceline, 0, "time", cube.get("time"), str(error)))
        return
    for rate in cube.iter("{*}Cube"):
        code, text = rate.get("currency"), rate.get("rate")
        if rate is cube:
            continue
        line = Row(Line(rate.sourceline, (code or "",)), {"currency": 0})
        try:
            if number_of(text or "") <= 0:
                raise ValueError("is no rate; it must be above 0")  # noqa: TRY301  (said like the others)
        except ValueError as error:
            problems.append(Problem(file, rate.sourceline, 0, "rate", text or "", str(error)))
            continue
        if _known(code or "", line.line, {code or "": 0}, omissions):
            yield ("EUR", str(code)), (day, str(text), f"line {rate.sourceline}, {code} of {day}")
