"""One unknown in two places: what it leaves possible, and how far the whole can go, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lacmigration.checking import check
from lacmigration.checking._joint import sharp
from lacmigration.checking._polynomials import Least, least, quotient, root
from lacmigration.checking._quantities import resolve
from lacmigration.checking._ranges import loose, strict
from lacmigration.facts import Fact, MappingFacts
from lacmigration.figures import Figure, Rounding
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.relations import Total, parse_relation

ENTAILED, COMPATIBLE, QUESTIONABLE, INCONSISTENT, UNDECIDED = Verdict
CLOSED = Interval(0, 1)
OPEN = Interval(0, 1, lo_open=True, hi_open=True)


def facts(**figures: str | Figure):
    return {
        name: Fact(id=name, figure=Figure.parse(one) if isinstance(one, str) else one)
        for name, one in figures.items()
    }


def found(text, **figures: str | Figure):
    return check(parse_relation(text), facts=facts(**figures))


def side(text, **figures: str | Figure):
    """An expression with its quantities, as a check sees it."""
    return resolve(parse_relation(f"{text} = 0 * 0").left, MappingFacts(facts(**figures)))


def rounded(text, rounding):
    return Figure.parse(text, rounding=Rounding(rounding))


def test_how_far_a_share_of_its_own_total_goes():
    """From 9.5 / (9.5 + 30.5) to 10.5 / (10.5 + 29.5), each reached; without the last digit, neither."""
    share = found("a / (a + b) = c", a="10", b="30", c="25%")
    assert share.computed == Interval(Fraction(19, 80), Fraction(21, 80))
    share = found("a / (a + b) = c", a=rounded("10", "half-up"), b="30", c="25%")
    assert share.computed == Interval(Fraction(19, 80), Fraction(21, 80), hi_open=True)
    share = found("a / (a + b) = c", a="10", b=rounded("30", "half-up"), c="25%")
    assert share.computed == Interval(Fraction(19, 80), Fraction(21, 80), lo_open=True)


@pytest.mark.parametrize(
    "stated, verdict",
    [
        ("24%", INCONSISTENT),
        ("25%", COMPATIBLE),
        ("26%", COMPATIBLE),
        ("27%", COMPATIBLE),
        ("28%", INCONSISTENT),
        ("27.4%", COMPATIBLE),
        ("27.5%", INCONSISTENT),
        ("about 28%", QUESTIONABLE),
        ("one in four", ENTAILED),  # from 1 in 4.5 to 1 in 3.5
        ("a third", INCONSISTENT),  # from 7 of 24
    ],
)
def test_a_share_of_its_own_total(stated, verdict):
    """11 / (11 + 31): from 10.5 / (10.5 + 31.5) = 25 % to 11.5 / (11.5 + 30.5) = 27.38 %."""
    assert found("a / (a + b) = c", a="11", b="31", c=stated).verdict is verdict


def test_what_a_share_of_its_own_total_should_have_been():
    one = found("a / (a + b) = c", a="11", b="31", c="28%")
    assert one.computed == Interval(Fraction(1, 4), Fraction(23, 84))
    assert str(one.restatement) == "26%"  # 11 / 42 is 26.2 %
    assert one.slack == (Fraction(23, 84) - Fraction(275, 1000)) * 100
    assert one.power == Fraction(17, 20)  # of 18 to 38 %, 25, 26 and 27 % would agree
    assert one.witness == ()


def test_a_share_of_its_own_total_can_be_certain():
    assert found("a / (a + b) = c", a="10.0", b="30.0", c="25%").verdict is ENTAILED
    assert found("a / (a + b) = c", a="10", b="30", c="25%").verdict is COMPATIBLE


def test_a_share_that_only_the_generous_see():
    """9 at most of "more than 20": 9.5 / (9.5 + 20) = 32 % at most, and as little as one likes."""
    one = found("a / (a + b) = c", a="9", b="more than 20", c="31%")
    assert one.verdict is COMPATIBLE
    one = found("a / (a + b) = c", a="9", b="more than 20", c="4%")
    assert one.verdict is QUESTIONABLE
    (_, a), (_, again), (_, b), (_, c) = one.witness
    assert a == again
    assert a / (a + b) == c
    assert found("a / (a + b) = c", a="9", b="more than 20", c="33%").verdict is INCONSISTENT


def test_ends_that_are_shared_but_not_reached():
    """1 of 1 + 1 at least and 2 of 2 + 0.5 at most: from 40 to 80 %, neither; 40 % itself is out of reach."""
    low, high = rounded("1", "floor"), rounded("1", "half-up")
    share = found("a / (a + b) = c", a=low, b=high, c="60%")
    assert share.computed == Interval(Fraction(2, 5), Fraction(4, 5), lo_open=True, hi_open=True)
    exactly = Figure.exact(40, "percent")
    assert found("a / (a + b) = c", a=low, b=high, c=exactly).verdict is INCONSISTENT
    assert found("a / (a + b) = c", a=low, b="1", c=exactly).verdict is COMPATIBLE


@pytest.mark.parametrize(
    "text, figures, verdict",
    [
        # What a figure is less itself is nothing, however it was rounded.
        ("a - a = 0 * b", {"a": "10", "b": "1"}, ENTAILED),
        ("a + b = b + a", {"a": "10", "b": "1"}, ENTAILED),
        ("a - b = b - a", {"a": "10", "b": "30"}, INCONSISTENT),
        ("a - b = b - a", {"a": "10", "b": "11"}, COMPATIBLE),  # both 10.5
        ("a / b = b / a", {"a": "10", "b": "11"}, UNDECIDED),
        ("a - a * c = b", {"a": "200.0", "b": "150.0", "c": "25.0%"}, COMPATIBLE),
        ("a - a * c = b", {"a": "200.0", "b": "140.0", "c": "25.0%"}, INCONSISTENT),
        # a (1 - c) is 149.9 to 150.1 there.
        ("a - a * c = b", {"a": "200.0", "b": "150", "c": "25.0%"}, ENTAILED),
        ("(b - a) / a = c", {"a": "200.0", "b": "300.0", "c": "50%"}, ENTAILED),
        ("(b - a) / a = c", {"a": "200.0", "b": "300.0", "c": "60%"}, INCONSISTENT),
        ("a <= a + b", {"a": "10", "b": "1"}, ENTAILED),
        ("a < a - b", {"a": "10", "b": "1"}, INCONSISTENT),
        ("a < a + b", {"a": "10", "b": "0"}, COMPATIBLE),
        ("a <= a * b", {"a": "10", "b": "1"}, COMPATIBLE),
        ("a + b < b", {"a": Figure.exact(0), "b": "9"}, INCONSISTENT),
        ("a + b <= b + 0", {"a": Figure.exact(0), "b": "9"}, ENTAILED),
        # The mean of two is between them.
        ("average(a, b) <= a", {"a": "10", "b": "30"}, INCONSISTENT),
        ("average(a, b) >= a", {"a": "10", "b": "30"}, ENTAILED),
        ("average(a, b) = average(b, c)", {"a": "10", "b": "30", "c": "10"}, COMPATIBLE),
        ("average(a, b) = average(b, c)", {"a": "11", "b": "31", "c": "13"}, INCONSISTENT),
        ("average(a, b) = average(b, c, d)", {"a": "20", "b": "30", "c": "20", "d": "25"}, COMPATIBLE),
        # a / (a + b) = c / (c + d) is a d = b c.
        ("a / (a + b) = c / (c + d)", {"a": "10", "b": "30", "c": "20", "d": "60"}, COMPATIBLE),
        ("a / (a + b) = c / (c + d)", {"a": "11", "b": "31", "c": "21", "d": "91"}, INCONSISTENT),
        ("average(a, b) = average(c, d)", {"a": "10", "b": "30", "c": "11", "d": "30"}, COMPATIBLE),
        # Of shares of a whole, none is below nothing or above all of it.
        ("share(a, a + b) = c", {"a": "11", "b": "31", "c": "26%"}, COMPATIBLE),
        ("share(a, a + b) = c", {"a": "11", "b": "31", "c": "126%"}, INCONSISTENT),
        ("share(a, a) = c", {"a": "11", "c": "100%"}, ENTAILED),
        ("partition(a, a, b)", {"a": "40%", "b": "20%"}, COMPATIBLE),
        ("partition(a, a, b)", {"a": "-40%", "b": "180%"}, INCONSISTENT),
        # Read generously, what is divided by may be of either sign.
        ("a / (a + b) = c", {"a": "USD 2", "b": "nearly USD 5", "c": "90%"}, QUESTIONABLE),  # 2 of 2.22
        ("a / (a + b) = c", {"a": "USD 2", "b": "nearly USD 5", "c": "22%"}, UNDECIDED),
        ("a / (a + b) = c", {"a": "USD 2", "b": "nearly USD 5", "c": "200%"}, QUESTIONABLE),  # 2 of 2 - 1
        # A number that is known may well repeat: 12 / (b - 12) with b from 0 to 17 is above 2.4 or below -1.
        ("a / (b - a) = c", {"a": Figure.exact(12), "b": "up to 17", "c": "5%"}, INCONSISTENT),
        ("a / (b - a) = c", {"a": Figure.exact(12), "b": "up to 17", "c": "-200%"}, QUESTIONABLE),
        ("b * 0 / b = c", {"b": "nearly 1 hectare", "c": "30%"}, INCONSISTENT),
        # Only where b is nothing would it hold, and there nothing can be divided by it.
        ("b * c / b = d", {"b": "nearly 1 hectare", "c": "0.1", "d": "30%"}, UNDECIDED),
        # Weighted means.
        (
            "(a * x + b * y) / (a + b) = z",
            {"a": "10", "b": "30", "x": "20", "y": "40", "z": "35"},
            COMPATIBLE,
        ),
        (
            "(a * x + b * y) / (a + b) = z",
            {"a": "10", "b": "30", "x": "20", "y": "41", "z": "42"},
            INCONSISTENT,
        ),
        # What cannot be told: a square.
        ("a * a = b", {"a": "3", "b": "12"}, UNDECIDED),
        ("a * a = b", {"a": "3", "b": "9"}, COMPATIBLE),
        ("a * a = b", {"a": "3", "b": "13"}, INCONSISTENT),  # 12.25 at most
        ("a / (a - b) = c", {"a": "30", "b": "10", "c": "150%"}, COMPATIBLE),
        ("a / (b - a) = c", {"a": "30", "b": "10", "c": "-150%"}, COMPATIBLE),
        ("a / (b - a) = c", {"a": "31", "b": "11", "c": "-190%"}, INCONSISTENT),
        ("a / (a - b) = c", {"a": "10", "b": "10", "c": "150%"}, UNDECIDED),  # 10 - 10 may be 0
    ],
)
def test_verdicts(text, figures, verdict):
    one = found(text, **figures)
    assert one.verdict is verdict
    if verdict is UNDECIDED:
        assert one.reason in {
            "one figure occurs twice in it, and its two places cannot be told apart",
            "a denominator may be zero: an expression",
            "a denominator may be zero where the figures are read generously",
        }


@pytest.mark.parametrize(
    "text, figures, verdict",
    [
        ("a >= b >= a", {"a": "10", "b": "10"}, COMPATIBLE),
        ("a >= b >= a", {"a": "10", "b": "11"}, COMPATIBLE),  # both 10.5
        ("a >= b >= a", {"a": "11", "b": "10"}, COMPATIBLE),
        ("a >= b >= a", {"a": "11", "b": "13"}, INCONSISTENT),
        ("a > b > a", {"a": "11", "b": "11"}, UNDECIDED),
        ("a > b > a", {"a": "more than 10", "b": "more than 10"}, UNDECIDED),
        ("a + b > a > b", {"a": "11", "b": "3"}, ENTAILED),
        ("a + b > a > b", {"a": "3", "b": "2"}, COMPATIBLE),
        ("a / b > c > d", {"a": "4", "b": "nearly 5", "c": "3", "d": "1"}, UNDECIDED),
        ("a * b > c > d", {"a": "4", "b": "5", "c": "3", "d": "1"}, ENTAILED),
    ],
)
def test_orders_in_which_a_figure_occurs_twice(text, figures, verdict):
    test_verdicts(text, figures, verdict)


def test_more_corners_than_are_tried():
    """Twelve times 10 (10 - 1): with the tens at face value up to 1,140, but up to 1,197 in all."""

    def verdict(count, stated):
        pairs = " + ".join(f"a{n} * b{n} - a{n}" for n in range(count))
        both = {f"{name}{n}": "10" for name in "ab" for n in range(count)}
        return found(f"{pairs} = s", **both, s=stated).verdict

    assert verdict(12, "1,139") is COMPATIBLE
    assert verdict(12, "1,151") is UNDECIDED
    assert verdict(12, "2,901") is INCONSISTENT
    assert verdict(6, "596") is COMPATIBLE  # up to 598.5


def test_a_witness_gives_an_unknown_one_value():
    one = found("(b - a) / a = c", a="200", b="300", c="51%")
    values = dict(one.witness)
    assert len(one.witness) == 4
    assert (values["b"] - values["a"]) / values["a"] == values["c"]
    assert Fraction(399, 2) <= values["a"] <= Fraction(401, 2)
    assert Fraction(599, 2) <= values["b"] <= Fraction(601, 2)


def test_a_figure_written_twice_is_two_unknowns():
    """Two figures of 10 need not be equal; one figure is equal to itself."""
    ten = Fact(id="", label="ten", figure=Figure.parse("10"))
    assert check(Total([ten, "5"], "14")).verdict is COMPATIBLE
    one = parse_relation('"10" - "10" = "1"')
    assert check(one).verdict is COMPATIBLE  # 10.5 less 9.5
    assert found("a - a = b", a="10", b="1").verdict is INCONSISTENT


def test_many_that_occur_twice():
    """The share of two of thirty gifts in their total: 1 / 15."""
    names = [f"g{number}" for number in range(30)]
    gifts = dict.fromkeys(names, "100.0")
    text = f"(g0 + g1) / ({' + '.join(names)}) = s"
    assert found(text, **gifts, s="7%").verdict is ENTAILED
    assert found(text, **gifts, s="8%").verdict is INCONSISTENT


def test_too_many_that_occur_twice_in_products():
    """A product of two sums of two hundred is longer than is looked at."""
    names = [f"g{number}" for number in range(200)]
    sums = " + ".join(names)
    gifts = dict.fromkeys(names, "1")
    assert found(f"({sums}) * ({sums}) = s", **gifts, s="45,000").verdict is UNDECIDED
    assert found(f"({sums}) * ({sums}) = s", **gifts, s="40,000").verdict is COMPATIBLE
    pairs = " + ".join(f"a{n} * b{n}" for n in range(10))
    both = {f"{name}{n}": "1" for name in "ab" for n in range(10)}
    assert found(f"({pairs}) - a0 = s", **both, s="12").verdict in {COMPATIBLE, UNDECIDED}


def test_what_is_sharp():
    assert sharp(side("a - a * 0", a="10"), strict) == Interval("9.5", "10.5")
    assert sharp(side("a - a", a="10"), strict) == Interval(0, 0)
    assert sharp(side("a * a", a="10"), strict) is None
    assert sharp(side("a + a", a="more than 10"), loose) is None
    assert sharp(side("a + a", a="more than 10"), strict) == Interval(20, 40, lo_open=True, hi_open=True)
    assert sharp(side("a + b", a="10", b="1"), strict) == Interval(10, 12)


def test_a_quotient_whose_denominator_shrinks_to_nothing_has_no_sharp_range():
    """a / (a + b) with both just above nothing: anything, as far as the ends tell."""
    assert sharp(side("a / (a + b)", a="more than 0", b="more than 0"), strict) is None


def test_quotients_of_polynomials():
    over, under = quotient(side("a / (a + b)", a="10", b="30"), strict)
    assert over == {("a",): 1}
    assert under == {("a",): 1, ("b",): 1}
    over, under = quotient(side("a / (b - a)", a="30", b="10"), strict)  # turned, as b - a is below 0
    assert over == {("a",): -1}
    assert under == {("a",): 1, ("b",): -1}
    over, under = quotient(side("a / b + 2 / c - 1 * 3", a="1", b="2", c="4"), strict)
    assert over == {("a", "c"): 1, ("b",): 2, ("b", "c"): -3}
    assert under == {("b", "c"): 1}
    assert quotient(side("a / (a - b)", a="30", b="30"), strict) is None
    assert quotient(side("a * (a + b)", a="30", b="30"), strict) is None
    assert quotient(side("1 / (a * a)", a="30"), strict) is None
    assert quotient(side("a / b + b / a", a="30", b="3"), strict) is None
    assert quotient(side("a * a + b", a="30", b="3"), strict) is None
    assert quotient(side("b + a * a", a="30", b="3"), strict) is None


def test_where_a_polynomial_is_least():
    both = {("a", "b"): Fraction(1), ("a",): Fraction(-1)}  # a (b - 1)
    assert least(both, {"a": Interval(1, 2), "b": Interval(0, 3)}) == Least(Fraction(-2), {"b": 0, "a": 1})
    linear = {("a",): Fraction(2), (): Fraction(5)}
    assert least(linear, {"a": Interval(1, 2), "b": CLOSED}) == Least(
        Fraction(7), {"a": 0, "b": Fraction(1, 2)}
    )
    assert least({("a",): Fraction(-1)}, {"a": Interval(1, None)}).value is None
    assert least(both, {"a": Interval(None, None), "b": CLOSED}) is None
    assert (
        least({tuple("abcdefghijklmnopqrs"): Fraction(1)}, dict.fromkeys("abcdefghijklmnopqrs", CLOSED))
        is None
    )


@pytest.mark.parametrize(
    "a, b, reached",
    [
        (CLOSED, CLOSED, True),
        (OPEN, CLOSED, True),  # 0 wherever b is 0 or a is 0
        (CLOSED, OPEN, True),
        (OPEN, OPEN, False),
    ],
)
def test_a_least_value_is_reached_on_a_closed_edge(a, b, reached):
    """a b from 0 to 1: 0 along two edges of the square, of which an open one does not count."""
    box = {"a": a, "b": b}
    lowest = least({("a", "b"): Fraction(1)}, box)
    assert lowest.value == 0
    assert lowest.is_reached(box) is reached


def test_without_bounds_the_sign_is_told():
    """a b - a with a from 1 without end: below 0 only where b is below 1."""
    polynomial = {("a", "b"): Fraction(1), ("a",): Fraction(-1)}
    for part, sign in ((Interval(0, 3), -1), (Interval(2, 3), 1)):
        lowest = least(polynomial, {"a": Interval(1, None), "b": part})
        assert lowest.value is None or lowest.value * sign > 0
    lowest = least(polynomial, {"a": Interval(None, -1), "b": Interval(0, 1, hi_open=True)})
    assert lowest.value >= 0


def test_a_root_lies_within_the_box():
    box = {"a": Interval(0, None, lo_open=True), "b": Interval(None, 3), "c": OPEN}
    polynomial = {("a", "c"): Fraction(1), ("b",): Fraction(1), (): Fraction(-2)}  # a c + b - 2
    lowest = least(polynomial, box)
    highest = least({product: -factor for product, factor in polynomial.items()}, box)
    values = root(polynomial, box, lowest, highest)
    assert values["a"] * values["c"] + values["b"] == 2
    assert all(value in box[name] for name, value in values.items())
