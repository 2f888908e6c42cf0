"""Documents as people write them, each turned into blocks and tables with exact places."""

from lacmigration.documents._blocks import Block, Cell, Comment, Document, Kind, Place, Run, Table, Unread
from lacmigration.documents._opening import FORMATS, content, extensions, from_bytes, load, parse

__all__ = [
    "FORMATS",
    "Block",
    "Cell",
    "Comment",
    "Document",
    "Kind",
    "Place",
    "Run",
    "Table",
    "Unread",
    "content",
    "extensions",
    "from_bytes",
    "load",
    "parse",
]
