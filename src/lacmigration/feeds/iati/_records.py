"""Which records does a file of IATI hold? Programmes, parties, and what was given, promised and spent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import attrs

from lacmigration.errors import LacMigrationError, RecordError
from lacmigration.feeds._feed import Feed, Omission, Omissions
from lacmigration.feeds._names import Names
from lacmigration.feeds._values import figure_of, slug
from lacmigration.feeds.iati._activities import Activity, Party, Transaction
from lacmigration.feeds.iati._codes import (
    ACTIVITY_STATUSES,
    INCOMING,
    ORGANISATION_KINDS,
    TRANSACTION_FLOWS,
    TRANSACTION_TYPES,
)
from lacmigration.feeds.iati._recipients import divided, place_of, topics_of
from lacmigration.feeds.iati._streaming import iati_activities
from lacmigration.feeds.iati._values import currency_fault, day, fault, number
from lacmigration.figures import Figure
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation, Source
from lacmigration.records import Contribution, Operation, Organisation, Programme, Record

__all__ = ["Reading", "read_iati"]


def read_iati(source: str | Path | IO[bytes], *, about: Source | None = None) -> Feed:
    """The records of an IATI 2.01 to 2.03 activities file.

    An activity becomes a Programme; its participating, reporting, providing and receiving bodies become
    Organisations. Funds, commitments, pledges and disbursements become Contributions: what comes in is given
    to the programme, what goes out to the receiving organisation. Other transactions (expenditure, loans,
    interest) become Operations. Figures keep the currency and the digits that were written.

    `about` is the source that the records cite; without it one is made from the file's name. All records are
    in memory: for millions of transactions see `stream_feed` and `iati_rows`.

    Errors: FeedError where the file is not IATI or breaks off, and then nothing is loaded; OSError;
    MissingExtraError. What cannot become a record is listed in the feed's `omissions`.

    >>> from io import BytesIO
    >>> file = BytesIO(b'<iati-activities version="2.03"><iati-activity default-currency="USD">'
    ...                b"<iati-identifier>XX-1-A</iati-identifier>"
    ...                b'<reporting-org ref="XX-1" type="40"><narrative>An agency</narrative></reporting-org>'
    ...                b"<title><narrative>Papers for all</narrative></title>"
    ...                b'<recipient-country code="CO"/>'
    ...                b'<transaction><transaction-type code="1"/><transaction-date iso-date="2024-08-31"/>'
    ...                b'<value value-date="2024-08-31">550000</value>'
    ...                b'<provider-org ref="YY-2"><narrative>A donor</narrative></provider-org></transaction>'
    ...                b"</iati-activity></iati-activities>")
    >>> feed = read_iati(file)
    >>> feed.counts
    {'Contribution': 1, 'Organisation': 2, 'Programme': 1}
    >>> gift = feed.of(Contribution)[0]
    >>> str(gift.figure), gift.flow.value, str(gift.citation)
    ('USD 550000', 'disbursement', 'iati, iati-activity XX-1-A transaction 1, line 1')
    """
    reading = Reading.of(source, about)
    records = [record for activity in iati_activities(source) for record in reading.take(activity)]
    return reading.feed(records)


@attrs.define
class Reading:
    """What reading a file has come to: who and what was named, what is left out, and what was not read."""

    source: Source
    names: Names
    omissions: Omissions
    seen: set[str]
    publishers: dict[str, None]
    unread: Counter[str]
    is_made: bool

    @classmethod
    def of(cls, file: Any, about: Source | None = None, *, omissions: Omissions | None = None) -> Reading:
        """Begin with a file, which names the source where `about` does not; omissions are listed all."""
        name = Path(str(getattr(file, "name", ""))).name if hasattr(file, "read") else Path(file).name
        stem = slug(name.split(".", 1)[0])
        made = Source(
            id=f"iati-{stem}" if stem else "iati", title=name or "IATI activities", producer="not stated"
        )
        source = about or made
        listed = Omissions.all() if omissions is None else omissions
        return cls(source, Names(source), listed, set(), {}, Counter(), about is None)

    def feed(self, records: Iterable[Record] = ()) -> Feed:
        """These records, and everything else that was taken."""
        omissions = tuple(self.omissions)
        if self.unread:
            shown = ", ".join(f"{name}: {count}" for name, count in sorted(self.unread.items()))
            omissions += (Omission("the whole file", shown, "elements that are not read"),)
        source = self.source
        if self.is_made and self.publishers:
            some = list(self.publishers)
            producer = "; ".join(some) if len(some) <= 3 else f"{len(some)} publishers"
            source = attrs.evolve(source, producer=producer)
        return Feed(source, (*self.names, *records), omissions, "iati")

    def take(self, activity: Activity) -> Iterator[Record]:
        """The records of the amounts of one activity; what they name is among the names."""
        if activity.reporter:
            self.publishers[activity.reporter.name or activity.reporter.ref] = None
        self.unread.update(activity.unread)
        if not activity.identifier:
            reason = "the activity has no identifier; it and its transactions are left out"
            self.omissions.add(f"line {activity.line}", "", reason)
            return
        if activity.identifier in self.seen:
            reason = (
                "an activity of this identifier came before; this one is left out, so that none counts twice"
            )
            self.omissions.add(activity.place, activity.identifier, reason)
            return
        self.seen.add(activity.identifier)
        at = Citation(self.source.id, activity.place)
        if activity.reporter:
            self._party(activity.reporter, at)
        programme = self._programme(activity, at)
        for one in activity.transactions:
            wrong = fault(one)
            if wrong is not None:
                self.omissions.add(one.place, *wrong)
            elif one.value.strip().startswith("-") and Decimal(one.value.strip()):
                reason = "negative: it takes back what was counted before; records hold amounts of 0 or more"
                self.omissions.add(one.place, one.value.strip(), reason)
            else:
                yield from self._amount(activity, one, programme)

    def _party(self, party: Party, at: Citation) -> str:
        """The id of an organisation, made where it is first named."""
        if not party:
            return ""

        def make(identity: str) -> Organisation:
            return Organisation(
                id=identity,
                name=party.name or party.ref,
                kind=ORGANISATION_KINDS.get(party.type, "other"),
                identifiers=(f"iati:{party.ref}",) if party.ref else (),
                citation=at,
            )

        return self.names.other("body", party.name, make, key=party.ref)

    # --- programmes ----------------------------------------------------------------------------------------

    def _programme(self, activity: Activity, at: Citation) -> str:
        titles = dict(activity.titles)
        name = titles.pop("en", "") or (titles.pop(next(iter(titles))) if titles else "")
        also = "; ".join(f"{text} ({language or 'no language'})" for language, text in titles.items())
        if not name:
            self.omissions.add(activity.place, "", "no title; the identifier stands for it")
        places, shares = divided(activity, at, names=self.names, omissions=self.omissions)
        objectives, areas, topics = topics_of(activity, self.omissions)

        def make(identity: str) -> Programme:
            return Programme(
                id=identity,
                name=name or activity.identifier,
                funders=self._participants(activity, "1", at),
                implementers=self._participants(activity, "4", at),
                recipients=places,
                split=shares,
                area=areas[0] if len(areas) == 1 else "",
                objectives=objectives,
                topics=topics,
                status=ACTIVITY_STATUSES.get(activity.status, activity.status),
                period=self._period(activity),
                note=f"Also titled: {also}" if also else "",
                figure=self._budget(activity),
                citation=at,
            )

        if len(areas) > 1:
            self.omissions.add(
                activity.place, " | ".join(areas), "several areas of the Fund; a programme has one"
            )
        return self.names.other("activity", activity.identifier, make)

    def _participants(self, activity: Activity, role: str, at: Citation) -> tuple[str, ...]:
        found = (self._party(party, at) for party in activity.participants if party.role == role)
        return tuple(dict.fromkeys(party for party in found if party))

    def _period(self, activity: Activity) -> Period | None:
        ends = [self._end(activity, *kinds) for kinds in (("2", "1"), ("4", "3"))]
        if not any(ends):
            return None
        try:
            return Period(*ends)
        except RecordError as wrong:
            self.omissions.add(activity.place, "/".join(map(str, ends)), f"no period: {wrong}")
            return None

    def _end(self, activity: Activity, actual: str, planned: str) -> PartialDate | None:
        text = activity.dates.get(actual) or activity.dates.get(planned, "")
        found = day(text)
        if text and found is None:
            self.omissions.add(activity.place, text, "the activity's date is no day; write it as 2024-08-31")
        return None if found is None else PartialDate(found.year, found.month, found.day)

    def _budget(self, activity: Activity) -> Figure | None:
        if len(activity.budgets) > 1:
            shown = " | ".join(f"{one.value.strip()} {one.currency}" for one in activity.budgets)
            self.omissions.add(activity.place, shown, "several budgets; they are not added up")
        if len(activity.budgets) != 1:
            return None
        one = activity.budgets[0]
        plain = number(one.value)
        if plain is None or plain.startswith("-") or currency_fault(one.currency):
            reason = currency_fault(one.currency) or "no amount of 0 or more; write a plain decimal"
            self.omissions.add(activity.place, f"{one.value.strip()} {one.currency}", f"budget: {reason}")
            return None
        return figure_of(Decimal(plain), one.currency, text=f"{one.currency} {plain}")

    # --- transactions --------------------------------------------------------------------------------------

    def _amount(self, activity: Activity, one: Transaction, programme: str) -> Iterator[Record]:
        stated = f"{one.currency} {one.value.strip()}"
        at = Citation(self.source.id, one.place, stated)
        when = day(one.date)
        assert when is not None  # noqa: S101  (`fault` has looked at it)
        date = PartialDate(when.year, when.month, when.day)
        common: dict[str, Any] = {
            "id": f"{programme}.{one.number}",
            "period": Period(date, date),
            "figure": figure_of(Decimal(one.value.strip()), one.currency, text=stated),
            "citation": at,
        }
        notes = [TRANSACTION_TYPES[one.type]]
        if one.value_date and day(one.value_date) != when:
            notes.append(f"value date {day(one.value_date)}")
        earmark = _earmark(one)
        if (one.humanitarian or activity.humanitarian) in {"1", "true"}:
            notes.append("humanitarian")
        provider, receiver = self._party(one.provider, at), self._party(one.receiver, at)
        try:
            if one.type not in TRANSACTION_FLOWS:
                notes += [earmark] if earmark else []
                yield self._operation(
                    one, programme, [provider, receiver], common | {"note": "; ".join(notes)}
                )
                return
            if one.type in INCOMING:
                if receiver:
                    notes.append(f"received by {receiver}")
                receiver = programme
            elif not provider:
                provider = self._party(activity.reporter, at)
                notes.append("the publisher is the provider, as none is named")
            if not receiver:
                receiver = programme
                notes.append("the programme is the receiver, as none is named")
            if not provider:
                self.omissions.add(one.place, stated, "nobody is named who provides it")
                return
            flow = TRANSACTION_FLOWS[one.type]
            yield Contribution(
                provider=provider,
                receiver=receiver,
                flow=flow,
                earmark=earmark,
                note="; ".join(notes),
                **common,
            )
        except LacMigrationError as wrong:
            self.omissions.add(one.place, stated, str(wrong))

    def _operation(
        self, one: Transaction, programme: str, partners: list[str], common: dict[str, Any]
    ) -> Operation:
        at = common["citation"]
        places = (place_of(portion, at, self.names) for portion in (*one.countries, *one.regions))
        kind = TRANSACTION_TYPES[one.type]
        return Operation(
            name=f"{kind} {one.ref}".strip(),
            kind=kind,
            owner=programme,
            partners=tuple(dict.fromkeys(filter(None, partners))),
            places=tuple(dict.fromkeys(filter(None, places))),
            **common,
        )


def _earmark(one: Transaction) -> str:
    """The places and sectors that a transaction itself names, by their codes."""
    places = (f"{portion.vocabulary}:{portion.code}" for portion in one.regions)
    sectors = (f"sector {portion.vocabulary or '1'}:{portion.code}" for portion in one.sectors)
    return "; ".join(
        [
            *sectors,
            *(f"country {portion.code}" for portion in one.countries),
            *(f"region {place.removeprefix(':')}" for place in places),
        ]
    )
