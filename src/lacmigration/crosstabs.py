"""Who does what where? Records in a table of two fields, counted, and added up where they state figures."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import Any, Unpack

import attrs

from lacmigration.amounts import Amount
from lacmigration.errors import AggregationError, ChoiceError, UnknownRecordError
from lacmigration.grouping import By, Part, Several, in_order, keys_of, weights_of
from lacmigration.totals import Meant, added

__all__ = ["Crosstab", "mapping"]

_ZERO = Fraction(0)


@attrs.frozen(eq=False)
class _Entry:
    """A record, the groups that it stands in, and the part of it that is known to belong to each."""

    record: Any
    rows: Mapping[Hashable, Fraction]
    columns: Mapping[Hashable, Fraction]


@attrs.frozen(repr=False, eq=False)
class Crosstab:
    """Records by two of their fields. `rows` and `columns` are the groups, in a stable order.

    A record of several rows or columns stands in each of its cells, and is counted there; the margins count
    it once. Its figure is added up only where it is known to belong: in the margins, and in the cells that
    its split or the choice of `several` gives it to.
    """

    rows: tuple[Hashable, ...]
    columns: tuple[Hashable, ...]
    cells: Mapping[tuple[Hashable, Hashable], tuple[str, ...]]
    entries: tuple[_Entry, ...]

    def ids(self, row: Hashable = None, column: Hashable = None) -> tuple[str, ...]:
        """The ids of the records of a cell, of a row, of a column, or of all, in a stable order.

        Errors: UnknownRecordError for a row or column that the table has not.
        """
        return tuple(str(entry.record.id) for entry in self._standing(row, column))

    def count(self, row: Hashable = None, column: Hashable = None) -> int:
        """How many records stand in a cell, a row, a column, or the table; each once."""
        return len(self._standing(row, column))

    def total(self, row: Hashable = None, column: Hashable = None, **meant: Unpack[Meant]) -> Amount | None:
        """What the records of a cell, row, column or all add up to; None without a figure known to belong.

        Records without a figure are listed in the result's `missing`. Errors: as `totals.total`;
        UnknownRecordError.
        """
        parts = [
            Part(entry.record, weight)
            for entry in self._standing(row, column)
            if (weight := _weight(entry.rows, row) * _weight(entry.columns, column))
        ]
        if not any(getattr(part.record, "figure", None) is not None for part in parts):
            return None
        asked: Meant = {"missing": "skip", **meant}
        return added(parts, **asked)

    def unallocated(self, row: Hashable = None, column: Hashable = None) -> tuple[str, ...]:
        """The ids of the records with a figure of which nobody says which part belongs there."""
        return tuple(
            str(entry.record.id)
            for entry in self._standing(row, column)
            if getattr(entry.record, "figure", None) is not None
            and not _weight(entry.rows, row) * _weight(entry.columns, column)
        )

    def to_rows(self, show: str = "count") -> list[list[str]]:
        """The table as texts, a heading first and totals last, to print or to write as CSV.

        `show` is "count", "ids" (with "|" between them) or "total" (locale-free; empty where there is none).

        Errors: as `total` where cells may not be added up; ChoiceError for another `show`.
        """
        if show not in _SHOWN:
            raise ChoiceError("show", show, choices=" or ".join(_SHOWN))
        margin = [] if show == "ids" else [None]
        columns, rows = [*self.columns, *margin], [*self.rows, *margin]
        heading = ["", *(_called(column) for column in columns)]
        return [
            heading,
            *([_called(row), *(self._shown(row, column, show) for column in columns)] for row in rows),
        ]

    def _shown(self, row: Hashable, column: Hashable, show: str) -> str:
        if show == "ids":
            return "|".join(self.ids(row, column))
        if show == "count":
            return str(self.count(row, column) or "")
        amount = self.total(row, column)
        return "" if amount is None else str(amount)

    def _standing(self, row: Hashable, column: Hashable) -> list[_Entry]:
        for key, keys, name in ((row, self.rows, "row"), (column, self.columns, "column")):
            if key is not None and key not in keys:
                message = f"no {name} {key!r}; there are {', '.join(map(str, keys))}"
                raise UnknownRecordError(message)
        return [
            entry
            for entry in self.entries
            if (row is None or row in entry.rows) and (column is None or column in entry.columns)
        ]

    def __str__(self) -> str:
        """The counts as a table for reading."""
        table = self.to_rows()
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        lines = (
            "  ".join(
                [
                    row[0].ljust(widths[0]),
                    *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True)),
                ]
            )
            for row in table
        )
        return "\n".join(line.rstrip() for line in lines)

    def __repr__(self) -> str:
        """How large it is."""
        return (
            f"<Crosstab of {len(self.entries)} records, {len(self.rows)} rows, {len(self.columns)} columns>"
        )


_SHOWN = ("count", "ids", "total")


def _called(key: Hashable) -> str:
    return "all" if key is None else str(key)


def _weight(weights: Mapping[Hashable, Fraction], key: Hashable) -> Fraction:
    return Fraction(1) if key is None else weights[key]


def mapping(
    records: Iterable[Any],
    rows: By = "organisation",
    columns: By = "country",
    *,
    several: Several = "unallocated",
) -> Crosstab:
    """Put records in a table by two of their fields, or by functions: who does what where.

    `rows` and `columns` are as in `grouping.grouped`. Errors: AggregationError, with every record that lacks
    one.

    >>> from lacmigration.provenance import Citation
    >>> from lacmigration.records import Initiative
    >>> here = Citation("my-report", "page 2")
    >>> work = [Initiative(id="my.first", name="First", actors="iom", places="co|pe", citation=here),
    ...         Initiative(id="my.second", name="Second", actors="iom|unhcr", places="co", citation=here)]
    >>> print(mapping(work))
           co  pe  all
    iom     2   1    2
    unhcr   1        1
    all     2   1    2
    """
    entries: list[_Entry] = []
    problems: list[str] = []
    for record in sorted(records, key=lambda one: str(one.id)):
        try:
            entries.append(_Entry(record, _placed(record, rows, several), _placed(record, columns, several)))
        except AggregationError as problem:
            problems += problem.problems
    if problems:
        raise AggregationError(problems)
    cells: dict[tuple[Hashable, Hashable], list[str]] = {}
    for entry in entries:
        for row in entry.rows:
            for column in entry.columns:
                cells.setdefault((row, column), []).append(str(entry.record.id))
    return Crosstab(
        tuple(in_order({row for row, _ in cells})),
        tuple(in_order({column for _, column in cells})),
        {cell: tuple(ids) for cell, ids in cells.items()},
        tuple(entries),
    )


def _placed(record: Any, by: By, several: Several) -> dict[Hashable, Fraction]:
    """Every group of a record with the part that is known to belong to it: none where it is unallocated."""
    known = weights_of(record, by, several=several)
    return {key: known.get(key, _ZERO) for key in keys_of(record, by)}
