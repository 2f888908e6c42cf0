"""What does the command print for tests/golden/records? Writes what the tests compare with.

It believes whatever is printed: read the difference before you commit it.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "tests/golden"
CASES: dict[str, list[str]] = tomllib.loads((FOLDER / "cases.toml").read_text("utf-8"))
ENVIRONMENT = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}

_BUNDLED = (
    "relations of the bundled records|relaciones de los registros incluidos|"
    "relações dos registros incluídos|relations des fiches fournies"
)


def own(name: str, printed: str) -> str:
    """The part of an output that is about the folder's own records; the bundled ones change."""
    if name == "check.json":
        whole = json.loads(printed)
        whole["findings"] = [one for one in whole["findings"] if one["id"].startswith("golden.")]
        del whole["counts"]
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    if name == "check.csv":
        heading, *rows = csv.reader(io.StringIO(printed))
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(
            [heading, *(row for row in rows if row[0].startswith("golden."))]
        )
        return text.getvalue()
    return re.sub(rf"^\d+ ((?:{_BUNDLED}):).*", r"... \1 ...", printed, flags=re.MULTILINE)


def main() -> None:
    """Run every case."""
    for name, arguments in CASES.items():
        command = [sys.executable, "-m", "lacmigration", *arguments]
        done = subprocess.run(
            command, cwd=FOLDER, env=os.environ | ENVIRONMENT, capture_output=True, text=True, check=False
        )
        if done.stderr or done.returncode not in {0, 1}:
            sys.exit(f"{' '.join(arguments)}: {done.stderr}")
        (FOLDER / name).write_text(own(name, done.stdout), encoding="utf-8")


if __name__ == "__main__":
    main()
