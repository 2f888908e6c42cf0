"""Which lightest sets have a member in common with each of several sets?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, product
from math import lcm

import attrs

from lacmigration.reconciling._tableau import Budget

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

    None of them holds all of a `barred` set; () where nothing hits them all. Weights are above 0. Errors:
    Spent.
    """
    found: list[list[frozenset[str]]] = []
    complete = True
    for block, bars in _blocks(tuple(sets), barred):
        search = _Search.of(block, bars, weight, budget, most)
        search.run()
        found.append(search.sets)
        complete &= search.complete
    many = (frozenset[str]().union(*parts) for parts in product(*found))
    shown = list(islice(many, most + 1))
    return tuple(sorted(shown[:most], key=sorted)), complete and len(shown) <= most


_Block = tuple[list[frozenset[str]], list[frozenset[str]]]


def _blocks(sets: Sequence[frozenset[str]], barred: Sequence[frozenset[str]]) -> Iterator[_Block]:
    """The sets, and those that are barred, in groups that have no member in common."""
    groups: list[tuple[set[str], list[frozenset[str]], list[frozenset[str]]]] = []
    for one, is_bar in [*((one, False) for one in sets), *((one, True) for one in barred)]:
        members, said, bars = set(one), [] if is_bar else [one], [one] if is_bar else []
        apart = []
        for group in groups:
            if group[0].isdisjoint(members):
                apart.append(group)
            else:
                members |= group[0]
                said, bars = group[1] + said, group[2] + bars
        groups = [*apart, (members, said, bars)]
    for _, said, bars in groups:
        yield said, bars


def _smallest(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Sets without those that hold another one: they are hit with it."""
    found: list[frozenset[str]] = []
    for one in sorted(set(sets), key=len):
        if not any(other <= one for other in found):
            found.append(one)
    return found


@attrs.define(eq=False)
class _Search:
    """Member by member for a set that is not hit yet; what is heavier than the lightest one found is left.

    A set is a number with one bit for each member, the lightest one first.
    """

    keys: Sequence[str]
    weights: Sequence[int]
    lightness: Sequence[int]
    targets: Sequence[int]
    bars: Sequence[int]
    budget: Budget
    most: int
    found: dict[int, None] = attrs.field(factory=dict)
    best: int | None = None
    complete: bool = True

    @classmethod
    def of(
        cls,
        sets: Iterable[frozenset[str]],
        barred: Iterable[frozenset[str]],
        weight: Weight,
        budget: Budget,
        most: int,
    ) -> _Search:
        many, bars = _smallest(sets), set(barred)
        members = frozenset[str]().union(*many, *bars)
        keys = sorted(members, key=lambda key: (weight(key), key))
        bits = {key: 1 << place for place, key in enumerate(keys)}
        targets, stops = ([sum(bits[key] for key in one) for one in some] for some in (many, bars))
        targets.sort(key=lambda one: (one.bit_count(), one))
        weights = [weight(key) for key in keys]
        whole = lcm(*weights)
        lightness = [whole // one for one in weights]
        return cls(keys, weights, lightness, targets, sorted(stops), budget, most)

    @property
    def sets(self) -> list[frozenset[str]]:
        """Those that were found."""
        named = (
            frozenset(key for place, key in enumerate(self.keys) if one >> place & 1) for one in self.found
        )
        return sorted(named, key=sorted)

    def run(self) -> None:
        """Find them."""
        stack: list[tuple[int, int, int]] = [(0, 0, 0)]
        while stack:
            chosen, left_out, heavy = stack.pop()
            self.budget.spend(len(self.targets) // 8 + 1)  # they are looked at as bits
            if any(bar & chosen == bar for bar in self.bars):
                continue
            missed, needed = self._missed(chosen, left_out)
            if self._is_beaten(heavy + needed):
                continue
            if missed is None:
                self._keep(chosen, heavy)
                continue
            branches = []
            for bit in self._most_useful_first(missed, chosen):
                branches.append((chosen | bit, left_out, heavy + self.weights[bit.bit_length() - 1]))
                left_out |= bit
            stack += reversed(branches)

    def _most_useful_first(self, members: int, chosen: int) -> list[int]:
        """The members of a set, those first that hit most others for their weight: they make light sets."""
        left = [one for one in self.targets if not one & chosen]
        ranked = []
        while members:
            bit = members & -members
            members -= bit
            hits = sum(1 for one in left if one & bit)
            ranked.append((-hits * self.lightness[bit.bit_length() - 1], bit))
        return [bit for _, bit in sorted(ranked)]

    def _missed(self, chosen: int, left_out: int) -> tuple[int | None, int]:
        """The smallest set that is not hit yet, less what is left out, and what is needed at least.

        That is the weight of sets not hit yet that have no member in common.
        """
        seen = needed = 0
        found: int | None = None
        for one in self.targets:
            if one & chosen:
                continue
            rest = one & ~left_out
            if found is None or rest.bit_count() < found.bit_count():
                found = rest
            if rest and not rest & seen:
                seen |= rest
                needed += self.weights[(rest & -rest).bit_length() - 1]
        return found, needed

    def _is_beaten(self, heavy: int) -> bool:
        if self.best is None:
            return False
        is_full = len(self.found) >= self.most
        self.complete &= not (is_full and heavy == self.best)
        return heavy > self.best or (is_full and heavy == self.best)

    def _keep(self, chosen: int, heavy: int) -> None:
        if self.best is None or heavy < self.best:
            self.best, self.complete = heavy, True
            self.found.clear()
        self.found[chosen] = None
