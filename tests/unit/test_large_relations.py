"""Relations of thousands of parts, or with many ways to read them: decided at once, or called undecided."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lacmigration.checking import check
from lacmigration.figures import Figure
from lacmigration.relations import Percentage, Total, parse_relation


def test_a_total_of_many_parts_that_is_far_off_asks_no_part_to_be_rounded_otherwise():
    found = check(Total([Figure(7, "USD")] * 5000, Figure(40_003, "USD")))
    assert found.verdict.value == "inconsistent"
    assert (found.roundings, str(found.restatement)) == ((), "USD 35,000")
    assert found.explanation.startswith("The 5,000 parts add up to USD 35,000")


def test_a_total_that_one_part_can_reconcile_names_ten_of_them():
    """1,007 times 20 is 20,140, from 20,130 to 20,150 when rounded; 20,150.4 begins 0.35 above that."""
    parts = [Figure(1007, "persons", text=f"1,007 persons of country {k}") for k in range(20)]
    found = check(Total(parts, Figure("20150.4", "persons")))
    assert found.verdict.value == "inconsistent"
    assert len(found.roundings) == 10
    assert (
        found.roundings[0] == "agrees if 1,007 persons of country 0 was truncated, not rounded to the nearest"
    )


def test_the_same_words_are_said_once():
    """Three times 7 is at most 22.5; 22.9 begins at 22.85, and cannot itself be moved so far."""
    found = check(Total(["7"] * 3, "22.9"))
    assert found.roundings == ("agrees if 7 was truncated, not rounded to the nearest",)


@pytest.mark.parametrize("text", ["{} = 3000", "1 / ({}) = 3000"])
def test_too_many_denominators_of_either_sign_are_undecided(text):
    side = " + ".join(['1 / "nearly 5"'] * 30)
    found = check(parse_relation(text.format(side)))
    assert found.verdict.value == "undecided"
    assert found.reason == "too many of its denominators may be of either sign"


@pytest.mark.parametrize("count, verdict", [(10, "questionable"), (11, "undecided")])
def test_ten_denominators_of_either_sign_are_tried_and_eleven_are_not(count, verdict):
    """Of ten that are from 4 to 5, or generously anything below 5, five can be -4.5: they make nothing."""
    side = " + ".join(['1 / "nearly 5"'] * count)
    assert check(parse_relation(f"{side} = 0")).verdict.value == verdict


def test_a_few_denominators_of_either_sign_are_tried_in_turn():
    """From 4 to 5, the three never make nothing; with one of them negative, as money may be, they can."""
    side = " + ".join(['1 / "nearly 5"'] * 3)
    found = check(parse_relation(f"{side} = 0"))
    assert found.verdict.value == "questionable"
    assert sum(1 / value for label, value in found.witness if label == "nearly 5") == 0


@pytest.mark.parametrize(
    "share, count, verdict",
    [
        (Figure("38.123456", "percent"), Figure(1_000_000, "persons", hedge="about"), "questionable"),
        (Figure("38.12346", "percent"), Figure(1_000_000, "persons", exponent=3, scaled=True), "compatible"),
        (Figure("38.123456789", "percent"), Figure(100, "persons", hedge="at-least"), "questionable"),
        (Figure("101", "percent"), Figure(100, "persons", hedge="at-least"), "inconsistent"),
        (Figure("12.5", "percent", rounding="exact"), Figure(100, "persons", hedge="at-least"), "compatible"),
        (Figure("12.5", "percent", rounding="exact"), Figure(101, "persons"), "inconsistent"),
    ],
)
def test_a_percentage_of_many_things_needs_no_trial_of_each_number(share, count, verdict):
    found = check(Percentage(share, count))
    assert found.verdict.value == verdict
    if found.verdict.holds:
        (_, part), (_, whole) = found.witness
        assert (part * whole).denominator == 1
        assert part in share.strict
        assert whole in count.strict


def test_a_percentage_that_no_number_tried_gives_is_undecided():
    """The share is 10^-11 wide: among ten thousand numbers, that none gives it says little of the others."""
    share = Figure("31.415926535", "percent")
    count = Figure(10_000_000, "persons", exponent=4, scaled=True)
    found = check(Percentage(share, count))
    assert found.verdict.value == "undecided"
    assert found.reason == "too many counts to try: the first 10,000 do not fit"


def test_a_sum_of_twenty_thousand_parts():
    found = check(Total([Figure(7, "USD")] * 20_000, Figure(140_003, "USD")))
    assert found.verdict.value == "compatible"
    values = [value for _, value in found.witness]
    assert sum(values[:-1]) == values[-1]
    assert all(abs(value - 7) <= Fraction(1, 2) for value in values[:-1])
