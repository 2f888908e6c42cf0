"""Evaluating a resolved expression over intervals, and finding values that make it hit a target exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from lacmigration.checking._quantities import Quantity, Undecided
from lacmigration.intervals import Interval
from lacmigration.relations._nodes import Sum

__all__ = ["Reading", "nominal", "solve", "span"]

Reading = Callable[[Quantity], Interval]
"""Which interval of a quantity to take: its strict or its loose one."""

_ZERO, _ONE = Interval(0, 0), Interval(1, 1)
_NEGATIVE, _POSITIVE = Interval(None, 0, hi_open=True), Interval(0, None, lo_open=True)


def span(tree: Any, read: Reading, *, guarded: bool = False) -> Interval:
    """Every value that the expression can take; sharp where each quantity occurs once.

    Undecided for a denominator that is zero or, when `guarded`, may be; else it is read as unbounded there.
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
        message = f"a denominator is zero: {_label(factor)}"
        raise Undecided(message)
    if guarded and part.may_be_zero:
        message = f"a denominator may be zero: {_label(factor)}"
        raise Undecided(message)
    return part.reciprocal()


def _label(tree: Any) -> str:
    return f'"{tree.label}"' if isinstance(tree, Quantity) else "an expression"


def nominal(tree: Any) -> Fraction:
    """The value of the expression at face values."""
    if isinstance(tree, Quantity):
        return tree.nominal
    if isinstance(tree, Sum):
        return sum((sign * nominal(term) for sign, term in tree.terms), Fraction(0))
    found = Fraction(1)
    for power, factor in tree.factors:
        value = nominal(factor)
        if power < 0 and value == 0:
            message = f"a denominator is zero: {_label(factor)}"
            raise Undecided(message)
        found = found * value if power > 0 else found / value
    return found


def solve(tree: Any, target: Fraction, read: Reading) -> Mapping[str, Fraction]:
    """Values inside the quantities' intervals for which the expression is exactly the target.

    The target must lie in `span(tree, read)`, and each quantity must occur once.
    """
    if isinstance(tree, Quantity):
        return {tree.key: target}
    if isinstance(tree, Sum):
        return _solve_sum(tree, target, read)
    return _solve_product(tree, target, read)


def _solve_sum(tree: Sum, target: Fraction, read: Reading) -> Mapping[str, Fraction]:
    parts = [(sign, term, span(term, read)) for sign, term in tree.terms]
    signed = [part if sign > 0 else -part for sign, _, part in parts]
    rests = [_ZERO]
    for part in reversed(signed[1:]):
        rests.append(rests[-1] + part)
    found: dict[str, Fraction] = {}
    for (sign, term, _), part, rest in zip(parts, signed, reversed(rests), strict=True):
        allowed = part.intersect(Interval(target, target) - rest)
        value = _pick(allowed, sign * nominal(term))
        found.update(solve(term, sign * value, read))
        target -= value
    return found


def _solve_product(tree: Any, target: Fraction, read: Reading) -> Mapping[str, Fraction]:
    parts = [(power, factor, _factor(power, factor, read)) for power, factor in tree.factors]
    found: dict[str, Fraction] = {}
    for place, (power, factor, part) in enumerate(parts):
        rest = _ONE
        for _, _, other in parts[place + 1 :]:
            rest = rest * other
        at_face = nominal(factor)
        if power < 0:
            at_face = 1 / at_face if at_face else Fraction(1)
        value = _pick(_quotients(target, part, rest), at_face)
        found.update(solve(factor, value if power > 0 else 1 / value, read))
        if value == 0:  # the product is zero already: the rest may be anything
            for later_power, later, later_part in parts[place + 1 :]:
                any_value = later_part.nearest(Fraction(1))
                found.update(solve(later, any_value if later_power > 0 else 1 / any_value, read))
            break
        target /= value
    return found


def _quotients(target: Fraction, part: Interval, rest: Interval) -> Interval | None:
    """Some values x of `part` for which x * y is the target with a y of `rest`."""
    if target == 0:
        return _ZERO if part.may_be_zero else (part if rest.may_be_zero else None)
    for half in (rest.intersect(_POSITIVE), rest.intersect(_NEGATIVE)):
        if half is not None:
            allowed = part.intersect(Interval(target, target) * half.reciprocal())
            if allowed is not None:
                return allowed
    return None


def _pick(allowed: Interval | None, wanted: Fraction) -> Fraction:
    if allowed is None:
        message = "no values satisfy it: the target lies outside the expression's range"
        raise ArithmeticError(message)
    return allowed.nearest(wanted)
