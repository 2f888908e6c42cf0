"""The intervals of a stated figure as SQL: what a rounding, a hedge and trailing zeros leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from sqlglot import exp

from lacmigration.frames._exact import (
    Steps,
    Whole,
    all_of,
    any_of,
    chosen,
    constant,
    greatest,
    is_null,
    least,
    negated,
    one_of,
)
from lacmigration.frames._numbers import Number

if TYPE_CHECKING:
    from lacmigration.frames._exact import Truth

__all__ = ["Ends", "Quantity", "quantity"]

_ABOVE = ("more-than", "at-least")
_BELOW = ("nearly", "at-most", "less-than")


@attrs.frozen(eq=False)
class Ends:
    """An interval of each row: its ends over the denominator of its quantity, NULL where there is none."""

    lo: Whole
    hi: Whole
    lo_open: Truth = False
    hi_open: Truth = False

    def named(self, steps: Steps) -> Ends:
        """The same under names."""
        return Ends(
            steps.number(self.lo), steps.number(self.hi), steps.truth(self.lo_open), steps.truth(self.hi_open)
        )


@attrs.frozen(eq=False)
class Quantity:
    """What a figure of each row can stand for: its intervals, over `under`, and what else a check asks."""

    strict: Ends
    loose: Ends
    prints: Ends
    under: int
    invalid: Truth


def quantity(one: Number, *, finest: Whole | None = None, whole: Truth = True) -> Quantity:
    """The intervals of a number in each row.

    `finest` is the place to which its list is written; `whole` is false where a count may be an average.
    """
    steps = one.steps
    place = one.place
    if one.generous is not False:
        zero = one.zero()
        if finest is not None:
            settled = least(zero, greatest(finest, one.one))
            zero = chosen(one.settles, settled, zero)
        place = steps.number(chosen(one.generous, zero, one.place))
    strict = _rounded(one, one.place).named(steps)
    loose = strict if place is one.place else _rounded(one, place).named(steps)
    strict, loose = _hedged(one, strict, loose)
    unknown = all_of(one.rounding("unknown"), any_of(one.hedge("none"), one.hedge("about")))
    prints = attrs.evolve(
        strict, lo_open=any_of(unknown, strict.lo_open), hi_open=any_of(unknown, strict.hi_open)
    )
    invalid: Truth = False
    if one.counted:
        strict, loose, prints = (_cut(each) for each in (strict, loose, prints))
        strict, loose, prints = (each.named(steps) for each in (strict, loose, prints))
        invalid = any_of(strict.hi < 0, all_of(strict.hi.same(0), strict.hi_open))
    is_whole = all_of(one.countable, whole)
    if is_whole is not False:
        strict, loose, prints = _wholes(one, is_whole, strict, loose, prints)
    return Quantity(strict.named(steps), loose.named(steps), prints.named(steps), one.under, invalid)


def _rounded(one: Number, half: Whole) -> Ends:
    """The true values that are printed as the number on a grid of twice `half`."""
    value, is_, unit = one.value, one.rounding, half * 2
    positive, negative = constant(0) < value, value < 0
    down = any_of(is_("floor"), all_of(is_("truncated"), positive))  # [v, v + u)
    up = any_of(is_("ceiling"), all_of(is_("truncated"), negative))  # (v - u, v]
    cut = is_("truncated")
    exact = is_("exact")
    below = chosen(any_of(exact, down), 0, chosen(any_of(up, cut), unit, half))
    above = chosen(any_of(exact, up), 0, chosen(any_of(down, cut), unit, half))
    odd: Truth = False
    if is_("half-even") is not False:
        odd = all_of(is_("half-even"), (value.size() % (unit * 2)).same(unit))
    ties_low = all_of(is_("half-up"), value <= 0)
    ties_high = all_of(is_("half-up"), negated(negative))
    lo_open = any_of(is_("ceiling"), all_of(cut, negated(positive)), ties_low, odd)
    hi_open = any_of(is_("floor"), all_of(cut, negated(negative)), ties_high, odd)
    return Ends(value - below, value + above, lo_open, hi_open)


def _hedged(one: Number, strict: Ends, loose: Ends) -> tuple[Ends, Ends]:
    above = any_of(*(one.hedge(word) for word in _ABOVE))
    below = any_of(*(one.hedge(word) for word in _BELOW))
    about = one.hedge("about")
    if above is False and below is False and about is False:
        return strict, loose
    value, steps = one.value, one.steps
    reach = _grain(one)
    low, high = steps.number(value - reach), steps.number(value + reach)
    inner = any_of(one.hedge("more-than"), one.hedge("nearly"), one.hedge("less-than"))
    no_end = Whole(None, exp.Null(), 0, null=True)
    near = Ends(
        chosen(about, least(loose.lo, low), loose.lo),
        chosen(about, greatest(loose.hi, high), loose.hi),
        all_of(loose.lo_open, any_of(negated(about), loose.lo < low)),
        all_of(loose.hi_open, any_of(negated(about), high < loose.hi)),
    )
    found_strict = Ends(
        chosen(above, value, chosen(below, low, strict.lo)),
        chosen(above, high, chosen(below, value, strict.hi)),
        one_of(any_of(above, below), inner, strict.lo_open),
        one_of(any_of(above, below), inner, strict.hi_open),
    )
    found_loose = Ends(
        chosen(above, value, chosen(below, no_end, near.lo)),
        chosen(above, no_end, chosen(below, value, near.hi)),
        one_of(above, one.hedge("more-than"), all_of(negated(below), near.lo_open)),
        one_of(
            below, any_of(one.hedge("nearly"), one.hedge("less-than")), all_of(negated(above), near.hi_open)
        ),
    )
    return found_strict.named(steps), found_loose.named(steps)


def _grain(one: Number) -> Whole:
    """How far a hedge reaches: the last digit's place, five times it for a 5 behind another digit."""
    zero, size = one.zero(), one.value.size()
    five = all_of((size % (zero * 20)).same(zero * 10), zero * 18 < size)
    reach = greatest(chosen(five, zero * 5, zero), one.place)
    return one.steps.number(chosen(one.value.same(0), one.place, reach) * 2)


