"""What is found where relations that hold one by one cannot all hold together?"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from lacmigration.checking._simple import Plain
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.messages import Saying, message, sentences
from lacmigration.reconciling._answers import Conflict, Restatement
from lacmigration.reconciling._culprits import suspected
from lacmigration.reconciling._systems import System
from lacmigration.relations import Relation

__all__ = ["Joint", "contradictions"]

_MOST_TOLD = 3


@attrs.frozen
class Joint:
    """Relations that are asked together; `names` are the quantities of them that cannot all be as stated."""

    relations: tuple[Relation, ...]
    names: tuple[str, ...] = ()
    id: str = ""
    waives: tuple[str, ...] = ()
    note: str = ""


def contradictions(system: System) -> Iterator[Finding]:
    """A finding for each conflict of a system, the smallest first, none of them with a figure of another.

    Each says what cannot be right together, and what the likeliest culprits would have to be. Its facts begin
    with these; `computed` is the range of the first one. What the effort did not decide is a finding too.

    >>> system = System(["t = a + b", "c = a + b"], {"a": "10", "b": "10", "t": "21", "c": "19"})
    >>> [(finding.rule, finding.verdict.value, finding.relation.names) for finding in contradictions(system)]
    [('LM501', 'inconsistent', ('c', 't'))]
    """
    if system.verdict is Verdict.COMPATIBLE:
        return
    yield from _undecided(system)
    suspects: dict[str, Restatement] = {}
    for culprit in system.culprits:
        for one in culprit.restatements:
            suspects.setdefault(one.name, one)
    told: set[str] = set()
    for conflict in system.conflicts:
        if told.isdisjoint(conflict.names):
            told.update(conflict.names)
            yield _finding(system, conflict, [suspects[name] for name in conflict.names if name in suspects])


def _undecided(system: System) -> Iterator[Finding]:
    """What was not checked must not pass: a finding for each group that took more effort than was allowed."""
    why = message("whether all of them can be right takes more effort to find out than is allowed")
    for relations, names in system.undecided:
        facts = (system.unknowns[name].fact for name in names)
        yield Finding(
            relation=_joint(relations, names),
            verdict=Verdict.UNDECIDED,
            rule=RULES[Joint.__name__],
            evidence=Plain(message("Not decided: {reason}.", reason=why)),
            facts=tuple(fact for fact in facts if fact is not None),
            undecided=why,
        )


def _joint(relations: tuple[Relation, ...], names: tuple[str, ...]) -> Joint:
    return Joint(relations, names, id=" + ".join(one.id for one in relations if one.id))


def _finding(system: System, conflict: Conflict, suspects: list[Restatement]) -> Finding:
    alone = suspects[0] if len(suspects) == 1 else None
    first = suspects[0] if suspects else None
    names = dict.fromkeys((*(one.name for one in suspects), *conflict.names))
    unknowns = [system.unknowns[name] for name in names]
    return Finding(
        relation=_joint(conflict.relations, conflict.names),
        verdict=conflict.verdict,
        rule=RULES[Joint.__name__],
        evidence=Plain(
            sentences(conflict.saying, *_culprits(suspects)),
            right=None if alone is None else alone.nearest,
            sight=", ".join(conflict.names),
            loosest=None if first is None else (first.reach, first.figure.loose),
        ),
        computed=None if first is None else first.reach,
        stated=None if first is None else first.figure.strict,
        facts=tuple(one.fact for one in unknowns if one.fact is not None),
    )


def _culprits(suspects: list[Restatement]) -> Iterator[Saying]:
    """Who may be wrong, and what it would have to be."""
    if len(suspects) > _MOST_TOLD:
        yield message("Each of them may be the wrong one.")
        return
    for one in suspects:
        yield suspected(one, is_alone=len(suspects) == 1)
