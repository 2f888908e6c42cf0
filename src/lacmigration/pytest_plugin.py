"""The checks as tests: relations and records folders named in pyproject.toml become test items.

    [tool.lacmigration]
    records = ["records"]                 # folders of records laid over the bundled ones; each relation is an item
    relations = ["checks/*.relations"]    # text files with one relation a line; "#" starts a comment

The `check` fixture checks one relation against the same records and fails with the explanation.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from lacmigration.findings import Finding
    from lacmigration.registry import Registry

__all__ = ["DisagreementError", "check"]

_REGISTRY = pytest.StashKey["Registry"]()


class DisagreementError(AssertionError):
    """A relation does not hold; the message is its explanation."""


def _settings(config: pytest.Config) -> dict[str, Any]:
    file = config.rootpath / "pyproject.toml"
    if not file.is_file():
        return {}
    try:
        found: dict[str, Any] = tomllib.loads(file.read_text("utf-8")).get("tool", {}).get("lacmigration", {})
    except tomllib.TOMLDecodeError as cause:
        message = f"{file}: {cause}"
        raise pytest.UsageError(message) from cause
    for name, value in found.items():
        if name not in {"records", "relations"}:
            message = f'{file}: [tool.lacmigration] has no setting "{name}"; it knows "records" and "relations"'
            raise pytest.UsageError(message)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            message = f"{file}: [tool.lacmigration] {name} is a list of paths, not {value!r}"
            raise pytest.UsageError(message)
    return found


def _folders(config: pytest.Config) -> list[Path]:
    return [config.rootpath / folder for folder in _settings(config).get("records", ())]


def _registry(config: pytest.Config) -> Registry:
    if _REGISTRY not in config.stash:
        from lacmigration.registry import bundled

        found = bundled()
        for folder in _folders(config):
            found = found.with_overlay(folder)
        config.stash[_REGISTRY] = found
    return config.stash[_REGISTRY]


@pytest.fixture(scope="session")
def check(pytestconfig: pytest.Config) -> Callable[..., Finding]:
    """Check a relation (a value, or its text) against the records; fail with the explanation when it does not hold.

    Returns the finding; a QUESTIONABLE or UNDECIDED one passes only with `strict=False`.
    """
    __tracebackhide__ = True

    def checked(relation: Any, *, strict: bool = True) -> Finding:
        __tracebackhide__ = True
        from lacmigration import auditing
        from lacmigration.findings import Verdict

        finding = auditing.check(relation, registry=_registry(pytestconfig))
        if not finding.verdict.holds and (strict or finding.verdict is Verdict.INCONSISTENT):
            pytest.fail(f"{finding.rule} {finding.verdict.value}: {finding.explanation}", pytrace=False)
        return finding

    return checked


class _RelationItem(pytest.Item):
    """One relation as a test."""

    def __init__(self, *, find: Callable[[], Finding], place: str, line: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._find = find
        self._place = place
        self._line = line

    def runtest(self) -> None:
        finding = self._find()
        if not finding.ok:
            message = f"{finding.rule} {finding.verdict.value}: {finding.explanation}"
            raise DisagreementError(message)
        if finding.known:
            pytest.skip(f"known: {finding.known}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, DisagreementError):
            return f"{self._place}:{self._line}: {excinfo.value}"
        from lacmigration.errors import LacMigrationError

        if isinstance(excinfo.value, LacMigrationError):
            return f"{self._place}:{self._line}: {excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self._line - 1, self.name


class _RelationsFile(pytest.File):
    """A text file with one relation a line."""

    def collect(self) -> Iterator[pytest.Item]:
        from lacmigration import auditing

        lines = self.path.read_text("utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            text = line.strip()
            if text and not text.startswith("#"):

                def find(text: str = text) -> Finding:
                    return auditing.check(text, registry=_registry(self.config))

                yield _RelationItem.from_parent(
                    self, name=text, find=find, place=self.path.name, line=number
                )


class _RecordsFile(pytest.File):
    """The relations.csv of a records folder."""

    def collect(self) -> Iterator[pytest.Item]:
        from lacmigration import auditing
        from lacmigration.errors import LacMigrationError

        try:
            registry = _registry(self.config)
        except LacMigrationError as error:
            raise self.CollectError(str(error)) from error
        audited = auditing.audit_registry(registry)
        findings = {finding.id: finding for finding in audited}
        for record in registry.relations:
            origin = registry.origin(record.id)
            if Path(origin.file).resolve() == self.path.resolve():
                found = findings[record.id]
                yield _RelationItem.from_parent(
                    self,
                    name=record.id,
                    find=lambda found=found: found,
                    place=self.path.name,
                    line=origin.line,
                )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take the files that the settings name."""
    settings = _settings(parent.config)
    if file_path.name == "relations.csv" and _inside(file_path, _folders(parent.config)):
        return _RecordsFile.from_parent(parent, path=file_path)
    root = parent.config.rootpath
    if file_path.is_relative_to(root) and any(
        file_path.relative_to(root).match(pattern) for pattern in settings.get("relations", ())
    ):
        return _RelationsFile.from_parent(parent, path=file_path)
    return None


def _inside(file: Path, folders: Iterable[Path]) -> bool:
    return any(file.resolve().is_relative_to(folder.resolve()) for folder in folders)
