"""How is a question about stated figures put to an engine? In whole numbers that hold every step."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import pyarrow as pa
import pyarrow.compute as pc
from sqlglot import exp

from lacmigration.dimensions import is_countable
from lacmigration.errors import AggregationError, FigureError
from lacmigration.figures import Figure
from lacmigration.frames._engines import SOURCE, Engine
from lacmigration.frames._exact import Steps
from lacmigration.frames._faults import Faults, RowProblem
from lacmigration.frames._numbers import Number, number_of
from lacmigration.frames._sql import cast, col, named
from lacmigration.frames._stated import Each, Seen, Stated, seen

if TYPE_CHECKING:
    from lacmigration.frames._exact import Sql

__all__ = ["BY", "ENGINE", "PREFIX", "RECORDS", "Build", "Part", "Units", "answered", "asked", "parts"]

PREFIX = "lacmigration_"
BY = "by"
ENGINE = "engine"
RECORDS = "records"
_NARROW = 2**63 - 1
_WIDE = 10**38 - 1
_PLACE = f"{PREFIX}place"
_KINDS = {"duckdb": "INT128", "spark": "DECIMAL(38, 0)"}

Units = tuple[str, ...]
Build = Callable[[Steps, Sequence[Number], Units], Mapping[str, "Sql"]]
"""From the numbers of a row and their units to the columns of the answer."""


def asked(
    engine: Engine,
    figures: Sequence[Stated],
    build: Build,
    *,
    outputs: Sequence[str],
    alike: bool,
    behaviour: Callable[[Units], object] = lambda _: None,
) -> exp.Select:
    """The query that adds the answers of `build` to every column of a table.

    With `alike` all numbers count in the same steps, as they must to be added up. `behaviour` tells units
    apart beyond what they are as figures.

    Errors: as `seen`; AggregationError where the table has a column of an answer's name.
    """
    taken = [name for name in engine.columns if name in outputs or name.startswith(PREFIX)]
    if taken:
        raise AggregationError([f"column {name!r} would be written over: rename it" for name in taken])
    held: dict[Stated, Seen] = {}
    for one in figures:
        held.setdefault(one, seen(engine, one))
    found = [held[one] for one in figures]
    groups = list(_groups(engine, found, behaviour))
    table: Sql = exp.to_table(SOURCE)
    kept = [col(name) for name in engine.columns]
    if len(groups) > 1 and engine.numbered:
        numbered = exp.select("*", named(exp.Window(this=exp.RowNumber()), _PLACE)).from_(SOURCE)
        table = numbered.subquery(f"{PREFIX}rows")
        kept.append(col(_PLACE))
    queries = [
        exp.select(*kept, *(named(part.answers[name], name) for name in outputs)).from_(part.table)
        for part in _parts(engine, found, build, groups=groups, table=table, alike=alike)
    ]
    if len(queries) == 1:
        return queries[0]
    together = exp.union(*queries, distinct=False, copy=False)
    names = [col(name) for name in (*engine.columns, *outputs)]
    outer = exp.select(*names).from_(together.subquery(f"{PREFIX}union", copy=False))
    return outer.order_by(col(_PLACE)) if engine.numbered else outer


@attrs.frozen
class Part:
    """Rows in whose units the same arithmetic holds: a table of them and of all steps, and the answers."""

    table: Sql
    answers: Mapping[str, Sql]


def parts(engine: Engine, found: Sequence[Seen], build: Build, *, table: Sql) -> Iterator[Part]:
    """The rows of a table, in parts that are worked out alike; together they are all rows."""
    groups = list(_groups(engine, found, lambda _: None))
    return _parts(engine, found, build, groups=groups, table=table, alike=True)


def _parts(
    engine: Engine,
    found: Sequence[Seen],
    build: Build,
    *,
    groups: Sequence[Sequence[Units]],
    table: Sql,
    alike: bool,
) -> Iterator[Part]:
    for combinations in groups:
        source = table.copy()
        if len(groups) > 1:
            source = (
                exp.select("*").from_(source).where(_where(found, combinations)).subquery(f"{PREFIX}some")
            )
        steps, answers = _built(engine, found, build, units=combinations[0], alike=alike)
        yield Part(steps.over(source).subquery(f"{PREFIX}all", copy=False), answers)


def _groups(
    engine: Engine, found: Sequence[Seen], behaviour: Callable[[Units], object]
) -> Iterator[list[Units]]:
    """The combinations of units that occur, those together for which the same arithmetic does."""
    parts = [one.stated.unit for one in found]
    columns = sorted({part.column for part in parts if isinstance(part, Each)})
    rows: list[tuple[Any, ...]] = [()]
    if columns:
        texts = [cast(col(name), "VARCHAR") for name in columns]
        rows = engine.rows(exp.select(*texts).distinct().from_(SOURCE)) or [("1",) * len(columns)]
    groups: dict[object, list[Units]] = {}
    for row in sorted(rows, key=str):
        told = dict(zip(columns, row, strict=True))
        units = tuple(told[part.column] or "" if isinstance(part, Each) else part for part in parts)
        kinds = [
            (Figure(1, unit).factor, Figure(1, unit).is_count, is_countable(unit), unit == "1")
            for unit in (one or "1" for one in units)
        ]
        pattern = tuple(units.index(unit) for unit in units)
        groups.setdefault((tuple(kinds), pattern, behaviour(units)), []).append(units)
    yield from groups.values()


def _where(found: Sequence[Seen], combinations: Sequence[Units]) -> Sql:
    """The rows whose units are one of these."""
    cases = []
    for units in combinations:
        tests = []
        for one, unit in zip(found, units, strict=True):
            if isinstance(one.stated.unit, Each):
                text = exp.func(
                    "COALESCE", cast(col(one.stated.unit.column), "VARCHAR"), exp.Literal.string("")
                )
                tests.append(exp.EQ(this=text, expression=exp.Literal.string(unit)))
        cases.append(exp.and_(*dict.fromkeys(tests)))
    return exp.or_(*cases)


def _built(
    engine: Engine, found: Sequence[Seen], build: Build, *, units: Units, alike: bool
) -> tuple[Steps, Mapping[str, Sql]]:
    """The steps and answers, in the narrowest whole numbers; larger numbers are left to the records."""
    scales = [one.scale for one in found]
    if alike:
        scales = [max(scales)] * len(scales)

    def tried(kind: str, most: Decimal | None) -> tuple[Steps, Mapping[str, Sql]]:
        steps = Steps(f"{PREFIX}v", kind)
        numbers = [
            number_of(one, unit=unit or "1", scale=scale, steps=steps, most=most)
            for one, unit, scale in zip(found, units, scales, strict=True)
        ]
        return steps, build(steps, numbers, units)

    steps, answers = tried("BIGINT", None)
    if steps.most <= _NARROW:
        return steps, answers
    wide = _KINDS[engine.dialect]
    most: Decimal | None = None
    steps, answers = tried(wide, most)
    for digits in range(max(len(str(int(one.largest))) for one in found), -1, -1):
        if steps.most <= _WIDE:
            break
        most = Decimal(10) ** digits - 1
        steps, answers = tried(wide, most)
    return steps, answers


Patch = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""From a row to the columns of its answer."""


