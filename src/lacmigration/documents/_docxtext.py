"""What does a paragraph of a DOCX say, once its runs, fields, notes and revisions are put together?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Final

import attrs

from lacmigration.documents._archives import local, value_of
from lacmigration.documents._docxstyles import Style, child, children, look_of
from lacmigration.documents._pen import NO_TEXT
from lacmigration.sayings import Saying, message

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Said", "contents_of", "raised", "text_of"]

_SUPERSCRIPTS: Final = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_SUBSCRIPTS: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# Removed text, what is only instruction, and what has been told elsewhere.
_SKIPPED: Final = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sdtPr", "sdtEndPr", "rt"}
)
_CONTENTS: Final = frozenset({"p", "tbl", "oMath", "oMathPara", "altChunk", "subDoc"})
_WRAPPERS: Final = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_PLAIN: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_IMAGE, _DRAWING = message("image"), message("drawing")
_PICTURES: Final = {
    "chart": message("chart"),
    "chartex": message("chart"),
    "diagram": message("diagram"),
    "picture": _IMAGE,
}


def raised(number: int) -> str:
    """A note's number as superscript digits, which no figure beside them can be mistaken for."""
    return str(number).translate(_SUPERSCRIPTS)


@attrs.define
class Said:
    """A paragraph's text, and what was met on the way: filled by `text_of`, read once."""

    pieces: list[str] = attrs.field(factory=list)
    languages: Counter[str] = attrs.field(factory=Counter)
    notes: list[tuple[str, str]] = attrs.field(factory=list)
    comments: list[str] = attrs.field(factory=list)
    boxes: list[_Element] = attrs.field(factory=list)
    unread: list[tuple[Saying, Saying]] = attrs.field(factory=list)
    hidden: int = 0
    plain: int = 0
    bold: int = 0
    fields: list[bool] = attrs.field(factory=list)

    @property
    def text(self) -> str:
        """The whole text, without blanks at its ends; empty where there is nothing but formulas."""
        text = "".join(self.pieces).replace("\u00ad", "").strip()
        return text if text.strip(f"{NO_TEXT} ") else ""

    @property
    def language(self) -> str:
        """The language of most of its characters, where its runs or styles name one."""
        return self.languages.most_common(1)[0][0] if self.languages else ""

    def say(self, text: str, look: Style) -> None:
        """Add a run's text as it looks."""
        if any(self.fields):
            return  # the code of a field, of which only the result is text
        if look.hidden:
            self.hidden += len(text)
            return
        if look.raised == "superscript":
            text = text.translate(_SUPERSCRIPTS)
        elif look.raised == "subscript":
            text = text.translate(_SUBSCRIPTS)
        self.pieces.append(text)
        weight = len(text.strip())
        self.plain += weight
        self.bold += weight if look.bold else 0
        if look.language and weight:
            self.languages[look.language] += weight


def text_of(
    paragraph: _Element, base: Style, *, styles: Mapping[str, Style], numbers: Mapping[tuple[str, str], int]
) -> Said:
    """Read one paragraph.

    Insertions are text and deletions are not; a field is its result; a reference to a note is its number in
    superscript. `numbers` gives the number of each note by its kind and id.
    """
    said = Said()
    _walk(paragraph, said, base, styles, numbers)
    return said


def _walk(
    element: _Element,
    said: Said,
    look: Style,
    styles: Mapping[str, Style],
    numbers: Mapping[tuple[str, str], int],
) -> None:
    for each in element:
        name = local(each)
        if name in _SKIPPED:
            continue
        if name == "r":
            _walk(each, said, _run_look(each, look, styles), styles, numbers)
        elif name == "AlternateContent":
            _walk(_branch_of(each), said, look, styles, numbers)
        elif name in {"oMath", "oMathPara"}:
            said.pieces.append(NO_TEXT)
            said.unread.append((message("formula"), message("mathematics is not read as prose")))
        elif name in {"drawing", "pict", "object"}:
            _picture(each, said)
        elif not _leaf(each, said, look, numbers) and name != "p":
            _walk(each, said, look, styles, numbers)


