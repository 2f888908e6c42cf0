"""The laws of money, over generated amounts far beyond 28 digits."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from lacmigration._iso4217 import MINOR_UNITS
from lacmigration.money import Money


def decimals() -> st.SearchStrategy[Decimal]:
    return st.builds(
        lambda sign, digits, exponent: Decimal((sign, tuple(map(int, str(digits))), exponent)),
        st.integers(0, 1),
        st.integers(0, 10**40),
        st.integers(-30, 30),
    )


def amounts(currency: str = "USD") -> st.SearchStrategy[Money]:
    return decimals().map(lambda amount: Money(amount, currency))


WEIGHTS = st.integers(0, 5) | st.integers(0, 10**12) | st.fractions(0, 10, max_denominator=50)
WEIGHT_LISTS = st.lists(WEIGHTS, min_size=1, max_size=12).filter(any)


@given(amounts(), amounts(), amounts())
def test_addition_is_exact_commutative_and_associative(a: Money, b: Money, c: Money):
    assert Fraction((a + b).amount) == Fraction(a.amount) + Fraction(b.amount)
    assert a + b == b + a
    assert (a + b) + c == a + (b + c) == Money.sum([c, b, a])
    assert a - a == Money(0, "USD")
    assert (a + b) - b == a


@given(amounts(), amounts(), decimals(), st.integers(-(10**40), 10**40))
def test_scaling_is_exact_and_distributes(a: Money, b: Money, factor: Decimal, count: int):
    assert Fraction((a * factor).amount) == Fraction(a.amount) * Fraction(factor)
    assert (a + b) * count == a * count + b * count
    assert a * Fraction(factor) == a * factor == factor * a


@given(amounts(), st.fractions(max_denominator=2000).filter(bool))
def test_division_undoes_scaling_wherever_it_is_exact(a: Money, factor: Fraction):
    assert (a * factor.denominator) / factor.denominator == a
    assert (a * factor.numerator) / Fraction(factor.numerator) == a


@given(amounts(), amounts())
def test_order_is_the_order_of_the_amounts(a: Money, b: Money):
    assert (a < b, a <= b, a > b, a >= b) == (
        a.amount < b.amount,
        a.amount <= b.amount,
        a.amount > b.amount,
        a.amount >= b.amount,
    )
    assert (a < b) + (a == b) + (a > b) == 1


@given(amounts(), st.integers(0, 40))
def test_equal_amounts_hash_alike(a: Money, zeros: int):
    sign, digits, exponent = a.amount.as_tuple()
    same = Money(Decimal((sign, digits + (0,) * zeros, exponent - zeros)), "USD")
    assert same == a
    assert hash(same) == hash(a)


@given(st.sampled_from(["USD", "CLP", "KWD", "CLF"]).flatmap(amounts), WEIGHT_LISTS)
def test_allocation_loses_nothing_and_is_within_one_unit_of_the_exact_share(whole: Money, weights: list):
    parts = whole.allocate(weights)
    assert Money.sum(parts) == whole
    unit = Fraction(1, 10 ** max(MINOR_UNITS[whole.currency], -whole.amount.as_tuple().exponent))
    for part, weight in zip(parts, weights, strict=True):
        exact = Fraction(whole.amount) * Fraction(weight) / Fraction(sum(weights))
        assert abs(Fraction(part.amount) - exact) < unit
        assert (Fraction(part.amount) / unit).denominator == 1
        assert weight or not part.amount


@given(amounts(), WEIGHT_LISTS, st.randoms(use_true_random=False))
def test_allocation_does_not_depend_on_order(whole: Money, weights: list, random: Random):
    shuffled = weights.copy()
    random.shuffle(shuffled)
    assert Counter(zip(weights, whole.allocate(weights), strict=True)) == Counter(
        zip(shuffled, whole.allocate(shuffled), strict=True)
    )
    by_key = {f"k{i}": weight for i, weight in enumerate(weights)}
    keys = list(by_key)
    random.shuffle(keys)
    assert whole.allocate({key: by_key[key] for key in keys}) == whole.allocate(by_key)


@given(amounts(), WEIGHT_LISTS)
def test_a_larger_weight_never_gets_less(whole: Money, weights: list):
    parts = abs(whole).allocate(weights)
    ordered = sorted(zip(weights, parts, strict=True), key=lambda pair: (pair[0], pair[1].amount))
    assert [part for _, part in ordered] == sorted(part for _, part in ordered)


@given(amounts(), amounts().filter(lambda money: money.amount != 0))
def test_a_share_of_a_whole_times_the_whole_is_the_part(part: Money, whole: Money):
    assert part.share_of(whole) * Fraction(whole.amount) == Fraction(part.amount)
    assert part / whole == part.share_of(whole)
