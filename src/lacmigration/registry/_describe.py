"""How is a folder of records described to programs and to people, from the record classes alone?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lacmigration.errors import InputErrors, Problem
from lacmigration.identifiers import ID_PATTERN
from lacmigration.records import RECORD_TYPES
from lacmigration.registry._glossary import meaning
from lacmigration.serde import Column, Kind, Table, columns_of, read_bytes, read_table

__all__ = ["ABOUT", "data_dictionary", "data_package"]

ABOUT = "datapackage.json"
"""The file in which a data package describes itself."""

_DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_TYPES: Mapping[Kind, Mapping[str, Any]] = {
    Kind.DATE: {"pattern": _DATE},
    Kind.PERIOD: {"pattern": rf"({_DATE}|\.\.)?(/({_DATE}|\.\.)?)?"},
    Kind.NUMBER: {"minimum": 1},
}
_INTEGERS = {Kind.NUMBER, Kind.PRECISION}

_WRITTEN = {
    Kind.TEXT: "text",
    Kind.TEXTS: "texts, `|` between them",
    Kind.DATE: "date: `2024`, `2024-08` or `2024-08-31`",
    Kind.PERIOD: "period: `2020/2024`, `2015/..`, or a date",
    Kind.NUMBER: "whole number",
    Kind.FIGURE: "figure",
    Kind.LOCALE: "language code",
    Kind.PRECISION: "whole number, also below 0",
}


def data_package(folder: Path) -> str:
    """The text of a folder's datapackage.json: a Frictionless tabular data package.

    Tables, columns, types, constraints and descriptions come from the record classes, the title and the
    documents from the folder's own table of sources. A foreign key is stated where the column leads to one
    table of the folder itself. What else an existing datapackage.json says (a licence, the `locale` of the
    figures) is kept.

    Errors: InputErrors when a table of the folder cannot be read.
    """
    tables = _tables(folder)
    import json

    package = _existing(folder / ABOUT)
    package |= {"profile": "tabular-data-package", "name": folder.resolve().name.lower().replace(" ", "-")}
    sources = tables["sources"].records if "sources" in tables else ()
    for source in sources:
        if source.id == package["name"]:
            package["title"] = source.title
    documents = [{"title": source.title} | ({"path": source.url} if source.url else {}) for source in sources]
    if documents:
        package["sources"] = documents
    ids = {name: {record.id for record in table.records} for name, table in tables.items()}
    package["resources"] = [_resource(name, table, ids) for name, table in tables.items()]
    order = ("profile", "name", "title", "description", "locale", "licenses", "sources")
    shown = {key: package[key] for key in order if key in package}
    return json.dumps(shown | package, ensure_ascii=False, indent=2) + "\n"


def _tables(folder: Path) -> dict[str, Table[Any]]:
    tables: dict[str, Table[Any]] = {}
    for name, record_type in RECORD_TYPES.items():
        path = folder / f"{name}.csv"
        if path.exists():
            tables[name] = read_table(path, record_type, locale=_existing(folder / ABOUT).get("locale", "en"))
    problems = [problem for table in tables.values() for problem in table.problems]
    if problems:
        raise InputErrors(problems)
    return tables


def _existing(path: Path) -> dict[str, Any]:
    import json

    if not path.exists():
        return {}
    data = read_bytes(path, file=str(path))
    if isinstance(data, Problem):
        raise InputErrors([data])
    found = json.loads(data)
    return found if isinstance(found, dict) else {}


def _resource(name: str, table: Table[Any], ids: Mapping[str, set[str]]) -> dict[str, Any]:
    known = {column.name: column for column in columns_of(RECORD_TYPES[name])}
    columns = [known[column] for column in table.columns]
    schema: dict[str, Any] = {
        "fields": [_field(name, column) for column in columns],
        "primaryKey": "id",
        "missingValues": [""],
    }
    keys = list(_foreign_keys(name, columns, table.records, ids))
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": name.capitalize(),
        "description": _summary(RECORD_TYPES[name]),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"commentChar": "#"} | ({"headerRows": [table.header]} if table.header > 1 else {}),
        "schema": schema,
    }


def _field(table: str, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = dict(_TYPES.get(column.kind, {}))
    if column.name == "id":
        constraints |= {"unique": True, "pattern": ID_PATTERN}
    if column.required:
        constraints = {"required": True} | constraints
    if column.choices:
        constraints["enum"] = list(column.choices)
    field = {
        "name": column.name,
        "type": "integer" if column.kind in _INTEGERS else "string",
        "description": meaning(table, column.name),
    }
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_keys(
    name: str, columns: Sequence[Column], records: Sequence[Any], ids: Mapping[str, set[str]]
) -> Iterator[dict[str, Any]]:
    tables = {record_type.__name__: table for table, record_type in RECORD_TYPES.items()}
    for column in columns:
        if not column.refers or column.kind is Kind.TEXTS:
            continue
        owners = [getattr(record, column.attribute) for record in records]
        values = {getattr(one, column.name) if column.attribute == "citation" else one for one in owners} - {
            ""
        }
        targets = tables.values() if column.refers == ("*",) else [tables[kind] for kind in column.refers]
        for target in targets:
            if values and values <= ids.get(target, set()):
                resource = "" if target == name else target
                yield {"fields": column.name, "reference": {"resource": resource, "fields": "id"}}
                break


def _doc(record_type: type) -> str:
    """The text of a class, without its examples."""
    import inspect

    text = inspect.getdoc(record_type) or ""
    return "\n\n".join(part for part in text.split("\n\n") if not part.lstrip().startswith(">>>"))


def _summary(record_type: type) -> str:
    return " ".join(_doc(record_type).split("\n\n")[0].split())


def data_dictionary() -> str:
    """The page that lists every table and every column, in Markdown."""
    lines = [
        "# Data dictionary",
        "",
        "Every table that a folder of records can hold, and every column. This page is generated from the",
        "record classes, by `python -m lacmigration.registry.describe`.",
        "A table is a CSV file with the name shown; columns that are empty in every row can be left out.",
    ]
    for table, record_type in RECORD_TYPES.items():
        lines += ["", f"## {table}.csv", "", _doc(record_type), ""]
        lines += ["| Column | Written as | Holds |", "| --- | --- | --- |"]
        lines += [_line(table, column) for column in columns_of(record_type)]
    return "\n".join(lines) + "\n"


def _line(table: str, column: Column) -> str:
    written = " or ".join(f"`{choice}`" for choice in column.choices) or _WRITTEN[column.kind]
    if column.refers:
        owners = {record_type.__name__: name for name, record_type in RECORD_TYPES.items()}
        kinds = ", ".join(owners[kind] for kind in column.refers if kind in owners) or "any table"
        written = ("ids" if column.kind is Kind.TEXTS else "id") + f" of {kinds}"
        written += ", `|` between them" if column.kind is Kind.TEXTS else ""
    notes = ["**required**"] if column.required else []
    notes += [f"empty means `{column.default}`"] if column.default else []
    return f"| `{column.name}` | {'; '.join([written, *notes])} | {meaning(table, column.name)} |".replace(
        "`|`", r"`\|`"
    )
