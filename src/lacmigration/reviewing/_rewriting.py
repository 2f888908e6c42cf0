"""How is a number of a table written one unit higher or lower, and where does a note under the table go?"""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from lacmigration.documents import Block, Document, Table
from lacmigration.reviewing._fixing import Fix

__all__ = ["fix_at", "group_mark", "moved", "note_fix"]


def moved(written: str, step: int, *, places: int = 0, group: str = "") -> str:
    """A number without its sign as it is written a number of last places further from zero.

    `places` of its digits are decimals. Its marks stay where they are; `group` is the mark of thousands for
    a number that gets its first ones.

    >>> moved("4,5", 1, places=1), moved("1.234", -1), moved("999", 1, group=","), moved("10.0", -1, places=1)
    ('4,6', '1.233', '1,000', '9.9')
    """
    digits = "".join(filter(str.isdigit, written))
    whole = len(digits) - places
    new = str(int(digits) + step).rjust(len(digits), "0")
    if len(new) == len(digits) and (new[0] != "0" or whole <= 1):
        return _in_place(written, new)
    bare = new[: len(new) - places].lstrip("0") or "0"
    marks = [sign for sign in written if not sign.isdigit()]
    decimal = marks.pop() if places else ""
    mark = marks[0] if marks else group if whole < 4 else ""
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", mark, bare) + decimal + new[len(new) - places :]


def _in_place(written: str, digits: str) -> str:
    """Other digits, as many, between the same marks."""
    following = iter(digits)
    return "".join(next(following) if sign.isdigit() else sign for sign in written)


def group_mark(numbers: Iterable[tuple[str, int]]) -> str:
    """The mark of thousands in numbers, each with its count of decimals; empty where none shows one.

    >>> group_mark([("12,5", 1), ("1.204,5", 1)])
    '.'
    """
    for written, places in numbers:
        marks = [sign for sign in written if not sign.isdigit()]
        if len(marks) > (places > 0):
            return marks[0]
    return ""


def fix_at(document: Document, block: Block, at: int, change: tuple[str, str]) -> Fix | None:
    """A change of a text in a block, old and new, in the source; None where the source has it otherwise."""
    old, new = change
    start, last = block.source_of(at), block.source_of(at + len(old) - 1)
    if document.source is None or start is None or last is None or document.source[start : last + 1] != old:
        return None
    if document.format == "rst" and len(new) != len(old):
        return _in_frame(document.source, Fix(start=start, end=last + 1, old=old, new=new))
    return Fix(start=start, end=last + 1, old=old, new=new)


def _in_frame(source: str, fix: Fix) -> Fix | None:
    """The change with as many spaces behind it as keep the frame of the table straight; None without room."""
    more = len(fix.new) - len(fix.old)
    if more < 0:
        return attrs.evolve(fix, new=fix.new + " " * -more)
    behind = source[fix.end : fix.end + more + 1]
    if behind != " " * (more + 1):
        return None
    return attrs.evolve(fix, end=fix.end + more, old=fix.old + behind[:more])


def note_fix(document: Document, table: Table, note: str) -> Fix | None:
    """The note as a paragraph of its own below a table; None where the format has no place for it."""
    source = document.source
    last = max((_end(cell.block) for cell in table.cells), default=-1)
    if source is None or last < 0:
        return None
    line = "\r\n" if "\r\n" in source else "\n"
    if document.format == "html":
        end = re.compile(r"</table\s*>", re.IGNORECASE).search(source, last)
        return None if end is None else _inserted(end.end(), f"{line}<p>{note}</p>")
    if document.format not in {"markdown", "rst"}:
        return None
    blank = re.compile(r"\r?\n(?=[ \t]*(?:\r?\n|\Z))|\Z").search(source, last)
    assert blank is not None  # noqa: S101  (a text has an end)
    begin = source.rfind("\n", 0, last) + 1
    indent = source[begin : begin + len(source[begin:]) - len(source[begin:].lstrip(" \t"))]
    return _inserted(blank.start(), f"{line}{line}{indent}{note}")


def _end(block: Block) -> int:
    found = block.source_of(len(block.text) - 1) if block.text else None
    return -1 if found is None else found


def _inserted(at: int, text: str) -> Fix:
    return Fix(start=at, end=at, old="", new=text)
