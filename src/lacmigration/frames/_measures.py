"""Which exact numbers does a column hold? Whole numbers and decimals as they are, text if each cell is a number."""

from __future__ import annotations

import attrs
from sqlglot import exp

from lacmigration.errors import AmountError, FloatError
from lacmigration.frames._columns import Column
from lacmigration.frames._engines import SOURCE, Engine

__all__ = ["WIDEST", "Measure", "col", "decimal", "measured", "minus", "unscaled", "whole"]

WIDEST = 38
"""Digits of the widest number of either engine, on both sides of the point together."""

_PLAIN = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$"
_SHOWN = 10


@attrs.frozen
class Measure:
    """An exact number of every row: its expression, NULL where it is missing, and its digits behind the point."""

    name: str
    value: exp.Expression
    scale: int


def col(name: str, table: str | None = None) -> exp.Column:
    """A column by its name, whatever characters it has."""
    return exp.column(name, table=table, quoted=True)


def decimal(value: exp.Expression, scale: int, width: int = WIDEST) -> exp.Expression:
    """A number as DECIMAL(width, scale)."""
    return exp.cast(value, f"DECIMAL({width}, {scale})")


def whole(number: int, width: int = WIDEST) -> exp.Expression:
    """A whole number that no engine takes for anything else."""
    return decimal(exp.Literal.string(str(number)), 0, width)


def unscaled(value: exp.Expression, scale: int) -> exp.Expression:
    """A DECIMAL(38, scale) times 10^scale, as a whole number: its digits without the point.

    Multiplying would not do: the product of 38 digits and more does not fit, or Spark rounds it.
    """
    if not scale:
        return decimal(value, 0)
    text = exp.cast(decimal(value, scale), "VARCHAR")
    return decimal(exp.func("REPLACE", text, exp.Literal.string("."), exp.Literal.string("")), 0)


def minus(more: exp.Expression, less: exp.Expression, scale: int) -> exp.Expression:
    """A difference of two sums. One digit narrower before, for Spark would else round the last one away."""
    narrow = WIDEST - 1
    return decimal(exp.Sub(this=decimal(more, scale, narrow), expression=decimal(less, scale, narrow)), scale)


def measured(engine: Engine, name: str) -> Measure:
    """The numbers of a column, exactly.

    Errors: FloatError for a column of floats, or of what is no number; AmountError with the cells of a text
    column that are no plain numbers, or have more digits than fit.
    """
    column = engine.columns[name]
    value = col(name)
    if column.kind == "decimal":
        return Measure(name, value, column.scale)
    if column.kind == "integer":
        if column.digits > 20:
            value = decimal(value, 0)
        elif engine.dialect == "spark":  # its sums of BIGINT are BIGINT
            value = decimal(value, 0, 20)
        return Measure(name, value, 0)
    if column.kind == "text":
        return _read(engine, column)
    raise _inexact(engine, column)


def _inexact(engine: Engine, column: Column) -> FloatError:
    value = col(column.name)
    first = engine.rows(exp.select(value).from_(SOURCE).where(value.is_(exp.null()).not_()).limit(1))
    shown = first[0][0] if first else None
    remedy = f"CAST({column.name} AS DECIMAL(18, 2))"
    return FloatError(
        shown, where=f"column {column.name!r} of {column.said}, to be cast first as in {remedy}"
    )


def _read(engine: Engine, column: Column) -> Measure:
    """Two looks at a column of text: how many digits are there, then the numbers themselves."""
    text = exp.func("NULLIF", exp.Trim(this=exp.cast(col(column.name), "VARCHAR")), exp.Literal.string(""))
    bare = exp.func("REGEXP_REPLACE", text, exp.Literal.string("^[+-]?0*"), exp.Literal.string(""))
    before = exp.func("SPLIT_PART", bare, exp.Literal.string("."), exp.Literal.number(1))
    behind = exp.func("SPLIT_PART", bare, exp.Literal.string("."), exp.Literal.number(2))
    behind = exp.func("REGEXP_REPLACE", behind, exp.Literal.string("0+$"), exp.Literal.string(""))
    plain = exp.RegexpLike(this=text, expression=exp.Literal.string(_PLAIN))
    is_other = exp.and_(text.is_(exp.null()).not_(), plain.not_())
    digits, places = exp.Length(this=before.copy()), exp.Length(this=behind)
    ((others, most, scale),) = engine.rows(
        exp.select(
            exp.func("SUM", exp.case().when(is_other, exp.Literal.number(1)).else_(exp.Literal.number(0))),
            exp.Max(this=digits),
            exp.Max(this=places),
        ).from_(SOURCE)
    )
    if others:
        raise AmountError(
            _named(engine, column, text, is_other, int(others), "is no plain number; write 12000 or 12000.50")
        )
    scale, most = scale or 0, most or 0
    if most + scale > WIDEST:
        is_long = exp.or_(
            exp.GT(this=digits, expression=exp.Literal.number(WIDEST - min(scale, WIDEST))),
            exp.EQ(this=places, expression=exp.Literal.number(scale))
            if scale > WIDEST - most
            else exp.false(),
        )
        what = (
            f"does not fit: with {most} digits before the point and {scale} behind it, the column needs more "
            f"than {WIDEST}, which frames compute with (the functions over records take 1,000)"
        )
        raise AmountError(_named(engine, column, text, is_long, 0, what))
    return Measure(column.name, decimal(text, scale), scale)


def _named(
    engine: Engine, column: Column, text: exp.Expression, condition: exp.Expression, count: int, what: str
) -> str:
    """The first cells that are wrong, with their rows where rows have numbers."""
    inner = exp.select(exp.alias_(text, "cell"), exp.alias_(condition, "wrong"))
    if engine.numbered:
        inner = inner.select(exp.alias_(exp.Window(this=exp.RowNumber()), "place"))
    inner = inner.from_(SOURCE)
    query = exp.select("cell", *(["place"] if engine.numbered else [])).from_(inner.subquery("cells"))
    query = query.where(exp.column("wrong")).limit(_SHOWN)
    if engine.numbered:
        query = query.order_by("place")
    found = engine.rows(query)
    shown = "; ".join(
        (f"row {row[1]}, " if engine.numbered else "") + f"column {column.name!r}: {_short(row[0])} {what}"
        for row in found
    )
    rest = count - len(found)
    return f"{shown}; and {rest:,} more" if rest > 0 else shown


def _short(cell: str) -> str:
    return repr(cell) if len(cell) <= 60 else f"{cell[:57]!r}..."
