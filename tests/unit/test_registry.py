"""A registry as a value: what is in it, what answers to a name, what the facts of it are."""

from __future__ import annotations

import attrs
import pytest

from lacmigration.errors import InputErrors, RecordError, UnknownRecordError
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation, Source
from lacmigration.records import (
    RECORD_TYPES,
    City,
    Contribution,
    Country,
    Fund,
    Objective,
    Observation,
    Organisation,
    Programme,
    Relation,
    Strategy,
)
from lacmigration.registry import Origin, Registry
from lacmigration.registry._names import successors

CITED = Citation("my-report", "page 1")
SOURCE = Source(id="my-report", title="A report", producer="Me")
PERU = Country(
    id="pe", name="Peru", name_es="Perú", name_fr="Pérou", iso2="PE", iso3="PER", m49="604", citation=CITED
)
LIMA = City(id="lima", name="Lima", country="pe", aliases=("Ciudad de los Reyes",), citation=CITED)
CUSCO = City(id="cusco", name="Cusco", country="pe", kind="district", citation=CITED)
FUND = Fund(id="fund", name="The Pot", acronym="TP", launched="2019-05", citation=CITED)


def gift(name, **fields: object):
    given = {"provider": "pe", "receiver": "fund", "figure": "USD 5 million", "as_of": "2024-08"} | fields
    return Contribution(id=name, citation=CITED, **given)


BASE = Registry().with_records(
    SOURCE, PERU, LIMA, CUSCO, FUND, gift("my.gift.one"), gift("my.gift.two", flow="pledge")
)


def test_there_is_a_table_for_every_record_type():
    names = [attribute.name for attribute in attrs.fields(Registry) if attribute.init]
    assert names == [*RECORD_TYPES, "superseded", "_places"]


def test_it_holds_its_records_in_order():
    assert BASE.cities == (LIMA, CUSCO)
    assert [record.id for record in BASE] == [
        "my-report",
        "pe",
        "lima",
        "cusco",
        "fund",
        "my.gift.one",
        "my.gift.two",
    ]
    assert len(BASE) == 7
    assert "lima" in BASE
    assert "quito" not in BASE
    assert 7 not in BASE
    assert BASE["lima"] is LIMA
    assert repr(BASE) == "<Registry: 1 sources, 1 countries, 2 cities, 1 funds, 2 contributions>"
    assert repr(Registry()) == "<Registry: empty>"


def test_an_unknown_id_suggests_the_nearest():
    with pytest.raises(UnknownRecordError) as caught:
        BASE["my.gift.won"]
    assert (
        str(caught.value)
        == "no record has the id 'my.gift.won'; perhaps my.gift.two or my.gift.one was meant"
    )
    with pytest.raises(KeyError, match=r"no record has the id 'zzzz'$"):
        BASE["zzzz"]


def test_it_is_equal_and_hashed_by_its_records():
    again = Registry().with_records(*BASE)
    assert again == BASE
    assert hash(again) == hash(BASE)
    assert again != again.with_records(City(id="ica", name="Ica", country="pe", citation=CITED))


def test_nothing_in_it_can_be_set():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        BASE.cities = ()


@pytest.mark.parametrize("text", ["peru", "Perú", "PÉROU", " pe ", "PER"])
def test_a_country_is_found_by_any_of_its_names(text):
    assert BASE.find(text) == (PERU,)


def test_names_are_found_whole_before_they_are_found_in_part():
    assert BASE.find("tp") == BASE.find("the  pot") == (FUND,)
    assert BASE.find("reyes") == (LIMA,)
    assert BASE.find("us") == (CUSCO,)
    assert BASE.find("a") == (SOURCE, LIMA)  # "A report", "Lima", "Ciudad"; not by the id
    assert BASE.find("no such name") == ()
    assert BASE.find("  ") == ()


def test_records_are_selected_by_field():
    assert BASE.select(City, country="pe", kind="district") == (CUSCO,)
    assert BASE.select("cities") == (LIMA, CUSCO)
    assert BASE.select("cities", aliases="Ciudad de los Reyes") == (LIMA,)
    assert [record.id for record in BASE.select(Contribution, flow="pledge")] == ["my.gift.two"]


@pytest.mark.parametrize(
    "table, fields, message",
    [
        ("citys", {}, "'citys' is no table; perhaps cities was meant"),
        ("cities", {"contry": "pe"}, "cities have no field 'contry'; perhaps country was meant"),
    ],
)
def test_a_selection_by_what_is_not_there_is_an_error(table, fields, message):
    with pytest.raises(RecordError) as caught:
        BASE.select(table, **fields)
    assert str(caught.value) == message


def test_records_made_in_python_have_an_origin_too():
    assert BASE.origin("lima") == Origin("(records)", 3)
    assert str(BASE.origin("lima")) == "(records):3"
    assert str(Registry(sources=(SOURCE,)).origin("my-report")) == "(made in Python)"
    with pytest.raises(UnknownRecordError):
        BASE.origin("quito")


