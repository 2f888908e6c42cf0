"""The checks as tests: reports, files of relations and folders of records that settings name become items.

    [tool.lacmigration]
    reports = ["reports/*.md"]            # documents: an item each, which fails with what a check finds wrong
    records = ["records"]                 # folders of records, laid over the bundled ones: an item a relation
    relations = ["checks/*.relations"]    # text files with one relation a line; "#" starts a comment
    undecided = "fail"                    # or "skip" or "xfail": what becomes of a relation nobody can decide

The settings stand in pytest's root folder, also in a lacmigration.toml; the command reads the same ones.
The `check` fixture checks one relation against the same records and fails with the explanation.
"""

from __future__ import annotations

import tomllib
from abc import abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from lacmigration.findings import Audit, Finding
    from lacmigration.registry import Registry
    from lacmigration.reviewing import Configuration, Review

__all__ = ["DisagreementError", "check"]

_RELATIONS = "relations.csv"
_WIDTH = 100
_LABEL = len("claimed in")


class DisagreementError(AssertionError):
    """A relation does not hold; the message is its explanation."""


class _Settings(NamedTuple):
    """What the project's settings name: folders, and files; and all of them, where there are any."""

    records: tuple[Path, ...] = ()
    relations: tuple[Path, ...] = ()
    reports: tuple[Path, ...] = ()
    undecided: str = "fail"
    all: Configuration | None = None


_SETTINGS = pytest.StashKey[_Settings]()
_REGISTRY = pytest.StashKey["Registry"]()
_AUDIT = pytest.StashKey["Audit"]()


# --- settings --------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Read the settings; where there are any, take the files, also when `testpaths` leaves them out."""
    settings = config.stash[_SETTINGS] = _settings(config.rootpath)
    named = (*settings.records, *settings.relations, *settings.reports)
    if not named:
        return
    config.pluginmanager.register(_Collecting(settings), "lacmigration-collecting")
    if config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        config.args += [str(path) for path in named]


def _settings(root: Path) -> _Settings:
    """Errors: UsageError for what is no setting, names nothing, or cannot be read."""
    if not _has_settings(root):  # as in most projects: nothing is to be imported
        return _Settings()
    from lacmigration.errors import ConfigurationError
    from lacmigration.reviewing import configuration

    try:
        found = configuration(root)
    except ConfigurationError as error:
        raise pytest.UsageError(str(error)) from error
    return _Settings(
        tuple(_folder(found, name) for name in found.records),
        tuple(path for pattern in found.relations for path in _files(found, "relations", pattern)),
        tuple(path for pattern in found.reports for path in _files(found, "reports", pattern)),
        found.undecided,
        found,
    )


def _has_settings(root: Path) -> bool:
    """Whether a folder says anything to this plugin; what cannot be read does, and is an error later."""
    if (root / "lacmigration.toml").is_file():
        return True
    file = root / "pyproject.toml"
    text = file.read_bytes() if file.is_file() else b""
    if b"lacmigration" not in text:
        return False
    try:
        return bool(tomllib.loads(text.decode()).get("tool", {}).get("lacmigration", {}))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return True


def _folder(found: Configuration, name: str) -> Path:
    if not (found.root / name).is_dir():
        message = f'{found.file}: records: "{name}" is no folder'
        raise pytest.UsageError(message)
    return found.root / name


def _files(found: Configuration, setting: str, pattern: str) -> list[Path]:
    """The files of a pattern; one that matches none is a mistake, or would soon hide one."""
    relative = not Path(pattern).is_absolute()
    files = (
        sorted(path for path in found.root.glob(pattern) if path.is_file()) if relative and pattern else []
    )
    if not files:
        message = f'{found.file}: {setting}: "{pattern}" matches no file below {found.root}'
        raise pytest.UsageError(message)
    return files


# --- records ---------------------------------------------------------------------------------------------


def _registry(config: pytest.Config) -> Registry:
    """The bundled records with the folders over them. Errors: InputErrors where these cannot be read."""
    if _REGISTRY not in config.stash:
        from lacmigration.registry import bundled

        found = bundled()
        for folder in config.stash[_SETTINGS].records:
            found = found.with_overlay(_shown(folder))
        config.stash[_REGISTRY] = found
    return config.stash[_REGISTRY]


def _audit(config: pytest.Config) -> Audit:
    if _AUDIT not in config.stash:
        from lacmigration.auditing import audit_registry

        allowed = config.stash[_SETTINGS].undecided != "fail"
        config.stash[_AUDIT] = audit_registry(_registry(config), allow_undecided=allowed)
    return config.stash[_AUDIT]


