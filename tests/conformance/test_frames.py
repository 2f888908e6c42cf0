"""The functions over records, DuckDB from every kind of table, and Spark: the same answers, to the last digit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.dataset
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lacmigration as lm
from lacmigration import frames
from lacmigration.errors import AggregationError, AmountError, CurrencyMismatchError, LacMigrationError
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.frames._cluster import Cluster
from lacmigration.frames._embedded import Embedded
from lacmigration.money import Money

BATCH = 25
"""Generated tables that are one table for Spark, with a column that tells them apart."""


@attrs.frozen
class Row:
    donor: str
    cents: int | None
    currency: str = "USD"
    flow: str = ""
    as_of: str = ""


def rows(amounts: st.SearchStrategy[Any], **more: st.SearchStrategy[str]) -> st.SearchStrategy[list[Row]]:
    donors = st.sampled_from(["", "ad", "br", "ça", "de", "Ecuador", "it's", "~"])
    return st.lists(st.builds(Row, donor=donors, cents=amounts, **more), min_size=1, max_size=9)


# Small numbers meet and tie, large ones have more digits than a float or 64 bits would keep.
POSITIVE = st.one_of(st.integers(0, 5), st.integers(0, 10**6), st.integers(0, 10**14))
LARGE = st.one_of(st.integers(-5, 5), st.integers(-(10**33), 10**33))


def amount(row: Row) -> Decimal | None:
    return None if row.cents is None else Decimal((row.cents < 0, tuple(map(int, str(abs(row.cents)))), -2))


def facts(table: list[Row], *, precision: int | None = None) -> list[Fact]:
    def fact(place: int, row: Row) -> Fact:
        number = amount(row)
        if number is None:
            figure = None
        elif precision is None:
            figure = Figure.exact(number, row.currency)
        else:
            figure = Figure(number, row.currency, precision=precision)
        as_of = lm.PartialDate.parse(row.as_of) if row.as_of else None
        return Fact(id=f"row-{place}", figure=figure, giver=row.donor, flow=row.flow, as_of=as_of)

    return [fact(place, row) for place, row in enumerate(table)]


def arrow(table: list[Row], case: int | None = None) -> pa.Table:
    columns = {
        "case": pa.array([case] * len(table), pa.int64()),
        "donor": pa.array([row.donor for row in table], pa.string()),
        "amount": pa.array([amount(row) for row in table], pa.decimal128(38, 2)),
        "currency": pa.array([row.currency for row in table], pa.string()),
        "flow": pa.array([row.flow for row in table], pa.string()),
        "as_of": pa.array([row.as_of for row in table], pa.string()),
    }
    return pa.table({name: column for name, column in columns.items() if name != "case" or case is not None})


def batch(tables: list[list[Row]]) -> pa.Table:
    return pa.concat_tables([arrow(table, case) for case, table in enumerate(tables)])


def listed(answer: Any) -> list[dict[str, Any]]:
    """The rows of an answer of any kind."""
    if isinstance(answer, pd.DataFrame):
        return pa.Table.from_pandas(answer, preserve_index=False).to_pylist()
    if isinstance(answer, pl.DataFrame):
        return answer.rows(named=True)
    if isinstance(answer, pa.Table):
        return answer.to_pylist()
    if isinstance(answer, duckdb.DuckDBPyRelation):
        return answer.to_arrow_table().to_pylist()
    return [row.asDict() for row in answer.collect()]


# What is asked, and how the functions over records answer it, in the same words.


def total_of(table: list[Row], case: int | None = None) -> list[dict[str, Any]]:
    answer = lm.total(facts(table), by="giver")
    return [_keyed(case, donor=key, amount=Decimal(one.value)) for key, one in answer.items()]


def shares_of(table: list[Row], case: int | None = None) -> list[dict[str, Any]]:
    answer = lm.shares(facts(table), "giver")
    percent = answer.rounded(1)
    return [_keyed(case, donor=key, share=share, percent=percent[key]) for key, share in answer.items()]


def ranks_of(table: list[Row], case: int | None = None) -> list[dict[str, Any]]:
    answer = lm.rank(facts(table, precision=-2), "giver")
    return [
        _keyed(case, donor=one.key, place=one.place, best=one.best, worst=one.worst)
        for one in answer.values()
    ]


def lowest_of(table: list[Row], case: int | None = None) -> list[dict[str, Any]]:
    answer = lm.rank(facts(table, precision=-2), "giver", descending=False)
    return [
        _keyed(case, donor=one.key, place=one.place, best=one.best, worst=one.worst)
        for one in answer.values()
    ]


def top_of(table: list[Row], case: int | None = None) -> list[dict[str, Any]]:
    return [_keyed(case, share=lm.concentration(facts(table), "giver", top=2).value)]


def herfindahl_of(table: list[Row], case: int | None = None) -> list[dict[str, Any]]:
    return [_keyed(case, share=lm.herfindahl(facts(table), "giver").value)]


def reach_of(table: list[Row], case: int | None = None) -> list[dict[str, Any]]:
    answer = lm.total(facts(table, precision=-2), by="giver")
    return [
        _keyed(case, donor=key, lo=one.strict.lo, hi=one.strict.hi)
        for key, one in answer.items()
        if one.strict == one.loose
    ]


def _keyed(case: int | None, **cells: Any) -> dict[str, Any]:
    return cells if case is None else {"case": case, **cells}


CENT = Decimal("0.01")
QUESTIONS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "total": (total_of, lambda table, by, within: frames.total(table, by=by)),
    "shares": (shares_of, lambda table, by, within: frames.shares(table, by, within=within, digits=1)),
    "rank": (ranks_of, lambda table, by, within: frames.rank(table, by, within=within, resolution=CENT)),
    "lowest": (
        lowest_of,
        lambda table, by, within: frames.rank(table, by, within=within, resolution=CENT, descending=False),
    ),
    "concentration": (
        top_of,
        lambda table, by, within: frames.concentration(table, by, within=within, top=2),
    ),
    "herfindahl": (herfindahl_of, lambda table, by, within: frames.herfindahl(table, by, within=within)),
    "reach": (reach_of, lambda table, by, within: frames.total(table, by=by, resolution=CENT)),
}


def alike(answer: Any, expected: list[dict[str, Any]]) -> None:
    """The same rows in the same order, with no more and no fewer digits."""
    found = []
    for row in listed(answer):
        if "over" in row:
            row["share"] = Fraction(int(row["over"]), int(row["under"]))
        found.append(row)
    wanted = expected[0].keys() if expected else ()
    assert [{name: row[name] for name in wanted} for row in found] == expected


def asked(question: str, table: Any, cases: int | None = None) -> Any:
    """One question: over a table, or over all cases of a batch."""
    if cases is None:
        return QUESTIONS[question][1](table, ["donor"], None)
    return QUESTIONS[question][1](table, ["case", "donor"], ["case"])


def small(question: str, tables: list[list[Row]]) -> list[dict[str, Any]]:
    """What the functions over records say of each case; shares need a whole above 0."""
    return [row for case, table in enumerate(tables) for row in QUESTIONS[question][0](table, case)]


def in_batches(answer: Any, question: str) -> list[dict[str, Any]]:
    """The cases one after the other, each in the order of the answer."""
    assert question
    return sorted(listed(answer), key=lambda row: row["case"])


BATCHES = st.lists(rows(POSITIVE), min_size=BATCH, max_size=BATCH).map(
    lambda tables: [table for table in tables if any(row.cents for row in table)]
)


@pytest.mark.parametrize("question", QUESTIONS)
@given(table=rows(POSITIVE))
@settings(max_examples=15)
def test_an_arrow_table_answers_as_its_records_do(question: str, table: list[Row]):
    if not any(row.cents for row in table):
        return
    alike(asked(question, arrow(table)), QUESTIONS[question][0](table))


@given(table=rows(LARGE))
@settings(max_examples=15)
def test_sums_beyond_64_bits_and_floats_are_the_same(table: list[Row]):
    alike(asked("total", arrow(table)), total_of(table))
    alike(asked("reach", arrow(table)), reach_of(table))
    alike(asked("rank", arrow(table)), ranks_of(table))


MIXED = rows(
    st.one_of(st.none(), st.integers(0, 9), st.integers(0, 9)),
    currency=st.sampled_from(["USD", "USD", "USD", "EUR"]),
    flow=st.sampled_from(["", "", "", "pledge", "disbursement"]),
    as_of=st.sampled_from(["", "", "2024", "2024-02", "2024-03", "2024-02-29"]),
)


def outcome(ask: Callable[[], Any]) -> tuple[type[Exception] | None, Any]:
    try:
        return None, ask()
    except LacMigrationError as problem:
        return type(problem), problem


@given(table=MIXED, missing=st.sampled_from(["refuse", "skip"]), flows=st.sampled_from(["same", "any"]))
@settings(max_examples=40)
def test_what_is_refused_of_records_is_refused_of_tables(table: list[Row], missing: Any, flows: Any):
    meant = {"missing": missing, "flows": flows}
    for ours, theirs in (
        (
            lambda: frames.total(arrow(table), by="donor", **meant),
            lambda: lm.total(facts(table), by="giver", **meant),
        ),
        (lambda: frames.total(arrow(table), **meant), lambda: lm.total(facts(table), **meant)),
        (lambda: frames.rank(arrow(table), **meant), lambda: lm.rank(facts(table), "giver", **meant)),
        (lambda: frames.shares(arrow(table), **meant), lambda: lm.shares(facts(table), "giver", **meant)),
    ):
        assert outcome(ours)[0] == outcome(theirs)[0]


@pytest.fixture
def kinds(tmp_path: Path) -> Callable[[pa.Table], Iterator[tuple[Any, type]]]:
    """A table in every kind that DuckDB reads, with the kind of its answers."""

    def each(table: pa.Table) -> Iterator[tuple[Any, type]]:
        parquet, csv = tmp_path / "rows.parquet", tmp_path / "rows.csv"
        pa.parquet.write_table(table, parquet)
        pa.csv.write_csv(table, csv)
        folder = tmp_path / "parts"
        folder.mkdir(exist_ok=True)
        half = table.num_rows // 2
        pa.parquet.write_table(table.slice(0, half), folder / "a.parquet")
        pa.parquet.write_table(table.slice(half), folder / "b.parquet")
        yield table, pa.Table
        yield table.to_pandas(), pd.DataFrame  # decimals as Python's
        yield table.to_pandas(types_mapper=pd.ArrowDtype), pd.DataFrame
        yield pl.from_arrow(table), pl.DataFrame
        yield pl.from_arrow(table).lazy(), pl.DataFrame
        yield pa.dataset.dataset(parquet), pa.Table
        yield table.to_reader(), pa.Table
        yield parquet, duckdb.DuckDBPyRelation
        yield str(folder), duckdb.DuckDBPyRelation
        yield str(folder / "*.parquet"), duckdb.DuckDBPyRelation
        yield duckdb.from_arrow(table), duckdb.DuckDBPyRelation
        yield csv, duckdb.DuckDBPyRelation

    return each


def generated(seed: int) -> list[list[Row]]:
    """The same cases each time, for tests that ask few and large questions."""
    found: list[list[list[Row]]] = []

    @given(tables=BATCHES)
    @settings(max_examples=seed, derandomize=True, database=None)
    def draw(tables: list[list[Row]]) -> None:
        found.append(tables)

    draw()
    return max(found, key=lambda tables: sum(map(len, tables)))


def test_every_kind_of_table_answers_alike_and_in_its_kind(kinds):
    tables = generated(5)
    text = {"case": lambda row: str(row["case"])}
    for question in QUESTIONS:
        expected = small(question, tables)
        for table, kind in kinds(batch(tables)):
            answer = asked(question, table, len(tables))
            assert type(answer) is kind
            found = listed(answer)
            if isinstance(table, Path) and table.suffix == ".csv":  # all its cells are text
                assert {row["case"] for row in found} == {text["case"](row) for row in expected}
                found = [{**row, "case": int(row["case"])} for row in found]
            alike(pa.Table.from_pylist(sorted(found, key=lambda row: row["case"])), expected)


def test_spark_answers_alike_in_its_session(spark, tmp_path: Path):
    tables = generated(5)
    pa.parquet.write_table(batch(tables), tmp_path / "rows.parquet")
    table = spark.read.parquet(str(tmp_path / "rows.parquet"))
    for question in QUESTIONS:
        answer = asked(question, table, len(tables))
        assert answer.sparkSession is spark
        assert {kind.partition("(")[0] for _, kind in answer.dtypes} <= {"bigint", "string", "decimal"}
        found = sorted(listed(answer), key=lambda row: row["case"])
        alike(pa.Table.from_pylist(found), small(question, tables))
