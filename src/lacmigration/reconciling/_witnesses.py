"""With which values is everything right? Those of the rows, with the rates that are factors of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from lacmigration.checking._quantities import Quantity
from lacmigration.intervals import Interval
from lacmigration.reconciling._components import Component
from lacmigration.reconciling._rows import Factor, Row
from lacmigration.reconciling._solving import Solver
from lacmigration.reconciling._tableau import Budget
from lacmigration.relations._nodes import Sum

__all__ = ["Gap", "holds", "product_of", "read_of", "settled", "with_factors"]

Gap = tuple[Any, Interval]
"""An expression, and what it lies in."""
Values = Mapping[str, Fraction]


def read_of(component: Component, key: str) -> Interval:
    """What a quantity can be by its own figure."""
    unknown = component.unknowns[key]
    read = component.figures.get(key, unknown.domain)
    return read.intersect(unknown.domain) or read


def product_of(factors: Iterable[Interval]) -> Interval:
    """Every product of a number of each."""
    found = Interval(1, 1)
    for factor in factors:
        found = found * factor
    return found


def with_factors(component: Component, values: Values) -> dict[str, Fraction]:
    """Values of all unknowns: those that can be anything their figures allow, near the stated ones."""
    found = dict(values)
    for factor in component.factors:
        if not factor.is_free:
            continue
        under = _form(factor.under, factor.constants[1], values)
        if not under:
            continue
        if len(factor.keys) == 1 and factor.room.is_point and factor.room.lo == 0:  # there is no choice
            found[factor.keys[0]] = _form(factor.over, factor.constants[0], values) / under
            continue
        reads = [read_of(component, key) for key in factor.keys]
        shift = factor.room.scaled(1 / under)
        middle = Interval.point(_form(factor.over, factor.constants[0], values) / under)
        wanted = (middle + shift).intersect(product_of(reads))
        if wanted is None:  # rows of a figure that is let go do not say that there is such a product
            continue
        face = Fraction(1)
        for key in factor.keys:
            face *= component.unknowns[key].nominal
        left = wanted.nearest(face)
        for place, key in enumerate(factor.keys):
            rest = product_of(reads[place + 1 :])
            fit = Interval.point(left) / rest if not rest.is_point or rest.lo else reads[place]
            value = (reads[place].intersect(fit) or reads[place]).nearest(component.unknowns[key].nominal)
            found[key] = value
            left = left / value if value else left
    return found


def settled(component: Component, values: Values, budget: Budget) -> dict[str, Fraction] | None:
    """Values near others with which shared rates are one number each; None if there are none such.

    With these numbers each product is so many times an unknown, and rows say all of it. Errors: Spent.
    """
    uses = Counter(one.keys for one in component.factors)
    at: dict[str, Fraction] = {}
    shared = [one for one in component.factors if not one.is_free and len(one.keys) == 1]
    done: set[int] = set()
    for factor in sorted(shared, key=lambda one: -uses[one.keys]):
        if factor.relation not in done:
            (key,) = factor.keys
            if key not in at:
                under = _form(factor.under, factor.constants[1], values)
                face = _form(factor.over, factor.constants[0], values) / under if under else values[key]
                at[key] = read_of(component, key).nearest(face)
            done.add(factor.relation)
    more = [
        Row(terms=((key, Fraction(1)),), within=Interval.point(by), relation=-1) for key, by in at.items()
    ]
    more += (_at_rate(one, at[one.keys[0]]) for one in shared if one.keys[0] in at)
    rows = (*component.rows, *more)
    solver = Solver(component.unknowns.values(), rows, component.figures, budget)
    return with_factors(component, solver.witness()) if solver.proof() is None else None


def _at_rate(factor: Factor, rate: Fraction) -> Row:
    """What a relation says of the rest where a factor is one number."""
    over, under = dict(factor.over), dict(factor.under)
    terms = {key: rate * under.get(key, 0) - over.get(key, 0) for key in sorted({**over, **under})}
    here = rate * factor.constants[1] - factor.constants[0]
    return Row(
        terms=tuple((key, by) for key, by in terms.items() if by),
        within=factor.room - Interval.point(here),
        relation=-1,
    )


def holds(gaps: Iterable[Gap], values: Values) -> bool:
    """Whether each expression lies in its interval at some values."""
    try:
        return all(_at(tree, values) in room for tree, room in gaps)
    except ZeroDivisionError:
        return False


def _form(terms: Iterable[tuple[str, Fraction]], constant: Fraction, values: Values) -> Fraction:
    return sum((by * values[key] for key, by in terms), constant)


def _at(tree: Any, values: Values) -> Fraction:
    """The value of an expression at values of its unknowns; of numbers, their own."""
    if isinstance(tree, Quantity):
        return values.get(tree.key, tree.nominal)
    if isinstance(tree, Sum):
        found = Fraction(0)
        for sign, term in tree.terms:
            found = found + _at(term, values) if sign > 0 else found - _at(term, values)
        return found
    found = Fraction(1)
    for power, factor in tree.factors:
        found = found * _at(factor, values) if power > 0 else found / _at(factor, values)
    return found
