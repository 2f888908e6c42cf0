"""Which blocks and tables does a reader of an HTML page see, and where in its source do they stand?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from typing import Any

import attrs

from lacmigration.documents._blocks import Block, Document, Kind, Run, Table
from lacmigration.documents._gathering import Gathered, Lines, limited
from lacmigration.documents._grids import Grid
from lacmigration.documents._pen import NO_TEXT, Pen, lowered, raised
from lacmigration.documents._tags import Comment, End, Start, Text, Torn, tokens

__all__ = ["gather", "merged", "read"]

_SPECIAL = re.compile(
    r"[ \t\n\r\f]{2,}|[\t\n\r\f]|"
    r"&(?:#[0-9]{1,8}(?![0-9]);?|#[xX][0-9a-fA-F]{1,6}(?![0-9a-fA-F]);?|[A-Za-z][A-Za-z0-9]{1,31};?)"
)
# In preformatted text: the end of a line, an entity, or what stands between them.
_PIECES = re.compile(
    r"\r?\n|\r|[^&\r\n]+|"
    r"&(?:#[0-9]{1,8}(?![0-9]);?|#[xX][0-9a-fA-F]{1,6}(?![0-9a-fA-F]);?|[A-Za-z][A-Za-z0-9]{1,31};?)|&"
)
_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
_BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "dir",
        ),
        *(
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
        ),
        *(
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "optgroup",
            "option",
        ),
        *(
            "p",
            "pre",
            "search",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
        ),
    }
)
_LISTS = frozenset({"dir", "menu", "ol", "ul"})
_SECTIONS = frozenset({"tbody", "tfoot", "thead"})
_CELLS = frozenset({"td", "th"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What stands in a line and is no text.
_NO_TEXT = frozenset(
    {
        "canvas",
        "code",
        "del",
        "embed",
        "iframe",
        "img",
        "kbd",
        "math",
        "object",
        "s",
        "samp",
        "strike",
        "svg",
        "tt",
    }
)
_HIDDEN = frozenset(
    {
        *(
            "audio",
            "datalist",
            "head",
            "iframe",
            "noembed",
            "noframes",
            "noscript",
            "script",
            "select",
            "style",
        ),
        *("template", "textarea", "title", "video", *_NO_TEXT),
    }
)
# What changes inside of elements with these names.
_CHANGES: dict[str, dict[str, Any]] = {
    "caption": {"kind": Kind.CAPTION, "level": 0},
    "dl": {"term": -1, "paragraph": -1},
    "figcaption": {"kind": Kind.CAPTION, "level": 0},
    "pre": {"pre": True},
    "sub": {"script": "sub"},
    "sup": {"script": "sup"},
    "table": {"item": -1, "paragraph": -1, "term": -1},
}
_NOTES = re.compile(r"\b(?:foot|end)notes?\b|\bdoc-(?:foot|end)notes?\b", re.IGNORECASE)
_REFERENCE = re.compile(r"noteref|footnote-ref|fnref", re.IGNORECASE)
_BACK = re.compile(r"footnote-?back|doc-backlink|backref", re.IGNORECASE)


@attrs.frozen
class _Open:
    """An open element, with all that its text inherits from it."""

    name: str = ""
    language: str = ""
    hidden: bool = False
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    depth: int = 0  # of lists
    item: int = -1  # where in the stack the open <li>, <p>, <dt> or <dd> is that the next one closes
    paragraph: int = -1
    term: int = -1
    script: str = ""  # "sup", "sub"
    pre: bool = False


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
    page = _Page(gathered, origin, _Open(language=language, kind=kind))
    for token in tokens(text):
        if isinstance(token, Text):
            page.text(text, token)
        elif isinstance(token, Start):
            page.begin(token)
        elif isinstance(token, End):
            page.end(token.name, token.end)
        elif isinstance(token, Comment):
            page.comment(token)
        elif isinstance(token, Torn):
            gathered.unread(
                token.what, "it is never closed, so nothing after it can be read", origin(token.start)
            )
    page.close(len(text))
    return page.language


class _Page:
    """The state of reading: open elements, open tables, and the block being written."""

    def __init__(self, gathered: Gathered, origin: Callable[[int], int], root: _Open) -> None:
        self.gathered = gathered
        self.origin = origin
        self.language = ""
        self._stack = [root]
        self._counts: list[Counter[str]] = [Counter()]
        self._tables: list[_OpenTable] = []
        self._figures: list[_Figure] = []
        self._cells = 0
        self._pen = Pen()
        self._begun: _Open = root
        self._start = self._end = 0
        self._said: set[int] = set()  # the list items whose first block was written
        self._figcaption = False

    # -- text

    def text(self, source: str, token: Text) -> None:
        """Write a text into the open block, white space collapsed and entities resolved."""
        top = self._stack[-1]
        if top.hidden or (self._tables and self._tables[-1].cell is None and not self._in_caption()):
            return
        script = raised if top.script == "sup" else lowered if top.script == "sub" else None
        at = token.start
        if top.pre:
            for found in _PIECES.finditer(source, token.start, token.end):
                piece = found[0]
                written = "\n" if piece[0] in "\r\n" else unescape(piece) if piece[0] == "&" else piece
                self._write(written, found.start(), piece)
            return
        for found in _SPECIAL.finditer(source, token.start, token.end):
            if at < found.start():
                self._literal(source[at : found.start()], at, script)
            piece = found[0]
            if piece[0] == "&":
                self._write(unescape(piece), found.start(), piece)
            elif not self._pen.blank:
                self._write(" ", found.start(), piece)
            at = found.end()
        if at < token.end:
            self._literal(source[at : token.end], at, script)

    def _literal(self, text: str, at: int, script: Callable[[str], str] | None) -> None:
        if text[0] == " " and self._pen.blank:
            text, at = text[1:], at + 1
        if text:
            self._write(script(text) if script else text, at, text)

    def _write(self, text: str, at: int, source: str) -> None:
        """Write at most as many characters as the source has there."""
        if not self._pen.blank or not text.isspace():
            if not self._pen:
                self._begun = self._stack[-1]
                self._start = at
            self._end = at + len(source)
        if text == source:
            self._pen.add(text, self.origin(at))
        elif len(text) == len(source):
            self._pen.put(text, self.origin(at))
        else:
            for character in text:
                self._pen.put(character, self.origin(at))

    def _in_caption(self) -> bool:
        return self._counts[-1]["caption"] > 0

    def comment(self, token: Comment) -> None:
        """Keep a comment; inside a block it belongs to that block."""
        self.gathered.comment(token.text, self.origin(token.start))
        if self._pen:
            self._end = max(self._end, token.end)

    # -- blocks

    def _flush(self) -> None:
        pen, self._pen = self._pen, Pen()
        if not pen:
            return
        begun = self._begun
        kind = begun.kind
        if kind is Kind.ITEM:
            if begun.item in self._said:
                kind = Kind.PARAGRAPH
            self._said.add(begun.item)
        start, end = self.origin(self._start), self.origin(self._end - 1) + 1
        block = pen.block(kind, self.gathered.lines.place(start), level=begun.level, language=begun.language)
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
        if name in _BLOCKS:
            self._flush()
            self._close_for(name)
        if not self._stack[-1].hidden:
            self._stand_in(tag)
        if name in _VOID:
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
        name, pre = tag.name, self._stack[-1].pre
        if name in _NO_TEXT and not pre:
            self._write(NO_TEXT, tag.start, "<")
        elif name == "br":
            self._write("\n", tag.start, "<")
        if name == "code" and pre:
            self.gathered.unread("code block", "code is not read as prose", self.origin(tag.start))
        elif name in ("svg", "iframe", "object", "canvas", "embed"):
            self.gathered.unread(f"<{name}>", "embedded content is not read", self.origin(tag.start))

    def _close_for(self, name: str) -> None:
        """Close what the start of a block ends though nobody wrote its end tag."""
        top = self._stack[-1]
        if name == "li" and top.item >= 0:
            self._pop_to(top.item)
        elif name in ("dt", "dd") and top.term >= 0:
            self._pop_to(top.term)
        elif self._tables and (name in _CELLS or name == "tr" or name in _SECTIONS):
            table = self._tables[-1]
            self._close_cell()
            self._pop_to(table.height + 1)
        elif top.paragraph >= 0:
            self._pop_to(top.paragraph)
        elif name in _HEADINGS and top.name in _HEADINGS:
            self._pop()

    def _in_table(self, tag: Start) -> None:
        table = self._tables[-1]
        if tag.name in _CELLS:
            if not table.in_row:
                table.grid.row()
                table.in_row = True
            table.cell = tag
            table.headers = table.headers or tag.name == "th"
            self._counts.append(Counter())
        elif tag.name == "tr":
            table.grid.row()
            table.in_row = True
        elif tag.name in _SECTIONS:
            table.grid.section()
            table.head = tag.name == "thead"
            table.in_row = False

    def _push(self, tag: Start) -> None:
        opened = self._inherited(tag, self._stack[-1])
        change = self._change(tag, opened, len(self._stack))
        self._counts[-1][tag.name] += 1
        self._stack.append(attrs.evolve(opened, **change) if change else opened)

    def _inherited(self, tag: Start, top: _Open) -> _Open:
        """What an element has from the one around it and from its attributes."""
        name, attributes, kind, script = tag.name, tag.attributes, top.kind, top.script
        hidden, language = top.hidden or name in _HIDDEN, top.language
        if attributes:
            language = attributes.get("lang") or attributes.get("xml:lang") or language
            hidden = (
                hidden or "hidden" in attributes or _UNSEEN.search(attributes.get("style", "")) is not None
            )
            marks = " ".join(attributes.get(key, "") for key in ("class", "role", "epub:type"))
            if name == "a":
                script = "sup" if _REFERENCE.search(marks) else script
                hidden = hidden or _BACK.search(marks) is not None
            elif name != "sup" and _NOTES.search(marks):
                kind = Kind.FOOTNOTE
            if name in ("html", "body") and not self.language:
                self.language = language
        return _Open(
            name,
            language,
            hidden,
            kind,
            top.level,
            top.depth,
            top.item,
            top.paragraph,
            top.term,
            script,
            top.pre,
        )

    def _change(self, tag: Start, opened: _Open, at: int) -> dict[str, Any]:
        """What changes inside an element by its name."""
        name = tag.name
        if name in _HEADINGS:
            return {"kind": Kind.HEADING, "level": _HEADINGS[name]}
        if name in _LISTS:
            return {"depth": opened.depth + 1, "item": -1, "paragraph": -1}
        if name == "li":
            self._said.discard(at)
            kind = opened.kind if opened.kind is Kind.FOOTNOTE else Kind.ITEM
            return {"kind": kind, "level": opened.depth, "item": at, "paragraph": -1}
        if name == "p":
            return {"paragraph": at}
        if name in ("dt", "dd"):
            return {"term": at, "paragraph": -1}
        if name in _CELLS and self._tables:
            if self._tables[-1].cell is tag:
                self._counts[-1][name] -= 1  # the scope of a cell starts inside of it
            return {"kind": Kind.PARAGRAPH, "level": 0, "depth": 0, "item": -1, "paragraph": -1, "term": -1}
        return _CHANGES.get(name, {})

    def end(self, name: str, at: int) -> None:
        """Close an element, and those inside it that are still open; an end without a start says nothing."""
        if name in _BLOCKS:
            self._flush()
        if name == "table" and self._tables:
            self._close_table(at)
        elif self._tables and (name in _CELLS or name == "tr" or name in _SECTIONS):
            table = self._tables[-1]
            self._close_cell()
            self._pop_to(table.height + 1)
            if name not in _CELLS:
                table.in_row = False
            if name in _SECTIONS:
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


def merged(blocks: list[Block]) -> Block | None:
    """The blocks of a cell as one, a line each."""
    if not blocks:
        return None
    runs: list[Run] = []
    length = 0
    for block in blocks:
        runs += (Run(run.start + length, run.source) for run in block.runs)
        length += len(block.text) + 1
    return attrs.evolve(
        blocks[0], kind=Kind.CELL, level=0, text="\n".join(block.text for block in blocks), runs=tuple(runs)
    )


def _number(text: str) -> int:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1
