"""Which of the watched documents were saved? Asked again and again, until the user stops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event

from lacmigration.documents import extensions
from lacmigration.errors import MissingExtraError
from lacmigration.sayings import message

__all__ = ["watching"]

_DEBOUNCE = 400
"""Milliseconds in which changes are taken together: editors write a file in several steps."""
_CLAIMS = ".claims"


def watching(paths: Iterable[Path], *, stop: Event | None = None) -> Iterator[set[Path]]:
    """The documents among paths, and below folders, that were written since last time; until `stop` is set.

    A path comes back in the form in which it was given. A claims file that was saved stands for the report
    beside it; a file that is gone is not among them, and an editor's own files in a folder are not either.
    Errors: MissingExtraError without the library watchfiles.
    """
    try:
        from watchfiles import Change, watch
    except ImportError as cause:
        needs = message("{option} needs {library}", option="--watch", library="watchfiles")
        raise MissingExtraError(needs, extra="watch") from cause

    given = tuple(paths)
    named = {path.resolve(): path for path in given if not path.is_dir()}
    folders = {path.resolve(): path for path in given if path.is_dir()}
    # The folder of a file and not the file: an editor that puts a new file in its place would end the watch.
    watched = {*folders, *(path.parent for path in named)}
    for changes in watch(
        *sorted(watched),
        watch_filter=None,
        debounce=_DEBOUNCE,
        stop_event=stop,
        raise_interrupt=False,
        recursive=bool(folders),
    ):
        written = (Path(name) for change, name in changes if change is not Change.deleted)
        found = {shown for path in written if (shown := _shown(path, named, folders)) is not None}
        if found:
            yield found


def _shown(path: Path, named: dict[Path, Path], folders: dict[Path, Path]) -> Path | None:
    """A path as the user gave it; None where it is none of the documents that are watched, or is gone."""
    report = path.with_suffix("") if path.suffix == _CLAIMS else path
    if report in named:
        return named[report] if report.is_file() else None
    for folder, given in folders.items():
        if report.is_relative_to(folder) and _is_report(report.relative_to(folder)) and report.is_file():
            return given / report.relative_to(folder)
    return None


def _is_report(path: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) or part == "node_modules" for part in path.parts)
    return not hidden and path.suffix.lower() in extensions()
