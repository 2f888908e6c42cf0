"""What does each cell of a sheet hold: its number, its formula, and the text that a reader sees?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import attrs

from lacmigration.documents._archives import Package, local, value_of
from lacmigration.documents._numberformats import shown, shown_text
from lacmigration.documents._xlsxparts import Look, rich_text
from lacmigration.errors import DocumentError
from lacmigration.sayings import Saying, message

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Held", "Shared", "SheetCells", "address", "cells_of", "place_of"]

# A report's tables have thousands of cells; half a million is a database, and half a gigabyte in memory.
MAX_CELLS: Final = 500_000
MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384

At = tuple[int, int]

_ADDRESS: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_REFERENCE: Final = re.compile(r"\"[^\"]*\"|'[^']*'|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w(.])")


@attrs.frozen(kw_only=True)
class Held:
    """What one cell holds; `trouble` says why it has no value, where it should have one."""

    text: str
    stored: Decimal | None = None
    formula: str = ""
    bold: bool = False
    trouble: Saying | None = None


@attrs.define
class SheetCells:
    """The cells of one sheet by row and column from 1, its merged ranges, and what of it is hidden."""

    cells: dict[At, Held] = attrs.field(factory=dict)
    merged: list[tuple[At, At]] = attrs.field(factory=list)
    hidden_rows: set[int] = attrs.field(factory=set)
    hidden_columns: list[tuple[int, int]] = attrs.field(factory=list)
    objects: list[str] = attrs.field(factory=list)


def address(at: At) -> str:
    """A place as the program writes it.

    >>> address((7, 28)), place_of("AB7")
    ('AB7', (7, 28))
    """
    return f"{_letters(at[1])}{at[0]}"


@lru_cache(maxsize=MAX_COLUMN)
def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(text: str) -> At | None:
    """The row and column of an address, from 1; None where it is none."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    at = int(match[2]), _column(match[1])
    return at if 0 < at[0] <= MAX_ROW and at[1] <= MAX_COLUMN else None


@lru_cache(maxsize=MAX_COLUMN)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@attrs.frozen(kw_only=True)
class Shared:
    """What the cells of all sheets refer to: texts and formats by number, and the calendar."""

    texts: Sequence[str]
    looks: Sequence[Look]
    since_1904: bool


