"""What is said of a shelf of reports, whose findings are kept as tables?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rich.text import Text

from lacmigration.cli._choices import CheckFormat, Format
from lacmigration.cli._output import complain, emit, object_to, say, table
from lacmigration.cli._reports import Asked, bar
from lacmigration.messages import later
from lacmigration.reviewing import Settings
from lacmigration.sayings import message
from lacmigration.translation import Translation

__all__ = ["check_shelf", "refuse_without_shelf"]

_FORMS = {CheckFormat.JSON: Format.JSON, CheckFormat.CSV: Format.CSV}
_FORMULAS = ("=", "+", "-", "@", "\t")
_KINDS = ("error", "warning", "note")
_LOUD = _KINDS[:2]
_MOST_NAMED = 10
_WORST = (later("document"), later("errors"), later("warnings"))
_HEADS = (later("rule"), later("errors"), later("warnings"), later("notes"), later("documents"))


def check_shelf(paths: Sequence[Path], settings: Settings, asked: Asked, *, watch: bool) -> bool | None:
    """Check documents, keep what is found in a folder, and say how much it is; None where one was not read.

    Errors: FolderError; MissingExtraError without pyarrow.
    """
    from lacmigration.reporting._telling import harmless
    from lacmigration.shelves import review_shelf

    _refuse(paths, asked, watch=watch)
    said = asked.said
    with ExitStack() as shown:
        shelf = review_shelf(
            paths,
            out=asked.findings or "",
            processes=asked.jobs or None,
            timeout=asked.timeout,
            resume=not asked.anew,
            locale=asked.locale or None,
            language=asked.language or None,
            reader=asked.reader,
            registry=asked.registry,
            config=settings,
            on_progress=_progress(shown, said.say("checking")),
        )
    documents = shelf.documents.select(["document", "status", "error", "told"]).to_pylist()
    for row in documents:
        if row["status"] == "failed":
            object_to(harmless(f"{row['document']}: {row['told'] or row['error']}"))
    form = _FORMS.get(asked.form)
    if form is None:
        say(*_told(shelf, said, str(asked.findings)))
    else:
        rows = shelf.findings.to_pylist()
        columns = shelf.findings.column_names
        emit(form, columns, [[_cell(row[name], form) for name in columns] for row in rows], named="findings")
    return None if shelf.counts["failed"] else shelf.ok


def refuse_without_shelf(asked: Asked) -> None:
    """Stop where something is asked that only tables of findings can do."""
    for option, given in {"--no-resume": asked.anew, "--timeout": asked.timeout is not None}.items():
        if given:
            complain(message("{option} needs {other}", option=option, other="--findings"))


def _refuse(paths: Sequence[Path], asked: Asked, *, watch: bool) -> None:
    """Stop where something is asked that needs the reports themselves at the end."""
    others = {
        "-": any(str(path) == "-" for path in paths),
        "--cache": asked.cache is not None,
        "--diff": asked.diff,
        "--fix": asked.fix,
        "--output": asked.output is not None,
        "--summary": asked.summary is not None,
        "--watch": watch,
        "--write-baseline": asked.write_baseline is not None,
        f"--format {asked.form.value}": asked.form is not CheckFormat.TEXT and asked.form not in _FORMS,
    }
    refused = [name for name, given in others.items() if given]
    if refused:
        complain(message("with --findings there is no {options}", options=", ".join(refused)))


def _progress(shown: ExitStack, doing: str) -> Callable[[int, int], None]:
    """A bar that begins when it is known how many documents there are."""
    step: Callable[[], None] | None = None
    before = 0

    def tell(done: int, total: int) -> None:
        nonlocal step, before
        if step is None:
            step = shown.enter_context(bar(total, doing))
        for _ in range(done - before):
            step()
        before = done

    return tell


def _cell(value: Any, form: Format) -> Any:
    """A cell of a table; in CSV lists are lines, and no spreadsheet program takes one for a formula."""
    if form is not Format.CSV:
        return value
    text = "\n".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULAS) else text


def _told(shelf: Any, said: Translation, folder: str) -> Iterator[Text]:
    """How much was found by each rule, where to begin to look, and what became of the documents."""
    from lacmigration.reporting._rules import rule

    columns = shelf.findings.select(["rule", "severity", "document"]).to_pylist()
    found = Counter((row["rule"], row["severity"]) for row in columns)
    where = Counter(name for name, _ in {(row["rule"], row["document"]) for row in columns})
    if where:
        lines = (
            (f"{name} {said.say(rule(name).title)}", *(found[name, kind] for kind in _KINDS), where[name])
            for name in sorted(where)
        )
        yield from table([said.say(head) for head in _HEADS], lines, right=(1, 2, 3, 4))
        yield Text()
        yield from _worst(Counter((row["document"], row["severity"]) for row in columns), said)
    counts = shelf.counts
    parts = [
        said.count("{n} document reviewed", "{n} documents reviewed", counts["reviewed"]),
        said.count("{n} failed", "{n} failed", counts["failed"]),
        said.count("{n} skipped", "{n} skipped", counts["skipped"]),
    ]
    listed = [part for part, number in zip(parts, counts.values(), strict=True) if number or part == parts[0]]
    yield Text(said.say("{counts}; {n} checked now.", counts=", ".join(listed), n=str(shelf.reviewed)))
    yield Text(said.say("The findings are in {folder}.", folder=folder))


def _worst(found: Counter[tuple[str, str]], said: Translation) -> Iterator[Text]:
    """The documents with most errors, then warnings; the tables have the others."""
    from lacmigration.reporting._telling import harmless

    names = {name for name, kind in found if kind in _LOUD}
    ordered = sorted(names, key=lambda name: (*(-found[name, kind] for kind in _LOUD), name))
    if not ordered:
        return
    lines = ((harmless(name), *(found[name, kind] for kind in _LOUD)) for name in ordered[:_MOST_NAMED])
    yield from table([said.say(head) for head in _WORST], lines, right=(1, 2))
    if len(ordered) > _MOST_NAMED:
        rest = len(ordered) - _MOST_NAMED
        yield Text(said.count("and {n} more", "and {n} more", rest))
    yield Text()
