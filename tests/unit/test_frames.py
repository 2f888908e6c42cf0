"""What the functions over tables take, what they refuse, and what they say then."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet
import pytest

import lacmigration as lm
from lacmigration import frames
from lacmigration.errors import (
    AggregationError,
    AmountError,
    ChoiceError,
    CurrencyMismatchError,
    DocumentError,
    FloatError,
    MissingExtraError,
)

NINES = Decimal(38 * "9")


def table(**columns: Any) -> pa.Table:
    return pa.table(columns)


def said(kind: type[Exception], ask: Any) -> str:
    with pytest.raises(kind) as caught:
        ask()
    return str(caught.value)


GIFTS = table(
    donor=["ie", "cy", "ie", ""],
    year=pa.array([2023, 2023, 2024, None], pa.int16()),
    amount=["1200.50", " 550 ", "+.25", "7."],
    currency=["USD", "USD", "USD", "USD"],
)


# Sources


def test_importing_the_package_imports_no_engine():
    code = (
        "import sys, lacmigration, lacmigration.frames; "
        "print({'duckdb', 'pyarrow', 'sqlglot', 'pyspark'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_missing_library_names_the_extra(monkeypatch):
    monkeypatch.delitem(sys.modules, "lacmigration.frames._totals", raising=False)
    monkeypatch.delattr(frames, "total", raising=False)
    monkeypatch.setitem(sys.modules, "lacmigration.frames._totals", None)
    with pytest.raises(ModuleNotFoundError):
        _ = frames.total
    monkeypatch.delitem(sys.modules, "lacmigration.frames._totals")
    for name in ("sqlglot", "lacmigration.frames._groups", "lacmigration.frames._sql"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    message = said(MissingExtraError, lambda: frames.total)
    assert message == (
        "working with frames needs sqlglot; install it with: pip install 'lacmigration[frames]'"
    )


def test_a_name_that_there_is_not():
    assert "no attribute 'totals'" in said(AttributeError, lambda: frames.totals)
    assert "total" in dir(frames)


def test_records_are_a_source():
    reg = lm.bundled()
    donors = reg.select("contributions", receiver="mptf", flow="unknown")
    answer = frames.total(donors, amount="number", currency="unit")
    assert answer.column("amount")[0].as_py() == lm.total(donors).value == 57595084
    one = next(iter(donors))
    assert frames.total(iter([one]), amount="number", currency="unit").num_rows == 1


@pytest.mark.parametrize("name, message", [
    ("nothing.parquet", "there is no such file or folder"),
    ("nothing-*.csv", "there is no such file or folder"),
    ("notes.txt", "this is none of .parquet, .pq, .csv"),
    ("empty", "the folder holds no Parquet or CSV files"),
    ("mixed", "Parquet and CSV files together; give one of them"),
    ("broken.parquet", ""),
    ("https://example.org/a.parquet", "this is an address; download the file first"),
])  # fmt: skip
def test_files_that_cannot_be_read(tmp_path: Path, name: str, message: str):
    (tmp_path / "notes.txt").write_text("amount\n1\n", encoding="utf-8")
    (tmp_path / "broken.parquet").write_text("amount\n1\n", encoding="utf-8")
    for folder in ("empty", "mixed"):
        (tmp_path / folder).mkdir()
    (tmp_path / "mixed/a.csv").write_text("amount\n1\n", encoding="utf-8")
    pa.parquet.write_table(GIFTS, tmp_path / "mixed/b.parquet")
    path = name if "://" in name else str(tmp_path / name)
    found = said(DocumentError, lambda: frames.total(path))
    assert message in found
    assert found.startswith(path if name != "mixed" else str(tmp_path))


def test_several_files_are_one_table(tmp_path: Path, monkeypatch):
    (tmp_path / "a.csv").write_text("donor,amount\nie,1.10\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("amount,donor\n2,cy\n,ie\n", encoding="utf-8")
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    answer = frames.total(paths, missing="skip")
    assert answer.fetchall() == [(Decimal("3.10"), 2, 1)]
    monkeypatch.chdir(tmp_path)
    assert frames.total("*.csv", missing="skip").fetchall() == answer.fetchall()


def test_a_file_that_breaks_while_it_is_read_is_named(tmp_path: Path):
    pa.parquet.write_table(table(amount=list(range(100_000))), tmp_path / "whole.parquet")
    whole = bytearray((tmp_path / "whole.parquet").read_bytes())
    whole[4:4000] = bytes(3996)
    (tmp_path / "torn.parquet").write_bytes(whole)
    message = said(DocumentError, lambda: frames.total(tmp_path / "torn.parquet"))
    assert message.startswith(f"{tmp_path / 'torn.parquet'}: ")


def test_what_is_no_table():
    message = said(TypeError, lambda: frames.total(5))
    assert message.startswith("int is no table: pass a pandas, polars or Spark frame")
    with pytest.raises(TypeError):
        frames.total({"amount": [1]})


def test_one_batch_and_anything_that_streams_arrow():
    batch = GIFTS.to_batches()[0]

    class Stream:
        def __arrow_c_stream__(self, schema: Any = None) -> Any:
            return GIFTS.__arrow_c_stream__(schema)

    for source in (batch, Stream()):
        assert frames.total(source).column("amount").to_pylist() == [Decimal("1757.75")]


def test_the_answer_to_a_relation_joins_in_its_own_database():
    with duckdb.connect() as connection:
        connection.register("gifts", GIFTS)
        names = connection.sql("SELECT * FROM (VALUES ('ie', 'Ireland'), ('cy', 'Cyprus')) n(donor, name)")
        sums = frames.total(connection.sql("FROM gifts"), by="donor")
        assert (sums.columns[0], names.columns[0]) == ("donor", "donor")
        joined = connection.sql("SELECT name, amount FROM sums JOIN names USING (donor) ORDER BY name")
        assert joined.fetchall() == [("Cyprus", Decimal("550.00")), ("Ireland", Decimal("1200.75"))]
        assert connection.sql("SHOW TABLES").fetchall() == [("gifts",)]  # nothing is left behind


def test_pandas_columns_that_nobody_asks_for_need_not_fit():
    frame = pd.DataFrame({"amount": [10**30, None, 1], "odd": [object(), 1, "x"], "donor": ["a", "a", "b"]})
    answer = frames.total(frame, by="donor", missing="skip")
    assert answer["amount"].tolist() == [Decimal(10**30), Decimal(1)]
    wide = pd.DataFrame({"amount": [Decimal("1e39"), Decimal(1)]})
    assert said(AmountError, lambda: frames.total(wide)).startswith("row 1, column 'amount': 1000")
    assert "needs more than 38 digits" in said(
        AmountError, lambda: frames.total(pd.DataFrame({"amount": [10**40, 1]}))
    )
    fine = table(amount=pa.array([Decimal("1.5")], pa.decimal256(50, 2)))
    assert frames.total(fine).column("amount").to_pylist() == [Decimal("1.50")]


def test_names_with_any_characters_are_names():
    odd = 'it\'s "a" {column}; DROP TABLE x --'
    answer = frames.total(table(**{odd: ["x"], "am`ount": [1]}), by=odd, amount="am`ount")
    assert answer.to_pylist() == [{odd: "x", "amount": Decimal(1), "records": 1, "missing": 0}]
    twice = table(Year=[1], year=[2], amount=[1])
    assert "columns 'Year' and 'year' are one to the engines" in said(
        AggregationError, lambda: frames.total(twice)
    )


# Amounts


def test_text_is_read_exactly_and_what_is_no_number_is_named():
    assert frames.total(GIFTS, by="donor").to_pylist()[2] == {
        "donor": "(not stated)",
        "currency": "USD",
        "amount": Decimal("7.00"),
        "records": 1,
        "missing": 0,
    }
    cells = table(amount=["1", "n/a", *["1e5"] * 11])
    message = said(AmountError, lambda: frames.total(cells))
    assert message.startswith(
        "row 2, column 'amount': 'n/a' is no plain number; write 12000 or 12000.50; row 3"
    )
    assert message.endswith("; and 2 more")
    long = table(amount=["1", "9" * 70])
    assert "99999'... does not fit" in said(AmountError, lambda: frames.total(long))
    both = table(amount=["1" * 30, "0." + "1" * 30])
    message = said(AmountError, lambda: frames.total(both))
    assert "row 1" in message
    assert "row 2" in message
    zeros = table(amount=["0" * 60 + "1." + "0" * 60])
    assert frames.total(zeros).column("amount").to_pylist() == [Decimal(1)]


@pytest.mark.parametrize("column, shown", [
    (pa.array([None, 0.1]), "0.1 is a float, which is not exact"),
    (pa.array([0.5], pa.float32()), "0.5 is a float, which is not exact"),
    (pa.array([None], pa.float64()), "None is a NoneType"),
    (pa.array([True]), "True is a bool"),
])  # fmt: skip
def test_floats_are_refused(column: pa.Array, shown: str):
    message = said(FloatError, lambda: frames.total(table(amount=column)))
    assert message.startswith("column 'amount' of ")
    assert "CAST(amount AS DECIMAL(18, 2))" in message
    assert shown in message


@pytest.mark.parametrize("kind", [pa.int8(), pa.uint8(), pa.int16(), pa.uint32(), pa.int64(), pa.uint64()])
def test_whole_numbers_of_every_width(kind: pa.DataType):
    most = 2 ** (kind.bit_width - (0 if "u" in str(kind) else 1)) - 1
    answer = frames.total(table(amount=pa.array([most] * 3, kind)))
    assert answer.column("amount").to_pylist() == [Decimal(3 * most)]
    assert answer.schema.field("amount").type == pa.decimal128(38, 0)


def test_numbers_of_128_bits():
    with duckdb.connect() as connection:
        big = connection.sql("SELECT CAST(100000000000000000000000 AS HUGEINT) AS amount")
        assert frames.total(big).fetchall() == [(Decimal(10**23), 1, 0)]
        wide = connection.sql("SELECT CAST('170141183460469231731687303715884105727' AS HUGEINT) AS amount")
        assert "more than 38 digits" in said(AmountError, lambda: frames.total(wide))


def test_a_sum_that_does_not_fit_names_its_group():
    wide = table(donor=["a", "b", "b"], amount=pa.array([1, NINES, 1], pa.decimal128(38, 0)))
    assert said(AmountError, lambda: frames.total(wide, by="donor")) == (
        "column 'amount': a sum needs more than 38 digits, 0 of them behind the point: "
        f"donor=b: 2 rows with amounts up to {NINES:,f}"
    )
    # Each group fits, and the whole of the shares does not.
    parts = table(donor=["a", "b"], amount=pa.array([NINES, 1], pa.decimal128(38, 0)))
    assert frames.total(parts, by="donor").num_rows == 2
    assert "more than 38 digits" in said(AmountError, lambda: frames.shares(parts))


# What is refused


def test_all_reasons_come_together_and_say_how_to_insist():
    rows = table(
        amount=[1, 2, None],
        currency=["USD", "EUR", "USD"],
        flow=["pledge", "commitment", ""],
        as_of=["2024", "2024-03", ""],
        period=["2020/2024", "../2019", None],
        measure=["stock", "flow", "rank"],
    )
    assert said(CurrencyMismatchError, lambda: frames.total(rows)) == (
        'no amount in 1 row; say missing="skip" to leave it out; '
        "currencies differ, EUR and USD: convert to one first, or give the currency in by; "
        'flows differ, commitment and pledge: say flows="any" to add them all the same; '
        'periods differ, 2019-12-31 and 2024-01-01: say periods="any" to add them all the same; '
        'measures differ, flow and stock: say measures="any" to add them all the same'
    )
    free = dict.fromkeys(("flows", "periods", "measures"), "any")
    answer = frames.total(rows, by="currency", missing="skip", **free)  # type: ignore[arg-type]
    assert [row["currency"] for row in answer.to_pylist()] == ["EUR", "USD"]


def test_dates_known_in_part_agree_where_they_can():
    def dated(*days: Any) -> pa.Table:
        return table(amount=[1] * len(days), as_of=days)

    assert frames.total(dated("2024", "2024-02", "2024-02-29", "")).num_rows == 1
    assert "dates differ, 2024-02-31 and 2024-03-01" in said(
        AggregationError, lambda: frames.total(dated("2024-02", "2024-03-01"))
    )
    days = table(amount=[1, 2], as_of=pa.array([0, 1], pa.date32()))
    assert "dates differ, 1970-01-01 and 1970-01-02" in said(AggregationError, lambda: frames.total(days))


def test_amounts_without_a_currency_are_not_added_to_money():
    rows = table(amount=[1, 2, None], currency=["USD", None, "EUR"])
    message = said(AggregationError, lambda: frames.total(rows, missing="skip"))
    assert message == "units differ, USD and none: rows with an amount state no currency"
    assert frames.total(rows, currency=None, missing="skip").column_names == ["amount", "records", "missing"]
    assert "no column 'unit'" in said(AggregationError, lambda: frames.total(rows, currency="unit"))


def test_nothing_to_add_up():
    empty = table(amount=pa.array([], pa.int64()), donor=pa.array([], pa.string()))
    message = "there is nothing to add up, and a sum of nothing has no unit"
    assert said(AggregationError, lambda: frames.total(empty)) == message
    assert said(AggregationError, lambda: frames.rank(empty)) == message
    assert frames.total(empty, by="donor").num_rows == 0
    skipped = table(amount=pa.array([None, 1], pa.int64()), donor=["a", "b"])
    assert said(AggregationError, lambda: frames.total(skipped, by="donor", missing="skip")) == (
        f"donor=a: {message}"
    )
    assert frames.rank(skipped, missing="skip").column("donor").to_pylist() == ["b"]


def test_two_columns_of_currencies():
    rows = table(unit=["USD"], currency=["x"], amount=[1])
    assert "the answer has a column of currencies" in said(
        ChoiceError, lambda: frames.total(rows, by="currency", currency="unit")
    )


def test_an_error_that_is_none_of_ours_stays_what_it_is():
    with duckdb.connect() as connection:
        broken = connection.sql("SELECT error('broken') AS donor, 1 AS amount")
        with pytest.raises(duckdb.Error, match="broken"):
            frames.total(broken, by="donor")


def test_arguments_that_are_none():
    for ask, shown in (
        (lambda: frames.total(GIFTS, missing="drop"), "missing='drop' is no choice; write refuse or skip"),  # type: ignore[arg-type]
        (lambda: frames.total(GIFTS, flows="all"), "flows='all' is no choice; write same or any"),  # type: ignore[arg-type]
        (lambda: frames.total(GIFTS, by=["donor", "donor"]), "each column once"),
        (lambda: frames.total(GIFTS, by="amount"), "the answer has a column 'amount' of its own"),
        (lambda: frames.shares(GIFTS, digits=10), "0 to 9 decimals of a percentage"),
        (lambda: frames.shares(GIFTS, by=[]), "a column, or several"),
        (lambda: frames.rank(GIFTS, by=[]), "a column, or several"),
        (lambda: frames.shares(GIFTS, within="year"), "columns of by, which are donor"),
        (lambda: frames.rank(GIFTS, within="year"), "columns of by, which are donor"),
        (lambda: frames.concentration(GIFTS, top=0), "1 or more groups"),
    ):
        assert shown in said(ChoiceError, ask)
    assert "'overlap' is no argument" in said(TypeError, lambda: frames.total(GIFTS, overlap="any"))  # type: ignore[call-arg]


def test_many_columns_are_not_all_listed():
    wide = table(**{f"c{at:02}": [1] for at in range(40)})
    assert said(AggregationError, lambda: frames.total(wide)).endswith("c29 and 10 more")


# Shares and ranks


def test_a_share_needs_amounts_that_are_not_negative_and_a_whole():
    rows = table(year=[1, 1, 2], donor=["a", "b", "a"], amount=[5, -5, 0])
    assert said(AggregationError, lambda: frames.shares(rows, ["year", "donor"], within="year")) == (
        "year=1: an amount is -5; a share needs amounts that can be 0 or more; "
        "year=1: the whole is 0; nothing has a share of it; year=2: the whole is 0; nothing has a share of it"
    )


def test_currencies_and_flows_in_by_divide_the_whole():
    rows = table(
        donor=["a", "b", "a"], currency=["USD", "USD", "EUR"], flow=["x", "x", "y"], amount=[1, 3, 9]
    )
    answer = frames.shares(rows, ["donor", "currency", "flow"], digits=0).to_pylist()
    assert [(row["donor"], row["currency"], int(row["percent"])) for row in answer] == [
        ("a", "EUR", 100), ("b", "USD", 75), ("a", "USD", 25),
    ]  # fmt: skip
    ranks = frames.rank(rows, ["donor", "currency", "flow"]).column("place").to_pylist()
    assert ranks == [1, 1, 2]


def test_products_that_would_not_fit_are_refused_before():
    wide = table(donor=["a", "b"], amount=pa.array([10**19, 1], pa.decimal128(38, 0)))
    message = said(AmountError, lambda: frames.herfindahl(wide))
    assert message.startswith("the whole, 10,000,000,000,000,000,001 in units of 10^-0, has squares of more")
    fits = table(donor=["a"], amount=pa.array([10**19 - 1], pa.decimal128(38, 0)))
    assert frames.herfindahl(fits).column("over")[0].as_py() == (10**19 - 1) ** 2
    wide = table(donor=["a", "b"], amount=pa.array([10**36, 1], pa.decimal128(38, 0)))
    assert "percentages of more than 38 digits" in said(AmountError, lambda: frames.shares(wide, digits=0))
    assert frames.shares(wide).column("under").to_pylist() == [10**36 + 1] * 2


def test_lists_of_several_keys_are_unallocated():
    rows = table(where=[["co", "pe"], ["co"], ["co", "co"], [], None], amount=[16, 8, 4, 2, 1])
    found = {row["where"]: int(row["amount"]) for row in frames.total(rows, by="where").to_pylist()}
    assert found == {"co": 12, "(not stated)": 3, "(unallocated)": 16}
    assert frames.rank(rows, "where").column("where").to_pylist() == ["co"]


def test_keys_that_are_no_texts_stay_what_they_are():
    found = frames.total(GIFTS, by="year").column("year")
    assert found.to_pylist() == [2023, 2024, None]
    kinds = table(kind=pa.array(["b", None, "a"]).dictionary_encode(), amount=[1, 2, 4])
    assert frames.total(kinds, by="kind").column("kind").to_pylist() == ["a", "b", "(not stated)"]


# Resolutions


def test_place_values_of_rows_and_of_all():
    rows = table(amount=["57500000", "1200"], place=pa.array([Decimal(100_000), Decimal("0.1")]))
    (found,) = frames.total(rows, resolution="place").to_pylist()
    # 57,500,000 to the hundred thousand and 1,200 to the tenth: 50,000.05 on both sides of 57,501,200
    assert (found["lo"], found["hi"]) == (Decimal("57451199.95"), Decimal("57551200.05"))
    (found,) = frames.total(rows, resolution=100).to_pylist()
    assert (found["lo"], found["hi"]) == (Decimal(57501100), Decimal(57501300))


def test_ranks_whose_ends_touch_are_ties_at_best():
    rows = table(donor=["a", "b", "c"], amount=[1, 2, 9])
    found = frames.rank(rows, resolution=1).to_pylist()
    assert [(row["donor"], row["best"], row["worst"]) for row in found] == [
        ("c", 1, 1), ("b", 2, 2), ("a", 2, 3),
    ]  # fmt: skip
    found = frames.rank(rows, resolution=1, descending=False).to_pylist()
    assert [(row["donor"], row["best"], row["worst"]) for row in found] == [
        ("a", 1, 1), ("b", 1, 2), ("c", 3, 3),
    ]  # fmt: skip


@pytest.mark.parametrize("place", [0, -1, Decimal("NaN"), Decimal("1e30")])
def test_place_values_that_are_none(place: Any):
    assert "a place value must be above 0" in said(AmountError, lambda: frames.rank(GIFTS, resolution=place))


def test_place_values_that_are_missing_or_floats():
    rows = table(amount=[5, None], place=pa.array([None, 1], pa.int32()))
    ask = lambda: frames.total(rows, resolution="place", missing="skip")  # noqa: E731
    assert said(AmountError, ask).startswith("column 'place': a place value must be above 0")
    with pytest.raises(FloatError):
        frames.total(GIFTS, resolution=0.5)  # type: ignore[arg-type]


# Two tables


def test_growth_refuses_two_currencies_and_two_engines():
    new = table(donor=["ie"], amount=[3], currency=["EUR"])
    assert said(CurrencyMismatchError, lambda: frames.growth(GIFTS.slice(0, 1), new, by="donor")) == (
        "donor=ie: currencies differ, EUR and USD: convert to one first"
    )
    with pytest.raises(TypeError, match="give a table of targets with donor"):
        frames.gap(5, GIFTS, by="donor")
    assert "frames compute with 38 digits" in said(AmountError, lambda: frames.gap(10**40, GIFTS))
    bare = table(amount=[5])
    assert frames.gap(8, bare).to_pylist()[0]["missing"] == 3
    assert frames.gap(Decimal("0.5"), bare).to_pylist()[0]["missing"] == Decimal("-4.5")
    goals = table(donor=["ie", "cy"], amount=[2000, 500], currency=["USD", "USD"])
    gaps = {row["donor"]: row["missing"] for row in frames.gap(goals, GIFTS, by="donor").to_pylist()}
    assert gaps == {"ie": Decimal("799.25"), "cy": Decimal("-50.00"), "(not stated)": None}


def test_a_mapping_without_amounts_counts():
    answer = frames.mapping(GIFTS, "year", "donor", amount=None)
    assert answer.column_names == ["year", "donor", "records"]
    assert [tuple(row.values()) for row in answer.to_pylist()][:4] == [
        ("2023", "cy", 1), ("2023", "ie", 1), ("2023", "(all)", 2), ("2024", "ie", 1),
    ]  # fmt: skip


def test_polars_and_pandas_keep_decimals():
    assert frames.total(pl.from_arrow(GIFTS)).schema["amount"] == pl.Decimal(38, 2)
    assert str(frames.total(GIFTS.to_pandas())["amount"].dtype) == "decimal128(38, 2)[pyarrow]"
