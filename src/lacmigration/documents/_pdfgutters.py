"""Where on a page do texts stand beside each other?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from lacmigration.documents._evidence import is_caption, is_note
from lacmigration.documents._figures import is_entry, is_figure
from lacmigration.documents._pdfcolumns import (
    COLUMN_GAP,
    FEW_LINES,
    SAME_EDGE,
    apart,
    between,
    columns_of,
    in_line,
    width,
)
from lacmigration.documents._pdflines import Row
from lacmigration.documents._pdftables import Column

__all__ = ["EVEN", "LINE_GAP", "Region", "regions_of"]

# Rows further apart than so many of their heights are of different tables; lines of one cell are nearer.
ROW_GAP: Final = 2.6
LINE_GAP: Final = 0.8
LARGER: Final = 1.1
# Lines whose distances differ by less than this share of a letter's height are equally far apart.
EVEN: Final = 0.1
# No page is as wide as this.
MAX_COLUMNS: Final = 100

_MARKER: Final = re.compile(
    r"[•●▪■◦‣∙·►✓\uf0b7\uf0a7o–—*-]|\(?(?:\d{1,3}|[A-Za-z]|[ivxlc]{1,5})[.)]?|"
    r"(?:\d{1,2}|[A-Z])(?:\.\d{1,2}){1,4}\.?|[¹²³⁴⁵⁶⁷⁸⁹⁰]+"
)


@attrs.frozen(kw_only=True)
class Region:
    """Rows between which white gaps run: which they are, and the columns of text.

    `sides` are the columns whose gaps run from top to bottom, `columns` those of the rows with figures too.
    """

    low: int
    high: int
    columns: tuple[Column, ...]
    sides: tuple[Column, ...]


def regions_of(rows: Sequence[Row], known: Sequence[Column] = ()) -> list[Region]:
    """The stretches of a page's rows that fall into columns, from the top down.

    `known` are the columns of the table that the page before ended with; one row at the top shows that it
    goes on.
    """
    found: list[Region] = []
    start = 0
    while start < len(rows):
        gaps = between(known) if known and not start else _gaps(rows[start])
        if not 0 < len(gaps) < MAX_COLUMNS:
            start += 1
            continue
        floor = found[-1].high if found else 0
        region, grown = _grown(rows, start, floor, gaps, needed=1 if known and not start else FEW_LINES)
        if region is not None:
            found.append(region)
        elif known and not start:
            known = ()
            continue
        start = max(region.high if region is not None else grown, start + 1)
    return found


def _gaps(row: Row) -> list[Column]:
    """The wide gaps of a row; that behind the mark of a list's item is none."""
    pieces = row.pieces
    if len(pieces) == 2 and _MARKER.fullmatch(pieces[0].text) and not is_figure(pieces[1].text):
        return []
    return [(left.x1, right.x0) for left, right in pairwise(pieces)]


def _segments(row: Row) -> Iterator[Column]:
    """Where a row has ink: words that stand closer than columns do are one stretch."""
    for piece in row.pieces:
        low, high, least = piece.x0, piece.x0, apart(piece)
        for _, x0, x1 in piece.words:
            if x0 - high > least:
                yield low, high
                low = x0
            high = max(high, x1)
        yield low, high


def _left_free(gaps: Sequence[Column], row: Row) -> list[Column]:
    """Of each gap the widest part that a row leaves white, where it is wide enough."""
    ink = list(_segments(row))
    rest: list[Column] = []
    first = 0
    for low, high in gaps:
        while first < len(ink) and ink[first][1] <= low:
            first += 1
        best, at, next_ = (low, low), low, first
        while next_ < len(ink) and ink[next_][0] < high:
            best = max(best, (at, ink[next_][0]), key=width)
            at = max(at, ink[next_][1])
            next_ += 1
        best = max(best, (at, high), key=width)
        if width(best) >= COLUMN_GAP * row.size:
            rest.append(best)
    return rest


def _close(above: Row, below: Row) -> bool:
    return below.top - above.bottom < ROW_GAP * max(above.size, below.size)


def _ends(row: Row, above: Row) -> bool:
    """Whether a row cannot belong to the columns above it: it is a caption, a note or larger."""
    alone = len(row.pieces) == 1
    return not _close(above, row) or (
        alone and (is_caption(row.text) or is_note(row.text) or row.size > LARGER * above.size)
    )


