"""Every benchmark, in one run: `python benchmarks`."""

from __future__ import annotations

import platform
import runpy
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Run each file that has a `main`, by name."""
    print(f"Python {platform.python_version()} on {platform.machine()}")
    sys.path.insert(0, str(HERE))
    for file in sorted(HERE.glob("[!_]*.py")):
        runpy.run_path(str(file), run_name="__main__")


if __name__ == "__main__":
    main()
