"""Can the rest be right in any case, where figures are let go that told on which side of zero a sum lies?

A rate of 50% for a part of 6 says that the whole is above zero. Without the 6 the whole may be below zero,
and so may the part. Rows say neither; but one of them holds, or both are zero. What holds in no case does not
hold at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from lacmigration.reconciling._components import Component
from lacmigration.reconciling._rows import Case, Row
from lacmigration.reconciling._solving import Solver
from lacmigration.reconciling._tableau import Budget

__all__ = ["blamed_in_cases", "possible_cases"]


def blamed_in_cases(component: Component, released: frozenset[str], budget: Budget) -> frozenset[str] | None:
    """The figures that cannot all be right in any case when some are let go; None if they can. Errors: Spent.

    Cases are told apart only where values that satisfy the rows are in none of them.
    """
    solver = component.solver(budget)
    blamed = solver.blamed(released)
    if blamed is not None:
        return blamed
    place = _unmet(component, released, solver)
    if place is None:
        return None
    found: frozenset[str] = frozenset()
    for part in _parted(component, place):
        blamed = blamed_in_cases(part, released, budget)
        if blamed is None:
            return None
        found |= blamed
    return found


def possible_cases(component: Component, released: frozenset[str], budget: Budget) -> Iterator[Component]:
    """What is left of a component in each case in which the rest can be right. Errors: Spent."""
    if component.solver(budget).blamed(released) is not None:
        return
    place = next(_open(component, released), None)
    if place is None:
        yield component
        return
    for part in _parted(component, place):
        yield from possible_cases(part, released, budget)


def _open(component: Component, released: frozenset[str]) -> Iterator[int]:
    """The places of cases of which no figure tells any more which one it is."""
    return (place for place, one in enumerate(component.cases) if one.are_open(released))


def _unmet(component: Component, released: frozenset[str], solver: Solver) -> int | None:
    """The place of such cases that the values found last all miss; None if there are none."""
    found = list(_open(component, released))
    values = solver.witness() if found else {}

    def is_met(case: Case) -> bool:
        return all(_holds(row, values) for row in case.rows if released.isdisjoint(row.rests))

    return next((place for place in found if not any(map(is_met, component.cases[place].cases))), None)


def _holds(row: Row, values: Mapping[str, Fraction]) -> bool:
    return sum((by * values[key] for key, by in row.terms), Fraction(0)) in row.within


def _parted(component: Component, place: int) -> Iterator[Component]:
    """The same in each of some cases."""
    others = component.cases[:place] + component.cases[place + 1 :]
    for case in component.cases[place].cases:
        yield attrs.evolve(
            component,
            rows=(*component.rows, *case.rows),
            factors=component.factors if case.factor is None else (*component.factors, case.factor),
            cases=others,
        )
