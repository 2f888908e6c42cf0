"""Against which records are relations checked, and how is it told what was found?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lacmigration.pytest_plugin._settings import SETTINGS

if TYPE_CHECKING:
    from lacmigration.findings import Audit, Finding
    from lacmigration.registry import Registry

__all__ = ["LABEL", "DisagreementError", "audit_of", "registry_of", "said", "shown"]

LABEL = len("claimed in")
"""How wide the words are that stand before places."""
_REGISTRY = pytest.StashKey["Registry"]()
_AUDIT = pytest.StashKey["Audit"]()


class DisagreementError(AssertionError):
    """A relation does not hold; the message is its explanation."""


def registry_of(config: pytest.Config) -> Registry:
    """The bundled records with the folders over them. Errors: InputErrors where these cannot be read."""
    if _REGISTRY not in config.stash:
        from lacmigration.registry import bundled

        found = bundled()
        for folder in config.stash[SETTINGS].records:
            found = found.with_overlay(shown(folder))
        config.stash[_REGISTRY] = found
    return config.stash[_REGISTRY]


def audit_of(config: pytest.Config) -> Audit:
    if _AUDIT not in config.stash:
        from lacmigration.auditing import audit_registry

        allowed = config.stash[SETTINGS].undecided != "fail"
        config.stash[_AUDIT] = audit_registry(registry_of(config), allow_undecided=allowed)
    return config.stash[_AUDIT]


def shown(path: Path) -> Path:
    """A path as a person in the current folder would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def said(finding: Finding, registry: Registry) -> str:
    """What was found, and where."""
    from lacmigration.tracing import details

    lines = [f"{finding.rule} {finding.verdict.value}: {finding.explanation}"]
    lines += [f"  {label:<{LABEL}}  {text}" for label, text in details(finding, registry)]
    return "\n".join(lines)
