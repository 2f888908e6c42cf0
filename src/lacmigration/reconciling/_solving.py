"""Can a component's figures all be right, how far can each quantity go, and if not, why not?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor

import attrs

from lacmigration.intervals import Interval
from lacmigration.reconciling._certificates import Certificate, Split, Step, primitive
from lacmigration.reconciling._rows import Row, Unknown
from lacmigration.reconciling._simplex import Budget, Limit, Number, Simplex, Value

__all__ = ["Solver"]

_ZERO = Fraction(0)
_NO_KEYS: frozenset[str] = frozenset()
_NO_ROWS: frozenset[int] = frozenset()


@attrs.frozen(eq=False)
class _Bound:
    """One bound of a column: how large, on which side, and what says so.

    `rests` are the figures on which it rests, `relation` the relation that says it (-1: none).
    """

    column: int
    limit: Limit
    at_most: bool
    step: Step
    rests: frozenset[str]
    relation: int


@attrs.frozen
class _Far:
    """How far a form goes (None: without end), and a place where it does, infinitesimals left out."""

    value: Value | None
    point: tuple[Fraction, ...]

    def is_short_of(self, other: Value, *, up: bool) -> bool:
        """Whether another value is further."""
        return self.value is not None and (other > self.value if up else other < self.value)


def _tight(interval: Interval) -> Iterator[tuple[Value, bool]]:
    """Both ends of an interval as values, and whether it is the upper one."""
    if interval.lo is not None:
        yield (_number(interval.lo), int(interval.lo_open)), False
    if interval.hi is not None:
        yield (_number(interval.hi), -int(interval.hi_open)), True


def _number(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value


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
    ) -> None:
        """`figures` is what each figure is read as, by the key of its unknown."""
        self.unknowns = {one.key: one for one in sorted(unknowns, key=lambda one: one.key)}
        self.rows, self.figures, self.budget = rows, figures, budget
        self._columns = {key: place for place, key in enumerate(self.unknowns)}
        start = [_number(_guess(one, figures.get(one.key))) for one in self.unknowns.values()]
        self._simplex = Simplex(start, budget)
        self._bounds: dict[int, list[_Bound]] = {column: [] for column in self._columns.values()}
        self._said: list[_Bound] = []
        self._is_settled = False
        for one in self.unknowns.values():
            self._add_unknown(one)
        forms: dict[tuple[tuple[str, Fraction], ...], int] = {}
        for place, row in sorted(enumerate(rows), key=lambda pair: _order(pair[1])):
            self._add_row(place, row, forms)

    def _add_unknown(self, one: Unknown) -> None:
        terms = ((one.key, Fraction(1)),)
        column = self._columns[one.key]
        said = [(_NO_KEYS, one.domain)]
        if one.key in self.figures:
            said.append((frozenset([one.key]), self.figures[one.key]))
        for rests, within in said:
            for value, at_most in _tight(within):
                step = Step(
                    times=Fraction(1),
                    terms=terms,
                    at_most=at_most,
                    bound=Fraction(value[0]),
                    is_open=bool(value[1]),
                    figure=one.key if rests else "",
                    domain="" if rests else one.key,
                )
                self._add_bound(column, value, step, rests, relation=-1)

    def _add_row(self, place: int, row: Row, forms: dict[tuple[tuple[str, Fraction], ...], int]) -> None:
        scale = primitive(row.terms) if row.terms else Fraction(1)
        if row.terms and row.terms[0][1] < 0:
            scale = -scale
        terms = tuple((key, factor * scale) for key, factor in row.terms)
        within = row.within.scaled(scale)
        column = -1
        if len(terms) == 1:
            column = self._columns[terms[0][0]]
        elif terms:
            if terms not in forms:
                forms[terms] = self._simplex.add(
                    {self._columns[key]: _number(factor) for key, factor in terms}
                )
            column = forms[terms]
        if terms and all(self.unknowns[key].whole for key, _ in terms):
            within = _of_whole(within)
        for value, at_most in _tight(within):
            step = Step(
                times=Fraction(1),
                terms=terms,
                at_most=at_most,
                bound=Fraction(value[0]),
                is_open=bool(value[1]),
                row=place,
            )
            self._add_bound(column, value, step, frozenset(row.rests), relation=row.relation)

    def _add_bound(
        self, column: int, value: Value, step: Step, rests: frozenset[str], *, relation: int
    ) -> None:
        found = _Bound(column, Limit(value, len(self._said)), step.at_most, step, rests, relation)
        self._said.append(found)
        self._bounds.setdefault(column, []).append(found)

    def proof(
        self, released: frozenset[str] = _NO_KEYS, without: frozenset[int] = _NO_ROWS
    ) -> Certificate | Split | None:
        """Why the figures cannot all be right; None if they can.

        Figures that are `released` say nothing, and relations that it is asked `without` neither.
        """
        clash = self._set(released, without)
        if clash is None and not self._is_settled:
            self._simplex.settle()
            self._is_settled = True
        return clash or self._whole_proof()

    def witness(self) -> dict[str, Fraction]:
        """Values for which all is right; only after `proof` has said that there are some."""
        size = self._infinitesimal()
        found = {}
        for key, column in self._columns.items():
            number, tiny = self._simplex.value(column)
            found[key] = Fraction(number) + Fraction(tiny) * size
        return found

    def reach(self, terms: Mapping[str, Fraction], released: frozenset[str] = _NO_KEYS) -> Interval:
        """Every value that a form can have; only where `proof` says that there are some."""
        column = self._column(terms)
        lo, hi = (self._end(column, released, up=up).value for up in (False, True))
        return Interval(
            None if lo is None else Fraction(lo[0]),
            None if hi is None else Fraction(hi[0]),
            lo_open=lo is not None and bool(lo[1]),
            hi_open=hi is not None and bool(hi[1]),
        )

    def quotient(
        self,
        over: Mapping[str, Fraction],
        under: Mapping[str, Fraction],
        constants: tuple[Fraction, Fraction],
        released: frozenset[str] = _NO_KEYS,
    ) -> Interval:
        """Every value that a quotient of forms can have; the lower one is nowhere negative.

        Each form is so many times each unknown plus a constant. Too wide where a form has no end.

        Source: Dinkelbach, "On nonlinear fractional programming" (1967), doi 10.1287/mnsc.13.7.492.
        """
        ends: list[tuple[Fraction | None, bool]] = []
        for up in (False, True):
            self.proof(released)
            point = [Fraction(number) for number in self._simplex.number]
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
                room = least.value[0] + constants[0] - found * constants[1] if gap else 0
                if not room:
                    ends.append((found, bool(least.value[1])))
                    break
                point = list(least.point)
        (lo, lo_open), (hi, hi_open) = ends
        return Interval(lo, hi, lo_open, hi_open)

    def _at(self, terms: Mapping[str, Fraction], constant: Fraction, point: Sequence[Fraction]) -> Fraction:
        return sum((by * point[self._columns[key]] for key, by in terms.items()), constant)

    def _column(self, terms: Mapping[str, Fraction]) -> int:
        if len(terms) == 1 and set(terms.values()) == {1}:
            (key,) = terms
            return self._columns[key]
        column = self._simplex.add({self._columns[key]: _number(by) for key, by in terms.items()})
        self._bounds[column] = []
        return column

    def _end(self, column: int, released: frozenset[str], *, up: bool) -> _Far:
        self._set(released, _NO_ROWS)
        found = self._best(column, None, up=up)
        assert found is not None  # noqa: S101  (there are values, so that one of them is the furthest)
        return found

    def _best(self, column: int, beaten: _Far | None, *, up: bool) -> _Far | None:
        """The furthest place of a column beyond one that is known; None if there is none."""
        if self._simplex.conflict() is not None:
            return None
        found = self._simplex.furthest(column, up=up)
        if found is not None and beaten is not None and not beaten.is_short_of(found, up=up):
            return None
        broken = None if found is None else self._broken()
        if broken is None:
            return _Far(found, tuple(map(Fraction, self._simplex.number[: len(self._columns)])))
        best: _Far | None = None
        for clash in self._cases(*broken):
            one = None if clash is not None else self._best(column, best or beaten, up=up)
            if one is not None:
                best = one
                if one.value is None:
                    break
        return best

    # How it is found.

    def _set(self, released: frozenset[str], without: frozenset[int]) -> Certificate | None:
        """Put in place the bounds that count; a proof where two of one column leave no room."""
        clash: Certificate | None = None
        for column, bounds in self._bounds.items():
            lower: _Bound | None = None
            upper: _Bound | None = None
            for one in bounds:
                if one.relation in without or not one.rests.isdisjoint(released):
                    continue
                if one.at_most:
                    if upper is None or one.limit.value < upper.limit.value:
                        upper = one
                elif lower is None or one.limit.value > lower.limit.value:
                    lower = one
            if column < 0:
                clash = clash or _impossible(lower, upper)
            elif lower is not None and upper is not None and lower.limit.value > upper.limit.value:
                clash = clash or Certificate((lower.step, upper.step))
            elif clash is None:
                self._simplex.bound(
                    column, None if lower is None else lower.limit, None if upper is None else upper.limit
                )
        return clash

    def _linear_proof(self) -> Certificate | None:
        found = self._simplex.conflict()
        if found is None:
            return None
        steps = []
        for column, times, is_upper in found:
            limit = self._simplex.upper[column] if is_upper else self._simplex.lower[column]
            assert limit is not None  # noqa: S101  (a column that has no bound can move, and stops nothing)
            steps.append(attrs.evolve(self._said[limit.cause].step, times=Fraction(times)))
        return Certificate(tuple(steps))

    def _whole_proof(self) -> Certificate | Split | None:
        """The same where unknowns are whole: cases are tried until none is left, or one can be."""
        found = self._linear_proof()
        if found is not None:
            return found
        broken = self._broken()
        if broken is None:
            return None
        proofs: list[Certificate | Split] = []
        for clash in self._cases(*broken):
            proof = clash or self._whole_proof()
            if proof is None:
                return None  # with the case left in place: the witness lies in it
            proofs.append(proof)
        return Split(broken[0], broken[1], proofs[0], proofs[1])

    def _cases(self, key: str, at: int) -> Iterator[Certificate | None]:
        """With an unknown at most a whole number, then at least the next; a proof where that cannot be."""
        column = self._columns[key]
        lower, upper = self._simplex.lower[column], self._simplex.upper[column]
        for at_most, end in ((True, at), (False, at + 1)):
            limit = self._case(key, end, at_most=at_most)
            low, high = (lower, limit) if at_most else (limit, upper)
            if low is not None and high is not None and low.value > high.value:
                yield Certificate((self._said[low.cause].step, self._said[high.cause].step))
            else:
                self._simplex.bound(column, low, high)
                yield None
        self._simplex.bound(column, lower, upper)

    def _case(self, key: str, end: int, *, at_most: bool) -> Limit:
        step = Step(
            times=Fraction(1),
            terms=((key, Fraction(1)),),
            at_most=at_most,
            bound=Fraction(end),
            is_open=False,
            case=key,
        )
        limit = Limit((end, 0), len(self._said))
        self._said.append(_Bound(self._columns[key], limit, at_most, step, _NO_KEYS, -1))
        return limit

    def _broken(self) -> tuple[str, int] | None:
        """A count that is no whole number now, and the whole number below it."""
        for key, one in self.unknowns.items():
            if not one.whole:
                continue
            number, tiny = self._simplex.value(self._columns[key])
            below = floor(number)
            if number != below or tiny:
                return key, below - 1 if number == below and tiny < 0 else below
        return None

    def _infinitesimal(self) -> Fraction:
        """A number small enough to stand for the infinitesimal: every bound holds with it."""
        size = Fraction(1)
        simplex = self._simplex
        for column, (lower, upper) in enumerate(zip(simplex.lower, simplex.upper, strict=True)):
            number, tiny = simplex.value(column)
            for limit, sign in ((lower, 1), (upper, -1)):
                if limit is None:
                    continue
                room, needed = sign * (number - limit.value[0]), sign * (limit.value[1] - tiny)
                if needed > 0 and size * needed > room:
                    size = Fraction(room) / needed
        return size / 2 if size < 1 else size


def _impossible(lower: _Bound | None, upper: _Bound | None) -> Certificate | None:
    """A row without unknowns that is false by itself: 3 listed things that are said to be 4."""
    for one in (lower, upper):
        if one is not None:
            zero: Value = (0, 0)
            if one.limit.value < zero if one.at_most else one.limit.value > zero:
                return Certificate((one.step,))
    return None


def _guess(one: Unknown, figure: Interval | None) -> Fraction:
    within = one.domain if figure is None else figure.intersect(one.domain) or one.domain
    return within.nearest(one.nominal)


def _of_whole(within: Interval) -> Interval:
    """What a whole number in an interval can be; the interval itself where it holds none."""
    lo = None if within.lo is None else -floor(-within.lo)
    if lo is not None and within.lo_open and lo == within.lo:
        lo += 1
    hi = None if within.hi is None else floor(within.hi)
    if hi is not None and within.hi_open and hi == within.hi:
        hi -= 1
    return within if lo is not None and hi is not None and lo > hi else Interval(lo, hi)


def _order(row: Row) -> tuple[object, ...]:
    within = row.within
    return (
        row.terms,
        within.lo is None,
        within.lo or 0,
        within.hi is None,
        within.hi or 0,
        within.lo_open,
        within.hi_open,
        row.rests,
        row.relation,
    )
