"""What is paid: funds, targets, contributions, and what they pay for."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import attrs

from lacmigration.errors import RecordError
from lacmigration.figures import Figure
from lacmigration.intervals import NOT_NEGATIVE
from lacmigration.money import Money
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation
from lacmigration.records import _fields as field

__all__ = [
    "Contribution",
    "Flow",
    "Fund",
    "Objective",
    "Operation",
    "Programme",
    "Project",
    "Target",
    "ThematicArea",
]


_OBJECTIVES = 23
"""How many objectives the Global Compact has."""


class Flow(StrEnum):
    """What kind of transaction an amount is, in IATI's terms."""

    PLEDGE = "pledge"
    COMMITMENT = "commitment"
    DISBURSEMENT = "disbursement"
    UNKNOWN = "unknown"


def _flow(value: Flow | str) -> Flow:
    return field.chosen(Flow, value, name="flow")


_NO_AMOUNTS = frozenset({"percent", "percentage points", "per thousand", "times"})


def _an_amount(_: object, attribute: attrs.Attribute[Figure | None], value: Figure | None) -> None:
    if value is None:
        return
    if value.number < 0 or (not value.number and not value.loose.meets(NOT_NEGATIVE)):
        message = f"{attribute.name} {value} is negative; an amount given is 0 or more"
        raise RecordError(message, field=attribute.name, value=value)
    if value.unit in _NO_AMOUNTS:
        message = f'{attribute.name} {value} is no amount; write a sum of money, such as "USD 57.5M"'
        raise RecordError(message, field=attribute.name, value=value)


def _amount(*, required: bool = False) -> Any:
    base = field.figure(required=required)
    base.validator(_an_amount)
    return base


@attrs.frozen(kw_only=True)
class Fund:
    """A pot of money with a name: a trust fund, a grant facility."""

    id: str = field.identity()
    name: str = field.label()
    kind: str = field.text("fund")
    acronym: str = field.text()
    aliases: tuple[str, ...] = field.texts()
    administrator: str = field.one("Organisation", "Network")
    launched: PartialDate | None = field.date()
    note: str = field.text()
    supersedes: str = field.supersedes()
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class Target:
    """An amount that somebody set for a fund to reach by a date."""

    id: str = field.identity()
    fund: str = field.one("Fund", required=True)
    set_by: str = field.text()
    due: PartialDate | None = field.date()
    period: Period | None = field.period()
    note: str = field.text()
    supersedes: str = field.supersedes()
    figure: Figure = _amount(required=True)
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class Contribution:
    """An amount that a provider gave, committed or promised to a receiver."""

    id: str = field.identity()
    provider: str = field.one("Country", "Organisation", "Fund", "Network", required=True)
    receiver: str = field.one(
        "Fund", "Organisation", "Programme", "Project", "Network", "Initiative", required=True
    )
    flow: Flow = attrs.field(default=Flow.UNKNOWN, converter=_flow)
    period: Period | None = field.period()
    as_of: PartialDate | None = field.date()
    earmark: str = field.text()
    within: str = field.one("Contribution")
    note: str = field.text()
    supersedes: str = field.supersedes()
    figure: Figure = _amount(required=True)
    citation: Citation = field.citation()

    @property
    def amount(self) -> Money | None:
        """The nominal amount, or None where the figure is no sum of money."""
        return self.figure.money


@attrs.frozen(kw_only=True)
class Programme:
    """A programme that a fund or funder pays for, with the countries that receive it.

    `recipients` are unallocated between each other unless `split` gives "country=share" texts that add to 1.
    """

    id: str = field.identity()
    name: str = field.text()
    fund: str = field.one("Fund")
    funders: tuple[str, ...] = field.several("Organisation", "Country")
    implementers: tuple[str, ...] = field.several("Organisation", "Network")
    recipients: tuple[str, ...] = field.several("Country", "Region", "City")
    split: tuple[str, ...] = field.texts()
    area: str = field.one("ThematicArea")
    objectives: tuple[str, ...] = field.several("Objective")
    places: tuple[str, ...] = field.texts()
    topics: tuple[str, ...] = field.texts()
    status: str = field.text()
    period: Period | None = field.period()
    as_of: PartialDate | None = field.date()
    note: str = field.text()
    supersedes: str = field.supersedes()
    figure: Figure | None = _amount()
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class Project:
    """A single project, mostly of one city or one organisation."""

    id: str = field.identity()
    name: str = field.label()
    owner: str = field.one()
    funders: tuple[str, ...] = field.several("Organisation", "Country", "Fund", "Network")
    places: tuple[str, ...] = field.several("City", "Country", "Region")
    objectives: tuple[str, ...] = field.several("Objective")
    topics: tuple[str, ...] = field.texts()
    beneficiaries: tuple[str, ...] = field.texts()
    status: str = field.text()
    period: Period | None = field.period()
    note: str = field.text()
    supersedes: str = field.supersedes()
    figure: Figure | None = _amount()
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class Operation:
    """Bank operations or other activities that a source counts or sums without naming each."""

    id: str = field.identity()
    name: str = field.label()
    owner: str = field.one()
    kind: str = field.text()
    partners: tuple[str, ...] = field.several()
    places: tuple[str, ...] = field.several("City", "Country", "Region")
    period: Period | None = field.period()
    as_of: PartialDate | None = field.date()
    note: str = field.text()
    supersedes: str = field.supersedes()
    figure: Figure | None = _amount()
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class ThematicArea:
    """One of the areas under which a fund clusters the objectives of the Global Compact."""

    id: str = field.identity()
    number: int = field.count_number()
    name: str = field.label()
    fund: str = field.one("Fund")
    objectives: tuple[str, ...] = field.several("Objective")
    note: str = field.text()
    supersedes: str = field.supersedes()
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class Objective:
    """One of the 23 objectives of the Global Compact for Safe, Orderly and Regular Migration."""

    id: str = field.identity()
    number: int = field.count_number(_OBJECTIVES)
    name: str = field.label()
    aliases: tuple[str, ...] = field.texts()
    note: str = field.text()
    supersedes: str = field.supersedes()
    citation: Citation = field.citation()
