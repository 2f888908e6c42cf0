"""What do relations say together, with the figures, records or names that theirs stand for?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from lacmigration.amounts import as_fact
from lacmigration.checking._comparing import Context
from lacmigration.checking._dimensions import Dimension
from lacmigration.checking._quantities import Undecided
from lacmigration.errors import UnknownNamesError
from lacmigration.facts import Fact, Facts, MappingFacts
from lacmigration.reconciling._answers import LeftOut
from lacmigration.reconciling._lowering import Stated, stated, with_averages
from lacmigration.reconciling._manners import require_units, units
from lacmigration.reconciling._naming import names as names_of
from lacmigration.reconciling._unknowns import is_number
from lacmigration.relations import Relation, parse_relation, references
from lacmigration.relations._nodes import Every

__all__ = ["parsed", "resolved"]


def parsed(relations: Iterable[Relation | str] | Relation | str) -> tuple[Relation, ...]:
    """Relations, of which some may be texts; one may stand by itself."""
    many = (relations,) if isinstance(relations, str | Relation) else relations
    return tuple(parse_relation(one) if isinstance(one, str) else one for one in many)


def resolved(
    relations: Sequence[Relation],
    names: Mapping[str, Any] | None,
    facts: Facts | Mapping[str, Fact],
    dimension: Dimension,
) -> tuple[tuple[Stated, ...], tuple[LeftOut, ...]]:
    """What each relation says, each quantity with one name; and those that cannot be used.

    `names` stand for figures of one's own, and go before `facts`. Errors: UnknownNamesError.
    """
    others: Any = facts if hasattr(facts, "matching") else MappingFacts(facts)
    known = _Known(MappingFacts(_named_facts(names)), others)
    _require_names(relations, known)
    context = Context(known, dimension)
    found: list[Stated] = []
    unused: list[LeftOut] = []
    for place, relation in enumerate(relations):
        try:
            found.append(stated(relation, place, context))
        except Undecided as reason:
            unused.append(LeftOut(relation, reason.why))
    told = units([gap for one in found for gap, _ in one.gaps], dimension)
    kept: list[Stated] = []
    for one in found:
        try:
            require_units((gap for gap, _ in one.gaps), told, dimension)
            kept.append(one)
        except Undecided as reason:  # what nobody stated has another unit elsewhere; the first one tells
            unused.append(LeftOut(relations[one.place], reason.why))
    keys = names_of(one for each in kept for one in each.quantities if not is_number(one))
    return with_averages([one.renamed(keys) for one in kept]), tuple(unused)


def _named_facts(values: Mapping[str, Any] | None) -> Mapping[str, Fact]:
    found = {}
    for name, value in (values or {}).items():
        if value is None:
            found[name] = Fact(id=name, unstated=True)
        else:
            found[name] = attrs.evolve(as_fact(value, where=name), id=name, label=name)
    return found


@attrs.frozen(eq=False)
class _Known:
    """Names of one's own before those of records; a record without a figure is a quantity nobody stated."""

    own: MappingFacts
    others: Facts

    def fact(self, reference: str) -> Fact | None:
        """The fact of a name."""
        found = self.own.fact(reference) or self.others.fact(reference)
        return None if found is None else _opened(found)

    def matching(self, pattern: str) -> tuple[Fact, ...]:
        """All facts whose names match."""
        own = self.own.matching(pattern)
        return tuple(map(_opened, own or self.others.matching(pattern)))


def _opened(fact: Fact) -> Fact:
    if fact.figure is None and fact.date is None and fact.names is None and "@" not in fact.id:
        return attrs.evolve(fact, unstated=True)
    return fact


def _require_names(relations: Iterable[Relation], known: _Known) -> None:
    unknown = {}
    for relation in relations:
        for one in references(relation):
            name = str(one)
            found = known.matching(name) if isinstance(one, Every) else known.fact(name)
            if not found:
                unknown[name] = f"{name}: nothing has this name; give it a figure, or None if nobody did"
    if unknown:
        raise UnknownNamesError("\n".join(unknown.values()), names=unknown)
