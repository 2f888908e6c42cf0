"""A figure, a date or a set of names together with its context: what a relation relates.

The word is XBRL's: a fact is a value with its unit, entity and period. The guards look at the context.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, Protocol

import attrs

from lacmigration.figures import Figure
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation
from lacmigration.sayings import Saying

__all__ = ["NO_FACTS", "Fact", "Facts", "MappingFacts", "apart_in_time", "pattern_matches"]


@attrs.frozen(kw_only=True)
class Fact:
    """One stated value with its context.

    Exactly one of `figure`, `date` and `names` is given; all three None is a fact whose value is missing, or,
    where it is `unstated`, a quantity that nobody stated and that can be anything.
    `id` is the record's id, or the text itself for a literal; `label` is what a reader calls it.
    Context that is unknown or does not apply is empty, and agrees with everything.
    `base` is what a share is a share of, `period` the time over which a flow was counted.
    `giver` and `holder` tell who had an amount before and after, so that a sum can see the same money twice.
    A holder without a giver holds that much in all, from whomever it came.

    >>> Fact(id="mptf.target", figure=Figure.parse("USD 150 million")).label
    'mptf.target'
    """

    id: str
    figure: Figure | None = None
    date: PartialDate | None = None
    names: tuple[str, ...] | None = None
    unstated: bool = False
    _label: str | Saying = attrs.field(eq=str)
    as_of: PartialDate | None = None
    period: Period | None = None
    measure: str = ""
    flow: str = ""
    scope: str = ""
    base: str = ""
    giver: str = ""
    holder: str = ""
    citation: Citation | None = None

    @_label.default
    def _id_as_label(self) -> str:
        return self.id

    @property
    def label(self) -> str:
        """What a reader calls it, in English where it is not a name or a text of its own."""
        return str(self._label)

    @property
    def called(self) -> str | Saying:
        """The same for any language."""
        return self._label


_Dated = tuple[Fact, PartialDate | Period]
_SIDES: Mapping[str, tuple[str, ...]] = {"as_of": ("",), "period": ("start", "end")}


def apart_in_time(facts: Iterable[Fact], field: Literal["as_of", "period"]) -> tuple[_Dated, _Dated] | None:
    """Two facts whose dates, or periods, cannot be the same, the earlier one first; None where all can be.

    What is not known agrees with everything, and a year with each of its days.

    >>> spring, autumn = (Fact(id=day, as_of=PartialDate.parse(day)) for day in ("2024-03", "2024-10"))
    >>> apart = apart_in_time([autumn, spring], "as_of")
    >>> [str(date) for _, date in apart]
    ['2024-03', '2024-10']
    """
    stated = [(fact, when) for fact in facts if (when := getattr(fact, field)) is not None]
    for side in _SIDES[field]:
        dated = [
            (day, pair) for pair in stated if (day := getattr(pair[1], side) if side else pair[1]) is not None
        ]
        if not dated:
            continue
        latest, late = max(dated, key=lambda one: one[0].first)
        earliest, early = min(dated, key=lambda one: one[0].last)
        if not earliest.agrees(latest):
            return early, late
    return None


class Facts(Protocol):
    """Where a relation finds what it names: in a Registry's facts, or in a plain mapping (MappingFacts)."""

    def fact(self, reference: str) -> Fact | None:
        """The fact that an id, or "id@field", names; None where no record has it."""

    def matching(self, pattern: str) -> tuple[Fact, ...]:
        """The facts of all records that match a pattern with "*", or "pattern@field", in stable order."""


@attrs.frozen
class MappingFacts:
    """Facts from a plain mapping of ids to facts.

    >>> MappingFacts({}).fact("mptf.target") is None
    True
    """

    facts: Mapping[str, Fact]

    def fact(self, reference: str) -> Fact | None:
        """The fact of that id."""
        return self.facts.get(reference)

    def matching(self, pattern: str) -> tuple[Fact, ...]:
        """The facts whose id matches, "*" standing for any characters."""
        return tuple(fact for name, fact in self.facts.items() if pattern_matches(pattern, name))


def pattern_matches(pattern: str, name: str) -> bool:
    """Whether a name fits a pattern in which "*" stands for any characters.

    >>> pattern_matches("mptf.donor.*", "mptf.donor.germany"), pattern_matches("mptf.*.x", "mptf.x")
    (True, False)
    """
    head, *rest = pattern.split("*")
    if not rest:
        return name == head
    if not name.startswith(head):
        return False
    place = len(head)
    for piece in rest[:-1]:
        found = name.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return name.endswith(rest[-1]) and len(name) - len(rest[-1]) >= place


NO_FACTS = MappingFacts({})
"""Knows nothing."""
