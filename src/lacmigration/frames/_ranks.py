"""Who comes first, second, third, over tables? Places with ties, and those that rounding leaves open."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Unpack

from sqlglot import exp

from lacmigration.errors import ChoiceError
from lacmigration.frames._groups import By, Groups, added, names_of
from lacmigration.frames._guards import Meant
from lacmigration.frames._sql import cast, col, equal, greater, less, named, number, sum_of, when, window
from lacmigration.frames._sql import descending as falling

if TYPE_CHECKING:
    from lacmigration.frames._sql import Sql

__all__ = ["rank"]

_OWN = ("place", "best", "worst", "sure", "perhaps", "end_at", "is_end")


def rank(
    frame: Any,
    by: By = "donor",
    *,
    descending: bool = True,
    within: By | None = None,
    resolution: str | int | Decimal | None = None,
    amount: str = "amount",
    currency: str | None = "currency",
    **meant: Unpack[Meant],
) -> Any:
    """Rank groups of rows by their totals, exactly; as `lacmigration.rank`, over tables.

    The answer has a row for each group, in order of rank, equals by key: the columns of `by`, `currency`,
    `amount` and `place`. Place 1 has the largest total (the smallest with `descending=False`); after a tie of
    two for place 2 comes 4. What does not state its group holds no place. Ranks are of all rows, or of those
    with the same value of the columns `within` (which are columns of `by`).

    With `resolution` (see `total`) there are `best` and `worst` too: the places that rounding allows.

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
        meant=meant,
    )
    by_size = falling(col("amount")) if descending else col("amount")
    place = cast(window(exp.Anonymous(this="RANK"), within=groups.scope, order=[by_size]), "BIGINT")
    ranked = groups.select(exp.Star(), named(place, "place")).where(groups.is_stated, copy=False)
    columns = [*groups.carried, col("amount"), col("place")]
    if resolution is not None:
        ranked = _reaching(groups, ranked, descending=descending)
        columns += [col("best"), col("worst")]
    query = exp.select(*columns, copy=False).from_(
        ranked.subquery("lacmigration_ranks", copy=False), copy=False
    )
    return groups.give(query.order_by(*groups.scope, col("place"), *groups.in_order, copy=False))


def _reaching(groups: Groups, ranked: exp.Select, *, descending: bool) -> exp.Select:
    """With the best and the worst place of each group: how many others lie above it surely, or perhaps."""
    lower, upper = ("lo", "hi") if descending else ("hi", "lo")
    sure = _counted(groups, ranked, upper, lower, name="sure", descending=descending)
    perhaps = _counted(groups, sure, lower, upper, name="perhaps", descending=descending)
    itself = when(greater(col("hi"), col("lo")), number(1), number(0))
    best = cast(exp.Add(this=col("sure"), expression=number(1)), "BIGINT")
    worst = cast(less(exp.Add(this=col("perhaps"), expression=number(1)), itself), "BIGINT")
    return exp.select(exp.Star(), named(best, "best"), named(worst, "worst"), copy=False).from_(
        perhaps.subquery("l_p", copy=False), copy=False
    )


def _counted(
    groups: Groups, rows: exp.Select, at: str, ends: str, *, name: str, descending: bool
) -> exp.Select:
    """Each row with the number of rows whose end `ends` lies beyond its own end `at`.

    By one sort of all ends: those before a row's own are beyond it, and of equal ones its own comes first.
    """
    listed = [named(col(one), one) for one in _columns(groups, rows)]
    own = exp.select(*listed, named(col(at), "end_at"), named(number(0), "is_end"), copy=False)
    other = exp.select(*listed, named(col(ends), "end_at"), named(number(1), "is_end"), copy=False)
    both = exp.union(
        own.from_(rows.subquery("l_own", copy=False), copy=False),
        other.from_(rows.subquery("l_other", copy=False), copy=False),
        distinct=False,
        copy=False,
    )
    order: list[Sql] = [falling(col("end_at")) if descending else col("end_at"), col("is_end")]
    before = window(sum_of(col("is_end")), within=groups.scope, order=order)
    before.set(
        "spec", exp.WindowSpec(kind="ROWS", start="UNBOUNDED", start_side="PRECEDING", end="CURRENT ROW")
    )
    counted = exp.select(exp.Star(), named(before, name), copy=False).from_(
        both.subquery("l_both", copy=False), copy=False
    )
    kept = [col(one) for one in (*_columns(groups, rows), name)]
    return (
        exp.select(*kept, copy=False)
        .from_(counted.subquery("l_counted", copy=False), copy=False)
        .where(equal(col("is_end"), number(0)), copy=False)
    )


def _columns(groups: Groups, rows: exp.Select) -> list[str]:
    carried = [column.name for column in groups.carried]
    more = [name for name in ("sure",) if name in rows.named_selects]
    return [*carried, "amount", "lo", "hi", "place", *more]
