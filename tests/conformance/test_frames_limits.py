"""Where the engines' own rules differ: many decimals, names, blanks, dates. Both answer as the records do."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest

from lacmigration import frames
from lacmigration.errors import AggregationError
from lacmigration.frames import Stated


@pytest.fixture(params=["arrow", "spark"])
def made(request: pytest.FixtureRequest) -> Any:
    """How a table is made for an engine, and how its answers are read."""
    if request.param == "arrow":
        return pa.table, pa.Table.to_pylist
    session = request.getfixturevalue("spark")
    return lambda cells: session.createDataFrame(pa.table(cells)), lambda answer: [
        row.asDict() for row in answer.collect()
    ]


def test_no_decimal_is_lost_at_the_ends_of_a_sum(made):
    make, rows = made
    kind = pa.decimal128(38, 37)
    (row,) = rows(frames.total(make({"amount": pa.array([Decimal("0." + 37 * "3")], kind)}), resolution=1))
    assert row["lo"] == Decimal("-0.1" + 35 * "6" + "7")
    assert row["hi"] == Decimal("0.8" + 36 * "3")


def test_no_decimal_is_lost_of_a_text_of_many(made):
    make, rows = made
    table = make({"number": ["0.123456789", "98765432109876543210.5"], "sum": ["0", "0"]})
    found = rows(frames.ends(table, Stated("number")))
    assert [Fraction(row["strict_lo"]) / Fraction(row["strict_lo_under"]) for row in found] == [
        Fraction("0.1234567885"),
        Fraction("98765432109876543210.45"),
    ]


def test_a_column_may_have_the_name_of_our_table(made):
    make, rows = made
    table = make({"lacmigration_frame": ["x {lacmigration_frame}"], "amount": [1]})
    (row,) = rows(frames.total(table, by="lacmigration_frame"))
    assert row["lacmigration_frame"] == "x {lacmigration_frame}"


def test_the_same_blanks_are_cut_off(made):
    make, rows = made
    (row,) = rows(frames.total(make({"amount": [" 1.50\t", "\u00a02\r\n"]})))
    assert row["amount"] == Decimal("3.5")
    (row, *_) = rows(
        frames.mapping(make({"who": ["\u00a0iom "], "where": ["co\n"]}), "who", "where", amount=None)
    )
    assert (row["who"], row["where"]) == ("iom", "co")


def test_what_is_missing_in_a_list_is_no_key(made):
    make, rows = made
    keys = pa.array([["a", None], ["b", "b"], [None], [], ["a", "c"]], pa.list_(pa.string()))
    found = rows(frames.total(make({"key": keys, "amount": [1, 2, 4, 8, 16]}), by="key"))
    sums = {row["key"]: row["amount"] for row in found}
    assert sums == {"a": 1, "b": 2, "(not stated)": 12, "(unallocated)": 16}


def test_what_is_no_date_is_refused(made):
    make, _ = made
    with pytest.raises(AggregationError, match="as_of '2024-1' is no date"):
        frames.total(make({"amount": [1, 2], "as_of": ["2024-1", "2024-11"]}))


def test_a_growth_from_less_than_nothing_is_none(made):
    make, rows = made
    (row,) = rows(frames.growth(make({"amount": [-5]}), make({"amount": [10]})))
    assert (row["difference"], row["over"], row["under"]) == (15, None, None)
    with pytest.raises(AggregationError, match="units differ, EUR and none"):
        frames.growth(make({"amount": [5]}), make({"amount": [5], "currency": ["EUR"]}))
