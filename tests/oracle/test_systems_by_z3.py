"""Whole systems with shares, growth, ratios and products against z3, which multiplies unknowns as they are.

Skipped where z3 (`pip install z3-solver`) is missing. What a figure stands for is spelled out here. That what
is divided by, or multiplied by a rate, lies on the side of zero where it is stated is the library's
convention, also where its figure is wrong otherwise.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations
from typing import Any, NamedTuple

import pytest

from lacmigration.figures import Figure, Rounding
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.reconciling import System
from lacmigration.reconciling._divisors import undivided
from lacmigration.reconciling._tableau import Budget

z3 = pytest.importorskip("z3")

NEAR = Fraction(1, 10**6)
HALF = Fraction(1, 2)
AMOUNTS, RATES = "abcd", "rsg"


class Puzzle(NamedTuple):
    """Relations as texts and as z3 has them, and what is stated, by name."""

    texts: list[str]
    rules: list[Any]
    figures: dict[str, Figure | None]
    said: dict[str, list[Any]]
    unknowns: dict[str, Any]

    def lines(self, names: Iterable[str], released: Iterable[str] = ()) -> list[Any]:
        kept = set(names) - set(released)
        return [*self.rules, *(line for name in kept for line in self.said.get(name, ()))]


def exact(number: Fraction) -> Any:
    return z3.Q(number.numerator, number.denominator)


def stands_for(unknown: Any, number: int, rounding: str, size: Fraction) -> list[Any]:
    at = exact(number * size)
    if rounding == "exact":
        return [unknown == at]
    if rounding == "floor":
        return [unknown >= at, unknown < exact((number + 1) * size)]
    if rounding == "ceiling":
        return [unknown <= at, unknown > exact((number - 1) * size)]
    low, high = exact((number - HALF) * size), exact((number + HALF) * size)
    if rounding == "unknown":
        return [unknown >= low, unknown <= high]
    return [
        unknown > low if number <= 0 else unknown >= low,
        unknown < high if number >= 0 else unknown <= high,
    ]


def can_be(lines: Iterable[Any]) -> bool | None:
    solver = z3.Solver()
    solver.set("timeout", 2_000)
    solver.add(list(lines))
    return {"sat": True, "unsat": False}.get(str(solver.check()))


class _Maker:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  (nothing is kept secret)
        self.made = Puzzle([], [], {}, {}, {name: z3.Real(name) for name in AMOUNTS + RATES})
        self.true = {name: Fraction(self.chance.randint(1, 30)) for name in AMOUNTS}
        for name in AMOUNTS:
            if self.chance.random() < 0.15:
                self.made.figures[name] = None
            else:
                kinds = ("unknown", "half-up", "exact", "floor", "ceiling")
                self.state(name, int(self.true[name]), self.chance.choice(kinds), "USD")

    def state(self, name: str, number: int, rounding: str, unit: str) -> None:
        number += self.chance.choice([0, 0, 0, 0, 1, -1])
        number += number % 10 == 0  # no zero that might not count
        self.made.figures[name] = Figure(number, unit, rounding=Rounding(rounding))
        size = Fraction(1, 100) if unit == "percent" else Fraction(1)
        self.made.said[name] = stands_for(self.made.unknowns[name], number, rounding, size)

    def rate(self, name: str, value: Fraction) -> Any:
        if name not in self.made.figures:
            if self.chance.random() < 0.2:
                self.made.figures[name] = None
            else:
                kinds = ("unknown", "half-up", "exact", "floor")
                self.state(name, round(value * 100), self.chance.choice(kinds), "percent")
        return self.made.unknowns[name]

    def divisor(self, form: Any) -> None:
        """Everything that is divided by here is stated above zero, or not at all."""
        self.made.rules.append(form > 0)

    def add(self) -> None:
        kind = self.chance.choice(["share", "ratio", "growth", "product", "sum", "order", "quotient", "part"])
        x, y, z = self.chance.sample(AMOUNTS, 3)
        name = self.chance.choice(RATES)
        one, two, three = (self.made.unknowns[key] for key in (x, y, z))
        true_x, true_y = self.true[x], self.true[y]
        say, rules = self.made.texts.append, self.made.rules
        if kind == "share":
            rate = self.rate(name, true_x / true_y)
            say(f"share({x}, {y}) = {name}")
            rules += [one == two * rate, rate >= 0, rate <= 1]
            self.divisor(two)
        elif kind == "ratio":
            rules.append(one == two * self.rate(name, true_x / true_y))
            say(f"{x} / {y} = {name}")
            self.divisor(two)
        elif kind == "growth":
            rules.append(one == two * (1 + self.rate(name, true_x / true_y - 1)))
            say(f"growth({x}, {y}) = {name}")
            self.divisor(two)
        elif kind == "product":
            rules.append(one == two * self.rate(name, true_x / true_y))
            say(f"{y} * {name} = {x}")
            if self.made.figures[y] is not None:
                self.divisor(two)
        elif kind == "sum":
            rules.append(one + two == three)
            say(f"{x} + {y} = {z}")
        elif kind == "order":
            rules.append(one <= two)
            say(f"{x} <= {y}")
        else:
            other = z if kind == "quotient" else x
            rate = self.rate(name, true_x / (true_y + self.true[other]))
            rules.append(one == (two + self.made.unknowns[other]) * rate)
            say(f"{x} / ({y} + {other}) = {name}")
            self.divisor(two + self.made.unknowns[other])


def puzzle(seed: int) -> Puzzle:
    maker = _Maker(seed)
    for _ in range(maker.chance.randint(1, 3)):
        maker.add()
    return maker.made


def beyond(unknown: Any, reach: Interval) -> Iterator[Any]:
    """What says that an unknown is outside of what it is said to be."""
    if reach.hi is not None:
        yield unknown >= exact(reach.hi) if reach.hi_open else unknown > exact(reach.hi)
    if reach.lo is not None:
        yield unknown <= exact(reach.lo) if reach.lo_open else unknown < exact(reach.lo)


def at_the_ends(unknown: Any, reach: Interval) -> Iterator[Any]:
    """What says that it is at an end, or next to it; very far out, where there is none."""
    if reach.hi is None:
        yield unknown > 10**9
    else:
        yield unknown > exact(reach.hi - NEAR) if reach.hi_open else unknown == exact(reach.hi)
    if reach.lo is None:
        yield unknown < -(10**9)
    else:
        yield unknown < exact(reach.lo + NEAR) if reach.lo_open else unknown == exact(reach.lo)


@pytest.mark.parametrize("seeds", [range(start, start + 50) for start in range(0, 200, 50)], ids=str)
def test_verdicts_and_bounds(seeds):
    for seed in seeds:
        asked = puzzle(seed)
        system = System(asked.texts, asked.figures)
        assert not system.left_out
        lines = asked.lines(system.unknowns)
        truth = can_be(lines)
        if truth is None:
            continue
        if system.verdict is Verdict.INCONSISTENT:
            assert not truth, seed
            continue
        if system.verdict is Verdict.UNDECIDED:  # a shared rate would have to be two numbers
            assert system.loosened, seed
            assert not truth, seed
            continue
        assert system.verdict is Verdict.COMPATIBLE
        if set(system.witness) == set(system.unknowns):
            here = [asked.unknowns[name] == exact(value) for name, value in system.witness.items()]
            assert can_be([*lines, *here]), seed
        assert truth or system.loosened, seed
        for name, reach in system.bounds.items():
            unknown = asked.unknowns[name]
            assert not any(can_be([*lines, more]) for more in beyond(unknown, reach)), (seed, name)
            if not system.loosened:
                assert all(can_be([*lines, more]) is not False for more in at_the_ends(unknown, reach)), seed


# In these systems a figure is let go that tells on which side of zero something lies.
SIGNS = 30_373, 31_129, 31_533, 33_555, 33_590, 33_917


@pytest.mark.parametrize(
    "seeds", [*(range(start, start + 50) for start in range(1_000, 1_100, 50)), SIGNS], ids=str
)
def test_culprits_and_conflicts(seeds):
    for seed in seeds:
        asked = puzzle(seed)
        system = System(asked.texts, asked.figures)
        if system.verdict is not Verdict.INCONSISTENT:
            continue
        names = set(system.unknowns)
        for conflict in system.conflicts:
            assert not can_be(asked.lines(names, names - set(conflict.names))), (seed, conflict)
        if system.loosened:
            continue
        _require_lightest(system, asked, seed)
        for culprit in system.culprits:
            rest = asked.lines(names, _with_others(system, culprit.names))
            for restated in culprit.restatements:
                outside = beyond(asked.unknowns[restated.name], restated.reach)
                assert not any(can_be([*rest, more]) for more in outside), (seed, restated)


def _with_others(system: System, names: tuple[str, ...]) -> set[str]:
    """The names with all those of other groups, which may not agree either."""
    return set(names) | set(system.unknowns) - next(one for one in system.components if set(names) <= one)


def _require_lightest(system: System, asked: Puzzle, seed: int) -> None:
    stated = sorted(name for name in system.unknowns if name in asked.said)
    weights = {name: system.unknowns[name].weight for name in stated}
    if len({frozenset(group) for group in system.components if group & set(stated)}) > 1:
        return
    sets = sorted(
        (sum(weights[name] for name in one), one)
        for n in range(len(stated) + 1)
        for one in combinations(stated, n)
    )
    found: list[tuple[str, ...]] = []
    best = None
    for weight, one in sets:
        if best is not None and weight > best:
            break
        works = can_be(asked.lines(stated, one))
        if works is None:
            return
        if works:
            best = weight
            found.append(one)
    assert sorted(one.names for one in system.culprits) == sorted(found), seed


def test_what_rows_say_in_part_leaves_out_no_set_that_explains_it():
    asked_for = 0
    for seed in range(50_000, 50_150):
        asked = puzzle(seed)
        system = System(asked.texts, asked.figures)
        stated = sorted(name for name in system.unknowns if name in asked.said)
        hangs_together = len([one for one in system.components if one & set(stated)]) == 1
        if system.verdict is not Verdict.INCONSISTENT or not system.loosened or not hangs_together:
            continue
        listed = {one.names for one in system.culprits}
        assert "culprits" not in system.unfinished, seed
        heavy = system.culprits[0].weight if listed else 10**9
        asked_for += 1
        for n in range(len(stated) + 1):
            for one in combinations(stated, n):
                weight = sum(system.unknowns[name].weight for name in one)
                if weight <= heavy and one not in listed:
                    assert not can_be(asked.lines(stated, one)), (seed, one)
    assert asked_for > 5


def test_counts_with_strict_bounds():
    for seed in range(60):
        chance = random.Random(seed)  # noqa: S311  (nothing is kept secret)
        unknowns = {name: z3.Int(name) for name in AMOUNTS}
        figures, lines, texts = {}, [], []
        for name, unknown in unknowns.items():
            low = chance.randint(1, 8)
            figures[name] = Figure(low, "donors", form="range", second=low + chance.randint(1, 3))
            lines += [unknown >= low, unknown <= int(figures[name].second)]
        for _ in range(chance.randint(2, 4)):
            x, y, z = chance.sample(AMOUNTS, 3)
            one, two, three = (unknowns[name] for name in (x, y, z))
            text, line = chance.choice(
                [
                    (f"{x} + {y} = {z}", one + two == three),
                    (f"{x} < {y}", one < two),
                    (f"{x} + {x} = {y}", 2 * one == two),
                    (f"{x} - {y} = {z}", one - two == three),
                    (f"{x} + {y} > {z} + {z} + {z}", one + two > 3 * three),
                ]
            )
            texts.append(text)
            lines.append(line)
        system = System(texts, figures)
        assert all(one.whole for one in system.unknowns.values())
        assert system.feasible == can_be(lines), seed
        for name, reach in system.bounds.items():
            assert not any(can_be([*lines, more]) for more in beyond(unknowns[name], reach)), seed
            assert all(can_be([*lines, more]) for more in at_the_ends(unknowns[name], reach)), seed


def test_equations_of_whole_numbers_without_an_end():
    decided = 0
    for seed in range(300):
        chance = random.Random(seed)  # noqa: S311  (nothing is kept secret)
        unknowns = [z3.Int(f"n{column}") for column in range(4)]
        equations = [
            (
                {
                    column: chance.choice([-6, -4, -3, -2, 2, 3, 4, 6])
                    for column in chance.sample(range(4), 3)
                },
                chance.randint(-9, 9),
            )
            for _ in range(chance.randint(1, 3))
        ]
        lines = [
            sum(factor * unknowns[column] for column, factor in form.items()) == number
            for form, number in equations
        ]
        truth = can_be(lines)
        if truth is None:
            continue
        decided += 1
        found = undivided(equations, Budget(10**6))
        if found is not None:
            assert not truth, seed
        elif not truth:
            reals = [z3.Real(f"r{column}") for column in range(4)]
            assert not can_be(
                sum(factor * reals[column] for column, factor in form.items()) == number
                for form, number in equations
            ), seed
    assert decided > 250
