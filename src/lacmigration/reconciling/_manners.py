"""Of which unit is a quantity that nobody stated, and in the manner of which figure is it written?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeVar

import attrs

from lacmigration.checking._dimensions import Dimension, require_same
from lacmigration.checking._quantities import Quantity, leaves
from lacmigration.figures import Figure
from lacmigration.reconciling._rows import Unknown
from lacmigration.reconciling._unknowns import is_number
from lacmigration.relations._nodes import Sum

__all__ = ["manners", "require_units", "units"]

_Known = TypeVar("_Known")


def manners(unknowns: Mapping[str, Unknown], trees: Iterable[Any]) -> Mapping[str, Figure]:
    """The figure of each quantity; of one without, the finest of those with which it is added or compared.

    Whatever is added up has one unit. One of which nothing tells the unit is missing.
    """
    found = {key: one.figure for key, one in unknowns.items() if one.figure is not None}
    return _spread(found, map(_added, trees), lambda known: min(known, key=_step))


def _step(figure: Figure) -> Fraction:
    return Fraction(figure.resolution) * figure.factor


def units(trees: Sequence[Any], dimension: Dimension) -> Mapping[str, str]:
    """The unit of each quantity that has one, from what it is added to or compared with where none is stated.

    A pure number is no unit: a bare 5 may count anything.
    """
    found = {
        leaf.key: leaf.unit for tree in trees for leaf in leaves(tree) if leaf.unit and dimension(leaf.unit)
    }
    return _spread(found, map(_added, trees), lambda known: known[0])


def require_units(trees: Iterable[Any], found: Mapping[str, str], dimension: Dimension) -> None:
    """Undecided where quantities that nobody stated are, with their units, not of those of the others."""
    for tree in trees:
        if any(not leaf.unit and leaf.key in found for leaf in leaves(tree)):
            require_same((_with_units(tree, found),), dimension)


def _with_units(tree: Any, found: Mapping[str, str]) -> Any:
    if isinstance(tree, Quantity):
        return tree if tree.unit else attrs.evolve(tree, unit=found.get(tree.key, ""))
    if isinstance(tree, Sum):
        return Sum(tuple((sign, _with_units(one, found)) for sign, one in tree.terms))
    return type(tree)(tuple((power, _with_units(one, found)) for power, one in tree.factors))


def _spread(
    found: Mapping[str, _Known],
    sums: Iterable[tuple[str, ...]],
    choose: Callable[[list[_Known]], _Known],
) -> Mapping[str, _Known]:
    """What is known of some members of sums, told of all of them, and on from there."""
    found, left = dict(found), [keys for keys in sums if keys]
    while True:
        more: dict[str, _Known] = {}
        for keys in left:
            known = [found[key] for key in keys if key in found]
            if known:
                chosen = choose(known)
                more.update((key, chosen) for key in keys if key not in found and key not in more)
        if not more:
            return found
        found.update(more)


def _added(tree: Any) -> tuple[str, ...]:
    """The quantities that are added up as they are."""
    if not isinstance(tree, Sum):
        return ()
    here = [one.key for _, one in tree.terms if isinstance(one, Quantity) and not is_number(one)]
    return (*here, *(key for _, one in tree.terms for key in _added(one)))
