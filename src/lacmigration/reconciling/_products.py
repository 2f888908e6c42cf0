"""What does a product of unknowns say in linear rows? One of its factors is taken as what it can be.

A share of a whole is at least 37.5% of it and at most 38.5%: two rows with the ends of the share as factors.
They say all that the relation says while the share stands nowhere else and the whole is above zero; else
they say less, never more. Then the whole is taken as what it can be too: it is so many times the share, from
so many times the share to so many times. All these rows hold at once. What else is said of the share or the
whole, by whichever relations, takes none of them away.

Which of both ends is the upper one depends on the side of zero on which the rest of the product lies, which
`_sides` tells. Where figures tell it, the rows say nothing without these: then there are branches.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from lacmigration.checking._polynomials import Polynomial, minus
from lacmigration.intervals import EVERYTHING, NOT_NEGATIVE, Interval
from lacmigration.reconciling._rows import Branch, Branches, Factor, Row, Unknown
from lacmigration.reconciling._sides import Said, Side, is_off_zero, of_one, side_of, sides_of

__all__ = ["POSITIVE", "Lowered", "of_divisor", "of_form"]

POSITIVE = Interval(0, None, lo_open=True)
_ZERO = Interval(0, 0)


@attrs.frozen(eq=False)
class Lowered:
    """The rows of a relation, further unknowns that they need, and whether they say all that it says.

    `factors` are the unknowns that became factors of rows. `sides` tells of some unknowns on which side of
    zero they are. `branches` is what the relation says where figures are let go that tell such a side.
    """

    rows: tuple[Row, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    factors: tuple[Factor, ...] = ()
    sides: tuple[tuple[str, Side], ...] = ()
    branches: tuple[Branches, ...] = ()
    whole: bool = True


def of_divisor(form: Polynomial, said: Said) -> Lowered:
    """What is divided by is above zero; of a product, that is told where each factor is."""
    products = list(form)
    if not any(products) or is_off_zero(form, said.divisor):
        return Lowered()
    if all(len(product) < 2 for product in products):
        sides = tuple(of_one(form, Side(1, is_off_zero=True)))
        return Lowered((_row(form, POSITIVE, said.place),), sides=sides)
    reads = [said.divisor(key) for key in products[0]]
    if len(products) > 1 or any(read.lo is None or read.lo < 0 for read in reads):
        return Lowered(whole=False)
    sides = tuple((key, Side(1, is_off_zero=True)) for key in products[0])
    return Lowered(tuple(_row({(key,): Fraction(1)}, POSITIVE, said.place) for key, _ in sides), sides=sides)


def of_form(form: Polynomial, under: Polynomial, room: Interval, said: Said) -> Lowered:
    """What it says that a form lies in a room: {0}, above zero, or not below it. `under` is above zero.

    The first choice of factors alone where that says all of it, whatever else there is; else every choice.
    """
    crooked = [product for product in form if len(product) > 1]
    if not crooked:
        return Lowered((_row(form, room, said.place),))
    choices = said.choices(crooked)
    alone = attrs.evolve(said, sides={})
    first = [_of_choice(factors, form, under, room, alone) for factors in choices[:1]]
    if first and first[0].whole:
        return first[0]
    lows = [_of_choice(factors, form, under, room, said) for factors in choices]
    solved = next((low for low in lows if low.whole), None)
    by_itself = (*first, *(_of_choice(factors, form, under, room, alone) for factors in choices[1:]))
    if not any(low.rows for low in by_itself):
        lows.append(_bounded(form, room, said))
    return Lowered(
        tuple(dict.fromkeys(row for low in lows for row in low.rows)),
        tuple(one for low in lows for one in low.unknowns),
        tuple(attrs.evolve(one, is_free=low is solved) for low in lows for one in low.factors),
        tuple(one for low in lows for one in low.sides),
        () if solved is None else solved.branches,
        whole=solved is not None,
    )


def _of_choice(
    factors: tuple[str, ...], form: Polynomial, under: Polynomial, room: Interval, said: Said
) -> Lowered:
    """The rows in which some factors are taken as what they can be."""
    rest = {product: by for product, by in form.items() if not set(factors) <= set(product)}
    base: Polynomial = {
        tuple(key for key in product if key not in factors): by
        for product, by in form.items()
        if set(factors) <= set(product)
    }
    sides = sides_of(base, rest, under, factors, is_equal=room == _ZERO, said=said)
    size, natural = said.product(factors)
    told = _factor(factors, rest, base, room=room, side=sides[0], said=said) if sides else None
    telling = [side for side in sides if _says_all(side, base, factors, natural, said)]
    whole = told is not None and bool(telling) and all(map(said.is_free, factors))
    branches: tuple[Branches, ...] = ()
    if whole and all(side.rests for side in telling):
        either = _branches(factors, rest, base, room=room, said=said)
        branches = (Branches(branches=tuple(either), rests=tuple(side.rests for side in telling)),)
    return Lowered(
        (
            *(row for side in sides for row in _of_side(side, factors, rest, base, room=room, said=said)),
            *([_row(rest, room, said.place, said.stated(factors))] if size == _ZERO else []),
        ),
        factors=() if told is None else (told,),
        sides=tuple(one for side in sides for one in of_one(base, side)),
        branches=branches,
        whole=whole,
    )


def _of_side(
    side: Side, factors: tuple[str, ...], rest: Polynomial, base: Polynomial, *, room: Interval, said: Said
) -> Iterator[Row]:
    """The rows that hold where the base is on a side of zero."""
    size, natural = said.product(factors)
    turned = minus({}, base, Fraction(-side.sign))
    yield _row(turned, POSITIVE if side.is_off_zero else NOT_NEGATIVE, said.place, side.rests)
    for part, rests in ((size, said.stated(factors)), (natural, ())):
        there = part.scaled(Fraction(side.sign))
        there = there if side.is_off_zero else Interval(there.lo, there.hi)
        because = tuple(sorted({*rests, *side.rests}))
        for terms, where in _ends(rest, turned, there, room):
            yield _row(terms, where, said.place, because)


def _branches(
    factors: tuple[str, ...], rest: Polynomial, base: Polynomial, *, room: Interval, said: Said
) -> Iterator[Branch]:
    """What holds on either side of zero, and what at zero, where the rest alone is in the room."""
    for side in (Side(1, is_off_zero=True), Side(-1, is_off_zero=True)):
        rows = _of_side(side, factors, rest, base, room=room, said=said)
        yield Branch(rows=tuple(rows), factor=_factor(factors, rest, base, room=room, side=side, said=said))
    yield Branch(rows=(_row(base, _ZERO, said.place), _row(rest, room, said.place)))


def _says_all(side: Side, base: Polynomial, factors: tuple[str, ...], natural: Interval, said: Said) -> bool:
    """Whether rows on a side of zero say all, also where figures are let go on which the side rests.

    Those of the base alone are not enough, unless the factors can be anything.
    """
    if not (side.is_off_zero or _is_closed(natural)):
        return False
    own = {key for product in base for key in product}
    return not side.rests or not own.issuperset(side.rests) or not said.stated(factors)


def _is_closed(natural: Interval) -> bool:
    return natural.width is not None and not (natural.lo_open or natural.hi_open)


def _factor(
    keys: tuple[str, ...],
    rest: Polynomial,
    base: Polynomial,
    *,
    room: Interval,
    side: Side,
    said: Said,
) -> Factor | None:
    """The factors as a quotient of sums; None where they stand elsewhere in it, or can be of either sign."""
    if any(key in product for key in keys for product in rest):
        return None
    either = [key for key in keys if side_of(said.read(said.quantities[key])) is None]
    if len(keys) > 1 and either and (len(either) > 1 or said.read(said.quantities[either[0]]) != EVERYTHING):
        return None
    over, under = minus({}, rest, Fraction(side.sign)), minus({}, base, Fraction(-side.sign))
    return Factor(
        keys=(*either, *(key for key in keys if key not in either)),
        relation=said.place,
        room=room.scaled(Fraction(side.sign)),
        over=tuple(sorted((product[0], by) for product, by in over.items() if product)),
        under=tuple(sorted((product[0], by) for product, by in under.items() if product)),
        constants=(over.get((), Fraction(0)), under.get((), Fraction(0))),
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
