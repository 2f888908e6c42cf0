"""What does each group of rows add up to? One pass over the rows; what may not be added up is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
from sqlglot import exp

from lacmigration.errors import AggregationError, AmountError, ChoiceError, CurrencyMismatchError
from lacmigration.frames._columns import Column, require
from lacmigration.frames._engines import SOURCE, Engine, TooWideError
from lacmigration.frames._guards import (
    GUARDED,
    Guard,
    Meant,
    Suspicion,
    chosen,
    guards_of,
    labelled,
    rows_said,
)
from lacmigration.frames._intervals import END_COLUMNS
from lacmigration.frames._measures import Measure, Spread, measured, spread_of
from lacmigration.frames._sources import opened
from lacmigration.frames._sql import (
    WIDEST,
    cast,
    col,
    count,
    decimal,
    descending,
    func,
    greater,
    is_known,
    least,
    less,
    most,
    named,
    number,
    select,
    stated,
    sum_of,
    text,
    when,
)
from lacmigration.frames._stated import Each, Stated
from lacmigration.frames._sums import Reach, reach_of
from lacmigration.grouping import NOT_STATED, UNALLOCATED

if TYPE_CHECKING:
    from lacmigration.frames._sql import Sql

__all__ = ["By", "Groups", "added", "fitting", "names_of"]

By = str | Sequence[str]

_OWN = ("amount", "smallest", "records", "missing", "lo", "hi", *END_COLUMNS)
_SHOWN = 10


@attrs.frozen
class Groups:
    """The sums of groups, kept by an engine, and the query that reads them.

    `table` selects the columns of `by`, then `currency` where there is one apart from `by`, `amount` as
    DECIMAL(38, scale), `smallest` (the least amount of a row), `records` and `missing`; and the columns
    `ends` where it is known what the amounts leave open. `keys` are those of `by` as the engine keeps them.
    """

    engine: Engine
    table: exp.Select
    by: tuple[str, ...]
    within: tuple[str, ...]
    currency: bool
    scale: int
    keys: tuple[Column, ...]
    ends: tuple[str, ...] = ()

    @property
    def carried(self) -> list[Sql]:
        """What every answer begins with."""
        return [col(name) for name in (*self.by, *(("currency",) if self.currency else ()))]

    @property
    def scope(self) -> list[Sql]:
        """What rows share that are compared with each other."""
        return [col(name) for name in self.within]

    @property
    def is_stated(self) -> Sql:
        """Whether every key of a row is known."""
        return exp.and_(*(self._is_known(at) for at in range(len(self.by))), copy=False)

    def _is_known(self, at: int) -> Sql:
        key = col(self.by[at])
        if self.keys[at].kind in {"text", "list"}:
            return exp.Not(this=key.isin(text(NOT_STATED), text(UNALLOCATED), copy=False))
        return is_known(key)

    @property
    def in_order(self) -> list[Sql]:
        """The order of keys that the functions over records have: by value, what is not stated last."""
        terms: list[Sql] = []
        for at, name in enumerate(self.by):
            terms += [when(self._is_known(at), number(0), number(1)), col(name)]
        return terms

    def select(self, *columns: Sql) -> exp.Select:
        """A query over the groups."""
        return select(*columns, of=self.table)

    def give(self, query: exp.Select) -> Any:
        """The answer for the user."""
        with fitting():
            return self.engine.answer(query)

    def rows(self, query: exp.Select) -> list[tuple[Any, ...]]:
        """A small answer, as Python values."""
        with fitting():
            return self.engine.rows(query)


@contextmanager
def fitting() -> Iterator[None]:
    """Say of an overflow after the groups are added up what it is. Errors: AmountError."""
    try:
        yield
    except TooWideError as cause:
        said = str(cause).partition("\n")[0]
        raise AmountError(f"a total of several groups needs more than {WIDEST} digits: {said}") from cause


def names_of(by: By | None, *, what: str = "by", own: Iterable[str] = ()) -> tuple[str, ...]:
    """Names of columns, one or many; `own` are those that the answer has beside them.

    Errors: ChoiceError for a name that is there twice or that a column of the answer has.

    >>> names_of("donor"), names_of(None)
    (('donor',), ())
    """
    names = () if by is None else (by,) if isinstance(by, str) else tuple(by)
    for at, name in enumerate(names):
        if name in names[:at]:
            raise ChoiceError(what, list(names), choices="each column once")
        if name in (*_OWN, *own):
            raise ChoiceError(
                what, name, choices=f"another name: the answer has a column {name!r} of its own"
            )
    return names


def added(
    frame: Any,
    *,
    by: tuple[str, ...],
    within: tuple[str, ...] | None,
    amount: str | Stated,
    currency: str | None,
    meant: Meant,
    resolution: str | int | Decimal | None = None,
    source: str | None = None,
) -> Groups:
    """Add up the rows of each group, exactly, and refuse what may not be added up.

    What is refused is looked for in each group; with `within`, in all rows that share these columns, the
    currency and the guarded columns of `by`.

    Errors: as `lacmigration.frames.total`.
    """
    choices = chosen(meant)
    _require_one(amount, resolution, source)
    columns = [name for name in (currency, resolution, source) if isinstance(name, str)]
    columns += amount.columns if isinstance(amount, Stated) else [amount]
    engine = opened(frame, {*by, *GUARDED, *columns})
    if isinstance(amount, Stated) and isinstance(amount.unit, Each):
        currency = amount.unit.column
    has_currency = currency is not None and (currency in engine.columns or currency != "currency")
    money = currency if has_currency else None
    named_columns = [name for name in (money, resolution) if isinstance(name, str)]
    require(engine.columns, [amount.column if isinstance(amount, Stated) else amount, *by, *named_columns])
    spread: Spread | Reach | None = None
    if isinstance(amount, Stated):
        spread = reach_of(engine, amount, source=source)
        measure = spread.amount
    else:
        measure = measured(engine, amount)
        spread = None if resolution is None else spread_of(engine, resolution, measure)
    guards = guards_of(engine.columns, by, choices)
    try:
        kept = engine.kept(_summed(by, money, measure, guards, spread))
    except TooWideError as cause:
        raise AmountError(_too_wide(engine, by, measure)) from cause
    if spread is not None:
        spread.refuse(kept)
    mixed = money is not None and money not in by
    if mixed and "currency" in by:
        raise ChoiceError("by", "currency", choices="another name: the answer has a column of currencies")
    if within is None:
        scope = by
    else:
        scope = tuple(name for name in by if name in within or name in GUARDED or name == money)
    keys = tuple(attrs.evolve(engine.columns[name], name=f"by_{at}") for at, name in enumerate(by))
    scoped = [keys[by.index(name)] for name in scope]
    _refuse(kept, scope, scoped, Suspicion(guards, mixed, choices["missing"] == "skip"))
    table = _shown(keys, by, dialect=kept.dialect, mixed=mixed, scale=measure.scale, spread=spread)
    ends = () if spread is None else spread.names
    if within is not None:
        table = table.having(greater(_sum("records"), number(0)), copy=False)
    return Groups(kept, table, by, scope, mixed, measure.scale, keys, ends)


def _require_one(amount: str | Stated, resolution: Any, source: str | None) -> None:
    """Refuse to be told twice what figures leave open, or of what lists they are where that is no matter."""
    if isinstance(amount, Stated) and resolution is not None:
        raise ChoiceError("resolution", resolution, choices="it as the precision of Stated, or not at all")
    if source is not None and not isinstance(amount, Stated):
        raise ChoiceError("source", source, choices="it beside Stated figures only")


def _summed(
    by: tuple[str, ...],
    money: str | None,
    measure: Measure,
    guards: Sequence[Guard],
    spread: Spread | Reach | None,
) -> exp.Query:
    """One row for each group and currency as they are written: sums, counts, and what the guards look at."""
    keys = [named(col(name), f"by_{at}") for at, name in enumerate(by)]
    raw = [col(name) for name in by]
    if money is not None and money not in by:
        keys.append(named(col(money), "money"))
        raw.append(col(money))
    listed = [
        *keys,
        named(sum_of(measure.value), "total"),
        named(count(measure.value), "records"),
        named(count(), "lines"),
        named(least(measure.value), "smallest"),
        *(named(value, name) for guard in guards for name, value in guard.ends(measure.value)),
    ]
    tables = [(exp.to_table(SOURCE), [])] if spread is None else spread.tables()
    queries: list[exp.Query] = []
    for table, ends in tables:
        columns = [*listed, *(named(value, name) for name, value in ends)]
        query = select(*columns, of=table)
        queries.append(query.group_by(*raw, copy=False) if raw else query)
    return queries[0] if len(queries) == 1 else exp.union(*queries, distinct=False, copy=False)


def _key(column: Column, dialect: str) -> Sql:
    """A key as it is shown: what says nothing is NOT_STATED, and a list of several values UNALLOCATED."""
    value = col(column.name)
    if column.kind == "list":
        there = exp.ArrayCompact(this=value) if dialect == "spark" else value  # DuckDB leaves out NULL anyway
        keys = exp.ArrayDistinct(this=there)
        single = stated(exp.ArrayToString(this=keys, expression=text("")))
        several = greater(exp.ArraySize(this=keys), number(1))
        return func("COALESCE", when(several, text(UNALLOCATED), single), text(NOT_STATED))
    return func("COALESCE", stated(value), text(NOT_STATED)) if column.kind == "text" else value


def _sum(name: str) -> Sql:
    return cast(sum_of(col(name)), "BIGINT")


def _shown(
    columns: Sequence[Column],
    by: tuple[str, ...],
    *,
    dialect: str,
    mixed: bool,
    scale: int,
    spread: Spread | Reach | None,
) -> exp.Select:
    """The sums by the keys as they are shown."""
    keys = [_key(column, dialect) for column in columns]
    listed = [named(key, name) for key, name in zip(keys, by, strict=True)]
    if mixed:
        listed.append(named(most(stated(col("money"))), "currency"))
    total = decimal(sum_of(decimal(col("total"), scale)), scale)
    query = select(
        *listed,
        named(total, "amount"),
        named(decimal(least(col("smallest")), scale), "smallest"),
        named(_sum("records"), "records"),
        named(less(_sum("lines"), _sum("records")), "missing"),
        *(named(value, name) for name, value in (spread.ends(total) if spread is not None else ())),
        of=SOURCE,
    )
    return query.group_by(*keys, copy=False) if keys else query


def _refuse(kept: Engine, scope: tuple[str, ...], columns: Sequence[Column], suspicion: Suspicion) -> None:
    """Raise for every scope that holds what may not be added up; the first ten are named."""
    keys = [_key(column, kept.dialect) for column in columns]
    listed = [*keys, *suspicion.asked()]
    query = select(*(named(one, f"c{at}") for at, one in enumerate(listed)), of=SOURCE)
    if keys:
        query = query.group_by(*keys, copy=False).order_by(
            *(col(f"c{at}") for at in range(len(keys))), copy=False
        )
    problems, mixed = [], False
    for row in kept.rows(query.having(suspicion.wrong(), copy=False).limit(_SHOWN, copy=False)):
        for kind, reason in suspicion.reasons(row[len(scope) :]):
            problems.append(labelled(scope, row) + reason)
            mixed |= kind is CurrencyMismatchError
    if problems:
        raise CurrencyMismatchError("; ".join(problems)) if mixed else AggregationError(problems)


def _too_wide(engine: Engine, by: tuple[str, ...], measure: Measure) -> str:
    """Which groups cannot be added up within the width; asked only where that has failed."""
    keys = [col(name) for name in by]
    size, rows = most(exp.Abs(this=measure.value)), count(measure.value)
    query = select(*keys, named(size, "size"), named(rows, "rows"), of=SOURCE)
    query = query.group_by(*keys, copy=False) if keys else query
    try:
        found = engine.rows(query.order_by(descending(col("size")), copy=False).limit(_SHOWN, copy=False))
    except TooWideError as problem:  # an amount alone is too wide
        return f"column {measure.name!r} has an amount of more than {WIDEST} digits: {problem}"
    stated_rows = [row for row in found if row[-2] is not None]
    limit = 10 ** (WIDEST - measure.scale)
    wide = [row for row in stated_rows if int(row[-2]) * row[-1] >= limit] or stated_rows[:1]
    shown = "; ".join(
        f"{labelled(by, row)}{rows_said(row[-1])} with amounts up to {row[-2]:,f}" for row in wide
    )
    return (
        f"column {measure.name!r}: a sum needs more than {WIDEST} digits, {measure.scale} of them behind the "
        f"point: {shown}"
    )
