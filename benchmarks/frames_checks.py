"""Share checks over 10^6 rows: beside SQL by hand for the same verdicts, and beside single records."""

from __future__ import annotations

import argparse
import collections

import duckdb
import pyarrow as pa
from _measure import compare, line, seconds

import lacmigration as lm
from lacmigration import frames

_OBJECTS = 10_000
_SHARE = frames.Share(
    frames.Stated("part", unit="USD"),
    frames.Stated("whole", unit="USD"),
    frames.Stated("stated", unit="percent"),
)
# Part p, whole w, percentage s, each rounded to its last digit: [p +- 1/2] / [w +- 1/2] against
# [s - 1/2, s + 1/2] percent. What does not meet is looked at again with trailing zeros taken for rounding.
_BY_HAND = """
WITH strict AS (
  SELECT *,
    200 * (2 * part - 1) <= (2 * stated + 1) * (2 * whole + 1)
      AND (2 * stated - 1) * (2 * whole - 1) <= 200 * (2 * part + 1) AS meets,
    200 * (2 * part - 1) > (2 * stated - 1) * (2 * whole + 1)
      AND 200 * (2 * part + 1) < (2 * stated + 1) * (2 * whole - 1) AS inside
  FROM checked
), zeros AS (
  SELECT *, {part} AS p, {whole} AS w, {stated} AS s FROM strict
)
SELECT part, whole, stated, CASE
    WHEN part IS NULL OR whole IS NULL OR stated IS NULL OR whole = 0 THEN 'undecided'
    WHEN inside THEN 'entailed'
    WHEN meets THEN 'compatible'
    WHEN 200 * (2 * part - p) <= (2 * stated + s) * (2 * whole + w)
      AND (2 * stated - s) * (2 * whole - w) <= 200 * (2 * part + p) THEN 'questionable'
    ELSE 'inconsistent' END AS verdict
FROM zeros
"""


def _zeros(name: str) -> str:
    """The place value of the last digit that is not 0, where it matters."""
    places = " ".join(f"WHEN {name} % {10**power} <> 0 THEN {10 ** (power - 1)}" for power in range(1, 9))
    return f"CASE WHEN meets OR {name} = 0 THEN 1 {places} ELSE {10**8} END"


def _made(connection: duckdb.DuckDBPyConnection, rows: int) -> pa.Table:
    """Parts, wholes and percentages, of which one in ten is wrong."""
    connection.execute("SELECT setseed(0.5)").fetchall()
    numbers = f"""
        SELECT (1000 + random() * 10000000)::BIGINT AS part, (10000000 + random() * 10000000)::BIGINT AS whole
        FROM range({rows})
    """  # noqa: S608  (a number)
    shares = f"""
        SELECT part, whole, ((200 * part + whole) // (2 * whole) + (random() < 0.1)::INT)::INT AS stated
        FROM ({numbers})
    """  # noqa: S608
    return connection.sql(shares).to_arrow_table()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows: int = parser.parse_known_args()[0].rows
    connection = duckdb.connect()
    table = _made(connection, rows)
    connection.register("checked", table)
    sql = _BY_HAND.format(part=_zeros("part"), whole=_zeros("whole"), stated=_zeros("stated"))

    def by_hand() -> pa.Table:
        return connection.sql(sql).to_arrow_table()

    def verdicts() -> pa.Table:
        return frames.check(table, _SHARE, ends=False)

    if by_hand().column("verdict") != verdicts().column("verdict"):
        message = "the verdicts by hand are others"
        raise SystemExit(message)
    counted = collections.Counter(verdicts().column("verdict").to_pylist())
    print(
        f"{rows:,} shares: " + ", ".join(f"{count:,} {verdict}" for verdict, count in counted.most_common())
    )
    against = "DuckDB SQL by hand, the same verdicts"
    print(line("share checks, verdicts", *compare(verdicts, by_hand, rounds=7), against=against, goal="<= 3"))
    with_ends = compare(lambda: frames.check(table, _SHARE), by_hand, rounds=5)
    print(line("share checks, with intervals", *with_ends, against=against, goal="-"))

    some = table.slice(0, _OBJECTS).to_pylist()

    def objects() -> list[str]:
        return [
            lm.check(_SHARE.among([one.figure(row) for one in _SHARE.figures])).verdict.value for row in some
        ]

    if objects() != verdicts().column("verdict").slice(0, _OBJECTS).to_pylist():
        message = "the verdicts of records are others"
        raise SystemExit(message)
    scaled = min(seconds(objects) for _ in range(3)) * rows / len(some)
    ours = min(seconds(verdicts) for _ in range(3))
    what = f"lm.check of {len(some):,} rows, scaled to {rows:,}"
    print(
        f"{'share checks, verdicts':<34} {ours * 1e3:>10.3f} ms  {what:<42} {scaled * 1e3:>10.3f} ms", end=""
    )
    print(f"  {scaled / ours:.0f} times as fast  goal >= 20")


if __name__ == "__main__":
    main()
