"""What does a relation say in linear rows? Sums as they are, and one factor of a product as what it can be.

A share of a whole is at least 37.5% of it and at most 38.5%: two rows with the ends of the share as factors.
They say all that the relation says while the share stands in no other one; else they say less, never more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs

from lacmigration.checking._columns import settled
from lacmigration.checking._comparing import Context, guarded
from lacmigration.checking._dimensions import require_same
from lacmigration.checking._equations import Comparison
from lacmigration.checking._polynomials import Polynomial, minus, quotient
from lacmigration.checking._quantities import (
    Quantity,
    Undecided,
    constant,
    dates,
    leaves,
    resolve,
    spread,
    texts,
)
from lacmigration.checking._ranges import Reading
from lacmigration.checking._statements import STATEMENTS
from lacmigration.facts import Fact
from lacmigration.intervals import NOT_NEGATIVE, Interval
from lacmigration.messages import message
from lacmigration.reconciling._naming import named
from lacmigration.reconciling._rows import Factor, Row, Unknown
from lacmigration.reconciling._unknowns import domain_of, is_number
from lacmigration.relations import _kinds as kinds
from lacmigration.relations._nodes import Product, Sum

__all__ = ["Lowered", "Stated", "lowered", "stated"]

_POSITIVE = Interval(0, None, lo_open=True)
_ROOM = {"=": Interval(0, 0), "<=": NOT_NEGATIVE, "<": _POSITIVE}
_RATES = frozenset({"1", "percent", "percentage points", "per thousand", "times"})
_NO_NUMBERS = "it relates no numbers"


@attrs.frozen(eq=False)
class Stated:
    """A relation, resolved: expressions that must each lie in an interval.

    `sides` with the `signs` between them are how it is written. `whole` are the keys of those numbers that
    the relation itself says are whole ones.
    """

    place: int
    gaps: tuple[tuple[Any, Interval], ...]
    sides: tuple[Any, ...]
    signs: tuple[str, ...]
    whole: frozenset[str] = frozenset()

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every number of it, in the order of its expressions."""
        return tuple(leaf for gap, _ in self.gaps for leaf in leaves(gap))

    @property
    def text(self) -> str:
        """The relation with the names of its figures."""
        first, *others = map(named, self.sides)
        return first + "".join(f" {sign} {side}" for sign, side in zip(self.signs, others, strict=True))


@attrs.frozen(eq=False)
class Lowered:
    """The rows of a relation, further unknowns that they need, and whether they say all that it says.

    `factors` are the unknowns that became factors of rows.
    """

    rows: tuple[Row, ...]
    unknowns: tuple[Unknown, ...] = ()
    factors: tuple[Factor, ...] = ()
    whole: bool = True


def stated(relation: Any, place: int, context: Context) -> Stated:
    """What a relation says, resolved and guarded; Undecided where it cannot be compared or has no numbers."""
    special: Callable[[Any, Context, int], Stated] | None = _OTHERS.get(type(relation))
    if special is not None:
        return special(relation, context, place)
    if type(relation) not in STATEMENTS:
        raise Undecided(message(_NO_NUMBERS))
    _require_numbers(relation, context)
    found = STATEMENTS[type(relation)](relation, context)
    return Stated(place, tuple(_of_sides(found)), (found.computed, found.stated), (found.sign,))


def _require_numbers(relation: Any, context: Context) -> None:
    """Undecided for two dates, or two names."""
    both: tuple[Any, ...] = ()
    if isinstance(relation, kinds.Same):
        both = relation.first, relation.second
    elif isinstance(relation, kinds.Bound):
        both = relation.lesser, relation.greater
    if both and (dates(both, context.facts) is not None or texts(both, context.facts)):
        raise Undecided(message(_NO_NUMBERS))


def _of_sides(found: Comparison) -> Iterator[tuple[Any, Interval]]:
    yield _less(found.stated, found.computed), _ROOM[found.sign]
    if found.domain is not None:
        yield from _between(found.computed, found.domain)
    if found.parts is not None:  # what each part can be, the whole apart: it is more than that anyway
        for leaf in leaves(found.computed):
            yield leaf, NOT_NEGATIVE
            if found.parts.hi is not None:
                yield _less(found.stated, leaf), NOT_NEGATIVE


def _between(tree: Any, domain: Interval) -> Iterator[tuple[Any, Interval]]:
    if domain.lo is not None:
        least = constant(domain.lo, label=str(domain.lo))
        yield _less(tree, least), Interval(0, None, lo_open=domain.lo_open)
    if domain.hi is not None:
        most = constant(domain.hi, label=str(domain.hi))
        yield _less(most, tree), Interval(0, None, lo_open=domain.hi_open)


