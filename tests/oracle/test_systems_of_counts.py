"""Systems of counts against whole numbers tried out one by one.

A count that is stated stands for the whole numbers that are written so. All combinations are tried: which of
them satisfy the relations says whether the figures can all be right, what each can be, and which few of them,
let go, make the rest agree. A figure that was changed on purpose is among those few whenever nothing lighter
explains it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations, product

import pytest

from lacmigration.figures import Figure, Rounding
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.reconciling import System

MOST = 32
"""More than any count tried here can be."""

KINDS: dict[str, tuple[int, Callable[..., bool]]] = {
    "{0} + {1} = {2}": (3, lambda a, b, c: a + b == c),
    "{0} - {1} = {2}": (3, lambda a, b, c: a - b == c),
    "2 * {0} = {1}": (2, lambda a, b: 2 * a == b),
    "3 * {0} = 2 * {1}": (2, lambda a, b: 3 * a == 2 * b),
    "{0} < {1}": (2, lambda a, b: a < b),
    "{0} <= {1}": (2, lambda a, b: a <= b),
    "2 * {0} + 1 < 3 * {1}": (2, lambda a, b: 2 * a + 1 < 3 * b),
    "{0} = {1}": (2, lambda a, b: a == b),
    "{0} >= {1} > {2}": (3, lambda a, b, c: a >= b > c),
    "rank({0}, 1, {1}, {2})": (3, lambda a, b, c: a >= b and a >= c),
}


def stands_for(number: int, step: int, rounding: str) -> list[int]:
    """The whole numbers that are written so, to ones or to fives."""
    if rounding == "floor":
        return list(range(number, number + step))
    if rounding == "ceiling":
        return list(range(max(number - step + 1, 0), number + 1))
    half = step // 2
    return list(range(max(number - half, 0), number + half + 1))


def puzzle(
    seed: int,
) -> tuple[list[tuple[str, tuple[str, ...]]], dict[str, Figure], dict[str, list[int]], str]:
    """Relations that are true of some counts, what is stated of these, and which figure was changed."""
    chance = random.Random(seed)  # noqa: S311  (nothing is kept secret)
    names = "abcd"
    true = {name: chance.randint(0, 5) for name in names}
    relations = []
    while len(relations) < chance.randint(2, 4):
        kind = chance.choice(list(KINDS))
        size, holds = KINDS[kind]
        picks = tuple(chance.sample(names, size))
        if holds(*(true[name] for name in picks)):
            relations.append((kind, picks))
        elif chance.random() < 0.2:
            true = {name: chance.randint(0, 5) for name in names}
            relations.clear()
    used = sorted({name for _, picks in relations for name in picks})
    changed = chance.choice(used) if chance.random() < 0.75 else ""
    figures, said = {}, {}
    for name in used:
        number = true[name]
        if name == changed:
            number = chance.choice([other for other in range(8) if other != number])
        rounding = chance.choice(["unknown", "floor", "ceiling"])
        figures[name] = Figure(number, "donors", rounding=Rounding(rounding))
        said[name] = stands_for(number, 1, rounding)
    return relations, figures, said, changed


def solutions(
    relations: Sequence[tuple[str, tuple[str, ...]]], names: Sequence[str], said: dict[str, list[int]]
) -> Iterator[dict[str, int]]:
    reaches = [said.get(name, range(MOST)) for name in names]
    for values in product(*reaches):
        at = dict(zip(names, values, strict=True))
        if all(KINDS[kind][1](*(at[name] for name in picks)) for kind, picks in relations):
            yield at


def lightest(names: Sequence[str], works: Callable[[Iterable[str]], bool]) -> list[tuple[str, ...]]:
    for size in range(len(names) + 1):
        found = [one for one in combinations(names, size) if works(one)]
        if found:
            return found
    return []


def clashing(names: Sequence[str], works: Callable[[Iterable[str]], bool]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for size in range(len(names) + 1):
        for one in combinations(names, size):
            if not any(set(other) <= set(one) for other in found) and not works(set(names) - set(one)):
                found.append(one)
    return found


def solvable(relations, names: Sequence[str], said: dict[str, list[int]], gone: Iterable[str]) -> bool:
    kept = {name: values for name, values in said.items() if name not in set(gone)}
    return any(True for _ in solutions(relations, names, kept))


@pytest.mark.parametrize("seeds", [range(start, start + 100) for start in range(0, 400, 100)], ids=str)
def test_small_counts(seeds):
    for seed in seeds:
        relations, figures, said, changed = puzzle(seed)
        system = System([kind.format(*picks) for kind, picks in relations], figures)
        assert not system.left_out
        assert not system.loosened
        culprits, conflicts = [], []
        for group in system.components:
            names = sorted(group)
            inside = [one for one in relations if set(one[1]) <= group]
            works = partial(solvable, inside, names, said)
            if works(()):
                continue
            culprits += lightest(names, works)
            conflicts += clashing(names, works)
            # what was changed explains it all by itself
            assert (changed,) in culprits, seed
        assert (system.verdict is Verdict.INCONSISTENT) == bool(conflicts), seed
        assert sorted(one.names for one in system.culprits) == sorted(culprits), seed
        assert sorted(one.names for one in system.conflicts) == sorted(conflicts), seed
        for restated in system.restatements:
            _require_right(restated, relations, system, said, seed)
        if system.feasible:
            names = sorted(figures)
            found = list(solutions(relations, names, said))
            for name, reach in system.bounds.items():
                values = [at[name] for at in found]
                assert reach == Interval(min(values), max(values)), (seed, name)
            assert {name: int(value) for name, value in system.witness.items()} in found, seed


def _require_right(restated, relations, system, said, seed) -> None:
    """What a count would have to be, by trying all; and that what it is restated as is one of these."""
    group = next(one for one in system.components if restated.name in one)
    kept = {name: values for name, values in said.items() if name != restated.name}
    inside = [one for one in relations if set(one[1]) <= group]
    values = {at[restated.name] for at in solutions(inside, sorted(group), kept)}
    assert restated.reach.lo == min(values), seed
    assert restated.reach.hi == max(values) or max(values) == MOST - 1, seed
    assert restated.nearest is None or int(restated.nearest.number) in values, seed
    told = [slip.figure for slip in restated.slips if slip.figure is not None]
    assert all(figure.number >= MOST or any(value in figure.strict for value in values) for figure in told), (
        seed
    )
    if restated.nearest is None:
        stated = int(restated.figure.number)
        assert not {stated - 1, stated + 1} & values, seed
