"""The laws of interval arithmetic, held against the numbers in the intervals."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from operator import add, mul, sub, truediv

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lacmigration.intervals import EVERYTHING, Interval
from lacmigration.testing import intervals

SMALL = st.integers(-3, 3).map(Fraction)
OPERATIONS = {"+": add, "-": sub, "*": mul}


@st.composite
def numbers_of(draw, interval):
    """A number of an interval, its ends (or nearly) among them."""
    lo, hi = interval.lo, interval.hi
    wanted = [st.fractions(-2000, 2000, max_denominator=100)]
    wanted += [st.just(end) for end in (lo, hi) if end is not None]
    if lo is not None and hi is not None:
        wanted.append(st.fractions(0, 1).map(lambda part: lo + part * (hi - lo)))
    return interval.nearest(draw(st.one_of(wanted)))


@pytest.mark.parametrize("sign", OPERATIONS)
@given(data=st.data(), a=intervals(), b=intervals())
def test_every_pointwise_result_is_contained(sign, data, a, b):
    x, y = data.draw(numbers_of(a)), data.draw(numbers_of(b))
    assert OPERATIONS[sign](x, y) in OPERATIONS[sign](a, b)


@given(st.data(), intervals(), intervals())
def test_every_quotient_is_contained(data, a, b):
    assume(b != Interval(0, 0))
    x, y = data.draw(numbers_of(a)), data.draw(numbers_of(b))
    assume(y)
    assert truediv(x, y) in a / b


def samples(interval):
    """The numbers that can give an extreme of a small interval: its ends or nearly, some inside, and zero."""
    tiny = Fraction(1, 1000)
    low = interval.lo if not interval.lo_open else interval.lo + tiny
    high = interval.hi if not interval.hi_open else interval.hi - tiny
    return {low, high, (low + high) / 2} | ({Fraction(0)} if 0 in interval else set())


@pytest.mark.parametrize("sign", OPERATIONS)
@given(a=intervals(bounded=True, ends=SMALL), b=intervals(bounded=True, ends=SMALL))
def test_an_end_is_closed_where_some_numbers_attain_it_and_only_there(sign, a, b):
    result = OPERATIONS[sign](a, b)
    values = [OPERATIONS[sign](x, y) for x, y in product(samples(a), samples(b))]
    assert (min(values) == result.lo) is (not result.lo_open)
    assert (max(values) == result.hi) is (not result.hi_open)
    assert min(values) - result.lo < Fraction(1, 100)
    assert result.hi - max(values) < Fraction(1, 100)


@given(intervals(bounded=True, ends=SMALL))
def test_the_ends_of_a_reciprocal_are_attained_where_they_are_closed(a):
    assume(a != Interval(0, 0))
    inverse = a.reciprocal()
    values = [1 / x for x in samples(a) if x]
    if a.lo * a.hi > 0:
        assert (min(values) == inverse.lo) is (not inverse.lo_open)
        assert (max(values) == inverse.hi) is (not inverse.hi_open)
        assert inverse.reciprocal() == a
    elif a.lo < 0 < a.hi:
        assert inverse == EVERYTHING
    else:
        assert (inverse.lo is None) is (a.hi == 0)
        assert (inverse.hi is None) is (a.lo == 0)


@given(intervals(), intervals(), intervals())
def test_sums_and_products_commute_and_associate(a, b, c):
    assert a + b == b + a
    assert a * b == b * a
    assert (a + b) + c == a + (b + c)
    assert (a * b) * c == a * (b * c)


@given(intervals(), intervals(), intervals())
def test_products_distribute_over_sums_at_most(a, b, c):
    assert (a * (b + c)).within(a * b + a * c)


@given(intervals(), intervals())
def test_a_difference_is_the_mirror_of_its_reverse(a, b):
    assert a - b == -(b - a)
    mirrored = -a
    assert -mirrored == a
    assert a + -b == a - b
    assert a * -b == -(a * b)


@given(intervals())
def test_zero_and_one_are_neutral(a):
    assert a + Interval(0, 0) == a
    assert a * Interval(1, 1) == a
    assert a.scaled(Fraction(1)) == a
    assert a * Interval(0, 0) == Interval(0, 0)


@given(intervals(), intervals(), st.fractions(-1000, 1000))
def test_a_wider_interval_gives_a_wider_result(a, b, by):
    wider = a.hull(Interval.point(by))
    assert a.within(wider)
    assert (a + b).within(wider + b)
    assert (a - b).within(wider - b)
    assert (a * b).within(wider * b)


@given(intervals(), intervals(), st.fractions(-1000, 1000))
def test_an_intersection_holds_what_both_hold(a, b, x):
    both = a.intersect(b)
    assert (both is not None) is a.meets(b) is b.meets(a)
    assert (both is not None and x in both) is (x in a and x in b)
    assert both == b.intersect(a)
    if both is not None:
        assert both.within(a)
        assert both.within(b)


@given(intervals(), intervals())
def test_a_hull_holds_both_and_nothing_smaller_does(a, b):
    hull = a.hull(b)
    assert a.within(hull)
    assert b.within(hull)
    assert hull == b.hull(a)
    assert (hull.lo, hull.lo_open) in {(a.lo, a.lo_open), (b.lo, b.lo_open)}
    assert (hull.hi, hull.hi_open) in {(a.hi, a.hi_open), (b.hi, b.hi_open)}


@given(intervals(), intervals())
def test_within_is_an_order(a, b):
    assert a.within(a)
    assert (a.within(b) and b.within(a)) is (a == b)
    if a.within(b):
        assert a.intersect(b) == a
        assert a.hull(b) == b


@given(intervals(), st.fractions(-2000, 2000))
def test_the_nearest_number_lies_in_it_and_is_the_target_where_that_does(a, target):
    found = a.nearest(target)
    assert found in a
    if target in a:
        assert found == target


@given(intervals())
def test_the_interior_is_all_but_the_ends(a):
    inside = a.interior()
    if a.is_point:
        assert inside is None
    else:
        assert inside.within(a)
        assert not any(end in inside for end in (a.lo, a.hi) if end is not None)
        assert (inside.lo, inside.hi) == (a.lo, a.hi)
