"""Sums and ranks of stated figures over tables are those over records: values, both intervals, all places."""

from __future__ import annotations

import runpy
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lacmigration as lm
from lacmigration import frames
from lacmigration.errors import AggregationError, AmountError, ChoiceError, CurrencyMismatchError
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Hedge, Rounding
from lacmigration.frames import Each, Stated

CHECKS: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("test_frames_checks.py")))
DONORS = ["", "ad", "br", "ça", "de"]
UNITS = {"USD": -30, "persons": 0, "percent": -5, "km": -9}
"""Units that behave in different ways, and the least number of each."""
FIGURE = Stated("number", unit=Each("unit"), **{part: Each(part) for part in CHECKS["_PARTS"]})

# Like tables in a report: written alike, with zeros at their ends, some of them hedged.
ROUND = st.builds(
    Figure,
    st.integers(1, 40).map(lambda number: Decimal(number * 50)),
    st.just("USD"),
    hedge=st.sampled_from([Hedge.NONE, Hedge.NONE, *Hedge]),
    rounding=st.sampled_from([Rounding.UNKNOWN, Rounding.UNKNOWN, Rounding.EXACT, Rounding.HALF_UP]),
)


def any_of_unit(unit: str) -> st.SearchStrategy[Figure | None]:
    return CHECKS["_figures"](unit, least=UNITS[unit], most=3000)


Row = tuple[str, str, Figure | None]
ROWS = st.sampled_from(sorted(UNITS)).flatmap(
    lambda unit: st.lists(
        st.tuples(st.sampled_from(DONORS), st.sampled_from(["", "fts", "mptf"]), any_of_unit(unit)),
        min_size=1,
        max_size=9,
    )
)
LIKE = st.lists(
    st.tuples(st.sampled_from(DONORS), st.sampled_from(["", "fts", "mptf"]), ROUND), min_size=1, max_size=9
)
TABLES = st.one_of(LIKE, ROWS).filter(lambda rows: any(figure is not None for _, _, figure in rows))


def facts(rows: list[Row], *, sources: bool) -> list[Fact]:
    return [
        Fact(
            id=f"row-{place}",
            figure=figure,
            giver=donor,
            citation=lm.Citation(source, "table 1") if sources and source else None,
        )
        for place, (donor, source, figure) in enumerate(rows)
    ]


def arrow(tables: list[list[Row]]) -> pa.Table:
    rows = [(case, *row) for case, table in enumerate(tables) for row in table]
    figures = [row[-1] for row in rows]
    columns: dict[str, Any] = {
        "case": pa.array([case for case, *_ in rows], pa.int32()),
        "donor": [donor for _, donor, *_ in rows],
        "source": [source for *_, source, _ in rows],
        "number": pa.array([None if one is None else one.number for one in figures], pa.decimal128(20, 3)),
        "unit": pa.array([None if one is None else one.unit for one in figures], pa.string()),
    }
    for part, kind in CHECKS["_KINDS"].items():
        values = [None if one is None else getattr(one, part) for one in figures]
        columns[part] = pa.array([str(one) if isinstance(one, str) else one for one in values], kind)
    return pa.table(columns)


def listed(answer: Any) -> list[dict[str, Any]]:
    return answer.to_pylist() if isinstance(answer, pa.Table) else [row.asDict() for row in answer.collect()]


def sums_are_alike(found: list[dict[str, Any]], expected: dict[Any, lm.Amount]) -> None:
    assert [row["donor"] for row in found] == list(expected)
    for row, amount in zip(found, expected.values(), strict=True):
        assert row["amount"] == amount.value
        assert CHECKS["_told"](row) == CHECKS["_sides"](amount.strict) + CHECKS["_sides"](amount.loose)


def ranks_are_alike(found: list[dict[str, Any]], expected: dict[Any, lm.Rank]) -> None:
    assert [(row["donor"], row["place"]) for row in found] == [
        (one.key, one.place) for one in expected.values()
    ]
    for row, one in zip(found, expected.values(), strict=True):
        assert (row["best"], row["worst"]) == (one.best, one.worst)
        assert (row["loose_best"], row["loose_worst"]) == one.loose


