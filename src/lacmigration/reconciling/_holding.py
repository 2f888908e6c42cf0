"""Which bounds of a component hold when some figures are let go, and do these contradict each other?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from lacmigration.reconciling._cancelling import combination
from lacmigration.reconciling._certificates import Certificate, Split
from lacmigration.reconciling._forms import NO_KEYS, Bound, Forms, Source
from lacmigration.reconciling._refuting import Cases, Refutation, Sum, crossed, false_alone
from lacmigration.reconciling._simplex import conflict
from lacmigration.reconciling._tableau import Budget, Limit, Number, absolute

__all__ = ["Held"]


class Held:
    """The columns of a component in a tableau, with the bounds that count now. Errors: Spent."""

    def __init__(self, forms: Forms, budget: Budget) -> None:
        """None of the figures is let go at first."""
        self.forms, self.budget = forms, budget
        self.tableau = forms.tableau(budget)
        self.released = NO_KEYS
        self._unset: set[int] = set(forms.bounds)
        self._crossed: dict[int, Sum] = {}
        self._more: dict[int, Mapping[int, int]] = {}

    def put(self, released: frozenset[str]) -> None:
        """Put in place the bounds that count; note those columns to which they leave no room."""
        for key in self.released ^ released:
            self._unset.update(self.forms.columns_of.get(key, ()))
        self.released = released
        for column in sorted(self._unset):
            lower: Bound | None = None
            upper: Bound | None = None
            for one in self.forms.bounds[column]:
                if released and not one.source.rests.isdisjoint(released):
                    continue
                if one.at_most:
                    if upper is None or one.value < upper.value:
                        upper = one
                elif lower is None or one.value > lower.value:
                    lower = one
            found = false_alone(lower, upper) if column < 0 else crossed(lower, upper)
            if found:
                self._crossed[column] = found
            else:
                self._crossed.pop(column, None)
                if column >= 0 and column not in self.tableau.settled:
                    self.tableau.bound(column, lower, upper)
        self._unset.clear()

    def crossing(self) -> Sum | None:
        """Two bounds of one column that leave it no room, if there are such."""
        return self._crossed[min(self._crossed)] if self._crossed else None

    def alone(self) -> Sum | None:
        """What one form alone contradicts: most contradictions are of that kind, and soon found.

        Only where no bounds cross: such columns keep those that they had before.
        """
        lower, upper = self.tableau.lower, self.tableau.upper
        for column, form in self.forms.forms.items():
            fixed = self.forms.fixed.get(column)
            for ends, others, sign in ((upper, lower, 1), (lower, upper, -1)):
                end = ends[column]
                number, tiny = (fixed or 0, 0) if end is None else end.value
                if end is None and fixed is None:
                    continue
                for at, by in form.items():
                    other = others[at] if by > 0 else ends[at]
                    if other is None:
                        break
                    number, tiny = number - by * other.value[0], tiny - by * other.value[1]
                else:
                    if (sign * number, sign * tiny) < (0, 0):
                        return tuple(self._alone(column, form, at_most=sign > 0))
        return None

    def _alone(
        self, column: int, form: Mapping[int, int], *, at_most: bool
    ) -> Iterator[tuple[Bound, Number]]:
        """One bound of a form, and those of its columns that contradict it."""
        lower, upper = self.tableau.lower, self.tableau.upper
        own = (upper if at_most else lower)[column]
        yield self.forms.fixing(column, at_most=at_most) if own is None else _as_bound(own), 1
        for at, by in form.items():
            yield _as_bound((lower if (by > 0) == at_most else upper)[at]), absolute(by)

    def together(self) -> Sum | None:
        """What several forms contradict together; None where there are values with which all hold."""
        found = conflict(self.tableau)
        if found is None:
            return None
        sides = {True: self.tableau.upper, False: self.tableau.lower}
        return tuple((_as_bound(sides[is_upper][column]), times) for column, times, is_upper in found)

    def settled(self) -> Iterator[tuple[int, Number]]:
        """The columns that can have one value only."""
        lower, upper = self.tableau.lower, self.tableau.upper
        for column in (*self.forms.columns.values(), *self.forms.forms):
            low, high = lower[column], upper[column]
            if column in self.forms.fixed:
                yield column, self.forms.fixed[column]
            elif low is not None and high is not None and low.value == high.value:
                yield column, low.value[0]

    def cases(self, form: Mapping[int, int], at: int) -> Iterator[Sum | None]:
        """With a form of counts at most a whole number, then at least the next; the contradiction, if any.

        A case that is left before the next one is asked for stays in place until bounds are put there anew.
        """
        column, unit = self._column_of(form), self.forms.unit
        lower, upper = self.tableau.lower[column], self.tableau.upper[column]
        if column in self.forms.bounds:
            self._unset.add(column)
        for at_most, end in ((True, at), (False, at + 1)):
            case = Bound(column, (end * unit, 0), at_most, Source(is_case=True))
            low, high = (lower, case) if at_most else (case, upper)
            if low is not None and high is not None and low.value > high.value:
                yield (_as_bound(low), 1), (_as_bound(high), 1)
            else:
                self.tableau.bound(column, low, high)
                yield None
        self.tableau.bound(column, lower, upper)

    def _column_of(self, form: Mapping[int, int]) -> int:
        """The column of a form of unknowns, which is one of them or a new one."""
        if len(form) == 1:
            (column,) = form
            return column
        column = self.tableau.add(form)
        self._more[column] = form
        return column

    def form(self, column: int) -> Mapping[int, int]:
        """So many times which unknowns a column is."""
        return self._more.get(column) or self.forms.form(column)

    def proof(self, found: Refutation) -> Certificate | Split:
        """A contradiction as a proof: with the fixed forms that it needs, so that all unknowns cancel out."""
        if isinstance(found, Cases):
            return Split(
                self.forms.terms(found.form), found.at_most, self.proof(found.below), self.proof(found.above)
            )
        left: dict[int, Number] = {}
        for bound, times in found:
            for column, by in self.form(bound.column).items():
                left[column] = left.get(column, 0) + (times * by if bound.at_most else -times * by)
        shown = list(found)
        if any(left.values()) and found[0][0].column >= 0:
            settled = {column: self.forms.forms[column] for column in sorted(self.tableau.settled)}
            for column, times in combination(left, settled).items():
                shown.append((self.forms.fixing(column, at_most=times < 0), absolute(times)))
        return Certificate(
            tuple(self.forms.step(bound, times, self.form(bound.column)) for bound, times in shown)
        )

    def values(self) -> dict[str, Fraction]:
        """What each unknown is now, where all bounds hold."""
        size, unit = self._infinitesimal(), self.forms.unit
        found = {}
        for key, column in self.forms.columns.items():
            number, tiny, times = self.tableau.parts(column)
            found[key] = Fraction(number + tiny * size if tiny else number, times * unit)
        return found

    def _infinitesimal(self) -> Fraction:
        """A number small enough to stand for the infinitesimal: every bound holds with it."""
        size = Fraction(1)
        tableau = self.tableau
        for column, limits in enumerate(zip(tableau.lower, tableau.upper, strict=True)):
            number, tiny, times = tableau.parts(column)
            for limit, sign in zip(limits, (1, -1), strict=True):
                if limit is None or not (tiny or limit.value[1]):
                    continue
                room = sign * (number - limit.value[0] * times)
                needed = sign * (limit.value[1] * times - tiny)
                if needed > 0 and size * needed > room:
                    size = Fraction(room) / needed
        return size / 2 if size < 1 else size


def _as_bound(limit: Limit | None) -> Bound:
    assert isinstance(limit, Bound)  # noqa: S101  (a column that has no bound can move, and stops nothing)
    return limit