def cells_of(package: Package, part: str, shared: Shared, *, before: int = 0, most: int = 0) -> SheetCells:
    """Read a sheet row by row; rows that are read leave the memory. `before` counts other sheets' cells.

    `most` is how many cells there may be, 0 for `MAX_CELLS`.

    Raises:
        DocumentError: The sheet is broken, or the workbook has more cells than `most`.
    """
    from lxml import etree

    found, most = SheetCells(), most or MAX_CELLS
    formulas: dict[str, tuple[At, str]] = {}
    stream = package.open(part)
    if stream is None:
        raise DocumentError(
            message("the sheet's part is missing; the file is broken"), name=package.name, place=part
        )
    with stream, package.guarded(part):
        events = etree.iterparse(
            stream,
            events=("end",),
            tag=("{*}row", "{*}col", "{*}mergeCell", "{*}drawing", "{*}oleObjects", "{*}legacyDrawingHF"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        last = 0
        for _, element in events:
            name = local(element)
            if name == "row":
                if not last and element.getroottree().docinfo.doctype:
                    raise package.declared(part)
                last = _index(element.get("r", ""), default=last + 1, limit=MAX_ROW)
                if value_of(element, "hidden") in {"1", "true"}:
                    found.hidden_rows.add(last)
                _read_row(element, last, found, shared=shared, formulas=formulas)
                if before + len(found.cells) > most:
                    raise DocumentError(
                        message(
                            "more than {limit} cells; give the tables of the report a file of their own",
                            limit=most,
                        ),
                        name=package.name,
                        place=part,
                    )
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            else:
                _read_other(element, name, found)
    return found


def _index(text: str, *, default: int, limit: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default
    return number if 0 < number <= limit else default


def _read_other(element: _Element, name: str, found: SheetCells) -> None:
    if name == "col":
        if element.get("hidden") in {"1", "true"}:
            low = _index(element.get("min", ""), default=1, limit=MAX_COLUMN)
            found.hidden_columns.append((low, _index(element.get("max", ""), default=low, limit=MAX_COLUMN)))
    elif name == "mergeCell":
        first, _, last = element.get("ref", "").partition(":")
        start, end = place_of(first), place_of(last)
        if start and end and start <= end:
            found.merged.append((start, end))
    else:
        found.objects.append(name)


def _read_row(
    row: _Element,
    number: int,
    found: SheetCells,
    *,
    shared: Shared,
    formulas: dict[str, tuple[At, str]],
) -> None:
    column = 0
    for element in row:
        if not len(element):
            column += 1
            continue  # a format without content
        at = place_of(element.get("r", "")) or (number, column + 1)
        column = at[1]
        held = _held(element, at, shared, formulas)
        if held is not None:
            found.cells[at] = held


_PLAIN: Final = Look()
_UNCOMPUTED: Final = message("a formula without a stored value; save it once in a spreadsheet program")


def _held(cell: _Element, at: At, shared: Shared, formulas: dict[str, tuple[At, str]]) -> Held | None:
    kind, value, formula = cell.get("t", "n"), "", ""
    for each in cell:
        name = local(each)
        if name == "v":
            value = each.text or ""
        elif name == "f":
            formula = _formula(each, at, formulas)
        elif name == "is":
            value = rich_text(each)
    style = _index(cell.get("s", ""), default=0, limit=len(shared.looks))
    look = shared.looks[style] if style < len(shared.looks) else _PLAIN
    if not value:
        trouble = _UNCOMPUTED if formula and kind != "str" else None
        return Held(text="", formula=formula, trouble=trouble) if formula else None
    if kind == "e":
        return Held(text=value, formula=formula, bold=look.bold, trouble=message("the cell holds an error"))
    if kind == "s":
        number = int(value) if value.isdecimal() and len(value) < 10 else -1
        if not 0 <= number < len(shared.texts):
            lost = message("refers to text {text}, which the file does not have", text=repr(value))
            return Held(text="", trouble=lost)
        value = shared.texts[number]
    stored = _stored(value) if kind == "n" else None
    text = _text(value, kind, stored, look, since_1904=shared.since_1904).strip()
    if not text and stored is None and not formula:
        return None
    return Held(text=text, stored=stored, formula=formula, bold=look.bold)


def _text(value: str, kind: str, stored: Decimal | None, look: Look, *, since_1904: bool) -> str:
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if stored is not None:
        return _shown(stored, look.code, since_1904=since_1904)
    return value if look.code == "General" else shown_text(value, look.code)


@lru_cache(maxsize=65_536)
def _shown(stored: Decimal, code: str, *, since_1904: bool) -> str:
    return shown(stored, code, since_1904=since_1904)


def _stored(text: str) -> Decimal | None:
    """The number as its program knows it: a binary double, of which the file may show 17 digits.

    0.28999999999999998 is how 0.29 is stored; the shortest decimal of the same double is what was typed.
    """
    try:
        # What has 17 digits is a double already, and not a decimal that is made inexact here.
        number = Decimal(text if len(text) < 16 else repr(float(text)))
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() and -400 < number.adjusted() < 400 else None


def _formula(element: _Element, at: At, shared: dict[str, tuple[At, str]]) -> str:
    """A formula's text; one that is shared is written out at its first cell and moved to the others."""
    text = element.text or ""
    key = element.get("si", "")
    if element.get("t") != "shared":
        return f"={text}" if text else ""
    if text:
        shared[key] = at, text
        return f"={text}"
    if key not in shared:
        return "="
    (row, column), base = shared[key]
    return "=" + _REFERENCE.sub(lambda match: _moved(match, at[0] - row, at[1] - column), base)


def _moved(match: re.Match[str], down: int, right: int) -> str:
    if match[2] is None:
        return match[0]
    row = int(match[4]) + (0 if match[3] else down)
    column = _column(match[2]) + (0 if match[1] else right)
    if row < 1 or column < 1:
        return "#REF!"
    return f"{match[1]}{_letters(column)}{match[3]}{row}"
