"""Evaluating a resolved expression over intervals, and finding values that make it hit a target exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import attrs

from lacmigration.checking._quantities import Quantity, Undecided
from lacmigration.intervals import Interval
from lacmigration.messages import Message, message, quoted
from lacmigration.relations._nodes import Product, Sum

__all__ = ["Reading", "branches", "loose", "nominal", "solve", "span", "strict"]

Reading = Callable[[Quantity], Interval]
"""Which interval of a quantity to take: its strict or its loose one."""

_MOST_HALVED = 10
_ZERO, _ONE = Interval(0, 0), Interval(1, 1)
_NEGATIVE, _POSITIVE = Interval(None, 0, hi_open=True), Interval(0, None, lo_open=True)


def strict(quantity: Quantity) -> Interval:
    """The values that the figure as written can stand for."""
    return quantity.strict


def loose(quantity: Quantity) -> Interval:
    """The most that a fair reader would grant."""
    return quantity.loose


@attrs.frozen
class _Half:
    """A denominator of which only the positive, or only the negative values are taken."""

    tree: Any
    half: Interval

    @property
    def factors(self) -> tuple[tuple[int, Any]]:
        """As a product of one: only its reach is cut."""
        return ((1, self.tree),)


def span(tree: Any, read: Reading, *, guarded: bool = False) -> Interval:
    """Every value that the expression can take; sharp where each quantity occurs once.

    Undecided for a denominator that is zero or, when `guarded`, may be; else it is read as unbounded there,
    which is sharp on each of the expression's `branches`.
    """
    if isinstance(tree, Quantity):
        return read(tree)
    found: Interval | None = None
    if isinstance(tree, Sum):
        for sign, term in tree.terms:
            part = span(term, read, guarded=guarded)
            part = part if sign > 0 else -part
            found = part if found is None else found + part
        return found or _ZERO
    if isinstance(tree, _Half):
        return span(tree.tree, read).intersect(tree.half) or tree.half
    for power, factor in tree.factors:
        part = _factor(power, factor, read, guarded=guarded)
        found = part if found is None else found * part
    return found or _ONE


def _factor(power: int, factor: Any, read: Reading, *, guarded: bool = False) -> Interval:
    part = span(factor, read, guarded=guarded)
    if power > 0:
        return part
    if part.lo is not None and part.lo.numerator > 0:
        return part.reciprocal()
    if part.is_point and part.lo == 0:
        raise Undecided(message("a denominator is zero: {part}", part=_label(factor)))
    if guarded and part.may_be_zero:
        raise Undecided(message("a denominator may be zero: {part}", part=_label(factor)))
    return part.reciprocal()


def _label(tree: Any) -> Message:
    return quoted(tree.label) if isinstance(tree, Quantity) else message("an expression")


def branches(tree: Any, read: Reading) -> Iterator[Any]:
    """The expression, once for each way in which the denominators that may be of either sign can be of one.

    Between them the branches have every value that the expression has, and on each of them `span` is sharp.
    Undecided where they would be too many.
    """
    if _of_either_sign(tree, read) > _MOST_HALVED:
        raise Undecided(message("too many of its denominators may be of either sign"))
    yield from _branches(tree, read)


def _of_either_sign(tree: Any, read: Reading) -> int:
    """How many denominators may be of either sign."""
    if isinstance(tree, Quantity):
        return 0
    if isinstance(tree, Sum):
        return sum(_of_either_sign(term, read) for _, term in tree.terms)
    here = [factor for power, factor in tree.factors if power < 0 and len(_halves(factor, read)) > 1]
    return len(here) + sum(_of_either_sign(factor, read) for _, factor in tree.factors)


def _branches(tree: Any, read: Reading) -> Iterator[Any]:
    if isinstance(tree, Quantity):
        yield tree
    elif isinstance(tree, Sum):
        signs = tuple(sign for sign, _ in tree.terms)
        for terms in product(*(tuple(_branches(term, read)) for _, term in tree.terms)):
            yield Sum(tuple(zip(signs, terms, strict=True)))
    else:
        powers = tuple(power for power, _ in tree.factors)
        choices = (
            tuple(
                half
                for one in _branches(factor, read)
                for half in (_halves(one, read) if power < 0 else (one,))
            )
            for power, factor in tree.factors
        )
        for factors in product(*choices):
            yield Product(tuple(zip(powers, factors, strict=True)))


def _halves(tree: Any, read: Reading) -> tuple[Any, ...]:
    reach = span(tree, read)
    if (reach.lo is None or reach.lo < 0) and (reach.hi is None or reach.hi > 0):
        return _Half(tree, _POSITIVE), _Half(tree, _NEGATIVE)
    return (tree,)


def nominal(tree: Any) -> Fraction:
    """The value at face values; a denominator of face value zero ("more than 0") is taken nearby."""
    if isinstance(tree, Quantity):
        return tree.nominal
    if isinstance(tree, Sum):
        return sum((sign * nominal(term) for sign, term in tree.terms), Fraction(0))
    found = Fraction(1)
    for power, factor in tree.factors:
        value = nominal(factor)
        found = found * value if power > 0 else found / (value or span(factor, strict).nearest(Fraction(1)))
    return found


def solve(tree: Any, target: Fraction, read: Reading) -> Mapping[str, Fraction]:
    """Values inside the quantities' intervals for which the expression is exactly the target.

    The target must lie in `span(tree, read)` where that is sharp: each quantity that is not a single point
    must occur once, and a denominator must be of one sign.
    """
    if isinstance(tree, Quantity):
        return {tree.key: target}
    if isinstance(tree, Sum):
        return _solve_sum(tree, target, read)
    return _solve_product(tree, target, read)


def _solve_sum(tree: Sum, target: Fraction, read: Reading) -> Mapping[str, Fraction]:
    signed = [
        part if sign > 0 else -part
        for (sign, _), part in zip(tree.terms, _spans(tree.terms, read), strict=True)
    ]
    rests = [_ZERO]
    for part in reversed(signed[1:]):
        rests.append(rests[-1] + part)
    found: dict[str, Fraction] = {}
    for (sign, term), part, rest in zip(tree.terms, signed, reversed(rests), strict=True):
        value = _pick(part.intersect(Interval(target, target) - rest), sign * nominal(term))
        found.update(solve(term, sign * value, read))
        target -= value
    return found


def _spans(terms: tuple[tuple[int, Any], ...], read: Reading) -> list[Interval]:
    return [span(term, read) for _, term in terms]


def _solve_product(tree: Any, target: Fraction, read: Reading) -> Mapping[str, Fraction]:
    parts = [_factor(power, factor, read) for power, factor in tree.factors]
    found: dict[str, Fraction] = {}
    for place, (power, factor) in enumerate(tree.factors):
        rest = _ONE
        for other in parts[place + 1 :]:
            rest = rest * other
        at_face = nominal(factor)
        if power < 0:
            at_face = 1 / at_face if at_face else Fraction(1)
        value = _pick(_quotients(target, parts[place], rest), at_face)
        found.update(solve(factor, value if power > 0 else 1 / value, read))
        if value == 0:  # the product is zero already: the rest may be anything
            target = Fraction(0)
            for (later_power, later), part in zip(tree.factors[place + 1 :], parts[place + 1 :], strict=True):
                anything = part.nearest(Fraction(1))
                found.update(solve(later, anything if later_power > 0 else 1 / anything, read))
            break
        target /= value
    return found


def _quotients(target: Fraction, part: Interval, rest: Interval) -> Interval | None:
    """Some values x of `part` for which x * y is the target with a y of `rest`."""
    if target == 0:
        return _ZERO if part.may_be_zero else (part if rest.may_be_zero else None)
    halves = (rest.intersect(_POSITIVE), rest.intersect(_NEGATIVE))
    wanted = (Interval(target, target) * half.reciprocal() for half in halves if half is not None)
    return next((found for one in wanted if (found := part.intersect(one)) is not None), None)


def _pick(allowed: Interval | None, wanted: Fraction) -> Fraction:
    assert allowed is not None  # noqa: S101  (the target lies in the expression's range)
    return allowed.nearest(wanted)
