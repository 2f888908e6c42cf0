"""The parts of the search by themselves: combinations of forms, lightest sets, and the tableau."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

import attrs
import pytest

from lacmigration.intervals import Interval
from lacmigration.reconciling._cancelling import combination
from lacmigration.reconciling._hitting import lightest
from lacmigration.reconciling._rows import Row, Unknown
from lacmigration.reconciling._simplex import conflict, furthest
from lacmigration.reconciling._solving import Solver
from lacmigration.reconciling._tableau import Budget, Spent, Tableau

PLENTY = 10**7


@attrs.frozen
class Limit:
    value: tuple[int, int]


@pytest.mark.parametrize("seed", range(30))
def test_a_combination_of_forms_is_found_again(seed):
    chance = random.Random(seed)  # noqa: S311  (cases, no secrets)
    forms = {
        100 + n: {n: chance.choice((1, -1, 3))} for n in range(8)
    }  # independent: each has one of its own
    for form in forms.values():
        form |= {column: chance.randrange(1, 5) for column in chance.sample(range(8, 14), 3)}
    times = {form: chance.randrange(-4, 5) for form in forms}
    wanted = {}
    for form, terms in forms.items():
        for column, by in terms.items():
            wanted[column] = wanted.get(column, 0) + times[form] * by
    assert combination(wanted, forms) == {form: number for form, number in times.items() if number}


def test_a_combination_may_need_fractions_and_forms_that_hang_together_in_a_ring():
    forms = {7: {0: 1, 1: 1}, 8: {1: 1, 2: 1}, 9: {2: 1, 0: 1}}
    assert combination({0: 1}, forms) == {7: Fraction(1, 2), 8: Fraction(-1, 2), 9: Fraction(1, 2)}


@pytest.mark.parametrize("seed", range(60))
def test_the_lightest_sets_are_those_of_all_subsets(seed):
    chance = random.Random(seed)  # noqa: S311  (cases, no secrets)
    members = "abcdefgh"
    weights = {key: chance.randrange(1, 4) for key in members}
    sets = [frozenset(chance.sample(members, chance.randrange(1, 4))) for _ in range(chance.randrange(7))]
    barred = [frozenset(chance.sample(members, 2)) for _ in range(chance.randrange(3))]
    fit = [
        frozenset(some)
        for size in range(9)
        for some in combinations(members, size)
        if all(one & set(some) for one in sets) and not any(bar <= set(some) for bar in barred)
    ]
    sizes = [sum(weights[key] for key in one) for one in fit]
    expected = sorted((one for one, size in zip(fit, sizes, strict=True) if size == min(sizes)), key=sorted)
    found, complete = lightest(sets, weights.__getitem__, Budget(PLENTY), most=1000, barred=barred)
    assert list(found) == expected
    assert complete
    some, complete = lightest(sets, weights.__getitem__, Budget(PLENTY), most=1, barred=barred)
    assert len(some) == min(1, len(expected))
    assert set(some) <= set(expected)
    assert complete == (len(expected) < 2)


def test_groups_that_share_nothing_are_looked_at_one_by_one():
    pairs = [frozenset({f"a{n}", f"b{n}"}) for n in range(40)]  # 2^40 lightest sets
    found, complete = lightest(pairs, lambda _key: 1, Budget(10_000), most=5)
    assert [len(one) for one in found] == [40] * 5
    assert not complete


def _with(forms, bounds, fixed):
    tableau = Tableau([0] * 4, Budget(PLENTY), forms)
    tableau.settle(fixed)
    for column, (lower, upper) in bounds.items():
        tableau.bound(
            column, None if lower is None else Limit(lower), None if upper is None else Limit(upper)
        )
    return tableau


def test_a_fixed_form_keeps_its_value_whatever_moves():
    tableau = _with({4: {0: 1, 1: 1, 2: -1}}, {0: ((3, 0), (5, 0)), 1: ((4, 0), (6, 0))}, {4: 0})
    assert conflict(tableau) is None
    assert furthest(tableau, 2, up=True) == (11, 0)
    assert furthest(tableau, 2, up=False) == (7, 0)
    assert sum(by * tableau.value(at)[0] for at, by in {0: 1, 1: 1, 2: -1}.items()) == 0
    assert tableau.settled == {4}


def test_an_end_that_is_not_reached_is_short_of_it_by_the_infinitesimal():
    tableau = _with({4: {0: 2, 1: 3}}, {0: (None, (5, -1)), 1: ((0, 0), (1, 0))}, {})
    assert conflict(tableau) is None
    assert furthest(tableau, 4, up=True) == (13, -2)
    assert furthest(tableau, 4, up=False) is None


def test_a_conflict_cancels_out():
    tableau = _with({4: {0: 1, 1: 1}, 5: {0: 1, 1: -1}}, {4: ((10, 0), None), 5: ((4, 0), None)}, {})
    tableau.bound(0, None, Limit((7, 0)))
    assert conflict(tableau) is None  # x = 7, y = 3
    tableau.bound(0, None, Limit((7, -1)))
    found = conflict(tableau)  # x + y >= 10 and x - y >= 4, so that 2 * x >= 14; but x < 7
    assert found is not None
    times = {column: by for column, by, _ in found}
    assert times == {0: 2 * times[4], 4: times[4], 5: times[4]}
    assert {column for column, _, is_upper in found if is_upper} == {0}


def test_the_copy_of_a_tableau_goes_its_own_way():
    first = _with({4: {0: 1, 1: 1}}, {}, {})
    second = first.copy(Budget(PLENTY))
    second.bound(0, Limit((7, 0)), None)
    assert (first.value(4), second.value(4)) == ((0, 0), (7, 0))


def test_the_budget_ends_a_search():
    with pytest.raises(Spent):
        Tableau([0] * 50, Budget(40), {50: dict.fromkeys(range(50), 1)})


def test_a_figure_that_is_let_go_proves_nothing_where_other_bounds_cross():
    """Without the figure of x, r says that x is 10 at least, and s that it is 3 at most."""
    one = Fraction(1)
    unknowns = [Unknown(key=key, label=key, weight=1) for key in "rsxy"]
    rows = [
        Row(terms=(("x", one),), within=Interval(10, None), relation=0, rests=("r",)),
        Row(terms=(("x", one),), within=Interval(None, 3), relation=1, rests=("s",)),
        Row(terms=(("x", one), ("y", one)), within=Interval(100, 100), relation=2),
    ]
    figures = {"r": Interval(1, 1), "s": Interval(1, 1), "x": Interval(5, 6), "y": Interval(0, 1)}
    solver = Solver(unknowns, rows, figures, Budget(PLENTY))
    first = solver.proof(frozenset("rs"))  # 6 and 1 are less than 100
    assert {step.figure for step in first.steps} == {"", "x", "y"}
    second = solver.proof(frozenset("x"))
    assert sorted(step.row for step in second.steps) == [0, 1]