def answered(engine: Engine, query: exp.Select, patch: Patch, *, outputs: Sequence[str]) -> Any:
    """The answer in kind; rows that the engine left to the records are answered by `patch`."""
    mend = _Mending(patch, tuple(outputs))
    if engine.dialect == "spark":
        from pyspark.sql import functions

        frame = engine.answer(query)
        left = functions.col(BY) == functions.lit(RECORDS)
        with warnings.catch_warnings():  # pyspark warns of new versions of pandas, which has no part in this
            warnings.simplefilter("ignore", FutureWarning)
            mended = frame.where(left).mapInArrow(mend.batches, frame.schema)
        return frame.where(~left).unionByName(mended)
    table = engine.table(query)  # type: ignore[attr-defined]  # what DuckDB answers, it answers in Arrow
    return engine.give(mend(table))  # type: ignore[attr-defined]


@attrs.frozen
class _Mending:
    """Answers the rows that the engine left."""

    patch: Patch
    outputs: tuple[str, ...]

    def __call__(self, table: Any) -> Any:
        mask = pc.equal(table.column(BY), RECORDS)
        if not pc.any(mask).as_py():
            return table
        answers = list(self._answers(table, mask))
        for name in self.outputs:
            if name == BY:
                continue
            place = table.schema.get_field_index(name)
            kind = table.schema.field(place).type
            column = table.column(name)
            whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
            values = pa.array([answer[name] for answer in answers], kind)
            held = mask.combine_chunks() if isinstance(mask, pa.ChunkedArray) else mask
            table = table.set_column(place, name, pc.replace_with_mask(whole, held, values))
        return table

    def _answers(self, table: Any, mask: Any) -> Iterator[Mapping[str, Any]]:
        """The answer of every row that was left; RowErrors where figures of some cannot be."""
        faults = Faults()
        places = pc.indices_nonzero(mask).to_pylist()
        for place, row in zip(places, table.filter(mask).to_pylist(), strict=True):
            try:
                yield self.patch(row)
            except FigureError as error:
                faults.add(RowProblem("frame", place + 1, 0, "", "", str(error)))
        faults.raise_any()

    def batches(self, batches: Any) -> Iterator[Any]:
        for batch in batches:
            yield self(batch)