def _shown(path: Path) -> Path:
    """A path as a person in the current folder would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _said(finding: Finding, registry: Registry) -> str:
    """What was found, and where."""
    from lacmigration.tracing import details

    lines = [f"{finding.rule} {finding.verdict.value}: {finding.explanation}"]
    lines += [f"  {label:<{_LABEL}}  {text}" for label, text in details(finding, registry)]
    return "\n".join(lines)


@pytest.fixture(scope="session")
def check(pytestconfig: pytest.Config) -> Callable[..., Finding]:
    """Check a relation (a value, or its text) against the records; fail with the explanation where it fails.

    Returns the finding; a QUESTIONABLE one passes only with `strict=False`, and an UNDECIDED one, which was
    not checked at all, only with `allow_undecided=True`.
    """

    def checked(relation: Any, *, strict: bool = True, allow_undecided: bool = False) -> Finding:
        from lacmigration import auditing
        from lacmigration.errors import LacMigrationError
        from lacmigration.findings import Verdict

        try:
            registry = _registry(pytestconfig)
            finding = auditing.check(relation, registry=registry)
        except LacMigrationError as mistake:
            raise pytest.fail.Exception(str(mistake), pytrace=False) from None
        passes = finding.verdict.holds or {
            Verdict.QUESTIONABLE: not strict,
            Verdict.UNDECIDED: allow_undecided,
        }.get(finding.verdict, False)
        if not passes:
            pytest.fail(_said(finding, registry), pytrace=False)
        return finding

    return checked


# --- items -----------------------------------------------------------------------------------------------


class _Collecting:
    """Takes the files that the settings name."""

    def __init__(self, settings: _Settings) -> None:
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


class _RelationItem(pytest.Item):
    """One relation as a test; `failure` says what is wrong with it, or nothing."""

    def __init__(self, *, failure: str, file: Path, line: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._failure = failure
        self._file = file
        self._line = line

    def runtest(self) -> None:
        if self._failure:
            raise DisagreementError(self._failure)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, DisagreementError):
            return f"{excinfo.value}\n  {'claimed in':<{_LABEL}}  {_shown(self._file)}:{self._line}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        # Not the name alone: where it ends the id of an item, pytest would write "::" for its points.
        return self._file, self._line - 1, f"{self.name} ({self._file.name}:{self._line})"


class _ReportItem(pytest.Item):
    """A document as a test: it is read when the test runs, so that workers share the reading."""

    def runtest(self) -> None:
        from lacmigration.errors import LacMigrationError

        try:
            review = _review(self.path, self.config)
            told = "" if review.ok else _told(review)
        except LacMigrationError as mistake:
            raise DisagreementError(str(mistake)) from None
        if told:
            raise DisagreementError(told)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, DisagreementError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"{self.name} of {_shown(self.path)}"


class _ReportFile(pytest.File):
    """A document that the settings name."""

    def collect(self) -> Iterator[pytest.Item]:
        yield _ReportItem.from_parent(self, name="figures")


def _review(path: Path, config: pytest.Config) -> Review:
    """Check a document under the name that patterns of files and the baseline know it by.

    Errors: DocumentError, InputErrors for a document or records that cannot be read.
    """
    import attrs

    from lacmigration.documents import load
    from lacmigration.reviewing import Configuration, review_document

    found = config.stash[_SETTINGS].all or Configuration(root=config.rootpath)
    document = attrs.evolve(load(path), name=path.relative_to(found.root).as_posix())
    claims = path.with_name(f"{path.name}.claims")
    return review_document(
        document,
        locale=found.locale or None,
        registry=_registry(config),
        settings=found.settings,
        directives=claims.read_text("utf-8") if claims.is_file() else "",
    )


def _told(review: Review) -> str:
    """What the command prints of a review, without colours.

    Errors: MissingExtraError without what the command needs.
    """
    from io import StringIO

    from lacmigration.errors import MissingExtraError

    try:
        from rich.console import Console

        from lacmigration.reporting import console
    except ImportError as cause:
        from lacmigration.sayings import message

        raise MissingExtraError(
            message("showing findings needs {library}", library=str(cause.name)), extra="cli"
        ) from cause
    written = StringIO()
    console([review], Console(file=written, width=_WIDTH, color_system=None, force_terminal=False))
    return written.getvalue().rstrip()


class _ChecksFile(pytest.File):
    """A file of relations; it cannot be collected while the records cannot be read."""

    def collect(self) -> Iterator[pytest.Item]:
        from lacmigration.errors import LacMigrationError

        try:
            yield from self._items()
        except (LacMigrationError, OSError, UnicodeDecodeError) as mistake:
            message = f"{_shown(self.path)}: {mistake}"
            raise self.CollectError(message) from mistake

    @abstractmethod
    def _items(self) -> Iterator[pytest.Item]:
        """The relations in it. Errors: InputErrors for records that cannot be read."""

    def _item(self, name: str, line: int, failure: str = "", *, file: Path | None = None) -> pytest.Item:
        place = {"file": file or self.path, "line": line}
        item: pytest.Item = _RelationItem.from_parent(self, name=name, failure=failure, **place)
        return item

    def _checked(self, name: str, line: int, finding: Finding) -> pytest.Item:
        """An item: one that is known to fail is expected to; one that is undecided does as settings say."""
        from lacmigration.findings import Verdict

        passes = finding.verdict.holds
        item = self._item(name, line, "" if passes else _said(finding, _registry(self.config)))
        if finding.known:
            item.add_marker(pytest.mark.xfail(raises=DisagreementError, reason=f"known: {finding.known}"))
        elif finding.verdict is Verdict.UNDECIDED:
            reason = f"{name}: {finding.explanation}"
            undecided = self.config.stash[_SETTINGS].undecided
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

        registry = _registry(self.config)
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

        registry, audit = _registry(self.config), _audit(self.config)
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
                _said(finding, registry)
                for finding in audit.failures
                if own.isdisjoint(relations_behind(finding))
            ]
            failures += [f"{name}: {failure}" for name, failure in stale.items() if name not in own]
            yield self._item("bundled", 1, "\n".join(failures))

    def _holds(self, name: str) -> bool:
        """Whether a record stands in this folder."""
        file = _registry(self.config).origin(name).file
        return Path(file).resolve().parent == self.path.resolve().parent
