"""Can equations hold in whole numbers, or do they say of a form of these that it is none?

2a - 2b = 7 says that a - b is 3.5. 6a + 4b = c and c = 2d + 1 say it of 3a + 2b - d, and neither of them says
it alone. Whatever a and b are, that is so: trying them one by one would not come to an end.

Each equation is brought to one unknown, as Euclid finds a common divisor: 6a + 4b is 2(3a + 2b). What it says
of that is put into those that are left.

Source: Schrijver, "Theory of Linear and Integer Programming" (1986), chapter 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import floor

import attrs

from lacmigration.reconciling._tableau import Budget, Number, divided

__all__ = ["undivided"]

_Form = dict[int, int]


@attrs.define(eq=False)
class _Equation:
    """So many times each of some columns, and what that is together."""

    form: _Form
    number: Number


def undivided(
    equations: Iterable[tuple[Mapping[int, int], Number]], budget: Budget
) -> tuple[Mapping[int, int], int] | None:
    """A form of whole numbers that is none by the equations, and the whole number below it. Errors: Spent.

    None where whole numbers can satisfy them, whether they are within their bounds or not.

    >>> undivided([({0: 6, 1: 4, 2: -1}, 0), ({2: 1, 3: -2}, 1)], Budget(100))
    ({0: 3, 1: 2, 3: -1}, 0)
    """
    left = [_Equation(dict(form), number) for form, number in equations]
    left.sort(key=lambda one: (len(one.form), sorted(one.form.items()), one.number))
    meant: dict[int, _Form] = {}
    for place, one in enumerate(left):
        others = left[place + 1 :]
        _bring_together(one.form, [other.form for other in others], meant, budget)
        for column, by in one.form.items():
            value = divided(one.number, by)
            if floor(value) != value:
                return _shown(meant.get(column, {column: 1}), value)
            for other in others:
                other.number -= other.form.pop(column, 0) * value
    return None


def _bring_together(form: _Form, others: Iterable[_Form], meant: dict[int, _Form], budget: Budget) -> None:
    """Leave one column of a form, which from then on is `meant` as a form of several; so it is in others.

    With q times a column more in its meaning, what it is taken times has q times less of that column.
    """
    while len(form) > 1:
        least = min(form, key=lambda column: (abs(form[column]), column))
        mine = meant.setdefault(least, {least: 1})
        touched = [form, *(other for other in others if least in other)]
        for column in sorted(form.keys() - {least}):
            times = form[column] // form[least]
            theirs = meant.get(column, {column: 1})
            budget.spend(len(touched) + len(theirs))
            for other in touched:
                _add(other, column, -times * other[least])
            for key, by in theirs.items():
                _add(mine, key, times * by)


def _add(form: _Form, column: int, by: int) -> None:
    total = form.get(column, 0) + by
    if total:
        form[column] = total
    else:
        form.pop(column, None)


def _shown(form: _Form, value: Number) -> tuple[Mapping[int, int], int]:
    """A form in the order of its columns, the first of them not taken away."""
    sign = 1 if form[min(form)] > 0 else -1
    return {column: sign * form[column] for column in sorted(form)}, floor(sign * value)
