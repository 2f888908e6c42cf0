"""Which Arrow columns does the table of a record type have, and what does each hold?"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from lacmigration.errors import ChoiceError, MissingExtraError
from lacmigration.figures import Figure, Form, Hedge, Rounding
from lacmigration.records import RECORD_TYPES
from lacmigration.sayings import message
from lacmigration.serde import Column, Kind, columns_of, table_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["DERIVED", "FIGURE", "SCALE", "arrow", "schema", "type_of"]

SCALE = 9
"""Digits behind the point of a figure's number: DECIMAL(38, 9) has 29 before it."""

FIGURE = (
    "number", "unit", "exponent", "form", "hedge", "rounding", "scaled", "precision", "second",
    "second_exponent", "domain", "text", "inferred",
)  # fmt: skip
"""The columns that a figure is made of; together they are the figure, digit by digit."""

DERIVED = (
    "strict_lo", "strict_hi", "strict_lo_open", "strict_hi_open",
    "loose_lo", "loose_hi", "loose_lo_open", "loose_hi_open", "ends_under",
)  # fmt: skip
"""The columns that follow from those of the figure: the ends of both intervals, over a common denominator."""


def arrow() -> Any:
    """The pyarrow module. Errors: MissingExtraError where it is not installed."""
    try:
        import pyarrow as pa
    except ImportError as cause:
        needs = message("working with tables of records needs {library}", library="pyarrow")
        raise MissingExtraError(needs, extra="frames") from cause
    return pa


def type_of(kind: str | type) -> type:
    """The record class that a table's name or the class itself means; ChoiceError for another name."""
    if isinstance(kind, type):
        table_of(kind)
        return kind
    if kind not in RECORD_TYPES:
        raise ChoiceError("kind", kind, choices=", ".join(RECORD_TYPES))
    return RECORD_TYPES[kind]


def schema(kind: str | type, *, written: bool = False) -> pa.Schema:
    """The Arrow schema of a table of records, made from their class.

    A figure is its parts (`number` in its unit as DECIMAL(38, 9), `unit`, `exponent`, `hedge`, `rounding` and
    so on), and the ends of its two intervals as pure quantities: whole numbers over `ends_under`, null where
    an interval has no end. A date is its text and the first and last day that it can mean. Lists are lists.
    Each field's metadata says which words (`choices`) and which records (`refers`) may stand in it.

    With `written`, the columns are those of the CSV tables, all text, as people write them.

    Errors: ChoiceError for a name that no table has, TypeError for a class that is no record,
    MissingExtraError without pyarrow.

    >>> from lacmigration import frames
    >>> frames.schema("contributions").field("number").type
    Decimal128Type(decimal128(38, 9))
    """
    return _schema(type_of(kind), written)


@lru_cache(maxsize=64)
def _schema(record_type: type, written: bool) -> pa.Schema:  # noqa: FBT001
    pa = arrow()
    fields: list[Any] = []
    for column in columns_of(record_type):
        if written:
            fields.append(_field(column, pa.string()))
        elif column.attribute != "figure" or column.name == "stated":
            fields += _typed(column)
    figure = next((one for one in attrs.fields(record_type) if one.name == "figure"), None)
    if figure is not None and not written:
        fields += _figure_fields(required=figure.default is attrs.NOTHING)
    return pa.schema(fields, metadata={"table": table_of(record_type)})


def _field(column: Column, kind: pa.DataType) -> pa.Field:
    said = {"kind": column.kind.value}
    if column.choices:
        said["choices"] = "|".join(column.choices)
    if column.refers:
        said["refers"] = "|".join(column.refers)
    if column.default:
        said["default"] = column.default
    return arrow().field(column.name, kind, nullable=not column.required, metadata=said)


def _typed(column: Column) -> list[Any]:
    pa = arrow()
    if column.kind is Kind.TEXTS:
        return [_field(column, pa.list_(pa.string()))]
    if column.kind is Kind.NUMBER:
        return [_field(column, pa.int64())]
    if column.kind in {Kind.DATE, Kind.PERIOD}:
        days = [
            pa.field(f"{column.name}_{end}", pa.date32(), metadata={"kind": "derived"})
            for end in ("first", "last")
        ]
        return [_field(column, pa.string()), *days]
    if column.name == "stated":
        return [pa.field("stated", pa.string(), metadata={"kind": Kind.TEXT.value})]
    return [_field(column, pa.string())]


def _figure_fields(*, required: bool) -> list[Any]:
    pa = arrow()
    number = pa.decimal128(38, SCALE)
    words = {"form": Form, "hedge": Hedge, "rounding": Rounding}
    kinds = {
        "number": number, "second": number, "exponent": pa.int16(), "second_exponent": pa.int16(),
        "precision": pa.int16(), "scaled": pa.bool_(), "inferred": pa.list_(pa.string()),
    }  # fmt: skip
    needed = {"number", "unit", "exponent", "form", "hedge", "rounding", "scaled"}
    assert set(FIGURE) <= {one.name for one in attrs.fields(Figure)}  # noqa: S101  (a part for each field)
    made = [
        pa.field(
            name,
            kinds.get(name, pa.string()),
            nullable=not (required and name in needed),
            metadata={"kind": "figure"} | ({"choices": "|".join(words[name])} if name in words else {}),
        )
        for name in FIGURE
    ]
    ends = [
        pa.field(
            name, pa.bool_() if name.endswith("open") else pa.decimal128(38, 0), metadata={"kind": "derived"}
        )
        for name in DERIVED
    ]
    return made + ends
