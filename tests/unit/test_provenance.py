"""Sources, and the places in them."""

from __future__ import annotations

import attrs
import pytest

from lacmigration.errors import RecordError
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation, Source

SOURCE = Source("my-report", "A report", "Me")


def test_a_citation_names_source_and_place():
    found = Citation("my-report", "line 190", "USD 57.5M")
    assert (found.source, found.locator, found.stated) == ("my-report", "line 190", "USD 57.5M")
    assert str(found) == "my-report, line 190"
    assert Citation("my-report", "line 190").stated == ""


def test_a_citation_is_a_value():
    assert Citation("a", "p. 1") == Citation("a", "p. 1")
    assert len({Citation("a", "p. 1"), Citation("a", "p. 1"), Citation("a", "p. 2")}) == 2
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Citation("a", "p. 1").locator = "p. 2"


@pytest.mark.parametrize("value", ["", " ", "\t\n", None, 190, ["line 190"]])
@pytest.mark.parametrize("field", ["locator", "title", "producer"])
def test_what_must_be_filled(field, value):
    whole = Citation("my-report", "line 190") if field == "locator" else SOURCE
    with pytest.raises(RecordError) as caught:
        attrs.evolve(whole, **{field: value})
    assert str(caught.value) == f"{field} must not be empty: every statement says where it stands"
    assert (caught.value.field, caught.value.value) == (field, value)


@pytest.mark.parametrize("value", ["", "My report", None])
def test_a_source_is_named_by_an_id(value):
    with pytest.raises(RecordError, match=r"source .* is not an id"):
        Citation(value, "line 190")
    with pytest.raises(RecordError, match=r"id .* is not an id"):
        attrs.evolve(SOURCE, id=value)


def test_a_source_that_says_no_more():
    assert (SOURCE.published, SOURCE.retrieved) == (None, None)
    assert (SOURCE.url, SOURCE.language, SOURCE.licence, SOURCE.note, SOURCE.supersedes) == (
        "",
        "en",
        "",
        "",
        "",
    )


@pytest.mark.parametrize("field", ["published", "retrieved"])
@pytest.mark.parametrize(
    "given, kept",
    [
        (None, None),
        ("", None),
        ("2024", PartialDate(2024)),
        ("2024-08", PartialDate(2024, 8)),
        (PartialDate(2024, 8, 31), PartialDate(2024, 8, 31)),
        (2024, PartialDate(2024)),
    ],
)
def test_dates_of_a_source(field, given, kept):
    assert getattr(attrs.evolve(SOURCE, **{field: given}), field) == kept


@pytest.mark.parametrize("field", ["published", "retrieved"])
@pytest.mark.parametrize("given", ["31/08/2024", "2024-02-30", "soon", 20240])
def test_dates_that_are_none(field, given):
    with pytest.raises(RecordError):
        attrs.evolve(SOURCE, **{field: given})


def test_a_source_may_take_the_place_of_another():
    assert attrs.evolve(SOURCE, supersedes="my-draft").supersedes == "my-draft"
    with pytest.raises(RecordError, match="supersedes 'My draft' is not an id"):
        attrs.evolve(SOURCE, supersedes="My draft")
