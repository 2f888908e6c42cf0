"""Dates against dates: the same day, and one after another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs

from lacmigration.checking._simple import Plain
from lacmigration.facts import Fact
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.messages import Message, Saying, formula, joined, later, message
from lacmigration.periods import PartialDate

__all__ = ["called", "check_date_order", "check_same_date"]

Dated = tuple[PartialDate, Fact]
"""A date and the fact that states it."""


def check_same_date(relation: Any, first: Dated, second: Dated) -> Finding:
    """Whether two dates can mean the same day."""
    (one, this), (other, that) = first, second
    exact, agrees = one == other, one.agrees(other)
    verdict = Verdict.ENTAILED if exact else Verdict.COMPATIBLE if agrees else Verdict.INCONSISTENT
    text = Message(_AGREEING[verdict], (("one", called(one, this)), ("other", called(other, that))))
    days = (max(one.first, other.first),) * 2 if agrees else ()
    return _finding(relation, verdict, text, (first, second), days)


_AGREEING = {
    Verdict.ENTAILED: later("{one} and {other} are the same date."),
    Verdict.COMPATIBLE: later("{one} and {other} agree as far as they are known."),
    Verdict.INCONSISTENT: later("{one} and {other} are not the same date."),
}


def called(one: PartialDate, fact: Fact) -> Message | PartialDate:
    """The date, behind its label where that is not the date itself."""
    return one if fact.label == str(one) else message('"{label}" ({date})', label=fact.label, date=one)


def check_date_order(relation: Any, dated: tuple[Dated, ...], *, strict: tuple[bool, ...]) -> Finding:
    """Whether the dates can stand one after another: each not after the next or, where strict, before it."""
    days = _earliest(tuple(one for one, _ in dated), strict)
    certain = all(
        one.last < other.first or (not before and one.last == other.first)
        for (one, _), (other, _), before in zip(dated, dated[1:], strict, strict=False)
    )
    verdict = Verdict.ENTAILED if certain else Verdict.COMPATIBLE if days else Verdict.INCONSISTENT
    text = _order_text(dated, strict, holds=verdict.holds)
    return _finding(relation, verdict, text, dated, days or ())


def _earliest(dates: tuple[PartialDate, ...], strict: tuple[bool, ...]) -> tuple[date, ...] | None:
    """The earliest days on which all of it can have happened in this order; None where it cannot."""
    found: list[date] = []
    for place, one in enumerate(dates):
        day = one.first
        if place:
            day = max(day, found[-1] + timedelta(days=1) if strict[place - 1] else found[-1])
        if day > one.last:
            return None
        found.append(day)
    return tuple(found)


def _order_text(dated: tuple[Dated, ...], strict: tuple[bool, ...], *, holds: bool) -> Saying:
    shown = [called(one, fact) for one, fact in dated]
    if len(shown) == 1:
        return message("One date is in order.")
    if holds:
        first, *others = (
            Message(_LINKS[before, place > 0], (("next", text),))
            for place, (text, before) in enumerate(zip(shown[1:], strict, strict=True))
        )
        start = attrs.evolve(first, values=(("first", shown[0]), *first.values))
        return message("{clause}.", clause=formula(start, *others))
    for place, before in enumerate(strict):
        if _earliest(tuple(one for one, _ in dated[place : place + 2]), (before,)) is None:
            early, late = shown[place : place + 2]
            if before:
                return message("{one} is said to be before {other}, but it is not.", one=early, other=late)
            return message("{one} is said not to be after {other}, but it is.", one=early, other=late)
    return message("{dates} cannot all stand in this order.", dates=joined(shown))


_LINKS = {
    (True, False): later("{first} is before {next}"),
    (False, False): later("{first} is not after {next}"),
    (True, True): later(", which is before {next}"),
    (False, True): later(", which is not after {next}"),
}
"""By whether the order is strict, and whether something stands before."""


def _finding(
    relation: Any, verdict: Verdict, text: Saying, dated: tuple[Dated, ...], days: tuple[date, ...]
) -> Finding:
    facts = tuple(fact for _, fact in dated)
    values = tuple((fact.label, day) for fact, day in zip(facts, days, strict=False))
    return Finding(
        relation=relation,
        verdict=verdict,
        rule=RULES[type(relation).__name__],
        evidence=Plain(text, values=values, sight=" / ".join(str(one) for one, _ in dated)),
        facts=facts,
    )
