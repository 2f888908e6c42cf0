"""What is there to say of figures that hang together? Each question is answered once, by its own effort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from functools import cached_property

import attrs

from lacmigration.checking._grids import Agrees
from lacmigration.figures import Figure
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.reconciling._branches import possible_branches
from lacmigration.reconciling._certificates import Certificate, Split, is_proof, is_witness
from lacmigration.reconciling._components import Component
from lacmigration.reconciling._conflicts import Clash, Release, clash_of, clashes, releases
from lacmigration.reconciling._quotients import endless_quotient, quotient
from lacmigration.reconciling._rows import Factor, Row
from lacmigration.reconciling._simplex import Budget, Spent
from lacmigration.reconciling._solving import Solver
from lacmigration.reconciling._witnesses import Gap, holds, product_of, read_of, settled, with_factors

__all__ = ["Part"]

_MOST_CLASHES = 20
_MOST_RELEASES = 100
_SHARE = 10
"""What part of the effort goes into which conflict is the smallest, and which culprits rows alone believe."""
_Decided = tuple[Verdict, Certificate | Split | None, Mapping[str, Fraction]]


class Part:
    """A component with the answers about it; `unfinished` are the questions that took too much effort."""

    def __init__(
        self, component: Component, effort: int, gaps: Iterable[Gap], others: Iterable[Gap] = ()
    ) -> None:
        """`gaps` are expressions of which its rows say all, with what they lie in: they verify a witness.

        Of `others` the rows say a part only: not every witness of the rows is one of these.
        """
        self.component, self.effort, self._gaps, self._others = component, effort, tuple(gaps), tuple(others)
        self.unfinished: set[str] = set()
        self._left: dict[frozenset[str], tuple[Part, ...]] = {}

    @cached_property
    def _decided(self) -> _Decided:
        component = self.component
        try:
            solver = component.solver(Budget(self.effort))
            proof = solver.proof()
        except Spent:
            self.unfinished.add("verdict")
            return Verdict.UNDECIDED, None, {}
        if proof is not None:
            if not is_proof(proof, component.unknowns, component.rows, component.figures):
                raise AssertionError("a proof that was found does not hold")
            return Verdict.INCONSISTENT, proof, {}
        values = solver.witness()
        if not is_witness(values, component.unknowns.values(), component.rows, component.figures):
            raise AssertionError("values that were found do not satisfy the rows")
        values = with_factors(component, values)
        if not holds(self._gaps, values):
            raise AssertionError("values that were found do not satisfy the relations")
        if holds(self._others, values):
            return Verdict.COMPATIBLE, None, values
        return self._looked_into(solver, values)

    def _looked_into(self, solver: Solver, values: Mapping[str, Fraction]) -> _Decided:
        """The same where values satisfy the rows, but not the relations of which these are a part only.

        Rates that have to be one number for one relation and another for the next are no contradiction that
        rows can prove; nor is it told then that all can be right.
        """
        try:
            found = settled(self.component, values, Budget(self.effort))
            if found is not None and holds((*self._gaps, *self._others), found):
                return Verdict.COMPATIBLE, None, found
            torn = any(self._told(solver, key, frozenset()) is None for key in self._factors_of)
        except Spent:
            torn = False
            self.unfinished.add("witness")
        if torn:
            self.unfinished.add("verdict")
            return Verdict.UNDECIDED, None, {}
        return Verdict.COMPATIBLE, None, {}

    @property
    def verdict(self) -> Verdict:
        """Whether all its figures can be right."""
        return self._decided[0]

    @property
    def proof(self) -> Certificate | Split | None:
        """Why they cannot."""
        return self._decided[1]

    @property
    def witness(self) -> Mapping[str, Fraction]:
        """Values with which all is right; {} where none were found."""
        return self._decided[2]

    @cached_property
    def bounds(self) -> Mapping[str, Interval]:
        """What each quantity has to be, where all can be right."""
        found = {key: read_of(self.component, key) for key in self.component.unknowns}
        self._narrow(found, frozenset(), "bounds", self.effort)
        return found

    def _narrow(
        self, found: dict[str, Interval], released: frozenset[str], question: str, effort: int
    ) -> None:
        """Put in what each quantity has to be; where counts have cases without an end, as if it were none.

        Where the effort does not suffice, it is as narrow as the rows make it one by one.
        """
        solver, rough = self._ready(self.component.solver, released, effort), None
        is_rough = any(one.whole for one in self.component.unknowns.values())
        left: list[str] = []
        for key in found:
            if solver is not None:
                try:
                    found[key] = self.reach(solver, key, released)
                    continue
                except Spent:
                    pass
            self.unfinished.add(question)
            if is_rough:
                rough = rough or self._ready(self._uncounted, released, effort)
                is_rough = rough is not None
            if rough is not None:
                try:
                    found[key] = self.reach(rough, key, released)
                    continue
                except Spent:
                    pass
            left.append(key)
        if left:
            narrowing = self.component.narrowing(Budget(effort))
            with suppress(Spent):
                narrowing.clash(released)
            for key in left:
                found[key] = narrowing.reach(key).intersect(found[key]) or found[key]

    def _ready(
        self, make: Callable[[Budget], Solver], released: frozenset[str], effort: int
    ) -> Solver | None:
        """A solver that knows some values; None where these took too much effort."""
        try:
            solver = make(Budget(effort))
            solver.proof(released)
        except Spent:
            return None
        return solver

    def _uncounted(self, budget: Budget) -> Solver:
        unknowns = [attrs.evolve(one, whole=False) for one in self.component.unknowns.values()]
        return Solver(unknowns, self.component.rows, self.component.figures, budget)

    def reach(self, solver: Solver, key: str, released: frozenset[str] = frozenset()) -> Interval:
        """What a quantity has to be when some figures are let go."""
        told = self._told(solver, key, released)
        return self._own(solver, key, released) if told is None else told

    def _told(self, solver: Solver, key: str, released: frozenset[str]) -> Interval | None:
        """What a quantity has to be by rows and by the relations of which it is a factor; None if nothing."""
        found: Interval | None = self._own(solver, key, released)
        for factor in self._factors_of.get(key, ()):
            others = product_of(
                self.component.unknowns[one].domain if one in released else read_of(self.component, one)
                for one in factor.keys
                if one != key
            )
            if others.may_be_zero or not released.isdisjoint(factor.rests):
                continue
            quotient = self._quotient(solver, factor, released)
            if quotient is not None and found is not None:
                found = found.intersect(quotient / others)
        return found

    def _own(self, solver: Solver, key: str, released: frozenset[str]) -> Interval:
        """What a quantity has to be by rows, if one holds it."""
        if key in self._factors_of and key not in self._in_rows:
            return self.component.unknowns[key].domain if key in released else read_of(self.component, key)
        return solver.reach({key: Fraction(1)}, released)

    @cached_property
    def _in_rows(self) -> frozenset[str]:
        return frozenset(key for row in self.component.rows for key, _ in row.terms)

    def _quotient(self, solver: Solver, factor: Factor, released: frozenset[str]) -> Interval | None:
        """What the product of the keys of a factor can be; None where it is said of nothing but zero."""
        under = dict(factor.under)
        if under and -factor.constants[1] in solver.reach(under, released):
            return None
        found = quotient(solver, factor, released)
        if found.lo is None or found.hi is None:
            endless = endless_quotient(self.component, factor, released, solver.budget)
            found = endless.intersect(found) or found
        if factor.room.hi is None:
            return Interval(found.lo, None, lo_open=found.lo_open or factor.room.lo_open)
        if factor.room.lo is None:
            return Interval(None, found.hi, hi_open=found.hi_open or factor.room.hi_open)
        return found

    @cached_property
    def _factors_of(self) -> Mapping[str, tuple[Factor, ...]]:
        found: dict[str, list[Factor]] = {}
        for factor in self.component.factors:
            for key in factor.keys:
                found.setdefault(key, []).append(factor)
        return {key: tuple(many) for key, many in found.items()}

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """The conflicts, smallest first; where there may be smaller ones, those that were met on the way."""
        found: list[Clash] = []
        try:
            found.extend(clashes(self.component, Budget(self.effort // _SHARE), most=_MOST_CLASHES + 1))
            if len(found) > _MOST_CLASHES:
                self.unfinished.add("conflicts")
                del found[_MOST_CLASHES:]
        except Spent:
            self.unfinished.add("conflicts")
            known = {one.keys for one in found}
            others = [keys for keys in self.released.conflicts if keys not in known]
            with suppress(Spent):
                for keys in others:
                    clash = clash_of(self.component, keys, Budget(self.effort))
                    if clash.keys not in known:  # other ones may have it within them too
                        known.add(clash.keys)
                        found.append(clash)
        return tuple(found)

    @cached_property
    def released(self) -> Release:
        """The lightest sets of figures without which the rest can be right."""
        torn = _Torn(self) if self._others else None
        found = releases(self.component, Budget(self.effort), most=_MOST_RELEASES, is_torn=torn)
        if not found.complete:
            self.unfinished.add("culprits")
        return found

    def is_torn(self, released: frozenset[str], budget: Budget) -> bool:
        """Whether a rate would have to be several numbers when some figures are let go. Errors: Spent.

        Where branches are left, on each of them. What rows tell is not asked: they allow it.
        """
        if any(one.are_open(released) for one in self.component.branches):
            left = possible_branches(self.component, released, budget)
            return all(Part(one, self.effort, ()).is_torn(released, budget) for one in left)
        solver = self.component.solver(budget)
        if solver.proof(released) is not None:
            return False
        return any(self._told(solver, key, released) is None for key in self._factors_of)

    def reaches(self, keys: frozenset[str]) -> Mapping[str, tuple[Interval, ...]]:
        """What each of some figures would have to be, were they the wrong ones, on each branch left."""
        found = {key: self.component.unknowns[key].domain for key in sorted(keys)}
        if parts := self._in_branches(keys):
            in_each = [part.reaches(keys) for part in parts]
            self.unfinished.update(*(part.unfinished for part in parts))
            return {key: tuple(reach for one in in_each for reach in one[key]) for key in found}
        self._narrow(found, keys, "restatements", self.effort // max(1, len(self.released.sets)))
        return {key: (reach,) for key, reach in found.items()}

    def _in_branches(self, released: frozenset[str]) -> tuple[Part, ...]:
        """The same on each branch that is left where figures are let go; () where these tell none."""
        if not any(one.are_open(released) for one in self.component.branches):
            return ()
        if released not in self._left:
            self._left[released] = ()
            try:
                left = possible_branches(self.component, released, Budget(self.effort))
                self._left[released] = tuple(Part(one, self.effort, ()) for one in left)
            except Spent:
                self.unfinished.add("restatements")
        return self._left[released]

    def fits(self, key: str, within: Interval, released: frozenset[str]) -> bool:
        """Whether the rest can be right with other figures let go, and one of them restated."""
        if parts := self._in_branches(released):
            found = any(part.fits(key, within, released) for part in parts)
            self.unfinished.update(*(part.unfinished for part in parts))
            return found
        component = self.component
        more = [Row(terms=((key, Fraction(1)),), within=within, relation=-1)]
        for factor in self._factors_of.get(key, ()):
            if len(factor.keys) == 1 and factor.room.is_point and released.isdisjoint(factor.rests):
                more += _restated(factor, within)
        rows = (*component.rows, *more)
        try:
            solver = Solver(component.unknowns.values(), rows, component.figures, Budget(self.effort))
            return solver.proof(released) is None
        except Spent:
            self.unfinished.add("restatements")
            return False

    def _with(self, key: str, within: Interval, released: frozenset[str]) -> Part:
        """The same with one figure restated, and others let go: its witness satisfies all relations."""
        component = self.component
        return Part(
            attrs.evolve(
                component,
                rows=tuple(row for row in component.rows if released.isdisjoint(row.rests)),
                factors=tuple(one for one in component.factors if released.isdisjoint(one.rests)),
                figures={k: read for k, read in component.figures.items() if k not in released}
                | {key: within},
            ),
            self.effort,
            (),
            (*self._gaps, *self._others),
        )

    def agreeing(self, key: str, figure: Figure, reach: Interval, released: frozenset[str]) -> Agrees:
        """Tells of an interval in the place of a figure that is let go whether the rest can be right with it.

        Of none where that of the figure itself could be: then it is not told what the others ask of it.
        """
        is_told = not (reach.meets(figure.strict) and self.fits(key, figure.strict, released))
        counts = any(one.whole for one in self.component.unknowns.values())
        has_holes = counts or bool(self._in_branches(released))

        def agrees(within: Interval) -> bool:
            if not is_told or not reach.meets(within):
                return False
            if has_holes and not self.fits(key, within, released):
                return False
            return not self._others or bool(self._with(key, within, released).witness)

        return agrees


class _Torn:
    """Tells of figures that are let go whether the rest is torn, as long as its share of the effort lasts."""

    def __init__(self, part: Part) -> None:
        self._part, self._budget = part, Budget(part.effort // _SHARE)

    def __call__(self, released: frozenset[str]) -> bool:
        try:
            return self._budget.steps >= 0 and self._part.is_torn(released, self._budget)
        except Spent:
            return False


def _restated(factor: Factor, within: Interval) -> Iterator[Row]:
    """What it says that the quotient of a factor lies in an interval."""
    (over, under), (add, below) = (dict(factor.over), dict(factor.under)), factor.constants
    ends = (within.lo, within.lo_open, 1), (within.hi, within.hi_open, -1)
    for end, is_open, sign in ((end, is_open, sign) for end, is_open, sign in ends if end is not None):
        terms = {key: sign * (over.get(key, 0) - end * under.get(key, 0)) for key in {**over, **under}}
        yield Row(
            terms=tuple(sorted((key, Fraction(by)) for key, by in terms.items() if by)),
            within=Interval(sign * (end * below - add), None, lo_open=is_open),
            relation=-1,
        )
