"""What is known, planned and held: observations, strategies, events, initiatives."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs

from lacmigration.errors import RecordError
from lacmigration.figures import Figure, Form, Hedge, Rounding
from lacmigration.intervals import NOT_NEGATIVE, UNIT
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation
from lacmigration.records import _fields as field

__all__ = ["Event", "Initiative", "Measure", "Observation", "Status", "Strategy", "is_place"]


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


class Status(StrEnum):
    """How a source states an observation.

    "missing" is a figure that the source had and that is lost, as of a chart that did not survive; it is
    never filled in. "named" is what the source puts under the indicator without a number.
    """

    STATED = "stated"
    ESTIMATE = "estimate"
    PROJECTION = "projection"
    MISSING = "missing"
    NAMED = "named"


def _measure(value: Measure | str) -> Measure:
    return field.chosen(Measure, value, name="measure")


def _status(value: Status | str) -> Status:
    return field.chosen(Status, value, name="status")


def _a_number_of_things(_: object, attribute: attrs.Attribute[Figure | None], value: Figure | None) -> None:
    fault = "" if value is None else _fault_of_a_count(value)
    if fault:
        message = f"{attribute.name} {value} {fault}"
        raise RecordError(message, field=attribute.name, value=value)


def _number() -> Any:
    """A figure that says how many."""
    base = field.figure()
    base.validator(_a_number_of_things)
    return base


_ONE = Decimal(1)
_SHARES = frozenset({"1", "percent", "per thousand"})


def _fault_of_a_count(figure: Figure) -> str:
    if figure.is_money or not (figure.is_count or figure.unit == "1"):
        return 'is no number of things; write one, such as "four workshops"'
    if not _is_whole(figure):
        return "is no whole number; of counted things there is one, and an average is a ratio"
    return _fault_of_a_stock(figure)


def _fault_of_a_stock(figure: Figure) -> str:
    below = figure.number < 0 or (not figure.number and not figure.loose.meets(NOT_NEGATIVE))
    return "is below 0, which no count, stock or duration is" if below else ""


def _fault_of_a_rank(figure: Figure) -> str:
    if figure.is_money or figure.factor != 1 or "/" in figure.unit or figure.form not in _PLACES:
        return 'is no rank; write a place, such as "second" or 2'
    if figure.number < 1 or not _is_whole(figure):
        return "is no rank: the first place is 1, and no place lies between two"
    return ""


def _fault_of_a_share(figure: Figure) -> str:
    if figure.unit not in _SHARES or figure.form is Form.MULTIPLE:
        return 'is no share of a whole; write one such as 38% or "one in five"'
    if not 0 <= figure.nominal <= 1 or not figure.strict.meets(UNIT):
        return "is no share of a whole, which lies between 0% and 100%; anything else is a ratio or growth"
    return ""


_PLACES = frozenset({Form.NUMBER, Form.RANGE})


def _is_whole(figure: Figure) -> bool:
    return all(number is None or number % _ONE == 0 for number in (figure.number, figure.second))


_FAULTS: dict[Measure, Callable[[Figure], str]] = {
    Measure.COUNT: _fault_of_a_count,
    Measure.STOCK: _fault_of_a_stock,
    Measure.DURATION: _fault_of_a_stock,
    Measure.RANK: _fault_of_a_rank,
    Measure.SHARE: _fault_of_a_share,
}


@attrs.frozen(kw_only=True)
class Event:
    """A forum, summit, workshop, launch or signing: when, where, on what, with how many participants.

    `figure` is the number of participants, where the source states it for this event.
    """

    id: str = field.identity()
    name: str = field.label()
    kind: str = field.text()
    series: str = field.one("Event", "Initiative", "Network")
    place: str = field.one("City", "Country")
    period: Period | None = field.period()
    theme: str = field.text()
    contributes_to: str = field.text()
    organisers: tuple[str, ...] = field.several("Organisation", "Country", "Network")
    participants: tuple[str, ...] = field.texts()
    note: str = field.text()
    supersedes: str = field.supersedes()
    figure: Figure | None = _number()
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
    term: str = field.text()
    components: tuple[str, ...] = field.texts()
    places: tuple[str, ...] = field.several("Country", "Region")
    period: Period | None = field.period()
    note: str = field.text()
    supersedes: str = field.supersedes()
    figure: Figure | None = _number()
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class Initiative:
    """An entry of a donor mapping: who does what, where, with whom, when, on which objective."""

    id: str = field.identity()
    name: str = field.label()
    kind: str = field.text()
    actors: tuple[str, ...] = field.several("Organisation", "Network", "Country")
    partners: tuple[str, ...] = field.several("Organisation", "Network", "Country")
    funders: tuple[str, ...] = field.several("Organisation", "Network", "Country")
    places: tuple[str, ...] = field.several("Country", "Region", "City")
    objectives: tuple[str, ...] = field.several("Objective")
    topics: tuple[str, ...] = field.texts()
    period: Period | None = field.period()
    url: str = field.url()
    note: str = field.text()
    supersedes: str = field.supersedes()
    figure: Figure | None = field.figure()
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class Observation:
    """A quantity that a source states: an indicator of an area, at a date or over a period.

    `indicator` is a short id-like text ("venezuelans-abroad"); `area` and `counterpart` are places or bodies
    (host and origin); `base` says what a share is a share of. A figure is there unless the status is
    "missing" or "named", or the measure is a date, which `as_of` or `period` tells.

    Words of the source that are no figure ("several thousand") stand in its citation.

    Errors: RecordError for a figure that its measure cannot have: a count or stock below 0, a rank that is no
    place, a share above 100%. A rank is exact, unless it is hedged: nobody rounds a place.
    """

    id: str = field.identity()
    indicator: str = field.label()
    measure: Measure = attrs.field(converter=_measure)
    area: str = field.one()
    counterpart: str = field.one()
    base: str = field.text()
    scope: str = field.text()
    period: Period | None = field.period()
    as_of: PartialDate | None = field.date()
    status: Status = attrs.field(default=Status.STATED, converter=_status)
    note: str = field.text()
    supersedes: str = field.supersedes()
    figure: Figure | None = field.figure()
    citation: Citation = field.citation()

    def __attrs_post_init__(self) -> None:
        figure, status = self.figure, self.status
        if figure is None:
            self._require_a_reason_for_no_figure()
            return
        if status in _WITHOUT_FIGURE:
            message = f"status {status.value!r} has no figure, but {figure} is given; leave one of them out"
            raise RecordError(message, field="status", value=status.value)
        fault = _FAULTS[self.measure](figure) if self.measure in _FAULTS else ""
        if fault:
            message = f"figure {figure} {fault}"
            raise RecordError(message, field="figure", value=figure)
        if is_place(self):
            object.__setattr__(self, "figure", figure.with_rounding(Rounding.EXACT))

    def _require_a_reason_for_no_figure(self) -> None:
        if self.measure is Measure.DATE and self.status not in _WITHOUT_FIGURE:
            if self.as_of is None and self.period is None:
                message = "as_of must tell the date that is observed, or period the time"
                raise RecordError(message, field="as_of")
            return
        worded = bool(self.citation.stated)  # words that are no figure
        if not worded and self.status not in _WITHOUT_FIGURE:
            message = (
                'figure is not there; write it, or the status "missing" where it is lost, '
                '"named" where the source gives no number'
            )
            raise RecordError(message, field="figure")


_WITHOUT_FIGURE = frozenset({Status.MISSING, Status.NAMED})


def is_place(record: object) -> bool:
    """Whether a record's figure is a place in an order, which nobody rounds: a rank without a hedge."""
    return (
        isinstance(record, Observation)
        and record.measure is Measure.RANK
        and record.figure is not None
        and record.figure.hedge is Hedge.NONE
    )
