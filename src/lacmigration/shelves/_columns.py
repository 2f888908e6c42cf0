"""Which columns do the tables of a shelf have, and what are they in Arrow and in Spark?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from lacmigration.errors import MissingExtraError
from lacmigration.sayings import message

__all__ = [
    "DOCUMENTS",
    "FINDINGS",
    "TABLES",
    "TIMINGS",
    "arrow",
    "arrow_schema",
    "arrow_table",
    "ddl",
]

_KINDS: Final = {
    "text": "string",
    "texts": "array<string>",
    "int": "int",
    "long": "bigint",
    "bool": "boolean",
    "real": "double",
}
"""What a column holds, and what Spark calls it."""

FINDINGS: Final[Mapping[str, str]] = {
    "document": "text",
    "digest": "text",
    "number": "int",
    "place": "text",
    "start_line": "int",
    "start_column": "int",
    "end_line": "int",
    "end_column": "int",
    "page": "int",
    "paragraph": "int",
    "sheet": "text",
    "cell": "text",
    "rule": "text",
    "kind": "text",
    "strength": "text",
    "verdict": "text",
    "severity": "text",
    "silenced": "text",
    "message": "text",
    "said": "text",
    "figure": "text",
    "parts": "texts",
    "records": "texts",
    "computed_low": "text",
    "computed_high": "text",
    "computed_low_open": "bool",
    "computed_high_open": "bool",
    "computed_loose_low": "text",
    "computed_loose_high": "text",
    "computed_loose_low_open": "bool",
    "computed_loose_high_open": "bool",
    "stated_low": "text",
    "stated_high": "text",
    "stated_low_open": "bool",
    "stated_high_open": "bool",
    "stated_loose_low": "text",
    "stated_loose_high": "text",
    "stated_loose_low_open": "bool",
    "stated_loose_high_open": "bool",
    "agrees": "text",
    "fingerprint": "text",
}
"""A row for everything that speaks in a document, numbered from 1 in its order."""

DOCUMENTS: Final[Mapping[str, str]] = {
    "document": "text",
    "digest": "text",
    "directives": "text",
    "settings": "text",
    "status": "text",
    "error_type": "text",
    "error": "text",
    "told": "text",
    "format": "text",
    "language": "text",
    "bytes": "long",
    "figures": "int",
    "claims": "int",
    "entailed": "int",
    "compatible": "int",
    "questionable": "int",
    "inconsistent": "int",
    "undecided": "int",
    "errors": "int",
    "warnings": "int",
    "notes": "int",
    "ok": "bool",
}
"""A row for every document, also for those that failed."""

TIMINGS: Final[Mapping[str, str]] = {"document": "text", "seconds": "real"}
"""How long each document took: apart, so that the other tables are the same each time."""

TABLES: Final[Mapping[str, Mapping[str, str]]] = {
    "findings": FINDINGS,
    "documents": DOCUMENTS,
    "timings": TIMINGS,
}


def arrow() -> Any:
    """The library pyarrow. Errors: MissingExtraError."""
    try:
        import pyarrow as pa
    except ImportError as cause:
        needs = message("a shelf of reports needs {library}", library="pyarrow")
        raise MissingExtraError(needs, extra="frames") from cause
    return pa


def arrow_schema(columns: Mapping[str, str]) -> Any:
    """The columns as Arrow has them."""
    pa = arrow()
    kinds = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "int": pa.int32(),
        "long": pa.int64(),
        "bool": pa.bool_(),
        "real": pa.float64(),
    }
    return pa.schema([(name, kinds[kind]) for name, kind in columns.items()])


def arrow_table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> Any:
    """Rows as a table; what a row lacks is null."""
    return arrow().Table.from_pylist(list(rows), schema=arrow_schema(columns))


def ddl(columns: Mapping[str, str]) -> str:
    """The columns as Spark writes the type of a row.

    >>> ddl(TIMINGS)
    'struct<document:string,seconds:double>'
    """
    return f"struct<{','.join(f'{name}:{_KINDS[kind]}' for name, kind in columns.items())}>"
