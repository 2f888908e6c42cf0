"""Which stretch of a document does a figure take: its line for people, its columns for programs?"""

from __future__ import annotations

import re
from bisect import bisect_left

import attrs

from lacmigration.claims import Spot
from lacmigration.documents import Document, Place

__all__ = ["Columns", "Line", "line_of", "span_of", "spans_on"]

_REACH = 2000
"""How far a line is shown on either side of a figure: a document may be one line of megabytes."""
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")


@attrs.frozen(kw_only=True)
class Line:
    """A line of the source, or a block's text where the format has no lines; near a figure where it is long.

    `start` counts in the source or in the block's text; `number` is the line's, or 0.
    """

    text: str
    start: int
    number: int


def _limits(document: Document, spot: Spot) -> tuple[int, int]:
    """Where a figure starts and ends: in the source, or in its block's text."""
    mention = spot.mention
    if document.source is None:
        return mention.start, mention.end
    start = spot.block.source_of(mention.start)
    last = spot.block.source_of(max(mention.end - 1, mention.start))
    if start is None or last is None:
        return mention.start, mention.end
    return start, max(last + 1, start + 1)


def _in_source(document: Document, spot: Spot) -> bool:
    return document.source is not None and spot.block.source_of(spot.mention.start) is not None


def line_of(document: Document, spot: Spot) -> Line:
    """The line on which a figure starts."""
    start, _ = _limits(document, spot)
    sourced = _in_source(document, spot)
    text = (document.source or "") if sourced else spot.block.text
    first = text.rfind("\n", max(start - _REACH, 0), start) + 1 or max(start - _REACH, 0)
    last = text.find("\n", start, start + _REACH)
    last = min(start + _REACH, len(text)) if last < 0 else last
    number = document.place_of(spot.block, spot.mention.start).line if sourced else 0
    return Line(text=text[first:last].rstrip("\r"), start=first, number=number)


def spans_on(document: Document, line: Line, spot: Spot, among: Spot) -> tuple[int, int] | None:
    """From where to where a figure stands on a line, which is that of `among`; None where it is elsewhere."""
    if _in_source(document, spot) != _in_source(document, among):
        return None
    if not _in_source(document, spot) and spot.block is not among.block:
        return None
    start, end = span_of(document, line, spot)
    return (start, end) if 0 <= start < end else None


def span_of(document: Document, line: Line, spot: Spot) -> tuple[int, int]:
    """From where to where a figure stands on its own line."""
    start, end = _limits(document, spot)
    return start - line.start, min(end - line.start, len(line.text))


@attrs.frozen
class Columns:
    """Columns of a document in UTF-16 code units, as SARIF and language servers count them."""

    document: Document
    _wide: tuple[int, ...]

    @classmethod
    def of(cls, document: Document) -> Columns:
        """Look once for the characters that take two units."""
        source = document.source or ""
        return cls(document, tuple(found.start() for found in _BEYOND_BMP.finditer(source)))

    def column(self, spot: Spot, at: int, place: Place) -> int:
        """The column, counted from 1, of a character of the figure's block whose place this is."""
        source = spot.block.source_of(at)
        if not self._wide or source is None:
            return place.column
        start = source - place.column + 1
        return place.column + bisect_left(self._wide, source) - bisect_left(self._wide, start)
