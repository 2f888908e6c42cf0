"""The GitHub Action: its shell steps run as a runner would run them, with the variables that it sets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
WRONG = "Of USD 150 million, 41% (USD 57.5M) was paid.\n"
"""57.5 of 150 is 38.3 %."""
COMMAND = '#!/bin/sh\nexec "{python}" -m lacmigration "$@"\n'
# A Python that notes what it is asked to do; a venv that it makes holds such a Python again.
NOTING = """#!/bin/sh
echo "$@" >> "{notes}"
if [ "$2" = venv ]; then mkdir -p "$3/{folder}"; cp "$0" "$3/{folder}/python"; fi
"""


def executable(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    file.chmod(0o755)


class Runner:
    """A folder with a checkout, and what a runner gives a step beside it."""

    def __init__(self, home: Path) -> None:
        self.checkout = home / "checkout"
        self.checkout.mkdir()
        self.home = home
        self.variables = {
            "RUNNER_TEMP": str(home / "temp"),
            "GITHUB_OUTPUT": str(home / "output"),
            "GITHUB_STEP_SUMMARY": str(home / "summary"),
        }

    def run(self, name: str, values: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """One step; `values` are what its expressions stand for, such as "inputs.paths"."""
        step: dict[str, Any] = STEPS[name]
        environment = {
            key: re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", lambda found: values[found[1]], value)
            for key, value in step["env"].items()
        }
        assert step["shell"] == "bash"
        return subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.checkout,
            env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1"} | self.variables | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def output(self) -> dict[str, str]:
        lines = (self.home / "output").read_text("utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    def check(self, paths: str, args: str = "") -> subprocess.CompletedProcess[str]:
        executable(self.home / "bin" / "lacmigration", COMMAND.format(python=sys.executable))
        values = {
            "steps.install.outputs.bin": str(self.home / "bin"),
            "inputs.paths": paths,
            "inputs.args": args,
        }
        return self.run("Check", values)


@pytest.fixture
def runner(tmp_path) -> Runner:
    return Runner(tmp_path)


def test_what_it_uses_exists():
    """Every input that a step names is one, and every input is named by a step."""
    text = (ROOT / "action.yml").read_text("utf-8")
    assert set(re.findall(r"\binputs\.([\w-]+)", text)) == set(ACTION["inputs"])
    ids = {step["id"] for step in STEPS.values() if "id" in step}
    assert set(re.findall(r"\bsteps\.([\w-]+)\.", text)) <= ids
    assert all("${{" not in step.get("run", "") for step in STEPS.values())


def test_what_is_wrong_is_an_annotation_a_summary_and_a_status(runner):
    (runner.checkout / "report.md").write_text(f"# Paid\n\n{WRONG}", "utf-8")
    done = runner.check(".")
    assert done.returncode == 1, done.stderr
    assert re.search(r"^::error .*file=report\.md,.*line=3,", done.stdout, re.MULTILINE)
    assert "38.33%" in done.stdout
    assert "report.md" in (runner.home / "summary").read_text("utf-8")
    assert runner.output() == {"status": "1"}


def test_what_is_right_passes(runner):
    (runner.checkout / "report.md").write_text(WRONG.replace("41%", "38%"), "utf-8")
    done = runner.check("report.md\n")
    assert (done.returncode, runner.output()) == (0, {"status": "0"})
    assert "::error" not in done.stdout


def test_paths_are_lines_and_may_be_patterns_with_blanks(runner):
    for name in ("one.md", "a b.md", "c d.md", "left.md"):
        (runner.checkout / name).write_text(WRONG, "utf-8")
    done = runner.check("one.md\r\n\n  \n? ?.md\n")
    named = set(re.findall(r"file=([^,]+),", done.stdout))
    assert {name.replace("%20", " ") for name in named} == {"one.md", "a b.md", "c d.md"}


@pytest.mark.parametrize("paths", ["none.md", "*.docx", "--help", "$(touch broken)"])
def test_a_path_that_is_none_is_an_error_and_never_a_command(runner, paths):
    done = runner.check(paths)
    assert (done.returncode, runner.output()) == (2, {"status": "2"})
    assert paths in done.stderr.replace("\n", "")
    assert not (runner.checkout / "broken").exists()


def test_options_are_handed_on(runner):
    (runner.checkout / "report.md").write_text(WRONG, "utf-8")
    done = runner.check("report.md", "--ignore LM103\n--no-registry")
    assert done.returncode == 0, done.stderr
    done = runner.check("report.md", "--format sarif --output figures.sarif")
    assert done.returncode == 1, done.stderr
    assert '"LM103"' in (runner.checkout / "figures.sarif").read_text("utf-8")


@pytest.mark.parametrize("folder", ["bin", "Scripts"])
@pytest.mark.parametrize(
    "version, what", [("", "/the action[cli,documents]"), ("0.1.0", "lacmigration[cli,documents]==0.1.0")]
)
def test_it_installs_itself_or_the_version_that_is_asked_for(runner, folder, version, what):
    notes = runner.home / "notes"
    executable(runner.home / "fake" / "python", NOTING.format(notes=notes, folder=folder))
    runner.variables["PATH"] = f"{runner.home / 'fake'}{os.pathsep}{os.environ['PATH']}"
    done = runner.run("Install", {"inputs.version": version, "github.action_path": "/the action"})
    assert done.returncode == 0, done.stderr
    home = runner.home / "temp" / "lacmigration"
    assert runner.output() == {"bin": str(home / folder)}
    assert notes.read_text("utf-8").splitlines() == [
        f"-m venv {home}",
        f"-m pip install --quiet --disable-pip-version-check {what}",
    ]