def stated_only(rows: list[Row]) -> list[Row]:
    """Without donors whose figures are all missing: a sum of nothing is refused."""
    there = {donor for donor, _, figure in rows if figure is not None}
    return [row for row in rows if row[0] in there]


@given(rows=TABLES.map(stated_only), sources=st.booleans(), descending=st.booleans())
@settings(max_examples=settings.default.max_examples // 5)
def test_sums_and_ranks_of_a_table_are_those_of_its_figures(rows, sources, descending):
    listing = {"source": "source"} if sources else {}
    records = facts(rows, sources=sources)
    found = frames.total(arrow([rows]), by="donor", amount=FIGURE, missing="skip", **listing)
    sums_are_alike(listed(found), lm.total(records, by="giver", missing="skip"))
    ranks = frames.rank(arrow([rows]), amount=FIGURE, missing="skip", descending=descending, **listing)
    ranks_are_alike(listed(ranks), lm.rank(records, "giver", missing="skip", descending=descending))


def generated() -> list[list[Row]]:
    """Cases that are asked together: one list each, so that no case settles the zeros of another."""
    found: list[list[list[Row]]] = []

    @given(tables=st.lists(LIKE.map(stated_only), min_size=12, max_size=12))
    @settings(max_examples=5, derandomize=True, database=None)
    def draw(tables: list[list[Row]]) -> None:
        found.append(tables)

    draw()
    return max(found, key=lambda tables: sum(map(len, tables)))


def test_spark_adds_up_and_ranks_the_same(spark):
    tables = generated()
    table = spark.createDataFrame(arrow(tables))
    every = facts([row for rows in tables for row in rows], sources=False)
    cases = [case for case, rows in enumerate(tables) for _ in rows]
    keyed = {fact.id: case for fact, case in zip(every, cases, strict=True)}
    expected = lm.total(every, by=lambda fact: (f"{keyed[fact.id]:02} {fact.giver or '~'}",))
    found = listed(frames.total(table, by=["case", "donor"], amount=FIGURE))
    assert len(found) == len(expected)
    for row in found:
        donor = "~" if row["donor"] == "(not stated)" else row["donor"]
        sums_are_alike([row], {row["donor"]: expected[f"{row['case']:02} {donor}"]})
    ranks = listed(frames.rank(table, ["case", "donor"], within="case", amount=FIGURE))
    beside = listed(frames.rank(arrow(tables), ["case", "donor"], within="case", amount=FIGURE))
    assert ranks == beside


def figures(*texts: str) -> pa.Table:
    parsed = [Figure.parse(text) for text in texts]
    rows = [("", "", one) for one in parsed]
    return arrow([rows])


def ends(row: dict[str, Any], side: str) -> tuple[Fraction | None, ...]:
    return tuple(CHECKS["_value"](row, f"{side}_{end}") for end in ("lo", "hi"))


def test_sums_worked_out_by_hand():
    # About 40 is 30 to 50 to a fair reader. 10 alone would be 5 to 15, but 12 is written to the unit.
    (row,) = frames.total(figures("about USD 40", "USD 10", "USD 12"), amount=FIGURE).to_pylist()
    assert row["amount"] == 62
    assert ends(row, "strict") == (Fraction("60.5"), Fraction("63.5"))
    assert ends(row, "loose") == (
        30 + Fraction("9.5") + Fraction("11.5"),
        50 + Fraction("10.5") + Fraction("12.5"),
    )


def test_more_than_has_no_upper_end_and_neither_has_its_sum():
    table = figures("more than USD 40", "USD 12")
    (row,) = frames.total(table, amount=FIGURE).to_pylist()
    # More than 40 is above 40, and strictly below 50; 12 is 11.5 to 12.5.
    assert ends(row, "strict") == (Fraction("51.5"), Fraction("62.5"))
    assert (row["strict_lo_open"], row["strict_hi_open"]) == (True, True)
    assert ends(row, "loose") == (Fraction("51.5"), None)
    assert (row["loose_lo_open"], row["loose_hi_open"]) == (True, False)


def test_a_million_hedged_figures_add_up_as_ten_do():
    count = 1_000_000
    table = pa.table(
        {
            "amount": pa.array(range(100_001, 100_001 + count), pa.int64()),
            "hedge": pa.array(["about", "none"]).take(pa.array([0, 1] * (count // 2))),
        }
    )
    (row,) = frames.total(table, amount=Stated("amount", unit="USD", hedge=Each("hedge"))).to_pylist()
    whole = count * 100_001 + count * (count - 1) // 2
    assert row["amount"] == whole
    assert ends(row, "strict") == (whole - count // 2, whole + count // 2)
    # A hedge reaches as far as the last digit that is not 0: of 100,001, 100,003 and so on that is a unit, of
    # those that end in 5 five of them. The others are known to a half.
    reach = (count // 2) // 5 * (4 + 5) + Fraction(count // 2, 2)
    assert ends(row, "loose") == (whole - reach, whole + reach)


def test_what_cannot_be_added_is_refused_by_name(spark):
    persons = Stated("amount", unit="persons")
    for made in (pa.table, lambda cells: spark.createDataFrame(pa.table(cells))):
        with pytest.raises(frames.RowErrors, match="-5 persons cannot be"):
            frames.total(made({"amount": [3, -5]}), amount=persons)
        large = made({"amount": pa.array([Decimal(1), Decimal("8" * 38)], pa.decimal128(38, 0))})
        with pytest.raises(AmountError, match="has ends of more than 38 digits"):
            frames.total(large, amount=Stated("amount", unit="USD"))
        sums = made({"amount": pa.array([Decimal("4" * 38)] * 3, pa.decimal128(38, 0))})
        with pytest.raises(AmountError, match="38 digits"):
            frames.total(sums, amount=Stated("amount", unit="USD"))
        with pytest.raises(CurrencyMismatchError, match="currencies differ, EUR and USD"):
            frames.total(
                made({"amount": [1, 2], "unit": ["EUR", "USD"]}), amount=Stated("amount", unit=Each("unit"))
            )
    with pytest.raises(ChoiceError, match="resolution=10 "):
        frames.total(pa.table({"amount": [1]}), amount=persons, resolution=10)
    with pytest.raises(ChoiceError, match="source='source' "):
        frames.total(pa.table({"amount": [1], "source": ["a"]}), source="source")
    with pytest.raises(AggregationError, match="no column 'from'"):
        frames.total(pa.table({"amount": [1]}), amount=persons, source="from")


def test_units_that_are_groups_are_added_each_in_its_own():
    table = figures("USD 12", "38%", "500 persons", "USD 10")
    found = {row["unit"]: row for row in frames.total(table, by="unit", amount=FIGURE).to_pylist()}
    assert list(found) == ["USD", "percent", "persons"]
    assert ends(found["percent"], "strict") == (Fraction("0.375"), Fraction("0.385"))
    assert ends(found["USD"], "loose") == (21, 23)
    assert ends(found["persons"], "loose") == (450, 550)


def test_figures_of_other_sources_are_other_lists():
    # 10 may be 5 to 15 where only a table of somebody else is written to the unit.
    cells = {"amount": [38, 10, 38, 10], "from": ["", "fts", "mptf", "mptf"], "key": ["a", "b", "c", "d"]}
    stated = Stated("amount", unit="USD")
    for source, widest in (("from", 5), (None, Fraction(1, 2))):
        found = frames.total(pa.table(cells), by="key", amount=stated, source=source).to_pylist()
        assert [ends(row, "loose")[0] for row in found] == [
            Fraction("37.5"), 10 - widest, Fraction("37.5"), Fraction("9.5"),
        ]  # fmt: skip
    # Of one known source, and of none, is one list.
    one = pa.table(cells).slice(0, 2)
    found = frames.total(one, by="key", amount=stated, source="from").to_pylist()
    assert [ends(row, "loose")[0] for row in found] == [Fraction("37.5"), Fraction("9.5")]
