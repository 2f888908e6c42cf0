"""Can what is counted be whole numbers? Cases are tried: at most so many of them, or at least one more."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

from lacmigration.reconciling._divisors import undivided
from lacmigration.reconciling._holding import Held
from lacmigration.reconciling._refuting import Cases, Refutation
from lacmigration.reconciling._tableau import Budget, Number, Spent, TooDeep, divided

__all__ = ["Counts"]

_DEEPEST = 100
"""Cases within cases: of counts without an end there are more of them than any effort tries."""
_SHALLOW = 4, 7
"""How deep cases are looked into, all of them, where the first ones have no end."""
_SHARE = 10
"""What part of the effort goes into divisors: where they tell nothing, cases may."""


class Counts:
    """The unknowns of a component that are counted, with the bounds that count now. Errors: Spent."""

    def __init__(self, held: Held) -> None:
        """Which ones these are, the forms of the component know."""
        unknowns, columns = held.forms.unknowns, held.forms.columns
        self._held = held
        self._columns = tuple(columns[key] for key, one in unknowns.items() if one.whole)
        self._harmless: Mapping[int, Number] = {}

    def clash(self) -> Refutation | None:
        """Why bounds contradict each other; None where there are values with which all hold.

        These then are those that the unknowns have. Errors: TooDeep, where there is no end of cases.
        """
        try:
            return self._clash()
        except TooDeep:
            return self._shallow_clash()

    def _clash(self, depth: int = 0) -> Refutation | None:
        found = self._held.together()
        if found is not None:
            return found
        broken = self.broken()
        if broken is None:
            return None
        broken = (None if depth else self._undivided()) or broken
        self.require_shallow(depth)
        clashes: list[Refutation] = []
        for crossed in self._held.cases(*broken):
            clash = crossed or self._clash(depth + 1)
            if clash is None:
                return None  # with the case left in place: the values lie in it
            clashes.append(clash)
        return Cases(broken[0], broken[1], clashes[0], clashes[1])

    def _shallow_clash(self) -> Refutation | None:
        """The same where the first cases have no end: others may hold what is looked for, and are near."""
        for deepest in _SHALLOW:
            self._held.put(self._held.released)
            found = self._near_clash(deepest)
            if found != ():
                return found
        raise TooDeep

    def _near_clash(self, deepest: int) -> Refutation | None:
        """The same in cases within cases up to some depth; () where they leave it open."""
        found = self._held.together()
        broken = None if found is not None else self.broken()
        if broken is None:
            return found
        if not deepest:
            return ()
        clashes: list[Refutation] = []
        for crossed in self._held.cases(*broken):
            clash = crossed or self._near_clash(deepest - 1)
            if clash is None:
                return None
            clashes.append(clash)
        return Cases(broken[0], broken[1], clashes[0], clashes[1]) if all(clashes) else ()

    def broken(self) -> tuple[Mapping[int, int], int] | None:
        """A count that is no whole number now, and the whole number below it."""
        tableau, unit = self._held.tableau, self._held.forms.unit
        for column in self._columns:
            number, tiny = tableau.value(column)
            number = divided(number, unit)
            below = floor(number)
            if number != below or tiny:
                return {column: 1}, below - 1 if number == below and tiny < 0 else below
        return None

    @staticmethod
    def require_shallow(depth: int) -> None:
        """Cases within cases come to an end somewhere. Errors: TooDeep."""
        if depth >= _DEEPEST:
            raise TooDeep

    def _undivided(self) -> tuple[Mapping[int, int], int] | None:
        """A form of counts that equations say is no whole number, and the whole number below that.

        Not looked for again in fewer equations than were found to be harmless, nor with all of the budget.
        """
        held, whole = self._held, frozenset(self._columns)
        unit, budget = held.forms.unit, held.budget
        found = {column: value for column, value in held.settled() if whole.issuperset(held.form(column))}
        if found.items() <= self._harmless.items():
            return None
        some = Budget(budget.steps // _SHARE)
        before = some.steps
        try:
            form = undivided(
                ((held.form(column), divided(value, unit)) for column, value in found.items()), some
            )
        except Spent:
            form = None
        budget.spend(before - max(some.steps, 0))
        if form is None:
            self._harmless = found
        return form
