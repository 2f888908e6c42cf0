"""Which columns the functions over tables take, of whatever kind they are, and which they refuse by name."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import lacmigration as lm
from lacmigration import frames
from lacmigration.errors import AggregationError, AmountError, CurrencyMismatchError, FloatError
from lacmigration.frames import Stated


def sums(table: Any, **more: Any) -> dict[Any, Decimal]:
    """The total of each key of the column `key`."""
    answer = frames.total(table, by="key", **more)
    rows = answer.fetchall() if isinstance(answer, duckdb.DuckDBPyRelation) else pa.table(answer).to_pylist()
    return dict(tuple(row.values())[:2] if isinstance(row, dict) else row[:2] for row in rows)


def table(amounts: Any, keys: Any = ("a", "b")) -> pa.Table:
    return pa.table({"key": keys, "amount": amounts})


WIDE = pa.array([Decimal("1.5"), Decimal("2.25")], pa.decimal256(60, 2))
HALVES = pa.array(np.array([1.5, 2], dtype=np.float16))


def test_whole_numbers_of_every_width_are_added_as_they_are():
    for kind in (
        pa.uint8(),
        pa.uint16(),
        pa.uint32(),
        pa.uint64(),
        pa.int8(),
        pa.int16(),
        pa.int32(),
        pa.int64(),
    ):
        bits = kind.bit_width - (not str(kind).startswith("u"))
        most = 2**bits - 1
        assert sums(table(pa.array([most, most], kind), ["a", "a"])) == {"a": 2 * most}


def test_decimals_of_any_width_and_scale_are_added():
    assert sums(table(WIDE)) == {"a": Decimal("1.5"), "b": Decimal("2.25")}
    assert sums(table(WIDE.dictionary_encode())) == {"a": Decimal("1.5"), "b": Decimal("2.25")}
    hundreds = pa.array([Decimal(1200), Decimal(300)], pa.decimal128(5, -2))
    assert sums(table(hundreds)) == {"a": Decimal(1200), "b": Decimal(300)}


def test_a_decimal_too_wide_is_refused_where_it_is_asked_and_only_there():
    large = pa.array([Decimal(10) ** 45], pa.decimal256(60, 2))
    with pytest.raises(AmountError, match=r"row 1, column 'amount': 10{45}\.00 needs more than 38 digits"):
        frames.total(pa.table({"amount": large}))
    beside = pa.table({"amount": [7], "else": large})
    assert frames.total(beside).to_pylist()[0]["amount"] == 7


def test_whole_numbers_of_128_bits_of_polars_are_decimals():
    frame = pl.DataFrame({"key": ["a"], "amount": [2**100]}, schema={"key": pl.String, "amount": pl.Int128})
    assert sums(frame) == {"a": 2**100}
    large = pl.DataFrame({"amount": [10**38]}, schema={"amount": pl.Int128})
    with pytest.raises(AmountError, match="'amount' has a number of more than 38 digits"):
        frames.total(large)


@pytest.mark.parametrize("amounts", [HALVES, pa.array([1.5, 2.0], pa.float32()), pa.array([1.5, 2.0])])
def test_floats_of_every_width_are_refused(amounts: Any):
    with pytest.raises(FloatError, match="is a float, which is not exact"):
        frames.total(table(amounts))


def test_a_pandas_column_of_several_kinds_is_refused_by_name():
    mixed = pd.Series([Decimal("1.5"), 1.5], dtype=object)
    with pytest.raises(FloatError, match=r"row 2, column 'amount': 1\.5 is a float"):
        frames.total(pd.DataFrame({"amount": mixed}))
    for strange in (["1.5", 3], [Decimal("1.5"), Decimal("Infinity")]):
        with pytest.raises(AmountError, match="column 'amount' is no column of one kind"):
            frames.total(pd.DataFrame({"amount": pd.Series(strange, dtype=object)}))
    # What nobody asks for may be anything.
    assert len(frames.total(pd.DataFrame({"amount": [1], "else": pd.Series([object()])}))) == 1


def test_a_column_of_nothing_is_a_column_of_missing_amounts():
    with pytest.raises(AggregationError, match='no amount in 2 rows; say missing="skip"'):
        frames.total(pa.table({"amount": pa.nulls(2)}))
    shares = frames.Share(Stated("given"), Stated("asked"), Stated("share", unit="percent"))
    nothing = pa.table({"given": pa.nulls(1), "asked": [2], "share": [50]})
    (row,) = frames.check(nothing, shares).to_pylist()
    assert (row["verdict"], row["reason"]) == ("undecided", "a part is missing: given")


def test_one_name_of_two_columns_is_refused_and_so_is_none():
    with pytest.raises(AggregationError, match="columns 'amount' and 'amount' are one"):
        frames.total(pd.DataFrame([[1, 2]], columns=["amount", "amount"]))
    with pytest.raises(AggregationError, match="a column has no name"):
        frames.total(pa.table({"": ["x"], "amount": [1]}))


NAMES = [
    'a"b',
    "a b",
    "ça",
    "Ab",
    "a'; DROP TABLE x; --",
    "{x}",
    "lacmigration_frame",
    "a.b",
    "*",
    "a\\b",
    "`q`",
    "a\nb",
    "?",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_column_has_whatever_name_it_has(name: str):
    rows = pa.table({name: ["x", "y", "x"], "amount": ["1.5", "2", "0.5"]})
    assert frames.total(rows, by=name).column(name).to_pylist() == ["x", "y"]
    numbers = rows.rename_columns(["key", name])
    assert sums(numbers, amount=name) == {"x": Decimal("2.0"), "y": Decimal("2.0")}


def test_categories_are_ordered_by_what_they_say():
    kinds = ["b", "a"]
    words = pa.array(["b", "a", "b"]).dictionary_encode()
    enum = pl.DataFrame({"key": ["b", "a", "b"], "amount": [1, 2, 3]}).with_columns(
        pl.col("key").cast(pl.Enum(kinds))
    )
    relation = duckdb.sql(
        "SELECT k::ENUM('b', 'a') AS key, amount FROM (VALUES ('b', 1), ('a', 2), ('b', 3)) t(k, amount)"
    )
    pandas = pd.DataFrame({"key": pd.Categorical(["b", "a", "b"], kinds, ordered=True), "amount": [1, 2, 3]})
    for found in (table([1, 2, 3], words), enum, relation, pandas):
        assert list(sums(found).items()) == [("a", 2), ("b", 4)]


def test_lists_of_a_fixed_length_are_lists():
    fixed = pa.array([["a", "a"], ["a", "b"]], pa.list_(pa.string(), 2))
    assert sums(table([1, 2], fixed)) == {"a": 1, "(unallocated)": 2}


def test_blanks_around_a_number_are_none_of_it():
    texts = pa.array([" 1.50\t", "\u00a02\n"])
    assert sums(table(texts)) == {"a": Decimal("1.5"), "b": Decimal(2)}
    with pytest.raises(AmountError, match=r"row 1, column 'amount': '1 000' is no plain number"):
        frames.total(pa.table({"amount": ["1 000"]}))


time = dt.datetime.fromisoformat


def test_dates_are_compared_by_their_day_and_texts_must_be_dates():
    morning, evening = time("2024-05-17T08:00"), time("2024-05-17T20:00")
    assert frames.total(pa.table({"amount": [1, 2], "as_of": [morning, evening]})).num_rows == 1
    with pytest.raises(AggregationError, match="dates differ, 2024-05-17 and 2024-05-18: say as_of="):
        frames.total(pa.table({"amount": [1, 2], "as_of": [morning, time("2024-05-18")]}))
    # "2024-1" and "2024-11" begin alike, but the one is no date.
    sloppy = pa.table({"amount": [1, 2], "as_of": ["2024-1", "2024-11"]})
    with pytest.raises(AggregationError, match="as_of '2024-1' is no date: write"):
        frames.total(sloppy)
    assert frames.total(sloppy, as_of="any").num_rows == 1
    with pytest.raises(AggregationError, match="period 'FY24' is no period: write"):
        frames.total(pa.table({"amount": [1], "period": ["FY24"]}))
    for period in ("2024", "2023-07/2024-06", "2015/..", "../2019-12-31", " 2024-05-17 "):
        assert frames.total(pa.table({"amount": [1], "period": [period]})).num_rows == 1


def test_times_of_a_zone_are_told_alike_on_every_machine():
    bogota = pa.array([time("2024-05-17T04:30")], pa.timestamp("us", "America/Bogota"))
    (key,) = sums(table([1], bogota))
    assert key.isoformat() == "2024-05-17T04:30:00+00:00"


def ends_of(found: pa.Table) -> tuple[Fraction, Fraction]:
    (row,) = found.to_pylist()
    return tuple(
        Fraction(row[f"strict_{end}"]) / Fraction(row[f"strict_{end}_under"]) for end in ("lo", "hi")
    )


def test_a_text_of_many_digits_beside_one_of_many_decimals_keeps_its_size():
    # 12345678901234567890 is known to a half, 0.123456789 to half a billionth.
    texts = pa.table(
        {"large": ["12345678901234567890"], "fine": ["0.123456789"], "sum": ["12345678901234567890"]}
    )
    found = frames.check(texts, frames.Total([Stated("large"), Stated("fine")], Stated("sum")))
    middle, half = Fraction("12345678901234567890.123456789"), Fraction("0.5000000005")
    assert ends_of(found) == (middle - half, middle + half)


def test_numbers_beyond_the_engine_are_an_error_with_a_name_everywhere():
    most = duckdb.sql("SELECT 340282366920938463463374607431768211455::UHUGEINT AS amount")
    for ask in (lambda: frames.total(most), lambda: frames.ends(most, Stated("amount"))):
        with pytest.raises(AmountError):
            ask()
    fine = pa.table({"amount": pa.array([Decimal("0." + 38 * "3")], pa.decimal128(38, 38))})
    with pytest.raises(AmountError, match="38 decimals leave no digit"):
        frames.total(fine, resolution=1)


def test_a_whole_that_is_not_above_0_has_no_shares():
    for target in (0, -3):
        with pytest.raises(AmountError):
            lm.gap(Decimal(target), [Decimal(5)])
        (row,) = frames.gap(target, pa.table({"amount": [5]})).to_pylist()
        assert (row["missing"], row["over"], row["reached"], row["under"]) == (target - 5, None, None, None)


def test_one_side_in_a_currency_and_the_other_in_none_are_not_compared():
    bare, euros = pa.table({"amount": [5]}), pa.table({"amount": [5], "currency": ["EUR"]})
    for small, ours in (
        (lambda: lm.gap(lm.Money(3, "USD"), [Decimal(5)]), lambda: frames.gap(lm.Money(3, "USD"), bare)),
        (lambda: lm.gap(Decimal(3), [lm.Money(5, "EUR")]), lambda: frames.gap(3, euros)),
        (lambda: lm.growth([Decimal(5)], [lm.Money(5, "EUR")]), lambda: frames.growth(bare, euros)),
    ):
        for ask in (small, ours):
            with pytest.raises(AggregationError, match="units differ"):
                ask()
    with pytest.raises(CurrencyMismatchError, match="currencies differ, EUR and USD"):
        frames.gap(lm.Money(3, "USD"), euros)
    # Who says that currencies are not looked at, is believed.
    assert frames.gap(lm.Money(3, "USD"), bare, currency=None).to_pylist()[0]["missing"] == -2


def test_a_hedge_of_a_column_below_one_reaches_as_far_as_its_last_digit():
    # About 0.1 is 0 to 0.2; about 0.25 is 0.2 to 0.3, because a 5 behind another digit stands for five.
    for number, least, most in (("0.1", "0", "0.2"), ("0.25", "0.2", "0.3")):
        (row,) = frames.ends(pa.table({"share": [number]}), Stated("share", hedge="about")).to_pylist()
        found = [Fraction(row[f"loose_{end}"]) / Fraction(row[f"loose_{end}_under"]) for end in ("lo", "hi")]
        assert found == [Fraction(least), Fraction(most)]
