"""Shares of the Fund's donors and of small wholes, worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from lacmigration.amounts import Term, amount_of, as_fact
from lacmigration.checking import check
from lacmigration.distribution import _least_top, concentration, herfindahl, shares
from lacmigration.errors import AggregationError, ChoiceError
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Hedge
from lacmigration.intervals import UNIT, Interval
from lacmigration.provenance import Citation
from lacmigration.ratios import Quotient
from lacmigration.records import Contribution, Observation, Programme
from lacmigration.relations import Same

HERE = Citation("my-report", "table 1")


def gift(who: str, figure: object) -> Contribution:
    return Contribution(id=f"my.{who}", provider=who, receiver="mptf", figure=figure, citation=HERE)


def fund() -> list[Contribution]:
    """The three largest donors, and the nineteen others: 57,595,084 less 36,158,015 is 21,437,069."""
    amounts = {"de": 19_569_912, "us": 10_000_000, "dk": 6_588_103, "others": 21_437_069}
    return [gift(who, Figure(amount, "USD", precision=0)) for who, amount in amounts.items()]


def test_the_share_of_germany():
    found = shares(fund())
    assert found["de"] == Fraction(19_569_912, 57_595_084)
    # Germany half a dollar less and the three others half a dollar more each, and the other way round
    low = Fraction(39_139_823, 39_139_823 + 2 * 38_025_172 + 3)
    high = Fraction(39_139_825, 39_139_825 + 2 * 38_025_172 - 3)
    assert found.quotients["de"].strict == Interval(low, high)
    assert found.rounded(1)["de"] == Decimal("34.0")
    assert check(Same(found.quotients["de"], "34%")).verdict == "entailed"
    assert check(Same(found.quotients["de"], "33%")).verdict == "inconsistent"


def test_shares_are_a_mapping_from_the_largest():
    found = shares(fund())
    assert list(found) == ["others", "de", "us", "dk"]
    assert len(found) == 4
    assert found.citations == (HERE,)
    assert repr(found) == "<Shares of USD 57,595,084: others 37.2%, de 34.0%, us 17.4%, dk 11.4%>"


def test_largest_remainder():
    """41.66.., 33.33.., 25 of 12: 41 + 33 + 25 leave one, which goes to the remainder of 2/3."""
    found = shares([gift("a", Figure(5, "USD")), gift("b", Figure(4, "USD")), gift("c", Figure(3, "USD"))])
    assert found.rounded() == {"a": 42, "b": 33, "c": 25}
    assert {key: str(share) for key, share in found.rounded(2).items()} == {
        "a": "41.67",
        "b": "33.33",
        "c": "25.00",
    }


def test_an_odd_unit_among_equal_remainders_goes_to_the_larger_share():
    """12.5, 12.5, 37.5, 37.5 of 8: two units are left, and the two larger ones take them."""
    rows = [gift(who, Figure(n, "USD")) for who, n in {"a": 1, "b": 1, "c": 3, "d": 3}.items()]
    assert shares(rows).rounded() == {"c": 38, "d": 38, "a": 12, "b": 12}


def test_a_share_that_is_all_is_all_however_it_was_rounded():
    found = shares([gift("a", "USD 3M")])
    assert found.quotients["a"].strict == found.quotients["a"].loose == Interval(1, 1)


def test_a_hedge_without_bound():
    """More than 5 million beside 1 million (0.5 to 1.5): over 5/6.5, and as near to all as one likes."""
    found = shares([gift("a", "more than USD 5 million"), gift("b", "USD 1 million")])
    assert found.quotients["a"].loose == Interval(Fraction(10, 13), 1, lo_open=True, hi_open=True)
    assert found.quotients["b"].loose == Interval(0, Fraction(3, 13), lo_open=True, hi_open=True)
    # 6 million is the most that "more than 5 million" says strictly
    assert found.quotients["a"].strict == Interval(
        Fraction(10, 13), Fraction(12, 13), lo_open=True, hi_open=True
    )


def test_a_part_that_may_be_nothing():
    """USD 0 is up to half a dollar, and not less than none: of 9.5 to 10.5 at most 0.5/10."""
    found = shares([gift("a", Figure(0, "USD")), gift("b", Figure(10, "USD", precision=0))])
    assert found.quotients["a"].strict == Interval(0, Fraction(1, 20))


def test_shares_of_records_divided_by_their_split():
    """Of 4 and 6, a third and two thirds of the 4 go to two countries: 4/30 and 26/30 of the 10."""
    both = Programme(
        id="my.both", recipients="gt|mx", split="gt=1/3|mx=2/3", figure=Figure(4, "USD"), citation=HERE
    )
    one = Programme(id="my.one", recipients="mx", figure=Figure(6, "USD"), citation=HERE)
    found = shares([both, one], by="recipient")
    assert dict(found) == {"mx": Fraction(26, 30), "gt": Fraction(4, 30)}
    # a third of x over x + y, x from 3.5 to 4.5 and y from 5.5 to 6.5: it rises with x and falls with y
    assert found.quotients["gt"].strict == Interval(Fraction(7, 60), Fraction(3, 20))


def test_a_group_without_figures_has_no_share():
    rows = [gift("a", "USD 3M"), Programme(id="my.b", fund="b", citation=HERE)]
    found = shares(rows, missing="skip")
    assert dict(found) == {"a": 1}
    assert found.whole.missing == ("my.b",)


def test_what_has_no_shares():
    with pytest.raises(AggregationError, match=r"^the whole is USD 0; nothing has a share of it$"):
        shares([gift("a", Figure(0, "USD"))])
    bad = Observation(id="my.bad", indicator="net", measure="flow", figure="less than USD 0", citation=HERE)
    with pytest.raises(AggregationError) as caught:
        shares([bad], by=lambda _: "net")
    assert caught.value.problems == (
        '"my.bad" is less than USD 0; a share needs amounts that can be 0 or more',
        "the whole is USD 0; nothing has a share of it",
    )
    with pytest.raises(ChoiceError, match="digits=-1 is no choice"):
        shares([gift("a", "USD 3M")]).rounded(-1)


def test_the_part_of_the_three_largest():
    """Germany, the United States and Denmark are 36,158,015; nineteen others are smaller."""
    rows = [*fund()[:3], *(gift(f"small-{n}", Figure(1_128_266, "USD", precision=0)) for n in range(19))]
    whole = 36_158_015 + 19 * 1_128_266
    found = concentration(rows, top=3)
    assert found.value == Fraction(36_158_015, whole)
    low, high = Fraction(36_158_015 * 2 - 3), Fraction(36_158_015 * 2 + 3)
    small = 38 * 1_128_266
    assert found.strict == found.loose == Interval(low / (low + small + 19), high / (high + small - 19))


def test_the_largest_may_be_another():
    """3 and 2 to the million: 2.5 and 2.5 share equally, 3.5 and 1.5 do not."""
    found = concentration([gift("a", "USD 3 million"), gift("b", "USD 2 million")], top=1)
    assert (found.value, found.strict) == (Fraction(3, 5), Interval(Fraction(1, 2), Fraction(7, 10)))


def test_concentration_of_all_and_of_what_has_no_bound():
    rows = [
        gift("a", "more than USD 5 million"),
        gift("b", "USD 1 million"),
        gift("c", "at least USD 1 million"),
    ]
    assert concentration(rows, top=3).loose == Interval(1, 1)
    # as level as can be: 5 and 5 beside 1.5
    assert concentration(rows, top=1).loose == Interval(Fraction(10, 23), 1)
    with pytest.raises(ChoiceError, match="top=0 is no choice; write 1 or more groups"):
        concentration(rows, top=0)


def test_the_largest_part_is_not_always_that_of_the_largest_number():
    """At most 10 is from 0 to 10, beside 8.5 to 9.5: the second may be all, the first 10 of 18.5."""
    rows = [gift("a", Figure(10, "USD", hedge=Hedge.AT_MOST)), gift("b", Figure(9, "USD"))]
    assert concentration(rows, top=1).strict == Interval(Fraction(1, 2), 1)


def test_parts_that_may_all_be_nothing_but_one():
    rows = [gift("a", Figure(0, "USD")), gift("b", Figure(0, "USD")), gift("c", Figure(1, "USD"))]
    assert concentration(rows, top=1).strict == Interval(Fraction(1, 3), 1)


def test_herfindahl():
    """Shares of 1/2, 3/10 and 1/5: 0.25 + 0.09 + 0.04."""
    rows = [gift(who, Figure(n, "USD", rounding="exact")) for who, n in {"a": 5, "b": 3, "c": 2}.items()]
    found = herfindahl(rows)
    assert (found.value, found.strict, found.loose) == (
        Fraction(19, 50),
        Interval("0.38", "0.38"),
        Interval("0.38", "0.38"),
    )
    rounded = herfindahl([gift("a", Figure(5, "USD")), gift("b", Figure(5, "USD"))])
    assert rounded.value == Fraction(1, 2)
    wide = herfindahl([gift(who, Figure(10, "USD", hedge=Hedge.AT_MOST)) for who in ("a", "b")])
    assert wide.strict == Interval(Fraction(1, 2), 1)  # either may be all
    # each share lies from 9/20 to 11/20: never below a half, and at most twice 121/400
    assert rounded.strict == Interval(Fraction(1, 2), Fraction(242, 400))


def test_no_share_lies_outside_0_and_1_whatever_its_parts_were_converted_by():
    """EUR 9 at 1 to 3 dollars is 8.5 to 28.5, beside 1 dollar; read apart, up to three times the whole."""
    rate = Fact(id="rate", figure=Figure("2", "USD/EUR", domain=Interval(1, 3), precision=1))
    euros = attrs.evolve(amount_of("EUR 9"), terms=(Term(as_fact("EUR 9")).by((1, rate)),), unit="USD")
    found = shares([euros, "USD 1"], by=str)
    assert found[str(euros)] == Fraction(18, 19)
    for quotient in found.quotients.values():
        assert quotient.strict.within(UNIT)
        assert quotient.loose.within(UNIT)
    apart = Quotient(found.quotients[str(euros)].numerator, found.whole)
    assert not apart.strict.within(UNIT)
    assert herfindahl([euros, "USD 1"], by=str).strict.hi == 1


def test_a_field_that_there_is_not_is_said_once():
    rows = [Fact(id=f"a-{n}", figure=Figure(n, "USD")) for n in range(1, 23)]
    with pytest.raises(AggregationError) as caught:
        shares(rows, by="foo")
    (problem,) = caught.value.problems
    assert problem.startswith("\"a-1\" and 21 others have no 'foo': a Fact has as_of, base, citation, date, ")
    with pytest.raises(AggregationError, match="\"a-1\" and 1 other have no 'foo'"):
        shares(rows[:2], by="foo")
    with pytest.raises(AggregationError, match="\"a-1\" has no 'foo'"):
        shares(rows[:1], by="foo")


def test_parts_that_may_all_be_nothing():
    """Three gifts of 0 to 10: all alike, but not all nothing; or one of them has all."""
    rows = [gift(name, Figure(10, "USD", hedge=Hedge.AT_MOST)) for name in "abc"]
    assert concentration(rows, top=1).strict == Interval(Fraction(1, 3), 1)


def test_two_that_may_be_anything_above_nothing_may_be_level():
    gifts = [
        Fact(id=who, figure=Figure.parse(text), giver=who)
        for who, text in {"a": "more than USD 0", "b": "more than USD 0", "c": "about USD 1"}.items()
    ]
    found = concentration(gifts, by="giver", top=1)
    assert found.loose.lo == Fraction(1, 3)  # all three at one level


def test_groups_without_any_bound_above_nothing_are_level_at_least():
    anything = Interval(0, None, lo_open=True)
    assert _least_top([anything, anything], 1) == Fraction(1, 2)
    assert _least_top([anything, Interval(0, 0)], 1) == 1


def test_facts_are_grouped_by_what_they_are_called():
    rows = [
        Fact(id="a", label="Norway", figure=Figure(3, "USD")),
        Fact(id="b", label="Peru", figure=Figure(1, "USD")),
    ]
    assert {key: quotient.value for key, quotient in shares(rows, by="label").quotients.items()} == {
        "Norway": Fraction(3, 4),
        "Peru": Fraction(1, 4),
    }
