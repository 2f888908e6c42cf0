"""Which group a record belongs to, by field, by alias, by function, by split."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from lacmigration.errors import AggregationError, ChoiceError
from lacmigration.facts import Fact
from lacmigration.grouping import NOT_STATED, UNALLOCATED, Part, grouped, in_order, keys_of
from lacmigration.provenance import Citation
from lacmigration.records import Contribution, Event, Initiative, Observation, Programme, Project

HERE = Citation("my-report", "table 1")
GIFT = Contribution(
    id="my.gift", provider="mx", receiver="mptf", flow="pledge", figure="USD 3M", citation=HERE
)
BOTH = Programme(
    id="my.both",
    fund="mptf",
    recipients="gt|mx",
    objectives="gcm.objective.9",
    figure="USD 4M",
    citation=HERE,
)


@pytest.mark.parametrize(
    "record, by, keys",
    [
        (GIFT, "donor", ("mx",)),
        (GIFT, "provider", ("mx",)),
        (GIFT, "recipient", ("mptf",)),
        (GIFT, "organisation", ("mx",)),
        (GIFT, "flow", ("pledge",)),
        (GIFT, "source", ("my-report",)),
        (GIFT, "citation.locator", ("table 1",)),
        (GIFT, "currency", ("USD",)),
        (GIFT, "earmark", (NOT_STATED,)),
        (GIFT, "as_of", (NOT_STATED,)),
        (BOTH, "donor", ("mptf",)),
        (BOTH, "recipient", ("gt", "mx")),
        (BOTH, "country", ("gt", "mx")),
        (BOTH, "objective", ("gcm.objective.9",)),
        (BOTH, "area", (NOT_STATED,)),
        (BOTH, "topics", (NOT_STATED,)),
        (Event(id="my.event", name="A forum", place="quito", citation=HERE), "country", ("quito",)),
        (
            Initiative(id="my.work", name="Work", actors="iom|unhcr", citation=HERE),
            "organisation",
            ("iom", "unhcr"),
        ),
        (
            Observation(
                id="my.seen", indicator="x", measure="stock", status="missing", area="co", citation=HERE
            ),
            "area",
            ("co",),
        ),
        (
            Observation(
                id="my.seen", indicator="x", measure="stock", status="missing", area="co", citation=HERE
            ),
            "country",
            ("co",),
        ),
        (
            Observation(id="my.seen", indicator="x", measure="stock", status="missing", citation=HERE),
            "currency",
            (NOT_STATED,),
        ),
        (Project(id="my.project", name="P", funders="idb", citation=HERE), "donor", ("idb",)),
        (GIFT, lambda record: record.figure.number > 5, (True,)),
        (GIFT, lambda _: {"b", "a"}, ("a", "b")),
        (GIFT, lambda _: ["b", "a", "b", ""], ("b", "a")),
        (GIFT, lambda _: (), (NOT_STATED,)),
        (GIFT, lambda _: None, (NOT_STATED,)),
    ],
)
def test_the_groups_of_a_record(record: object, by: object, keys: tuple[object, ...]):
    assert keys_of(record, by) == keys


def test_several_groups_are_a_choice():
    assert grouped([BOTH], "recipient") == {UNALLOCATED: (Part(BOTH),)}
    half = Part(BOTH, Fraction(1, 2))
    assert grouped([BOTH], "recipient", several="equal") == {"gt": (half,), "mx": (half,)}
    with pytest.raises(AggregationError) as caught:
        grouped([BOTH], "recipient", several="refuse")
    assert str(caught.value) == '"my.both" belongs to gt, mx: say several="unallocated" or several="equal"'
    with pytest.raises(
        ChoiceError, match="several='each' is no choice; write unallocated or refuse or equal"
    ):
        grouped([GIFT], "donor", several="each")


def divided(split: str) -> dict[object, Fraction]:
    record = Programme(id="my.both", recipients="gt|mx", split=split, figure="USD 4M", citation=HERE)
    found = grouped([record], "recipient", several="refuse")
    return {key: part.weight for key, parts in found.items() for part in parts}


def test_a_stated_split_is_used():
    assert divided("gt=25%|mx=75%") == {"gt": Fraction(1, 4), "mx": Fraction(3, 4)}
    assert divided("gt=1/3 | mx = 2/3") == {"gt": Fraction(1, 3), "mx": Fraction(2, 3)}
    assert divided("gt=0.4|mx=0.6") == {"gt": Fraction(2, 5), "mx": Fraction(3, 5)}
    assert divided("gt=0|mx=1") == {"mx": Fraction(1)}


def test_a_split_says_nothing_of_other_fields():
    record = Programme(id="my.both", recipients="gt|mx", split="gt=1/2|mx=1/2", topics="a|b", citation=HERE)
    assert list(grouped([record], "topics")) == [UNALLOCATED]


@pytest.mark.parametrize("split", ["gt=0.4|mx=0.4", "gt=1", "gt=0.4|mx=0.3|sv=0.3", "gt=-1|mx=2"])
def test_a_split_that_does_not_fit(split: str):
    with pytest.raises(AggregationError) as caught:
        divided(split)
    shown = " | ".join(split.split("|"))
    assert str(caught.value) == f'"my.both": split {shown} must give shares of gt, mx that add up to 1'


@pytest.mark.parametrize("split", ["gt", "gt=half|mx=half", "gt=1/0|mx=1"])
def test_a_split_that_is_none(split: str):
    with pytest.raises(AggregationError, match=r'is not a share; write "mx=0.5"'):
        divided(split)


def test_every_record_without_the_field_is_named():
    event = Event(id="my.event", name="A forum", citation=HERE)
    with pytest.raises(AggregationError) as caught:
        grouped([event, GIFT, BOTH], "provider")
    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        "\"my.event\" has no 'provider'",
        "\"my.both\" has no 'provider'",
    ]
    with pytest.raises(AggregationError, match=r"a Contribution has .* donor, .* recipient"):
        grouped([GIFT], "country")
    with pytest.raises(AggregationError, match=r"\"3\" has no 'donor': an int has no fields; pass rec"):
        grouped([3], "donor")
    with pytest.raises(AggregationError, match="\"a label\" has no 'donor'"):
        grouped([Fact(id="", label="a label")], "donor")


def test_keys_stand_in_a_stable_order():
    keys = [NOT_STATED, "b", 10, UNALLOCATED, Decimal("2.5"), "a", Fraction(1, 3), 9]
    wanted = [Fraction(1, 3), Decimal("2.5"), 9, 10, "a", "b", NOT_STATED, UNALLOCATED]
    assert in_order(keys) == in_order(reversed(keys)) == wanted
