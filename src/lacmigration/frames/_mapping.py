"""Who does what where, over tables? Rows counted and added up by two columns, with margins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import attrs
from sqlglot import exp

from lacmigration.errors import AmountError
from lacmigration.frames._columns import Column, require
from lacmigration.frames._engines import SOURCE, Engine, TooWideError
from lacmigration.frames._groups import added, names_of
from lacmigration.frames._guards import Meant
from lacmigration.frames._sources import opened
from lacmigration.frames._sql import (
    cast,
    col,
    count,
    decimal,
    equal,
    func,
    greater,
    is_known,
    less,
    most,
    named,
    number,
    row_number,
    select,
    stated,
    sum_of,
    text,
    trimmed,
    when,
    window,
)
from lacmigration.grouping import NOT_STATED

if TYPE_CHECKING:
    from lacmigration.frames._sql import Sql

__all__ = ["mapping"]

_ALL = "(all)"
"""What stands in the margins in place of a key."""


def mapping(
    frame: Any,
    rows: str = "organisation",
    columns: str = "country",
    *,
    separator: str | None = None,
    amount: str | None = "amount",
    currency: str | None = "currency",
    **meant: Unpack[Meant],
) -> Any:
    """Count and add up rows of a table by two of its columns, with margins; as `lacmigration.mapping`.

    The answer is long, a row for each cell that is not empty: the two columns (as text; "(all)" in the
    margins, "(not stated)" where nothing is), `records`, and, unless `amount` is None, `currency` where the
    table has one, `amount` and `unallocated`. A cell of the table may hold several values: as a list, or as
    one text with the `separator` between them. Such a row is counted in each of its cells and once in the
    margins; its amount is added up only where it is known to belong, and `unallocated` counts the rows with
    an amount of which nobody says which part belongs there. An empty `amount` means that no row has one that
    is known to belong there.

    Errors: as `total`, over all rows together; but rows without an amount are counted and not refused.

    >>> import pyarrow as pa
    >>> work = pa.table({"who": ["iom", "iom|unhcr"], "where": ["co", "co"], "amount": [5, 7]})
    >>> for row in mapping(work, "who", "where", separator="|").to_pylist():
    ...     print(*row.values())
    iom co 2 5 1
    iom (all) 2 5 1
    unhcr co 1 None 1
    unhcr (all) 1 None 1
    (all) co 2 12 0
    (all) (all) 2 12 0
    """
    names = names_of([rows, columns], what="rows and columns")
    if amount is None:
        engine = opened(frame, names)
        require(engine.columns, names)
        kept, money, scale = engine.kept(_counted(names)), False, None
        keys = [engine.columns[name] for name in names]
    else:
        asked: Meant = {"missing": "skip", **meant}
        groups = added(frame, by=names, within=(), amount=amount, currency=currency, meant=asked)
        kept, money, scale = groups.engine, groups.currency, groups.scale
        keys = list(groups.keys)
    table = _Table(
        kept, names, tuple(attrs.evolve(key, name=f"by_{at}") for at, key in enumerate(keys)), money, scale
    )
    entries = kept.kept(table.entries(separator))
    try:
        return entries.answer(attrs.evolve(table, engine=entries).cells())
    except TooWideError as cause:
        raise AmountError(f"a total of the table needs too many digits: {cause}") from cause


def _counted(names: tuple[str, ...]) -> exp.Select:
    keys = [named(col(name), f"by_{at}") for at, name in enumerate(names)]
    query = select(*keys, named(count(), "lines"), of=SOURCE)
    return query.group_by(*(col(name) for name in names), copy=False)


@attrs.frozen
class _Table:
    """What is added up by the cells as they are written, and how it becomes a table of two keys."""

    engine: Engine
    names: tuple[str, ...]
    keys: tuple[Column, ...]
    money: bool
    scale: int | None

    def entries(self, separator: str | None) -> exp.Select:
        """Each written pair of cells with a number, the values of both, and what stands there."""
        keys = [col("by_0"), col("by_1"), *([col("money")] if self.money else [])]
        listed = [named(window(row_number(), order=keys), "entry")]
        listed += [named(_values(key, separator), f"values_{at}") for at, key in enumerate(self.keys)]
        if self.scale is not None:
            listed += [named(decimal(col("total"), self.scale), "total"), col("records")]
        if self.money:
            listed.append(named(stated(col("money")), "money"))
        return select(*listed, col("lines"), of=SOURCE)

    def cells(self) -> exp.Select:
        """The cells, the margins, and the whole."""
        both: exp.Query = self._part(row=True, column=True)
        for row, column in ((True, False), (False, True), (False, False)):
            both = exp.union(both, self._part(row=row, column=column), distinct=False, copy=False)
        names = [named(col(f"key_{at}"), name) for at, name in enumerate(self.names)]
        listed = [*names, col("records")]
        if self.money:  # there is one only, also where nothing is known to belong
            listed.append(named(window(most(col("currency"))), "currency"))
        if self.scale is not None:
            listed += [col("amount"), col("unallocated")]
        order = [term for at in range(2) for term in self._order(at)]
        return select(*listed, of=both).order_by(*order, copy=False)

    def _order(self, at: int) -> list[Sql]:
        key = col(f"key_{at}")
        unstated = when(equal(key, text(NOT_STATED)), number(1), number(0))
        place = when(equal(key, text(_ALL)), number(2), unstated)
        if self.keys[at].kind == "integer":
            return [place, when(equal(place, number(0)), decimal(key, 0))]
        return [place, key]

    def _part(self, *, row: bool, column: bool) -> exp.Select:
        asked = (row, column)
        keys = [
            named(col(f"key_{at}") if there else text(_ALL), f"key_{at}") for at, there in enumerate(asked)
        ]
        listed = [*keys, named(cast(sum_of(col("lines")), "BIGINT"), "records")]
        known = [equal(col(f"of_{at}"), number(1)) for at, there in enumerate(asked) if there]
        if self.money:
            listed.append(named(most(col("money")), "currency"))
        if self.scale is not None:
            belongs = exp.and_(greater(col("records"), number(0)), *(one for one in known), copy=False)
            listed.append(named(decimal(sum_of(when(belongs, col("total"))), self.scale), "amount"))
            lost = less(sum_of(col("records")), sum_of(when(belongs, col("records"), number(0))))
            listed.append(named(cast(lost, "BIGINT"), "unallocated"))
        query = select(*listed, of=SOURCE)
        for at, there in enumerate(asked):
            if there:
                query = query.join(
                    _keys(at).subquery(f"keys_{at}", copy=False),
                    using=[exp.to_identifier("entry", quoted=True)],
                    copy=False,
                )
        there_keys = [col(f"key_{at}") for at, there in enumerate(asked) if there]
        return query.group_by(*there_keys, copy=False) if there_keys else query


def _values(column: Column, separator: str | None) -> Sql:
    """All values of a written cell, as a list of texts."""
    value = col(column.name)
    if column.kind == "list":
        return value
    if column.kind == "text" and separator is not None:
        return exp.Split(this=cast(value, "VARCHAR"), expression=text(separator))
    return exp.array(cast(value, "VARCHAR"), copy=False)


def _keys(at: int) -> exp.Select:
    """The keys of each entry, each once, and how many it has; NOT_STATED where it has none."""
    listed = select(col("entry"), named(exp.Explode(this=col(f"values_{at}")), "value"), of=SOURCE)
    value = stated(trimmed(col("value")))
    cells = select(col("entry"), named(value, "value"), of=listed)
    own = (
        exp.select(col("entry"), col("value"), copy=False)
        .distinct()
        .from_(cells.subquery("lacmigration_trimmed", copy=False), copy=False)
    )
    own = own.where(is_known(col("value")), copy=False)
    every = select(
        exp.column("entry", table="e", quoted=True),
        exp.column("value", table="v", quoted=True),
        of=select(col("entry"), of=SOURCE).subquery("e", copy=False),
    )
    every = every.join(
        own.subquery("v", copy=False),
        on=equal(exp.column("entry", table="e", quoted=True), exp.column("entry", table="v", quoted=True)),
        join_type="left",
        copy=False,
    )
    key = func("COALESCE", col("value"), text(NOT_STATED))
    of = window(count(), within=[col("entry")])
    return select(col("entry"), named(key, f"key_{at}"), named(of, f"of_{at}"), of=every)
