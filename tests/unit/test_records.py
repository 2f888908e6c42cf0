"""What a field of a record takes, and what it says to the silliest values."""

from __future__ import annotations

import contextlib
from typing import Any

import attrs
import pytest

from lacmigration import records
from lacmigration.errors import FigureError, LacMigrationError, RecordError
from lacmigration.figures import Figure, Hedge, Rounding
from lacmigration.intervals import Interval
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation, Source
from lacmigration.records import Flow, Measure, Observation, Status

HERE = Citation("my-report", "page 2")
GIVEN: dict[str, dict[str, Any]] = {
    "Contribution": {"provider": "mx", "receiver": "my.fund", "figure": "USD 5"},
    "Target": {"fund": "my.fund", "figure": "USD 5"},
    "Country": {"name": "Mexico", "iso2": "MX", "iso3": "MEX", "m49": "484"},
    "Region": {"name": "Andes"},
    "City": {"name": "Lima", "country": "pe"},
    "Organisation": {"name": "A bank", "kind": "development-bank"},
    "Network": {"name": "A network", "kind": "platform"},
    "Membership": {"group": "my.network", "member": "mx"},
    "Office": {"person": "Ana", "title": "Mayor", "body": "lima"},
    "Fund": {"name": "A fund"},
    "Programme": {},
    "Project": {"name": "A project"},
    "Operation": {"name": "Loans"},
    "ThematicArea": {"number": 1, "name": "Data"},
    "Objective": {"number": 23, "name": "Cooperate"},
    "Event": {"name": "A summit"},
    "Strategy": {"name": "A plan"},
    "Initiative": {"name": "A laboratory"},
    "Observation": {"indicator": "people", "measure": "stock", "figure": "5 persons"},
    "Relation": {"expression": "1 = 1"},
    "Discrepancy": {"relation": "my.relation", "verdict": "inconsistent", "reason": "A slip."},
}


def made(kind: str, /, **fields: Any) -> Any:
    return getattr(records, kind)(**({"id": "my.one", "citation": HERE} | GIVEN[kind] | fields))


@pytest.mark.parametrize("kind", GIVEN)
def test_each_type_takes_plain_values(kind):
    assert made(kind).id == "my.one"


def refused(kind: str, /, **fields: Any) -> RecordError:
    with pytest.raises(RecordError) as caught:
        made(kind, **fields)
    return caught.value


@pytest.mark.parametrize(
    "kind, field, value, said",
    [
        ("Observation", "measure", "x", "is not one of stock, flow, share, rank, count, ratio"),
        ("Observation", "measure", None, "is not one of stock"),
        ("Observation", "status", "guess", "is not one of stated, estimate, projection, missing, named"),
        ("Observation", "status", "", "is not one of stated"),
        ("Observation", "status", "missing", "has no figure, but 5 persons is given"),
        ("Observation", "status", "named", "has no figure, but 5 persons is given"),
        ("Observation", "figure", None, 'is not there; write it, or the status "missing"'),
        ("Observation", "indicator", " ", "must not be empty"),
        ("Observation", "base", 5, "5 is not a text; leave it out where there is none"),
        ("Observation", "note", None, "None is not a text"),
        ("Contribution", "flow", "gift", "is not one of pledge, commitment, disbursement, unknown"),
        ("Contribution", "figure", "USD -5", "is negative; an amount given is 0 or more"),
        ("Contribution", "figure", "less than USD 0", "is negative"),
        ("Contribution", "figure", "38%", "is no amount; write a sum of money"),
        ("Contribution", "figure", "doubled", "is no amount"),
        ("Contribution", "figure", "", "must not be empty"),
        ("Contribution", "provider", "", "is not an id"),
        ("Contribution", "earmark", ["a"], "is not a text"),
        ("Target", "figure", "USD -5M", "is negative"),
        ("Programme", "figure", "USD -5M", "is negative"),
        ("Project", "figure", "50%", "is no amount"),
        ("Operation", "figure", "USD -1", "is negative"),
        ("Country", "name", "", "must not be empty"),
        ("Country", "name", None, "must not be empty"),
        ("Country", "iso2", 5, "is no such code"),
        ("Country", "name_es", 5, "is not a text"),
        ("Region", "name", " ", "must not be empty"),
        ("City", "name", "", "must not be empty"),
        ("City", "kind", None, "is not a text"),
        ("Organisation", "kind", "bank", "is not one of government, local-government, multilateral"),
        ("Organisation", "kind", "", "is not one of government"),
        ("Organisation", "roles", ["funding", "cooking"], "'cooking' is not one of funding, accountable"),
        ("Organisation", "aliases", ["", "B"], "'' is not a text, or an empty one"),
        ("Organisation", "aliases", [5], "5 is not a text"),
        ("Membership", "member", "my.network", "is the group itself"),
        ("ThematicArea", "number", 0, "must be 1 or more"),
        ("ThematicArea", "number", "two", "is no whole number"),
        ("ThematicArea", "number", 2.7, "is no whole number"),
        ("ThematicArea", "number", True, "is no whole number"),
        ("Objective", "number", 24, "must lie from 1 to 23"),
        ("Event", "figure", "USD 5", "is no number of things"),
        ("Event", "figure", "-5", "is below 0"),
        ("Event", "figure", "2.5 governments", "is no whole number"),
        ("Strategy", "figure", "38%", "is no number of things"),
        ("Strategy", "figure", "2.5 pillars", "is no whole number"),
        ("Initiative", "url", "example.org", "is no address of a page"),
        ("Discrepancy", "verdict", "wrong", "is not one of questionable, inconsistent, undecided"),
    ],
)
def test_what_a_field_does_not_take(kind, field, value, said):
    error = refused(kind, **{field: value})
    assert said in str(error)
    assert str(error).startswith(field)
    assert error.field == field
    shown = error.value
    assert str(shown) in str(error) or not shown


