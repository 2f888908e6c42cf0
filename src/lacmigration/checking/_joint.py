"""Can an expression be what is wanted, and what can it be at all, when one unknown occurs in it twice?

Interval arithmetic over a repeated unknown is too wide, never too narrow: what it excludes is excluded. What
lies within it is decided on the corners of the box of all intervals, wherever no unknown is squared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs

from lacmigration.checking._polynomials import (
    Box,
    Polynomial,
    at,
    beyond,
    least,
    minus,
    quotient,
    root,
    stepped,
)
from lacmigration.checking._quantities import Quantity, leaves
from lacmigration.checking._ranges import Reading, branches, solve, span
from lacmigration.intervals import Interval
from lacmigration.relations._nodes import Product, Sum

__all__ = ["narrowed", "repeated", "satisfiable", "sharp"]

_ZERO = Interval(0, 0)


def repeated(tree: Any, read: Reading) -> tuple[Quantity, ...]:
    """The unknowns that occur more than once, each once; a single point is known and may well repeat."""
    found = leaves(tree)
    counts = Counter(leaf.key for leaf in found)
    return tuple(
        {leaf.key: leaf for leaf in found if counts[leaf.key] > 1 and not read(leaf).is_point}.values()
    )


def narrowed(tree: Any, box: Box) -> Any:
    """The same expression with some unknowns narrowed to a part of their intervals."""
    if isinstance(tree, Quantity):
        part = box.get(tree.key)
        return tree if part is None else attrs.evolve(tree, strict=part, loose=part)
    if isinstance(tree, Sum):
        return Sum(tuple((sign, narrowed(term, box)) for sign, term in tree.terms))
    return Product(tuple((power, narrowed(factor, box)) for power, factor in tree.factors))


def satisfiable(tree: Any, wanted: Interval, read: Reading) -> Mapping[str, Fraction] | None:
    """Values for which the expression lies in `wanted`: {} if there are none, None if it cannot be told.

    `wanted` is what is 0, what is above 0, or both.
    """
    if not span(tree, read).meets(wanted):
        return {}
    unknowns = repeated(tree, read)
    at_face = {one.key: Interval.point(read(one).nearest(one.nominal)) for one in unknowns}
    solved = _solved(narrowed(tree, at_face), wanted, read)
    if solved or not unknowns:
        return solved
    found = quotient(tree, read)
    if found is None:
        return None
    over, under = found
    values = _decided(over, _box(tree, read), wanted)
    if not values:
        return values
    if at(under, values) == 0:  # nothing can be divided by it there
        return None
    return {**{leaf.key: read(leaf).nearest(leaf.nominal) for leaf in leaves(tree)}, **values}


def _solved(tree: Any, wanted: Interval, read: Reading) -> Mapping[str, Fraction]:
    """Values for which an expression without repeated unknowns lies in `wanted`; {} where there are none."""
    for one in branches(tree, read):
        reach = span(one, read).intersect(wanted)
        if reach is not None:
            return solve(one, reach.nearest(Fraction(0)), read)
    return {}


def _box(tree: Any, read: Reading) -> Box:
    return {leaf.key: read(leaf) for leaf in leaves(tree) if not read(leaf).is_point}


def _decided(polynomial: Polynomial, box: Box, wanted: Interval) -> Mapping[str, Fraction] | None:
    """Values in the box for which the sign of a polynomial is wanted; {} and None as above."""
    lowest, highest = least(polynomial, box), least(minus({}, polynomial), box)
    if lowest is None or highest is None:
        return None
    if highest.value is not None and highest.value >= 0:  # nowhere above 0
        reached = highest.value == 0 and 0 in wanted and highest.is_reached(box)
        return stepped(highest.steps, box) if reached else {}
    if wanted != _ZERO:
        return beyond(polynomial, box, highest, sign=1)
    if lowest.value is not None and lowest.value >= 0:
        reached = lowest.value == 0 and lowest.is_reached(box)
        return stepped(lowest.steps, box) if reached else {}
    return root(polynomial, box, lowest, highest)


def sharp(tree: Any, read: Reading) -> Interval | None:
    """Every value that the expression can take, also where unknowns repeat; None if that cannot be told."""
    if not repeated(tree, read):
        return span(tree, read)
    found, box = quotient(tree, read), _box(tree, read)
    if found is None or any(part.width is None for part in box.values()):
        return None
    over, under = found
    lowest, highest = _lowest(over, under, box), _lowest(minus({}, over), under, box)
    if lowest is None or highest is None:
        return None
    (low, low_reached), (high, high_reached) = lowest, highest
    return Interval(low, -high, not low_reached, not high_reached)


def _lowest(over: Polynomial, under: Polynomial, box: Box) -> tuple[Fraction, bool] | None:
    """The least value of a quotient and whether it is reached: from corner to corner, each time a lower one.

    Source: Dinkelbach, "On nonlinear fractional programming" (1967), doi 10.1287/mnsc.13.7.492.
    """
    place = stepped(dict.fromkeys(box, Fraction(0)), box)
    while below := at(under, place):
        value = at(over, place) / below
        found = least(minus(over, under, value), box)
        if found is None or found.value == 0:
            return None if found is None else (value, found.is_reached(box))
        place = stepped(found.steps, box)
    return None
