"""What a check found: verdicts, findings, and an audit of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, Protocol

import attrs

from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.intervals import Interval
from lacmigration.messages import Message, Saying, is_english, later, sentences

__all__ = ["RULES", "Audit", "Evidence", "Finding", "Severity", "Verdict"]


class Severity(StrEnum):
    """How loudly a finding speaks."""

    NONE = "none"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Verdict(StrEnum):
    """How a stated figure stands to what the others allow; see docs/explanation/verdicts.md."""

    ENTAILED = "entailed"
    COMPATIBLE = "compatible"
    QUESTIONABLE = "questionable"
    INCONSISTENT = "inconsistent"
    UNDECIDED = "undecided"

    @property
    def severity(self) -> Severity:
        """Error for a contradiction, warning for a generous reading, note for what could not be decided."""
        return _SEVERITIES[self]

    @property
    def holds(self) -> bool:
        """Whether the statement stands without a generous reading."""
        return self in {Verdict.ENTAILED, Verdict.COMPATIBLE}


_SEVERITIES = {
    Verdict.ENTAILED: Severity.NONE,
    Verdict.COMPATIBLE: Severity.NONE,
    Verdict.QUESTIONABLE: Severity.WARNING,
    Verdict.INCONSISTENT: Severity.ERROR,
    Verdict.UNDECIDED: Severity.NOTE,
}

RULES = {
    "Total": "LM101",
    "Difference": "LM102",
    "Share": "LM103",
    "Ratio": "LM104",
    "Growth": "LM105",
    "Product": "LM106",
    "Partition": "LM107",
    "Equation": "LM108",
    "Same": "LM109",
    "Count": "LM201",
    "Percentage": "LM202",
    "Listing": "LM203",
    "Order": "LM301",
    "Ranking": "LM302",
    "Bound": "LM303",
    "Magnitude": "LM304",
    "Span": "LM401",
    "Joint": "LM501",
}
"""The stable code of every kind of relation: 1xx arithmetic, 2xx counts and lists, 3xx orders, 4xx dates.

5xx are several relations together, each of which holds by itself.
"""


_BLUNTEST = later("This check could hardly fail: every figure near the stated one would have agreed too.")
_BLUNT = {
    RULES["Order"]: later("This check could hardly fail: the figures could stand in any order."),
    RULES["Ranking"]: later("This check could hardly fail: every other place would have agreed too."),
    RULES["Bound"]: later("The margin is wide: every figure near the stated one would have agreed too."),
}
"""What is said of a check whose power is 0."""


class Evidence(Protocol):
    """What lies behind a verdict; worked out when somebody asks."""

    def loose(self) -> tuple[Interval, Interval] | None:
        """Both sides at their loosest, or None where the relation has no numbers."""

    def unit(self) -> Fraction | None:
        """The place value of the stated figure's last digit."""

    def slack(self) -> Fraction | None:
        """How far the stated side could move before the two sides part, as a pure quantity."""

    def seen(self) -> str:
        """What the check sees, exactly: a computed value, the names that differ, the dates."""

    def needed_rounding(self) -> bool:
        """Whether the relation holds only because of rounding."""

    def witness(self) -> tuple[tuple[str, Fraction | date], ...]:
        """Values (of dates: days) inside all the intervals that satisfy the relation exactly, if any do."""

    def power(self) -> Fraction | None:
        """What part of the stated figure's neighbours on its grid would have failed."""

    def restatement(self) -> Figure | None:
        """The figure on the same grid that would have been right."""

    def roundings(self) -> tuple[Message, ...]:
        """Which other rounding of one figure would reconcile the rest."""

    def explanation(self) -> Saying:
        """One sentence (or a few) that a report's author understands."""


