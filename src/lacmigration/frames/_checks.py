"""Does a relation hold in each row of a table? The verdicts of `lacmigration.check`, for millions of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
from sqlglot import exp

from lacmigration.checking import check as check_one
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.findings import Verdict
from lacmigration.frames._decisions import Decision, order, pair, partition, total
from lacmigration.frames._exact import Steps, all_of, any_of, negated, truth_sql, words
from lacmigration.frames._intervals import END_COLUMNS, ends_of
from lacmigration.frames._numbers import Number
from lacmigration.frames._planning import BY, ENGINE, RECORDS, Units, answered, asked
from lacmigration.frames._quotients import growth, manner, share
from lacmigration.frames._relations import Bound, Growth, Order, Partition, Relation, Same, Share, Total
from lacmigration.frames._sources import opened
from lacmigration.frames._sql import cast

if TYPE_CHECKING:
    from lacmigration.frames._exact import Sql, Truth

__all__ = ["check"]


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
        decision = decide(relation, steps, numbers, units) if clash is None else Decision()
        return _columns(relation, numbers, decision, clash=clash, ends=ends, steps=steps)

    query = asked(
        engine,
        relation.figures,
        build,
        outputs=outputs,
        alike=not isinstance(relation, Share | Growth),
        behaviour=lambda units: (_clash(relation, units), manner(relation, units)),
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


def _columns(
    relation: Relation,
    numbers: Sequence[Number],
    decision: Decision,
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
    reason = exp.case().when(truth_sql(left), cast(exp.Null(), "VARCHAR")).else_(cast(why, "VARCHAR"))
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
        "verdict": exp.case().when(truth_sql(left), cast(exp.Null(), "VARCHAR")).else_(verdict),
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
    return cast(exp.Null(), "BOOLEAN" if name.endswith("open") else "DECIMAL(38, 0)")


_DECIDERS: Mapping[type, Callable[[Any, Steps, Sequence[Number], Units], Decision]] = {
    Total: total,
    Share: share,
    Growth: growth,
    Partition: partition,
    Bound: pair,
    Same: pair,
    Order: order,
}
"""How each kind of relation is decided."""
