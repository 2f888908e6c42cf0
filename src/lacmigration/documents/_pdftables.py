"""Which tables stand on a page, drawn with lines?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

import attrs

from lacmigration.documents._blocks import Block, Cell, Kind, Place, Table
from lacmigration.documents._evidence import header_rows
from lacmigration.documents._figures import is_entry
from lacmigration.documents._pdflines import Char, Row, rows_of
from lacmigration.sayings import message

__all__ = ["Column", "Drawn", "Slot", "drawn_tables", "is_within", "table_of"]

Box = tuple[float, float, float, float]
Column = tuple[float, float]

# Lines this near to each other are one line, drawn twice or in pieces.
SNAP: Final = 3.0
# Fewer lines than this draw no table.
MIN_EDGES: Final = 4
MAX_EDGES: Final = 20_000
# So many labels stand below each other in a band of rows: a label of two lines may have wrapped.
MIN_STACKED: Final = 3


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
class _Inside:
    """A box that lines draw and the lines of text in it."""

    box: Box
    lines: tuple[Row, ...]


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
        within = list(_lines_in(boxes, tops, _within(chars, table.bbox)))
        if _is_frame(within):
            continue
        slots = tuple(_slots(within, lefts, tops))
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


def _lines_in(boxes: Sequence[Box], tops: Sequence[float], chars: Sequence[Char]) -> Iterator[_Inside]:
    """The lines of text in each box, from the top left to the bottom right."""
    by_row: dict[int, list[Char]] = {}
    for char in chars:
        by_row.setdefault(_line_of((char.top + char.bottom) / 2, tops), []).append(char)
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        first, last = _line_of(box[1] + SNAP, tops), _line_of(box[3] - SNAP, tops)
        near = [char for at in range(first, max(first, last) + 1) for char in by_row.get(at, ())]
        yield _Inside(box, tuple(rows_of(_within(near, box))))


def _is_frame(boxes: Sequence[_Inside]) -> bool:
    """Whether lines draw no more than bands around rows, or columns, that they do not part from each other.

    A band holds one figure below another, each with a label of its own, or figures beside each other in one
    cell.
    """
    bands: dict[int, list[_Inside]] = {}
    for one in boxes:
        if one.lines:
            bands.setdefault(round(one.box[1] / SNAP), []).append(one)
    all_lines = sum(max(len(one.lines) for one in band) for band in bands.values())
    stacked = sum(max(len(one.lines) for one in band) for band in bands.values() if _is_stacked(band))
    return bool(stacked) and 2 * stacked >= all_lines


def _is_stacked(band: Sequence[_Inside]) -> bool:
    labels = min(band, key=lambda one: one.box[0])
    count = len(labels.lines)
    if len(band) == 1:
        return any(sum(is_entry(piece.text) for piece in line.pieces) > 1 for line in labels.lines)
    if count < MIN_STACKED:
        return False
    for one in band:
        texts = [line.text for line in one.lines]
        if one is labels or len(texts) < count:
            continue
        if any(_are_figures(line) for line in one.lines[1:]):
            return True
        if len(texts) == count and all(map(is_entry, texts)) and len({"%" in text for text in texts}) == 1:
            return True
    return False


def _are_figures(line: Row) -> bool:
    return len(line.pieces) > 1 and all(is_entry(piece.text) for piece in line.pieces)


def _slots(boxes: Sequence[_Inside], lefts: Sequence[float], tops: Sequence[float]) -> Iterator[Slot]:
    for one in boxes:
        box, lines = one.box, one.lines
        row, column = _line_of(box[1] + SNAP, tops), _line_of(box[0] + SNAP, lefts)
        rows = max(_line_of(box[3] - SNAP, tops) - row + 1, 1)
        columns = max(_line_of(box[2] - SNAP, lefts) - column + 1, 1)
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
