"""So many times which forms make up a given one?"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heappop, heappush

from lacmigration.reconciling._tableau import Number, divided

__all__ = ["combination"]

_Equation = dict[int, Number]


def combination(wanted: Mapping[int, Number], forms: Mapping[int, Mapping[int, int]]) -> dict[int, Number]:
    """How many times each of some forms has to be taken so that they add up to the wanted one.

    A form is so many times each unknown. No form may be made up of others, and the wanted one has to be.

    >>> combination({1: 1, 3: -1}, {10: {1: 1, 2: 1}, 11: {2: 1, 3: 1}})
    {10: 1, 11: -1}
    """
    equations: dict[int, _Equation] = {}
    for form, terms in forms.items():
        for unknown, by in terms.items():
            equations.setdefault(unknown, {})[form] = by
    left: dict[int, Number] = {unknown: wanted.get(unknown, 0) for unknown in equations}
    solved = _solved(equations, left, {form: set(terms) for form, terms in forms.items()})
    found: dict[int, Number] = {}
    for form, unknown, equation in reversed(solved):
        rest = left[unknown] - sum(by * found[one] for one, by in equation.items() if one in found)
        found[form] = divided(rest, equation[form])
    return {form: found[form] for form in sorted(found) if found[form]}


def _solved(
    equations: dict[int, _Equation], left: dict[int, Number], users: dict[int, set[int]]
) -> list[tuple[int, int, _Equation]]:
    """Equations, the shortest first, each to be solved for a form that those after it do not have."""
    found: list[tuple[int, int, _Equation]] = []
    shortest = [(len(equation), unknown) for unknown, equation in equations.items()]
    heapify(shortest)
    while shortest:
        size, unknown = heappop(shortest)
        if unknown not in equations or size != len(equations[unknown]):
            continue
        equation = equations.pop(unknown)
        for one in equation:
            users[one].discard(unknown)
        if not equation:
            continue
        form = min(equation, key=lambda form: (len(users[form]), form))
        for other in sorted(users.pop(form)):
            theirs = equations[other]
            factor = divided(theirs.pop(form), equation[form])
            left[other] -= factor * left[unknown]
            for one, by in equation.items():
                if one == form:
                    continue
                total = theirs.get(one, 0) - factor * by
                if total:
                    theirs[one] = total
                    users[one].add(other)
                else:
                    theirs.pop(one, None)
                    users[one].discard(other)
            heappush(shortest, (len(theirs), other))
        found.append((form, unknown, equation))
    return found
