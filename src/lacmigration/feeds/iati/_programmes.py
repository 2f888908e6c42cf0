"""How is a programme, or a receiver of contributions, written as an activity?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from lacmigration.feeds.iati._codes import ACTIVITY_STATUSES, ORGANISATION_TYPES
from lacmigration.feeds.iati._composing import LANG, Composer, add, element
from lacmigration.feeds.iati._gifts import transaction_element
from lacmigration.feeds.iati._tags import OWN_VOCABULARY, tag_name, tag_of
from lacmigration.feeds.iati._values import number
from lacmigration.periods import PartialDate
from lacmigration.records import Contribution, Programme

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["activity_element"]

_STATUS_CODES: Final = {words: code for code, words in ACTIVITY_STATUSES.items()}
_PERCENT_DECIMALS: Final = 6


def activity_element(
    by: Composer, name: str, programme: Programme | None, gifts: Sequence[Contribution]
) -> _Element | None:
    """An activity with its transactions: a programme's, or one that stands for a receiver of gifts."""
    made = (transaction_element(by, one, name) for one in gifts)
    transactions = [one for one in made if one is not None]
    dates = _dates(by, name, programme, transactions)
    if not dates:
        if programme is not None or gifts:
            by.left_out(name, "", "no date is stated for it or its contributions; not written")
        return None
    activity = element("iati-activity", {"default-currency": by.reporter.currency})
    activity.set(LANG, by.reporter.language)
    add(activity, "iati-identifier", text=_identifier(by, name, programme))
    reporter = {"ref": by.reporter.ref, "type": ORGANISATION_TYPES[by.reporter.kind]}
    by.named(activity, "reporting-org", reporter, by.reporter.name)
    title = (programme.name if programme else "") or by.known.name(name)
    by.named(activity, "title", {}, title)
    by.named(activity, "description", {"type": "1"}, (programme.note if programme else "") or title)
    _participants(by, activity, programme)
    add(activity, "activity-status", {"code": _status(by, name, programme)})
    for kind, when in dates:
        add(activity, "activity-date", {"type": kind, "iso-date": when.isoformat()})
    if programme is not None:
        _recipients(by, activity, programme)
        _sectors_and_tags(by, activity, programme)
        _budget(by, activity, programme)
    activity.extend(transactions)
    return activity


def _identifier(by: Composer, name: str, programme: Programme | None) -> str:
    """The identifier under which a programme was read, or one of the publisher's own."""
    head, _, rest = (programme.citation.locator if programme else "").partition("iati-activity ")
    return rest.partition(", line ")[0] if rest and not head else f"{by.reporter.ref}-{name}"


def _participants(by: Composer, activity: _Element, programme: Programme | None) -> None:
    roles = (("1", programme.funders), ("4", programme.implementers)) if programme else ()
    parties = [(role, party) for role, those in roles for party in those]
    for role, party in parties:
        by.party(activity, "participating-org", party, {"role": role})
    if not parties:
        of = {"ref": by.reporter.ref, "type": ORGANISATION_TYPES[by.reporter.kind], "role": "2"}
        by.named(activity, "participating-org", of, by.reporter.name)


def _status(by: Composer, name: str, programme: Programme | None) -> str:
    status = programme.status if programme else ""
    code = _STATUS_CODES.get(status)
    if code is None:
        said = f"status {status!r} is none of IATI's" if status else "no status is stated"
        by.left_out(name, status, f"{said}; written as 2, implementation")
    return code or "2"


def _dates(
    by: Composer, name: str, programme: Programme | None, transactions: list[_Element]
) -> list[tuple[str, date]]:
    period = programme.period if programme else None
    found = []
    if period is not None and period.start is not None:
        found.append(_dated(by, name, period.start, period.start.first, ("1", "2")))
    if period is not None and period.end is not None:
        found.append(_dated(by, name, period.end, period.end.last, ("3", "4")))
    if not found:
        days = [date.fromisoformat(one[1].get("iso-date", "")) for one in transactions]
        if programme is not None and programme.as_of is not None:
            days.append(programme.as_of.last)
        if not days and by.start is not None:
            days.append(by.start)
        if days:
            by.left_out(name, "", f"no start is stated; {min(days)} stands for it")
            found.append(("2", min(days)))
    return found


def _dated(
    by: Composer, name: str, stated: PartialDate, when: date, kinds: tuple[str, str]
) -> tuple[str, date]:
    by.day_of(name, stated, when)
    updated = by.reporter.updated
    is_planned = updated is not None and when > updated.date()
    return kinds[0] if is_planned else kinds[1], when


def _recipients(by: Composer, activity: _Element, programme: Programme) -> None:
    shares = _percentages(programme)
    placed = [(place, by.known.place(place)) for place in programme.recipients]
    for place, at in placed:
        if at is None:
            by.left_out(programme.id, place, "a recipient without a code of IATI's; not written")
    for wanted in ("recipient-country", "recipient-region"):
        for place, at in placed:
            if at is not None and at[0] == wanted:
                share = {"percentage": shares[place]} if place in shares else {}
                add(activity, wanted, at[1] | share)


def _sectors_and_tags(by: Composer, activity: _Element, programme: Programme) -> None:
    tags: list[tuple[dict[str, str], str]] = []
    for record in (*programme.objectives, *filter(None, [programme.area])):
        tag = tag_of(record)
        if tag is None:
            by.left_out(programme.id, record, "no objective or area of the vocabulary; not written")
        else:
            uri, code = tag
            own = {"vocabulary": OWN_VOCABULARY, "vocabulary-uri": uri, "code": code}
            tags.append((own, tag_name(uri, code)))
    for topic in programme.topics:
        kind, _, rest = topic.partition(" ")
        vocabulary, colon, code = rest.partition(":")
        code, _, percentage = code.partition("=")
        if kind == "sector" and colon:
            if percentage and number(percentage) is None:
                by.left_out(programme.id, topic, "its percentage is no number; written without it")
            share = {"percentage": percentage} if number(percentage) is not None else {}
            add(activity, "sector", {"vocabulary": vocabulary, "code": code} | share)
        elif kind == "tag" and colon:
            tags.append(({"vocabulary": vocabulary, "code": code}, ""))
        else:
            by.left_out(programme.id, topic, "a topic without code has no place in IATI; not written")
    for tag_attributes, name in tags:
        by.named(activity, "tag", tag_attributes, name)


def _budget(by: Composer, activity: _Element, programme: Programme) -> None:
    if programme.figure is None:
        return
    period = programme.period
    if period is None or period.start is None or period.end is None:
        reason = "an amount of a programme is a budget, which needs a start and an end; not written"
        by.left_out(programme.id, programme.figure, reason)
        return
    amount = by.money(programme.id, programme.figure)
    if amount is None:
        return
    budget = add(activity, "budget")
    start, end = period.start.first.isoformat(), period.end.last.isoformat()
    add(budget, "period-start", {"iso-date": start})
    add(budget, "period-end", {"iso-date": end})
    add(budget, "value", {"currency": amount[1], "value-date": start}, text=amount[0])


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
