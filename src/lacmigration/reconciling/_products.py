"""What does a product of unknowns say in linear rows? One of its factors is taken as what it can be.

A share of a whole is at least 37.5% of it and at most 38.5%: two rows with the ends of the share as factors.
They say all that the relation says while the share stands nowhere else and the whole is above zero; else
they say less, never more. Which of both ends is the upper one depends on the side of zero on which the whole
lies. That is where it is stated, even if its figure is wrong otherwise. If nobody stated it, it is above zero
where it is divided by; else the figures of the product and of its other factors tell, and the rows rest on
these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from lacmigration.checking._polynomials import Polynomial, minus
from lacmigration.checking._quantities import Quantity
from lacmigration.checking._ranges import Reading
from lacmigration.intervals import EVERYTHING, NOT_NEGATIVE, Interval
from lacmigration.reconciling._rows import Factor, Row, Unknown
from lacmigration.reconciling._unknowns import domain_of

__all__ = ["POSITIVE", "Lowered", "Said", "Side", "as_divisor", "is_off_zero", "of_divisor", "of_form"]

POSITIVE = Interval(0, None, lo_open=True)
_ZERO = Interval(0, 0)
_RATES = frozenset({"1", "percent", "percentage points", "per thousand", "times"})


@attrs.frozen(eq=False)
class Lowered:
    """The rows of a relation, further unknowns that they need, and whether they say all that it says.

    `factors` are the unknowns that became factors of rows. `sides` tells of some unknowns on which side of
    zero they are.
    """

    rows: tuple[Row, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    factors: tuple[Factor, ...] = ()
    sides: Mapping[str, Side] = attrs.field(factory=dict)
    whole: bool = True


@attrs.frozen
class Side:
    """On which side of zero a sum lies (1 or -1), whether never at zero, and the figures that say so."""

    sign: int
    is_off_zero: bool
    rests: tuple[str, ...] = ()


@attrs.frozen(eq=False)
class Said:
    """A relation with how its figures are read.

    `uses` tells in how many relations each unknown stands, `places` at how many places of this one. `sides`
    is what other relations say of the signs of unknowns.
    """

    place: int
    quantities: Mapping[str, Quantity]
    read: Reading
    uses: Mapping[str, int]
    places: Mapping[str, int]
    sides: Mapping[str, Side]

    def product(self, keys: Iterable[str]) -> tuple[Interval, Interval]:
        """What a product of unknowns can be by their figures, and whatever their figures are."""
        size = natural = Interval(1, 1)
        for key in keys:
            one = self.quantities[key]
            size, natural = size * self.read(one), natural * domain_of(one)
        return size, natural

    def reach(self, polynomial: Polynomial) -> Interval:
        """What a sum of products can be at most."""
        found = _ZERO
        for product, by in polynomial.items():
            found = found + self.product(product)[0].scaled(by)
        return found

    def divisor(self, key: str) -> Interval:
        """What an unknown can be where it is divided by."""
        return as_divisor(self.quantities[key], self.read)

    def stated(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Those of the unknowns of which there is a figure."""
        return tuple(sorted({key for key in keys if self.quantities[key].figure is not None}))

    def stands_once(self, key: str) -> bool:
        """Whether it stands at one place only."""
        return self.places.get(key, 0) < 2 and self.uses.get(key, 0) < 2

    def factors(self, crooked: list[tuple[str, ...]]) -> tuple[str, ...] | None:
        """Unknowns that, taken as numbers, leave a sum: those that stand nowhere else, and rates, first."""
        common = set(crooked[0]).intersection(*crooked)
        needed = max(map(len, crooked)) - 1
        if len(common) < needed:
            return None

        def order(key: str) -> tuple[bool, bool, bool, str]:
            one, is_shared = self.quantities[key], not self.stands_once(key)
            is_rate = one.unit in _RATES or "/" in one.unit or one.fact.unstated
            return is_shared, is_shared and one.fact.unstated, not is_rate, key

        return tuple(sorted(common, key=order)[:needed])


