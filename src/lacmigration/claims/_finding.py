"""Which claims does a document make? All that look for one kind of them, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lacmigration.claims._changes import changes
from lacmigration.claims._claims import Claim
from lacmigration.claims._passages import Passage
from lacmigration.claims._shares import complements, shares
from lacmigration.claims._sums import parts_of_wholes, sums
from lacmigration.documents import Document
from lacmigration.reading import Mentions
from lacmigration.registry import Registry

__all__ = ["claims_of"]

_IN_ONE: tuple[Callable[[Passage], Iterator[Claim]], ...] = (complements, sums, parts_of_wholes, changes)
_IN_CONTEXT: tuple[Callable[[Passage, Sequence[Passage]], Iterator[Claim]], ...] = (shares,)
_BACK = 5
"""Passages in which a word such as "this" can point back."""


def claims_of(
    document: Document, readings: Sequence[Mentions], registry: Registry | None = None
) -> tuple[Claim, ...]:
    """The claims of a document whose blocks were read, in the order of their stated figures.

    `readings` has one entry for each of `document.blocks`. With a `registry`, what it knows is claimed, too.
    """
    passages = [
        Passage(block, read, place)
        for place, (block, read) in enumerate(zip(document.blocks, readings, strict=True))
    ]
    prose = [one for one in passages if len(one.read)]
    found: list[tuple[tuple[int, int], Claim]] = []
    places = {id(one.block): one.place for one in passages}
    for number, passage in enumerate(prose):
        earlier = prose[max(number - _BACK, 0) : number]
        for alone in _IN_ONE:
            found += ((_place(places, claim), claim) for claim in alone(passage))
        for related in _IN_CONTEXT:
            found += ((_place(places, claim), claim) for claim in related(passage, earlier))
    found.sort(key=_first)
    return tuple(claim for _, claim in found)


def _place(places: dict[int, int], claim: Claim) -> tuple[int, int]:
    return places[id(claim.stated.block)], claim.stated.mention.start


def _first(entry: tuple[tuple[int, int], Claim]) -> tuple[int, int]:
    return entry[0]
