"""Which blocks and tables does a reStructuredText hold, and where does each stand?"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import attrs

from lacmigration.documents._blocks import Block, Document, Kind, Place, Table
from lacmigration.documents._gathering import Gathered, Lines, limited
from lacmigration.documents._grids import Grid, merged
from lacmigration.documents._pen import NO_TEXT, lowered, raised
from lacmigration.documents._rsttext import Writing
from lacmigration.errors import DocumentError, MissingExtraError
from lacmigration.sayings import message

__all__ = ["LONGEST_LINE", "read"]

# docutils takes more than linear time over the inside of one paragraph.
LONGEST_LINE = 100_000

_LANGUAGE = re.compile(
    r"^:(?:lang|language):[ \t]+([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)[ \t]*\r?$", re.MULTILINE
)
_SETTINGS = {
    "file_insertion_enabled": False,
    "halt_level": 6,
    "line_length_limit": LONGEST_LINE,
    "raw_enabled": False,
    "report_level": 6,
}
_LISTING = message("code block"), message("code is not read as prose")
_CODE = {
    "literal_block": _LISTING,
    "doctest_block": _LISTING,
    "math_block": (message("formula"), message("mathematics is not read as prose")),
    "raw": (message("raw block"), message("it is of another format")),
    "option_list": (message("list of options"), message("options of a command are not read as prose")),
}
_SKIPPED = frozenset(
    {
        "image",
        "label",
        "pending",
        "substitution_definition",
        "system_message",
        "target",
        "title_reference",
        "colspec",
    }
)
_PROSE = frozenset({"attribution", "caption", "line", "paragraph", "rubric", "subtitle", "term", "title"})
_OBJECTS = frozenset({"citation_reference", "image", "literal", "math", "raw", "substitution_reference"})
_SCRIPTS = {"footnote_reference": raised, "subscript": lowered, "superscript": raised}
_LISTS = frozenset({"bullet_list", "enumerated_list"})


def read(text: str, name: str) -> Document:
    r"""Read sections, lists, tables, footnotes and comments with docutils; nothing is included or run.

    Lines are exact. Columns are where the text is found in its line again, which tabs can prevent; then the
    column is 0. What docutils does not understand, such as a directive of Sphinx, is listed as unread.

    Raises:
        DocumentError: Lines are too long, blocks too deeply nested, or there are too many cells.
        MissingExtraError: docutils is not installed.

    >>> [block.text for block in read("Funds\n=====\n\nIt gave **5** million [1]_.", "a.rst").blocks]
    ['Funds', 'It gave 5 million ¹.']
    """
    gathered = Gathered(name, Lines(text))
    _Reading(gathered).walk(_tree(text, gathered))
    said = _LANGUAGE.search(text)
    return gathered.document(format="rst", language=said[1].replace("_", "-") if said else "")


def _tree(text: str, gathered: Gathered) -> Any:
    try:
        # docutils has no types, and its modules none that a checker could look up
        parser = import_module("docutils.parsers.rst").Parser
        settings = import_module("docutils.frontend").get_default_settings(parser)
        new_document = import_module("docutils.utils").new_document
    except ImportError as cause:
        raise MissingExtraError(
            message("reading {format} needs {library}", format="reStructuredText", library="docutils"),
            extra="rst",
        ) from cause
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        raise DocumentError(
            message(
                "a line of {size} characters; up to {limit} are read; break it",
                size=longest,
                limit=LONGEST_LINE,
            ),
            name=gathered.name,
        )
    for option, value in _SETTINGS.items():
        setattr(settings, option, value)
    tree = new_document(gathered.name, settings)

    def observe(seen: Any) -> None:
        if seen["level"] >= 2:
            line = min(max(int(seen.get("line") or 1), 1), len(gathered.lines))
            reason = " ".join(seen.children[0].astext().split())
            gathered.unread(message("markup"), reason[:300], gathered.lines.start(line))

    tree.reporter.attach_observer(observe)
    try:
        parser().parse(text, tree)
    except RecursionError as cause:
        raise DocumentError(
            message("blocks are nested too deeply; flatten them"), name=gathered.name
        ) from cause
    return tree


@attrs.frozen
class _Inside:
    """What surrounds a node."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    section: int = 0
    lists: int = 0
    table: _OpenTable | None = None


