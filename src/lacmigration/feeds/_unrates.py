"""Which operational rates of exchange has the United Nations set?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from lacmigration.errors import FeedError
from lacmigration.feeds._faults import Faults, Row, columns_of, rows_of
from lacmigration.feeds._feed import Omissions
from lacmigration.feeds._files import File, Line, csv_lines, name_of
from lacmigration.feeds._headings import is_currency
from lacmigration.feeds._rates import Entry, Pair, Rates
from lacmigration.provenance import Source

__all__ = ["un_rates"]

SOURCE: Final = Source(
    id="un-operational-rates",
    title="United Nations operational rates of exchange",
    producer="United Nations Treasury",
    url="https://treasury.un.org/operationalrates/",
)
COLUMNS: Final = {
    "country": ("country", "countryname", "countryarea"),
    "code": ("abbrev", "abbreviation", "currencycode", "currencyabbreviation", "code", "isocode", "currency"),
    "date": ("effectivedate", "date", "effective", "validfrom"),
    "rate": ("rate", "operationalrate", "exchangerate", "unoperationalrate", "rateofexchange", "1usd"),
}
_LOOKED_AT: Final = 10


def un_rates(source: File, *, about: Source = SOURCE, encoding: str = "utf-8") -> Rates:
    r"""The operational rates of exchange of the United Nations (CSV): USD 1 in each currency, from a date on.

    A rate holds until the next one: ask the table with `missing="previous"`. A currency of several countries
    stands once, where they agree; the dollar's own rate and codes of no currency are omitted.

    Errors: FeedError for what is no such table; InputErrors for rows with wrong values, all together.

    >>> import io
    >>> rows = "Country,Currency,Effective Date,Rate\nMexico,MXN,01 Aug 2024,18.46\nPeru,PEN,01 Aug 2024,3.73"
    >>> rates = un_rates(io.BytesIO(rows.encode()))
    >>> str(rates.at("USD", "PEN", "2024-08-15", missing="previous").value)
    '3.73 PEN/USD'
    """
    file = name_of(source)
    lines = csv_lines(source, encoding=encoding)
    header, columns = _header(lines, file)
    faults, omissions = Faults(file), Omissions.all()
    reader = _Reader(faults, omissions)
    for row in rows_of(lines, columns, len(header.cells), faults):
        reader.read(row)
    faults.refuse()
    return Rates(
        about, {pair: tuple(found.values()) for pair, found in reader.series.items()}, tuple(omissions)
    )


def has_rates(line: Line) -> bool:
    """Whether a line names a currency, a date and a rate."""
    try:
        return {"code", "date", "rate"} <= set(columns_of(line, COLUMNS, file=""))
    except FeedError:
        return False


def _header(lines: Iterator[Line], file: str) -> tuple[Line, dict[str, int]]:
    for number, line in enumerate(lines):
        columns = columns_of(line, COLUMNS, file=file)
        if {"code", "date", "rate"} <= set(columns):
            return line, columns
        if number == _LOOKED_AT:
            break
    wanted = "a code of a currency, an effective date and a rate"
    raise FeedError(f"is no table of operational rates: no row is a header with {wanted}", name=file)


@attrs.define
class _Reader:
    faults: Faults
    omissions: Omissions
    series: dict[Pair, dict[object, Entry]] = attrs.field(factory=dict)

    def read(self, row: Row) -> None:
        """Keep the rate of a row."""
        code = row["code"].upper()
        number, day = self.faults.number(row, "rate", grouped=True), self.faults.day(row, "date")
        for column in ("code", "rate", "date"):
            if not row[column]:
                self.faults.add(row, column, "is empty")
        if number is None or day is None or not code:
            return
        if number <= 0:
            self.faults.add(row, "rate", "is no rate; it must be above 0")
        elif code == "USD":
            self.omissions.add(row.place(), row["rate"], "the dollar in dollars")
        elif not is_currency(code):
            self.omissions.add(row.place("code"), row["code"], "is no currency of ISO 4217")
        else:
            self.keep(row, ("USD", code), (day.first, f"{number:f}", row.place("rate")))

    def keep(self, row: Row, pair: Pair, entry: Entry) -> None:
        """Keep a rate once; another one of the same day is wrong."""
        known = self.series.setdefault(pair, {}).setdefault(entry[0], entry)
        if known[1] != entry[1]:
            self.faults.add(row, "rate", f"is another rate than that of {known[2]}, for the same day")
