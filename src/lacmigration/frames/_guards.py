"""Which rows may not be added up? What their other columns say, found in the very pass that adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypedDict

import attrs
from sqlglot import exp

from lacmigration.errors import AggregationError, ChoiceError, CurrencyMismatchError
from lacmigration.frames._columns import Column
from lacmigration.frames._sql import (
    cast,
    col,
    either,
    equal,
    func,
    greater,
    is_known,
    least,
    less,
    most,
    number,
    stated,
    sum_of,
    text,
    trimmed,
    when,
)

if TYPE_CHECKING:
    from lacmigration.frames._sql import Sql

__all__ = ["GUARDED", "Guard", "Meant", "Suspicion", "chosen", "guards_of", "labelled", "rows_said"]

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


GUARDED: Mapping[str, str] = {
    "flow": "flows",
    "as_of": "as_of",
    "period": "periods",
    "measure": "measures",
    "scope": "scopes",
    "base": "bases",
}
"""The columns in which added rows must be alike, and the argument that lets them differ."""

_CALLED = {"as_of": "dates"}
_SIDES = {"period": ("_start", "_end"), "as_of": ("_day",)}
_DATE = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_PERIOD = rf"{_DATE}|({_DATE}|[.][.])?/({_DATE}|[.][.])?"
_SUCH = '"2024", "2024-08" or "2024-08-31"'
_RIGHT = {**dict.fromkeys(GUARDED.values(), ("same", "any")), "missing": ("refuse", "skip")}


def chosen(meant: Meant) -> dict[str, str]:
    """Every choice, those that nobody made as they are by themselves.

    Errors: ChoiceError; TypeError for an argument that there is not.

    >>> chosen({"flows": "any"})["flows"], chosen({})["missing"]
    ('any', 'refuse')
    """
    found = {name: right[0] for name, right in _RIGHT.items()}
    for name, value in meant.items():
        if name not in _RIGHT:
            message = f"{name!r} is no argument; there are {', '.join(_RIGHT)}"
            raise TypeError(message)
        if value not in _RIGHT[name]:
            raise ChoiceError(name, value, choices=" or ".join(_RIGHT[name]))
        found[name] = str(value)
    return found


@attrs.frozen
class Guard:
    """A column that must say the same in all rows that are added; the unknown agrees with everything."""

    column: Column

    @property
    def is_written(self) -> bool:
        """Whether it is a date or period in text."""
        return self.column.kind == "text" and self.column.name in _SIDES

    @property
    def sides(self) -> tuple[str, ...]:
        """Dates in text may be known in part, and are compared by their first and last day."""
        return _SIDES[self.column.name] if self.is_written else ("",)

    def ends(self, amount: Sql) -> Iterator[tuple[str, Sql]]:
        """What is kept of a group: the greatest of what must not lie above the least."""
        name = self.column.name
        said = col(name)
        if self.column.kind == "text":
            said = stated(trimmed(said))
        if name in _SIDES and self.column.kind == "date":
            said = cast(said, "DATE")
        if name == "measure":
            said = when(said.isin(text("stock"), text("flow"), copy=False), said)
        value = when(is_known(amount), said)
        if self.is_written:
            yield f"{name}_odd", most(when(exp.Not(this=_is_date(value, self.sides)), value))
        for side in self.sides:
            first, last = (_first(value, side), _last(value, side)) if side else (value, value)
            yield f"{name}{side}_most", most(first)
            yield f"{name}{side}_least", least(last)

    def odd(self, value: str) -> str:
        """What is wrong with a text that is no date."""
        name = self.column.name
        what, such = ("date", _SUCH) if name == "as_of" else ("period", f'{_SUCH}, or two as in "2020/2024"')
        return f'{name} {value!r} is no {what}: write {such}, or say {GUARDED[name]}="any"'

    def said(self, early: Any, late: Any) -> str:
        """What is wrong, with the argument that lets it be."""
        name = self.column.name
        remedy = f'say {GUARDED[name]}="any" to add them all the same'
        return f"{_CALLED.get(name, name + 's')} differ, {early} and {late}: {remedy}"


def _is_date(value: Sql, sides: Sequence[str]) -> Sql:
    """Whether a text is a date, or a period of two."""
    pattern = _DATE if len(sides) == 1 else _PERIOD
    return exp.RegexpLike(this=value, expression=text(f"^({pattern})$"))


def _side(period: Sql, side: str) -> Sql:
    """The text of a date: of one end of a period, where there are two."""
    place = number(2 if side == "_end" else 1)
    part = func("SPLIT_PART", period, text("/"), place)
    single = equal(func("STRPOS", period, text("/")), number(0))
    day = when(single, period, part)
    return when(exp.Not(this=day.isin(text(""), text(".."), copy=False)), day)


def _first(value: Sql, side: str) -> Sql:
    day = _side(value, side)
    return exp.DPipe(this=day, expression=_rest(day, "0001-01-01"))


def _last(value: Sql, side: str) -> Sql:
    day = _side(value, side)
    return exp.DPipe(this=day, expression=_rest(day, "0001-12-31"))


def _rest(day: Sql, pattern: str) -> Sql:
    """What a date known in part leaves out; days compare as texts, so that all months may end on a 31st."""
    place = exp.Add(this=exp.Length(this=day), expression=number(1))
    return func("SUBSTRING", text(pattern), place)


def guards_of(columns: Mapping[str, Column], by: Sequence[str], choices: Mapping[str, str]) -> list[Guard]:
    """The guards that a table has columns for, but those that it is grouped by or that may differ."""
    return [
        Guard(columns[name])
        for name, argument in GUARDED.items()
        if name in columns and name not in by and choices[argument] != "any"
    ]


@attrs.frozen
class Suspicion:
    """What is asked of the sums that an engine keeps, and what its answers mean.

    The kept table has `records` and `lines` (rows with an amount, and all), `money` where currencies may be
    mixed, and the ends of the guards.
    """

    guards: Sequence[Guard]
    money: bool
    skips: bool

    def asked(self) -> list[Sql]:
        """The values of a scope: rows that count, rows left out, the ends of what must be alike."""
        added = _sum("records")
        found = [added, less(_sum("lines"), added)]
        if self.money:
            bare = exp.and_(exp.Not(this=is_known(_money())), greater(col("records"), number(0)), copy=False)
            found += [most(_told(_money())), least(_told(_money())), sum_of(when(bare, number(1), number(0)))]
        for name in self._pairs():
            found += [most(_told(col(f"{name}_most"))), least(_told(col(f"{name}_least")))]
        return found + [most(col(f"{guard.column.name}_odd")) for guard in self._written]

    @property
    def _written(self) -> list[Guard]:
        return [guard for guard in self.guards if guard.is_written]

    def _pairs(self) -> list[str]:
        return [guard.column.name + side for guard in self.guards for side in guard.sides]

    def wrong(self) -> Sql:
        """Whether anything is wrong in a scope."""
        added, left_out, *ends = self.asked()
        found = [equal(added, number(0))]
        if not self.skips:
            found.append(greater(left_out, number(0)))
        if self.money:
            high, low, bare, *ends = ends
            found += [greater(high, low), exp.and_(greater(bare, number(0)), is_known(high), copy=False)]
        pairs = ends[: 2 * len(self._pairs())]
        found += [greater(high, low) for high, low in zip(pairs[::2], pairs[1::2], strict=True)]
        found += [is_known(odd) for odd in ends[len(pairs) :]]
        return either(found)

    def reasons(self, row: Sequence[Any]) -> Iterator[tuple[type[Exception], str]]:
        """Every reason why the rows of a scope have no sum."""
        added, left_out, *ends = row
        if left_out and not self.skips:
            it = "it" if left_out == 1 else "them"
            yield (
                AggregationError,
                f'no amount in {rows_said(left_out)}; say missing="skip" to leave {it} out',
            )
        if not added:
            yield AggregationError, "there is nothing to add up, and a sum of nothing has no unit"
            return
        if self.money:
            high, low, bare, *ends = ends
            if high is not None and high > low:
                remedy = "convert to one first, or give the currency in by"
                yield CurrencyMismatchError, f"currencies differ, {low} and {high}: {remedy}"
            if bare and high is not None:
                yield (
                    AggregationError,
                    f"units differ, {high} and none: rows with an amount state no currency",
                )
        odd = dict(
            zip((guard.column.name for guard in self._written), ends[2 * len(self._pairs()) :], strict=True)
        )
        for guard in self.guards:
            sides = [(ends.pop(0), ends.pop(0)) for _ in guard.sides]
            apart = [(low, high) for high, low in sides if high is not None and high > low]
            if odd.get(guard.column.name) is not None:
                yield AggregationError, guard.odd(odd[guard.column.name])
            elif apart:
                yield AggregationError, guard.said(*apart[0])


def _sum(name: str) -> Sql:
    return func("COALESCE", sum_of(cast(col(name), "BIGINT")), number(0))


def _money() -> Sql:
    return stated(col("money"))


def _told(value: Sql) -> Sql:
    """What is said by rows that have an amount."""
    return when(greater(col("records"), number(0)), value)


def rows_said(count: int) -> str:
    """How many rows, in words.

    >>> rows_said(1), rows_said(7312004)
    ('1 row', '7,312,004 rows')
    """
    return "1 row" if count == 1 else f"{count:,} rows"


def labelled(names: Sequence[str], row: Sequence[Any]) -> str:
    """Which group a reason is about; nothing where all rows are one.

    >>> labelled(["donor", "year"], ["ie", 2024])
    'donor=ie, year=2024: '
    """
    shown = ", ".join(f"{name}={value}" for name, value in zip(names, row, strict=False))
    return f"{shown}: " if shown else ""
