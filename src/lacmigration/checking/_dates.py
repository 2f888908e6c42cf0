"""Dates against dates: the same day, and before or after."""

from __future__ import annotations

from typing import Any

from lacmigration.checking._simple import Plain
from lacmigration.facts import Fact
from lacmigration.findings import RULES, Finding, Verdict

__all__ = ["check_date_order", "check_same_date"]


def check_same_date(relation: Any, first: Fact, second: Fact) -> Finding:
    """Whether two dates can mean the same day."""
    one, other = first.date, second.date
    assert one is not None and other is not None  # noqa: S101, PT018  (the caller looked)
    exact = one == other
    verdict = Verdict.ENTAILED if exact else Verdict.COMPATIBLE if one.agrees(other) else Verdict.INCONSISTENT
    link = "and" if verdict.holds else "but"
    tail = (
        "the same" if exact else "which agree as far as they are known" if verdict.holds else "which differ"
    )
    text = f'"{first.label}" is {one} {link} "{second.label}" is {other}, {tail}.'
    return _finding(relation, verdict, "Same", text, (first, second))


def check_date_order(relation: Any, first: Fact, second: Fact, *, strict: bool) -> Finding:
    """Whether the first date can be (or, when strict, must be before) no later than the second."""
    one, other = first.date, second.date
    assert one is not None and other is not None  # noqa: S101, PT018  (the caller looked)
    if strict:
        possible, certain = one.first < other.last, one.last < other.first
    else:
        possible, certain = one.first <= other.last, one.last <= other.first
    verdict = Verdict.ENTAILED if certain else Verdict.COMPATIBLE if possible else Verdict.INCONSISTENT
    early, late = f'"{first.label}" ({one})', f'"{second.label}" ({other})'
    if verdict.holds:
        text = f"{early} is {'before' if strict else 'not after'} {late}."
    else:
        text = f"{early} is said {'to be before' if strict else 'not to be after'} {late}, but it is not."
        text = text if strict else text.replace("it is not.", "it is.")
    return _finding(relation, verdict, "Bound", text, (first, second))


def _finding(relation: Any, verdict: Verdict, kind: str, text: str, facts: tuple[Fact, ...]) -> Finding:
    return Finding(
        relation=relation,
        verdict=verdict,
        rule=RULES[kind],
        evidence=Plain(text, sight=" / ".join(str(fact.date) for fact in facts)),
        facts=facts,
    )
