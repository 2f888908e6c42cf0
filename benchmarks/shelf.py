"""A shelf of reports: documents a second of one process, of two and of Spark, and whether they find the same.

Also what a run that was killed half-way leaves to do. `python benchmarks/shelf.py 10000` is the long run.
"""

from __future__ import annotations

import resource
import runpy
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

from _measure import seconds
from _reports import reports

from lacmigration.frames import local_spark
from lacmigration.shelves import Shelf, _terms, review_shelf

COUNT = next((int(one) for one in sys.argv[1:] if one.isdigit()), 300)
"""How many reports."""
_GENERATED = Path(__file__).parents[1] / "tests/property/generated_reports.py"


def _begun(folder: Path, out: Path) -> None:
    """Review in a process that says when half is done, to be killed."""
    said = False

    def tell(done: int, total: int) -> None:
        nonlocal said
        if done * 2 >= total and not said:
            said = True
            print("half", flush=True)

    _settle()
    review_shelf(folder, out=out, processes=2, on_progress=tell)


def _settle() -> None:
    """The version is the same for all runs, also while somebody works on the library."""
    _terms.code_digest = lambda: "benchmark"


def _cases() -> Iterator[str]:
    """Short reports in four languages, every other one with a wrong figure."""
    made = runpy.run_path(str(_GENERATED))
    return (case.text for seed in count(1) for case in made["cases"](seed, 1))


def _fill(folder: Path) -> None:
    """Reports of some 3 KB, each with a passage that may be wrong."""
    for number, (text, case) in enumerate(zip(reports(COUNT), _cases(), strict=False)):
        below = folder / f"{number // 500:03}"
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{number:05}.md").write_text(f"{text}\n## Annex\n\n{case}", encoding="utf-8")


def _row(what: str, found: Shelf, taken: float, first: Shelf | None) -> None:
    same = first is None or (
        found.findings.equals(first.findings) and found.documents.equals(first.documents)
    )
    told = f"{found.findings.num_rows:,} findings" if first is None else "the same" if same else "OTHERS"
    print(f"{what:<34} {found.reviewed / taken:>10.1f} documents/s  {taken:>8.1f} s  {told}", flush=True)


def _killed(folder: Path, out: Path) -> None:
    """A run that is killed when half is done."""
    child = subprocess.Popen(
        [sys.executable, __file__, "--begun", str(folder), str(out)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None  # noqa: S101  (it is piped)
    child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()


def _memory() -> float:
    """The most memory that this process has had, in MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10


def main() -> None:
    """Print documents a second, and whether all found the same."""
    _settle()
    with tempfile.TemporaryDirectory() as temporary:
        folder, outs = Path(temporary, "shelf"), Path(temporary, "out")
        outs.mkdir()
        _fill(folder)
        shelves: dict[str, Shelf] = {}

        def run(name: str, **named: Any) -> float:
            def once() -> None:
                shelves[name] = review_shelf(folder, out=outs / name, **named)

            return seconds(once)

        at: list[float] = []

        def remember(done: int, _total: int) -> None:
            if done == max(COUNT // 10, 1):
                at.append(_memory())

        taken = run("one", processes=1, on_progress=remember)
        first = shelves["one"]
        grown = _memory() - at[0]
        _row(f"{COUNT:,} reports, 1 process", first, taken, None)
        print(f"{'memory from a tenth to all of them':<34} {grown:>+10.1f} MiB")
        _row("2 processes", shelves["two"] if (taken := run("two", processes=2)) else first, taken, first)
        _killed(folder, outs / "killed")
        taken = run("killed", processes=2)
        _row("killed half-way, and resumed", shelves["killed"], taken, first)
        print(f"{'left to do then':<34} {shelves['killed'].reviewed:>10,}")
        again = run("killed", processes=2)
        print(f"{'resumed when all is done':<34} {again:>10.2f} s for {shelves['killed'].reviewed} documents")
        if find_spec("pyspark") is None:
            print("shelf: without pyspark there is no Spark to compare with")
            return
        made: list[Any] = []
        began = seconds(lambda: made.append(local_spark("benchmark")))
        taken = run("spark", session=made[0])
        _row(f"Spark, local[2], begun in {began:.0f} s", shelves["spark"], taken, first)
        made[0].stop()


if __name__ == "__main__":
    if "--begun" in sys.argv:
        _begun(*map(Path, sys.argv[2:4]))
    else:
        main()
