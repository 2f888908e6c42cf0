"""Money: what it takes, what it refuses and how it says so."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from lacmigration.errors import AmountError, CurrencyMismatchError, FloatError, UnknownCurrencyError
from lacmigration.money import Money


@pytest.mark.parametrize(
    "given, amount",
    [
        ("19569912", "19569912"),
        (" 12000.50 ", "12000.50"),
        ("-5", "-5"),
        ("+.5", "0.5"),
        ("7.", "7"),
        (19569912, "19569912"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0"), "0"),
    ],
)
def test_it_takes_plain_numbers(given: object, amount: str):
    assert Money(given, "USD").amount == Decimal(amount)
    assert not (Money(given, "USD").amount.is_signed() and amount == "0")


@pytest.mark.parametrize("given", [1.5, True, None, Fraction(1, 2), b"5", float("nan")])
def test_it_refuses_what_is_not_exact(given: object):
    with pytest.raises(FloatError, match=r"^amount of money: .*; pass an int, a Decimal or text such as"):
        Money(given, "USD")


@pytest.mark.parametrize(
    "given", ["12,000", "1e6", "", "12x", "USD 5", "٣", "NaN", "Infinity", "1_000", "--5", "."]
)
def test_it_refuses_other_text_and_shows_it(given: str):
    with pytest.raises(AmountError, match=r"write the amount as 12000 or 12000\.50") as caught:
        Money(given, "USD")
    assert repr(given) in str(caught.value)


@pytest.mark.parametrize("given", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_it_refuses_decimals_that_are_no_numbers(given: str):
    with pytest.raises(AmountError, match="is not an amount"):
        Money(Decimal(given), "USD")


@pytest.mark.parametrize(
    "given", [10**1001, "9" * 1002, "1" * 100_000, Decimal("1E-1001"), Decimal("1E+999999")]
)
def test_it_refuses_endless_numbers_briefly(given: object):
    with pytest.raises(AmountError) as caught:
        Money(given, "USD")
    assert len(str(caught.value)) < 150


def test_the_longest_amounts_still_add_and_subtract_exactly():
    great, small = Money(10**1000, "USD"), Money(Decimal("1E-1000"), "USD")
    assert (great + small) - great == small
    with pytest.raises(AmountError, match="over 1000 digits"):
        great * 10


@pytest.mark.parametrize(
    "given, hint",
    [
        ("usd", "USD"),
        (" USD", "USD"),
        ("UDS", "USD"),
        ("MXM", "MXN"),
        ("", "such as USD"),
        (None, "code"),
        ("US$", "USD"),
    ],
)
def test_an_unknown_currency_names_the_nearest(given: object, hint: str):
    with pytest.raises(UnknownCurrencyError) as caught:
        Money(1, given)
    assert repr(given) in str(caught.value)
    assert hint in str(caught.value)


def test_two_currencies_show_both_values():
    dollars, euros = Money("1234.5", "USD"), Money(3, "EUR")
    for operation in (
        lambda: dollars + euros,
        lambda: dollars - euros,
        lambda: dollars / euros,
        lambda: dollars < euros,
        lambda: dollars <= euros,
        lambda: dollars > euros,
        lambda: dollars >= euros,
        lambda: Money.sum([dollars, euros]),
        lambda: Money.sum([euros], currency="USD"),
        lambda: dollars.share_of(euros),
    ):
        with pytest.raises(CurrencyMismatchError, match=r"EUR 3 .*: convert one first"):
            operation()
    with pytest.raises(CurrencyMismatchError, match=r"USD 1,234\.5 and EUR 3"):
        dollars + euros
    assert Money(3, "USD") != euros


def test_arithmetic_beyond_28_digits_is_exact():
    total = Money(10**30, "USD") + Money("0.01", "USD")
    assert str(total) == "USD 1,000,000,000,000,000,000,000,000,000,000.01"
    assert (total * 10**30).amount == 10**60 + 10**28
    assert Money.sum([total, total, -total]) == total


def test_scaling():
    assert Money("0.10", "USD") * 3 == Money("0.30", "USD")
    assert 3 * Money("0.10", "USD") == Money("0.30", "USD")
    assert Money(10, "USD") * Decimal("0.385") == Money("3.85", "USD")
    assert Money(10, "USD") * Fraction(1, 8) == Money("1.25", "USD")
    assert Money(9, "USD") * Fraction(1, 3) == Money(3, "USD")
    assert Money(10, "USD") / 4 == Money("2.5", "USD")
    assert Money(10, "USD") / Decimal("0.4") == Money(25, "USD")
    assert Money(10, "USD") / Money(4, "USD") == Fraction(5, 2)
    assert -Money(5, "USD") == Money(-5, "USD")
    assert abs(Money(-5, "USD")) == Money(5, "USD")
    assert str((-Money(0, "USD")).amount) == "0"


def test_what_would_have_to_be_rounded_is_refused():
    with pytest.raises(AmountError, match="USD 10 times 1/3 has no exact decimal form; use allocate"):
        Money(10, "USD") / 3
    with pytest.raises(AmountError, match="no exact decimal form"):
        Money(10, "USD") * Fraction(2, 7)
    with pytest.raises(AmountError, match="no exact decimal form"):
        Money(1, "USD") / 2**2000
    with pytest.raises(AmountError, match="cannot be divided by zero"):
        Money(10, "USD") / 0
    with pytest.raises(AmountError, match="a whole that is not zero"):
        Money(10, "USD").share_of(Money(0, "USD"))


@pytest.mark.parametrize("factor", [1.5, True, "2"])
def test_scaling_by_what_is_not_exact_is_refused(factor: object):
    with pytest.raises(FloatError):
        Money(10, "USD") * factor
    with pytest.raises(FloatError):
        Money(10, "USD") / factor
    with pytest.raises(FloatError):
        Money(10, "USD").allocate([factor])


def test_adding_and_comparing_with_bare_numbers_is_no_operation():
    money = Money(5, "USD")
    for operation in (
        lambda: money + 5,
        lambda: money - 5,
        lambda: money * money,
        lambda: money < 5,
        lambda: money <= 5,
        lambda: money > 5,
        lambda: money >= 5,
    ):
        with pytest.raises(TypeError):
            operation()
    assert money != 5


def test_comparison():
    assert Money(1, "USD") < Money("1.01", "USD") <= Money("1.01", "USD")
    assert Money(2, "USD") > Money("1.01", "USD") >= Money("1.010", "USD")
    assert not Money(1, "USD") > Money(1, "USD")
    assert max([Money(1, "USD"), Money(3, "USD"), Money(2, "USD")]) == Money(3, "USD")


def test_equal_amounts_hash_alike_and_keep_their_digits():
    assert Money("1.0", "USD") == Money("1.00", "USD")
    assert len({Money("1.0", "USD"), Money("1.00", "USD"), Money(1, "USD")}) == 1
    assert repr(Money("1.00", "USD")) == "Money('1.00', 'USD')"


@pytest.mark.parametrize(
    "amount, shown",
    [
        (Decimal("1E+3"), "Money('1000', 'USD')"),
        (Decimal("-1.5E+2"), "Money('-150', 'USD')"),
        (Decimal("1E-8"), "Money('0.00000001', 'USD')"),
        (Decimal("1E+30"), f"Money('1{'0' * 30}', 'USD')"),
    ],
)
def test_what_it_shows_builds_it_again(amount: Decimal, shown: str):
    money = Money(amount, "USD")
    assert repr(money) == shown
    assert eval(shown) == money  # noqa: S307  (our own text)


def test_sums():
    assert Money.sum([Money(1, "USD"), Money("2.50", "USD")]) == Money("3.50", "USD")
    assert Money.sum(iter([Money(1, "USD")]), currency="USD") == Money(1, "USD")
    assert Money.sum([], currency="CLP") == Money(0, "CLP")
    with pytest.raises(AmountError, match="no amounts has no currency"):
        Money.sum([])


@pytest.mark.parametrize(
    "code, digits", [("USD", 2), ("CLP", 0), ("PYG", 0), ("KWD", 3), ("CLF", 4), ("VEF", 2)]
)
def test_minor_units(code: str, digits: int):
    assert Money(1, code).minor_units == digits


@pytest.mark.parametrize(
    "amount, currency, weights, parts",
    [
        ("100.00", "USD", [1, 1, 1], ["33.34", "33.33", "33.33"]),
        ("-100.00", "USD", [1, 1, 1], ["-33.34", "-33.33", "-33.33"]),
        ("10", "CLP", [1, 2], ["3", "7"]),
        ("0.05", "USD", [3, 7], ["0.01", "0.04"]),  # 1.5 and 3.5 cents: a tie, the larger weight takes it
        ("0.05", "USD", [7, 3], ["0.04", "0.01"]),
        ("1", "USD", [0, 1, 0], ["0", "1", "0"]),
        ("0", "USD", [1, 2], ["0", "0"]),
        ("0.001", "USD", [1, 1], ["0.001", "0"]),  # finer than a cent: divided on its own grid
        ("1E+3", "USD", [Fraction(1, 3), Fraction(2, 3)], ["333.33", "666.67"]),
        ("90", "JPY", [Decimal("0.5"), Decimal("0.25"), Decimal("0.25")], ["45", "23", "22"]),
    ],
)
def test_allocation(amount: str, currency: str, weights: list, parts: list[str]):
    whole = Money(Decimal(amount), currency)
    assert whole.allocate(weights) == tuple(Money(part, currency) for part in parts)


def test_allocation_over_keys_is_settled_by_the_keys_and_kept_in_their_order():
    cent = Money("0.01", "USD")
    for keys in (["mx", "co", "pe"], ["pe", "mx", "co"]):
        parts = cent.allocate(dict.fromkeys(keys, 1))
        assert list(parts) == keys
        assert parts["co"] == cent
        assert parts["mx"] == parts["pe"] == Money(0, "USD")


@pytest.mark.parametrize("weights, shown", [([], "none"), ([0, 0], "0, 0"), ([2, -1], "2, -1"), ({}, "none")])
def test_weights_that_divide_nothing_are_refused(weights: object, shown: str):
    with pytest.raises(AmountError, match=f"weights {shown}:"):
        Money(5, "USD").allocate(weights)


def test_it_is_a_value():
    money = Money("5.00", "USD")
    assert pickle.loads(pickle.dumps(money)) == money  # noqa: S301 - our own bytes
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        money.amount = Decimal(6)
    assert not hasattr(money, "__dict__")


def test_a_divisor_of_twos_and_fives_leaves_an_exact_amount():
    assert str((Money(1, "USD") / 25).amount) == "0.04"
    assert str((Money(3, "USD") / 40).amount) == "0.075"
