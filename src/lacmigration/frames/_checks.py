"""Does a relation hold in each row of a table? The verdicts of `lacmigration.check`, for millions of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import lcm
from typing import TYPE_CHECKING, Any

import attrs
from sqlglot import exp

from lacmigration.checking import check as check_one
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.findings import Verdict
from lacmigration.frames._comparing import (
    Quotient,
    Sign,
    agrees,
    clipped,
    falls,
    must_agree,
    quotient,
    scaled,
    summed,
    sure,
    surely_falls,
)
from lacmigration.frames._ends import Ends, Number, Quantity, quantity
from lacmigration.frames._exact import (
    Steps,
    Whole,
    all_of,
    any_of,
    chosen,
    constant,
    is_null,
    least,
    negated,
    one_of,
    truth_sql,
    words,
)
from lacmigration.frames._intervals import END_COLUMNS, columns_of_end, end_columns, ends_of
from lacmigration.frames._planning import BY, ENGINE, RECORDS, Units, answered, asked
from lacmigration.frames._relations import Bound, Growth, Order, Partition, Relation, Same, Share, Total
from lacmigration.frames._sources import opened

if TYPE_CHECKING:
    from lacmigration.frames._exact import Sql, Truth

__all__ = ["check"]

_POINTS = "percentage points"


def check(frame: Any, relation: Relation, *, ends: bool = True) -> Any:
    """Decide a relation in each row of a table; the answer is the table, in its kind, with more columns.

    `verdict` is that of `lacmigration.check` for the figures of the row: "entailed", "compatible",
    "questionable", "inconsistent" or "undecided"; `reason` says why it is undecided, NULL elsewhere. `by` is
    "engine", or "records" for the rows that the engine left to `lacmigration.check` itself: numbers too large
    for 38 digits, denominators below 0. With `ends` the interval of the computed side follows, strict and
    loose, as exact numbers: `strict_lo` over `strict_lo_under` and so on; an Order computes none.

    Errors: AggregationError for columns that are not there, or that would be written over; FloatError for
    floats; AmountError for cells that are no numbers; RowErrors for figures that cannot be.

    >>> import pyarrow as pa
    >>> from lacmigration import frames
    >>> gifts = pa.table({"given": [57, 40], "asked": [150, 150], "share": [38, 38]})
    >>> share = frames.Share(
    ...     frames.Stated("given", unit="USD"),
    ...     frames.Stated("asked", unit="USD"),
    ...     frames.Stated("share", unit="percent"),
    ... )
    >>> frames.check(gifts, share).column("verdict").to_pylist()
    ['entailed', 'inconsistent']
    """
    engine = opened(frame)
    decide = _DECIDERS[type(relation)]
    outputs = ("verdict", "reason", BY, *(END_COLUMNS if ends and not isinstance(relation, Order) else ()))

    def build(steps: Steps, numbers: Sequence[Number], units: Units) -> Mapping[str, Sql]:
        clash = _clash(relation, units)
        decision = decide(relation, steps, numbers, units) if clash is None else _Decision()
        return _columns(relation, numbers, decision, clash=clash, ends=ends, steps=steps)

    query = asked(
        engine,
        relation.figures,
        build,
        outputs=outputs,
        alike=not isinstance(relation, Share | Growth),
        behaviour=lambda units: (_clash(relation, units), _manner(relation, units)),
    )
    return answered(engine, query, _Rows(relation, outputs), outputs=outputs)


@attrs.frozen
class _Rows:
    """Decides single rows, from records."""

    relation: Relation
    outputs: tuple[str, ...]

    def __call__(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        figures = [
            Fact(id="", label=one.column) if (figure := one.figure(row)) is None else figure
            for one in self.relation.figures
        ]
        finding = check_one(self.relation.among(figures))
        found: dict[str, Any] = {"verdict": finding.verdict.value, "reason": finding.reason or None}
        if END_COLUMNS[0] in self.outputs:
            found |= ends_of(finding.computed, finding.computed_loose)
        return found


def _clash(relation: Relation, units: Units) -> str | None:
    """Why figures of these units are not compared, if they are not."""
    figures = [Figure(2, unit or "1") for unit in units]
    finding = check_one(relation.among(figures))
    return finding.reason or None


def _manner(relation: Relation, units: Units) -> str:
    """What a growth is said in."""
    if not isinstance(relation, Growth):
        return ""
    return units[-1] if units[-1] in {_POINTS, "times"} else "percent"


@attrs.frozen(eq=False)
class _Decision:
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


def _columns(
    relation: Relation,
    numbers: Sequence[Number],
    decision: _Decision,
    *,
    clash: str | None,
    ends: bool,
    steps: Steps,
) -> Mapping[str, Sql]:
    figures = relation.figures
    undecided: list[tuple[str, Truth]] = [
        (f"a part is missing: {one.column}", number.missing)
        for one, number in zip(figures, numbers, strict=True)
    ]
    left = any_of(*(number.wide for number in numbers), decision.left, all_of(ends, decision.endless))
    if clash is None:
        undecided += [
            (f"excess digits: {one.column} is written finer than its declared precision", number.excess)
            for one, number in zip(figures, numbers, strict=True)
        ]
        undecided += decision.undecided
    else:
        nought = [all_of(one.value.same(0), one.rounding("exact")) for one in numbers if one.unit == "1"]
        left = any_of(left, *nought)
        undecided.append((clash, True))
    missing = any_of(*(number.missing for number in numbers))
    left = steps.truth(all_of(negated(missing), exp.func("COALESCE", truth_sql(left), exp.false())))
    why = words(undecided, exp.Null())
    reason = exp.case().when(truth_sql(left), exp.cast(exp.Null(), "VARCHAR")).else_(exp.cast(why, "VARCHAR"))
    undecided_truth = any_of(*(truth for _, truth in undecided))
    verdict = words(
        [
            (Verdict.UNDECIDED.value, undecided_truth),
            (Verdict.ENTAILED.value, all_of(decision.agree, decision.sure)),
            (Verdict.COMPATIBLE.value, decision.agree),
            (Verdict.QUESTIONABLE.value, decision.generous),
        ],
        exp.Literal.string(Verdict.INCONSISTENT.value),
    )
    found: dict[str, Sql] = {
        "verdict": exp.case().when(truth_sql(left), exp.cast(exp.Null(), "VARCHAR")).else_(verdict),
        "reason": reason,
        BY: exp.case().when(truth_sql(left), exp.Literal.string(RECORDS)).else_(exp.Literal.string(ENGINE)),
    }
    if ends and not isinstance(relation, Order):
        blank = {name: _blank(name) for name in END_COLUMNS}
        for name, value in (decision.ends() or blank).items():
            none = any_of(undecided_truth, left)
            found[name] = (
                value if none is False else exp.case().when(truth_sql(none), _blank(name)).else_(value)
            )
    return found


def _blank(name: str) -> Sql:
    return exp.cast(exp.Null(), "BOOLEAN" if name.endswith("open") else "DECIMAL(38, 0)")


def _finest(steps: Steps, listed: Sequence[Number]) -> list[Whole]:
    """For each number the place to which the finest of its list is written: of the same unit."""
    found: dict[str, Whole] = {}
    for one in listed:
        told = one.told()
        found[one.unit] = told if one.unit not in found else least(found[one.unit], told)
    named = {unit: steps.number(value) for unit, value in found.items()}
    return [named[one.unit] for one in listed]


def _as_list(steps: Steps, numbers: Sequence[Number], *, whole: Truth) -> list[Quantity]:
    if not any(one.settles is not False for one in numbers):
        return [quantity(one, whole=whole) for one in numbers]
    finest = _finest(steps, numbers)
    return [quantity(one, finest=place, whole=whole) for one, place in zip(numbers, finest, strict=True)]


def _may_average(steps: Steps, numbers: Sequence[Number]) -> Truth:
    """Whether counts are whole: everything that is added up or compared may be a count."""
    return steps.truth(all_of(*(any_of(one.countable, one.integral) for one in numbers)))


def _added(
    steps: Steps,
    terms: Sequence[tuple[int, Quantity]],
    stated: Quantity,
    *,
    sign: Sign,
    invalid: Truth,
    both_ways: bool = False,
) -> _Decision:
    """Terms that are added up, against what is stated."""
    under = _common([*(one for _, one in terms), stated])
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
        strict = _either(turned, scaled(stated.strict, factor), strict)
        loose = _either(turned, scaled(stated.loose, factor), loose)
    ends = partial(end_columns, strict, loose, under)
    return _Decision(left=invalid, agree=agree, sure=sure, generous=generous, ends=ends)


def _either(when: Truth, yes: Ends, no: Ends) -> Ends:
    return Ends(
        chosen(when, yes.lo, no.lo),
        chosen(when, yes.hi, no.hi),
        one_of(when, yes.lo_open, no.lo_open),
        one_of(when, yes.hi_open, no.hi_open),
    )


def _common(quantities: Sequence[Quantity]) -> int:
    return lcm(*(one.under for one in quantities))


def _total(relation: Total, steps: Steps, numbers: Sequence[Number], _: Units) -> _Decision:
    whole = _may_average(steps, numbers)
    if len(relation.parts) > 1:
        found = _as_list(steps, numbers, whole=whole)
    else:
        found = [quantity(one, whole=whole) for one in numbers]
    return _added(
        steps,
        [(1, one) for one in found[:-1]],
        found[-1],
        sign="=" if relation.complete else "<=",
        invalid=any_of(*(one.invalid for one in found)),
    )


def _pair(relation: Same | Bound, steps: Steps, numbers: Sequence[Number], _: Units) -> _Decision:
    whole = _may_average(steps, numbers)
    first, second = (quantity(one, whole=whole) for one in numbers)
    same = isinstance(relation, Same)
    sign: Sign = "=" if same else "<" if getattr(relation, "strict", False) else "<="
    invalid = any_of(first.invalid, second.invalid)
    return _added(steps, [(1, first)], second, sign=sign, invalid=invalid, both_ways=same)


def _share(relation: Share, steps: Steps, numbers: Sequence[Number], _: Units) -> _Decision:
    part, whole = (quantity(one) for one in numbers[:2])
    stated = quantity(numbers[2], whole=False)
    return _divided(relation.whole.column, steps, (part, whole, stated), shift=0, cut=True)


def _growth(relation: Growth, steps: Steps, numbers: Sequence[Number], units: Units) -> _Decision:
    manner = _manner(relation, units)
    if manner == _POINTS:
        whole = _may_average(steps, numbers)
        old, new, stated = (quantity(one, whole=whole) for one in numbers)
        invalid = any_of(old.invalid, new.invalid, stated.invalid)
        return _added(steps, [(1, new), (-1, old)], stated, sign="=", invalid=invalid)
    old, new = (quantity(one) for one in numbers[:2])
    stated = quantity(numbers[2], whole=False)
    shift = 0 if manner == "times" else 1
    return _divided(relation.old.column, steps, (new, old, stated), shift=shift, cut=False)


def _divided(
    name: str, steps: Steps, quantities: tuple[Quantity, Quantity, Quantity], *, shift: int, cut: bool
) -> _Decision:
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
        possible = steps.truth(all_of(strict.touches_unit(), _touches(stated.strict, constant(stated.under))))
        possible_loose = steps.truth(
            all_of(loose.touches_unit(), _touches(stated.loose, constant(stated.under)))
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
    return _Decision(
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


def _partition(relation: Partition, steps: Steps, numbers: Sequence[Number], units: Units) -> _Decision:
    count = len(relation.shares)
    integral = [relation.whole == 1 or relation.whole] if count == len(numbers) else []
    whole = steps.truth(
        all_of(_may_average(steps, numbers), not integral or not all(unit == "percent" for unit in units))
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
    under = _common(found if count < len(numbers) else [*found, stated])
    most = scaled(stated.loose, under // stated.under).hi
    computed, fits = _within(steps, [(one.strict, one.under) for one in found[:count]], under, most)
    generous, fits_loose = _within(steps, [(one.loose, one.under) for one in found[:count]], under, most)
    factor = under // stated.under
    below = sure(stated.loose.hi < 0, stated.loose.hi)
    return _Decision(
        left=any_of(*(one.invalid for one in found), stated.invalid, below),
        agree=steps.truth(all_of(fits, agrees(computed, scaled(stated.strict, factor), "="))),
        sure=must_agree(computed, stated, "=", factor),
        generous=all_of(fits_loose, agrees(generous, scaled(stated.loose, factor), "=")),
        ends=partial(end_columns, computed, generous, under),
    )


def _within(steps: Steps, parts: Sequence[tuple[Ends, int]], under: int, most: Whole) -> tuple[Ends, Truth]:
    """The sum of what each part can be within its whole, and whether each can be; else the plain sum."""
    wide = [scaled(one, under // below) for one, below in parts]
    fits = steps.truth(all_of(*(_touches(one, most) for one in wide)))
    cut = [_either(fits, clipped(steps, one, most), one).named(steps) for one in wide]
    return summed(steps, [(1, one, under) for one in cut], under), fits


def _touches(one: Ends, most: Whole) -> Truth:
    """Whether an interval has a number from 0 to `most`."""
    high = sure(any_of(one.hi < 0, all_of(one.hi.same(0), one.hi_open)), one.hi)
    low = sure(any_of(most < one.lo, all_of(most.same(one.lo), one.lo_open)), most, one.lo)
    return negated(any_of(high, low))


def _order(relation: Order, steps: Steps, numbers: Sequence[Number], _: Units) -> _Decision:
    turn = -1 if relation.rising else 1
    found = _as_list(steps, numbers, whole=True)
    under = _common(found)
    strict = [scaled(one.strict, under // one.under) for one in found][::turn]
    loose = [scaled(one.loose, under // one.under) for one in found][::turn]
    links = relation.steps[::turn]
    return _Decision(
        left=any_of(*(one.invalid for one in found)),
        agree=steps.truth(falls(strict, links)),
        sure=surely_falls(strict, links),
        generous=falls(loose, links),
    )


_DECIDERS: Mapping[type, Callable[[Any, Steps, Sequence[Number], Units], _Decision]] = {
    Total: _total,
    Share: _share,
    Growth: _growth,
    Partition: _partition,
    Bound: _pair,
    Same: _pair,
    Order: _order,
}
"""How each kind of relation is decided."""
