"""How do several feeds become one registry, when each of them has made the countries that it needs?"""

from __future__ import annotations

from lacmigration.feeds._feed import Feed
from lacmigration.records import Country, Record
from lacmigration.registry import Registry

__all__ = ["joined"]


def joined(registry: Registry, *feeds: Feed) -> Registry:
    """A registry with the records of feeds and their sources; what is the same in two of them is there once.

    Every reader gives a country beyond the bundled ones the id of its ISO code, so that the first feed's
    record stands for it. Two files of one format need sources of their own (`about=`), because the ids of
    their records begin with the source's.

    Errors: InputErrors for other ids that are taken, and for references that lead nowhere.

    >>> from lacmigration.provenance import Source
    >>> feed = Feed(Source("our-feed", "Our feed", "Ourselves"))
    >>> len(joined(Registry(), feed, feed))
    1
    """
    new: dict[str, Record] = {}
    again: list[Record] = []
    for record in (one for feed in feeds for one in (feed.source, *feed.records)):
        known = new.get(record.id)
        if known is None and record.id in registry:
            known = registry[record.id]
        if known is None:
            new[record.id] = record
        elif known != record and not (isinstance(record, Country) and isinstance(known, Country)):
            again.append(record)
    return registry.with_records(*new.values(), *again)
