"""Which records do the tables on the sheets of a file hold? What every such reader does around its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from lacmigration.errors import FeedError
from lacmigration.feeds._faults import Faults, fits
from lacmigration.feeds._feed import Feed, Omissions
from lacmigration.feeds._files import File, Line, name_of
from lacmigration.feeds._names import Names
from lacmigration.feeds._repeats import without_repeats
from lacmigration.feeds._workbooks import Sheet, sheets
from lacmigration.provenance import Source
from lacmigration.records import Record

__all__ = ["Reading", "Rows", "feed_of_tables"]

Rows = Callable[[Line], Iterator[Record]]
"""The records of a row, once the head of its table is known."""


@attrs.frozen
class Reading:
    """What reading a file has come to: its wrong cells, the records its rows name, and what is left out."""

    file: str
    faults: Faults
    names: Names
    omissions: Omissions


def feed_of_tables(
    source: File,
    about: Source,
    table: Callable[[Reading, Sheet], tuple[int, Rows] | None],
    *,
    format: str,  # noqa: A002  (as the feed has it)
    kind: str,
    head: str,
) -> Feed:
    """The feed of a workbook or CSV: `table` says at which line of a sheet a table begins and how it is read.

    Hidden sheets, and those without such a table, are omissions; so is what stands twice.

    Errors: FeedError where no sheet has a table, saying that it is no `kind` and which `head` is meant;
    InputErrors for wrong cells, all together; as for `sheets`.
    """
    file = name_of(source)
    reading = Reading(file, Faults(file), Names(about), Omissions())
    found: list[Record] = []
    tables = 0
    for sheet in sheets(source):
        begun = None if sheet.hidden else table(reading, sheet)
        if begun is None:
            reason = "a hidden sheet, which is not read" if sheet.hidden else f"a sheet without {head}"
            reading.omissions.add(sheet.name or "file", "", reason)
            continue
        tables += 1
        at, rows = begun
        found += (record for line in _below(sheet, at, reading.faults) for record in rows(line))
    if not tables:
        raise FeedError(f"is no {kind}: no sheet has {head}", name=file)
    reading.faults.refuse()
    records = tuple(without_repeats(found, reading.omissions))
    return Feed(about, (*reading.names, *records), tuple(reading.omissions), format)


def _below(sheet: Sheet, at: int, faults: Faults) -> Iterator[Line]:
    """The lines below a header; those of a CSV have as many cells as it has, or one, as notes have."""
    width = len(sheet.lines[at].cells)
    for line in sheet.lines[at + 1 :]:
        if sheet.name or len(line.cells) == 1 or fits(line, width, faults):
            yield line
