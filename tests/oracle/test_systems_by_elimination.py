"""Whole systems against the elimination of one unknown after the other (Fourier 1826, Motzkin 1936).

Nothing of the library's arithmetic is used: what a figure stands for is spelled out below, an inequality is a
mapping of factors with a bound, and all sets of figures are tried. The systems are random sums and orders of
up to five quantities near true values, so that about a third of them can hold.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

import pytest

from lacmigration.figures import Figure, Rounding
from lacmigration.findings import Verdict
from lacmigration.reconciling import System

HALF = Fraction(1, 2)
ROUNDINGS = ("unknown", "half-up", "exact", "floor", "ceiling")


class Line(NamedTuple):
    """So many times each unknown is at most a number, or less than it."""

    factors: Mapping[str, Fraction]
    bound: Fraction
    strict: bool


class End(NamedTuple):
    """Where what an unknown can be ends, and whether it can be just that."""

    at: Fraction | None
    included: bool


def stands_for(number: int, rounding: str) -> tuple[End, End]:
    if rounding == "exact":
        return End(Fraction(number), included=True), End(Fraction(number), included=True)
    if rounding == "floor":
        return End(Fraction(number), included=True), End(Fraction(number + 1), included=False)
    if rounding == "ceiling":
        return End(Fraction(number - 1), included=False), End(Fraction(number), included=True)
    known = rounding == "half-up"
    low = End(number - HALF, included=not (known and number <= 0))
    return low, End(number + HALF, included=not (known and number >= 0))


def lines_of(name: str, low: End, high: End) -> Iterator[Line]:
    if low.at is not None:
        yield Line({name: Fraction(-1)}, -low.at, not low.included)
    if high.at is not None:
        yield Line({name: Fraction(1)}, high.at, not high.included)


def without(name: str, lines: Iterable[Line]) -> list[Line]:
    """What the lines say of the other unknowns; of two that say the same, the narrower."""
    lines = list(lines)
    rest = [line for line in lines if not line.factors.get(name)]
    upper = [line for line in lines if line.factors.get(name, 0) > 0]
    lower = [line for line in lines if line.factors.get(name, 0) < 0]
    for up in upper:
        for low in lower:
            a, b = -low.factors[name], up.factors[name]
            keys = {*up.factors, *low.factors}
            total = {key: a * up.factors.get(key, 0) + b * low.factors.get(key, 0) for key in keys}
            rest.append(Line(total, a * up.bound + b * low.bound, up.strict or low.strict))
    kept: dict[tuple[tuple[str, Fraction], ...], Line] = {}
    for line in rest:
        factors = {key: by for key, by in sorted(line.factors.items()) if by}
        size = abs(next(iter(factors.values()), Fraction(1)))
        key = tuple((one, by / size) for one, by in factors.items())
        bound = line.bound / size
        known = kept.get(key)
        if known is None or (bound, not line.strict) < (known.bound, not known.strict):
            kept[key] = Line(dict(key), bound, line.strict)
    return list(kept.values())


def left(lines: Iterable[Line], *kept: str) -> list[Line]:
    found = list(lines)
    while names := {name for line in found for name in line.factors} - set(kept):
        signs = {name: [line.factors.get(name, Fraction(0)) for line in found] for name in names}
        cost = {name: sum(by > 0 for by in all_) * sum(by < 0 for by in all_) for name, all_ in signs.items()}
        found = without(min(sorted(names), key=lambda name: cost[name]), found)
    return found


def can_hold(lines: Iterable[Line]) -> bool:
    return all(line.bound > 0 or (line.bound == 0 and not line.strict) for line in left(lines))


def reach(lines: Iterable[Line], name: str) -> tuple[End, End]:
    """What an unknown can be where all the lines hold."""
    low, high = End(None, included=False), End(None, included=False)
    for line in left(lines, name):
        by = line.factors.get(name, 0)
        at = line.bound / by if by else None
        if at is not None and by > 0 and (high.at is None or (at, not line.strict) < high):
            high = End(at, not line.strict)
        if at is not None and by < 0 and (low.at is None or (-at, not line.strict) < (-low.at, low.included)):
            low = End(at, not line.strict)
    return low, high


def ends(interval) -> tuple[End, End]:
    low = End(interval.lo, interval.lo is not None and not interval.lo_open)
    return low, End(interval.hi, interval.hi is not None and not interval.hi_open)


class Puzzle(NamedTuple):
    """Relations as texts and as lines, and what is stated of each quantity (None: nothing)."""

    relations: list[str]
    rows: list[Line]
    figures: dict[str, Figure | None]
    said: dict[str, list[Line]]
    weights: dict[str, int]

    def lines(self, names: Iterable[str], released: Iterable[str] = ()) -> list[Line]:
        let_go = set(released)
        kept = [line for name in names if name not in let_go for line in self.said.get(name, ())]
        return [*kept, *(row for row in self.rows if set(row.factors) <= set(names))]


def puzzle(seed: int) -> Puzzle:
    chance = random.Random(seed)  # noqa: S311  (nothing is kept secret)
    names = list("abcde")[: chance.randint(2, 5)]
    true = {name: chance.randint(-6, 12) for name in names}
    figures: dict[str, Figure | None] = {}
    said: dict[str, list[Line]] = {}
    weights: dict[str, int] = {}

    def state(name: str, number: int, rounding: str) -> None:
        figures[name] = Figure(number, "USD", rounding=Rounding(rounding))
        said[name] = list(lines_of(name, *stands_for(number, rounding)))
        weights[name] = 2 if rounding == "exact" else 1

    for name in names:
        if chance.random() < 0.2:
            figures[name] = None
            continue
        number = true[name] + chance.choice([0, 0, 0, 1, -1, 2])
        state(name, number + (number % 10 == 0), chance.choice(ROUNDINGS))  # no zero that might not count
    relations, rows = [], []
    for n in range(chance.randint(1, 4)):
        picks = chance.sample(names, min(len(names), chance.randint(2, 3)))
        factors = {name: Fraction(chance.choice([1, 1, 1, -1, 2, -1])) for name in picks}
        sign = chance.choice(["=", "=", "=", "<=", "<"])
        total = f"k{n}"
        number = int(sum(by * true[name] for name, by in factors.items())) + chance.choice([0] * 6 + [1, -1])
        state(total, number, "exact")
        terms = [f"{'-' if by < 0 else '+'} {abs(by)} * {name}" for name, by in factors.items()]
        relations.append(f"0 * {picks[0]} {' '.join(terms)} {sign} {total}")
        factors[total] = Fraction(-1)
        rows.append(Line(factors, Fraction(0), sign == "<"))
        if sign == "=":
            rows.append(Line({name: -by for name, by in factors.items()}, Fraction(0), strict=False))
    used = {name for row in rows for name in row.factors}
    return Puzzle(
        relations,
        rows,
        {name: figures[name] for name in used},
        {name: lines for name, lines in said.items() if name in used},
        weights,
    )


def lightest(names: list[str], weights: Mapping[str, int], works: Callable[[tuple[str, ...]], bool]):
    """All sets of the least weight that work."""
    sets = [one for size in range(len(names) + 1) for one in combinations(names, size)]
    best: int | None = None
    for one in sorted(sets, key=lambda one: (sum(weights[name] for name in one), one)):
        weight = sum(weights[name] for name in one)
        if best is not None and weight > best:
            return
        if works(one):
            best = weight
            yield one


def clashing(names: list[str], works: Callable[[tuple[str, ...]], bool]) -> list[tuple[str, ...]]:
    """All sets that do not work, though all their subsets do."""
    found: list[tuple[str, ...]] = []
    for size in range(len(names) + 1):
        for one in combinations(names, size):
            if not any(set(other) <= set(one) for other in found) and not works(one):
                found.append(one)
    return found


@pytest.mark.parametrize("seeds", [range(start, start + 20) for start in range(0, 240, 20)], ids=str)
def test_verdict_and_bounds(seeds):
    for seed in seeds:
        asked = puzzle(seed)
        system = System(asked.relations, asked.figures)
        assert not system.loosened
        assert not system.left_out
        lines = asked.lines(asked.figures)
        assert system.feasible == can_hold(lines), seed
        for name, found in system.bounds.items():
            assert ends(found) == reach(lines, name), (seed, name)


@pytest.mark.parametrize("seeds", [range(start, start + 20) for start in range(500, 620, 20)], ids=str)
def test_culprits_what_they_would_have_to_be_and_conflicts(seeds):
    for seed in seeds:
        asked = puzzle(seed)
        system = System(asked.relations, asked.figures)
        culprits, conflicts = [], []
        for group in system.components:
            if can_hold(asked.lines(group)):
                continue
            names = sorted(name for name in group if name in asked.said)

            def works(gone: Iterable[str], asked: Puzzle = asked, group: frozenset[str] = group) -> bool:
                return can_hold(asked.lines(group, gone))

            culprits += lightest(names, asked.weights, works)
            conflicts += clashing(names, lambda kept, names=names, works=works: works(set(names) - set(kept)))
            for culprit in system.culprits:
                for one in culprit.restatements:
                    if one.name in group:
                        assert ends(one.reach) == reach(asked.lines(group, culprit.names), one.name), seed
        assert (system.verdict is Verdict.INCONSISTENT) == bool(conflicts), seed
        assert sorted(one.names for one in system.culprits) == sorted(culprits), seed
        if len(conflicts) <= 20:  # no more of a group are told
            assert sorted(one.names for one in system.conflicts) == sorted(conflicts), seed
