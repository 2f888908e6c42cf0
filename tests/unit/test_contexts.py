"""Shares of different wholes, flows of different periods, what a fund holds in all: each refused."""

from __future__ import annotations

import pytest

from lacmigration.checking import check
from lacmigration.comparisons import gap, growth
from lacmigration.errors import AggregationError
from lacmigration.facts import Fact, apart_in_time
from lacmigration.figures import Figure
from lacmigration.findings import Verdict
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation
from lacmigration.records import Contribution, Observation, Operation, Programme, Target, fact_of
from lacmigration.registry import bundled
from lacmigration.relations import (
    Bound,
    Difference,
    Growth,
    Order,
    Partition,
    Ratio,
    Same,
    Share,
    Total,
    parse_relation,
)
from lacmigration.totals import total

HERE = Citation("my-report", "page 2")


def share(text, name, base=""):
    return Fact(id=name, figure=Figure.parse(text), measure="share", base=base)


def flow(text, name, period=None):
    when = None if period is None else Period.parse(period)
    return Fact(id=name, figure=Figure.parse(text), measure="flow", period=when)


def reason(relation, **facts: Fact):
    found = check(relation, facts=facts)
    assert found.verdict is Verdict.UNDECIDED, found
    return found.reason


WORLD, REGION = share("8%", "world", "world population"), share("62%", "region", "migrants of the region")
WHOLES = 'bases differ: "world" is a share of world population, "region" of migrants of the region'


@pytest.mark.parametrize(
    "relation",
    [
        Total([WORLD, REGION], "70%"),
        Partition([WORLD, REGION]),
        Same(WORLD, REGION),
        Bound(WORLD, REGION),
        Order([WORLD, REGION], rising=True),
        Growth(WORLD, REGION, "-54 percentage points"),
    ],
    ids=lambda relation: type(relation).__name__,
)
def test_shares_of_different_wholes(relation):
    said = reason(relation)
    assert said in {
        WHOLES,
        'bases differ: "region" is a share of migrants of the region, "world" of world population',
    }
    meant = type(relation)(
        **{name: getattr(relation, name) for name in type(relation).__match_args__},
        **({"rising": True} if isinstance(relation, Order) else {}),
        waives=["base"],
    )
    assert check(meant).verdict is not Verdict.UNDECIDED


def test_shares_of_shares_are_shares_of_something_else():
    """8% of the world's people are migrants of the region, 62% of them women: 5% of the world's people."""
    facts = {"world": WORLD, "region": REGION, "all": share("5%", "all", "world population")}
    assert check(parse_relation("world * region = all"), facts=facts).verdict.holds
    assert check(parse_relation("all / world = region"), facts=facts).verdict.holds
    assert check(parse_relation("region / world > 7"), facts=facts).verdict.holds
    assert reason(parse_relation("2 * world <= region"), **facts) == WHOLES
    assert reason(parse_relation("1 - region <= world"), **facts).startswith("bases differ")


def test_one_whole_and_a_whole_that_nobody_names_agree():
    rest = share("92%", "rest", "world population")
    assert check(Partition([WORLD, rest])).verdict.holds
    assert check(Same(WORLD, "8%")).verdict.holds
    assert check(Share("USD 8", "USD 100", WORLD)).verdict.holds


EARLY, LATE = flow("5 persons", "early", "2018"), flow("5 persons", "late", "2019/2020")
TIMES = 'periods differ: "early" is of 2018/2018, "late" of 2019/2020'


@pytest.mark.parametrize(
    "relation",
    [
        Same(LATE, EARLY),
        Total([EARLY, LATE], "10 persons"),
        Difference(EARLY, LATE, "0 persons"),
        Ratio(LATE, EARLY, 1),
    ],
    ids=lambda relation: type(relation).__name__,
)
def test_flows_of_different_periods(relation):
    assert reason(relation) == TIMES
    fields = {name: getattr(relation, name) for name in type(relation).__match_args__}
    assert check(type(relation)(**fields, waives=["period"])).verdict.holds


def test_growth_is_from_one_period_to_another():
    assert check(Growth(EARLY, LATE, "0%")).verdict.holds


@pytest.mark.parametrize("other", ["2018", "2018-01/2018-12", "2018/..", "../2018-12-31", None])
def test_periods_that_can_be_the_same(other):
    assert check(Same(EARLY, flow("5 persons", "other", other))).verdict.holds


@pytest.mark.parametrize("other", ["2018/2019", "2017/2018", "../2017", "2019/.."])
def test_periods_that_share_days_are_not_the_same(other):
    assert reason(Same(EARLY, flow("5 persons", "other", other))).startswith("periods differ")


def test_which_facts_are_furthest_apart_in_time():
    days = [Fact(id=day, as_of=PartialDate.parse(day)) for day in ("2024-05", "2024", "2023-12", "2024-08")]
    apart = apart_in_time(days, "as_of")
    assert apart is not None
    assert [fact.id for fact, _ in apart] == ["2023-12", "2024-08"]
    assert apart_in_time(days[:2], "as_of") is None
    assert apart_in_time([Fact(id="silent")], "period") is None


