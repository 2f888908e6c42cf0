"""Questions over tables of transactions, beside the same queries written by hand for DuckDB; and Spark.

`python benchmarks/frames.py` generates ten million rows (`--rows` says another number) in a temporary folder.
Each side runs in a process of its own, which tells its peak memory. `--draw` writes the picture of the pages.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from math import log, log10
from pathlib import Path
from typing import Any

import duckdb
from _measure import compare, line, seconds

from lacmigration import frames

_PICTURE = Path(__file__).parents[1] / "docs/_static/frames.svg"
_ROUNDS = 5
_BY = ["donor", "year", "area", "currency"]
_WITHIN = ["year", "area", "currency"]
_KEYS = "donor, year, area, currency"

_SUMS = f"SELECT {_KEYS}, sum(amount) AS amount, count(amount) AS records FROM '{{path}}' GROUP BY {_KEYS}"  # noqa: S608
_HAND = {
    "totals": f"{_SUMS} ORDER BY {_KEYS}",
    "shares": (
        f"SELECT *, sum(amount) OVER (PARTITION BY year, area, currency) AS whole FROM ({_SUMS}) "  # noqa: S608
        "ORDER BY amount DESC"
    ),
    "ranks": (
        "SELECT *, rank() OVER (PARTITION BY year, area, currency ORDER BY amount DESC) AS place "  # noqa: S608
        f"FROM ({_SUMS}) ORDER BY year, area, currency, place"
    ),
}
_OURS: dict[str, Callable[[Any], Any]] = {
    "totals": lambda table: frames.total(table, by=_BY),
    "shares": lambda table: frames.shares(table, _BY, within=_WITHIN),
    "ranks": lambda table: frames.rank(table, _BY, within=_WITHIN),
}


def generate(path: Path, rows: int) -> None:
    """Transactions of 60 donors in ten years, five areas and four currencies; the same each time."""
    chance = "(hash(i * 31 + {}) % {})"
    duckdb.sql(
        "COPY (SELECT "  # noqa: S608
        f"'donor-' || {chance.format(1, 60)} AS donor, "
        f"CAST(2015 + {chance.format(2, 10)} AS INTEGER) AS year, "
        f"'area-' || {chance.format(3, 5)} AS area, "
        f"['USD', 'EUR', 'GBP', 'SEK'][CAST({chance.format(4, 4)} AS INTEGER) + 1] AS currency, "
        f"CAST(CAST({chance.format(5, 10**9)} AS DECIMAL(16, 0)) * 0.01 AS DECIMAL(18, 2)) AS amount "
        f"FROM range({rows}) r(i)) TO '{path}' (FORMAT parquet)"
    )


def _by_narwhals(path: str) -> Any:
    import narwhals as nw

    table = nw.from_native(duckdb.read_parquet(path))
    sums = table.group_by(*_BY).agg(nw.col("amount").sum(), nw.col("amount").count().alias("records"))
    return sums.sort(*_BY).to_native().to_arrow_table()


def _runs(side: str, question: str, path: str) -> Callable[[], Any]:
    if side == "ours":
        return lambda: _OURS[question](path).to_arrow_table()
    if side == "narwhals":
        return lambda: _by_narwhals(path)
    if side == "spark":
        return _spark(question, path)
    connection = duckdb.connect()
    return lambda: connection.sql(_HAND[question].format(path=path)).to_arrow_table()


def _spark(question: str, path: str) -> Callable[[], Any]:
    held: list[Any] = []
    began = seconds(lambda: held.append(frames.local_spark("benchmark")))
    table = held[0].read.parquet(path)
    print(f"start {began}")
    return lambda: _OURS[question](table).collect()


def _child(side: str, question: str, path: str) -> None:
    """Run one side, and say how long it took and how much memory it had at most."""
    run = _runs(side, question, path)
    first = seconds(run)
    spent = [seconds(run) for _ in range(_ROUNDS)]
    print(f"first {first}\nmedian {statistics.median(spent)}\npeak {_peak()}")


def _peak() -> float:
    """The most memory that this process had, in MB: getrusage would tell the parent's too, before exec."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = next(one for one in status.read_text(encoding="utf-8").splitlines() if one.startswith("VmHWM"))
    return int(told.split()[1]) / 1024


