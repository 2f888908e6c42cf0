"""What is on disk of a shelf that was begun, is it whole, and how is the next part added?

A part is a table of findings, one of documents and one of times, and a manifest that is written last: a part
without it, or one that its manifest does not fit, is as if it were not there.
"""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

import attrs

from lacmigration.errors import FolderError
from lacmigration.sayings import formula, message, system_problem
from lacmigration.shelves._columns import TABLES, arrow, arrow_schema, arrow_table
from lacmigration.shelves._outcomes import Outcome

__all__ = ["Part", "Parts", "begun", "files_of"]

_SIGN = "shelf.json"
_BEGUN = re.compile(r"\.(shelf|part-\d{6,}-[0-9a-f]{12})\.[0-9a-f]{8}\.tmp")
"""What a file is called while it is written: each its own, so that two who write the same do not meet."""
_MARK = {"format": "lacmigration.shelf", "version": 1}
_NAME = re.compile(r"part-(\d{6,})-[0-9a-f]{12}")
_MANIFESTS = "parts"


@attrs.frozen
class Part:
    """A part that is whole: its name, its number, and the parts that it took the place of."""

    name: str
    number: int
    replaces: tuple[str, ...] = ()


@attrs.frozen
class Parts:
    """The folder of a shelf's tables."""

    folder: Path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the folder for this run alone, where the system has locks that end with a process.

        Errors: FolderError where another run holds it.
        """
        try:
            import fcntl
        except ImportError:  # no such locks here
            yield
            return
        with (self.folder / ".lock").open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as cause:
                what = message("another run writes to {folder}; wait for it", folder=str(self.folder))
                raise FolderError(what) from cause
            yield

    def whole(self) -> list[Part]:
        """The parts that can be relied on, in order; what others took the place of is not among them."""
        found = [
            part for file in sorted(self._manifests.glob("*.json")) if (part := self._read(file)) is not None
        ]
        replaced = {name for part in found for name in part.replaces}
        return sorted((part for part in found if part.name not in replaced), key=lambda one: one.number)

    def tidy(self, keep: Iterable[Part]) -> None:
        """Remove all that is of no part to keep: halves, what was being written, what was replaced."""
        names = {part.name for part in keep}
        places = [self._manifests, *(self.folder / table for table in TABLES)]
        for place in places:  # manifests first: a part without one is no part
            for file in place.iterdir():
                if _BEGUN.fullmatch(file.name) or (_NAME.fullmatch(file.stem) and file.stem not in names):
                    file.unlink()
        for file in self.folder.glob(".shelf.*.tmp"):
            file.unlink(missing_ok=True)

    def add(self, outcomes: Sequence[Outcome], *, number: int) -> Part:
        """Write a part of documents."""
        rows: Mapping[str, Iterable[Mapping[str, Any]]] = {
            "findings": [row for one in outcomes for row in one.findings],
            "documents": [one.document for one in outcomes],
            "timings": [{"document": one.document["document"], "seconds": one.seconds} for one in outcomes],
        }
        return self._write(
            {name: arrow_table(rows[name], columns) for name, columns in TABLES.items()}, number=number
        )

    def without(self, part: Part, documents: frozenset[str], *, number: int) -> Part:
        """Write a part again without some of its documents, and in its place."""
        import pyarrow.compute as pc

        pa = arrow()
        gone = pa.array(sorted(documents), pa.string())
        kept = {}
        for name in TABLES:
            table = self.table(name, [part])
            kept[name] = table.filter(pc.invert(pc.is_in(table["document"], value_set=gone)))
        return self._write(kept, number=number, replaces=(part.name,))

    def table(self, name: str, parts: Sequence[Part], *, columns: Sequence[str] | None = None) -> Any:
        """A table of some parts, one behind the other."""
        import pyarrow.parquet as pq

        schema = arrow_schema(TABLES[name])
        if columns is not None:
            schema = arrow().schema([schema.field(column) for column in columns])
        read = [
            pq.read_table(self._file(name, part.name), columns=columns, partitioning=None) for part in parts
        ]
        return arrow().concat_tables([schema.empty_table(), *read])

    @property
    def _manifests(self) -> Path:
        return self.folder / _MANIFESTS

    def _file(self, table: str, part: str) -> Path:
        return self.folder / table / f"{part}.parquet"

    def _write(self, tables: Mapping[str, Any], *, number: int, replaces: tuple[str, ...] = ()) -> Part:
        import pyarrow.parquet as pq

        contents = {}
        for name, table in tables.items():
            buffer = io.BytesIO()
            pq.write_table(table, buffer)
            contents[name] = buffer.getvalue()
        digests = {name: sha256(content).hexdigest() for name, content in contents.items()}
        told = sha256(repr((digests["findings"], digests["documents"], replaces)).encode()).hexdigest()
        part = Part(f"part-{number:06}-{told[:12]}", number, replaces)
        for name, content in contents.items():
            _put(self._file(name, part.name), content)
        manifest = {"replaces": list(replaces), "tables": digests}
        _put(self._manifests / f"{part.name}.json", json.dumps(manifest, indent=2).encode())
        return part

    def _read(self, manifest: Path) -> Part | None:
        """The part of a manifest, None where it is not whole."""
        match = _NAME.fullmatch(manifest.stem)
        if match is None:
            return None
        try:
            said = json.loads(manifest.read_bytes())
            for table in TABLES:
                if sha256(self._file(table, manifest.stem).read_bytes()).hexdigest() != said["tables"][table]:
                    return None
            return Part(manifest.stem, int(match[1]), tuple(said["replaces"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def begun(out: Path) -> Parts:
    """The folder of a shelf, made where there is none.

    Errors: FolderError where it is something else, or cannot be written: nothing of it is touched.
    """
    parts = Parts(out)
    try:
        if out.exists() and not out.is_dir():
            raise FolderError(message("{folder} is a file; findings need a folder", folder=str(out)))
        strange = out.is_dir() and any(not _BEGUN.fullmatch(one.name) for one in out.iterdir())
        if strange and not _is_shelf(out):  # asked last: another run may have begun in the meantime
            what = message("{folder} holds something else than findings; name another", folder=str(out))
            raise FolderError(what)
        out.mkdir(parents=True, exist_ok=True)
        _sign(out)  # first of all: what is in the folder is then ours
        for place in (*TABLES, _MANIFESTS):
            (out / place).mkdir(exist_ok=True)
    except OSError as cause:
        if isinstance(cause, FolderError):
            raise
        raise FolderError(formula(str(out), ": ", system_problem(cause))) from cause
    return parts


def _sign(out: Path) -> None:
    """Write what tells the folder from others, where it is not there yet."""
    if _is_shelf(out):
        return
    try:
        _put(out / _SIGN, json.dumps(_MARK).encode())
    except FileNotFoundError:
        if not _is_shelf(out):  # else another run has put it there, and removed what was being written
            raise


def files_of(out: Path) -> Parts:
    """The folder of a shelf that was reviewed. Errors: FolderError where there is none."""
    if not _is_shelf(out):
        raise FolderError(message("{folder} holds no findings", folder=str(out)))
    return Parts(out)


def _is_shelf(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / _SIGN).read_bytes()) == _MARK)
    except (OSError, ValueError):
        return False


def _put(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, also where the machine stops."""
    beside = file.with_name(f".{file.stem}.{token_hex(4)}.tmp")
    with beside.open("wb") as new:
        new.write(content)
        new.flush()
        os.fsync(new.fileno())
    beside.replace(file)
