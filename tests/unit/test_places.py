"""Countries, regions and cities: the codes that they take, and what they refuse."""

from __future__ import annotations

import attrs
import pytest

from lacmigration.errors import RecordError
from lacmigration.places import City, Country, Region
from lacmigration.provenance import Citation

CITED = Citation("iso-3166", "row 1")
COLOMBIA = Country(id="co", name="Colombia", iso2="CO", iso3="COL", m49="170", citation=CITED)
LAC = Region(id="lac", name="Latin America and the Caribbean", citation=CITED)
BOGOTA = City(id="bogota", name="Bogotá", country="co", citation=CITED)


def test_what_a_country_says_when_nothing_else_is_given():
    assert (COLOMBIA.currency, COLOMBIA.name_es, COLOMBIA.name_pt, COLOMBIA.name_fr) == ("", "", "", "")
    assert (COLOMBIA.aliases, COLOMBIA.note, COLOMBIA.supersedes) == ((), "", "")


def test_a_region_and_a_city_have_a_kind():
    assert (LAC.kind, LAC.m49, LAC.parent) == ("geographic", "", "")
    assert (BOGOTA.kind, BOGOTA.country) == ("city", "co")


@pytest.mark.parametrize(
    "field, value, example",
    [
        ("iso2", "co", "CO"),
        ("iso2", "COL", "CO"),
        ("iso2", "", "CO"),
        ("iso2", "CO\n", "CO"),
        ("iso2", "ÑÑ", "CO"),
        ("iso3", "CO", "COL"),
        ("iso3", "Col", "COL"),
        ("m49", "17", "170"),
        ("m49", "1700", "170"),
        ("m49", "", "170"),
        ("m49", "\u0661\u0667\u0660", "170"),
        ("currency", "cop", "COP"),
        ("currency", "COPS", "COP"),
        ("currency", "$", "COP"),
    ],
)
def test_the_codes_of_a_country(field, value, example):
    with pytest.raises(RecordError) as caught:
        attrs.evolve(COLOMBIA, **{field: value})
    assert str(caught.value) == f'{field} {value!r} is no such code; write one like "{example}"'
    assert (caught.value.field, caught.value.value) == (field, value)


def test_a_currency_and_leading_zeros_are_taken():
    found = attrs.evolve(COLOMBIA, currency="COP", m49="032")
    assert (found.currency, found.m49) == ("COP", "032")


def test_a_region_may_have_a_code_but_no_wrong_one():
    assert attrs.evolve(LAC, m49="419").m49 == "419"
    with pytest.raises(RecordError, match="m49 '41' is no such code; write one like \"419\""):
        attrs.evolve(LAC, m49="41")


@pytest.mark.parametrize(
    "record, field",
    [
        (COLOMBIA, "id"),
        (COLOMBIA, "supersedes"),
        (LAC, "id"),
        (LAC, "parent"),
        (LAC, "supersedes"),
        (BOGOTA, "id"),
        (BOGOTA, "country"),
        (BOGOTA, "supersedes"),
    ],
)
def test_what_names_a_record_is_an_id(record, field):
    with pytest.raises(RecordError, match=f"{field} 'Not An Id' is not an id"):
        attrs.evolve(record, **{field: "Not An Id"})


def test_a_city_is_in_a_country_and_a_region_need_not_be_in_another():
    with pytest.raises(RecordError, match="country '' is not an id"):
        attrs.evolve(BOGOTA, country="")
    assert attrs.evolve(LAC, parent="world").parent == "world"


@pytest.mark.parametrize("record", [COLOMBIA, LAC, BOGOTA])
@pytest.mark.parametrize("value", [None, "iso-3166", ("iso-3166", "row 1")])
def test_every_place_is_cited(record, value):
    with pytest.raises(RecordError) as caught:
        attrs.evolve(record, citation=value)
    assert str(caught.value) == f"citation {value!r} is not a Citation: every record says where it stands"


@pytest.mark.parametrize("record", [COLOMBIA, LAC, BOGOTA])
@pytest.mark.parametrize(
    "given, kept",
    [
        ("", ()),
        ("One", ("One",)),
        ("One|Two words", ("One", "Two words")),
        (" One | Two ", ("One", "Two")),
        ("One||Two|", ("One", "Two")),
        (["One", "Two|Three"], ("One", "Two|Three")),
        (("One",), ("One",)),
    ],
)
def test_aliases_as_text_or_as_a_list(record, given, kept):
    assert attrs.evolve(record, aliases=given).aliases == kept


def test_fields_are_given_by_name():
    with pytest.raises(TypeError):
        City("bogota", "Bogotá", "co")
