"""Expressions in which one unknown occurs twice: sharp where they rise or fall with it, else by halving.

Interval arithmetic over a repeated unknown is too wide, never too narrow: what it excludes is excluded. What
it admits must be shown, by values; the search is bounded, and says None when it cannot tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs

from lacmigration.checking._quantities import Quantity, leaves
from lacmigration.checking._ranges import Reading, solve, span
from lacmigration.intervals import Interval
from lacmigration.relations._nodes import Product, Sum

__all__ = ["narrowed", "repeated", "satisfiable", "sharp"]

_HALVINGS = 64
_BOXES = 200
_ZERO, _ONE = Interval(0, 0), Interval(1, 1)

_Box = Mapping[str, Interval]
"""The part of each repeated unknown's interval that is looked at."""


def repeated(tree: Any, read: Reading) -> tuple[Quantity, ...]:
    """The unknowns that occur more than once, each once; a single point is known and may well repeat."""
    found = leaves(tree)
    counts = Counter(leaf.key for leaf in found)
    return tuple(
        {leaf.key: leaf for leaf in found if counts[leaf.key] > 1 and not read(leaf).is_point}.values()
    )


def sharp(tree: Any, read: Reading) -> Interval | None:
    """Every value that the expression can take, also where unknowns repeat.

    None where it does not rise throughout, or fall throughout, with one of them.
    """
    unknowns = repeated(tree, read)
    if not unknowns:
        return span(tree, read)
    ends = _monotone(tree, {one.key: read(one) for one in unknowns}, read)
    return None if ends is None else _between(tree, ends, read)


def satisfiable(tree: Any, wanted: Interval, read: Reading) -> Mapping[str, Fraction] | None:
    """Values for which the expression lies in `wanted`: {} if there are none, None if it cannot be told."""
    unknowns = repeated(tree, read)
    if not unknowns:
        reach = span(tree, read).intersect(wanted)
        return {} if reach is None else solve(tree, reach.nearest(Fraction(0)), read)
    boxes: list[_Box] = [{one.key: read(one) for one in unknowns}]
    at_face = {one.key: read(one).nearest(one.nominal) for one in unknowns}
    if found := _at(tree, at_face, wanted, read):
        return found
    for _ in range(_BOXES):
        if not boxes:
            return {}
        box = boxes.pop()
        if not span(narrowed(tree, box), read).meets(wanted):
            continue
        found = _within(tree, box, wanted, read)
        if found:
            return found
        if found is None:
            halves = _split(box)
            if not halves:
                return None
            boxes += halves
    return None


def _within(tree: Any, box: _Box, wanted: Interval, read: Reading) -> Mapping[str, Fraction] | None:
    """Values of one box: {} when there are none, None when a smaller box must tell."""
    ends = _monotone(tree, box, read)
    if ends is not None:
        return _along(tree, ends, wanted, read) if _between(tree, ends, read).meets(wanted) else {}
    return _at(tree, {key: part.nearest(_middle(part)) for key, part in box.items()}, wanted, read)


def narrowed(tree: Any, box: _Box) -> Any:
    """The same expression with some unknowns narrowed to a part of their intervals."""
    if isinstance(tree, Quantity):
        part = box.get(tree.key)
        return tree if part is None else attrs.evolve(tree, strict=part, loose=part)
    if isinstance(tree, Sum):
        return Sum(tuple((sign, narrowed(term, box)) for sign, term in tree.terms))
    return Product(tuple((power, narrowed(factor, box)) for power, factor in tree.factors))


def _at(
    tree: Any, values: Mapping[str, Fraction], wanted: Interval, read: Reading
) -> Mapping[str, Fraction] | None:
    """Values that satisfy it with the repeated unknowns fixed; None where there are none."""
    fixed = narrowed(tree, {key: Interval(value, value) for key, value in values.items()})
    reach = span(fixed, read).intersect(wanted)
    return None if reach is None else solve(fixed, reach.nearest(Fraction(0)), read)


@attrs.frozen
class _Ends:
    """Where each repeated unknown makes the expression least and most, and whether it gets to those ends."""

    least: Mapping[str, Fraction]
    most: Mapping[str, Fraction]
    least_open: bool
    most_open: bool


