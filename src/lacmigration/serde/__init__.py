"""Records in and out of CSV tables and JSON."""

from lacmigration.serde._bytes import TABLE_LIMIT, read_bytes
from lacmigration.serde._cells import Cells, cells
from lacmigration.serde._columns import Column, Kind, columns_of, table_of
from lacmigration.serde._json import JSON_VERSION, converter, from_json, to_json
from lacmigration.serde._tables import Table, read_table
from lacmigration.serde._writing import write_table

__all__ = [
    "JSON_VERSION",
    "TABLE_LIMIT",
    "Cells",
    "Column",
    "Kind",
    "Table",
    "cells",
    "columns_of",
    "converter",
    "from_json",
    "read_bytes",
    "read_table",
    "table_of",
    "to_json",
    "write_table",
]
