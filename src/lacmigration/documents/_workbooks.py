"""Which cells does each sheet of a workbook hold, row by row, as a table of data and not as a report?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from lacmigration.documents._archives import open_package
from lacmigration.documents._xlsxcells import Held, Shared, cells_of
from lacmigration.documents._xlsxparts import looks_of, shared_texts, sheets_of, since_1904

__all__ = ["Held", "Worksheet", "worksheets"]

# A statistical office's workbook has a million cells on one sheet; each takes some 300 bytes in memory.
MOST_CELLS: Final = 3_000_000


@attrs.frozen(kw_only=True)
class Worksheet:
    """One sheet: its name, whether a reader sees it, and its rows from 1, each by its columns from 1."""

    name: str
    hidden: bool
    rows: dict[int, dict[int, Held]]


def worksheets(data: bytes, name: str) -> Iterator[Worksheet]:
    """The sheets of an XLSX in order, one at a time, hidden ones too; charts are passed over.

    Raises:
        DocumentError: The file as a whole cannot be read, or a sheet has more cells than `MOST_CELLS`.
        MissingExtraError: lxml is not installed.

    >>> next(worksheets(b"", "stock.xlsx"))
    Traceback (most recent call last):
    ...
    lacmigration.errors.DocumentError: stock.xlsx: the file is empty
    """
    package = open_package(data, name, kind="xlsx")
    root = package.xml(package.main)
    shared = Shared(texts=shared_texts(package), looks=looks_of(package), since_1904=since_1904(root))
    for sheet in sheets_of(package, root):
        if sheet.kind != "worksheet":
            continue
        rows: dict[int, dict[int, Held]] = {}
        for (row, column), held in cells_of(package, sheet.part, shared, most=MOST_CELLS).cells.items():
            rows.setdefault(row, {})[column] = held
        yield Worksheet(name=sheet.name, hidden=sheet.hidden, rows=rows)
