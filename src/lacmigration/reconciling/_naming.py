"""How is a relation written down with the names of its figures, and what does each unknown go by?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from lacmigration.checking._quantities import Quantity
from lacmigration.reconciling._unknowns import is_number
from lacmigration.relations._nodes import Product, Sum

__all__ = ["named", "names", "renamed"]

_MANY = 12


def names(quantities: Iterable[Quantity]) -> Mapping[str, str]:
    """From the key of each quantity to its name: its id or, for a figure without one, its text.

    Where several figures have one text, each but the first has its number behind it.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for one in quantities:
        if one.key in found:
            continue
        plain = one.fact.id or one.label
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


def named(tree: Any, *, inner: bool = False) -> str:
    """An expression with the names of its figures; of a long sum, its ends."""
    if isinstance(tree, Quantity):
        return tree.label if is_number(tree) else tree.key
    if isinstance(tree, Sum):
        text = _sum(tree)
        return f"({text})" if inner and len(tree.terms) > 1 else text
    (_, first), *others = tree.factors
    start = named(first, inner=True)
    return start + "".join(f" {'/' if power < 0 else '*'} {named(one, inner=True)}" for power, one in others)


def _sum(tree: Sum) -> str:
    signed = [
        (" - " if sign < 0 else " + ") + named(term, inner=isinstance(term, Sum)) for sign, term in tree.terms
    ]
    if len(signed) > _MANY:
        left = len(signed) - 4
        signed = [*signed[:3], f" + ... ({left} more)", signed[-1]]
    text = "".join(signed)
    return f"-{text[3:]}" if text.startswith(" - ") else text[3:]
