"""Which rows and cells does a table have that is only set in columns, and is it one?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import attrs

from lacmigration.documents._evidence import is_period
from lacmigration.documents._figures import is_entry, is_figure
from lacmigration.documents._pdfblocks import is_running
from lacmigration.documents._pdfcolumns import parted, reach
from lacmigration.documents._pdfgutters import EVEN, LINE_GAP, Region
from lacmigration.documents._pdflines import Piece, Row
from lacmigration.documents._pdftables import Column, Slot

__all__ = ["grid_of"]

# A header has so many lines at most; longer ones are prose beside a table.
MAX_HEADER: Final = 6
# A table of words shows so many rows at least.
MIN_ROWS: Final = 2
# One line of so many begins with a small letter where each is a cell.
FEW_LOWER: Final = 5


@attrs.frozen(kw_only=True)
class _Part:
    """The text of one line in one column, or over several."""

    text: str
    width: float
    last: int
    bold: bool
    first_word: float


@attrs.frozen(kw_only=True)
class _Line:
    parts: dict[int, _Part]
    base: float
    size: float
    figures: bool = False


def grid_of(
    rows: Sequence[Row], region: Region, *, continued: bool = False, top: Sequence[Mapping[int, str]] = ()
) -> tuple[Slot, ...]:
    """The cells of a region that is a table, none where it is not certain.

    A column of figures makes it one, and so do words whose rows stand apart. A new row begins where lines
    stand further apart than those of one cell, or where the first column or a column of figures has a new
    line that is not the rest of the one above. `continued` says that a table of the page before goes on here,
    whose first rows are `top`.
    """
    lines = [_line(row, region.columns) for row in rows[region.low : region.high]]
    heads = _repeated(lines, top)
    lines = lines[sum(map(len, heads)) :]
    if not lines:
        return ()
    figures = _columns_of_figures(lines, len(region.columns), continued=continued)
    lines = _with_figures(lines, figures)
    if figures:
        if _is_beside_prose(lines):
            return ()
        groups = _by_figures(lines, len(region.columns), figures)
    else:
        groups = _by_words(lines, len(region.columns), continued=continued)
    if not groups:
        return ()
    return tuple(slot for at, group in enumerate([*heads, *groups]) for slot in _slots(at, group))


def _repeated(lines: Sequence[_Line], top: Sequence[Mapping[int, str]]) -> list[list[_Line]]:
    """The lines that print again the first rows of the table that goes on."""
    heads: list[list[_Line]] = []
    at = 0
    for row in top:
        texts: dict[int, list[_Part]] = {}
        end = at
        while end < len(lines) and _shown(texts) != row:
            if end - at > MAX_HEADER:
                return heads
            for column, part in lines[end].parts.items():
                texts.setdefault(column, []).append(part)
            end += 1
        if _shown(texts) != row:
            break
        heads.append(list(lines[at:end]))
        at = end
    return heads


def _shown(texts: Mapping[int, Sequence[_Part]]) -> dict[int, str]:
    return {column: _text(parts) for column, parts in texts.items()}


def _line(row: Row, columns: Sequence[Column]) -> _Line:
    gaps = [(left[1], right[0]) for left, right in pairwise(columns)]
    taken: dict[int, list[Piece]] = {}
    last: dict[int, int] = {}
    for piece in parted(row, gaps):
        low, high = reach(piece.x0, piece.x1, columns)
        taken.setdefault(low, []).append(piece)
        last[low] = max(high, last.get(low, low))
    ends = [*sorted(taken)[1:], len(columns)]
    parts = {
        at: _Part(
            text=" ".join(piece.text for piece in taken[at]),
            width=taken[at][-1].x1 - taken[at][0].x0,
            last=min(last[at], end - 1),
            bold=all(piece.bold for piece in taken[at]),
            first_word=taken[at][0].words[0][2] - taken[at][0].words[0][1],
        )
        for at, end in zip(sorted(taken), ends, strict=True)
    }
    return _Line(parts=parts, base=row.base, size=row.size)


def _columns_of_figures(lines: Sequence[_Line], width: int, *, continued: bool) -> frozenset[int]:
    """The columns but the first in which, from the first figure on, two of three texts are entries."""
    found: set[int] = set()
    for column in range(1, width):
        texts = [line.parts[column].text for line in lines if column in line.parts]
        start = next((at for at, text in enumerate(texts) if is_figure(text)), len(texts))
        body = texts[start:]
        figures = sum(map(is_figure, body))
        enough = figures >= (1 if continued or len(lines) <= MIN_ROWS else MIN_ROWS)
        if enough and 3 * sum(map(is_entry, body)) >= 2 * len(body):
            found.add(column)
    return frozenset(found)


def _with_figures(lines: Sequence[_Line], columns: frozenset[int]) -> list[_Line]:
    """The lines marked that have an entry in a column of figures, from the first figure on."""
    marked: list[_Line] = []
    begun = False
    for line in lines:
        texts = [line.parts[at].text for at in columns if at in line.parts]
        begun = begun or any(map(is_figure, texts))
        marked.append(attrs.evolve(line, figures=begun and any(map(is_entry, texts))))
    return marked


def _is_beside_prose(lines: Sequence[_Line]) -> bool:
    """Whether the figures stand in a table beside a column of prose, whose lines read on."""
    first = next((at for at, line in enumerate(lines) if line.figures), 0)
    if sum(len(line.parts) > 1 for line in lines[:first]) > MAX_HEADER:
        return True
    texts: dict[int, list[str]] = {}
    for line in lines:
        for at, part in line.parts.items() if line.figures else ():
            texts.setdefault(at, []).append(part.text)
    return any(map(is_running, texts.values()))


def _blocks(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines in groups that stand further apart than the lines within them."""
    pitches = [(below.base - above.base, below) for above, below in pairwise(lines)]
    even = min((pitch for pitch, line in pitches if pitch > LINE_GAP * line.size), default=0)
    groups = [[lines[0]]]
    for pitch, line in pitches:
        if pitch > even + EVEN * line.size:
            groups.append([])
        groups[-1].append(line)
    return groups


