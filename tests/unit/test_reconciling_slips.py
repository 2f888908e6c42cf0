"""What may have happened to a figure that cannot be right, with an example of each slip."""

from __future__ import annotations

import pytest

from lacmigration.figures import Figure
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.reconciling import Restatement, System
from lacmigration.relations import Total


def restated(system: System, name: str) -> Restatement:
    return next(one for one in system.restatements if one.name == name)


def told(system: System, name: str) -> list[tuple[str, str]]:
    slips = restated(system, name).slips
    return [(str(slip.what), "" if slip.figure is None else str(slip.figure)) for slip in slips]


@pytest.mark.parametrize(
    "a, b, t, what, instead",
    [
        ("47", "38", "58", "two digits have changed places", "85"),
        ("2.31", "4.04", "6.53", "two digits have changed places", "6.35"),
        ("-47", "12", "35", "the sign is lost", "-35"),
        ("USD 120M", "USD 30M", "USD 150 thousand", "a thousand times too small", "USD 150,000,000"),
        ("USD 120M", "USD 30M", "USD 150 billion", "a thousand times too large", "USD 150,000,000"),
        ("USD 120,301", "USD 30,200", "USD 150,501,000", "a thousand times too large", "USD 150,501"),
        ("USD 120M", "USD 30M", "USD 150", "a million times too small", "USD 150,000,000"),
        ("USD 120", "USD 30", "USD 150M", "a million times too large", "USD 150"),
        (
            "11",
            "22",
            "330",
            "ten times too large: a digit too many, or the point is one place off",
            "33",
        ),
        (
            "11.2",
            "22.3",
            "335",
            "ten times too large: a digit too many, or the point is one place off",
            "33.5",
        ),
        (
            "110",
            "221",
            "33.1",
            "ten times too small: a digit is missing, or the point is one place off",
            "331",
        ),
        ("110", "221", "3.31", "a hundred times too small", "331"),
        ("11", "22", "3300", "a hundred times too large", "33"),
    ],
)
def test_slips_of_a_total(a, b, t, what, instead):
    system = System("a + b = t", {"a": a, "b": b, "t": t})
    assert (what, instead) in told(system, "t")


def test_a_whole_number_without_a_digit_is_still_written_to_ones():
    system = System("a + b = t", {"a": "11", "b": "22", "t": "330"})
    (slip,) = restated(system, "t").slips
    assert slip.figure.strict == Interval("32.5", "33.5")


def test_a_part_that_is_left_out_and_one_that_is_counted_twice():
    names = {"a": "11", "b": "22", "c": "33"}
    short = System("a + b + c = t", {**names, "t": "44"})
    assert told(short, "t") == [("b is left out of the sum", "")]
    long = System("a + b + c = t", {**names, "t": "88"})
    assert told(long, "t") == [("b is counted twice in the sum", "")]


def test_a_subtotal_that_is_counted_twice():
    names = {"a": "11", "b": "22", "s": "33", "c": "40", "t": "106"}
    system = System(["a + b = s", "s + c = t"], names)
    assert ("s is counted twice in the sum", "") in told(system, "t")
    assert ("s is counted twice in the sum", "") not in told(system, "c")


def test_a_difference_is_a_sum_too():
    # what is left of 90 after 30 is 60; 120 is 90 with the 30 added where it was to be taken away twice
    system = System("whole - part = rest", {"whole": "64", "part": "32", "rest": "64"})
    assert ("part is left out of the sum", "") in told(system, "whole")
    assert told(system, "rest") == []


def test_no_total_is_known_where_several_figures_stand_on_both_sides():
    system = System("a + b = c + d", {"a": "1", "b": "2", "c": "3", "d": "4"})
    assert not any("sum" in what for name in "abcd" for what, _ in told(system, name))
    alone = System("a = b", {"a": "17", "b": "71"})
    assert told(alone, "a") == [("two digits have changed places", "71")]
    within = System("a * f + b = t", {"a": Figure.exact(10), "f": "2", "b": "11", "t": "9"})
    assert not any("sum" in what for what, _ in told(within, "t"))  # what is multiplied is no part by itself


