"""The functions over records, DuckDB from each kind of table, and Spark: alike to the last digit."""

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
from lacmigration.errors import AmountError, ChoiceError, LacMigrationError
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
TABLES = st.one_of(rows(st.integers(1, 4)), rows(POSITIVE))
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
    "total": (total_of, lambda table, by, _: frames.total(table, by=by)),
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
    "reach": (reach_of, lambda table, by, _: frames.total(table, by=by, resolution=CENT)),
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


BATCHES = st.lists(TABLES, min_size=BATCH, max_size=BATCH).map(
    lambda tables: [table for table in tables if any(row.cents for row in table)]
)


@pytest.mark.parametrize("question", QUESTIONS)
@given(table=TABLES)
@settings(max_examples=settings.default.max_examples // 6)
def test_an_arrow_table_answers_as_its_records_do(question: str, table: list[Row]):
    if not any(row.cents for row in table):
        return
    alike(asked(question, arrow(table)), QUESTIONS[question][0](table))


@given(table=rows(LARGE))
@settings(max_examples=settings.default.max_examples // 6)
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
@settings(max_examples=settings.default.max_examples // 3)
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
    for question in QUESTIONS:
        expected = small(question, tables)
        for table, kind in kinds(batch(tables)):
            answer = asked(question, table, len(tables))
            assert type(answer) is kind
            found = listed(answer)
            if isinstance(table, Path) and table.suffix == ".csv":  # all its cells are text
                assert {type(row["case"]) for row in found} == {str}
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


HUGE = "1" + 1000 * "0"
"""More than the functions over records take, and than either engine."""
NINES = Decimal(38 * "9")


def problem(ask: Callable[[], Any]) -> str:
    with pytest.raises(AmountError) as caught:
        ask()
    return str(caught.value)


def test_an_amount_that_is_too_large_is_an_error_in_all_three(spark, tmp_path: Path):
    texts = pa.table({"donor": ["ie", "cy"], "amount": ["12.5", HUGE]})
    sums = pa.table({"donor": ["ie", "cy", "cy"], "amount": pa.array([1, NINES, 1], pa.decimal128(38, 0))})
    for name, table in (("texts", texts), ("sums", sums)):
        pa.parquet.write_table(table, tmp_path / f"{name}.parquet")
    for where in ("records", "arrow", "file", "pandas", "spark"):
        found = {
            "records": lambda: lm.total([Money("12.5", "USD"), Money(f"{HUGE}0", "USD")]),
            "arrow": lambda: frames.total(texts),
            "file": lambda: frames.total(tmp_path / "texts.parquet"),
            "pandas": lambda: frames.total(pd.DataFrame({"amount": [Decimal("12.5"), Decimal("1e60")]})),
            "spark": lambda: frames.total(spark.read.parquet(str(tmp_path / "texts.parquet"))),
        }
        said = problem(found[where])
        assert "1000" in said
        assert where == "records" or "'amount'" in said
    for table in (sums, spark.read.parquet(str(tmp_path / "sums.parquet"))):
        said = problem(lambda table=table: frames.total(table, by="donor"))
        assert "'amount'" in said
        assert "donor=cy" in said
        assert "donor=ie" not in said
        assert "2 rows with amounts up to 99,999,999" in said
    # The functions over records compute with 1,000 digits: the same sum is no error there.
    one = lm.total([Money(NINES, "USD"), Money(1, "USD")])
    assert one.value == 10**38


WORK = pa.table(
    {
        "who": [["iom"], ["iom", "unhcr"], ["unhcr"], [], ["undp", "undp"]],
        "where": ["co", "co|pe", "pe", "mx", ""],
        "amount": [500, 70, None, 9, 3],
        "currency": ["USD", "USD", None, "USD", "USD"],
    }
)


def programmes(table: pa.Table) -> list[lm.Programme]:
    return [
        lm.Programme(
            id=f"my.{place}",
            name=f"Programme {place}",
            funders="cy",
            implementers=row["who"],
            recipients=row["where"],
            figure=None if row["amount"] is None else Figure.exact(row["amount"], "USD"),
            citation=lm.Citation("my-report", "table 1"),
        )
        for place, row in enumerate(table.to_pylist())
    ]


def test_who_does_what_where_is_the_same_in_all_three(spark, tmp_path: Path):
    records = lm.mapping(programmes(WORK), "implementers", "recipients")
    expected = set()
    for row in (*records.rows, None):
        for column in (*records.columns, None):
            if records.count(row, column):
                amount = records.total(row, column)
                known = None if amount is None else amount.value
                unknown = len(records.unallocated(row, column))
                keys = tuple("(all)" if key is None else key for key in (row, column))
                expected.add((*keys, records.count(row, column), known, unknown))
    assert ("iom", "co", 2, Decimal(500), 1) in expected
    pa.parquet.write_table(WORK, tmp_path / "work.parquet")
    for table in (WORK, spark.read.parquet(str(tmp_path / "work.parquet"))):
        found = listed(frames.mapping(table, "who", "where", separator="|"))
        told = {
            (row["who"], row["where"], row["records"], row["amount"], row["unallocated"]) for row in found
        }
        assert told == expected
        assert len(found) == len(expected)
        assert [row["who"] for row in found if row["where"] == "(all)"] == [
            *map(str, records.rows),
            "(all)",
        ]


@pytest.fixture(scope="module")
def two_years(spark, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Any, Any]]:
    """Two tables, as Arrow and as Spark frames."""
    folder = tmp_path_factory.mktemp("years")
    old = [Row("ie", 24800), Row("cy", 310), Row("mx", 5), Row("gone", 7), Row("zero", 0)]
    new = [Row("ie", 52000), Row("cy", 155), Row("mx", -5), Row("mx", 10), Row("come", 9), Row("zero", 1)]
    for name, table in (("old", old), ("new", new)):
        pa.parquet.write_table(arrow(table), folder / f"{name}.parquet")
    names = [str(folder / f"{name}.parquet") for name in ("old", "new")]
    return {
        "arrow": (arrow(old), arrow(new)),
        "spark": tuple(spark.read.parquet(name) for name in names),
    }


@pytest.mark.parametrize("engine", ["arrow", "spark"])
def test_growth_and_gap_are_those_of_the_records(two_years, engine: str):
    old, new = two_years[engine]
    grown = {row["donor"]: row for row in listed(frames.growth(old, new, by="donor"))}
    for donor, before, after in (("ie", "248", "520"), ("cy", "3.10", "1.55"), ("mx", "0.05", "0.05")):
        expected = lm.growth(Money(before, "USD"), Money(after, "USD"))
        row = grown[donor]
        assert Fraction(int(row["over"]), int(row["under"])) == expected.value
        assert row["difference"] == expected.difference.value
    assert grown["zero"]["over"] is None
    assert (grown["gone"]["new"], grown["gone"]["over"]) == (None, None)
    assert (grown["come"]["old"], grown["come"]["over"]) == (None, None)
    assert list(grown) == ["come", "cy", "gone", "ie", "mx", "zero"]
    expected = lm.gap(Money("1000.001", "USD"), Money("521.70", "USD"))
    (found,) = listed(frames.gap(Money("1000.001", "USD"), new))
    assert found["missing"] == expected.missing.value == Decimal("478.301")
    assert Fraction(int(found["over"]), int(found["under"])) == expected.share.value
    assert Fraction(int(found["reached"]), int(found["under"])) == expected.reached.value


def test_no_engine_is_asked_for_floats_or_for_a_quotient(monkeypatch, two_years):
    asked_sql: list[str] = []
    for engine in (Embedded, Cluster):
        plain = engine._run

        def noted(self: Any, query: Any, plain: Callable[..., Any] = plain) -> Any:
            asked_sql.append(query if isinstance(query, str) else query.sql("spark"))
            return plain(self, query)

        monkeypatch.setattr(engine, "_run", noted)
    text = pa.table({"donor": ["ie", "cy"], "amount": ["1.5", "2"], "currency": ["USD", "USD"]})
    for question in QUESTIONS:
        asked(question, text)
    frames.growth(*two_years["spark"], by="donor")
    frames.shares(two_years["arrow"][0], digits=2)
    frames.mapping(WORK, "who", "where")
    assert len(asked_sql) > 20
    for sql in asked_sql:
        bare = re.sub(r"'[^']*'", "''", sql)
        assert re.search(r"DOUBLE|FLOAT|REAL|AVG|[^/]/[^/]", bare) is None


def test_a_session_that_answers_overflow_with_nothing_is_refused(spark):
    session = spark.newSession()
    session.conf.set("spark.sql.ansi.enabled", "false")
    with pytest.raises(ChoiceError, match="true: without it Spark answers overflow with NULL"):
        frames.total(session.sql("SELECT 1 AS amount"))


def test_an_error_of_spark_that_is_none_of_ours_stays_what_it_is(spark):
    broken = spark.sql("SELECT raise_error('broken') AS donor, 1 AS amount")
    with pytest.raises(Exception, match="broken") as caught:
        frames.total(broken, by="donor")
    assert type(caught.value).__module__.startswith("pyspark")


def test_two_engines_are_not_compared(two_years):
    with pytest.raises(TypeError, match="one table is Spark's and the other is not"):
        frames.growth(two_years["arrow"][0], two_years["spark"][1], by="donor")