def _less(minuend: Any, subtrahend: Any) -> Sum:
    return Sum(((1, minuend), (-1, subtrahend)))


def _order(relation: kinds.Order, context: Context, place: int) -> Stated:
    if dates(relation.items, context.facts) is not None:
        raise Undecided(message(_NO_NUMBERS))
    trees = spread(relation.items, context.facts)
    links = relation.strict if isinstance(relation.strict, tuple) else (relation.strict,) * (len(trees) - 1)
    if len(links) != len(trees) - 1:
        raise Undecided(message("a pattern stands in it, so that its steps cannot be told apart"))
    require_same(trees, context.dimension)
    guarded(relation, trees)
    trees = settled(trees, tuple(tree for tree in trees if isinstance(tree, Quantity)))
    steps = [(after, before) if relation.rising else (before, after) for before, after in pairwise(trees)]
    gaps = tuple(
        (_less(high, low), _POSITIVE if is_strict else NOT_NEGATIVE)
        for (high, low), is_strict in zip(steps, links, strict=True)
    )
    mark = "<" if relation.rising else ">"
    return Stated(place, gaps, trees, tuple(mark if is_strict else f"{mark}=" for is_strict in links))


def _ranking(relation: kinds.Ranking, context: Context, place: int) -> Stated:
    """The first place and the last one are rows; a place between them is said of no row alone."""
    item, position = resolve(relation.item, context.facts), resolve(relation.position, context.facts)
    others = tuple(
        one for one in spread(relation.among, context.facts) if getattr(one, "key", "") != item.key
    )
    require_same((item, *others), context.dimension)
    guarded(relation, (item, *others))
    item, *rest = settled((item, *others), (item, *others))
    if not position.strict.is_point or position.nominal not in {1, len(others) + 1}:
        raise Undecided(message("a place between the first and the last one is no sum of figures"))
    is_first = position.nominal == 1
    gaps = tuple((_less(item, other) if is_first else _less(other, item), NOT_NEGATIVE) for other in rest)
    return Stated(place, gaps, (item, *rest), (">=" if is_first else "<=", *("," for _ in rest[1:])))


def _percentage(relation: kinds.Percentage, context: Context, place: int) -> Stated:
    """A whole number of things is the share of their number."""
    share, base = resolve(relation.stated, context.facts), resolve(relation.count, context.facts)
    require_same((share, constant(Fraction(1), label="a share", unit="percent")), context.dimension)
    guarded(relation, (share, base))
    key = f"{share.key} of {base.key}"
    many = Quantity(
        key, NOT_NEGATIVE, NOT_NEGATIVE, Fraction(0), base.unit, Fact(id="", label="a whole number")
    )
    gap = _less(many, Product(((1, share), (1, base))))
    return Stated(place, ((gap, Interval(0, 0)),), (share, base, many), ("of", "="), frozenset([key]))


_OTHERS: Mapping[type, Callable[[Any, Context, int], Stated]] = {
    kinds.Order: _order,
    kinds.Ranking: _ranking,
    kinds.Percentage: _percentage,
}


def lowered(found: Stated, read: Reading, uses: Mapping[str, int]) -> Lowered:
    """The rows of a relation where its figures are read strictly, or loosely.

    `uses` tells in how many relations each unknown stands.
    """
    rows: list[Row] = []
    more: list[Unknown] = []
    factors: list[Factor] = []
    complete = True
    said = _Said(found, {one.key: one for one in found.quantities}, read, uses)
    for gap, room in found.gaps:
        parted = quotient(gap, said.as_divisor, known=is_number)
        if parted is None:
            complete = False
            continue
        over, under = parted
        if any(under) and all(len(product) < 2 for product in under):
            rows.append(_row(under, _POSITIVE, found.place))
        one = _of_polynomial(over, room, said)
        complete &= one.whole
        rows += one.rows
        more += one.unknowns
        factors += one.factors
    return Lowered(tuple(dict.fromkeys(rows)), tuple(more), tuple(factors), complete)


