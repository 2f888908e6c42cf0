"""A block with its figures, as claims are searched in it: its sentences, and what stands between figures."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from itertools import groupby, pairwise

import attrs

from lacmigration.claims._claims import Spot
from lacmigration.documents import Block, Cell
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Form
from lacmigration.reading import Mention, Mentions
from lacmigration.sayings import Saying

__all__ = ["Passage", "ends_with", "fact_of", "facts_of", "folded"]

_MILLIONS = 6
# The end of a sentence: a mark, a space, and no small letter behind; not behind one letter or a short title.
_END = re.compile(
    r"(?<![\s.(][^\W\d_])(?<!\bno)(?<!\bapprox)(?<!\baprox)(?<!\bvs)"
    r"[.!?][\"”’»)\]¹²³⁰⁴-⁹]*\s+(?=[^\sa-zà-ÿ])"
)


def folded(text: str) -> str:
    """A text in small letters with single spaces and straight apostrophes, as cues are compared.

    >>> folded(" D’un  Total ")
    "d'un total"
    """
    return " ".join(text.casefold().replace("\u2019", "'").split())


def ends_with(before: str, endings: Iterable[str]) -> bool:
    """Whether a folded text ends with one of some words or phrases.

    >>> ends_with("it grew by", ["by"]), ends_with("nearby", ["by"])
    (True, False)
    """
    padded = f" {before}"
    return any(
        padded.endswith(f" {word}") or (word.endswith("'") and padded.endswith(word)) for word in endings
    )


def fact_of(figure: Figure, label: str | Saying, *, scope: str = "") -> Fact:
    """A figure of a document as a fact without a record: its label is its text."""
    return Fact(id="", figure=figure, label=label, scope=scope)


@attrs.frozen(eq=False)
class Passage:
    """One block of a document with what was read in it.

    `place` counts the blocks of the document from 0.
    """

    block: Block
    read: Mentions
    place: int
    cell: Cell | None = None

    @property
    def text(self) -> str:
        """The text of the block."""
        return self.block.text

    @property
    def language(self) -> str:
        """The language that it was read in: "en", "es", "pt" or "fr"."""
        return self.read.locale.replace("_", "-").split("-", 1)[0].lower()

    @cached_property
    def sentences(self) -> tuple[tuple[Mention, ...], ...]:
        """The figures of each sentence that has any, in order."""
        by_sentence = groupby(self.read, key=lambda one: bisect_right(self._ends, one.start))
        return tuple(tuple(mentions) for _, mentions in by_sentence)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(match.end() for match in _END.finditer(self.text))

    def sentence_of(self, mention: Mention) -> tuple[int, int]:
        """Where the sentence of a figure starts and ends."""
        return self.sentence_at(mention.start)

    def sentence_at(self, at: int) -> tuple[int, int]:
        """Where the sentence around a character starts and ends."""
        number = bisect_right(self._ends, at)
        start = self._ends[number - 1] if number else 0
        return start, self._ends[number] if number < len(self._ends) else len(self.text)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(one.start for one in self.read)

    def until(self, at: int) -> int:
        """How many figures of the block start before a character."""
        return bisect_left(self._starts, at)

    def between(self, one: Mention, other: Mention) -> str:
        """What stands between two figures, folded."""
        return folded(self.text[one.end : other.start])

    def before(self, mention: Mention, most: int = 60) -> str:
        """What stands before a figure within its sentence, folded; at most so many characters."""
        start, _ = self.sentence_of(mention)
        return folded(self.text[max(start, mention.start - most) : mention.start])

    def behind(self, mention: Mention, most: int = 60) -> str:
        """What stands behind a figure within its sentence, folded; at most so many characters."""
        _, end = self.sentence_of(mention)
        return folded(self.text[mention.end : min(end, mention.end + most)])

    def spot(self, mention: Mention) -> Spot:
        """The place of a figure."""
        return Spot(block=self.block, mention=mention, cell=self.cell)

    def neighbours(self) -> Iterator[tuple[Mention, Mention]]:
        """Each figure with the next one in the same sentence."""
        for sentence in self.sentences:
            yield from pairwise(sentence)


def facts_of(*mentions: Mention) -> tuple[Fact, ...]:
    """The figures of mentions as facts; a bare number beside amounts is one of the same things or currency.

    Mentions without a number are left out.
    """
    figures = [(_as_billions(one.figure, one.scale), one.text) for one in mentions if one.figure is not None]
    counted = next((one.unit for one, _ in figures if one.is_count), None)
    paid = next((one.unit for one, _ in figures if one.is_money), None)
    return tuple(fact_of(_in_unit(figure, paid or counted), text) for figure, text in figures)


def _as_billions(figure: Figure, scale: int) -> Figure:
    """Thousands of millions are billions where a language has no word for them: "155.000 millones"."""
    thousands = figure.form is Form.NUMBER and figure.number and not Fraction(figure.number) % 10**9
    if scale != _MILLIONS or figure.exponent != _MILLIONS or not thousands or figure.precision is not None:
        return figure
    return attrs.evolve(figure, precision=9)


def _in_unit(figure: Figure, unit: str | None) -> Figure:
    plain = figure.unit == "1" and figure.form in {Form.NUMBER, Form.RANGE} and figure.number >= 0
    return attrs.evolve(figure, unit=unit, domain=None) if plain and unit is not None else figure