@pytest.mark.parametrize("field", ["aliases", "roles"])
def test_what_is_no_list_of_texts(field):
    assert "5 is no list of texts" in str(refused("Organisation", **{field: 5}))
    assert "no list of texts" in str(refused("Organisation", **{field: b"ab"}))


def observed(measure: str, figure: Any, **fields: Any) -> Observation:
    return made("Observation", measure=measure, figure=figure, **fields)


@pytest.mark.parametrize(
    "measure, figure, said",
    [
        ("count", "-5", "is below 0, which no count, stock or duration is"),
        ("count", "USD 5", "is no number of things"),
        ("count", "38%", "is no number of things"),
        ("count", "2.5", "is no whole number; of counted things there is one"),
        ("count", "between 2 and 2.5", "is no whole number"),
        ("stock", "USD -5M", "is below 0"),
        ("stock", "less than USD 0", "is below 0"),
        ("duration", "-5", "is below 0"),
        ("rank", "0", "is no rank: the first place is 1, and no place lies between two"),
        ("rank", "-1", "is no rank: the first"),
        ("rank", "2.5", "is no rank: the first"),
        ("rank", "USD 2", "is no rank; write a place"),
        ("rank", "2%", "is no rank; write a place"),
        ("rank", "one in five", "is no rank; write a place"),
        ("share", "101%", "is no share of a whole, which lies between 0% and 100%"),
        ("share", "-1%", "is no share of a whole, which lies"),
        ("share", "more than 100%", "is no share of a whole, which lies"),
        ("share", "5", "is no share of a whole, which lies"),
        ("share", "USD 0.5", "is no share of a whole; write one such as 38%"),
        ("share", "0.5 persons", "is no share of a whole; write one"),
    ],
)
def test_what_a_measure_cannot_be(measure, figure, said):
    error = refused("Observation", measure=measure, figure=figure)
    assert said in str(error)
    assert error.field == "figure"
    assert str(error.value) == figure


@pytest.mark.parametrize(
    "measure, figure",
    [
        ("count", "0"),
        ("count", "over 3 donors"),
        ("count", "2.5 million"),
        ("stock", "USD 0"),
        ("stock", "2.5"),
        ("flow", "USD -5"),  # net migration, for one
        ("share", "100%"),
        ("share", "0%"),
        ("share", "one in five"),
        ("share", "more than 99%"),
        ("growth", "-38%"),
        ("ratio", "250%"),
        ("rank", "1"),
        ("rank", "up to 3"),
    ],
)
def test_what_a_measure_can_be(measure, figure):
    assert str(observed(measure, figure).figure) == figure


def test_a_rank_is_exact_unless_it_is_hedged():
    for stated in ("20", "second", Figure("20", rounding=Rounding.HALF_UP)):
        figure = observed("rank", stated).figure
        assert figure.strict == figure.loose == Interval(figure.number, figure.number)
    among = observed("rank", "up to 3").figure
    assert (among.hedge, among.rounding, among.strict) == (Hedge.AT_MOST, Rounding.UNKNOWN, Interval(2, 3))
    assert observed("ratio", "20").figure.loose == Interval(15, 25)


def test_no_figure_needs_a_reason():
    assert observed("stock", None, status="missing").status is Status.MISSING
    assert observed("rank", None, status="named").figure is None
    assert observed("date", None, as_of="2024").as_of == PartialDate(2024)
    assert observed("date", None, period="2023/2024").figure is None
    assert (
        observed("stock", None, citation=Citation("my-report", "page 2", "several thousand")).figure is None
    )
    assert refused("Observation", measure="date", figure=None).field == "as_of"


def test_words_become_members():
    assert made("Contribution", flow="pledge").flow is Flow.PLEDGE
    assert made("Contribution", flow=Flow.PLEDGE).flow is Flow.PLEDGE
    assert made("Observation", measure=Measure.FLOW, status="estimate").status is Status.ESTIMATE
    assert made("ThematicArea", number=" 3 ").number == 3


@pytest.mark.parametrize(
    "field, value, said",
    [
        ("url", "example.org", "is no address of a page"),
        ("url", None, "is not a text"),
        ("language", "English", "is no code of a language"),
        ("language", "", "is no code of a language"),
        ("licence", 5, "is not a text"),
        ("title", "", "must not be empty"),
    ],
)
def test_what_a_source_does_not_take(field, value, said):
    with pytest.raises(RecordError, match=said) as caught:
        Source(**({"id": "my.report", "title": "A report", "producer": "Somebody"} | {field: value}))
    assert caught.value.field == field


def test_a_citation_holds_text():
    with pytest.raises(RecordError, match="stated 5 is not a text"):
        Citation("my-report", "page 2", 5)  # type: ignore[arg-type]


def test_no_count_of_things_is_below_zero():
    with pytest.raises(FigureError, match="-5 persons cannot be"):
        observed("stock", "-5 persons")


@pytest.mark.parametrize("kind", GIVEN)
@pytest.mark.parametrize("value", [5, None, 2.5, b"x", [], ("a", 5), object()])
def test_nothing_but_an_error_of_the_library_comes_of_any_value(kind, value):
    """Any value in any field: the record is made, or one error of this library comes of it."""
    for field in GIVEN[kind].keys() | {one.name for one in attrs.fields(getattr(records, kind))}:
        with contextlib.suppress(LacMigrationError):
            made(kind, **{field: value})
