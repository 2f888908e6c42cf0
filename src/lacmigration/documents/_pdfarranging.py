"""In which order are a page's rows read, as lines of prose, as columns of it and as tables?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from lacmigration.documents._pdfblocks import in_reading_order, is_running
from lacmigration.documents._pdfcolumns import parted, reach
from lacmigration.documents._pdfgrids import grid_of
from lacmigration.documents._pdfgutters import Region, regions_of
from lacmigration.documents._pdflines import Piece, Row
from lacmigration.documents._pdfspreads import Spread
from lacmigration.documents._pdftables import Column, Slot

__all__ = ["Aligned", "arranged"]

# A page's columns hold tables and these have columns; deeper than this nothing is set.
MAX_DEPTH: Final = 4
# Lines so long on the average are prose, whatever they begin with.
LONG_LINE: Final = 30


@attrs.frozen(kw_only=True)
class Aligned:
    """A table that is only set in columns: its cells, its columns, and how many lines it has."""

    slots: tuple[Slot, ...]
    columns: tuple[Column, ...]
    lines: int


def arranged(
    rows: Sequence[Row], before: Spread | None = None, *, depth: int = MAX_DEPTH
) -> Iterator[list[Row] | Aligned]:
    """Runs of lines that are read from the top down, and the tables between them.

    Where texts stand beside each other and are no table for certain, each column is a run of its own: no
    sentence is made of pieces that only stand at one height. `before` is the table that the page before ended
    with.
    """
    at = 0
    known = before.last.columns if before is not None else ()
    for region in regions_of(rows, known) if depth else ():
        yield from in_reading_order(rows[at : region.low])
        if before is not None and region.low == 0 and len(known) == len(region.columns):
            slots = grid_of(rows, region, continued=True, top=before.top)
        else:
            slots = grid_of(rows, region)
        if slots:
            yield Aligned(slots=slots, columns=region.columns, lines=region.high - region.low)
        else:
            for column in _columns(rows, region):
                for run in arranged(column, depth=depth - 1):
                    yield from [run] if isinstance(run, Aligned) else _entries(run)
        at = region.high
    yield from in_reading_order(rows[at:])


def _columns(rows: Sequence[Row], region: Region) -> list[list[Row]]:
    """The rows of a region column by column; what stands over several belongs to the first of them."""
    gaps = [(left[1], right[0]) for left, right in pairwise(region.sides)]
    columns: list[list[Row]] = [[] for _ in region.sides]
    for row in rows[region.low : region.high]:
        pieces: dict[int, list[Piece]] = {}
        for piece in parted(row, gaps):
            pieces.setdefault(reach(piece.x0, piece.x1, region.sides)[0], []).append(piece)
        for at, each in pieces.items():
            columns[at].append(Row(tuple(each)))
    return [column for column in columns if column]


def _entries(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The lines of a column: prose as one run, else each entry, which small letters go on with."""
    texts = [row.text for row in rows]
    prose = sum(map(len, texts)) >= LONG_LINE * len(texts) or is_running(texts)
    entries: list[list[Row]] = []
    for row in rows:
        if not entries or not (prose or row.text[:1].islower()):
            entries.append([])
        entries[-1].append(row)
    yield from entries
