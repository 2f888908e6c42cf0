"""Writes what is generated from the record classes: each folder's datapackage.json, and the data dictionary.

`python -m lacmigration.registry.describe` writes those of the bundled data and of the documentation beside
it; with folders named, those of the folders. With `--check` nothing is written, and the exit code is 1 when
anything differs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from lacmigration.errors import InputErrors
from lacmigration.registry._describe import ABOUT, data_dictionary, data_package

__all__ = ["main"]

_PACKAGE = Path(__file__).parents[1]
_DICTIONARY = _PACKAGE.parents[1] / "docs" / "reference" / "data-dictionary.md"


def _wanted(folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Every generated file with the text that belongs in it."""
    chosen = folders or sorted(one for one in (_PACKAGE / "data").iterdir() if one.is_dir())
    for folder in chosen:
        yield folder / ABOUT, data_package(folder)
    if not folders and _DICTIONARY.parent.is_dir():  # a checkout; an installed package has no documentation
        yield _DICTIONARY, data_dictionary()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or compare; 0 when all is well, 1 when something differs, 2 when a table cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m lacmigration.registry.describe", description=__doc__)
    parser.add_argument(
        "folders", nargs="*", type=Path, help="folders of records; without any, the bundled data"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when something differs")
    options = parser.parse_args(arguments)
    differing = []
    try:
        wanted = list(_wanted(options.folders))
    except InputErrors as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for path, text in wanted:
        if path.exists() and path.read_bytes() == text.encode():
            continue
        differing.append(path)
        if not options.check:
            path.write_bytes(text.encode())
        sys.stdout.write(f"{'differs' if options.check else 'written'}: {path}\n")
    return 1 if differing and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
