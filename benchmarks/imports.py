"""`import lacmigration` beside `import attrs, cattrs`, each in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys

from _measure import compare, line


def _importing(statement: str) -> None:
    code = f"import time; began = time.perf_counter(); {statement}; print(time.perf_counter() - began)"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    _SPENT[statement].append(float(found.stdout))


_SPENT: dict[str, list[float]] = {"import lacmigration": [], "import attrs, cattrs": []}


def main() -> None:
    """Print the ratio of the medians; the interpreter's own start is not counted."""
    import statistics

    compare(lambda: _importing("import lacmigration"), lambda: _importing("import attrs, cattrs"), rounds=9)
    ours, theirs = (statistics.median(times[1:]) for times in _SPENT.values())
    print(line("import lacmigration", ours, theirs, against="import attrs, cattrs", goal="<= 0.5"))


if __name__ == "__main__":
    main()
