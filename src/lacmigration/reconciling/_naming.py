"""How is a relation written down with the names of its figures, and what does each unknown go by?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from lacmigration.checking._quantities import Quantity
from lacmigration.messages import Saying, counted, formula
from lacmigration.reconciling._unknowns import is_number
from lacmigration.relations._nodes import Product, Sum

__all__ = ["named", "names", "renamed"]

_MANY, _ENDS = 12, 4


def names(quantities: Iterable[Quantity]) -> Mapping[str, str]:
    """From the key of each quantity to its name: what a reader calls it, or its text where nobody does.

    Where several figures have one text, each but the first has its number behind it.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for one in quantities:
        if one.key in found:
            continue
        plain = one.label or ("?" if one.figure is None else str(one.figure))
        name, number = plain, 1
        while name in taken:
            number += 1
            name = f"{plain} ({number})"
        taken.add(name)
        found[one.key] = name
    return found


def renamed(tree: Any, keys: Mapping[str, str]) -> Any:
    """The same expression with other keys."""
    if isinstance(tree, Quantity):
        return attrs.evolve(tree, key=keys.get(tree.key, tree.key))
    if isinstance(tree, Sum):
        return Sum(tuple((sign, renamed(term, keys)) for sign, term in tree.terms))
    return Product(tuple((power, renamed(factor, keys)) for power, factor in tree.factors))


def named(tree: Any, *, inner: bool = False) -> Saying:
    """An expression with the names of its figures; of a long sum, its ends.

    A figure of a text, which has a place and no name, stands for itself.
    """
    if isinstance(tree, Quantity):
        return formula(_name(tree))
    if isinstance(tree, Sum):
        found = _sum(tree)
        return formula("(", found, ")") if inner and len(tree.terms) > 1 else found
    (_, first), *others = tree.factors
    signed = [
        part for power, one in others for part in (" / " if power < 0 else " * ", named(one, inner=True))
    ]
    return formula(named(first, inner=True), *signed)


def _name(quantity: Quantity) -> Any:
    if is_number(quantity):
        return quantity.label
    is_placed = bool(quantity.fact.id) and quantity.fact.id != quantity.label
    return quantity.figure if is_placed and quantity.figure is not None else quantity.key


def _sum(tree: Sum) -> Saying:
    shown, left = list(tree.terms), len(tree.terms) - _ENDS
    if len(shown) > _MANY:
        shown = [*shown[: _ENDS - 1], shown[-1]]
    parts: list[Any] = []
    for place, (sign, term) in enumerate(shown):
        if len(shown) < len(tree.terms) and place == len(shown) - 1:
            parts.append(counted(" + ... ({n} more)", " + ... ({n} more)", left))
        parts.append(("-" if sign < 0 else "") if not place else " - " if sign < 0 else " + ")
        parts.append(named(term, inner=isinstance(term, Sum)))
    return formula(*parts)
