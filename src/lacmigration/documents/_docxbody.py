"""Which blocks and tables does the body of a DOCX hold, and where in it do they stand?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs

from lacmigration.documents._archives import local, value_of
from lacmigration.documents._blocks import Block, Cell, Kind, Place, Table, Unread
from lacmigration.documents._docxstyles import Style, child, style_of
from lacmigration.documents._docxtables import slots_of
from lacmigration.documents._docxtext import Said, contents_of, text_of
from lacmigration.documents._evidence import header_rows
from lacmigration.documents._gathering import limited
from lacmigration.sayings import counted, formula, message

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Reading", "list_unread", "read_body", "read_box", "say"]

_CONTENTS: Final = re.compile(r"toc \d|table of figures|toc heading")


_MATHEMATICS: Final = (message("formula"), message("mathematics is not read as prose"))
_FILE: Final = (message("embedded document"), message("a file of its own"))
_UNREAD: Final = {
    "altChunk": _FILE,
    "oMath": _MATHEMATICS,
    "oMathPara": _MATHEMATICS,
    "subDoc": _FILE,
    "tbl": (message("table"), message("tables in notes are not read")),
}


@attrs.define
class Reading:
    """The state of one reading: what is known of the document, and what has been found so far."""

    name: str
    styles: Mapping[str, Style]
    numbers: Mapping[tuple[str, str], int]
    comments: Mapping[str, str]
    parts: list[Block | Table] = attrs.field(factory=list)
    unread: list[Unread] = attrs.field(factory=list)
    found: list[tuple[str, Place, int]] = attrs.field(factory=list)
    cited: dict[tuple[str, str], Place] = attrs.field(factory=dict)
    paragraph: int = 0
    tables: int = 0
    cells: int = 0
    contents: int = 0


def read_body(body: _Element, reading: Reading) -> None:
    """Read all that stands in the body, in its order.

    Raises:
        DocumentError: There are more cells than are read.
    """
    for each in contents_of(body):
        name = local(each)
        if name == "p":
            _read_paragraph(each, reading)
        elif name == "tbl":
            _read_table(each, reading)
        else:
            list_unread(name, Place(paragraph=reading.paragraph or 1), reading)


def list_unread(name: str, place: Place, reading: Reading) -> None:
    """List what stands beside paragraphs and is not read there."""
    what, reason = _UNREAD[name]
    reading.unread.append(Unread(place=place, what=what, reason=reason))


def _styled(paragraph: _Element, reading: Reading) -> tuple[Style, str]:
    """A paragraph's look, and the name of its style."""
    properties = child(paragraph, "pPr")
    named = child(properties, "pStyle")
    style = Style() if named is None else reading.styles.get(value_of(named, "val"), Style())
    return style_of(properties).over(style), style.name


def say(paragraph: _Element, reading: Reading, *, place: Place, at: int) -> tuple[Said, Style, str]:
    """Read one paragraph's text and note what hangs on it: notes, comments, pictures, hidden text."""
    look, name = _styled(paragraph, reading)
    said = text_of(paragraph, look, styles=reading.styles, numbers=reading.numbers)
    for note in said.notes:
        reading.cited.setdefault(note, place)
    reading.found.extend((comment, place, at) for comment in said.comments)
    reading.unread.extend(Unread(place=place, what=what, reason=reason) for what, reason in said.unread)
    if said.hidden:
        shown = counted("{n} character of hidden text", "{n} characters of hidden text", said.hidden)
        reading.unread.append(Unread(place=place, what=shown, reason=message("a reader does not see them")))
    return said, look, name


def _read_paragraph(paragraph: _Element, reading: Reading, *, cell: str = "") -> None:
    reading.paragraph += 1
    place = Place(paragraph=reading.paragraph, cell=cell)
    said, look, name = say(paragraph, reading, place=place, at=len(reading.parts))
    if _CONTENTS.fullmatch(name):
        reading.contents += 1
        return
    if said.text:
        kind, level = _kind(look, name)
        reading.parts.append(
            Block(kind=kind, text=said.text, place=place, level=level, language=said.language)
        )
    for box in said.boxes:
        read_box(box, place, reading)


