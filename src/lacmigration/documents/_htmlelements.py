"""What does a text in HTML have from the elements around it?"""

from __future__ import annotations

import re
from typing import Any

import attrs

from lacmigration.documents._blocks import Kind
from lacmigration.documents._htmlnames import CELLS, HEADINGS, HIDDEN, LISTS
from lacmigration.documents._tags import Start

__all__ = ["Opened", "changes", "inherited"]

_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
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
class Opened:
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


def inherited(tag: Start, top: Opened) -> Opened:
    """What an element has from the one around it and from its attributes."""
    name, attributes, kind, script = tag.name, tag.attributes, top.kind, top.script
    hidden, language = top.hidden or name in HIDDEN, top.language
    if attributes:
        language = attributes.get("lang") or attributes.get("xml:lang") or language
        hidden = hidden or "hidden" in attributes or _UNSEEN.search(attributes.get("style", "")) is not None
        marks = " ".join(attributes.get(key, "") for key in ("class", "role", "epub:type"))
        if name == "a":
            script = "sup" if _REFERENCE.search(marks) else script
            hidden = hidden or _BACK.search(marks) is not None
        elif name != "sup" and _NOTES.search(marks):
            kind = Kind.FOOTNOTE
    return Opened(
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


def changes(name: str, opened: Opened, at: int, *, in_table: bool) -> dict[str, Any]:
    """What changes inside an element by its name; `at` is where it stands in the stack."""
    if name in HEADINGS:
        return {"kind": Kind.HEADING, "level": HEADINGS[name]}
    if name in LISTS:
        return {"depth": opened.depth + 1, "item": -1, "paragraph": -1}
    if name == "li":
        kind = opened.kind if opened.kind is Kind.FOOTNOTE else Kind.ITEM
        return {"kind": kind, "level": opened.depth, "item": at, "paragraph": -1}
    if name == "p":
        return {"paragraph": at}
    if name in ("dt", "dd"):
        return {"term": at, "paragraph": -1}
    if name in CELLS and in_table:
        return {"kind": Kind.PARAGRAPH, "level": 0, "depth": 0, "item": -1, "paragraph": -1, "term": -1}
    return _CHANGES.get(name, {})
