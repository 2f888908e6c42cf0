"""Which registries can be read: the bundled one, and those of folders?"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lacmigration.registry._folders import FoundTables, read_folder
from lacmigration.registry._registry import Registry, laid_over

__all__ = ["bundled", "load_folder"]

_FIRST = "reference"


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
    found = FoundTables()
    for folder in folders:
        found.read(folder, name=folder.name)
    # That the relations here can be read is a test of the project's own, not a cost of every start.
    return laid_over(Registry(), found.additions(), relations=False)


def load_folder(path: Path | str, *, locale: str = "") -> Registry:
    """The records of a data package folder (or of every folder in it) by themselves, as a registry.

    A folder that refers to bundled records is loaded over them: `bundled().with_overlay(path)`.

    Errors: InputErrors with everything that is wrong, each with file, line, column and value.
    """
    return laid_over(Registry(), read_folder(path, locale=locale))
