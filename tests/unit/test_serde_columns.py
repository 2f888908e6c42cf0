"""Which columns a table has follows from the class of its records."""

from __future__ import annotations

import pytest

from lacmigration.records import RECORD_TYPES, Contribution, Country, Objective, Observation, Source, Strategy
from lacmigration.serde import Column, Kind, columns_of, table_of


def names(record_type):
    return [column.name for column in columns_of(record_type)]


def column(record_type, name) -> Column:
    return next(one for one in columns_of(record_type) if one.name == name)


def test_columns_follow_the_class_and_figures_and_citations_take_several():
    assert names(Contribution) == [
        "id", "provider", "receiver", "flow", "period", "as_of", "earmark", "within", "note", "supersedes",
        "stated", "read_as", "locale", "rounding", "precision", "source", "locator",
    ]  # fmt: skip
    assert names(Country)[-3:] == ["stated", "source", "locator"]
    assert "source" not in names(Source)


@pytest.mark.parametrize(
    "record_type, name, kind",
    [
        (Contribution, "as_of", Kind.DATE),
        (Contribution, "period", Kind.PERIOD),
        (Contribution, "flow", Kind.CHOICE),
        (Contribution, "stated", Kind.FIGURE),
        (Contribution, "locator", Kind.TEXT),
        (Country, "aliases", Kind.TEXTS),
        (Country, "stated", Kind.TEXT),
        (Objective, "number", Kind.NUMBER),
        (Source, "published", Kind.DATE),
    ],
)
def test_kinds(record_type, name, kind):
    assert column(record_type, name).kind is kind


def test_what_a_column_needs_and_names():
    assert column(Contribution, "provider").refers == ("Country", "Organisation", "Fund", "Network")
    assert column(Contribution, "provider").required
    assert column(Contribution, "source").refers == ("Source",)
    assert not column(Contribution, "stated").required
    assert column(Observation, "measure").choices[:2] == ("stock", "flow")
    assert column(Observation, "measure").required
    assert column(Observation, "status").default == "stated"
    assert column(Strategy, "read_as").attribute == "figure"


def test_every_table_has_an_id_first_and_no_column_twice():
    for record_type in RECORD_TYPES.values():
        found = names(record_type)
        assert found[0] == "id"
        assert len(found) == len(set(found))


def test_tables_of_types():
    assert {table_of(record_type): record_type for record_type in RECORD_TYPES.values()} == RECORD_TYPES
    with pytest.raises(TypeError, match="<class 'int'> is no record type"):
        table_of(int)
