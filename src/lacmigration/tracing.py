"""Where does a finding lead: to which records, in which files, and to what was known before?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from lacmigration.findings import Audit, Finding, Verdict
from lacmigration.messages import Message, later, message
from lacmigration.reconciling import Joint
from lacmigration.records import Discrepancy, Record, Relation
from lacmigration.registry import Registry, bundled
from lacmigration.relations import references
from lacmigration.translation import translation

__all__ = ["VERDICTS", "added", "details", "gone", "places", "records_of", "relations_behind"]

VERDICTS: Mapping[str, str] = {
    Verdict.ENTAILED: later("entailed"),
    Verdict.COMPATIBLE: later("compatible"),
    Verdict.QUESTIONABLE: later("questionable"),
    Verdict.INCONSISTENT: later("inconsistent"),
    Verdict.UNDECIDED: later("undecided"),
}
"""What the verdicts are called to people: messages to translate."""

_NO_FILE = frozenset({"", "(records)"})  # as records made in Python have it


def details(finding: Finding, registry: Registry, *, locale: str = "en") -> Iterator[tuple[str, str]]:
    """What to say below a finding, each with a label: where it stands, in which files, what was known before.

    Labels and sentences are in the language of the locale; what records and documents say is as it is.

    >>> from lacmigration import bundled, check, parse_relation
    >>> relation = parse_relation("mptf.mobilised <= mptf.target", id="mptf.relation.mobilised-within-target")
    >>> for label, text in details(check(relation), bundled()):
    ...     print(f"{label}: {text}")
    stands in: mptf-2024, line 190
    records: mptf-2024/observations.csv:17, mptf-2024/targets.csv:2
    """
    said = translation(locale)
    cited: list[Any] = [registry[name] for name in relations_behind(finding) if name in registry]
    if cited:
        yield said.say("stands in"), "; ".join(dict.fromkeys(str(one.citation) for one in cited))
    files = places([record.id for record in records_of(finding, registry)], registry)
    if files:
        yield said.say("records"), ", ".join(files)
    if finding.known:
        yield said.say("known"), finding.known
    elif not finding.ok and (recorded := _recorded(relations_behind(finding), registry)) is not None:
        yield said.say("recorded"), said.put(_otherwise(recorded, finding, registry))


def relations_behind(finding: Finding) -> tuple[str, ...]:
    """The ids of the relations that a finding is about: its own or, of several together, those of them.

    >>> from lacmigration import check
    >>> relations_behind(check("mptf.mobilised <= mptf.target"))
    ()
    """
    together = finding.relation.relations if isinstance(finding.relation, Joint) else (finding.relation,)
    return tuple(one.id for one in together if one.id)


def records_of(finding: Finding, registry: Registry) -> tuple[Record, ...]:
    """The records that the relation of a finding names, each once, in the order in which it names them.

    >>> from lacmigration import bundled, check
    >>> finding = check("mptf.mobilised / mptf.target = mptf.mobilised-share")
    >>> [record.id for record in records_of(finding, bundled())]
    ['mptf.mobilised', 'mptf.target', 'mptf.mobilised-share']
    """
    found: dict[str, Record] = {}
    for reference in references(finding.relation):
        name = str(reference).partition("@")[0]
        if "*" in name:
            found.update((fact.id, registry[fact.id]) for fact in registry.facts.matching(name))
        elif name in registry:
            found[registry[name].id] = registry[name]
    return tuple(found.values())


def places(names: Iterable[str], registry: Registry) -> tuple[str, ...]:
    """The files in which records of these ids stand, with their lines; records made in Python stand in none.

    >>> from lacmigration import bundled
    >>> places(["mptf.target", "mptf.donor.germany", "mptf.donor.united-states"], bundled())
    ('mptf-2024/targets.csv:2', 'mptf-2024/contributions.csv:2-3')
    """
    lines: dict[str, list[int]] = {}
    for name in names:
        origin = registry.origin(name)
        if origin.file not in _NO_FILE:
            lines.setdefault(origin.file, []).append(origin.line)
    return tuple(f"{file}:{_ranges(numbers)}" for file, numbers in lines.items())


def _ranges(numbers: Iterable[int]) -> str:
    """Line numbers with those in a row as one: 2-23,25."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][-1] + 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    return ",".join("-".join(map(str, ends)) for ends in found)


def added(registry: Registry) -> frozenset[str]:
    """The ids of the relations and recorded disagreements that did not come with the library.

    >>> from lacmigration import bundled
    >>> added(bundled())
    frozenset()
    """
    base = bundled()
    known: set[Record] = {*base.relations, *base.discrepancies}
    claims: list[Relation | Discrepancy] = [*registry.relations, *registry.discrepancies]
    return frozenset(one.id for one in claims if one not in known)


def gone(audit: Audit, registry: Registry) -> tuple[Discrepancy, ...]:
    """The recorded disagreements that are not there any more, and should not be recorded any more.

    One that is still there but looks different is not among them: its finding is new, and says so.

    >>> from lacmigration import audit, bundled
    >>> gone(audit(), bundled())
    ()
    """
    failed = {name for finding in audit.failures for name in relations_behind(finding)}
    recorded: list[Any] = [registry[name] for name in audit.stale]
    return tuple(one for one in recorded if one.relation not in failed)


def _recorded(names: Collection[str], registry: Registry) -> Discrepancy | None:
    # The last one, as in the audit; a relation may be recorded twice.
    return next((one for one in reversed(registry.discrepancies) if one.relation in names), None)


def _otherwise(recorded: Discrepancy, finding: Finding, registry: Registry) -> Message:
    """How the disagreement that was recorded differs from the one that is there."""
    name = " ".join((recorded.id, *(f"({place})" for place in places([recorded.id], registry))))
    if recorded.verdict != finding.verdict.value:
        return message(
            "{name} knows it as {verdict}, but now it is {now}",
            name=name,
            verdict=Message(VERDICTS[recorded.verdict]),
            now=Message(VERDICTS[finding.verdict]),
        )
    return message(
        '{name} saw "{seen}", but now the check sees "{now}"', name=name, seen=recorded.seen, now=finding.seen
    )
