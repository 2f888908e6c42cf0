"""Faults of large tables are found by columns and named by rows; rows become records in batches."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pyarrow.parquet
import pytest

import lacmigration as lm
from lacmigration import frames
from lacmigration.errors import (
    AggregationError,
    ChoiceError,
    CurrencyMismatchError,
    DocumentError,
    FloatError,
)

_AMOUNTS = pa.schema([pa.field("donor", pa.string(), nullable=False), ("amount", pa.decimal128(9, 2))])
_HEADER = "id,provider,receiver,flow,as_of,stated,source,locator"
_ROWS = [
    f"my.gift-{place},ie,mptf,pledge,2024-08,USD {place}.5M,my-report,row {place}" for place in range(1, 4)
]


def _problems(frame, kind):
    with pytest.raises(frames.RowErrors) as caught:
        frames.validate(frame, kind)
    return [(one.line, one.field, one.value) for one in caught.value.problems], caught.value


def test_bad_cells_of_every_kind_of_table_have_their_rows(tmp_path):
    import pandas as pd
    import polars as pl

    columns = {"donor": ["ie", "cy", ""], "amount": ["12.5", "n/a", "12345678.00"]}
    expected = [(2, "amount", "n/a"), (3, "amount", "12345678.00"), (3, "donor", "")]
    table = pa.table(columns)
    pyarrow.parquet.write_table(table, tmp_path / "gifts.parquet")
    (tmp_path / "gifts.csv").write_text("donor;amount\nie;12.5\ncy;n/a\n;12345678.00\n", encoding="utf-8")
    sources = (
        table,
        pd.DataFrame(columns),
        pl.DataFrame(columns),
        tmp_path / "gifts.parquet",
        tmp_path / "gifts.csv",
    )
    for source in sources:
        found, error = _problems(source, _AMOUNTS)
        assert sorted(found) == expected, source
        assert "is no number; write one such as 12000.50" in str(error)
        assert "has too many digits: 7 before the point and 2 behind it fit" in str(error)


def test_rows_are_counted_through_all_batches():
    # 70,000 rows are two batches; the wrong one lies in the second.
    amounts = ["1.00"] * 70_000
    amounts[69_998] = "1,00"
    found, error = _problems(pa.table({"donor": ["ie"] * 70_000, "amount": amounts}), _AMOUNTS)
    assert found == [(69_999, "amount", "1,00")]
    assert "row 69,999, column 'amount'" in str(error)


def test_of_many_faults_the_first_hundred_are_told_and_all_are_counted():
    found, error = _problems(pa.table({"donor": ["ie"] * 5000, "amount": ["x"] * 5000}), _AMOUNTS)
    assert (len(found), error.count) == (100, 5000)
    assert str(error).startswith("5,000 problems found; the first 100 are:")


def test_right_tables_give_the_number_of_their_rows():
    assert (
        frames.validate(pa.table({"donor": ["ie"], "amount": [Decimal("1.50")], "more": [1.5]}), _AMOUNTS)
        == 1
    )
    assert frames.validate(frames.of(lm.bundled().observations), "observations") == len(
        lm.bundled().observations
    )


def test_floats_and_lacking_columns_are_refused():
    with pytest.raises(FloatError, match="column 'amount'"):
        frames.validate(pa.table({"donor": ["ie"], "amount": [1.5]}), _AMOUNTS)
    assert _problems(pa.table({"amount": ["1"]}), _AMOUNTS)[0] == [(0, "donor", "")]
    assert _problems(pa.table({"id": ["x"], "colour": ["red"]}), "cities")[0][-1] == (0, "colour", "")


def test_dates_choices_and_ids_of_written_tables_are_looked_at(tmp_path):
    path = tmp_path / "gifts.csv"
    rows = [
        _ROWS[0],
        _ROWS[1].replace("pledge", "gift").replace("2024-08", "2023-02-29"),
        _ROWS[2].replace("my.", "My "),
    ]
    path.write_text("\n".join([_HEADER, *rows, ""]), encoding="utf-8")
    found, _ = _problems(path, "contributions")
    assert sorted(found) == [(2, "as_of", "2023-02-29"), (2, "flow", "gift"), (3, "id", "My gift-3")]


def test_csv_json_lines_and_parquet_give_the_same_records(tmp_path):
    names = _HEADER.split(",")
    table = pa.table({name: [row.split(",")[place] for row in _ROWS] for place, name in enumerate(names)})
    pyarrow.parquet.write_table(table, tmp_path / "gifts.parquet")
    (tmp_path / "gifts.csv").write_text("\n".join([_HEADER, *_ROWS, ""]), encoding="utf-8")
    lines = [json.dumps(row) for row in table.to_pylist()]
    shaped = json.loads(lines[2]) | {"table": "contributions"}
    citation = {name: shaped.pop(name) for name in ("source", "locator", "stated")}
    lines[2] = json.dumps(shaped | {"figure": citation["stated"], "citation": citation})
    (tmp_path / "gifts.jsonl").write_text("\n".join([*lines, ""]), encoding="utf-8")
    for name in ("gifts.parquet", "gifts.csv", "gifts.jsonl"):
        (found,) = frames.structure(tmp_path / name, "contributions")
        assert [one.id for one in found] == ["my.gift-1", "my.gift-2", "my.gift-3"]
        assert [one.figure.number for one in found] == [1500000, 2500000, 3500000]
        assert found[1].citation == lm.Citation("my-report", "row 2", "USD 2.5M")


def test_rows_that_are_no_records_are_named_when_all_are_read(tmp_path):
    path = tmp_path / "gifts.csv"
    path.write_text(
        "\n".join([_HEADER, _ROWS[0], _ROWS[1].replace("USD 2.5M", "n/a"), "my.x,ie", ""]), encoding="utf-8"
    )
    found = []
    with pytest.raises(frames.RowErrors) as caught:
        found.extend(frames.structure(path, "contributions"))
    assert [len(batch) for batch in found] == [1]
    assert [(one.line, one.field) for one in caught.value.problems] == [(2, "stated"), (3, "")]
    (tmp_path / "bad.jsonl").write_text('{"id": \n[1]\n', encoding="utf-8")
    with pytest.raises(frames.RowErrors, match=r"row 1: is no JSON(.|\n)*row 2: is no object"):
        list(frames.structure(tmp_path / "bad.jsonl", "cities"))
    with pytest.raises(DocumentError, match="there is no such file"):
        list(frames.structure(tmp_path / "none.csv", "cities"))


_CITED = lm.Citation("ecb", "30 August 2024")
_RATES = [
    lm.Rate(base="EUR", quote="USD", value=Decimal("1.25"), date="2024-08-30", citation=_CITED),
    lm.Rate(base="USD", quote="COP", value=Decimal(4000), date="2024-08", citation=_CITED),
]


def _gifts(*rows: tuple[object, ...]):
    return pa.table(
        dict(zip(("amount", "currency", "date"), map(list, zip(*rows, strict=True)), strict=True))
    )


def test_amounts_are_converted_exactly_by_the_rate_of_their_day():
    # EUR 10.01 are USD 12.5125; COP 1,000 are a quarter of a dollar; dollars stay.
    table = _gifts(
        ("10.01", "EUR", "2024-08-30"), ("1000", "COP", "2024-08-02"), ("7", "USD", None), (None, "EUR", None)
    )
    rows = frames.convert(table, _RATES, to="USD").to_pylist()
    values = [
        None
        if row["converted_over"] is None
        else Fraction(row["converted_over"]) / Fraction(row["converted_under"])
        for row in rows
    ]
    assert values == [Fraction("12.5125"), Fraction(1, 4), 7, None]


@pytest.mark.parametrize(
    "rounding,expected",
    [
        ("half-even", ["12.2", "-12.2", "12.4"]),
        ("half-up", ["12.3", "-12.3", "12.4"]),
        ("truncated", ["12.2", "-12.2", "12.3"]),
        ("floor", ["12.2", "-12.3", "12.3"]),
        ("ceiling", ["12.3", "-12.2", "12.4"]),
    ],
)
def test_amounts_are_rounded_as_is_said(rounding, expected):
    # Times 1.25: 9.8 are 12.25, a tie; 9.89 are 12.3625.
    table = _gifts(*((amount, "EUR", "2024-08-30") for amount in ("9.8", "-9.8", "9.89")))
    found = frames.convert(table, _RATES, to="USD", places=1, rounding=rounding)
    assert found.column("converted").to_pylist() == [Decimal(text) for text in expected]


def test_days_without_a_rate_are_refused_and_named_or_take_the_last_one_before():
    table = _gifts((8, "EUR", "2024-09-02"), (8, "EUR", "2024-08-29"))
    with pytest.raises(AggregationError, match=r"EUR on 2024-08-29: there is no rate; EUR on 2024-09-02"):
        frames.convert(table, _RATES, to="USD")
    found = frames.convert(table.slice(0, 1), _RATES, to="USD", missing="before", places=0)
    assert found.column("converted").to_pylist() == [10]
    other = lm.Rate(base="EUR", quote="USD", value=Decimal("1.26"), date="2024-08-30", citation=_CITED)
    with pytest.raises(AggregationError, match="there are 2 rates that differ"):
        frames.convert(_gifts((8, "EUR", "2024-08-30")), [*_RATES, other], to="USD")
    with pytest.raises(ChoiceError, match="places=-1"):
        frames.convert(table.slice(0, 1), _RATES, to="USD", missing="before", places=-1)


def test_constant_prices_are_those_of_the_base_year():
    # Prices rose from 100 to 125: 50 of 2023 are 40 of 2020.
    index = lm.Deflator(currency="USD", base=2020, index={2020: 100, 2023: 125}, citation=_CITED)
    table = pa.table({"amount": [50, 7], "currency": ["USD", "USD"], "year": [2023, 2020]})
    assert frames.constant_prices(table, index, places=2).column("converted").to_pylist() == [40, 7]
    with pytest.raises(AggregationError, match="2021: the index has no value for it"):
        frames.constant_prices(pa.table({"amount": [5], "year": [2021]}), index)
    with pytest.raises(CurrencyMismatchError, match="amounts of EUR cannot be put in constant prices"):
        frames.constant_prices(pa.table({"amount": [5], "currency": ["EUR"], "year": [2020]}), index)


def test_spark_converts_as_duckdb_does(spark):
    table = _gifts(
        ("9.8", "EUR", "2024-08-30"), ("-9.89", "EUR", "2024-08-30"), ("1000", "COP", "2024-08-02")
    )
    frame = spark.createDataFrame([tuple(row.values()) for row in table.to_pylist()], table.column_names)
    found = frames.convert(frame, _RATES, to="USD", places=1).collect()
    assert sorted(row.converted for row in found) == [Decimal("-12.4"), Decimal("0.2"), Decimal("12.2")]
