"""May two sides be compared? Their units, guards and lists, before their intervals are looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from lacmigration.checking._averages import averaged
from lacmigration.checking._columns import settled_sides
from lacmigration.checking._dimensions import Dimension, require_same, unit_of
from lacmigration.checking._equations import Comparison
from lacmigration.checking._guards import guard, guard_bases, guard_double_count, guard_excess, in_context
from lacmigration.checking._quantities import Quantity, leaves
from lacmigration.checking._sides import finest, manner, said
from lacmigration.checking._words import Words
from lacmigration.facts import Facts
from lacmigration.intervals import Interval
from lacmigration.messages import Saying
from lacmigration.relations._nodes import Sum

__all__ = ["Context", "comparison", "guarded"]


@attrs.frozen
class Context:
    """What a check needs beside its relation."""

    facts: Facts
    dimension: Dimension


def comparison(
    relation: Any,
    context: Context,
    computed: Any,
    stated: Any,
    *,
    clause: Callable[[Any], Saying],
    sign: str = "=",
    domain: Interval | None = None,
    parts: Interval | None = None,
    waives: tuple[str, ...] = (),
) -> Comparison:
    """Guard both resolved sides, and settle how far their zeros count, ready to be compared."""
    computed, stated = averaged(computed, stated, is_equal=sign == "=")
    both = (*leaves(computed), *leaves(stated))
    one_unit = all(leaf.unit == both[0].unit != "1" for leaf in both)
    if not (one_unit and _only_added(computed) and _only_added(stated)):
        require_same((computed, stated), context.dimension)
    guarded(relation, (computed, stated), waives, found=both)
    computed, stated = settled_sides(computed, stated, both)

    def words() -> Words:
        like = manner(stated, computed, context.dimension)
        return Words(
            clause,
            said(stated),
            like,
            finest=finest(computed, like),
            sign=sign,
            unit=unit_of(stated, context.dimension),
            faceless=isinstance(computed, Quantity) and not computed.strict.is_point,
        )

    return Comparison(computed, stated, sign, words, domain, parts)


def _only_added(tree: Any) -> bool:
    """Whether a side is a figure or a sum of figures, so that one unit throughout needs no algebra."""
    return isinstance(tree, Quantity) or (
        isinstance(tree, Sum) and all(isinstance(term, Quantity) for _, term in tree.terms)
    )


def guarded(
    relation: Any,
    trees: tuple[Any, ...],
    waives: tuple[str, ...] = (),
    *,
    found: tuple[Quantity, ...] | None = None,
) -> None:
    """Refuse what cannot be compared, unless the relation waives it; `found` is every figure of the trees."""
    if found is None:
        found = tuple(leaf for tree in trees for leaf in leaves(tree))
    guard_excess(found)
    known = in_context(leaf.fact for leaf in found)
    if known:
        waived = frozenset((*relation.waives, *waives))
        guard(known, waived)
        guard_bases(trees, waived)
        guard_double_count(trees, waived)
