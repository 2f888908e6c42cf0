"""What does an audit look like, to a person and to a program?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import attrs
from rich.text import Text

from lacmigration.cli._output import exact, interval_json, labelled, plain_marks, say, width, wrapped
from lacmigration.findings import Audit, Finding, Verdict
from lacmigration.provenance import Citation
from lacmigration.records import Discrepancy
from lacmigration.registry import Registry
from lacmigration.tracing import added, details, gone, places, records_of

__all__ = ["COLUMNS", "View", "as_json", "as_rows", "finding_lines", "print_audit"]

_MARKS = {
    Verdict.ENTAILED: ("✓", "+", "green"),
    Verdict.COMPATIBLE: ("✓", "+", "green"),
    Verdict.QUESTIONABLE: ("?", "?", "yellow"),
    Verdict.INCONSISTENT: ("✗", "x", "bold red"),
    Verdict.UNDECIDED: ("-", "-", "cyan"),
}
_KNOWN = ("•", "*", "magenta")
_VERDICT = max(map(len, Verdict))
_LONGEST_ID = 48
_SHORTEST_REASON = 40
COLUMNS = (
    "id",
    "verdict",
    "severity",
    "rule",
    "known",
    "explanation",
    "restatement",
    "source",
    "locator",
    "records",
    "ok",
)


@attrs.frozen
class View:
    """An audit of a registry, and which of its relations somebody asked about; `of` says where those are."""

    registry: Registry
    audit: Audit
    asked: Collection[str]
    of: str = ""

    def citation(self, finding: Finding) -> Citation:
        """Where the relation of a finding is claimed."""
        relation: Any = self.registry[finding.id]
        found: Citation = relation.citation
        return found

    def records(self, finding: Finding) -> tuple[str, ...]:
        """The files and lines of the records that it is about."""
        return places([record.id for record in records_of(finding, self.registry)], self.registry)


# --- for people ------------------------------------------------------------------------------------------


def print_audit(view: View, *, quiet: bool) -> None:
    """Every relation that was asked about with its verdict and reason, grouped by document; then the counts.

    Relations that hold take a line each, the others are spelled out below them. What does not hold and is not
    known is shown whether it was asked about or not. With `quiet`, only what fails is.
    """
    groups: dict[str, list[Finding]] = {}
    for finding in view.audit:
        loud = not finding.ok if quiet else not (finding.known or finding.verdict.holds)
        if loud or (finding.id in view.asked and not quiet):
            groups.setdefault(view.citation(finding).source, []).append(finding)
    lines: list[Text] = []
    for source, findings in groups.items():
        lines += _heading(view.registry, source, findings)
        lines += _holding([finding for finding in findings if finding.verdict.holds])
        for finding in (one for one in findings if not one.verdict.holds):
            lines += [Text(), *_spelled_out(finding, view.registry)]
        lines.append(Text())
    for recorded in gone(view.audit, view.registry):
        lines += [*_stale(recorded, view.registry), Text()]
    say(*lines, *_summaries(view))


def _heading(registry: Registry, source: str, findings: Sequence[Finding]) -> Iterator[Text]:
    document: Any = registry[source]
    yield from (Text(line, "bold") for line in wrapped(document.title))
    shown = "1 relation" if len(findings) == 1 else f"{len(findings)} relations"
    said = f"{source}, {document.producer}: {shown}"
    yield from (Text(line, "dim") for line in wrapped(said))


def _mark(finding: Finding) -> tuple[str, str]:
    return _marked(_KNOWN if finding.known else _MARKS[finding.verdict], finding.verdict.value)


def _marked(mark: tuple[str, str, str], word: str) -> tuple[str, str]:
    """A mark with a word behind it, and their colour."""
    sign, plain, colour = mark
    return f"{plain if plain_marks() else sign} {word:<{_VERDICT}} ", colour


def _holding(findings: Sequence[Finding]) -> Iterator[Text]:
    """One line each: as much of the reason as the line has room for, which in a pipe is all of it."""
    room = width()
    size = min(max((len(finding.id) for finding in findings), default=0), _LONGEST_ID)
    for finding in findings:
        line = Text.assemble(_mark(finding), f"{finding.id:<{size}}")
        left = None if room is None else room - line.cell_len - 2
        if left is None or left >= _SHORTEST_REASON:
            reason = finding.explanation
            if left is not None and len(reason) > left:
                end = "..." if plain_marks() else "…"
                reason = reason[: left - len(end)].rstrip() + end
            line.append(f"  {reason}", "dim")
        yield line


def _spelled_out(finding: Finding, registry: Registry) -> Iterator[Text]:
    yield Text.assemble(_mark(finding), (finding.id, "bold"), (f"  {finding.rule}", "dim"))
    yield from finding_lines(finding, registry)


def finding_lines(finding: Finding, registry: Registry) -> Iterator[Text]:
    """What was found, where it stands, in which files, and what is recorded about it."""
    yield from map(Text, wrapped(finding.explanation, indent="  "))
    yield from labelled(details(finding, registry))


def _stale(recorded: Discrepancy, registry: Registry) -> Iterator[Text]:
    yield Text.assemble(_marked(_MARKS[Verdict.INCONSISTENT], "stale"), (recorded.id, "bold"))
    said = f"{recorded.relation} is recorded as {recorded.verdict}, which it is not any more. "
    yield from map(Text, wrapped(said + "If the source was corrected, remove the record.", indent="  "))
    yield from labelled([("records", ", ".join(places([recorded.id], registry)))])


def _summaries(view: View) -> Iterator[Text]:
    stale = [one.id for one in gone(view.audit, view.registry)]
    theirs = [name for name in stale if name not in added(view.registry)]
    own = [finding for finding in view.audit if finding.id in view.asked]
    others = [finding for finding in view.audit if finding.id not in view.asked]
    if view.of:
        yield _summary(own, f" in {view.of}", stale=len(stale) - len(theirs))
        yield _summary(others, " of the bundled records", stale=len(theirs))
    else:
        yield _summary(own, "", stale=len(stale))


def _summary(findings: Sequence[Finding], where: str, *, stale: int) -> Text:
    """How many hold, are known, could not be decided, are new; in one line."""
    if not findings and not stale:
        return Text(f"no relations{where}", "bold")
    count = "1 relation" if len(findings) == 1 else f"{len(findings)} relations"
    holding = [finding for finding in findings if finding.verdict.holds]
    known = sum(1 for finding in findings if finding.known)
    failing = [finding for finding in findings if not finding.ok]
    new = [finding for finding in failing if finding.verdict is not Verdict.UNDECIDED]
    undecided = len(failing) - len(new)
    allowed = sum(1 for finding in findings if finding.allowed)
    said = [Text(f"{len(holding)} hold{_by_verdict(holding)}", "green")]
    said += [Text(f"{known} known", "magenta")] if known else []
    said += [Text(f"{allowed} allowed to stay undecided", "cyan")] if allowed else []
    said += [Text(f"{undecided} undecided", "bold red")] if undecided else []
    said += [Text(f"{stale} stale", "bold red")] if stale else []
    said += [Text(f"{len(new)} new{_by_verdict(new)}", "bold red")] if new else []
    said += [] if failing or stale else [Text("nothing new", "bold green")]
    return Text.assemble((f"{count}{where}: ", "bold"), Text(", ").join(said))


def _by_verdict(findings: Iterable[Finding]) -> str:
    counts = Audit(tuple(findings)).counts
    shown = ", ".join(f"{count} {verdict.value}" for verdict, count in counts.items() if count)
    return f" ({shown})" if shown else ""


# --- for programs ----------------------------------------------------------------------------------------


def as_rows(view: View) -> list[tuple[object, ...]]:
    """One row a finding, for CSV; the columns are COLUMNS."""
    return [
        (
            finding.id,
            finding.verdict.value,
            finding.severity.value,
            finding.rule,
            finding.known,
            finding.explanation,
            str(finding.restatement or ""),
            view.citation(finding).source,
            view.citation(finding).locator,
            " ".join(view.records(finding)),
            str(finding.ok).lower(),
        )
        for finding in view.audit
    ]


def as_json(view: View) -> dict[str, Any]:
    """The audit; exact numbers as text, "n/d" where no decimal is exact."""
    return {
        "ok": view.audit.ok,
        "counts": {verdict.value: count for verdict, count in view.audit.counts.items()},
        "stale": [one.id for one in gone(view.audit, view.registry)],
        "findings": [_as_json(finding, view) for finding in view.audit],
    }


def _as_json(finding: Finding, view: View) -> dict[str, Any]:
    citation = view.citation(finding)
    return {
        "id": finding.id,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "ok": finding.ok,
        "rule": finding.rule,
        "known": finding.known or None,
        "explanation": finding.explanation,
        "reason": finding.reason or None,
        "seen": finding.seen or None,
        "computed": interval_json(finding.computed),
        "stated": interval_json(finding.stated),
        "slack": exact(finding.slack),
        "power": exact(finding.power),
        "needed_rounding": finding.needed_rounding,
        "restatement": None if finding.restatement is None else str(finding.restatement),
        "roundings": list(finding.roundings),
        "witness": [{"label": label, "value": exact(value)} for label, value in finding.witness],
        "missing": list(finding.missing),
        "extra": list(finding.extra),
        "duplicated": list(finding.duplicated),
        "source": citation.source,
        "locator": citation.locator,
        "records": list(view.records(finding)),
    }
