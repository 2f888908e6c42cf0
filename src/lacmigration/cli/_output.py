"""How results leave the command: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["Format", "console", "emit", "emit_json", "error_console", "table"]

WIDTH_OF_A_PIPE = 160


class Format(StrEnum):
    """What a result is written as."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def console() -> Console:
    """Where results go: colour on a terminal only (NO_COLOR is respected), in a pipe lines as wide as COLUMNS says."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH_OF_A_PIPE
    return Console(width=width, highlight=False, soft_wrap=False)


def error_console() -> Console:
    """Where complaints and progress go."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[int] = ()) -> Table:
    """A plain table; the columns in `right` are numbers and stand to the right."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(columns):
        made.add_column(name, justify="right" if place in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text(str(cell)) for cell in row))
    return made


def emit(form: Format, columns: Sequence[str], rows: Sequence[Sequence[object]], *, right: Sequence[int] = ()) -> None:
    """Write rows in the form that was asked for."""
    if form is Format.JSON:
        emit_json([dict(zip(columns, map(_plain, row), strict=True)) for row in rows])
    elif form is Format.CSV:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_plain(cell) for cell in row] for row in rows)
        sys.stdout.write(text.getvalue())
    else:
        console().print(table(columns, rows, right=right))


def emit_json(value: Any) -> None:
    """Write one JSON document."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _plain(cell: object) -> object:
    return cell if isinstance(cell, int | bool) or cell is None else str(cell)
