"""Which counts are averages for some relations and whole for others, and how do both hang together?

300 persons in 7 groups are 43 persons a group, and 43 persons and 57 are 100. For the sum the 43 are whole,
whatever else is said of them; the quotient is another number, which is rounded to the 43.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import attrs

from lacmigration.checking._quantities import Quantity
from lacmigration.checking._ranges import Reading
from lacmigration.figures import Figure, Hedge
from lacmigration.intervals import Interval
from lacmigration.reconciling._products import Lowered
from lacmigration.reconciling._rows import Row

__all__ = ["is_average", "names_of_averages", "tied"]

_NEAR = frozenset({Hedge.NONE, Hedge.ABOUT})
_FAR_FROM_ZERO = Decimal(1000)


def names_of_averages(quantities: Sequence[Quantity]) -> Mapping[str, str]:
    """A name for the average of each count that is one somewhere and whole elsewhere, by its own."""
    found: dict[str, str] = {}
    averages = {one.key for one in quantities if is_average(one)}
    if not averages:
        return found
    taken = {one.key for one in quantities}
    whole = {one.key for one in quantities if one.figure is not None and one.figure.is_whole}
    for key in sorted(averages & whole):
        name = f"{key} (unrounded)"
        while name in taken:
            name = f"{name} (unrounded)"
        taken.add(name)
        found[key] = name
    return found


def is_average(quantity: Quantity) -> bool:
    """Whether its figure is written as a count, and is none for the relation in which it stands."""
    stated, read = quantity.fact.figure, quantity.figure
    if read is stated or read is None or stated is None:
        return False
    return stated.is_whole and not read.is_whole


def tied(low: Lowered, averages: Sequence[tuple[Quantity, str]], read: Reading, place: int) -> Lowered:
    """The same, with what each average is rounded to: the count of that key, which is what is stated.

    Where the figure of the count is wrong, nothing is said of the average but that.
    """
    counts = {average.key: count for average, count in averages}

    def rests(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted({counts.get(key, key) for key in keys}))

    rows = tuple(attrs.evolve(row, rests=rests(row.rests)) for row in low.rows)
    return attrs.evolve(
        low,
        rows=(*rows, *(row for average, count in averages for row in _ties(average, count, read, place))),
        factors=tuple(attrs.evolve(one, rests=rests(one.rests)) for one in low.factors),
        sides=tuple((key, attrs.evolve(side, rests=rests(side.rests))) for key, side in low.sides),
        branches=tuple(attrs.evolve(one, rests=tuple(map(rests, one.rests))) for one in low.branches),
    )


def _ties(average: Quantity, count: str, read: Reading, place: int) -> Iterator[Row]:
    one = Fraction(1)
    yield Row(terms=((average.key, one),), within=read(average), relation=place, rests=(count,))
    terms = tuple(sorted([(average.key, one), (count, -one)]))
    assert average.figure is not None  # noqa: S101  (only a figure is written as a count)
    yield Row(terms=terms, within=_rounding(average.figure), relation=place)


def _rounding(average: Figure) -> Interval:
    """How far an average is from the count that is written for it: more than 42 are 43, and may be 42.1."""
    if average.hedge not in _NEAR:
        return Interval(-1, 1, lo_open=True, hi_open=True)
    plain = Figure(_FAR_FROM_ZERO, rounding=average.rounding, precision=0)
    return plain.strict - Interval.point(plain.nominal)
