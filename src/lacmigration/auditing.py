"""Checking against records: the relations of a registry, or one's own relations with its ids in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import attrs

from lacmigration import checking
from lacmigration.findings import Audit, Finding
from lacmigration.records import Discrepancy
from lacmigration.registry import Registry, bundled
from lacmigration.relations import Relation, parse_relation, references

__all__ = ["audit", "audit_registry", "check", "relations_of"]


def check(relation: Relation | str, *, registry: Registry | None = None) -> Finding:
    """Decide one relation, or the text of one; its ids are looked up in the registry (else the bundled one).

    Errors: ExpressionError for a text that is no relation; what cannot be decided is a verdict, not an error.

    >>> import lacmigration as lm
    >>> lm.check("mptf.mobilised / mptf.target = mptf.mobilised-share").verdict.holds
    True
    """
    asked = parse_relation(relation) if isinstance(relation, str) else relation
    if registry is None and references(asked):
        registry = bundled()
    if registry is None:
        return checking.check(asked, dimension=dimension)
    return checking.check(asked, facts=registry.facts, dimension=dimension)


@cache
def _compound(unit: str) -> tuple[tuple[str, int], ...]:
    from lacmigration import units  # pint is imported when a compound unit is met

    return tuple(units.dimension(unit).items())


def dimension(unit: str) -> Mapping[str, int]:
    """The base units of a unit: plain ones by the core's own algebra, compound ones through pint."""
    if not any(mark in unit for mark in "/*^"):
        return checking.plain_dimension(unit)
    return dict(_compound(unit))


def relations_of(registry: Registry) -> Iterator[Relation]:
    """The relations that a registry's records state, ready to check, in the registry's order."""
    for record in registry.relations:
        yield parse_relation(record.expression, id=record.id, waives=record.waives, note=record.note)


def audit(
    subject: Registry | Relation | str | Iterable[Relation | str] | None = None,
    *,
    registry: Registry | None = None,
) -> Audit:
    """Check a whole registry against itself, or relations, be it one or many; in order, in one pass.

    A registry's known discrepancies are marked as known; the audit is `ok` while nothing else disagrees and
    each of them still does.

    >>> import lacmigration as lm
    >>> lm.audit([lm.Share(part="USD 57.5M", whole="USD 150M", stated="38%")]).ok
    True
    """
    if subject is None or isinstance(subject, Registry):
        return audit_registry(bundled() if subject is None else subject)
    relations = (subject,) if isinstance(subject, str | Relation) else subject
    return Audit(tuple(check(relation, registry=registry) for relation in relations))


def audit_registry(registry: Registry) -> Audit:
    """The findings of a registry's own relations, with its known discrepancies.

    A finding is known while its verdict and what it has seen are those that were recorded; else it is new.
    """
    recorded: dict[str, list[Discrepancy]] = {}
    for one in registry.discrepancies:
        recorded.setdefault(registry[one.relation].id, []).append(one)  # or the one that took its place
    findings: list[Finding] = []
    met: set[str] = set()
    for finding in checking.check_all(relations_of(registry), facts=registry.facts, dimension=dimension):
        known = next((one for one in recorded.get(finding.id, ()) if _expects(one, finding)), None)
        if known is None:
            findings.append(finding)
        else:
            met.add(known.id)
            findings.append(attrs.evolve(finding, known=known.reason))
    return Audit(tuple(findings), stale=tuple(one.id for one in registry.discrepancies if one.id not in met))


def _expects(record: Discrepancy, finding: Finding) -> bool:
    return record.verdict == finding.verdict.value and record.seen in {"", finding.seen}
