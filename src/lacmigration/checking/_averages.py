"""Which counts of a relation need not be whole numbers, because what it computes need not be?"""

from __future__ import annotations

from typing import Any

import attrs

from lacmigration.checking._quantities import Quantity
from lacmigration.intervals import NOT_NEGATIVE
from lacmigration.relations._nodes import Product, Sum

__all__ = ["averaged"]


def averaged(computed: Any, stated: Any, *, is_equal: bool = True) -> tuple[Any, Any]:
    """Both resolved sides, their counts as averages where what they are compared with may be one.

    300 persons in 7 groups are 42.9 persons a group: a report that says 43 persons is right. Counts within a
    quotient or product stay whole, and so do those of a sum of counts, each of them so many times. So
    do those of what is not equal but more or less, unless something is divided: that is no average.
    """
    if not (_adds_counts(stated) or _adds_counts(computed)):
        return computed, stated
    terms = (*_terms(computed), *_terms(stated))
    if all(map(_may_be_whole, terms)) or not (is_equal or any(map(_is_quotient, terms))):
        return computed, stated
    keys = {term.key for term in terms if isinstance(term, Quantity) and _is_whole(term)}
    return _loosened(computed, keys), _loosened(stated, keys)


def _adds_counts(tree: Any) -> bool:
    if isinstance(tree, Quantity):
        return _is_whole(tree)
    return isinstance(tree, Sum) and any(_adds_counts(term) for _, term in tree.terms)


def _terms(tree: Any) -> tuple[Any, ...]:
    """What a side adds up, spelled out; one thing where it adds nothing."""
    if isinstance(tree, Sum):
        return tuple(one for _, term in tree.terms for one in _terms(term))
    return (tree,)


def _is_whole(quantity: Quantity) -> bool:
    return quantity.figure is not None and quantity.figure.is_whole


def _may_be_whole(term: Any) -> bool:
    """Whether it is a count, or a number without a unit that may count, or so many times one."""
    if isinstance(term, Product):
        return all(power > 0 and _may_be_whole(factor) for power, factor in term.factors)
    return isinstance(term, Quantity) and (_is_whole(term) or _is_whole_number(term))


def _is_quotient(term: Any) -> bool:
    return isinstance(term, Product) and any(power < 0 for power, _ in term.factors)


def _is_whole_number(quantity: Quantity) -> bool:
    if quantity.figure is None or (quantity.unit == "1" and quantity.figure.domain is None):
        return quantity.nominal.denominator == 1
    return False


def _loosened(tree: Any, keys: set[str]) -> Any:
    if isinstance(tree, Quantity):
        if tree.key not in keys or tree.figure is None:
            return tree
        figure = tree.figure.with_domain(NOT_NEGATIVE)
        return attrs.evolve(tree, figure=figure, strict=figure.strict, loose=figure.loose)
    if isinstance(tree, Sum):
        return Sum(tuple((sign, _loosened(term, keys)) for sign, term in tree.terms))
    return Product(tuple((power, _loosened(factor, keys)) for power, factor in tree.factors))
