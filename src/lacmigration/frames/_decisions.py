"""What decides a check in each row, as SQL? Terms that are added up, partitions and orders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import attrs

from lacmigration.frames._comparing import (
    Sign,
    agrees,
    clipped,
    common,
    either,
    falls,
    must_agree,
    scaled,
    summed,
    sure,
    surely_falls,
    touches,
)
from lacmigration.frames._ends import Ends, Quantity, quantity
from lacmigration.frames._exact import Steps, Whole, all_of, any_of, constant, least, negated
from lacmigration.frames._intervals import end_columns
from lacmigration.frames._numbers import Number
from lacmigration.frames._planning import Units
from lacmigration.frames._relations import Bound, Order, Partition, Same, Total

if TYPE_CHECKING:
    from lacmigration.frames._exact import Sql, Truth

__all__ = ["Decision", "added", "may_average", "order", "pair", "partition", "total"]


@attrs.frozen(eq=False)
class Decision:
    """What a check found in each row, as SQL: the verdict is the first of these that holds.

    `left` is left to the records; so is `endless` where the ends of the intervals are asked for.
    """

    undecided: tuple[tuple[str, Truth], ...] = ()
    left: Truth = False
    agree: Truth = True
    sure: Truth = False
    generous: Truth = False
    ends: Callable[[], Mapping[str, Sql]] = dict
    endless: Truth = False


def may_average(steps: Steps, numbers: Sequence[Number]) -> Truth:
    """Whether counts are whole: everything that is added up or compared may be a count."""
    return steps.truth(all_of(*(any_of(one.countable, one.integral) for one in numbers)))


def _as_list(steps: Steps, numbers: Sequence[Number], *, whole: Truth) -> list[Quantity]:
    if not any(one.settles is not False for one in numbers):
        return [quantity(one, whole=whole) for one in numbers]
    finest = _finest(steps, numbers)
    return [quantity(one, finest=place, whole=whole) for one, place in zip(numbers, finest, strict=True)]


def _finest(steps: Steps, listed: Sequence[Number]) -> list[Whole]:
    """For each number the place to which the finest of its list is written: of the same unit."""
    found: dict[str, Whole] = {}
    for one in listed:
        told = one.told()
        found[one.unit] = told if one.unit not in found else least(found[one.unit], told)
    named = {unit: steps.number(value) for unit, value in found.items()}
    return [named[one.unit] for one in listed]


def added(
    steps: Steps,
    terms: Sequence[tuple[int, Quantity]],
    stated: Quantity,
    *,
    sign: Sign,
    invalid: Truth,
    both_ways: bool = False,
) -> Decision:
    """Terms that are added up, against what is stated."""
    under = common(*(one for _, one in terms), stated)
    factor = under // stated.under
    strict = summed(steps, [(way, one.strict, one.under) for way, one in terms], under)
    loose = summed(steps, [(way, one.loose, one.under) for way, one in terms], under)
    sure = must_agree(strict, stated, sign, factor)
    agree = steps.truth(agrees(strict, scaled(stated.strict, factor), sign))
    generous = agrees(loose, scaled(stated.loose, factor), sign)
    if both_ways:  # the finer one may entail the coarser
        ((_, other),) = terms
        sure = steps.truth(sure)
        other_sure = must_agree(scaled(stated.strict, factor), other, sign, under // other.under)
        turned = steps.truth(all_of(agree, negated(sure), other_sure))
        sure = any_of(sure, turned)
        strict = either(turned, scaled(stated.strict, factor), strict)
        loose = either(turned, scaled(stated.loose, factor), loose)
    ends = partial(end_columns, strict, loose, under)
    return Decision(left=invalid, agree=agree, sure=sure, generous=generous, ends=ends)


def total(relation: Total, steps: Steps, numbers: Sequence[Number], _: Units) -> Decision:
    """Parts against their total; of an incomplete list, they reach it at most."""
    whole = may_average(steps, numbers)
    if len(relation.parts) > 1:
        found = _as_list(steps, numbers, whole=whole)
    else:
        found = [quantity(one, whole=whole) for one in numbers]
    return added(
        steps,
        [(1, one) for one in found[:-1]],
        found[-1],
        sign="=" if relation.complete else "<=",
        invalid=any_of(*(one.invalid for one in found)),
    )


def pair(relation: Same | Bound, steps: Steps, numbers: Sequence[Number], _: Units) -> Decision:
    """One figure against another: the same, or bounded by it."""
    whole = may_average(steps, numbers)
    first, second = (quantity(one, whole=whole) for one in numbers)
    same = isinstance(relation, Same)
    sign: Sign = "=" if same else "<" if getattr(relation, "strict", False) else "<="
    invalid = any_of(first.invalid, second.invalid)
    return added(steps, [(1, first)], second, sign=sign, invalid=invalid, both_ways=same)


def partition(relation: Partition, steps: Steps, numbers: Sequence[Number], units: Units) -> Decision:
    """Shares of one whole against all of it; each lies within it."""
    count = len(relation.shares)
    integral = [relation.whole == 1 or relation.whole] if count == len(numbers) else []
    whole = steps.truth(
        all_of(may_average(steps, numbers), not integral or not all(unit == "percent" for unit in units))
    )
    found = (
        _as_list(steps, numbers, whole=whole)
        if count > 1
        else [quantity(one, whole=whole) for one in numbers]
    )
    if count < len(numbers):
        stated = found[-1]
    else:
        assert isinstance(relation.whole, int)  # noqa: S101  (otherwise it has a number of its own)
        size = max(one.under for one in found)
        point = Ends(constant(relation.whole * size), constant(relation.whole * size))
        stated = Quantity(point, point, point, size, invalid=False)
    under = common(*found, stated)
    most = scaled(stated.loose, under // stated.under).hi
    computed, fits = _within(steps, [(one.strict, one.under) for one in found[:count]], under, most)
    generous, fits_loose = _within(steps, [(one.loose, one.under) for one in found[:count]], under, most)
    factor = under // stated.under
    below = sure(stated.loose.hi < 0, stated.loose.hi)
    return Decision(
        left=any_of(*(one.invalid for one in found), stated.invalid, below),
        agree=steps.truth(all_of(fits, agrees(computed, scaled(stated.strict, factor), "="))),
        sure=must_agree(computed, stated, "=", factor),
        generous=all_of(fits_loose, agrees(generous, scaled(stated.loose, factor), "=")),
        ends=partial(end_columns, computed, generous, under),
    )


def _within(steps: Steps, parts: Sequence[tuple[Ends, int]], under: int, most: Whole) -> tuple[Ends, Truth]:
    """The sum of what each part can be within its whole, and whether each can be; else the plain sum."""
    wide = [scaled(one, under // below) for one, below in parts]
    fits = steps.truth(all_of(*(touches(one, most) for one in wide)))
    cut = [either(fits, clipped(steps, one, most), one).named(steps) for one in wide]
    return summed(steps, [(1, one, under) for one in cut], under), fits


def order(relation: Order, steps: Steps, numbers: Sequence[Number], _: Units) -> Decision:
    """Figures that rise or fall, each against the next."""
    turn = -1 if relation.rising else 1
    found = _as_list(steps, numbers, whole=True)
    under = common(*found)
    strict = [scaled(one.strict, under // one.under) for one in found][::turn]
    loose = [scaled(one.loose, under // one.under) for one in found][::turn]
    links = relation.steps[::turn]
    return Decision(
        left=any_of(*(one.invalid for one in found)),
        agree=steps.truth(falls(strict, links)),
        sure=surely_falls(strict, links),
        generous=falls(loose, links),
    )