@attrs.define(eq=False)
class _OpenTable:
    line: int
    grid: Grid = attrs.field(factory=Grid)
    caption: Block | None = None
    row_line: int = 0
    row_column: int = 0


class _Reading:
    """Walks the tree without recursion, and finds each text in the source again."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self._lines = gathered.lines.text.split("\n")
        self._line = 0  # where the last text ended: the next one stands below
        self._cells = 0

    def walk(self, root: Any) -> None:
        """Read all nodes in order."""
        todo: list[tuple[Any, _Inside]] = [(root, _Inside())]
        while todo:
            node, inside = todo.pop()
            name = type(node).__name__
            if name in _CODE:
                what, reason = _CODE[name]
                self.gathered.unread(what, reason, self._offset(node))
            elif name == "comment":
                self._comment(node)
            elif name in _PROSE:
                self._prose(node, inside)
            elif name == "table":
                self._table(node)
            elif name not in _SKIPPED and not name.startswith("Text"):
                todo += reversed(
                    [
                        (child, self._within(child, name, index, inside))
                        for index, child in enumerate(node.children)
                    ]
                )

    @staticmethod
    def _within(child: Any, name: str, index: int, inside: _Inside) -> _Inside:
        if name == "section":
            return attrs.evolve(inside, section=inside.section + (index == 0))
        if name in _LISTS:
            return attrs.evolve(inside, lists=inside.lists + 1)
        if name == "list_item":
            return attrs.evolve(inside, kind=Kind.PARAGRAPH if index else Kind.ITEM, level=inside.lists)
        if name in ("footnote", "citation"):
            return attrs.evolve(inside, kind=Kind.FOOTNOTE)
        if name in ("legend", "figure") and type(child).__name__ == "paragraph":
            return attrs.evolve(inside, kind=Kind.CAPTION)
        return inside

    def _offset(self, node: Any) -> int:
        line = node.line or (node.parent.line if node.parent is not None else 0) or self._line + 1
        return self.gathered.lines.start(min(max(line, 1), len(self._lines)))

    def _comment(self, node: Any) -> None:
        text = node.astext()
        first = text.split("\n", 1)[0].strip()
        line = next(
            (
                at
                for at in range(self._line, len(self._lines))
                if self._lines[at].lstrip().startswith(".. ") and first in self._lines[at]
            ),
            max((node.line or 1) - 1, 0),
        )
        self.gathered.comment(text, self.gathered.lines.start(line + 1))

    # -- text

    def _prose(self, node: Any, inside: _Inside) -> None:
        raw = (node.rawsource or node.astext()).split("\n")
        anchors, place = self._find(node, raw)
        block = self._written(node, "\n".join(raw), anchors, place, inside)
        if not block.text:
            return
        name = type(node).__name__
        if inside.table is not None and name == "title":
            inside.table.caption = attrs.evolve(block, kind=Kind.CAPTION)
            return
        if name in ("title", "rubric"):
            block = attrs.evolve(block, kind=Kind.HEADING, level=max(inside.section, 1))
        elif name == "caption":
            block = attrs.evolve(block, kind=Kind.CAPTION, level=0)
        start = block.source_of(0)
        start = self.gathered.lines.start(place.line) if start is None else start
        end = (block.source_of(len(block.text) - 1) or start) + 1
        self.gathered.part(block, start, end, joins=name != "caption")

    def _find(self, node: Any, raw: list[str]) -> tuple[list[int], Place]:
        """Where each line of a text begins: below the last text, near the line that docutils says."""
        said = node.line or (node.parent.line if node.parent is not None else None) or self._line + 1
        first, height = raw[0].strip(), len(raw)
        begin = max(self._line, min(said - height - 3, len(self._lines) - 1))
        for line in range(max(begin, 0), min(max(said, begin) + height + 3, len(self._lines))):
            if self._lines[line].rstrip().endswith(first) and all(
                self._lines[line + at].rstrip().endswith(raw[at].strip())
                for at in range(1, min(height, len(self._lines) - line))
            ):
                anchors = [
                    self.gathered.lines.start(line + at + 1)
                    + self._lines[line + at].rstrip().rfind(raw[at].strip())
                    for at in range(min(height, len(self._lines) - line))
                ]
                self._line = line + height - (height == 1 and type(node).__name__ == "term")
                return anchors, self.gathered.lines.place(anchors[0])
        return [], Place(line=min(max(said, 1), len(self._lines)))

    def _written(self, node: Any, raw: str, anchors: list[int], place: Place, inside: _Inside) -> Block:
        writing = Writing(raw, anchors)
        todo = list(reversed(node.children))
        while todo:
            child = todo.pop()
            name = type(child).__name__
            if name == "Text":
                writing.say(child.astext())
            elif name in _OBJECTS:
                writing.stand_in(NO_TEXT)
            elif name in _SCRIPTS:
                writing.say(child.astext(), _SCRIPTS[name])
            else:
                todo += reversed(child.children)
        if not writing.pen:
            return Block(kind=inside.kind, text="", place=place)
        block = writing.pen.block(inside.kind, place, level=inside.level)
        return block if writing.origins else attrs.evolve(block, runs=(), place=Place(line=place.line))

    # -- tables

    def _table(self, node: Any) -> None:
        start = self._offset(node)
        table = _OpenTable(self.gathered.lines.place(start).line)
        table.row_line = self._line
        for child in node.children:
            if type(child).__name__ == "title":
                self._prose(child, _Inside(table=table))
        for group in node.children:
            if type(group).__name__ == "tgroup":
                for part in group.children:
                    if type(part).__name__ in ("thead", "tbody"):
                        for row in part.children:
                            self._row(row, table, header=type(part).__name__ == "thead")
                        table.grid.section()
        cells = table.grid.cells()
        first = min((run.source for cell in cells for run in cell.block.runs[:1]), default=start)
        end = max((run.source for cell in cells for run in cell.block.runs), default=first) + 1
        place = self.gathered.lines.place(min(first, start) if start < first else first)
        self._line = max(self._line, self.gathered.lines.place(end).line)
        self.gathered.part(
            Table(cells=cells, place=Place(line=place.line), caption=table.caption), first, end
        )

    def _row(self, row: Any, table: _OpenTable, *, header: bool) -> None:
        table.grid.row()
        table.row_column = 0
        begun = False
        for entry in row.children:
            blocks = []
            for node in entry.findall(lambda one: type(one).__name__ in ("paragraph", "line", "title")):
                raw = (node.rawsource or node.astext()).split("\n")
                anchors, place = self._find_cell(raw, table, begun=begun)
                begun = begun or bool(anchors)
                blocks.append(self._written(node, "\n".join(raw), anchors, place, _Inside(kind=Kind.CELL)))
            block = _merged(blocks, Place(line=table.row_line + 1))
            self._cells += 1
            limited(self._cells, name=self.gathered.name, place=block.place)
            table.grid.cell(
                block,
                rows=int(entry.get("morerows", 0)) + 1,
                columns=int(entry.get("morecols", 0)) + 1,
                header=header,
            )
            limited(table.grid.area, name=self.gathered.name, place=block.place)
        if begun:
            table.row_line += 1

    def _find_cell(self, raw: list[str], table: _OpenTable, *, begun: bool) -> tuple[list[int], Place]:
        """A cell's lines: on its row's line to the right of the last cell, or else in the lines below."""
        first = raw[0].strip()
        pattern = re.compile(rf"(?<![^\s|\",;]){re.escape(first)}(?![^\s|\",;])")
        for line in range(table.row_line, min(table.row_line + 200, len(self._lines))):
            column = table.row_column if begun and line == table.row_line else 0
            found = pattern.search(self._lines[line], column)
            if found is None:
                continue
            table.row_line, table.row_column = line, found.end()
            anchors = [self.gathered.lines.start(line + 1) + found.start()]
            for at in range(1, len(raw)):
                piece = raw[at].strip()
                source = self._lines[line + at] if line + at < len(self._lines) else ""
                where = source.find(piece, found.start())
                if where < 0:
                    return [], Place(line=line + 1)
                anchors.append(self.gathered.lines.start(line + at + 1) + where)
            return anchors, self.gathered.lines.place(anchors[0])
        return [], Place(line=table.row_line + 1)


def _merged(blocks: list[Block], place: Place) -> Block:
    block = merged([block for block in blocks if block.text])
    return block or Block(kind=Kind.CELL, text="", place=place)
