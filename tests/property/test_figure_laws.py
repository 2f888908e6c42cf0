"""The laws of figures: what is printed lets its true value through, and the meanings hang together."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lacmigration.figures import Figure, Form, Hedge, Rounding
from lacmigration.intervals import Interval
from lacmigration.testing import figures, printings, rounded, shares_in_words

PRINTING = (
    Rounding.HALF_UP,
    Rounding.HALF_EVEN,
    Rounding.TRUNCATED,
    Rounding.FLOOR,
    Rounding.CEILING,
)
TRUTHS = st.one_of(
    st.fractions(-3000, 3000, max_denominator=8),
    st.integers(-(10**16), 10**16).map(Fraction),
    st.fractions(-1, 1, max_denominator=10**6),
)
PLAIN = figures(forms=(Form.NUMBER,), hedges=(Hedge.NONE,))


@pytest.mark.parametrize("rounding", PRINTING)
@pytest.mark.parametrize("hedge", Hedge)
@given(truth=TRUTHS, place=st.integers(-3, 4), unit=st.sampled_from(("1", "USD", "percent", "per thousand")))
def test_a_figure_lets_through_what_it_was_printed_for(hedge, rounding, truth, place, unit):
    figure = rounded(truth, place=place, rounding=rounding, hedge=hedge, unit=unit)
    assert truth in figure.loose
    if hedge in {Hedge.NONE, Hedge.ABOUT, Hedge.AT_LEAST, Hedge.AT_MOST}:
        assert truth in figure.strict


@pytest.mark.parametrize("rounding", [Rounding.HALF_UP, Rounding.HALF_EVEN])
@given(truth=TRUTHS, place=st.integers(-3, 4))
def test_a_figure_whose_rounding_is_not_known_lets_both_kinds_through(rounding, truth, place):
    assert truth in rounded(truth, place=place, rounding=rounding, declared=Rounding.UNKNOWN).strict


@given(data=st.data(), share=st.fractions(0, 1, max_denominator=1000))
def test_a_share_in_words_lets_its_true_value_through(data, share):
    assert share in data.draw(shares_in_words(share)).strict


@pytest.mark.parametrize("rounding", PRINTING)
@given(truth=TRUTHS, place=st.integers(-2, 3), other=st.integers(-3, 3))
def test_the_strict_interval_holds_nothing_that_would_print_otherwise(rounding, truth, place, other):
    """Whatever lies in it prints the figure, its ends and their neighbours in particular."""
    figure = rounded(truth, place=place, rounding=rounding)
    for end in (figure.strict.lo, figure.strict.hi):
        for value in (end, end + Fraction(other, 10**6)):
            prints = rounded(value, place=place, rounding=rounding).number == figure.number
            assert prints is (value in figure.strict)


@given(truth=TRUTHS, place=st.integers(-2, 3), part=st.fractions(0, 1))
def test_what_prints_however_it_is_rounded_is_all_but_the_ties(truth, place, part):
    figure = rounded(truth, place=place, declared=Rounding.UNKNOWN)
    value = figure.strict.lo + part * figure.strict.width
    nearest = (Rounding.HALF_UP, Rounding.HALF_EVEN)
    printed = {rounded(value, place=place, rounding=kind).number for kind in nearest}
    if value in figure.prints:
        assert printed == {figure.number}
    else:
        assert value in {figure.strict.lo, figure.strict.hi}


@given(figures())
def test_the_strict_interval_lies_within_the_loose_one(figure):
    assert figure.strict.within(figure.loose)
    assert figure.prints is None or figure.prints.within(figure.strict)
    assert figure.natural_domain is None or figure.loose.within(figure.natural_domain)


@given(figures())
def test_the_face_value_touches_the_strict_interval(figure):
    beside = 1 if figure.is_whole else 0  # "over 3 donors" are 4
    closure = Interval(figure.strict.lo - beside, figure.strict.hi + beside)
    assert figure.nominal in closure


@given(figures(units=("persons", "countries"), forms=(Form.NUMBER, Form.RANGE)))
def test_the_intervals_of_a_count_end_at_whole_numbers_and_lose_none(figure):
    """Beside the same number of something measured: every whole number there, and nothing at either end."""
    assume(figure.is_whole)
    measured = attrs.evolve(figure, domain=Interval(0, None))
    for counted, any_number in ((figure.strict, measured.strict), (figure.loose, measured.loose)):
        ends = [end for end in (counted.lo, counted.hi) if end is not None]
        assert all(end.denominator == 1 for end in ends)
        assert {counted.lo_open, counted.hi_open} == {False}
        inside = [end for end in ends if end in any_number]
        assert all(counted.lo - 1 not in any_number for end in inside if end == counted.lo)
        assert all(counted.hi + 1 not in any_number for end in inside if end == counted.hi)
        if not inside:
            assert counted.is_point
            stated = {
                Fraction(figure.number),
                Fraction(figure.number if figure.second is None else figure.second),
            }
            assert 1 in {abs(counted.lo - number) for number in stated}


@given(PLAIN)
def test_a_number_and_its_negative_are_mirrors(figure):
    assume(figure.unit not in {"persons", "countries"})
    turned = {Rounding.FLOOR: Rounding.CEILING, Rounding.CEILING: Rounding.FLOOR}
    mirror = attrs.evolve(
        figure, number=-figure.number, rounding=turned.get(figure.rounding, figure.rounding)
    )
    assert mirror.strict == -figure.strict
    assert mirror.loose == -figure.loose


@given(PLAIN, st.integers(-3, 3))
def test_a_scale_moves_everything_with_it(figure, power):
    assume(figure.scaled)
    assume(not figure.is_whole)
    moved = attrs.evolve(
        figure, number=figure.number.scaleb(power), exponent=figure.exponent + power, scaled=True
    )
    assume(not moved.is_whole)
    assert moved.strict == figure.strict.scaled(Fraction(10) ** power)


@given(figures(forms=(Form.NUMBER,)))
def test_settling_the_places_narrows_at_most(figure):
    settled = figure.settled(figure.exponent)
    assert settled.strict == figure.strict
    assert settled.loose.within(figure.loose)
    assert settled.settled(figure.exponent + 2) is settled


@given(figures(forms=(Form.NUMBER,)), st.integers(-50, 50))
def test_a_restated_figure_is_of_the_same_kind_and_grid(figure, steps):
    number = figure.number + steps * figure.resolution
    assume(figure.unit not in {"persons", "countries"})
    other = figure.restated(Decimal(number))
    assert (other.unit, other.hedge, other.rounding) == (figure.unit, figure.hedge, figure.rounding)
    assert other.resolution == figure.resolution
    assert other.restated(figure.number) == figure


@given(figures())
def test_equal_figures_have_equal_hashes_and_meanings(figure):
    again = attrs.evolve(figure, text="otherwise", inferred=("a guess",))
    assert again == figure
    assert hash(again) == hash(figure)
    assert (again.strict, again.loose, again.prints) == (figure.strict, figure.loose, figure.prints)


@given(st.data(), TRUTHS)
def test_a_coarser_printing_is_looser(data, truth):
    """Of one truth printed to two places, the coarser figure is ten times as wide and meets the finer."""
    place = data.draw(st.integers(-2, 2))
    fine, coarse = (rounded(truth, place=at, rounding=Rounding.HALF_UP) for at in (place, place + 1))
    assert coarse.strict.width == 10 * fine.strict.width
    assert fine.strict.meets(coarse.strict)


@given(st.data(), st.fractions(0, 10**6))
def test_printings_of_counts_are_figures(data, truth):
    figure = data.draw(printings(truth, unit="persons"))
    assert isinstance(figure, Figure)
    assert truth in figure.loose
