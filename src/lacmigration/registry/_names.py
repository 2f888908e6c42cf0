"""Which ids are near to one that is not there, and who answers to one that was superseded?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lacmigration.records import Record

__all__ = ["families", "like", "nearest", "successors"]

_CLOSE = 0.05  # how much less like the name a second guess may be than the first


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """What may have been meant, as the end of a sentence; empty where nothing comes near.

    >>> nearest("mptf.donor.germani", ["mptf.donor.germany", "mptf.donor.mexico"])
    '; perhaps mptf.donor.germany was meant'
    """
    best = like(name, known, cutoff=cutoff)
    return f"; perhaps {' or '.join(best)} was meant" if best else ""


def families(names: Iterable[str]) -> set[str]:
    """A pattern for each family of ids: those that differ in their last part.

    >>> families(["mptf.donor.germany", "mptf.donor.mexico", "mptf"])
    {'mptf.donor.*'}
    """
    return {f"{family}.*" for name in names if (family := name.rpartition(".")[0])}


def like(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> list[str]:
    """Those that come nearest to a name, three at most, the nearest first.

    >>> like("germani", ["germany", "guyana", "gambia"])
    ['germany']
    """
    import difflib

    near = difflib.get_close_matches(name, known, n=3, cutoff=cutoff)
    ratios = [difflib.SequenceMatcher(None, name, one).quick_ratio() for one in near]
    return [one for one, ratio in zip(near, ratios, strict=True) if ratio > ratios[0] - _CLOSE]


def successors(active: Iterable[Record], superseded: Iterable[Record]) -> dict[str, Any]:
    """Every id with the record that answers to it; that of a superseded one leads to what took its place."""
    named: dict[str, Any] = {record.id: record for record in active}
    after = {old.supersedes: old.id for old in (*superseded, *named.values()) if old.supersedes != old.id}
    after.pop("", None)
    for old in after:
        way = [old]
        while way[-1] not in named and after.get(way[-1], old) not in way:
            way.append(after[way[-1]])
        if way[-1] in named:
            named[old] = named[way[-1]]
    return named
