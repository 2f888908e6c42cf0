"""Where does the header of a grid end, and what is written in each column below it?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import attrs

from lacmigration.claims._passages import folded
from lacmigration.claims.tables._cells import Written, is_missing, written
from lacmigration.documents import Cell
from lacmigration.documents._evidence import header_rows, is_period

__all__ = [
    "LONGEST_LABEL",
    "Raw",
    "ends_in_total",
    "header_height",
    "in_words",
    "raw_columns",
    "short_label",
    "text_of",
]

_HEADED: Final = 12
"""Rows that are looked at for a header."""
_AMOUNT: Final = re.compile(
    r"\d[.,'\u00a0\u202f]\d{3}(?!\d)|\d\s?(?:[A-Z]{3}\b|%)|\b[A-Z]{3}\s?\d|[$€£]\s?\d"
)
_CLOSING: Final = re.compile(r"[)]\s?%?|%\s?[)]?")
_ENDS_IN_TOTAL: Final = re.compile(r"\w\W+total(?:e|es|s)?[\W\d]*$")
LONGEST_LABEL: Final = 160
"""Characters of a label that are read and shown."""


@attrs.define(eq=False)
class Raw:
    """A column while it is read."""

    index: int
    header: str
    group: str
    cells: dict[int, tuple[Cell, Written]] = attrs.field(factory=dict)
    missing: set[int] = attrs.field(factory=set)
    texts: int = 0


def header_height(grid: Sequence[Sequence[Cell | None]]) -> int:
    """How many rows at the top of a grid are its header; 0 where it has none."""
    top = grid[:_HEADED]
    texts = [[text_of(cell) for cell in row] for row in top]
    declared = [bool(row) and all(cell is None or cell.header for cell in row) for row in top]
    if all(declared) or (texts and _is_data(texts[0])):
        declared = []
    height = header_rows(texts, declared=declared)
    while 0 < height < len(texts) and len(grid) > height + 1 and _heads(texts[height]):
        height += 1
    return height


def _is_data(texts: Sequence[str]) -> bool:
    """Whether a row that a format calls its header is none: amounts with groups of digits or a currency."""
    beyond = [text.strip() for text in texts[1:] if text.strip()]
    return bool(beyond) and all(_AMOUNT.search(text) and not is_period(text) for text in beyond)


def _heads(texts: Sequence[str]) -> bool:
    """Whether a row under the header is one more of it: years, or units, and no label."""
    beyond = [text.strip() for text in texts[1:] if text.strip()]
    if texts[0].strip() or not beyond:
        return False
    return all(is_period(text) for text in beyond) or not any(map(str.isdigit, "".join(beyond)))


def raw_columns(grid: Sequence[Sequence[Cell | None]], head: int) -> list[Raw]:
    """The columns of a grid below its header, from left to right, each with its numbers, texts and gaps."""
    width = len(grid[0]) if grid else 0
    raws = []
    for index in range(width):
        texts: list[str] = []
        for row in grid[:head]:
            text = text_of(row[index])
            if text and (not texts or texts[-1] != text):
                texts.append(text)
        group = ""
        if head > 1:
            over = [cell for row in grid[: head - 1] if (cell := row[index]) is not None and cell.columns > 1]
            group = " ".join(text_of(cell) for cell in over)
        raws.append(Raw(index, short_label(" ".join(texts)), short_label(group)))
    heads = {tuple(map(text_of, row)) for row in grid[:head]}
    for at, row in enumerate(grid[head:], head):
        if heads and tuple(map(text_of, row)) in heads:
            continue  # the header once more, on a new page
        for index, cell in enumerate(row):
            end = index + (1 if cell is None else cell.columns)
            behind = text_of(row[end]) if end < width else ""
            _take(raws[index], at, cell, behind)
    return raws


def _take(raw: Raw, at: int, cell: Cell | None, behind: str) -> None:
    if cell is None or not cell.text.strip():
        raw.missing.add(at)
        return
    if cell.row != at or cell.column != raw.index:
        return  # part of a merged cell, which stands once
    found = _closed(cell.text, behind) if _CLOSING.fullmatch(behind) else written(cell.text)
    if found is not None:
        raw.cells[at] = (cell, found)
    elif is_missing(cell.text) or not any(map(str.isalnum, cell.text)):
        raw.missing.add(at)
    else:
        raw.texts += 1
        raw.missing.add(at)


def _closed(text: str, behind: str) -> Written | None:
    """A number of which the bracket or the percent sign stands in the next cell, as accountants set them."""
    own = text.rstrip()
    found = written(own + behind)
    return written(text) if found is None else attrs.evolve(found, end=min(found.end, len(own)))


def text_of(cell: Cell | None) -> str:
    """The text of a cell without the spaces around it; nothing for none."""
    return "" if cell is None else cell.text.strip()


def short_label(text: str) -> str:
    """A label in one line; what is longer than any label is cut."""
    line = " ".join(text[: 2 * LONGEST_LABEL].split())
    return line if len(line) <= LONGEST_LABEL else f"{line[:LONGEST_LABEL]}…"


def in_words(header: str) -> str:
    """A header, folded; the names of a data base's columns with spaces between their words."""
    return folded(header.replace("_", " "))


def ends_in_total(plain: str) -> bool:
    """Whether a folded label is one of a sum that names what it adds up first: "Travel total".

    >>> ends_in_total("travel total"), ends_in_total("what is paid in the year in total")
    (True, False)
    """
    return _ENDS_IN_TOTAL.search(plain) is not None and len(plain.split()) <= 4
