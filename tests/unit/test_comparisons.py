"""Gaps, growth and amounts per head, worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lacmigration.amounts import amount_of
from lacmigration.checking import check
from lacmigration.comparisons import gap, growth, per_capita
from lacmigration.errors import AggregationError, AmountError, CurrencyMismatchError
from lacmigration.figures import Figure
from lacmigration.intervals import Interval
from lacmigration.provenance import Citation
from lacmigration.ratios import Quotient, ratio_range
from lacmigration.records import Contribution, Target
from lacmigration.relations import Same

HERE, THERE = Citation("my-report", "table 1"), Citation("my-report", "page 2")
GOAL = Target(id="my.target", fund="mptf", figure=Figure.exact(150_000_000, "USD"), citation=THERE)


def gift(name: str, figure: object, **fields: object) -> Contribution:
    return Contribution(id=name, provider=name, receiver="mptf", figure=figure, citation=HERE, **fields)


def test_the_gap_to_a_target():
    """150 less 57.5 (57.45 to 57.55) million."""
    found = gap(GOAL, [gift("mx", "USD 50.0M"), gift("ie", "USD 7,500,000.00")])
    assert str(found.missing) == "USD 92,500,000"
    assert found.missing.strict == Interval(Fraction("92449999.995"), Fraction("92550000.005"))
    assert found.share.value == Fraction(37, 60)
    assert (found.reached.value, found.reached.unit) == (Fraction(23, 60), "1")
    assert found.reached.strict == Interval(
        Fraction("57449999.995") / 150_000_000, Fraction("57550000.005") / 150_000_000
    )
    assert set(found.citations) == {HERE, THERE}
    assert check(Same(found.reached, "38%")).verdict == "entailed"
    assert check(Same(found.missing, "USD 92.5M")).verdict == "compatible"
    assert check(Same(found.missing, "USD 93.5M")).verdict == "inconsistent"


def test_a_target_that_is_rounded_counts_once():
    """(t - 5) / t with t from 9.5 to 10.5 and 5 from 4.5 to 5.5."""
    found = gap("USD 10 million", "USD 5 million")
    assert found.share.strict == Interval(Fraction(40, 95), Fraction(60, 105))


def test_a_target_exceeded_and_one_in_another_currency():
    assert gap("USD 10M", "USD 12M").missing.nominal == -2_000_000
    with pytest.raises(CurrencyMismatchError, match='"USD 10,000,000" in USD'):
        gap("USD 10M", "EUR 12M")
    with pytest.raises(AmountError, match="the denominator must be above 0"):
        gap(Figure(0, "USD"), "USD 12M")


def test_growth_between_two_dates():
    old = [gift("mx", "USD 2M", as_of="2023"), gift("ie", "USD 2M", as_of="2023")]
    new = [gift("cl", "USD 6M", as_of="2024-08")]
    found = growth(old, new)
    assert (found.value, str(found.difference)) == (Fraction(1, 2), "USD 2,000,000")
    assert found.strict == Interval(Fraction(11, 10) - 1, Fraction(13, 6) - 1)  # 5.5/5 to 6.5/3
    assert found.strict.within(found.loose)
    assert found.citations == (HERE,)
    with pytest.raises(AggregationError) as caught:
        growth(new, old)
    assert str(caught.value) == (
        "the old figures are as of 2024-08, the new ones as of 2023: give the earlier ones first"
    )
    assert growth(new, old, as_of="any").value == Fraction(-1, 3)
    assert growth(new, [gift("pe", "USD 9M", as_of="2024")]).value == Fraction(1, 2)  # which may be later


def test_what_did_not_change_cancels():
    """8 stays, 2 becomes 4: (x + 4) / (x + 2) is largest where x is least, 7.5: (7.5 + 4.5) / (7.5 + 1.5)."""
    stays = gift("mx", Figure(8, "USD"))
    old, new = [stays, gift("ie", Figure(2, "USD"))], [stays, gift("ie", Figure(4, "USD"))]
    found = growth(old, new)
    assert found.value == Fraction(1, 5)
    assert found.strict == Interval(Fraction(12, 11) - 1, Fraction(12, 9) - 1)
    assert found.difference.strict == Interval(1, 3)
    assert check(Same(found.ratio, "1.2 times")).verdict.holds
    assert check(Same(found.ratio, "2.0 times")).verdict == "inconsistent"


def test_growth_keeps_flows_apart():
    old, new = [gift("mx", "USD 2M", flow="pledge")], [gift("mx", "USD 2M", flow="disbursement")]
    with pytest.raises(AggregationError, match="flows differ"):
        growth(old, new)
    assert growth(old, new, flows="any").value == 0


def test_amounts_per_head():
    found = per_capita([gift("mx", "USD 57.5M")], "4.8 million persons")
    assert (found.value, found.unit) == (Fraction(575, 48), "USD/person")
    assert found.decimal == Fraction(575, 48)
    assert found.strict == Interval(Fraction(5745, 485), Fraction(5755, 475))
    assert check(Same(found, Figure("11.98", "USD/person"))).verdict == "compatible"
    assert per_capita("USD 100", "8 households").unit == "USD/household"
    assert str(per_capita("USD 100", "8 households").decimal) == "12.5"
    assert per_capita("6 persons", "8").unit == "persons"
    assert per_capita("6 persons", Figure(8, "USD/year")).unit == "persons/USD/year"
    assert repr(found) == "<Quotient 575/48: USD 57,500,000 / 4,800,000 persons>"
    with pytest.raises(AmountError, match="the denominator must be above 0"):
        per_capita("USD 1", "0 persons")


def test_a_denominator_that_may_be_nothing():
    """10 to the hundred is from 0, persons being a count, to 60."""
    found = per_capita("USD 3", Figure(10, "persons", precision=2))
    assert found.strict == Interval(Fraction(1, 24), None)


def test_amounts_divided_by_what_is_left():
    """A share of a gap: 1 of (10 - 5), each on its own."""
    found = Quotient(amount_of("USD 1"), gap("USD 10", "USD 5").missing)
    assert found.strict == Interval(Fraction(1, 12), Fraction(3, 8))  # 0.5/6 to 1.5/4
    narrow = Quotient(amount_of("USD 1"), gap("USD 10", "USD 9.6").missing)
    assert narrow.strict == Interval(Fraction(10, 19), None)  # 0.5/0.95, and what is left may be nothing
    over = Figure(10, "USD", exponent=1, domain=Interval(12, 20))
    with pytest.raises(AmountError, match=r"lies in \[-9/2, -1/2\]; it must be able to be above 0"):
        _ = Quotient(amount_of("USD 1"), gap("USD 11", over).missing).strict


HALF_OPEN = Interval(0, 2, lo_open=True)


@pytest.mark.parametrize(
    "classes, wanted",
    [
        ([(1, 1, Interval(1, None)), (0, 1, Interval(1, 2))], Interval(Fraction(1, 3), 1, hi_open=True)),
        ([(1, 1, Interval(1, None)), (0, 1, Interval(0, 2))], Interval(Fraction(1, 3), 1)),
        ([(1, 0, Interval(1, None)), (0, 1, Interval(1, 2))], Interval(Fraction(1, 2), None)),
        ([(1, 0, Interval(None, 2)), (0, 1, Interval(1, 2))], Interval(None, 2)),
        ([(1, 0, Interval(1, 2)), (0, 1, HALF_OPEN)], Interval(Fraction(1, 2), None)),
        ([(1, 0, Interval(1, 2)), (0, 1, Interval(1, None))], Interval(0, 2, lo_open=True)),
        ([(1, 1, HALF_OPEN), (0, 1, HALF_OPEN)], Interval(0, 1, lo_open=True, hi_open=True)),
        ([(1, 1, Interval(0, 2)), (0, 1, Interval(0, 2))], Interval(0, 1)),
        ([(1, 1, Interval(0, 2))], Interval(1, 1)),
        ([(2, 1, Interval(1, None)), (1, 1, Interval(1, None))], Interval(1, 2, lo_open=True, hi_open=True)),
        ([(0, 1, Interval(1, 2)), (0, 0, Interval(5, 6))], Interval(0, 0)),
        ([(0, 0, Interval(None, None)), (1, 1, Interval(-3, 2))], Interval(1, 1)),
        ([(1, 0, Interval(None, None)), (0, 1, Interval(1, 2))], Interval(None, None)),
    ],
)
def test_the_range_of_a_ratio(classes: list[tuple[int, int, Interval]], wanted: Interval):
    assert ratio_range([(Fraction(a), Fraction(b), reach) for a, b, reach in classes]) == wanted


def test_ratios_without_a_range():
    with pytest.raises(AmountError, match="the denominator can only be 0"):
        ratio_range([(Fraction(1), Fraction(1), Interval(0, 0))])
    with pytest.raises(AmountError, match=r"lies in \[-3, -2\]; what a share is taken of must be 0 or more"):
        ratio_range([(Fraction(1), Fraction(1), Interval(-3, -2))])
