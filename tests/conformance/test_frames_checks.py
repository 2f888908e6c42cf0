"""Verdicts and intervals over tables are those of single figures, in DuckDB and in Spark."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lacmigration as lm
from lacmigration import frames, testing
from lacmigration.errors import AggregationError, FigureError, FloatError
from lacmigration.figures import Figure, Hedge, Rounding
from lacmigration.frames import Each, Stated

_PARTS = ("exponent", "rounding", "hedge", "scaled", "precision")
_ENDS = [f"{name}_{end}" for name in ("strict", "loose") for end in ("lo", "hi")]


@st.composite
def _figures(draw: Any, unit: str, *, least: int, most: int) -> Figure | None:
    number = draw(testing.decimals(least=least, most=most) | st.integers(max(least, 0), 120).map(Decimal))
    exponent = number.as_tuple().exponent
    if number and exponent >= 0 and draw(st.integers(0, 3)) == 0:
        digits = str(int(number))
        exponent = draw(st.integers(0, len(digits) - len(digits.rstrip("0"))))
    hedge = draw(st.just(Hedge.NONE) | st.sampled_from(Hedge))
    rounding = draw(st.just(Rounding.UNKNOWN) | st.sampled_from(Rounding))
    precision = draw(st.none() | st.none() | st.none() | st.integers(-3, 2))
    scaled = draw(st.integers(0, 3)) == 0
    if draw(st.integers(0, 15)) == 0:
        return None
    try:
        return Figure(
            number,
            unit,
            exponent=exponent,
            hedge=hedge,
            rounding=rounding,
            scaled=scaled,
            precision=precision,
        )
    except FigureError:  # no count is less than 0
        return None


_KINDS = {
    "exponent": pa.int16(), "rounding": pa.string(), "hedge": pa.string(), "scaled": pa.bool_(),
    "precision": pa.int16(),
}  # fmt: skip


def _table(rows: list[tuple[Figure | None, ...]]) -> pa.Table:
    columns: dict[str, Any] = {"row": pa.array(range(len(rows)), pa.int32())}
    for place, figures in enumerate(zip(*rows, strict=True)):
        numbers = [None if one is None else one.number for one in figures]
        columns[f"n{place}"] = pa.array(numbers, pa.decimal128(20, 3))
        for part, kind in _KINDS.items():
            values = [None if one is None else getattr(one, part) for one in figures]
            words = [str(one) if isinstance(one, str) else one for one in values]
            columns[f"{part}{place}"] = pa.array(words, kind)
    return pa.table(columns)


def _stated(place: int, unit: str) -> Stated:
    return Stated(f"n{place}", unit=unit, **{part: Each(f"{part}{place}") for part in _PARTS})


def _value(row: dict[str, Any], name: str) -> Fraction | None:
    return None if row[name] is None else Fraction(row[name]) / Fraction(row[f"{name}_under"])


def _sides(interval: lm.Interval | None) -> list[tuple[Fraction | None, bool]]:
    if interval is None:
        return [(None, False)] * 2
    return [(interval.lo, interval.lo_open), (interval.hi, interval.hi_open)]


def _told(row: dict[str, Any]) -> list[tuple[Fraction | None, bool]]:
    return [(value := _value(row, name), bool(value is not None and row[f"{name}_open"])) for name in _ENDS]


_RELATIONS = {
    "share": (
        frames.Share,
        [("USD", -10, 100), ("USD", -3, 100), ("percent", -20, 130)],
    ),
    "share of persons": (frames.Share, [("persons", 0, 90), ("persons", 0, 90), ("1", 0, 2)]),
    "growth": (frames.Growth, [("USD", -10, 100), ("USD", -10, 100), ("percent", -99, 99)]),
    "growth in times": (frames.Growth, [("km", 0, 20), ("km", -9, 90), ("times", 0, 5)]),
    "growth in points": (
        frames.Growth,
        [("percent", 0, 50), ("percent", 0, 50), ("percentage points", -50, 50)],
    ),
    "partition": (lambda *f: frames.Partition(f), [("percent", -2, 60)] * 2),
    "partition of a column": (lambda *f: frames.Partition(f[:-1], f[-1]), [("USD", -2, 60)] * 3),
    "total": (
        lambda *f: frames.Total(f[:-1], f[-1]),
        [("persons", 0, 3000), ("persons", 0, 300), ("persons", 0, 4000)],
    ),
    "open total": (lambda *f: frames.Total(f[:-1], f[-1], complete=False), [("EUR", -20, 3000)] * 3),
    "total of one": (lambda *f: frames.Total(f[:-1], f[-1]), [("persons", 0, 30), ("1", 0, 30)]),
    "bound": (frames.Bound, [("USD", -3, 30)] * 2),
    "strict bound": (lambda *f: frames.Bound(*f, strict=True), [("percent", -3, 30), ("1", 0, 1)]),
    "same": (frames.Same, [("persons", 0, 30), ("1", 0, 30)]),
    "same share": (frames.Same, [("percent", 0, 3), ("per thousand", 0, 30)]),
    "falling": (lambda *f: frames.Order(f, strict=(True, False)), [("persons", 0, 3000)] * 3),
    "rising": (lambda *f: frames.Order(f, rising=True), [("USD", -3, 3000)] * 3),
    "clashing": (frames.Bound, [("USD", 0, 9), ("1", 0, 9)]),
}


def _case(name: str) -> tuple[Any, Any]:
    make, parts = _RELATIONS[name]
    relation = make(*(_stated(place, unit) for place, (unit, _, _) in enumerate(parts)))
    return relation, st.tuples(*(_figures(unit, least=least, most=most) for unit, least, most in parts))


def _agree(relation: Any, rows: list[tuple[Figure | None, ...]], answers: list[dict[str, Any]]) -> None:
    assert len(answers) == len(rows)
    for figures, answer in zip(rows, answers, strict=True):
        given_ = [lm.Fact(id="", label="missing") if one is None else one for one in figures]
        finding = lm.check(relation.among(given_))
        assert (answer["verdict"], answer["reason"] is None) == (finding.verdict.value, not finding.reason), (
            figures
        )
        if not isinstance(relation, frames.Order):
            expected = _sides(finding.computed) + _sides(finding.computed_loose)
            assert _told(answer) == expected, (figures, answer)


@pytest.mark.parametrize("name", _RELATIONS)
def test_duckdb_decides_as_the_library_does(name):
    relation, rows = _case(name)

    @settings(max_examples=3)
    @given(st.lists(rows, min_size=60, max_size=60))
    def law(found):
        _agree(relation, found, frames.check(_table(found), relation).to_pylist())

    law()


@pytest.mark.parametrize("name", ["share", "total", "falling"])
def test_spark_decides_as_the_library_does(name, spark):
    relation, rows = _case(name)

    @settings(max_examples=1)
    @given(st.lists(rows, min_size=100, max_size=100))
    def law(found):
        frame = spark.createDataFrame(_table(found))
        answers = frames.check(frame, relation).orderBy("row").collect()
        _agree(relation, found, [row.asDict() for row in answers])

    law()


_UNITS = ("1", "percent", "USD", "persons", "per thousand", "times", "USD/person")


@settings(max_examples=2)
@given(
    st.lists(
        st.sampled_from(_UNITS).flatmap(lambda unit: _figures(unit, least=-9999, most=10**6)), min_size=60
    )
)
def test_the_ends_of_any_column_are_those_of_its_figures(found):
    figures = [one for one in found if one is not None]
    columns = {
        "number": pa.array([one.number for one in figures], pa.decimal128(38, 9)),
        "unit": pa.array([one.unit for one in figures], pa.string()),
        **{
            part: pa.array(
                [getattr(one, part) if kind != pa.string() else str(getattr(one, part)) for one in figures],
                kind,
            )
            for part, kind in _KINDS.items()
        },
    }
    answers = frames.ends(pa.table(columns), Stated.of_records()).to_pylist()
    for figure, answer in zip(figures, answers, strict=True):
        assert _told(answer) == _sides(figure.strict) + _sides(figure.loose), figure


_SHARE = frames.Share(
    Stated("given", unit="USD"), Stated("asked", unit="USD"), Stated("share", unit="percent")
)


def test_verdicts_worked_out_by_hand():
    # 57/150 is 38%; 57 out of 152 can be 57.5/151.5 = 37.95...%, at least 56.5/152.5 = 37.05%; 38% is 37.5 to
    # 38.5%. 1/150 is far from 38%. Nothing given of nothing asked is no share.
    table = pa.table(
        {"given": [57, 57, 1, 0, None], "asked": [150, 152, 150, 0, 150], "share": [38, 38, 38, 38, 38]}
    )
    answers = frames.check(table, _SHARE).to_pylist()
    assert [row["verdict"] for row in answers] == [
        "entailed",
        "compatible",
        "inconsistent",
        "undecided",
        "undecided",
    ]
    assert [row["reason"] for row in answers[3:]] == [
        "a denominator may be zero: asked",
        "a part is missing: given",
    ]
    first = answers[0]
    assert (_value(first, "strict_lo"), _value(first, "strict_hi")) == (
        Fraction(113, 301),
        Fraction(115, 299),
    )


def test_an_amount_too_large_for_the_engine_is_decided_by_the_records():
    # 19 of 38 times ten to the thirty-fifth are one half, as are 5 of 10.
    large = 10**35
    kind = pa.decimal128(38, 0)
    table = pa.table(
        {
            "given": pa.array([Decimal(19 * large), Decimal(5)], kind),
            "asked": pa.array([Decimal(38 * large), Decimal(10)], kind),
            "share": [50, 50],
        }
    )
    answers = frames.check(table, _SHARE, ends=False).to_pylist()
    assert [(row["verdict"], row["by"]) for row in answers] == [
        ("entailed", "records"),
        ("compatible", "engine"),
    ]


def test_kinds_of_frames_come_back_as_they_came():
    import pandas as pd
    import polars as pl

    columns = {"given": [57], "asked": [150], "share": [38]}
    for frame in (pd.DataFrame(columns), pl.DataFrame(columns)):
        answer = frames.check(frame, _SHARE, ends=False)
        assert type(answer) is type(frame)
        assert list(answer["verdict"]) == ["entailed"]


def test_text_of_a_file_is_read_digit_by_digit(tmp_path):
    # 57.0 of 150 is 56.95 to 57.05 of 149.5 to 150.5: from 37.84 to 38.16%.
    path = tmp_path / "shares.csv"
    path.write_text("given,asked,share\n57.0,150,38.0\n57,150,38.0\n", encoding="utf-8")
    answers = frames.check(str(path), _SHARE).to_arrow_table().to_pylist()
    assert _value(answers[0], "strict_lo") == Fraction(5695, 15050)
    assert [row["verdict"] for row in answers] == ["compatible", "compatible"]


def test_no_query_knows_a_float(monkeypatch):
    from lacmigration.frames._embedded import Embedded

    asked: list[str] = []
    table = Embedded.table

    def listening(self, query):
        asked.append(query.sql("duckdb"))
        return table(self, query)

    monkeypatch.setattr(Embedded, "table", listening)
    for name in _RELATIONS:
        relation, _ = _case(name)
        figures = [(Figure("5.5", unit),) * 1 for unit, _, _ in _RELATIONS[name][1]]
        frames.check(_table([tuple(one for (one,) in figures)]), relation)
    assert len(asked) > len(_RELATIONS)
    assert not [sql for sql in asked if "DOUBLE" in sql.upper() or "FLOAT" in sql.upper() or "/" in sql]


def test_what_cannot_be_asked_is_refused():
    columns = {"given": [57], "asked": [150], "share": [38]}
    with pytest.raises(AggregationError, match="no column 'share'"):
        frames.check(pa.table({"given": [57], "asked": [150]}), _SHARE)
    with pytest.raises(AggregationError, match="'verdict' would be written over"):
        frames.check(pa.table({**columns, "verdict": ["?"]}), _SHARE)
    with pytest.raises(FloatError, match="column 'share'"):
        frames.check(pa.table({**columns, "share": [38.0]}), _SHARE)
    with pytest.raises(frames.RowErrors, match="row 2, column 'given': has digits after the one for 10\\^0"):
        frames.check(
            pa.table({"given": [Decimal("57.0"), Decimal("57.1")], "asked": [150, 150], "share": [38, 38]}),
            frames.Share(Stated("given", exponent=0, unit="USD"), _SHARE.whole, _SHARE.stated),
        )
    with pytest.raises(frames.RowErrors, match="row 1: -5 persons cannot be"):
        frames.check(
            pa.table({"a": [-5], "b": [3]}),
            frames.Bound(Stated("a", unit="persons"), Stated("b", unit="persons")),
        )
    with pytest.raises(frames.RowErrors, match="column 'h': is none of none, about"):
        frames.ends(pa.table({"a": [5], "h": ["roughly"]}), Stated("a", hedge=Each("h")))
