"""Of which blocks does a document consist, and where does each character of them stand?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

import attrs

from lacmigration.sayings import Saying, Series, formula, message

__all__ = ["Block", "Cell", "Comment", "Document", "Kind", "Place", "Run", "Table", "Unread"]


class Kind(StrEnum):
    """What a block is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    CELL = "cell"


@attrs.frozen(kw_only=True)
class Place:
    """Where something stands, in the terms of its format; what a format does not have is 0 or empty.

    Lines, columns (in characters), pages and paragraphs count from 1. `str` is how a reader finds it.

    >>> str(Place(line=12, column=5)), str(Place(page=3)), str(Place(sheet="Donors", cell="B7"))
    ('12:5', 'page 3', 'Donors!B7')
    """

    line: int = 0
    column: int = 0
    page: int = 0
    paragraph: int = 0
    sheet: str = ""
    _cell: str | Saying = attrs.field(default="", eq=str)

    def __str__(self) -> str:
        """The place as text."""
        return str(self.said)

    @property
    def said(self) -> str | Saying:
        """The place in words, where a format has names for its places."""
        if self.sheet or (self.cell and not self.line):
            return f"{self.sheet}!{self.cell}" if self.sheet else self._cell
        if self.line and not self.page:
            shown = f"{self.line}:{self.column}" if self.column else f"{self.line}"
            return formula(self._cell, ", ", shown) if self._cell else shown
        named = (
            (self.page, message("page {number}", number=str(self.page))),
            (self.paragraph, message("paragraph {number}", number=str(self.paragraph))),
            (self.line, message("line {number}", number=str(self.line))),
            (self._cell, self._cell),
        )
        return Series(tuple(part for there, part in named if there), between=", ")

    @property
    def cell(self) -> str:
        """The cell, as its format calls it or in English."""
        return str(self._cell)


@attrs.frozen
class Run:
    """A stretch of a block's text that stands in the source letter by letter, in one piece.

    `start` counts in the block's text, `source` in the document's; the run ends where the next one starts.
    """

    start: int
    source: int


@attrs.frozen(kw_only=True)
class Block:
    """A piece of text that is read by itself, free of its format's marks.

    `runs` lead from its characters to the document's source, in order; formats without a readable source
    have none. `level` is that of a heading or of a list item. `language` is what the document says, or empty.
    """

    kind: Kind
    text: str
    place: Place
    runs: tuple[Run, ...] = ()
    level: int = 0
    language: str = ""

    def source_of(self, at: int) -> int | None:
        """Where in the document's source a character of the text stands; None where it has no source."""
        if not self.runs:
            return None
        run = self.runs[max(bisect_right(self.runs, at, key=_start) - 1, 0)]
        return run.source + at - run.start


def _start(run: Run) -> int:
    return run.start


@attrs.frozen(kw_only=True)
class Cell:
    """One cell of a table: its text as a reader sees it.

    `row` and `column` count from 0 in the table's grid; a merged cell spans more than one of them and stands
    once, at its first. `stored` is the number behind the text, where the format keeps one (XLSX).
    `formula` is how it was computed, as the format writes it.
    """

    block: Block
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False
    stored: Decimal | None = None
    formula: str = ""

    @property
    def text(self) -> str:
        """The text as a reader sees it."""
        return self.block.text


@attrs.frozen(kw_only=True)
class Table:
    """A grid of cells in reading order, with its caption and the notes below it where it has them."""

    cells: tuple[Cell, ...]
    place: Place
    caption: Block | None = None
    notes: tuple[Block, ...] = ()
    name: str = ""

    @cached_property
    def grid(self) -> tuple[tuple[Cell | None, ...], ...]:
        """Row by row, each cell at every place that it spans; None where a row has none."""
        height = max((cell.row + cell.rows for cell in self.cells), default=0)
        width = max((cell.column + cell.columns for cell in self.cells), default=0)
        rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    rows[row][column] = cell
        return tuple(map(tuple, rows))

    @property
    def blocks(self) -> Iterator[Block]:
        """Every text of the table: caption, cells, notes."""
        if self.caption is not None:
            yield self.caption
        yield from (cell.block for cell in self.cells)
        yield from self.notes


@attrs.frozen(kw_only=True)
class Comment:
    """A comment of the document's format, in which an author may write directives.

    `before` is the index in `Document.parts` of the part that it stands in or in front of.
    """

    text: str
    place: Place
    before: int


@attrs.frozen(kw_only=True)
class Unread:
    """A part of the document that could not be read, and why.

    What stands in the document, such as a formula or the name of an element, is a text and stays as it is.
    """

    place: Place
    _what: str | Saying = attrs.field(eq=str)
    _reason: str | Saying = attrs.field(eq=str)

    @property
    def what(self) -> str:
        """The part, as it stands there or in English."""
        return str(self._what)

    @property
    def reason(self) -> str:
        """Why it could not be read, in English."""
        return str(self._reason)

    @property
    def said(self) -> Saying:
        """The part and why it could not be read, for any language."""
        return message("{what}: {reason}", what=self._what, reason=self._reason)


@attrs.frozen(kw_only=True)
class Document:
    """A document as its parts in reading order.

    `name` is its path as given, or "<stdin>", "<text>". `source` is the text of formats that are text, from
    which places are counted and into which restatements are written; None for DOCX, PDF and XLSX.
    """

    name: str
    format: str
    parts: tuple[Block | Table, ...]
    source: str | None = None
    language: str = ""
    comments: tuple[Comment, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def blocks(self) -> Iterator[Block]:
        """Every block in reading order, those of tables included."""
        for part in self.parts:
            if isinstance(part, Table):
                yield from part.blocks
            else:
                yield part

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        source = self.source or ""
        starts = [0]
        at = source.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = source.find("\n", at + 1)
        return tuple(starts)

    def place_of(self, block: Block, at: int) -> Place:
        """Where a character of a block stands: line and column in a text, else the place of the block."""
        source = block.source_of(at)
        if source is None or self.source is None:
            return block.place
        line = bisect_right(self._lines, source)
        return attrs.evolve(block.place, line=line, column=source - self._lines[line - 1] + 1)
