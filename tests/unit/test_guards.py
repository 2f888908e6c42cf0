"""What is refused, with which reason, and which word of a relation says that it is meant."""

from __future__ import annotations

import pytest

from lacmigration.checking import check
from lacmigration.errors import RecordError
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.findings import Severity, Verdict
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation
from lacmigration.records import Contribution, Observation
from lacmigration.relations import (
    GUARDS,
    Bound,
    Difference,
    Equation,
    Growth,
    Magnitude,
    Order,
    Partition,
    Percentage,
    Product,
    Ranking,
    Ratio,
    Same,
    Share,
    Total,
    parse_relation,
)

CITATION = Citation("my-report", "page 2")


def fact(text, name="", **context: str):
    """A figure with what is known about it."""
    as_of, period = context.pop("as_of", None), context.pop("period", None)
    date = None if as_of is None else PartialDate.parse(as_of)
    time = None if period is None else Period.parse(period)
    return Fact(id=name, label=name or text, figure=Figure.parse(text), as_of=date, period=time, **context)


def reason(relation, **facts: Fact):
    """Why a relation is not decided; a note, and no more."""
    found = check(relation, facts=facts)
    assert found.verdict is Verdict.UNDECIDED
    assert found.severity is Severity.NOTE
    assert found.explanation == f"Not decided: {found.reason}."
    assert (found.computed, found.stated, found.slack, found.witness, found.power) == (
        None,
        None,
        None,
        (),
        None,
    )
    return found.reason


def test_other_dates():
    parts = [fact("2 persons", "march", as_of="2024-03"), fact("3 persons", "august", as_of="2024-08")]
    assert (
        reason(Total(parts, "5 persons")) == 'dates differ: "march" is as of 2024-03, "august" as of 2024-08'
    )
    assert check(Total(parts, "5 persons", waives=["as-of"])).verdict is Verdict.ENTAILED


@pytest.mark.parametrize(
    "first, second",
    [("2024", "2024-08"), ("2024-08", "2024"), ("2024-08-31", "2024-08"), ("2024", None), (None, "2023")],
)
def test_dates_agree_as_far_as_they_are_known(first, second):
    one, other = fact("5 persons", as_of=first), fact("5 persons", as_of=second)
    assert check(Same(one, other)).verdict.holds


def test_dates_that_each_agree_with_a_third_need_not_agree():
    year, march, august = (fact("5 persons", when, as_of=when) for when in ("2024", "2024-03", "2024-08"))
    for items in ([year, march, august], [march, year, august], [august, march, year]):
        assert reason(Order(items)).startswith("dates differ: ")


def test_growth_is_from_one_date_to_another():
    old, new = fact("100 persons", as_of="2020"), fact("150 persons", as_of="2024")
    assert check(Growth(old, new, "50%")).verdict.holds


def test_a_growth_still_looks_at_the_rest():
    old, new = fact("100 persons", "a", scope="men"), fact("150 persons", "b", scope="women")
    assert reason(Growth(old, new, "50%")) == 'scopes differ: "b" is women, "a" is men'


def test_stock_against_flow():
    stock, flow = (
        fact("4 persons", "living there", measure="stock"),
        fact("1 person", "arrivals", measure="flow"),
    )
    share = Ratio(flow, stock, "25%")
    assert reason(share) == 'a stock ("living there") stands against a flow ("arrivals")'
    assert check(Ratio(flow, stock, "25%", waives=("measure",))).verdict.holds


def test_ranks_and_counts_are_neither_stock_nor_flow():
    stock, rank = fact("4 persons", measure="stock"), fact("4 persons", measure="count")
    assert check(Same(stock, rank)).verdict.holds


def test_pledged_against_paid():
    pledged, paid = fact("USD 5", "promised", flow="pledge"), fact("USD 5", "given", flow="disbursement")
    assert reason(Same(pledged, paid)) == 'flows differ: "promised" is pledge, "given" is disbursement'
    assert check(Same(pledged, paid, waives=["flow"])).verdict.holds


def test_other_scopes():
    region, world = fact("5%", "here", scope="lac"), fact("9%", "everywhere", scope="world")
    assert reason(Bound(region, world)) == 'scopes differ: "here" is lac, "everywhere" is world'
    assert check(Bound(region, world, waives=["scope"])).verdict.holds


def test_what_is_not_said_agrees_with_everything():
    said, silent = fact("USD 5", flow="pledge", scope="lac", measure="flow", as_of="2024"), fact("USD 5")
    assert check(Same(said, silent)).verdict.holds
    assert check(Same(silent, said)).verdict.holds


def test_money_that_came_in_and_went_out_again():
    came, went = fact("USD 4", "to the fund", holder="mptf"), fact("USD 3", "from the fund", giver="mptf")
    expected = 'the same money may be counted twice: "to the fund" went to mptf, "from the fund" came from it'
    assert reason(Total([came, went], "USD 7")) == expected
    assert reason(Total([went, came], "USD 7")) == expected
    assert check(Total([came, went], "USD 7", waives=["double-count"])).verdict.holds


