"""Which exact numbers does a column hold? Integers and decimals as they are, text where all is numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
from sqlglot import exp

from lacmigration.errors import AmountError, FloatError
from lacmigration.frames._columns import Column
from lacmigration.frames._engines import SOURCE, Engine
from lacmigration.frames._sql import (
    WIDEST,
    col,
    decimal,
    either,
    equal,
    func,
    greater,
    is_known,
    least,
    minus,
    most,
    named,
    number,
    row_number,
    select,
    sum_of,
    text,
    trimmed,
    when,
    window,
)

if TYPE_CHECKING:
    from lacmigration.frames._sql import Sql

__all__ = ["Measure", "Spread", "measured", "spread_of"]

_PLAIN = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$"
_SHOWN = 10


@attrs.frozen
class Measure:
    """An exact number of every row: its expression, NULL where it is missing, and its decimals."""

    name: str
    value: Sql
    scale: int


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


@attrs.frozen
class Spread:
    """How far rounding leaves each amount open: by half its place value, on both sides."""

    place: Sql
    amount: Measure
    scale: int
    said: str
    names: tuple[str, ...] = ("lo", "hi")

    def tables(self) -> Iterator[tuple[Sql, list[tuple[str, Sql]]]]:
        """The table as it is, with what is added up of it."""
        yield exp.to_table(SOURCE), list(self._kept())

    def _kept(self) -> Iterator[tuple[str, Sql]]:
        """What is added up in the pass over the rows."""
        place = when(is_known(self.amount.value), self.place)
        yield "spread", sum_of(place)
        yield "finest", least(when(is_known(self.amount.value), func("COALESCE", self.place, number(0))))

    def refuse(self, kept: Engine) -> None:
        """Refuse place values that are none. Errors: AmountError."""
        finest = kept.rows(select(least(col("finest")), of=SOURCE))[0][0]
        if finest is not None and finest <= 0:
            raise AmountError(
                f"{self.said}: a place value must be above 0 in each row with an amount, such as 1000 or 0.01"
            )

    def ends(self, total: Sql) -> Iterator[tuple[str, Sql]]:
        """The least and the greatest that a sum can be, with one decimal more than the place values have."""
        scale = max(self.amount.scale, self.scale + 1)
        half = decimal(text("0.5"), 1, 1)
        spread = decimal(sum_of(decimal(col("spread"), self.scale, WIDEST - 2)), self.scale, WIDEST - 2)
        reach = exp.Mul(this=spread, expression=half)
        yield "lo", minus(total, reach, scale)
        yield "hi", minus(total, exp.Neg(this=exp.paren(reach)), scale)


def spread_of(engine: Engine, resolution: str | int | Decimal, amount: Measure) -> Spread:
    """The place values of amounts: a column of them, or one for all.

    Errors: as `measured`; AmountError for one that is not above 0, FloatError for a float.
    """
    if isinstance(resolution, str):
        found = measured(engine, resolution)
        return Spread(found.value, amount, found.scale, f"column {resolution!r}")
    if isinstance(resolution, bool) or not isinstance(resolution, int | Decimal):
        raise FloatError(resolution, where="resolution")
    place = Decimal(resolution)
    exponent = place.as_tuple().exponent
    if not isinstance(exponent, int) or place <= 0 or not -WIDEST < place.adjusted() < WIDEST // 2:
        raise AmountError(f"resolution={resolution}: a place value must be above 0, such as 1000 or 0.01")
    scale = max(-exponent, 0)
    shown = f"{place:f}"
    return Spread(decimal(text(shown), scale, WIDEST // 2 + scale // 2), amount, scale, "resolution")


def _inexact(engine: Engine, column: Column) -> FloatError:
    value = col(column.name)
    first = engine.rows(select(value, of=SOURCE).where(is_known(value), copy=False).limit(1, copy=False))
    remedy = f"CAST({column.name} AS DECIMAL(18, 2))"
    where = f"column {column.name!r} of {column.said}, to be cast first as in {remedy}"
    return FloatError(first[0][0] if first else None, where=where)


@attrs.frozen
class _Cells:
    """A column of text as numbers: the cell, whether it is no number, its digits on both sides."""

    cell: Sql
    is_other: Sql
    digits: Sql
    places: Sql


def _cells(name: str) -> _Cells:
    cell = func("NULLIF", trimmed(col(name)), text(""))
    bare = func("REGEXP_REPLACE", cell, text("^[+-]?0*"), text(""))
    before = func("SPLIT_PART", bare, text("."), number(1))
    behind = func("REGEXP_REPLACE", func("SPLIT_PART", bare, text("."), number(2)), text("0+$"), text(""))
    plain = exp.RegexpLike(this=cell, expression=text(_PLAIN))
    is_other = exp.and_(is_known(cell), exp.Not(this=plain), copy=False)
    return _Cells(cell, is_other, exp.Length(this=before), exp.Length(this=behind))


def _read(engine: Engine, column: Column) -> Measure:
    """Two looks at a column of text: how many digits are there, then the numbers themselves."""
    cells = _cells(column.name)
    others = sum_of(when(cells.is_other, number(1), number(0)))
    widths = select(others, most(cells.digits), most(cells.places), of=SOURCE)
    ((wrong, digits, scale),) = engine.rows(widths)
    if wrong:
        what = "is no plain number; write 12000 or 12000.50"
        raise AmountError(_named(engine, column, cells.is_other, what=what, count=int(wrong)))
    scale, digits = scale or 0, digits or 0
    if digits + scale > WIDEST:
        long = [greater(cells.digits, number(max(WIDEST - scale, 0)))]
        long += [equal(cells.places, number(scale))] if scale > WIDEST // 2 else []
        what = (
            f"does not fit: with {digits} digits before the point and {scale} behind it the column needs "
            f"more than {WIDEST}, which frames compute with (the functions over records take 1,000)"
        )
        raise AmountError(_named(engine, column, either(long), what=what))
    return Measure(column.name, decimal(cells.cell, scale), scale)


def _named(engine: Engine, column: Column, condition: Sql, *, what: str, count: int = 0) -> str:
    """The first cells that are wrong, with their rows where rows have numbers."""
    inner = select(named(_cells(column.name).cell, "cell"), named(condition, "wrong"), of=SOURCE)
    wanted = [col("cell")]
    if engine.numbered:
        inner = inner.select(named(window(row_number()), "place"), copy=False)
        wanted.append(col("place"))
    query = select(*wanted, of=inner).where(col("wrong"), copy=False).limit(_SHOWN, copy=False)
    found = engine.rows(query.order_by(col("place"), copy=False) if engine.numbered else query)
    shown = "; ".join(
        (f"row {row[1]:,}, " if engine.numbered else "") + f"column {column.name!r}: {_short(row[0])} {what}"
        for row in found
    )
    rest = count - len(found)
    return f"{shown}; and {rest:,} more" if rest > 0 else shown


def _short(cell: str) -> str:
    return repr(cell) if len(cell) <= 60 else f"{cell[:57]!r}..."
