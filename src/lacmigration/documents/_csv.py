"""Which cells does a CSV or TSV file hold, and at which line and column does each stand?"""

from __future__ import annotations

import re
from collections import Counter

import attrs

from lacmigration.documents._blocks import Block, Document, Kind, Run, Table
from lacmigration.documents._gathering import Gathered, Lines, limited
from lacmigration.documents._grids import Grid
from lacmigration.documents._pen import Pen
from lacmigration.errors import DocumentError
from lacmigration.sayings import message

__all__ = ["read"]

_DELIMITERS = ",;\t|"
_SPACES = " \t\v\f"
_SAMPLE = 40  # records that are counted to find the delimiter
_END = re.compile(r"\r\n?|\n")
_SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)  # Excel's own first line


def read(text: str, name: str) -> Document:
    r"""Read a table of commas, semicolons, tabs or bars, whichever parts its records most evenly.

    Lines that begin with "#" are comments, unless a delimiter follows as in a column named "#". Lines of one
    text above a wider table are its caption. The first rows are headers where figures stand below words.

    Raises:
        DocumentError: A quote is never closed, or there are too many cells.

    >>> table = read("Donor;USD\nNorway;1,5\n", "donors.csv").parts[0]
    >>> [(cell.row, cell.column, cell.text, str(cell.block.place)) for cell in table.cells][2:]
    [(1, 0, 'Norway', '2:1'), (1, 1, '1,5', '2:8')]
    """
    gathered = Gathered(name, Lines(text))
    said = _SEPARATOR.match(text)
    delimiter = said[1] if said else delimiter_of(text, tabs=name.lower().endswith((".tsv", ".tab")))
    rows, comments = _records(text, delimiter, gathered, start=said.end() if said else 0)
    for comment, at in comments:
        gathered.comment(comment, at)
    width = max((len(row) for row in rows), default=0)
    while len(rows) > 1 and width > 1 and sum(bool(cell.text) for cell in rows[0]) == 1:
        title = next(cell for cell in rows.pop(0) if cell.text)
        at = title.source_of(0) or 0
        block = Block(kind=Kind.CAPTION, text=title.text, place=title.place, runs=title.runs)
        gathered.part(block, at, at + 1)
    if rows:
        grid = Grid()
        for row in rows:
            grid.row()
            for cell in row:
                grid.cell(cell)
            limited(grid.area, name=name, place=row[0].place)
        place = rows[0][0].place
        start = gathered.lines.start(place.line)
        gathered.part(Table(cells=grid.cells(), place=place), start, max(len(text), start + 1))
    return gathered.document(format="csv")


def delimiter_of(text: str, *, tabs: bool = False) -> str:
    r"""The delimiter that stands equally often in most records; a comma where there is no evidence.

    >>> delimiter_of("a;b\n1,5;2,5\n"), delimiter_of("a,b\n1;2,3\n")
    (';', ',')
    """
    counts: list[Counter[str]] = [Counter()]
    quoted = False
    for found in re.finditer(r'[,;\t|"\n]', text[:200_000]):
        sign = found[0]
        if sign == '"':
            quoted = not quoted
        elif sign == "\n" and not quoted:
            if len(counts) > _SAMPLE:
                break
            counts.append(Counter())
        elif not quoted:
            counts[-1][sign] += 1

    def evidence(delimiter: str) -> tuple[int, int, int]:
        often = Counter(count[delimiter] for count in counts if count[delimiter])
        if not often:
            return (0, 0, 0)
        number, lines = max(often.items(), key=lambda item: (item[1], item[0]))
        return (lines, number, -_DELIMITERS.index(delimiter))

    if tabs:
        return "\t"
    best = max(_DELIMITERS, key=evidence)
    return best if evidence(best)[0] else ","


def _records(
    text: str, delimiter: str, gathered: Gathered, *, start: int
) -> tuple[list[list[Block]], list[tuple[str, int]]]:
    """The rows of cells, blank ones left out, and the comments with their offsets."""
    bare = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    comment = re.compile(rf'#(?![{re.escape(delimiter)}"\r\n])[^\r\n]*')
    rows: list[list[Block]] = []
    comments: list[tuple[str, int]] = []
    row: list[Block] = []
    at, cells = start, 0
    while at < len(text):
        if not row and (found := comment.match(text, at)):
            comments.append((found[0][1:], at))
            end = _END.match(text, found.end())
            at = end.end() if end else len(text)
            continue
        block, at = _cell(text, at, bare, gathered)
        row.append(block)
        cells += 1
        limited(cells, name=gathered.name, place=block.place)
        if text[at : at + 1] == delimiter:
            at += 1
            if at < len(text) and text[at] not in "\r\n":
                continue
            row.append(_empty(at, gathered))
        if any(cell.text for cell in row):
            rows.append(row)
        row = []
        end = _END.match(text, at)
        at = end.end() if end else at
    return rows, comments


def _cell(text: str, at: int, bare: re.Pattern[str], gathered: Gathered) -> tuple[Block, int]:
    """One cell and where it ends; a quoted one may hold delimiters, line ends and doubled quotes."""
    place = gathered.lines.place(at)
    if text[at] != '"':
        found = bare.match(text, at)
        end = found.end() if found else at
        piece = text[at:end]
        said = piece.strip(_SPACES)
        start = at + len(piece) - len(piece.lstrip(_SPACES))
        if start > at and said:
            place = attrs.evolve(place, column=place.column + start - at)
        runs = (Run(0, start),) if said else ()
        return Block(kind=Kind.CELL, text=said, place=place, runs=runs), end
    pen = Pen()
    at += 1
    while True:
        close = text.find('"', at)
        if close < 0:
            raise DocumentError(
                message(
                    "this cell's quote is never closed; close it, or double a quote that belongs to the text"
                ),
                name=gathered.name,
                place=place.said,
            )
        pen.add(text[at:close], at)
        at = close + 1
        if text[at : at + 1] != '"':
            break
        pen.add('"', at)
        at += 1
    found = bare.match(text, at)
    end = found.end() if found else at
    pen.add(text[at:end], at)
    block = pen.block(Kind.CELL, place)
    if block.runs:
        block = attrs.evolve(block, place=gathered.lines.place(block.runs[0].source))
    return block, end


def _empty(at: int, gathered: Gathered) -> Block:
    return Block(kind=Kind.CELL, text="", place=gathered.lines.place(min(at, len(gathered.lines.text))))
