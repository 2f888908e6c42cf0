"""Does a relation hold? One relation in, one finding out; or many, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lacmigration.checking._comparing import Context
from lacmigration.checking._dimensions import Dimension, plain_dimension
from lacmigration.checking._kinds import CHECKS
from lacmigration.checking._quantities import Undecided
from lacmigration.checking._simple import Plain
from lacmigration.facts import NO_FACTS, Fact, Facts, MappingFacts
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.messages import message
from lacmigration.rankings import rank_range
from lacmigration.relations import Relation

__all__ = ["check", "check_all", "plain_dimension", "rank_range"]


def check(
    relation: Relation,
    *,
    facts: Facts | Mapping[str, Fact] = NO_FACTS,
    dimension: Dimension = plain_dimension,
) -> Finding:
    """Decide one relation; `facts` is where the ids in it are looked up.

    What cannot be decided (a missing part, clashing units, other dates) is a verdict with its reason, not an
    exception. Errors: TypeError for something that is no relation.

    >>> from lacmigration.relations import Total
    >>> check(Total(parts=["49", "50"], stated=100)).verdict.value
    'compatible'
    """
    decide: Any = CHECKS.get(type(relation))
    if decide is None:
        raise TypeError(f"{relation!r} is a {type(relation).__name__}, not a relation such as Total or Share")
    known: Any = facts if hasattr(facts, "matching") else MappingFacts(facts)
    try:
        found: Finding = decide(relation, Context(known, dimension))
    except Undecided as reason:
        return Finding(
            relation=relation,
            verdict=Verdict.UNDECIDED,
            rule=RULES[type(relation).__name__],
            evidence=Plain(message("Not decided: {reason}.", reason=reason.why)),
            undecided=reason.why,
        )
    return found


def check_all(
    relations: Iterable[Relation],
    *,
    facts: Facts | Mapping[str, Fact] = NO_FACTS,
    dimension: Dimension = plain_dimension,
) -> Iterator[Finding]:
    """Decide many, lazily and in order.

    >>> from lacmigration.relations import Same
    >>> [finding.verdict.value for finding in check_all([Same("38%", "41%")])]
    ['inconsistent']
    """
    for relation in relations:
        yield check(relation, facts=facts, dimension=dimension)
