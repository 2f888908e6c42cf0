"""Which caption and which notes belong to a table that stands among paragraphs?"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from lacmigration.documents._blocks import Block, Kind, Table
from lacmigration.documents._evidence import is_caption, is_note

__all__ = ["with_captions"]


def with_captions(parts: Sequence[Block | Table]) -> tuple[list[Block | Table], list[int]]:
    """Give each table the caption before it (or, by its style, behind it) and the notes below it.

    Also says, for each index before, which one it has become.
    """
    result: list[Block | Table] = []
    moved: list[int] = []
    for part in parts:
        last = result[-1] if result else None
        if isinstance(part, Table) and isinstance(last, Block) and _captions(last):
            result[-1] = attrs.evolve(part, caption=attrs.evolve(last, kind=Kind.CAPTION))
        elif isinstance(part, Block) and isinstance(last, Table) and _belongs(part, last):
            if part.kind is Kind.CAPTION and last.caption is None:
                result[-1] = attrs.evolve(last, caption=part)
            else:
                result[-1] = attrs.evolve(last, notes=(*last.notes, part))
        else:
            result.append(part)
        moved.append(len(result) - 1)
    return result, [*moved, len(result)]


def _captions(block: Block) -> bool:
    return block.kind is Kind.CAPTION or (block.kind is Kind.PARAGRAPH and is_caption(block.text))


def _belongs(block: Block, table: Table) -> bool:
    """Whether a block below a table is its note, or its caption where captions stand below."""
    if block.kind is Kind.CAPTION:
        return table.caption is None and is_caption(block.text)
    return block.kind is Kind.PARAGRAPH and is_note(block.text)
