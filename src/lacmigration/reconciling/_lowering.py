"""What does a relation say in linear rows? Sums as they are; of products of unknowns, `_products` tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs

from lacmigration.checking._columns import settled
from lacmigration.checking._comparing import Context, guarded
from lacmigration.checking._dimensions import require_same
from lacmigration.checking._equations import Comparison
from lacmigration.checking._polynomials import Polynomial, quotient
from lacmigration.checking._quantities import (
    Quantity,
    Undecided,
    constant,
    dates,
    leaves,
    quantity,
    resolve,
    spread,
    texts,
)
from lacmigration.checking._ranges import Reading
from lacmigration.checking._statements import STATEMENTS
from lacmigration.facts import Fact
from lacmigration.intervals import NOT_NEGATIVE, Interval
from lacmigration.messages import Saying, formula, message
from lacmigration.reconciling._averages import is_average, names_of_averages, tied
from lacmigration.reconciling._naming import named, renamed
from lacmigration.reconciling._products import POSITIVE, Lowered, of_divisor, of_form
from lacmigration.reconciling._sides import (
    ABOVE_ZERO,
    Said,
    Sides,
    as_divisor,
    is_off_zero,
    kept_sides,
    more_sides,
    of_one,
)
from lacmigration.reconciling._unknowns import is_number
from lacmigration.relations import _kinds as kinds
from lacmigration.relations._nodes import Product, Sum

__all__ = ["Lowered", "Stated", "all_lowered", "stated", "with_averages"]

_ROOM = {"=": Interval(0, 0), "<=": NOT_NEGATIVE, "<": POSITIVE}
_NO_NUMBERS = "it relates no numbers"


@attrs.frozen(eq=False)
class Stated:
    """A relation, resolved: expressions that must each lie in an interval.

    `sides` with the `signs` between them are how it is written. `whole` are the keys of those numbers that
    the relation itself says are whole ones. `averages` are the counts that its averages are rounded to.
    """

    place: int
    gaps: tuple[tuple[Any, Interval], ...]
    sides: tuple[Any, ...]
    signs: tuple[str, ...]
    whole: frozenset[str] = frozenset()
    averages: Mapping[str, Quantity] = attrs.field(factory=dict)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every number of it, in the order of its expressions."""
        return tuple(leaf for gap, _ in self.gaps for leaf in leaves(gap))

    def renamed(self, keys: Mapping[str, str]) -> Stated:
        """The same with other names for some of its numbers."""
        return attrs.evolve(
            self,
            gaps=tuple((renamed(tree, keys), room) for tree, room in self.gaps),
            sides=tuple(renamed(side, keys) for side in self.sides),
            whole=frozenset(keys.get(key, key) for key in self.whole),
        )

    @property
    def said(self) -> Saying:
        """The relation with the names of its figures."""
        first, *others = map(named, self.sides)
        marks = (", " if sign == "," else f" {sign} " for sign in self.signs)
        return formula(first, *(part for both in zip(marks, others, strict=True) for part in both))


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
    ends = (domain.lo, domain.lo_open, 1), (domain.hi, domain.hi_open, -1)
    for end, is_open, sign in ((end, is_open, sign) for end, is_open, sign in ends if end is not None):
        here = constant(end, label=str(end))
        yield Sum(((sign, tree), (-sign, here))), Interval(0, None, lo_open=is_open)


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
        (_less(high, low), POSITIVE if is_strict else NOT_NEGATIVE)
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


@attrs.frozen(eq=False)
class _Parted:
    """A relation as sums of products over others that are above zero, each in a room; all of it or a part."""

    stated: Stated
    quantities: Mapping[str, Quantity]
    forms: tuple[tuple[Polynomial, Polynomial, Interval], ...]
    places: Mapping[str, int]
    whole: bool


def all_lowered(found: Sequence[Stated], read: Reading) -> tuple[Lowered, ...]:
    """The rows of each relation where its figures are read strictly, or loosely.

    Where a sign that is not known makes rows say less, it may be known from another relation.
    """
    parted = [_parted(one, read) for one in found]
    uses = Counter(key for one in parted for key in one.quantities)
    uses.update(key for one in found for key in one.averages)
    sides: Sides = {}
    while True:
        lows = tuple(_lowered(one, read, uses, sides) for one in parted)
        more = more_sides(sides, (side for low in lows for side in low.sides))
        if more == sides or all(low.whole for low in lows):
            return lows
        sides = more


def _parted(found: Stated, read: Reading) -> _Parted:
    quantities = {one.key: one for one in found.quantities}
    divided = [
        (quotient(gap, lambda one: as_divisor(one, read), known=is_number), room) for gap, room in found.gaps
    ]
    parted = tuple((*both, room) for both, room in divided if both is not None)
    forms = [over for over, _, _ in parted]
    forms += [
        under
        for _, under, _ in parted
        if not (
            any(of_one(under, ABOVE_ZERO))
            or is_off_zero(under, lambda key: as_divisor(quantities[key], read))
        )
    ]
    places = Counter(key for form in forms for key in {key for product in form for key in product})
    return _Parted(found, quantities, parted, places, whole=len(parted) == len(divided))


def _lowered(
    one: _Parted,
    read: Reading,
    uses: Mapping[str, int],
    sides: Sides,
) -> Lowered:
    known = tuple(over for over, _, room in one.forms if room == NOT_NEGATIVE)
    said = Said(one.stated.place, one.quantities, read, uses, one.places, known, sides)
    said = attrs.evolve(said, kept=dict(kept_sides(one.forms, said)))
    lows = [
        low
        for over, under, room in one.forms
        for low in (of_divisor(under, said), of_form(over, under, room, said))
    ]
    together = Lowered(
        tuple(dict.fromkeys(row for low in lows for row in low.rows)),
        tuple(one for low in lows for one in low.unknowns),
        tuple(one for low in lows for one in low.factors),
        tuple(one for low in lows for one in low.sides),
        tuple(one for low in lows for one in low.branches),
        whole=one.whole and all(low.whole for low in lows),
    )
    averages = [(one.quantities[key], count.key) for key, count in one.stated.averages.items()]
    return tied(together, averages, read, one.stated.place) if averages else together


def with_averages(found: Sequence[Stated]) -> tuple[Stated, ...]:
    """The same, with names of their own for averages of counts that are whole for other relations."""
    names = names_of_averages([quantity for one in found for quantity in one.quantities])
    return tuple(_averaging(one, names) for one in found) if names else tuple(found)


def _averaging(one: Stated, names: Mapping[str, str]) -> Stated:
    here = {each.key: each for each in one.quantities if each.key in names and is_average(each)}
    if not here:
        return one
    averages = {names[key]: quantity(each.fact, key=key) for key, each in here.items()}
    told = one.renamed({key: names[key] for key in here})
    return attrs.evolve(told, sides=one.sides, averages=averages)  # it is written as it was
