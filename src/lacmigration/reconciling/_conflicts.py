"""Which few figures cannot all be right, and which ones, let go, make the rest agree?

Both are found from the other: what makes the rest agree has a figure of every conflict, and a conflict has a
figure of all that makes the rest agree. So the lightest sets that hit all conflicts known so far are tried;
where the rest still conflicts, that conflict is one more. So it is where the rest can be right by its rows,
but on none of the branches that are left, as `_branches` tells, or where a rate would have to be two numbers.

Sources: Fellegi and Holt, "A systematic approach to automatic edit and imputation" (1976),
doi 10.1080/01621459.1976.10481472; Reiter, "A theory of diagnosis from first principles" (1987),
doi 10.1016/0004-3702(87)90062-2; Ignatiev and others, "Smallest MUS extraction with minimal hitting set
dualization" (2015), doi 10.1007/978-3-319-23219-5_13.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from typing import TypeVar

import attrs

from lacmigration.reconciling._branches import blamed_in_branches
from lacmigration.reconciling._certificates import Certificate, Split
from lacmigration.reconciling._components import Component
from lacmigration.reconciling._hitting import lightest
from lacmigration.reconciling._narrowing import Narrowing
from lacmigration.reconciling._solving import Solver
from lacmigration.reconciling._tableau import Budget, Spent, TooDeep

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

    `conflicts` are those that were met on the way, one after the other, and that rows prove.
    """

    sets: tuple[frozenset[str], ...] = ()
    complete: bool = False
    conflicts: tuple[frozenset[str], ...] = ()


def _figures_of(proof: Certificate | Split, component: Component) -> frozenset[str]:
    """The figures that a proof rests on."""
    if isinstance(proof, Split):
        return _figures_of(proof.below, component) | _figures_of(proof.above, component)
    found: set[str] = set()
    for step in proof.steps:
        if step.figure:
            found.add(step.figure)
        elif step.row is not None:
            found.update(component.rows[step.row].rests)
    return frozenset(found)


def _relations_of(proof: Certificate | Split, component: Component) -> frozenset[int]:
    if isinstance(proof, Split):
        return _relations_of(proof.below, component) | _relations_of(proof.above, component)
    return frozenset(component.rows[step.row].relation for step in proof.steps if step.row is not None)


@attrs.frozen(eq=False)
class _Search:
    component: Component
    solver: Solver
    narrowing: Narrowing
    keys: frozenset[str]

    @classmethod
    def of(cls, component: Component, budget: Budget) -> _Search:
        keys = frozenset(key for key in component.figures if component.unknowns[key].weight is not None)
        return cls(component, component.solver(budget), component.narrowing(budget), keys)

    def weight(self, key: str) -> int:
        return self.component.unknowns[key].weight or 1

    def conflict(self, released: frozenset[str]) -> frozenset[str] | None:
        """Figures that cannot all be right when some are let go, few if not the fewest; None if they can.

        None of them can be spared unless other relations than those of the first proof are looked at.
        """
        proof = self.solver.proof(released)
        if proof is None:
            return None
        kept = _figures_of(proof, self.component) & self.keys
        some = self.component.solver_of(_relations_of(proof, self.component), kept, self.solver.budget)
        return self.shrunk(kept, some.blamed)

    def conflict_in_branches(self, released: frozenset[str]) -> frozenset[str] | None:
        """The same on all branches that are left; only where the rest can be right by its rows."""

        def ask(released: frozenset[str]) -> frozenset[str] | None:
            return blamed_in_branches(self.component, released, self.solver.budget)

        kept = ask(released)
        return None if kept is None else self.shrunk(kept & self.keys, ask)

    def quick_conflict(self, released: frozenset[str]) -> frozenset[str] | None:
        """The same where narrowing finds one; None tells nothing."""
        found = self.narrowing.clash(released)
        if found is None:
            return None
        some = self.component.solver_of_rows(*found, self.solver.budget)
        kept = some.blamed(self.keys - found[0])
        assert kept is not None  # noqa: S101  (what is narrowed to nothing cannot be right)
        return self.shrunk(kept & self.keys, some.blamed)

    def shrunk(
        self, kept: frozenset[str], ask: Callable[[frozenset[str]], frozenset[str] | None]
    ) -> frozenset[str]:
        """A conflict of which no figure can be spared, within one that is known; the weightiest go first.

        What is asked is which figures cannot be right when some are let go.
        """
        for key in sorted(kept, key=lambda key: (-self.weight(key), key)):
            if key not in kept:
                continue
            smaller = _if_told(ask, self.keys - (kept - {key}))
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
            smaller = _if_told(some.proof, released)
            if smaller is not None:
                needed, proof = _relations_of(smaller, self.component), smaller
        return Clash(keys, needed, proof)

    def grown(self, keys: frozenset[str]) -> frozenset[str]:
        """What to let go so that the rest agrees, kept figures in it: with one more figure it would not."""
        kept = keys | self._fitting()
        for key in sorted(self.keys - kept):
            if key in kept:
                continue
            with suppress(TooDeep):  # then it is not shown to agree
                if self.solver.blamed(self.keys - kept - {key}) is None:
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


