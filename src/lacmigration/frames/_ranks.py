"""Who comes first, second, third, over tables? Places with ties, and those that rounding leaves open."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Unpack

import attrs
from sqlglot import exp

from lacmigration.errors import ChoiceError
from lacmigration.frames._groups import By, Groups, added, names_of
from lacmigration.frames._guards import Meant
from lacmigration.frames._intervals import END_COLUMNS
from lacmigration.frames._sql import (
    cast,
    col,
    equal,
    func,
    is_known,
    less,
    named,
    number,
    select,
    sum_of,
    when,
    window,
)
from lacmigration.frames._sql import descending as falling
from lacmigration.frames._stated import Stated

if TYPE_CHECKING:
    from lacmigration.frames._sql import Sql

__all__ = ["rank"]

_PLACES = ("best", "worst", "loose_best", "loose_worst", "sure", "perhaps")
_OWN = ("place", *_PLACES, "end_at", "end_far", "end_tie", "is_end")


def rank(
    frame: Any,
    by: By = "donor",
    *,
    descending: bool = True,
    within: By | None = None,
    resolution: str | int | Decimal | None = None,
    amount: str | Stated = "amount",
    currency: str | None = "currency",
    source: str | None = None,
    **meant: Unpack[Meant],
) -> Any:
    """Rank groups of rows by their totals, exactly; as `lacmigration.rank`, over tables.

    The answer has a row for each group, in order of rank, equals by key: the columns of `by`, `currency`,
    `amount` and `place`. Place 1 has the largest total (the smallest with `descending=False`); after a tie of
    two for place 2 comes 4. What does not state its group holds no place. Ranks are of all rows, or of those
    with the same value of the columns `within` (which are columns of `by`).

    With `resolution` (see `total`) there are `best` and `worst` too: the places that rounding allows. Of
    Stated figures they are those under the strict intervals, `loose_best` and `loose_worst` what a fair
    reader would grant.

    Errors: as `total`.

    >>> import pyarrow as pa
    >>> held = pa.table({"donor": ["ie", "cy", "mx"], "amount": [1_200_000, 1_210_000, 550_000]})
    >>> [list(row.values()) for row in rank(held, resolution=100_000).drop_columns("amount").to_pylist()]
    [['cy', 1, 1, 2], ['ie', 2, 1, 2], ['mx', 3, 3, 3]]
    """
    names, inside = names_of(by, own=_OWN), names_of(within, what="within")
    if not names:
        raise ChoiceError("by", by, choices="a column, or several")
    for name in inside:
        if name not in names:
            raise ChoiceError("within", name, choices=f"columns of by, which are {', '.join(names)}")
    groups = added(
        frame,
        by=names,
        within=inside,
        amount=amount,
        currency=currency,
        resolution=resolution,
        source=source,
        meant=meant,
    )
    by_size = falling(col("amount")) if descending else col("amount")
    place = cast(window(exp.Anonymous(this="RANK"), within=groups.scope, order=[by_size]), "BIGINT")
    ranked = groups.select(exp.Star(), named(place, "place")).where(groups.is_stated, copy=False)
    columns = [*groups.carried, col("amount"), col("place")]
    for reach in _REACHES[groups.ends]:
        ranked = _reaching(groups, ranked, reach, descending=descending)
        columns += [col(reach.best), col(reach.worst)]
    query = select(*columns, of=ranked)
    return groups.give(query.order_by(*groups.scope, col("place"), *groups.in_order, copy=False))


@attrs.frozen
class _Reach:
    """Between which columns a total lies, and what the places are called that this allows."""

    lo: str
    hi: str
    best: str = "best"
    worst: str = "worst"
    stated: bool = True

    def key(self, end: str) -> Sql:
        """Where an end lies that is not there: beyond all others, above or below."""
        if not self.stated:
            return number(0)
        return when(is_known(col(end)), number(0), number(1) if end == self.hi else exp.Neg(this=number(1)))

    def is_open(self, end: str) -> Sql:
        """Whether an end is no value of its own."""
        return col(f"{end}_open") if self.stated else exp.false()


_REACHES = {
    (): (),
    ("lo", "hi"): (_Reach("lo", "hi", stated=False),),
    END_COLUMNS: (
        _Reach("strict_lo", "strict_hi"),
        _Reach("loose_lo", "loose_hi", "loose_best", "loose_worst"),
    ),
}
"""By the columns of ends that totals have."""


def _reaching(groups: Groups, ranked: exp.Select, reach: _Reach, *, descending: bool) -> exp.Select:
    """With the best and the worst place of each group: how many others lie above it surely, or perhaps."""
    lower, upper = (reach.lo, reach.hi) if descending else (reach.hi, reach.lo)
    # An end that two groups share lies above the one whose interval does not hold it.
    above = [
        when(reach.is_open(lower), number(0), number(2)),
        when(reach.is_open(upper), number(3), number(1)),
    ]
    sure = _counted(groups, ranked, reach, (upper, lower), ties=above, name="sure", descending=descending)
    never = [number(1), number(0)]
    both = _counted(groups, sure, reach, (lower, upper), ties=never, name="perhaps", descending=descending)
    point = exp.and_(is_known(col(reach.lo)), equal(col(reach.lo), col(reach.hi)), copy=False)
    itself = when(func("COALESCE", point, exp.false()), number(0), number(1))
    best = cast(exp.Add(this=col("sure"), expression=number(1)), "BIGINT")
    worst = cast(less(exp.Add(this=col("perhaps"), expression=number(1)), itself), "BIGINT")
    columns = [col(one) for one in _columns(groups, ranked)]
    return select(*columns, named(best, reach.best), named(worst, reach.worst), of=both)


def _counted(
    groups: Groups,
    rows: exp.Select,
    reach: _Reach,
    ends: tuple[str, str],
    *,
    ties: list[Sql],
    name: str,
    descending: bool,
) -> exp.Select:
    """Each row with the number of rows whose end lies beyond its own: `ends` are its own one and theirs.

    By one sort of all ends: those before a row's own are beyond it. `ties` say which of equal ones is first,
    of theirs and of its own.
    """
    at, other_at = ends
    columns = _columns(groups, rows)

    def side(end: str, tie: Sql, *, is_end: int) -> exp.Select:
        found = exp.select(
            *(named(col(one), one) for one in columns),
            named(col(end), "end_at"),
            named(reach.key(end), "end_far"),
            named(tie, "end_tie"),
            named(number(is_end), "is_end"),
            copy=False,
        )
        return found.from_(rows.subquery(f"l_{is_end}", copy=False), copy=False)

    both = exp.union(
        side(at, ties[1], is_end=0), side(other_at, ties[0], is_end=1), distinct=False, copy=False
    )
    sorted_by = [col("end_far"), col("end_at")]
    order: list[Sql] = [*(falling(one) if descending else one for one in sorted_by), col("end_tie")]
    before = window(sum_of(col("is_end")), within=groups.scope, order=order)
    before.set(
        "spec", exp.WindowSpec(kind="ROWS", start="UNBOUNDED", start_side="PRECEDING", end="CURRENT ROW")
    )
    counted = select(exp.Star(), named(before, name), of=both)
    return select(*(col(one) for one in (*columns, name)), of=counted).where(
        equal(col("is_end"), number(0)), copy=False
    )


def _columns(groups: Groups, rows: exp.Select) -> list[str]:
    more = [name for name in rows.named_selects if name in _PLACES]
    return [*(column.name for column in groups.carried), "amount", *groups.ends, "place", *more]
