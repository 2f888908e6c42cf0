"""Which records are in a folder?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lacmigration.errors import InputErrors, Problem
from lacmigration.records import RECORD_TYPES
from lacmigration.registry._names import nearest
from lacmigration.registry._overlay import Addition, with_additions
from lacmigration.registry._registry import Registry
from lacmigration.serde import Cells, Table, cells, read_bytes, read_table

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["bundled", "load_folder", "read_folder"]

_FIRST = "reference"
_ABOUT = "datapackage.json"


@lru_cache(maxsize=1)
def bundled() -> Registry:
    """What the documents that come with the library state: read when first asked for, then the same value.

    >>> bundled()["mptf"].name
    'Migration Multi-Partner Trust Fund'
    """
    return load_bundled()


def load_bundled() -> Registry:
    """As `bundled`, but read anew."""
    from importlib.resources import files

    data = files("lacmigration") / "data"
    folders = sorted(
        (one for one in data.iterdir() if one.is_dir()), key=lambda one: (one.name != _FIRST, one.name)
    )
    found = _Found()
    for folder in folders:
        found.read(folder, name=folder.name)
    # That the relations here can be read is a test of the project's own, not a cost of every start.
    return with_additions(Registry(), found.additions(), places={}, relations=False)


def load_folder(path: Path | str, *, locale: str = "") -> Registry:
    """The records of a data package folder (or of every folder in it) by themselves, as a registry.

    A folder that refers to bundled records is loaded over them: `bundled().with_overlay(path)`.

    Errors: InputErrors with everything that is wrong, each with file, line, column and value.
    """
    return with_additions(Registry(), read_folder(path, locale=locale), places={})


def read_folder(path: Path | str, *, locale: str = "") -> list[Addition]:
    """The records of a folder and of the folders in it, each with its place; InputErrors for bad tables."""
    root = Path(path)
    found = _Found()
    for folder in _folders(root, found):
        found.read(folder, name=str(folder), locale=locale or _locale(folder, found))
    if not found.tables and not found.problems:
        message = "holds no table of records: a table is named after what it holds, such as contributions.csv"
        found.problems.append(Problem(str(root), 0, 0, "", "", message))
    return found.additions()


class _Found:
    """What was read so far, what is wrong with it, and one memory of cells for the whole load."""

    def __init__(self) -> None:
        self.reading: Cells = cells()
        self.tables: list[Table[Any]] = []
        self.problems: list[Problem] = []

    def read(self, folder: Traversable, *, name: str, locale: str = "en") -> None:
        """Read all tables of a folder, in the order of the record types."""
        found = {one.name: one for one in folder.iterdir() if _is_table(one.name)}
        for table, record_type in RECORD_TYPES.items():
            source = found.pop(f"{table}.csv", None)
            if source is not None:
                file = f"{name}/{table}.csv"
                read: Table[Any] = read_table(
                    source, record_type, file=file, locale=locale, reading=self.reading
                )
                self.tables.append(read)
                self.problems += read.problems
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


def _is_table(name: str) -> bool:
    return name.lower().endswith(".csv") and not name.startswith((".", "~"))


def _folders(root: Path, found: _Found) -> Iterator[Path]:
    """The folder itself and those in it, as far as they hold tables; what cannot be listed is a problem."""
    children = _listed(root, found)
    if any(_is_table(one.name) for one in children):
        yield root
    for child in children:
        hidden = child.name.startswith((".", "~"))
        if child.is_dir() and not hidden and any(_is_table(one.name) for one in _listed(child, found)):
            yield child


def _listed(folder: Path, found: _Found) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except NotADirectoryError:
        message = "is a file: give the folder that it is in"
    except OSError as error:
        message = f"cannot be read: {(error.strerror or str(error)).lower()}"
    found.problems.append(Problem(str(folder), 0, 0, "", "", message))
    return []


def _locale(folder: Path, found: _Found) -> str:
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
