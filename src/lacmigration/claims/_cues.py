"""Which words of a language tell what figures claim about each other?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import attrs

__all__ = ["Cues", "phrases"]


def phrases(text: str) -> tuple[str, ...]:
    """Phrases between bars.

    >>> phrases("of which|including")
    ('of which', 'including')
    """
    return tuple(text.split("|"))


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Cues:
    """The cues of one language, folded (small letters, single spaces).

    - `of`: from a part to its whole ("of"); `this`: points back at a whole said before ("of this").
    - `is_share`: between a part and its share ("represents", "equivalent to").
    - `of_which`, `including`: parts follow, not all; `made_of`: all parts follow; `total`: a total follows
      its parts ("for a total of"); `all_told`: a total is said ("a total of").
    - `rest`: what is left of a whole ("the remaining", "the other").
    - `up`, `down`: stems of verbs of growth and fall; `by`, `from_`, `to` lead to change and ends.
    - `namely`: the members of what was counted follow; `and_`: joins the last member of a list.
    - `per`: leads from an amount to what it is divided by; `average`: says that it is one.
    """

    language: str
    of: tuple[str, ...] = ()
    this: tuple[str, ...] = ()
    is_share: tuple[str, ...] = ()
    of_which: tuple[str, ...] = ()
    including: tuple[str, ...] = ()
    made_of: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    all_told: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    from_: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    namely: tuple[str, ...] = ()
    and_: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    average: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()

    @cached_property
    def growth(self) -> re.Pattern[str]:
        """A verb or noun of growth or fall."""
        return re.compile(rf"\b(?:(?P<up>{_any(self.up)})|(?P<down>{_any(self.down)}))\w*")


def _any(stems: Iterable[str]) -> str:
    return "|".join(map(re.escape, stems)) or "(?!)"