def _branch_of(alternatives: _Element) -> _Element:
    """Of what stands there in two versions the one for programs of today, else the one for older ones."""
    branches = (each for name in ("Choice", "Fallback") for each in children(alternatives, name))
    return next(branches, alternatives)


def _leaf(element: _Element, said: Said, look: Style, numbers: Mapping[tuple[str, str], int]) -> bool:
    """Take in an element that holds no other; whether it was one."""
    name = local(element)
    if name == "t":
        said.say(element.text or "", look)
    elif name in _PLAIN:
        if name != "br" or value_of(element, "type") != "page":
            said.say(_PLAIN[name], look)
    elif name == "sym":
        said.say(_symbol(value_of(element, "char")), look)
    elif name in {"footnoteReference", "endnoteReference"}:
        key = (name[:-9], value_of(element, "id"))
        said.notes.append(key)
        if key in numbers:  # the mark that an author gave instead stands beside it as text
            said.say(raised(numbers[key]), look)
    elif name == "fldChar":
        _field(said, value_of(element, "fldCharType"))
    elif name == "commentReference":
        said.comments.append(value_of(element, "id"))
    else:
        return False
    return True


def _run_look(run: _Element, look: Style, styles: Mapping[str, Style]) -> Style:
    properties = child(run, "rPr")
    if properties is None:
        return look
    named = child(properties, "rStyle")
    style = Style() if named is None else styles.get(value_of(named, "val"), Style())
    return look_of(properties).over(style).over(look)


def _symbol(code: str) -> str:
    """A character of a symbol font; those of its private area have no meaning outside of the font."""
    try:
        number = int(code, 16)
    except ValueError:
        return "\ufffd"
    if 0xD800 <= number < 0xE000:  # half of a character
        return "\ufffd"
    return "•" if 0xF000 <= number <= 0xF0FF or not 32 <= number < 0x110000 else chr(number)


def _field(said: Said, kind: str) -> None:
    if kind == "begin":
        said.fields.append(True)
    elif kind == "separate" and said.fields:
        said.fields[-1] = False
    elif kind == "end" and said.fields:
        said.fields.pop()


def _picture(element: _Element, said: Said) -> None:
    """A drawing: its text boxes are read, anything else of it is named."""
    boxes = [each for each in element.iter() if local(each) == "txbxContent" and not _boxed(each, element)]
    said.boxes.extend(boxes)
    described = next((value_of(each, "descr") for each in element.iter() if local(each) == "docPr"), "")
    if boxes:
        return
    kinds = [
        value_of(each, "uri").rpartition("/")[2] for each in element.iter() if local(each) == "graphicData"
    ]
    if local(element) == "object":
        what = message("embedded object")
    elif kinds:
        what = _PICTURES.get(kinds[0], _DRAWING)
    else:
        what = _IMAGE if any(local(each) == "imagedata" for each in element.iter()) else _DRAWING
    reason = message("pictures and embedded objects hold no text to read")
    shown = message("{what}: {description}", what=what, description=described) if described else what
    said.unread.append((shown, reason))


def _boxed(box: _Element, element: _Element) -> bool:
    """Whether a text box stands in another one of the same drawing, with which it will be read."""
    between = takewhile(lambda above: above is not element, box.iterancestors())
    return any(local(above) == "txbxContent" for above in between)


def contents_of(element: _Element) -> Iterator[_Element]:
    """What stands in a body, cell, text box, note or comment, in order, within its controls too.

    These are paragraphs (p) and tables (tbl), and what is not read: formulas and embedded documents.
    """
    for each in element:
        name = local(each)
        if name in _CONTENTS:
            yield each
        elif name in _WRAPPERS:
            yield from contents_of(each)
        elif name == "AlternateContent":
            yield from contents_of(_branch_of(each))
