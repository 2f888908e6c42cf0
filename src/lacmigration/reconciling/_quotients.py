"""How large and how small can a quotient of two sums be?

Where the sums have ends, by steps: how far is the upper sum from so many times the lower one, as many as the
quotient is at some place? Where that is furthest the quotient is a better one, and in the end the best.

Where they have none, everything is divided by the lower sum, so that the quotient is a sum itself: of so many
times each unknown over the lower sum, and so many times one over it, which is above zero.

Sources: Dinkelbach, "On nonlinear fractional programming" (1967), doi 10.1287/mnsc.13.7.492; Charnes and
Cooper, "Programming with linear fractional functionals" (1962), doi 10.1002/nav.3800090303.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from lacmigration.intervals import Interval
from lacmigration.reconciling._components import Component
from lacmigration.reconciling._rows import Factor, Row, Unknown
from lacmigration.reconciling._simplex import Budget
from lacmigration.reconciling._solving import Solver

__all__ = ["endless_quotient", "quotient"]

_ONE_OVER = "1 /"
"""One over the lower sum: no name of a quantity looks like it."""
_ABOVE_ZERO, _NOT_BELOW = Interval(0, None, lo_open=True), Interval(0, None)
_ZERO = Fraction(0)
_Terms = tuple[tuple[str, Fraction], ...]


def quotient(solver: Solver, factor: Factor, released: frozenset[str]) -> Interval:
    """Every value that the quotient of a factor can have; too wide where one of the sums has no end.

    The lower sum is nowhere negative. Errors: Spent.
    """
    (lo, lo_open), (hi, hi_open) = (_end(solver, factor, released, up=up) for up in (False, True))
    return Interval(lo, hi, lo_open, hi_open)


def _end(
    solver: Solver, factor: Factor, released: frozenset[str], *, up: bool
) -> tuple[Fraction | None, bool]:
    """One end of it, and whether that is left out."""
    over, under = dict(factor.over), dict(factor.under)
    solver.proof(released)
    place: Mapping[str, Fraction] = solver.place()
    while True:
        high, low = _at(over, factor.constants[0], place), _at(under, factor.constants[1], place)
        if not low:
            return None, False
        found = high / low
        gap = {key: over.get(key, _ZERO) - found * under.get(key, _ZERO) for key in {**over, **under}}
        gap = {key: by for key, by in sorted(gap.items()) if by}
        if not gap:
            return found, False
        furthest = solver.furthest(gap, released, up=up)
        if furthest.value is None:
            return None, False
        number, tiny = furthest.value
        if not number + factor.constants[0] - found * factor.constants[1]:
            return found, bool(tiny)
        place = furthest.point


def _at(terms: Mapping[str, Fraction], constant: Fraction, place: Mapping[str, Fraction]) -> Fraction:
    return sum((by * place[key] for key, by in terms.items()), constant)


def endless_quotient(
    component: Component, factor: Factor, released: frozenset[str], budget: Budget
) -> Interval:
    """Every value that the quotient of a factor can have; too wide where things are counted. Errors: Spent.

    Only where the figures that are not `released` can be right, and the lower sum is never zero.
    """
    unknowns = [Unknown(key=key, label=key) for key in component.unknowns]
    unknowns.append(Unknown(key=_ONE_OVER, label=_ONE_OVER, domain=_ABOVE_ZERO))
    rows = [
        Row(terms=terms, within=within, relation=0)
        for form, interval in _said(component, released)
        for terms, within in _divided(form, interval)
    ]
    under, over = (
        tuple(sorted((*terms, (_ONE_OVER, constant)))) if constant else terms
        for terms, constant in zip((factor.under, factor.over), reversed(factor.constants), strict=True)
    )
    rows.append(Row(terms=under, within=Interval(1, 1), relation=0))
    if not over:
        return Interval(0, 0)
    solver = Solver(unknowns, rows, {}, budget)
    solver.proof()
    return solver.reach(dict(over))


def _said(component: Component, released: frozenset[str]) -> Iterator[tuple[_Terms, Interval]]:
    for key, one in component.unknowns.items():
        yield ((key, Fraction(1)),), one.domain
        if key in component.figures and key not in released:
            yield ((key, Fraction(1)),), component.figures[key]
    for row in component.rows:
        if row.terms and released.isdisjoint(row.rests):
            yield row.terms, row.within


def _divided(form: _Terms, within: Interval) -> Iterator[tuple[_Terms, Interval]]:
    for end, is_open, sign in ((within.lo, within.lo_open, 1), (within.hi, within.hi_open, -1)):
        if end is not None:
            terms = {key: sign * by for key, by in form}
            if end:
                terms[_ONE_OVER] = -sign * end
            yield tuple(sorted(terms.items())), _ABOVE_ZERO if is_open else _NOT_BELOW