@attrs.frozen(eq=False, repr=False)
class Finding:
    """One relation, checked.

    `computed` and `stated` are the strict intervals of the two sides (None where the relation has no numbers
    or was not decided). `undecided` says why a verdict is UNDECIDED. `missing`, `extra` and `duplicated` are
    names that a listing found. `known` is the reason that was recorded for it; `allowed` says that whoever
    asked for the audit lets it pass undecided.

    >>> import lacmigration as lm
    >>> finding = lm.check(lm.Share(part="USD 57.5M", whole="USD 150M", stated="41%"))
    >>> finding.verdict.value, finding.rule, str(finding.restatement)
    ('inconsistent', 'LM103', '38%')
    """

    relation: Any
    verdict: Verdict
    rule: str
    evidence: Evidence
    computed: Interval | None = None
    stated: Interval | None = None
    facts: tuple[Fact, ...] = ()
    undecided: Message | None = None
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    duplicated: tuple[str, ...] = ()
    known: str = ""
    allowed: bool = False

    @property
    def id(self) -> str:
        """The relation's id, or empty."""
        return str(self.relation.id)

    @property
    def severity(self) -> Severity:
        """How loudly it speaks; a known disagreement is a note."""
        return (
            Severity.NOTE
            if self.known and self.verdict.severity is not Severity.NONE
            else self.verdict.severity
        )

    @property
    def ok(self) -> bool:
        """Whether it holds, is known not to, or may stay undecided.

        What could not be decided was not checked, and what was not checked is not fine.
        """
        return self.verdict.holds or bool(self.known) or self.allowed

    @property
    def seen(self) -> str:
        """What the check sees, exactly: it tells a known disagreement from a new one in the same place."""
        return self.evidence.seen()

    @property
    def needed_rounding(self) -> bool:
        """Whether the relation holds only because of rounding, not at face values."""
        return self.evidence.needed_rounding()

    @property
    def computed_loose(self) -> Interval | None:
        """The loose interval of the computed side."""
        sides = self.evidence.loose()
        return None if sides is None else sides[0]

    @property
    def stated_loose(self) -> Interval | None:
        """The loose interval of the stated side."""
        sides = self.evidence.loose()
        return None if sides is None else sides[1]

    @property
    def unit(self) -> Fraction | None:
        """The place value *u* of the stated figure's last digit, as a pure quantity."""
        return self.evidence.unit()

    @property
    def slack(self) -> Fraction | None:
        """How far the stated side could move before the sides part (negative: must move for them to meet).

        In units *u* of the stated figure; for "at most", how far it could fall. None where there is no unit.
        """
        room, unit = self.evidence.slack(), self.unit
        return None if room is None or not unit else room / unit

    @cached_property
    def witness(self) -> tuple[tuple[str, Fraction | date], ...]:
        """(label, value or day) pairs in all the intervals that satisfy the relation exactly, if any do."""
        return self.evidence.witness()

    @cached_property
    def power(self) -> Fraction | None:
        """What part of the stated figure's ten neighbours on each side would fail; 0 says that none can.

        Of an order, which part of the steps would; of a rank, which part of the places. None where there is
        no grid of neighbours, as for dates, and for a magnitude, which looks for powers of a thousand.
        """
        return self.evidence.power()

    @cached_property
    def restatement(self) -> Figure | None:
        """The figure on the same decimal grid that would have been right; None where nothing is wrong."""
        return None if self.verdict.holds else self.evidence.restatement()

    @cached_property
    def _roundings(self) -> tuple[Message, ...]:
        return () if self.verdict.holds else self.evidence.roundings()

    @cached_property
    def _explanation(self) -> Saying:
        said = self.evidence.explanation()
        if not self.verdict.holds or self.power != 0:
            return said
        return sentences(said, Message(_BLUNT.get(self.rule, _BLUNTEST)))

    @property
    def reason(self) -> str:
        """Why it could not be decided; empty where it was."""
        return "" if self.undecided is None else str(self.undecided)

    @property
    def roundings(self) -> tuple[str, ...]:
        """What would reconcile the figures if one had been rounded otherwise."""
        return tuple(map(str, self._roundings))

    @cached_property
    def explanation(self) -> str:
        """What was found, in words; of a check that could hardly fail, that it could not."""
        return str(self._explanation)

    def explain(self, *, locale: str = "en") -> str:
        r"""The explanation in English, Spanish, Portuguese or French, its numbers as the locale writes them.

        In English it is `explanation`. In languages that nobody has translated it to, only numbers differ.
        Errors: UnknownLocaleError; MissingExtraError without babel.

        >>> import lacmigration as lm
        >>> finding = lm.check(lm.Count(stated="two donors", listed=["Canada", "Norway"]))
        >>> print(finding.explain(locale="es"))
        La lista contiene 2 donantes, lo que se expresa como two donors.
        """
        return self.explanation if is_english(locale) else _translated(self._explanation, locale)

    def explain_reason(self, *, locale: str = "en") -> str:
        """The reason in the reader's language; languages and errors are those of `explain`."""
        if self.undecided is None or is_english(locale):
            return self.reason
        return _translated(self.undecided, locale)

    def explain_roundings(self, *, locale: str = "en") -> tuple[str, ...]:
        """What would reconcile the figures, in the reader's language, as `explain` does it."""
        if is_english(locale):
            return self.roundings
        return tuple(_translated(one, locale) for one in self._roundings)

    def __repr__(self) -> str:
        """Verdict, rule and explanation."""
        name = f" {self.id}" if self.id else ""
        return f"<Finding {self.verdict.value} {self.rule}{name}: {self.explanation}>"


def _translated(saying: Saying, locale: str) -> str:
    from lacmigration.translation import (
        translated,
    )  # the edge that knows catalogues is asked when it is needed

    return translated(saying, locale=locale)


@attrs.frozen(eq=False, repr=False)
class Audit:
    """The findings of many relations, in the order of the relations.

    `stale` names the known discrepancies that no finding matched: the sources agree now, or the relation
    is gone.
    """

    findings: tuple[Finding, ...]
    stale: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """All holds, is known not to, or may stay undecided; and no discrepancy is stale."""
        return not self.stale and all(finding.ok for finding in self.findings)

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many findings have each verdict."""
        found = Counter(finding.verdict for finding in self.findings)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings that are not ok: what does not hold, or could not be decided, and is not known."""
        return tuple(finding for finding in self.findings if not finding.ok)

    def __iter__(self) -> Iterator[Finding]:
        """The findings."""
        return iter(self.findings)

    def __len__(self) -> int:
        """How many findings."""
        return len(self.findings)

    def __repr__(self) -> str:
        """The counts."""
        shown = ", ".join(f"{count} {verdict.value}" for verdict, count in self.counts.items() if count)
        known = sum(1 for finding in self.findings if finding.known)
        return f"<Audit of {len(self)}: {shown or 'nothing'}; {known} known; {'ok' if self.ok else 'not ok'}>"
