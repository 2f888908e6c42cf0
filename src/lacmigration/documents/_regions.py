"""Which tables stand on a sheet, which lines are their captions and notes, and which are only text?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

import attrs

from lacmigration.documents._evidence import is_note

__all__ = ["Line", "Region", "regions_of"]

# Blank rows and columns cut a sheet into tables, and these again; sheets of people need two or three cuts.
MAX_CUTS: Final = 12
# A line as far as this from a table belongs to no table.
MAX_GAP: Final = 2
# A last line with words in its first column alone is a note from this length on, even without a cue.
LONG_LINE: Final = 60

At = tuple[int, int]


@attrs.frozen
class Line:
    """A line of text on a sheet that belongs to no table's grid: the places of its cells."""

    cells: tuple[At, ...]

    @property
    def row(self) -> int:
        """Its row."""
        return self.cells[0][0]


@attrs.frozen(kw_only=True)
class Region:
    """One table of a sheet: its cells, the corners of its box, its caption lines and its notes."""

    cells: tuple[At, ...]
    top: int
    left: int
    bottom: int
    right: int
    captions: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()


def regions_of(texts: Mapping[At, str], numbers: AbstractSet[At]) -> list[Region | Line]:
    """The tables and loose lines of a sheet in reading order.

    `texts` holds each cell with content, `numbers` those that are numbers. Tables are separated by blank rows
    or columns; a single blank row or column before figures that have no header or labels of their own is only
    a space within a table.

    >>> sheet = {(1, 1): "Aid", (3, 1): "Donor", (3, 2): "USD", (4, 1): "A", (4, 2): "5", (5, 1): "Source: B"}
    >>> (table,) = regions_of(sheet, {(4, 2)})
    >>> (table.top, table.bottom, table.captions, table.notes)
    (3, 4, (Line(cells=((1, 1),)),), (Line(cells=((5, 1),)),))
    """
    cut = _cut(sorted(texts), numbers, MAX_CUTS)
    return _attached([each for piece in cut for each in _classed(piece, texts, numbers)], texts)


def _cut(cells: Sequence[At], numbers: AbstractSet[At], depth: int) -> Iterator[Sequence[At]]:
    """Split along blank rows, then along blank columns, and again, until nothing splits."""
    if not depth or not cells:
        if cells:
            yield cells
        return
    for axis in (0, 1):
        pieces = _joined(_bands(cells, axis), numbers, axis)
        if len(pieces) > 1:
            for piece in pieces:
                yield from _cut(piece, numbers, depth - 1)
            return
    yield cells


def _bands(cells: Sequence[At], axis: int) -> list[list[At]]:
    used = sorted({cell[axis] for cell in cells})
    starts = {used[0], *(after for before, after in pairwise(used) if after > before + 1)}
    band_of: dict[int, int] = {}
    band = -1
    for at in used:
        band += at in starts
        band_of[at] = band
    bands: list[list[At]] = [[] for _ in range(band + 1)]
    for cell in cells:
        bands[band_of[cell[axis]]].append(cell)
    return bands


def _joined(bands: Sequence[list[At]], numbers: AbstractSet[At], axis: int) -> list[list[At]]:
    """Undo the cuts through a table: behind one blank line stands what has no header or labels of its own."""
    result: list[list[At]] = []
    for band in bands:
        if result and _continues(result[-1], band, numbers, axis):
            result[-1] = sorted(result[-1] + band)
        else:
            result.append(band)
    return result


def _continues(before: Sequence[At], band: Sequence[At], numbers: AbstractSet[At], axis: int) -> bool:
    other = 1 - axis
    first = min(cell[axis] for cell in band)
    if first - max(cell[axis] for cell in before) > 2:
        return False
    low, high = min(cell[other] for cell in before), max(cell[other] for cell in before)
    if low == high or not all(low <= cell[other] <= high for cell in band):
        return False
    edge = [cell for cell in band if cell[axis] == first]
    figures = [cell for cell in edge if cell in numbers]
    if axis == 0:
        labelled = len(edge) > 1 and any(cell[other] == low for cell in edge)
        return labelled and bool(figures) and any(cell in numbers for cell in before)
    return 2 * len(figures) > len(edge) and len(edge) > 1


def _classed(cells: Sequence[At], texts: Mapping[At, str], numbers: AbstractSet[At]) -> list[Region | Line]:
    """A piece as a table with the lines in its first and last rows, or as lines of text."""
    rows: dict[int, list[At]] = {}
    for cell in cells:
        rows.setdefault(cell[0], []).append(cell)
    lines = [tuple(row) for row in rows.values()]
    left, right = min(cell[1] for cell in cells), max(cell[1] for cell in cells)
    if left == right and not any(cell in numbers for cell in cells):
        return [Line(row) for row in lines]
    start, end = 0, len(lines)
    while start < end - 1 and left < right and _is_alone(lines[start], left, numbers):
        start += 1
    last = end
    while last > start + 1 and _is_alone(lines[last - 1], left, numbers):
        last -= 1
        if _is_noting(texts[lines[last][0]]):
            end = last
    body = [cell for row in lines[start:end] for cell in row]
    table = Region(
        cells=tuple(body),
        top=body[0][0],
        bottom=body[-1][0],
        left=min(cell[1] for cell in body),
        right=max(cell[1] for cell in body),
    )
    return [*map(Line, lines[:start]), table, *map(Line, lines[end:])]


def _is_alone(row: Sequence[At], left: int, numbers: AbstractSet[At]) -> bool:
    return len(row) == 1 and row[0][1] == left and row[0] not in numbers


def _is_noting(text: str) -> bool:
    return len(text) >= LONG_LINE or is_note(text)


def _attached(pieces: Sequence[Region | Line], texts: Mapping[At, str]) -> list[Region | Line]:
    """Give each line to the table above as note or to the one below as caption; far ones stay text."""
    result: list[Region | Line] = []
    waiting: list[Line] = []
    for piece in [*pieces, None]:
        if isinstance(piece, Line):
            waiting.append(piece)
            continue
        if result and isinstance(result[-1], Region):
            notes = _notes(waiting, result[-1], piece, texts)
            result[-1] = attrs.evolve(result[-1], notes=(*result[-1].notes, *notes))
            waiting = waiting[len(notes) :]
        captions = [] if piece is None else _captions(waiting, piece)
        result += waiting[: len(waiting) - len(captions)]
        if piece is not None:
            result.append(attrs.evolve(piece, captions=tuple(captions)))
        waiting = []
    return result


def _notes(
    lines: Sequence[Line], above: Region, below: Region | None, texts: Mapping[At, str]
) -> Sequence[Line]:
    """The first of the lines that speak of the table above: nearer to it than to the next, or with a cue."""
    bottom = above.bottom
    for at, line in enumerate(lines):
        gap = line.row - bottom
        if not 0 < gap <= MAX_GAP + 1 or not above.left - 1 <= line.cells[0][1] <= above.right:
            return lines[:at]
        follows = at > 0 and gap == 1
        if below is not None and not follows and not _is_noting(texts[line.cells[0]]):
            return lines[:at]
        bottom = line.row
    return lines


def _captions(lines: Sequence[Line], below: Region) -> Sequence[Line]:
    """The last of the lines that stand close above a table, one above the other."""
    top = below.top
    for at in range(len(lines) - 1, -1, -1):
        if not 0 <= top - lines[at].row <= MAX_GAP + 1 or lines[at].cells[0][1] > below.right:
            return lines[at + 1 :]
        top = lines[at].row
    return lines
