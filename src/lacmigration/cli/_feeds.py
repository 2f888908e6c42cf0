"""What is in a file that the field exchanges: which records, how much money, what could not be read?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
from rich.text import Text

from lacmigration import feeds
from lacmigration.cli._choices import Format
from lacmigration.cli._output import emit, emit_json, exact, say, table, wrapped
from lacmigration.cli._waiting import waiting
from lacmigration.figures import Figure
from lacmigration.money import Money
from lacmigration.records import Contribution, Observation, Operation, Programme

__all__ = ["print_feed"]

_SHOWN: Final = 20
"""How many omissions and suspicions a person is shown; programs get all of them."""
_ROW: Final = ("type", "id", "provider", "receiver", "kind", "period", "value", "unit", "stated", "locator")


@attrs.frozen
class _Read:
    """A feed, and what looks twice in it."""

    feed: feeds.Feed
    doubles: tuple[feeds.Suspicion, ...]


def print_feed(file: Path, *, reader: str, form: Format) -> None:
    """Read a file and say what is in it; for CSV, the amounts themselves, a row each."""
    with waiting(f"reading {file}"):
        found = _read(file, reader)
    if form is Format.CSV:
        emit(form, _ROW, list(_rows(found.feed)))
    elif form is Format.JSON:
        emit_json(_json(file, found))
    else:
        say(*_lines(file, found))


def _read(file: Path, reader: str) -> _Read:
    feed = feeds.read_feed(file, format=reader)
    if feed.format != "iati":
        return _Read(feed, ())
    return _Read(feed, feeds.duplicates(feeds.iati_activities(file)))


def _kind(record: Any) -> str:
    """What an amount is: its flow, the kind of operation, or nothing more than its type."""
    flow = getattr(record, "flow", "")
    return str(getattr(flow, "value", flow) or getattr(record, "kind", "") or getattr(record, "measure", ""))


def _totals(feed: feeds.Feed) -> list[tuple[str, str, str, int, Money]]:
    """Sums by type, kind and currency; nothing is added over any of the three."""
    groups: dict[tuple[str, str, str], list[Money]] = {}
    for record in feed.records:
        figure = getattr(record, "figure", None)
        money = figure.money if isinstance(figure, Figure) else None
        if money is not None:
            key = (type(record).__name__, _kind(record), money.currency)
            groups.setdefault(key, []).append(money)
    return [(*key, len(those), Money.sum(those)) for key, those in sorted(groups.items())]


def _divided(feed: feeds.Feed) -> tuple[int, int]:
    """How many programmes of several recipients are divided between them, and how many are not."""
    several = [one for one in feed.of(Programme) if len(one.recipients) > 1]
    split = sum(bool(one.split) for one in several)
    return split, len(several) - split


def _rows(feed: feeds.Feed) -> Iterator[Sequence[object]]:
    for record in feed.records:
        figure = getattr(record, "figure", None)
        if figure is None or not isinstance(record, Contribution | Observation | Operation | Programme):
            continue
        yield (
            type(record).__name__,
            record.id,
            getattr(record, "provider", "") or getattr(record, "area", ""),
            getattr(record, "receiver", ""),
            _kind(record),
            record.period or "",
            figure.value,
            figure.unit,
            record.citation.stated,
            record.citation.locator,
        )


def _json(file: Path, found: _Read) -> dict[str, Any]:
    feed = found.feed
    divided, undivided = _divided(feed)
    return {
        "file": str(file),
        "format": feed.format,
        "source": {"id": feed.source.id, "title": feed.source.title, "producer": feed.source.producer},
        "records": feed.counts,
        "totals": [
            {"type": kind, "kind": of, "currency": currency, "count": count, "total": exact(total.amount)}
            for kind, of, currency, count, total in _totals(feed)
        ],
        "splits": {"divided": divided, "unallocated": undivided},
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


def _lines(file: Path, found: _Read) -> Iterator[Text]:
    feed = found.feed
    yield Text(f"{file}: {feed.format}, {feed.source.producer}")
    yield Text("")
    counts = [(name, count) for name, count in feed.counts.items()]
    yield from table(("records", "count"), counts, right=(1,))
    totals = [(kind, of, count, str(total)) for kind, of, _, count, total in _totals(feed)]
    if totals:
        yield Text("")
        yield from table(("amounts", "kind", "count", "total"), totals, right=(2, 3))
    divided, undivided = _divided(feed)
    if divided or undivided:
        yield Text("")
        yield from map(
            Text,
            wrapped(
                f"Programmes of several recipients: {divided} divided between them, {undivided} unallocated."
            ),
        )
    yield from _list("May be counted twice", [str(one) for one in found.doubles])
    yield from _list("Left out or changed", [str(one) for one in feed.omissions])


def _list(head: str, those: list[str]) -> Iterator[Text]:
    if not those:
        return
    yield Text("")
    yield Text(f"{head} ({len(those)}):", "bold")
    for one in those[:_SHOWN]:
        yield from map(Text, wrapped(one, indent="    ", first="  - "))
    if len(those) > _SHOWN:
        yield Text(f"  ... and {len(those) - _SHOWN} more; --format json lists all")
