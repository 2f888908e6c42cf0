"""Which ids are near to one that is not there, and who answers to one that was superseded?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lacmigration.records import Record

__all__ = ["nearest", "successors"]


def nearest(name: str, known: Iterable[str]) -> str:
    """What may have been meant, as the end of a sentence; empty where nothing comes near.

    >>> nearest("mptf.donor.germani", ["mptf.donor.germany", "mptf.donor.mexico"])
    '; perhaps mptf.donor.germany or mptf.donor.mexico was meant'
    """
    import difflib

    near = difflib.get_close_matches(str(name), known, n=3, cutoff=0.6)
    return f"; perhaps {' or '.join(near)} was meant" if near else ""


def successors(active: Iterable[Record], superseded: Iterable[Record]) -> dict[str, Any]:
    """Every id with the record that answers to it; that of a superseded one leads to what took its place."""
    named: dict[str, Any] = {record.id: record for record in active}
    for name in list(named):
        old = named[name].supersedes
        if old and old not in named:
            named[old] = named[name]
    for record in reversed(tuple(superseded)):  # the latest first: each leads to one that is known by now
        if record.supersedes and record.supersedes not in named and record.id in named:
            named[record.supersedes] = named[record.id]
    return named
