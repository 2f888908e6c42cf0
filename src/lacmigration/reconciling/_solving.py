"""Can a component's figures all be right, how far can each quantity go, and if not, why not?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor

import attrs

from lacmigration.intervals import Interval
from lacmigration.reconciling._cancelling import combination
from lacmigration.reconciling._certificates import Certificate, Split
from lacmigration.reconciling._divisors import undivided
from lacmigration.reconciling._forms import NO_KEYS, Bound, Forms, Source, forms_of
from lacmigration.reconciling._rows import Row, Unknown
from lacmigration.reconciling._simplex import conflict, furthest
from lacmigration.reconciling._tableau import Budget, Limit, Number, Spent, TooDeep, Value, absolute, divided

__all__ = ["Solver"]

_ZERO = Fraction(0)
_DEEPEST = 100
"""Cases within cases: of counts without an end there are more of them than any effort tries."""
_SHALLOW = 4, 7
"""How deep cases are looked into, all of them, where the first ones have no end."""
_SHARE = 10
"""What part of the effort goes into divisors: where they tell nothing, cases may."""


@attrs.frozen
class _Far:
    """How far a form goes (None: without end), and a place where it does, infinitesimals left out."""

    value: Value | None
    point: tuple[Number, ...]

    def is_short_of(self, other: Value, *, up: bool) -> bool:
        """Whether another value is further."""
        return self.value is not None and (other > self.value if up else other < self.value)


_Clash = tuple[tuple[Bound, Number], ...]
"""Bounds that contradict each other, each so many times; what fixed forms add to it is left out."""


@attrs.frozen
class _Cases:
    """A form of counts is at most a whole number, or at least the next: a contradiction in either case."""

    form: Mapping[int, int]
    at_most: int
    below: _Clash | _Cases
    above: _Clash | _Cases


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
        self._forms = forms or forms_of(unknowns, rows, figures)
        self.unknowns, self.budget = self._forms.unknowns, budget
        self._columns = self._forms.columns
        self._tableau = self._forms.tableau(budget)
        self._columns_of = self._forms.columns_of
        self._released = NO_KEYS
        self._unset: set[int] = set(self._forms.bounds)
        self._crossed: dict[int, _Clash] = {}
        self._more: dict[int, Mapping[int, int]] = {}
        self._harmless: Mapping[int, Number] = {}
        self._is_place_asked = False
        self._whole = tuple(key for key, one in self.unknowns.items() if one.whole)

    def proof(self, released: frozenset[str] = NO_KEYS) -> Certificate | Split | None:
        """Why the figures cannot all be right; None if they can. Those that are `released` say nothing."""
        self._set(released)
        clash = (None if self._crossed else self._clash_alone()) or self._clash(released)
        return None if clash is None else self._certificate(clash)

    def blamed(self, released: frozenset[str] = NO_KEYS) -> frozenset[str] | None:
        """The figures on which such a proof rests; None if all can be right."""
        clash = self._clash(released)
        return None if clash is None else _figures(clash)

    def witness(self) -> dict[str, Fraction]:
        """Values for which all is right; only after `proof` has said that there are some."""
        size, unit = self._infinitesimal(), self._forms.unit
        found = {}
        for key, column in self._columns.items():
            number, tiny, times = self._tableau.parts(column)
            found[key] = Fraction(number + tiny * size if tiny else number, times * unit)
        return found

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

    def quotient(
        self,
        over: Mapping[str, Fraction],
        under: Mapping[str, Fraction],
        constants: tuple[Fraction, Fraction],
        released: frozenset[str] = NO_KEYS,
    ) -> Interval:
        """Every value that a quotient of forms can have; the lower one is nowhere negative.

        Each form is so many times each unknown plus a constant. Too wide where a form has no end.

        Source: Dinkelbach, "On nonlinear fractional programming" (1967), doi 10.1287/mnsc.13.7.492.
        """
        self._is_place_asked = True
        try:
            (lo, lo_open), (hi, hi_open) = self._quotient_ends(over, under, constants, released)
        finally:
            self._is_place_asked = False
        return Interval(lo, hi, lo_open, hi_open)

    def _quotient_ends(
        self,
        over: Mapping[str, Fraction],
        under: Mapping[str, Fraction],
        constants: tuple[Fraction, Fraction],
        released: frozenset[str],
    ) -> list[tuple[Fraction | None, bool]]:
        """Its lower and its upper end, and whether each is left out."""
        ends: list[tuple[Fraction | None, bool]] = []
        for up in (False, True):
            self.proof(released)
            point = self._point()
            while True:
                high = self._at(over, constants[0], point)
                low = self._at(under, constants[1], point)
                if not low:
                    ends.append((None, False))
                    break
                found = high / low
                gap = {key: over.get(key, _ZERO) - found * under.get(key, _ZERO) for key in {**over, **under}}
                gap = {key: by for key, by in sorted(gap.items()) if by}
                least = _Far((0, 0), ()) if not gap else self._end(self._column(gap), released, up=up)
                if least.value is None:
                    ends.append((None, False))
                    break
                room = (
                    Fraction(least.value[0]) / self._forms.unit + constants[0] - found * constants[1]
                    if gap
                    else 0
                )
                if not room:
                    ends.append((found, bool(least.value[1])))
                    break
                point = least.point
        return ends

    def _at(self, terms: Mapping[str, Fraction], constant: Fraction, point: Sequence[Number]) -> Fraction:
        found = sum((by * point[self._columns[key]] for key, by in terms.items()), _ZERO)
        return found / self._forms.unit + constant

    def _point(self) -> tuple[Number, ...]:
        return tuple(self._tableau.value(column)[0] for column in self._columns.values())

    def _column(self, terms: Mapping[str, Fraction]) -> int:
        if len(terms) == 1 and set(terms.values()) == {1}:
            (key,) = terms
            return self._columns[key]
        return self._tableau.add({self._columns[key]: by for key, by in terms.items()})

    def _end(self, column: int, released: frozenset[str], *, up: bool) -> _Far:
        self._set(released)
        found = self._best(column, None, up=up)
        assert found is not None  # noqa: S101  (there are values, so that one of them is the furthest)
        return found

    def _best(self, column: int, beaten: _Far | None, *, up: bool, depth: int = 0) -> _Far | None:
        """The furthest place of a column beyond one that is known; None if there is none."""
        if conflict(self._tableau) is not None:
            return None
        found = furthest(self._tableau, column, up=up)
        if found is not None and beaten is not None and not beaten.is_short_of(found, up=up):
            return None
        broken = None if found is None else self._broken()
        if broken is None:
            return _Far(found, self._point() if self._is_place_asked else ())
        _require_shallow(depth)
        best: _Far | None = None
        for clash in self._cases(*broken):
            one = None if clash is not None else self._best(column, best or beaten, up=up, depth=depth + 1)
            best = one or best
        return best

    # How it is found.

    def _set(self, released: frozenset[str]) -> None:
        """Put in place the bounds that count; note those columns to which they leave no room."""
        for key in self._released ^ released:
            self._unset.update(self._columns_of.get(key, ()))
        self._released = released
        for column in sorted(self._unset):
            lower: Bound | None = None
            upper: Bound | None = None
            for one in self._forms.bounds[column]:
                if released and not one.source.rests.isdisjoint(released):
                    continue
                if one.at_most:
                    if upper is None or one.value < upper.value:
                        upper = one
                elif lower is None or one.value > lower.value:
                    lower = one
            crossed = _impossible(lower, upper) if column < 0 else _crossed(lower, upper)
            if crossed:
                self._crossed[column] = crossed
            else:
                self._crossed.pop(column, None)
                if column >= 0 and column not in self._tableau.settled:
                    self._tableau.bound(column, lower, upper)
        self._unset.clear()

    def _clash(self, released: frozenset[str]) -> _Clash | _Cases | None:
        self._set(released)
        if self._crossed:
            return self._crossed[min(self._crossed)]
        try:
            return self._whole_clash()
        except TooDeep:
            return self._shallow_clash()

    def _clash_alone(self) -> _Clash | None:
        """What one form alone contradicts: most contradictions are of that kind, and soon found.

        Only where no bounds cross: such columns keep those that they had before.
        """
        lower, upper = self._tableau.lower, self._tableau.upper
        for column, form in self._forms.forms.items():
            fixed = self._forms.fixed.get(column)
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
        lower, upper = self._tableau.lower, self._tableau.upper
        own = (upper if at_most else lower)[column]
        yield self._forms.fixing(column, at_most=at_most) if own is None else _as_bound(own), 1
        for at, by in form.items():
            yield _as_bound((lower if (by > 0) == at_most else upper)[at]), absolute(by)

    def _linear_clash(self) -> _Clash | None:
        found = conflict(self._tableau)
        if found is None:
            return None
        sides = {True: self._tableau.upper, False: self._tableau.lower}
        return tuple((_as_bound(sides[is_upper][column]), times) for column, times, is_upper in found)

    def _whole_clash(self, depth: int = 0) -> _Clash | _Cases | None:
        """The same where unknowns are whole: cases are tried until none is left, or one can be."""
        found = self._linear_clash()
        if found is not None:
            return found
        broken = self._broken()
        if broken is None:
            return None
        broken = (None if depth else self._undivided()) or broken
        _require_shallow(depth)
        clashes: list[_Clash | _Cases] = []
        for crossed in self._cases(*broken):
            clash = crossed or self._whole_clash(depth + 1)
            if clash is None:
                return None  # with the case left in place: the witness lies in it
            clashes.append(clash)
        return _Cases(broken[0], broken[1], clashes[0], clashes[1])

    def _shallow_clash(self) -> _Clash | _Cases | None:
        """The same where the first cases have no end: others may hold what is looked for, and are near."""
        for deepest in _SHALLOW:
            self._set(self._released)
            found = self._near_clash(deepest)
            if found != ():
                return found
        raise TooDeep

    def _near_clash(self, deepest: int) -> _Clash | _Cases | None:
        """The same in cases within cases up to some depth; () where they leave it open."""
        found = self._linear_clash()
        broken = None if found is not None else self._broken()
        if broken is None:
            return found
        if not deepest:
            return ()
        clashes: list[_Clash | _Cases] = []
        for crossed in self._cases(*broken):
            clash = crossed or self._near_clash(deepest - 1)
            if clash is None:
                return None
            clashes.append(clash)
        return _Cases(broken[0], broken[1], clashes[0], clashes[1]) if all(clashes) else ()

    def _cases(self, form: Mapping[int, int], at: int) -> Iterator[_Clash | None]:
        """With a form of counts at most a whole number, then at least the next; the contradiction, if any."""
        column, unit = self._column_of(form), self._forms.unit
        lower, upper = self._tableau.lower[column], self._tableau.upper[column]
        if column in self._forms.bounds:
            self._unset.add(column)
        for at_most, end in ((True, at), (False, at + 1)):
            case = Bound(column, (end * unit, 0), at_most, Source(is_case=True))
            low, high = (lower, case) if at_most else (case, upper)
            if low is not None and high is not None and low.value > high.value:
                yield (_as_bound(low), 1), (_as_bound(high), 1)
            else:
                self._tableau.bound(column, low, high)
                yield None
        self._tableau.bound(column, lower, upper)

    def _column_of(self, form: Mapping[int, int]) -> int:
        """The column of a form of unknowns, which is one of them or a new one."""
        if len(form) == 1:
            (column,) = form
            return column
        column = self._tableau.add(form)
        self._more[column] = form
        return column

    def _broken(self) -> tuple[Mapping[int, int], int] | None:
        """A count that is no whole number now, and the whole number below it."""
        for key in self._whole:
            column = self._columns[key]
            number, tiny = self._tableau.value(column)
            number = divided(number, self._forms.unit)
            below = floor(number)
            if number != below or tiny:
                return {column: 1}, below - 1 if number == below and tiny < 0 else below
        return None

    def _undivided(self) -> tuple[Mapping[int, int], int] | None:
        """A form of counts that equations say is no whole number, and the whole number below that.

        Not looked for again in fewer equations than were found to be harmless, nor with all of the budget.
        """
        unit, whole = self._forms.unit, {self._columns[key] for key in self._whole}
        found = {column: value for column, value in self._settled() if whole.issuperset(self._form(column))}
        if found.items() <= self._harmless.items():
            return None
        some = Budget(self.budget.steps // _SHARE)
        before = some.steps
        try:
            form = undivided(
                ((self._form(column), divided(value, unit)) for column, value in found.items()), some
            )
        except Spent:
            form = None
        self.budget.spend(before - max(some.steps, 0))
        if form is None:
            self._harmless = found
        return form

    def _settled(self) -> Iterator[tuple[int, Number]]:
        """The columns that can have one value only."""
        lower, upper = self._tableau.lower, self._tableau.upper
        for column in (*self._columns.values(), *self._forms.forms):
            low, high = lower[column], upper[column]
            if column in self._forms.fixed:
                yield column, self._forms.fixed[column]
            elif low is not None and high is not None and low.value == high.value:
                yield column, low.value[0]

    def _certificate(self, clash: _Clash | _Cases) -> Certificate | Split:
        """A contradiction as a proof: with the fixed forms that it needs, so that all unknowns cancel out."""
        if isinstance(clash, _Cases):
            below, above = self._certificate(clash.below), self._certificate(clash.above)
            return Split(self._forms.terms(clash.form), clash.at_most, below, above)
        left: dict[int, Number] = {}
        for bound, times in clash:
            for column, by in self._form(bound.column).items():
                left[column] = left.get(column, 0) + (times * by if bound.at_most else -times * by)
        shown = list(clash)
        if any(left.values()) and clash[0][0].column >= 0:
            settled = {column: self._forms.forms[column] for column in sorted(self._tableau.settled)}
            for column, times in combination(left, settled).items():
                shown.append((self._forms.fixing(column, at_most=times < 0), absolute(times)))
        return Certificate(
            tuple(self._forms.step(bound, times, self._form(bound.column)) for bound, times in shown)
        )

    def _form(self, column: int) -> Mapping[int, int]:
        return self._more.get(column) or self._forms.form(column)

    def _infinitesimal(self) -> Fraction:
        """A number small enough to stand for the infinitesimal: every bound holds with it."""
        size = Fraction(1)
        tableau = self._tableau
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


def _figures(clash: _Clash | _Cases) -> frozenset[str]:
    if isinstance(clash, _Cases):
        return _figures(clash.below) | _figures(clash.above)
    return NO_KEYS.union(*(bound.source.rests for bound, _ in clash))


def _crossed(lower: Bound | None, upper: Bound | None) -> _Clash:
    """Two bounds that leave no room; () where they do."""
    if lower is None or upper is None or lower.value <= upper.value:
        return ()
    return (lower, 1), (upper, 1)


def _require_shallow(depth: int) -> None:
    if depth >= _DEEPEST:
        raise TooDeep


def _impossible(lower: Bound | None, upper: Bound | None) -> _Clash:
    """A row without unknowns that is false by itself: 3 listed things that are said to be 4."""
    zero: Value = (0, 0)
    if lower is not None and lower.value > zero:
        return ((lower, 1),)
    if upper is not None and upper.value < zero:
        return ((upper, 1),)
    return ()
