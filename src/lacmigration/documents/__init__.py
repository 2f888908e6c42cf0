"""Documents as people write them, each turned into blocks and tables with exact places."""

from lacmigration.documents._blocks import Block, Cell, Comment, Document, Kind, Place, Run, Table, Unread

__all__ = ["Block", "Cell", "Comment", "Document", "Kind", "Place", "Run", "Table", "Unread"]
