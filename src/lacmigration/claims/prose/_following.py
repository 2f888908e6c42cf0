"""Which list items follow a block that announces them?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lacmigration.claims._passages import Passage
from lacmigration.documents import Kind

__all__ = ["items_behind"]

_MOST = 60
_STRAYS = 4
"""Blocks in which items must follow for a paragraph among them to be part of their list."""
_URL = re.compile(r"https?://|www\.")


def items_behind(passages: Sequence[Passage], behind: int, wanted: int) -> tuple[tuple[str, ...], bool]:
    """The items at the level of the first, and whether nothing else stands among them.

    Where something else stands in the middle of a list that is not yet complete (a note, a new page),
    the items behind it may be of the same list.
    """
    found: list[str] = []
    level, whole = -1, True
    strays = 0
    for number, passage in enumerate(passages[behind : behind + 2 * _MOST], behind):
        block = passage.block
        if block.kind is Kind.ITEM:
            level = block.level if level < 0 else level
            if block.level < level:
                break
            if block.level == level:
                found.append(block.text)
            strays = 0
        elif not found:
            break
        elif len(found) < wanted and strays < 3 and (block.kind is Kind.FOOTNOTE or _stray(block.text)):
            strays += 1
            whole = whole and block.kind is Kind.FOOTNOTE
        else:
            whole = whole and (len(found) >= wanted or not _goes_on(passages, number, level))
            break
    return tuple(found), whole


def _goes_on(passages: Sequence[Passage], stray: int, level: int) -> bool:
    """Whether items of a level follow soon behind a block that stands among them and announces no others."""
    for passage in passages[stray : stray + _STRAYS]:
        block = passage.block
        if block.kind is Kind.ITEM:
            return block.level == level
        if block.kind is Kind.HEADING or block.text.rstrip().endswith((":", ": -")):
            return False
    return False


def _stray(text: str) -> bool:
    """Whether a block is a number of a note, an address, or a line of a page's foot."""
    return _URL.search(text) is not None or len(text.split()) < 2
