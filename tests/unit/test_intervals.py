"""Intervals with open and closed ends, worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from lacmigration.errors import FigureError, FloatError, LacMigrationError
from lacmigration.intervals import EVERYTHING, NOT_NEGATIVE, UNIT, Interval, rational

F = Fraction


@pytest.mark.parametrize(
    "given, exact",
    [
        (7, F(7)),
        ("57.5", F(115, 2)),
        (" -3 ", F(-3)),
        ("1/3", F(1, 3)),
        (Decimal("0.10"), F(1, 10)),
        (F(2, 3), F(2, 3)),
    ],
)
def test_exact_numbers_are_taken(given, exact):
    assert rational(given) == exact


@pytest.mark.parametrize("given", [1.5, True, None, [1]])
def test_what_is_not_exact_is_refused_with_its_value(given):
    with pytest.raises(FloatError, match="pass an int, a Decimal or text") as caught:
        rational(given, where="weight")
    assert str(caught.value).startswith(f"weight: {given!r}")
    assert isinstance(caught.value, TypeError)


@pytest.mark.parametrize(
    "given",
    ["", "x", "57,5", "1e9", "1_000", "1/0", "nan", "9" * 2001, Decimal("NaN"), Decimal("Infinity")],
)
def test_what_is_no_plain_number_is_refused(given):
    with pytest.raises(FigureError, match=r"plain number|written out|divides by zero"):
        rational(given)


@pytest.mark.parametrize("given", ["1e1001", "1e-1001", "1e999999"])
def test_numbers_beyond_a_thousand_digits_are_refused_before_they_cost_anything(given):
    with pytest.raises(FigureError, match="written out"):
        rational(Decimal(given))
    assert rational(Decimal("1e1000")) == 10**1000
    assert rational(Decimal("1e-1000")) == F(1, 10**1000)
    assert rational(-(10**1000)) == -(10**1000)
    assert rational("1" + "0" * 1000) == 10**1000


@pytest.mark.parametrize(
    "given, shown",
    [
        (10**1001, "10^1001 or more"),
        (-(10**5000), "-10^1001 or more"),
        ("1" + "0" * 1001, f"'1{'0' * 39}'..."),
        ("0." + "0" * 1000 + "1", f"'0.{'0' * 38}'..."),
        ("1/1" + "0" * 1001, f"'1/1{'0' * 37}'..."),
    ],
    ids=["int", "negative", "text", "decimals", "quotient"],
)
def test_whole_numbers_and_texts_beyond_a_thousand_digits_are_refused_too(given, shown):
    with pytest.raises(FigureError) as caught:
        Interval(given, None)
    assert str(caught.value).startswith(f"end of an interval: {shown} is not a number")


@pytest.mark.parametrize(
    "lo, hi, lo_open, hi_open", [(2, 1, False, False), (1, 1, True, False), (1, 1, False, True)]
)
def test_an_interval_is_never_empty(lo, hi, lo_open, hi_open):
    with pytest.raises(FigureError, match="no number lies in") as caught:
        Interval(lo, hi, lo_open, hi_open)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, LacMigrationError)


def test_a_float_is_no_end():
    with pytest.raises(FloatError, match=r"end of an interval: 0\.5 is a float"):
        Interval(0.5, 1)


def test_an_unbounded_end_is_never_open_so_that_each_set_has_one_spelling():
    assert Interval(None, 3, lo_open=True) == Interval(None, 3)
    assert Interval(3, None, hi_open=True) == Interval(3, None)
    assert hash(Interval(None, None, lo_open=True, hi_open=True)) == hash(EVERYTHING)


@pytest.mark.parametrize(
    "interval, shown",
    [
        (Interval("56.5", "57.5", hi_open=True), "[113/2, 115/2)"),
        (Interval(1, 2, lo_open=True), "(1, 2]"),
        (Interval(5, None, lo_open=True), "(5, inf)"),
        (Interval(None, 0), "(-inf, 0]"),
        (EVERYTHING, "(-inf, inf)"),
    ],
)
def test_it_shows_itself_as_mathematicians_do(interval, shown):
    assert repr(interval) == shown


def test_point_and_width():
    assert Interval.point("2.5").is_point
    assert not Interval(1, 2).is_point
    assert not EVERYTHING.is_point
    assert Interval(1, "2.5").width == F(3, 2)
    assert NOT_NEGATIVE.width is None
    assert Interval(None, 0).width is None


def test_open_ends_are_outside():
    half_open = Interval(1, 2, lo_open=True)
    assert 1 not in half_open
    assert "1.000001" in half_open
    assert 2 in half_open
    assert Decimal("2.01") not in half_open
    assert 2 not in Interval(1, 2, hi_open=True)
    assert 10**30 in NOT_NEGATIVE
    assert -1 not in NOT_NEGATIVE
    assert -(10**30) in Interval(None, 0)


def test_at_a_shared_end_both_must_be_closed():
    assert Interval(1, 2).meets(Interval(2, 3))
    assert not Interval(1, 2, hi_open=True).meets(Interval(2, 3))
    assert not Interval(1, 2).meets(Interval(2, 3, lo_open=True))
    assert not Interval(2, 3, lo_open=True).meets(Interval(1, 2))
    assert not Interval(1, 2).meets(Interval(3, 4))
    assert Interval(None, 2).meets(Interval(2, None))


def test_intersection():
    assert Interval(1, 3).intersect(Interval(2, 4, lo_open=True)) == Interval(2, 3, lo_open=True)
    assert Interval(1, 3).intersect(Interval(1, 3, lo_open=True, hi_open=True)) == Interval(1, 3, True, True)
    assert Interval(1, 2).intersect(Interval(2, 3)) == Interval(2, 2)
    assert Interval(1, 2).intersect(Interval(3, 4)) is None
    assert NOT_NEGATIVE.intersect(Interval(None, 5, hi_open=True)) == Interval(0, 5, hi_open=True)
    assert Interval(1, 2).intersect(EVERYTHING) == Interval(1, 2)


def test_hull():
    assert Interval(1, 2, lo_open=True).hull(Interval(1, 3, hi_open=True)) == Interval(1, 3, hi_open=True)
    assert Interval(1, 2).hull(Interval(5, None)) == Interval(1, None)
    assert Interval(None, 2).hull(Interval(0, 1)) == Interval(None, 2)
    assert Interval(1, 3, hi_open=True).hull(Interval(2, 3)) == Interval(1, 3)


@pytest.mark.parametrize(
    "inner, outer, lies_within",
    [
        (Interval(1, 2), Interval(1, 2), True),
        (Interval(1, 2), Interval(1, 2, lo_open=True), False),
        (Interval(1, 2), Interval(1, 2, hi_open=True), False),
        (Interval(1, 2, lo_open=True, hi_open=True), Interval(1, 2, lo_open=True, hi_open=True), True),
        (Interval(0, 2), Interval(1, 2), False),
        (Interval(1, 3), Interval(1, 2), False),
        (Interval(None, 2), Interval(1, 2), False),
        (Interval(1, None), Interval(1, 2), False),
        (Interval(1, None), NOT_NEGATIVE, True),
        (Interval(1, 2), EVERYTHING, True),
    ],
)
def test_within(inner, outer, lies_within):
    assert inner.within(outer) is lies_within


def test_interior():
    assert Interval(1, 2).interior() == Interval(1, 2, lo_open=True, hi_open=True)
    assert Interval(None, 2).interior() == Interval(None, 2, hi_open=True)
    assert Interval.point(1).interior() is None


@pytest.mark.parametrize(
    "interval, target, found",
    [
        (Interval(1, 3), 2, 2),
        (Interval(1, 3), 0, 1),
        (Interval(1, 3), 5, 3),
        (Interval(1, 3, lo_open=True), 1, 2),
        (Interval(1, 3, hi_open=True), 3, 2),
        (Interval(1, None, lo_open=True), 0, 2),
        (Interval(None, 1, hi_open=True), 4, 0),
        (EVERYTHING, 4, 4),
    ],
)
def test_the_nearest_number_or_one_well_inside_an_open_end(interval, target, found):
    assert interval.nearest(F(target)) == found


def test_subtraction_swaps_the_open_ends():
    assert Interval(5, 6, hi_open=True) - Interval(1, 2, lo_open=True) == Interval(3, 5, hi_open=True)
    assert Interval(5, 6) - Interval(1, 2, lo_open=True) == Interval(3, 5, hi_open=True)
    assert Interval(5, 6) - Interval(1, 2, hi_open=True) == Interval(3, 5, lo_open=True)
    assert -Interval(1, None, lo_open=True) == Interval(None, -1, hi_open=True)


def test_sums():
    assert Interval(1, 2, hi_open=True) + Interval(10, 20) == Interval(11, 22, hi_open=True)
    assert Interval(1, 2) + Interval(10, None) == Interval(11, None)
    assert Interval(None, 2) + Interval(10, None) == EVERYTHING


@pytest.mark.parametrize(
    "one, other, product",
    [
        (Interval(2, 3), Interval(4, 5), Interval(8, 15)),
        (Interval(2, 3, lo_open=True), Interval(4, 5, hi_open=True), Interval(8, 15, True, True)),
        (Interval(-2, 3), Interval(4, 5), Interval(-10, 15)),
        (Interval(-2, 3), Interval(-5, 4), Interval(-15, 12)),
        (Interval(-3, -2), Interval(-5, -4), Interval(8, 15)),
        (Interval(0, 1, lo_open=True), Interval(0, 1), Interval(0, 1)),
        (Interval(0, 1, True, True), Interval(0, 1), Interval(0, 1, hi_open=True)),
        (Interval(-1, 1, True, True), Interval(0, 0), Interval(0, 0)),
        (Interval(0, 1, lo_open=True), Interval(0, 1, lo_open=True), Interval(0, 1, lo_open=True)),
        (Interval(0, 1), Interval(5, None), NOT_NEGATIVE),
        (Interval(0, 1, lo_open=True), Interval(5, None), Interval(0, None, lo_open=True)),
        (Interval(1, 2), Interval(5, None, lo_open=True), Interval(5, None, lo_open=True)),
        (Interval(1, None), Interval(None, -1), Interval(None, -1)),
        (EVERYTHING, Interval(0, 0), Interval(0, 0)),
        (EVERYTHING, NOT_NEGATIVE, EVERYTHING),
        (Interval(-1, 1), EVERYTHING, EVERYTHING),
        (Interval(-1, 0), NOT_NEGATIVE, Interval(None, 0)),
    ],
)
def test_products(one, other, product):
    assert one * other == product
    assert other * one == product


def test_scaling():
    assert Interval(1, 2, lo_open=True).scaled(F(-3)) == Interval(-6, -3, hi_open=True)
    assert Interval(1, None).scaled(F(0)) == Interval(0, 0)


@pytest.mark.parametrize(
    "interval, inverse",
    [
        (Interval(2, 4), Interval("1/4", "1/2")),
        (Interval(2, 4, lo_open=True), Interval("1/4", "1/2", hi_open=True)),
        (Interval(-4, -2, hi_open=True), Interval("-1/2", "-1/4", lo_open=True)),
        (Interval(0, 4), Interval("1/4", None)),
        (Interval(-4, 0), Interval(None, "-1/4")),
        (Interval(2, None), Interval(0, "1/2", lo_open=True)),
        (Interval(None, -2), Interval("-1/2", 0, hi_open=True)),
        (NOT_NEGATIVE, Interval(0, None, lo_open=True)),
        (Interval(-1, 1), EVERYTHING),
        (EVERYTHING, EVERYTHING),
        (Interval(-1, None), EVERYTHING),
    ],
)
def test_reciprocals(interval, inverse):
    assert interval.reciprocal() == inverse


def test_nothing_is_divided_by_zero_alone():
    with pytest.raises(ZeroDivisionError, match="holds only 0"):
        Interval(0, 0).reciprocal()


def test_division():
    assert Interval(1, 2) / Interval(4, 5) == Interval("1/5", "1/2")
    assert Interval("57450000", "57550000") / Interval("149500000", "150500000") == Interval(
        "1149/3010", "1151/2990"
    )


def test_zero_may_lie_in_it():
    assert UNIT.may_be_zero
    assert not Interval(0, 1, lo_open=True).may_be_zero
    assert not Interval(1, 2).may_be_zero
