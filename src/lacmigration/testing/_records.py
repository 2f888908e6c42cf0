"""Strategies for records, one a type; what a field can hold is read from the record class itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, get_type_hints

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lacmigration import records as kinds
from lacmigration.figures import Figure, Form, Rounding
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation
from lacmigration.relations import GUARDS
from lacmigration.testing import _figures, _values

__all__ = [
    "areas",
    "cities",
    "contributions",
    "countries",
    "discrepancies",
    "events",
    "funds",
    "initiatives",
    "memberships",
    "networks",
    "objectives",
    "observations",
    "offices",
    "operations",
    "organisations",
    "programmes",
    "projects",
    "records",
    "regions",
    "relation_records",
    "sources",
    "strategies",
    "targets",
]

Kind = TypeVar("Kind")

_DATES = _values.partial_dates(least=date(1945, 1, 1), most=date(2050, 12, 31))
_AMOUNTS = _figures.figures(
    units=("USD", "EUR", "1"),
    forms=(Form.NUMBER, Form.RANGE),
    numbers=_figures.decimals(least=1, most=10**12, places=2),
)
_PLAIN = (Form.NUMBER,)
_HOW_MANY = _figures.figures(
    units=("1", "countries", "persons"), forms=_PLAIN, numbers=st.integers(1, 10**6).map(Decimal)
)
_OF_MEASURE: dict[kinds.Measure, SearchStrategy[Figure]] = {
    kinds.Measure.COUNT: _HOW_MANY,
    kinds.Measure.STOCK: _AMOUNTS | _HOW_MANY,
    kinds.Measure.DURATION: _figures.figures(
        units=("years",), forms=_PLAIN, numbers=_figures.decimals(least=1)
    ),
    kinds.Measure.RANK: _figures.figures(
        units=("1",), forms=_PLAIN, numbers=st.integers(1, 200).map(Decimal), roundings=(Rounding.EXACT,)
    ),
    kinds.Measure.SHARE: _figures.figures(
        units=("percent",), forms=_PLAIN, numbers=st.integers(1, 99).map(Decimal)
    ),
}
_WITHOUT_FIGURE = (kinds.Status.MISSING, kinds.Status.NAMED)
_BY_TYPE: dict[Any, Callable[[], SearchStrategy[Any]]] = {
    Figure: _figures.figures,
    Citation: _values.citations,
    Figure | None: lambda: st.none() | _figures.figures(),
    Period | None: lambda: st.none() | _values.periods(),
    PartialDate | None: lambda: st.none() | _DATES,
    int: lambda: st.integers(1, 23),
    kinds.Flow: lambda: st.sampled_from(kinds.Flow),
    kinds.Measure: lambda: st.sampled_from(kinds.Measure),
    kinds.Status: lambda: st.sampled_from(kinds.Status),
}


def _record(kind: type[Kind], **known: SearchStrategy[Any]) -> SearchStrategy[Kind]:
    """Records of a type, from the types of its fields and what they refer to."""
    hints = get_type_hints(kind)
    fields = attrs.fields(kind)  # type: ignore[arg-type]  # every record is an attrs class
    rest = {field.name: _of(field, hints) for field in fields if field.name not in known}
    return st.builds(kind, **known, **rest)


def _of(field: attrs.Attribute[Any], hints: dict[str, Any]) -> SearchStrategy[Any]:
    refers = "refers" in field.metadata
    if field.name == "id":
        return _values.ids()
    if field.name == "supersedes":
        return st.just("") | _values.ids()
    if field.name == "url":
        return st.sampled_from(("", "https://example.org/report"))
    if field.name == "language":
        return st.sampled_from(("en", "es", "pt-BR", "fr"))
    hint = hints[field.name]
    choices = field.metadata.get("choices")
    if choices:
        one = st.sampled_from(choices)
        return one if hint is str else st.lists(one, max_size=3, unique=True).map(tuple)
    if hint == tuple[str, ...]:
        one = _values.ids() if refers else _values.names()
        return st.lists(one, max_size=3, unique=True).map(tuple)
    if hint is str:
        one = _values.ids() if refers else _values.names()
        return one if field.default is attrs.NOTHING else st.just("") | one
    return _BY_TYPE[hint]()


def sources() -> SearchStrategy[kinds.Source]:
    """Documents that state things."""
    return _record(kinds.Source)


def countries() -> SearchStrategy[kinds.Country]:
    """Countries with codes of the right shape, whether or not anyone has them."""
    return _record(
        kinds.Country,
        iso2=st.from_regex("[A-Z]{2}", fullmatch=True),
        iso3=st.from_regex("[A-Z]{3}", fullmatch=True),
        m49=st.from_regex("[0-9]{3}", fullmatch=True),
        currency=st.from_regex("([A-Z]{3})?", fullmatch=True),
    )


def regions() -> SearchStrategy[kinds.Region]:
    """Groups of countries."""
    return _record(kinds.Region, m49=st.from_regex("([0-9]{3})?", fullmatch=True))


def cities() -> SearchStrategy[kinds.City]:
    """Cities."""
    return _record(kinds.City)


def organisations() -> SearchStrategy[kinds.Organisation]:
    """Organisations."""
    return _record(kinds.Organisation)


def networks() -> SearchStrategy[kinds.Network]:
    """Networks."""
    return _record(kinds.Network)


def memberships() -> SearchStrategy[kinds.Membership]:
    """Memberships; no group is a member of itself."""
    return _record(kinds.Membership, group=_values.ids().map("group.{}".format))


def offices() -> SearchStrategy[kinds.Office]:
    """Offices that people hold."""
    return _record(kinds.Office)


def funds() -> SearchStrategy[kinds.Fund]:
    """Funds."""
    return _record(kinds.Fund)


def targets() -> SearchStrategy[kinds.Target]:
    """Targets of funds."""
    return _record(kinds.Target, figure=_AMOUNTS)


def contributions() -> SearchStrategy[kinds.Contribution]:
    """Contributions, of sums of money and other amounts."""
    return _record(kinds.Contribution, figure=_AMOUNTS)


def programmes() -> SearchStrategy[kinds.Programme]:
    """Programmes; none divides its amount between its recipients."""
    return _record(kinds.Programme, figure=st.none() | _AMOUNTS, split=st.just(()))


def projects() -> SearchStrategy[kinds.Project]:
    """Projects."""
    return _record(kinds.Project, figure=st.none() | _AMOUNTS)


def operations() -> SearchStrategy[kinds.Operation]:
    """Operations."""
    return _record(kinds.Operation, figure=st.none() | _AMOUNTS)


def areas() -> SearchStrategy[kinds.ThematicArea]:
    """Thematic areas."""
    return _record(kinds.ThematicArea)


def objectives() -> SearchStrategy[kinds.Objective]:
    """Objectives."""
    return _record(kinds.Objective)


def events() -> SearchStrategy[kinds.Event]:
    """Events."""
    return _record(kinds.Event, figure=st.none() | _HOW_MANY)


def strategies() -> SearchStrategy[kinds.Strategy]:
    """Strategies and work plans."""
    return _record(kinds.Strategy, figure=st.none() | _HOW_MANY)


def initiatives() -> SearchStrategy[kinds.Initiative]:
    """Initiatives."""
    return _record(kinds.Initiative)


def observations() -> SearchStrategy[kinds.Observation]:
    """Observations whose figures their measures can have, and observations without one."""
    stated = st.sampled_from([status for status in kinds.Status if status not in _WITHOUT_FIGURE])
    without = _record(kinds.Observation, status=st.sampled_from(_WITHOUT_FIGURE), figure=st.none())
    return without | st.sampled_from(kinds.Measure).flatmap(
        lambda measure: _record(
            kinds.Observation,
            measure=st.just(measure),
            status=stated,
            figure=_OF_MEASURE.get(measure, _figures.figures()),
        )
    )


def relation_records() -> SearchStrategy[kinds.Relation]:
    """Claims as a records folder holds them: text, and the guards that it waives."""
    one = _values.ids()
    texts = ("{} + {} = {}", "{} / {} = {}", "{} <= {} + {}", "sum({}.*) + {} = {}", "rank({}, 2, {}.*, {})")
    expressions = st.builds(str.format, st.sampled_from(texts), one, one, one)
    waived = st.lists(st.sampled_from(GUARDS), max_size=2, unique=True).map(tuple)
    return _record(kinds.Relation, expression=expressions, waives=waived)


def discrepancies() -> SearchStrategy[kinds.Discrepancy]:
    """Known disagreements."""
    return _record(kinds.Discrepancy)


OF_TYPE: dict[type, Callable[[], SearchStrategy[Any]]] = {
    kinds.Source: sources,
    kinds.Country: countries,
    kinds.Region: regions,
    kinds.City: cities,
    kinds.Organisation: organisations,
    kinds.Network: networks,
    kinds.Membership: memberships,
    kinds.Office: offices,
    kinds.Fund: funds,
    kinds.Target: targets,
    kinds.Contribution: contributions,
    kinds.Programme: programmes,
    kinds.Project: projects,
    kinds.Operation: operations,
    kinds.ThematicArea: areas,
    kinds.Objective: objectives,
    kinds.Event: events,
    kinds.Strategy: strategies,
    kinds.Initiative: initiatives,
    kinds.Observation: observations,
    kinds.Relation: relation_records,
    kinds.Discrepancy: discrepancies,
}
"""The strategy of every record type."""


def records() -> SearchStrategy[kinds.Record]:
    """Records of any type."""
    return st.sampled_from(tuple(OF_TYPE.values())).flatmap(lambda make: make())