def as_divisor(quantity: Quantity, read: Reading) -> Interval:
    """What a quantity can be where it is divided by: on the side of zero where it is stated, strictly read.

    One that nobody stated is not negative there.
    """
    if quantity.fact.unstated:
        return NOT_NEGATIVE
    side = _side(quantity.strict)
    found = read(quantity)
    return found if side is None else found.intersect(NOT_NEGATIVE.scaled(Fraction(side.sign))) or found


def is_off_zero(form: Polynomial, said: Callable[[str], Interval]) -> bool:
    """Whether a product of several things that are all above zero; `said` is what each of them can be."""
    (product, *others) = form
    reads = [said(key) for key in product]
    return not others and len(product) > 1 and all(read.lo is not None and read.lo > 0 for read in reads)


def of_divisor(form: Polynomial, said: Said) -> Lowered:
    """What is divided by is above zero; of a product, that is told where each factor is."""
    products = list(form)
    if not any(products) or is_off_zero(form, said.divisor):
        return Lowered()
    if all(len(product) < 2 for product in products):
        sides = _of_one(form, Side(1, is_off_zero=True))
        return Lowered((_row(form, POSITIVE, said.place),), sides=sides)
    reads = [said.divisor(key) for key in products[0]]
    if len(products) > 1 or any(read.lo is None or read.lo < 0 for read in reads):
        return Lowered(whole=False)
    sides = {key: Side(1, is_off_zero=True) for key in products[0]}
    return Lowered(tuple(_row({(key,): Fraction(1)}, POSITIVE, said.place) for key in sides), sides=sides)


def _side(reach: Interval) -> Side | None:
    for sign, one in ((1, reach), (-1, -reach)):
        if one.lo is not None and one.lo >= 0:
            return Side(sign, one.lo > 0 or one.lo_open)
    return None


def of_form(form: Polynomial, under: Polynomial, room: Interval, said: Said) -> Lowered:
    """What it says that a form lies in a room: {0}, above zero, or not below it. `under` is above zero."""
    crooked = [product for product in form if len(product) > 1]
    if not crooked:
        return Lowered((_row(form, room, said.place),))
    factors = said.factors(crooked)
    if factors is None:
        return _bounded(form, room, said)
    rest = {product: by for product, by in form.items() if not set(factors) <= set(product)}
    base: Polynomial = {
        tuple(key for key in product if key not in factors): by
        for product, by in form.items()
        if set(factors) <= set(product)
    }
    side = _side_of(base, under, said) or (_told_side(rest, factors, said) if room == _ZERO else None)
    if side is None:
        return _bounded(form, room, said)
    base = minus({}, base, Fraction(-side.sign))
    size, natural = (one.scaled(Fraction(side.sign)) for one in said.product(factors))
    rows = [_row(base, POSITIVE if side.is_off_zero else NOT_NEGATIVE, said.place, side.rests)]
    for part, rests in ((size, said.stated(factors)), (natural, ())):
        there = part if side.is_off_zero else Interval(part.lo, part.hi)
        because = tuple(sorted({*rests, *side.rests}))
        rows += (_row(terms, where, said.place, because) for terms, where in _ends(rest, base, there, room))
    told = _factor(factors, rest, base, room=room.scaled(Fraction(side.sign)), side=side, said=said)
    sides = _of_one(base, attrs.evolve(side, sign=1))
    if told is None or not (side.is_off_zero or _is_closed(natural)):
        return Lowered(tuple(rows), sides=sides, whole=False)
    return Lowered(tuple(rows), factors=(told,), sides=sides)


def _is_closed(natural: Interval) -> bool:
    return natural.width is not None and not (natural.lo_open or natural.hi_open)


