"""What tests of the command share."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import attrs
import pytest

from lacmigration.cli import main


@attrs.frozen
class Ended:
    """A run of the command: its exit status and what it printed."""

    status: int
    out: str
    err: str


@pytest.fixture
def command(monkeypatch, capsys, tmp_path):
    """The command as a person runs it in a folder of its own, 100 columns wide, without colours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("FORCE_COLOR", "TERMINAL_WIDTH", "GITHUB_ACTIONS", "PY_COLORS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["lacmigration", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        return Ended(end.value.code or 0, out, err)

    return run


@pytest.fixture(scope="session")
def reports(tmp_path_factory) -> Path:
    """A folder of thirty reports in four languages, some of them wrong, and of what can be no report."""
    made = runpy.run_path(str(Path(__file__).parents[1] / "property/generated_reports.py"))
    folder = tmp_path_factory.mktemp("shelf") / "reports"
    cases = list(made["cases"](3, 1))
    for case in cases[:210:7]:
        below = folder / case.language
        below.mkdir(parents=True, exist_ok=True)
        number = len(list(below.iterdir()))
        (below / f"report {number}.md").write_text(case.text, encoding="utf-8")
    (folder / "empty.md").write_bytes(b"")
    (folder / "latin.md").write_bytes(b"n\xe9 en 2024")
    (folder / "gone.md").symlink_to("nowhere.md")
    (folder / "again").symlink_to(".")
    return folder
