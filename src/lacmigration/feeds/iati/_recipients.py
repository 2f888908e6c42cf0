"""Between which places is an activity divided, and what is it about, as records say it?"""

from __future__ import annotations

from lacmigration.errors import FigureError
from lacmigration.feeds._feed import Omissions
from lacmigration.feeds._names import Names
from lacmigration.feeds.iati._activities import Activity, Portion
from lacmigration.feeds.iati._rows import recipients, shared
from lacmigration.feeds.iati._tags import AREAS_URI, OWN_VOCABULARY, tagged
from lacmigration.provenance import Citation
from lacmigration.records import Region

__all__ = ["divided", "place_of", "topics_of"]


def divided(
    activity: Activity, at: Citation, *, names: Names, omissions: Omissions
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The recipients of an activity, and the split between them where it is known whole."""
    portions = recipients(activity)
    ids = [place_of(portion, at, names) for portion in portions]
    for portion, known in zip(portions, ids, strict=True):
        if not known:
            omissions.add(activity.place, portion.code, "no country or region of that code is known")
    places = tuple(dict.fromkeys(known for known in ids if known))
    stated = tuple(
        (known or portion.code, portion.percentage) for known, portion in zip(ids, portions, strict=True)
    )
    if len(portions) < 2 and not (portions and portions[0].percentage.strip()):
        return places, ()
    shown = " | ".join(f"{key}={percentage}" if percentage else key for key, percentage in stated)
    if not any(percentage.strip() for _, percentage in stated):
        reason = "several recipients without percentages: nothing is divided between them"
        omissions.add(activity.place, shown, reason)
        return places, ()
    try:
        found = shared(stated)
    except FigureError as wrong:
        omissions.add(activity.place, shown, f"recipients left unallocated: {wrong}")
        return places, ()
    if found.unallocated or set(found.parts) != set(places):
        rest = f"{found.unallocated * 100} of 100 unallocated" if found.unallocated else "not all known"
        omissions.add(activity.place, shown, f"no split between the recipients: {rest}")
        return places, ()
    if len(places) == 1:
        return places, ()
    return places, tuple(f"{key}={share}" for key, share in found.parts.items())


def place_of(portion: Portion, at: Citation, names: Names) -> str:
    """The id of a country or region by its code; empty for a country that nobody knows."""
    if not portion.code.isdigit():
        return names.country("", at, code=portion.code)

    def make(identity: str) -> Region:
        name = portion.name or f"DAC region {portion.code}"
        return Region(id=identity, name=name, kind="of the DAC", citation=at)

    return names.other("region", portion.name, make, key=portion.code)


def topics_of(
    activity: Activity, omissions: Omissions
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The objectives, the areas, and the sectors and other tags of an activity."""
    objectives, areas, topics = [], [], []
    for portion in activity.sectors:
        share = f"={portion.percentage.strip()}" if portion.percentage.strip() else ""
        topics.append(f"sector {portion.vocabulary or '1'}:{portion.code}{share}")
    for portion, uri in activity.tags:
        known = tagged(uri, portion.code) if portion.vocabulary == OWN_VOCABULARY else ""
        if known and uri == AREAS_URI:
            areas.append(known)
        elif known:
            objectives.append(known)
        else:
            topics.append(f"tag {portion.vocabulary or '?'}:{portion.code}")
    by_vocabulary: dict[str, list[tuple[str, str]]] = {}
    for portion in activity.sectors:
        by_vocabulary.setdefault(portion.vocabulary, []).append((portion.code, portion.percentage))
    for stated in by_vocabulary.values():
        try:
            shared(tuple(stated))
        except FigureError as wrong:
            shown = " | ".join(f"{code}={percentage}" for code, percentage in stated)
            omissions.add(activity.place, shown, f"sectors cannot be divided: {wrong}")
    return tuple(dict.fromkeys(objectives)), tuple(dict.fromkeys(areas)), tuple(dict.fromkeys(topics))
