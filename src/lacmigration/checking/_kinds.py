"""From each kind of relation to the check that decides it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from lacmigration.checking._columns import settled
from lacmigration.checking._comparing import Context, compared, guarded
from lacmigration.checking._dates import called, check_date_order, check_same_date
from lacmigration.checking._dimensions import require_same, unit_of
from lacmigration.checking._lists import check_listing
from lacmigration.checking._magnitudes import check_magnitude
from lacmigration.checking._orders import check_order
from lacmigration.checking._percentages import check_percentage
from lacmigration.checking._quantities import (
    Quantity,
    Undecided,
    constant,
    dates,
    distinct,
    leaves,
    names,
    resolve,
    spread,
    texts,
)
from lacmigration.checking._ranks import check_ranking
from lacmigration.checking._sides import is_value, part_said, said, standing
from lacmigration.figures import Figure, Form, Rounding, decimal_if_finite
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.intervals import NOT_NEGATIVE, UNIT, Interval
from lacmigration.messages import Saying, counted, message
from lacmigration.relations import _kinds as kinds
from lacmigration.relations import _nodes as nodes

__all__ = ["CHECKS"]

_POINTS = "percentage points"


def _total(relation: kinds.Total, context: Context) -> Finding:
    parts = resolve(nodes.total(relation.parts), context.facts)
    stated = resolve(relation.stated, context.facts)
    sign = "=" if relation.complete else "<="
    count = len(parts.terms)
    named = ", ".join(str(part) for part in relation.parts if isinstance(part, nodes.Every))

    def clause(value: Any) -> Saying:
        if named:
            return counted(
                "The part ({names}) adds up to {value}",
                "The {n} parts ({names}) add up to {value}",
                count,
                names=named,
                value=value,
            )
        return counted("The part adds up to {value}", "The {n} parts add up to {value}", count, value=value)

    return compared(relation, context, parts, stated, clause=clause, sign=sign)


def _difference(relation: kinds.Difference, context: Context) -> Finding:
    tree = resolve(nodes.difference(relation.minuend, relation.subtrahend), context.facts)
    stated = resolve(relation.stated, context.facts)
    return compared(relation, context, tree, stated, clause=is_value(tree))


def _share(relation: kinds.Share, context: Context) -> Finding:
    part, whole = resolve(relation.part, context.facts), resolve(relation.whole, context.facts)
    stated = resolve(relation.stated, context.facts)
    tree = nodes.quotient(part, whole)
    return compared(
        relation,
        context,
        tree,
        stated,
        clause=lambda value: message(
            "{part} of {whole} is {value}", part=part_said(part), whole=part_said(whole), value=value
        ),
        domain=UNIT,
    )


def _ratio(relation: kinds.Ratio, context: Context) -> Finding:
    over, under = resolve(relation.numerator, context.facts), resolve(relation.denominator, context.facts)
    stated = resolve(relation.stated, context.facts)
    tree = nodes.quotient(over, under)
    return compared(
        relation,
        context,
        tree,
        stated,
        clause=lambda value: message(
            "{over} divided by {under} is {value}", over=part_said(over), under=part_said(under), value=value
        ),
    )


def _growth(relation: kinds.Growth, context: Context) -> Finding:
    old, new = resolve(relation.old, context.facts), resolve(relation.new, context.facts)
    stated = resolve(relation.stated, context.facts)
    figure = stated.figure if isinstance(stated, Quantity) else None
    multiple = figure is not None and (figure.form is Form.MULTIPLE or figure.unit == "times")
    if figure is not None and figure.unit == _POINTS:
        tree: Any = nodes.difference(new, old)
    else:
        tree = nodes.quotient(new, old)
        if not multiple:
            tree = nodes.Sum(((1, tree), (-1, constant(Fraction(1), label="100%", unit="percent"))))

    def clause(value: Any) -> Saying:
        both = {"old": said(old), "new": said(new), "value": value}
        if multiple:
            return message("From {old} to {new} is a change by a factor of {value}", **both)
        return message("From {old} to {new} is a change of {value}", **both)

    return compared(relation, context, tree, stated, clause=clause, waives=("as-of", "period"))


def _product(relation: kinds.Product, context: Context) -> Finding:
    tree = resolve(nodes.product(relation.factors), context.facts)
    stated = resolve(relation.stated, context.facts)
    return compared(relation, context, tree, stated, clause=is_value(tree))


def _partition(relation: kinds.Partition, context: Context) -> Finding:
    shares = resolve(nodes.total(relation.shares), context.facts)
    whole = resolve(relation.whole, context.facts)
    if (
        isinstance(whole, Quantity)
        and whole.unit == "1"
        and all(leaf.unit == "percent" for leaf in leaves(shares))
    ):
        whole = _in_percent(whole)
    count = len(shares.terms)
    most = whole.loose.hi if isinstance(whole, Quantity) else None
    parts = Interval(0, most) if most is not None and most >= 0 else NOT_NEGATIVE
    return compared(
        relation,
        context,
        shares,
        whole,
        clause=lambda value: counted(
            "The {n} share adds up to {value}", "The {n} shares add up to {value}", count, value=value
        ),
        parts=parts,
    )


def _in_percent(whole: Quantity) -> Quantity:
    """A whole of 1 is 100% to shares in percent."""
    figure = whole.figure
    if figure is None or figure.rounding is not Rounding.EXACT or figure.form is not Form.NUMBER:
        return whole
    hundred = Figure.exact(str(decimal_if_finite(Fraction(figure.number) * 100)), "percent")
    return attrs.evolve(
        whole, unit="percent", figure=hundred, fact=attrs.evolve(whole.fact, label=str(hundred))
    )


def _count(relation: kinds.Count, context: Context) -> Finding:
    stated = resolve(relation.stated, context.facts)
    if isinstance(stated, Quantity) and stated.unit == "percent":
        raise Undecided(message('"{label}" is no number of things', label=stated.label))
    found = names(relation.listed, context.facts)
    kept = distinct(found) if relation.distinct else found
    listed = constant(Fraction(len(kept)), label="the list")
    return compared(
        relation,
        context,
        listed,
        stated,
        clause=lambda value: counted("{value} is listed", "{value} are listed", len(kept), value=value),
    )


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


def _same(relation: kinds.Same, context: Context) -> Finding:
    both = relation.first, relation.second
    found = dates(both, context.facts)
    if found is not None:
        return check_same_date(relation, *found)
    if texts(both, context.facts):
        listing = kinds.Listing((relation.first,), (relation.second,), id=relation.id)
        return attrs.evolve(check_listing(listing, context.facts), relation=relation, rule=RULES["Same"])
    first, second = resolve(relation.first, context.facts), resolve(relation.second, context.facts)
    plain = compared(relation, context, first, second, clause=standing(first))
    if plain.verdict is not Verdict.COMPATIBLE:
        return plain
    turned = compared(relation, context, second, first, clause=standing(second))
    return turned if turned.verdict is Verdict.ENTAILED else plain  # the finer one may entail the coarser


def _bound(relation: kinds.Bound, context: Context) -> Finding:
    found = dates((relation.lesser, relation.greater), context.facts)
    if found is not None:
        return check_date_order(relation, found, strict=(relation.strict,))
    lesser, greater = resolve(relation.lesser, context.facts), resolve(relation.greater, context.facts)
    sign = "<" if relation.strict else "<="
    return compared(relation, context, lesser, greater, clause=standing(lesser), sign=sign)


def _span(relation: kinds.Span, context: Context) -> Finding:
    tree = resolve(nodes.Duration(relation.start, relation.end, relation.unit), context.facts)
    stated = resolve(relation.stated, context.facts)
    found = dates((relation.start, relation.end), context.facts) or ()
    start, end = (called(one, fact) for one, fact in found)
    return compared(
        relation,
        context,
        tree,
        stated,
        clause=lambda value: message(
            "The time from {start} to {end} is {value}", start=start, end=end, value=value
        ),
    )


def _magnitude(relation: kinds.Magnitude, context: Context) -> Finding:
    quantity, expected = resolve(relation.quantity, context.facts), resolve(relation.expected, context.facts)
    require_same((quantity, expected), context.dimension)
    guarded(relation, (quantity, expected))
    return check_magnitude(relation, quantity, expected, unit=unit_of(expected, context.dimension))


def _equation(relation: kinds.Equation, context: Context) -> Finding:
    left, right = resolve(relation.left, context.facts), resolve(relation.right, context.facts)
    return compared(relation, context, left, right, clause=is_value(left))


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
    kinds.Total: _total,
    kinds.Difference: _difference,
    kinds.Share: _share,
    kinds.Ratio: _ratio,
    kinds.Growth: _growth,
    kinds.Product: _product,
    kinds.Partition: _partition,
    kinds.Count: _count,
    kinds.Percentage: _percentage,
    kinds.Listing: _listing,
    kinds.Same: _same,
    kinds.Bound: _bound,
    kinds.Span: _span,
    kinds.Magnitude: _magnitude,
    kinds.Equation: _equation,
    kinds.Order: _order,
    kinds.Ranking: _ranking,
}
"""How each kind of relation is checked."""
