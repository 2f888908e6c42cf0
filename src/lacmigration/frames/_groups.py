"""What does each group of rows add up to? One pass over the rows; what may not be added is refused after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, TypedDict

import attrs
from sqlglot import exp

from lacmigration.errors import AggregationError, AmountError, ChoiceError, CurrencyMismatchError
from lacmigration.frames._columns import Column, require
from lacmigration.frames._engines import SOURCE, Engine, TooWideError
from lacmigration.frames._measures import WIDEST, Measure, col, decimal, measured
from lacmigration.frames._sources import opened
from lacmigration.grouping import NOT_STATED

__all__ = ["By", "Groups", "Meant", "added", "in_order", "is_stated", "names_of"]

By = str | Sequence[str]
Choice = Literal["same", "any"]


class Meant(TypedDict, total=False):
    """What a caller may say that it means, as in `lacmigration.total`; each is refused otherwise."""

    flows: Choice
    as_of: Choice
    periods: Choice
    measures: Choice
    scopes: Choice
    bases: Choice
    missing: Literal["refuse", "skip"]


_RESERVED = frozenset(
    {"amount", "records", "missing", "over", "under", "percent", "place", "lo", "hi", "best", "worst"}
)
_GUARDS = {
    "flow": "flows",
    "as_of": "as_of",
    "period": "periods",
    "measure": "measures",
    "scope": "scopes",
    "base": "bases",
}
"""The columns in which added rows must be alike, and the argument that lets them differ."""
_SHOWN = 10


@attrs.frozen
class Groups:
    """The sums of groups, kept by an engine, and the query that reads them.

    `table` selects the columns of `by`, then `currency` where there is one apart from `by`, `amount` as
    DECIMAL(38, scale), `records` and `missing`.
    """

    engine: Engine
    table: exp.Select
    by: tuple[str, ...]
    currency: bool
    scale: int

    @property
    def carried(self) -> list[exp.Expression]:
        """What every answer begins with."""
        return [col(name) for name in (*self.by, *(("currency",) if self.currency else ()))]

    def select(self, *columns: exp.Expression) -> exp.Select:
        """A query over the groups."""
        return exp.select(*columns).from_(self.table.subquery("lacmigration_groups"))

    def give(self, query: exp.Select) -> Any:
        """The answer for the user; an overflow in it is an error that says so."""
        try:
            return self.engine.answer(query)
        except TooWideError as cause:
            raise AmountError(f"a number of the answer needs more than {WIDEST} digits: {cause}") from cause


def names_of(by: By | None, *, what: str = "by") -> tuple[str, ...]:
    """Names of columns, one or many.

    Errors: ChoiceError for a name that is there twice or that a column of the answer has.

    >>> names_of("donor"), names_of(None)
    (('donor',), ())
    """
    names = () if by is None else (by,) if isinstance(by, str) else tuple(by)
    for at, name in enumerate(names):
        if name in names[:at]:
            raise ChoiceError(what, list(names), choices="each column once")
        if name in _RESERVED:
            raise ChoiceError(
                what, name, choices=f"another name: the answer has a column {name!r} of its own"
            )
    return names


def added(
    frame: Any,
    *,
    by: tuple[str, ...],
    within: tuple[str, ...] | None,
    amount: str,
    currency: str | None,
    meant: Meant,
) -> Groups:
    """Add up the rows of each group, exactly, and refuse what may not be added up.

    What is refused is looked for in each group, or with `within` in all rows that share these columns.

    Errors: as `lacmigration.frames.total`.
    """
    choices = _chosen(meant)
    wanted = {amount, *by, *(within or ()), *_GUARDS, *((currency,) if currency else ())}
    engine = opened(frame, wanted)
    has_currency = currency is not None and (currency in engine.columns or currency != "currency")
    require(
        engine.columns, [amount, *by, *(within or ()), *([currency] if currency and has_currency else [])]
    )
    money = currency if has_currency else None
    measure = measured(engine, amount)
    guards = [
        _Guard(name, argument, engine.columns[name])
        for name, argument in _GUARDS.items()
        if name in engine.columns and name not in by and choices[argument] != "any"
    ]
    inner = _summed(by, money, measure, guards)
    try:
        kept = engine.kept(inner)
    except TooWideError as cause:
        raise AmountError(_too_wide(engine, by, measure)) from cause
    scopes = by if within is None else within
    mixed = money is not None and money not in by
    _refuse(kept, by, scopes=scopes, guards=guards, money=mixed, missing=choices["missing"])
    return Groups(kept, _outer(kept, by, money, measure.scale), by, mixed, measure.scale)


def _chosen(meant: Meant) -> dict[str, str]:
    choices = {**dict.fromkeys(_GUARDS.values(), "same"), "missing": "refuse", **meant}
    for name, value in choices.items():
        if name not in {*_GUARDS.values(), "missing"}:
            message = f"{name!r} is no argument; there are {', '.join([*_GUARDS.values(), 'missing'])}"
            raise TypeError(message)
        right = ("refuse", "skip") if name == "missing" else ("same", "any")
        if value not in right:
            raise ChoiceError(name, value, choices=" or ".join(right))
    return {name: str(value) for name, value in choices.items()}


@attrs.frozen
class _Guard:
    """A column that must say the same in all rows that are added."""

    name: str
    argument: str
    column: Column

    def ends(self, measure: Measure) -> list[tuple[str, exp.Expression]]:
        """What is kept of each group: the greatest of what must not lie above the least of another."""
        said = exp.func("NULLIF", col(self.name), exp.Literal.string("")) if self._is_text else col(self.name)
        value = exp.case().when(measure.value.copy().is_(exp.null()).not_(), said).else_(exp.null())
        if self.name == "measure":
            flows = [exp.Literal.string("stock"), exp.Literal.string("flow")]
            value = exp.case().when(value.isin(*flows), value).else_(exp.null())
        if self.name == "period" and self._is_text:
            start = exp.func("SPLIT_PART", value, exp.Literal.string("/"), exp.Literal.number(1))
            end = exp.func("SPLIT_PART", value, exp.Literal.string("/"), exp.Literal.number(2))
            whole = exp.EQ(
                this=exp.func("STRPOS", value, exp.Literal.string("/")), expression=exp.Literal.number(0)
            )
            return self._dated("start", start) + self._dated("end", exp.case().when(whole, start).else_(end))
        if self.name == "as_of" and self._is_text:
            return self._dated("day", value)
        return [
            (f"{self.name}_most", exp.Max(this=value)),
            (f"{self.name}_least", exp.Min(this=value.copy())),
        ]

    @property
    def _is_text(self) -> bool:
        return self.column.kind == "text"

    def _dated(self, side: str, text: exp.Expression) -> list[tuple[str, exp.Expression]]:
        """The latest first day and the earliest last day of dates that may be known to the year or month."""
        known = (
            exp.case()
            .when(text.copy().isin(exp.Literal.string(""), exp.Literal.string("..")), exp.null())
            .else_(exp.cast(text, "VARCHAR"))
        )
        place = exp.Add(this=exp.Length(this=known.copy()), expression=exp.Literal.number(1))
        ends = []
        for end, rest, most in (("most", "0001-01-01", exp.Max), ("least", "0001-12-31", exp.Min)):
            tail = exp.func("SUBSTRING", exp.Literal.string(rest), place.copy())
            day = exp.DPipe(this=known.copy(), expression=tail)
            ends.append((f"{self.name}_{side}_{end}", most(this=day)))
        return ends

    def pairs(self) -> list[tuple[str, str]]:
        """The kept columns, two and two."""
        sides = (
            {"period": ("_start", "_end"), "as_of": ("_day",)}.get(self.name, ("",))
            if self._is_text
            else ("",)
        )
        return [(f"{self.name}{side}_most", f"{self.name}{side}_least") for side in sides]

    def said(self, most: Any, least: Any) -> str:
        """What is wrong, with the argument that lets it be."""
        early, late = sorted((str(least), str(most)))
        what = {"as_of": "dates", "period": "periods"}.get(self.name, f"{self.name}s")
        return f'{what} differ, {early} and {late}: say {self.argument}="any" to add them all the same'


def _summed(by: tuple[str, ...], money: str | None, measure: Measure, guards: Sequence[_Guard]) -> exp.Select:
    """One row for each group and currency as they are written: sums, counts, and what the guards look at."""
    keys = [*(exp.alias_(col(name), f"by_{at}", quoted=True) for at, name in enumerate(by))]
    raw: list[exp.Expression] = [col(name) for name in by]
    if money is not None:
        keys.append(exp.alias_(col(money), "money", quoted=True))
        raw += [] if money in by else [col(money)]
    query = exp.select(
        *keys,
        exp.alias_(exp.Sum(this=measure.value), "total", quoted=True),
        exp.alias_(exp.Count(this=measure.value.copy()), "records", quoted=True),
        exp.alias_(exp.Count(this=exp.Star()), "lines", quoted=True),
        exp.alias_(exp.Min(this=measure.value.copy()), "smallest", quoted=True),
        *(exp.alias_(value, name, quoted=True) for guard in guards for name, value in guard.ends(measure)),
    ).from_(SOURCE)
    return query.group_by(*raw) if raw else query


def _cleaned(column: Column) -> exp.Expression:
    """A key as it is shown: texts as such, and those that say nothing as NOT_STATED."""
    value: exp.Expression = col(column.name)
    if column.kind != "text":
        return value
    if column.said.lower() not in {"varchar", "string"}:
        value = exp.cast(value, "VARCHAR")
    stated = exp.func("NULLIF", value, exp.Literal.string(""))
    return exp.func("COALESCE", stated, exp.Literal.string(NOT_STATED))


def _outer(kept: Engine, by: tuple[str, ...], money: str | None, scale: int) -> exp.Select:
    """The sums by the keys as they are shown."""
    keys = [_cleaned(kept.columns[f"by_{at}"]) for at in range(len(by))]
    listed = [exp.alias_(key, name, quoted=True) for key, name in zip(keys, by, strict=True)]
    if money is not None and money not in by:
        one = exp.Max(this=exp.func("NULLIF", exp.cast(col("money"), "VARCHAR"), exp.Literal.string("")))
        listed.append(exp.alias_(one, "currency", quoted=True))
    total = decimal(exp.Sum(this=decimal(col("total"), scale)), scale)
    records = exp.cast(exp.Sum(this=col("records")), "BIGINT")
    lines = exp.cast(exp.Sum(this=col("lines")), "BIGINT")
    query = exp.select(
        *listed,
        exp.alias_(total, "amount", quoted=True),
        exp.alias_(records, "records", quoted=True),
        exp.alias_(exp.Sub(this=lines, expression=records.copy()), "missing", quoted=True),
        exp.alias_(decimal(exp.Min(this=col("smallest")), scale), "smallest", quoted=True),
    ).from_(SOURCE)
    return query.group_by(*(key.copy() for key in keys)) if keys else query


def is_stated(groups: Groups) -> exp.Expression:
    """Whether every key of a row is known."""
    said = [_is_known(groups, at, name) for at, name in enumerate(groups.by)]
    return exp.and_(*said) if said else exp.true()


def _is_known(groups: Groups, at: int, name: str) -> exp.Expression:
    if groups.engine.columns[f"by_{at}"].kind == "text":
        return exp.NEQ(this=col(name), expression=exp.Literal.string(NOT_STATED))
    return col(name).is_(exp.null()).not_()


def in_order(groups: Groups, names: Iterable[str] | None = None) -> list[exp.Expression]:
    """The order of keys, as the functions over records have it: by value, and what is not stated last."""
    wanted = groups.by if names is None else tuple(names)
    terms: list[exp.Expression] = []
    for at, name in enumerate(groups.by):
        if name in wanted:
            unknown = exp.case().when(_is_known(groups, at, name), exp.Literal.number(0))
            terms += [unknown.else_(exp.Literal.number(1)), col(name)]
    return terms


def _refuse(
    kept: Engine,
    by: tuple[str, ...],
    *,
    scopes: tuple[str, ...],
    guards: Sequence[_Guard],
    money: bool,
    missing: str,
) -> None:
    """Raise for every group of `scopes` that holds what may not be added up; the first ten are named."""
    keys = [_cleaned(kept.columns[f"by_{by.index(name)}"]) for name in scopes]
    added_rows, lines = (
        exp.func("COALESCE", exp.Sum(this=col(name)), _zero()) for name in ("records", "lines")
    )
    left_out = exp.Sub(this=lines, expression=added_rows)
    columns: list[exp.Expression] = [added_rows.copy(), left_out]
    wrong: list[exp.Expression] = [exp.EQ(this=added_rows.copy(), expression=_zero())]
    if missing != "skip":
        wrong.append(exp.GT(this=left_out.copy(), expression=_zero()))
    pairs = [("money", "money")] if money else []
    pairs += [pair for guard in guards for pair in guard.pairs()]
    for most, least in pairs:
        highest, lowest = exp.Max(this=_told(most)), exp.Min(this=_told(least))
        columns += [highest, lowest]
        wrong.append(exp.GT(this=highest.copy(), expression=lowest.copy()))
    if money:
        bare = exp.and_(_told("money").is_(exp.null()), exp.GT(this=col("records"), expression=_zero()))
        without = exp.Sum(this=exp.case().when(bare, exp.Literal.number(1)).else_(_zero()))
        columns.append(without)
        some = exp.Max(this=_told("money")).is_(exp.null()).not_()
        wrong.append(exp.and_(exp.GT(this=without.copy(), expression=_zero()), some))
    query = exp.select(*(exp.alias_(one, f"c{at}") for at, one in enumerate([*keys, *columns]))).from_(SOURCE)
    if keys:
        query = query.group_by(*(key.copy() for key in keys)).order_by(*(f"c{at}" for at in range(len(keys))))
    found = kept.rows(query.having(exp.or_(*wrong)).limit(_SHOWN))
    problems, mixed = [], False
    for row in found:
        group = _group(scopes, row)
        said = list(_said(row[len(scopes) :], guards, money=money, missing=missing))
        problems += [group + text for _, text in said]
        mixed |= any(kind is CurrencyMismatchError for kind, _ in said)
    if problems:
        raise CurrencyMismatchError("; ".join(problems)) if mixed else AggregationError(problems)


def _told(name: str) -> exp.Expression:
    """What a kept column says of rows that have an amount."""
    has = exp.GT(this=col("records"), expression=_zero())
    said: exp.Expression = col(name)
    if name == "money":
        said = exp.func("NULLIF", exp.cast(said, "VARCHAR"), exp.Literal.string(""))
    return exp.case().when(has, said).else_(exp.null())


def _zero() -> exp.Expression:
    return exp.Literal.number(0)


def _said(
    row: Sequence[Any], guards: Sequence[_Guard], *, money: bool, missing: str
) -> Iterator[tuple[type[Exception], str]]:
    """Every reason why a group has no sum."""
    records, left_out, *ends = row
    if left_out and missing != "skip":
        yield (
            AggregationError,
            f'no amount in {_rows(left_out)}; say missing="skip" to leave {_it(left_out)} out',
        )
    if not records:
        yield AggregationError, "there is nothing to add up, and a sum of nothing has no unit"
        return
    if money:
        most, least, *ends, bare = ends
        if most is not None and most > least:
            remedy = "convert to one first, or give the currency in by"
            yield CurrencyMismatchError, f"currencies differ, {least} and {most}: {remedy}"
        if bare and most is not None:
            yield (
                AggregationError,
                f"units differ, {most} and none: some rows with an amount state no currency",
            )
    for guard in guards:
        sides = [(ends.pop(0), ends.pop(0)) for _ in guard.pairs()]
        apart = [(most, least) for most, least in sides if most is not None and most > least]
        if apart:
            yield AggregationError, guard.said(*apart[0])


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _it(count: int) -> str:
    return "it" if count == 1 else "them"


def _group(names: Sequence[str], row: Sequence[Any]) -> str:
    shown = ", ".join(f"{name}={value}" for name, value in zip(names, row, strict=False))
    return f"{shown}: " if shown else ""


def _too_wide(engine: Engine, by: tuple[str, ...], measure: Measure) -> str:
    """Which groups cannot be added up within the width; asked only where that has failed."""
    size = exp.Max(this=exp.Abs(this=measure.value.copy()))
    count = exp.Count(this=measure.value.copy())
    query = exp.select(*(col(name) for name in by), size, count).from_(SOURCE)
    query = query.group_by(*(col(name) for name in by)) if by else query
    found = engine.rows(query.order_by(exp.Ordered(this=size.copy(), desc=True)).limit(_SHOWN))
    limit = 10 ** (WIDEST - measure.scale)
    wide = [row for row in found if row[-2] is not None and int(row[-2]) * row[-1] >= limit] or found[:1]
    shown = "; ".join(
        f"{_group(by, row)}{_rows(row[-1])} with amounts up to {row[-2]:f}"
        for row in wide
        if row[-2] is not None
    )
    return (
        f"column {measure.name!r}: a sum needs more than {WIDEST} digits, {measure.scale} of them behind the "
        f"point: {shown}"
    )
