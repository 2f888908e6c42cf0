"""What is there to tell about a review, whatever the format that tells it?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

import attrs

from lacmigration.claims import Spot
from lacmigration.documents import Document, Place
from lacmigration.findings import Severity
from lacmigration.reporting._messages import Messages, later
from lacmigration.reporting._rules import Rule, rule
from lacmigration.reviewing import Review, Standing, Verified

__all__ = [
    "SEVERITIES",
    "STANDINGS",
    "Outcome",
    "Part",
    "Told",
    "counts",
    "harmless",
    "summary",
    "told",
    "where",
]

# What a terminal or an XML reader would act on, or refuse; tabs and line breaks are not among them.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_SUBSTITUTE = "\ufffd"

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: later("error"),
    Severity.WARNING: later("warning"),
    Severity.NOTE: later("note"),
    Severity.NONE: later("holds"),
}
STANDINGS: Mapping[Standing, str] = {
    Standing.CONTRADICTED: later("contradicted"),
    Standing.QUESTIONABLE: later("questionable"),
    Standing.CONFIRMED: later("confirmed"),
    Standing.UNCHECKED: later("unchecked"),
}


class Outcome(StrEnum):
    """What became of a claim."""

    CONTRADICTED = "contradicted"
    QUESTIONABLE = "questionable"
    CONFIRMED = "confirmed"
    SILENCED = "silenced"
    GUESSED = "guessed"
    UNDECIDED = "undecided"


@attrs.frozen(kw_only=True)
class Part:
    """A figure that a claim is computed from: as written, and where, for programs and for people."""

    spot: Spot
    text: str
    place: Place
    where: str


@attrs.frozen(kw_only=True, eq=False)
class Told:
    """A claim, ready to be told: what it is, what was found, what would agree, and from what."""

    file: str
    one: Verified
    outcome: Outcome
    rule: Rule
    title: str
    sentence: str
    would: str
    roundings: tuple[str, ...]
    parts: tuple[Part, ...]
    evidence: tuple[str, ...]
    place: str
    silenced: str

    @property
    def severity(self) -> Severity:
        """How loudly it speaks."""
        return self.one.severity

    @property
    def advice(self) -> str:
        """What would agree, where the sentence does not say it already."""
        return "" if self.would.casefold() in self.sentence.casefold() else self.would

    @property
    def text(self) -> str:
        """The stated figure as written."""
        return harmless(self.one.claim.stated.mention.text)


def harmless(text: str) -> str:
    r"""A text without what would steer a terminal or turn the direction of writing; as long as before.

    >>> harmless("38%\x1b[2J")
    '38%�[2J'
    """
    return _CONTROLS.sub(_SUBSTITUTE, text)


def where(document: Document, place: Place, said: Messages) -> str:
    """A place with its file, as editors and terminals know it: "report.md:12:5", "report.pdf, page 3"."""
    name, shown = harmless(document.name), harmless(said.place(place))
    if not shown:
        return name
    return f"{name}:{shown}" if shown[0].isdigit() else f"{name}, {shown}"


def told(review: Review, said: Messages, *, only: Sequence[Verified] | None = None) -> Iterator[Told]:
    """The claims of a review, or some of them, each as it is told."""
    for one in review.verified if only is None else only:
        finding = one.finding
        about = rule(finding.rule)
        restated = finding.restatement
        yield Told(
            file=review.document.name,
            one=one,
            outcome=_outcome(one),
            rule=about,
            title=said.say(about.title),
            sentence=harmless(said.explanation(finding)),
            would="" if restated is None else harmless(said.figure(restated)),
            roundings=tuple(map(harmless, said.roundings(finding))),
            parts=tuple(_part(review.document, spot, said) for spot in one.claim.parts),
            place=harmless(said.place(one.place)),
            silenced=harmless(said.told(one).silenced),
            evidence=tuple(harmless(said.told(seen).what) for seen in one.claim.evidence),
        )


def _part(document: Document, spot: Spot, said: Messages) -> Part:
    place = document.place_of(spot.block, spot.mention.start)
    return Part(spot=spot, text=harmless(spot.mention.text), place=place, where=harmless(said.place(place)))


def _outcome(one: Verified) -> Outcome:
    plain = one.finding.severity
    if plain is Severity.NONE:
        return Outcome.CONFIRMED
    if one.silenced:
        return Outcome.SILENCED
    if plain is Severity.NOTE:
        return Outcome.UNDECIDED
    if one.severity is Severity.NOTE:
        return Outcome.GUESSED
    return Outcome.CONTRADICTED if plain is Severity.ERROR else Outcome.QUESTIONABLE


def counts(review: Review) -> Mapping[Outcome, int]:
    """How many claims came out how."""
    found = dict.fromkeys(Outcome, 0)
    for one in review.verified:
        found[_outcome(one)] += 1
    return found


def summary(reviews: Sequence[Review], said: Messages) -> str:
    """The counts of some reviews in one line."""
    figures = sum(len(read) for review in reviews for read in review.readings)
    claims = sum(len(review.verified) for review in reviews)
    total = {outcome: sum(counts(review)[outcome] for review in reviews) for outcome in Outcome}
    parts = [said.count("{n} figure", "{n} figures", figures), said.count("{n} claim", "{n} claims", claims)]
    n = total
    outcomes = (
        (Outcome.CONFIRMED, said.count("{n} confirmed", "{n} confirmed", n[Outcome.CONFIRMED])),
        (Outcome.CONTRADICTED, said.count("{n} contradicted", "{n} contradicted", n[Outcome.CONTRADICTED])),
        (Outcome.QUESTIONABLE, said.count("{n} questionable", "{n} questionable", n[Outcome.QUESTIONABLE])),
        (Outcome.SILENCED, said.count("{n} silenced", "{n} silenced", n[Outcome.SILENCED])),
        (Outcome.GUESSED, said.count("{n} doubtful guess", "{n} doubtful guesses", n[Outcome.GUESSED])),
        (Outcome.UNDECIDED, said.count("{n} undecided", "{n} undecided", n[Outcome.UNDECIDED])),
    )
    shown = [text for outcome, text in outcomes if n[outcome] or (claims and outcome is Outcome.CONFIRMED)]
    line = ", ".join(parts)
    if shown:
        line = said.say("{counts}: {outcomes}", counts=line, outcomes=", ".join(shown))
    unread = sum(len(review.document.unread) for review in reviews)
    problems = sum(len(review.problems) for review in reviews)
    beside = [said.count("{n} part not read", "{n} parts not read", unread)] if unread else []
    beside += [said.count("{n} problem", "{n} problems", problems)] if problems else []
    for one in beside:
        line = said.say("{first}; {second}", first=line, second=one)
    return line
