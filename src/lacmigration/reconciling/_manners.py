"""In the manner of which figure is a quantity written that nobody stated?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from lacmigration.checking._quantities import Quantity
from lacmigration.figures import Figure
from lacmigration.reconciling._rows import Unknown
from lacmigration.reconciling._unknowns import is_number
from lacmigration.relations._nodes import Sum

__all__ = ["manners"]


def manners(unknowns: Mapping[str, Unknown], trees: Iterable[Any]) -> Mapping[str, Figure]:
    """The figure of each quantity; of one without, the finest of those with which it is added or compared.

    Whatever is added up has one unit. One of which nothing tells the unit is missing.
    """
    found = {key: one.figure for key, one in unknowns.items() if one.figure is not None}
    sums = [keys for tree in trees if (keys := _added(tree))]
    while True:
        more: dict[str, Figure] = {}
        for keys in sums:
            known = [found[key] for key in keys if key in found]
            if known:
                finest = min(known, key=lambda one: Fraction(one.resolution) * one.factor)
                more.update((key, finest) for key in keys if key in unknowns and key not in found)
        if not more:
            return found
        found.update(more)


def _added(tree: Any) -> tuple[str, ...]:
    """The quantities that are added up as they are."""
    if not isinstance(tree, Sum):
        return ()
    here = [one.key for _, one in tree.terms if isinstance(one, Quantity) and not is_number(one)]
    return (*here, *(key for _, one in tree.terms for key in _added(one)))
