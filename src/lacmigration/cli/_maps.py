"""Who does what where?"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from rich.text import Text

from lacmigration.cli._choices import Cell, Format
from lacmigration.cli._output import emit, emit_json, labelled, say, table, width, wrapped
from lacmigration.cli._pictures import picture_map
from lacmigration.cli._sums import Asked, in_options
from lacmigration.crosstabs import Crosstab, mapping

__all__ = ["print_map"]


def print_map(asked: Asked, *, rows: str, columns: str, cell: Cell, tiles: bool = False) -> None:
    """A table of two fields with numbers, ids or totals of records; a list where the table is too wide."""
    with in_options():
        found = mapping(asked.records, rows, columns, several=asked.several.value)
        picture_map(asked, found, cell=cell, tiles=tiles)
        if asked.form is Format.JSON:
            _print_json(found)
            return
        grid = list(_grid(found, asked, cell))
    heading = ("all" if key is None else str(key) for key in _keys(found.columns, cell))
    if asked.form is Format.CSV:
        emit(asked.form, (rows, *heading), grid)
        return
    labels = asked.labels
    named = [(labels.name(row[0]), *row[1:]) for row in grid]
    columns_ = ("", *heading)
    room = width()
    needed = sum(max(len(text) for text in column) + 2 for column in zip(columns_, *named, strict=True))
    if cell is not Cell.IDS and (room is None or needed <= room):
        say(*table(columns_, named, right=range(1, len(columns_))))
        return
    for name, *texts in named:  # with the row's own total, if it has one, behind its name
        filled = [(labels.name(key), text) for key, text in zip(found.columns, texts, strict=False) if text]
        say(Text.assemble((name, "bold"), *(f"  {text}" for text in texts[len(found.columns) :])))
        if cell is Cell.IDS:
            lines = (wrapped(f"{column}: {text}", indent="    ", first="  ") for column, text in filled)
            say(*(Text(line) for paragraph in lines for line in paragraph))
        else:
            size = max(len(text) for _, text in filled)
            say(*labelled((f"{text:>{size}}", column) for column, text in filled))


def _keys(keys: tuple[Hashable, ...], cell: Cell) -> tuple[Hashable, ...]:
    """The groups, and None for the margin, which a table of ids has not."""
    return keys if cell is Cell.IDS else (*keys, None)


def _grid(found: Crosstab, asked: Asked, cell: Cell) -> Iterator[tuple[str, ...]]:
    for row in _keys(found.rows, cell):
        texts = (_shown(found, row, column, asked=asked, cell=cell) for column in _keys(found.columns, cell))
        yield ("all" if row is None else str(row), *texts)


def _shown(found: Crosstab, row: Hashable, column: Hashable, *, asked: Asked, cell: Cell) -> str:
    if cell is Cell.IDS:
        return ("|" if asked.form is Format.CSV else ", ").join(found.ids(row, column))
    if cell is Cell.COUNT:
        return str(found.count(row, column) or "")
    amount = found.total(row, column, **asked.meant)
    if amount is None:
        return ""
    return str(amount) if asked.form is Format.CSV else asked.labels.amount(amount)


def _print_json(found: Crosstab) -> None:
    cells = [
        {"row": str(row), "column": str(column), "records": list(found.cells[row, column])}
        for row in found.rows
        for column in found.columns
        if (row, column) in found.cells
    ]
    emit_json({"rows": list(map(str, found.rows)), "columns": list(map(str, found.columns)), "cells": cells})
