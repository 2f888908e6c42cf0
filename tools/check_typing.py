"""What do the type checkers say about typing_tests/, and is it what the files ask for?

A file `accept_*.py` must pass. In a file `reject_*.py` every line that ends in `# E:` must be refused, and no
other line may be. Both mypy and pyright are asked, each on its own.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

Place = tuple[str, int]  # file name, line

FOLDER = Path("typing_tests")
MYPY_ERROR = re.compile(r"^(?P<file>[^:]+):(?P<line>\d+): error: ")


def asked(files: Iterable[Path]) -> set[Place]:
    """The places that must be refused."""
    return {
        (file.name, number)
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if "# E:" in line
    }


def mypy(files: Iterable[Path]) -> set[Place]:
    """The places that mypy refuses."""
    done = run("mypy", "--strict", "--no-pretty", "--hide-error-context", *map(str, files))
    matches = [MYPY_ERROR.match(line) for line in done.stdout.splitlines()]
    found = {(Path(match["file"]).name, int(match["line"])) for match in matches if match}
    if done.returncode not in {0, 1} or (done.returncode and not found):
        sys.exit(f"mypy did not finish:\n{done.stdout}{done.stderr}")
    return found


def pyright(files: Iterable[Path]) -> set[Place]:
    """The places that pyright refuses; it counts lines from 0."""
    done = run("pyright", "--outputjson", "--pythonpath", sys.executable, *map(str, files))
    try:
        diagnostics = json.loads(done.stdout)["generalDiagnostics"]
    except ValueError:
        sys.exit(f"pyright did not finish:\n{done.stdout}{done.stderr}")
    return {
        (Path(entry["file"]).name, entry["range"]["start"]["line"] + 1)
        for entry in diagnostics
        if entry["severity"] == "error"
    }


def run(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a checker of this same environment."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def main() -> int:
    """Print every place where a checker and a file disagree; 0 if there is none."""
    files = sorted(FOLDER.glob("accept_*.py")) + sorted(FOLDER.glob("reject_*.py"))
    wanted = asked(files)
    # A folder where nothing must be refused would pass whatever the checkers do.
    if not wanted or any(name.startswith("accept_") for name, _ in wanted):
        sys.exit(f"{FOLDER}: lines marked `# E:` belong in reject_*.py, and there must be some")
    checkers: list[Callable[[Iterable[Path]], set[Place]]] = [mypy, pyright]
    bad = 0
    for checker in checkers:
        found = checker(files)
        for complaint, places in (("refused", found - wanted), ("not refused", wanted - found)):
            for name, line in sorted(places):
                print(f"{FOLDER / name}:{line}: {complaint} by {checker.__name__}")
                bad += 1
        print(f"{checker.__name__}: {len(wanted & found)} of {len(wanted)} marked lines refused")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
