"""Many documents checked: over several processes, in the order given, few of them in memory at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import attrs

from lacmigration.errors import LacMigrationError
from lacmigration.registry import Registry
from lacmigration.reviewing._cache import key_of, recall, remember
from lacmigration.reviewing._reviewing import review
from lacmigration.reviewing._reviews import Review
from lacmigration.reviewing._settings import DEFAULTS, Settings

__all__ = ["Failure", "review_many"]

_AHEAD = 4
"""Documents that wait for each process, so that none is idle and few are in memory."""


@attrs.frozen
class Failure:
    """A document that could not be read, and why."""

    name: str
    error: LacMigrationError


@attrs.frozen(kw_only=True)
class _Task:
    locale: str | None
    reader: str
    registry: Registry | None
    settings: Settings
    cache: Path | None
    records: str


_task = _Task(locale=None, reader="", registry=None, settings=DEFAULTS, cache=None, records="")


def _begin(task: _Task) -> None:
    global _task  # noqa: PLW0603  (a process is told once what holds for all its documents)
    _task = task


def _one(path: str) -> Review | Failure:
    return _reviewed(path, _task)


def _reviewed(path: str, task: _Task) -> Review | Failure:
    try:
        if task.cache is None or path == "-":
            return _made(path, task)
        return _recalled(Path(path), task.cache, task)
    except LacMigrationError as error:
        return Failure(path, error)


def _recalled(path: Path, folder: Path, task: _Task) -> Review:
    """The remembered review of a document, or a new one, which is remembered."""
    try:
        key = key_of(
            path, locale=task.locale, reader=task.reader, settings=task.settings, records=task.records
        )
    except OSError:
        return _made(str(path), task)  # says what is wrong with the file
    found = recall(folder, key)
    if found is None:
        found = _made(str(path), task)
        remember(folder, key, found)
    return found


def _made(path: str, task: _Task) -> Review:
    return review(
        Path(path) if path != "-" else path,
        locale=task.locale,
        format=task.reader,
        registry=task.registry,
        settings=task.settings,
    )


def review_many(
    paths: Iterable[str],
    *,
    jobs: int = 1,
    locale: str | None = None,
    reader: str = "",
    registry: Registry | None = None,
    settings: Settings = DEFAULTS,
    cache: Path | None = None,
    records: str = "",
) -> Iterator[Review | Failure]:
    """The review of every document, in the order of the paths, whatever the number of processes.

    `reader` is the format of the documents (one of `documents.FORMATS`) where their names do not tell it.
    `cache` is a folder in which reviews are remembered, by the content of the documents, the version and what
    is asked; `records` tells the registry from others there (see `digest_of`).
    A document that cannot be read is a Failure in its place, and the others are checked all the same.
    """
    task = _Task(
        locale=locale, reader=reader, registry=registry, settings=settings, cache=cache, records=records
    )
    if jobs <= 1:
        yield from (_reviewed(path, task) for path in paths)
        return
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(task,)) as pool:
        waiting: deque[Future[Review | Failure]] = deque()
        for path in paths:
            waiting.append(pool.submit(_one, path))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