@attrs.frozen(eq=False)
class _Said:
    """A relation with how its figures are read, and in how many relations each of them stands."""

    stated: Stated
    quantities: Mapping[str, Quantity]
    read: Reading
    uses: Mapping[str, int]

    def as_divisor(self, quantity: Quantity) -> Interval:
        """What a quantity can be; one that nobody stated is not negative where it is divided by."""
        return NOT_NEGATIVE if quantity.fact.unstated else self.read(quantity)

    def product(self, keys: Iterable[str]) -> tuple[Interval, Interval]:
        """What a product of unknowns can be by their figures, and whatever their figures are."""
        size = natural = Interval(1, 1)
        for key in keys:
            one = self.quantities[key]
            size, natural = size * self.read(one), natural * domain_of(one)
        return size, natural

    def reach(self, polynomial: Polynomial) -> Interval:
        """What a sum of products can be at most."""
        found = Interval(0, 0)
        for product, by in polynomial.items():
            part = Interval(by, by)
            for key in product:
                part = part * self.as_divisor(self.quantities[key])
            found = found + part
        return found

    def factors(self, crooked: list[tuple[str, ...]]) -> tuple[str, ...] | None:
        """Unknowns that, taken as numbers, leave a sum: rates first, and those that stand nowhere else."""
        common = set(crooked[0]).intersection(*crooked)
        needed = max(map(len, crooked)) - 1
        if len(common) < needed:
            return None

        def order(key: str) -> tuple[bool, bool, bool, str]:
            one, is_shared = self.quantities[key], self.uses.get(key, 0) > 1
            is_rate = one.unit in _RATES or "/" in one.unit or one.fact.unstated
            return is_shared, is_shared and one.fact.unstated, not is_rate, key

        return tuple(sorted(common, key=order)[:needed])


def _of_polynomial(polynomial: Polynomial, room: Interval, said: _Said) -> Lowered:
    place = said.stated.place
    crooked = [product for product in polynomial if len(product) > 1]
    if not crooked:
        return Lowered((_row(polynomial, room, place),))
    factors = said.factors(crooked)
    if factors is None:
        return _bounded(polynomial, room, said)
    rest = {product: by for product, by in polynomial.items() if not set(factors) <= set(product)}
    base: Polynomial = {
        tuple(key for key in product if key not in factors): by
        for product, by in polynomial.items()
        if set(factors) <= set(product)
    }
    reach, turn = said.reach(base), Fraction(1)
    if reach.hi is not None and reach.hi <= 0:
        base, reach, turn = minus({}, base), -reach, Fraction(-1)
    if reach.lo is None or reach.lo < 0:
        return _bounded(polynomial, room, said)
    size, natural = (one.scaled(turn) for one in said.product(factors))
    is_positive = reach.lo > 0 or reach.lo_open
    rows = [_row(base, _POSITIVE if is_positive else NOT_NEGATIVE, place)]
    for part, rests in ((size, factors), (natural, ())):
        attained = part if is_positive else Interval(part.lo, part.hi)
        rows += (_row(terms, where, place, rests) for terms, where in _ends(rest, base, attained, room))
    alone = all(said.uses.get(key, 0) < 2 for key in factors)
    told = (_factor(factors, minus({}, rest, turn), base, room.scaled(turn)),) if alone else ()
    return Lowered(tuple(rows), factors=told, whole=alone)


def _factor(keys: tuple[str, ...], over: Polynomial, under: Polynomial, room: Interval) -> Factor:
    return Factor(
        keys=keys,
        room=room,
        over=tuple(sorted((product[0], by) for product, by in over.items() if product)),
        under=tuple(sorted((product[0], by) for product, by in under.items() if product)),
        constants=(over.get((), Fraction(0)), under.get((), Fraction(0))),
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


def _bounded(polynomial: Polynomial, room: Interval, said: _Said) -> Lowered:
    """Each product of unknowns as an unknown of its own, within what the figures of its factors allow."""
    place = said.stated.place
    straight = {product: by for product, by in polynomial.items() if len(product) < 2}
    rows, more = [], []
    for product in sorted(product for product in polynomial if len(product) > 1):
        key = " * ".join(product)
        size, natural = said.product(product)
        more.append(Unknown(key=key, label=key, domain=natural))
        rows.append(Row(terms=((key, Fraction(1)),), within=size, relation=place, rests=product))
        straight[(key,)] = polynomial[product]
    rows.append(_row(straight, room, place))
    return Lowered(tuple(rows), tuple(more), whole=False)


def _row(polynomial: Polynomial, room: Interval, place: int, rests: tuple[str, ...] = ()) -> Row:
    """A sum of unknowns and a constant, in a room: the constant moves to the other side."""
    here = polynomial.get((), Fraction(0))
    terms = tuple(sorted((product[0], by) for product, by in polynomial.items() if product and by))
    return Row(terms=terms, within=room - Interval(here, here), relation=place, rests=rests)
