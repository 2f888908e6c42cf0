"""Other currencies and other years' prices, worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from lacmigration.amounts import amount_of
from lacmigration.checking import check
from lacmigration.conversion import Deflator, Rate, constant_prices, convert
from lacmigration.errors import (
    AggregationError,
    CurrencyMismatchError,
    FigureError,
    FloatError,
    RecordError,
    UnknownCurrencyError,
)
from lacmigration.figures import Figure
from lacmigration.intervals import Interval
from lacmigration.money import Money
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation
from lacmigration.ratios import Quotient
from lacmigration.records import Contribution
from lacmigration.relations import Same
from lacmigration.totals import total

HERE, BANK = Citation("my-report", "table 1"), Citation("my-bank", "30 August 2024")


def rate(value: object = "1.10", **fields: object) -> Rate:
    return Rate(
        **{"base": "EUR", "quote": "USD", "value": value, "date": "2024-08-30", "citation": BANK, **fields}
    )


def gift(name: str, figure: object, **fields: object) -> Contribution:
    return Contribution(id=name, provider=name, receiver="mptf", figure=figure, citation=HERE, **fields)


def test_a_rounded_rate_widens_the_amount():
    """2 (1.5 to 2.5) million euros at 1.10 (1.095 to 1.105)."""
    found = convert("EUR 2 million", rate())
    assert (found.money, found.strict) == (Money(2_200_000, "USD"), Interval(1_642_500, 2_762_500))
    back = convert("USD 2 million", rate())
    assert back.value == Fraction(20_000_000, 11)
    assert back.money is None
    assert back.in_minor_units() == Money("1818181.82", "EUR")
    assert back.strict == Interval(Fraction(1_500_000_000, 1105), Fraction(2_500_000_000, 1095))


def test_an_exact_rate_does_not():
    assert convert(Money(2, "EUR"), rate(Decimal("1.10"))).strict == Interval("2.2", "2.2")
    assert rate(2).value.strict == Interval(2, 2)
    assert rate(Figure("1.1", "USD/EUR")).value.strict == Interval("1.05", "1.15")


def test_a_rate_common_to_all_parts_is_one_unknown():
    rows = [gift("mx", "EUR 3 million"), gift("ie", "EUR 1 million")]
    whole = convert(total(rows), rate())
    assert whole.strict == Interval(3_000_000 * Fraction("1.095"), 5_000_000 * Fraction("1.105"))
    assert whole.citations == (HERE, BANK)
    assert [fact.id for fact in whole.parts] == ["ie", "EUR 1 = USD 1.10 on 2024-08-30", "mx"]
    # the rate cancels: 3 of 4 is from 2.5/4 to 3.5/4 whatever it is
    share = Quotient(convert(rows[0], rate()), whole)
    assert share.strict == Interval(Fraction(5, 8), Fraction(7, 8))
    assert check(Same(whole, "USD 4.4M")).verdict.holds
    assert check(Same(whole, "USD 7M")).verdict == "inconsistent"
    assert str(Same(whole, "USD 7M").first) == '("ie" + "mx") * "EUR 1 = USD 1.10 on 2024-08-30"'
    assert check(Same(convert(rows[0], rate()), "USD 3.3M")).verdict.holds


def test_amounts_converted_apart_add_up_and_compare():
    dollars = [convert(gift("mx", "EUR 2 million"), rate(Decimal(2))), gift("ie", "USD 1 million")]
    whole = total(dollars)
    assert whole.money == Money(5_000_000, "USD")
    assert whole.strict == Interval(3_500_000, 6_500_000)  # 3 to 5, and 0.5 to 1.5
    assert check(Same(whole, "USD 5M")).verdict.holds
    assert check(Same(whole, "USD 8M")).verdict == "inconsistent"
    # converted in two ways, each side is read on its own
    share = Quotient(whole, amount_of("USD 10"))
    assert share.strict == Interval(
        Fraction(3_500_000) / Fraction("10.5"), Fraction(6_500_000) / Fraction("9.5")
    )
    assert share.loose.lo is not None
    assert share.strict.within(share.loose)


def test_the_date_must_fit():
    august, july = gift("mx", "EUR 2M", as_of="2024-08"), gift("ie", "EUR 2M", as_of="2024-07")
    assert convert(august, rate()).money == Money(2_200_000, "USD")
    with pytest.raises(AggregationError) as caught:
        convert(total([august, july], as_of="any"), rate())
    assert caught.value.problems == (
        '"ie" is as of 2024-07, the rate is of 2024-08-30: take a rate of that date, or say date="any"',
    )
    assert convert(july, rate(), date="any").money == Money(2_200_000, "USD")


def test_the_currencies_must_fit():
    with pytest.raises(CurrencyMismatchError) as caught:
        convert("COP 3M", rate())
    assert str(caught.value) == "COP 3,000,000 cannot be converted by a rate of EUR and USD"
    with pytest.raises(UnknownCurrencyError, match="'DOL' is not a currency code"):
        rate(base="DOL")
    with pytest.raises(RecordError, match="a rate from USD to itself converts nothing"):
        rate(base="USD")
    with pytest.raises(
        RecordError, match=r"rate: EUR 1.1 is in EUR; it must be in USD/EUR, or without a unit"
    ):
        rate(Figure("1.1", "EUR"))


def test_what_is_no_rate():
    with pytest.raises(FloatError, match=r"rate or index: 1.1 is a float"):
        rate(1.1)
    with pytest.raises(FloatError, match="rate or index: True is a bool"):
        rate(value=True)
    with pytest.raises(FigureError):
        rate("1,1")
    for value in ("0", "0.4e", 0, -1):
        with pytest.raises((RecordError, FigureError)):
            rate(value)
    with pytest.raises(RecordError, match=r"rate: 0.00 can be 0 or less; it must be above 0"):
        rate("0.00")
    with pytest.raises(RecordError, match="citation None is not a Citation: a rate says where it stands"):
        rate(citation=None)
    with pytest.raises(RecordError, match=r"'30.08.2024' is not a date"):
        rate(date="30.08.2024")
    assert rate(date=PartialDate(2024, 8)).date == PartialDate(2024, 8)


def index(**fields: object) -> Deflator:
    values = {2018: 80, 2020: 100, 2023: Decimal(125)}
    return Deflator(**{"currency": "USD", "base": 2020, "index": values, "citation": BANK, **fields})


def test_prices_of_one_year():
    rows = [
        gift("mx", "USD 8M", as_of="2018"),
        gift("ie", "USD 5M", as_of="2023-06"),
        gift("cl", "USD 1M", as_of="2020"),
    ]
    found = constant_prices(total(rows, as_of="any"), index())
    assert str(found) == "USD 15,000,000 in prices of 2020"  # 8/0.8 + 5/1.25 + 1
    assert found.money == Money(15_000_000, "USD")
    assert set(found.citations) == {HERE, BANK}
    assert check(Same(found, "USD 15M", waives=("as-of",))).verdict.holds
    with pytest.raises(
        AggregationError, match=r"^prices differ, .* in prices of 2020 and .*bring them to one year$"
    ):
        total([found, gift("th", "USD 1M")], as_of="any")
    both = total([found, constant_prices("USD 5M", index(), year=2023)], as_of="any")
    assert (both.nominal, both.prices) == (19_000_000, 2020)


def test_a_rounded_index_widens_the_amount():
    """100 to the unit is from 99.5 to 100.5, 80 from 79.5 to 80.5."""
    found = constant_prices("USD 8.0M", index(index={2018: "80", 2020: "100"}), year=2018)
    assert found.strict == Interval(
        7_950_000 * Fraction("99.5") / Fraction("80.5"), 8_050_000 * Fraction("100.5") / Fraction("79.5")
    )


def test_what_cannot_be_put_in_constant_prices():
    with pytest.raises(
        CurrencyMismatchError, match="EUR 1,000,000 cannot be put in constant prices by an index of USD"
    ):
        constant_prices("EUR 1M", index())
    with pytest.raises(AggregationError) as caught:
        constant_prices("USD 1M", index())
    assert caught.value.problems == ('USD 1,000,000: "USD 1M" has no date; say year=',)
    with pytest.raises(AggregationError, match="it is in prices of 2020 already"):
        constant_prices(constant_prices("USD 1M", index(), year=2018), index(), year=2018)
    with pytest.raises(
        RecordError, match="the index of USD prices has no value for 2019; it has 2018, 2020, 2023"
    ):
        constant_prices("USD 1M", index(), year=2019)
    with pytest.raises(RecordError, match="has no value for 2020; it has no year"):
        index(index={})
    with pytest.raises(RecordError, match="index of 2018: 0 can be 0 or less"):
        index(index={2018: 0})
    with pytest.raises(FloatError):
        index(index={2018: 80.5})


def test_several_amounts_are_added_up_first():
    gifts = [gift(name, "EUR 1M") for name in ("ie", "fr", "de")]
    advice = "takes one amount, not a list of them; add them up first: "
    with pytest.raises(TypeError) as caught:
        convert(gifts, rate())
    assert str(caught.value) == f"convert {advice}convert(total(...), ...)"
    with pytest.raises(TypeError) as caught:
        constant_prices(gifts, index())
    assert str(caught.value) == f"constant_prices {advice}constant_prices(total(...), ...)"
    with pytest.raises(TypeError, match="not a generator of them"):
        convert(iter(one for one in gifts), rate())
    with pytest.raises(TypeError) as caught:
        convert({"a": 1}.keys, rate())
    assert len(str(caught.value)) < 200
    assert convert(total(gifts), rate()).unit == "USD"


def test_what_is_no_amount_is_shown_in_short():
    with pytest.raises(TypeError) as caught:
        convert(b"1" * 1000, rate())
    assert len(str(caught.value)) < 200
