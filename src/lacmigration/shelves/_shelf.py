"""What was found on a shelf, as tables?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any

import attrs

from lacmigration.errors import FolderError
from lacmigration.sayings import message
from lacmigration.shelves._parts import Part, Parts, files_of

__all__ = ["Shelf", "open_shelf", "shelf_of"]


@attrs.frozen(kw_only=True, eq=False)
class Shelf:
    """The tables of a shelf that was reviewed; each is read from its folder when it is asked for.

    `folder` holds them as Parquet, in the folders `findings`, `documents` and `timings`: any program that
    reads Parquet can do without this class. Errors: FolderError where another run has written there since.
    `reviewed` is how many documents were checked this time; the
    others were known from before.
    """

    folder: Path
    reviewed: int = 0
    _parts: Parts
    _whole: Sequence[Part]

    @property
    def findings(self) -> Any:
        """A pyarrow table with a row for all that speaks, by document and number."""
        return self._table("findings").sort_by([("document", "ascending"), ("number", "ascending")])

    @property
    def documents(self) -> Any:
        """A pyarrow table with a row for each document, by name."""
        return self._table("documents").sort_by("document")

    @property
    def timings(self) -> Any:
        """A pyarrow table with the seconds that each document took, by name."""
        return self._table("timings").sort_by("document")

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many documents were "reviewed", "failed" and "skipped"."""
        column = self._table("documents", columns=["status"])["status"].value_counts().to_pylist()
        found = {one["values"]: one["counts"] for one in column}
        return {status: found.get(status, 0) for status in ("reviewed", "failed", "skipped")}

    @property
    def ok(self) -> bool:
        """Whether every document could be reviewed, and none has an error."""
        column = self._table("documents", columns=["ok"])["ok"]
        return all(column.to_pylist())

    def _table(self, name: str, *, columns: Sequence[str] | None = None) -> Any:
        try:
            return self._parts.table(name, self._whole, columns=columns)
        except FileNotFoundError as cause:
            what = message("{folder} was written to since; open it again", folder=str(self.folder))
            raise FolderError(what) from cause


def shelf_of(parts: Parts, *, reviewed: int = 0) -> Shelf:
    """The shelf as its folder has it now."""
    return Shelf(folder=parts.folder, reviewed=reviewed, parts=parts, whole=tuple(parts.whole()))


def open_shelf(folder: str | PathLike[str]) -> Shelf:
    """A shelf that was reviewed before, also one that was not finished.

    Errors: FolderError where the folder holds none; MissingExtraError without pyarrow.

    >>> open_shelf("nowhere")
    Traceback (most recent call last):
    ...
    lacmigration.errors.FolderError: nowhere holds no findings
    """
    return shelf_of(files_of(Path(folder)))
