"""What does a table claim about its figures?"""

from __future__ import annotations

from collections.abc import Iterator

from lacmigration.claims._claims import Claim
from lacmigration.claims.tables._additions import row_additions
from lacmigration.claims.tables._changes import balances, changes, differences
from lacmigration.claims.tables._orders import counts, orders, ranks
from lacmigration.claims.tables._roles import Role
from lacmigration.claims.tables._rowtotals import row_totals
from lacmigration.claims.tables._shares import share_columns, whole_columns
from lacmigration.claims.tables._sheets import Sheet, sheet_of
from lacmigration.claims.tables._totals import column_totals, shares_of_which
from lacmigration.claims.tables._ways import borne_out
from lacmigration.documents import Table

__all__ = ["claims_of_sheet", "table_claims"]


def table_claims(table: Table, language: str) -> tuple[Claim, ...]:
    """Every relation that a table states between its figures, in the language (or locale) of its words.

    Totals and subtotals of rows and columns, parts of the row above ("of which"), shares, changes,
    differences, ranks, order, and the number of rows in its caption. The figures are those that the cells
    show, in the unit and scale that header, label and caption give. Time is linear in the cells.

    >>> from lacmigration.checking import check
    >>> from lacmigration.documents import Block, Cell, Kind, Place, Table
    >>> lines = [["Donor", "USD millions"], ["Sweden", "4.5"], ["Norway", "3.1"], ["Total", "7.9"]]
    >>> cells = [
    ...     Cell(block=Block(kind=Kind.CELL, text=text, place=Place()), row=row, column=column)
    ...     for row, line in enumerate(lines) for column, text in enumerate(line)
    ... ]
    >>> [claim] = table_claims(Table(cells=tuple(cells), place=Place()), "en")
    >>> claim.kind, claim.stated.cell.text, check(claim.relation).verdict.value
    ('table-total', '7.9', 'inconsistent')
    """
    return tuple(claims_of_sheet(sheet_of(table, language))) if table.cells else ()


def claims_of_sheet(sheet: Sheet) -> Iterator[Claim]:
    """The same of a table that was understood already."""
    if any(column.role is not Role.LABEL for column in sheet.columns):
        additions = borne_out(sheet, row_additions(sheet.rows))
        yield from column_totals(sheet, additions)
        yield from row_totals(sheet)
        yield from shares_of_which(sheet)
        yield from share_columns(sheet, additions)
        yield from whole_columns(sheet, additions)
        yield from changes(sheet)
        yield from differences(sheet)
        yield from balances(sheet)
        yield from ranks(sheet)
        yield from orders(sheet)
    yield from counts(sheet)
