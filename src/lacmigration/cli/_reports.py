"""Which documents are to be checked, and what is done with what is found in them?"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from lacmigration.cli._choices import CheckFormat
from lacmigration.cli._output import error_console, object_to, say, width, write
from lacmigration.documents import extensions
from lacmigration.errors import DocumentError
from lacmigration.records import RECORD_TYPES
from lacmigration.registry import Registry
from lacmigration.reviewing import (
    Configuration,
    Failure,
    Review,
    Settings,
    baseline_of,
    configuration,
    diff_of,
    fixes,
    read_baseline,
    review_many,
    write_fixed,
)
from lacmigration.reviewing._fixing import WRITTEN
from lacmigration.sayings import Saying, message
from lacmigration.translation import Translation, translation

__all__ = ["Asked", "bar", "check_reports", "parted", "reports_of", "settings_of"]

_WIDTH = 100
"""Characters of a line where nobody says how many there is room for."""
_SHOW_PROGRESS = 4
"""Documents from which on a bar shows how far the work is."""


@attrs.frozen(kw_only=True)
class Asked:
    """What somebody asks of a check of documents."""

    form: CheckFormat = CheckFormat.TEXT
    reader: str = ""
    locale: str = ""
    language: str = ""
    cache: Path | None = None
    records: str = ""
    jobs: int = 1
    registry: Registry | None = None
    output: Path | None = None
    summary: Path | None = None
    write_baseline: Path | None = None
    findings: Path | None = None
    anew: bool = False
    timeout: float | None = None
    fix: bool = False
    diff: bool = False
    quiet: bool = False

    @property
    def said(self) -> Translation:
        """The messages in the reader's language."""
        return translation(self.locale or "en")