_Answer = TypeVar("_Answer")


def _if_told(ask: Callable[[frozenset[str]], _Answer], released: frozenset[str]) -> _Answer | None:
    """What is wrong when figures are let go; None too where counts have cases without an end."""
    try:
        return ask(released)
    except TooDeep:
        return None


def releases(
    component: Component,
    budget: Budget,
    *,
    most: int,
    is_torn: Callable[[frozenset[str]], bool] | None = None,
) -> Release:
    """The lightest sets of figures without which the rest can be right; none where nothing helps.

    `is_torn` tells of what is let go whether the rest cannot be right, though it can by rows and branches.
    """
    known: list[frozenset[str]] = []
    beyond: list[frozenset[str]] = []
    try:
        search = _Search.of(component, budget)
        while True:
            sets, complete = lightest([*known, *beyond], search.weight, budget, most=1)
            found = _met(search, sets[0])
            more = [] if found else _met_beyond_rows(search, sets, is_torn)
            if not found and not more:
                sets, complete = lightest([*known, *beyond], search.weight, budget, most=most)
                found = next(filter(None, (_met(search, one) for one in sets)), [])
                more = [] if found else _met_beyond_rows(search, sets, is_torn)
            if not found and not more:
                return Release(sets, complete, tuple(known))
            if not all((*found, *more)):
                return Release((), complete=True)
            known += found
            beyond += more
    except Spent:
        return Release(conflicts=tuple(known))


def _met(search: _Search, released: frozenset[str]) -> list[frozenset[str]]:
    """Conflicts that are met when figures are let go, one after the other with those before let go too.

    None only where the rest agrees: narrowing finds most of them, and the simplex method the last ones.
    """
    found: list[frozenset[str]] = []
    while True:
        clash = search.quick_conflict(released.union(*found))
        if clash is None:
            clash = None if found else search.conflict(released)
        if clash is None:
            return found
        found.append(clash)
        if not clash:
            return found


def _met_beyond_rows(
    search: _Search, sets: Iterable[frozenset[str]], is_torn: Callable[[frozenset[str]], bool] | None
) -> list[frozenset[str]]:
    """Conflicts that no rows prove where each of some sets is let go."""
    found = _met_in_branches(search, sets)
    if found or is_torn is None:
        return found

    def ask(released: frozenset[str]) -> frozenset[str] | None:
        return search.keys - released if is_torn(released) else None

    for one in sets:
        kept = None if any(map(one.isdisjoint, found)) else ask(one)
        if kept is not None:
            found.append(search.shrunk(kept, ask))
    return found


def _met_in_branches(search: _Search, sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Conflicts on all branches where each of some sets is let go; by rows the rest can be right."""
    found: list[frozenset[str]] = []
    if search.component.branches:
        for one in sets:
            clash = None if any(map(one.isdisjoint, found)) else search.conflict_in_branches(one)
            if clash is not None:
                found.append(clash)
    return found


def clash_of(component: Component, keys: frozenset[str], budget: Budget) -> Clash:
    """A conflict within one that is known, with its relations and its proof. Errors: Spent."""
    search = _Search.of(component, budget)
    return search.clash(search.shrunk(keys, search.solver.blamed))


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
