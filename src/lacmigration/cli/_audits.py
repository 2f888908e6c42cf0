"""What does an audit look like, to a person and to a program?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import attrs
from rich.text import Text

from lacmigration.cli._output import exact, interval_json, labelled, plain_marks, say, width, wrapped
from lacmigration.findings import Audit, Finding, Verdict
from lacmigration.messages import Message, counted, later
from lacmigration.provenance import Citation
from lacmigration.reconciling import Joint
from lacmigration.records import Discrepancy
from lacmigration.registry import Registry
from lacmigration.tracing import VERDICTS, added, details, gone, places, records_of, relations_behind
from lacmigration.translation import Translation, translation

__all__ = ["COLUMNS", "MARKS", "View", "as_json", "as_rows", "finding_lines", "print_audit"]

MARKS = {
    Verdict.ENTAILED: ("✓", "+", "green"),
    Verdict.COMPATIBLE: ("✓", "+", "green"),
    Verdict.QUESTIONABLE: ("?", "?", "yellow"),
    Verdict.INCONSISTENT: ("✗", "x", "bold red"),
    Verdict.UNDECIDED: ("-", "-", "cyan"),
}
_KNOWN = ("•", "*", "magenta")
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
    """An audit of a registry, and which of its relations somebody asked about; `of` says where those are.

    `locale` is the language that it is told in.
    """

    registry: Registry
    audit: Audit
    asked: Collection[str]
    of: str = ""
    locale: str = "en"

    @property
    def said(self) -> Translation:
        """The messages in the reader's language."""
        return translation(self.locale)

    def citation(self, finding: Finding) -> Citation:
        """Where the relation of a finding is claimed; of several together, where the first one is."""
        relation: Any = self.registry[relations_behind(finding)[0]]
        found: Citation = relation.citation
        return found

    def is_asked(self, finding: Finding) -> bool:
        """Whether somebody asked about the relation of a finding, or about one of several together."""
        return any(name in self.asked for name in relations_behind(finding))

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
        if loud or (view.is_asked(finding) and not quiet):
            groups.setdefault(view.citation(finding).source, []).append(finding)
    lines: list[Text] = []
    for source, findings in groups.items():
        lines += _heading(view, source, findings)
        lines += _holding([finding for finding in findings if finding.verdict.holds], view)
        for finding in (one for one in findings if not one.verdict.holds):
            lines += [Text(), *_spelled_out(finding, view)]
        lines.append(Text())
    for recorded in gone(view.audit, view.registry):
        lines += [*_stale(recorded, view), Text()]
    say(*lines, *_summaries(view))


def _heading(view: View, source: str, findings: Sequence[Finding]) -> Iterator[Text]:
    document: Any = view.registry[source]
    yield from (Text(line, "bold") for line in wrapped(document.title))
    shown = view.said.count("{n} relation", "{n} relations", len(findings))
    said = f"{source}, {document.producer}: {shown}"
    yield from (Text(line, "dim") for line in wrapped(said))


def _mark(finding: Finding, said: Translation) -> tuple[str, str]:
    return _marked(_KNOWN if finding.known else MARKS[finding.verdict], VERDICTS[finding.verdict], said)


def _marked(mark: tuple[str, str, str], word: str, said: Translation) -> tuple[str, str]:
    """A mark with a word behind it, and their colour."""
    sign, plain, colour = mark
    size = max(len(said.say(verdict)) for verdict in VERDICTS.values())
    return f"{plain if plain_marks() else sign} {said.say(word):<{size}} ", colour


def _holding(findings: Sequence[Finding], view: View) -> Iterator[Text]:
    """One line each: as much of the reason as the line has room for, which in a pipe is all of it."""
    room = width()
    size = min(max((len(finding.id) for finding in findings), default=0), _LONGEST_ID)
    for finding in findings:
        line = Text.assemble(_mark(finding, view.said), f"{finding.id:<{size}}")
        left = None if room is None else room - line.cell_len - 2
        if left is None or left >= _SHORTEST_REASON:
            reason = finding.explain(locale=view.locale)
            if left is not None and len(reason) > left:
                end = "..." if plain_marks() else "…"
                reason = reason[: left - len(end)].rstrip() + end
            line.append(f"  {reason}", "dim")
        yield line


def _spelled_out(finding: Finding, view: View) -> Iterator[Text]:
    yield Text.assemble(_mark(finding, view.said), (finding.id, "bold"), (f"  {finding.rule}", "dim"))
    yield from finding_lines(finding, view.registry, locale=view.locale)


def finding_lines(finding: Finding, registry: Registry, *, locale: str = "en") -> Iterator[Text]:
    """What was found, where it stands, in which files, and what is recorded about it."""
    yield from map(Text, wrapped(finding.explain(locale=locale), indent="  "))
    yield from labelled(details(finding, registry, locale=locale))


