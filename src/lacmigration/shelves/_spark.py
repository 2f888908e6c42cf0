"""How is a shelf reviewed on Spark? With the same function, in a process beside each of Spark's own."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any

import attrs

from lacmigration.errors import FolderError
from lacmigration.registry import Registry
from lacmigration.reviewing import Settings
from lacmigration.sayings import message
from lacmigration.shelves._columns import DOCUMENTS, FINDINGS, arrow, arrow_schema, ddl
from lacmigration.shelves._listing import Entry, plain
from lacmigration.shelves._outcomes import Outcome
from lacmigration.shelves._parts import Parts
from lacmigration.shelves._terms import Terms, seconds, terms
from lacmigration.shelves._working import Worker, answered

__all__ = ["SparkShelf", "added_on", "review_spark"]

_KEY = ("document", "digest", "directives", "settings")
_NESTED = f"document {ddl(DOCUMENTS)}, findings array<{ddl(FINDINGS)}>, seconds double"
_FEW = 16
"""Documents that go back to Spark at a time."""


@attrs.frozen(kw_only=True, eq=False)
class SparkShelf:
    """What was found, as DataFrames of Spark, which work when they are asked.

    `reviewed` has a row for each document, its findings in it: cache it, or write it, where more than one of
    the others is asked for.
    """

    reviewed: Any

    @property
    def findings(self) -> Any:
        """A row for all that speaks, with the columns of `Shelf.findings`."""
        return self.reviewed.selectExpr("explode(findings) AS one").select("one.*")

    @property
    def documents(self) -> Any:
        """A row for each document, with the columns of `Shelf.documents`."""
        return self.reviewed.select("document.*")

    @property
    def timings(self) -> Any:
        """The seconds that each document took."""
        return self.reviewed.selectExpr("document.document AS document", "seconds")


def review_spark(
    frame: Any,
    *,
    root: str = "",
    known: Any = None,
    timeout: float | None = None,
    locale: str | None = None,
    language: str | None = None,
    reader: str = "",
    registry: Registry | None = None,
    config: Settings | str | PathLike[str] | None = None,
) -> SparkShelf:
    """Check documents whose contents are in a DataFrame of Spark; nothing is done before its rows are asked.

    `frame` has the columns `path` and `content`, as `spark.read.format("binaryFile")` makes them, and may
    have `directives`, the content of the claims file beside each. Paths are names, each there once; those
    below `root` are named from there. `known` are documents of an earlier run (`SparkShelf.documents`):
    those that have not changed are left out. Everything else is as in `review_shelf`, and so are the rows;
    a document that takes more than `timeout` seconds is given up on its machine.
    The library has to be installed wherever Spark works.

    Errors: as `review_shelf`.
    """
    asked = terms(locale=locale, language=language, reader=reader, registry=registry, config=config)
    limit = seconds(timeout)
    base = _slashed(root).rstrip("/")
    name = r"regexp_replace(path, '^file:/+', '/')"
    if base:
        quoted = (base + "/").replace("\\", "\\\\").replace("'", "\\'")
        name = f"if(startswith({name}, '{quoted}'), substr({name}, {len(base) + 2}), {name})"
    directives = "directives" if "directives" in frame.columns else "CAST(NULL AS BINARY)"
    todo = frame.selectExpr(f"{name} AS document", "content", f"{directives} AS directives")
    if known is not None:
        todo = _unknown(todo, known, asked)
    work = partial(_reviewed, asked, limit)
    return SparkShelf(reviewed=todo.mapInArrow(work, _NESTED))


def _slashed(root: str) -> str:
    return f"/{root[5:].lstrip('/')}" if root.startswith("file:") else root


def _unknown(todo: Any, known: Any, asked: Terms) -> Any:
    """The documents that do not stand in a table as they are now."""
    digest = "if(length({0}) > 0, sha2({0}, 256), '')"
    keyed = todo.selectExpr(
        "*",
        "sha2(content, 256) AS digest",
        f"{digest.format('directives')} AS told",
        f"'{asked.digest}' AS settings",
    )
    stand = known.select(*_KEY).withColumnRenamed("directives", "told")
    left = keyed.join(stand, ["document", "digest", "told", "settings"], "left_anti")
    return left.select("document", "content", "directives")


def _reviewed(asked: Terms, timeout: float | None, batches: Iterable[Any]) -> Iterator[Any]:
    """The rows of documents, few at a time. It runs where Spark works."""
    pa = arrow()
    seconds = pa.field("seconds", pa.float64())
    document = pa.field("document", pa.struct(list(arrow_schema(DOCUMENTS))))
    findings = pa.field("findings", pa.list_(pa.struct(list(arrow_schema(FINDINGS)))))
    schema = pa.schema([document, findings, seconds])
    for batch in batches:
        for begin in range(0, batch.num_rows, _FEW):
            rows = batch.slice(begin, _FEW).to_pylist()
            made = [attrs.asdict(_asked(_entry(row), asked, timeout), recurse=False) for row in rows]
            yield pa.RecordBatch.from_pylist(made, schema)


def _entry(row: Mapping[str, Any]) -> Entry:
    name = plain(row["document"] or "")
    if row["content"] is None:
        return Entry(name=name, known_as=name, failed=message("its content is missing"))
    return Entry(name=name, known_as=name, data=row["content"], directives=row["directives"] or b"")


_workers: dict[str, Worker | None] = {}


def _asked(entry: Entry, asked: Terms, timeout: float | None) -> Outcome:
    """The outcome of a document from the process beside this one, which stays for the next task."""
    worker, found = answered(_workers.get(asked.digest), entry, asked, timeout=timeout)
    for other in [one for one in _workers if one != asked.digest]:
        if (idle := _workers.pop(other)) is not None:
            idle.close()
    _workers[asked.digest] = worker
    return found


def added_on(
    session: Any,
    parts: Parts,
    batches: Iterable[tuple[int, Sequence[Entry]]],
    asked: Terms,
    *,
    timeout: float | None = None,
) -> None:
    """Review numbered batches of documents where Spark works, each written there as a part.

    Errors: FolderError where a part is not seen from here.
    """
    rows = [(pickle.dumps((number, list(batch))),) for number, batch in batches]
    if not rows:
        return
    frame = session.createDataFrame(rows, "batch binary").repartition(len(rows))
    write = partial(_written, asked, timeout, str(parts.folder.absolute()))
    written = frame.mapInArrow(write, "part string").collect()
    seen = {part.name for part in parts.whole()}
    if not {row["part"] for row in written} <= seen:
        what = message(
            "{folder} is another folder where Spark works; name one that all machines share",
            folder=str(parts.folder),
        )
        raise FolderError(what)


def _written(asked: Terms, timeout: float | None, folder: str, batches: Iterable[Any]) -> Iterator[Any]:
    """The names of the parts that were written. It runs where Spark works; done again, it writes the same."""
    pa = arrow()
    for batch in batches:
        for row in batch.to_pylist():
            number, listed = pickle.loads(row["batch"])  # noqa: S301  (from `added_on`)
            part = Parts(Path(folder)).add([_asked(entry, asked, timeout) for entry in listed], number=number)
            yield pa.RecordBatch.from_pylist([{"part": part.name}], pa.schema([("part", pa.string())]))
