"""How are contributions and programmes written as IATI 2.03, and what of them has no place there?"""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import attrs

from lacmigration.errors import ChoiceError, RecordError
from lacmigration.feeds._feed import Omission, Omissions, needs_feeds
from lacmigration.feeds.iati._codes import ACTIVITY_STATUSES, ORGANISATION_TYPES, VERSIONS
from lacmigration.feeds.iati._parties import Known
from lacmigration.feeds.iati._tags import OWN_VOCABULARY, tag_name, tag_of
from lacmigration.figures import Figure, Form, Hedge
from lacmigration.periods import PartialDate
from lacmigration.records import Contribution, Flow, Programme, Record
from lacmigration.sayings import message

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Reporter", "write_iati"]

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES: Final = {
    True: {Flow.DISBURSEMENT: "1", Flow.COMMITMENT: "11", Flow.PLEDGE: "13"},
    False: {Flow.DISBURSEMENT: "3", Flow.COMMITMENT: "2", Flow.PLEDGE: "12"},
}
"""The types of transactions, for what comes in and for what goes out."""
_STATUS_CODES: Final = {words: code for code, words in ACTIVITY_STATUSES.items()}
_PERCENT_DECIMALS: Final = 6
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no text in XML may hold."""


def _filled(_: object, attribute: attrs.Attribute[str], value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        message = f"{attribute.name} of the reporter must not be empty: IATI asks every publisher for it"
        raise RecordError(message, field=attribute.name, value=value)


def _a_kind(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    if value not in ORGANISATION_TYPES:
        raise ChoiceError(attribute.name, value, choices=", ".join(ORGANISATION_TYPES))


@attrs.frozen
class Reporter:
    """Who publishes: IATI identifier, name, kind of organisation, default currency and language.

    `updated` is when the file was made; with it, dates after it are written as planned, not as actual.

    >>> Reporter("XM-DAC-47066", "International Organization for Migration", "multilateral").currency
    'USD'
    """

    ref: str = attrs.field(validator=_filled)
    name: str = attrs.field(validator=_filled)
    kind: str = attrs.field(default="other", validator=_a_kind)
    currency: str = "USD"
    language: str = "en"
    updated: datetime | None = None


def write_iati(
    records: Iterable[Record],
    path: str | Path | IO[bytes],
    *,
    reporting: Reporter,
    unknown_flow: Flow | str = "",
    start: date | None = None,
) -> tuple[Omission, ...]:
    """Write programmes and contributions as an IATI 2.03 activities file; what it cannot say is returned.

    Each Programme becomes an activity, and each contribution a transaction of the programme that receives or
    gives it; where neither party is a programme, an activity stands for the receiver. Organisations,
    countries and funds among `records`, or else in the bundled registry, name the parties. Objectives and
    thematic areas become tags of an own vocabulary (`tag_vocabulary`). `start` stands for the start of an
    activity where neither it nor a contribution has a date. A contribution of unknown flow is written only
    where `unknown_flow` says as what: "disbursement", "commitment" or "pledge". The file takes the place of
    one that was there only when it is whole.

    Errors: OSError, ChoiceError, MissingExtraError. Whatever is left out or changed (a hedge, a day where
    only a year is known, a contribution without date) is in what is returned, with the record's id.

    >>> from io import BytesIO
    >>> from lacmigration.provenance import Citation
    >>> gift = Contribution(id="our.gift", provider="de", receiver="mptf", flow="commitment",
    ...                     as_of="2024-08-31", figure="USD 550,000",
    ...                     citation=Citation("our-report", "page 2"))
    >>> file = BytesIO()
    >>> write_iati([gift], file, reporting=Reporter("XX-1", "An agency", "multilateral"))[0].reason
    'no start is stated; 2024-08-31 stands for it'
    >>> file.seek(0)
    0
    >>> from lacmigration.feeds import read_iati
    >>> [str(one.figure) for one in read_iati(file).of(Contribution)]
    ['USD 550000']
    """
    needs = message("writing {format} needs {library}", format="IATI", library="lxml")
    needs_feeds(needs, lambda: __import__("lxml.etree"))
    if unknown_flow and unknown_flow not in {Flow.DISBURSEMENT, Flow.COMMITMENT, Flow.PLEDGE}:
        raise ChoiceError("unknown_flow", unknown_flow, choices='"disbursement", "commitment" or "pledge"')
    writing = _Writing.of(tuple(records), reporting, Flow(unknown_flow) if unknown_flow else None, start)
    if isinstance(path, str | Path):
        _replace(Path(path), writing)
    else:
        writing.to(path)
    return tuple(writing.omissions)


def _replace(path: Path, writing: _Writing) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            writing.to(file)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@attrs.define
class _Writing:
    known: Known
    reporter: Reporter
    unknown: Flow | None
    start: date | None
    omissions: Omissions
    activities: dict[str, Programme | None]
    gifts: dict[str, list[Contribution]]

    @classmethod
    def of(
        cls, records: tuple[Record, ...], reporter: Reporter, unknown: Flow | None, start: date | None
    ) -> _Writing:
        omissions = Omissions.all()
        programmes: dict[str, Programme | None] = {
            record.id: record for record in records if isinstance(record, Programme)
        }
        gifts: dict[str, list[Contribution]] = {}
        for record in records:
            if isinstance(record, Contribution):
                of = next((one for one in (record.receiver, record.provider) if programmes.get(one)), "")
                programmes.setdefault(of or record.receiver, None)
                gifts.setdefault(of or record.receiver, []).append(record)
        known = Known(records)
        for kind, count in Counter(known.unwritten).items():
            omissions.add(kind, count, "records of this type have no place in an activities file")
        return cls(known, reporter, unknown, start, omissions, programmes, gifts)

    def to(self, stream: IO[bytes]) -> None:
        """Write the file, one activity in memory at a time."""
        from lxml import etree

        top = {"version": VERSIONS[-1]}
        if self.reporter.updated is not None:
            top["generated-datetime"] = self.reporter.updated.isoformat(timespec="seconds")
        with etree.xmlfile(stream, encoding="UTF-8") as file:
            file.write_declaration()
            with file.element("iati-activities", top):
                for name, programme in self.activities.items():
                    element = self._activity(name, programme)
                    if element is not None:
                        file.write("\n", element)
                file.write("\n")

    def _left_out(self, place: str, value: object, reason: str) -> None:
        self.omissions.add(place, value, reason)

    # --- activities ----------------------------------------------------------------------------------------

    def _activity(self, name: str, programme: Programme | None) -> _Element | None:
        made = (self._transaction(one, name) for one in self.gifts.get(name, []))
        transactions = [element for element in made if element is not None]
        dates = self._dates(name, programme, transactions)
        if not dates:
            if programme is not None or self.gifts.get(name):
                self._left_out(name, "", "no date is stated for it or its contributions; not written")
            return None
        activity = _element("iati-activity", {"default-currency": self.reporter.currency})
        activity.set(_XML_LANG, self.reporter.language)
        _add(activity, "iati-identifier", text=self._identifier(name, programme))
        reporter = {"ref": self.reporter.ref, "type": ORGANISATION_TYPES[self.reporter.kind]}
        self._named(activity, "reporting-org", reporter, self.reporter.name)
        title = (programme.name if programme else "") or self.known.name(name)
        self._named(activity, "title", {}, title)
        self._named(activity, "description", {"type": "1"}, (programme.note if programme else "") or title)
        self._participants(activity, programme)
        _add(activity, "activity-status", {"code": self._status(name, programme)})
        for kind, when in dates:
            _add(activity, "activity-date", {"type": kind, "iso-date": when.isoformat()})
        if programme is not None:
            self._recipients(activity, programme)
            self._sectors_and_tags(activity, programme)
            self._budget(activity, programme)
        activity.extend(transactions)
        return activity

    def _identifier(self, name: str, programme: Programme | None) -> str:
        """The identifier under which a programme was read, or one of the publisher's own."""
        head, _, rest = (programme.citation.locator if programme else "").partition("iati-activity ")
        return rest.partition(", line ")[0] if rest and not head else f"{self.reporter.ref}-{name}"

    def _participants(self, activity: _Element, programme: Programme | None) -> None:
        roles = (("1", programme.funders), ("4", programme.implementers)) if programme else ()
        parties = [(role, party) for role, those in roles for party in those]
        for role, party in parties:
            self._party(activity, "participating-org", party, {"role": role})
        if not parties:
            of = {"ref": self.reporter.ref, "type": ORGANISATION_TYPES[self.reporter.kind], "role": "2"}
            self._named(activity, "participating-org", of, self.reporter.name)

    def _status(self, name: str, programme: Programme | None) -> str:
        status = programme.status if programme else ""
        code = _STATUS_CODES.get(status)
        if code is None:
            said = f"status {status!r} is none of IATI's" if status else "no status is stated"
            self._left_out(name, status, f"{said}; written as 2, implementation")
        return code or "2"

    def _dates(
        self, name: str, programme: Programme | None, transactions: list[_Element]
    ) -> list[tuple[str, date]]:
        period = programme.period if programme else None
        found = []
        if period is not None and period.start is not None:
            found.append(self._dated(name, period.start, period.start.first, ("1", "2")))
        if period is not None and period.end is not None:
            found.append(self._dated(name, period.end, period.end.last, ("3", "4")))
        if not found:
            days = [date.fromisoformat(one[1].get("iso-date", "")) for one in transactions]
            if programme is not None and programme.as_of is not None:
                days.append(programme.as_of.last)
            if not days and self.start is not None:
                days.append(self.start)
            if days:
                self._left_out(name, "", f"no start is stated; {min(days)} stands for it")
                found.append(("2", min(days)))
        return found

    def _dated(self, name: str, stated: PartialDate, when: date, kinds: tuple[str, str]) -> tuple[str, date]:
        self._day_of(name, stated, when)
        updated = self.reporter.updated
        is_planned = updated is not None and when > updated.date()
        return kinds[0] if is_planned else kinds[1], when

    def _day_of(self, name: str, stated: PartialDate, when: date) -> date:
        if stated.day is None:
            self._left_out(name, stated, f"no day is stated; written as {when.isoformat()}")
        return when

    def _recipients(self, activity: _Element, programme: Programme) -> None:
        shares = _percentages(programme)
        placed = [(place, self.known.place(place)) for place in programme.recipients]
        for place, at in placed:
            if at is None:
                self._left_out(programme.id, place, "a recipient without a code of IATI's; not written")
        for wanted in ("recipient-country", "recipient-region"):
            for place, at in placed:
                if at is not None and at[0] == wanted:
                    share = {"percentage": shares[place]} if place in shares else {}
                    _add(activity, wanted, at[1] | share)

    def _sectors_and_tags(self, activity: _Element, programme: Programme) -> None:
        tags: list[tuple[dict[str, str], str]] = []
        for record in (*programme.objectives, *filter(None, [programme.area])):
            tag = tag_of(record)
            if tag is None:
                self._left_out(programme.id, record, "no objective or area of the vocabulary; not written")
            else:
                uri, code = tag
                own = {"vocabulary": OWN_VOCABULARY, "vocabulary-uri": uri, "code": code}
                tags.append((own, tag_name(uri, code)))
        for topic in programme.topics:
            kind, _, rest = topic.partition(" ")
            vocabulary, colon, code = rest.partition(":")
            code, _, percentage = code.partition("=")
            if kind == "sector" and colon:
                share = {"percentage": percentage} if percentage else {}
                _add(activity, "sector", {"vocabulary": vocabulary, "code": code} | share)
            elif kind == "tag" and colon:
                tags.append(({"vocabulary": vocabulary, "code": code}, ""))
            else:
                self._left_out(programme.id, topic, "a topic without code has no place in IATI; not written")
        for tag_attributes, name in tags:
            self._named(activity, "tag", tag_attributes, name)

    def _budget(self, activity: _Element, programme: Programme) -> None:
        if programme.figure is None:
            return
        period = programme.period
        if period is None or period.start is None or period.end is None:
            reason = "an amount of a programme is a budget, which needs a start and an end; not written"
            self._left_out(programme.id, programme.figure, reason)
            return
        amount = self._money(programme.id, programme.figure)
        if amount is None:
            return
        budget = _add(activity, "budget")
        start, end = period.start.first.isoformat(), period.end.last.isoformat()
        _add(budget, "period-start", {"iso-date": start})
        _add(budget, "period-end", {"iso-date": end})
        _add(budget, "value", {"currency": amount[1], "value-date": start}, text=amount[0])

    # --- transactions --------------------------------------------------------------------------------------

    def _transaction(self, one: Contribution, name: str) -> _Element | None:
        flow = self.unknown if one.flow is Flow.UNKNOWN else one.flow
        if flow is None:
            reason = "the kind of flow is not known; not written (unknown_flow= says as what it may be)"
            self._left_out(one.id, one.figure, reason)
            return None
        when = self._when(one)
        amount = self._money(one.id, one.figure)
        if when is None or amount is None:
            return None
        comes_in = one.receiver == name
        transaction = _element("transaction", {"ref": one.id})
        _add(transaction, "transaction-type", {"code": _CODES[comes_in][flow]})
        _add(transaction, "transaction-date", {"iso-date": when.isoformat()})
        _add(transaction, "value", {"currency": amount[1], "value-date": when.isoformat()}, text=amount[0])
        if comes_in or one.provider != name:
            self._party(transaction, "provider-org", one.provider, {})
        if not comes_in:
            self._party(transaction, "receiver-org", one.receiver, {})
        for field in ("earmark", "within"):
            if getattr(one, field):
                self._left_out(one.id, getattr(one, field), f"{field} has no place in a transaction")
        return transaction

    def _when(self, one: Contribution) -> date | None:
        start, end = (one.period.start, one.period.end) if one.period else (None, None)
        for stated in (end, one.as_of, start):
            if stated is not None:
                return self._day_of(one.id, stated, stated.last)
        self._left_out(one.id, one.figure, "no date is stated, which IATI asks for; not written")
        return None

    def _money(self, place: str, figure: Figure) -> tuple[str, str] | None:
        """The amount as a plain decimal and its currency."""
        money = figure.money
        if money is None:
            self._left_out(place, figure, "no single sum of money; not written")
            return None
        if figure.hedge is not Hedge.NONE or figure.form is not Form.NUMBER:
            self._left_out(place, figure, f"its hedge has no place in IATI; written as {money}")
        elif figure.resolution > 1:
            good = f"that it is good to {figure.resolution:,f} only"
            self._left_out(place, figure, f"{good} has no place in IATI; written as {money}")
        return f"{money.amount:f}", money.currency

    # --- elements ------------------------------------------------------------------------------------------

    def _party(self, parent: _Element, tag: str, party: str, attributes: dict[str, str]) -> None:
        self._named(parent, tag, self.known.party(party) | attributes, self.known.name(party))

    def _named(self, parent: _Element, tag: str, attributes: dict[str, str], name: str) -> None:
        element = _add(parent, tag, attributes)
        plain = _NO_XML.sub("", name)
        if plain != name:
            self._left_out(tag, name, "control characters have no place in XML; taken out")
        if plain:
            _add(element, "narrative", text=plain)