def _stale(recorded: Discrepancy, view: View) -> Iterator[Text]:
    said = view.said
    yield Text.assemble(_marked(MARKS[Verdict.INCONSISTENT], later("stale"), said), (recorded.id, "bold"))
    text = said.say(
        "{relation} is recorded as {verdict}, which it is not any more. If the source was corrected, remove "
        "the record.",
        relation=recorded.relation,
        verdict=said.say(VERDICTS[recorded.verdict]),
    )
    yield from map(Text, wrapped(text, indent="  "))
    yield from labelled([(said.say("records"), ", ".join(places([recorded.id], view.registry)))])


def _summaries(view: View) -> Iterator[Text]:
    stale = [one.id for one in gone(view.audit, view.registry)]
    theirs = [name for name in stale if name not in added(view.registry)]
    own = [finding for finding in view.audit if view.is_asked(finding)]
    others = [finding for finding in view.audit if not view.is_asked(finding)]
    count, said = _relations(own), view.said
    if not view.of:
        start = (
            said.count("{n} relation", "{n} relations", count) if own or stale else said.say("no relations")
        )
        yield _summary(own, start, said, stale=len(stale))
        return
    stale_own = len(stale) - len(theirs)
    start = (
        said.count("{n} relation in {folder}", "{n} relations in {folder}", count, folder=view.of)
        if own or stale_own
        else said.say("no relations in {folder}", folder=view.of)
    )
    yield _summary(own, start, said, stale=stale_own)
    start = (
        said.count(
            "{n} relation of the bundled records", "{n} relations of the bundled records", _relations(others)
        )
        if others or theirs
        else said.say("no relations of the bundled records")
    )
    yield _summary(others, start, said, stale=len(theirs))


def _relations(findings: Iterable[Finding]) -> int:
    """How many relations were checked; what several of them say together is none of its own."""
    return sum(not isinstance(finding.relation, Joint) for finding in findings)


def _summary(findings: Sequence[Finding], start: str, words: Translation, *, stale: int) -> Text:
    """How many hold, are known, could not be decided, are new; in one line."""
    if not findings and not stale:
        return Text(start, "bold")
    holding = [finding for finding in findings if finding.verdict.holds]
    known = sum(1 for finding in findings if finding.known)
    failing = [finding for finding in findings if not finding.ok]
    new = [finding for finding in failing if finding.verdict is not Verdict.UNDECIDED]
    undecided = len(failing) - len(new)
    allowed = sum(1 for finding in findings if finding.allowed)
    count = words.count
    allowing = counted("{n} allowed to stay undecided", "{n} allowed to stay undecided", allowed)
    said = [Text(count("{n} hold", "{n} hold", len(holding)) + _by_verdict(holding, words), "green")]
    said += [Text(count("{n} known", "{n} known", known), "magenta")] if known else []
    said += [Text(words.put(allowing), "cyan")] if allowed else []
    said += [Text(count("{n} undecided", "{n} undecided", undecided), "bold red")] if undecided else []
    said += [Text(count("{n} stale", "{n} stale", stale), "bold red")] if stale else []
    said += [Text(count("{n} new", "{n} new", len(new)) + _by_verdict(new, words), "bold red")] if new else []
    said += [] if failing or stale else [Text(words.say("nothing new"), "bold green")]
    return Text.assemble((f"{start}: ", "bold"), Text(", ").join(said))


def _by_verdict(findings: Iterable[Finding], words: Translation) -> str:
    counts = {verdict: n for verdict, n in Audit(tuple(findings)).counts.items() if n}
    shown = ", ".join(words.put(_counted(verdict, n)) for verdict, n in counts.items())
    return f" ({shown})" if shown else ""


def _counted(verdict: Verdict, n: int) -> Message:
    return {
        Verdict.ENTAILED: counted("{n} entailed", "{n} entailed", n),
        Verdict.COMPATIBLE: counted("{n} compatible", "{n} compatible", n),
        Verdict.QUESTIONABLE: counted("{n} questionable", "{n} questionable", n),
        Verdict.INCONSISTENT: counted("{n} inconsistent", "{n} inconsistent", n),
        Verdict.UNDECIDED: counted("{n} undecided", "{n} undecided", n),
    }[verdict]


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
            finding.explain(locale=view.locale),
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
        "explanation": finding.explain(locale=view.locale),
        "reason": finding.explain_reason(locale=view.locale) or None,
        "seen": finding.seen or None,
        "computed": interval_json(finding.computed),
        "stated": interval_json(finding.stated),
        "slack": exact(finding.slack),
        "power": exact(finding.power),
        "needed_rounding": finding.needed_rounding,
        "restatement": None if finding.restatement is None else str(finding.restatement),
        "roundings": list(finding.explain_roundings(locale=view.locale)),
        "witness": [{"label": label, "value": exact(value)} for label, value in finding.witness],
        "missing": list(finding.missing),
        "extra": list(finding.extra),
        "duplicated": list(finding.duplicated),
        "source": citation.source,
        "locator": citation.locator,
        "records": list(view.records(finding)),
    }
