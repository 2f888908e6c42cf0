"""What stands in an XLSX: the tables of its sheets as they are shown, with what is stored behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from lacmigration.documents._archives import Package, open_package
from lacmigration.documents._blocks import Block, Cell, Comment, Document, Kind, Place, Table, Unread
from lacmigration.documents._evidence import header_rows, is_period
from lacmigration.documents._regions import At, Line, Region, regions_of
from lacmigration.documents._xlsxcells import Held, Shared, SheetCells, address, cells_of, place_of
from lacmigration.documents._xlsxparts import (
    Sheet,
    comments_of,
    looks_of,
    shared_texts,
    sheets_of,
    since_1904,
)
from lacmigration.sayings import Saying, counted, message

__all__ = ["read"]

# A grid is laid out place by place; one that is empty for the most part is no table of a report.
MAX_GRID: Final = 5_000_000
# So many cells in trouble are listed one by one, the others counted.
MAX_LISTED: Final = 50

_COVERED: Final = message("a merged cell covers it, so that a reader does not see it")
_OBJECTS: Final = {
    "drawing": message("charts, images or shapes"),
    "oleObjects": message("embedded objects"),
    "legacyDrawingHF": message("images in the page header or footer"),
}


@attrs.define
class _Found:
    """What has been found so far."""

    parts: list[Block | Table] = attrs.field(factory=list)
    comments: list[Comment] = attrs.field(factory=list)
    unread: list[Unread] = attrs.field(factory=list)
    cells: int = 0
    covered: list[At] = attrs.field(factory=list)  # of the sheet that is being read


def read(data: bytes, name: str) -> Document:
    """Read an XLSX.

    Each table of a sheet is a Table, its place the range of its cells; lines of text that belong to none are
    paragraphs. A cell's text is what its number format shows, with English separators; `stored` is the number
    itself. Hidden rows and columns are read, since totals count them, and `unread` says which they are.
    Hidden sheets are not read; they, errors, formulas without a value, charts and images are in `unread` too.

    Raises:
        DocumentError: The file as a whole cannot be read.
        MissingExtraError: lxml is not installed.

    >>> read(b"%PDF-1.7", "table.xlsx")
    Traceback (most recent call last):
    ...
    lacmigration.errors.DocumentError: table.xlsx: not XLSX: it is a PDF; name it .pdf
    """
    package = open_package(data, name, kind="xlsx")
    root = package.xml(package.main)
    shared = Shared(texts=shared_texts(package), looks=looks_of(package), since_1904=since_1904(root))
    found = _Found()
    for sheet in sheets_of(package, root):
        _read_sheet(sheet, package, shared, found)
    return Document(
        name=name,
        format="xlsx",
        parts=tuple(found.parts),
        comments=tuple(found.comments),
        unread=tuple(found.unread),
    )


def _read_sheet(sheet: Sheet, package: Package, shared: Shared, found: _Found) -> None:
    place = Place(sheet=sheet.name)
    if sheet.kind != "worksheet":
        found.unread.append(
            Unread(
                place=place,
                what=message("sheet of kind {kind}", kind=sheet.kind),
                reason=message("holds no cells"),
            )
        )
        return
    if sheet.hidden:
        found.unread.append(
            Unread(place=place, what=message("hidden sheet"), reason=message("a reader does not see it"))
        )
        return
    held = cells_of(package, sheet.part, shared, before=found.cells)
    found.cells += len(held.cells)
    first = len(found.parts)
    where: dict[At, int] = {}
    texts = {at: cell.text for at, cell in held.cells.items() if cell.text or cell.formula}
    numbers = {
        at
        for at, cell in held.cells.items()
        if cell.trouble or (cell.stored is not None and not is_period(cell.text))
    }
    spans = _spans(held)
    for piece in regions_of(texts, numbers):
        for part, cells in _parts(piece, held.cells, spans, sheet.name, found):
            where.update(dict.fromkeys(cells, len(found.parts)))
            found.parts.append(part)
    _list_troubles(held, sheet.name, found)
    for ref, text in comments_of(package, sheet.part).items():
        at = place_of(ref)
        before = where.get(at, _next(where, at, len(found.parts))) if at else first
        found.comments.append(Comment(text=text, place=Place(sheet=sheet.name, cell=ref), before=before))


def _next(where: Mapping[At, int], at: At, otherwise: int) -> int:
    """The part of the next cell in reading order."""
    behind = [cell for cell in where if cell > at]
    return where[min(behind)] if behind else otherwise


def _spans(held: SheetCells) -> dict[At, tuple[int, int]]:
    return {
        start: (end[0] - start[0] + 1, end[1] - start[1] + 1) for start, end in held.merged if end > start
    }


def _parts(
    piece: Region | Line,
    cells: Mapping[At, Held],
    spans: Mapping[At, tuple[int, int]],
    sheet: str,
    found: _Found,
) -> Iterator[tuple[Block | Table, Sequence[At]]]:
    if isinstance(piece, Line):
        for at in piece.cells:
            yield _block(at, cells[at], sheet, kind=Kind.PARAGRAPH), [at]
        return
    box = f"{address((piece.top, piece.left))}:{address((piece.bottom, piece.right))}"
    size = (piece.bottom - piece.top + 1) * (piece.right - piece.left + 1)
    if size > MAX_GRID:
        reason = message(
            "cells scattered over {size} places, more than the limit of {limit}", size=size, limit=MAX_GRID
        )
        found.unread.append(Unread(place=Place(sheet=sheet, cell=box), what=message("table"), reason=reason))
        return
    shown = tuple(_cells(piece, cells, spans, sheet))
    seen = {(piece.top + cell.row, piece.left + cell.column) for cell in shown}
    found.covered += (at for at in piece.cells if at not in seen)
    notes = [at for line in piece.notes for at in line.cells]
    captions = [at for line in piece.captions for at in line.cells]
    table = Table(
        cells=shown,
        place=Place(sheet=sheet, cell=box),
        caption=_caption(captions, cells, sheet),
        notes=tuple(_block(at, cells[at], sheet, kind=Kind.FOOTNOTE) for at in notes),
        name=sheet,
    )
    yield table, [*captions, *piece.cells, *notes]


def _caption(captions: Sequence[At], cells: Mapping[At, Held], sheet: str) -> Block | None:
    if not captions:
        return None
    text = "\n".join(cells[at].text for at in captions)
    return Block(kind=Kind.CAPTION, text=text, place=Place(sheet=sheet, cell=address(captions[0])))


def _block(at: At, held: Held, sheet: str, *, kind: Kind) -> Block:
    return Block(kind=kind, text=held.text, place=Place(sheet=sheet, cell=address(at)))


def _cells(
    region: Region, cells: Mapping[At, Held], spans: Mapping[At, tuple[int, int]], sheet: str
) -> Iterator[Cell]:
    headers = _headers(region, cells)
    covered: set[At] = set()
    room = (region.bottom - region.top + 1) * (region.right - region.left + 1)
    for at in region.cells:
        if at in covered:
            continue
        rows, columns = spans.get(at, (1, 1))
        rows, columns = min(rows, region.bottom - at[0] + 1), min(columns, region.right - at[1] + 1)
        room -= rows * columns
        if room < 0:  # ranges that lie over each other, as no program merges them
            rows = columns = 1
        if rows * columns > 1:
            covered |= {(at[0] + down, at[1] + right) for down in range(rows) for right in range(columns)}
        held = cells[at]
        yield Cell(
            block=_block(at, held, sheet, kind=Kind.CELL),
            row=at[0] - region.top,
            column=at[1] - region.left,
            rows=rows,
            columns=columns,
            header=at[0] - region.top < headers,
            stored=held.stored,
            formula=held.formula,
        )


def _headers(region: Region, cells: Mapping[At, Held]) -> int:
    """How many rows at the top are the header, from the first rows and one of the body."""
    rows: dict[int, dict[int, Held]] = {}
    for at in region.cells:
        rows.setdefault(at[0], {})[at[1]] = cells[at]
    width = range(region.left, region.right + 1)
    listed = [[row[at].text if at in row else "" for at in width] for row in rows.values()]
    return header_rows(listed, bold=[all(cell.bold for cell in row.values()) for row in rows.values()])


def _list_troubles(held: SheetCells, sheet: str, found: _Found) -> None:
    by_reason: dict[Saying, list[At]] = {}
    for at, cell in held.cells.items():
        if cell.trouble:
            by_reason.setdefault(cell.trouble, []).append(at)
    by_reason[_COVERED], found.covered = found.covered, []
    for reason, places in by_reason.items():
        for at in places[:MAX_LISTED]:
            what = held.cells[at].text or held.cells[at].formula or message("cell")
            found.unread.append(Unread(place=Place(sheet=sheet, cell=address(at)), what=what, reason=reason))
        if len(places) > MAX_LISTED:
            more = counted("{n} more such cell", "{n} more such cells", len(places) - MAX_LISTED)
            found.unread.append(Unread(place=Place(sheet=sheet), what=more, reason=reason))
    for name in dict.fromkeys(held.objects):
        found.unread.append(
            Unread(place=Place(sheet=sheet), what=_OBJECTS[name], reason=message("hold no cells to read"))
        )
    _list_hidden(held, sheet, found)


def _list_hidden(held: SheetCells, sheet: str, found: _Found) -> None:
    reason = message("read like the others, though a reader does not see them")
    rows = sorted({at[0] for at in held.cells} & held.hidden_rows)
    if rows:
        what = message("hidden rows {rows}", rows=_ranges(rows, str))
        found.unread.append(Unread(place=Place(sheet=sheet), what=what, reason=reason))
    used = sorted({at[1] for at in held.cells})
    columns = [at for at in used if any(low <= at <= high for low, high in held.hidden_columns)]
    if columns:
        named = _ranges(columns, lambda at: address((1, at))[:-1])
        what = message("hidden columns {columns}", columns=named)
        found.unread.append(Unread(place=Place(sheet=sheet), what=what, reason=reason))


def _ranges(numbers: Sequence[int], name: Callable[[int], str]) -> str:
    """Numbers in order as ranges: 2-4, 7."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(name(low) if low == high else f"{name(low)}-{name(high)}" for low, high in ranges)
