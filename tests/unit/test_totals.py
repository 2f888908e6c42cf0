"""What adds up, to how much, and what is refused with which words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from lacmigration.amounts import Amount, amount_of
from lacmigration.checking import check
from lacmigration.errors import (
    AggregationError,
    AmountError,
    ChoiceError,
    CurrencyMismatchError,
    FloatError,
    RecordError,
)
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Hedge
from lacmigration.intervals import Interval
from lacmigration.money import Money
from lacmigration.provenance import Citation
from lacmigration.records import Contribution, Flow, Network, Observation, Programme
from lacmigration.relations import Equation, Same
from lacmigration.totals import total

HERE = Citation("my-report", "table 1", "USD 3M")

# The table of the Fund, added up by hand row by row: after Germany and the United States 29,569,912;
# Denmark 36,158,015; the United Kingdom 42,434,000; France 46,283,601; the Netherlands 50,064,601; Norway
# 53,841,293; Spain 54,923,596; Sweden 55,861,755; Portugal 56,471,958; Mexico 57,021,958; the Philippines
# 57,188,360; the Methodists 57,338,360; Bosch 57,401,481; Ireland 57,457,050; Cyprus 57,496,770; Luxembourg
# 57,523,077; Thailand 57,548,077; Türkiye 57,568,077; Bangladesh 57,580,084; Morocco 57,590,084; Azerbaijan:
ALL_DONORS = 57_595_084
DONORS = {
    "de": 19_569_912,
    "us": 10_000_000,
    "dk": 6_588_103,
    "gb": 6_275_985,
    "fr": 3_849_601,
    "nl": 3_781_000,
    "no": 3_776_692,
    "es": 1_082_303,
    "se": 938_159,
    "pt": 610_203,
    "mx": 550_000,
    "ph": 166_402,
    "umcor": 150_000,
    "bosch": 63_121,
    "ie": 55_569,
    "cy": 39_720,
    "lu": 26_307,
    "th": 25_000,
    "tr": 20_000,
    "bd": 12_007,
    "ma": 10_000,
    "az": 5_000,
}


def gift(name: str, figure: object = "USD 3M", **fields: object) -> Contribution:
    fields = {"provider": "mx", "receiver": "mptf", "citation": HERE, **fields}
    return Contribution(id=name, figure=figure, **fields)


def donors() -> list[Contribution]:
    """Written to the dollar."""
    return [
        gift(f"mptf.donor.{who}", Figure(amount, "USD", precision=0), provider=who)
        for who, amount in DONORS.items()
    ]


def test_the_donors_of_the_fund():
    whole = total(donors())
    assert whole.money == Money(ALL_DONORS, "USD")
    assert whole.strict == whole.loose == Interval(ALL_DONORS - 11, ALL_DONORS + 11)  # 22 halves to each side
    assert (whole.unit, whole.hedge, whole.resolution) == ("USD", Hedge.NONE, 1)
    assert len(whole.parts) == len(whole.ids) == 22
    assert whole.citations == (HERE,)
    assert repr(whole) == "<Amount USD 57,595,084 of 22 parts>"


def test_a_total_stands_in_a_relation_wherever_a_figure_does():
    whole = total(donors())
    assert check(Same(whole, "USD 57.5M")).verdict == "inconsistent"  # 57,595,073 is over 57,550,000
    assert check(Same(whole, "USD 57.6M")).verdict == "entailed"
    assert check(Same("USD 57.6M", whole)).verdict.holds
    finding = check(Same(whole, "USD 57,595,090"))
    assert finding.verdict == "compatible"
    assert len(finding.witness) == 23
    assert check(Same(total([donors()[0]]), "USD 19.57M")).verdict == "entailed"


def test_parts_of_records_stand_in_relations_too():
    both = Programme(id="my.both", recipients="gt|mx|sv", figure="USD 4M", citation=HERE)
    third = total([both], by="recipient", several="equal")["mx"]
    assert third.nominal == Fraction(4_000_000, 3)
    assert third.strict == Interval(Fraction(3_500_000, 3), Fraction(4_500_000, 3))
    assert str(third) == "USD about 1,333,333.33"
    assert third.money is None
    assert check(Same(third, "USD 1.3M")).verdict == "compatible"
    assert check(Same(third, "USD 1.6M")).verdict == "inconsistent"  # 1.55 is over 1.5


def test_one_record_in_two_versions_is_two_unknowns_in_a_relation():
    old, new = gift("my.gift", "USD 3M"), gift("my.gift", "USD 5M")
    pair = total([old, new], overlaps="any")
    assert check(Equation(pair, "USD 8M")).verdict.holds
    assert pair.strict == Interval(7_000_000, 9_000_000)


def test_one_record_twice_is_one_unknown():
    twice = total([gift("my.gift"), gift("my.gift")], overlaps="any")
    assert twice.strict == Interval(5_000_000, 7_000_000)
    assert twice.ids == ("my.gift",)


def test_units_are_named_as_most_parts_name_them():
    assert total(["3 migrants", "4 persons", "5 persons"]).unit == "persons"
    assert str(total(["3 migrants", "4 persons", "5 persons"])) == "12 persons"
    assert total(["3 persons", "4"]).unit == "persons"
    assert total(["3", "4"]).unit == "1"
    assert str(total(["3", "4"])) == "7"
    assert total(["3 persons", "4 migrants"]).unit == "migrants"


def test_percentages_add_up_in_percent():
    parts = total(["33.3%", "33.3%", "33.3%"])
    assert (parts.value, str(parts), parts.resolution) == (Decimal("99.9"), "99.9%", Decimal("0.1"))
    assert parts.strict == Interval("0.9975", "1.0005")


@pytest.mark.parametrize(
    "texts, hedge",
    [
        (["USD 1M", "USD 2M"], Hedge.NONE),
        (["more than USD 1M", "USD 2M"], Hedge.MORE_THAN),
        (["more than USD 1M", "at least USD 2M"], Hedge.ABOUT),
    ],
)
def test_the_hedge_of_a_sum(texts: list[str], hedge: Hedge):
    assert total(texts).hedge is hedge


def test_a_hedge_taken_away_points_nowhere():
    more = amount_of("more than USD 1M")
    assert Amount(tuple(term.times(Fraction(-1)) for term in more.terms), "USD").hedge is Hedge.ABOUT


def test_an_open_hedge_leaves_the_sum_open():
    found = total(["more than USD 5 million", "USD 1 million"])
    assert found.strict == Interval(5_500_000, 7_500_000, lo_open=True, hi_open=True)
    assert found.loose == Interval(5_500_000, None, lo_open=True)


def test_money_facts_and_numbers_add_up():
    found = total([Money("10.50", "USD"), Fact(id="my.fact", figure=Figure(2, "USD")), amount_of("USD 3")])
    assert found.money == Money("15.50", "USD")
    assert total([2, Decimal("0.5")]).value == Decimal("2.5")


def test_rounding_to_minor_units_is_half_to_even():
    assert total([Money("0.125", "USD")]).in_minor_units() == Money("0.12", "USD")
    assert total([Money("0.375", "USD")]).in_minor_units() == Money("0.38", "USD")
    assert total([Money("0.5", "CLP")]).in_minor_units() == Money(0, "CLP")
    huge = total([Money(10**60 + 1, "USD"), Money("0.01", "USD")])
    assert str(huge.in_minor_units().amount) == f"{10**60 + 1}.01"
    with pytest.raises(AmountError, match="12 persons is no money"):
        total(["12 persons"]).in_minor_units()


# Groups


def test_totals_by_donor():
    rows = [gift("my.a", "USD 1M", provider="mx"), gift("my.b", "USD 2M"), gift("my.c", provider="cl")]
    found = total(rows, by="donor")
    assert {key: str(amount) for key, amount in found.items()} == {
        "cl": "USD 3,000,000",
        "mx": "USD 3,000,000",
    }
    assert list(found) == ["cl", "mx"]


def test_each_group_answers_for_itself():
    rows = [
        gift("my.a", "USD 1M"),
        gift("my.b", "EUR 2M", provider="ie"),
        gift("my.c", "EUR 3M", provider="ie"),
    ]
    assert str(total(rows, by="currency")["EUR"]) == "EUR 5,000,000"
    rows += [gift("my.d", "EUR 1M"), gift("my.e", "EUR 1M", provider="th", flow="pledge")]
    rows += [gift("my.f", "EUR 1M", provider="th", flow="commitment")]
    with pytest.raises(CurrencyMismatchError) as caught:
        total(rows, by="donor")
    assert str(caught.value) == (
        'mx: currencies differ, "my.d" in EUR and "my.a" in USD: convert to one first; th: flows differ, '
        '"my.f" is commitment, "my.e" is pledge: say flows="any" to add them all the same'
    )
    with pytest.raises(AggregationError, match=r"^th: flows differ"):
        total(rows[4:], by="donor")


# Refusals


def refused(rows: list[object], **meant: str) -> tuple[str, ...]:
    with pytest.raises(AggregationError) as caught:
        total(rows, **meant)
    return caught.value.problems


def test_two_currencies():
    with pytest.raises(CurrencyMismatchError) as caught:
        total([gift("my.a", "USD 1M"), gift("my.b", "EUR 1M"), gift("my.c", "EUR 1M")])
    assert str(caught.value) == 'currencies differ, "my.b" in EUR and "my.a" in USD: convert to one first'


def test_two_kinds_of_things():
    assert refused(["USD 5M", "12 persons"]) == ('units differ, "12 persons" in persons and "USD 5M" in USD',)
    assert refused(["USD 5M", "12"]) == ('units differ, "12" in 1 and "USD 5M" in USD',)
    assert refused(["12 persons", "3 households", "4"]) == (
        'units differ, "12 persons" in persons and "3 households" in households and "4" in 1',
    )


def test_flows():
    rows = [gift("my.a", flow=Flow.PLEDGE), gift("my.b", flow=Flow.DISBURSEMENT), gift("my.c")]
    assert refused(rows) == (
        'flows differ, "my.b" is disbursement, "my.a" is pledge: say flows="any" to add them all the same',
    )
    assert total(rows, flows="any").money == Money(9_000_000, "USD")
    assert total(rows[1:]).money == Money(6_000_000, "USD")  # an unknown flow agrees with any


def test_dates():
    rows = [gift("my.a", as_of="2024"), gift("my.b", as_of="2024-08"), gift("my.c")]
    assert total(rows).money == Money(9_000_000, "USD")  # 2024 can mean August
    rows.append(gift("my.d", as_of="2024-09"))
    shown = 'dates differ, "my.b" is as of 2024-08, "my.d" as of 2024-09'
    assert refused(rows) == (f'{shown}: say as_of="any" to add them all the same',)
    assert total(rows, as_of="any").money == Money(12_000_000, "USD")


def seen(name: str, figure: str, **fields: object) -> Observation:
    fields = {"indicator": "migrants", "measure": "stock", "citation": HERE, **fields}
    return Observation(id=name, figure=figure, **fields)


def test_stocks_and_flows_and_scopes():
    rows = [
        seen("my.a", "5 persons"),
        seen("my.b", "7 persons", measure="flow"),
        seen("my.c", "1 person", measure="count"),
    ]
    assert refused(rows) == (
        'measures differ, "my.b" is flow, "my.a" is stock: say measures="any" to add them all the same',
    )
    assert total(rows, measures="any").value == 13
    rows = [seen("my.a", "5 persons", scope="region"), seen("my.b", "7 persons", scope="world")]
    assert refused(rows) == (
        'scopes differ, "my.a" is region, "my.b" is world: say scopes="any" to add them all the same',
    )
    assert total(rows, scopes="any").value == 12


def test_the_same_money_given_on():
    rows = [gift("my.a"), gift("my.b", provider="ie"), gift("my.on", provider="mptf", receiver="my.works")]
    hint = '; say overlaps="any" to add both'
    twice = "the same money may be counted twice, "
    assert refused(rows) == (f'{twice}"my.a" and 1 other went to mptf and "my.on" came from it{hint}',)
    assert total(rows, overlaps="any").money == Money(9_000_000, "USD")
    fund = Programme(id="my.programme", fund="mptf", figure="USD 1M", citation=HERE)
    assert refused([gift("my.a"), fund]) == (
        f'{twice}"my.a" went to mptf and "my.programme" came from it{hint}',
    )
    paid = Programme(id="my.programme", funders="mx|cl", figure="USD 1M", citation=HERE)
    assert refused([gift("my.a", receiver="cl"), paid]) == (
        f'{twice}"my.a" went to cl and "my.programme" came from it{hint}',
    )
    assert refused([gift("my.a", receiver="my.programme"), paid]) == (
        f'{twice}"my.a" went to "my.programme"{hint}',
    )


def test_giving_to_oneself_is_no_second_counting():
    assert total([gift("my.a", provider="mptf")]).money == Money(3_000_000, "USD")


def test_one_within_another_or_in_its_place_or_there_twice():
    hint = '; say overlaps="any" to add both'
    assert refused([gift("my.a"), gift("my.part", within="my.a")]) == (f'"my.part" is part of "my.a"{hint}',)
    assert refused([gift("my.a"), gift("my.new", supersedes="my.a")]) == (
        f'"my.new" takes the place of "my.a"{hint}',
    )
    assert refused([gift("my.a"), gift("my.a")]) == (f'"my.a" is there 2 times{hint}',)
    assert refused([total([gift("my.a")]), gift("my.a")]) == (f'"my.a" is there 2 times{hint}',)
    assert total([gift("my.part", within="my.a"), gift("my.b")]).money == Money(6_000_000, "USD")


def test_missing_figures():
    bare = Programme(id="my.programme", citation=HERE)
    assert refused([gift("my.a"), bare]) == (
        'no figure in "my.programme"; say missing="skip" to leave it out',
    )
    found = total([gift("my.a"), bare], missing="skip")
    assert found.missing == ("my.programme",)
    assert repr(found) == "<Amount USD 3,000,000 of 1 part, 1 missing>"
    assert total([found, gift("my.b")], missing="skip").missing == ("my.programme",)
    network = Network(id="my.network", name="A network", kind="network", citation=HERE)
    assert refused([network]) == (
        'no figure in "my.network"; say missing="skip" to leave it out',
        "there is nothing to add up, and a sum of nothing has no unit",
    )


def test_all_reasons_come_together():
    rows = [
        gift("my.a", flow="pledge", as_of="2023"),
        gift("my.b", flow="commitment", as_of="2024", within="my.a"),
    ]
    assert [problem.split()[0] for problem in refused(rows)] == ["dates", "flows", '"my.b"']


def test_bad_input():
    assert refused([]) == ("there is nothing to add up, and a sum of nothing has no unit",)
    with pytest.raises(TypeError, match="pass a list of records, even for one"):
        total("USD 3M")
    with pytest.raises(TypeError, match="pass a list of records, even for one"):
        total(gift("my.a"))
    with pytest.raises(TypeError, match=r"^.{80}\.\.\. is a Contribution; pass"):  # not all of the record
        total(gift("my.a"))
    with pytest.raises(FloatError, match=r"0.5 is a float"):
        total([0.5])
    with pytest.raises(TypeError, match="None is a NoneType; pass a record"):
        total([None])
    with pytest.raises(ChoiceError, match="flows='all' is no choice; write same or any"):
        total(["USD 1"], flows="all")
    with pytest.raises(ChoiceError, match="overlaps='yes' is no choice; write refuse or any"):
        total(["USD 1"], overlaps="yes")
    with pytest.raises(ChoiceError, match="missing='any' is no choice; write refuse or skip"):
        total(["USD 1"], missing="any")
    with pytest.raises(TypeError, match="unexpected keyword argument 'flow'"):
        total(["USD 1"], flow="any")
    with pytest.raises(RecordError, match=r'"my.programme" states no figure'):
        amount_of(Programme(id="my.programme", citation=HERE))
