"""The bundled registry, loaded and typed, beside csv.DictReader on the same files."""

from __future__ import annotations

import csv
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from _measure import compare, line

from lacmigration.registry._load import load_bundled

TABLES = sorted(Path(str(files("lacmigration") / "data")).glob("*/*.csv"))
FIRST = """
from time import perf_counter
from lacmigration.registry import bundled
began = perf_counter()
bundled()
print(perf_counter() - began)
"""


def dict_reader() -> list[list[dict[str, str]]]:
    """Read every table into dicts of text."""
    found = []
    for table in TABLES:
        with table.open(encoding="utf-8", newline="") as stream:
            found.append(list(csv.DictReader(stream)))
    return found


def main() -> None:
    """Print the ratio of the medians, and what the first load costs a new process."""
    rows = sum(map(len, dict_reader()))
    ours, theirs = compare(load_bundled, dict_reader, rounds=31)
    print(
        line("bundled registry", ours, theirs, against=f"csv.DictReader, the same {rows} rows", goal="<= 5")
    )
    done = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True)
    print(f"{'  the first in a process':<34} {float(done.stdout) * 1e3:>10.3f} ms")


if __name__ == "__main__":
    main()
