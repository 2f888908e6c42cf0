"""Equations of whole numbers: when is there no solution, whatever the numbers are?"""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction

import pytest

from lacmigration.reconciling._divisors import undivided
from lacmigration.reconciling._tableau import Budget, Spent

PLENTY = 10**6
Equations = list[tuple[Mapping[int, int], int]]


def by(form: Mapping[int, int], values: list[Fraction]) -> Fraction:
    return sum((factor * values[column] for column, factor in form.items()), Fraction(0))


@pytest.mark.parametrize(
    "equations, found",
    [
        ([({0: 2, 1: -2}, 7)], ({0: 1, 1: -1}, 3)),
        ([({0: 2, 1: 3}, 7)], None),  # 2 + 3 is 5, and 7 is 2 * 2 + 3
        ([({0: 3}, 7)], ({0: 1}, 2)),
        ([({0: 1}, Fraction(7, 2))], ({0: 1}, 3)),
        ([({0: 6, 1: 10, 2: 15}, 1)], None),  # -14 + 0 + 15
        ([({0: 6, 1: 10, 2: 14}, 9)], ({0: 3, 1: 5, 2: 7}, 4)),
        ([({0: 1, 1: 1}, 0), ({0: 1, 1: -1}, 1)], ({1: 1}, -1)),  # twice the second is -1
        ([({0: 1, 1: 1}, 0), ({0: 1, 1: -1}, 2)], None),
        ([({0: 1, 1: 2}, 5), ({1: 1}, 1)], None),
        ([], None),
    ],
)
def test_by_hand(equations, found):
    assert undivided(equations, Budget(PLENTY)) == found


def test_what_whole_numbers_satisfy_is_never_refuted_and_what_is_refuted_is_no_whole_number():
    refuted = 0
    for seed in range(600):
        chance = random.Random(seed)  # noqa: S311  (nothing is kept secret)
        size = chance.randint(2, 5)
        halves = chance.random() < 0.6
        values = [Fraction(chance.randint(-9, 9), 2 if halves else 1) for _ in range(size)]
        equations: Equations = []
        for _ in range(chance.randint(1, size)):
            form = {column: chance.choice([-4, -3, -2, -1, 1, 2, 3, 4, 6]) for column in range(size)}
            form = {column: factor for column, factor in form.items() if chance.random() < 0.7}
            if form and by(form, values).denominator == 1:
                equations.append((form, int(by(form, values))))
        found = undivided(equations, Budget(PLENTY))
        if all(value.denominator == 1 for value in values):
            assert found is None, seed
        elif found is not None:
            refuted += 1
            form, below = found
            # what is said of it by the equations holds for these values too, and is no whole number
            assert below < by(form, values) < below + 1, seed
    assert refuted > 20


def test_the_order_of_equations_changes_nothing_and_the_effort_ends():
    equations = [({0: 6, 1: 4, 2: -1}, 0), ({2: 1, 3: -2}, 1), ({0: 1, 4: -1}, 0)]
    found = undivided(equations, Budget(PLENTY))
    assert found == ({1: 2, 3: -1, 4: 3}, 0)  # column 0 is column 4
    assert undivided(equations[::-1], Budget(PLENTY)) == found
    with pytest.raises(Spent):
        undivided(equations, Budget(3))