def _of_one(form: Polynomial, side: Side) -> Mapping[str, Side]:
    """The side of the only unknown of a form that lies on one; none where there are more, or a constant."""
    (product, *others) = form
    if others or len(product) != 1:
        return {}
    return {product[0]: side if form[product] > 0 else attrs.evolve(side, sign=-side.sign)}


def _side_of(base: Polynomial, under: Polynomial, said: Said) -> Side | None:
    """The side of zero of what a factor multiplies: as what is divided by, by its figures, or as told."""
    for sign in (1, -1):
        if base == minus({}, under, Fraction(-sign)):
            return Side(sign, is_off_zero=True)
    by_figures = _side(said.reach(base))
    (product, *others) = base
    known = None if others or len(product) != 1 else said.sides.get(product[0])
    if by_figures is not None or known is None:
        return by_figures
    return _of_one(base, known)[product[0]]


def _told_side(rest: Polynomial, factors: tuple[str, ...], said: Said) -> Side | None:
    """The side of zero of what is `rest`, turned, divided by the factors, where all these have one."""
    times, left = _side(said.product(factors)[0]), _side(-said.reach(rest))
    if times is None or left is None or not times.is_off_zero:
        return None
    keys = (*factors, *(key for product in rest for key in product))
    return Side(times.sign * left.sign, left.is_off_zero, said.stated(keys))


def _factor(
    keys: tuple[str, ...],
    rest: Polynomial,
    base: Polynomial,
    *,
    room: Interval,
    side: Side,
    said: Said,
) -> Factor | None:
    """The factors as a quotient of sums; None where they stand elsewhere too, or can be of either sign."""
    if any(not said.stands_once(key) or any(key in product for product in rest) for key in keys):
        return None
    either = [key for key in keys if _side(said.read(said.quantities[key])) is None]
    if len(keys) > 1 and either and (len(either) > 1 or said.read(said.quantities[either[0]]) != EVERYTHING):
        return None
    over = minus({}, rest, Fraction(side.sign))
    return Factor(
        keys=(*either, *(key for key in keys if key not in either)),
        room=room,
        over=tuple(sorted((product[0], by) for product, by in over.items() if product)),
        under=tuple(sorted((product[0], by) for product, by in base.items() if product)),
        constants=(over.get((), Fraction(0)), base.get((), Fraction(0))),
        rests=side.rests,
    )


def _ends(
    rest: Polynomial, base: Polynomial, size: Interval, room: Interval
) -> Iterator[tuple[Polynomial, Interval]]:
    """What `rest` + x * `base` in a room says for some x of a size, where the base is not negative."""
    if size.hi is not None:
        is_open = size.hi_open or room.lo_open
        yield minus(rest, base, -size.hi), Interval(0, None, lo_open=is_open)
    if size.lo is not None and room.hi is not None:
        yield minus(rest, base, -size.lo), Interval(None, 0, hi_open=size.lo_open)


def _bounded(form: Polynomial, room: Interval, said: Said) -> Lowered:
    """Each product of unknowns as an unknown of its own, within what the figures of its factors allow."""
    straight = {product: by for product, by in form.items() if len(product) < 2}
    rows, more = [], []
    for product in sorted(product for product in form if len(product) > 1):
        key = " * ".join(product)
        size, natural = said.product(product)
        more.append(Unknown(key=key, label=key, domain=natural))
        rows.append(_row({(key,): Fraction(1)}, size, said.place, said.stated(product)))
        straight[(key,)] = form[product]
    rows.append(_row(straight, room, said.place))
    return Lowered(tuple(rows), tuple(more), whole=False)


def _row(form: Polynomial, room: Interval, place: int, rests: tuple[str, ...] = ()) -> Row:
    """A sum of unknowns and a constant, in a room: the constant moves to the other side."""
    here = form.get((), Fraction(0))
    terms = tuple(sorted((product[0], by) for product, by in form.items() if product and by))
    return Row(terms=terms, within=room - Interval(here, here), relation=place, rests=rests)
