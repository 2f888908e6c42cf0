"""On which side of zero does a sum lie, and whose figures say so?

What is divided by, or multiplied by a rate, lies on the side where it is stated, even if its figure is wrong
otherwise. If nobody stated it, it is above zero where it is divided by. Else the figures of the product and
of its other factors tell, and what is concluded rests on these. So it does for a rate: one that is stated
above zero may have lost its sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product

import attrs

from lacmigration.checking._polynomials import Polynomial, minus
from lacmigration.checking._quantities import Quantity
from lacmigration.checking._ranges import Reading
from lacmigration.intervals import EVERYTHING, NOT_NEGATIVE, Interval
from lacmigration.reconciling._unknowns import domain_of

__all__ = [
    "ABOVE_ZERO",
    "Said",
    "Side",
    "Sides",
    "as_divisor",
    "is_off_zero",
    "kept_sides",
    "more_sides",
    "of_one",
    "side_of",
    "sides_of",
]

_ZERO = Interval(0, 0)
_RATES = frozenset({"1", "percent", "percentage points", "per thousand", "times"})


@attrs.frozen
class Side:
    """On which side of zero a sum lies (1 or -1), whether never at zero, and the figures that say so."""

    sign: int
    is_off_zero: bool
    rests: tuple[str, ...] = ()

    @property
    def room(self) -> Interval:
        """All that lies on it."""
        return Interval(0, None, lo_open=self.is_off_zero).scaled(Fraction(self.sign))

    def says(self, other: Side) -> bool:
        """Whether the other one says nothing more, and rests on no fewer figures."""
        is_as_far = self.sign == other.sign and self.is_off_zero >= other.is_off_zero
        return is_as_far and set(self.rests) <= set(other.rests)


Sides = Mapping[str, tuple[Side, ...]]
"""What is known of the signs of unknowns: at most one of each kind, with as few figures as can be."""
ABOVE_ZERO = Side(1, is_off_zero=True)


@attrs.frozen(eq=False)
class Said:
    """A relation with how its figures are read.

    `uses` tells in how many relations each unknown stands, `places` at how many places of this one. `known`
    are sums that it says are nowhere below zero. `sides` is what is said of the signs of unknowns, by other
    relations too; `kept` are those that hold whatever the figures.
    """

    place: int
    quantities: Mapping[str, Quantity]
    read: Reading
    uses: Mapping[str, int]
    places: Mapping[str, int]
    known: tuple[Polynomial, ...]
    sides: Sides
    kept: Mapping[str, Side] = attrs.field(factory=dict)

    def product(self, keys: Iterable[str]) -> tuple[Interval, Interval]:
        """What a product of unknowns can be by their figures, and whatever their figures are."""
        size = natural = Interval(1, 1)
        for key in keys:
            one = self.quantities[key]
            room = self.kept[key].room if key in self.kept else EVERYTHING
            by_figure, by_nature = self.read(one), domain_of(one)
            size = size * (by_figure.intersect(room) or by_figure)
            natural = natural * (by_nature.intersect(room) or by_nature)
        return size, natural

    def reach(self, polynomial: Polynomial) -> Interval:
        """What a sum of products can be at most."""
        found = _ZERO
        for keys, by in polynomial.items():
            found = found + self.product(keys)[0].scaled(by)
        return found

    def divisor(self, key: str) -> Interval:
        """What an unknown can be where it is divided by."""
        return as_divisor(self.quantities[key], self.read)

    def stated(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Those of the unknowns of which there is a figure."""
        return tuple(sorted({key for key in keys if self.quantities[key].figure is not None}))

    def is_free(self, key: str) -> bool:
        """Whether it can have any value that its figure allows: it stands nowhere else and counts nothing."""
        figure = self.quantities[key].figure
        stands_once = self.places.get(key, 0) < 2 and self.uses.get(key, 0) < 2
        return stands_once and not (figure is not None and figure.is_whole)

    def is_rate(self, key: str) -> bool:
        """Whether it is written as a rate."""
        unit = self.quantities[key].unit
        return unit in _RATES or "/" in unit

    def choices(self, crooked: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
        """Unknowns that, taken as numbers, leave a sum; first what nobody stated, then rates.

        The order is that of the relation itself, and no other relation changes it.
        """
        common = set(crooked[0]).intersection(*crooked)

        def order(key: str) -> tuple[bool, bool, bool, str]:
            is_unstated = self.quantities[key].fact.unstated
            return self.places.get(key, 0) > 1, not is_unstated, not self.is_rate(key), key

        return tuple(combinations(sorted(common, key=order), max(map(len, crooked)) - 1))


def as_divisor(quantity: Quantity, read: Reading) -> Interval:
    """What a quantity can be where it is divided by: on the side of zero where it is stated, strictly read.

    One that nobody stated is not negative there.
    """
    if quantity.fact.unstated:
        return NOT_NEGATIVE
    side = side_of(quantity.strict)
    found = read(quantity)
    return found if side is None else found.intersect(NOT_NEGATIVE.scaled(Fraction(side.sign))) or found


def is_off_zero(form: Polynomial, said: Callable[[str], Interval]) -> bool:
    """Whether a product of several things that are all above zero; `said` is what each of them can be."""
    (keys, *others) = form
    reads = [said(key) for key in keys]
    return not others and len(keys) > 1 and all(read.lo is not None and read.lo > 0 for read in reads)


def side_of(reach: Interval) -> Side | None:
    """The side of zero of what lies in an interval, if it is on one: zero itself tells none."""
    if reach == _ZERO:
        return None
    for sign, one in ((1, reach), (-1, -reach)):
        if one.lo is not None and one.lo >= 0:
            return Side(sign, one.lo > 0 or one.lo_open)
    return None


def of_one(form: Polynomial, side: Side) -> Iterator[tuple[str, Side]]:
    """The side of the only unknown of a form that lies on one; none where there are more, or a constant."""
    (keys, *others) = form
    if not others and len(keys) == 1:
        yield keys[0], side if form[keys] > 0 else attrs.evolve(side, sign=-side.sign)


def kept_sides(
    forms: Iterable[tuple[Polynomial, Polynomial, Interval]], said: Said
) -> Iterator[tuple[str, Side]]:
    """The unknowns that keep the side of zero on which they are stated, also where their figure is wrong."""
    for over, under, _ in forms:
        yield from of_one(under, ABOVE_ZERO)
        for keys in (many for many in over if len(many) > 1):
            amounts = [key for key in said.stated(keys) if not said.is_rate(key)]
            factors = set(keys).difference(amounts)
            is_alone = sum(factors <= set(others) for others in over) == 1
            if len(amounts) == 1 and factors and is_alone:
                side = side_of(said.read(said.quantities[amounts[0]]))
                if side is not None:
                    yield amounts[0], side


def more_sides(known: Sides, told: Iterable[tuple[str, Side]]) -> Sides:
    """What is known with what is told besides; of two that say the same, that with fewer figures."""
    found = dict(known)
    for key, side in sorted(told, key=lambda one: (one[0], len(one[1].rests), one[1].rests)):
        mine = found.get(key, ())
        if all((one.sign, one.is_off_zero) != (side.sign, side.is_off_zero) for one in mine):
            found[key] = (*mine, side)
    return found


def sides_of(
    base: Polynomial,
    rest: Polynomial,
    under: Polynomial,
    factors: tuple[str, ...],
    *,
    is_equal: bool,
    said: Said,
) -> tuple[Side, ...]:
    """What is known of the side of zero of what factors multiply: none that says no more than another.

    `rest` and so many times the base are zero where `is_equal`; `under` is above zero.
    """
    found = list(_of_divisor(base, under))
    by_figures = None if found else side_of(said.reach(base))
    if by_figures is not None:
        found.append(attrs.evolve(by_figures, rests=_unsure(base, factors, said)))
    if is_equal and not any(not side.rests for side in found):
        found += _told(rest, factors, said)
    (keys, *others) = base
    if not others and len(keys) == 1:
        sign = 1 if base[keys] > 0 else -1
        found += (attrs.evolve(side, sign=sign * side.sign) for side in said.sides.get(keys[0], ()))
    found.sort(key=lambda side: (len(side.rests), not side.is_off_zero, side.rests, side.sign))
    kept: list[Side] = []
    for side in found:
        if not any(one.says(side) for one in kept):
            kept.append(side)
    return tuple(kept)


def _of_divisor(base: Polynomial, under: Polynomial) -> Iterator[Side]:
    for sign in (1, -1):
        if base == minus({}, under, Fraction(-sign)):
            yield Side(sign, is_off_zero=True)


def _unsure(base: Polynomial, factors: tuple[str, ...], said: Said) -> tuple[str, ...]:
    """The figures of rates that may have lost their sign: those that an amount is multiplied by."""
    keys = {key for keys in base for key in keys}
    if all(map(said.is_rate, factors)) or not any(map(said.is_rate, keys)):
        return ()
    return said.stated(keys)


def _told(rest: Polynomial, factors: tuple[str, ...], said: Said) -> Iterator[Side]:
    """The sides of zero of what is `rest`, turned, divided by the factors, where all these have one."""
    left = minus({}, rest)
    size, natural = said.product(factors)
    times = [side for side in (side_of(natural),) if side is not None]
    if (found := side_of(size)) is not None and not any(side.says(found) for side in times):
        times.append(attrs.evolve(found, rests=said.stated(factors)))
    over = [Side(1, is_off_zero=False)] if left in said.known else []
    if (found := side_of(said.reach(left))) is not None:
        over.append(attrs.evolve(found, rests=said.stated(key for keys in rest for key in keys)))
    for one, other in product(times, over):
        if one.is_off_zero:
            rests = tuple(sorted({*one.rests, *other.rests}))
            yield Side(one.sign * other.sign, other.is_off_zero, rests)
