"""What the sources claim between their figures, and which of the claims are known not to hold."""

from __future__ import annotations

import attrs

from lacmigration.provenance import Citation
from lacmigration.records import _fields as field

__all__ = ["Discrepancy", "Relation"]

_DISAGREEING = ("questionable", "inconsistent", "undecided")


@attrs.frozen(kw_only=True)
class Relation:
    """A claim between figures, as text: "mptf.mobilised / mptf.target = mptf.mobilised-share".

    `waives` names the guards that the claim means to cross: "as-of", "period", "measure", "flow",
    "scope", "base", "double-count".
    """

    id: str = field.identity()
    expression: str = field.label()
    waives: tuple[str, ...] = field.texts()
    note: str = field.text()
    supersedes: str = field.supersedes()
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class Discrepancy:
    """A known disagreement: the relation that does not hold, the verdict that is known, and why it is so.

    `seen` is what the check saw when the disagreement was recorded: the exact computed value, the names that
    differ, or the dates. When the data change so that it sees anything else, the disagreement is new again.
    """

    id: str = field.identity()
    relation: str = field.one("Relation", required=True)
    verdict: str = field.choice(*_DISAGREEING)
    seen: str = field.text()
    reason: str = field.label()
    note: str = field.text()
    supersedes: str = field.supersedes()
    citation: Citation = field.citation()
