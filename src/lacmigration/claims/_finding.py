"""Which claims does a document make? All that look for one kind of them, in a fixed order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from lacmigration.claims._claims import Claim
from lacmigration.claims._grids import grids_of
from lacmigration.claims._passages import Passage
from lacmigration.claims._records import registry_claims
from lacmigration.claims.prose._changes import changes
from lacmigration.claims.prose._comparisons import comparisons
from lacmigration.claims.prose._complements import complements
from lacmigration.claims.prose._composed import composed
from lacmigration.claims.prose._durations import durations
from lacmigration.claims.prose._economies import economies
from lacmigration.claims.prose._events import events_twice
from lacmigration.claims.prose._gathering import gathered
from lacmigration.claims.prose._itemised import itemised
from lacmigration.claims.prose._lists import block_lists, lists_in
from lacmigration.claims.prose._products import products
from lacmigration.claims.prose._relisted import lists_twice
from lacmigration.claims.prose._repeats import repeats
from lacmigration.claims.prose._shares import shares
from lacmigration.claims.prose._sums import parts_of_wholes, sums
from lacmigration.claims.prose._tabled import tabled
from lacmigration.claims.tables._claiming import claims_of_sheet
from lacmigration.claims.tables._sheets import sheet_of
from lacmigration.documents import Document, Table
from lacmigration.reading import Mentions
from lacmigration.registry import Registry

__all__ = ["claims_of"]

_IN_ONE: tuple[Callable[[Passage], Iterator[Claim]], ...] = (
    complements,
    sums,
    parts_of_wholes,
    composed,
    gathered,
    changes,
    comparisons,
    products,
    lists_in,
    durations,
    economies,
)
_IN_CONTEXT: tuple[Callable[[Passage, Sequence[Passage]], Iterator[Claim]], ...] = (shares,)
_IN_ALL: tuple[Callable[[Sequence[Passage]], Iterator[Claim]], ...] = (
    block_lists,
    itemised,
    events_twice,
    repeats,
    lists_twice,
)
_BACK = 5
"""Passages in which a word such as "this" can point back."""


def claims_of(
    document: Document, readings: Sequence[Mentions], registry: Registry | None = None
) -> tuple[Claim, ...]:
    """The claims of a document whose blocks were read, in the order of their stated figures.

    `readings` has one entry for each of `document.blocks`. With a `registry`, figures about what it knows are
    compared with its records.
    """
    blocks = tuple(document.blocks)
    cells = {
        id(cell.block): cell for part in document.parts if isinstance(part, Table) for cell in part.cells
    }
    passages = [
        Passage(block, read, place, cells.get(id(block)))
        for place, (block, read) in enumerate(zip(blocks, readings, strict=True))
    ]
    places = {id(one.block): one.place for one in passages}
    prose = [one for one in passages if one.cell is None]
    found = list(_in_prose(prose))
    languages = {id(one.block): one.language for one in passages}
    sheets = {
        id(part): sheet_of(part, _language(part, languages))
        for part in document.parts
        if isinstance(part, Table) and part.cells
    }
    if any(len(one.read) for one in prose):
        found += tabled(prose, grids_of(document, passages, sheets))
    for sheet in sheets.values():
        found += claims_of_sheet(sheet)
    if registry is not None:
        found += registry_claims(prose, registry)
    return tuple(
        sorted(found, key=lambda claim: (places[id(claim.stated.block)], claim.stated.mention.start))
    )


def _in_prose(passages: Sequence[Passage]) -> Iterator[Claim]:
    with_figures = [one for one in passages if len(one.read)]
    for number, passage in enumerate(with_figures):
        for alone in _IN_ONE:
            yield from alone(passage)
        earlier = with_figures[max(number - _BACK, 0) : number]
        for related in _IN_CONTEXT:
            yield from related(passage, earlier)
    for all_over in _IN_ALL:
        yield from all_over(passages)


def _language(table: Table, languages: dict[int, str]) -> str:
    """The language of a table: the commonest of its texts, the first of them where several are."""
    spoken = Counter(languages[id(block)] for block in table.blocks)
    return max(spoken, key=spoken.__getitem__, default="en")
