"""Which objective of the Global Compact, or area of the Fund, does a tag mean? Our own vocabulary says it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from lacmigration.registry import bundled

__all__ = ["AREAS_URI", "OBJECTIVES_URI", "OWN_VOCABULARY", "tag_name", "tag_of", "tag_vocabulary", "tagged"]

OWN_VOCABULARY: Final = "99"
"""IATI's code for a vocabulary of the reporting organisation's own, which an address tells apart."""
OBJECTIVES_URI: Final = "urn:lacmigration:global-compact-objectives"
"""The objectives of the Global Compact for Migration: codes "1" to "23"."""
AREAS_URI: Final = "urn:lacmigration:migration-mptf-areas"
"""The thematic areas of the Migration Multi-Partner Trust Fund: codes "1" to "5"."""

_FAMILIES: Final = {"gcm.objective": OBJECTIVES_URI, "mptf.area": AREAS_URI}
_ID: Final = re.compile(r"(gcm\.objective|mptf\.objective|mptf\.area)\.([1-9][0-9]?)")


def tag_vocabulary() -> dict[str, dict[str, str]]:
    """The codes of the two vocabularies with their names, by the address of each.

    >>> {uri: len(codes) for uri, codes in tag_vocabulary().items()}
    {'urn:lacmigration:global-compact-objectives': 23, 'urn:lacmigration:migration-mptf-areas': 5}
    >>> tag_vocabulary()[OBJECTIVES_URI]["8"]
    'Save lives and establish coordinated international efforts on missing migrants'
    """
    return {uri: dict(codes) for uri, codes in _vocabulary().items()}


@cache
def _vocabulary() -> dict[str, dict[str, str]]:
    registry = bundled()
    found: dict[str, dict[str, str]] = {OBJECTIVES_URI: {}, AREAS_URI: {}}
    names = {one.id: one.name for one in registry.objectives} | {one.id: one.name for one in registry.areas}
    for identity, name in names.items():
        family, _, code = identity.rpartition(".")
        if family in _FAMILIES:
            found[_FAMILIES[family]][code] = name
    return found


def tag_of(record: str) -> tuple[str, str] | None:
    """The vocabulary's address and the code of an objective's or area's id; None for any other id.

    The Fund's own labels of the objectives ("mptf.objective.8") are the same objectives.

    >>> tag_of("gcm.objective.8"), tag_of("mptf.donor.germany")
    (('urn:lacmigration:global-compact-objectives', '8'), None)
    """
    found = _ID.fullmatch(record)
    if found is None:
        return None
    uri = AREAS_URI if found[1] == "mptf.area" else OBJECTIVES_URI
    return (uri, found[2]) if found[2] in _vocabulary()[uri] else None


def tag_name(uri: str, code: str) -> str:
    """The name of a code, empty where the vocabulary has none."""
    return _vocabulary().get(uri, {}).get(code, "")


def tagged(uri: str, code: str) -> str:
    """The id of the objective or area that a tag means; empty for other vocabularies and codes.

    >>> tagged(AREAS_URI, "4"), tagged(AREAS_URI, "6")
    ('mptf.area.4', '')
    """
    if not tag_name(uri, code):
        return ""
    return f"gcm.objective.{code}" if uri == OBJECTIVES_URI else f"mptf.area.{code}"
