"""What does the header of a table decide for all of its rows?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any

import attrs

from lacmigration.provenance import Citation
from lacmigration.serde._cells import Cells
from lacmigration.serde._columns import FIGURE_COLUMNS, Column, Kind, columns_of

__all__ = ["Plan", "plan_of"]

_PARSED = {Kind.DATE: "date", Kind.PERIOD: "period", Kind.TEXTS: "texts"}


@attrs.frozen(kw_only=True)
class Plan:
    """Where the cells of a row go; None among `columns` stands for a column without a name.

    `numbers` are those of the columns, counted from 1. `plain` are the columns whose text fills the attribute
    of their own name, and `pick` takes their cells from a row; `parsed` are those that are read first, with
    their place and their reader; `defaulted` those where an empty cell means the default of the class.
    `places` are those of the columns of a citation and a figure.
    """

    record_type: type
    columns: tuple[Column | None, ...]
    numbers: Mapping[str, int]
    plain: tuple[str, ...]
    pick: Callable[[list[str]], tuple[str, ...]]
    parsed: tuple[tuple[str, int, str], ...]
    defaulted: tuple[tuple[str, int], ...]
    places: tuple[int, ...]
    has_figure: bool
    has_citation: bool

    def converter(self, reading: Cells, locale: str) -> Callable[[list[str]], Any]:
        """One function from the cells of a row, which grow by one, to its record.

        It runs for every row of every load: it is written for speed.
        """
        source, locator, stated, read_as, language, rounding, precision = self.places
        parsed = [(name, place, getattr(reading, kind)) for name, place, kind in self.parsed]
        record_type, plain, pick, defaulted = self.record_type, self.plain, self.pick, self.defaulted
        has_figure, has_citation = self.has_figure, self.has_citation

        def convert(values: list[str]) -> Any:
            values.append("")  # what a column that is not there reads as
            fields: dict[str, Any] = dict(zip(plain, pick(values), strict=False))
            for name, place, read_cell in parsed:
                if cell := values[place]:  # most are empty, and an empty one says what the class says
                    fields[name] = read_cell(cell)
            for name, place in defaulted:
                if cell := values[place]:
                    fields[name] = cell
            if has_figure and (text := values[read_as] or values[stated]):
                fields["figure"] = reading.figure(
                    text, values[language] or locale, values[rounding], values[precision]
                )
            if has_citation:
                fields["citation"] = Citation(values[source], values[locator], values[stated])
            return record_type(**fields)

        return convert


@lru_cache(maxsize=256)
def plan_of(record_type: type, names: tuple[str, ...]) -> Plan | None:
    """The plan for a header; None where the header itself is at fault.

    >>> from lacmigration.records import City
    >>> plan_of(City, ("id", "name")) is None  # the country and the source are missing
    True
    """
    known = {column.name: column for column in columns_of(record_type)}
    given = [name for name in names if name]
    required = {column.name for column in known.values() if column.required}
    if len(given) > len(set(given)) or not required <= set(given) <= known.keys():
        return None
    width = len(names)

    def place(name: str) -> int:
        return names.index(name) if name in names else width

    own = [known[name] for name in given if known[name].attribute == name]
    parsed = [column for column in own if column.kind in _PARSED]
    # An empty cell means the default of the class, where that is not the empty text itself.
    defaulted = [column for column in own if column.kind in {Kind.CHOICE, Kind.NUMBER} or column.default]
    plain = [column.name for column in own if column not in parsed and column not in defaulted]
    return Plan(
        record_type=record_type,
        columns=tuple(map(known.get, names)),
        numbers={name: number for number, name in enumerate(names, start=1) if name},
        plain=tuple(plain),
        pick=itemgetter(*map(place, plain)),  # "id" and one more at least: no type has fewer required columns
        parsed=tuple((column.name, place(column.name), _PARSED[column.kind]) for column in parsed),
        defaulted=tuple((column.name, place(column.name)) for column in defaulted),
        places=tuple(
            place(name) for name in ("source", "locator", *(column.name for column in FIGURE_COLUMNS))
        ),
        has_figure="read_as" in known,
        has_citation="locator" in known,
    )
