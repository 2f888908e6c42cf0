"""What must an engine be able to do? It answers queries over one table, in Python values or in kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from sqlglot import exp

from lacmigration.errors import AmountError
from lacmigration.frames._columns import Column

__all__ = ["SOURCE", "Engine", "TooWideError"]

SOURCE = "lacmigration_frame"
"""The name of the table in every query."""


class TooWideError(AmountError):
    """An engine met a number that does not fit; who asked knows which column it was, and says so."""


class Engine(Protocol):
    """One table, and who computes over it. Queries select from SOURCE; none is made of a user's text."""

    @property
    def dialect(self) -> str:
        """In which SQL it is asked: "duckdb" or "spark"."""

    @property
    def columns(self) -> Mapping[str, Column]:
        """What the table has."""

    @property
    def numbered(self) -> bool:
        """Whether its rows have an order, so that an error can say which row it is about."""

    def rows(self, query: exp.Select) -> list[tuple[Any, ...]]:
        """A small answer, as Python values.

        Errors: TooWideError.
        """

    def kept(self, query: exp.Query) -> Engine:
        """The answer as a table that is computed once, to ask on.

        Errors: TooWideError.
        """

    def beside(self, others: Mapping[str, Engine]) -> Engine:
        """The same table, with tables of the same engine beside it under other names."""

    def answer(self, query: exp.Select) -> Any:
        """An answer for the user, in the kind of what the user gave.

        Errors: TooWideError.
        """
