"""How is one side of a relation called, and in whose manner are its numbers written?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lacmigration.checking._dimensions import Dimension, same_unit
from lacmigration.checking._quantities import CALENDAR_YEAR, THEIR_NUMBER, Quantity, leaves
from lacmigration.figures import Figure
from lacmigration.messages import Saying, counted, formula, joined, message
from lacmigration.relations import _nodes as nodes

__all__ = ["finest", "is_value", "manner", "part_said", "said", "standing"]

_MANY = 4


def said(tree: Any) -> Any:
    """A resolved side as a reader would call it: its text, with the figure behind a label that is not it."""
    if isinstance(tree, Quantity):
        return _called(tree)
    if isinstance(tree, nodes.Sum):
        if len(tree.terms) > _MANY:
            return counted("the sum of {n} figure", "the sum of {n} figures", len(tree.terms))
        signs = [sign for sign, _ in tree.terms]
        starts = ["" if signs[0] > 0 else "- ", *(" + " if sign > 0 else " - " for sign in signs[1:])]
        return formula(
            *(
                part
                for start, (_, term) in zip(starts, tree.terms, strict=True)
                for part in (start, part_said(term) if isinstance(term, nodes.Sum) else said(term))
            )
        )
    (_, first), *others = tree.factors
    if isinstance(first, nodes.Sum) and _is_their_number([factor for _, factor in others]):
        return message("the average of {figures}", figures=joined(part_said(term) for _, term in first.terms))
    text = part_said(first) if isinstance(first, nodes.Sum) else said(first)
    signed = [(" * " if power > 0 else " / ", part_said(factor)) for power, factor in others]
    return formula(text, *(part for pair in signed for part in pair))


def _called(quantity: Quantity) -> Any:
    figure = None if quantity.unit == CALENDAR_YEAR else quantity.figure
    if figure is None or str(figure) in {"", quantity.label}:
        return quantity.called if figure is None else figure
    return formula(figure, " (", quantity.called, ")")


def _is_their_number(factors: list[Any]) -> bool:
    return [factor.label for factor in factors if isinstance(factor, Quantity)] == [THEIR_NUMBER]


def part_said(tree: Any) -> Any:
    """A side within a larger one: in parentheses where it is put together from several."""
    found = said(tree)
    if isinstance(tree, Quantity) or (isinstance(tree, nodes.Sum) and len(tree.terms) > _MANY):
        return found
    return formula("(", found, ")")


def manner(stated: Any, computed: Any, dimension: Dimension) -> Figure | None:
    """The figure whose manner of writing suits both sides: the stated one, or the first of the same unit."""
    if isinstance(computed, Quantity) and computed.unit == CALENDAR_YEAR:
        return computed.figure
    if isinstance(stated, Quantity) and stated.figure is not None:
        return stated.figure
    for leaf in (*leaves(stated), *leaves(computed)):
        if leaf.figure is not None and same_unit(leaf, stated, dimension):
            return leaf.figure
    return None


def finest(computed: Any, like: Figure | None) -> Figure | None:
    """For a figure or a sum of like ones, that written to the smallest place: it is worth showing so."""
    if like is None or not isinstance(computed, nodes.Sum | Quantity):
        return like
    figures = [leaf.figure for leaf in leaves(computed) if leaf.figure is not None and leaf.unit == like.unit]
    return min([like, *figures], key=lambda figure: figure.exponent)


def standing(tree: Any) -> Callable[[Any], Saying]:
    """The clause about one side that is not computed from others, or that is."""
    if not isinstance(tree, Quantity):
        return is_value(tree)
    if tree.strict.is_point:
        return lambda value: message("{figure} stands for {value}", figure=said(tree), value=value)
    return lambda value: message("{figure} can be {value}", figure=said(tree), value=value)


def is_value(tree: Any) -> Callable[[Any], Saying]:
    """The clause about a side that is computed."""
    return lambda value: message("{side} is {value}", side=said(tree), value=value)
