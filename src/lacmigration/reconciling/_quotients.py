"""How large and how small can a quotient of two sums be, where they have no end of their own?

Everything is divided by the lower sum, so that the quotient is a sum itself: of so many times each unknown
over the lower sum, and so many times one over it, which is above zero.

Source: Charnes and Cooper, "Programming with linear fractional functionals" (1962),
doi 10.1002/nav.3800090303.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lacmigration.intervals import Interval
from lacmigration.reconciling._components import Component
from lacmigration.reconciling._rows import Factor, Row, Unknown
from lacmigration.reconciling._simplex import Budget
from lacmigration.reconciling._solving import Solver

__all__ = ["quotient"]

_ONE_OVER = "1 /"
"""One over the lower sum: no name of a quantity looks like it."""
_ABOVE_ZERO, _NOT_BELOW = Interval(0, None, lo_open=True), Interval(0, None)
_Terms = tuple[tuple[str, Fraction], ...]


def quotient(component: Component, factor: Factor, released: frozenset[str], budget: Budget) -> Interval:
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
