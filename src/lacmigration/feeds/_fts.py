"""What do the flows of OCHA's Financial Tracking Service say, as its public interface gives them?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Literal

import attrs

from lacmigration.errors import ChoiceError, FeedError, InputErrors, LacMigrationError, Problem
from lacmigration.feeds._feed import Feed, Omissions
from lacmigration.feeds._files import File, content, name_of
from lacmigration.feeds._headings import is_currency
from lacmigration.feeds._json import json_of
from lacmigration.feeds._names import Names
from lacmigration.feeds._values import day_of, figure_of, number_of
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation, Source
from lacmigration.records import Contribution, Flow, Programme, Record

__all__ = ["read_fts"]

SOURCE: Final = Source(
    id="ocha-fts",
    title="Financial Tracking Service, flows",
    producer="United Nations Office for the Coordination of Humanitarian Affairs",
    url="https://fts.unocha.org",
)
_FLOWS: Final = {"paid": Flow.DISBURSEMENT, "commitment": Flow.COMMITMENT, "pledge": Flow.PLEDGE}
_KINDS: Final = {
    "governments": "government",
    "local governments": "local-government",
    "multilateral organizations": "multilateral",
    "un agencies": "multilateral",
    "development banks": "development-bank",
    "ngos": "ngo",
    "international ngos": "ngo",
    "national ngos": "ngo",
    "red cross/red crescent organizations": "ngo",
    "private organizations": "private",
    "private organization/foundation": "foundation",
    "academic institutions": "academic",
}
_KEPT: Final = ("flowType", "boundary", "method", "contributionType")


def read_fts(source: File, *, about: Source = SOURCE, amounts: Literal["usd", "original"] = "usd") -> Feed:
    """Flows of the Financial Tracking Service (JSON) as contributions, with the bodies and plans they name.

    A flow that is paid is a disbursement, else what its status says. `amounts` says which amount is the
    figure: `amountUSD`, or the one in the currency in which the flow was reported. The other one, the type,
    boundary and method of the flow stand in its note. A flow whose parent is in the file lies `within` it.

    Omitted, each with its place: flows of several givers, negative amounts, flows from or to nobody or a
    body without a name, further pages.

    Errors: FeedError for what is no such file; InputErrors for flows with wrong values, all together;
    ChoiceError for other `amounts`.

    >>> import io
    >>> flow = b'''{"id": "7", "amountUSD": 2500, "status": "paid", "date": "2024-03-01T00:00:00Z",
    ...   "sourceObjects": [{"type": "Organization", "id": "1", "name": "Chile, Government of"}],
    ...   "destinationObjects": [{"type": "Organization", "id": "2", "name": "Our Agency"}]}'''
    >>> feed = read_fts(io.BytesIO(b'{"data": {"flows": [' + flow + b']}}'))
    >>> [(one.provider, one.receiver, str(one.figure.money)) for one in feed.of(Contribution)]
    [('cl', 'ocha-fts.body.2', 'USD 2,500')]
    """
    if amounts not in {"usd", "original"}:
        raise ChoiceError("amounts", amounts, choices='"usd" or "original"')
    name = name_of(source)
    answer = json_of(content(source), name)
    flows = _flows(answer, name)
    reader = _Reader(name, Names(about), amounts=amounts)
    meta = answer.get("meta") if isinstance(answer, dict) else None
    if isinstance(meta, dict) and meta.get("nextLink"):
        reader.omissions.add(
            "/meta/nextLink", meta["nextLink"], "the answer goes on: this is one of its pages"
        )
    for number, flow in enumerate(flows):
        reader.read(number, flow)
    if reader.problems:
        raise InputErrors(reader.problems)
    linked = reader.linked()
    records = (*reader.names, *linked)
    return Feed(about, records, tuple(reader.omissions), "fts")


def _flows(found: Any, name: str) -> Sequence[Any]:
    data = found.get("data", found) if isinstance(found, dict) else found
    flows = data.get("flows") if isinstance(data, dict) else None
    if not isinstance(flows, list):
        raise FeedError(
            'is no answer of the Financial Tracking Service: it has no list "data.flows"', name=name
        )
    if flows and not (isinstance(flows[0], dict) and "sourceObjects" in flows[0]):
        raise FeedError(
            'its flows are none of the Financial Tracking Service: they have no "sourceObjects"', name=name
        )
    return flows


@attrs.define
class _Reader:
    file: str
    names: Names
    amounts: str = attrs.field(kw_only=True)
    omissions: Omissions = attrs.field(factory=Omissions.all)
    problems: list[Problem] = attrs.field(factory=list)
    found: dict[str, Contribution] = attrs.field(factory=dict)
    parents: dict[str, str] = attrs.field(factory=dict)
    seen: dict[str, Any] = attrs.field(factory=dict)

    def read(self, number: int, flow: Any) -> None:
        """Make a contribution of a flow, or say why there is none."""
        place = f"/data/flows/{number}"
        if not isinstance(flow, dict):
            self.problem(place, flow, "is no flow")
            return
        key = str(flow.get("id") or "").lower()
        if not key:
            self.problem(f"{place}/id", "", "a flow needs its id")
        elif key in self.seen:
            self.again(place, key, flow)
        else:
            self.seen[key] = flow
            self.contribution(place, key, flow)

    def again(self, place: str, key: str, flow: Any) -> None:
        """A flow that stands twice: pages of answers overlap."""
        if flow == self.seen[key]:
            self.omissions.add(place, key, "stands in the file already; counted once")
        else:
            self.problem(f"{place}/id", key, "is the id of another flow of this file with other values")

    def problem(self, place: str, value: object, message: str) -> None:
        """Note a wrong value."""
        self.problems.append(Problem(self.file, 0, 0, place, str(value)[:80], message))

    def contribution(self, place: str, key: str, flow: Mapping[str, Any]) -> None:
        """Make the contribution, where the flow has one amount, one giver and a receiver."""
        before = len(self.problems)
        amount = self.amount(place, flow)
        day = self.day(place, flow)
        status = str(flow.get("status") or "").casefold()
        if status not in _FLOWS:
            self.problem(f"{place}/status", status, f"is no status; one of {', '.join(_FLOWS)} is meant")
        givers = self.objects(place, "sourceObjects", flow)
        takers = self.objects(place, "destinationObjects", flow)
        if len(self.problems) > before or amount is None:
            return
        number, currency = amount
        if number < 0:
            self.omissions.add(
                f"{place} (flow {key})", f"{currency} {number}", "is negative: money that went back"
            )
            return
        at = Citation(self.names.source.id, f"flow {key}, {place}", f"{number:f}")
        provider = self.party(f"{place}/sourceObjects (flow {key})", givers, at)
        receiver = self.party(f"{place}/destinationObjects (flow {key})", takers, at, plans=True)
        if provider and receiver:
            self.make(
                key,
                flow,
                provider=provider,
                receiver=receiver,
                day=day,
                at=at,
                figure=figure_of(number, currency),
                takers=takers,
                place=place,
            )

    def make(
        self,
        key: str,
        flow: Mapping[str, Any],
        *,
        takers: Sequence[Mapping[str, Any]],
        place: str,
        day: PartialDate | None,
        at: Citation,
        **fields: Any,
    ) -> None:
        """Make the record itself."""
        try:
            self.found[key] = Contribution(
                id=f"{self.names.source.id}.flow.{key}",
                flow=_FLOWS[str(flow["status"]).casefold()],
                period=_year_of(takers),
                as_of=day,
                earmark=", ".join(_named(takers, "Plan") or _named(takers, "Location")),
                note=self.note(flow),
                citation=at,
                **fields,
            )
        except LacMigrationError as error:
            self.problem(place, key, str(error))
            return
        parent = flow.get("parentFlowId")
        if parent:
            self.parents[key] = str(parent).lower()

    def amount(self, place: str, flow: Mapping[str, Any]) -> tuple[Decimal, str] | None:
        """The amount that was asked for, with its currency."""
        wanted = (
            "originalAmount" if self.amounts == "original" and flow.get("originalAmount") else "amountUSD"
        )
        currency = str(flow.get("originalCurrency") or "") if wanted == "originalAmount" else "USD"
        value = flow.get(wanted)
        try:
            number = number_of("" if value is None else str(value))
        except ValueError as error:
            self.problem(f"{place}/{wanted}", value, str(error))
            return None
        if not is_currency(currency):
            problem = "is no currency of ISO 4217; write one such as EUR"
            self.problem(f"{place}/originalCurrency", currency, problem)
            return None
        return number, currency

    def day(self, place: str, flow: Mapping[str, Any]) -> PartialDate | None:
        """The day of the flow, else of its decision."""
        for key in ("date", "decisionDate"):
            if flow.get(key):
                try:
                    return day_of(str(flow[key]))
                except ValueError as error:
                    self.problem(f"{place}/{key}", flow[key], str(error))
                    return None
        return None

    def objects(self, place: str, key: str, flow: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        """What a flow comes from, or goes to."""
        found = flow.get(key) or []
        if isinstance(found, list) and all(isinstance(one, dict) for one in found):
            return found
        self.problem(f"{place}/{key}", found, "is no list of objects")
        return []

    def party(
        self, place: str, objects: Sequence[Mapping[str, Any]], at: Citation, *, plans: bool = False
    ) -> str:
        """The id of the one body that gives or receives; of a plan, where no body receives."""
        bodies = [one for one in objects if one.get("type") == "Organization"]
        if len(bodies) > 1:
            names = "; ".join(str(one.get("name")) for one in bodies)
            self.omissions.add(place, names, "names several bodies, and not how much is of each")
            return ""
        chosen = [one for one in objects if one.get("type") == "Plan"] if plans and not bodies else []
        one = next(iter(bodies), chosen[0] if len(chosen) == 1 else None)
        if one is not None and not _name(one):
            self.omissions.add(place, str(one.get("id") or ""), "has no name")
            return ""
        if bodies:
            return self.body(bodies[0], at, government=not plans)
        if len(chosen) == 1:
            return self.plan(chosen[0], objects, at)
        self.omissions.add(place, "", "names no body" + (" and no single plan" if plans else ""))
        return ""

    def body(self, found: Mapping[str, Any], at: Citation, *, government: bool) -> str:
        """The id of an organisation; a government that gives is its country."""
        name = _name(found)
        country = self.names.government(name, at) if government else ""
        if country:
            return country
        types = [*_list(found.get("organizationSubTypes")), *_list(found.get("organizationTypes"))]
        kind = next((_KINDS[one.casefold()] for one in types if one.casefold() in _KINDS), "other")
        return self.names.body(name, at, kind=kind, key=str(found.get("id") or ""))

    def plan(self, found: Mapping[str, Any], objects: Sequence[Mapping[str, Any]], at: Citation) -> str:
        """The id of a response plan, as a programme for its countries."""
        name, key = _name(found), str(found.get("id") or "")
        places = (self.names.country(place, at) for place in _named(objects, "Location"))
        recipients = tuple(dict.fromkeys(place for place in places if place))
        return self.names.other(
            "plan",
            name,
            lambda identity: Programme(id=identity, name=name, recipients=recipients, citation=at),
            key=key,
        )

    def note(self, flow: Mapping[str, Any]) -> str:
        """What else the flow says of itself."""
        said = [f"{key}: {flow[key]}" for key in _KEPT if flow.get(key)]
        original, currency = flow.get("originalAmount"), flow.get("originalCurrency")
        if self.amounts == "original":
            said.append(f"in USD: {flow.get('amountUSD')}")
        elif original and currency:
            rate = f" at {flow['exchangeRate']}" if flow.get("exchangeRate") else ""
            said.append(f"originally: {currency} {original}{rate}")
        return "; ".join(said)

    def linked(self) -> list[Record]:
        """The contributions, each within its parent where that is in the file."""
        linked: list[Record] = []
        for key, record in self.found.items():
            parent = self.found.get(self.parents.get(key, ""))
            if parent is not None and not self.circles(key):
                linked.append(attrs.evolve(record, within=parent.id))
            else:
                linked.append(record)
        return linked

    def circles(self, key: str) -> bool:
        """Whether a flow is among the parents of its parents, which is noted."""
        way, at = {key}, self.parents.get(key, "")
        while at in self.parents and at not in way:
            way.add(at)
            at = self.parents[at]
        if at in way:
            self.omissions.add(f"flow {key}, parentFlowId", self.parents[key], "leads in a circle; left out")
        return at in way


def _name(found: Mapping[str, Any]) -> str:
    name = found.get("name")
    return name.strip() if isinstance(name, str) else ""


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _named(objects: Sequence[Mapping[str, Any]], kind: str) -> list[str]:
    return [str(one["name"]) for one in objects if one.get("type") == kind and one.get("name")]


def _year_of(objects: Sequence[Mapping[str, Any]]) -> Period | None:
    years = _named(objects, "UsageYear")
    plain = len(years) == 1 and years[0].isdecimal() and len(years[0]) == 4
    return Period(PartialDate(int(years[0])), PartialDate(int(years[0]))) if plain else None
