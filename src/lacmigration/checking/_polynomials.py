"""Where is an expression least and most, when an unknown occurs in it more than once?

Multiplied out, a sum, share or mean of figures is one polynomial over another in which no unknown is squared.
Such a polynomial rises or falls along each axis, so that it is least at a corner of the box of all intervals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import count
from typing import Any

import attrs

from lacmigration.checking._quantities import Quantity
from lacmigration.checking._ranges import Reading, span
from lacmigration.intervals import Interval
from lacmigration.relations._nodes import Sum

__all__ = ["Box", "Least", "Polynomial", "at", "beyond", "least", "minus", "quotient", "root", "stepped"]

Polynomial = Mapping[tuple[str, ...], Fraction]
"""The factor of each product of unknowns; of the empty product, the constant."""
Box = Mapping[str, Interval]
"""What each unknown can be."""

_MOST_TERMS = 20_000
_MOST_CORNERS = 10
_NOTHING, _HALF, _ALL = Fraction(0), Fraction(1, 2), Fraction(1)
_ONE: Polynomial = {(): _ALL}


def quotient(
    tree: Any, read: Reading, *, known: Callable[[Quantity], bool] | None = None
) -> tuple[Polynomial, Polynomial] | None:
    """The expression as one polynomial over another that is nowhere below 0.

    `known` tells which single points are numbers and no unknowns: all of them, if it is not given. None where
    an unknown would be squared, what it is divided by may be of either sign, or it is too long.
    """
    if isinstance(tree, Quantity):
        here = read(tree)
        is_number = here.is_point and (known is None or known(tree))
        return ({(): here.lo} if is_number and here.lo is not None else {(tree.key,): _ALL}), _ONE
    found: tuple[Polynomial, Polynomial] | None = ({}, _ONE) if isinstance(tree, Sum) else (_ONE, _ONE)
    for sign, part in tree.terms if isinstance(tree, Sum) else tree.factors:
        other = quotient(part, read, known=known)
        if isinstance(tree, Sum):
            found = _added(found, other, sign)
        else:
            turned = other if sign > 0 else _inverted(other, span(part, read))
            found = _multiplied(found, turned)
    return found


_Fraction = tuple[Polynomial, Polynomial] | None


def _added(one: _Fraction, other: _Fraction, sign: int) -> _Fraction:
    if one is None or other is None:
        return None
    (over, under), (more, below) = one, other
    if under != below:
        left, right, common = _times(over, below), _times(more, under), _times(under, below)
        if left is None or right is None or common is None:
            return None
        over, more, under = left, right, common
    return minus(over, more, Fraction(-sign)), under


def _multiplied(one: _Fraction, other: _Fraction) -> _Fraction:
    if one is None or other is None:
        return None
    over, under = _times(one[0], other[0]), _times(one[1], other[1])
    return None if over is None or under is None else (over, under)


def _inverted(one: _Fraction, reach: Interval) -> _Fraction:
    if one is None:
        return None
    if reach.lo is not None and reach.lo >= 0:
        return one[1], one[0]
    if reach.hi is not None and reach.hi <= 0:
        return minus({}, one[1]), minus({}, one[0])
    return None


def minus(one: Polynomial, other: Polynomial, times: Fraction = _ALL) -> Polynomial:
    """The first less so many times the second."""
    found = dict(one)
    for product, factor in other.items():
        found[product] = found.get(product, _NOTHING) - times * factor
    return {product: factor for product, factor in found.items() if factor}


def _times(one: Polynomial, other: Polynomial) -> Polynomial | None:
    if len(one) * len(other) > _MOST_TERMS:
        return None
    found: dict[tuple[str, ...], Fraction] = {}
    for product, factor in one.items():
        for more, by in other.items():
            if not set(product).isdisjoint(more):
                return None
            key = tuple(sorted(product + more))
            found[key] = found.get(key, _NOTHING) + factor * by
    return found


def at(polynomial: Polynomial, values: Mapping[str, Fraction]) -> Fraction:
    """Its value at a point."""
    total = _NOTHING
    for product, factor in polynomial.items():
        value = factor
        for key in product:
            value *= values[key]
        total += value
    return total


@attrs.frozen
class Least:
    """The least value of a polynomial in a box with its ends (None: without bound), and one place of it.

    `steps` tells how far along its interval each unknown is there, from 0 at the lower end to 1 at the upper.
    """

    value: Fraction | None
    steps: Mapping[str, Fraction]

    def is_reached(self, box: Box) -> bool:
        """Whether the place lies in the box itself, on none of its open ends."""
        return all(_is_inside(box[key], step) for key, step in self.steps.items())


def _is_inside(part: Interval, step: Fraction) -> bool:
    if step == 0:
        return part.lo is not None and not part.lo_open
    return step < 1 or (part.hi is not None and not part.hi_open)


def least(polynomial: Polynomial, box: Box) -> Least | None:
    """Where in a box the polynomial is least; a place in the box itself where it is 0 there and one has it.

    None where that is too long a search, or an unknown has no bound on either side. The value is that of the
    polynomial where all ends are bounded; else it has its sign.
    """
    corners = _corners(polynomial)
    if len(corners) > _MOST_CORNERS or any(part.lo is None and part.hi is None for part in box.values()):
        return None
    return _least(polynomial, box, corners)


def _corners(polynomial: Polynomial) -> tuple[str, ...]:
    """Unknowns with which fixed no product has two of the others: at their corners, the rest is a sum."""
    found: list[str] = []
    while True:
        rest = [tuple(key for key in product if key not in found) for product in polynomial]
        counts = Counter(key for product in rest if len(product) > 1 for key in product)
        if not counts:
            return tuple(found)
        found.append(max(counts, key=lambda key: (counts[key], key)))


def _least(polynomial: Polynomial, box: Box, corners: tuple[str, ...]) -> Least:
    if not corners:
        return _least_of_sum(polynomial, box)
    key, *rest = corners
    low, high = _at_ends(polynomial, key, box[key])
    others = {one: part for one, part in box.items() if one != key}

    def tried(one: Polynomial, step: Fraction) -> Least:
        found = _least(one, others, tuple(rest))
        return attrs.evolve(found, steps={**found.steps, key: step})

    ends = (tried(low, _NOTHING), tried(high, _ALL))
    best = min(ends, key=_size)
    alike = [one for one in ends if one.value == best.value]
    if len(alike) > 1 and not any(one.is_reached(box) for one in alike):
        middle = tried(minus(low, high, Fraction(-1)), _HALF)
        if middle.value == best.value == 0:
            alike.append(middle)
    return next((one for one in alike if one.is_reached(box)), best)


def _size(one: Least) -> tuple[bool, Fraction]:
    return one.value is not None, one.value or _NOTHING


def _at_ends(polynomial: Polynomial, key: str, part: Interval) -> tuple[Polynomial, Polynomial]:
    """The polynomial where one unknown is at its ends; without an end there, what it grows by."""
    rest: dict[tuple[str, ...], Fraction] = {}
    slope: dict[tuple[str, ...], Fraction] = {}
    for product, factor in polynomial.items():
        if key in product:
            slope[tuple(one for one in product if one != key)] = factor
        else:
            rest[product] = factor
    low = minus({}, slope) if part.lo is None else minus(rest, slope, -part.lo)
    return low, (slope if part.hi is None else minus(rest, slope, -part.hi))


def _least_of_sum(polynomial: Polynomial, box: Box) -> Least:
    value: Fraction | None = polynomial.get((), _NOTHING)
    steps: dict[str, Fraction] = {}
    for key, part in box.items():
        factor = polynomial.get((key,), _NOTHING)
        end = part.lo if factor > 0 else part.hi
        steps[key] = _HALF if not factor else _NOTHING if factor > 0 else _ALL
        if factor:
            value = None if value is None or end is None else value + factor * end
    return Least(value, steps)


def stepped(
    steps: Mapping[str, Fraction], box: Box, *, inside: Fraction = _NOTHING
) -> Mapping[str, Fraction]:
    """The values at a place, or so far inside the box from its ends."""
    return {key: _value(box[key], min(max(step, inside), 1 - inside)) for key, step in steps.items()}


def _value(part: Interval, step: Fraction) -> Fraction:
    if part.hi is None:
        return (part.lo or _NOTHING) + step / (1 - step)
    return part.hi - (1 - step) * (1 / step if part.lo is None else part.hi - part.lo)


def root(polynomial: Polynomial, box: Box, lowest: Least, highest: Least) -> Mapping[str, Fraction]:
    """Values in the box at which the polynomial is 0, between a place where it is below and one above.

    On the way from one to the other a single unknown changes at a time: along that, the polynomial is a line.
    """
    here, there = beyond(polynomial, box, lowest, sign=-1), beyond(polynomial, box, highest, sign=1)
    value, keys = at(polynomial, here), iter(sorted(here))
    while True:
        key = next(keys)
        onward = {**here, key: there[key]}
        found = at(polynomial, onward)
        if found >= 0:
            return {**here, key: here[key] + (there[key] - here[key]) * value / (value - found)}
        here, value = onward, found


def beyond(polynomial: Polynomial, box: Box, place: Least, *, sign: int) -> Mapping[str, Fraction]:
    """A point within the box, near a place where the polynomial is below 0 (or above), with it so too."""
    points = (stepped(place.steps, box, inside=Fraction(1, 4**power)) for power in count(1))
    return next(point for point in points if sign * at(polynomial, point) > 0)
