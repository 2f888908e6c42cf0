"""How do two tables compare, group by group? Growth from the old one to the new, and the gap to a target."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Unpack

import attrs
from sqlglot import exp

from lacmigration.errors import AggregationError, AmountError, CurrencyMismatchError
from lacmigration.frames._engines import SOURCE, Engine
from lacmigration.frames._groups import By, Groups, added, fitting, names_of
from lacmigration.frames._guards import Meant, labelled
from lacmigration.frames._sql import (
    WIDEST,
    cast,
    col,
    decimal,
    either,
    func,
    greater,
    is_known,
    least,
    minus,
    most,
    named,
    number,
    select,
    text,
    unscaled,
    when,
)
from lacmigration.money import Money

if TYPE_CHECKING:
    from lacmigration.frames._sql import Sql

__all__ = ["gap", "growth"]

_OTHER = "lacmigration_other"
_SHOWN = 10
_OWN = ("old", "new", "difference", "target", "mobilised", "reached", "over", "under", "here", "there")


def growth(
    old: Any,
    new: Any,
    *,
    by: By | None = None,
    amount: str = "amount",
    currency: str | None = "currency",
    **meant: Unpack[Meant],
) -> Any:
    """The growth from one table to another, of all rows or of each group; as `lacmigration.growth`.

    The answer is of the kind of `new`: the columns of `by`, `currency`, `old` and `new`, their `difference`,
    and the growth as whole numbers, `over` / `under`, not reduced (1/2 is 50 % more). A group that one table
    lacks has no amount there and no growth, nor has one that was 0 or less: the cells are empty.

    Errors: as `total` for either table; CurrencyMismatchError where a group has two; AggregationError where
    only one side of a group states a currency; TypeError where one table is Spark's and the other is not.

    >>> import pyarrow as pa
    >>> before, after = pa.table({"amount": [200, 48]}), pa.table({"amount": [520]})
    >>> growth(before, after).to_pylist()[0]["over"], growth(before, after).to_pylist()[0]["under"]
    (Decimal('272'), Decimal('248'))
    """
    names = names_of(by, own=_OWN)
    earlier = added(old, by=names, within=None, amount=amount, currency=currency, meant=meant)
    later = added(new, by=names, within=None, amount=amount, currency=currency, meant=meant)
    pair = _paired(later, earlier)
    first, second = col("there"), col("here")
    difference = minus(second, first, pair.scale)
    return pair.give(
        named(first, "old"),
        named(second, "new"),
        named(difference, "difference"),
        *_quotient([(difference, "over")], first, pair.scale),
    )


def gap(
    target: Any,
    mobilised: Any,
    *,
    by: By | None = None,
    amount: str = "amount",
    currency: str | None = "currency",
    **meant: Unpack[Meant],
) -> Any:
    """How far targets are from what was mobilised, in all or for each group; as `lacmigration.gap`.

    `target` is a table with the same columns, or without `by` Money or an exact number. The answer is of the
    kind of `mobilised`: the columns of `by`, `currency`, `target`, `mobilised`, `missing` (negative where the
    target is exceeded), and whole numbers: `over` / `under` is the share that is missing, `reached` / `under`
    the share that is reached, not reduced. A group that one table lacks has no amount there and no gap; a
    target of 0 or less has no shares.

    Errors: as `growth`.

    >>> import pyarrow as pa
    >>> gifts = pa.table({"amount": [50, 7], "currency": ["USD", "USD"]})
    >>> [str(value) for value in gap(Money(150, "USD"), gifts).to_pylist()[0].values()]
    ['USD', '150', '57', '93', '93', '57', '150']
    """
    names = names_of(by, own=_OWN)
    given = added(mobilised, by=names, within=None, amount=amount, currency=currency, meant=meant)
    if isinstance(target, Money | int | Decimal) and not isinstance(target, bool):
        if names:
            message = f"one target for many groups: give a table of targets with {', '.join(names)}"
            raise TypeError(message)
        pair = _beside_one(given, target, with_currency=currency is not None)
    else:
        goals = added(target, by=names, within=None, amount=amount, currency=currency, meant=meant)
        pair = _paired(given, goals)
    goal, sum_ = col("there"), col("here")
    missing = minus(goal, sum_, pair.scale)
    return pair.give(
        named(goal, "target"),
        named(sum_, "mobilised"),
        named(missing, "missing"),
        *_quotient([(missing, "over"), (sum_, "reached")], goal, pair.scale),
    )


def _quotient(parts: list[tuple[Sql, str]], whole: Sql, scale: int) -> list[Sql]:
    """Parts over a whole, as whole numbers; nothing where an amount is not known or the whole not above 0."""
    there = exp.and_(is_known(col("here")), greater(whole, number(0)), copy=False)
    return [named(when(there, unscaled(value, scale)), name) for value, name in (*parts, (whole, "under"))]


@attrs.frozen
class _Pair:
    """Two sums of each group, `here` and `there`, with as many decimals as the finer one."""

    groups: Groups
    engine: Engine
    rows: exp.Select
    scale: int

    def give(self, *columns: Sql) -> Any:
        listed = [col(name) for name in self.groups.by]
        if self.groups.currency:
            listed.append(col("currency"))
        query = select(*listed, *columns, of=self.rows)
        return attrs.evolve(self.groups, engine=self.engine).give(
            query.order_by(*self.groups.in_order, copy=False) if self.groups.by else query
        )


def _paired(here: Groups, there: Groups) -> _Pair:
    if here.engine.dialect != there.engine.dialect:
        message = "one table is Spark's and the other is not: give both as Spark frames, or neither"
        raise TypeError(message)
    with fitting():
        kept = here.engine.kept(here.table)
        engine = kept.beside({_OTHER: there.engine.kept(there.table)})
    scale = max(here.scale, there.scale)
    money = here.currency or there.currency
    sides = [
        _side(here, SOURCE, scale, ("here", "there"), money=money),
        _side(there, _OTHER, scale, ("there", "here"), money=money),
    ]
    return _checked(here, engine, sides, scale, money=money)


def _beside_one(here: Groups, target: Money | int | Decimal, *, with_currency: bool) -> _Pair:
    value = target.amount if isinstance(target, Money) else Decimal(target)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or value.adjusted() + 1 + max(-exponent, 0) > WIDEST:
        raise AmountError(f"target {target}: frames compute with {WIDEST} digits")
    scale = max(here.scale, -exponent)
    stated = isinstance(target, Money) and with_currency
    money = here.currency or stated
    unit = text(target.currency) if stated and isinstance(target, Money) else cast(exp.null(), "VARCHAR")
    one = exp.select(
        *([named(unit, "currency")] if money else []),
        named(decimal(exp.null(), scale), "here"),
        named(decimal(text(f"{value:f}"), scale), "there"),
        copy=False,
    )
    sides = [_side(here, SOURCE, scale, ("here", "there"), money=money), one]
    with fitting():
        kept = here.engine.kept(here.table)
    return _checked(here, kept, sides, scale, money=money)


def _side(groups: Groups, table: str, scale: int, names: tuple[str, str], *, money: bool) -> exp.Select:
    """The sums of one table in one of two columns, the other one empty."""
    amount = {names[0]: decimal(col("amount"), scale), names[1]: decimal(exp.null(), scale)}
    listed = [col(name) for name in groups.by]
    if money:
        listed.append(col("currency") if groups.currency else named(cast(exp.null(), "VARCHAR"), "currency"))
    return select(*listed, *(named(amount[name], name) for name in ("here", "there")), of=table)


def _checked(here: Groups, engine: Engine, sides: list[exp.Select], scale: int, *, money: bool) -> _Pair:
    keys = [col(name) for name in here.by]
    both = exp.union(sides[0], sides[1], distinct=False, copy=False).subquery(
        "lacmigration_sides", copy=False
    )
    highest, lowest = most(col("currency")), least(col("currency"))
    query = select(
        *keys,
        *([named(highest, "currency")] if money else []),
        named(most(col("here")), "here"),
        named(most(col("there")), "there"),
        of=both,
    )
    query = query.group_by(*keys, copy=False) if keys else query
    if money:
        amount = func("COALESCE", col("here"), col("there"))
        bare = most(when(exp.Not(this=is_known(col("currency"))), amount))
        alone = exp.and_(is_known(bare), is_known(highest), copy=False)
        mixed = select(*keys, lowest, highest, of=both)
        mixed = (
            (mixed.group_by(*keys, copy=False) if keys else mixed)
            .having(either([greater(highest, lowest), alone]), copy=False)
            .limit(_SHOWN, copy=False)
        )
        _refuse(here.by, engine.rows(mixed))
    return _Pair(attrs.evolve(here, currency=money), engine, query, scale)


def _refuse(by: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Raise for groups whose sides are in two currencies, or only one of them in any."""
    found, two = [], False
    for *keys, low, high in rows:
        differ = low != high
        what = f"currencies differ, {low} and {high}: convert to one first"
        alone = f"units differ, {high} and none: only one side states a currency"
        found.append(labelled(by, keys) + (what if differ else alone))
        two |= differ
    if found:
        raise CurrencyMismatchError("; ".join(sorted(found))) if two else AggregationError(sorted(found))
