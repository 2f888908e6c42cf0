"""Which mutants did no test notice, and do they change more than the wording of a message?

Reads what `mutmut run` left in mutants/. A survivor that only changes text, or a line that raises, is listed
by its line; of every other one the whole difference is shown. Equivalent mutants cannot be told from missing
tests by a program: read them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

TEXT = re.compile(r"""[rf]*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\bNone\b)""")
MESSAGE = re.compile(r"\braise\b|\bmessage\b|\bwhere=")


def mutmut(*arguments: str) -> str:
    """Ask the mutmut of this environment."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def is_wording(difference: str) -> bool:
    """Whether nothing but text differs, or a line that builds a message."""
    changed = [line for line in difference.splitlines() if re.match(r"[-+](?![-+]{2} )", line)]
    removed = [line[1:].strip() for line in changed if line.startswith("-")]
    added = [line[1:].strip() for line in changed if line.startswith("+")]
    if all(MESSAGE.search(line) for line in removed):
        return True
    return [TEXT.sub("", line) for line in removed] == [TEXT.sub("", line) for line in added]


def main() -> None:
    """Print the survivors in two groups, then the score."""
    names = [
        line.split(":")[0].strip() for line in mutmut("results").splitlines() if line.endswith("survived")
    ]
    differences = [mutmut("show", name) for name in names]
    wording = [difference for difference in differences if is_wording(difference)]
    others = [difference for difference in differences if not is_wording(difference)]
    print("Survivors that change a message only:\n")
    for difference in wording:
        line = next(line for line in difference.splitlines() if re.match(r"\+(?!\+\+ )", line))
        print(f"{difference.splitlines()[0]}\n    {line}")
    print("\nOther survivors:\n")
    print("\n".join(others))
    mutmut("export-cicd-stats")
    stats = json.loads(Path("mutants/mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    total = stats["total"]
    print(
        f"{total} mutants: {stats['killed'] + stats['timeout'] + stats['segfault']} killed, "
        f"{len(wording)} survivors change a message only, {len(others)} others ({len(others) / total:.1%}), "
        f"{stats['no_tests']} that no test reaches"
    )


if __name__ == "__main__":
    main()
