"""Records as an Arrow table, and the same records back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Context, Decimal
from functools import cache, lru_cache
from math import lcm
from typing import TYPE_CHECKING, Any

import attrs

from lacmigration.errors import LacMigrationError, RecordError
from lacmigration.figures import Figure
from lacmigration.frames._faults import Faults, no_column
from lacmigration.frames._schemas import DERIVED, FIGURE, SCALE, arrow, schema, type_of
from lacmigration.intervals import Interval
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation
from lacmigration.serde import Column, Kind, columns_of, table_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["of", "rebuilt", "records", "tables"]

_WIDEST = 10**38
_EXACT = Context(prec=60)
_ENDS = re.compile(r"([\[(])([^,]+), ([^,\])]+)([\])])")


def of(records: Iterable[Any], kind: str | type | None = None) -> pa.Table:
    """Records of one type as an Arrow table of `schema(kind)`; `kind` is needed where there may be none.

    Errors: TypeError for records of several types, or none without `kind`; RecordError for a number that has
    more than 29 digits before the point or 9 behind it, naming the record.

    >>> from lacmigration import bundled, frames
    >>> frames.of(bundled().targets).column("unit")[0].as_py()
    'USD'
    """
    pa = arrow()
    held = list(records)
    if kind is None and not held:
        message = 'no records: say of which kind they would be, such as of(records, "contributions")'
        raise TypeError(message)
    record_type = type(held[0]) if kind is None else type_of(kind)
    for record in held:
        if not isinstance(record, record_type):
            message = f"{record!r} is no {record_type.__name__}: a table holds records of one type"
            raise TypeError(message)
    shape = schema(record_type)
    cells: dict[str, list[Any]] = {name: [] for name in shape.names}
    for column in columns_of(record_type):
        if column.attribute not in {"figure", "citation"}:
            cells |= dict(_own(column, held))
        elif column.attribute == "citation" or column.name == "stated":
            cells[column.name] = [getattr(record.citation, column.name) for record in held]
    if "number" in cells and hasattr(record_type, "figure"):
        _add_figures(cells, held)
    return pa.table([pa.array(cells[one.name], one.type) for one in shape], schema=shape)


def tables(held: Any) -> dict[str, pa.Table]:
    """Every table of a registry, by name."""
    from lacmigration.records import RECORD_TYPES

    return {table: of(getattr(held, table), table) for table in RECORD_TYPES}


def _own(column: Column, held: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    values = [getattr(record, column.attribute) for record in held]
    if column.kind is Kind.TEXTS:
        yield column.name, [list(value) for value in values]
        return
    if column.kind not in {Kind.DATE, Kind.PERIOD}:
        yield column.name, [value if column.kind is Kind.NUMBER else str(value) for value in values]
        return
    yield column.name, [None if value is None else str(value) for value in values]
    ends = [(value, value) if column.kind is Kind.DATE else _both(value) for value in values]
    yield f"{column.name}_first", [None if start is None else start.first for start, _ in ends]
    yield f"{column.name}_last", [None if end is None else end.last for _, end in ends]


def _both(period: Period | None) -> tuple[PartialDate | None, PartialDate | None]:
    return (None, None) if period is None else (period.start, period.end)


def _add_figures(cells: dict[str, list[Any]], held: list[Any]) -> None:
    for record in held:
        figure: Figure | None = record.figure
        if figure is None:
            for name in (*FIGURE, *DERIVED):
                cells[name].append(None)
            continue
        for name in FIGURE:
            cells[name].append(_part(record, figure, name))
        under, ends = _over_one(figure.strict, figure.loose)
        if max(under, *(abs(end or 0) for end in ends)) >= _WIDEST:
            message = f"{record.id}: the ends of {figure} have more than 38 digits, and do not fit a column"
            raise RecordError(message, field="figure", value=figure)
        opens = [flag for one in (figure.strict, figure.loose) for flag in (one.lo_open, one.hi_open)]
        both = [*ends[:2], *opens[:2], *ends[2:], *opens[2:]]
        for name, value in zip(DERIVED, [*both, under], strict=True):
            cells[name].append(value if isinstance(value, bool) or value is None else Decimal(value))


def _over_one(strict: Interval, loose: Interval) -> tuple[int, list[int | None]]:
    """The ends of both as whole numbers over one denominator."""
    ends = (strict.lo, strict.hi, loose.lo, loose.hi)
    under = lcm(*(end.denominator for end in ends if end is not None))
    return under, [None if end is None else end.numerator * (under // end.denominator) for end in ends]


def _part(record: Any, figure: Figure, name: str) -> Any:
    value = getattr(figure, name)
    if name in {"number", "second"} and value is not None:
        sign, digits, exponent = value.normalize(
            Context(prec=2 * len(value.as_tuple().digits) + 1)
        ).as_tuple()
        if exponent < -SCALE or len(digits) + exponent > 38 - SCALE:
            room = "it has room for 29 digits before the point and 9 behind it"
            message = f"{record.id}: {value:f} does not fit a column: {room}"
            raise RecordError(message, field="figure", value=value)
        return Decimal((sign, digits, exponent))
    if name == "domain":
        return None if value is None else repr(value)
    if name == "inferred":
        return list(value)
    return str(value) if name in {"form", "hedge", "rounding"} else value


def _domain(text: str) -> Interval:
    found = _ENDS.fullmatch(text)
    if found is None:
        raise RecordError(
            f"domain {text!r} is no interval: write one such as [0, 1] or [0, inf)", field="domain"
        )
    left, lo, hi, right = found.groups()
    return Interval(None if lo == "-inf" else lo, None if hi == "inf" else hi, left == "(", right == ")")


def records(table: Any, kind: str | type) -> tuple[Any, ...]:
    """The records of an Arrow table, or of anything that gives one, of `schema(kind)`: those of `of`, again.

    Columns that follow from others (first and last days, ends of intervals) are not read, and may be left
    out. Null means the default of the class.

    Errors: RowErrors, which is an InputErrors, with row, column and value of every fault.

    >>> from lacmigration import bundled, frames
    >>> frames.records(frames.of(bundled().targets), "targets") == bundled().targets
    True
    """
    pa = arrow()
    found: list[Any] = []
    faults = Faults()
    held = table if isinstance(table, pa.Table | pa.RecordBatch) else pa.table(table)
    for batch in held.to_batches() if isinstance(held, pa.Table) else [held]:
        found += rebuilt(
            batch, type_of(kind), faults=faults, file="table", first=len(found) + faults.rows + 1
        )
    faults.raise_any()
    return tuple(found)


def rebuilt(
    batch: pa.RecordBatch, record_type: type, *, faults: Faults, file: str, first: int
) -> Iterator[Any]:
    """The records of a batch whose first row has a number; what is wrong goes to `faults`."""
    names = set(batch.schema.names)
    for column in columns_of(record_type):
        if column.required and column.attribute != "figure" and column.name not in names:
            faults.add(no_column(column.name, table_of(record_type), file=file))
    if faults.count > faults.rows:
        return
    readers = list(_readers(batch, record_type))
    for place in range(len(batch)):
        fields: dict[str, Any] = {}
        name = ""
        try:
            for name, attribute, cells, read in readers:  # noqa: B007  (the one that failed is named)
                value = cells[place]
                if value is not None:
                    fields[attribute] = read(value)
            name = ""
            made = record_type(**fields)
        except (LacMigrationError, ValueError, TypeError, ArithmeticError) as error:
            name = _blamed(name, error)
            shown = batch.column(name)[place].as_py() if name in names else ""
            faults.add_cell(first + place, name, shown, str(error), file=file)
        else:
            yield made


_Reader = tuple[str, str, list[Any], Callable[[Any], Any]]


def _readers(batch: pa.RecordBatch, record_type: type) -> Iterator[_Reader]:
    """For each attribute: the column to blame, the attribute, its cells, and how a cell is read."""
    names = set(batch.schema.names)

    def cells(name: str, default: Any) -> list[Any]:
        return batch.column(name).to_pylist() if name in names else [default] * len(batch)

    for column in columns_of(record_type):
        if column.attribute == column.name and column.name in names:
            yield column.name, column.name, cells(column.name, None), _READERS.get(column.kind, _same)
    if "locator" in names:
        cited = [cells(name, "") for name in ("source", "locator", "stated")]
        places = list(zip(*cited, strict=True))
        yield "", "citation", places, lambda cell: Citation(*(text or "" for text in cell))
    if "number" in names and any(one.name == "figure" for one in attrs.fields(record_type)):
        parts = [cells(name, None) for name in FIGURE]
        parts[-1] = [tuple(inferred or ()) for inferred in parts[-1]]
        make = cache(_figure)
        figures = [None if part[0] is None else part for part in zip(*parts, strict=True)]
        yield "number", "figure", figures, lambda part: make(*part)


def _blamed(name: str, error: Exception) -> str:
    """The column at fault: of a figure the part that the error begins with."""
    if name == "number":
        return next((part for part in FIGURE if str(error).startswith(f"{part} ")), name)
    return name or getattr(error, "field", "") or ""


def _same(value: Any) -> Any:
    return value


_READERS: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.DATE: lru_cache(100_000)(PartialDate.parse),
    Kind.PERIOD: lru_cache(100_000)(Period.parse),
    Kind.TEXTS: tuple,
}


def _figure(number: Decimal, *parts: Any) -> Figure:
    given = dict(zip(FIGURE[1:], parts, strict=True))
    words = {name: value for name, value in given.items() if value is not None}
    if "domain" in words:
        words["domain"] = _domain(words["domain"])
    if "second" in words:
        words["second"] = _plain(words["second"], words.get("second_exponent"))
    return Figure(_plain(number, words.get("exponent")), **words)


def _plain(number: Decimal, exponent: int | None) -> Decimal:
    """A number with as many decimals as are written."""
    least = min(exponent or 0, 0)
    scale = number.normalize(_EXACT).as_tuple().exponent
    assert isinstance(scale, int)  # noqa: S101  (columns hold finite numbers)
    return number.quantize(Decimal((0, (1,), min(scale, least))), context=_EXACT)
