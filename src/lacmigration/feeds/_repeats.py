"""Which observations stand twice in a file, so that a sum would count them twice?"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

import attrs

from lacmigration.feeds._feed import Omissions
from lacmigration.figures import Figure
from lacmigration.records import Observation, Record

__all__ = ["without_repeats"]


def without_repeats(found: Iterable[Record], omissions: Omissions) -> Iterator[Record]:
    """The records, each observation once: what is said again is an omission.

    Where another figure is said of the same, both stand, and that is an omission too. Records of two sheets
    whose names are alike get ids of their own.
    """
    first: dict[Hashable, dict[Figure, Observation]] = {}
    ids: set[str] = set()
    for record in found:
        if isinstance(record, Observation) and record.figure is not None:
            said = first.setdefault(_what(record), {})
            known = said.setdefault(record.figure, record)
            if known is not record:
                again = f"is said in {known.citation.locator} already; counted once"
                omissions.add(record.citation.locator, record.citation.stated, again)
                continue
            if len(said) > 1:
                at = next(iter(said.values())).citation.locator
                other = f"is another figure of what {at} says; both stand"
                omissions.add(record.citation.locator, record.citation.stated, other)
        identity, number = record.id, 2
        while identity in ids:
            identity, number = f"{record.id}-{number}", number + 1
        ids.add(identity)
        yield record if identity == record.id else attrs.evolve(record, id=identity)


def _what(one: Observation) -> Hashable:
    """What an observation is of; a plain number has its unit in the note."""
    unit = one.figure.unit if one.figure is not None else ""
    of = (one.indicator, one.measure, one.area, one.counterpart, one.base, one.scope)
    return (*of, one.period, one.as_of, unit, one.note if unit == "1" else "")
