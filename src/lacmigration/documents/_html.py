"""Which blocks and tables does a reader of an HTML page see, and where in its source do they stand?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import attrs

from lacmigration.documents._blocks import Block, Document, Kind, Table
from lacmigration.documents._gathering import Gathered, Lines, limited
from lacmigration.documents._grids import Grid, merged
from lacmigration.documents._htmlelements import Opened, changes, inherited
from lacmigration.documents._htmlnames import BLOCKS, CELLS, HEADINGS, OBJECTS, SECTIONS, VOID
from lacmigration.documents._htmltext import Writing
from lacmigration.documents._pen import NO_TEXT
from lacmigration.documents._tags import Comment, End, Start, Text, tokens
from lacmigration.sayings import message

__all__ = ["gather", "read"]


@attrs.define
class _OpenTable:
    """A table whose end has not come."""

    start: int
    height: int  # of the stack below its cells
    language: str
    presentation: bool
    grid: Grid = attrs.field(factory=Grid)
    caption: Block | None = None
    head: bool = False
    in_row: bool = False
    headers: bool = False
    nested: bool = False
    cell: Start | None = None
    blocks: list[tuple[Block, int, int]] = attrs.field(factory=list)
    all_blocks: list[tuple[Block, int, int]] = attrs.field(factory=list)
    filled: int = 0


@attrs.define
class _Figure:
    caption: tuple[Block, int, int] | None = None
    tables: int = 0


def _same(offset: int) -> int:
    return offset


def read(text: str, name: str) -> Document:
    r"""Read a page: what a browser would show, with the tables as tables.

    Hidden elements, scripts, styles and templates are not read. A raised number becomes superscript digits
    ("19.6<sup>1</sup>" is "19.6¹"), a lowered one subscript digits; code, pictures and struck-out words
    become one object replacement character (U+FFFC).

    Raises:
        DocumentError: The tables have more cells than are read.

    >>> page = read("<h1>Funds</h1><p>It gave <b>5</b>&nbsp;million.", "page.html")
    >>> [block.text for block in page.blocks]
    ['Funds', 'It gave 5\xa0million.']
    """
    gathered = Gathered(name, Lines(text))
    return gathered.document(format="html", language=gather(text, gathered))


def gather(
    text: str,
    gathered: Gathered,
    *,
    origin: Callable[[int], int] = _same,
    language: str = "",
    kind: Kind = Kind.PARAGRAPH,
) -> str:
    """Read a page or a piece of one into `gathered`; `origin` leads from its offsets to the source's.

    Returns the language that the page names for all of itself, or an empty text.
    """
    page = _Page(gathered, origin, Opened(language=language, kind=kind))
    for token in tokens(text):
        if isinstance(token, Text):
            page.text(text, token)
        elif isinstance(token, Start):
            page.begin(token)
        elif isinstance(token, End):
            page.end(token.name, token.end)
        elif isinstance(token, Comment):
            page.comment(token)
        else:
            gathered.unread(
                token.what,
                message("it is never closed, so nothing after it can be read"),
                origin(token.start),
            )
    page.close(len(text))
    return page.language


class _Page:
    """The state of reading: open elements, open tables, and the block being written."""

    def __init__(self, gathered: Gathered, origin: Callable[[int], int], root: Opened) -> None:
        self.gathered = gathered
        self.origin = origin
        self.language = ""
        self._stack = [root]
        self._counts: list[Counter[str]] = [Counter()]
        self._tables: list[_OpenTable] = []
        self._figures: list[_Figure] = []
        self._cells = 0
        self._writing = Writing(origin)
        self._said: set[int] = set()  # the list items whose first block was written
        self._figcaption = False

    def text(self, source: str, token: Text) -> None:
        """Write what is seen of a text into the open block."""
        top = self._stack[-1]
        if top.hidden or (self._tables and self._tables[-1].cell is None and not self._in_caption()):
            return
        self._writing.text(source, token, top)

    def _in_caption(self) -> bool:
        return self._counts[-1]["caption"] > 0

    def comment(self, token: Comment) -> None:
        """Keep a comment; inside a block it belongs to that block."""
        self.gathered.comment(token.text, self.origin(token.start))
        if self._writing.pen:
            self._writing.end = max(self._writing.end, token.end)

    # -- blocks

    def _flush(self) -> None:
        written, self._writing = self._writing, Writing(self.origin)
        if not written.pen:
            return
        begun = written.begun
        kind = begun.kind
        if kind is Kind.ITEM:
            if begun.item in self._said:
                kind = Kind.PARAGRAPH
            self._said.add(begun.item)
        start, end = self.origin(written.start), self.origin(written.end - 1) + 1
        place = self.gathered.lines.place(start)
        block = written.pen.block(kind, place, level=begun.level, language=begun.language)
        if self._tables and self._tables[-1].cell is None:
            self._tables[-1].caption = attrs.evolve(block, kind=Kind.CAPTION)
        elif self._tables:
            self._tables[-1].blocks.append((block, start, end))
        elif kind is Kind.CAPTION and self._figures:
            self._figures[-1].caption = (block, start, end)
        else:
            self.gathered.part(block, start, end)

    def begin(self, tag: Start) -> None:
        """Open an element, after closing what it closes."""
        name = tag.name
        if name in BLOCKS:
            self._flush()
            self._close_for(name)
        if not self._stack[-1].hidden:
            self._stand_in(tag)
        if name in VOID:
            return
        if name == "table":
            self._open_table(tag)
        elif name == "figure":
            self._figures.append(_Figure())
        elif self._tables:
            self._in_table(tag)
        self._push(tag)

    def _stand_in(self, tag: Start) -> None:
        """Write what stands for an element that is no text."""
        name, top = tag.name, self._stack[-1]
        if name in OBJECTS and not top.pre:
            self._writing.write(NO_TEXT, tag.start, "<", top)
        elif name == "br":
            self._writing.write("\n", tag.start, "<", top)
        if name == "code" and top.pre:
            self.gathered.unread(
                message("code block"), message("code is not read as prose"), self.origin(tag.start)
            )
        elif name in ("svg", "iframe", "object", "canvas", "embed"):
            self.gathered.unread(f"<{name}>", message("embedded content is not read"), self.origin(tag.start))

    def _close_for(self, name: str) -> None:
        """Close what the start of a block ends though nobody wrote its end tag."""
        top = self._stack[-1]
        if name == "li" and top.item >= 0:
            self._pop_to(top.item)
        elif name in ("dt", "dd") and top.term >= 0:
            self._pop_to(top.term)
        elif self._tables and (name in CELLS or name == "tr" or name in SECTIONS):
            table = self._tables[-1]
            self._close_cell()
            self._pop_to(table.height + 1)
        elif top.paragraph >= 0:
            self._pop_to(top.paragraph)
        elif name in HEADINGS and top.name in HEADINGS:
            self._pop()

    def _in_table(self, tag: Start) -> None:
        table = self._tables[-1]
        if tag.name in CELLS:
            if not table.in_row:
                table.grid.row()
                table.in_row = True
            table.cell = tag
            table.headers = table.headers or tag.name == "th"
            self._counts.append(Counter())
        elif tag.name == "tr":
            table.grid.row()
            table.in_row = True
        elif tag.name in SECTIONS:
            table.grid.section()
            table.head = tag.name == "thead"
            table.in_row = False

    def _push(self, tag: Start) -> None:
        opened, at = inherited(tag, self._stack[-1]), len(self._stack)
        if tag.name in ("html", "body") and tag.attributes and not self.language:
            self.language = opened.language
        if tag.name == "li":
            self._said.discard(at)
        if not (tag.name in CELLS and self._tables and self._tables[-1].cell is tag):
            self._counts[-1][tag.name] += 1  # but the scope of a cell starts inside of it
        change = changes(tag.name, opened, at, in_table=bool(self._tables))
        self._stack.append(attrs.evolve(opened, **change) if change else opened)

    def end(self, name: str, at: int) -> None:
        """Close an element, and those inside it that are still open; an end without a start says nothing."""
        if name in BLOCKS:
            self._flush()
        if name == "table" and self._tables:
            self._close_table(at)
        elif self._tables and (name in CELLS or name == "tr" or name in SECTIONS):
            table = self._tables[-1]
            self._close_cell()
            self._pop_to(table.height + 1)
            if name not in CELLS:
                table.in_row = False
            if name in SECTIONS:
                table.grid.section()
                table.head = False
        elif self._counts[-1][name] > 0:
            while self._stack[-1].name != name:
                self._pop()
            self._pop()
            if name == "figure":
                self._close_figure()

    def _pop(self) -> None:
        self._counts[-1][self._stack.pop().name] -= 1

    def _pop_to(self, height: int) -> None:
        while len(self._stack) > height:
            self._pop()

    # -- tables and figures

    def _open_table(self, tag: Start) -> None:
        if self._tables:
            self._tables[-1].nested = True
            if self._tables[-1].cell is None:  # markup between the rows, as pages do write it
                self._in_table(Start(tag.start, tag.start, "td", {}))
        if self._figures:
            self._figures[-1].tables += 1
        top = self._stack[-1]
        self._tables.append(
            _OpenTable(
                tag.start,
                len(self._stack),
                top.language,
                tag.attributes.get("role", "") in ("none", "presentation"),
            )
        )
        self._counts.append(Counter())

    def _close_cell(self) -> None:
        table = self._tables[-1]
        cell = table.cell
        if cell is None:
            return
        self._flush()
        self._pop_to(table.height + 1)
        self._counts.pop()
        table.cell = None
        blocks, table.blocks = table.blocks, []
        table.filled += bool(blocks)
        table.all_blocks += blocks
        block = merged([block for block, _, _ in blocks])
        if block is None:
            place = self.gathered.lines.place(self.origin(cell.start))
            block = Block(kind=Kind.CELL, text="", place=place, language=table.language)
        self._cells += 1
        table.grid.cell(
            block,
            rows=_number(cell.attributes.get("rowspan", "1")),
            columns=_number(cell.attributes.get("colspan", "1")),
            header=cell.name == "th" or table.head,
        )
        limited(self._cells, name=self.gathered.name, place=block.place)
        limited(table.grid.area, name=self.gathered.name, place=block.place)

    def _close_table(self, at: int) -> None:
        self._close_cell()
        table = self._tables.pop()
        self._pop_to(table.height)
        self._counts.pop()
        start, end = self.origin(table.start), self.origin(max(at - 1, 0)) + 1
        plain = table.nested and not table.headers and table.caption is None
        if table.presentation or plain or (table.filled < 2 and table.caption is None):
            for block, first, last in table.all_blocks:
                if self._tables:
                    self._tables[-1].blocks.append((block, first, last))
                else:
                    self.gathered.part(block, first, last)
            return
        place = self.gathered.lines.place(start)
        self.gathered.part(Table(cells=table.grid.cells(), place=place, caption=table.caption), start, end)

    def _close_figure(self) -> None:
        figure = self._figures.pop()
        if figure.caption is not None:
            block, start, end = figure.caption
            self.gathered.part(block, start, end, joins=figure.tables == 1)

    def close(self, at: int) -> None:
        """Close all that is open."""
        self._flush()
        while self._tables:
            self._close_table(at)
        while self._figures:
            self._close_figure()


def _number(text: str) -> int:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1
