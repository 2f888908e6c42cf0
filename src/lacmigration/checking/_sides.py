"""How is one side of a relation called, and in whose manner are its numbers written?"""

from __future__ import annotations

from typing import Any

from lacmigration.checking._dimensions import Dimension, same_unit
from lacmigration.checking._quantities import CALENDAR_YEAR, THEIR_NUMBER, Quantity, leaves
from lacmigration.checking._words import joined
from lacmigration.figures import Figure
from lacmigration.relations import _nodes as nodes

__all__ = ["finest", "manner", "part_said", "said", "standing"]

_MANY = 4


def said(tree: Any) -> str:
    """A resolved side as a reader would call it: its text, with the figure behind a label that is not it."""
    if isinstance(tree, Quantity):
        figure = "" if tree.figure is None or tree.unit == CALENDAR_YEAR else str(tree.figure)
        return tree.label if figure in {"", tree.label} else f"{figure} ({tree.label})"
    if isinstance(tree, nodes.Sum):
        shown = [part_said(term) if isinstance(term, nodes.Sum) else said(term) for _, term in tree.terms]
        if len(shown) > _MANY:
            return f"the sum of {len(shown)} figures"
        return " ".join(
            (("" if not place else "+ ") if sign > 0 else "- ") + text
            for place, ((sign, _), text) in enumerate(zip(tree.terms, shown, strict=True))
        )
    (_, first), *others = tree.factors
    if isinstance(first, nodes.Sum) and [said(factor) for _, factor in others] == [THEIR_NUMBER]:
        return f"the average of {joined(tuple(part_said(term) for _, term in first.terms))}"
    text = part_said(first) if isinstance(first, nodes.Sum) else said(first)
    return text + "".join(f" {'*' if power > 0 else '/'} {part_said(factor)}" for power, factor in others)


def part_said(tree: Any) -> str:
    """A side within a larger one: in parentheses where it is put together from several."""
    found = said(tree)
    return found if isinstance(tree, Quantity) or found.startswith("the sum of") else f"({found})"


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


def standing(tree: Any) -> str:
    """The start of a sentence about one side that is not computed from others, or that is."""
    if not isinstance(tree, Quantity):
        return f"{said(tree)} is {{}}"
    return f"{said(tree)} {'stands for' if tree.strict.is_point else 'can be'} {{}}"
