"""Which columns of whole numbers are the unknowns and rows of a component, and what bounds each of them?"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor, lcm
from typing import NamedTuple

import attrs

from lacmigration.intervals import Interval
from lacmigration.reconciling._certificates import Step, Terms, primitive
from lacmigration.reconciling._rows import Row, Unknown
from lacmigration.reconciling._tableau import Budget, Number, Tableau, Value, absolute, divided

__all__ = ["NO_KEYS", "Bound", "Forms", "Source", "forms_of"]

NO_KEYS: frozenset[str] = frozenset()
_ENDLESS = 10**6
_FINEST = 10**9
"""Units beyond a billionth are no help: numbers then stay quotients."""


class Source(NamedTuple):
    """What says a bound: a row (its place), the figure or the domain of an unknown, or a case that is tried.

    `rests` are the figures on which it rests.
    """

    rests: frozenset[str] = NO_KEYS
    row: int | None = None
    figure: str = ""
    domain: str = ""
    is_case: bool = False


class Bound(NamedTuple):
    """One bound of a column: how large, on which side, and what says so."""

    column: int
    value: Value
    at_most: bool
    source: Source


@attrs.define(eq=False)
class Forms:
    """A component as columns, the unknowns first, in `unit`s: so many of them are 1.

    Each unknown has a place to `start` from, and room to move: as many powers of two as `rooms` tells.
    `forms` are the columns that are sums of others, with their factors. `bounds` are those of each column;
    -1 stands for rows without unknowns. `fixed` are the forms that have one value whatever is let go;
    `columns` are those of the unknowns, `columns_of` those of which a bound rests on a figure.
    """

    unknowns: Mapping[str, Unknown]
    unit: int
    start: Sequence[Number]
    rooms: Sequence[int]
    forms: Mapping[int, Mapping[int, int]]
    bounds: Mapping[int, Sequence[Bound]]
    fixed: Mapping[int, Number]
    columns: Mapping[str, int]
    columns_of: Mapping[str, Collection[int]]
    _tableau: tuple[Tableau, int] | None = None

    def tableau(self, budget: Budget) -> Tableau:
        """A new tableau of it, whose fixed forms have their values. Errors: Spent.

        It costs as much of the budget as the first one did, whether it is made anew or copied.
        """
        if self._tableau is None:
            before = budget.steps
            made = Tableau(self.start, budget, self.forms)
            made.settle(self.fixed, self.rooms)
            self._tableau = made, before - budget.steps
            return made.copy(budget)
        made, cost = self._tableau
        budget.spend(cost)
        return made.copy(budget)

    def fixing(self, column: int, *, at_most: bool) -> Bound:
        """The bound that keeps a fixed form from being more than it is, or less."""
        return next(
            bound
            for bound in self.bounds[column]
            if not bound.source.rests and bound.at_most == at_most and bound.value == (self.fixed[column], 0)
        )

    def form(self, column: int) -> Mapping[int, int]:
        """So many times which unknowns a column is."""
        return self.forms.get(column, {column: 1} if column >= 0 else {})

    def terms(self, form: Mapping[int, int]) -> Terms:
        """A form by the names of its unknowns."""
        keys = tuple(self.unknowns)
        return tuple((keys[column], Fraction(by)) for column, by in form.items())

    def step(self, bound: Bound, times: Number, form: Mapping[int, int]) -> Step:
        """What a bound says of a form, so many times."""
        return Step(
            times=Fraction(times),
            terms=self.terms(form),
            at_most=bound.at_most,
            bound=Fraction(bound.value[0]) / self.unit,
            is_open=bool(bound.value[1]),
            row=bound.source.row,
            figure=bound.source.figure,
            domain=bound.source.domain,
            is_case=bound.source.is_case,
        )


class _Line(NamedTuple):
    """A row as whole numbers: columns, factors without a common divisor, and an interval.

    The order of lines is that of all but their places: that in which rows are given is of no account.
    """

    columns: tuple[int, ...]
    factors: tuple[int, ...]
    ends: tuple[object, ...]
    rests: tuple[str, ...]
    relation: int
    place: int
    within: Interval


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
    lines = [
        line
        for place, row in enumerate(rows)
        if relations is None or row.relation in relations
        for line in _lines(place, row, known, columns)
    ]
    lines.sort(key=lambda line: line[:-1])
    unit = _unit(known, lines, figures)
    bounds: dict[int, list[Bound]] = {}
    start: list[Number] = []
    rooms: list[int] = []
    columns_of: dict[str, set[int]] = {}
    for key, one in known.items():
        column = columns[key]
        bounds[column] = said = _bounds(column, one.domain, unit, Source(domain=key))
        if key in figures:
            rests = frozenset((key,))
            said += _bounds(column, figures[key], unit, Source(rests, figure=key))
            columns_of[key] = {column}
        place, room = _guess(_times(one.nominal, unit), said)
        start.append(place)
        rooms.append(room)
    forms: dict[int, Mapping[int, int]] = {}
    named: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {}
    for line in lines:
        form = line.columns, line.factors
        column = -1
        if len(line.columns) == 1:
            (column,) = line.columns
        elif form in named:
            column = named[form]
        elif line.columns:
            column = named[form] = len(known) + len(forms)
            forms[column] = dict(zip(*form, strict=True))
        source = Source(frozenset(line.rests), line.place)
        bounds.setdefault(column, []).extend(_bounds(column, line.within, unit, source))
        for key in line.rests:
            columns_of.setdefault(key, set()).add(column)
    fixed = {column: value for column in forms if (value := _fixed(bounds[column])) is not None}
    return Forms(known, unit, start, rooms, forms, bounds, fixed, columns, columns_of)


def _lines(
    place: int, row: Row, unknowns: Mapping[str, Unknown], columns: Mapping[str, int]
) -> Iterator[_Line]:
    """A row; of whole numbers where there is none that it allows, one line for each of its ends."""
    within = row.within
    factors = tuple([by.numerator for _, by in row.terms])
    rooms: tuple[Interval, ...] = (within,)
    if row.terms:
        is_plain = (1 in factors or -1 in factors) and all(by.denominator == 1 for _, by in row.terms)
        scale = Fraction(1) if is_plain else primitive(row.terms)
        if factors[0] < 0:
            scale = -scale
        if scale == -1:
            within, factors = -within, tuple([-by for by in factors])
        elif scale != 1:
            within, factors = within.scaled(scale), tuple([(by * scale).numerator for _, by in row.terms])
        is_whole = all(unknowns[key].whole for key, _ in row.terms)
        rooms = _of_whole(within) if is_whole else (within,)
    keys = tuple([columns[key] for key, _ in row.terms])
    for room in rooms:
        lo, hi = room.lo, room.hi
        ends = lo is None, lo or 0, hi is None, hi or 0, room.lo_open, room.hi_open
        yield _Line(keys, factors, ends, row.rests, row.relation, place, room)


def _unit(unknowns: Mapping[str, Unknown], lines: Sequence[_Line], figures: Mapping[str, Interval]) -> int:
    """How many parts to count 1 as, so that bounds are whole numbers, if not all too fine."""
    keys = tuple(unknowns)
    said = [line.within for line in lines]
    for column in {column for line in lines for column in line.columns}:
        key = keys[column]
        said.append(unknowns[key].domain)
        if key in figures:
            said.append(figures[key])
    found = 1
    for end in {end.denominator for within in said for end in (within.lo, within.hi) if end is not None}:
        found = lcm(found, end)
        if found > _FINEST:
            return 1
    return found


def _bounds(column: int, interval: Interval, unit: int, source: Source) -> list[Bound]:
    """Both ends of an interval."""
    found = []
    if interval.lo is not None:
        value = _times(interval.lo, unit), 1 if interval.lo_open else 0
        found.append(Bound(column, value, False, source))  # noqa: FBT003  (by place it takes half the time)
    if interval.hi is not None:
        value = _times(interval.hi, unit), -1 if interval.hi_open else 0
        found.append(Bound(column, value, True, source))  # noqa: FBT003
    return found


def _times(number: Fraction, unit: int) -> Number:
    return divided(number.numerator * unit, number.denominator)


def _fixed(bounds: Iterable[Bound]) -> Number | None:
    """The one value that a form has whatever is let go, if there is one."""
    lower: Value | None = None
    upper: Value | None = None
    for bound in bounds:
        if bound.source.rests:
            continue
        if bound.at_most:
            upper = bound.value if upper is None else min(upper, bound.value)
        else:
            lower = bound.value if lower is None else max(lower, bound.value)
    return lower[0] if lower is not None and lower == upper else None


def _guess(nominal: Number, bounds: Iterable[Bound]) -> tuple[Number, int]:
    """A place within bounds that is near the stated one, and how far they let it move, in powers of two."""
    lower: Value | None = None
    upper: Value | None = None
    for bound in bounds:
        if bound.at_most:
            upper = bound.value if upper is None or bound.value < upper else upper
        elif lower is None or bound.value > lower:
            lower = bound.value
    here: Value = (nominal, 0)
    room = _ENDLESS
    if lower is not None and upper is not None:
        room = int(absolute(upper[0] - lower[0])).bit_length()
    if (lower is None or lower <= here) and (upper is None or here <= upper):
        return nominal, room
    if lower is not None and upper is not None and (lower[1] or upper[1]):
        return divided(lower[0] + upper[0], 2), room
    end = lower if lower is not None and here < lower else upper
    return nominal if end is None else end[0], room


def _of_whole(within: Interval) -> tuple[Interval, ...]:
    """What a whole number in an interval can be; both ends of that apart where it holds none."""
    lo = None if within.lo is None else -floor(-within.lo)
    if lo is not None and within.lo_open and lo == within.lo:
        lo += 1
    hi = None if within.hi is None else floor(within.hi)
    if hi is not None and within.hi_open and hi == within.hi:
        hi -= 1
    if lo is not None and hi is not None and lo > hi:
        return Interval(lo, None), Interval(None, hi)
    return (Interval(lo, hi),)
