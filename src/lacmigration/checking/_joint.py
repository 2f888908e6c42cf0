"""Expressions in which one unknown occurs twice: decided by holding it fixed, and by halving its interval.

Interval arithmetic over a repeated unknown is too wide, never too narrow: what it excludes is excluded. What it
admits must be shown, by values; the search is bounded, and says None when it cannot tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs

from lacmigration.checking._quantities import Quantity, leaves
from lacmigration.checking._ranges import Reading, solve, span
from lacmigration.intervals import Interval
from lacmigration.relations._nodes import Product, Sum

__all__ = ["satisfiable"]

_HALVINGS = 60
_PIECES = 16


def satisfiable(tree: Any, wanted: Interval, read: Reading) -> Mapping[str, Fraction] | None:
    """Values for which the expression lies in `wanted`: {} when there are none, None when it cannot be told."""
    repeated = _repeated(tree)
    if repeated is None:
        reach = span(tree, read).intersect(wanted)
        return {} if reach is None else solve(tree, reach.nearest(Fraction(0)), read)
    if not span(tree, read).meets(wanted):
        return {}
    here = read(repeated)
    if here.lo is None or here.hi is None:
        return _first(tree, repeated, (here.nearest(repeated.nominal),), wanted, read) or None
    ends = (here.nearest(repeated.nominal), here.nearest(here.lo), here.nearest(here.hi), here.nearest((here.lo + here.hi) / 2))
    found = _first(tree, repeated, ends, wanted, read)
    if found:
        return found
    found = _between(tree, repeated, here, wanted, read)
    if found:
        return found
    return {} if _excluded(tree, repeated, here, wanted, read) else None


def _repeated(tree: Any) -> Quantity | None:
    counts = Counter(leaf.key for leaf in leaves(tree))
    return next((leaf for leaf in leaves(tree) if counts[leaf.key] > 1), None)


def _pinned(tree: Any, key: str, here: Interval) -> Any:
    """The same expression with every occurrence of one unknown narrowed, each an unknown of its own."""
    if isinstance(tree, Quantity):
        return attrs.evolve(tree, strict=here, loose=here, key=f"{key} #{id(tree)}") if tree.key == key else tree
    if isinstance(tree, Sum):
        return Sum(tuple((sign, _pinned(term, key, here)) for sign, term in tree.terms))
    return Product(tuple((power, _pinned(factor, key, here)) for power, factor in tree.factors))


def _at(tree: Any, one: Quantity, value: Fraction, wanted: Interval, read: Reading) -> Mapping[str, Fraction] | None:
    fixed = _pinned(tree, one.key, Interval(value, value))
    found = satisfiable(fixed, wanted, read)
    if not found:
        return found
    kept = {key: x for key, x in found.items() if not key.startswith(f"{one.key} #")}
    return {**kept, one.key: value}


def _first(
    tree: Any, one: Quantity, values: tuple[Fraction, ...], wanted: Interval, read: Reading
) -> Mapping[str, Fraction] | None:
    return next((found for value in values if (found := _at(tree, one, value, wanted, read))), None)


def _side(tree: Any, one: Quantity, value: Fraction, wanted: Interval, read: Reading) -> int:
    """Where the expression lies when the unknown is fixed: below (-1), above (1), or at (0) what is wanted."""
    reach = span(_pinned(tree, one.key, Interval(value, value)), read)
    if reach.meets(wanted):
        return 0
    return -1 if wanted.lo is not None and reach.hi is not None and reach.hi <= wanted.lo else 1


def _between(tree: Any, one: Quantity, here: Interval, wanted: Interval, read: Reading) -> Mapping[str, Fraction] | None:
    """By halving, where the expression passes what is wanted from one end of the unknown's interval to the other."""
    if here.lo is None or here.hi is None:
        return None
    low, high = here.nearest(here.lo), here.nearest(here.hi)
    at_low, at_high = (_side(tree, one, value, wanted, read) for value in (low, high))
    if at_low * at_high >= 0:
        return None
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        side = _side(tree, one, middle, wanted, read)
        if side == 0:
            return _at(tree, one, middle, wanted, read)
        if side == at_low:
            low = middle
        else:
            high = middle
    return None


def _excluded(tree: Any, one: Quantity, here: Interval, wanted: Interval, read: Reading) -> bool:
    """Whether the expression misses what is wanted on every piece of the unknown's interval."""
    if here.lo is None or here.hi is None:
        return False
    step = (here.hi - here.lo) / _PIECES
    if not step:
        return True
    return not any(
        span(_pinned(tree, one.key, Interval(here.lo + k * step, here.lo + (k + 1) * step)), read).meets(wanted)
        for k in range(_PIECES)
    )
