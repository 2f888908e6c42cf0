"""From each kind of relation to the check that decides it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from lacmigration.checking._columns import settled
from lacmigration.checking._comparing import Context, guarded
from lacmigration.checking._dates import check_date_order, check_same_date
from lacmigration.checking._dimensions import require_same, unit_of
from lacmigration.checking._equations import compare
from lacmigration.checking._lists import check_listing
from lacmigration.checking._magnitudes import check_magnitude
from lacmigration.checking._orders import check_order
from lacmigration.checking._percentages import check_percentage
from lacmigration.checking._quantities import Quantity, Undecided, constant, dates, resolve, spread, texts
from lacmigration.checking._ranks import check_ranking
from lacmigration.checking._statements import STATEMENTS
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.messages import message
from lacmigration.relations import _kinds as kinds
from lacmigration.relations import _nodes as nodes

__all__ = ["CHECKS"]


def _compared(relation: Any, context: Context) -> Finding:
    """The finding of a relation that compares two sides."""
    return compare(relation, RULES[type(relation).__name__], STATEMENTS[type(relation)](relation, context))


def _same(relation: kinds.Same, context: Context) -> Finding:
    both = relation.first, relation.second
    found = dates(both, context.facts)
    if found is not None:
        return check_same_date(relation, *found)
    if texts(both, context.facts):
        listing = kinds.Listing((relation.first,), (relation.second,), id=relation.id)
        return attrs.evolve(check_listing(listing, context.facts), relation=relation, rule=RULES["Same"])
    plain = _compared(relation, context)
    if plain.verdict is not Verdict.COMPATIBLE:
        return plain
    other_way = attrs.evolve(relation, first=relation.second, second=relation.first)
    turned = attrs.evolve(_compared(other_way, context), relation=relation)
    return turned if turned.verdict is Verdict.ENTAILED else plain  # the finer one may entail the coarser


def _bound(relation: kinds.Bound, context: Context) -> Finding:
    found = dates((relation.lesser, relation.greater), context.facts)
    if found is not None:
        return check_date_order(relation, found, strict=(relation.strict,))
    return _compared(relation, context)


def _single(part: Any, context: Context) -> Quantity:
    """One figure, where an expression would say nothing."""
    found = resolve(part, context.facts)
    if not isinstance(found, Quantity):
        raise Undecided(message('one figure is needed where "{part}" stands', part=str(part)))
    return found


def _several(part: Any, context: Context) -> tuple[Quantity, ...]:
    """The figures of a pattern, or one."""
    if isinstance(part, nodes.Every):
        return spread((part,), context.facts)
    return (_single(part, context),)


def _percentage(relation: kinds.Percentage, context: Context) -> Finding:
    stated, base = _single(relation.stated, context), _single(relation.count, context)
    require_same((stated, constant(Fraction(1), label="a share", unit="percent")), context.dimension)
    if base.figure is not None and (base.figure.is_money or base.figure.factor != 1):
        raise Undecided(message('"{label}" is no count of things', label=base.label))
    guarded(relation, (stated, base))
    return check_percentage(relation, stated, base)


def _listing(relation: kinds.Listing, context: Context) -> Finding:
    return check_listing(relation, context.facts)


def _magnitude(relation: kinds.Magnitude, context: Context) -> Finding:
    quantity, expected = resolve(relation.quantity, context.facts), resolve(relation.expected, context.facts)
    require_same((quantity, expected), context.dimension)
    guarded(relation, (quantity, expected))
    return check_magnitude(relation, quantity, expected, unit=unit_of(expected, context.dimension))


def _order(relation: kinds.Order, context: Context) -> Finding:
    found = dates(relation.items, context.facts)
    trees = () if found is not None else spread(relation.items, context.facts)
    steps = len(found or trees) - 1
    links = relation.strict if isinstance(relation.strict, tuple) else (relation.strict,) * steps
    if len(links) != steps:
        raise Undecided(message("a pattern stands in it, so that its steps cannot be told apart"))
    if found is not None:
        turn = -1 if not relation.rising else 1
        return check_date_order(relation, found[::turn], strict=links[::turn])
    require_same(trees, context.dimension)
    guarded(relation, trees)
    trees = settled(trees, tuple(tree for tree in trees if isinstance(tree, Quantity)))
    return check_order(relation, trees, links=links)


def _ranking(relation: kinds.Ranking, context: Context) -> Finding:
    item, position = _single(relation.item, context), _single(relation.position, context)
    require_same((position, constant(Fraction(1), label="a place")), context.dimension)
    among = {one.key: one for part in relation.among for one in _several(part, context)}
    others = tuple(one for key, one in among.items() if key != item.key)
    require_same((item, *others), context.dimension)
    guarded(relation, (item, *others))
    found = settled((item, *others), (item, *others))
    return check_ranking(relation, found[0], position, found[1:])


CHECKS = {
    **dict.fromkeys(STATEMENTS, _compared),
    kinds.Same: _same,
    kinds.Bound: _bound,
    kinds.Percentage: _percentage,
    kinds.Listing: _listing,
    kinds.Magnitude: _magnitude,
    kinds.Order: _order,
    kinds.Ranking: _ranking,
}
"""How each kind of relation is checked."""
