"""Whole reports checked: documents a second on one process and on two, and the memory that many take."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from pathlib import Path

from _measure import seconds
from _reports import reports

COUNT = int(os.environ.get("REPORTS", "300"))
"""How many reports; REPORTS=10000 for the long run."""


def main() -> None:
    """Print documents a second and how much the memory grew from a tenth of the documents to all of them."""
    from lacmigration.reviewing import review_many

    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, text in enumerate(reports(COUNT)):
            path = Path(folder, f"{number:05}.md")
            path.write_text(text, encoding="utf-8")
            paths.append(str(path))
        spoken = 0
        for jobs in (1, 2):

            def run(jobs: int = jobs) -> None:
                nonlocal spoken
                spoken = sum(not one.ok for one in review_many(paths, jobs=jobs))

            taken = seconds(run)
            name = f"{COUNT:,} reports, {jobs} process{'es' if jobs > 1 else ''}"
            print(f"{name:<34} {COUNT / taken:>10.1f} documents/s, {spoken} of them wrong")
        before = None
        for number, _ in enumerate(review_many(paths), 1):
            if number == max(COUNT // 10, 1):
                before = _memory()
        grown = _memory() - (before or 0)
        print(f"{'memory from a tenth to all of them':<34} {grown:>+10.1f} MiB")


def _memory() -> float:
    """The most memory that this process has had, in MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10


if __name__ == "__main__":
    main()
