"""Of which linear statements does a system consist, and on what does each of them rest?"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from lacmigration.intervals import EVERYTHING, Interval

if TYPE_CHECKING:
    from lacmigration.facts import Fact
    from lacmigration.figures import Figure

__all__ = ["Branch", "Branches", "Factor", "Row", "Unknown"]


@attrs.frozen(kw_only=True)
class Unknown:
    """One true quantity: what is stated of it, and what it is whatever is stated.

    `strict` and `loose` are what its figure says; `domain` holds even where the figure is wrong. `whole` is
    told of what counts things. `weight` is how hard it is to believe that its figure is wrong; None where
    there is no figure that could be.
    """

    key: str
    label: str
    strict: Interval = EVERYTHING
    loose: Interval = EVERYTHING
    domain: Interval = EVERYTHING
    nominal: Fraction = Fraction(0)
    whole: bool = False
    weight: int | None = None
    figure: Figure | None = None
    fact: Fact | None = None


@attrs.frozen(kw_only=True)
class Row:
    """So many times one unknown, plus so many times others, lies in an interval.

    `relation` is the position of the relation that says so. `rests` are the unknowns whose figures are
    factors of it, or tell the sign of one: where one of them is wrong the row says nothing.
    """

    terms: tuple[tuple[str, Fraction], ...]
    within: Interval
    relation: int
    rests: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Factor:
    """Unknowns that are factors of rows: what their product is.

    It is one form divided by another, or as far from that as `room` allows. Each form is so many times each
    unknown, and a constant; the lower one is nowhere negative, while the figures of `rests` are right.
    They can be whatever their figures and that allow where `is_free`: nothing else is said of them.
    `relation` is the position of the relation that says so.
    """

    keys: tuple[str, ...]
    relation: int
    over: tuple[tuple[str, Fraction], ...]
    under: tuple[tuple[str, Fraction], ...]
    constants: tuple[Fraction, Fraction]
    room: Interval
    rests: tuple[str, ...] = ()
    is_free: bool = True


@attrs.frozen(kw_only=True)
class Branch:
    """What a relation says if a sum is above zero, or below it, or zero; then its factors can be anything."""

    rows: tuple[Row, ...]
    factor: Factor | None = None


@attrs.frozen(kw_only=True)
class Branches:
    """The branches of a relation, of which one holds, whatever figures are let go.

    `rests` are the figures that each tell the branch: while all those of one of them are right, other rows
    say as much.
    """

    branches: tuple[Branch, ...]
    rests: tuple[tuple[str, ...], ...]

    def are_open(self, released: frozenset[str]) -> bool:
        """Whether nothing tells the branch any more when some figures are let go."""
        return all(not released.isdisjoint(rests) for rests in self.rests)
