"""Every verdict about counts of things, against whole numbers tried out one by one.

A figure here is asked of every whole number whether it could be written for it. The verdict of a relation
follows from trying all of them. Nothing of the library's arithmetic is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise, product
from typing import NamedTuple

import pytest

from lacmigration.checking import check
from lacmigration.figures import Figure, Hedge, Rounding
from lacmigration.relations import Bound, Count, Difference, Order, Same, Total

MOST = 60
"""More than any of the figures tried here stands for, unless it has no upper end at all."""
ROUNDINGS = ("unknown", "half-up", "half-even", "truncated", "floor", "ceiling", "exact")
HEDGES = ("about", "more-than", "at-least", "nearly", "at-most", "less-than")


class Told(NamedTuple):
    """How many there are, as stated: a whole number, rounded to ones or tens, or behind a hedge."""

    number: int
    rounding: str = "unknown"
    hedge: str = "none"
    tens: bool = False

    @property
    def figure(self) -> Figure:
        return Figure(
            self.number,
            "pillars",
            rounding=Rounding(self.rounding),
            hedge=Hedge(self.hedge),
            precision=1 if self.tens else 0,
        )

    @property
    def reach(self) -> int:
        """How far a hedge reaches: the last digit that is not zero, five times it for a 5 behind another."""
        if self.number and self.number % 10 == 0:
            return 10
        return 5 if self.number > 10 and self.number % 10 == 5 else 1


def rounds(told: Told, true: int) -> bool:
    """Whether a whole number is printed as the one told, ties either way where nobody knows."""
    step = 10 if told.tens else 1
    below, rest = true // step * step, true % step
    if told.rounding == "exact":
        return true == told.number
    if told.rounding in {"truncated", "floor"}:
        return below == told.number
    if told.rounding == "ceiling":
        return below + (step if rest else 0) == told.number
    if 2 * rest != step:
        return (below if 2 * rest < step else below + step) == told.number
    if told.rounding == "half-up":
        return below + step == told.number
    if told.rounding == "half-even":
        return (below if below // step % 2 == 0 else below + step) == told.number
    return told.number in {below, below + step}


def strictly(told: Told, true: int) -> bool:
    gap = true - told.number
    match told.hedge:
        case "more-than":  # nobody says "over 3" of anything but the next ones
            return 0 < gap < max(told.reach, 2)
        case "nearly" | "less-than":
            return 0 < -gap < max(told.reach, 2)
        case "at-least":
            return 0 <= gap <= told.reach
        case "at-most":
            return 0 <= -gap <= told.reach
    return rounds(told, true)


def loosely(told: Told, true: int) -> bool:
    gap = true - told.number
    match told.hedge:
        case "more-than":
            return gap > 0
        case "nearly" | "less-than":
            return gap < 0
        case "at-least":
            return gap >= 0
        case "at-most":
            return gap <= 0
        case "about":
            return abs(gap) <= told.reach or rounds(told, true)
    return rounds(told, true)


def surely(told: Told, true: int) -> bool:
    """Whether it is written for that number whatever its writer does with ties."""
    tie = told.tens and told.rounding == "unknown" and told.hedge in {"none", "about"}
    return strictly(told, true) and not (tie and true % 10 == 5)


def trues(told: Told, read: Callable[[Told, int], bool]) -> Iterator[int]:
    return (true for true in range(MOST) if read(told, true))


def verdict(
    told: tuple[Told, ...], fits: Callable[..., bool], sure: Callable[..., bool] | None = None
) -> str:
    """What trying says; `sure` asks of the true values of all but the last whether it is written for them."""
    if any(fits(*values) for values in product(*(tuple(trues(one, strictly)) for one in told))):
        tried = told if sure is None else told[:-1]
        certain = all((sure or fits)(*v) for v in product(*(tuple(trues(one, strictly)) for one in tried)))
        return "entailed" if certain else "compatible"
    loose = any(fits(*values) for values in product(*(tuple(trues(one, loosely)) for one in told)))
    return "questionable" if loose else "inconsistent"


PLAIN = [Told(number, rounding) for number in (0, 1, 3) for rounding in ROUNDINGS]
HEDGED = [Told(number, hedge=hedge) for number in (1, 3, 15, 20) for hedge in HEDGES]
TENS = [Told(number, rounding, tens=True) for number in (0, 10, 20) for rounding in ROUNDINGS]
POOL = [*PLAIN, *HEDGED, *TENS, Told(4), Told(6), Told(21)]


def wrong(cases: Iterator[tuple[tuple[Told, ...], object, str]]) -> list[str]:
    found = ((told, check(relation).verdict.value, expected) for told, relation, expected in cases)
    return [f"{told}: {seen}, not {expected}" for told, seen, expected in found if seen != expected]


def test_two_statements_of_one_count():
    def one_way(a: Told, b: Told) -> str:
        return verdict((a, b), lambda x, y: x == y, lambda x: surely(b, x))

    def either_way(a: Told, b: Told) -> str:
        found = {one_way(a, b), one_way(b, a)}
        return "entailed" if "entailed" in found else found.pop()

    pairs = product(POOL, POOL)
    assert not wrong(((a, b), Same(a.figure, b.figure), either_way(a, b)) for a, b in pairs)


@pytest.mark.parametrize("stated", [Told(n) for n in (0, 1, 2, 4, 6, 7, 23, 24)] + HEDGED[:12] + TENS[7:9])
def test_totals(stated):
    parts = product(PLAIN[::3] + HEDGED[::2], PLAIN[::2])
    assert not wrong(
        (
            (a, b, stated),
            Total([a.figure, b.figure], stated.figure),
            verdict((a, b, stated), lambda x, y, z: x + y == z, lambda x, y: surely(stated, x + y)),
        )
        for a, b in parts
    )


@pytest.mark.parametrize("stated", [Told(n) for n in (0, 1, 2, 5)] + HEDGED[:6] + TENS[7:9])
def test_differences(stated):
    parts = product(HEDGED[::2] + TENS[::3], PLAIN[::2])
    assert not wrong(
        (
            (a, b, stated),
            Difference(a.figure, b.figure, stated.figure),
            verdict((a, b, stated), lambda x, y, z: x - y == z, lambda x, y: surely(stated, x - y)),
        )
        for a, b in parts
    )


@pytest.mark.parametrize("strict", [True, False])
def test_bounds_and_orders(strict):
    def falls(*values: int) -> bool:
        return all(x > y or (x == y and not strict) for x, y in pairwise(values))

    pairs = list(product(POOL[::2], POOL[1::2]))
    assert not wrong(
        ((a, b), Bound(b.figure, a.figure, strict=strict), verdict((a, b), falls)) for a, b in pairs
    )
    assert not wrong(
        ((a, b), Order([a.figure, b.figure], strict=strict), verdict((a, b), falls)) for a, b in pairs[::3]
    )


def test_counts_of_listed_things():
    def expected(one: Told, size: int) -> str:
        if strictly(one, size):
            return "entailed" if surely(one, size) else "compatible"
        return "questionable" if loosely(one, size) else "inconsistent"

    sizes = product(POOL, range(25))
    assert not wrong(
        ((one,), Count(one.figure, [f"name {n}" for n in range(size)]), expected(one, size))
        for one, size in sizes
    )
