"""What can the sum of a column of stated figures be? The sums of their ends, as they are over records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
from sqlglot import exp

from lacmigration.errors import AggregationError, AmountError, FigureError
from lacmigration.frames._columns import require
from lacmigration.frames._ends import quantity
from lacmigration.frames._engines import SOURCE, Engine
from lacmigration.frames._exact import Steps, Whole, all_of, any_of, chosen, constant, is_null, truth_sql
from lacmigration.frames._faults import MOST_SHOWN, Faults, RowProblem
from lacmigration.frames._intervals import END_COLUMNS
from lacmigration.frames._measures import Measure
from lacmigration.frames._numbers import Number
from lacmigration.frames._planning import PREFIX, Part, Units, parts
from lacmigration.frames._sql import (
    cast,
    col,
    decimal,
    equal,
    func,
    greater,
    is_known,
    least,
    most,
    named,
    number,
    row_number,
    select,
    sum_of,
    text,
    when,
    whole,
    window,
)
from lacmigration.frames._stated import Each, Seen, Stated, seen

if TYPE_CHECKING:
    from lacmigration.frames._exact import Sql, Truth

__all__ = ["Reach", "reach_of"]

_SIDES = ("strict_lo", "strict_hi", "loose_lo", "loose_hi")
_LEFT = f"{PREFIX}left"
_PLACE = f"{PREFIX}place"
_MOST_LISTS = 1_000
_Told = Mapping[tuple[str, str | None], int]
"""The place to which each list is written, in steps of the last decimal: by unit, and source if many."""


@attrs.frozen
class Reach:
    """The ends of the figures of a column, to be added up; `parts` are rows that are worked out alike."""

    engine: Engine
    found: Seen
    amount: Measure
    told: _Told
    source: str | None
    names: tuple[str, ...] = END_COLUMNS

    def tables(self) -> Iterator[tuple[Sql, list[tuple[str, Sql]]]]:
        """Tables that together have every row once, each with what is added up of it."""
        for part in self._parts(exp.to_table(SOURCE)):
            yield part.table, list(_kept(part.answers, spark=self.engine.dialect == "spark"))

    def _parts(self, table: Sql) -> Iterator[Part]:
        def build(steps: Steps, numbers: Sequence[Number], _: Units) -> Mapping[str, Sql]:
            (one,) = numbers
            found = quantity(one, finest=self._finest())
            known = steps.truth(is_known(self.amount.value))
            columns: dict[str, Sql] = {"under": whole(found.under)}
            for side in _SIDES:
                kind, end = side.split("_")
                ends = getattr(found, kind)
                value: Whole = getattr(ends, end)
                columns[side] = when(truth_sql(known), value.sql)
                columns[f"{side}_none"] = truth_sql(all_of(known, is_null(value)))
                columns[f"{side}_open"] = truth_sql(all_of(known, getattr(ends, f"{end}_open")))
            columns[_LEFT] = truth_sql(any_of(one.wide, all_of(known, found.invalid)))
            return columns

        return parts(self.engine, [self.found], build, table=table)

    def _finest(self) -> Whole | None:
        """The place to which the list of a row is written."""
        if not self.told:
            return None
        places = sorted(set(self.told.values()))
        found = constant(places[0])
        if len(places) == 1:
            return found
        unit = self.found.stated.unit
        for (its_unit, its_source), place in self.told.items():
            tests: list[Truth] = []
            if isinstance(unit, Each):
                tests.append(equal(_text(unit.column), text(its_unit)))
            if its_source is not None and self.source is not None:
                tests.append(equal(_text(self.source), text(its_source)))
            found = chosen(all_of(*tests), place, found)
        return found

    def refuse(self, kept: Engine) -> None:
        """Refuse figures that cannot be, and such that are too large. Errors: RowErrors, AmountError."""
        left = select(sum_of(col(_LEFT)), of=SOURCE)
        if not kept.rows(left)[0][0]:
            return
        faults, stated, large = Faults(), self.found.stated, []
        columns = list(dict.fromkeys(stated.columns))
        rows: Sql = exp.to_table(SOURCE)
        if self.engine.numbered:
            place = named(window(row_number()), _PLACE)
            rows = exp.select("*", place).from_(SOURCE).subquery(f"{PREFIX}rows", copy=False)
        for part in self._parts(rows):
            asked = [col(name) for name in (*columns, *([_PLACE] if self.engine.numbered else []))]
            query = select(*asked, of=part.table)
            query = query.where(part.answers[_LEFT], copy=False).limit(MOST_SHOWN, copy=False)
            for cells in self.engine.rows(query):
                at = int(cells[-1]) if self.engine.numbered else 0
                try:
                    figure = stated.figure(dict(zip(columns, cells, strict=False)))
                except FigureError as error:
                    faults.add(RowProblem("frame", at, 0, "", "", str(error)))
                else:
                    where = f"row {at:,}, " if at else ""
                    large.append(f"{where}column {stated.column!r}: {figure} has ends of more than 38 digits")
        faults.raise_any()
        raise AmountError("; ".join(large))

    def ends(self, _: Sql) -> Iterator[tuple[str, Sql]]:
        """The columns of the strict and the loose interval of a sum."""
        for side in _SIDES:
            there = exp.and_(
                is_known(sum_of(col(side))),
                equal(sum_of(col(f"{side}_none")), number(0)),
                copy=False,
            )
            yield side, when(there, decimal(sum_of(col(side)), 0))
            yield f"{side}_under", when(there, most(col("under")))
            is_open = greater(most(col(f"{side}_open")), number(0))
            yield f"{side}_open", exp.and_(there, is_open, copy=False)


def reach_of(engine: Engine, stated: Stated, *, source: str | None) -> Reach:
    """The figures of a column as they are to be added up.

    Errors: as `seen`; AggregationError where the column of sources is not there, or names more lists than
    can be told apart.
    """
    require(engine.columns, [] if source is None else [source])
    taken = [name for name in engine.columns if name.startswith(PREFIX)]
    if taken:
        raise AggregationError([f"column {name!r} has a name of ours: rename it" for name in taken])
    found = seen(engine, stated)
    amount = found.measure
    if isinstance(stated.exponent, Each):  # a number whose digits nobody knows is no figure
        known = is_known(col(stated.exponent.column))
        amount = attrs.evolve(amount, value=when(known, amount.value))
    return Reach(engine, found, amount, _told(engine, found, amount, source), source)


def _text(name: str) -> Sql:
    return func("COALESCE", cast(col(name), "VARCHAR"), text(""))


def _told(engine: Engine, found: Seen, amount: Measure, source: str | None) -> _Told:
    """To which place each list is written: of one unit, and of one source where there are several.

    Only places above the units matter, so that all below them are one.
    """
    unit = found.stated.unit
    keys = [_text(unit.column) if isinstance(unit, Each) else text("")]
    keys.append(text("") if source is None else _text(source))
    asked: list[bool] = []

    def build(_: Steps, numbers: Sequence[Number], __: Units) -> Mapping[str, Sql]:
        (one,) = numbers
        asked.append(one.settles is not False)
        return {"told": one.told().sql if asked[-1] else exp.null()}

    lists: dict[tuple[str, str], int | None] = {}
    for part in list(parts(engine, [found], build, table=exp.to_table(SOURCE))):
        if not any(asked):
            break
        listed = [named(key, f"k{at}") for at, key in enumerate(keys)]
        query = exp.select(*listed, named(least(part.answers["told"]), "told"), copy=False)
        query = query.from_(part.table, copy=False).where(is_known(amount.value), copy=False)
        query = query.group_by(*keys, copy=False).limit(_MOST_LISTS + 1, copy=False)
        for its_unit, its_source, place in engine.rows(query):
            lists[its_unit, its_source] = None if place is None else max(int(place), 10**found.scale)
    if len(lists) > _MOST_LISTS:
        what = f"the figures are of more than {_MOST_LISTS:,} units and sources: give no column of sources"
        raise AggregationError([what])
    if len({its_source for _, its_source in lists if its_source}) > 1:
        return {key: place for key, place in lists.items() if place is not None}
    merged: dict[tuple[str, str | None], int] = {}
    for (its_unit, _), place in lists.items():
        if place is not None:
            merged[its_unit, None] = min(place, merged.get((its_unit, None), place))
    return merged


def _kept(columns: Mapping[str, Sql], *, spark: bool) -> Iterator[tuple[str, Sql]]:
    """What is added up: sums of ends, whether one is not there or open, and the rows that are left."""
    for side in _SIDES:
        value = decimal(columns[side], 0) if spark else columns[side]
        yield side, decimal(sum_of(value), 0)
        for what in ("none", "open"):
            is_so = when(columns[f"{side}_{what}"], number(1), number(0))
            yield f"{side}_{what}", most(is_so)
    yield "under", most(columns["under"])
    yield _LEFT, most(when(columns[_LEFT], number(1), number(0)))
