"""Which blocks and tables does a Markdown text hold, and where does each of their characters stand?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs

from lacmigration.documents import _html
from lacmigration.documents._blocks import Block, Cell, Document, Kind, Place, Table
from lacmigration.documents._evidence import is_note
from lacmigration.documents._gathering import Gathered, Lines, limited
from lacmigration.documents._grids import Grid
from lacmigration.documents._inlines import Inline, install
from lacmigration.documents._markdown_blocks import DEEPEST, install_blocks
from lacmigration.documents._pen import Pen, cut
from lacmigration.errors import DocumentError, MissingExtraError
from lacmigration.sayings import message

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["LONGEST_PARAGRAPH", "read"]

# The characters of one paragraph or cell; a longer one is data that somebody pasted.
LONGEST_PARAGRAPH = 1_000_000

_ENDS = re.compile(r"\r\n?|\n")
_LANGUAGE = re.compile(
    r"^(?:lang|language)[ \t]*:[ \t]*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)[\"']?[ \t]*(?:#.*)?$",
    re.MULTILINE,
)
_SHOWN = re.compile(
    r"^(title|subtitle|abstract|description)[ \t]*:[ \t]*([\"']?)(?![|>&*!\[{])(\S.*?)\2[ \t]*$", re.MULTILINE
)
_CAPTION = re.compile(r"(?:Table|Tabla|Tabela|Tableau):\s+")


def read(text: str, name: str) -> Document:
    r"""Read CommonMark with pipe tables, footnotes, and what Quarto and MyST add.

    Soft line breaks become a space, hard ones a line feed. What is no text in a line (code, a picture, a
    formula, a citation) becomes one object replacement character (U+FFFC); a footnote's number and other
    superscripts become superscript digits. Code blocks are listed as unread.

    Raises:
        DocumentError: Blocks are nested too deeply, a paragraph is too long, or there are too many cells.
        MissingExtraError: markdown-it-py is not installed.

    >>> document = read("It gave **57.5**\nmillion[^1].", "report.md")
    >>> next(document.blocks).text
    'It gave 57.5 million¹.'
    """
    reading = _Reading(text, name)
    reading.tokens(_parser(name).parse(reading.normal, reading.env))
    return reading.gathered.document(format="markdown", language=reading.language)


def _parser(name: str) -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.footnote import footnote_plugin
        from mdit_py_plugins.front_matter import front_matter_plugin
    except ImportError as cause:
        raise MissingExtraError(
            message("reading {format} needs {library}", format="Markdown", library="markdown-it-py"),
            extra="markdown",
        ) from cause
    # Beyond its own limit the parser drops what follows in silence; ours comes first, with an error.
    md = MarkdownIt("commonmark", {"maxNesting": DEEPEST + 10}).enable(["table", "strikethrough"])
    md.use(footnote_plugin).use(front_matter_plugin)
    md.core.ruler.enableOnly(["block"])  # a paragraph's inside is read when its turn comes, and let go
    install_blocks(md, name)
    install(md)
    return md


class _Reading:
    """Walks through the tokens of the blocks, and writes each block with its places."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.gathered = Gathered(name, Lines(text))
        self.env: dict[str, Any] = {}
        self.language = ""
        self.normal = _ENDS.sub("\n", text)
        # Where each line starts, in the text that the parser sees and in the source.
        self._normal_starts = [0]
        self._starts = [0]
        for found in _ENDS.finditer(text):
            self._starts.append(found.end())
            self._normal_starts.append(self._normal_starts[-1] + found.start() - self._starts[-2] + 1)
        self._kinds: list[tuple[Kind, int]] = [(Kind.PARAGRAPH, 0)]
        self._lists = 0
        self._fresh = False
        self._md: MarkdownIt | None = None
        self._grid = Grid()
        self._in_table = False
        self._grid_start = 0
        self._cells = 0

    def _source(self, normal: int) -> int:
        line = bisect_right(self._normal_starts, normal) - 1
        return self._starts[line] + normal - self._normal_starts[line]

    def _line(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def tokens(self, tokens: list[Token]) -> None:
        """Read all blocks."""
        for index, token in enumerate(tokens):
            handle = _HANDLERS.get(token.type)
            if handle is not None:
                handle(self, token)
            elif token.type == "inline":
                self._inline(token, tokens[index - 1])

    # -- inline

    def _origin(self, anchors: list[tuple[int, int]]) -> Callable[[int], int]:
        """From an offset in a block's content to the source, by where each line of the content stands."""
        offsets = [offset for offset, _ in anchors]
        sources = [self._source(normal) for _, normal in anchors]

        def origin(at: int) -> int:
            index = max(bisect_right(offsets, at) - 1, 0)
            return sources[index] + at - offsets[index]

        return origin

    def _written(self, token: Token) -> Inline:
        if len(token.content) > LONGEST_PARAGRAPH:
            line = (token.map or [0])[0]
            raise DocumentError(
                message(
                    "a paragraph of {size} characters; up to {limit} are read as Markdown; break it up, or "
                    "read it as plain text",
                    size=len(token.content),
                    limit=LONGEST_PARAGRAPH,
                ),
                name=self.gathered.name,
                place=self.gathered.lines.place(self._line(line)).said,
            )
        anchors = [(offset, self._source(normal)) for offset, normal in token.meta["anchors"]]
        inline = Inline(anchors, token.content)
        md = self._md = self._md or _parser(self.gathered.name)
        children: list[Token] = []
        md.inline.parse(token.content, md, self.env, children)
        inline.write(children)
        return inline

    def _inline(self, token: Token, opening: Token) -> None:
        inline = self._written(token)
        for text, offset in inline.comments:
            self.gathered.comment(text, offset)
            inline.last = max(inline.last, offset + 1)
        if self._in_table:
            self._cell(token, opening, inline)
        else:
            self._prose(token, opening, inline)
        for pen in inline.notes:
            if pen:
                note = pen.block(Kind.FOOTNOTE, Place(), language=self.language)
                start = note.runs[0].source
                note = attrs.evolve(note, place=self.gathered.lines.place(start))
                at = max(inline.last, start)
                self.gathered.part(note, at, at)

    def _prose(self, token: Token, opening: Token, inline: Inline) -> None:
        if "{{< include" in token.content:
            self.gathered.unread(
                message("include"), message("the file that is named here is not read"), inline.first
            )
        if inline.pen:
            self._block(opening, inline)
        elif (picture := inline.picture) is not None:
            place = self.gathered.lines.place(picture.first)
            block = picture.pen.block(Kind.CAPTION, place, language=self.language)
            self.gathered.part(block, picture.first, picture.last, joins=False)

    def _block(self, opening: Token, inline: Inline) -> None:
        kind, level = self._kinds[-1]
        if opening.type == "heading_open":
            kind, level = Kind.HEADING, int(opening.tag[1])
        elif opening.type == "caption_open":
            kind = Kind.CAPTION
        elif kind is Kind.ITEM:
            if not self._fresh:
                kind = Kind.PARAGRAPH
            self._fresh = False
        place = self.gathered.lines.place(inline.first)
        block = inline.pen.block(kind, place, level=level, language=self.language)
        named = _CAPTION.match(block.text)
        if kind is Kind.PARAGRAPH and named:
            block = attrs.evolve(cut(block, named.end(), len(block.text)), kind=Kind.CAPTION)
        self.gathered.part(block, inline.first, inline.last)

    # -- blocks

    def opened(self, token: Token) -> None:
        """A list begins."""
        del token
        self._lists += 1

    def closed(self, token: Token) -> None:
        """A list ends."""
        del token
        self._lists -= 1

    def item(self, token: Token) -> None:
        """An item begins."""
        del token
        self._kinds.append((Kind.ITEM, self._lists))
        self._fresh = True

    def note(self, token: Token) -> None:
        """A footnote begins."""
        del token
        self._kinds.append((Kind.FOOTNOTE, 0))

    def up(self, token: Token) -> None:
        """An item or footnote ends."""
        del token
        self._kinds.pop()
        self._fresh = False

    def code(self, token: Token) -> None:
        """Code: listed, not read."""
        named = token.info.strip()[:40]
        what = message("code block ({language})", language=named) if named else message("code block")
        self.gathered.unread(what, message("code is not read as prose"), self._line((token.map or [0])[0]))

    def embedded(self, token: Token) -> None:
        """Something else that is no prose."""
        self.gathered.unread(token.meta["what"], token.meta["reason"], self._line((token.map or [0])[0]))

    def html(self, token: Token) -> None:
        """A block of HTML."""
        origin = self._origin(token.meta["anchors"])
        _html.gather(
            token.content, self.gathered, origin=origin, language=self.language, kind=self._kinds[-1][0]
        )

    def front_matter(self, token: Token) -> None:
        """What Quarto and MyST put first: of it the language, and what is printed."""
        found = _LANGUAGE.search(token.content)
        if found:
            self.language = found[1].replace("_", "-")
        first = self._normal_starts[1]
        for found in _SHOWN.finditer(token.content):
            start, end = self._source(first + found.start(3)), self._source(first + found.end(3))
            pen = Pen()
            pen.add(self.text[start:end], start)
            title = found[1] == "title"
            kind = Kind.HEADING if title else Kind.PARAGRAPH
            place = self.gathered.lines.place(start)
            block = pen.block(kind, place, level=int(title), language=self.language)
            self.gathered.part(block, start, end, joins=False)

    # -- tables

    def table(self, token: Token) -> None:
        """A table begins."""
        self._grid, self._in_table = Grid(), True
        self._grid_start = self._line((token.map or [0])[0])

    def row(self, token: Token) -> None:
        """A row begins."""
        del token
        self._grid.row()

    def _cell(self, token: Token, opening: Token, inline: Inline) -> None:
        place = self.gathered.lines.place(self._origin(token.meta["anchors"])(0))
        block = inline.pen.block(Kind.CELL, place, language=self.language)
        self._cells += 1
        limited(self._cells, name=self.gathered.name, place=place)
        self._grid.cell(block, header=opening.type == "th_open")

    def table_end(self, token: Token) -> None:
        """A table ends."""
        del token
        cells = self._grid.cells()
        notes: list[Block] = []
        # A line right below the table is a row of it by the letter, but nobody means that of its source.
        while _is_noted(cells):
            notes.insert(0, attrs.evolve(_last_row(cells)[0].block, kind=Kind.PARAGRAPH))
            cells = cells[: -len(_last_row(cells))]
        place = self.gathered.lines.place(self._grid_start)
        end = max((cell.block.source_of(0) or 0) + len(cell.text) for cell in cells)
        table = Table(cells=cells, place=place, notes=tuple(notes))
        self.gathered.part(table, self._grid_start, max(end, self._grid_start + 1))
        self._in_table = False


def _last_row(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    start = len(cells)
    while start and cells[start - 1].row == cells[-1].row:
        start -= 1
    return cells[start:]


def _is_noted(cells: tuple[Cell, ...]) -> bool:
    row = _last_row(cells)
    return row[0].row > 0 and len(row) > 1 and is_note(row[0].text) and not any(cell.text for cell in row[1:])


_HANDLERS: dict[str, Callable[[_Reading, Token], None]] = {
    "bullet_list_open": _Reading.opened,
    "ordered_list_open": _Reading.opened,
    "bullet_list_close": _Reading.closed,
    "ordered_list_close": _Reading.closed,
    "list_item_open": _Reading.item,
    "list_item_close": _Reading.up,
    "footnote_reference_open": _Reading.note,
    "footnote_reference_close": _Reading.up,
    "fence": _Reading.code,
    "code_block": _Reading.code,
    "unread": _Reading.embedded,
    "html_block": _Reading.html,
    "front_matter": _Reading.front_matter,
    "table_open": _Reading.table,
    "tr_open": _Reading.row,
    "table_close": _Reading.table_end,
}