def test_the_bundled_flows_of_two_periods_are_not_compared():
    found = check(parse_relation("gfmd.deported = gfmd.transit"), facts=bundled().facts)
    assert found.verdict is Verdict.UNDECIDED
    assert found.reason == (
        'periods differ: "gfmd.transit" is of 2015/2015, "gfmd.deported" of 2016-01/2019-10'
    )


def observed(name, text, measure, **more: object):
    return Observation(
        id=name, indicator="x", measure=measure, area="mptf", figure=text, citation=HERE, **more
    )


def test_records_bring_base_and_period():
    said = fact_of(observed("my.share", "5%", "share", base="GDP", period="2018"))
    assert (said.base, str(said.period)) == ("GDP", "2018/2018")
    assert str(fact_of(observed("my.flow", "USD 5", "flow", period="2018")).period) == "2018/2018"
    given = Contribution(
        id="my.gift", provider="mx", receiver="mptf", period="2019/..", figure="USD 5", citation=HERE
    )
    assert str(fact_of(given).period) == "2019/.."
    operations = Operation(id="my.all", name="All", period="2019/..", figure="20 operations", citation=HERE)
    assert str(fact_of(operations).period) == "2019/.."


def test_the_time_in_which_something_runs_is_not_that_of_a_flow():
    runs = Programme(id="my.programme", fund="mptf", period="2020/2022", figure="USD 5", citation=HERE)
    assert fact_of(runs).period is None
    assert fact_of(observed("my.stock", "USD 5", "stock", period="2018")).period is None


def test_records_tell_what_a_fund_holds():
    goal = Target(id="my.goal", fund="mptf", figure="USD 150 million", citation=HERE)
    assert (fact_of(goal).giver, fact_of(goal).holder) == ("", "mptf")
    assert fact_of(observed("my.held", "USD 57.5M", "stock")).holder == "mptf"
    assert fact_of(observed("my.staff", "5 persons", "stock")).holder == ""
    assert fact_of(observed("my.paid", "USD 5", "flow")).holder == ""
    runs = Programme(id="my.programme", fund="mptf", figure="USD 5", citation=HERE)
    assert (fact_of(runs).giver, fact_of(runs).holder) == ("mptf", "")


def test_what_a_fund_holds_and_what_came_into_it_are_the_same_money():
    facts = bundled().facts
    twice = 'the same money may be counted twice: "mptf.mobilised" is all that mptf holds, and so holds '
    for text in (
        'mptf.mobilised + sum(mptf.donor.*) = "USD 115M"',
        'sum(mptf.donor.*, mptf.mobilised) = "USD 115M"',
    ):
        found = check(parse_relation(text, waives=["as-of", "measure"]), facts=facts)
        assert found.reason == twice + '"mptf.donor.germany"'
    spent = check(parse_relation('mptf.mobilised + mptf.programme.ecuador = "USD 60M"'), facts=facts)
    assert spent.reason.endswith(' went to mptf, "mptf.programme.ecuador" came from it')
    both = check(parse_relation('mptf.mobilised + mptf.target = "USD 207.5M"'), facts=facts)
    assert both.reason == twice + '"mptf.target"'
    meant = parse_relation('mptf.mobilised + mptf.target = "USD 207.5M"', waives=["double-count"])
    assert check(meant, facts=facts).verdict.holds


def refused(*records: object):
    with pytest.raises(AggregationError) as caught:
        total(records)
    return caught.value.problems


def gift(name, **more: object):
    return Contribution(id=name, provider=name, receiver="mptf", figure="USD 5", citation=HERE, **more)


def test_totals_refuse_periods_bases_and_what_is_held_in_all():
    early, late = gift("mx", period="2018"), gift("ie", period="2019")
    assert refused(early, late) == (
        'periods differ, "mx" is of 2018/2018, "ie" of 2019/2019: say periods="any" to add them all the same',
    )
    assert total([early, late], periods="any").value == 10
    assert refused(WORLD, REGION) == (
        (
            'bases differ, "region" is a share of migrants of the region, "world" is a share of world '
            'population: say bases="any" to add them all the same'
        ),
    )
    assert total([WORLD, REGION], bases="any").value == 70
    held = observed("held", "USD 10", "stock")
    assert refused(held, gift("mx"), gift("ie")) == (
        (
            'the same money may be counted twice, "held" is all that mptf holds, and so holds "ie" and 1 '
            'other; say overlaps="any" to add both'
        ),
    )
    assert total([held, gift("mx")], overlaps="any").value == 15
    assert total([held]).value == 10


def test_differences_may_be_of_two_periods():
    assert growth([gift("mx", period="2018")], [gift("mx", period="2019")]).value == 0
    goal = Target(id="my.goal", fund="mptf", figure="USD 150", citation=HERE)
    assert gap(goal, [gift("mx"), gift("ie")]).missing.value == 140
