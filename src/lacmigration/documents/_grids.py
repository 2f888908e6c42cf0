"""At which row and column does each cell of a table stand, once cells span several of them?"""

from __future__ import annotations

import attrs

from lacmigration.documents._blocks import Block, Cell, Kind, Run
from lacmigration.documents._evidence import header_rows
from lacmigration.documents._gathering import MOST_CELLS

__all__ = ["Grid", "merged"]

_WIDEST = 1000  # as browsers have it


@attrs.define
class _Placed:
    block: Block
    row: int
    column: int
    rows: int
    columns: int
    header: bool


class Grid:
    """Places cells as they come, row by row, beside and below those that span."""

    def __init__(self) -> None:
        self._cells: list[_Placed] = []
        self._taken: dict[int, int] = {}  # column -> the first row that is free again
        self._row = -1
        self._column = 0
        self._section = 0
        self.area = 0

    def row(self) -> None:
        """Begin a row."""
        self._row += 1
        self._column = 0

    def section(self) -> None:
        """Begin a head, body or foot: no cell reaches down into it."""
        end = self._row + 1
        for cell in self._cells[self._section :]:
            cell.rows = min(cell.rows, end - cell.row)
        self._section = len(self._cells)
        self._taken.clear()

    def cell(self, block: Block, *, rows: int = 1, columns: int = 1, header: bool = False) -> None:
        """Place the next cell of the row that was begun; `rows` 0 reaches down to the end of its section."""
        while self._taken.get(self._column, 0) > self._row:
            self._column += 1
        columns = min(max(columns, 1), _WIDEST)
        for column in range(self._column, self._column + columns):
            self._taken[column] = self._row + (rows or MOST_CELLS)
        self._cells.append(_Placed(block, self._row, self._column, rows or MOST_CELLS, columns, header))
        self._column += columns
        self.area = max(self.area, (self._row + 1) * len(self._taken))

    def cells(self) -> tuple[Cell, ...]:
        """All of them, cut at the last row; headers are found by the figures below where no cell says it."""
        self.section()
        heads = 0 if any(cell.header for cell in self._cells) else self._headers()
        return tuple(
            Cell(
                block=cell.block,
                row=cell.row,
                column=cell.column,
                rows=cell.rows,
                columns=cell.columns,
                header=cell.header or cell.row < heads,
            )
            for cell in self._cells
        )

    def _headers(self) -> int:
        rows: list[list[str]] = [[] for _ in range(self._row + 1)]
        for cell in self._cells:
            row = rows[cell.row]
            row += [""] * (cell.column - len(row))
            row.append(cell.block.text)
        return header_rows(rows)


def merged(blocks: list[Block]) -> Block | None:
    """The blocks of a cell as one, a line each."""
    if not blocks:
        return None
    runs: list[Run] = []
    length = 0
    for block in blocks:
        runs += (Run(run.start + length, run.source) for run in block.runs)
        length += len(block.text) + 1
    return attrs.evolve(
        blocks[0], kind=Kind.CELL, level=0, text="\n".join(block.text for block in blocks), runs=tuple(runs)
    )
