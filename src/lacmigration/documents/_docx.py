"""What stands in a DOCX: its paragraphs, tables, notes and comments, read from its own XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from lacmigration.documents._archives import Package, local, open_package, value_of
from lacmigration.documents._blocks import Block, Comment, Document, Kind, Place, Unread
from lacmigration.documents._captions import with_captions
from lacmigration.documents._docxbody import Reading, list_unread, read_body, read_box, say
from lacmigration.documents._docxstyles import Style, child, children, styles_of
from lacmigration.documents._docxtext import contents_of, raised, text_of
from lacmigration.sayings import Message, later, message

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read"]

_NOTES: Final = (("footnote", "footnotes"), ("endnote", "endnotes"))
_CONTENTS: Final = message("table of contents")
_FURNITURE: Final = {"header": later("page header: {text}"), "footer": later("page footer: {text}")}
_NUMBERED: Final = {"footnote": later("footnote {number}"), "endnote": later("endnote {number}")}
_NOTE: Final = {"footnote": message("footnote"), "endnote": message("endnote")}
_LOST: Final = {
    "footnote": message("footnote that nothing refers to"),
    "endnote": message("endnote that nothing refers to"),
}


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
    reading = Reading(
        name,
        styles_of(_part(package, targets, "styles")),
        _numbers(root),
        _comments(_part(package, targets, "comments")),
    )
    if body is not None:
        read_body(body, reading)
    for kind, plural in _NOTES:
        _read_notes(_part(package, targets, plural), kind, reading)
    for relation in related.values():
        if relation.kind in _FURNITURE:
            _list_furniture(package.xml(relation.target), relation.kind, reading)
    if reading.contents:
        reading.unread.append(
            Unread(place=Place(), what=_CONTENTS, reason=message("repeats headings, with numbers of pages"))
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
            text_of(each, Style(), styles={}, numbers={}).text
            for each in contents_of(comment)
            if local(each) == "p"
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


def _read_notes(root: _Element | None, kind: str, reading: Reading) -> None:
    """Notes stand after the text, each at the place of its first reference, and begin with their mark."""
    notes = {(kind, value_of(note, "id")): note for note in (() if root is None else children(root, kind))}
    for key, note in sorted(notes.items(), key=lambda each: reading.numbers.get(each[0], 0)):
        if value_of(note, "type") in {"separator", "continuationSeparator", "continuationNotice"}:
            continue
        number = reading.numbers.get(key, 0)
        cited = reading.cited.get(key, Place())
        place = Place(
            paragraph=cited.paragraph,
            cell=Message(_NUMBERED[kind], (("number", str(number)),)) if number else _NOTE[kind],
        )
        texts: list[str] = []
        language = ""
        boxes: list[_Element] = []
        for each in contents_of(note):
            if local(each) != "p":
                list_unread(local(each), place, reading)
                continue
            said, _, _ = say(each, reading, place=place, at=len(reading.parts))
            texts.append(said.text)
            boxes += said.boxes
            language = language or said.language
        text = "\n".join(text for text in texts if text)
        if key not in reading.cited:
            if text:
                reading.unread.append(Unread(place=Place(), what=_LOST[kind], reason=text[:80]))
            continue
        if text:
            mark = f"{raised(number)} " if number else ""
            reading.parts.append(Block(kind=Kind.FOOTNOTE, text=mark + text, place=place, language=language))
        for box in boxes:
            read_box(box, place, reading)


def _list_furniture(root: _Element | None, kind: str, reading: Reading) -> None:
    if root is None:
        return
    texts = [
        text_of(each, Style(), styles=reading.styles, numbers={}).text
        for each in root.iter()
        if local(each) == "p"
    ]
    shown = " / ".join(text for text in texts if text)
    entry = Unread(
        place=Place(),
        what=Message(_FURNITURE[kind], (("text", shown),)),
        reason=message("stands on every page, not in the text"),
    )
    if shown and entry not in reading.unread:
        reading.unread.append(entry)


def _said_comments(reading: Reading) -> Iterator[tuple[str, Place, int]]:
    for comment, place, at in reading.found:
        text = reading.comments.get(comment, "")
        if text:
            yield text, place, at
    lost = set(reading.comments) - {comment for comment, _, _ in reading.found}
    for comment in sorted(lost, key=lambda name: (len(name), name)):
        yield reading.comments[comment], Place(), 0
