"""What is known, planned and held: observations, strategies, events, initiatives."""

from __future__ import annotations

from enum import StrEnum

import attrs

from lacmigration.figures import Figure
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation
from lacmigration.records import _fields as field

__all__ = ["Event", "Initiative", "Measure", "Observation", "Strategy"]


class Measure(StrEnum):
    """What kind of quantity an observation is."""

    STOCK = "stock"
    FLOW = "flow"
    SHARE = "share"
    RANK = "rank"
    COUNT = "count"
    RATIO = "ratio"
    GROWTH = "growth"
    DURATION = "duration"
    DATE = "date"


@attrs.frozen(kw_only=True)
class Event:
    """A forum, summit, workshop, launch or signing: when, where, on what, with how many participants.

    `figure` is the number of participants, where the source states it for this event.
    """

    id: str = field.identity()
    name: str = field.label()
    kind: str = ""
    series: str = field.one("Event", "Initiative", "Network")
    place: str = field.one("City", "Country")
    period: Period | None = field.period()
    theme: str = ""
    contributes_to: str = ""
    organisers: tuple[str, ...] = field.several("Organisation", "Country", "Network")
    participants: tuple[str, ...] = field.texts()
    note: str = ""
    supersedes: str = field.supersedes()
    figure: Figure | None = field.figure()
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class Strategy:
    """A strategy or work plan: whose, for when, and its components under the name that the source gives them.

    `figure` is the number of components that the source declares ("three pillars"), to hold against
    `components`.
    """

    id: str = field.identity()
    name: str = field.label()
    owner: str = field.one("Organisation", "Network", "Fund")
    term: str = ""
    components: tuple[str, ...] = field.texts()
    places: tuple[str, ...] = field.several("Country", "Region")
    period: Period | None = field.period()
    note: str = ""
    supersedes: str = field.supersedes()
    figure: Figure | None = field.figure()
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class Initiative:
    """An entry of a donor mapping: who does what, where, with whom, when, on which objective."""

    id: str = field.identity()
    name: str = field.label()
    kind: str = ""
    actors: tuple[str, ...] = field.several("Organisation", "Network", "Country")
    partners: tuple[str, ...] = field.several("Organisation", "Network", "Country")
    funders: tuple[str, ...] = field.several("Organisation", "Network", "Country")
    places: tuple[str, ...] = field.several("Country", "Region", "City")
    objectives: tuple[str, ...] = field.several("Objective")
    topics: tuple[str, ...] = field.texts()
    period: Period | None = field.period()
    url: str = ""
    note: str = ""
    supersedes: str = field.supersedes()
    figure: Figure | None = field.figure()
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class Observation:
    """A quantity that a source states: an indicator of an area, at a date or over a period.

    `indicator` is a short id-like text ("venezuelans-abroad"); `area` and `counterpart` are places or bodies
    (host and origin); `base` says what a share is a share of; `status` is "stated", "estimate", "projection"
    or "missing" (a chart whose data did not survive: no figure, never filled in).
    """

    id: str = field.identity()
    indicator: str = field.label()
    measure: Measure = attrs.field(converter=Measure)
    area: str = field.one()
    counterpart: str = field.one()
    base: str = ""
    scope: str = ""
    period: Period | None = field.period()
    as_of: PartialDate | None = field.date()
    status: str = "stated"
    note: str = ""
    supersedes: str = field.supersedes()
    figure: Figure | None = field.figure()
    citation: Citation = field.citation()
