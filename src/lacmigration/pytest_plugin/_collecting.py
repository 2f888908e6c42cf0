"""Which tests are in the files that settings name?"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lacmigration.pytest_plugin._items import RelationItem, ReportItem
from lacmigration.pytest_plugin._records import DisagreementError, audit_of, registry_of, said, shown
from lacmigration.pytest_plugin._settings import SETTINGS, Settings

if TYPE_CHECKING:
    from lacmigration.findings import Finding

__all__ = ["Collecting"]

_RELATIONS = "relations.csv"


class Collecting:
    """Takes the files that the settings name."""

    def __init__(self, settings: Settings) -> None:
        """Find out which files hold relations; in a folder without any, its first table stands for it."""
        self._relations = {path.resolve() for path in settings.relations}
        self._reports = {path.resolve() for path in settings.reports}
        self._tables = [table for folder in settings.records for table in _tables(folder)]

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        path = file_path.resolve()
        if path in self._tables:
            return _RecordsFile.from_parent(parent, path=file_path, first=path == self._tables[0])
        if path in self._relations:
            return _RelationsFile.from_parent(parent, path=file_path)
        if path in self._reports:
            return _ReportFile.from_parent(parent, path=file_path)
        return None


def _tables(folder: Path) -> Iterator[Path]:
    for one in (folder, *sorted(child for child in folder.iterdir() if child.is_dir())):
        tables = sorted(file for file in one.glob("*.csv") if not file.name.startswith((".", "~")))
        relations = [file for file in tables if file.name == _RELATIONS]
        yield from (file.resolve() for file in (relations or tables)[:1])


class _ReportFile(pytest.File):
    """A document that the settings name."""

    def collect(self) -> Iterator[pytest.Item]:
        yield ReportItem.from_parent(self, name="figures")


class _ChecksFile(pytest.File):
    """A file of relations; it cannot be collected while the records cannot be read."""

    def collect(self) -> Iterator[pytest.Item]:
        from lacmigration.errors import LacMigrationError

        try:
            yield from self._items()
        except (LacMigrationError, OSError, UnicodeDecodeError) as mistake:
            message = f"{shown(self.path)}: {mistake}"
            raise self.CollectError(message) from mistake

    @abstractmethod
    def _items(self) -> Iterator[pytest.Item]:
        """The relations in it. Errors: InputErrors for records that cannot be read."""

    def _item(self, name: str, line: int, failure: str = "", *, file: Path | None = None) -> pytest.Item:
        place = {"file": file or self.path, "line": line}
        item: pytest.Item = RelationItem.from_parent(self, name=name, failure=failure, **place)
        return item

    def _checked(self, name: str, line: int, finding: Finding) -> pytest.Item:
        """An item: one that is known to fail is expected to; one that is undecided does as settings say."""
        from lacmigration.findings import Verdict

        passes = finding.verdict.holds
        item = self._item(name, line, "" if passes else said(finding, registry_of(self.config)))
        if finding.known:
            item.add_marker(pytest.mark.xfail(raises=DisagreementError, reason=f"known: {finding.known}"))
        elif finding.verdict is Verdict.UNDECIDED:
            reason = f"{name}: {finding.explanation}"
            undecided = self.config.stash[SETTINGS].undecided
            if undecided == "skip":
                item.add_marker(pytest.mark.skip(reason=reason))
            elif undecided == "xfail":
                item.add_marker(pytest.mark.xfail(raises=DisagreementError, reason=reason))
        return item


class _RelationsFile(_ChecksFile):
    """A text file with one relation a line."""

    def _items(self) -> Iterator[pytest.Item]:
        from lacmigration import auditing
        from lacmigration.errors import ExpressionError, UnknownNamesError

        registry = registry_of(self.config)
        lines = self.path.read_text("utf-8-sig").splitlines()
        for number, line in enumerate(lines, start=1):
            text = line.strip()
            if not text or text.startswith("#"):
                continue
            try:
                yield self._checked(text, number, auditing.check(text, registry=registry))
            except (ExpressionError, UnknownNamesError) as mistake:
                yield self._item(text, number, str(mistake))


class _RecordsFile(_ChecksFile):
    """The relations of a records folder; the first one also stands for those of the bundled records."""

    def __init__(self, *, first: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._first = first

    def _items(self) -> Iterator[pytest.Item]:
        from lacmigration.tracing import added, gone, relations_behind

        registry, audit = registry_of(self.config), audit_of(self.config)
        own = added(registry)
        findings = {finding.id: finding for finding in audit}
        for record in registry.relations:
            if record.id in own and self._holds(record.id):
                yield self._checked(record.id, registry.origin(record.id).line, findings[record.id])
        for finding in audit:
            first, *others = relations_behind(finding)
            if others and first in own and self._holds(first):
                yield self._checked(finding.id, registry.origin(first).line, finding)
        stale = {
            one.id: f"{one.relation} is recorded as {one.verdict}, which it is not any more"
            for one in gone(audit, registry)
        }
        for name, failure in stale.items():
            if name in own and self._holds(name):
                place = registry.origin(name)
                yield self._item(name, place.line, f"{failure}: remove the record", file=Path(place.file))
        if self._first:
            failures = [
                said(finding, registry)
                for finding in audit.failures
                if own.isdisjoint(relations_behind(finding))
            ]
            failures += [f"{name}: {failure}" for name, failure in stale.items() if name not in own]
            yield self._item("bundled", 1, "\n".join(failures))

    def _holds(self, name: str) -> bool:
        """Whether a record stands in this folder."""
        file = registry_of(self.config).origin(name).file
        return Path(file).resolve().parent == self.path.resolve().parent
