"""Records become typed tables, and the same records come back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given

import lacmigration as lm
from lacmigration import frames, testing
from lacmigration.errors import ChoiceError, RecordError
from lacmigration.records import RECORD_TYPES

_CITED = lm.Citation("my-report", "page 3", "USD 57.5M")


def _gift(figure: str, **more: object) -> lm.Contribution:
    return lm.Contribution(
        id="my.gift", provider="ie", receiver="mptf", figure=lm.Figure.parse(figure), citation=_CITED, **more
    )


@given(testing.records())
def test_a_record_comes_back_as_it_was(record):
    (back,) = frames.records(frames.of([record]), type(record))
    assert back == record


@pytest.mark.parametrize("table", RECORD_TYPES)
def test_the_bundled_records_come_back_as_they_were(table):
    held = getattr(lm.bundled(), table)
    made = frames.of(held, table)
    assert made.schema == frames.schema(table)
    assert frames.records(made, table) == held


def test_a_registry_gives_all_of_its_tables():
    found = lm.bundled().to_frames()
    assert list(found) == list(RECORD_TYPES)
    assert {name: len(table) for name, table in found.items()} == {
        name: len(getattr(lm.bundled(), name)) for name in RECORD_TYPES
    }


def test_a_figure_is_its_parts_and_the_ends_of_its_intervals():
    # 57.5 million is rounded to 100,000: from 57,450,000 to 57,550,000. "More than" begins at the number and
    # reaches to the next 500,000, for its last digit is a 5 behind another; the loose interval has no end.
    plain, more = frames.of([_gift("USD 57.5M"), _gift("over USD 57.5M")]).to_pylist()
    assert (plain["number"], plain["unit"], plain["exponent"]) == (Decimal(57500000), "USD", 5)
    assert (plain["strict_lo"], plain["strict_hi"], plain["ends_under"]) == (57450000, 57550000, 1)
    assert (more["hedge"], more["strict_lo_open"], more["strict_hi"]) == ("more-than", True, 58000000)
    assert (more["loose_lo"], more["loose_hi"]) == (57500000, None)


def test_thirds_have_ends_over_a_common_denominator():
    # One in three prints what lies from 1/3.5 to 1/2.5, which is from 2/7 to 2/5.
    event = lm.Event(id="my.event", name="Day", figure=lm.Figure.parse("one in three"), citation=_CITED)
    (row,) = frames.of([event]).to_pylist()
    assert (row["strict_lo"], row["strict_hi"]) == (row["ends_under"] * 2 / 7, row["ends_under"] * 2 / 5)


def test_dates_are_texts_with_their_first_and_last_day():
    (row,) = frames.of([_gift("USD 5", as_of="2024-02", period="2020/..")]).to_pylist()
    assert (row["as_of"], row["as_of_first"], row["as_of_last"]) == (
        "2024-02",
        date(2024, 2, 1),
        date(2024, 2, 29),
    )
    assert (row["period"], row["period_first"], row["period_last"]) == ("2020/..", date(2020, 1, 1), None)


def test_what_a_schema_says_of_a_field():
    field = frames.schema("contributions").field("flow")
    assert field.metadata[b"choices"] == b"pledge|commitment|disbursement|unknown"
    assert not frames.schema("contributions").field("provider").nullable
    assert set(frames.schema("contributions", written=True).types) == {pa.string()}


def test_what_makes_no_table_is_refused():
    with pytest.raises(ChoiceError, match="kind='gifts'"):
        frames.schema("gifts")
    with pytest.raises(TypeError, match="no records: say of which kind"):
        frames.of([])
    with pytest.raises(TypeError, match="a table holds records of one type"):
        frames.of([_gift("USD 5"), lm.bundled().cities[0]])
    with pytest.raises(RecordError, match=r"my\.gift: 1000000000000000000000000000000 does not fit"):
        frames.of([_gift("USD 1000000000000000000000000000000")])


def test_faults_of_a_table_are_told_by_row_and_column():
    table = frames.of([_gift("USD 5"), _gift("USD 6")])
    place = table.schema.get_field_index("hedge")
    wrong = table.set_column(place, "hedge", pa.array(["none", "roughly"]))
    with pytest.raises(frames.RowErrors) as caught:
        frames.records(wrong, "contributions")
    (problem,) = caught.value.problems
    assert (problem.line, problem.field, problem.value) == (2, "hedge", "roughly")
    with pytest.raises(frames.RowErrors, match="column 'provider': is missing"):
        frames.records(table.drop_columns(["provider"]), "contributions")