def _grown(
    rows: Sequence[Row], start: int, floor: int, gaps: list[Column], *, needed: int
) -> tuple[Region | None, int]:
    """The region that begins with a row, and the first row behind what was looked at."""
    if needed == 1:
        gaps = _left_free(gaps, rows[start])
    end, right, figures = start + 1, rows[start].x1, int(_has_figures(rows[start]))
    while gaps and end < len(rows) and not _ends(rows[end], rows[end - 1]):
        rest = _left_free(gaps, rows[end])
        if len(rest) < len(gaps) and figures >= FEW_LINES and _is_foreign(rows, end, gaps):
            break
        if not rest and not _is_between(rows, end, gaps, right):
            break
        gaps = rest or gaps
        figures += _has_figures(rows[end])
        right = max(right, rows[end].x1)
        end += 1
    both = [at for at in range(start, end) if len(_touched(rows[at], gaps)) > 1]
    if not gaps or len(both) < needed or (needed == 1 and both[0] != start):
        return None, end
    last = _rest_of(rows, both, end, gaps)
    low = start
    while low > floor and _heads(rows[low - 1], rows[low], gaps):
        low -= 1
    body = rows[low : last + 1]
    columns = in_line(columns_of(body, gaps), body, few=needed > 1 and len(both) <= FEW_LINES)
    if not 1 < len(columns) <= MAX_COLUMNS:
        return None, end
    sides = in_line(_beside(body, gaps), body, few=False)
    return Region(low=low, high=last + 1, columns=tuple(columns), sides=tuple(sides)), end


def _beside(rows: Sequence[Row], gaps: Sequence[Column]) -> list[Column]:
    """What the gaps leave of the rows' width."""
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    edges = [left, *(edge for gap in gaps for edge in gap), right]
    return [(min(pair), max(pair)) for pair in zip(edges[::2], edges[1::2], strict=True)]


def _has_figures(row: Row) -> bool:
    return any(is_figure(piece.text) for piece in row.pieces[1:])


def _is_foreign(rows: Sequence[Row], at: int, gaps: Sequence[Column]) -> bool:
    """Whether a row that stands over a gap between figures is none of theirs: it is words under no others."""
    row, above = rows[at], rows[at - 1]
    if len(row.pieces) == 1 or all(is_entry(piece.text) for piece in row.pieces[1:]):
        return False
    lefts = [piece.x0 for piece in above.pieces[1:]]
    near = SAME_EDGE * row.size
    if any(abs(piece.x0 - left) < near for piece in row.pieces[1:] for left in lefts[:MAX_COLUMNS]):
        return False
    return at + 1 == len(rows) or len(_left_free(gaps, rows[at + 1])) < len(gaps)


def _is_between(rows: Sequence[Row], at: int, gaps: Sequence[Column], right: float) -> bool:
    """Whether a row over several columns stands within a table: the next row has all the gaps again."""
    row = rows[at]
    if len(row.pieces) > 1 or row.x1 >= right or at + 1 == len(rows):
        return False
    follows = rows[at + 1]
    return len(follows.pieces) > 1 and not _ends(follows, row) and len(_left_free(gaps, follows)) == len(gaps)


def _touched(row: Row, gaps: Sequence[Column]) -> set[int]:
    sides: set[int] = set()
    at = 0
    for x0, x1 in _segments(row):
        while at < len(gaps) and (x0 + x1) / 2 > sum(gaps[at]) / 2:
            at += 1
        sides.add(at)
    return sides


def _rest_of(rows: Sequence[Row], both: Sequence[int], end: int, gaps: Sequence[Column]) -> int:
    """The last row of the last full one's cells: rows below it as near as lines are, which did not fit."""
    start, last = both[0], both[-1]
    pitches = [below.base - above.base for above, below in pairwise(rows[start : last + 1])]
    even = min((each for each in pitches if each > LINE_GAP * rows[start].size), default=0)
    widest = max(_first(row, gaps) for row in rows[start : last + 1])
    while last + 1 < end:
        row, above = rows[last + 1], rows[last]
        if even and row.base - above.base > even + EVEN * row.size:
            break
        word = row.pieces[0].words[0]
        fits = _first(above, gaps) + word[2] - word[1] < widest
        if row.x0 < gaps[0][1] and fits and not row.text[:1].islower():
            break
        last += 1
    return last


def _first(row: Row, gaps: Sequence[Column]) -> float:
    """Where a row's text in the first column ends."""
    return max((x1 for _, x1 in _segments(row) if x1 <= gaps[0][1]), default=row.x0)


def _heads(row: Row, below: Row, gaps: Sequence[Column]) -> bool:
    """Whether a row above belongs to the header: it stands over other columns than the first."""
    near = below.base - row.base < 2 * LINE_GAP * max(row.size, below.size)
    return near and row.x0 >= gaps[0][1] and not _ends(row, row)
