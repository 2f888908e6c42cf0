"""Which cells does a table of a DOCX have, and where in its grid does each stand?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import attrs

from lacmigration.documents._archives import local, value_of
from lacmigration.documents._docxstyles import child, flag

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Slot", "slots_of"]

# Word itself allows 63 columns; a cell over more than this is a broken number, as browsers have it.
_WIDEST: Final = 1_000

_WRAPPERS: Final = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml"})


@attrs.define(kw_only=True)
class Slot:
    """A cell before its text is read; `rows` grows while the rows below are seen to continue it."""

    element: _Element
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    declared: bool = False


def slots_of(table: _Element) -> list[Slot]:
    """The cells of a table in reading order; a vertical merge is one cell, a removed row none."""
    slots: list[Slot] = []
    open_slots: dict[int, Slot] = {}
    row = 0
    for line in _inside(table, "tr"):
        properties = child(line, "trPr")
        if child(properties, "del") is not None:
            continue
        declared = flag(properties, "tblHeader") is True
        column = _count(child(properties, "gridBefore"), least=0)
        for cell in _inside(line, "tc"):
            said = child(cell, "tcPr")
            width = _count(child(said, "gridSpan"), least=1)
            merge = child(said, "vMerge")
            above = open_slots.get(column)
            if merge is not None and value_of(merge, "val") != "restart" and above is not None:
                above.rows = row - above.row + 1
            else:
                slot = Slot(element=cell, row=row, column=column, columns=width, declared=declared)
                slots.append(slot)
                open_slots.pop(column, None)
                if merge is not None:
                    open_slots[column] = slot
            column += width
        row += 1
    return slots


def _inside(element: _Element, name: str) -> Iterator[_Element]:
    for each in element:
        found = local(each)
        if found == name:
            yield each
        elif found in _WRAPPERS:
            yield from _inside(each, name)


def _count(element: _Element | None, *, least: int) -> int:
    text = "" if element is None else value_of(element, "val")
    said = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else least
    return min(max(said, least), _WIDEST)
