"""Where on a page do texts stand beside each other, and in which columns?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from lacmigration.documents._evidence import is_caption, is_note
from lacmigration.documents._figures import is_entry, is_figure
from lacmigration.documents._pdflines import Piece, Row
from lacmigration.documents._pdftables import Column

__all__ = ["Region", "columns_of", "covered", "parted", "reach", "regions_of"]

# Words of one cell stand a quarter of a letter's height apart; more than this is a gap between columns.
COLUMN_GAP: Final = 0.4
STRETCHED: Final = 1.4
# Rows further apart than so many of their heights are of different tables; lines of one cell are nearer.
ROW_GAP: Final = 2.6
LINE_GAP: Final = 0.8
LARGER: Final = 1.1
# Lines whose distances differ by less than this share of a letter's height are equally far apart.
EVEN: Final = 0.1
# No page is as wide as this.
MAX_COLUMNS: Final = 100
# So near to each other, in heights of a letter, edges are one edge, which half of a column's lines share.
SAME_EDGE: Final = 0.3
# Two lines make columns only with a gap of so many heights; three and more show them by themselves.
ON_EDGE: Final = 0.03
FEW_LINES: Final = 2
WIDE_GAP: Final = 2.0

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
        gaps = _between(known) if known and not start else _gaps(rows[start])
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


def _between(columns: Sequence[Column]) -> list[Column]:
    return [(left[1], right[0]) for left, right in pairwise(columns)]


def _gaps(row: Row) -> list[Column]:
    """The wide gaps of a row; that behind the mark of a list's item is none."""
    pieces = row.pieces
    if len(pieces) == 2 and _MARKER.fullmatch(pieces[0].text) and not is_figure(pieces[1].text):
        return []
    return [(left.x1, right.x0) for left, right in pairwise(pieces)]


def _segments(row: Row) -> Iterator[Column]:
    """Where a row has ink: words that stand closer than columns do are one stretch."""
    for piece in row.pieces:
        low, high, apart = piece.x0, piece.x0, _apart(piece)
        for _, x0, x1 in piece.words:
            if x0 - high > apart:
                yield low, high
                low = x0
            high = max(high, x1)
        yield low, high


def _apart(piece: Piece) -> float:
    """How far apart words stand that belong to two columns: farther than the words of a justified line."""
    least = COLUMN_GAP * piece.size
    gaps = [after[1] - before[2] for before, after in pairwise(piece.words)]
    return max(least, STRETCHED * min(gaps)) if len(gaps) > 1 else least


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
            best = max(best, (at, ink[next_][0]), key=_width)
            at = max(at, ink[next_][1])
            next_ += 1
        best = max(best, (at, high), key=_width)
        if _width(best) >= COLUMN_GAP * row.size:
            rest.append(best)
    return rest


def _width(stretch: Column) -> float:
    return stretch[1] - stretch[0]


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
    columns = _in_line(columns_of(body, gaps), body, few=needed > 1 and len(both) <= FEW_LINES)
    if not 1 < len(columns) <= MAX_COLUMNS:
        return None, end
    sides = _in_line(_beside(body, gaps), body, few=False)
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


def parted(row: Row, gaps: Sequence[Column]) -> Iterator[Piece]:
    """The pieces of a row, cut where one of the gaps runs between two words."""
    at = 0
    for piece in row.pieces:
        start, apart = 0, _apart(piece)
        for end in range(1, len(piece.words) + 1):
            if end < len(piece.words):
                left, right = piece.words[end - 1][2], piece.words[end][1]
                while at < len(gaps) and gaps[at][1] < left:
                    at += 1
                inside = at < len(gaps) and gaps[at][0] < right and left < gaps[at][1]
                edge = inside and abs(right - gaps[at][1]) < ON_EDGE * piece.size
                if not inside or not (edge or right - left > apart):
                    continue
            yield covered(piece, start, end)
            start = end


def covered(piece: Piece, start: int, end: int) -> Piece:
    """Some of a piece's words as a piece."""
    words = piece.words[start:end]
    if len(words) == len(piece.words):
        return piece
    text = " ".join(text for text, _, _ in words)
    return attrs.evolve(piece, text=text, x0=words[0][1], x1=words[-1][2], words=words)


def columns_of(rows: Sequence[Row], gaps: Sequence[Column]) -> list[Column]:
    """The stretches that the rows cover: those with figures if there are several, else all but a few."""
    pieces = [list(parted(row, gaps)) for row in rows]
    body = [each for each in pieces if any(is_figure(piece.text) for piece in each[1:])]
    if len(body) >= FEW_LINES or (body and len(rows) <= FEW_LINES):
        return _stretches([piece for each in body for piece in each], 0)
    return _stretches([piece for each in pieces for piece in each], min(1 + len(rows) // 20, len(rows) // 3))


def _stretches(pieces: Sequence[Piece], stray: int) -> list[Column]:
    """Where more than `stray` pieces stand over each other, widened to all that reach one stretch only."""
    steps = sorted([(piece.x0, 1) for piece in pieces] + [(piece.x1, -1) for piece in pieces])
    found: list[Column] = []
    count = 0
    for place, step in steps:
        if count <= stray < count + step:
            found.append((place, place))
        elif count > stray >= count + step:
            found[-1] = found[-1][0], place
        count += step
    joined: list[Column] = []
    for low, high in found:
        if joined and low - joined[-1][1] <= 0:
            joined[-1] = joined[-1][0], high
        else:
            joined.append((low, high))
    return joined


def reach(x0: float, x1: float, columns: Sequence[Column]) -> tuple[int, int]:
    """The first and the last column that a stretch stands over; the nearest where it stands over none."""
    over = [at for at, (low, high) in enumerate(columns) if x0 <= high and x1 >= low]
    if over:
        return over[0], over[-1]
    middle = (x0 + x1) / 2
    nearest = min(range(len(columns)), key=lambda at: abs(middle - sum(columns[at]) / 2))
    return nearest, nearest


def _in_line(columns: Sequence[Column], rows: Sequence[Row], *, few: bool) -> list[Column]:
    """The columns whose texts begin, or are centred, at one place, or are figures; others join their left."""
    gaps = _between(columns)
    texts: list[list[Piece]] = [[] for _ in columns]
    for row in rows:
        before = -1
        for piece in parted(row, gaps):
            low, high = reach(piece.x0, piece.x1, columns)
            if low == high != before:
                texts[low].append(piece)
                before = low
    kept = [columns[0]] if columns else []
    for column, pieces, gap in zip(columns[1:], texts[1:], gaps, strict=True):
        entries = sum(is_entry(piece.text) for piece in pieces)
        wide = not few or _width(gap) >= WIDE_GAP * max((piece.size for piece in pieces), default=0)
        if (3 * entries >= len(pieces) and entries) or (
            wide and (_shared(pieces, _left) or _shared(pieces, _middle))
        ):
            kept.append(column)
        else:
            kept[-1] = kept[-1][0], column[1]
    return kept


def _left(piece: Piece) -> float:
    return piece.x0


def _middle(piece: Piece) -> float:
    return (piece.x0 + piece.x1) / 2


def _shared(pieces: Sequence[Piece], place: Callable[[Piece], float]) -> bool:
    """Whether half of the pieces, and more than one, stand at the same place."""
    if not pieces:
        return False
    step = SAME_EDGE * pieces[0].size
    counts = Counter(int(place(piece) / step) for piece in pieces)
    most = max(counts[at] + counts[at + 1] for at in counts)
    return most >= FEW_LINES and 2 * most >= len(pieces)
