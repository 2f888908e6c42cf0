"""How is a query put together? From a few words that mean the same to both engines, never by pasting."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sqlglot import exp

from lacmigration.errors import AmountError

if TYPE_CHECKING:
    from collections.abc import Iterable

    Sql = exp.Expr

__all__ = [
    "WIDEST",
    "cast",
    "col",
    "count",
    "decimal",
    "descending",
    "either",
    "equal",
    "func",
    "greater",
    "is_known",
    "least",
    "less",
    "minus",
    "most",
    "named",
    "number",
    "row_number",
    "select",
    "stated",
    "sum_of",
    "text",
    "trimmed",
    "unscaled",
    "when",
    "whole",
    "window",
]

WIDEST = 38
"""Digits of the widest number of either engine, on both sides of the point together."""
_BLANKS = " \t\r\n\u00a0"


def col(name: str) -> Sql:
    """A column by its name, whatever characters it has."""
    return exp.column(name, quoted=True)


def select(*columns: Sql, of: str | Sql) -> exp.Select:
    """Columns of a table, or of the answer of another query, which gets a name if it has none."""
    if isinstance(of, exp.Query) and not isinstance(of, exp.Subquery):
        of = of.subquery("lacmigration_part", copy=False)
    return exp.select(*columns, copy=False).from_(of, copy=False)


def named(value: Sql, name: str) -> Sql:
    """A value under a name."""
    return exp.alias_(value, name, quoted=True, copy=False)


def text(value: str) -> Sql:
    """A text, quoted as the dialect wants it."""
    return exp.Literal.string(value)


def number(value: int) -> Sql:
    """A small whole number: a count, a place."""
    return exp.Literal.number(value)


def func(name: str, *values: Sql) -> Sql:
    """A function that both engines have under this name."""
    return exp.func(name, *values, copy=False)


def cast(value: Sql, kind: str) -> Sql:
    """A value as another type; what does not fit is an error in both engines.

    Not `sqlglot.exp.cast`: of a decimal it takes any decimal for the same type, and leaves the cast out.
    """
    return exp.Cast(this=value, to=_type(kind).copy())


@lru_cache(maxsize=256)
def _type(kind: str) -> exp.DataType:
    return exp.DataType.build(kind)


def when(condition: Sql, value: Sql, other: Sql | None = None) -> Sql:
    """A value under a condition, else another one or NULL."""
    return (
        exp.case()
        .when(condition, value, copy=False)
        .else_(exp.null() if other is None else other, copy=False)
    )


def either(conditions: Iterable[Sql]) -> Sql:
    """Whether one of the conditions holds."""
    return exp.or_(*conditions, copy=False)


def is_known(value: Sql) -> Sql:
    """Whether it is not NULL."""
    return exp.Not(this=exp.Is(this=value, expression=exp.null()))


def stated(value: Sql) -> Sql:
    """A text as such, NULL where it is empty."""
    return func("NULLIF", cast(value, "VARCHAR"), text(""))


def trimmed(value: Sql) -> Sql:
    """A text without what stands around it: the same blanks for both engines, whose own notions differ."""
    return exp.Trim(this=cast(value, "VARCHAR"), expression=text(_BLANKS))


def equal(one: Sql, other: Sql) -> Sql:
    """Whether two values are the same."""
    return exp.EQ(this=one, expression=other)


def greater(one: Sql, other: Sql) -> Sql:
    """Whether the first lies above the second."""
    return exp.GT(this=one, expression=other)


def less(one: Sql, other: Sql) -> Sql:
    """The first less the second, of whole numbers."""
    return exp.Sub(this=exp.paren(one), expression=exp.paren(other))


def most(value: Sql) -> Sql:
    """The greatest of a group."""
    return exp.Max(this=value)


def least(value: Sql) -> Sql:
    """The least of a group."""
    return exp.Min(this=value)


def sum_of(value: Sql) -> Sql:
    """The sum of a group."""
    return exp.Sum(this=value)


def count(value: Sql | None = None) -> Sql:
    """How many of a group are known; without a value, how many rows there are."""
    return exp.Count(this=exp.Star() if value is None else value)


def descending(value: Sql) -> Sql:
    """The greatest first."""
    return exp.Ordered(this=value, desc=True, nulls_first=False)


def row_number() -> Sql:
    """The number of a row, from 1."""
    return exp.RowNumber()


def window(value: Sql, *, within: Iterable[Sql] = (), order: Iterable[Sql] = ()) -> Sql:
    """A value of the rows that share `within`, in an order."""
    ordered = list(order)
    return exp.Window(
        this=value,
        partition_by=list(within),
        order=exp.Order(expressions=ordered) if ordered else None,
    )


def decimal(value: Sql, scale: int, width: int = WIDEST) -> Sql:
    """A number as DECIMAL(width, scale)."""
    return cast(value, f"DECIMAL({width}, {scale})")


def whole(value: int, width: int = WIDEST) -> Sql:
    """A whole number that no engine takes for anything else."""
    return decimal(text(str(value)), 0, width)


def unscaled(value: Sql, scale: int) -> Sql:
    """A DECIMAL(38, scale) times 10^scale, as a whole number: its digits without the point.

    Multiplying would not do: the product of 38 digits and more does not fit, or Spark rounds it.
    """
    if not scale:
        return decimal(value, 0)
    return decimal(func("REPLACE", cast(decimal(value, scale), "VARCHAR"), text("."), text("")), 0)


def minus(more: Sql, fewer: Sql, scale: int) -> Sql:
    """A difference of two sums. One digit narrower before, for Spark would else round the last one away.

    Errors: AmountError where there is no room for that.
    """
    narrow = WIDEST - 1
    if scale > narrow:
        raise AmountError(
            f"amounts with {scale} decimals leave no digit for a difference: cast them to fewer decimals"
        )
    return decimal(
        exp.Sub(this=decimal(more, scale, narrow), expression=decimal(fewer, scale, narrow)), scale
    )