def _kind(look: Style, name: str) -> tuple[Kind, int]:
    if look.outline is not None and look.outline < 9:
        return Kind.HEADING, look.outline + 1
    if name.endswith("caption"):
        return Kind.CAPTION, 0
    if look.list_level is not None and look.list_level >= 0:
        return Kind.ITEM, look.list_level + 1
    return Kind.PARAGRAPH, 0


def read_box(box: _Element, place: Place, reading: Reading) -> None:
    """Read a text box after the paragraph that it hangs on, at whose place it stands."""
    for each in contents_of(box):
        if local(each) == "tbl":
            _read_table(each, reading)
            continue
        if local(each) != "p":
            list_unread(local(each), place, reading)
            continue
        said, look, name = say(each, reading, place=place, at=len(reading.parts))
        if said.text:
            kind, level = _kind(look, name)
            reading.parts.append(
                Block(kind=kind, text=said.text, place=place, level=level, language=said.language)
            )
        for inner in said.boxes:
            read_box(inner, place, reading)


def _read_table(table: _Element, reading: Reading) -> None:
    """A table is one part; the tables in its cells follow it."""
    reading.tables += 1
    title = message("table {number}", number=str(reading.tables))
    at = len(reading.parts)
    place = Place(paragraph=reading.paragraph + 1, cell=title)
    cells: list[Cell] = []
    bolds: dict[int, bool] = {}
    declared: dict[int, bool] = {}
    nested: list[_Element] = []
    boxes: list[tuple[_Element, Place]] = []
    slots = slots_of(table)
    reading.cells += len(slots)
    area = max((slot.row + slot.rows for slot in slots), default=0) * max(
        (slot.column + slot.columns for slot in slots), default=0
    )
    limited(max(reading.cells, area), name=reading.name, place=place)
    for slot in slots:
        where = Place(
            paragraph=reading.paragraph + 1, cell=formula(title, ", ", _address(slot.row, slot.column))
        )
        texts: list[str] = []
        language = ""
        for each in contents_of(slot.element):
            if local(each) == "tbl":
                nested.append(each)
                continue
            if local(each) != "p":
                list_unread(local(each), where, reading)
                continue
            reading.paragraph += 1
            said, _, _ = say(each, reading, place=where, at=at)
            texts.append(said.text)
            language = language or said.language
            boxes.extend((box, where) for box in said.boxes)
            if said.text:
                bolds[slot.row] = bolds.get(slot.row, True) and said.bold == said.plain
        declared[slot.row] = declared.get(slot.row, False) or slot.declared
        text = "\n".join(text for text in texts if text)
        cells.append(
            Cell(
                block=Block(kind=Kind.CELL, text=text, place=where, language=language),
                row=slot.row,
                column=slot.column,
                rows=slot.rows,
                columns=slot.columns,
            )
        )
    if cells:
        reading.parts.append(
            _with_header(Table(cells=tuple(cells), place=place, name=str(title)), bolds, declared)
        )
    for each in nested:
        _read_table(each, reading)
    for box, where in boxes:
        read_box(box, where, reading)


def _with_header(table: Table, bolds: Mapping[int, bool], declared: Mapping[int, bool]) -> Table:
    rows = [[("" if cell is None else cell.text) for cell in row] for row in table.grid]
    count = header_rows(
        rows,
        bold=[bolds.get(row, False) for row in range(len(rows))],
        declared=[declared.get(row, False) for row in range(len(rows))],
    )
    return attrs.evolve(
        table, cells=tuple(attrs.evolve(cell, header=cell.row < count) for cell in table.cells)
    )


def _address(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
