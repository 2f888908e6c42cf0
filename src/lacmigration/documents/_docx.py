"""What stands in a DOCX: its paragraphs, tables, notes and comments, read from its own XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from lacmigration.documents._archives import Package, local, open_package, value_of
from lacmigration.documents._blocks import Block, Cell, Comment, Document, Kind, Place, Table, Unread
from lacmigration.documents._captions import with_captions
from lacmigration.documents._docxstyles import Style, child, children, style_of, styles_of
from lacmigration.documents._docxtables import slots_of
from lacmigration.documents._docxtext import Said, paragraphs_in, raised, text_of
from lacmigration.documents._evidence import header_rows
from lacmigration.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read"]

_NOTES: Final = (("footnote", "footnotes"), ("endnote", "endnotes"))
_CONTENTS: Final = re.compile(r"toc \d|table of figures|toc heading")
_FURNITURE: Final = {"header": "page header", "footer": "page footer"}


@attrs.define
class _Reading:
    """The state of one reading: what is known of the document, and what has been found so far."""

    styles: Mapping[str, Style]
    numbers: Mapping[tuple[str, str], int]
    comments: Mapping[str, str]
    parts: list[Block | Table] = attrs.field(factory=list)
    unread: list[Unread] = attrs.field(factory=list)
    found: list[tuple[str, Place, int]] = attrs.field(factory=list)
    cited: dict[tuple[str, str], Place] = attrs.field(factory=dict)
    paragraph: int = 0
    tables: int = 0
    contents: int = 0


def read(data: bytes, name: str) -> Document:
    """Read a DOCX.

    Paragraphs count from 1 in the order of the file, those in tables included. Insertions that wait for
    acceptance are read and deletions are not. Headers and footers, images, hidden text and the table of
    contents are listed in `unread`. The language of a block is the one its runs or styles carry; the defaults
    of the template say nothing about a text and are passed over.

    Raises:
        DocumentError: The file as a whole cannot be read.
        MissingExtraError: lxml is not installed.

    >>> read(b"%PDF-1.7", "report.docx")
    Traceback (most recent call last):
    ...
    lacmigration.errors.DocumentError: report.docx: not DOCX: it is a PDF; name it .pdf
    """
    package = open_package(data, name, kind="docx")
    root = package.xml(package.main)
    body = child(root, "body")
    related = package.relations(package.main)
    targets = {relation.kind: relation.target for relation in related.values() if not relation.external}
    reading = _Reading(
        styles_of(_part(package, targets, "styles")),
        _numbers(root),
        _comments(_part(package, targets, "comments")),
    )
    try:
        if body is not None:
            _read_body(body, reading)
        for kind, plural in _NOTES:
            _read_notes(_part(package, targets, plural), kind, reading)
    except RecursionError as cause:
        place = f"paragraph {reading.paragraph}"
        raise DocumentError("nested too deep; no program writes this", name=name, place=place) from cause
    for relation in related.values():
        if relation.kind in _FURNITURE:
            _list_furniture(package.xml(relation.target), relation.kind, reading)
    if reading.contents:
        reading.unread.append(
            Unread(place=Place(), what="table of contents", reason="repeats headings, with numbers of pages")
        )
    parts, moved = with_captions(reading.parts)
    return Document(
        name=name,
        format="docx",
        parts=tuple(parts),
        language=_language(package),
        comments=tuple(
            Comment(text=text, place=place, before=moved[at]) for text, place, at in _said_comments(reading)
        ),
        unread=tuple(reading.unread),
    )


def _part(package: Package, targets: Mapping[str, str], kind: str) -> _Element | None:
    return package.xml(targets[kind]) if kind in targets else None


def _numbers(root: _Element | None) -> dict[tuple[str, str], int]:
    """The number of each note: its turn among the references of its kind."""
    numbers: dict[tuple[str, str], int] = {}
    counts = {"footnote": 0, "endnote": 0}
    for element in () if root is None else root.iter():
        name = local(element)
        if name in {"footnoteReference", "endnoteReference"} and not value_of(element, "customMarkFollows"):
            kind = name[:-9]
            key = (kind, value_of(element, "id"))
            if key not in numbers:
                counts[kind] += 1
                numbers[key] = counts[kind]
    return numbers


def _comments(root: _Element | None) -> dict[str, str]:
    if root is None:
        return {}
    return {
        value_of(comment, "id"): "\n".join(
            text_of(each, Style(), styles={}, numbers={}).text for each in paragraphs_in(comment)
        )
        for comment in children(root, "comment")
    }


def _language(package: Package) -> str:
    """The language that the document's properties name."""
    for target in package.related("", "core-properties"):
        root = package.xml(target)
        named = child(root, "language")
        if named is not None and named.text:
            return str(named.text).strip()
    return ""


def _read_body(element: _Element, reading: _Reading) -> None:
    for each in element:
        name = local(each)
        if name == "p":
            _read_paragraph(each, reading)
        elif name == "tbl":
            _read_table(each, reading)
        elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            _read_body(each, reading)
        elif name == "AlternateContent":
            branch = child(each, "Choice")
            if branch is not None:
                _read_body(branch, reading)
        elif name in {"altChunk", "subDoc"}:
            place = Place(paragraph=reading.paragraph or 1)
            reading.unread.append(Unread(place=place, what="embedded document", reason="a file of its own"))


def _styled(paragraph: _Element, reading: _Reading) -> tuple[Style, str]:
    """A paragraph's look, and the name of its style."""
    properties = child(paragraph, "pPr")
    named = child(properties, "pStyle")
    style = Style() if named is None else reading.styles.get(value_of(named, "val"), Style())
    return style_of(properties).over(style), style.name


