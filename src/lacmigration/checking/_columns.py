"""Which figures of a relation stand in one list, so that the finest says how far the zeros of all count?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from lacmigration._settling import settled_loose, settled_places
from lacmigration.checking._quantities import Quantity
from lacmigration.intervals import Interval
from lacmigration.relations._nodes import Product, Sum

__all__ = ["settled", "settled_sides"]

_List = tuple[Quantity, ...]


def settled_sides(computed: Any, stated: Any, both: _List) -> tuple[Any, Any]:
    """Both sides of a comparison, with the zeros of what is added up read as the finest of its list.

    Figures that are added up are one list, together with the figure that their sum is held against. A figure
    that is only held against another, divided or taken away is none of a list: nobody says that a part and
    its whole, or two statements of one quantity, were rounded alike. `both` is every figure of the two sides.
    """
    if not any(leaf.figure is not None and not leaf.figure.scaled for leaf in both):
        return computed, stated
    found = settled((computed, stated), *_lists(computed, stated))
    return found[0], found[1]


def settled(trees: tuple[Any, ...], *lists: _List) -> tuple[Any, ...]:
    """The same sides or figures, with trailing zeros read as the finest figure of each list."""
    read: dict[str, Interval] = {}
    for one in lists:
        for at, place in settled_places([quantity.fact for quantity in one]).items():
            quantity = one[at]
            assert quantity.figure is not None  # noqa: S101  (only figures have zeros to settle)
            loose = settled_loose(quantity.figure, place)
            read[quantity.key] = loose.intersect(read.get(quantity.key, loose)) or loose
    return tuple(_reread(tree, read) for tree in trees) if read else trees


def _lists(computed: Any, stated: Any) -> Iterator[_List]:
    sides = _added(computed), _added(stated)
    if len(sides[0]) > 1 or len(sides[1]) > 1:
        yield sides[0] + sides[1]
    for side in (computed, stated):
        if not isinstance(side, Quantity):
            yield from _inner(side)


def _inner(tree: Any) -> Iterator[_List]:
    """The lists within products: what is added up before it is multiplied or divided."""
    if isinstance(tree, Sum):
        for _, term in tree.terms:
            if not isinstance(term, Quantity):
                yield from _inner(term)
    else:
        for _, factor in tree.factors:
            found = () if isinstance(factor, Quantity) else _added(factor)
            if len(found) > 1:
                yield found
            if not isinstance(factor, Quantity):
                yield from _inner(factor)


def _added(tree: Any) -> _List:
    """The figures that a side adds up as they stand, or that it is."""
    if isinstance(tree, Quantity):
        return (tree,)
    if not isinstance(tree, Sum):
        return ()
    if all(isinstance(term, Quantity) for _, term in tree.terms):
        return tuple(term for sign, term in tree.terms if sign > 0)
    return tuple(one for sign, term in tree.terms if sign > 0 for one in _added(term))


def _reread(tree: Any, read: Mapping[str, Interval]) -> Any:
    if isinstance(tree, Quantity):
        loose = read.get(tree.key)
        if loose is None:
            return tree
        return attrs.evolve(tree, loose=loose.hull(tree.strict).intersect(tree.loose) or tree.strict)
    if isinstance(tree, Sum):
        return Sum(tuple((sign, _reread(term, read)) for sign, term in tree.terms))
    return Product(tuple((power, _reread(factor, read)) for power, factor in tree.factors))
