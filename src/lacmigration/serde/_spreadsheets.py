"""What did a spreadsheet program do to a cell?"""

from __future__ import annotations

import re

__all__ = [
    "broken_cell",
    "changed_code",
    "changed_date",
    "changed_number",
    "holds_broken_cells",
    "is_comment",
]

# The errors of Excel and LibreOffice in English, Spanish, Portuguese and French.
_ERROR = re.compile(r"#[¡¿]?[A-ZÁÉÍÓÚÃÇ]{3,}(?:/0)?[!?]|#N/[ADV]|#(?:DIV|¡DIV)/0!|Err:\d{3}")
_HASHES = re.compile(r"#{3,}")  # the cell of a column that was too narrow
_SLASHED_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_NAMED_MONTH = re.compile(r"[^\W\d]{3,10}\.?[- /]\d{2,4}|\d{1,2}[- ][^\W\d]{3,10}\.?(?:[- ]\d{2,4})?")
_SERIAL = re.compile(r"[2-6]\d{4}")
_SCIENTIFIC = re.compile(r"([+-]?\d+(?:[.,]\d+)?)[eE]\+?(-?\d+)")


def is_comment(first: str, others: list[str]) -> bool:
    """Whether a row is a comment: its first cell starts with "#" and is no spreadsheet error.

    >>> is_comment("# how to edit this", ["", ""]), is_comment("#REF!", ["mx", ""])
    (True, False)
    """
    if not first.startswith("#") or _ERROR.fullmatch(first):
        return False
    return _HASHES.fullmatch(first) is None or not any(others)


def holds_broken_cells(text: str) -> bool:
    """Whether a whole table may hold cells that show an error; a quick look before each cell is looked at."""
    if "#" not in text and "Err:" not in text:
        return False
    return _ERROR.search(text) is not None or _HASHES.search(text) is not None


def broken_cell(cell: str) -> str:
    """What to do about a cell that shows an error in place of its value, or "" when it does not.

    >>> broken_cell("#REF!")
    'is an error of the spreadsheet program, not a value: mend the formula, or type the value itself'
    """
    if _ERROR.fullmatch(cell):
        return (
            "is an error of the spreadsheet program, not a value: mend the formula, or type the value itself"
        )
    if _HASHES.fullmatch(cell):
        return "shows a column that was too narrow when it was exported: widen the column, and save again"
    return ""


def changed_date(cell: str) -> str:
    """What to write in place of a date that was turned into another form, or "" when none is recognised.

    >>> changed_date("31/08/2024").partition(": ")[2]
    'write 2024-08-31, in a cell formatted as text'
    """
    head = "is not an ISO date, perhaps changed by a spreadsheet program: write "
    tail = ", in a cell formatted as text"
    found = _SLASHED_DATE.fullmatch(cell)
    if found:
        first, second, year = int(found[1]), int(found[2]), found[3].rjust(4, "?")
        days = [(m, d) for m, d in ((second, first), (first, second)) if 1 <= m <= 12 and 1 <= d <= 31]
        shown = list(dict.fromkeys(f"{year}-{month:02}-{day:02}" for month, day in days))
        return head + (" or ".join(shown) or "2024-08-31 for the 31st of August 2024") + tail
    if _NAMED_MONTH.fullmatch(cell):
        return f"{head}2024-08 for August 2024, 2024-08-31 for its last day{tail}"
    if _SERIAL.fullmatch(cell):
        return f"{head}2024-08-31, not the number of days since 1900{tail}"
    return ""


def changed_number(cell: str) -> str:
    """What to do about a number in scientific notation, whose last digits are lost, or "" when it is none.

    >>> changed_number("1.96E+07")
    'is in scientific notation, which cuts digits: write them all, in a cell formatted as text'
    """
    if _SCIENTIFIC.fullmatch(cell):
        return "is in scientific notation, which cuts digits: write them all, in a cell formatted as text"
    return ""


def changed_code(cell: str, length: int) -> str:
    """What to do about a code of digits whose leading zeros are gone, or "" when none is missing.

    >>> changed_code("28", 3)
    'lacks its leading zeros: write 028, in a cell formatted as text'
    """
    if cell.isdecimal() and len(cell) < length:
        return f"lacks its leading zeros: write {cell.zfill(length)}, in a cell formatted as text"
    return ""