def _monotone(tree: Any, box: _Box, read: Reading) -> _Ends | None:
    """The ends of a box between which the expression rises; None where that is not certain or bounded."""
    here = narrowed(tree, box)
    least, most = {}, {}
    least_open = most_open = False
    for key, part in box.items():
        lo, hi = part.lo, part.hi
        slope = _slope(here, key, read)
        if lo is None or hi is None or slope is None:
            return None
        rises = slope.lo is not None and (slope.lo > 0 or (slope.lo == 0 and _is_closed(part)))
        falls = slope.hi is not None and (slope.hi < 0 or (slope.hi == 0 and _is_closed(part)))
        if not rises and not falls:
            return None
        least[key], most[key] = (lo, hi) if rises else (hi, lo)
        least_open |= part.lo_open if rises else part.hi_open
        most_open |= part.hi_open if rises else part.lo_open
    return _Ends(least, most, least_open, most_open)


def _is_closed(part: Interval) -> bool:
    return not part.lo_open and not part.hi_open


def _slope(tree: Any, key: str, read: Reading) -> Interval | None:
    """The values of the derivative by one unknown; None where the expression does not hold it."""
    if isinstance(tree, Quantity):
        return _ONE if tree.key == key else None
    found: Interval | None = None
    if isinstance(tree, Sum):
        for sign, term in tree.terms:
            part = _slope(term, key, read)
            if part is not None:
                part = part if sign > 0 else -part
                found = part if found is None else found + part
        return found
    for place, (power, factor) in enumerate(tree.factors):
        part = _slope(factor, key, read)
        if part is None:
            continue
        others = Product(tree.factors[:place] + tree.factors[place + 1 :])
        part = part * span(others, read)
        if power < 0:
            inverse = span(factor, read).reciprocal()
            part = -(part * inverse * inverse)
        found = part if found is None else found + part
    return found


def _between(tree: Any, ends: _Ends, read: Reading) -> Interval:
    low = span(narrowed(tree, {key: Interval(value, value) for key, value in ends.least.items()}), read)
    high = span(narrowed(tree, {key: Interval(value, value) for key, value in ends.most.items()}), read)
    return Interval(low.lo, high.hi, low.lo_open or ends.least_open, high.hi_open or ends.most_open)


def _along(tree: Any, ends: _Ends, wanted: Interval, read: Reading) -> Mapping[str, Fraction] | None:
    """Values on the way from where the expression is least to where it is most; None where none was met."""
    low, high = Fraction(0), Fraction(1)
    for step, is_open in ((low, ends.least_open), (high, ends.most_open)):
        if not is_open and (found := _at(tree, _on_the_way(ends, step), wanted, read)):
            return found
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        values = _on_the_way(ends, middle)
        if found := _at(tree, values, wanted, read):
            return found
        reach = span(narrowed(tree, {key: Interval(x, x) for key, x in values.items()}), read)
        too_low = reach.hi is not None and wanted.lo is not None and reach.hi <= wanted.lo
        low, high = (middle, high) if too_low else (low, middle)
    if low == 0 or high == 1:
        return None
    return _at(tree, _on_the_way(ends, _simplest(low, high)), wanted, read)


def _on_the_way(ends: _Ends, step: Fraction) -> Mapping[str, Fraction]:
    return {key: start + step * (ends.most[key] - start) for key, start in ends.least.items()}


def _simplest(low: Fraction, high: Fraction) -> Fraction:
    """The fraction of the smallest denominator between two: the one on which halving closes in."""
    whole = low.numerator // low.denominator
    if whole == low:
        return low
    if whole + 1 <= high:
        return Fraction(whole + 1)
    return whole + 1 / _simplest(1 / (high - whole), 1 / (low - whole))


def _middle(part: Interval) -> Fraction:
    if part.lo is None or part.hi is None:
        return part.nearest(Fraction(0))
    return (part.lo + part.hi) / 2


def _split(box: _Box) -> list[_Box]:
    """Two halves, across the unknown whose interval is widest for its size; none without bounds."""
    if any(part.width is None for part in box.values()):
        return []
    key = max(box, key=lambda one: (_relative_width(box[one]), one))
    part, middle = box[key], _middle(box[key])
    below = Interval(part.lo, middle, lo_open=part.lo_open)
    above = Interval(middle, part.hi, hi_open=part.hi_open)
    return [{**box, key: above}, {**box, key: below}]


def _relative_width(part: Interval) -> Fraction:
    lo, hi = part.lo or Fraction(0), part.hi or Fraction(0)
    return (hi - lo) / (abs(lo) + abs(hi)) if hi != lo else Fraction(0)
