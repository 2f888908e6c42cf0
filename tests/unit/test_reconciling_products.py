"""Shares, growth and other products within a system, on numbers small enough to work out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lacmigration.figures import Figure, Rounding
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.reconciling import System

ABOVE_ZERO = Interval(0, None, lo_open=True)


def exact(**numbers: int | str) -> dict[str, Figure]:
    return {name: Figure.exact(number, "USD") for name, number in numbers.items()}


def share(number: int | str, rounding: str = "unknown") -> Figure:
    return Figure(number, "percent", rounding=Rounding(rounding))


def test_the_whole_of_a_stated_share():
    system = System("share(a, w) = s", {**exact(a=30), "w": None, "s": share(38)})
    assert system.loosened == ()
    assert system.bounds["w"] == Interval(30 / Fraction("0.385"), 30 / Fraction("0.375"))
    assert system.bounds["s"] == Interval("0.375", "0.385")
    values = system.witness
    assert values["a"] == values["w"] * values["s"] == 30


def test_the_part_and_the_share_itself():
    part = System("share(a, w) = s", {**exact(w=200), "a": None, "s": share(38)})
    assert part.bounds["a"] == Interval(75, 77)
    rate = System("share(a, w) = s", {**exact(a=50, w=200), "s": None})
    assert rate.bounds["s"] == Interval("0.25", "0.25")
    assert rate.witness["s"] == Fraction(1, 4)


def test_a_share_is_no_more_than_its_whole():
    assert System("share(a, w) = s", {**exact(a=30, w=20), "s": None}).verdict is Verdict.INCONSISTENT
    over = System("share(a, w) = s", {**exact(a=30), "w": None, "s": share(130)})
    assert over.verdict is Verdict.INCONSISTENT
    assert [one.names for one in over.culprits] == [("s",)]
    assert System("a / w = s", {**exact(a=30, w=20), "s": share(150)}).verdict is Verdict.COMPATIBLE


def test_a_share_of_which_little_is_stated():
    system = System("share(a, w) = s", {"a": None, "w": None, "s": share(75)})
    assert system.verdict is Verdict.COMPATIBLE
    assert system.bounds["a"] == ABOVE_ZERO
    assert system.bounds["w"] == ABOVE_ZERO
    values = system.witness
    assert values["a"] == values["w"] * values["s"]
    free = System("share(a, w) = s", {**exact(a=9), "w": None, "s": None})
    assert free.bounds["s"] == Interval(0, 1, lo_open=True)
    assert free.bounds["w"] == Interval(9, None)


@pytest.mark.parametrize(
    "relation, names, reach",
    [
        # nothing above zero divided by anything above zero is zero, and none is the largest
        ("c / (a + d) = g", exact(c=9, d=12), ABOVE_ZERO),
        ("d / (d + a) = g", exact(d=12), ABOVE_ZERO),
        ("growth(c, a) = g", exact(c=9), Interval(-1, None, lo_open=True)),
        ("a / c = g", exact(c=9), Interval(None, None)),
        ("c / a = g", {**exact(c=9), "a": "at least 3 USD"}, Interval(Fraction(9, 4), 3)),
        ("(c - a) / (c + a) = g", exact(c=9), Interval(-1, None, lo_open=True)),
        ("0 / (a + c) = g", exact(c=9), Interval(0, 0)),
    ],
)
def test_the_reach_of_a_rate_that_nobody_stated(relation, names, reach):
    free = {name: None for name in "ag" if name not in names}
    assert System(relation, {**names, **free}).bounds["g"] == reach


def test_the_reach_of_a_rate_ends_where_other_relations_end_it():
    names = {**exact(d=12, c=4), "a": None, "g": None}
    assert System(["d / a = g", "c <= a"], names).bounds["g"] == Interval(0, 3, lo_open=True)
    assert System(["d / a = g", "c < a", "a <= 2 * d"], names).bounds["g"] == Interval(
        Fraction(1, 2), 3, hi_open=True
    )


def test_growth_and_what_nobody_stated():
    system = System("growth(new, old) = g", {**exact(new=110), "old": None, "g": share(10, "exact")})
    assert system.bounds["old"] == Interval(100, 100)
    fall = System("growth(new, old) = g", {"new": None, "old": None, "g": share(-38)})
    assert fall.verdict is Verdict.COMPATIBLE
    assert fall.witness["new"] == fall.witness["old"] * (1 + fall.witness["g"])


def test_a_product_of_something_that_may_be_below_zero():
    """What nobody stated is multiplied, not divided by: its sign is that of the product."""
    loss = System("b * g = d", {"b": None, "g": share(50, "exact"), **exact(d=-6)})
    assert loss.bounds["b"] == Interval(-12, -12)
    gain = System("b * g = d", {"b": None, "g": share(50, "exact"), **exact(d=6)})
    assert gain.bounds["b"] == Interval(12, 12)
    apart = System(
        ["b + c = a", "b * g = d"], {"a": None, "b": None, "g": share(50, "exact"), **exact(c=31, d=-6)}
    )
    assert apart.bounds["a"] == Interval(19, 19)
    stated = System("b * g = d", {**exact(b=-12, d=-6), "g": share(50)})
    assert stated.verdict is Verdict.COMPATIBLE
    assert stated.bounds["g"] == Interval("0.5", "0.5")
    wrong = System("b * g = d", {**exact(b=-12, d=-9), "g": share(50)})
    assert [(one.name, one.reach) for one in wrong.restatements] == [("g", Interval("0.75", "0.75"))]


def test_a_product_of_which_no_sign_is_known_says_less():
    free = System("b * g = d", {"b": None, "g": share(50), "d": None})
    assert free.loosened == ()  # any b is d / g
    names = {"b": None, "g": share(50), "d": None, "a": "1", "c": "2"}
    system = System(["b * g = d", "b + g = a", "b < c"], names)
    assert [one.stated.reference for one in system.loosened] == ["d"]
    assert system.verdict is Verdict.COMPATIBLE
    either = System("b * g = d", {"b": "-1 USD to 1 USD", "g": "-1 to 1", "d": "USD 0"})
    assert len(either.loosened) == 1
    assert either.feasible


def test_two_unknowns_multiplied_are_bounded_and_said_to_be():
    system = System(["a * b = c", "b < a", "c <= a"], {"a": "3 USD", "b": "2", "c": "USD 20"})
    # 3.5 * 2.5 is less than 19.5
    assert system.verdict is Verdict.INCONSISTENT
    apart = System(["a * b = c * d"], {"a": "3 USD", "b": "2", "c": "4 USD", "d": "9"})
    assert len(apart.loosened) == 1
    assert apart.verdict is Verdict.INCONSISTENT  # 8.75 at most, 29.75 at least
    assert [one.names for one in apart.conflicts] == [("a", "b", "c", "d")]
    squared = System("a * a = b", {"a": "3", "b": "900"})
    assert len(squared.loosened) == 1
    assert squared.verdict is Verdict.COMPATIBLE
    assert squared.bounds["a"] == Interval("2.5", "3.5")


def test_a_rate_that_is_used_twice_is_one_number():
    names = {**exact(a=10, b=20, c=30), "r": None, "d": None}
    for relations in (["a * r = b", "c * r = d"], ["c * r = d", "a * r = b"]):
        shared = System(relations, names)
        assert shared.loosened == ()
        assert shared.bounds["d"] == Interval(60, 60)
    below = System(["c * r = d", "a * r = b"], {**names, **exact(b=-20)})
    assert below.bounds["d"] == Interval(-60, -60)
    divided = System(["a / b = r", "c / r = d"], {**exact(a=20, b=10, c=30), "r": None, "d": None})
    assert divided.bounds["d"] == Interval(15, 15)
    rounded = System(["a * r = b", "c * r = d"], {"a": "10", "b": "20", "c": "31", "r": None, "d": None})
    # r is 19.5/10.5 to 20.5/9.5
    least, most = Fraction(39, 21), Fraction(41, 19)
    assert rounded.bounds["r"] == Interval(least, most)
    assert rounded.bounds["d"] == Interval(least * Fraction(61, 2), most * Fraction(63, 2))
    shares = System(["share(a, w) = s", "share(b, v) = s"], {**exact(a=10, w=100, b=30, v=100), "s": "20%"})
    # each alone is 10% or 30%: inconsistent with 20% anyway
    assert shares.verdict is Verdict.INCONSISTENT
    wide = System(
        ["a / w = s", "b / v = s"], {"a": "USD 3", "w": "USD 7", "b": "USD 4", "v": "USD 7", "s": "50%"}
    )
    assert wide.loosened == ()  # each whole is what its share leaves, and stands nowhere else
    assert wide.bounds["s"] == Interval("0.495", "0.505")
    assert wide.bounds["w"] == Interval(
        "6.5", Fraction(3500, 495)
    )  # 3 is at most 3.5, of which 7 is at least 6.5
    assert wide.bounds["v"] == Interval(Fraction(3500, 505), "7.5")


@pytest.mark.parametrize("flip", [1, -1], ids=["", "the other way round"])
def test_a_rate_that_is_used_again_keeps_what_it_had(flip):
    names = {"a": "USD 30", "w": "USD 80", "s": share(38), "b": None, "v": Figure.exact(200, "USD")}
    # the share is at most 30.5 / 79.5, and at least what is stated; the part at least 0.375 * 79.5
    most = Fraction(61, 159)
    alone = System("a / w = s", names)
    assert alone.bounds["s"] == Interval("0.375", most)
    again = System(["a / w = s", "v * s = b"][::flip], names)
    assert again.bounds["s"] == Interval("0.375", most)
    assert again.bounds["a"] == alone.bounds["a"] == Interval(Fraction("0.375") * Fraction("79.5"), "30.5")
    assert Interval(75, 200 * most) == again.bounds["b"]
    values = again.witness
    assert values["a"] == values["w"] * values["s"]
    assert values["b"] == 200 * values["s"]


def test_a_rate_is_what_all_its_relations_allow():
    names = {**exact(a=10, b=30), "w": "USD 20 to 25", "v": "USD 60 to 70", "s": None}
    # 10/25.5 to 10/19.5, and 30/70.5 to 30/59.5
    system = System(["a / w = s", "b / v = s"], names)
    assert system.bounds["s"] == Interval(Fraction(20, 47), Fraction(60, 119))
    assert system.bounds["w"] == Interval(Fraction(119, 6), Fraction(47, 2))
    growing = System(
        ["growth(a, w) = g", "growth(b, v) = g"], {**names, "g": None, "w": "USD 8 to 9", "v": "USD 25 to 26"}
    )
    # 10/9.5 to 10/7.5, and 30/26.5 to 30/24.5, less 1
    assert growing.bounds["g"] == Interval(Fraction(7, 53), Fraction(11, 49))


def test_a_product_that_two_relations_have_is_one_number():
    """Of b * r no sign is known, and still c and d are the same."""
    names = {"b": None, "r": None, "c": "USD 3 to 5", "d": "USD 4 to 9"}
    system = System(["b * r = c", "b * r = d"], names)
    assert system.bounds["c"] == system.bounds["d"] == Interval("3.5", "5.5")
    # and also where it becomes known
    known = System(["b * r = c", "b * r = d", "c / b = e"], {**names, "e": None})
    assert known.bounds["c"] == known.bounds["d"] == Interval("3.5", "5.5")


def test_a_rate_that_would_be_two_numbers_is_not_told_to_be_right():
    names = {**exact(a=6, b=4, c=5), "x": None, "y": None, "r": None}
    # r is at least 6/5 by the one, and at most 4/5 by the other
    one = System(["a / x = r", "x <= c"], names)
    assert one.bounds["r"] == Interval("1.2", None)
    other = System(["b / y = r", "y >= c"], names)
    assert other.bounds["r"] == Interval(0, "0.8", lo_open=True)
    both = System(["a / x = r", "x <= c", "b / y = r", "y >= c"], names)
    assert both.verdict is Verdict.UNDECIDED
    assert (both.bounds, both.witness, both.unfinished) == ({}, {}, ("verdict",))
    assert len(both.loosened) == 2


def test_a_witness_of_a_part_only_is_not_shown():
    squared = System(["a * a = b", "c = d"], {"a": "3", "b": "900", "c": "5", "d": "5"})
    assert squared.verdict is Verdict.COMPATIBLE
    assert squared.witness == {"c": 5, "d": 5}
    assert frozenset("ab") in squared.components


def test_a_rate_that_lost_its_sign_in_several_relations_is_blamed():
    names = {**exact(a=10, b=20, c=-5, d=-10), "r": share(50)}
    system = System(["a * r = c", "b * r = d"], names)
    assert [one.names for one in system.culprits] == [("r",)]
    (restated,) = system.restatements
    assert restated.reach == Interval("-0.5", "-0.5")
    assert str(restated.nearest) == "-50%"


def test_a_rate_held_in_a_sum_too():
    alone = System("a * f = b + f", {"a": None, "f": Figure.exact(2), "b": Figure.exact(4)})
    assert alone.loosened == ()
    assert alone.bounds["a"] == Interval(3, 3)
    names = {"a": "3", "f": "2", "b": "4"}
    system = System(["a * f = b + f", "a < 9", "f < 9"], names)
    assert len(system.loosened) == 1
    assert system.verdict is Verdict.COMPATIBLE
    assert System(["a * f = b + f", "a < 9", "f < 9"], {**names, "b": "40"}).verdict is Verdict.INCONSISTENT


def test_several_factors_of_one_product():
    names = {**exact(a=10), "f": share(50, "exact"), "g": share(40), "t": "USD 2"}
    system = System("a * f * g = t", names)
    # 10 * 0.5 * g, with g from 0.395 to 0.405: 1.975 to 2.025
    assert system.bounds["t"] == Interval("1.975", "2.025")
    assert system.bounds["g"] == Interval("0.395", "0.405")
    values = system.witness
    assert values["a"] * values["f"] * values["g"] == values["t"]
    open_rate = System("a * f * g = t", {**names, "g": None, "t": Figure.exact(4, "USD")})
    assert open_rate.bounds["g"] == Interval("0.8", "0.8")
    assert open_rate.witness["g"] == Fraction(4, 5)
    wrong = System("a * f * g = t", {**names, "t": Figure.exact(4, "USD")})
    reaches = {one.name: one.reach for one in wrong.restatements}
    assert reaches["g"] == Interval("0.8", "0.8")
    either = System("a * f * g = t", {**exact(a=10, t=4), "f": "-1 to 1", "g": "-1 to 1"})
    assert len(either.loosened) == 1
    nothing = System("a * f * g = t", {**exact(a=10, t=0), "f": Figure.exact(0), "g": "0.4"})
    assert nothing.bounds["g"] == Interval("0.35", "0.45")


def test_a_product_that_is_a_bound():
    names = {**exact(a=10, b=6), "f": share(50)}
    assert System("a * f <= b", names).bounds["f"] == Interval("0.495", "0.505")
    upper = System("a * f <= b", {**names, "f": None})
    assert upper.bounds["f"] == Interval(None, "0.6")
    assert System("b < a * f", {**names, "f": None}).bounds["f"] == Interval("0.6", None, lo_open=True)
    assert System("b < a * f", names).verdict is Verdict.INCONSISTENT
    below = System("a * f >= b", {**exact(a=-10, b=6), "f": None})
    assert below.bounds["f"] == Interval(None, "-0.6")


def test_a_whole_of_zero_leaves_the_rate_open():
    system = System("a * f = b", {**exact(a=0, b=0), "f": share(50, "half-up")})
    assert system.verdict is Verdict.COMPATIBLE
    assert system.bounds["f"] == Interval("0.495", "0.505", hi_open=True)
    counted = System("a * f = b", {"a": "0 persons", "f": "one in five", "b": "0 persons"})
    assert counted.verdict is Verdict.COMPATIBLE
    assert counted.bounds["f"] == Interval(Fraction(2, 11), Fraction(2, 9))


def test_what_is_divided_by_keeps_its_side_of_zero():
    below = System("a / w = r", {**exact(a=10, w=-5), "r": None})
    assert below.bounds["r"] == Interval(-2, -2)
    assert System("a / w = r", {**exact(a=10), "w": None, "r": "-2"}).verdict is Verdict.INCONSISTENT
    either = System("a / w = r", {**exact(a=10), "w": "USD 0", "r": "3"})
    assert len(either.loosened) == 1
    assert System("a / w = r", exact(a=10, w=0) | {"r": "3"}).verdict is Verdict.INCONSISTENT


def test_what_is_divided_by_may_be_a_product():
    names = {**exact(a=12, b=3), "c": Figure.exact(2), "r": None}
    system = System("a / (b * c) = r", names)
    assert system.bounds["r"] == Interval(2, 2)
    assert system.witness["r"] == 2
    assert System("a / (b * c) = r", {**names, "b": None, "r": "2"}).verdict is Verdict.COMPATIBLE
    negative = System("a / (b * c) = r", {**names, **exact(b=-3), "c": Figure.exact(-2)})
    assert len(negative.loosened) == 1
    mixed = System("a / (b * c + d) = r", {**names, **exact(d=6)})
    assert len(mixed.loosened) == 1
    assert mixed.verdict is Verdict.COMPATIBLE


def test_a_rate_that_is_let_go_says_what_it_would_have_to_be():
    system = System("share(a, w) = s", {**exact(a=30, w=100), "s": share(38)})
    assert [one.names for one in system.culprits] == [("s",)]  # exact figures are harder to believe wrong
    (restated,) = system.restatements
    assert restated.reach == Interval("0.3", "0.3")
    assert str(restated.nearest) == "30%"
    light = System("share(a, w) = s", {"a": "USD 30", "w": "USD 100", "s": share(38)})
    reaches = {one.name: one.reach for one in light.restatements}
    # read generously: 25 to 35 and 50 to 150
    assert reaches == {} or set(reaches) <= {"a", "s", "w"}


def test_a_whole_that_makes_its_shares_meaningless_is_not_restated():
    """Without the whole the shares say nothing of the parts: no whole is told to be right."""
    names = {"a": "USD 30.0", "b": "USD 50.0", "w": "USD 100.0", "s": None}
    system = System(["share(a, w) = s", "share(b, w) = s", "a + b = w"], names)
    assert system.verdict is Verdict.INCONSISTENT
    for restated in system.restatements:
        assert restated.nearest is None or str(restated.nearest) != str(restated.figure)


def test_statements_that_rest_on_a_figure_say_so_in_the_proof():
    system = System("share(a, w) = s", {**exact(a=30, w=100), "s": share(38)})
    (proof,) = system.proofs
    assert "s being stated as 38%" in str(proof)


def test_an_end_of_a_rate_that_is_not_reached():
    names = {**exact(a=1000), "f": share(51, "half-up")}
    assert System("a * f = b", {**names, "b": None}).bounds["b"] == Interval(505, 515, hi_open=True)
    assert System("a * f = b", {**names, **exact(b=515)}).verdict is Verdict.INCONSISTENT
    assert System("a * f = b", {**names, **exact(b=505)}).verdict is Verdict.COMPATIBLE
    below = {**names, "f": Figure(-51, "percent", rounding=Rounding.HALF_UP)}
    assert System("a * f = b", {**below, "b": None}).bounds["b"] == Interval(-515, -505, lo_open=True)


def test_a_factor_below_zero_turns_the_sign():
    names = {"b": None, "g": share(-50, "exact")}
    assert System("b * g = d", {**names, **exact(d=-6)}).bounds["b"] == Interval(12, 12)
    assert System("b * g = d", {**names, **exact(d=6)}).bounds["b"] == Interval(-12, -12)
    rounded = {"b": None, "g": share(-50)}
    # 6 / -0.495 to 6 / -0.505
    assert System("b * g = d", {**rounded, **exact(d=6)}).bounds["b"] == Interval("-400/33", "-1200/101")
    # the same where b stands elsewhere too, and g is what varies
    both = System(["b * g = d", "b + b = c"], {**rounded, "c": None, **exact(d=6)})
    assert both.loosened == ()
    assert both.bounds["c"] == Interval("-800/33", "-2400/101")


def test_a_sign_that_rests_on_a_figure_is_not_known_without_it():
    names = {"b": None, "g": share(50), "d": "USD -6", "c": "USD 12"}
    system = System(["b * g = d", "b = c"], names)
    assert [one.names for one in system.culprits] == [("c",), ("d",), ("g",)]
    reaches = {one.name: one.reach for one in system.restatements}
    # b is c, 11.5 to 12.5, and d is -6.5 to -5.5
    assert reaches["g"] == Interval(Fraction("-6.5") / Fraction("11.5"), Fraction("-5.5") / Fraction("12.5"))
    assert reaches["c"].hi < 0


HALVES = ["a * r = d", "a * s = b", "c + b = d"]


@pytest.mark.parametrize("relations", [HALVES, HALVES[::-1]])
def test_a_sign_that_another_relation_tells_is_known_when_a_figure_is_let_go(relations):
    names = {**exact(b=10, c=30, d=10), "a": None, "r": share(50, "exact"), "s": share(50, "exact")}
    # a is 20 by d, and by b. Without b it still is, so that b is 10, and 30 + 10 is not 10; so without d
    system = System(relations, names)
    assert [(one.name, one.reach) for one in system.restatements] == [("c", Interval(0, 0))]
    assert [one.names for one in system.culprits] == [("c",)]
    # With c right, two others are wrong, but not b and d: both are half of a, whatever that is.
    doubted = System(relations, names, weights={"c": 5})
    assert {
        one.names: [restated.reach.lo for restated in one.restatements if restated.reach.is_point]
        for one in doubted.culprits
    } == {
        ("b", "r"): [-20, Fraction("-0.25")],  # b is 10 - 30, a twice that, and d, 10, its quarter, turned
        ("b", "s"): [-20, -1],  # a is 20
        ("d", "r"): [40, 2],  # d is 30 + 10, and a is 20
        ("d", "s"): [40, Fraction("0.125")],  # a is twice 40, and b is 10
    }
    assert doubted.unfinished == ()


def test_a_figure_is_no_culprit_where_neither_sign_helps():
    names = {**exact(c=9, k=5), "a": None, "r": share(50, "exact")}
    # a is half of itself or less only where it is not above zero; there a + c is not above zero either
    system = System(["a * r = c", "a <= c", "a + c >= k"], names)
    (restated,) = system.restatements
    assert [one.names for one in system.culprits] == [("r",)]
    # a is -4 to 9, and r is 9 / a: nothing between -9/4 and 1
    assert restated.reach == Interval(None, None)
    assert str(restated.nearest) == "100%"


def test_a_product_with_zero_is_zero_when_the_figure_that_told_its_sign_is_let_go():
    names = {**exact(d=3, k=5, m=5, q=1), "a": None, "r": share(50, "exact")}
    relations = ["a * r = d", "a + k = m"]
    # a is 6, or k and m are right: then it is 0, and so is d
    system = System(relations, names)
    reaches = {one.name: one.reach for one in system.restatements}
    assert reaches == {"d": Interval(0, 0), "k": Interval(-1, -1), "m": Interval(11, 11)}
    # d is 1 or more, and can no longer be 0
    more = System([*relations, "d >= q"], names)
    assert [one.names for one in more.culprits] == [("k",), ("m",)]


def test_a_quotient_of_sums_that_both_have_no_end():
    names = {**exact(c=9, d=12), "a": None, "g": None}
    # 9/12 where a is nothing, and nearer to one the more it is
    system = System(["(a + c) / (a + d) = g", "a >= 0 * c"], names)
    assert system.bounds["g"] == Interval(Fraction(3, 4), 1, hi_open=True)
    above = System(["(a + d) / (a + c) = g", "a > 0 * c"], names)
    assert above.bounds["g"] == Interval(1, Fraction(4, 3), lo_open=True, hi_open=True)


def test_what_would_leave_one_rate_to_be_two_numbers_is_no_culprit():
    # with 5 for d the rate is 6/5 or more by the first two, and 4/5 or less by the others; with 3 it is 4/3
    # or less
    said = ["a / x = rate", "x <= c", "b / y = rate", "y >= d", "e + d = t"]
    names = {**exact(a=6, b=4, c=5, d=5, e=1, t=4), "x": None, "y": None, "rate": None}
    system = System(said, names)
    assert system.verdict is Verdict.INCONSISTENT
    assert [one.names for one in system.culprits] == [("d",)]
    (restated,) = system.restatements
    assert restated.reach == Interval(3, 3)
    loose = System(said, {**names, "c": None})  # then x may be large, and the rate small
    assert [one.names for one in loose.culprits] == [("d",), ("e",), ("t",)]


def test_where_every_lightest_set_would_leave_a_rate_to_be_two_numbers_heavier_ones_are_found():
    # 9 + 1 is not 4, and no 10 is at most 5. Still the rate is 6/5 or more, and 4/5 or less: one number of
    # these has to go as well, though not the 5 that y is at least: 4 is at most that, and 4/4 less than 6/5
    said = ["a / x = rate", "x <= c", "b / y = rate", "y >= f", "e + d = t", "t <= f"]
    names = {**exact(a=6, b=4, c=5, d=9, e=1, f=5, t=4), "x": None, "y": None, "rate": None}
    system = System(said, names)
    assert [one.names for one in system.culprits] == [(one, other) for one in "abc" for other in "de"]


@pytest.mark.parametrize(
    "whole, share, part, culprits",
    [
        (0, 50, 5, {"part", "whole"}),  # whatever the share is, it is none of 0
        (0, 50, -5, {"part", "whole"}),
        (0, -50, -5, {"part", "whole"}),
        (0, 0, 5, {"part"}),
    ],
)
def test_a_whole_of_zero_tells_no_side_and_no_share_mends_it(whole, share, part, culprits):
    names = {
        "whole": Figure.exact(whole, "USD"),
        "share": Figure.exact(share, "percent"),
        "part": Figure.exact(part, "USD"),
    }
    system = System("whole * share = part", names)
    assert {one.names for one in system.culprits} == {(name,) for name in culprits}
    reaches = {one.restatements[0].name: one.restatements[0].reach for one in system.culprits}
    if share:
        assert reaches["whole"] == Interval.point(Fraction(100 * part, share))
