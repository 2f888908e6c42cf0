"""When do two sides agree, in SQL? The same comparisons of intervals as `lacmigration.checking` makes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Literal

import attrs
from sqlglot import exp

from lacmigration.frames._ends import Ends, Quantity
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

if TYPE_CHECKING:
    from lacmigration.frames._exact import Truth

__all__ = [
    "Quotient",
    "Sign",
    "agrees",
    "clipped",
    "common",
    "either",
    "falls",
    "must_agree",
    "quotient",
    "scaled",
    "summed",
    "sure",
    "surely_falls",
    "touches",
    "within",
]

Sign = Literal["=", "<=", "<"]


def sure(one: Truth, *ends: Whole) -> Truth:
    """A comparison that is false where one of its ends is not there."""
    if isinstance(one, bool) or not any(end.null for end in ends):
        return one
    return exp.func("COALESCE", one, exp.false())


def before(first: Ends, second: Ends) -> Truth:
    """Whether all of the one lies below all of the other."""
    touching = all_of(first.hi.same(second.lo), any_of(first.hi_open, second.lo_open))
    return sure(any_of(first.hi < second.lo, touching), first.hi, second.lo)


def within(inner: Ends, outer: Ends) -> Truth:
    """Whether all of the one lies in the other."""
    lo = any_of(
        outer.lo < inner.lo, all_of(outer.lo.same(inner.lo), any_of(negated(outer.lo_open), inner.lo_open))
    )
    hi = any_of(
        inner.hi < outer.hi, all_of(outer.hi.same(inner.hi), any_of(negated(outer.hi_open), inner.hi_open))
    )
    lo = any_of(is_null(outer.lo), sure(lo, outer.lo, inner.lo))
    hi = any_of(is_null(outer.hi), sure(hi, outer.hi, inner.hi))
    return all_of(lo, hi)


def scaled(one: Ends, factor: int) -> Ends:
    """The same over a denominator that is so many times as large."""
    return attrs.evolve(one, lo=one.lo * factor, hi=one.hi * factor)


def summed(steps: Steps, parts: Sequence[tuple[int, Ends, int]], under: int) -> Ends:
    """The sum of signed intervals, each over its denominator, over a common one."""
    found: Ends | None = None
    for sign, part, below in parts:
        one = scaled(part, under // below)
        if sign < 0:
            one = Ends(constant(0) - one.hi, constant(0) - one.lo, one.hi_open, one.lo_open)
        found = (
            one
            if found is None
            else Ends(
                found.lo + one.lo,
                found.hi + one.hi,
                any_of(found.lo_open, one.lo_open),
                any_of(found.hi_open, one.hi_open),
            )
        )
    assert found is not None  # noqa: S101  (relations have a part)
    return found.named(steps)


def agrees(computed: Ends, stated: Ends, sign: Sign) -> Truth:
    """Whether some value of the one stands in the right relation to some value of the other."""
    if sign == "=":
        return negated(any_of(before(computed, stated), before(stated, computed)))
    if sign == "<=":
        return negated(before(stated, computed))
    below = sure(stated.hi <= computed.lo, stated.hi, computed.lo)
    return negated(below)


def must_agree(computed: Ends, stated: Quantity, sign: Sign, factor: int) -> Truth:
    """Whether every value of the computed side prints the stated figure, or lies on the right side of it."""
    if sign == "=":
        return within(computed, scaled(stated.prints, factor))
    limit = scaled(stated.strict, factor)
    apart = any_of(limit.lo_open, computed.hi_open)
    if sign == "<=":
        return sure(computed.hi <= limit.lo, computed.hi, limit.lo)
    over = any_of(computed.hi < limit.lo, all_of(computed.hi.same(limit.lo), apart))
    return sure(over, computed.hi, limit.lo)


def falls(items: Sequence[Ends], strict: Sequence[bool]) -> Truth:
    """Whether values, one in each interval, can fall: no later one lies above an earlier one."""
    above: list[Truth] = []
    for first in range(len(items)):
        for second in range(first + 1, len(items)):
            upper, lower = items[first], items[second]
            if any(strict[first:second]):
                wrong = sure(upper.hi <= lower.lo, upper.hi, lower.lo)
            else:
                wrong = before(upper, lower)
            above.append(wrong)
    return negated(any_of(*above))


def surely_falls(items: Sequence[Ends], strict: Sequence[bool]) -> Truth:
    """Whether all values fall, whichever they are."""
    return all_of(
        *(
            sure(
                any_of(
                    lower.hi < upper.lo,
                    all_of(upper.lo.same(lower.hi), any_of(not step, upper.lo_open, lower.hi_open)),
                ),
                upper.lo,
                lower.hi,
            )
            for upper, lower, step in zip(items, items[1:], strict, strict=False)
        )
    )


@attrs.frozen(eq=False)
class Quotient:
    """A quotient by numbers above 0: each end is one over the other, times `factor`; NULL for none."""

    lo: Whole
    lo_under: Whole
    lo_open: Truth
    hi: Whole
    hi_under: Whole
    hi_open: Truth
    factor: Fraction

    def less(self, whole: int) -> Quotient:
        """The same less a whole number."""
        n, d = self.factor.numerator, self.factor.denominator
        return attrs.evolve(
            self,
            lo=self.lo * n - self.lo_under * (d * whole),
            lo_under=self.lo_under * d,
            hi=self.hi * n - self.hi_under * (d * whole),
            hi_under=self.hi_under * d,
            factor=Fraction(1),
        )

    def _against(self, under: int) -> tuple[int, int]:
        both = self.factor * under
        return both.numerator, both.denominator

    def meets(self, other: Ends, under: int) -> Truth:
        """Whether it and an interval have a number in common."""
        n, d = self._against(under)
        high, low = other.hi * self.lo_under * d, other.lo * self.hi_under * d
        lo, hi = self.lo * n, self.hi * n
        over = any_of(high < lo, all_of(high.same(lo), any_of(other.hi_open, self.lo_open)))
        below = any_of(hi < low, all_of(low.same(hi), any_of(other.lo_open, self.hi_open)))
        return negated(any_of(sure(over, high, lo), sure(below, low, hi)))

    def inside(self, other: Ends, under: int, *, cut: bool) -> Truth:
        """Whether all of it lies in an interval with two ends; with `cut`, what of it lies from 0 to 1."""
        n, d = self._against(under)
        lo, hi = self.lo * n, self.hi * n
        low, high = other.lo * self.lo_under * d, other.hi * self.hi_under * d
        least_in = any_of(low < lo, all_of(low.same(lo), any_of(negated(other.lo_open), self.lo_open)))
        most_in = any_of(hi < high, all_of(high.same(hi), any_of(negated(other.hi_open), self.hi_open)))
        if cut:
            from_zero = any_of(other.lo < 0, all_of(other.lo.same(0), negated(other.lo_open)))
            to_one = any_of(constant(under) < other.hi, all_of(other.hi.same(under), negated(other.hi_open)))
            least_in = one_of(self.lo < 0, from_zero, least_in)
            most_in = one_of(self.above_one(), to_one, most_in)
        return all_of(least_in, most_in)

    def above_one(self) -> Truth:
        """Whether its upper end lies above 1; one that is not there does."""
        n, d = self.factor.numerator, self.factor.denominator
        return any_of(is_null(self.hi), sure(self.hi_under * d < self.hi * n, self.hi))

    def touches_unit(self) -> Truth:
        """Whether it has a number from 0 to 1."""
        n, d = self.factor.numerator, self.factor.denominator
        lo, one = self.lo * n, self.lo_under * d
        above = sure(any_of(one < lo, all_of(one.same(lo), self.lo_open)), self.lo)
        below = sure(any_of(self.hi < 0, all_of(self.hi.same(0), self.hi_open)), self.hi)
        return negated(any_of(above, below))


def quotient(steps: Steps, over: Quantity, under: Quantity, *, loose: bool) -> Quotient:
    """A quotient of two quantities, of which the second is above 0 throughout."""
    top, below = (over.loose, under.loose) if loose else (over.strict, under.strict)
    endless = is_null(below.hi)
    positive, negative = sure(constant(0) < top.lo, top.lo), sure(top.lo < 0, top.lo)
    lo_under = chosen(negative, below.lo, chosen(endless, 1, below.hi))
    lo = chosen(all_of(positive, endless), 0, top.lo)
    lo_open = any_of(
        top.lo_open,
        one_of(negative, below.lo_open, all_of(positive, any_of(below.hi_open, endless))),
    )
    hi_negative, hi_positive = sure(top.hi < 0, top.hi), sure(constant(0) < top.hi, top.hi)
    hi_under = chosen(hi_negative, chosen(endless, 1, below.hi), below.lo)
    hi = chosen(all_of(hi_negative, endless), 0, top.hi)
    hi_open = any_of(
        top.hi_open,
        one_of(hi_negative, any_of(below.hi_open, endless), all_of(hi_positive, below.lo_open)),
    )
    return Quotient(
        steps.number(lo),
        steps.number(lo_under),
        steps.truth(lo_open),
        steps.number(hi),
        steps.number(hi_under),
        steps.truth(hi_open),
        Fraction(under.under, over.under),
    )


def common(*quantities: Quantity) -> int:
    """A denominator for all."""
    return lcm(*(one.under for one in quantities))


def either(when: Truth, yes: Ends, no: Ends) -> Ends:
    """The one interval where a condition holds, the other elsewhere."""
    return Ends(
        chosen(when, yes.lo, no.lo),
        chosen(when, yes.hi, no.hi),
        one_of(when, yes.lo_open, no.lo_open),
        one_of(when, yes.hi_open, no.hi_open),
    )


def clipped(steps: Steps, one: Ends, most: Whole) -> Ends:
    """What of an interval lies from 0 to `most`, or above 0."""
    below = sure(one.lo < 0, one.lo)
    lo = Ends(
        greatest(0, one.lo), one.hi, all_of(negated(any_of(below, is_null(one.lo))), one.lo_open), one.hi_open
    )
    over = any_of(all_of(is_null(one.hi), negated(is_null(most))), sure(most < one.hi, most, one.hi))
    return Ends(lo.lo, least(most, one.hi), lo.lo_open, all_of(negated(over), one.hi_open)).named(steps)


def touches(one: Ends, most: Whole) -> Truth:
    """Whether an interval has a number from 0 to `most`."""
    high = sure(any_of(one.hi < 0, all_of(one.hi.same(0), one.hi_open)), one.hi)
    low = sure(any_of(most < one.lo, all_of(most.same(one.lo), one.lo_open)), most, one.lo)
    return negated(any_of(high, low))
