"""What do the settings of a project ask of its tests: which files, and what becomes of the undecided?"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from lacmigration.reviewing import Configuration

__all__ = ["SETTINGS", "Settings", "settings_of"]


class Settings(NamedTuple):
    """What the project's settings name: folders, and files; and all of them, where there are any."""

    records: tuple[Path, ...] = ()
    relations: tuple[Path, ...] = ()
    reports: tuple[Path, ...] = ()
    undecided: str = "fail"
    all: Configuration | None = None


SETTINGS = pytest.StashKey[Settings]()
"""Where pytest keeps them for as long as it runs."""


def settings_of(root: Path) -> Settings:
    """Errors: UsageError for what is no setting, names nothing, or cannot be read."""
    if not _has_settings(root):  # as in most projects: nothing is to be imported
        return Settings()
    from lacmigration.errors import ConfigurationError
    from lacmigration.reviewing import configuration

    try:
        found = configuration(root)
    except ConfigurationError as error:
        raise pytest.UsageError(str(error)) from error
    return Settings(
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
