"""Which tables stand on a page, drawn with lines or set in columns of figures?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

import attrs

from lacmigration.documents._blocks import Block, Cell, Kind, Place, Table
from lacmigration.documents._evidence import has_number, header_rows
from lacmigration.documents._pdflines import Char, Piece, Row, rows_of

__all__ = ["Drawn", "aligned", "drawn_tables", "table_of"]

Box = tuple[float, float, float, float]

# Lines this near to each other are one line, drawn twice or in pieces.
SNAP: Final = 3.0
# Fewer lines than this draw no table.
MIN_EDGES: Final = 4
MAX_EDGES: Final = 20_000
# Rows further apart than so many of their heights are of different tables.
ROW_GAP: Final = 2.6
MIN_ROWS: Final = 3
# Words of one cell stand a quarter of a letter's height apart; more than this is a gap between columns.
COLUMN_GAP: Final = 0.4


@attrs.frozen
class Slot:
    """A cell before it is a Cell: its place in the grid and its text."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    bold: bool = False


@attrs.frozen
class Drawn:
    """A table drawn with lines: its box and its cells."""

    box: Box
    slots: tuple[Slot, ...]


def drawn_tables(page: Any, chars: Sequence[Char]) -> list[Drawn]:
    """The tables of a page that lines or filled boxes draw, with at least two rows and two columns."""
    if not MIN_EDGES <= len(page.edges) <= MAX_EDGES:
        return []
    found: list[Drawn] = []
    for table in page.find_tables():
        boxes = [box for box in table.cells if box]
        lefts, tops = _lines(box[0] for box in boxes), _lines(box[1] for box in boxes)
        if len(lefts) < 2 or len(tops) < 2:
            continue
        found.append(Drawn(table.bbox, tuple(_slots(boxes, lefts, tops, _within(chars, table.bbox)))))
    return [drawn for drawn in found if any(slot.text for slot in drawn.slots)]


def _lines(places: Iterator[float]) -> list[float]:
    lines: list[float] = []
    for place in sorted(places):
        if not lines or place - lines[-1] > SNAP:
            lines.append(place)
    return lines


def _within(chars: Sequence[Char], box: Box) -> list[Char]:
    return [char for char in chars if is_within(char, box)]


def is_within(char: Char, box: Box) -> bool:
    """Whether the middle of a character lies in a box."""
    return box[0] <= (char.x0 + char.x1) / 2 <= box[2] and box[1] <= (char.top + char.bottom) / 2 <= box[3]


def _slots(
    boxes: Sequence[Box], lefts: Sequence[float], tops: Sequence[float], chars: Sequence[Char]
) -> Iterator[Slot]:
    by_row: dict[int, list[Char]] = {}
    for char in chars:
        by_row.setdefault(_line_of((char.top + char.bottom) / 2, tops), []).append(char)
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        row, column = _line_of(box[1] + SNAP, tops), _line_of(box[0] + SNAP, lefts)
        rows = max(_line_of(box[3] - SNAP, tops) - row + 1, 1)
        columns = max(_line_of(box[2] - SNAP, lefts) - column + 1, 1)
        near = [char for at in range(row, row + rows) for char in by_row.get(at, ())]
        lines = rows_of(_within(near, box))
        text = " ".join(line.text for line in lines)
        bold = bool(lines) and all(line.bold for line in lines)
        yield Slot(row, column, text, rows, columns, bold)


def _line_of(place: float, lines: Sequence[float]) -> int:
    return max(bisect_right(lines, place) - 1, 0)


def aligned(rows: Sequence[Row]) -> list[tuple[int, int, tuple[Slot, ...]]]:
    """The tables that are only set in columns: from which row to which, and their cells.

    A row of such a table has its figures under the figures of the others; what stands above them in the same
    columns, words or years, is the header.
    """
    found: list[tuple[int, int, tuple[Slot, ...]]] = []
    start = 0
    while start < len(rows):
        end = start
        while (
            end < len(rows) and _is_tabular(rows[end]) and (end == start or _close(rows[end - 1], rows[end]))
        ):
            end += 1
        if end - start >= MIN_ROWS:
            slots = _columned(rows[start:end])
            if slots:
                found.append((start, end, slots))
        start = max(end, start + 1)
    return found


