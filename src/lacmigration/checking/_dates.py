"""Dates against dates: the same day, and one after another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from lacmigration.checking._simple import Plain
from lacmigration.facts import Fact
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.periods import PartialDate

__all__ = ["called", "check_date_order", "check_same_date"]

Dated = tuple[PartialDate, Fact]
"""A date and the fact that states it."""


def check_same_date(relation: Any, first: Dated, second: Dated) -> Finding:
    """Whether two dates can mean the same day."""
    (one, this), (other, that) = first, second
    exact, agrees = one == other, one.agrees(other)
    verdict = Verdict.ENTAILED if exact else Verdict.COMPATIBLE if agrees else Verdict.INCONSISTENT
    text = f"{called(one, this)} and {called(other, that)} {_AGREEING[verdict]}."
    days = (max(one.first, other.first),) * 2 if agrees else ()
    return _finding(relation, verdict, text, (first, second), days)


_AGREEING = {
    Verdict.ENTAILED: "are the same date",
    Verdict.COMPATIBLE: "agree as far as they are known",
    Verdict.INCONSISTENT: "are not the same date",
}


def called(one: PartialDate, fact: Fact) -> str:
    """The date, behind its label where that is not the date itself."""
    return str(one) if fact.label == str(one) else f'"{fact.label}" ({one})'


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


def _order_text(dated: tuple[Dated, ...], strict: tuple[bool, ...], *, holds: bool) -> str:
    shown = [called(one, fact) for one, fact in dated]
    if len(shown) == 1:
        return "One date is in order."
    if holds:
        links = [" is before " if before else " is not after " for before in strict]
        links[1:] = [link.replace(" is", ", which is", 1) for link in links[1:]]
        return "".join(text + link for text, link in zip(shown, [*links, "."], strict=True))
    for place, before in enumerate(strict):
        if _earliest(tuple(one for one, _ in dated[place : place + 2]), (before,)) is None:
            early, late = shown[place : place + 2]
            if before:
                return f"{early} is said to be before {late}, but it is not."
            return f"{early} is said not to be after {late}, but it is."
    return f"{', '.join(shown[:-1])} and {shown[-1]} cannot all stand in this order."


def _finding(
    relation: Any, verdict: Verdict, text: str, dated: tuple[Dated, ...], days: tuple[date, ...]
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
