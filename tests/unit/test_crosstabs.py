"""Who does what where: what stands in a cell, what is counted once, what is added up."""

from __future__ import annotations

import csv
import io

import pytest

from lacmigration.crosstabs import mapping
from lacmigration.errors import AggregationError, ChoiceError, CurrencyMismatchError, UnknownRecordError
from lacmigration.grouping import NOT_STATED
from lacmigration.provenance import Citation
from lacmigration.records import Programme

HERE = Citation("my-report", "table 1")


def programme(name: str, **fields: object) -> Programme:
    return Programme(id=name, citation=HERE, **fields)


ROWS = [
    programme("my.d", area="my.area-2", recipients="mx"),
    programme("my.a", area="my.area-1", recipients="mx", figure="USD 1M"),
    programme("my.b", area="my.area-2", recipients="gt|mx", figure="USD 4M"),
    programme("my.c", area="my.area-2", recipients="gt|mx", split="gt=1/4|mx=3/4", figure="USD 8M"),
    programme("my.e", recipients="gt", figure="USD 2M"),
]


def test_cells_hold_every_record_that_stands_in_them():
    table = mapping(ROWS, "area", "recipient")
    assert table.rows == ("my.area-1", "my.area-2", NOT_STATED)
    assert table.columns == ("gt", "mx")
    assert table.cells == {
        ("my.area-1", "mx"): ("my.a",),
        ("my.area-2", "gt"): ("my.b", "my.c"),
        ("my.area-2", "mx"): ("my.b", "my.c", "my.d"),
        (NOT_STATED, "gt"): ("my.e",),
    }
    assert table.ids("my.area-2", "gt") == ("my.b", "my.c")
    assert table.ids("my.area-1", "gt") == ()
    assert repr(table) == "<Crosstab of 5 records, 3 rows, 2 columns>"


def test_margins_count_a_record_once():
    table = mapping(ROWS, "area", "recipient")
    assert table.count("my.area-2", "gt") + table.count("my.area-2", "mx") == 5
    assert table.count("my.area-2") == 3
    assert table.count(column="mx") == 4
    assert table.count() == 5


def test_only_what_is_known_to_belong_is_added_up():
    table = mapping(ROWS, "area", "recipient")
    assert str(table.total("my.area-2", "mx")) == "USD 6,000,000"  # three quarters of 8; of 4 nobody says
    assert table.unallocated("my.area-2", "mx") == ("my.b",)
    assert str(table.total("my.area-2")) == "USD 12,000,000"
    assert table.total("my.area-2").missing == ("my.d",)
    assert table.unallocated("my.area-2") == ()
    assert str(table.total(column="gt")) == "USD 4,000,000"  # a quarter of 8, and 2
    assert str(table.total()) == "USD 15,000,000"
    assert table.total("my.area-1", "gt") is None
    equal = mapping(ROWS, "area", "recipient", several="equal")
    assert str(equal.total("my.area-2", "mx")) == "USD 8,000,000"
    assert equal.unallocated() == ()


def test_a_cell_without_figures_has_no_total():
    assert mapping(ROWS[:1], "area", "recipient").total() is None


def test_sums_of_cells_refuse_as_totals_do():
    rows = [*ROWS[1:2], programme("my.f", area="my.area-1", recipients="mx", figure="EUR 1M")]
    table = mapping(rows, "area", "recipient")
    with pytest.raises(CurrencyMismatchError):
        table.total("my.area-1")
    with pytest.raises(AggregationError, match="no figure in"):
        mapping(ROWS, "area", "recipient").total("my.area-2", missing="refuse")


def test_the_table_as_texts():
    table = mapping(ROWS, "area", "recipient")
    assert table.to_rows() == [
        ["", "gt", "mx", "all"],
        ["my.area-1", "", "1", "1"],
        ["my.area-2", "2", "3", "3"],
        [NOT_STATED, "1", "", "1"],
        ["all", "3", "4", "5"],
    ]
    assert table.to_rows("ids") == [
        ["", "gt", "mx"],
        ["my.area-1", "", "my.a"],
        ["my.area-2", "my.b|my.c", "my.b|my.c|my.d"],
        [NOT_STATED, "my.e", ""],
    ]
    assert table.to_rows("total")[2] == ["my.area-2", "USD 2,000,000", "USD 6,000,000", "USD 12,000,000"]
    written = io.StringIO()
    csv.writer(written).writerows(table.to_rows())
    assert written.getvalue().splitlines()[2] == "my.area-2,2,3,3"
    assert str(table).splitlines() == [
        "              gt  mx  all",
        "my.area-1          1    1",
        "my.area-2      2   3    3",
        "(not stated)   1        1",
        "all            3   4    5",
    ]


def test_functions_place_records_too():
    table = mapping(ROWS, lambda record: record.id < "my.c", lambda record: len(record.recipients))
    assert table.rows == (False, True)
    assert table.columns == (1, 2)
    assert table.ids(row=True, column=2) == ("my.b",)


def test_bad_input():
    table = mapping(ROWS, "area", "recipient")
    with pytest.raises(UnknownRecordError, match=r"no row 'my.area-9'; there are my.area-1, my.area-2"):
        table.count("my.area-9")
    with pytest.raises(UnknownRecordError, match="no column 'co'; there are gt, mx"):
        table.ids(column="co")
    with pytest.raises(ChoiceError, match="show='sum' is no choice; write count or ids or total"):
        table.to_rows("sum")
    with pytest.raises(AggregationError) as caught:
        mapping(ROWS, "provider", "recipient")
    assert len(caught.value.problems) == 5
    empty = mapping([], "area", "recipient")
    assert (empty.count(), empty.total(), str(empty)) == (0, None, "     all\nall")