def parted(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The folders of records among paths, and what else is there to be read: documents, and folders of them.

    Errors: DocumentError for a folder in which there is neither.
    """
    records: list[Path] = []
    others: list[Path] = []
    for path in paths:
        (records if path.is_dir() and _holds_records(path) else others).append(path)
    return records, others


def _holds_records(folder: Path) -> bool:
    """Whether a folder holds a table of records, or is empty enough that this is what would be missed."""
    names = {entry.name for entry in folder.iterdir()}
    tables = {f"{table}.csv" for table in RECORD_TYPES}
    endings = {Path(name).suffix.lower() for name in names - {"README.md", "NOTES.md"}}
    if "datapackage.json" in names or names & tables:
        return True
    if (endings & extensions()) - {".csv"} or _has_folders(folder):
        return False
    if ".csv" in endings:
        return True
    what = message(
        "there is no document and no table of records in it; documents end in {endings}, "
        "and a table is named after what it holds, such as {table}",
        endings=_endings(),
        table="contributions.csv",
    )
    raise DocumentError(what, name=str(folder))


def _has_folders(folder: Path) -> bool:
    return any(entry.is_dir() and not entry.name.startswith(".") for entry in folder.iterdir())


def reports_of(paths: Iterable[Path]) -> list[str]:
    """The documents to read, in order: files as given, and those below folders by their names."""
    found: list[str] = []
    for path in paths:
        if path.is_dir():
            below = [one for one in sorted(path.rglob("*")) if _is_report(one, path)]
            if not below:
                what = message("there is no document in it; documents end in {endings}", endings=_endings())
                raise DocumentError(what, name=str(path))
            found += map(str, below)
        else:
            found.append(str(path))
    return list(dict.fromkeys(found))


def _endings() -> str:
    return ", ".join(sorted(extensions()))


def _is_report(path: Path, root: Path) -> bool:
    inner = path.relative_to(root).parts
    hidden = any(part.startswith((".", "~$")) or part == "node_modules" for part in inner)
    # A pipe, or a link to nowhere, is not passed over in silence: reading it says what it is.
    return not hidden and path.suffix.lower() in extensions() and not path.is_dir()


def settings_of(
    config: Path | None,
    *,
    select: Sequence[str],
    ignore: Sequence[str],
    baseline: Path | None,
    writes_baseline: bool,
) -> tuple[Configuration, Settings]:
    """The configuration of the project, and the settings with what the command line changes of them.

    A baseline that is about to be written may be missing.
    """
    needs_baseline = baseline is None and not writes_baseline
    found = configuration(Path.cwd(), config, needs_baseline=needs_baseline)
    settings = attrs.evolve(found.settings, root=found.root)
    if select:
        settings = attrs.evolve(settings, select=_split(select))
    if ignore:
        settings = attrs.evolve(settings, ignore=settings.ignore | frozenset(_split(ignore)))
    if baseline is not None and (baseline.exists() or not writes_baseline):
        settings = attrs.evolve(settings, baseline=read_baseline(baseline))
    return found, settings


def _split(values: Sequence[str]) -> list[str]:
    return [rule for value in values for rule in value.split(",") if rule.strip()]


def check_reports(paths: Sequence[str], settings: Settings, asked: Asked) -> bool | None:
    """Check documents and say what was found; whether all are fine, None where one could not be read."""
    from lacmigration import reporting

    reviews: list[Review] = []
    failures: list[Failure] = []
    for one in _watched(paths, settings, asked):
        (failures if isinstance(one, Failure) else reviews).append(one)  # type: ignore[arg-type]
    found = tuple(reviews)
    for failure in failures:
        object_to(failure.error.said)
    if asked.write_baseline is not None:
        asked.write_baseline.write_text(baseline_of(found), encoding="utf-8")
        told = asked.said.say(
            "Wrote {file}: what is found today is accepted, all else is not.", file=str(asked.write_baseline)
        )
        say(Text(told))
    if asked.fix or asked.diff:
        _fix(found, asked)
    else:
        _report(reporting, found, asked)
    if asked.summary is not None:
        with asked.summary.open("a", encoding="utf-8") as summary:
            summary.write(reporting.job_summary(found, locale=asked.locale or "en"))
    if failures:
        return None
    return all(review.ok for review in found) or asked.write_baseline is not None


def _report(reporting: Any, found: tuple[Review, ...], asked: Asked) -> None:
    locale = asked.locale or "en"
    if asked.form is CheckFormat.TEXT:
        text = None if asked.output is None else io.StringIO()
        console = Console(file=text, width=width() or _WIDTH, highlight=False)
        reporting.console(found, console, locale=locale, quiet=asked.quiet)
        made = "" if text is None else text.getvalue()
    else:
        made = getattr(reporting, f"as_{asked.form.value}")(found, locale=locale)
    if asked.output is None:
        write(made)
    else:
        asked.output.write_text(made, encoding="utf-8")
        told = asked.said.say("Wrote {file}.", file=str(asked.output))
        say(Text(told))


def _fix(found: Iterable[Review], asked: Asked) -> None:
    """Show what would be written, or write it; every file whole or not at all."""
    for review in found:
        wanted = fixes(review)
        if not wanted and not review.ok:
            object_to(_unwritten(review, "--diff" if asked.diff else "--fix"))
        if asked.diff:
            write("".join(diff_of(review.document, wanted)))
        elif wanted:
            write_fixed(review.document, wanted)
            told = asked.said.count("{n} figure restated", "{n} figures restated", len(wanted))
            say(Text(f"{review.document.name}: {told}"))


def _unwritten(review: Review, option: str) -> Saying:
    """Why nothing is written of what disagrees in a report."""
    name, form = review.document.name, review.document.format
    if form in WRITTEN:
        return message(
            "{name}: no restatement is free of doubt; without {option}, what disagrees is listed",
            name=name,
            option=option,
        )
    return message(
        "{name}: nothing is written into files of the format {format}; "
        "without {option}, what would agree is listed",
        name=name,
        format=form,
        option=option,
    )


def _watched(paths: Sequence[str], settings: Settings, asked: Asked) -> Iterator[Review | Failure]:
    """The reviews of all documents, with a bar where a person waits for many."""
    found = review_many(
        paths,
        jobs=asked.jobs or os.cpu_count() or 1,
        locale=asked.language or None,
        reader=asked.reader,
        cache=asked.cache,
        records=asked.records,
        registry=asked.registry,
        settings=settings,
    )
    with bar(len(paths), asked.said.say("checking")) as step:
        for one in found:
            step()
            yield one


@contextmanager
def bar(total: int, doing: str) -> Iterator[Any]:
    """Show how far the work is, where a person waits for much; what it gives takes one step."""
    if total < _SHOW_PROGRESS or not sys.stderr.isatty():
        yield lambda: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=error_console(), transient=True) as progress:
        task = progress.add_task(doing, total=total)
        yield lambda: progress.advance(task)
