"""What does a column of a table hold, in the words of either engine?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

import attrs

from lacmigration.errors import AggregationError
from lacmigration.frames._sql import WIDEST

__all__ = ["Column", "Kind", "column_of", "known", "require"]

Kind = Literal["integer", "decimal", "text", "float", "date", "list", "other"]

_INTEGERS = {
    "tinyint": 3,
    "smallint": 5,
    "int": 10,
    "integer": 10,
    "bigint": 19,
    "hugeint": 39,
    "utinyint": 3,
    "usmallint": 5,
    "uinteger": 10,
    "ubigint": 20,
    "uhugeint": 39,
}
_LIST = re.compile(r"\[\d*\]$|^array<")
_DECIMAL = re.compile(r"decimal\((\d+), ?(\d+)\)")
_NOTHING = ('"null"', "null", "void")
_TEXTS = ("varchar", "string", "enum", "char")
_DAYS = ("date", "timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns", "timestamp_ntz")
"""Days, and times of no zone (of Spark of its session's), which are of one day for all who read them."""
_MANY = 30


@attrs.frozen
class Column:
    """A column: its name, what kind of values it holds, and how many digits before and after the point.

    `said` is the type as the engine calls it.
    """

    name: str
    kind: Kind
    said: str
    digits: int = 0
    scale: int = 0


def column_of(name: str, said: str) -> Column:
    """A column from its name and its type as DuckDB or Spark write it.

    >>> column_of("amount", "DECIMAL(18,2)")
    Column(name='amount', kind='decimal', said='DECIMAL(18,2)', digits=16, scale=2)
    >>> column_of("places", "array<string>").kind, column_of("year", "int").kind
    ('list', 'integer')
    """
    low = said.lower()
    decimal = _DECIMAL.fullmatch(low)
    if decimal is not None:
        width, scale = map(int, decimal.groups())
        return Column(name, "decimal", said, width - scale, scale)
    if low in _INTEGERS:
        return Column(name, "integer", said, _INTEGERS[low])
    if low in _NOTHING:  # whatever it is to hold, all of it is missing
        return Column(name, "integer", said, WIDEST + 1)
    if _LIST.search(low):
        return Column(name, "list", said)
    if low.startswith(_TEXTS):
        return Column(name, "text", said)
    if low in {"double", "float", "real"}:
        return Column(name, "float", said)
    return Column(name, "date" if low in _DAYS else "other", said)


def known(columns: Iterable[Column]) -> dict[str, Column]:
    """Columns by name.

    Errors: AggregationError where two names differ in capitals only, or not at all, or one is empty.

    >>> known([column_of("Year", "int"), column_of("year", "int")])
    Traceback (most recent call last):
    ...
    lacmigration.errors.AggregationError: columns 'Year' and 'year' are one to the engines: rename one
    """
    found: dict[str, Column] = {}
    problems = []
    for column in columns:
        if not column.name:
            problems.append("a column has no name: give it one")
        other = found.setdefault(column.name.lower(), column)
        if other is not column:
            problems.append(f"columns {other.name!r} and {column.name!r} are one to the engines: rename one")
    if problems:
        raise AggregationError(problems)
    return {column.name: column for column in found.values()}


def require(columns: Mapping[str, Column], names: Iterable[str]) -> None:
    """Refuse names that no column has, all together.

    Errors: AggregationError with what there is.

    >>> require(known([column_of("year", "int")]), ["donor"])
    Traceback (most recent call last):
    ...
    lacmigration.errors.AggregationError: no column 'donor'; there are year
    """
    lacking = [name for name in dict.fromkeys(names) if name not in columns]
    if not lacking:
        return
    shown = ", ".join(list(columns)[:_MANY]) or "none"
    rest = len(columns) - _MANY
    more = f" and {rest} more" if rest > 0 else ""
    raise AggregationError([f"no column {name!r}; there are {shown}{more}" for name in lacking])
