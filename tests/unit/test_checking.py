"""The corner cases of checks, each worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

import lacmigration as lm
from lacmigration.checking import check, check_all
from lacmigration.errors import FigureError, FigureSyntaxError, FloatError, RecordError
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Rounding
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.periods import PartialDate
from lacmigration.relations import (
    Bound,
    Count,
    Difference,
    Equation,
    Growth,
    Listing,
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

ENTAILED, COMPATIBLE, QUESTIONABLE, INCONSISTENT, UNDECIDED = Verdict


def as_rounded(text, rounding):
    return Figure.parse(text, rounding=Rounding(rounding))


def verdict(relation, **figures: str):
    return check(relation, facts=given(**figures)).verdict


def given(**figures: str):
    return {name: Fact(id=name, figure=Figure.parse(text)) for name, text in figures.items()}


@pytest.mark.parametrize(
    "rounding, expected",
    [
        ("unknown", COMPATIBLE),  # 49.5 and 50.5 make 100: both can have been rounded to 49 and 50
        (
            "half-up",
            QUESTIONABLE,
        ),  # 49.5 would have become 50; only the zero of 50 read as 45 to 55 leaves room
        ("half-even", QUESTIONABLE),  # 50.5 becomes 50, but 49.5 becomes 50 too
        ("truncated", COMPATIBLE),  # 49.5 and 50.5 again
        ("ceiling", INCONSISTENT),  # at most 49 and 50
        ("exact", INCONSISTENT),
    ],
)
def test_49_and_50_against_an_exact_100(rounding, expected):
    parts = [as_rounded("49", rounding), as_rounded("50", rounding)]
    assert verdict(Total(parts, 100)) is expected


def test_49_and_51_against_an_exact_101_live_on_shared_end_points_alone():
    """49.5 and 51.5: the only values that make 101, each the closed end of its interval."""
    found = check(Total(["49", "51"], 101))
    assert found.verdict is COMPATIBLE
    assert found.slack == 0
    assert found.witness == (("49", Fraction(99, 2)), ("51", Fraction(103, 2)), ("101", Fraction(101)))
    assert verdict(Total([as_rounded("49", "half-up"), "51"], 101)) is INCONSISTENT


def test_a_third_three_times():
    """99.75 to 100.05: that is written 100 %, and can be a whole; 3 times 33.2 % is at most 99.75 %."""
    assert verdict(Total(["33.3%"] * 3, "100%")) is ENTAILED
    assert verdict(Partition(["33.3%"] * 3)) is COMPATIBLE
    assert verdict(Partition(["33.2%"] * 3)) is INCONSISTENT
    assert verdict(Partition([as_rounded("33.3%", "half-up")] * 3)) is COMPATIBLE
    assert verdict(Partition([as_rounded("33.3%", "ceiling")] * 3)) is INCONSISTENT


@pytest.mark.parametrize(
    "first, second, stated, expected",
    [
        ("0", "0", "1", COMPATIBLE),  # each below 1: their sum is below 2
        ("0", "0", "2", INCONSISTENT),
        ("0", "0", "-1", COMPATIBLE),
        ("-5", "-5", "-10", COMPATIBLE),  # from -12 to -10, neither -12
        ("-5", "-5", "-11", COMPATIBLE),
        ("-5", "-5", "-12", INCONSISTENT),
        ("-5", "-5", "-9", INCONSISTENT),
        ("-5", "5", "0", ENTAILED),  # -6 to -5 and 5 to 6: between -1 and 1, neither reached
    ],
)
def test_truncation_of_zero_and_of_negative_numbers(first, second, stated, expected):
    one, other, total = (as_rounded(text, "truncated") for text in (first, second, stated))
    assert verdict(Total([one, other], total.with_rounding(Rounding.TRUNCATED))) is expected


def test_subtraction_swaps_the_open_ends():
    """[5, 6) less [2, 3) is (2, 4): not 2, nor 4. [5, 6) less (1, 2] is [3, 5): 3 indeed, but not 5."""
    five, two = as_rounded("5", "floor"), as_rounded("2", "floor")
    assert check(Difference(five, two, "3")).computed == Interval(2, 4, lo_open=True, hi_open=True)
    for stated, expected in ((2, INCONSISTENT), (3, COMPATIBLE), (4, INCONSISTENT)):
        assert verdict(Difference(five, two, stated)) is expected
    up = as_rounded("2", "ceiling")
    assert check(Difference(five, up, "3")).computed == Interval(3, 5, hi_open=True)
    for stated, expected in ((3, COMPATIBLE), (5, INCONSISTENT)):
        assert verdict(Difference(five, up, stated)) is expected


@pytest.mark.parametrize(
    "lower, upper, expected",
    [
        ("unknown", "unknown", COMPATIBLE),
        ("half-up", "unknown", INCONSISTENT),  # 57.5 would have become 58
        ("unknown", "half-up", COMPATIBLE),
        ("half-even", "unknown", INCONSISTENT),  # 57 is odd: its ties go elsewhere
        ("unknown", "half-even", COMPATIBLE),
        ("floor", "unknown", COMPATIBLE),
        ("floor", "exact", INCONSISTENT),  # 58 itself is not in [57, 58)
        ("exact", "ceiling", INCONSISTENT),
    ],
)
def test_at_a_shared_end_point_both_must_be_closed(lower, upper, expected):
    one, other = as_rounded("57", lower), as_rounded("58", upper)
    assert verdict(Same(one, other)) is expected
    assert verdict(Same(other, one)) is expected


@pytest.mark.parametrize(
    "first, second",
    [
        ("57.5", "57"),
        ("57.5", "58"),
        ("USD 57.5M", "USD 57,595,084"),
        ("about 38%", "38.4%"),
        ("more than 5", "8"),
        ("USD 5", "5 persons"),
        ("one in three", "33%"),
    ],
)
def test_the_same_fact_stated_twice_in_either_order(first, second):
    assert verdict(Same(first, second)) is verdict(Same(second, first))


def test_57_and_a_half_goes_with_57_and_with_58():
    assert verdict(Same("57.5", "57")) is COMPATIBLE
    assert verdict(Same("57.5", "58")) is COMPATIBLE
    assert verdict(Same("57.6", "57")) is INCONSISTENT
    assert verdict(Same("57.6", "58")) is ENTAILED
    assert verdict(Same(Figure.exact("57.5"), as_rounded("57", "half-even"))) is INCONSISTENT
    assert verdict(Same(Figure.exact("57.5"), as_rounded("58", "half-even"))) is ENTAILED


def test_12_300_in_thousands_has_too_many_digits():
    found = check(Same(Figure.parse("12,300", precision=3), "12,000"))
    assert found.verdict is UNDECIDED
    assert found.reason == 'excess digits: "12,300" is written finer than its declared precision, 1,000'
    assert verdict(Same(Figure.parse("12,000", precision=3), "12,499")) is ENTAILED


def test_an_incomplete_total_is_a_bound():
    parts = ["3 hectares", "4 hectares"]
    assert verdict(Total(parts, "9 hectares", complete=False)) is ENTAILED  # at most 8, at least 8.5
    assert verdict(Total(parts, "7 hectares", complete=False)) is COMPATIBLE
    assert verdict(Total(parts, "6 hectares", complete=False)) is COMPATIBLE  # 2.5 + 3.5 <= 6.5
    assert (
        verdict(Total(parts, "5 hectares", complete=False)) is INCONSISTENT
    )  # at least 6 against at most 5.5
    assert verdict(Total(parts, "6 hectares", complete=True)) is COMPATIBLE
    assert verdict(Total(parts, "9 hectares", complete=True)) is INCONSISTENT


def test_values_beyond_what_a_float_holds():
    """2^53 is about 9 * 10^15: above it, a float cannot tell a number from the next."""
    big, next_one = "9,007,199,254,740,992", "9,007,199,254,740,993"
    assert (
        verdict(Same(Figure.exact(big.replace(",", "")), Figure.exact(next_one.replace(",", ""))))
        is INCONSISTENT
    )
    assert (
        verdict(Total([big, "1"], "9,007,199,254,740,995")) is INCONSISTENT
    )  # at most 994.0, at least 994.5
    assert verdict(Total([10**30, 1], 10**30 + 1)) is ENTAILED
    assert verdict(Total([10**30, 1], 10**30)) is INCONSISTENT
    assert verdict(Ratio(10**30, 3, 10**30 // 3)) is INCONSISTENT  # a third of it is no whole number


def test_percentages_over_100_are_for_growth_and_ratios():
    assert verdict(Growth("200 hectares", "500 hectares", "150%")) is COMPATIBLE
    assert verdict(Ratio("500 hectares", "200 hectares", "250%")) is COMPATIBLE
    found = check(Share("500 hectares", "200 hectares", "250%"))
    assert found.verdict is INCONSISTENT
    assert found.explanation.endswith("A share of a whole lies between 0% and 100%.")
    assert verdict(Share("200 years", "200 years", "100%")) is ENTAILED  # at least 199.5/200.5, 99.501 %
    assert verdict(Share("100 years", "100 years", "100%")) is COMPATIBLE  # at least 99.5/100.5, 99.005 %
    assert verdict(Share(5, 5, "100%")) is ENTAILED


def test_percentage_points_are_not_percent():
    """From 10 % to 15 % are 5 percentage points, and 50 % more (at least 38 %: 14.5 / 10.5 less 1)."""
    assert verdict(Growth("10%", "15%", "5 percentage points")) is COMPATIBLE
    assert verdict(Growth("10%", "15%", "50%")) is COMPATIBLE
    assert verdict(Growth("10.0%", "15.0%", "5%")) is INCONSISTENT
    assert verdict(Growth("10.0%", "15.0%", "50 percentage points")) is INCONSISTENT
    assert str(check(Growth("10.0%", "15.0%", "5%")).restatement) == "50%"
    assert verdict(Difference("15%", "10%", "5 percentage points")) is COMPATIBLE


def test_growth_below_zero():
    assert verdict(Growth("100 hectares", "75 hectares", "-25%")) is COMPATIBLE
    assert verdict(Growth("103 hectares", "75 hectares", "25%")) is INCONSISTENT


@pytest.mark.parametrize(
    "stated, expected", [("doubled", ENTAILED), ("tripled", QUESTIONABLE), ("four-fold", INCONSISTENT)]
)
def test_multiples(stated, expected):
    """520,000 / 248,000 is 2.097: written 2; threefold is from 2 to 4 for a fair reader."""
    assert verdict(Growth("248,000 persons", "520,000 persons", stated)) is expected


def test_shares_in_words():
    """34 of 100 (33.5 / 100.5 to 34.5 / 99.5) is one in three: its inverse is from 2.88 to 3."""
    assert verdict(Share("34 persons", "100 persons", "one in three")) is ENTAILED
    assert verdict(Share("34 persons", "100 persons", "a third")) is ENTAILED  # from 7/24 to 5/12
    assert verdict(Share("45 persons", "100 persons", "half")) is ENTAILED  # from 5/12 to 7/12
    assert verdict(Share("34 persons", "101 persons", "half")) is INCONSISTENT
    assert verdict(Share("29 persons", "100 persons", "three in ten")) is ENTAILED  # from 0.25 to 0.35


def test_a_ratio_to_a_number_that_grows_without_bound():
    """5 of "more than 20" is below a quarter; of exactly 20 it would be one."""
    assert verdict(Ratio(5, "more than 20", "20%")) is COMPATIBLE
    assert verdict(Ratio(5, "more than 20", Figure.exact(25, "percent"))) is INCONSISTENT
    assert verdict(Ratio(5, "more than 20", "1%")) is QUESTIONABLE


def test_a_denominator_that_is_of_either_sign_only_for_the_generous():
    """2.5 of "nearly USD 5M" is over half where that is positive, and below zero elsewhere: never 30 %."""
    found = check(Ratio("USD 2.5M", "nearly USD 5M", "30%"))
    assert found.verdict is INCONSISTENT
    found = check(Ratio("USD 2.5M", "nearly USD 5M", "200%"))
    assert found.verdict is QUESTIONABLE
    (_, part), (_, whole), (_, share) = found.witness
    assert part / whole == share
    assert 0 < whole < 4_000_000


def test_a_witness_is_exact():
    found = check(Share("USD 57.5M", "USD 150M", "38%"))
    (_, part), (_, whole), (_, share) = found.witness
    assert part / whole == share == Fraction(575, 1500)


def test_what_was_truncated_says_so():
    """57,595,084 is 57.6 million, and 57.5 when cut off."""
    found = check(Total(["USD 57,000,084", "USD 595,000"], "USD 57.5M"))
    assert found.verdict is INCONSISTENT
    assert found.roundings == ("agrees if USD 57.5M was truncated, not rounded to the nearest",)
    assert str(found.restatement) == "USD 57,600,000"
    assert found.slack == Fraction(57_550_000, 100_000) - Fraction(57_595_083, 100_000)
    assert not found.needed_rounding
    assert found.seen == "57595084"


def test_what_was_rounded_up_says_so():
    found = check(Same("3.2 persons", "4 persons"))
    assert found.roundings == ("agrees if 4 persons was rounded up, not rounded to the nearest",)


def test_a_rounding_that_cannot_be_is_none_that_reconciles():
    """What is at least 0.4 is not rounded up to 0, and 4 - 1 - 1.6 may vanish if 4 was rounded up."""
    least = Figure.exact(0).with_rounding(Rounding.UNKNOWN).with_domain(Interval("0.4", 1))
    assert check(Same(least, "7")).roundings == ()
    assert check(parse_relation('"5" / ("4" - "1" - "1.6") = "90"')).roundings == ()


def test_power_tells_how_sharp_a_check_is():
    """Of ten neighbours on each side, none of 38 % prints 38.17 to 38.49, all of 50 % are from 38 to 63."""
    assert check(Share("USD 57.5M", "USD 150M", "38%")).power == 1
    assert check(Growth("10%", "15%", "50%")).power == 0
    # 5.5 at most against 14.5 at least: of the neighbours of 15, from 5 to 25, only 5 would be told from it.
    assert check(Bound("5", "15")).power == 0
    assert check(Bound(Figure.exact(15), "20")).power == Fraction(5, 20)  # 10, 11, 12, 13 and 14


def test_slack_is_counted_in_steps_of_the_stated_figure():
    assert check(Same("5", "5")).slack == 1  # may move by one either way
    assert check(Same("5", "7")).slack == -1
    assert check(Bound("5", "7")).slack == 3  # from 7.5 at most down to 4.5
    assert check(Bound("7", "5")).slack == -1
    assert check(Same(Figure.exact(5), Figure.exact(5))).slack == 0
    assert check(Same("5", "one in five")).slack is None


def test_rounding_is_needed_where_face_values_do_not_fit():
    assert check(Total(["49", "50"], "100")).needed_rounding
    assert not check(Total(["49", "50"], "99")).needed_rounding
    assert check(Bound("5", "5", strict=True)).needed_rounding
    assert not check(Bound("5", "5")).needed_rounding
    assert not check(Same("5", "9")).needed_rounding  # it does not hold at all


@pytest.mark.parametrize(
    "items, strict, expected",
    [
        (["5", "3", "1"], True, ENTAILED),
        (["3", "2", "1"], True, COMPATIBLE),  # 2.5 and 1.5 can be twice
        (["3", "2", "1"], False, ENTAILED),
        (["3", "3"], False, COMPATIBLE),
        (["3", "3"], True, COMPATIBLE),
        (["2", "3"], False, COMPATIBLE),  # both 2.5
        (["2", "3"], True, INCONSISTENT),
        (["2", "4"], False, INCONSISTENT),
        ([Figure.exact(3), Figure.exact(3)], True, INCONSISTENT),
        ([Figure.exact(3), Figure.exact(3)], False, ENTAILED),
        (["5", "2", "4"], False, INCONSISTENT),
        (["20", Figure(25, scaled=True)], False, QUESTIONABLE),  # 20 read as 15 to 25
        (["20", "25"], False, INCONSISTENT),  # a list that is written to the unit
        (["5"], True, ENTAILED),
    ],
)
def test_orders(items, strict, expected):
    assert verdict(Order(items, strict=strict)) is expected
    assert verdict(Order(items[::-1], strict=strict, rising=True)) is expected


def test_a_tie_between_open_ends_is_no_order():
    """[2, 3) is never above [3, 4), nor as high; 3 itself is not above [3, 4) but can be as high."""
    low, high = as_rounded("2", "floor"), as_rounded("3", "floor")
    assert verdict(Order([low, high])) is INCONSISTENT
    assert verdict(Order([Figure.exact(3), high])) is COMPATIBLE
    assert verdict(Order([Figure.exact(3), high], strict=True)) is INCONSISTENT


@pytest.mark.parametrize(
    "item, position, among, expected",
    [
        ("5", 1, ["4", "3"], ENTAILED),  # 4.5 and 4.5 share the first place
        ("6", 1, ["4", "3"], ENTAILED),
        ("5", 2, ["7", "3"], ENTAILED),
        ("5", 2, ["5", "3"], COMPATIBLE),
        ("5", 3, ["7", "3"], INCONSISTENT),
        ("5", 0, ["7", "3"], INCONSISTENT),
        ("5", 4, ["7", "3"], INCONSISTENT),
        ("20", 1, [Figure(23, scaled=True), Figure(3, scaled=True)], QUESTIONABLE),
        ("20", 1, ["23", "3"], INCONSISTENT),  # a list that is written to the unit
        ("5", 1, ["5"], COMPATIBLE),
    ],
)
def test_rankings(item, position, among, expected):
    found = check(Ranking(item, position, among))
    assert found.verdict is expected
    if found.verdict.holds:
        values = found.witness
        (_, mine), (_, place), *others = values
        assert 1 + sum(other > mine for _, other in others) == place == position


def test_a_figure_is_not_ranked_against_itself():
    facts = given(**{"a.x": "5", "a.y": "4", "a.z": "2"})
    found = check(parse_relation("rank(a.x, 1, a.*)"), facts=facts)
    assert found.verdict is ENTAILED
    assert [fact.id for fact in found.facts] == ["a.x", "a.y", "a.z"]
    assert (
        verdict(parse_relation("rank(a.z, 3, a.y, a.y, a.*)"), **{"a.x": "9", "a.y": "6", "a.z": "2"})
        is ENTAILED
    )


@pytest.mark.parametrize(
    "text", ["rank(a + b, 1, c, d)", "rank(a, b / c, d)", "rank(a, 1, b + c, d)", "grim(a * b, c)"]
)
def test_one_figure_is_needed_where_an_expression_stands(text):
    found = check(parse_relation(text), facts=given(a="5", b="4", c="3", d="2"))
    assert found.verdict is UNDECIDED
    assert found.reason.startswith("one figure is needed where ")


@pytest.mark.parametrize(
    "stated, listed, expected",
    [
        ("three pillars", ["a", "b", "c"], ENTAILED),
        ("three pillars", ["a", "b", "B ", "c"], ENTAILED),  # one of them twice
        ("three pillars", ["a", "b"], INCONSISTENT),
        ("three pillars", [], INCONSISTENT),
        ("20 pillars", list("abcdefghijklmnopq"), QUESTIONABLE),  # 17, if 20 is round
        (3, ["a", "b", "c"], ENTAILED),
    ],
)
def test_counts(stated, listed, expected):
    assert verdict(Count(stated, listed)) is expected


def test_counts_of_more_than():
    """More than two pillars are three; more generously, any number above 2."""
    assert verdict(Count("more than two pillars", ["a", "b", "c"])) is ENTAILED
    assert verdict(Count("more than two pillars", ["a", "b", "c", "d"])) is QUESTIONABLE
    assert verdict(Count("more than two pillars", ["a", "b"])) is INCONSISTENT
    assert verdict(Count("nearly four pillars", ["a", "b", "c"])) is ENTAILED
    assert verdict(Count("at least three pillars", ["a", "b", "c"])) is ENTAILED


@pytest.mark.parametrize(
    "relation, expected",
    [
        (Total(["3 pillars", "4 pillars"], "7 pillars"), ENTAILED),
        (Total(["3 pillars", "4 pillars"], "8 pillars"), INCONSISTENT),
        (Total(["3 pillars", "over 4 pillars"], "8 pillars"), ENTAILED),  # over four are five
        # 4,550 to 4,650 and 250 to 350 are 4,800 to 5,000, and that is 4,950 to 5,050.
        (Total(["4,600 persons", "300 persons"], "5,000 persons"), QUESTIONABLE),
        (Difference("7 countries", "3 countries", "5 countries"), INCONSISTENT),
        (Same("five members", "six members"), INCONSISTENT),
        (Bound("5 persons", "5 persons", strict=True), INCONSISTENT),
        (Order(["5 persons", "5 persons"], strict=True), INCONSISTENT),
        (Ranking("5 persons", 1, ["5 persons"]), ENTAILED),
        (Share("1 person", "3 persons", "33.3%"), ENTAILED),
        (Share("1 person", "3 persons", "33.4%"), INCONSISTENT),
        # With anything measured, nothing is whole: 2.5 to 3.5 and 3.5 to 4.5.
        (Total(["3 years", "4 years"], "8 years"), COMPATIBLE),
    ],
)
def test_things_are_counted_in_whole_numbers(relation, expected):
    assert verdict(relation) is expected


@pytest.mark.parametrize(
    "relation",
    [
        Ratio("300 persons", "7", "43 persons"),  # 42.86
        parse_relation('"300 persons" / 7 = "43 persons"'),
        parse_relation('average("2 persons", "3 persons", "3 persons") = "3 persons"'),  # 2.67
        parse_relation('"3 persons" = "300 persons" / 110'),  # 2.73
        parse_relation('"300 persons" / 7 - "1 person" = "42 persons"'),  # 41.86
        parse_relation('"2 persons" <= "5 persons" / 2.6'),  # 1.92
        Product(["34.2%", "25 persons"], "9 persons"),  # 8.55
        Total(["1.4 persons", "1.3 persons"], "3 persons"),  # averages, 2.7
        Total(["1.4 persons", "1 person"], "3 persons"),  # 1.4 and 1.2 are 2.6
    ],
)
def test_an_average_of_counts_need_not_be_whole(relation):
    finding = check(relation)
    assert finding.verdict.holds, finding


@pytest.mark.parametrize("text", ["b + b / 3 = c", "b / 3 + b = c", "c = b / 3 + b"])
def test_a_count_in_two_places_is_one_number_in_both(text):
    """With b an average of 3.375 to 3.5, b and a third of it are 4.5 to 4.67, which is written 5."""
    figures = {"b": "3 persons", "c": "5 persons"}
    facts = {name: Fact(id=name, figure=Figure.parse(stated)) for name, stated in figures.items()}
    found = check(parse_relation(text), facts=facts)
    assert found.verdict is COMPATIBLE
    values = dict(found.witness)
    assert values["b"] * Fraction(4, 3) == values["c"]


@pytest.mark.parametrize(
    "relation, expected",
    [
        (parse_relation('"5 persons" / 3 = "1 person"'), INCONSISTENT),  # 1.67: the five are five
        (Total(["1.4", "1 person"], "3 persons"), COMPATIBLE),  # 1.45 and 1.5: a number that is no count
        (Total(["2", "1 person"], "4 persons"), INCONSISTENT),  # at most 3.5: a number that may be one
    ],
)
def test_counts_beside_an_average_and_within_it(relation, expected):
    assert verdict(relation) is expected


def test_names_that_are_listed_twice_can_be_counted_twice():
    assert verdict(Count("three pillars", ["a", "a", "b"], distinct=False)) is ENTAILED
    assert verdict(Count("two pillars", ["a", "a", "b"])) is ENTAILED


@pytest.mark.parametrize(
    "stated, count, expected",
    [
        ("50%", "7 persons", INCONSISTENT),  # 3 of 7 are 42.9 %, 4 are 57.1 %
        ("43%", "7 persons", COMPATIBLE),
        ("57%", "7 persons", COMPATIBLE),
        ("0%", "7 persons", COMPATIBLE),
        ("100%", "7 persons", COMPATIBLE),
        ("101%", "7 persons", INCONSISTENT),
        ("-1%", "7 persons", INCONSISTENT),
        ("12.5%", "8 persons", COMPATIBLE),
        ("12.4%", "8 persons", INCONSISTENT),
        ("34.2%", "4.8 million persons", COMPATIBLE),
        ("50%", "about 7 persons", QUESTIONABLE),  # 6 or 8
        ("50%", "0 persons", INCONSISTENT),
        (
            Figure.exact("0.0000123", "percent"),
            "1 million persons",
            INCONSISTENT,
        ),  # 123 of a thousand million
        (Figure.exact("0.0000123", "percent"), "1,000 million persons", COMPATIBLE),
    ],
)
def test_percentages_of_whole_numbers(stated, count, expected):
    found = check(Percentage(stated, count))
    assert found.verdict is expected
    if found.witness:
        (_, share), (_, whole) = found.witness
        assert (share * whole).denominator == whole.denominator == 1


@pytest.mark.parametrize(
    "lists, subset, verdict, sets",
    [
        ((["Bogotá", "Cali"], ["cali ", "BOGOTÁ"]), False, ENTAILED, ((), (), ())),
        ((["Bogotá", "Cali"], ["Cali"]), False, INCONSISTENT, (("Bogotá",), (), ())),
        ((["Cali"], ["Bogotá", "Cali"]), False, INCONSISTENT, ((), ("Bogotá",), ())),
        ((["Cali"], ["Bogotá", "Cali"]), True, ENTAILED, ((), (), ())),
        ((["Cali", "Quito"], ["Bogotá", "Cali"]), True, INCONSISTENT, (("Quito",), (), ())),
        ((["Cali", "cali"], ["Cali"]), False, INCONSISTENT, ((), (), ("Cali",))),
        ((["Cali"], ["Cali", "cali"]), False, INCONSISTENT, ((), (), ("Cali",))),
        ((["Bogota"], ["Bogotá"]), False, INCONSISTENT, (("Bogota",), ("Bogotá",), ())),
        ((["Bogota\u0301"], ["Bogot\u00e1"]), False, ENTAILED, ((), (), ())),
        ((["a", "b", "A"], None), False, INCONSISTENT, ((), (), ("a",))),
        ((["a", "b"], None), False, ENTAILED, ((), (), ())),
    ],
)
def test_lists(lists, subset, verdict, sets):
    """`sets` are those missing, extra and listed twice."""
    found = check(Listing(*lists, subset=subset))
    assert (found.verdict, (found.missing, found.extra, found.duplicated)) == (verdict, sets)


@pytest.mark.parametrize(
    "quantity, expected, outcome",
    [
        ("USD 5.1 billion", "USD 5.2 billion", ENTAILED),
        ("USD 160 billion", "USD 5.2 billion", ENTAILED),  # 31 times, below the root of a thousand
        ("USD 170 billion", "USD 5.2 billion", INCONSISTENT),  # 33 times
        ("USD 5,200 billion", "USD 5.2 billion", INCONSISTENT),
        ("USD 5.2 million", "USD 5.2 billion", INCONSISTENT),
        ("more than USD 9", "USD 400", QUESTIONABLE),  # 9 to 18, or any more
        ("between USD 10 and USD 200", "USD 4,000", COMPATIBLE),
    ],
)
def test_magnitudes(quantity, expected, outcome):
    found = check(Magnitude(quantity, expected))
    assert found.verdict is outcome
    if found.witness:
        (_, one), (_, other) = found.witness
        assert Fraction(1, 1000) <= (one / other) ** 2 <= 1000


def test_a_magnitude_says_what_both_of_its_figures_can_be():
    """Half of the last digit either way, which is USD 50 million or 50 thousand."""
    found = check(Magnitude("USD 5.1 billion", "USD 5.2 million"))
    assert found.computed == Interval(5_050_000_000, 5_150_000_000)
    assert found.stated == Interval(5_150_000, 5_250_000)


def test_products():
    """2,500 times 1,000 is 2.498 to 2.502 million."""
    assert verdict(Product(["USD 2,500", "1,000"], "USD 2.5M")) is ENTAILED
    assert verdict(Product(["USD 2,501", "1,001"], "USD 2.6M")) is INCONSISTENT
    assert verdict(Product(["-2", "3"], "-6")) is COMPATIBLE  # -8.75 to -3.75
    assert verdict(Product(["-2", "3"], "-9")) is COMPATIBLE
    assert verdict(Product(["-2", "3"], "-10")) is QUESTIONABLE
    assert verdict(Product(["0", "3"], "0")) is COMPATIBLE
    assert verdict(Product([0, "3"], 0)) is ENTAILED


def test_shares_of_nothing_are_nothing():
    """0% can be up to half a percent of something; of a whole of exactly 0% no part is above it."""
    assert verdict(Partition(["0%", "0%"], Figure.exact(0, "percent"))) is ENTAILED
    assert verdict(Partition(["0%", "0%"], Figure.exact(1, "percent"))) is COMPATIBLE


def test_any_other_equation():
    assert verdict(Equation("5", "5")) is COMPATIBLE
    assert verdict(parse_relation("a * b = c * d"), a="2", b="6", c="3", d="4") is COMPATIBLE
    assert verdict(parse_relation("a * b = c + d"), a="20.0", b="6.0", c="3", d="4") is INCONSISTENT
    assert verdict(parse_relation("average(a, b, c) = d"), a="1.0", b="2.0", c="6.0", d="3") is ENTAILED
    assert verdict(parse_relation("average(a, b, c) = d"), a="1.0", b="2.0", c="6.0", d="4") is INCONSISTENT
    assert verdict(parse_relation("-a + b = c"), a="2.0", b="5.0", c="3") is ENTAILED


def test_checks_come_one_by_one_and_in_order():
    drawn = []

    def relations():
        for stated in ("5", "9"):
            drawn.append(stated)
            yield Same("5", stated)

    found = check_all(relations())
    assert next(found).verdict is COMPATIBLE
    assert drawn == ["5"]
    assert [finding.verdict for finding in found] == [INCONSISTENT]


def test_units_are_compared_as_the_given_dimension_says():
    same = Same("5 boats", "5 ships")
    assert check(same).reason == "units clash: boat against ship"
    assert check(same, dimension=lambda _: {"vessel": 1}).verdict is COMPATIBLE
    assert [found.verdict for found in check_all([same])] == [UNDECIDED]
    assert [found.verdict for found in check_all([same], dimension=lambda _: {"vessel": 1})] == [COMPATIBLE]


@pytest.mark.parametrize("value", [0.5, float("nan"), float("inf"), True])
def test_floats_are_refused_and_shown(value):
    with pytest.raises(FloatError, match=f"operand of a relation: {value!r} is "):
        Same(value, "5")


@pytest.mark.parametrize(
    "value", ["1e999999", "NaN", "Infinity", "1_000", "", "no number", "-5 persons", "1/0"]
)
def test_texts_that_are_no_figures(value):
    with pytest.raises((FigureError, FigureSyntaxError)):
        Same(value, "5")


@pytest.mark.parametrize("value", ["1e999999", "NaN", "-Infinity"])
def test_decimals_that_are_no_figures(value):
    with pytest.raises(FigureError, match="not a number that can be written out"):
        Same(Decimal(value), "5")


@pytest.mark.parametrize(
    "build",
    [
        lambda: Total([], "5"),
        lambda: Product(["5"], "5"),
        lambda: Partition([]),
        lambda: Order([]),
        lambda: Ranking("5", 1, []),
    ],
)
def test_empty_lists_are_refused(build):
    with pytest.raises(RecordError, match=r"holds [01] operands; give at least"):
        build()


@pytest.mark.parametrize("wrong", [5, "a = b", None, lm.Money("5", "USD"), Same])
def test_what_is_no_relation(wrong):
    with pytest.raises(TypeError, match="not a relation such as Total or Share"):
        check(wrong)


def test_a_magnitude_of_zero_is_off_by_no_power_of_a_thousand():
    found = check(Magnitude("USD 0", "USD 5 billion"))
    assert found.verdict is INCONSISTENT
    assert "times too" not in found.explanation


def test_magnitudes_in_which_a_figure_occurs_twice():
    """Face values that agree are the witness; 32 against 1 is beyond the root of 1,000, and is left open."""
    relation = parse_relation("magnitude(a * b / a, c)")
    found = check(relation, facts=given(a="2", b="3", c="3"))  # from 1.5*2.5/(2.5*3.5) to its inverse
    assert found.verdict is ENTAILED
    assert {value for _, value in found.witness} == {2, 3}
    assert verdict(relation, a="2", b="32", c="1") is UNDECIDED


def test_what_is_added_to_a_figure_makes_it_larger_though_their_ranges_overlap():
    """1.55 to 2.65 against 1.5 to 2.5, but always by 0.05 at least."""
    assert verdict(parse_relation("a + b >= a"), a="2", b="0.1") is ENTAILED


def test_a_figure_that_occurs_twice_may_hold_read_generously():
    """From 19.5/40 to 20.5/40 of a whole; with the zeros for rounded ones, 15/40 to 25/40."""
    assert verdict(parse_relation("a / (a + b) = c"), a="20", b="20", c="40.0%") is QUESTIONABLE


def test_percentages_may_make_one():
    """39.5 + 59.5 to 40.5 + 60.5 hundredths."""
    assert verdict(Partition(["40%", "60%"], 1)) is COMPATIBLE


def test_a_percentage_of_a_count_without_an_upper_end():
    """Half of 102 is 51."""
    assert verdict(Percentage("50%", "over 100 persons")).holds


def test_a_percentage_that_no_count_gives_is_restated():
    """Of 5, 17 % would be 0.85: nearest is 1, a fifth."""
    found = check(Percentage("17%", "5 persons"))
    assert found.verdict is INCONSISTENT
    assert str(found.restatement) == "20%"


def test_an_inequality_may_hold_away_from_the_face_values():
    """4 is not above 4, but 2 * 2.4 is above 2.4 + 2."""
    assert verdict(parse_relation("a * 2 > a + 2"), a="2") is COMPATIBLE


def test_what_is_one_number_where_a_pattern_stands():
    found = check(Total(["5"], "a.*"), facts=given(**{"a.x": "5"}))
    assert found.reason == '"a.*" stands for many values where one is needed'


def test_durations_need_dates():
    day = Fact(id="day", label="the day", date=PartialDate.parse("2024"))
    facts = {
        "day": day,
        "number": Fact(id="number", label="five", figure=Figure.parse("5")),
        "gap": Fact(id="gap"),
    }
    for text, reason in (
        ("years(day, number) = 5", 'a part is missing: "five" is a number, not a date'),
        ("days(gap, day) = 5", 'a part is missing: "gap" is not known'),
        ("year(gap) = 5", 'a part is missing: "gap" is not known'),
    ):
        assert check(parse_relation(text), facts=facts).reason == reason


def test_a_duration_to_the_last_day_of_the_calendar():
    """9990 to 9999: from just over eight years to ten."""
    facts = {name: Fact(id=name, date=PartialDate.parse(name[1:])) for name in ("y9990", "y9999")}
    found = check(parse_relation('years(y9990, y9999) = "nine years"'), facts=facts)
    assert found.verdict is COMPATIBLE
    assert found.computed == Interval(8 + Fraction(1, 365), 10)
    backwards = check(parse_relation('days(y9999, y9990) = "9 days"'), facts=facts)
    assert backwards.verdict is INCONSISTENT


def test_dates_and_empty_fields_in_lists():
    facts = {
        "a": Fact(id="a", date=PartialDate.parse("2024")),
        "b": Fact(id="b", names=("2024", "2025")),
        "c": Fact(id="c@aliases"),
        "d": Fact(id="d", names=()),
    }
    assert check(parse_relation("list(a) <= list(b)"), facts=facts).verdict is ENTAILED
    assert check(parse_relation("list(c) = list(d)"), facts=facts).verdict is ENTAILED
    assert check(parse_relation("count(c) = 0"), facts=facts).verdict is ENTAILED


def test_neighbours_that_cannot_be_are_not_counted():
    """Of 3 hectares: 0, 1, 2 below and 4 to 13 above; 2 and 4 share an end with it."""
    assert check(Same("3 hectares", "3 hectares")).power == Fraction(11, 13)
    assert check(Share("1 person", "5 persons", "one in five")).power is None
    assert check(Share("1 person", "5 persons", "one in nine")).restatement is None


def test_lists_have_neither_a_unit_nor_a_restatement():
    found = check(Listing(["a"], ["b"]))
    assert (found.unit, found.slack, found.restatement, found.roundings) == (None, None, None, ())
    assert (found.computed_loose, found.stated_loose, found.needed_rounding) == (None, None, False)


def test_what_needed_rounding_among_orders_ranks_and_percentages():
    assert check(Order(["2", "3"])).needed_rounding
    assert not check(Order(["3", "2"])).needed_rounding
    assert check(Ranking("5", 1, ["5.2"])).needed_rounding
    assert not check(Ranking("6", 1, ["5.2"])).needed_rounding
    assert check(Percentage("43%", "7 persons")).needed_rounding
    assert not check(Percentage("50%", "8 persons")).needed_rounding
    assert check(Magnitude("USD 32", "USD 1")).needed_rounding  # 31.5 is below the root of 1,000, 32 is not
    assert not check(Magnitude("USD 31", "USD 1")).needed_rounding


@pytest.mark.parametrize(
    "relation, seen",
    [
        (Order(["3", "2", "2.5"]), "3 / 2 / 5/2"),
        (Order(["2", "3"], rising=True), "2 / 3"),
        (Bound(PartialDate(2020), date(2019, 12, 31)), "2020 / 2019-12-31"),
        (Magnitude("USD 5.1 billion", "USD 5.2 million"), "5100000000"),
        (Percentage("50%", "8 persons"), "8"),
        (Ranking("5", 3, ["7", "3"]), "2 to 2 of 3"),
        (Ranking("5", 1, ["5", "3"]), "1 to 2 of 3"),  # 4.5 to 5.5, either of them
        (Listing(["Cali", "Quito"], ["Bogotá", "Cali"]), "missing: Quito; extra: Bogotá"),
        (Listing(["a", "b", "A"]), "duplicated: a"),
    ],
)
def test_what_is_seen_where_nothing_is_computed(relation, seen):
    """What a recorded disagreement is held against: when it changes, the disagreement is new again."""
    assert check(relation).seen == seen


def test_loose_intervals_of_both_sides():
    found = check(Share("USD 57.5M", "USD 150M", "about 38%"))
    assert found.stated_loose == Interval("0.37", "0.39")
    assert found.computed_loose == found.computed
    impossible = check(Share("5 hectares", "2 hectares", "250%"))
    assert impossible.computed_loose == Interval(Fraction(9, 5), Fraction(11, 3))


@pytest.mark.parametrize(
    "stated, count, restated, power",
    [
        ("50%", "7 persons", "43%", Fraction(18, 20)),  # of 40 to 60 %, 43 and 57
        ("17%", "6 persons", None, Fraction(1)),  # of 7 to 27 %, none
        ("50%", "6.5 persons", None, Fraction(1)),  # from 6.45 to 6.55, no whole number
    ],
)
def test_how_sharp_a_percentage_of_a_count_is(stated, count, restated, power):
    found = check(Percentage(stated, count))
    assert (None if found.restatement is None else str(found.restatement)) == restated
    assert found.power == power


def test_a_percentage_of_a_bare_number_that_may_be_any():
    assert verdict(Percentage("50%", "up to 7")) is COMPATIBLE
    assert verdict(Percentage("25%", "up to 7")) is QUESTIONABLE  # not of 6 or 7, but of 4
    assert verdict(Percentage("0.5%", "up to 7")) is INCONSISTENT


def test_a_whole_that_was_rounded_is_no_100_percent():
    """44 and 57 % are 1 when that is from a half to one and a half."""
    assert verdict(Partition(["44%", "57%"], "1")) is ENTAILED
    assert verdict(Partition(["44%", "58%"], 1)) is INCONSISTENT


def test_two_texts_that_should_be_the_same():
    facts = {
        name: Fact(id=name, names=(text,)) for name, text in (("a", "Bogotá"), ("b", "bogotá"), ("c", "Cali"))
    }
    found = check(parse_relation("a = b"), facts=facts)
    assert (found.verdict, found.rule) == (ENTAILED, "LM109")
    assert check(parse_relation("a = c"), facts=facts).verdict is INCONSISTENT


def test_steps_of_an_order_that_cannot_be_told_apart():
    facts = given(**{"a.x": "5", "a.y": "4", "b": "3"})
    found = check(Order(["a.*", "b", "b"], strict=(True, False)), facts=facts)
    assert found.reason == "a pattern stands in it, so that its steps cannot be told apart"
    assert check(Order(["a.*", "b"], strict=True), facts=facts).verdict is COMPATIBLE


def test_a_percentage_that_only_one_count_in_a_range_gives():
    """34.2 % is 13 of 38, 26 of 76 or 38 of 111; none of 100 to 110 gives it."""
    found = check(Percentage("34.2%", "between 100 and 112 persons"))
    assert found.witness == (("34.2%", Fraction(38, 111)), ("between 100 and 112 persons", Fraction(111)))
    assert verdict(Percentage("34.2%", "between 100 and 110 persons")) is INCONSISTENT


def test_a_rounding_outside_what_a_figure_can_be():
    """From a half to 0.9, 1 cannot have been cut off; rounded up, it may have been 0.48."""
    one = Figure("1").with_domain(Interval(0, "0.9"))
    assert check(Same(one, "0.48")).roundings == ("agrees if 1 was rounded up, not rounded to the nearest",)


def test_what_is_counted_on_the_stated_side_has_no_grid():
    found = check(parse_relation('"5" + "6" = count("a", "b")'))
    assert (found.verdict, found.restatement, found.power) == (INCONSISTENT, None, None)


def test_what_is_counted_is_called_as_it_is_written():
    found = check(parse_relation('"1" + "2" = count("Cali", "Quito", "Lima")'))
    assert found.witness == (("1", 1), ("2", 2), ('count("Cali", "Quito", "Lima")', 3))


def test_a_magnitude_whose_witness_lies_near_an_open_end():
    """Above 30 and below 40: only up to 31.6 is near 1."""
    found = check(Magnitude("more than USD 30", Figure.exact(1, "USD")))
    assert found.verdict is COMPATIBLE
    assert 30 < found.witness[0][1] < Fraction(317, 10)


def test_a_part_that_nobody_stated_can_be_anything() -> None:
    unknown = Fact(id="", figure=None, label="Peru", unstated=True)
    five, eight = (Fact(id="", figure=Figure.parse(text), label=text) for text in ("5 donors", "8 donors"))
    found = check(Total((unknown, five), eight))
    assert found.verdict is Verdict.COMPATIBLE
    assert "5 donors (anything with rounding)" in str(found)
    assert check(Same(unknown, five)).verdict is Verdict.COMPATIBLE
    nothing = Fact(id="", figure=None, label="Chile")
    assert check(Total((nothing, five), eight)).verdict is Verdict.UNDECIDED
