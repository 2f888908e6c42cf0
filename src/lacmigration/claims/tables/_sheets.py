"""What are the rows and columns of a table, and which number stands in each of its cells?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import attrs

from lacmigration.claims._claims import Spot
from lacmigration.claims._passages import fact_of, folded
from lacmigration.claims.tables._columns import Column, column_of, is_made_of_others
from lacmigration.claims.tables._headers import NOTHING, measure_of_caption, measure_of_header
from lacmigration.claims.tables._marks import decimal_marks
from lacmigration.claims.tables._numbers import Number, figure_of, spot_of
from lacmigration.claims.tables._raws import header_height, raw_columns
from lacmigration.claims.tables._roles import KEYS, Role, label_columns, role_of
from lacmigration.claims.tables._rows import Row, rows_of
from lacmigration.claims.tables._words import TableWords, table_words
from lacmigration.documents import Table
from lacmigration.facts import Fact
from lacmigration.figures import Figure

__all__ = ["Sheet", "sheet_of"]


@attrs.frozen(kw_only=True, eq=False)
class Sheet:
    """A table as it was understood: its rows and columns with what they are."""

    table: Table
    words: TableWords
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    stub: str
    title: str
    inexact: bool

    @cached_property
    def by_index(self) -> Mapping[int, Row]:
        """The rows by their place in the grid."""
        return {row.index: row for row in self.rows}

    def of_role(self, *roles: Role) -> tuple[Column, ...]:
        """The columns of some roles, from left to right."""
        return tuple(column for column in self.columns if column.role in roles)

    @cached_property
    def _known(self) -> dict[int, tuple[Figure, Spot, str]]:
        return {}

    @cached_property
    def _headers(self) -> Mapping[int, Column]:
        return {column.index: column for column in self.columns}

    def figure(self, number: Number) -> Figure:
        """The figure of a cell as its text states it."""
        return self._read(number)[0]

    def fact(self, number: Number, *, unit: str | None = None) -> Fact:
        """The figure of a cell under the name that a reader gives it."""
        figure, _, label = self._read(number)
        if unit is not None and unit != figure.unit:
            figure = attrs.evolve(figure, unit=unit)
        return fact_of(figure, label)

    def settled(self, number: Number, *, unit: str | None = None) -> Fact:
        """The same, with trailing zeros counted as the finest number of the column shows."""
        fact = self.fact(number, unit=unit)
        finest = self._headers[number.column].finest
        figure = fact.figure
        if finest is None or finest > 0 or figure is None or figure.scaled or figure.exponent != 0:
            return fact
        return attrs.evolve(fact, figure=figure.settled(0))

    def spot(self, number: Number) -> Spot:
        """Where a number stands."""
        return self._read(number)[1]

    def _read(self, number: Number) -> tuple[Figure, Spot, str]:
        found = self._known.get(id(number))
        if found is None:
            column = self._headers[number.column]
            row = self.by_index.get(number.row)
            label = ", ".join(text for text in ("" if row is None else row.label, column.header) if text)
            label = label or number.cell.text.strip()
            figure = figure_of(number)
            spot = spot_of(number, figure, sure=column.sure)
            found = self._known[id(number)] = figure, spot, label
        return found


def sheet_of(table: Table, language: str) -> Sheet:
    """Understand a table: in linear time, by what its cells, headers, labels and caption show."""
    words = table_words(language)
    grid = table.grid
    head = header_height(grid)
    title = " ".join(text for text in (_caption(table), table.name) if text)
    notes = folded(" ".join(note.text for note in table.notes)[:4000])
    raws = raw_columns(grid, head)
    whole = measure_of_caption(title, words)
    plain_title = folded(title[:1000])
    inexact = words.says("estimates", plain_title) or words.says("rounding", f"{plain_title} {notes}")
    decimal = decimal_marks(raws, words)
    roles = {raw.index: role_of(raw, words, first=raw.index == 0) for raw in raws}
    labels = label_columns(raws, roles)
    keys = frozenset(at for at, role in roles.items() if role in KEYS) - labels
    corner = " ".join(raw.header for raw in raws if raw.index in labels)
    whole = measure_of_caption(f", {corner}", words).over(whole) if corner else whole
    bodies, row_measures = rows_of(
        grid, head, labels=labels, keys=keys, raws=raws, words=words, title=plain_title
    )
    told = {
        measure_of_header(raw.header, words).over(whole) for raw in raws if roles[raw.index] is Role.AMOUNT
    }
    told.discard(NOTHING)
    shared = next(iter(told)) if len(told) == 1 else whole
    columns = tuple(
        column_of(
            raw,
            Role.LABEL if raw.index in labels else roles[raw.index],
            whole=shared if is_made_of_others(raw, words) else whole,
            rows=row_measures,
            decimal=decimal,
            words=words,
            inexact=inexact,
        )
        for raw in raws
    )
    stub = " ".join(raw.header for raw in raws if raw.index in labels)
    return Sheet(
        table=table,
        words=words,
        rows=bodies,
        columns=columns,
        stub=folded(stub),
        title=title,
        inexact=inexact,
    )


def _caption(table: Table) -> str:
    return table.caption.text if table.caption is not None else ""
