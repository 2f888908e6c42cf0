"""Which lines at the edges of pages are running heads and feet, and not the document's text?"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import Final

import attrs

from lacmigration.documents._pdflines import Row

__all__ = ["Edges", "running_heads", "without_heads"]

# Running heads stand in this share of the page at its top or bottom, on so many pages.
MARGIN: Final = 0.12
EDGE_ROWS: Final = 3
TABLE_ROWS: Final = 3
REPEATED: Final = 3
FEW_PAGES: Final = 4

_DIGITS: Final = re.compile(r"\d+")


@attrs.frozen
class Edges:
    """A page of which the edges are looked at: its number, its height and its rows."""

    number: int
    height: float
    rows: tuple[Row, ...]


def without_heads(page: Edges, heads: Container[str]) -> tuple[Row, ...]:
    """The rows of a page without its running heads and feet."""
    return tuple(row for row in page.rows if _edge_key(row, page) not in heads)


def _edge_key(row: Row, page: Edges) -> str:
    """A line at a page's edge with its numbers blotted out; empty for any other line."""
    if MARGIN * page.height < row.top and row.bottom < (1 - MARGIN) * page.height:
        return ""
    edges = (page.rows[: EDGE_ROWS + TABLE_ROWS], page.rows[: -EDGE_ROWS - TABLE_ROWS - 1 : -1])
    within = [edge for edge in edges if row in edge[:EDGE_ROWS]]
    if not within or any(_is_of_table(edge[edge.index(row) :]) for edge in within):
        return ""
    return "bare number" if row.text.strip(" -–|").isdecimal() else _DIGITS.sub("#", row.text)


def _is_of_table(rows: Sequence[Row]) -> bool:
    """Whether a line at a page's edge is the first of more lines in columns than a running head has."""
    rows = rows[: TABLE_ROWS + 1]
    near = all(
        max(one.top, two.top) - min(one.bottom, two.bottom) < max(one.size, two.size)
        for one, two in pairwise(rows)
    )
    return len(rows) > TABLE_ROWS and near and sum(len(row.pieces) > 1 for row in rows) > 1


def running_heads(pages: Sequence[Edges]) -> dict[str, list[int]]:
    """By their text, the lines that come back at the edges of pages, with the pages."""
    seen: dict[str, list[int]] = {}
    for page in pages:
        for key in {_edge_key(row, page) for row in page.rows} - {""}:
            seen.setdefault(key, []).append(page.number)
    needed = REPEATED if len(pages) > FEW_PAGES else 2
    return {key: numbers for key, numbers in sorted(seen.items()) if len(numbers) >= needed}