def _asked(side: str, question: str, path: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--child", side, question, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    pairs = (told.split() for told in done.stdout.splitlines() if told.count(" ") == 1)
    return {name: float(value) for name, value in pairs if name in {"first", "median", "peak", "start"}}


def _questions(path: Path) -> None:
    """Times side by side in this process, in turn; peaks of memory each in its own."""
    for question in _HAND:
        ours, hand = (_runs(side, question, str(path)) for side in ("ours", "hand"))
        pair = compare(ours, hand, rounds=_ROUNDS)
        print(line(f"frames: {question}", *pair, against="the same by hand in DuckDB SQL", goal="<= 1.5"))
        peaks = [_asked(side, question, path)["peak"] for side in ("ours", "hand")]
        print(f"  peak of memory {peaks[0]:,.0f} MB, by hand {peaks[1]:,.0f} MB")
    if importlib.util.find_spec("narwhals") is not None:
        other = _asked("narwhals", "totals", path)
        print(f"totals by narwhals, unguarded {other['median'] * 1e3:.0f} ms, peak {other['peak']:.0f} MB")


def _fitted(points: list[tuple[int, float]]) -> float:
    """The exponent of time over rows, by least squares of the logarithms."""
    xs, ys = [log(rows) for rows, _ in points], [log(spent) for _, spent in points]
    middle, level = statistics.mean(xs), statistics.mean(ys)
    rise = sum((x - middle) * (y - level) for x, y in zip(xs, ys, strict=True))
    return rise / sum((x - middle) ** 2 for x in xs)


def _growth(folder: Path, most: int, *, spark: bool) -> dict[str, list[tuple[int, float]]]:
    sizes = [size for size in (10_000, 100_000, 1_000_000, 10_000_000) if size <= most]
    found: dict[str, list[tuple[int, float]]] = {}
    for size in sizes:
        path = folder / f"{size}.parquet"
        if not path.exists():
            generate(path, size)
        for side in ("ours", "hand", *(("spark",) if spark else ())):
            told = _asked(side, "totals", path)
            found.setdefault(side, []).append((size, told["median"]))
            if side == "spark":
                print(
                    f"spark, {size:>10,} rows: start {told['start']:.1f} s, first {told['first']:.1f} s, "
                    f"then {told['median'] * 1e3:.0f} ms"
                )
    for side, points in found.items():
        shown = "  ".join(f"{size:,}: {spent * 1e3:.0f}" for size, spent in points)
        large = [point for point in points if point[0] >= 10**6]
        slope = f"   exponent {_fitted(points):.2f}" if len(points) > 1 else ""
        last = f", {_fitted(large):.2f} from a million on" if len(large) > 1 else ""
        print(f"totals, {side}, ms by rows   {shown}{slope}{last}")
    return found


_NAMES = {
    "ours": ("frames.total", "#1f6f6b"),
    "hand": ("SQL by hand", "#d9902f"),
    "spark": ("Spark", "#5b5ea6"),
}


def _drawn(lines: dict[str, list[tuple[int, float]]]) -> str:
    """Time over rows, both on scales of tens."""
    width, height, left, top, right = 520, 300, 60, 24, 110
    highest = log10(max(spent for points in lines.values() for _, spent in points) * 1e3) + 0.2
    sizes = [size for size, _ in lines["ours"]]

    def x(rows: int) -> float:
        span = log10(sizes[-1] / sizes[0]) or 1
        return round(left + (width - left - right) * log10(rows / sizes[0]) / span, 1)

    def y(spent: float) -> float:
        return round(height - 36 - (height - 36 - top) * max(log10(spent * 1e3), 0) / highest, 1)

    parts = [f'<rect width="{width}" height="{height}" fill="#ffffff"/>']
    for power in range(int(highest) + 1):
        at = y(10**power / 1e3)
        parts += [
            f'<line x1="{left}" y1="{at}" x2="{width - right}" y2="{at}" stroke="#e3e8ee"/>',
            f'<text x="{left - 6}" y="{at + 4}" text-anchor="end">{10**power:,} ms</text>',
        ]
    parts += [f'<text x="{x(n)}" y="{height - 18}" text-anchor="middle">{n:,}</text>' for n in sizes]
    parts.append(f'<text x="{(left + width - right) / 2}" y="{height - 3}" text-anchor="middle">rows</text>')
    above = 0.0  # where the label above stands
    for side, points in sorted(lines.items(), key=lambda one: y(one[1][-1][1])):
        name, look = _NAMES[side]
        path = " ".join(f"{x(rows)},{y(spent)}" for rows, spent in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{look}" stroke-width="2"/>')
        rows, spent = points[-1]
        above = round(max(y(spent) + 4, above + 13), 1)
        parts.append(f'<text x="{x(rows) + 6}" y="{above}" fill="{look}">{name}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="11" fill="#6e7781">'
        f"<title>Time of grouped totals, by the number of rows</title>{''.join(parts)}</svg>\n"
    )


def main() -> None:
    """Print the ratios, and how time grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--spark", action="store_true", help="measure Spark on the same data, too")
    parser.add_argument("--draw", action="store_true")
    parser.add_argument("--child", nargs=3)
    given = parser.parse_args([] if sys.argv[0].endswith(("benchmarks", "__main__.py")) else None)
    if given.child:
        _child(*given.child)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / f"{given.rows}.parquet"
        generate(path, given.rows)
        print(f"frames: {given.rows:,} transactions, {path.stat().st_size / 2**20:.0f} MB of Parquet")
        _questions(path)
        lines = _growth(folder, given.rows, spark=given.spark)
        if given.draw:
            _PICTURE.write_text(_drawn(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
