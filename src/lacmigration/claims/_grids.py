"""Which rows of names and amounts does a document set out, as tables or as lines with tabs?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial

import attrs

from lacmigration.claims._claims import Spot
from lacmigration.claims._comparable import is_amount
from lacmigration.claims._passages import Passage, facts_of, folded
from lacmigration.claims.tables._numbers import Number
from lacmigration.claims.tables._roles import Role
from lacmigration.claims.tables._sheets import Sheet
from lacmigration.documents import Document, Table
from lacmigration.facts import Fact

__all__ = ["Entry", "Grid", "grids_of"]

_FEWEST = 3
_NUMBERED = re.compile(r"(?:^|,\s*)(\d{1,3})\s+(?=[^\W\d_])")


@attrs.frozen(kw_only=True, eq=False, slots=False)
class Entry:
    """An amount of a grid: the label of its row, the header of its column, what it states and where.

    A large table has many amounts of which prose speaks of few: these are read when they are asked for.
    """

    label: str
    header: str
    read: Callable[[], tuple[Fact, Spot]]

    @cached_property
    def fact(self) -> Fact:
        """What it states."""
        return self.read()[0]

    @cached_property
    def spot(self) -> Spot:
        """Where it stands."""
        return self.read()[1]


@attrs.frozen(kw_only=True, eq=False)
class Grid:
    """Rows under headers. `place` is that of its first block in the document; `has_total` tells of sums.

    `columns` are the texts of the body by column; `entries` the amounts by column.
    """

    place: int
    title: str
    headers: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    entries: tuple[tuple[Entry, ...], ...]
    has_total: bool

    def listed(self, column: int) -> tuple[str, ...]:
        """The things that a column lists: numbered ones in its cells, or one in each row."""
        texts = [text.strip() for text in self.columns[column] if text.strip()]
        numbered = [_NUMBERED.findall(text) for text in texts]
        if texts and all(numbered) and sum(map(len, numbered)) > len(texts):
            return tuple(dict.fromkeys(number for numbers in numbered for number in numbers))
        return tuple(texts)


def grids_of(
    document: Document, passages: Sequence[Passage], sheets: Mapping[int, Sheet]
) -> tuple[Grid, ...]:
    """The tables of a document and its blocks of lines with tabs; `passages` has one entry for each block.

    `sheets` are its tables as they were understood, each by the identity of its table.
    """
    places = {id(one.block): one.place for one in passages}
    found: list[Grid] = []
    for part in document.parts:
        if isinstance(part, Table):
            if part.cells:
                first = places[id(part.cells[0].block)]
                found.append(_of_table(sheets[id(part)], first, _above(passages, first, part)))
        elif "\t" in part.text and part.text.count("\n") >= _FEWEST - 1:
            grid = _of_lines(passages[places[id(part)]], passages)
            if grid is not None:
                found.append(grid)
    return tuple(found)


def _above(passages: Sequence[Passage], place: int, table: Table | None = None) -> str:
    """The caption, else the short block right above."""
    if table is not None and table.caption is not None:
        return table.caption.text
    above = passages[place - 1].text if place else ""
    return above if len(above.split()) <= 14 else ""


def _of_table(sheet: Sheet, place: int, title: str) -> Grid:
    table = sheet.table
    width = max(cell.column + cell.columns for cell in table.cells)
    first = min((row.index for row in sheet.rows), default=0)
    heads = [""] * width
    parts = [row for row in sheet.rows if row.is_part] or [row for row in sheet.rows if not row.is_sum]
    texts: dict[int, list[str]] = {row.index: [""] * width for row in parts}
    for cell in table.cells:
        if cell.row < first:
            heads[cell.column] = cell.text.strip() or heads[cell.column]
        elif cell.row in texts:
            texts[cell.row][cell.column] = cell.text
    entries: list[tuple[Entry, ...]] = [()] * width
    for column in sheet.columns:
        if column.role is Role.AMOUNT and column.sure:
            entries[column.index] = tuple(
                Entry(label=row.label, header=column.header, read=partial(_number, sheet, number))
                for row in sheet.rows
                if row.is_part and (number := column.numbers.get(row.index)) is not None
            )
    return Grid(
        place=place,
        title=title,
        headers=tuple(heads),
        columns=tuple(tuple(row[at] for row in texts.values()) for at in range(width)),
        entries=tuple(entries),
        has_total=any(row.is_sum for row in sheet.rows),
    )


def _number(sheet: Sheet, number: Number) -> tuple[Fact, Spot]:
    return sheet.fact(number), sheet.spot(number)


def _of_lines(passage: Passage, passages: Sequence[Passage]) -> Grid | None:
    """Lines that tabs part into as many fields each, the first line as headers where it has no figure."""
    lines = list(_fields(passage.text))
    width = len(lines[0])
    if width < 2 or any(len(fields) != width for fields in lines) or len(lines) < _FEWEST:
        return None
    first_end = lines[0][-1][1]
    headed = not any(one.start < first_end for one in passage.read)
    body = lines[1:] if headed else lines
    text = passage.text
    headers = tuple(text[start:end].strip() if headed else "" for start, end in lines[0])
    columns = tuple(tuple(text[slice(*fields[at])].strip() for fields in body) for at in range(width))
    entries: list[tuple[Entry, ...]] = []
    for at in range(width):
        found: list[Entry] = []
        for fields in body:
            start, end = fields[at]
            inside = passage.read.mentions[passage.until(start) : passage.until(end)]
            whole = [one for one in inside if is_amount(one) and one.text.strip() == text[start:end].strip()]
            if len(whole) == 1:
                [fact] = facts_of(whole[0])
                label = text[slice(*fields[0])].strip()
                known = fact, passage.spot(whole[0])
                found.append(Entry(label=label, header=headers[at], read=partial(_known, known)))
        entries.append(tuple(found) if len(found) == len(body) else ())
    return Grid(
        place=passage.place,
        title=_above(passages, passage.place),
        headers=headers,
        columns=columns,
        entries=tuple(entries),
        has_total=any("total" in folded(label) for label in columns[0]),
    )


def _known(known: tuple[Fact, Spot]) -> tuple[Fact, Spot]:
    return known


def _fields(text: str) -> Iterator[list[tuple[int, int]]]:
    """Where the fields of each line start and end; the indent of all lines is no field."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            fields: list[tuple[int, int]] = []
            start = at + len(line) - len(line.lstrip("\t "))
            for field in line.lstrip("\t ").split("\t"):
                fields.append((start, start + len(field)))
                start += len(field) + 1
            yield fields
        at += len(line) + 1
