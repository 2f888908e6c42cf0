"""What does a document claim about its figures, and what in it says so?"""

from __future__ import annotations

from enum import StrEnum

import attrs

from lacmigration.documents import Block, Cell
from lacmigration.reading import Mention
from lacmigration.relations import Relation
from lacmigration.sayings import Saying

__all__ = ["Claim", "Evidence", "Spot", "Strength"]


class Strength(StrEnum):
    """How sure it is that the document makes a claim."""

    STATED = "stated"  # a cue word or a structure says it: what contradicts it is a finding
    GUESSED = "guessed"  # it is likely: confirmed it is counted, contradicted it is a note, never an error


@attrs.frozen(kw_only=True)
class Spot:
    """A figure of a claim where it stands: its block, its mention there, and its cell in a table.

    A figure that the document does not hold (a record's) has no spot. `places` is how many digits of a cell's
    number were read as its decimals, before its header or caption scaled it.
    """

    block: Block
    mention: Mention
    cell: Cell | None = None
    places: int = 0


@attrs.frozen(kw_only=True)
class Evidence:
    """What speaks for a claim: a cue as written, with its place in a block, or a structure in words.

    A cue is a text and stays as it is; what describes a structure is a message, for any language.
    """

    _what: str | Saying = attrs.field(eq=str)
    block: Block | None = None
    start: int = 0
    end: int = 0

    @property
    def what(self) -> str:
        """The cue as written, or the structure in English."""
        return str(self._what)


@attrs.frozen(kw_only=True)
class Claim:
    """A relation between figures that a document states, with where they stand and what says so.

    `kind` is the stable name of the way it was found ("table-total", "share-of-whole", "count-of-list").
    `relation` has the figures in it as facts whose labels a reader understands. `stated` is the figure that
    the claim is about, where a finding is shown; `parts` are the others, in the relation's order.
    `records` are the ids of records that stand in the relation.
    """

    kind: str
    relation: Relation
    stated: Spot
    parts: tuple[Spot, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    strength: Strength = Strength.STATED
    records: tuple[str, ...] = ()
