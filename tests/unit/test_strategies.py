"""The strategies that the library offers to tests of other projects."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lacmigration as lm
from lacmigration import records, relations, testing
from lacmigration.figures import Figure, Form, Hedge, Rounding
from lacmigration.intervals import Interval
from lacmigration.testing import rounded

VALUES = (lm.Figure, lm.Interval, lm.Money, lm.PartialDate, lm.Period, lm.Citation, lm.Fact)
RELATIONS = tuple(kind for kind in map(relations.__dict__.get, relations.__all__) if isinstance(kind, type))


@pytest.mark.parametrize("kind", [*VALUES, *records.RECORD_TYPES.values(), *RELATIONS])
def test_every_type_has_a_strategy_that_hypothesis_knows(kind):
    @given(st.from_type(kind))
    def is_made(value):
        assert type(value) is kind

    is_made()


@pytest.mark.parametrize("name", testing.__all__)
def test_every_public_name_is_there(name):
    assert callable(getattr(testing, name))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'figure'"):
        _ = testing.figure


@given(testing.records())
def test_records_of_any_type(record):
    assert type(record) in records.RECORD_TYPES.values()
    assert attrs.evolve(record) == record


@given(testing.relations())
def test_relations_of_any_kind(relation):
    assert isinstance(relation, RELATIONS)


@given(
    testing.figures(units=("USD",), forms=(Form.NUMBER,), hedges=(Hedge.NONE,), roundings=(Rounding.EXACT,))
)
def test_figures_can_be_chosen(figure):
    assert (figure.unit, figure.form, figure.hedge, figure.rounding) == (
        "USD",
        Form.NUMBER,
        Hedge.NONE,
        Rounding.EXACT,
    )
    assert figure.strict.is_point


@given(testing.intervals(bounded=True))
def test_bounded_intervals(interval):
    assert interval.width is not None


def test_the_library_does_not_import_hypothesis():
    code = (
        "import sys, lacmigration as lm, lacmigration.testing as t, lacmigration.testing._entrypoint;"
        "lm.check(lm.Same('38%', '38%')); assert 'hypothesis' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "true_value, place, rounding, number",
    [
        ("2.5", 0, Rounding.HALF_UP, "3"),
        ("-2.5", 0, Rounding.HALF_UP, "-3"),
        ("2.4", 0, Rounding.HALF_UP, "2"),
        ("2.5", 0, Rounding.HALF_EVEN, "2"),
        ("3.5", 0, Rounding.HALF_EVEN, "4"),
        ("-2.5", 0, Rounding.HALF_EVEN, "-2"),
        ("2.6", 0, Rounding.HALF_EVEN, "3"),
        ("2.9", 0, Rounding.TRUNCATED, "2"),
        ("-2.9", 0, Rounding.TRUNCATED, "-2"),
        ("2.9", 0, Rounding.FLOOR, "2"),
        ("-2.1", 0, Rounding.FLOOR, "-3"),
        ("2.1", 0, Rounding.CEILING, "3"),
        ("-2.9", 0, Rounding.CEILING, "-2"),
        ("2", 0, Rounding.CEILING, "2"),
        ("2.25", -1, Rounding.HALF_EVEN, "2.2"),
        ("2150", 2, Rounding.HALF_EVEN, "2200"),
        ("2", 0, Rounding.EXACT, "2"),
    ],
)
def test_what_a_writer_prints(true_value, place, rounding, number):
    figure = rounded(Fraction(true_value), place=place, rounding=rounding)
    assert figure.number == Decimal(number)
    assert (figure.exponent, figure.rounding) == (place, rounding)


@pytest.mark.parametrize(
    "hedge, true_value, number",
    [
        (Hedge.MORE_THAN, "5.2", 5),
        (Hedge.MORE_THAN, "5", 4),
        (Hedge.AT_LEAST, "5", 5),
        (Hedge.AT_LEAST, "5.2", 5),
        (Hedge.AT_MOST, "5", 5),
        (Hedge.AT_MOST, "5.2", 6),
        (Hedge.NEARLY, "5.2", 6),
        (Hedge.LESS_THAN, "5", 6),
        (Hedge.ABOUT, "5.2", 5),
    ],
)
def test_a_hedged_number_is_true(hedge, true_value, number):
    assert rounded(Fraction(true_value), hedge=hedge).number == number


def test_units_scale_words_and_spelled_out_zeros():
    percent = rounded(Fraction(23, 60), unit="percent", declared=Rounding.UNKNOWN)
    assert (percent.number, percent.strict) == (38, Interval("0.375", "0.385"))
    scaled = rounded(57_512_345, place=5, unit="USD")
    assert (scaled.number, scaled.exponent, scaled.scaled) == (57_500_000, 5, True)
    plain = rounded(57_512, place=2, unit="persons", spelled_out=True)
    assert (str(plain), plain.exponent, plain.scaled) == ("57,500 persons", 0, False)
    assert rounded(Fraction(4, 1000), unit="per thousand").number == 4


@pytest.mark.parametrize("rounding", [Rounding.EXACT, Rounding.UNKNOWN])
def test_what_cannot_be_printed(rounding):
    with pytest.raises(ValueError, match=rf"5/2 steps cannot be printed as {rounding.value}"):
        rounded(Fraction(5, 2), rounding=rounding)


@given(st.data(), st.fractions(-2000, 2000), st.sampled_from(("1", "USD", "percent")))
def test_a_printing_lets_its_true_value_through(data, true_value, unit):
    assert true_value in data.draw(testing.printings(true_value, unit=unit)).loose


@given(st.data(), st.integers(0, 20_000))
def test_a_printing_of_a_count_too(data, true_value):
    printed = data.draw(testing.printings(true_value, unit="persons"))
    assert true_value in printed.loose
    assert printed.domain is None


@given(st.data(), st.fractions(0, 2000).filter(lambda value: value.denominator > 1))
def test_a_printing_of_an_average_says_so(data, true_value):
    printed = data.draw(testing.printings(true_value, unit="persons"))
    assert true_value in printed.loose
    assert not printed.is_whole


def test_figures_hold_their_true_value_by_arithmetic_of_their_own():
    assert Fraction("57.449999") not in Figure("57.5").strict
    assert Fraction("57.45") in Figure("57.5").strict


def test_the_package_lists_its_public_names_before_they_are_loaded():
    assert set(lm.__all__) <= set(dir(lm))
    assert dir(lm) == sorted(set(dir(lm)))


@given(st.fractions(0, 1), st.data())
def test_a_share_in_words_allows_for_the_share(share, data):
    assert share in data.draw(testing.shares_in_words(share)).strict


@given(testing.shares_in_words(Fraction(1, 3)))
def test_a_third_may_be_called_a_third(figure):
    assert Fraction(1, 3) in figure.strict
    if figure.form is Form.FRACTION:
        assert (figure.number, figure.second) == (1, 3)
