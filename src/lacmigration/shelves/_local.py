"""How is a shelf reviewed on one machine, and begun again where it was broken off?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from lacmigration.errors import DocumentError
from lacmigration.registry import Registry
from lacmigration.reviewing import Settings
from lacmigration.shelves._columns import arrow
from lacmigration.shelves._listing import Entry, entries, plain
from lacmigration.shelves._outcomes import Outcome, read_entry
from lacmigration.shelves._parts import Part, Parts, begun
from lacmigration.shelves._shelf import Shelf, shelf_of
from lacmigration.shelves._spark import added_on
from lacmigration.shelves._terms import Terms, seconds, terms
from lacmigration.shelves._working import outcomes

__all__ = ["review_shelf"]

_BATCH = 64
"""Documents of a part: what is lost at most when a run is killed, and what is in memory at a time."""

_Path = str | os.PathLike[str]


def review_shelf(
    paths: _Path | Iterable[_Path],
    *,
    out: _Path = "findings.parquet",
    processes: int | None = None,
    timeout: float | None = None,
    resume: bool = True,
    locale: str | None = None,
    language: str | None = None,
    reader: str = "",
    registry: Registry | None = None,
    config: Settings | _Path | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    session: Any = None,
) -> Shelf:
    """Check many documents and keep what is found as Parquet in the folder `out`.

    `paths` are documents and folders of them. `processes` is how many work at a time, None for one a core; in
    one the documents are checked in this process. A document that takes more than `timeout` seconds is given
    up, its process ended and another begun; with a timeout also one process is another than this. With
    `resume` a document that stands in `out` with the same content, settings, records and version is not
    checked again, and one that is gone goes from there too. `locale` is the language of the column `said`
    beside the English one; `language` and `reader` are those of the documents, where they do not tell them.
    `config` are settings, or a file of them, which also names records. `on_progress` is told how many
    documents are done, and of how many.

    With `session`, a Spark session, the documents are read and checked, and `out` is written, where Spark
    works: all its machines share these folders and have this library. The tables are the same.

    A document that cannot be read or checked, whose process dies of it, or that takes too long, is a row of
    `documents` with its error. Errors: FolderError for `out`; ConfigurationError, InputErrors,
    UnknownLocaleError, ChoiceError for what is asked; MissingExtraError without pyarrow; a RuntimeError where
    the processes cannot begin.

    >>> import tempfile
    >>> from pathlib import Path
    >>> temporary = tempfile.TemporaryDirectory()
    >>> folder = Path(temporary.name)
    >>> _ = (folder / "fund.md").write_text("Of USD 150 million, 38% (USD 75.5M) has been mobilised.")
    >>> shelf = review_shelf(folder, out=folder / "findings.parquet", processes=1)
    >>> shelf.findings.select(["document", "place", "figure", "agrees"]).to_pylist()
    [{'document': 'fund.md', 'place': '1:21', 'figure': '38%', 'agrees': '50%'}]
    >>> temporary.cleanup()
    """
    arrow()
    limit = seconds(timeout)
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    asked = terms(locale=locale, language=language, reader=reader, registry=registry, config=config)
    listed = entries(given, settings=asked.settings, out=Path(out))
    parts = begun(Path(out))
    with parts.held():
        if not resume:
            parts.tidy(())
        known, number = _known(parts, listed, asked)
        todo = [entry for entry in listed if entry.name not in known]
        tell = on_progress or (lambda _done, _total: None)
        done = len(listed) - len(todo)
        tell(done, len(listed))
        if session is None:
            count = os.cpu_count() or 1 if processes is None else processes
            with closing(outcomes(todo, asked, processes=count, timeout=limit)) as found:  # type: ignore[type-var]
                for place, batch in _batches(_told(found, tell, done, len(listed)), len(todo)):
                    parts.add(batch, number=number + place)
        else:
            batches = [todo[place : place + _BATCH] for place in range(0, len(todo), _BATCH)]
            added_on(session, parts, enumerate(batches, number), asked, timeout=limit)
            tell(len(listed), len(listed))
        return shelf_of(parts, reviewed=len(todo))


def _told(
    found: Iterable[tuple[int, Outcome]], tell: Callable[[int, int], None], done: int, total: int
) -> Iterator[tuple[int, Outcome]]:
    for finished, one in enumerate(found, done + 1):
        yield one
        tell(finished, total)


def _batches(found: Iterable[tuple[int, Outcome]], total: int) -> Iterator[tuple[int, Sequence[Outcome]]]:
    """Outcomes by so many neighbours, whichever came first, as soon as these are there."""
    waiting: dict[int, dict[int, Outcome]] = {}
    for place, outcome in found:
        at = place // _BATCH
        batch = waiting.setdefault(at, {})
        batch[place] = outcome
        if len(batch) == min(_BATCH, total - at * _BATCH):
            del waiting[at]
            yield at, [batch[one] for one in sorted(batch)]


def _known(parts: Parts, listed: Sequence[Entry], asked: Terms) -> tuple[frozenset[str], int]:
    """The documents that need not be checked again, and the number of the next part; the rest is removed."""
    whole = parts.whole()
    parts.tidy(whole)
    number = max((part.number for part in whole), default=0) + 1
    by_name = {entry.name: entry for entry in listed}
    known: set[str] = set()
    kept: list[Part] = []
    for part in whole:
        rows = parts.table(
            "documents",
            [part],
            columns=["document", "digest", "directives", "settings", "error"],
        ).to_pylist()
        fine = {
            row["document"] for row in rows if row["document"] not in known and _stands(row, by_name, asked)
        }
        stale = frozenset(row["document"] for row in rows) - fine
        known |= fine
        if fine:
            kept.append(parts.without(part, stale, number=number) if stale else part)
            number += bool(stale)
    parts.tidy(kept)
    return frozenset(known), number


def _stands(row: Mapping[str, str], by_name: Mapping[str, Entry], asked: Terms) -> bool:
    """Whether a row of the documents is what checking that document again would give."""
    entry = by_name.get(row["document"])
    if entry is None or row["settings"] != asked.digest:
        return False
    if entry.skipped or entry.failed:
        return row["error"] == plain(str(entry.skipped or entry.failed))
    try:
        data, directives = read_entry(entry)
    except DocumentError as error:
        return not row["digest"] and row["error"] == plain(str(error.what))
    told = sha256(directives).hexdigest() if directives else ""
    return sha256(data).hexdigest() == row["digest"] and told == row["directives"]
