"""What is checked when somebody runs `check`: reports, folders of records, or the bundled registry itself?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import attrs
from rich.text import Text

from lacmigration.cli import _audits, _records, _reports, _shelves
from lacmigration.cli._choices import CheckFormat, Format
from lacmigration.cli._output import complain, emit, emit_json, say, speak
from lacmigration.cli._reports import Asked
from lacmigration.cli._targets import see_to
from lacmigration.cli._waiting import waiting
from lacmigration.reviewing import digest_of
from lacmigration.sayings import message
from lacmigration.translation import Translation

__all__ = ["Wanted", "check"]


@attrs.frozen(kw_only=True)
class Wanted:
    """What the options say beside what is asked of the reports: records, settings, and how long to go on."""

    records: Sequence[Path] = ()
    config: Path | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    baseline: Path | None = None
    alone: bool = False
    watch: bool = False
    allow_undecided: bool = False


def check(paths: Sequence[Path], asked: Asked, wanted: Wanted) -> bool | None:
    """Check what the paths hold; whether all is fine, None where a report could not be read.

    Errors: ConfigurationError, DocumentError, InputErrors for settings, paths, records that cannot be read.
    """
    folders, others = _reports.parted(paths)
    fine: bool | None = True
    if others:
        fine = _reports_fine(others, asked, wanted)
    if folders or not others:
        registry_fine = _audited([*folders, *wanted.records], asked, allow_undecided=wanted.allow_undecided)
        fine = registry_fine and fine
    return fine


def _reports_fine(paths: list[Path], asked: Asked, wanted: Wanted) -> bool | None:
    targets = {
        "--output": asked.output,
        "--summary": asked.summary,
        "--write-baseline": asked.write_baseline,
    }
    see_to(targets, paths)
    found, settings = _reports.settings_of(
        wanted.config,
        select=wanted.select,
        ignore=wanted.ignore,
        baseline=wanted.baseline,
        writes_baseline=asked.write_baseline is not None,
    )
    speak(asked.locale or found.locale)
    folders = [*(found.root / name for name in found.records), *wanted.records]
    asked = attrs.evolve(
        asked,
        locale=asked.locale or found.locale,
        language=asked.language or found.locale,
        registry=None if wanted.alone else _records.registry(folders),
        records="alone" if wanted.alone else "" if asked.cache is None else digest_of(folders),
    )
    if asked.findings is not None:
        return _shelves.check_shelf(paths, settings, asked, watch=wanted.watch)
    _shelves.refuse_without_shelf(asked)
    fine = _reports.check_reports(_reports.reports_of(paths), settings, asked)
    if wanted.watch:
        _watch(paths, lambda changed: _reports.check_reports(changed, settings, asked), asked.said)
    return fine


def _watch(paths: list[Path], again: Callable[[list[str]], object], said: Translation) -> None:
    """Check again what is saved, until the user stops it."""
    from lacmigration.cli._watching import watching

    told = said.say("Watching; press Ctrl-C to stop.")
    say(Text(told))
    with suppress(KeyboardInterrupt):  # whenever it comes, also while something is checked again
        for changed in watching(paths):
            again(sorted(map(str, changed)))


def _audited(folders: list[Path], asked: Asked, *, allow_undecided: bool) -> bool:
    from lacmigration.auditing import audit_registry

    if asked.form not in {CheckFormat.TEXT, CheckFormat.JSON, CheckFormat.CSV}:
        what = message(
            "records are checked as text, json or csv; {format} is for reports", format=asked.form.value
        )
        complain(what)
    registry = _records.registry(folders)
    said = asked.said
    with waiting(said.count("checking {n} relation", "checking {n} relations", len(registry.relations))):
        audit = audit_registry(registry, allow_undecided=allow_undecided)
    relations = _records.relations_in(registry, folders)
    view = _audits.View(registry, audit, relations, ", ".join(map(str, folders)), asked.locale or "en")
    if asked.form is CheckFormat.JSON:
        emit_json(_audits.as_json(view))
    elif asked.form is CheckFormat.CSV:
        emit(Format.CSV, _audits.COLUMNS, _audits.as_rows(view))
    else:
        _audits.print_audit(view, quiet=asked.quiet)
    return audit.ok
