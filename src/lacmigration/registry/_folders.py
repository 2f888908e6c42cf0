"""Which records are in a folder?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lacmigration.errors import InputErrors, Problem
from lacmigration.records import RECORD_TYPES
from lacmigration.registry._names import nearest
from lacmigration.registry._places import Addition
from lacmigration.serde import Cells, Table, cells, read_bytes, read_table

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["FoundTables", "read_folder"]

_ABOUT = "datapackage.json"


def read_folder(path: Path | str, *, locale: str = "") -> list[Addition]:
    """The records of a folder and of the folders in it, each with its place; InputErrors for bad tables."""
    root = Path(path)
    found = FoundTables()
    for folder in _folders(root, found):
        found.read(folder, name=str(folder), locale=locale or _locale(folder, found))
    if not found.tables and not found.problems:
        message = "holds no table of records: a table is named after what it holds, such as contributions.csv"
        found.problems.append(Problem(str(root), 0, 0, "", "", message))
    return found.additions()


class FoundTables:
    """What was read so far, what is wrong with it, and one memory of cells for the whole load."""

    def __init__(self) -> None:
        self.reading: Cells = cells()
        self.tables: list[Table[Any]] = []
        self.problems: list[Problem] = []

    def read(self, folder: Traversable, *, name: str, locale: str = "en") -> None:
        """Read all tables of a folder, in the order of the record types."""
        listed = {one.name: one for one in folder.iterdir()}
        found = {each: one for each, one in listed.items() if _is_table(each)}
        for table, record_type in RECORD_TYPES.items():
            source = found.pop(f"{table}.csv", None)
            if source is not None:
                file = f"{name}/{table}.csv"
                read: Table[Any] = read_table(
                    source, record_type, file=file, locale=locale, reading=self.reading
                )
                self.tables.append(read)
                self.problems += read.problems
            elif workbook := next((each for each in listed if each.lower() in _workbooks(table)), None):
                message = f'is a workbook, and not read: save it as {table}.csv, as "CSV UTF-8"'
                self.problems.append(Problem(f"{name}/{workbook}", 0, 0, "", "", message))
        for other in sorted(found):
            near = nearest(other[: -len(".csv")].lower(), RECORD_TYPES, cutoff=0.8)
            message = "is the name of no table of records" + (
                near or f": a folder can hold {', '.join(RECORD_TYPES)}"
            )
            self.problems.append(Problem(f"{name}/{other}", 0, 0, "", "", message))

    def additions(self) -> list[Addition]:
        """Every record with its place; InputErrors when anything was wrong."""
        if self.problems:
            raise InputErrors(self.problems)
        return [
            (record, (table.file, line, table.columns))
            for table in self.tables
            for record, line in zip(table.records, table.lines, strict=True)
        ]


def _workbooks(table: str) -> set[str]:
    """What a table is called that somebody forgot to save as CSV."""
    return {f"{table}{ending}" for ending in (".xlsx", ".xlsm", ".xls", ".ods")}


def _is_table(name: str) -> bool:
    return name.lower().endswith(".csv") and not name.startswith((".", "~"))


def _folders(root: Path, found: FoundTables) -> Iterator[Path]:
    """The folder itself and those in it, as far as they hold tables; what cannot be listed is a problem."""
    children = _listed(root, found)
    if any(_is_table(one.name) for one in children):
        yield root
    for child in children:
        hidden = child.name.startswith((".", "~"))
        if child.is_dir() and not hidden and any(_is_table(one.name) for one in _listed(child, found)):
            yield child


def _listed(folder: Path, found: FoundTables) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except NotADirectoryError:
        message = "is a file: give the folder that it is in"
    except OSError as error:
        message = f"cannot be read: {(error.strerror or str(error)).lower()}"
    found.problems.append(Problem(str(folder), 0, 0, "", "", message))
    return []


def _locale(folder: Path, found: FoundTables) -> str:
    """The language that the folder's datapackage.json gives for its figures; English where it gives none."""
    import json

    file = folder / _ABOUT
    if file not in _listed(folder, found):
        return "en"
    data = read_bytes(file, file=str(file))
    if isinstance(data, Problem):
        found.problems.append(data)
        return "en"
    try:
        about = json.loads(data)
    except ValueError as error:
        found.problems.append(Problem(str(file), 0, 0, "", "", f"cannot be read: {error}"))
        return "en"
    locale = about.get("locale", "en") if isinstance(about, dict) else "en"
    if not isinstance(locale, str):
        message = f'locale {locale!r} is no language code: write one such as "es"'
        found.problems.append(Problem(str(file), 0, 0, "", "", message))
        return "en"
    return locale