def _by_figures(lines: Sequence[_Line], width: int, figures: frozenset[int]) -> list[list[_Line]]:
    """The rows of a table with figures: each has one line of them, or none."""
    blocks = _blocks(lines)
    apart = len(blocks) > 1 and all(sum(line.figures for line in block) <= 1 for block in blocks)
    room = _room(lines, width)
    rows: list[list[_Line]] = []
    begun = False
    for block in blocks:
        for at, line in enumerate(block):
            near = at > 0
            if not rows:
                new = True
            elif line.figures:
                new = not (apart and near) or bool(figures & block[at - 1].parts.keys())
            elif not begun:
                new = not near or not _heads_on(block[at - 1], line, room, apart=apart)
            else:
                new = 0 in line.parts and not (near and (apart or _is_rest(rows[-1], line, room)))
            if new:
                rows.append([])
            rows[-1].append(line)
            begun = begun or line.figures
    return rows


def _room(lines: Sequence[_Line], width: int) -> list[float]:
    """How wide the widest text of each column is."""
    room = [0.0] * width
    for line in lines:
        for at, part in line.parts.items():
            if part.last == at:
                room[at] = max(room[at], part.width)
    return room


def _fits(above: _Part, part: _Part, room: float, size: float) -> bool:
    """Whether a line's first word would have had room at the end of the line above."""
    return above.width + size / 4 + part.first_word <= room


def _is_rest(row: Sequence[_Line], line: _Line, room: Sequence[float]) -> bool:
    """Whether a line without figures is the rest of the row above: its words did not fit there."""
    part = line.parts[0]
    above = next((each.parts[0] for each in reversed(row) if 0 in each.parts), None)
    if part.last > 0 or above is None or above.bold != part.bold:
        return False
    return part.text[:1].islower() or not _fits(above, part, room[0], line.size)


def _heads_on(above: _Line, line: _Line, room: Sequence[float], *, apart: bool) -> bool:
    """Whether two lines of a header are one row: each text of the second is the rest of one above."""
    if any(part.last > at for at, part in [*above.parts.items(), *line.parts.items()]):
        return False
    shared = [(above.parts[at], part, room[at]) for at, part in line.parts.items() if at in above.parts]
    if not shared or any(is_period(part.text) for _, part, _ in shared):
        return False
    if len(above.parts) < len(line.parts) and 0 in above.parts:
        return False
    return apart or all(
        part.text[:1].islower() or not _fits(over, part, wide, line.size) for over, part, wide in shared
    )


def _by_words(lines: Sequence[_Line], width: int, *, continued: bool) -> list[list[_Line]]:
    """The rows of a table of words, none where its columns may be those of a page."""
    blocks = _blocks(lines)
    if continued and len(blocks) == 1:
        starts = [at for at, line in enumerate(lines) if at == 0 or 0 in line.parts]
        return [list(lines[at:end]) for at, end in pairwise([*starts, len(lines)])]
    if len(blocks) > 1:
        rows: list[list[_Line]] = []
        for block in blocks:
            if rows and not any(0 in line.parts for line in block):
                rows[-1] += block
            else:
                rows.append(list(block))
        full = sum(len(row[0].parts) > 1 or len(row[-1].parts) > 1 for row in rows)
        clear = all(0 in row[0].parts for row in rows[1:]) and _wraps(rows)
        needed = MIN_ROWS if width > MIN_ROWS or continued else MIN_ROWS + 1
        if clear and full >= needed and len(rows) <= 2 * full:
            return rows
        return []
    texts = [line.parts[0].text for line in lines if 0 in line.parts]
    if width > MIN_ROWS and len(texts) == len(lines) > MIN_ROWS and not _reads_on(lines):
        return [[line] for line in lines]
    return []


def _wraps(rows: Sequence[Sequence[_Line]]) -> bool:
    """Whether rows of several lines are cells that wrap: these end at different lines, lists do not."""
    long = [row for row in rows if len(row) > MIN_ROWS]
    uneven = sum(any(len(line.parts) < len(row[0].parts) for line in row[1:]) for row in long)
    return 2 * uneven >= len(long)


def _reads_on(lines: Sequence[_Line]) -> bool:
    """Whether any of the columns reads on from line to line, as prose set in columns does."""
    texts: dict[int, list[str]] = {}
    for line in lines:
        for at, part in line.parts.items():
            texts.setdefault(at, []).append(part.text)
    return any(
        FEW_LOWER * sum(text[:1].islower() for text in each) > len(each) or is_running(each)
        for each in texts.values()
    )


def _slots(number: int, lines: Sequence[_Line]) -> list[Slot]:
    columns = sorted({at for line in lines for at in line.parts})
    slots: list[Slot] = []
    for at, end in zip(columns, [*columns[1:], None], strict=True):
        parts = [line.parts[at] for line in lines if at in line.parts]
        last = max(part.last for part in parts)
        reached = last if end is None else min(last, end - 1)
        slots.append(Slot(number, at, _text(parts), 1, reached - at + 1, all(part.bold for part in parts)))
    return slots


def _text(parts: Sequence[_Part]) -> str:
    text = ""
    for part in parts:
        near = not text or text.endswith("-") or part.text[0] in ",;.:)"
        text += part.text if near else f" {part.text}"
    return text