def _cut(one: Ends) -> Ends:
    """What lies at 0 or above."""
    below = any_of(is_null(one.lo), _before(one.lo, 0))
    return Ends(greatest(0, one.lo), one.hi, all_of(negated(below), one.lo_open), one.hi_open)


def _before(one: Whole, other: int) -> Truth:
    found = one < other
    if one.null and not isinstance(found, bool):
        return exp.func("COALESCE", found, exp.false())
    return found


def _wholes(one: Number, when: Truth, strict: Ends, loose: Ends, prints: Ends) -> tuple[Ends, Ends, Ends]:
    """Each from its first whole number to its last; where a hedge leaves none, the nearest on its side."""
    steps, unit = one.steps, 2 * one.one

    def inward(ends: Ends) -> Ends:
        over, rest = ends.lo % unit, ends.hi % unit
        first = chosen(over.same(0), chosen(ends.lo_open, ends.lo + unit, ends.lo), ends.lo - over + unit)
        last = chosen(rest.same(0), chosen(ends.hi_open, ends.hi - unit, ends.hi), ends.hi - rest)
        return Ends(first, last).named(steps)

    def filled(ends: Ends, other: Ends | None) -> Ends:
        found = inward(ends)
        empty = found.hi < found.lo
        if not isinstance(empty, bool) and (found.hi.null or found.lo.null):
            empty = exp.func("COALESCE", empty, exp.false())
        empty = steps.truth(empty)
        if other is None:
            # Above: the whole number before the first; below: the one behind the last, that is not there.
            more = one.hedge("more-than")
            nearest = steps.number(chosen(more, found.lo, found.hi))
            return Ends(chosen(empty, nearest, found.lo), chosen(empty, nearest, found.hi)).named(steps)
        return Ends(chosen(empty, other.lo, found.lo), chosen(empty, other.hi, found.hi)).named(steps)

    new_strict = filled(strict, None)
    new_loose = filled(loose, new_strict)
    new_prints = filled(prints, None)

    def mixed(old: Ends, new: Ends) -> Ends:
        return Ends(
            chosen(when, new.lo, old.lo),
            chosen(when, new.hi, old.hi),
            all_of(negated(when), old.lo_open),
            all_of(negated(when), old.hi_open),
        )

    return mixed(strict, new_strict), mixed(loose, new_loose), mixed(prints, new_prints)
