"""How does DuckDB compute over Arrow tables, files and its own relations, without copying them?"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import attrs
import duckdb
import pyarrow as pa
from sqlglot import exp

from lacmigration.errors import DocumentError
from lacmigration.frames._columns import Column, column_of, known
from lacmigration.frames._engines import SOURCE, Engine, TooWideError

__all__ = ["Embedded", "embedded", "over_files", "over_relation"]

_SETTINGS: Mapping[str, Any] = {"autoinstall_known_extensions": "false", "TimeZone": "UTC"}

Give = Callable[[pa.Table], Any]


@attrs.frozen(eq=False)
class Embedded:
    """A table that DuckDB reads: one of `tables`, a view of our `connection`, or a user's `relation`.

    A user's relation stays in its own database.
    `give` turns an answer into the user's kind of table; `file` names the files that are read, for errors.
    """

    give: Give
    tables: Mapping[str, Any] = attrs.field(factory=dict)
    relation: Any = None
    connection: Any = None
    file: str = ""
    dialect: str = "duckdb"
    numbered: bool = True

    @cached_property
    def _connection(self) -> Any:
        connection = self.connection or _database(os.getpid()).cursor()
        for name, table in self.tables.items():
            connection.register(name, table)
        return connection

    def _run(self, sql: str) -> Any:
        if self.relation is not None:
            return self.relation.query(SOURCE, sql)
        return self._connection.sql(sql)

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """What the table has."""
        found = self._run(f"SELECT * FROM {SOURCE}")  # noqa: S608  (no text of a user)
        return known(
            [column_of(name, str(kind)) for name, kind in zip(found.columns, found.types, strict=True)]
        )

    def table(self, query: exp.Expr) -> pa.Table:
        """An answer as an Arrow table."""
        try:
            return self._run(query.sql("duckdb")).to_arrow_table()
        except (duckdb.OutOfRangeException, duckdb.ConversionException) as cause:
            raise TooWideError(_first_line(cause)) from cause
        except duckdb.Error as cause:
            if not self.file:
                raise
            raise DocumentError(_first_line(cause), name=self.file) from cause

    def rows(self, query: exp.Select) -> list[tuple[Any, ...]]:
        """A small answer, as Python values."""
        table = self.table(query)
        return list(zip(*(column.to_pylist() for column in table.columns), strict=True))

    def kept(self, query: exp.Query) -> Embedded:
        """The answer, in memory."""
        return Embedded(self.give, {SOURCE: self.table(query)})

    def beside(self, others: Mapping[str, Engine]) -> Embedded:
        """The same, with other tables that are kept."""
        more = {name: other.tables[SOURCE] for name, other in others.items() if isinstance(other, Embedded)}
        return Embedded(self.give, {**self.tables, **more})

    def answer(self, query: exp.Select) -> Any:
        """An answer in the kind of what came in."""
        return self.give(self.table(query))


def embedded(table: Any, give: Give) -> Embedded:
    """Over an Arrow table, or an Arrow data set.

    Errors: AggregationError for names that DuckDB would change.
    """
    known([column_of(name, "") for name in table.schema.names])
    return Embedded(give, {SOURCE: table})


def over_files(files: list[str], form: str, *, name: str) -> Embedded:
    """Over Parquet or CSV files, read as they are asked; answers are DuckDB relations.

    Cells of CSV files are text until somebody asks for a number: no digit is lost on the way.

    Errors: DocumentError for a file that is not what its name says.
    """
    connection = _database(os.getpid()).cursor()
    try:
        if form == "parquet":
            relation = connection.read_parquet(files, union_by_name=True)
        else:
            relation = connection.read_csv(files, all_varchar=True, header=True, union_by_name=True)
        connection.execute(f"CREATE TEMP VIEW {SOURCE} AS {relation.sql_query()}")
    except duckdb.Error as cause:
        raise DocumentError(_first_line(cause), name=name) from cause
    return Embedded(_relation, connection=connection, file=name)


@lru_cache(maxsize=1)
def _database(process: int) -> Any:
    """One database in memory for each process: every question has its own connection to it."""
    spill = str(Path(tempfile.gettempdir(), f"lacmigration-duckdb-{process}"))
    return duckdb.connect(config={**_SETTINGS, "temp_directory": spill})


def over_relation(relation: Any) -> Embedded:
    """Over a user's relation; the answer is one of the same database."""

    def give(lacmigration_answer: pa.Table) -> Any:  # noqa: ARG001  (DuckDB finds it by its name)
        return relation.query(SOURCE, "SELECT * FROM lacmigration_answer")

    return Embedded(give, relation=relation)


def _first_line(problem: Exception) -> str:
    return str(problem).partition("\n")[0]


def _relation(table: pa.Table) -> Any:
    return duckdb.from_arrow(table)
