"""Can the rest be right on any branch, where figures are let go that told on which side of zero a sum lies?

A rate of 50% for a part of 6 says that the whole is above zero. Without the 6 the whole may be below zero,
and so may the part. Rows say neither; but one of them holds, or both are zero. What holds on no such branch
does not hold at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from lacmigration.reconciling._components import Component
from lacmigration.reconciling._rows import Branch, Row
from lacmigration.reconciling._solving import Solver
from lacmigration.reconciling._tableau import Budget

__all__ = ["blamed_in_branches", "possible_branches"]


def blamed_in_branches(
    component: Component, released: frozenset[str], budget: Budget
) -> frozenset[str] | None:
    """The figures that cannot all be right on any branch when some are let go; None if they can.

    Branches are told apart only where values that satisfy the rows are on none of them. Errors: Spent.
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
        blamed = blamed_in_branches(part, released, budget)
        if blamed is None:
            return None
        found |= blamed
    return found


def possible_branches(component: Component, released: frozenset[str], budget: Budget) -> Iterator[Component]:
    """What is left of a component on each branch on which the rest can be right. Errors: Spent."""
    if component.solver(budget).blamed(released) is not None:
        return
    place = next(_open(component, released), None)
    if place is None:
        yield component
        return
    for part in _parted(component, place):
        yield from possible_branches(part, released, budget)


def _open(component: Component, released: frozenset[str]) -> Iterator[int]:
    """The places of branches of which no figure tells any more which one holds."""
    return (place for place, one in enumerate(component.branches) if one.are_open(released))


def _unmet(component: Component, released: frozenset[str], solver: Solver) -> int | None:
    """The place of such branches that the values found last all miss; None if there are none."""
    found = list(_open(component, released))
    values = solver.witness() if found else {}

    def is_met(branch: Branch) -> bool:
        return all(_holds(row, values) for row in branch.rows if released.isdisjoint(row.rests))

    return next((place for place in found if not any(map(is_met, component.branches[place].branches))), None)


def _holds(row: Row, values: Mapping[str, Fraction]) -> bool:
    return sum((by * values[key] for key, by in row.terms), Fraction(0)) in row.within


def _parted(component: Component, place: int) -> Iterator[Component]:
    """The same on each of some branches."""
    others = component.branches[:place] + component.branches[place + 1 :]
    for branch in component.branches[place].branches:
        yield attrs.evolve(
            component,
            rows=(*component.rows, *branch.rows),
            factors=component.factors if branch.factor is None else (*component.factors, branch.factor),
            branches=others,
        )