def test_money_counted_twice_within_an_expression():
    facts = {
        "came": fact("USD 4", "came", holder="mptf"),
        "went": fact("USD 3", "went", giver="mptf"),
        "all": fact("USD 14", "all"),
    }
    for text in ('sum(came, went) / all = "50%"', 'came + went = all * "50%"', '(came + went) / "2" <= all'):
        assert reason(parse_relation(text), **facts).startswith("the same money may be counted twice")
    assert check(parse_relation('came - went = "USD 1"'), facts=facts).verdict.holds
    assert check(parse_relation("went < came"), facts=facts).verdict.holds


def test_what_is_taken_away_or_divided_by_is_not_counted():
    facts = {
        "came": fact("USD 5", "came", giver="mx", holder="mptf"),
        "went": fact("USD 2", "went", giver="mptf", holder="iom"),
    }
    for text in ('growth(went, came) = "-60%"', 'went / came = "40%"', "went / came - 0.4 = 0"):
        assert check(parse_relation(text), facts=facts).verdict.holds, text
    for text in ('"USD 7" / (came + went) = "100%"', '"USD 8" - (came + went) = "USD 1"'):
        assert reason(parse_relation(text), **facts).startswith("the same money may be counted twice")


def test_several_who_gave_to_one_fund_are_no_double_count():
    gifts = [fact("USD 4", name, giver=name, holder="mptf") for name in ("de", "us")]
    assert check(Total(gifts, "USD 8")).verdict.holds


def test_a_holder_beside_others_is_still_seen():
    gifts = [
        fact("USD 1", "first", giver="de", holder="mptf"),
        fact("USD 1", "last", giver="mptf", holder="mptf"),
    ]
    expected = 'the same money may be counted twice: "first" went to mptf, "last" came from it'
    assert reason(Total(gifts, "USD 2")) == expected


@pytest.mark.parametrize("guard", GUARDS)
def test_every_guard_can_be_waived_and_alone(guard):
    first = {"as_of": "2020", "period": "2019", "flow": "pledge", "scope": "men", "measure": "stock"}
    second = {"as_of": "2024", "period": "2023", "flow": "disbursement", "scope": "women", "measure": "flow"}
    early = fact("USD 1", "early", base="all", holder="mptf", **first)
    late = fact("USD 1", "late", base="some", giver="mptf", **second)
    others = tuple(one for one in GUARDS if one != guard)
    start = {
        "as-of": "dates differ",
        "base": "bases differ",
        "period": "periods differ",
        "double-count": "the same money may be counted twice",
        "flow": "flows differ",
        "measure": "a stock",
        "scope": "scopes differ",
    }
    assert reason(Total([early, late], "USD 2", waives=others)).startswith(start[guard])
    assert check(Total([early, late], "USD 2", waives=GUARDS)).verdict.holds


def test_a_guard_that_there_is_not():
    with pytest.raises(
        RecordError, match="waives: 'dates' is no guard; write one of as-of, base, double-count, flow"
    ):
        Total(["1"], "1", waives=["dates"])


@pytest.mark.parametrize(
    "relation",
    [
        Total(["12,300 persons", "1 person"], "12,301 persons"),
        Difference("12,300 persons", "300 persons", "12,000 persons"),
        Share("12,300 persons", "24,600 persons", "50%"),
        Ratio("12,300 persons", "2", "6,150 persons"),
        Growth("12,300 persons", "24,600 persons", "doubled"),
        Product(["12,300 persons", "2"], "24,600 persons"),
        Partition(["12,300 persons"], "12,300 persons"),
        Percentage("50%", "12,300 persons"),
        Same("12,300 persons", "12,300 persons"),
        Order(["12,300 persons", "5 persons"]),
        Ranking("12,300 persons", 1, ["5 persons", "6 persons"]),
        Bound("12,300 persons", "15,000 persons"),
        Magnitude("12,300 persons", "15,000 persons"),
        Equation("12,300 persons", "12,300 persons"),
    ],
    ids=lambda relation: type(relation).__name__,
)
def test_more_digits_than_the_declared_precision(relation):
    def in_thousands(one):
        if isinstance(one, tuple):
            return tuple(map(in_thousands, one))
        figure = getattr(getattr(one, "fact", None), "figure", None)
        if figure is None or str(figure) != "12,300 persons":
            return one
        return Figure.parse("12,300 persons", precision=3)

    fields = {name: in_thousands(getattr(relation, name)) for name in type(relation).__match_args__}
    expected = 'excess digits: "12,300 persons" is written finer than its declared precision, 1,000'
    assert reason(type(relation)(**fields)) == expected


