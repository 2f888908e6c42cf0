"""An audit as a person reads it, and as a program does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lacmigration.findings import Audit, Finding, Verdict

__all__ = ["as_json", "as_rows", "print_audit"]

_MARKS = {
    Verdict.ENTAILED: ("✓", "green"),
    Verdict.COMPATIBLE: ("✓", "green"),
    Verdict.QUESTIONABLE: ("?", "yellow"),
    Verdict.INCONSISTENT: ("✗", "red"),
    Verdict.UNDECIDED: ("-", "cyan"),
}
_PLURALS = {
    Verdict.ENTAILED: "entailed",
    Verdict.COMPATIBLE: "compatible",
    Verdict.QUESTIONABLE: "questionable",
    Verdict.INCONSISTENT: "inconsistent",
    Verdict.UNDECIDED: "undecided",
}
COLUMNS = ("id", "verdict", "rule", "known", "explanation", "restatement", "place")


def print_audit(out: Console, audit: Audit, *, places: dict[str, str], quiet: bool) -> None:
    """Every relation with its verdict and reason, grouped by document, the disagreements spelled out; then the counts.

    With `quiet`, only what is neither fine nor known.
    """
    groups: dict[str, list[Finding]] = {}
    for finding in audit:
        if not quiet or not finding.ok:
            groups.setdefault(_document(finding, places), []).append(finding)
    for document, findings in groups.items():
        out.print(Text(document or "relations", style="bold"), Text(f"  {_counted(len(findings))}", style="dim"))
        out.print(_table(findings, places))
        out.print()
    for name in audit.stale:
        out.print(Text(f"✗ {name}: this discrepancy is recorded as known, but no relation disagrees so any more", "red"))
    _print_summary(out, audit)


def _document(finding: Finding, places: dict[str, str]) -> str:
    return places.get(finding.id, "").split(",", 1)[0]


def _table(findings: Iterable[Finding], places: dict[str, str]) -> Table:
    made = Table.grid(padding=(0, 1))
    made.add_column(width=1)
    made.add_column(min_width=12)
    made.add_column(max_width=44, overflow="fold")
    made.add_column(ratio=1, overflow="fold")
    for finding in findings:
        mark, colour = _MARKS[finding.verdict]
        if finding.known:
            mark, colour = "•", "magenta"
        made.add_row(
            Text(mark, colour),
            Text(finding.verdict.value, colour),
            Text(finding.id or finding.rule),
            _said(finding, places, colour),
        )
    return made


def _said(finding: Finding, places: dict[str, str], colour: str) -> Text | Group:
    if finding.verdict.holds:
        return Text(finding.explanation, "dim")
    lines: list[Any] = [Text(finding.explanation)]
    place = places.get(finding.id, "")
    if finding.known:
        lines.append(Text(f"known: {finding.known}", colour))
    if place:
        lines.append(Text(f"{place}  {finding.rule}", "dim"))
    return Group(*(Padding(line, (0, 0)) for line in lines))


def _print_summary(out: Console, audit: Audit) -> None:
    line = Text()
    for verdict, count in audit.counts.items():
        if count:
            line.append(f"{count} {_PLURALS[verdict]}  ", _MARKS[verdict][1])
    known = sum(1 for finding in audit if finding.known)
    new = len(audit.failures)
    line.append(f"{known} known  ", "magenta")
    line.append(f"{new} new" if new else "nothing new", "bold red" if new else "bold green")
    out.print(Text(f"{_counted(len(audit))}: ", "bold") + line, soft_wrap=True)


def _counted(relations: int) -> str:
    return "1 relation" if relations == 1 else f"{relations} relations"


def as_rows(audit: Audit, *, places: dict[str, str]) -> list[tuple[object, ...]]:
    """One row a finding, for CSV; the columns are COLUMNS."""
    return [
        (
            finding.id,
            finding.verdict.value,
            finding.rule,
            finding.known,
            finding.explanation,
            str(finding.restatement or ""),
            places.get(finding.id, ""),
        )
        for finding in audit
    ]


def as_json(audit: Audit, *, places: dict[str, str]) -> dict[str, object]:
    """The audit with a versioned shape; exact numbers as text, fractions as "n/d"."""
    return {
        "version": 1,
        "ok": audit.ok,
        "counts": {verdict.value: count for verdict, count in audit.counts.items()},
        "stale": list(audit.stale),
        "findings": [_finding(finding, places) for finding in audit],
    }


def _finding(finding: Finding, places: dict[str, str]) -> dict[str, object]:
    return {
        "id": finding.id,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "rule": finding.rule,
        "known": finding.known or None,
        "explanation": finding.explanation,
        "reason": finding.reason or None,
        "seen": finding.seen or None,
        "computed": None if finding.computed is None else repr(finding.computed),
        "stated": None if finding.stated is None else repr(finding.stated),
        "slack": None if finding.slack is None else str(finding.slack),
        "power": None if finding.power is None else str(finding.power),
        "needed_rounding": finding.needed_rounding,
        "restatement": None if finding.restatement is None else str(finding.restatement),
        "witness": {label: str(value) for label, value in finding.witness},
        "missing": list(finding.missing),
        "extra": list(finding.extra),
        "duplicated": list(finding.duplicated),
        "place": places.get(finding.id) or None,
    }
