"""What came out of checking a document?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property

import attrs

from lacmigration.claims import Claim, Spot, Strength
from lacmigration.documents import Block, Document, Place
from lacmigration.findings import Finding, Severity, Verdict
from lacmigration.reading import Mention, Mentions
from lacmigration.sayings import Saying

__all__ = ["Problem", "Review", "Standing", "Verified"]


class Standing(StrEnum):
    """How a figure of a document stands after the review."""

    CONTRADICTED = "contradicted"
    QUESTIONABLE = "questionable"
    CONFIRMED = "confirmed"
    UNCHECKED = "unchecked"


@attrs.frozen(kw_only=True, eq=False)
class Verified:
    """A claim with what the check found.

    `silenced` is why it does not count: a directive of the author, the baseline, or a setting.
    """

    claim: Claim
    finding: Finding
    place: Place
    end: Place
    _silenced: str | Saying = ""

    @property
    def silenced(self) -> str:
        """Why it does not count, in English; empty where it does."""
        return str(self._silenced)

    @property
    def severity(self) -> Severity:
        """How loudly it speaks: what is silenced or only guessed is at most a note."""
        found = self.finding.severity
        if found in {Severity.NONE, Severity.NOTE}:
            return found
        quiet = self._silenced or self.claim.strength is Strength.GUESSED
        return Severity.NOTE if quiet else found


@attrs.frozen(kw_only=True)
class Problem:
    """Something that kept a part of the document from being checked as its author asked.

    A directive that cannot be read, or one that quotes a text which no longer occurs.
    """

    place: Place
    _what: str | Saying = attrs.field(eq=str)

    @property
    def what(self) -> str:
        """What is wrong with it and what would be right, in English."""
        return str(self._what)

    @property
    def said(self) -> str | Saying:
        """The same for any language."""
        return self._what


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Review:
    """A document with its figures, its claims, and what was found.

    `readings` has one entry for each block, in the order of `document.blocks`; `verified` is in the order in
    which the claims' stated figures stand. `known_as` is the name of the document that settings know it by.
    """

    document: Document
    readings: tuple[Mentions, ...]
    verified: tuple[Verified, ...]
    problems: tuple[Problem, ...] = ()
    known_as: str = attrs.field(default=attrs.Factory(lambda self: self.document.name, takes_self=True))

    def __repr__(self) -> str:
        """Its name and how many claims have which verdict: a notebook shows it."""
        counts = ", ".join(f"{n} {verdict.value}" for verdict, n in self.counts.items() if n)
        return f"<Review of {self.document.name}: {counts or 'no claims'}; {'ok' if self.ok else 'not ok'}>"

    @property
    def ok(self) -> bool:
        """Whether nothing in it is an error, and all directives could be followed."""
        return not self.problems and all(one.severity is not Severity.ERROR for one in self.verified)

    @property
    def findings(self) -> tuple[Verified, ...]:
        """What speaks: errors, warnings and notes; what holds is only counted."""
        return tuple(one for one in self.verified if one.severity is not Severity.NONE)

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many claims have each verdict."""
        found = Counter(one.finding.verdict for one in self.verified)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def mentions(self) -> Iterator[tuple[Block, Mention]]:
        """Every figure of the document with its block, in order."""
        for block, read in zip(self.document.blocks, self.readings, strict=True):
            for mention in read:
                yield block, mention

    @cached_property
    def _standings(self) -> Mapping[tuple[int, int], Standing]:
        worst = list(Standing)
        found: dict[tuple[int, int], Standing] = {}
        for one in self.verified:
            standing = _STANDINGS.get(one.severity, Standing.UNCHECKED)
            if one.severity is Severity.NONE:
                standing = Standing.CONFIRMED
            spots: tuple[Spot, ...] = (one.claim.stated, *one.claim.parts)
            for spot in spots:
                key = id(spot.block), spot.mention.start
                found[key] = min(found.get(key, Standing.UNCHECKED), standing, key=worst.index)
        return found

    def standing(self, block: Block, mention: Mention) -> Standing:
        """How a figure stands: the worst of what was found about it."""
        return self._standings.get((id(block), mention.start), Standing.UNCHECKED)


_STANDINGS = {Severity.ERROR: Standing.CONTRADICTED, Severity.WARNING: Standing.QUESTIONABLE}