@pytest.mark.parametrize(
    "relation, expected",
    [
        (Total(["USD 5", "MXN 5"], "USD 10"), "units clash: USD against MXN"),
        (Total(["USD 5"], "5 persons"), "units clash: USD against person"),
        (Total(["5", "3 persons", "2 households"], "10"), "units clash: person against household"),
        (Same("USD 5", "5"), "units clash: USD against a pure number or percentage"),
        (Same("38%", "38 persons"), "units clash: a pure number or percentage against person"),
        (Ratio("USD 10", "5 persons", "USD 2"), "units clash: USD / person against USD"),
        (Product(["USD 2", "USD 3"], "USD 6"), "units clash: USD^2 against USD"),
        (
            Growth("USD 5", "USD 6", "1 percentage point"),
            "units clash: USD against a pure number or percentage",
        ),
        (Order(["5 persons", "4 households"]), "units clash: person against household"),
        (Ranking("USD 5", 1, ["EUR 4"]), "units clash: USD against EUR"),
        (Magnitude("USD 5", "5 persons"), "units clash: USD against person"),
        (Bound("5 days", "5 years"), "units clash: day against year"),
        (Percentage("5 persons", "10 persons"), "units clash: person against a pure number or percentage"),
        (Percentage("50%", "USD 10"), '"USD 10" is no count of things'),
        (Percentage("50%", "10%"), '"10%" is no count of things'),
        (parse_relation('"USD 2" <= "USD 2" * "USD 3"'), "units clash: USD against USD^2"),
        (parse_relation('"USD 2" + "USD 4" = "USD 2" * "USD 3"'), "units clash: USD against USD^2"),
    ],
)
def test_units_that_do_not_go_together(relation, expected):
    assert reason(relation) == expected


@pytest.mark.parametrize(
    "relation",
    [
        Total(["5 migrants", "3 refugees"], "8 persons"),
        Same("5", "5 persons"),
        Total(["5", "3"], "8 households"),
        Ratio("USD 10", "5 persons", "2 USD/person"),
        Product(["2 USD/person", "5 persons"], "USD 10"),
        Ratio("10 persons", "5 persons", "2"),
        Ratio("5 persons", "10 persons", "50%"),
        Difference("15%", "10%", "5 percentage points"),
    ],
    ids=str,
)
def test_units_that_go_together(relation):
    assert check(relation).verdict.holds


def test_a_part_that_is_missing():
    stated = fact("5")
    silent, dated = (
        Fact(id="a", label="the chart"),
        Fact(id="b", label="the day", date=PartialDate.parse("2024")),
    )
    assert reason(Total(["b.c"], stated)) == 'a part is missing: no record has "b.c"'
    assert reason(Total(["b.*"], stated)) == 'a part is missing: no record matches "b.*"'
    assert reason(Total([silent], stated)) == 'a part is missing: "the chart" states no figure'
    assert reason(Total([dated], stated)) == 'a part is missing: "the day" is a date, not a number'
    assert reason(Same(dated, stated)) == '"5" is a number, "the day" is a date'
    assert reason(Same(dated, silent)) == '"the chart" is not known, "the day" is a date'


@pytest.mark.parametrize(
    "relation, expected",
    [
        (Ratio("5", "0", "1"), 'a denominator may be zero: "0"'),
        (Ratio("5", Figure.exact(0), "1"), 'a denominator is zero: "0"'),
        (Share("5 persons", "0 persons", "1%"), 'a denominator is zero: "0 persons"'),
        (Growth("0 persons", "5 persons", "doubled"), 'a denominator is zero: "0 persons"'),
        (parse_relation('"5" / ("3" - "3") = "1"'), "a denominator may be zero: an expression"),
        (parse_relation('"5" / (3 - 3) = "1"'), "a denominator is zero: an expression"),
    ],
)
def test_what_may_be_divided_by_zero(relation, expected):
    assert reason(relation) == expected


def test_more_than_nothing_is_something():
    found = check(Ratio("5", "more than 0", "10"))
    assert found.verdict is Verdict.COMPATIBLE
    assert dict(found.witness)["more than 0"] > 0


def test_records_bring_their_context():
    pledge, payment = (
        Contribution(
            id=f"my.{flow}", provider="mx", receiver="mptf", figure="USD 5", flow=flow, citation=CITATION
        )
        for flow in ("pledge", "disbursement")
    )
    assert (
        reason(Same(pledge, payment))
        == 'flows differ: "my.pledge" is pledge, "my.disbursement" is disbursement'
    )
    unknown = Contribution(id="my.gift", provider="mx", receiver="mptf", figure="USD 5", citation=CITATION)
    assert check(Same(pledge, unknown)).verdict.holds
    stock, flow = (
        Observation(
            id=f"my.{measure}",
            indicator="migrants",
            area="mx",
            measure=measure,
            figure="5 persons",
            citation=CITATION,
        )
        for measure in ("stock", "flow")
    )
    assert reason(Same(flow, stock)) == 'a stock ("my.stock") stands against a flow ("my.flow")'
