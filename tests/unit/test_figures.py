"""What a figure can stand for: the table of meanings row by row, with ends worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from lacmigration._meanings import wholes
from lacmigration.errors import AmbiguousFigureError, FigureError, FigureSyntaxError, FloatError
from lacmigration.figures import Figure, Form, Hedge, Rounding
from lacmigration.intervals import UNIT, Interval
from lacmigration.money import Money

ABOUT, MORE_THAN, AT_LEAST = Hedge.ABOUT, Hedge.MORE_THAN, Hedge.AT_LEAST
NEARLY, AT_MOST, LESS_THAN = Hedge.NEARLY, Hedge.AT_MOST, Hedge.LESS_THAN


def closed(lo, hi):
    return Interval(lo, hi)


def half_open(lo, hi):
    return Interval(lo, hi, hi_open=True)


def after(lo, hi):
    return Interval(lo, hi, lo_open=True)


def between(lo, hi):
    return Interval(lo, hi, lo_open=True, hi_open=True)


@pytest.mark.parametrize(
    "rounding, number, strict",
    [
        ("unknown", "57", closed("56.5", "57.5")),
        ("unknown", "0", closed("-0.5", "0.5")),
        ("unknown", "-57", closed("-57.5", "-56.5")),
        ("half-up", "57", half_open("56.5", "57.5")),
        ("half-up", "0", between("-0.5", "0.5")),
        ("half-up", "-57", after("-57.5", "-56.5")),
        ("half-even", "57", between("56.5", "57.5")),
        ("half-even", "58", closed("57.5", "58.5")),
        ("half-even", "0", closed("-0.5", "0.5")),
        ("half-even", "-57", between("-57.5", "-56.5")),
        ("truncated", "57", half_open(57, 58)),
        ("truncated", "0", between(-1, 1)),
        ("truncated", "-57", after(-58, -57)),
        ("floor", "57", half_open(57, 58)),
        ("floor", "0", half_open(0, 1)),
        ("floor", "-57", half_open(-57, -56)),
        ("ceiling", "57", after(56, 57)),
        ("ceiling", "0", after(-1, 0)),
        ("ceiling", "-57", after(-58, -57)),
        ("exact", "57", closed(57, 57)),
        ("exact", "-0.5", closed("-0.5", "-0.5")),
    ],
)
def test_each_rounding_leaves_its_own_interval(rounding, number, strict):
    figure = Figure(number, rounding=rounding)
    assert figure.strict == strict
    assert figure.loose == strict


@pytest.mark.parametrize(
    "number, exponent, scaled, strict",
    [
        ("57.5", -1, False, closed("57.45", "57.55")),
        ("57500000", 5, True, closed("57450000", "57550000")),
        ("19569912", 0, False, closed("19569911.5", "19569912.5")),
        ("12345678901234567", 0, False, closed("12345678901234566.5", "12345678901234567.5")),
        ("2000000000000000000000000000000", 30, True, closed(15 * 10**29, 25 * 10**29)),
    ],
)
def test_u_is_the_place_of_the_last_written_digit_times_the_scale_word(number, exponent, scaled, strict):
    assert Figure(number, "USD", exponent=exponent, scaled=scaled).strict == strict


@pytest.mark.parametrize(
    "figure, loose",
    [
        (Figure("12300"), closed(12250, 12350)),
        (Figure("12300", "percent"), closed("122.5", "123.5")),
        (Figure("500000"), closed(450000, 550000)),
        (Figure("40", "percent"), closed("0.35", "0.45")),
        (Figure("100", "percent"), closed("0.5", "1.5")),
        (Figure("-120"), closed(-125, -115)),
        (Figure("120", rounding="truncated"), half_open(120, 130)),
        (Figure("120", rounding="floor"), half_open(120, 130)),
        (Figure("120", rounding="ceiling"), after(110, 120)),
        (Figure("130", rounding="half-up"), half_open(125, 135)),
        # in tens, 12 is even and keeps its ties, 13 is odd and loses them
        (Figure("120", rounding="half-even"), closed(115, 125)),
        (Figure("130", rounding="half-even"), between(125, 135)),
    ],
)
def test_trailing_zeros_of_a_whole_number_widen_the_loose_interval(figure, loose):
    assert figure.loose == loose
    assert figure.strict.within(figure.loose)


@pytest.mark.parametrize(
    "figure",
    [
        Figure("150", scaled=True, exponent=1),  # a scale word says how far the digits count
        Figure("150", scaled=True),
        Figure("150.00"),  # digits behind the point are digits that count
        Figure("150", precision=0),
        Figure("150", rounding="exact"),
        Figure("57"),
        Figure("0"),
    ],
)
def test_zeros_that_are_known_to_count_widen_nothing(figure):
    assert figure.loose == figure.strict


def test_context_settles_trailing_zeros():
    written = Figure("10000000", "USD")
    assert written.loose == closed(5000000, 15000000)
    assert written.settled(0).loose == written.settled(0).strict == closed("9999999.5", "10000000.5")


def test_a_declared_precision_always_wins():
    declared = Figure("12300", precision=2)
    assert declared.strict == closed(12250, 12350)
    assert declared.settled(0) is declared
    assert declared.resolution == Decimal("1E+2")
    assert Figure("57500000", exponent=5, scaled=True, precision=0).strict == closed(
        "57499999.5", "57500000.5"
    )


@pytest.mark.parametrize(
    "number, precision, excess",
    [
        ("12300", 3, True),
        ("12300", 2, False),
        ("12000", 3, False),
        ("0", 3, False),
        ("12.5", 0, True),
        ("12.0", 0, False),
        ("12.5", None, False),
    ],
)
def test_digits_beyond_the_declared_precision_are_seen(number, precision, excess):
    assert Figure(number, precision=precision).excess_digits is excess


@pytest.mark.parametrize(
    "number, unit, exponent, reach",
    [
        ("38", "percent", 0, "0.01"),
        ("500000", "1", 0, 100000),
        ("15.5", "percent", -1, "0.005"),
        ("85", "1", 0, 5),
        ("5", "1", 0, 1),
        ("57500000", "USD", 5, 500000),
        ("150", "1", 0, 50),
        ("1050", "1", 0, 50),
        ("0", "1", 0, 1),
        ("0.05", "1", -2, "0.01"),
    ],
)
def test_a_hedge_reaches_to_the_last_digit_that_is_not_zero(number, unit, exponent, reach):
    figure = Figure(number, unit, exponent=exponent, scaled=exponent > 0, hedge=ABOUT)
    value, reach = figure.nominal, Fraction(reach)
    assert figure.loose == closed(value - reach, value + reach)
    assert figure.strict == Figure(number, unit, exponent=exponent, scaled=exponent > 0).strict


@pytest.mark.parametrize(
    "hedge, strict, loose",
    [
        (ABOUT, closed("37.5", "38.5"), closed(37, 39)),
        (MORE_THAN, between(38, 39), Interval(38, None, lo_open=True)),
        (AT_LEAST, closed(38, 39), Interval(38, None)),
        (NEARLY, between(37, 38), Interval(None, 38, hi_open=True)),
        (AT_MOST, closed(37, 38), Interval(None, 38)),
        (LESS_THAN, between(37, 38), Interval(None, 38, hi_open=True)),
    ],
)
def test_each_hedge(hedge, strict, loose):
    figure = Figure("38", hedge=hedge)
    assert (figure.strict, figure.loose) == (strict, loose)


def test_a_hedge_reaches_no_less_than_the_last_digit_that_counts():
    assert Figure("12300", precision=3, hedge=ABOUT).loose == closed(11300, 13300)
    assert Figure("12300", precision=1, hedge=ABOUT).loose == closed(12200, 12400)


def test_about_keeps_its_rounding():
    assert Figure("38", hedge=ABOUT, rounding="half-up").strict == half_open("37.5", "38.5")
    assert Figure("38", hedge=ABOUT, rounding="truncated").loose == closed(37, 39)
    exact = Figure("38", hedge=ABOUT, rounding="exact")
    assert (exact.strict, exact.loose) == (closed(38, 38), closed(37, 39))


def ranged(low, high, **more: Any):
    return Figure(low, form=Form.RANGE, second=high, **more)


def test_between_is_the_hull_of_both_roundings():
    figure = ranged("3", "4")
    assert figure.strict == figure.loose == closed("2.5", "4.5")
    assert ranged("3", "4", rounding="truncated").strict == half_open(3, 5)
    assert ranged("3000000", "4500000", exponent=6, second_exponent=5, scaled=True).strict == closed(
        2500000, 4550000
    )
    assert ranged("30", "40").loose == closed("29.5", "40.5")
    assert ranged("3", "3").strict == closed("2.5", "3.5")
    assert figure.value == Decimal("3.5")


@pytest.mark.parametrize(
    "hedge, strict, loose",
    [
        (ABOUT, closed("99.5", "450.5"), closed(0, 500)),
        (MORE_THAN, between(100, 500), Interval(100, None, lo_open=True)),
        (AT_MOST, closed(0, 450), Interval(None, 450)),
    ],
)
def test_a_hedge_before_a_range_takes_the_end_on_its_side(hedge, strict, loose):
    figure = ranged("100", "450", hedge=hedge)
    assert (figure.strict, figure.loose) == (strict, loose)


def one_in(number, **more: Any):
    return Figure(number, form=Form.ONE_IN, **more)


def test_one_in_n_is_every_share_whose_inverse_rounds_to_n():
    assert one_in("5").strict == closed("2/11", "2/9")
    assert one_in("5").loose == closed("1/6", "1/4")
    assert one_in("5", rounding="half-up").strict == after("2/11", "2/9")
    assert one_in("10").strict == closed("2/21", "2/19")
    assert one_in("10").loose == closed("1/20", 1)
    assert one_in("1").strict == closed("2/3", 1)
    assert one_in("1").loose == closed("1/2", 1)
    assert one_in("5", rounding="exact").strict == one_in("5", rounding="exact").loose == closed("1/5", "1/5")
    assert one_in("20", precision=2).strict == closed("1/70", 1)
    assert one_in("4.8").strict == closed("100/485", "100/475")
    assert one_in("5").value == Decimal("0.2")
    assert str(one_in("3").value) == "0." + 28 * "3"
    assert one_in("3").nominal == Fraction(1, 3)


@pytest.mark.parametrize(
    "hedge, strict, loose",
    [
        (ABOUT, closed("2/11", "2/9"), closed("1/6", "1/4")),
        (MORE_THAN, between("1/5", "1/4"), after("1/5", 1)),
        (NEARLY, between("1/6", "1/5"), half_open(0, "1/5")),
    ],
)
def test_hedged_one_in_five(hedge, strict, loose):
    assert (one_in("5", hedge=hedge).strict, one_in("5", hedge=hedge).loose) == (strict, loose)


def test_more_than_one_in_one_cannot_be():
    assert one_in("1", hedge=AT_LEAST).strict == closed(1, 1)
    with pytest.raises(FigureError, match=r"more than one in 1 cannot be: it must lie in \[0, 1\]"):
        one_in("1", hedge=MORE_THAN)


def out_of(number, second, **more: Any):
    return Figure(number, form=Form.OUT_OF, second=second, **more)


def test_n_in_d_is_every_share_that_gives_n_of_d_when_rounded():
    assert out_of("3", "10").strict == out_of("3", "10").loose == closed("0.25", "0.35")
    assert out_of("27", "33").strict == closed("53/66", "55/66")
    assert out_of("10", "10").strict == closed("0.95", 1)
    assert out_of("3", "10", rounding="exact").strict == closed("0.3", "0.3")
    assert out_of("3", "10", hedge=MORE_THAN).strict == between("0.3", "0.4")
    assert out_of("3", "10", hedge=ABOUT).loose == closed("0.2", "0.4")
    assert out_of("3", "10").value == Decimal("0.3")
    with pytest.raises(FigureError, match=r"7 in 5 cannot be: it must lie in \[0, 1\]"):
        out_of("7", "5")


def fraction(number, second, **more: Any):
    return Figure(number, form=Form.FRACTION, second=second, **more)


@pytest.mark.parametrize(
    "numerator, denominator, lo, hi",
    [
        (1, 4, "1/8", "7/24"),
        (1, 3, "7/24", "5/12"),
        (1, 2, "5/12", "7/12"),
        (2, 3, "7/12", "17/24"),
        (3, 4, "17/24", "7/8"),
    ],
)
def test_a_simple_fraction_reaches_half_way_to_its_neighbours(numerator, denominator, lo, hi):
    figure = fraction(numerator, denominator)
    assert figure.strict == figure.loose == closed(lo, hi)


@pytest.mark.parametrize(
    "hedge, strict, loose",
    [
        (NEARLY, between("1/3", "1/2"), half_open(0, "1/2")),
        (MORE_THAN, between("1/2", "2/3"), after("1/2", 1)),
        (ABOUT, closed("5/12", "7/12"), closed("1/3", "2/3")),
    ],
)
def test_a_hedged_fraction_reaches_to_the_neighbour(hedge, strict, loose):
    assert (fraction(1, 2, hedge=hedge).strict, fraction(1, 2, hedge=hedge).loose) == (strict, loose)


def test_other_fractions_are_n_in_d():
    assert fraction(2, 5).strict == closed("0.3", "0.5")
    assert fraction(2, 4).strict == fraction(1, 2).strict
    assert fraction(1, 2, rounding="exact").strict == closed("1/2", "1/2")
    assert fraction(1, 2, unit="percent").strict == closed("5/1200", "7/1200")
    assert str(fraction(2, 3).value) == "0." + 27 * "6" + "7"
    assert str(fraction(1, 3, unit="percent").value) == "0." + 28 * "3"
    assert fraction(1, 3).nominal == Fraction(1, 3)
    assert fraction(1, 4).value == Decimal("0.25")


def multiple(number, **more: Any):
    return Figure(number, "times", form=Form.MULTIPLE, **more)


def test_multiples():
    assert (multiple("2").strict, multiple("2").loose) == (closed("1.5", "2.5"), closed(1, 3))
    assert (multiple("10").strict, multiple("10").loose) == (closed("9.5", "10.5"), closed(9, 11))
    assert (multiple("2.5").strict, multiple("2.5").loose) == (closed("2.45", "2.55"), closed("2.4", "2.6"))
    assert multiple("15", hedge=MORE_THAN).strict == between(15, 16)
    assert multiple("2", rounding="exact").strict == multiple("2", rounding="exact").loose == closed(2, 2)
    assert multiple("20", precision=1).loose == closed(10, 30)
    assert multiple("3").value == Decimal(3)


@pytest.mark.parametrize(
    "figure, strict, loose",
    [
        (Figure("0", "hectares"), closed(0, "0.5"), closed(0, "0.5")),
        (Figure("0", "hectares", rounding="truncated"), half_open(0, 1), half_open(0, 1)),
        (Figure("0", "hectares", hedge=AT_MOST), closed(0, 0), closed(0, 0)),
        (Figure("3", "hectares", hedge=LESS_THAN), between(2, 3), half_open(0, 3)),
        (Figure("100", "percent", domain=UNIT), closed("0.995", 1), closed("0.5", 1)),
        (Figure("3", "USD", hedge=LESS_THAN), between(2, 3), Interval(None, 3, hi_open=True)),
    ],
)
def test_the_natural_domain_cuts_both(figure, strict, loose):
    assert (figure.strict, figure.loose) == (strict, loose)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Figure("-1", "persons"),
        lambda: Figure("-1", "persons", hedge=ABOUT),
        lambda: Figure("0", "persons", hedge=LESS_THAN),
        lambda: Figure("101", "percent").with_domain(UNIT),
        lambda: Figure("100", "percent", hedge=MORE_THAN).with_domain(UNIT),
    ],
)
def test_what_lies_outside_its_domain_cannot_be(make):
    with pytest.raises(FigureError, match="cannot be: it must lie in"):
        make()


@pytest.mark.parametrize(
    "figure, prints",
    [
        (Figure("57"), between("56.5", "57.5")),
        (Figure("57", hedge=ABOUT), between("56.5", "57.5")),
        (Figure("57", rounding="half-up"), half_open("56.5", "57.5")),
        (Figure("57", rounding="exact"), closed(57, 57)),
        (Figure("57", hedge=AT_LEAST), closed(57, 58)),
        (Figure("0", "hectares"), half_open(0, "0.5")),
        (Figure("100", "percent", domain=UNIT), after("0.995", 1)),
        (Figure("1.5", exponent=-1, precision=0, domain=UNIT), None),
    ],
)
def test_a_tie_prints_either_way_where_the_rounding_is_not_known(figure, prints):
    assert figure.prints == prints


@pytest.mark.parametrize(
    "figure, strict, loose",
    [
        (Figure("3", "pillars"), closed(3, 3), closed(3, 3)),
        (Figure("0", "persons"), closed(0, 0), closed(0, 0)),
        (Figure("3", "pillars", hedge=ABOUT), closed(3, 3), closed(2, 4)),
        (Figure("4600", "persons"), closed(4600, 4600), closed(4550, 4650)),
        (Figure("4600", "persons", precision=2), closed(4550, 4650), closed(4550, 4650)),
        (Figure("4600", "persons", rounding="half-up"), closed(4600, 4600), closed(4550, 4649)),
        (Figure("4600", "persons", rounding="ceiling"), closed(4600, 4600), closed(4501, 4600)),
        (Figure("5000", "persons", exponent=3, scaled=True, rounding="truncated"), closed(5000, 5999), None),
        (Figure("7700000", "persons", exponent=5, scaled=True), closed(7650000, 7750000), None),
        (
            Figure("7700000", "persons", exponent=5, scaled=True, rounding="half-up"),
            closed(7650000, 7749999),
            None,
        ),
        (Figure("3.0", "donors"), closed(3, 3), closed(3, 3)),
        (ranged("3", "5", unit="priority countries"), closed(3, 5), closed(3, 5)),
        (Figure("3", "donors", hedge=MORE_THAN), closed(4, 4), Interval(4, None)),
        (Figure("3.0", "donors", hedge=MORE_THAN), closed(4, 4), Interval(4, None)),
        (Figure("30", "donors", hedge=MORE_THAN), closed(31, 39), Interval(31, None)),
        (Figure("0", "donors", hedge=MORE_THAN), closed(1, 1), Interval(1, None)),
        (Figure("3", "donors", hedge=AT_LEAST), closed(3, 4), Interval(3, None)),
        (Figure("10", "countries", hedge=NEARLY), closed(1, 9), closed(0, 9)),
        (Figure("9", "countries", hedge=NEARLY), closed(8, 8), closed(0, 8)),
        (Figure("5", "persons", hedge=LESS_THAN), closed(4, 4), closed(0, 4)),
        (Figure("1", "persons", hedge=LESS_THAN), closed(0, 0), closed(0, 0)),
        (Figure("3", "persons", hedge=AT_MOST), closed(2, 3), closed(0, 3)),
        (ranged("3", "3", unit="donors", hedge=MORE_THAN), closed(4, 4), Interval(4, None)),
    ],
)
def test_there_is_a_whole_number_of_things(figure, strict, loose):
    assert figure.is_whole
    assert (figure.strict, figure.loose) == (strict, strict if loose is None else loose)


@pytest.mark.parametrize(
    "figure, strict",
    [
        (Figure("2.5", "persons"), closed("2.45", "2.55")),  # an average
        (Figure("2.5", "persons", hedge=MORE_THAN), between("2.5", "3")),
        (ranged("2.5", "4", unit="persons", second_exponent=0), closed("2.45", "4.5")),
        (ranged("2", "4.5", unit="persons", second_exponent=-1), closed("1.5", "4.55")),
        (Figure("3", "persons").with_domain(Interval(0, None)), closed("2.5", "3.5")),
        (Figure("3", "years"), closed("2.5", "3.5")),
        (Figure("3", "km"), closed("2.5", "3.5")),
        (Figure("3", "thousand persons"), closed("2.5", "3.5")),
        (Figure("3", "USD"), closed("2.5", "3.5")),
        (Figure("3"), closed("2.5", "3.5")),
        (Figure("3", "persons/household"), closed("2.5", "3.5")),
        (Figure("3", "times"), closed("2.5", "3.5")),
        (out_of("3", "10", unit="persons"), closed("0.25", "0.35")),
    ],
)
def test_what_is_measured_or_averaged_is_not_whole(figure, strict):
    assert not figure.is_whole
    assert figure.strict == strict


@pytest.mark.parametrize(
    "figure, prints",
    [
        (Figure("3", "donors"), closed(3, 3)),
        (Figure("40", "donors", precision=1), closed(36, 44)),  # at 35 and 45 nobody knows
        (Figure("40", "donors", precision=1, rounding="half-up"), closed(35, 44)),
        (Figure("3", "donors", hedge=MORE_THAN), closed(4, 4)),
        (Figure("9", "donors", hedge=NEARLY), closed(8, 8)),
        (Figure("3", "donors", hedge=AT_LEAST), closed(3, 4)),
    ],
)
def test_what_prints_a_count(figure, prints):
    assert figure.prints == prints


@pytest.mark.parametrize("value", [57.5, True, None, Fraction(1, 2)])
def test_a_float_is_refused_with_its_value(value):
    with pytest.raises(FloatError, match="number of a figure"):
        Figure(value)


@pytest.mark.parametrize(
    "arguments, message",
    [
        ({"number": "NaN"}, "not a plain number"),
        ({"number": Decimal("NaN")}, "NaN is not a number that can be written out"),
        ({"number": Decimal("Infinity")}, "Infinity is not a number"),
        ({"number": Decimal("1e999999")}, r"1\.000e\+999999 is not a number"),
        ({"number": 10**1001}, "written out"),
        ({"number": "1/3"}, "'1/3' is a quotient"),
        ({"number": "3", "exponent": 10**9}, "no place value"),
        ({"number": "3", "precision": -(10**9)}, "no place value"),
        ({"number": "3.5", "exponent": 0}, r"digits after the one for 10\^0"),
        ({"number": "12", "exponent": 1}, r"digits after the one for 10\^1"),
        ({"number": "3", "form": Form.RANGE}, "'range' has two numbers"),
        ({"number": "3", "second": "4"}, "'number' has one number"),
        ({"number": "4", "form": Form.RANGE, "second": "3"}, "from the lower number to the upper one"),
        ({"number": "3", "form": Form.RANGE, "second": "4.5", "second_exponent": 0}, "digits after"),
        ({"number": "0", "form": Form.ONE_IN}, "needs a number above 0"),
        ({"number": "-2", "form": Form.MULTIPLE}, "needs a number above 0"),
        ({"number": "1", "form": Form.OUT_OF, "second": "0"}, "second number must be above 0"),
    ],
)
def test_what_makes_no_figure_is_refused(arguments, message):
    with pytest.raises(FigureError, match=message):
        Figure(**arguments)


@pytest.mark.parametrize(
    "arguments, message",
    [
        (
            {"rounding": "nearest"},
            "rounding 'nearest' of a figure is none of unknown, half-up, half-even, trun",
        ),
        ({"hedge": "at most"}, "hedge 'at most' of a figure is none of none, about, more-than, at-least"),
        ({"form": "number "}, "form 'number ' of a figure is none of number, range"),
        ({"hedge": None}, "hedge None of a figure is none of"),
        ({"rounding": Hedge.NONE}, "of a figure is none of unknown"),
    ],
)
def test_a_word_that_is_no_rounding_hedge_or_form_is_refused(arguments, message):
    with pytest.raises(FigureError, match=message):
        Figure("3", **arguments)


def test_words_become_members():
    figure = Figure("3", form="range", second="4", hedge="at-most", rounding="half-up")
    assert (figure.form, figure.hedge, figure.rounding) == (Form.RANGE, Hedge.AT_MOST, Rounding.HALF_UP)
    assert all(type(kind) is not str for kind in (figure.form, figure.hedge, figure.rounding))


def test_face_values_are_pure_quantities():
    assert Figure("38", "percent").nominal == Fraction(19, 50)
    assert Figure("3", "percentage points").nominal == Fraction(3, 100)
    assert Figure("4", "per thousand").nominal == Fraction(1, 250)
    assert Figure("38", "percent").value == Decimal(38)
    assert Figure("57.5").exponent == -1


def test_equality_is_of_meaning_not_of_spelling():
    assert Figure.parse("USD 57.5M") == Figure("57500000", "USD", exponent=5, scaled=True)
    assert Figure("1.0") != Figure("1")
    assert hash(Figure("38", text="thirty-eight")) == hash(Figure("38"))


def test_money_is_the_face_value_of_a_currency():
    assert Figure.parse("USD 57.5M").money == Money("57500000", "USD")
    assert Figure("38", "percent").money is None
    assert ranged("3", "4", unit="USD").money is None
    assert Figure.exact("550000", "USD").strict == closed(550000, 550000)


def test_what_counts_things():
    assert Figure("3", "persons").is_count
    assert not Figure("3").is_count
    assert not Figure("3", "USD").is_count
    assert not Figure("3", "USD/person").is_count
    assert not Figure("3", "percent").is_count


@pytest.mark.parametrize(
    "figure, shown",
    [
        (Figure("57500000", "USD", exponent=5), "USD 57,500,000"),
        (Figure("38.0", "percent", hedge=ABOUT), "about 38.0%"),
        (Figure("1234.5", "persons", hedge=MORE_THAN), "more than 1,234.5 persons"),
        (Figure("3"), "3"),
        (Figure("13", "times"), "13 times"),
        (Figure("5", "percentage points"), "5 percentage points"),
        (multiple("2"), "2-fold"),
        (one_in("5"), "one in 5"),
        (out_of("3", "10", unit="persons"), "3 in 10 persons"),
        (fraction(2, 3, hedge=NEARLY), "nearly 2/3"),
        (ranged("3", "4", unit="USD"), "between USD 3 and USD 4"),
        (ranged("3", "4", unit="percent"), "between 3 and 4%"),
        (Figure("3", text="three"), "three"),
    ],
)
def test_text(figure, shown):
    assert str(figure) == shown


def test_repr_tells_the_rounding():
    assert repr(Figure("38", "percent", text="38 per cent")) == "<Figure 38%>"
    assert repr(Figure.exact(3, "persons")) == "<Figure 3 persons, exact>"


def test_parsing_one_figure():
    figure = Figure.parse("more than $5 million", rounding=Rounding.TRUNCATED, precision=6)
    assert (figure.number, figure.unit, figure.exponent, figure.hedge) == (
        Decimal(5000000),
        "USD",
        6,
        MORE_THAN,
    )
    assert (figure.rounding, figure.precision, figure.text) == (Rounding.TRUNCATED, 6, "more than $5 million")


def test_a_text_with_two_readings_names_both():
    with pytest.raises(
        AmbiguousFigureError, match=r"write 01\.234 for the first, 1234 for the second$"
    ) as caught:
        Figure.parse("1.234")
    assert {figure.number for figure in caught.value.readings} == {Decimal("1.234"), Decimal(1234)}
    assert len(Figure.readings("1.234")) == 2


def test_what_is_no_text_or_no_figure():
    with pytest.raises(FigureSyntaxError):
        Figure.parse("a few")
    with pytest.raises(FloatError, match=r"text of a figure: 57\.5 is a float, .* pass text such as \"38%\""):
        Figure.parse(57.5)


def test_the_same_figure_said_otherwise():
    figure = Figure("38", "percent", text="38%", inferred=("a guess",))
    assert figure.with_rounding(Rounding.TRUNCATED).strict == half_open("0.38", "0.39")
    again = figure.restated(Decimal(40))
    assert (str(again), again.inferred, again.exponent) == ("40%", (), 0)
    assert figure.with_domain(Interval("0.38", 1)).strict == closed("0.38", "0.385")


def test_a_count_without_a_lower_end_ends_at_its_last_whole_number():
    found = wholes(Interval(None, "3.5"), Interval(None, 5, hi_open=True), Hedge.NONE)
    assert found == (Interval(None, 3), Interval(None, 4))
