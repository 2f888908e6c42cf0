"""Does a quotient agree with what is stated in each row, as SQL? Shares and growth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lacmigration.frames._comparing import Quotient, quotient, touches
from lacmigration.frames._decisions import Decision, added, may_average
from lacmigration.frames._ends import Quantity, quantity
from lacmigration.frames._exact import Steps, all_of, any_of, chosen, constant, is_null, negated, truth_sql
from lacmigration.frames._intervals import columns_of_end
from lacmigration.frames._numbers import Number
from lacmigration.frames._planning import Units
from lacmigration.frames._relations import Growth, Relation, Share

if TYPE_CHECKING:
    from lacmigration.frames._exact import Sql, Truth

__all__ = ["growth", "manner", "share"]

_POINTS = "percentage points"


def share(relation: Share, steps: Steps, numbers: Sequence[Number], _: Units) -> Decision:
    """A part over its whole, against the share that is stated."""
    part, whole = (quantity(one) for one in numbers[:2])
    stated = quantity(numbers[2], whole=False)
    return _divided(relation.whole.column, steps, (part, whole, stated), shift=0, cut=True)


def growth(relation: Growth, steps: Steps, numbers: Sequence[Number], units: Units) -> Decision:
    """The new figure against the old: how many times it is, less one, or by how many points it is more."""
    said = manner(relation, units)
    if said == _POINTS:
        whole = may_average(steps, numbers)
        old, new, stated = (quantity(one, whole=whole) for one in numbers)
        invalid = any_of(old.invalid, new.invalid, stated.invalid)
        return added(steps, [(1, new), (-1, old)], stated, sign="=", invalid=invalid)
    old, new = (quantity(one) for one in numbers[:2])
    stated = quantity(numbers[2], whole=False)
    shift = 0 if said == "times" else 1
    return _divided(relation.old.column, steps, (new, old, stated), shift=shift, cut=False)


def manner(relation: Relation, units: Units) -> str:
    """What a growth is said in."""
    if not isinstance(relation, Growth):
        return ""
    return units[-1] if units[-1] in {_POINTS, "times"} else "percent"


def _divided(
    name: str, steps: Steps, quantities: tuple[Quantity, Quantity, Quantity], *, shift: int, cut: bool
) -> Decision:
    """A quotient, less `shift`, against what is stated; with `cut`, both lie from 0 to 1."""
    over, under, stated = quantities
    below = under.strict
    is_zero = all_of(below.lo.same(0), below.hi.same(0))
    at_zero = all_of(
        any_of(below.lo < 0, all_of(below.lo.same(0), negated(below.lo_open))),
        any_of(constant(0) < below.hi, all_of(below.hi.same(0), negated(below.hi_open))),
    )
    positive = steps.truth(constant(0) < below.lo)
    strict = quotient(steps, over, under, loose=False)
    loose = quotient(steps, over, under, loose=True)
    if shift:
        strict, loose = strict.less(shift), loose.less(shift)
    agree, generous = strict.meets(stated.strict, stated.under), loose.meets(stated.loose, stated.under)
    possible: Truth = True
    possible_loose: Truth = True
    if cut:
        possible = steps.truth(all_of(strict.touches_unit(), touches(stated.strict, constant(stated.under))))
        possible_loose = steps.truth(
            all_of(loose.touches_unit(), touches(stated.loose, constant(stated.under)))
        )
        agree, generous = all_of(possible, agree), all_of(possible_loose, generous)
    agree = steps.truth(agree)
    generous_positive = all_of(negated(is_null(under.loose.lo)), constant(0) < under.loose.lo)
    unclear = all_of(positive, negated(agree), negated(generous_positive))
    undecided = (
        (f"a denominator is zero: {name}", is_zero),
        (f"a denominator may be zero: {name}", at_zero),
    )

    def ends() -> dict[str, Sql]:
        return _quotient_columns("strict", strict, cut=all_of(cut, possible)) | _quotient_columns(
            "loose", loose, cut=all_of(cut, possible_loose)
        )

    left = any_of(
        over.invalid,
        under.invalid,
        stated.invalid,
        all_of(negated(any_of(is_zero, at_zero)), negated(positive)),
        unclear,
    )
    return Decision(
        undecided=undecided,
        left=left,
        agree=agree,
        sure=strict.inside(stated.prints, stated.under, cut=cut),
        generous=generous,
        ends=ends,
        endless=all_of(positive, negated(generous_positive)),
    )


def _quotient_columns(side: str, one: Quotient, *, cut: Truth) -> dict[str, Sql]:
    n, d = one.factor.numerator, one.factor.denominator
    low = all_of(cut, any_of(is_null(one.lo), all_of(negated(is_null(one.lo)), one.lo < 0)))
    high = all_of(cut, one.above_one())
    lo, hi = chosen(low, 0, one.lo * n), chosen(high, 1, one.hi * n)
    lo_under, hi_under = chosen(low, 1, one.lo_under * d), chosen(high, 1, one.hi_under * d)
    return {
        **columns_of_end(f"{side}_lo", lo, lo_under, truth_sql(all_of(negated(low), one.lo_open))),
        **columns_of_end(f"{side}_hi", hi, hi_under, truth_sql(all_of(negated(high), one.hi_open))),
    }
