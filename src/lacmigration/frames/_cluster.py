"""How does Spark compute over a user's DataFrame? In its own session, and the answer stays there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs
from sqlglot import exp

from lacmigration.errors import ChoiceError
from lacmigration.frames._columns import Column, column_of, known
from lacmigration.frames._engines import SOURCE, Engine, TooWideError

__all__ = ["Cluster", "cluster"]

_ANSI = "spark.sql.ansi.enabled"
_LEFT, _RIGHT = "\ue000", "\ue001"
"""Stand for the braces around our tables, so that no column of a table's name is taken for it."""
_WIDE = ("NUMERIC_VALUE_OUT_OF_RANGE", "ARITHMETIC_OVERFLOW", "CAST_INVALID_INPUT", "CAST_OVERFLOW")


@attrs.frozen(eq=False)
class Cluster:
    """Spark DataFrames by name, all of one session."""

    tables: Mapping[str, Any]
    dialect: str = "spark"
    numbered: bool = False

    def _run(self, query: exp.Expr) -> Any:
        """A lazy DataFrame; names in braces are the frames', braces of the query are doubled."""
        asked = query.copy()
        for table in list(asked.find_all(exp.Table)):
            if table.name in self.tables:
                table.this.set("this", f"{_LEFT}{table.name}{_RIGHT}")
        sql = asked.sql("spark").replace("{", "{{").replace("}", "}}")
        sql = sql.replace(_LEFT, "{").replace(_RIGHT, "}")
        return self.tables[SOURCE].sparkSession.sql(sql, **self.tables)

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """What the table has."""
        return known([column_of(name, kind) for name, kind in self.tables[SOURCE].dtypes])

    def rows(self, query: exp.Select) -> list[tuple[Any, ...]]:
        """A small answer, as Python values."""
        with _Widths():
            return [tuple(row) for row in self._run(query).collect()]

    def kept(self, query: exp.Query) -> Cluster:
        """The answer, computed now and kept by the executors until nobody asks for it any more."""
        with _Widths():
            return Cluster({SOURCE: self._run(query).localCheckpoint(eager=True)})

    def beside(self, others: Mapping[str, Engine]) -> Cluster:
        """The same, with frames of the same session."""
        more = {name: other.tables[SOURCE] for name, other in others.items() if isinstance(other, Cluster)}
        return Cluster({**self.tables, **more})

    def answer(self, query: exp.Select) -> Any:
        """A DataFrame of the user's session."""
        return self._run(query)


class _Widths:
    """Tells numbers that do not fit from what else can go wrong."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        condition = getattr(problem, "getCondition", None) or getattr(problem, "getErrorClass", None)
        said = str(condition() if condition is not None else "")
        if said.startswith(_WIDE) or (
            problem is not None and any(f"[{word}" in str(problem) for word in _WIDE)
        ):
            raise TooWideError(str(problem).partition("\n")[0]) from problem


def cluster(frame: Any) -> Cluster:
    """Over a DataFrame of Spark.

    Errors: ChoiceError where its session does not raise on overflow: its sums would be NULL.
    """
    setting = str(frame.sparkSession.conf.get(_ANSI, "true")).lower()
    if setting != "true":
        raise ChoiceError(_ANSI, setting, choices="true: without it Spark answers overflow with NULL")
    return Cluster({SOURCE: frame})
