"""Which tables stand on a page, drawn with lines?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

import attrs

from lacmigration.documents._blocks import Block, Cell, Kind, Place, Table
from lacmigration.documents._evidence import header_rows
from lacmigration.documents._pdflines import Char, rows_of
from lacmigration.sayings import message

__all__ = ["Column", "Drawn", "Slot", "drawn_tables", "is_within", "table_of"]

Box = tuple[float, float, float, float]
Column = tuple[float, float]

# Lines this near to each other are one line, drawn twice or in pieces.
SNAP: Final = 3.0
# Fewer lines than this draw no table.
MIN_EDGES: Final = 4
MAX_EDGES: Final = 20_000


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
    """A table drawn with lines: its box, its cells, and its columns."""

    box: Box
    slots: tuple[Slot, ...]
    columns: tuple[Column, ...]


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
        slots = tuple(_slots(boxes, lefts, tops, _within(chars, table.bbox)))
        found.append(Drawn(table.bbox, slots, tuple(pairwise([*lefts, table.bbox[2]]))))
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


def table_of(slots: Sequence[Slot], places: Sequence[Place]) -> Table:
    """The cells of a table, with the place of each row and the header found."""
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
                    place=attrs.evolve(
                        places[slot.row],
                        cell=message(
                            "row {row}, column {column}", row=str(slot.row + 1), column=str(slot.column + 1)
                        ),
                    ),
                ),
                row=slot.row,
                column=slot.column,
                rows=slot.rows,
                columns=slot.columns,
                header=slot.row < headers,
            )
            for slot in slots
        ),
        place=places[0],
    )