def _is_tabular(row: Row) -> bool:
    return len(row.pieces) > 1


def _close(above: Row, below: Row) -> bool:
    return below.top - above.bottom < ROW_GAP * max(above.size, below.size)


def _figures(row: Row) -> int:
    return sum(has_number(piece.text) for piece in row.pieces[1:])


def _columned(rows: Sequence[Row]) -> tuple[Slot, ...]:
    body = [row for row in rows if _figures(row)]
    if len(body) < MIN_ROWS - 1 or 2 * sum(map(_figures, body)) < sum(len(row.pieces) - 1 for row in body):
        return ()
    columns = _columns(body)
    if len(columns) < 2:
        return ()
    slots: list[Slot] = []
    for number, row in enumerate(rows):
        taken: dict[int, list[Piece]] = {}
        spans: dict[int, int] = {}
        for piece in (part for whole in row.pieces for part in _parted(whole, columns)):
            low, high = _reach(piece, columns)
            taken.setdefault(low, []).append(piece)
            spans[low] = max(high - low + 1, spans.get(low, 1))
        ends = [*sorted(taken)[1:], len(columns)]
        for at, end in zip(sorted(taken), ends, strict=True):
            text = " ".join(piece.text for piece in taken[at])
            bold = all(piece.bold for piece in taken[at])
            slots.append(Slot(number, at, text, 1, min(spans[at], end - at), bold))
    return tuple(slots)


def _parted(piece: Piece, columns: Sequence[tuple[float, float]]) -> list[Piece]:
    """A piece falls apart where its words belong to several columns and stand apart more than words do."""
    low, high = _reach(piece, columns)
    under: dict[int, list[tuple[str, float, float]]] = {}
    for word in piece.words:
        first, last = _reach(attrs.evolve(piece, x0=word[1], x1=word[2]), columns)
        if first != last:
            return [piece]
        under.setdefault(first, []).append(word)
    ends = [(words[0][1], words[-1][2]) for words in under.values()]
    apart = all(after[0] - before[1] > COLUMN_GAP * piece.size for before, after in pairwise(ends))
    if low == high or len(under) < high - low + 1 or not apart:
        return [piece]
    return [
        attrs.evolve(
            piece,
            text=" ".join(text for text, _, _ in words),
            x0=words[0][1],
            x1=words[-1][2],
            words=tuple(words),
        )
        for words in under.values()
    ]


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The stretches of the page that the pieces of the rows cover, from left to right."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((piece.x0, piece.x1) for row in rows for piece in row.pieces):
        if columns and x0 <= columns[-1][1]:
            columns[-1] = columns[-1][0], max(x1, columns[-1][1])
        else:
            columns.append((x0, x1))
    return columns


def _reach(piece: Piece, columns: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """The first and the last column that a piece stands over; the nearest where it stands over none."""
    over = [at for at, (x0, x1) in enumerate(columns) if piece.x0 <= x1 and piece.x1 >= x0]
    if over:
        return over[0], over[-1]
    middle = (piece.x0 + piece.x1) / 2
    nearest = min(range(len(columns)), key=lambda at: abs(middle - sum(columns[at]) / 2))
    return nearest, nearest


def table_of(slots: Sequence[Slot], place: Place) -> Table:
    """The cells of a table on a page, with their place on it and their header found."""
    height = max(slot.row + slot.rows for slot in slots)
    width = max(slot.column + slot.columns for slot in slots)
    texts = [[""] * width for _ in range(height)]
    bold = [True] * height
    for slot in slots:
        for row in range(slot.row, slot.row + slot.rows):
            for column in range(slot.column, slot.column + slot.columns):
                texts[row][column] = slot.text
        bold[slot.row] = bold[slot.row] and (slot.bold or not slot.text)
    headers = header_rows(texts, bold=bold)
    return Table(
        cells=tuple(
            Cell(
                block=Block(
                    kind=Kind.CELL,
                    text=slot.text,
                    place=attrs.evolve(place, cell=f"row {slot.row + 1}, column {slot.column + 1}"),
                ),
                row=slot.row,
                column=slot.column,
                rows=slot.rows,
                columns=slot.columns,
                header=slot.row < headers,
            )
            for slot in slots
        ),
        place=place,
    )
