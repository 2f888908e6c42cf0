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

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from lacmigration.pytest_plugin._records import DisagreementError, registry_of, said
from lacmigration.pytest_plugin._settings import SETTINGS, settings_of

if TYPE_CHECKING:
    from lacmigration.findings import Finding

__all__ = ["DisagreementError", "check", "pytest_configure"]


def pytest_configure(config: pytest.Config) -> None:
    """Read the settings; where there are any, take the files, also when `testpaths` leaves them out."""
    settings = config.stash[SETTINGS] = settings_of(config.rootpath)
    named = (*settings.records, *settings.relations, *settings.reports)
    if not named:
        return
    from lacmigration.pytest_plugin._collecting import Collecting

    config.pluginmanager.register(Collecting(settings), "lacmigration-collecting")
    if config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        config.args += [str(path) for path in named]


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
            registry = registry_of(pytestconfig)
            finding = auditing.check(relation, registry=registry)
        except LacMigrationError as mistake:
            raise pytest.fail.Exception(str(mistake), pytrace=False) from None
        passes = finding.verdict.holds or {
            Verdict.QUESTIONABLE: not strict,
            Verdict.UNDECIDED: allow_undecided,
        }.get(finding.verdict, False)
        if not passes:
            pytest.fail(said(finding, registry), pytrace=False)
        return finding

    return checked
