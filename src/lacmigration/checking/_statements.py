"""Which two sides does a relation compare, and how is it said?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from lacmigration.checking._comparing import Context, comparison
from lacmigration.checking._dates import called
from lacmigration.checking._equations import Comparison
from lacmigration.checking._quantities import (
    Quantity,
    Undecided,
    constant,
    dates,
    distinct,
    leaves,
    names,
    resolve,
)
from lacmigration.checking._sides import is_value, part_said, said, standing
from lacmigration.figures import Figure, Form, Rounding, decimal_if_finite
from lacmigration.intervals import NOT_NEGATIVE, UNIT, Interval
from lacmigration.messages import Saying, counted, message
from lacmigration.relations import _kinds as kinds
from lacmigration.relations import _nodes as nodes

__all__ = ["STATEMENTS"]

_POINTS = "percentage points"


def _total(relation: kinds.Total, context: Context) -> Comparison:
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

    return comparison(relation, context, parts, stated, clause=clause, sign=sign)


def _difference(relation: kinds.Difference, context: Context) -> Comparison:
    tree = resolve(nodes.difference(relation.minuend, relation.subtrahend), context.facts)
    stated = resolve(relation.stated, context.facts)
    return comparison(relation, context, tree, stated, clause=is_value(tree))


def _share(relation: kinds.Share, context: Context) -> Comparison:
    part, whole = resolve(relation.part, context.facts), resolve(relation.whole, context.facts)
    stated = resolve(relation.stated, context.facts)
    tree = nodes.quotient(part, whole)
    return comparison(
        relation,
        context,
        tree,
        stated,
        clause=lambda value: message(
            "{part} of {whole} is {value}", part=part_said(part), whole=part_said(whole), value=value
        ),
        domain=UNIT,
    )


def _ratio(relation: kinds.Ratio, context: Context) -> Comparison:
    over, under = resolve(relation.numerator, context.facts), resolve(relation.denominator, context.facts)
    stated = resolve(relation.stated, context.facts)
    tree = nodes.quotient(over, under)
    return comparison(
        relation,
        context,
        tree,
        stated,
        clause=lambda value: message(
            "{over} divided by {under} is {value}", over=part_said(over), under=part_said(under), value=value
        ),
    )


def _growth(relation: kinds.Growth, context: Context) -> Comparison:
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

    return comparison(relation, context, tree, stated, clause=clause, waives=("as-of", "period"))


def _product(relation: kinds.Product, context: Context) -> Comparison:
    tree = resolve(nodes.product(relation.factors), context.facts)
    stated = resolve(relation.stated, context.facts)
    return comparison(relation, context, tree, stated, clause=is_value(tree))


def _partition(relation: kinds.Partition, context: Context) -> Comparison:
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
    return comparison(
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


def _count(relation: kinds.Count, context: Context) -> Comparison:
    stated = resolve(relation.stated, context.facts)
    if isinstance(stated, Quantity) and stated.unit == "percent":
        raise Undecided(message('"{label}" is no number of things', label=stated.label))
    found = names(relation.listed, context.facts)
    kept = distinct(found) if relation.distinct else found
    listed = constant(Fraction(len(kept)), label="the list")
    return comparison(
        relation,
        context,
        listed,
        stated,
        clause=lambda value: counted("{value} is listed", "{value} are listed", len(kept), value=value),
    )


def _span(relation: kinds.Span, context: Context) -> Comparison:
    tree = resolve(nodes.Duration(relation.start, relation.end, relation.unit), context.facts)
    stated = resolve(relation.stated, context.facts)
    found = dates((relation.start, relation.end), context.facts) or ()
    start, end = (called(one, fact) for one, fact in found)
    return comparison(
        relation,
        context,
        tree,
        stated,
        clause=lambda value: message(
            "The time from {start} to {end} is {value}", start=start, end=end, value=value
        ),
    )


def _equation(relation: kinds.Equation, context: Context) -> Comparison:
    left, right = resolve(relation.left, context.facts), resolve(relation.right, context.facts)
    return comparison(relation, context, left, right, clause=is_value(left))


def _same(relation: kinds.Same, context: Context) -> Comparison:
    first, second = resolve(relation.first, context.facts), resolve(relation.second, context.facts)
    return comparison(relation, context, first, second, clause=standing(first))


def _bound(relation: kinds.Bound, context: Context) -> Comparison:
    lesser, greater = resolve(relation.lesser, context.facts), resolve(relation.greater, context.facts)
    sign = "<" if relation.strict else "<="
    return comparison(relation, context, lesser, greater, clause=standing(lesser), sign=sign)


STATEMENTS: Mapping[type, Callable[[Any, Context], Comparison]] = {
    kinds.Total: _total,
    kinds.Difference: _difference,
    kinds.Share: _share,
    kinds.Ratio: _ratio,
    kinds.Growth: _growth,
    kinds.Product: _product,
    kinds.Partition: _partition,
    kinds.Count: _count,
    kinds.Same: _same,
    kinds.Bound: _bound,
    kinds.Span: _span,
    kinds.Equation: _equation,
}
"""How the sides of each kind of relation are made; those left out compare no two sides.

Of a Same and a Bound the sides of figures: dates and names are none. Each raises Undecided for sides that may
not be compared.
"""
