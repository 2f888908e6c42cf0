"""Checking against records: the relations of a registry, or one's own relations with its ids in them.

What holds by itself is then asked together: relations that agree one by one can still contradict each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import attrs

from lacmigration import checking
from lacmigration.errors import ExpressionError, UnknownNamesError
from lacmigration.facts import NO_FACTS, Facts
from lacmigration.findings import Audit, Finding, Verdict
from lacmigration.reconciling import System, contradictions
from lacmigration.records import Discrepancy
from lacmigration.registry import Registry, bundled
from lacmigration.relations import Relation, parse_relation, references

__all__ = ["audit", "audit_registry", "check", "relations_of"]


def check(relation: Relation | str, *, registry: Registry | None = None) -> Finding:
    """Decide one relation, or the text of one; its ids are looked up in the registry (else the bundled one).

    Errors: ExpressionError for a text that is no relation; UnknownNamesError for names that no record answers
    to. What cannot be decided for any other reason is a verdict, not an error.

    >>> import lacmigration as lm
    >>> lm.check("mptf.mobilised / mptf.target = mptf.mobilised-share").verdict.holds
    True
    """
    asked = parse_relation(relation) if isinstance(relation, str) else relation
    named = references(asked)
    if not named:
        return checking.check(asked, dimension=dimension)
    facts = (bundled() if registry is None else registry).facts
    unknown = [(str(one), one.column, said) for one in named if (said := facts.complaint(str(one)))]
    if unknown:
        raise _unknown_names(unknown, asked, text=relation if isinstance(relation, str) else "")
    return checking.check(asked, facts=facts, dimension=dimension)


def _unknown_names(
    unknown: Iterable[tuple[str, int, str]], relation: Relation, *, text: str
) -> UnknownNamesError:
    """An error for names, each with its column and what is said of it; in a text, they are marked."""
    where = " ".join(filter(None, ("in the", type(relation).__name__, relation.id)))
    lines = {
        name: str(ExpressionError(f"{name}: {said}", text=text, column=column))
        if text
        else f"{name}: {said}, {where}"
        for name, column, said in unknown
    }
    return UnknownNamesError("\n".join(lines.values()), names=lines)


@lru_cache(maxsize=1024)  # more units than a report has; what a long-lived process reads is without end
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
    allow_undecided: bool = False,
) -> Audit:
    """Check a whole registry against itself, or relations, be it one or many; in order, in one pass.

    A registry's known discrepancies are marked as known; the audit is `ok` while everything else was decided
    and holds, and each of them is still there. With `allow_undecided`, what cannot be decided does not count.

    Errors: as for `check`, with the unknown names of all relations together.

    >>> import lacmigration as lm
    >>> lm.audit([lm.Share(part="USD 57.5M", whole="USD 150M", stated="38%")]).ok
    True
    """
    if subject is None or isinstance(subject, Registry):
        return audit_registry(bundled() if subject is None else subject, allow_undecided=allow_undecided)
    findings: list[Finding] = []
    unknown: list[UnknownNamesError] = []
    for relation in (subject,) if isinstance(subject, str | Relation) else subject:
        try:
            findings.append(_allowed(check(relation, registry=registry), allow=allow_undecided))
        except UnknownNamesError as error:
            unknown.append(error)
    if unknown:
        names = (name for error in unknown for name in error.names)
        raise UnknownNamesError("\n".join(map(str, unknown)), names=names)
    named = any(references(finding.relation) for finding in findings)
    facts = (bundled() if registry is None else registry).facts if named else NO_FACTS
    return Audit((*findings, *_together(findings, facts)))


def _together(findings: Iterable[Finding], facts: Facts) -> Iterator[Finding]:
    """What contradicts itself among relations that hold one by one and have a figure in common."""
    held = [finding for finding in findings if finding.verdict.holds]
    uses = Counter(name for finding in held for name in _named(finding))
    shared = [finding.relation for finding in held if any(uses[name] > 1 for name in _named(finding))]
    yield from contradictions(System(shared, facts=facts, dimension=dimension))


def _named(finding: Finding) -> frozenset[str]:
    return frozenset(fact.id for fact in finding.facts if fact.id and fact.figure is not None)


def _allowed(finding: Finding, *, allow: bool) -> Finding:
    if allow and finding.verdict is Verdict.UNDECIDED:
        return attrs.evolve(finding, allowed=True)
    return finding


def audit_registry(registry: Registry, *, allow_undecided: bool = False) -> Audit:
    """The findings of a registry's own relations, with its known discrepancies.

    A finding is known while its verdict and what it has seen are those that were recorded; else it is new.
    A finding of several relations together is known where that was recorded of any one of them. With
    `allow_undecided`, what cannot be decided is let pass, and no discrepancy is called stale for it.
    """
    recorded: dict[str, list[Discrepancy]] = {}
    for one in registry.discrepancies:
        recorded.setdefault(registry[one.relation].id, []).append(one)  # or the one that took its place
    findings: list[Finding] = []
    met: set[str] = set()
    for finding in checking.check_all(relations_of(registry), facts=registry.facts, dimension=dimension):
        known = next((one for one in recorded.get(finding.id, ()) if _expects(one, finding)), None)
        if known is None:
            findings.append(_allowed(finding, allow=allow_undecided))
            if findings[-1].allowed:
                met.update(one.id for one in recorded.get(finding.id, ()))
        else:
            met.add(known.id)
            findings.append(attrs.evolve(finding, known=known.reason))
    for finding in _together(findings, registry.facts):
        ids = [relation.id for relation in finding.relation.relations]
        known = next((one for name in ids for one in recorded.get(name, ()) if _expects(one, finding)), None)
        if known is not None:
            met.add(known.id)
        findings.append(attrs.evolve(finding, known="" if known is None else known.reason))
    return Audit(tuple(findings), stale=tuple(one.id for one in registry.discrepancies if one.id not in met))


def _expects(record: Discrepancy, finding: Finding) -> bool:
    return record.verdict == finding.verdict.value and record.seen in {"", finding.seen}
