"""Which ids are near to one that is not there, and who answers to one that was superseded?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lacmigration.records import Record

__all__ = ["nearest", "successors"]

_CLOSE = 0.05  # how much less like the name a second guess may be than the first


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """What may have been meant, as the end of a sentence; empty where nothing comes near.

    >>> nearest("mptf.donor.germani", ["mptf.donor.germany", "mptf.donor.mexico"])
    '; perhaps mptf.donor.germany was meant'
    """
    import difflib

    near = difflib.get_close_matches(name, known, n=3, cutoff=cutoff)
    like = {one: difflib.SequenceMatcher(None, name, one).quick_ratio() for one in near}
    best = [one for one in near if like[one] > like[near[0]] - _CLOSE]
    return f"; perhaps {' or '.join(best)} was meant" if best else ""


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
