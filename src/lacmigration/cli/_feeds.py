"""What is in a file that the field exchanges: which records, how much money, what could not be read?"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Final

import attrs
from rich.text import Text

from lacmigration import feeds
from lacmigration.cli._choices import Format
from lacmigration.cli._feedrows import Rows, csv_rows, kind_of, row_of, rows_to
from lacmigration.cli._output import complain, emit_json, exact, say, table, wrapped, write_whole
from lacmigration.cli._waiting import waiting
from lacmigration.figures import Figure
from lacmigration.money import Money
from lacmigration.records import Programme, Record
from lacmigration.sayings import message

__all__ = ["print_feed"]

_SHOWN: Final = 20
"""How many omissions and suspicions a person is shown; programs get all of them."""
_TOLD: Final = 10_000
"""After how many records it is told how far reading has come."""


@attrs.define
class _Tally:
    """What the records of a file come to, of which none is kept."""

    types: Counter[str] = attrs.field(factory=Counter)
    amounts: dict[tuple[str, str, str], tuple[int, Money]] = attrs.field(factory=dict)
    divided: int = 0
    undivided: int = 0
    rows: int = 0

    def add(self, record: Record) -> None:
        """Count a record, and add its amount to those of its type, kind and currency, and to no others."""
        name = type(record).__name__
        self.types[name] += 1
        figure = getattr(record, "figure", None)
        money = figure.money if isinstance(figure, Figure) else None
        if money is not None:
            key = (name, kind_of(record), money.currency)
            count, total = self.amounts.get(key, (0, Money(0, money.currency)))
            self.amounts[key] = (count + 1, total + money)
        if isinstance(record, Programme) and len(record.recipients) > 1:
            self.divided += bool(record.split)
            self.undivided += not record.split

    def totals(self) -> Iterator[tuple[str, str, str, int, Money]]:
        """Type, kind, currency, how many, and how much."""
        for key, (count, total) in sorted(self.amounts.items()):
            yield (*key, count, total)


@attrs.frozen
class _Read:
    """A feed without its records, what they came to, and what looks twice in it."""

    feed: feeds.Feed
    tally: _Tally
    doubles: tuple[feeds.Suspicion, ...] = ()


def print_feed(file: Path, *, reader: str, form: Format, output: Path | None = None) -> None:
    """Read a file and say what is in it; for CSV, or into `output`, the amounts themselves, a row each."""
    if form is Format.CSV:
        if output is not None:
            complain(message("{option} needs no {other}", option="--output", other="--format csv"))
        _print_csv(file, reader)
        return
    if output is not None and output.exists() and output.samefile(file):
        complain(message("{file}: is the file that is read; name another", file=str(output)))
    with rows_to(output) if output is not None else nullcontext() as rows:
        found = _read(file, reader, rows)
    if form is Format.JSON:
        emit_json(_json(file, found, output))
    else:
        say(*_lines(file, found, output))


def _print_csv(file: Path, reader: str) -> None:
    """The rows on standard output, none of them before all were read."""
    with tempfile.TemporaryFile() as whole:
        with csv_rows(whole) as rows:
            _read(file, reader, rows, doubles=False)
        whole.seek(0)
        write_whole(whole)


def _read(file: Path, reader: str, rows: Rows | None, *, doubles: bool = True) -> _Read:
    tally = _Tally()
    with waiting(f"reading {file}") as tell:
        stream = feeds.stream_feed(file, format=reader)
        for number, record in enumerate(stream, start=1):
            tally.add(record)
            row = None if rows is None else row_of(record)
            if rows is not None and row is not None:
                rows.add(row)
                tally.rows += 1
            if not number % _TOLD:
                megabytes = f", {stream.position / 1e6:,.0f} MB" if stream.position else ""
                tell(f"reading {file}: {number:,} records{megabytes}")
        alike = rows is None and doubles and stream.format == "iati"
        found = feeds.duplicates(feeds.iati_activities(file)) if alike else ()
    return _Read(stream.feed, tally, found)


def _json(file: Path, found: _Read, output: Path | None) -> dict[str, Any]:
    feed, tally = found.feed, found.tally
    return {
        "file": str(file),
        "format": feed.format,
        "source": {"id": feed.source.id, "title": feed.source.title, "producer": feed.source.producer},
        **({"output": str(output), "rows": tally.rows} if output is not None else {}),
        "records": dict(sorted(tally.types.items())),
        "totals": [
            {"type": kind, "kind": of, "currency": currency, "count": count, "total": exact(total.amount)}
            for kind, of, currency, count, total in tally.totals()
        ],
        "splits": {"divided": tally.divided, "unallocated": tally.undivided},
        "duplicates": [
            {
                "rule": one.rule,
                "amounts": one.amounts,
                "days": one.days,
                "first": one.first.place,
                "second": one.second.place,
                "currency": one.first.currency,
                "value": one.first.value.strip(),
            }
            for one in found.doubles
        ],
        "omissions": [
            {"place": one.place, "value": one.value, "reason": one.reason} for one in feed.omissions
        ],
    }


def _lines(file: Path, found: _Read, output: Path | None) -> Iterator[Text]:
    feed, tally = found.feed, found.tally
    yield Text(f"{file}: {feed.format}, {feed.source.producer}")
    yield Text("")
    yield from table(("records", "count"), sorted(tally.types.items()), right=(1,))
    totals = [(kind, of, count, str(total)) for kind, of, _, count, total in tally.totals()]
    if totals:
        yield Text("")
        yield from table(("amounts", "kind", "count", "total"), totals, right=(2, 3))
    if tally.divided or tally.undivided:
        yield Text("")
        divided = f"{tally.divided} divided between them, {tally.undivided} unallocated"
        yield from map(Text, wrapped(f"Programmes of several recipients: {divided}."))
    yield from _list("May be counted twice", [str(one) for one in found.doubles])
    yield from _list("Left out or changed", [str(one) for one in feed.omissions])
    if output is not None:
        yield Text("")
        yield from map(Text, wrapped(f"Wrote {tally.rows:,} amounts to {output}."))


def _list(head: str, those: list[str]) -> Iterator[Text]:
    if not those:
        return
    yield Text("")
    yield Text(f"{head} ({len(those)}):", "bold")
    for one in those[:_SHOWN]:
        yield from map(Text, wrapped(one, indent="    ", first="  - "))
    if len(those) > _SHOWN:
        yield Text(f"  ... and {len(those) - _SHOWN} more; --format json lists all")
