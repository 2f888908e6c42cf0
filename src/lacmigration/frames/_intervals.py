"""Which values can each stated figure of a column stand for?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from lacmigration.errors import FigureError
from lacmigration.frames._ends import Ends, quantity
from lacmigration.frames._exact import Steps, Whole, any_of, truth_sql
from lacmigration.frames._numbers import Number
from lacmigration.frames._planning import BY, ENGINE, RECORDS, Units, answered, asked
from lacmigration.frames._sources import opened
from lacmigration.frames._sql import cast
from lacmigration.frames._stated import Stated

if TYPE_CHECKING:
    from lacmigration.frames._exact import Sql
    from lacmigration.intervals import Interval

__all__ = ["END_COLUMNS", "end_columns", "ends", "ends_of", "of_interval"]

_PARTS = ("lo", "lo_under", "lo_open", "hi", "hi_under", "hi_open")
END_COLUMNS = tuple(f"{name}_{part}" for name in ("strict", "loose") for part in _PARTS)
"""The columns of the ends of two intervals: whole numbers over others, NULL for no end."""


def ends(frame: Any, stated: Stated) -> Any:
    """The strict and the loose interval of each stated figure of a column, as exact numbers.

    The answer is the table, in its kind, with `strict_lo` over `strict_lo_under` and so on (whole numbers,
    NULL for an end that is not there), whether an end is open, and `by`: "engine", or "records" for a row
    whose numbers are too large for 38 digits and that was worked out as a Figure. 38% is 19/50, as a share.

    Errors: as the checks of `frames.check`; FigureError for a count below 0.

    >>> import pyarrow as pa
    >>> found = ends(pa.table({"share": [38]}), Stated("share", unit="percent")).to_pylist()[0]
    >>> found["strict_lo"] / found["strict_lo_under"], found["strict_hi"] / found["strict_hi_under"]
    (Decimal('0.375'), Decimal('0.385'))
    """
    engine = opened(frame)
    outputs = (*END_COLUMNS, BY)

    def build(_: Steps, numbers: Sequence[Number], __: Units) -> Mapping[str, Sql]:
        (one,) = numbers
        found = quantity(one)
        left = any_of(one.wide, found.invalid)
        columns: dict[str, Sql] = dict(end_columns(found.strict, found.loose, found.under))
        columns[BY] = (
            exp.case().when(truth_sql(left), exp.Literal.string(RECORDS)).else_(exp.Literal.string(ENGINE))
        )
        return columns

    query = asked(engine, [stated], build, outputs=outputs, alike=True)
    return answered(engine, query, _Figures(stated), outputs=outputs)


class _Figures:
    def __init__(self, stated: Stated) -> None:
        self.stated = stated

    def __call__(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        figure = self.stated.figure(row)
        if figure is None:
            return dict.fromkeys(END_COLUMNS)
        return ends_of(figure.strict, figure.loose)


def ends_of(strict: Interval | None, loose: Interval | None) -> dict[str, Any]:
    """The columns of two intervals that are known."""
    return of_interval("strict", strict) | of_interval("loose", loose)


def of_interval(name: str, interval: Interval | None) -> dict[str, Any]:
    """The columns of one interval. Errors: FigureError for an end of more than 38 digits."""
    found: dict[str, Any] = dict.fromkeys(f"{name}_{part}" for part in _PARTS)
    if interval is None:
        return found
    for end in ("lo", "hi"):
        value = getattr(interval, end)
        if value is None:
            found[f"{name}_{end}_open"] = False
            continue
        if max(abs(value.numerator), value.denominator) >= 10**38:
            raise FigureError(f"{value} has more than 38 digits, and does not fit a column")
        found[f"{name}_{end}"] = Decimal(value.numerator)
        found[f"{name}_{end}_under"] = Decimal(value.denominator)
        found[f"{name}_{end}_open"] = getattr(interval, f"{end}_open")
    return found


def end_columns(strict: Ends, loose: Ends, under: int) -> dict[str, Sql]:
    """The columns of the ends of two intervals over one denominator."""
    found: dict[str, Sql] = {}
    for name, one in (("strict", strict), ("loose", loose)):
        for end, value, is_open in (("lo", one.lo, one.lo_open), ("hi", one.hi, one.hi_open)):
            found |= columns_of_end(f"{name}_{end}", value, Whole(under, None, under), truth_sql(is_open))
    return found


def columns_of_end(name: str, over: Whole, under: Whole, is_open: Sql) -> dict[str, Sql]:
    """The three columns of one end."""
    wide = cast(over.sql, "DECIMAL(38, 0)")
    below = exp.case().when(over.sql.is_(exp.null()).not_(), cast(under.sql, "DECIMAL(38, 0)"))
    return {name: wide, f"{name}_under": below, f"{name}_open": is_open}
