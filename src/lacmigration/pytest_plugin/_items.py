"""How does a relation, or a report, run and fail as a test?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lacmigration.pytest_plugin._records import LABEL, DisagreementError, registry_of, shown
from lacmigration.pytest_plugin._settings import SETTINGS

if TYPE_CHECKING:
    from lacmigration.reviewing import Review

__all__ = ["RelationItem", "ReportItem"]

_WIDTH = 100


class RelationItem(pytest.Item):
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
            return f"{excinfo.value}\n  {'claimed in':<{LABEL}}  {shown(self._file)}:{self._line}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        # Not the name alone: where it ends the id of an item, pytest would write "::" for its points.
        return self._file, self._line - 1, f"{self.name} ({self._file.name}:{self._line})"


class ReportItem(pytest.Item):
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
        return self.path, 0, f"{self.name} of {shown(self.path)}"


def _review(path: Path, config: pytest.Config) -> Review:
    """Check a document under the name that patterns of files and the baseline know it by.

    Errors: DocumentError, InputErrors for a document or records that cannot be read.
    """
    import attrs

    from lacmigration.documents import load
    from lacmigration.reviewing import Configuration, review_document

    found = config.stash[SETTINGS].all or Configuration(root=config.rootpath)
    document = attrs.evolve(load(path), name=path.relative_to(found.root).as_posix())
    claims = path.with_name(f"{path.name}.claims")
    return review_document(
        document,
        locale=found.locale or None,
        registry=registry_of(config),
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
