"""When is arithmetic refused? Other dates or scopes, stock against flow, pledge against payment, and more."""

from __future__ import annotations

from collections.abc import Iterable

from lacmigration.checking._quantities import Quantity, Undecided
from lacmigration.facts import Fact

__all__ = ["guard", "guard_double_count", "guard_excess"]


def guard(facts: Iterable[Fact], waives: Iterable[str]) -> None:
    """Undecided, with the reason, when the facts' contexts differ and the relation does not mean it so."""
    known = tuple(fact for fact in facts if fact.as_of or fact.flow or fact.scope or fact.measure)
    if not known:
        return
    waived = frozenset(waives)
    if "as-of" not in waived:
        _same_date(known)
    for guarded in ("flow", "scope"):
        if guarded not in waived:
            _same_text(known, guarded)
    if "measure" not in waived:
        found = {fact.measure: fact for fact in reversed(known) if fact.measure in {"stock", "flow"}}
        if len(found) > 1:
            message = f'a stock ("{found["stock"].label}") stands against a flow ("{found["flow"].label}")'
            raise Undecided(message)


def _same_date(facts: tuple[Fact, ...]) -> None:
    dated = [(fact.as_of, fact) for fact in facts if fact.as_of is not None]
    if not dated:
        return
    latest, late = max(dated, key=lambda one: one[0].first)
    earliest, early = min(dated, key=lambda one: one[0].last)
    if not earliest.agrees(latest):
        message = f'dates differ: "{early.label}" is as of {earliest}, "{late.label}" as of {latest}'
        raise Undecided(message)


def _same_text(facts: tuple[Fact, ...], name: str) -> None:
    stated = [fact for fact in facts if getattr(fact, name)]
    for fact in stated[1:]:
        if getattr(fact, name) != getattr(stated[0], name):
            one, other = getattr(stated[0], name), getattr(fact, name)
            message = f'{name}s differ: "{stated[0].label}" is {one}, "{fact.label}" is {other}'
            raise Undecided(message)


def guard_double_count(facts: Iterable[Fact], waives: Iterable[str]) -> None:
    """Undecided when a sum holds both money that came to somebody and money that the same one gave on."""
    if "double-count" in waives:
        return
    known = tuple(facts)
    held: dict[str, list[Fact]] = {}
    for fact in known:
        if fact.holder:
            held.setdefault(fact.holder, []).append(fact)
    for fact in known:
        before = next((one for one in held.get(fact.giver, ()) if one is not fact), None)
        if before is not None:
            message = (
                f'the same money may be counted twice: "{before.label}" went to {fact.giver}, '
                f'"{fact.label}" came from it'
            )
            raise Undecided(message)


def guard_excess(quantities: Iterable[Quantity]) -> None:
    """Undecided when a figure has more digits than its declared precision allows."""
    for one in quantities:
        if one.figure is not None and one.figure.excess_digits:
            declared = f"its declared precision, {one.figure.resolution:f}"
            message = f'excess digits: "{one.figure}" is written finer than {declared}'
            raise Undecided(message)
