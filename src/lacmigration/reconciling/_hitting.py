"""Which lightest sets have a member in common with each of several sets?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs

from lacmigration.reconciling._simplex import Budget

__all__ = ["lightest"]

Weight = Callable[[str], int]


def lightest(
    sets: Iterable[frozenset[str]],
    weight: Weight,
    budget: Budget,
    *,
    most: int,
    barred: Sequence[frozenset[str]] = (),
) -> tuple[tuple[frozenset[str], ...], bool]:
    """The lightest sets that hit all, in alphabetic order and at most so many, and whether these are all.

    None of them holds all of a `barred` set; () where nothing hits them all. Weights are above 0.
    """
    search = _Search(sorted(sets, key=lambda one: (len(one), sorted(one))), weight, budget, most, barred)
    search.run()
    return tuple(sorted(search.found, key=sorted)), search.complete


@attrs.define(eq=False)
class _Search:
    """Member by member for a set that is not hit yet; what is heavier than the lightest one found is left."""

    sets: Sequence[frozenset[str]]
    weight: Weight
    budget: Budget
    most: int
    barred: Sequence[frozenset[str]]
    found: set[frozenset[str]] = attrs.field(factory=set)
    best: int | None = None
    complete: bool = True

    def run(self) -> None:
        stack: list[tuple[frozenset[str], frozenset[str], int]] = [(frozenset(), frozenset(), 0)]
        while stack:
            chosen, left_out, heavy = stack.pop()
            self.budget.spend(len(self.sets) + 1)
            if self._is_beaten(heavy + self._needed(chosen, left_out)):
                continue
            if any(bar <= chosen for bar in self.barred):
                continue
            missed = next((one for one in self.sets if chosen.isdisjoint(one)), None)
            if missed is None:
                self._keep(chosen, heavy)
                continue
            tried: set[str] = set()
            branches = []
            for key in sorted(missed - left_out, key=lambda key: (self.weight(key), key)):
                branches.append((chosen | {key}, left_out | tried, heavy + self.weight(key)))
                tried.add(key)
            stack += reversed(branches)

    def _is_beaten(self, heavy: int) -> bool:
        if self.best is None:
            return False
        is_full = len(self.found) >= self.most
        self.complete &= not (is_full and heavy == self.best)
        return heavy > self.best or (is_full and heavy == self.best)

    def _keep(self, chosen: frozenset[str], heavy: int) -> None:
        if self.best is None or heavy < self.best:
            self.best, self.found, self.complete = heavy, set(), True
        self.found.add(chosen)

    def _needed(self, chosen: frozenset[str], left_out: frozenset[str]) -> int:
        """What is needed at least: the weight of sets not hit yet that have no member in common."""
        seen: set[str] = set()
        found = 0
        for one in self.sets:
            if chosen.isdisjoint(one) and seen.isdisjoint(one):
                seen |= one
                found += min((self.weight(key) for key in one - left_out), default=0)
        return found
