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
from lacmigration.checking._sides import part_said, said, standing
from lacmigration.figures import Figure, Form, Rounding, decimal_if_finite
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.intervals import NOT_NEGATIVE, UNIT, Interval
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
    start = ("The part adds up to {}" if count == 1 else f"The {count} parts add up to {{}}").replace(
        " add", f" ({named}) add" if named else " add", 1
    )
    return compared(relation, context, parts, stated, start=lambda: start, sign=sign)


def _difference(relation: kinds.Difference, context: Context) -> Finding:
    tree = resolve(nodes.difference(relation.minuend, relation.subtrahend), context.facts)
    stated = resolve(relation.stated, context.facts)
    return compared(relation, context, tree, stated, start=lambda: f"{said(tree)} is {{}}")


def _share(relation: kinds.Share, context: Context) -> Finding:
    part, whole = resolve(relation.part, context.facts), resolve(relation.whole, context.facts)
    stated = resolve(relation.stated, context.facts)
    tree = nodes.quotient(part, whole)
    return compared(
        relation,
        context,
        tree,
        stated,
        start=lambda: f"{part_said(part)} of {part_said(whole)} is {{}}",
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
        start=lambda: f"{part_said(over)} divided by {part_said(under)} is {{}}",
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

    def start() -> str:
        by = "by a factor of" if multiple else "of"
        return f"From {said(old)} to {said(new)} is a change {by} {{}}"

    return compared(relation, context, tree, stated, start=start, waives=("as-of", "period"))


def _product(relation: kinds.Product, context: Context) -> Finding:
    tree = resolve(nodes.product(relation.factors), context.facts)
    stated = resolve(relation.stated, context.facts)
    return compared(relation, context, tree, stated, start=lambda: f"{said(tree)} is {{}}")


def _partition(relation: kinds.Partition, context: Context) -> Finding:
    shares = resolve(nodes.total(relation.shares), context.facts)
    whole = resolve(relation.whole, context.facts)
    if (
        isinstance(whole, Quantity)
        and whole.unit == "1"
        and all(leaf.unit == "percent" for leaf in leaves(shares))
    ):
        whole = _in_percent(whole)
    start = f"The {len(shares.terms)} shares add up to {{}}"
    most = whole.loose.hi if isinstance(whole, Quantity) else None
    parts = Interval(0, most) if most is not None and most >= 0 else NOT_NEGATIVE
    return compared(relation, context, shares, whole, start=lambda: start, parts=parts)


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
        raise Undecided(f'"{stated.label}" is no number of things')
    found = names(relation.listed, context.facts)
    kept = distinct(found) if relation.distinct else found
    counted = constant(Fraction(len(kept)), label="the list")
    start = "{} is listed" if len(kept) == 1 else "{} are listed"
    return compared(relation, context, counted, stated, start=lambda: start)


def _single(part: Any, context: Context) -> Quantity:
    """One figure, where an expression would say nothing."""
    found = resolve(part, context.facts)
    if not isinstance(found, Quantity):
        raise Undecided(f'one figure is needed where "{part}" stands')
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
        raise Undecided(f'"{base.label}" is no count of things')
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
    plain = compared(relation, context, first, second, start=lambda: standing(first))
    if plain.verdict is not Verdict.COMPATIBLE:
        return plain
    turned = compared(relation, context, second, first, start=lambda: standing(second))
    return turned if turned.verdict is Verdict.ENTAILED else plain  # the finer one may entail the coarser


def _bound(relation: kinds.Bound, context: Context) -> Finding:
    found = dates((relation.lesser, relation.greater), context.facts)
    if found is not None:
        return check_date_order(relation, found, strict=(relation.strict,))
    lesser, greater = resolve(relation.lesser, context.facts), resolve(relation.greater, context.facts)
    sign = "<" if relation.strict else "<="
    return compared(relation, context, lesser, greater, start=lambda: standing(lesser), sign=sign)


def _span(relation: kinds.Span, context: Context) -> Finding:
    tree = resolve(nodes.Duration(relation.start, relation.end, relation.unit), context.facts)
    stated = resolve(relation.stated, context.facts)
    found = dates((relation.start, relation.end), context.facts) or ()
    start, end = (called(one, fact) for one, fact in found)
    return compared(relation, context, tree, stated, start=lambda: f"The time from {start} to {end} is {{}}")


def _magnitude(relation: kinds.Magnitude, context: Context) -> Finding:
    quantity, expected = resolve(relation.quantity, context.facts), resolve(relation.expected, context.facts)
    require_same((quantity, expected), context.dimension)
    guarded(relation, (quantity, expected))
    return check_magnitude(relation, quantity, expected, unit=unit_of(expected, context.dimension))


def _equation(relation: kinds.Equation, context: Context) -> Finding:
    left, right = resolve(relation.left, context.facts), resolve(relation.right, context.facts)
    return compared(relation, context, left, right, start=lambda: f"{said(left)} is {{}}")


def _order(relation: kinds.Order, context: Context) -> Finding:
    found = dates(relation.items, context.facts)
    trees = () if found is not None else spread(relation.items, context.facts)
    steps = len(found or trees) - 1
    links = relation.strict if isinstance(relation.strict, tuple) else (relation.strict,) * steps
    if len(links) != steps:
        raise Undecided("a pattern stands in it, so that its steps cannot be told apart")
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
