"""Of what does a contradiction consist while it is looked for? Bounds, so many times each, or two cases."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from lacmigration.reconciling._forms import NO_KEYS, Bound
from lacmigration.reconciling._tableau import Number, Value

__all__ = ["Cases", "Refutation", "Sum", "crossed", "false_alone", "figures_of"]

Sum = tuple[tuple[Bound, Number], ...]
"""Bounds that contradict each other, each so many times; what fixed forms add to it is left out."""


@attrs.frozen
class Cases:
    """A form of counts is at most a whole number, or at least the next: a contradiction in either case."""

    form: Mapping[int, int]
    at_most: int
    below: Refutation
    above: Refutation


Refutation = Sum | Cases


def figures_of(found: Refutation) -> frozenset[str]:
    """The figures on which a contradiction rests."""
    if isinstance(found, Cases):
        return figures_of(found.below) | figures_of(found.above)
    return NO_KEYS.union(*(bound.source.rests for bound, _ in found))


def crossed(lower: Bound | None, upper: Bound | None) -> Sum:
    """Two bounds that leave no room; () where they do."""
    if lower is None or upper is None or lower.value <= upper.value:
        return ()
    return (lower, 1), (upper, 1)


def false_alone(lower: Bound | None, upper: Bound | None) -> Sum:
    """A row without unknowns that is false by itself: 3 listed things that are said to be 4."""
    zero: Value = (0, 0)
    if lower is not None and lower.value > zero:
        return ((lower, 1),)
    if upper is not None and upper.value < zero:
        return ((upper, 1),)
    return ()
