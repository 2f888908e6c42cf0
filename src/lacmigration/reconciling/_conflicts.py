"""Which few figures cannot all be right, and which ones, let go, make the rest agree?

Both are found from the other: what makes the rest agree has a figure of every conflict, and a conflict has a
figure of all that makes the rest agree. So the lightest sets that hit all conflicts known so far are tried;
where the rest still conflicts, that conflict is one more.

Sources: Fellegi and Holt, "A systematic approach to automatic edit and imputation" (1976),
doi 10.1080/01621459.1976.10481472; Reiter, "A theory of diagnosis from first principles" (1987),
doi 10.1016/0004-3702(87)90062-2; Ignatiev and others, "Smallest MUS extraction with minimal hitting set
dualization" (2015), doi 10.1007/978-3-319-23219-5_13.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from lacmigration.reconciling._certificates import Certificate, Split
from lacmigration.reconciling._components import Component
from lacmigration.reconciling._hitting import lightest
from lacmigration.reconciling._simplex import Budget, Spent
from lacmigration.reconciling._solving import Solver

__all__ = ["Clash", "Release", "clash_of", "clashes", "releases"]


@attrs.frozen
class Clash:
    """Figures that cannot all be right, and the relations that say so: without any one of either they can."""

    keys: frozenset[str]
    relations: frozenset[int]
    proof: Certificate | Split


@attrs.frozen
class Release:
    """The lightest sets of figures without which the rest agrees; `complete` where these are all of them.

    `conflicts` are those that were met on the way, one after the other.
    """

    sets: tuple[frozenset[str], ...] = ()
    complete: bool = False
    conflicts: tuple[frozenset[str], ...] = ()


def _relations_of(proof: Certificate | Split, component: Component) -> frozenset[int]:
    if isinstance(proof, Split):
        return _relations_of(proof.below, component) | _relations_of(proof.above, component)
    return frozenset(component.rows[step.row].relation for step in proof.steps if step.row is not None)


@attrs.frozen(eq=False)
class _Search:
    component: Component
    solver: Solver
    keys: frozenset[str]

    @classmethod
    def of(cls, component: Component, budget: Budget) -> _Search:
        keys = frozenset(key for key in component.figures if component.unknowns[key].weight is not None)
        return cls(component, component.solver(budget), keys)

    def weight(self, key: str) -> int:
        return self.component.unknowns[key].weight or 1

    def shrunk(self, blamed: frozenset[str]) -> frozenset[str]:
        """A conflict of which no figure can be spared, within one that is known."""
        kept = blamed & self.keys
        for key in sorted(kept, key=lambda key: (-self.weight(key), key)):
            if key not in kept:
                continue
            smaller = self.solver.blamed(self.keys - (kept - {key}))
            if smaller is not None:
                kept = smaller & kept
        return kept

    def clash(self, keys: frozenset[str]) -> Clash:
        """The conflict of figures, with as few relations as it needs."""
        released = self.keys - keys
        proof = self.solver.proof(released)
        assert proof is not None  # noqa: S101  (it was found to be a conflict)
        needed = _relations_of(proof, self.component)
        for place in sorted(needed, reverse=True):
            if place not in needed:
                continue
            some = self.component.solver_of(needed - {place}, keys, self.solver.budget)
            smaller = some.proof(released)
            if smaller is not None:
                needed, proof = _relations_of(smaller, self.component), smaller
        return Clash(keys, needed, proof)

    def grown(self, keys: frozenset[str]) -> frozenset[str]:
        """What to let go so that the rest agrees, kept figures in it: with one more figure it would not."""
        kept = keys | self._fitting()
        for key in sorted(self.keys - kept):
            if key not in kept and self.solver.blamed(self.keys - kept - {key}) is None:
                kept |= {key} | self._fitting()
        return self.keys - kept

    def _fitting(self) -> frozenset[str]:
        """The figures that are right for the values found last."""
        values = self.solver.witness()
        wrong = {
            key
            for row in self.component.rows
            if row.rests and sum((by * values[one] for one, by in row.terms), Fraction(0)) not in row.within
            for key in row.rests
        }
        fit = {key for key in self.keys if values[key] in self.component.figures[key]}
        return frozenset(fit - wrong)


def releases(component: Component, budget: Budget, *, most: int) -> Release:
    """The lightest sets of figures without which the rest can be right; none where nothing helps."""
    known: list[frozenset[str]] = []
    try:
        search = _Search.of(component, budget)
        while True:
            sets, complete = lightest(known, search.weight, budget, most=most)
            found = (search.solver.blamed(one) for one in sets)
            blamed = next((one for one in found if one is not None), None)
            if blamed is None:
                return Release(sets, complete, tuple(known))
            clash = search.shrunk(blamed)
            if not clash:
                return Release((), complete=True)
            known.append(clash)
    except Spent:
        return Release(conflicts=tuple(known))


def clash_of(component: Component, keys: frozenset[str], budget: Budget) -> Clash:
    """A conflict that is known, with its relations and its proof. Errors: Spent."""
    return _Search.of(component, budget).clash(keys)


def clashes(component: Component, budget: Budget, *, most: int) -> Iterator[Clash]:
    """The conflicts, smallest first, at most so many. Errors: Spent."""
    search = _Search.of(component, budget)
    corrections: list[frozenset[str]] = []
    found: list[frozenset[str]] = []
    while len(found) < most:
        sets, _ = lightest(corrections, lambda _key: 1, budget, most=1, barred=found)
        if not sets:
            return
        (one,) = sets
        if search.solver.blamed(search.keys - one) is None:
            corrections.append(search.grown(one))
            continue
        found.append(one)
        yield search.clash(one)
        if not one:
            return
