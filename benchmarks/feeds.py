"""A large IATI file streamed into Arrow rows and records, beside lxml's iterparse alone over the same one.

`python benchmarks/feeds.py 1000` does it with a generated file of 1,000 MB; 20 MB without a number. Time is
the processor's, which other programs change less than the clock's; peaks are of a process each.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from _iati import write_file

_RUNS = {
    "rows": (
        "from lacmigration.feeds import iati_rows\n"
        "for batch in iati_rows(path):\n"
        "    count += batch.num_rows\n"
    ),
    "rows by country": (
        "from lacmigration.feeds import iati_rows\n"
        "for batch in iati_rows(path, split='country'):\n"
        "    count += batch.num_rows\n"
    ),
    "activities": (
        "from lacmigration.feeds import iati_activities\n"
        "for activity in iati_activities(path):\n"
        "    count += len(activity.transactions)\n"
    ),
    "records": (
        "from lacmigration.feeds import stream_feed\nfor record in stream_feed(path):\n    count += 1\n"
    ),
    "iterparse": (
        "from lxml import etree\n"
        "for _, element in etree.iterparse(path):\n"
        "    element.clear()\n"
        "    count += 1\n"
    ),
    "iterparse, activities only": (
        "from lxml import etree\n"
        "for _, element in etree.iterparse(path, tag='iati-activity'):\n"
        "    element.clear()\n"
        "    count += 1\n"
        "    while element.getprevious() is not None:\n"
        "        del element.getparent()[0]\n"
    ),
}
_FRAME = """
import json, resource, sys, time
import lxml.etree
{imports}
path, count = sys.argv[1], 0
began = time.process_time()
{run}
spent = time.process_time() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([count, spent, peak / (1e6 if sys.platform == "darwin" else 1e3)]))
"""
# Arrow looks for pandas when the first array is made: that is no part of reading.
_OURS = "import pyarrow, lacmigration.feeds._streams, lacmigration.feeds.iati._rows; pyarrow.array([''])"


def measured(run: str, path: Path) -> tuple[int, float, float]:
    """How many were counted, the seconds of processor time, and the peak in MB, in a process of its own."""
    code = _FRAME.format(imports=_OURS if "lacmigration" in run else "", run=run)
    told = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True
    ).stdout
    count, spent, peak = json.loads(told)
    return count, spent, peak


def main() -> None:
    """Print speed and peak of each way."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 20
    rounds = 3 if size <= 100 else 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generated.xml"
        activities = write_file(path, size * 1_000_000)
        megabytes = path.stat().st_size / 1e6
        print(f"IATI: {megabytes:,.0f} MB, {activities:,} activities")
        best: dict[str, float] = {}
        for _ in range(rounds):
            for name, run in _RUNS.items():
                count, spent, peak = measured(run, path)
                best[name] = min(spent, best.get(name, spent))
                if spent == best[name]:
                    told = f"{spent:>8.2f} s  {megabytes / spent:>6.1f} MB/s  peak {peak:>5.0f} MB"
                    print(f"{name:<34} {told}  {count:,}")
        ratio = best["iterparse"] / best["rows"]
        print(f"{'rows: speed beside iterparse':<34} {ratio:>8.2f}  goal >= 0.5, peak < 300 MB")
        print(
            f"{'rows: beside activities only':<34} {best['iterparse, activities only'] / best['rows']:>8.2f}"
        )


if __name__ == "__main__":
    main()