def test_a_registry_made_by_hand_is_checked_as_well():
    with pytest.raises(InputErrors) as caught:
        Registry(sources=(SOURCE, SOURCE), cities=(LIMA,))
    assert [str(problem) for problem in caught.value.problems] == [
        '(made in Python): id: my-report: is the id of two records (got "my-report")',
        '(made in Python): country: lima: is the id of no Country (got "pe")',
    ]
    with pytest.raises(InputErrors, match="id: fund: is a Fund, which is no record of the table regions"):
        Registry(regions=(FUND,))
    late = attrs.evolve(LIMA, supersedes="old-lima")
    with pytest.raises(InputErrors, match="is said to be superseded, but no such record was there before"):
        Registry(sources=(SOURCE,), countries=(PERU,), cities=(late,))


def test_what_is_no_record_is_refused():
    with pytest.raises(TypeError, match="is no record: the record types are those of"):
        Registry().with_records(CITED)


FACTS = BASE.with_records(
    Objective(id="my.objective", number=8, name="Save lives", citation=CITED),
    Strategy(
        id="my.strategy",
        name="Plan",
        components=("routes", "rights"),
        period="2020/..",
        figure="two pillars",
        citation=CITED,
    ),
    Programme(id="my.programme", recipients=("pe", "lima"), citation=CITED),
    Observation(
        id="my.stock", indicator="people", measure="stock", scope="adults", status="named", citation=CITED
    ),
    Organisation(id="my.office", name="Office", kind="ngo", citation=CITED),
    Relation(id="my.relation", expression="my.gift.one = my.gift.two", waives="flow", citation=CITED),
).facts


def test_a_fact_carries_its_context():
    fact = FACTS.fact("my.gift.two")
    assert (fact.id, fact.figure.number, fact.flow, fact.giver, fact.holder) == (
        "my.gift.two",
        5_000_000,
        "pledge",
        "pe",
        "fund",
    )
    assert fact.as_of == PartialDate(2024, 8)
    assert FACTS.fact("my.stock").scope == "adults"


@pytest.mark.parametrize(
    "reference, date",
    [
        ("my.gift.one@as-of", "2024-08"),
        ("my.gift.one@as_of", "2024-08"),
        ("fund@launched", "2019-05"),
        ("my.strategy@start", "2020"),
    ],
)
def test_dates_are_facts(reference, date):
    fact = FACTS.fact(reference)
    assert str(fact.date) == date
    assert fact.figure is None
    assert fact.id == reference


@pytest.mark.parametrize(
    "reference, names",
    [
        ("my.strategy@components", ("routes", "rights")),
        ("my.programme@recipients", ("pe", "lima")),
        ("lima@country", ("pe",)),
        ("my.stock@measure", ("stock",)),
        ("my.stock@note", ()),
        ("my.strategy@period", ("2020/..",)),
    ],
)
def test_texts_and_lists_are_facts(reference, names):
    assert FACTS.fact(reference).names == names


def test_numbers_and_figures_are_facts():
    assert FACTS.fact("my.objective@number").figure.strict.is_point
    assert FACTS.fact("my.objective@number").figure.number == 8
    assert FACTS.fact("my.strategy@figure") == FACTS.fact("my.strategy")


@pytest.mark.parametrize("reference", ["my.strategy@end", "my.programme@start", "my.office@established"])
def test_a_date_that_is_not_known_is_a_fact_without_a_value(reference):
    fact = FACTS.fact(reference)
    assert (fact.date, fact.figure, fact.names) == (None, None, None)


@pytest.mark.parametrize(
    "reference", ["nobody", "nobody@name", "lima@start", "lima@nothing", "lima@citation"]
)
def test_what_is_not_there_is_no_fact(reference):
    assert FACTS.fact(reference) is None
    with pytest.raises(KeyError):
        FACTS[reference]


def test_patterns_match_in_the_order_of_the_tables():
    assert [fact.id for fact in FACTS.matching("my.*")] == [
        "my.office",
        "my.gift.one",
        "my.gift.two",
        "my.programme",
        "my.objective",
        "my.strategy",
        "my.stock",
        "my.relation",
    ]
    assert [fact.id for fact in FACTS.matching("my.gift.*")] == ["my.gift.one", "my.gift.two"]
    assert FACTS.matching("nobody.*") == ()


def test_a_pattern_with_a_field_leaves_out_what_holds_nothing():
    assert [fact.id for fact in FACTS.matching("my.*@recipients")] == ["my.programme@recipients"]
    assert [fact.id for fact in FACTS.matching("*@launched")] == ["fund@launched"]
    assert FACTS.matching("my.*@note") == ()


def test_facts_are_a_mapping_of_all_records():
    assert list(BASE.facts) == [record.id for record in BASE]
    assert len(BASE.facts) == 7
    assert BASE.facts["my.gift.one"] is BASE.facts.fact("my.gift.one")
    assert "my.gift.one" in BASE.facts
    assert "my.gift.one@as-of" in BASE.facts


def test_what_took_the_place_of_a_record_leads_on_or_nowhere():
    """The second took the place of the first, and is gone; perhaps a third took its place."""
    second = City(id="second", name="Second", country="pe", citation=CITED, supersedes="first")
    third = City(id="third", name="Third", country="pe", citation=CITED, supersedes="second")
    assert successors([], [second]) == {}
    assert successors([third], [second]) == {"third": third, "second": third, "first": third}
