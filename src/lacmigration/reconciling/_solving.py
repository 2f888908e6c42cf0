"""Can a component's figures all be right, how far can each quantity go, and if not, why not?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from lacmigration.intervals import Interval
from lacmigration.reconciling._certificates import Certificate, Split
from lacmigration.reconciling._counting import Counts
from lacmigration.reconciling._forms import NO_KEYS, Forms, forms_of
from lacmigration.reconciling._holding import Held
from lacmigration.reconciling._refuting import Refutation, figures_of
from lacmigration.reconciling._rows import Row, Unknown
from lacmigration.reconciling._simplex import conflict, furthest
from lacmigration.reconciling._tableau import Budget, Value

__all__ = ["Far", "Solver"]


@attrs.frozen
class Far:
    """How far a form goes (None: without end); if it is asked where, that without infinitesimals."""

    value: Value | None
    point: Mapping[str, Fraction]

    def is_short_of(self, other: Value, *, up: bool) -> bool:
        """Whether another value is further."""
        return self.value is not None and (other > self.value if up else other < self.value)


class Solver:
    """Rows over unknowns, with figures that may be let go.

    Answers are exact, and the same in whichever order unknowns and rows are given. Errors: Spent, when the
    budget is used up; the solver is of no use then.
    """

    def __init__(
        self,
        unknowns: Iterable[Unknown],
        rows: Sequence[Row],
        figures: Mapping[str, Interval],
        budget: Budget,
        *,
        forms: Forms | None = None,
    ) -> None:
        """`figures` is what each figure is read as; `forms` is all that, if known."""
        self.budget = budget
        self._held = Held(forms or forms_of(unknowns, rows, figures), budget)
        self._forms, self._tableau = self._held.forms, self._held.tableau
        self._counts = Counts(self._held)

    def proof(self, released: frozenset[str] = NO_KEYS) -> Certificate | Split | None:
        """Why the figures cannot all be right; None if they can. Those that are `released` say nothing."""
        self._held.put(released)
        clash = self._held.crossing() or self._held.alone() or self._counts.clash()
        return None if clash is None else self._held.proof(clash)

    def blamed(self, released: frozenset[str] = NO_KEYS) -> frozenset[str] | None:
        """The figures on which such a proof rests; None if all can be right."""
        self._held.put(released)
        clash: Refutation | None = self._held.crossing() or self._counts.clash()
        return None if clash is None else figures_of(clash)

    def witness(self) -> dict[str, Fraction]:
        """Values for which all is right; only after `proof` has said that there are some."""
        return self._held.values()

    def reach(self, terms: Mapping[str, Fraction], released: frozenset[str] = NO_KEYS) -> Interval:
        """Every value that a form can have; only where `proof` says that there are some."""
        column = self._column(terms)
        lo, hi = (self._end(column, released, up=up).value for up in (False, True))
        unit = self._forms.unit
        return Interval(
            None if lo is None else Fraction(lo[0]) / unit,
            None if hi is None else Fraction(hi[0]) / unit,
            lo_open=lo is not None and bool(lo[1]),
            hi_open=hi is not None and bool(hi[1]),
        )

    def furthest(self, terms: Mapping[str, Fraction], released: frozenset[str], *, up: bool) -> Far:
        """How far a form goes, and where it does; only where `proof` says that there are values."""
        found = self._end(self._column(terms), released, up=up, is_placed=True)
        if found.value is None:
            return found
        number, tiny = found.value
        return attrs.evolve(found, value=(Fraction(number) / self._forms.unit, tiny))

    def place(self) -> dict[str, Fraction]:
        """What each unknown is now, infinitesimals left out."""
        unit = self._forms.unit
        return {
            key: Fraction(self._tableau.value(column)[0]) / unit
            for key, column in self._forms.columns.items()
        }

    def _column(self, terms: Mapping[str, Fraction]) -> int:
        columns = self._forms.columns
        if len(terms) == 1 and set(terms.values()) == {1}:
            (key,) = terms
            return columns[key]
        return self._tableau.add({columns[key]: by for key, by in terms.items()})

    def _end(self, column: int, released: frozenset[str], *, up: bool, is_placed: bool = False) -> Far:
        self._held.put(released)
        found = self._best(column, None, up=up, is_placed=is_placed)
        assert found is not None  # noqa: S101  (there are values, so that one of them is the furthest)
        return found

    def _best(
        self, column: int, beaten: Far | None, *, up: bool, is_placed: bool, depth: int = 0
    ) -> Far | None:
        """The furthest place of a column beyond one that is known; None if there is none."""
        if conflict(self._tableau) is not None:
            return None
        found = furthest(self._tableau, column, up=up)
        if found is not None and beaten is not None and not beaten.is_short_of(found, up=up):
            return None
        broken = None if found is None else self._counts.broken()
        if broken is None:
            return Far(found, self.place() if is_placed else {})
        self._counts.require_shallow(depth)
        best: Far | None = None
        for clash in self._held.cases(*broken):
            if clash is None:
                one = self._best(column, best or beaten, up=up, is_placed=is_placed, depth=depth + 1)
                best = one or best
        return best