def _say(paragraph: _Element, reading: _Reading, *, place: Place, at: int) -> tuple[Said, Style, str]:
    """Read one paragraph's text and note what hangs on it: notes, comments, pictures, hidden text."""
    look, name = _styled(paragraph, reading)
    said = text_of(paragraph, look, styles=reading.styles, numbers=reading.numbers)
    for note in said.notes:
        reading.cited.setdefault(note, place)
    reading.found.extend((comment, place, at) for comment in said.comments)
    reading.unread.extend(
        Unread(place=place, what=what, reason="pictures and embedded objects hold no text to read")
        for what in said.unread
    )
    if said.hidden:
        shown = f"{said.hidden} characters of hidden text"
        reading.unread.append(Unread(place=place, what=shown, reason="a reader does not see them"))
    return said, look, name


def _read_paragraph(paragraph: _Element, reading: _Reading, *, cell: str = "") -> None:
    reading.paragraph += 1
    place = Place(paragraph=reading.paragraph, cell=cell)
    said, look, name = _say(paragraph, reading, place=place, at=len(reading.parts))
    if _CONTENTS.fullmatch(name):
        reading.contents += 1
        return
    if said.text:
        kind, level = _kind(look, name)
        reading.parts.append(
            Block(kind=kind, text=said.text, place=place, level=level, language=said.language)
        )
    for box in said.boxes:
        _read_box(box, place, reading)


def _kind(look: Style, name: str) -> tuple[Kind, int]:
    if look.outline is not None and look.outline < 9:
        return Kind.HEADING, look.outline + 1
    if name.endswith("caption"):
        return Kind.CAPTION, 0
    if look.list_level is not None and look.list_level >= 0:
        return Kind.ITEM, look.list_level + 1
    return Kind.PARAGRAPH, 0


def _read_box(box: _Element, place: Place, reading: _Reading) -> None:
    for each in box:
        if local(each) == "tbl":
            _read_table(each, reading)
    for each in paragraphs_in(box):
        said, look, name = _say(each, reading, place=place, at=len(reading.parts))
        if said.text:
            kind, level = _kind(look, name)
            reading.parts.append(
                Block(kind=kind, text=said.text, place=place, level=level, language=said.language)
            )
        for inner in said.boxes:
            _read_box(inner, place, reading)


def _read_table(table: _Element, reading: _Reading) -> None:
    """A table is one part; the tables in its cells follow it."""
    reading.tables += 1
    title = f"table {reading.tables}"
    at = len(reading.parts)
    place = Place(paragraph=reading.paragraph + 1, cell=title)
    cells: list[Cell] = []
    bolds: dict[int, bool] = {}
    declared: dict[int, bool] = {}
    nested: list[_Element] = []
    boxes: list[tuple[_Element, Place]] = []
    for slot in slots_of(table):
        where = Place(paragraph=reading.paragraph + 1, cell=f"{title}, {_address(slot.row, slot.column)}")
        texts: list[str] = []
        language = ""
        for each in _cell_content(slot.element):
            if local(each) == "tbl":
                nested.append(each)
                continue
            reading.paragraph += 1
            said, _, _ = _say(each, reading, place=where, at=at)
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
            _with_header(Table(cells=tuple(cells), place=place, name=title), bolds, declared)
        )
    for each in nested:
        _read_table(each, reading)
    for box, where in boxes:
        _read_box(box, where, reading)


def _cell_content(cell: _Element) -> Iterator[_Element]:
    for each in cell:
        name = local(each)
        if name in {"p", "tbl"}:
            yield each
        elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from _cell_content(each)


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


def _read_notes(root: _Element | None, kind: str, reading: _Reading) -> None:
    """Notes stand after the text, each at the place of its first reference, and begin with their mark."""
    notes = {(kind, value_of(note, "id")): note for note in (() if root is None else children(root, kind))}
    for key, note in sorted(notes.items(), key=lambda each: reading.numbers.get(each[0], 0)):
        if value_of(note, "type") in {"separator", "continuationSeparator", "continuationNotice"}:
            continue
        number = reading.numbers.get(key, 0)
        cited = reading.cited.get(key, Place())
        place = Place(paragraph=cited.paragraph, cell=f"{kind} {number}" if number else kind)
        texts: list[str] = []
        language = ""
        for paragraph in paragraphs_in(note):
            said, _, _ = _say(paragraph, reading, place=place, at=len(reading.parts))
            texts.append(said.text)
            language = language or said.language
        text = "\n".join(text for text in texts if text)
        if key not in reading.cited:
            if text:
                reading.unread.append(
                    Unread(place=Place(), what=f"{kind} that nothing refers to", reason=text[:80])
                )
            continue
        if text:
            mark = f"{raised(number)} " if number else ""
            reading.parts.append(Block(kind=Kind.FOOTNOTE, text=mark + text, place=place, language=language))


def _list_furniture(root: _Element | None, kind: str, reading: _Reading) -> None:
    if root is None:
        return
    texts = [
        text_of(each, Style(), styles=reading.styles, numbers={}).text
        for each in root.iter()
        if local(each) == "p"
    ]
    shown = " / ".join(text for text in texts if text)
    entry = Unread(
        place=Place(), what=f"{_FURNITURE[kind]}: {shown}", reason="stands on every page, not in the text"
    )
    if shown and entry not in reading.unread:
        reading.unread.append(entry)


def _said_comments(reading: _Reading) -> Iterator[tuple[str, Place, int]]:
    for comment, place, at in reading.found:
        text = reading.comments.get(comment, "")
        if text:
            yield text, place, at
    lost = set(reading.comments) - {comment for comment, _, _ in reading.found}
    for comment in sorted(lost, key=lambda name: (len(name), name)):
        yield reading.comments[comment], Place(), 0