def _element(tag: str, attributes: dict[str, str] | None = None) -> _Element:
    from lxml import etree

    found: _Element = etree.Element(tag, attributes or {})
    return found


def _add(parent: _Element, tag: str, attributes: dict[str, str] | None = None, *, text: str = "") -> _Element:
    from lxml import etree

    element: _Element = etree.SubElement(parent, tag, attributes or {})
    if text:
        element.text = text
    return element


def _percentages(programme: Programme) -> dict[str, str]:
    """The percentages of the recipients; those without end come to 100 by largest remainder."""
    if len(programme.recipients) == 1:
        return {programme.recipients[0]: "100"}
    if not programme.split:
        return {}
    shares = dict(_shares(programme.split))
    grid = 10**_PERCENT_DECIMALS
    units = {place: int(share * 100 * grid) for place, share in shares.items()}
    lacking = 100 * grid - sum(units.values())
    by_claim = sorted(shares, key=lambda place: (-(shares[place] * 100 * grid - units[place]), place))
    for place in by_claim[:lacking]:
        units[place] += 1
    return {place: f"{(Decimal(count) / grid).normalize():f}" for place, count in units.items()}


def _shares(split: Iterable[str]) -> Iterator[tuple[str, Fraction]]:
    for text in split:
        place, _, share = text.partition("=")
        percent = share.strip().endswith("%")
        yield place.strip(), Fraction(share.strip().removesuffix("%")) / (100 if percent else 1)
