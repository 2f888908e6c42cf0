"""Which columns of whole numbers are the unknowns and rows of a component, and what bounds each of them?"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor, lcm

import attrs

from lacmigration.intervals import Interval
from lacmigration.reconciling._certificates import Step, primitive
from lacmigration.reconciling._rows import Row, Unknown
from lacmigration.reconciling._simplex import Budget, Number, Simplex, Value, divided

__all__ = ["NO_KEYS", "Bound", "Forms", "forms_of"]

NO_KEYS: frozenset[str] = frozenset()
_FINEST = 10**9
"""Units beyond a billionth are no help: numbers then stay quotients."""


@attrs.frozen(eq=False)
class Bound:
    """One bound of a column: how large, on which side, and what says so.

    That is a row (its place, and the relation that it stands for), or the figure or the domain of an unknown,
    or a case that is tried. `rests` are the figures on which it rests.
    """

    column: int
    value: Value
    at_most: bool
    rests: frozenset[str] = NO_KEYS
    relation: int = -1
    row: int | None = None
    figure: str = ""
    domain: str = ""
    case: str = ""


@attrs.define(eq=False)
class Forms:
    """A component as columns, the unknowns first, in `unit`s: so many of them are 1.

    `forms` are the columns that are sums of others, with their factors. `bounds` are those of each column;
    -1 stands for rows without unknowns. `fixed` are the forms that have one value whatever is let go;
    `columns` are those of the unknowns, `columns_of` those of which a bound rests on a figure.
    """

    unknowns: Mapping[str, Unknown]
    unit: int
    start: Sequence[Number]
    forms: Mapping[int, Mapping[int, int]]
    bounds: Mapping[int, Sequence[Bound]]
    fixed: Mapping[int, Number]
    columns: Mapping[str, int]
    columns_of: Mapping[str, Collection[int]]
    _simplex: tuple[Simplex, int] | None = None

    def simplex(self, budget: Budget) -> Simplex:
        """A new simplex of it, whose fixed forms have their values. Errors: Spent.

        It costs as much of the budget as the first one did, whether it is made anew or copied.
        """
        if self._simplex is None:
            before = budget.steps
            made = Simplex(self.start, budget, self.forms)
            made.settle(self.fixed)
            self._simplex = made, before - budget.steps
            return made.copy(budget)
        made, cost = self._simplex
        budget.spend(cost)
        return made.copy(budget)

    def fixing(self, column: int, *, at_most: bool) -> Bound:
        """The bound that keeps a fixed form from being more than it is, or less."""
        return next(
            bound
            for bound in self.bounds[column]
            if not bound.rests and bound.at_most == at_most and bound.value == (self.fixed[column], 0)
        )

    def step(self, bound: Bound, times: Number) -> Step:
        """What a bound says, so many times."""
        keys = tuple(self.unknowns)
        form = self.forms.get(bound.column, {bound.column: 1} if bound.column >= 0 else {})
        return Step(
            times=Fraction(times),
            terms=tuple((keys[column], Fraction(by)) for column, by in form.items()),
            at_most=bound.at_most,
            bound=Fraction(bound.value[0]) / self.unit,
            is_open=bool(bound.value[1]),
            row=bound.row,
            figure=bound.figure,
            domain=bound.domain,
            case=bound.case,
        )


@attrs.frozen(eq=False)
class _Line:
    """A row as whole numbers: columns, factors without a common divisor, and an interval."""

    columns: tuple[int, ...]
    factors: tuple[int, ...]
    within: Interval
    row: Row
    place: int

    @property
    def order(self) -> tuple[object, ...]:
        """What the order of rows depends on: all but the order in which they were given."""
        within = self.within
        ends = (
            within.lo is None,
            within.lo or 0,
            within.hi is None,
            within.hi or 0,
            within.lo_open,
            within.hi_open,
        )
        return self.columns, self.factors, ends, self.row.rests, self.row.relation


def forms_of(
    unknowns: Iterable[Unknown],
    rows: Sequence[Row],
    figures: Mapping[str, Interval],
    relations: Container[int] | None = None,
) -> Forms:
    """The columns of a component; `figures` is what each figure is read as, by the key of its unknown.

    Where `relations` are given, no other ones count.
    """
    known = {one.key: one for one in sorted(unknowns, key=lambda one: one.key)}
    columns = {key: place for place, key in enumerate(known)}
    lines = sorted(
        (
            _line(place, row, known, columns)
            for place, row in enumerate(rows)
            if relations is None or row.relation in relations
        ),
        key=lambda line: line.order,
    )
    unit = _unit(known, lines, figures)
    bounds: dict[int, list[Bound]] = {column: [] for column in columns.values()}
    for key, one in known.items():
        own, column = bounds[columns[key]], columns[key]
        own += (Bound(column, value, at_most, domain=key) for value, at_most in _ends(one.domain, unit))
        if key in figures:
            rests = frozenset([key])
            own += (
                Bound(column, value, at_most, rests, figure=key)
                for value, at_most in _ends(figures[key], unit)
            )
    forms: dict[int, Mapping[int, int]] = {}
    known_forms: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {}
    for line in lines:
        column = -1
        if len(line.columns) == 1:
            (column,) = line.columns
        elif line.columns:
            named = line.columns, line.factors
            column = known_forms.setdefault(named, len(known) + len(forms))
            forms.setdefault(column, dict(zip(*named, strict=True)))
        rests = frozenset(line.row.rests)
        bounds.setdefault(column, []).extend(
            Bound(column, value, at_most, rests, line.row.relation, line.place)
            for value, at_most in _ends(line.within, unit)
        )
    fixed = {column: value for column in forms if (value := _fixed(bounds[column])) is not None}
    start = [_times(_guess(one, figures.get(key)), unit) for key, one in known.items()]
    columns_of: dict[str, set[int]] = {}
    for column, said in bounds.items():
        for bound in said:
            for key in bound.rests:
                columns_of.setdefault(key, set()).add(column)
    return Forms(known, unit, start, forms, bounds, fixed, columns, columns_of)


def _line(place: int, row: Row, unknowns: Mapping[str, Unknown], columns: Mapping[str, int]) -> _Line:
    if not row.terms:
        return _Line((), (), row.within, row, place)
    scale = primitive(row.terms)
    if row.terms[0][1] < 0:
        scale = -scale
    if scale == 1:
        within = row.within
        factors = tuple(by.numerator for _, by in row.terms)
    else:
        within = -row.within if scale == -1 else row.within.scaled(scale)
        factors = tuple((by * scale).numerator for _, by in row.terms)
    if all(unknowns[key].whole for key, _ in row.terms):
        within = _of_whole(within)
    return _Line(tuple(columns[key] for key, _ in row.terms), factors, within, row, place)


def _unit(unknowns: Mapping[str, Unknown], lines: Sequence[_Line], figures: Mapping[str, Interval]) -> int:
    """How many parts to count 1 as, so that bounds are whole numbers, if not all too fine."""
    keys = tuple(unknowns)
    used = {column for line in lines for column in line.columns}
    said = [line.within for line in lines]
    for column in used:
        said.append(unknowns[keys[column]].domain)
        if keys[column] in figures:
            said.append(figures[keys[column]])
    found = 1
    for end in {end.denominator for within in said for end in (within.lo, within.hi) if end is not None}:
        found = lcm(found, end)
        if found > _FINEST:
            return 1
    return found


def _ends(interval: Interval, unit: int) -> Iterator[tuple[Value, bool]]:
    """Both ends of an interval as values, and whether it is the upper one."""
    if interval.lo is not None:
        yield (_times(interval.lo, unit), int(interval.lo_open)), False
    if interval.hi is not None:
        yield (_times(interval.hi, unit), -int(interval.hi_open)), True


def _times(number: Fraction, unit: int) -> Number:
    return divided(number.numerator * unit, number.denominator)


def _fixed(bounds: Iterable[Bound]) -> Number | None:
    """The one value that a form has whatever is let go, if there is one."""
    lower: Value | None = None
    upper: Value | None = None
    for bound in bounds:
        if bound.rests:
            continue
        if bound.at_most:
            upper = bound.value if upper is None else min(upper, bound.value)
        else:
            lower = bound.value if lower is None else max(lower, bound.value)
    return lower[0] if lower is not None and lower == upper else None


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
