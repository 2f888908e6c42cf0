"""What do the contribution tables of the gateway of the Multi-Partner Trust Fund Office say?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

import attrs

from lacmigration.errors import FeedError
from lacmigration.feeds._faults import Faults, Row, columns_of, rows_of, unread
from lacmigration.feeds._feed import Feed, Omissions
from lacmigration.feeds._files import File, Line, csv_lines, name_of
from lacmigration.feeds._headings import Unit, is_currency, unit_of
from lacmigration.feeds._names import Names
from lacmigration.feeds._values import figure_of
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation, Source
from lacmigration.records import Contribution, Flow, Fund, Record

__all__ = ["read_mptf"]

SOURCE: Final = Source(
    id="mptf-gateway",
    title="Gateway of the Multi-Partner Trust Fund Office, contributions",
    producer="Multi-Partner Trust Fund Office",
    url="https://mptf.undp.org",
)
COLUMNS: Final = {
    "contributor": (
        "contributor", "contributors", "contributorpartner", "contributorspartners", "contributorname",
        "donor", "donorname", "partner", "partners",
    ),
    "fund": ("fund", "fundname", "trustfund", "trustfundname"),
    "kind": ("contributortype", "partnertype", "type", "donortype"),
    "year": ("year", "fiscalyear", "depositsyear"),
    "day": ("date", "depositdate", "transactiondate"),
    "commitment": ("commitment", "commitments", "totalcommitment", "totalcommitments", "commitmentamount"),
    "deposit": ("deposit", "deposits", "totaldeposit", "totaldeposits", "depositamount", "contributions"),
    "currency": ("currency", "currencycode"),
}  # fmt: skip
_KINDS: Final = {
    "government": "government",
    "governments": "government",
    "private sector": "private",
    "foundation": "foundation",
    "un agency": "multilateral",
    "multilateral": "multilateral",
    "international organization": "multilateral",
    "ngo": "ngo",
    "ngos": "ngo",
}
_TOTALS: Final = frozenset({"total", "grand total", "totals", "sub-total", "subtotal"})
_LOOKED_AT: Final = 20
_AMOUNTS: Final[tuple[str, ...]] = ("commitment", "deposit")


def read_mptf(
    source: File, *, about: Source = SOURCE, fund: str = "", as_of: str = "", encoding: str = "utf-8"
) -> Feed:
    r"""A contribution table of the gateway (CSV): commitments and deposits of each contributor.

    A commitment and a deposit of one row are two contributions, of the flows "commitment" and
    "disbursement". Amounts may have commas; they are in the currency of the row's own column, else of the
    column's heading ("Deposits (EUR)", "Deposits (US$ million)"), else in US dollars.
    The receiver is `fund`, the id of one that you have ("mptf" in the bundled records), else the fund that
    the row names, else one that is called after the table. `as_of` dates rows without a date of their own.

    Omitted, each with its row: totals, negative amounts (refunds), rows without an amount; and the columns
    that are not read.

    Errors: FeedError for what is no such table; InputErrors for rows with wrong values, all together.

    >>> import io
    >>> table = "Contributor,Commitments (US$),Deposits (US$)\nMexico,550000,250000\nTotal,550000,250000\n"
    >>> feed = read_mptf(io.BytesIO(table.encode()), fund="mptf", as_of="2024-08")
    >>> [(one.provider, one.flow.value, str(one.figure.money)) for one in feed.records]
    [('mx', 'commitment', 'USD 550,000'), ('mx', 'disbursement', 'USD 250,000')]
    >>> [str(one) for one in feed.omissions]
    ['row 3: a total of the rows, which is no contribution (got "Total")']
    """
    file = name_of(source)
    lines = csv_lines(source, encoding=encoding)
    omissions = Omissions.all()
    header, columns = _header(lines, omissions, file)
    faults = Faults(file)
    names = Names(about)
    unread(header, columns, omissions)
    units: dict[str, Unit] = {
        name: unit_of(header.cells[columns[name]], file=file) for name in _AMOUNTS if name in columns
    }
    day = PartialDate.parse(as_of) if as_of else None
    reader = _Reader(faults, names, omissions, fund=fund, as_of=day, units=units)
    found = [one for row in rows_of(lines, columns, len(header.cells), faults) for one in reader.read(row)]
    faults.refuse()
    return Feed(about, (*names, *found), tuple(omissions), "mptf")


def _header(lines: Iterator[Line], omissions: Omissions, file: str) -> tuple[Line, dict[str, int]]:
    before: list[Line] = []
    for line in lines:
        columns = columns_of(line, COLUMNS, file=file)
        if "contributor" in columns and ("commitment" in columns or "deposit" in columns):
            for title in before:
                omissions.add(title.place(), " ".join(title.cells).strip(), "stands above the table")
            return line, columns
        before.append(line)
        if len(before) == _LOOKED_AT:
            break
    raise FeedError(
        "is no table of contributions: no row is a header with a contributor, and commitments or deposits",
        name=file,
    )


@attrs.define
class _Reader:
    faults: Faults
    names: Names
    omissions: Omissions
    fund: str = attrs.field(kw_only=True)
    as_of: PartialDate | None = attrs.field(kw_only=True)
    units: Mapping[str, Unit] = attrs.field(kw_only=True)

    def read(self, row: Row) -> Iterator[Record]:
        """The contributions of a row."""
        name = row["contributor"]
        if name.casefold().rstrip(":") in _TOTALS:
            self.omissions.add(row.place(), name, "a total of the rows, which is no contribution")
            return
        amounts = {
            Flow.COMMITMENT: self.faults.number(row, "commitment", grouped=True),
            Flow.DISBURSEMENT: self.faults.number(row, "deposit", grouped=True),
        }
        if not name:
            self.faults.add(row, "contributor", "is empty; name who gave")
            return
        if not row["commitment"] and not row["deposit"]:
            self.omissions.add(row.place(), name, "has no amount")
            return
        for flow, amount in amounts.items():
            if amount is not None:
                yield from self.contribution(row, flow, amount)

    def contribution(self, row: Row, flow: Flow, amount: Decimal) -> Iterator[Record]:
        """The contribution of one amount."""
        column = "commitment" if flow is Flow.COMMITMENT else "deposit"
        unit = self.units[column]
        currency = row["currency"].upper() or unit.currency or "USD"
        if not is_currency(currency):
            self.faults.add(row, "currency", "is no currency of ISO 4217; write one such as EUR")
            return
        at = Citation(self.names.source.id, row.place(column), row[column])
        if amount < 0:
            self.omissions.add(row.place(column), row[column], "is negative: money that went back")
            return
        made = self.faults.made(
            row,
            column,
            lambda: Contribution(
                id=f"{self.names.source.id}.row-{row.line.number}.{flow.value}",
                provider=self.provider(row, at),
                receiver=self.receiver(row, at),
                flow=flow,
                period=self.faults.year(row, "year"),
                as_of=self.faults.day(row, "day") or self.as_of,
                figure=figure_of(amount, currency, power=unit.power),
                citation=at,
            ),
        )
        if made is not None:
            yield made

    def provider(self, row: Row, at: Citation) -> str:
        """The id of who gave."""
        name = row["contributor"]
        return self.names.government(name, at) or self.names.body(
            name, at, kind=_KINDS.get(row["kind"].casefold(), "other")
        )

    def receiver(self, row: Row, at: Citation) -> str:
        """The id of the fund."""
        if self.fund:
            return self.fund
        name = row["fund"] or f"Fund of the table {self.faults.file}"
        return self.names.other("fund", name, lambda identity: Fund(id=identity, name=name, citation=at))
