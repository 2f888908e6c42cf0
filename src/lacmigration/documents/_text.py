"""Which paragraphs and list items does a plain text hold?"""

from __future__ import annotations

import re

from lacmigration.documents._blocks import Document, Kind
from lacmigration.documents._gathering import Gathered, Lines
from lacmigration.documents._pen import Pen

__all__ = ["read"]

_LINE = re.compile(r"[^\n]*\n?")
_BULLET = re.compile(r"([ \t]*)(?:[-*•·▪‣◦–—]|\(?(?:\d{1,2}|[a-z])[.)])[ \t]+(?=\S)")
_RULE = re.compile(r"\s*([-=_*~#+])\1{2,}\s*")  # under a title, or between two parts
_COLUMNS = re.compile(r"\S(?:\t|[ ]{3,})\S")


def read(text: str, name: str, *, wrapped: bool = True) -> Document:
    r"""Read paragraphs, which blank lines part, and list items, which a bullet or number begins.

    A line that ends because the next word would not have fitted goes on with a space; one that ends earlier,
    or that is set in columns, keeps its end. So do all lines of a text that is not `wrapped`.

    >>> [block.text for block in read("They gave it 5\nmillion a year.\n\n- Quito\n- Cali\n", "a").blocks]
    ['They gave it 5 million a year.', 'Quito', 'Cali']
    """
    gathered = Gathered(name, Lines(text))
    lines: list[tuple[int, str]] = []
    bullet: re.Match[str] | None = None
    indents: list[int] = []
    for found in _LINE.finditer(text):
        line = found[0]
        begins = _BULLET.match(line)
        if len(lines) == 1 and bullet is None and _RULE.fullmatch(line):
            offset, title = lines.pop()
            _heading(gathered, offset, title)
        elif begins or _RULE.fullmatch(line) or not line.strip():
            _paragraph(gathered, lines, bullet, indents, wrapped=wrapped)
            lines = []
            bullet = begins
        if line.strip() and not _RULE.fullmatch(line):
            lines.append((found.start(), line))
    _paragraph(gathered, lines, bullet, indents, wrapped=wrapped)
    return gathered.document(format="text")


def _heading(gathered: Gathered, offset: int, line: str) -> None:
    start = offset + len(line) - len(line.lstrip())
    pen = Pen()
    pen.add(line.strip(), start)
    gathered.part(pen.block(Kind.HEADING, gathered.lines.place(start), level=1), start, offset + len(line))


def _paragraph(
    gathered: Gathered,
    lines: list[tuple[int, str]],
    bullet: re.Match[str] | None,
    indents: list[int],
    *,
    wrapped: bool,
) -> None:
    if not lines:
        return
    kind, level = Kind.PARAGRAPH, 0
    skipped = 0
    if bullet is not None:
        indent = len(bullet[1].expandtabs(4))
        while indents and indents[-1] >= indent:
            indents.pop()
        indents.append(indent)
        kind, level, skipped = Kind.ITEM, len(indents), bullet.end()
    else:
        indents.clear()
    stripped = [line.rstrip() for _, line in lines]
    width = max(map(len, stripped))
    columns = not wrapped or any(_COLUMNS.search(line) for line in stripped)
    pen = Pen()
    first = last = -1
    for index, (offset, _) in enumerate(lines):
        text = stripped[index]
        lead = skipped if index == 0 else 0
        lead += len(text[lead:]) - len(text[lead:].lstrip())
        if index:
            before = stripped[index - 1]
            fits = len(before) + 1 + len(text.split(maxsplit=1)[0]) <= width
            end = lines[index - 1][0] + len(before)
            pen.put("\n" if columns or fits else " ", end)
        first = offset + lead if first < 0 else first
        last = offset + len(text)
        pen.add(text[lead:], offset + lead)
    block = pen.block(kind, gathered.lines.place(first), level=level)
    gathered.part(block, first, last)