def test_what_no_slip_explains():
    system = System("a + b = t", {"a": "2", "b": "3", "t": "29"})
    assert told(system, "t") == []
    zero = System("a + b = t", {"a": "21", "b": "31", "t": "0"})
    assert told(zero, "t") == []
    words = System("s = t", {"s": "one in five", "t": "80%"})
    assert told(words, "s") == []


def test_nobody_writes_whole_numbers_in_thousandths():
    system = System("a + b = t", {"a": "0.150", "b": "0.301", "t": "451"})
    assert not any("thousand" in what for what, _ in told(system, "t"))


@pytest.mark.parametrize(
    "relation, names",
    [
        ("a > 20", {"a": "12"}),  # 120, 1,200 and 12,000 are more than 20 as well
        ("a < 5", {"a": "12"}),  # and so are 1.2 and -12 less than 5
        ("a < b", {"a": "0.7 million", "b": "0.6 million"}),
        ("a + b = t", {"a": "more than 50 million", "b": "at least 30 million", "t": "less than 80 million"}),
    ],
)
def test_a_range_without_an_end_explains_neither_a_place_nor_a_sign_nor_a_part(relation, names):
    system = System(relation, names)
    slips = {what for name in names for what, _ in told(system, name) if "digits" not in what}
    assert slips == set()


def test_a_sign_explains_only_what_no_number_with_the_stated_sign_is_as_well():
    # 12 - 47 is -35 (-36 to -34 with rounding); less than -30 is nothing above zero
    within = System(["t < -30", "t > -40"], {"t": "35"})
    assert told(within, "t") == [("the sign is lost", "-35")]
    both = System(["t < 30", "t > -40"], {"t": "35"})
    assert told(both, "t") == []


def test_a_count_has_no_sign_to_lose():
    numbers = {"a": "5", "b": "9", "c": "14"}
    amounts = System("a = b + c", {name: f"{number} USD" for name, number in numbers.items()})
    assert [one.names for one in amounts.culprits] == [("a",), ("b",), ("c",)]
    assert ("the sign is lost", "USD -9") in told(amounts, "b")
    counts = System("a = b + c", {name: f"{number} countries" for name, number in numbers.items()})
    assert [one.names for one in counts.culprits] == [("a",)]  # there are no -9 countries


def test_a_declared_precision_moves_with_the_number():
    stated = Figure(150_000_000, "USD", precision=6)
    system = System(Total([Figure(120_000, "USD", precision=3), Figure(30_000, "USD", precision=3)], stated))
    (name,) = (name for name, one in system.unknowns.items() if one.figure == stated)
    slips = restated(system, name).slips
    thousand = next(slip for slip in slips if str(slip.what) == "a thousand times too large")
    assert thousand.figure.precision == 3


def test_figures_of_which_two_are_wrong_are_restated_one_by_one():
    system = System(["a = x", "b = x"], {"a": "17", "b": "10", "x": "71"}, weights={"x": 9})
    (culprit,) = system.culprits
    first, second = culprit.restatements
    assert [str(slip.what) for slip in first.slips] == ["two digits have changed places"]
    assert second.slips == ()


@pytest.mark.parametrize(
    "relation, names, nearest",
    [
        ("low < mid < high", {"low": "5", "mid": "3", "high": "100"}, {"low": "3", "mid": "5"}),
        ("a < b", {"a": "9", "b": "5"}, {"a": "5", "b": "9"}),
        ("2 * a = b", {"a": "USD 11", "b": "USD 3"}, {"a": "USD 2", "b": "USD 21"}),
    ],
)
def test_the_nearest_figure_is_the_smallest_change_also_at_an_end_that_is_not_reached(
    relation, names, nearest
):
    # 2.99 < 3.01 where both are written 3; half of 3.5 is 1.75, and twice 10.5 is what is written as 21
    system = System(relation, names)
    assert {one.name: str(one.nearest) for one in system.restatements} == nearest


def test_what_would_agree_satisfies_relations_too_of_which_rows_say_a_part():
    names = {"a": "USD 4", "b": "USD 12", "c": "USD 7", "d": None, "r": "53%"}
    said = ["d / c = r", "b * r = d", "growth(c, a) = r"]
    system = System(said, names)
    assert system.loosened
    for one in system.restatements:
        assert str(one.nearest) != "53%"
        if one.nearest is not None:
            assert System(said, {**names, one.name: one.nearest}).verdict is Verdict.COMPATIBLE
