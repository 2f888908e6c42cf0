"""What do the parts of an XLSX hold beside the cells: shared texts, formats, sheets and comments?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from lacmigration.documents._archives import Package, local, value_of
from lacmigration.documents._docxstyles import child, children, flag

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Look", "Sheet", "comments_of", "looks_of", "rich_text", "shared_texts", "sheets_of", "since_1904"]

_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPTS: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# What the program knows by number; those that follow the reader's country are shown as in the United States.
_BUILT_IN: Final[Mapping[int, str]] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "m/d/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yyyy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
# What programs take; a longer one is broken.
_LONGEST_CODE: Final = 255
# Texts write characters that XML cannot hold as _x000D_.
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


@attrs.frozen(kw_only=True)
class Look:
    """How a cell shows what it holds."""

    code: str = "General"
    bold: bool = False


@attrs.frozen(kw_only=True)
class Sheet:
    """A sheet of the workbook: its name, its part, and whether a reader sees it."""

    name: str
    part: str
    kind: str
    hidden: bool


def rich_text(element: _Element) -> str:
    """The text of a shared or inline string: raised digits become superscripts, readings aloud are left out.

    >>> from lxml import etree
    >>> raised = "<r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r>"
    >>> rich_text(etree.fromstring(f"<si><r><t>Total</t></r>{raised}</si>"))
    'Total²'
    """
    said: list[str] = []
    for each in element:
        name = local(each)
        if name == "t":
            said.append(each.text or "")
        elif name == "r":
            text = "".join(inner.text or "" for inner in children(each, "t"))
            raised = child(child(each, "rPr"), "vertAlign")
            where = "" if raised is None else value_of(raised, "val")
            table = {"superscript": _SUPERSCRIPTS, "subscript": _SUBSCRIPTS}.get(where)
            said.append(text.translate(table) if table else text)
    return _ESCAPED.sub(_unescaped, "".join(said)).replace("\r\n", "\n").replace("\u00ad", "")


def _unescaped(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    half = 0xD800 <= number < 0xE000  # of a character, and no character by itself
    return "\n" if number in {10, 13} else match[0] if number < 32 or half else chr(number)


def shared_texts(package: Package) -> list[str]:
    """The texts that cells refer to by number."""
    return [
        rich_text(element)
        for part in package.related(package.main, "sharedStrings")
        for root in [package.xml(part)]
        if root is not None
        for element in children(root, "si")
    ]


def looks_of(package: Package) -> list[Look]:
    """The formats that cells refer to by number."""
    parts = package.related(package.main, "styles")
    root = package.xml(parts[0]) if parts else None
    if root is None:
        return []
    codes = dict(_BUILT_IN)
    for each in _listed(root, "numFmts"):
        number, code = _number(value_of(each, "numFmtId")), value_of(each, "formatCode")
        if number:  # 0 is "General" in every file
            codes[number] = code if 0 < len(code) <= _LONGEST_CODE else "General"
    bold = [flag(font, "b") is True for font in _listed(root, "fonts")]
    return [
        Look(code=codes.get(_number(value_of(each, "numFmtId")), "General"), bold=_at(bold, each))
        for each in _listed(root, "cellXfs")
    ]


def _listed(root: _Element, name: str) -> Sequence[_Element]:
    found = child(root, name)
    return [] if found is None else list(found)


def _at(bold: Sequence[bool], element: _Element) -> bool:
    font = _number(value_of(element, "fontId"))
    return font < len(bold) and bold[font]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def since_1904(root: _Element | None) -> bool:
    """Whether the days of this workbook count from 1904."""
    properties = child(root, "workbookPr")
    return properties is not None and value_of(properties, "date1904").lower() in {"1", "true", "on"}


def sheets_of(package: Package, root: _Element | None) -> Iterator[Sheet]:
    """The sheets in the order of their tabs."""
    relations = package.relations(package.main)
    listed = child(root, "sheets")
    for element in () if listed is None else listed:
        key = next((str(v) for k, v in element.attrib.items() if str(k).endswith("}id")), "")
        relation = relations.get(key)
        yield Sheet(
            name=element.get("name", ""),
            part=relation.target if relation else "",
            kind=relation.kind if relation else "missing",
            hidden=element.get("state", "visible") != "visible",
        )


def comments_of(package: Package, part: str) -> Mapping[str, str]:
    """The comments of a sheet by their cell; a thread of replies is one comment."""
    threads: dict[str, list[str]] = {}
    for target in package.related(part, "threadedComment"):
        for element in _of(package, target):
            if local(element) == "threadedComment":
                text = "".join(inner.text or "" for inner in children(element, "text"))
                threads.setdefault(element.get("ref", ""), []).append(text)
    result = {ref: "\n".join(texts) for ref, texts in threads.items()}
    for target in package.related(part, "comments"):
        for element in _of(package, target):
            if local(element) == "commentList":
                for comment in children(element, "comment"):
                    body = child(comment, "text")
                    result.setdefault(comment.get("ref", ""), "" if body is None else rich_text(body))
    return result


def _of(package: Package, part: str) -> Sequence[_Element]:
    root = package.xml(part)
    return [] if root is None else list(root)
