"""Where may results be written: in a folder that is there, and over no report?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lacmigration.cli._output import complain
from lacmigration.sayings import message

__all__ = ["see_to"]

_NEVER_RESULTS = frozenset({".docm", ".docx", ".dotx", ".ipynb", ".pdf", ".xlsm", ".xlsx", ".xltx"})
"""Endings of reports that no result has: in a folder of reports, other files may be results of last time."""


def see_to(targets: Mapping[str, Path | None], reports: Sequence[Path]) -> None:
    """Stop before anything is checked where a result could not be written, or would be written over a report.

    `targets` are files by the options that name them, `reports` what is to be checked: files, and folders.
    """
    for option, file in targets.items():
        if file is None:
            continue
        if not file.parent.exists():
            complain(
                message(
                    "{option} {file}: there is no folder {folder}; make it first",
                    option=option,
                    file=str(file),
                    folder=str(file.parent),
                )
            )
        if any(_is_lost(file, report) for report in reports):
            complain(
                message(
                    "{option} {file}: this report is to be checked, and the result would take its place; "
                    "name another file",
                    option=option,
                    file=str(file),
                )
            )


def _is_lost(file: Path, report: Path) -> bool:
    """Whether a file is a report that somebody named, or one of a folder and surely no result."""
    if not file.is_file() or not report.exists():
        return False
    if report.is_dir():
        return file.suffix.lower() in _NEVER_RESULTS and file.resolve().is_relative_to(report.resolve())
    return file.samefile(report)
