"""What does a text mention: figures, dates, and numbers that are no figures?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

import attrs

from lacmigration.figures import Figure
from lacmigration.periods import PartialDate
from lacmigration.sayings import Saying

__all__ = ["Dated", "Inference", "Masked", "Mention", "Mentions"]


@attrs.frozen
class Inference:
    """Something that the text does not say and the reader concluded: by which rule, and what.

    `rule` is a short stable name ("currency-of-sign", "scale-carried", "separator-by-document").
    """

    rule: str
    _what: str | Saying = attrs.field(eq=str)

    @property
    def what(self) -> str:
        """What was concluded, in English."""
        return str(self._what)

    def __str__(self) -> str:
        """The conclusion with its rule."""
        return f"{self.what} ({self.rule})"


@attrs.frozen(kw_only=True)
class Mention:
    """One figure in a text: where it stands, what it says, and what was concluded about it.

    `start` and `end` count characters of the text; `text` is that stretch, with hedge, currency, scale and
    unit, without the rest of the noun phrase; `number_start` and `number_end` are those of its number alone.
    `figure` is None where a text names an amount without a number ("millions of refugees").
    `others` are the other readings, where the separators leave more than one; `noun` is the noun phrase that
    is counted, as written ("Venezuelan migrants"); `scale` is the power of ten of its scale word; `each`
    tells that it holds for each of several ("USD 5 million each").
    """

    start: int
    end: int
    text: str
    figure: Figure | None
    number_start: int
    number_end: int
    noun: str = ""
    scale: int = 0
    others: tuple[Figure, ...] = ()
    each: bool = False
    inferred: tuple[Inference, ...] = ()


@attrs.frozen(kw_only=True)
class Dated:
    """A year, a date or a period in a text: from its first to its last day, which are one for a date."""

    start: int
    end: int
    text: str
    first: PartialDate
    last: PartialDate


@attrs.frozen(kw_only=True)
class Masked:
    """A number in a text that is no figure, and why it is none."""

    start: int
    end: int
    text: str
    _reason: str | Saying = attrs.field(eq=str)

    @property
    def reason(self) -> str:
        """Why it is no figure, in English."""
        return str(self._reason)


@attrs.frozen(kw_only=True)
class Mentions(Sequence[Mention]):
    """The figures of a text in order, beside its dates and the numbers that were left out.

    `locale` is the language that the text was read in, given or detected; `detected` tells which.
    """

    text: str
    locale: str
    mentions: tuple[Mention, ...] = ()
    dates: tuple[Dated, ...] = ()
    masked: tuple[Masked, ...] = ()
    detected: bool = False

    def __len__(self) -> int:
        """The number of figures."""
        return len(self.mentions)

    @overload
    def __getitem__(self, place: int) -> Mention: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Mention, ...]: ...
    def __getitem__(self, place: int | slice) -> Mention | tuple[Mention, ...]:
        """The figure at a place."""
        return self.mentions[place]

    def __iter__(self) -> Iterator[Mention]:
        """The figures in order."""
        return iter(self.mentions)
