"""Was this document checked before, with the same version and settings? Then its review is at hand.

Reviews are pickled: whoever can write into the folder can run code. It is therefore named on the command line
alone, and never by a setting that comes with the reports.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from lacmigration.errors import MissingExtraError
from lacmigration.reviewing._reviews import Review
from lacmigration.reviewing._settings import Settings
from lacmigration.sayings import message

__all__ = ["LARGEST", "code_digest", "digest_of", "key_of", "recall", "remember"]

LARGEST = 2**28
"""Bytes that the cache takes at most; what was not asked for the longest time goes first."""


def digest_of(folders: Iterable[Path]) -> str:
    """What tells the records of folders from all others: the names and contents of their files."""
    told = sha256()
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            told.update(f"{file.relative_to(folder)}\0".encode(errors="surrogateescape"))
            told.update(sha256(file.read_bytes()).digest())
    return told.hexdigest()


def key_of(path: Path, *, locale: str | None, reader: str, settings: Settings, records: str) -> str:
    """What tells one check from all others: the document, its claims file, how they are read, the version.

    Errors: OSError for a document that cannot be read, or is a pipe or a device, which may never end.
    """
    if not path.is_file():
        raise FileNotFoundError(str(path))
    told = sha256(path.read_bytes())
    beside = Path(f"{path}.claims")
    if beside.is_file():
        told.update(sha256(beside.read_bytes()).digest())
    asked = (
        version("lacmigration"),
        code_digest(),
        str(path),
        settings.known_as(str(path)),
        locale or "",
        reader,
        records,
        sorted(settings.select),
        sorted(settings.ignore),
        sorted((name, sorted(rules)) for name, rules in settings.per_file.items()),
        sorted(settings.baseline),
    )
    told.update(repr(asked).encode(errors="surrogateescape"))
    return told.hexdigest()


@lru_cache(maxsize=1)
def code_digest() -> str:
    """What tells this state of the library from others of the same version: sizes and times of its files."""
    package = Path(__file__).parents[1]
    files = sorted(path for path in package.rglob("*") if path.suffix in {".py", ".csv", ".po", ".json"})
    told = ((str(file.relative_to(package)), file.stat().st_size, file.stat().st_mtime_ns) for file in files)
    return sha256(repr(tuple(told)).encode()).hexdigest()


@lru_cache(maxsize=2)
def _opened(folder: str) -> Any:
    try:
        from diskcache import Cache
    except ImportError as cause:
        raise MissingExtraError(
            message("remembering reviews needs {library}", library="diskcache"), extra="cli"
        ) from cause

    class Closing(Cache):  # type: ignore[misc]  # it says nothing of its types
        """Closes its file when nobody uses it any more."""

        def __del__(self) -> None:
            self.close()

    return Closing(folder, size_limit=LARGEST)


def recall(folder: Path, key: str) -> Review | None:
    """The review that was remembered under a key; None where there is none, or it cannot be read any more."""
    try:
        found = _opened(str(folder)).get(key)
    except (OSError, AttributeError, ImportError, TypeError, ValueError, EOFError, UnpicklingError):
        return None  # written by another version of the libraries: as if it were not there
    return found if isinstance(found, Review) else None


def remember(folder: Path, key: str, review: Review) -> None:
    """Keep a review under its key."""
    _opened(str(folder)).set(key, review)
