"""Which columns do the texts of some rows of a page stand in?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from lacmigration.documents._figures import is_entry, is_figure
from lacmigration.documents._pdflines import Piece, Row
from lacmigration.documents._pdftables import Column

__all__ = [
    "COLUMN_GAP",
    "FEW_LINES",
    "SAME_EDGE",
    "apart",
    "between",
    "columns_of",
    "in_line",
    "parted",
    "reach",
    "width",
]

# Words of one cell stand a quarter of a letter's height apart; more than this is a gap between columns.
COLUMN_GAP: Final = 0.4
STRETCHED: Final = 1.4
# So near to each other, in heights of a letter, edges are one edge, which half of a column's lines share.
SAME_EDGE: Final = 0.3
# A word on the edge of a gap, to so many heights of a letter, begins a column however narrow the gap.
ON_EDGE: Final = 0.03
# Two lines make columns only with a gap of so many heights; three and more show them by themselves.
FEW_LINES: Final = 2
WIDE_GAP: Final = 2.0


def columns_of(rows: Sequence[Row], gaps: Sequence[Column]) -> list[Column]:
    """The stretches that the rows cover: those with figures if there are several, else all but a few."""
    pieces = [list(parted(row, gaps)) for row in rows]
    body = [each for each in pieces if any(is_figure(piece.text) for piece in each[1:])]
    if len(body) >= FEW_LINES or (body and len(rows) <= FEW_LINES):
        return _stretches([piece for each in body for piece in each], 0)
    return _stretches([piece for each in pieces for piece in each], min(1 + len(rows) // 20, len(rows) // 3))


def _stretches(pieces: Sequence[Piece], stray: int) -> list[Column]:
    """Where more than `stray` pieces stand over each other, widened to all that reach one stretch only."""
    begins, ends = [(piece.x0, 0, 1) for piece in pieces], [(piece.x1, 1, -1) for piece in pieces]
    found: list[Column] = []
    count = 0
    for place, _, step in sorted(begins + ends):
        if count <= stray < count + step:
            found.append((place, place))
        elif count > stray >= count + step:
            found[-1] = found[-1][0], place
        count += step
    return found


def in_line(columns: Sequence[Column], rows: Sequence[Row], *, few: bool) -> list[Column]:
    """The columns whose texts begin, or are centred, at one place, or are figures; others join their left."""
    if not columns:
        return []
    gaps = between(columns)
    texts: list[list[Piece]] = [[] for _ in columns]
    for row in rows:
        before = -1
        for piece in parted(row, gaps):
            low, high = reach(piece.x0, piece.x1, columns)
            if low == high != before:
                texts[low].append(piece)
                before = low
    kept = [columns[0]]
    for column, pieces, gap in zip(columns[1:], texts[1:], gaps, strict=True):
        entries = sum(is_entry(piece.text) for piece in pieces)
        wide = not few or width(gap) >= WIDE_GAP * max((piece.size for piece in pieces), default=0)
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


def between(columns: Sequence[Column]) -> list[Column]:
    return [(left[1], right[0]) for left, right in pairwise(columns)]


def width(stretch: Column) -> float:
    return stretch[1] - stretch[0]


def reach(x0: float, x1: float, columns: Sequence[Column]) -> tuple[int, int]:
    """The first and the last column that a stretch stands over; the nearest where it stands over none."""
    over = [at for at, (low, high) in enumerate(columns) if x0 <= high and x1 >= low]
    if over:
        return over[0], over[-1]
    middle = (x0 + x1) / 2
    nearest = min(range(len(columns)), key=lambda at: abs(middle - sum(columns[at]) / 2))
    return nearest, nearest


def parted(row: Row, gaps: Sequence[Column]) -> Iterator[Piece]:
    """The pieces of a row, cut where one of the gaps runs between two words."""
    at = 0
    for piece in row.pieces:
        start, least = 0, apart(piece)
        for end in range(1, len(piece.words) + 1):
            if end < len(piece.words):
                left, right = piece.words[end - 1][2], piece.words[end][1]
                while at < len(gaps) and gaps[at][1] < left:
                    at += 1
                inside = at < len(gaps) and gaps[at][0] < right and left < gaps[at][1]
                edge = inside and abs(right - gaps[at][1]) < ON_EDGE * piece.size
                if not inside or not (edge or right - left > least):
                    continue
            yield _covered(piece, start, end)
            start = end


def _covered(piece: Piece, start: int, end: int) -> Piece:
    """Some of a piece's words as a piece."""
    words = piece.words[start:end]
    if len(words) == len(piece.words):
        return piece
    text = " ".join(text for text, _, _ in words)
    return attrs.evolve(piece, text=text, x0=words[0][1], x1=words[-1][2], words=words)


def apart(piece: Piece) -> float:
    """How far apart words stand that belong to two columns: farther than the words of a justified line."""
    least = COLUMN_GAP * piece.size
    gaps = [after[1] - before[2] for before, after in pairwise(piece.words)]
    return max(least, STRETCHED * min(gaps)) if len(gaps) > 1 else least
