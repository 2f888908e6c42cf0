"""What is known of a paragraph while it is read, and what was found in it so far?"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from lacmigration.errors import LacMigrationError
from lacmigration.notation import Form, conventions
from lacmigration.reading._calques import calque
from lacmigration.reading._dates import dates
from lacmigration.reading._evidence import Marks, evidence
from lacmigration.reading._figures import Read, Separators, read_figure
from lacmigration.reading._languages import EVERY, prose_of
from lacmigration.reading._masks import masks
from lacmigration.reading._mentions import Dated, Masked, Mention
from lacmigration.reading._nouns import NounPhrase, hyphened, noun_phrase
from lacmigration.reading._spans import RATES, Span, cut
from lacmigration.sayings import Saying

__all__ = ["Paragraph", "start_of"]

_OF_WHAT = frozenset({"of", "de", "d'"})
"""What leads from money to what it is for; "del" and its like lead to when and where as often."""
_COUNTED = frozenset({Form.NUMBER, Form.RANGE})


class Paragraph:
    """One paragraph while it is read.

    `least` is the first token that no figure has taken yet; `free_from` and `free_to` bound, for each token,
    the stretch of tokens around it that lies outside all dates and masked numbers.
    """

    __slots__ = (
        "dates",
        "free_from",
        "free_to",
        "least",
        "masked",
        "mentions",
        "prose",
        "rules",
        "separators",
        "text",
        "words",
    )

    def __init__(self, text: str, locale: str, marks: Marks) -> None:
        """Cut a text into tokens, and set its dates and its numbers that are no figures apart."""
        self.text = text
        self.rules = conventions(locale)
        self.prose = prose_of(locale)
        self.words = cut(text, self.rules)
        self.separators = Separators(evidence(text), marks)
        self.least = 0
        self.mentions: list[Mention] = []
        self.dates, days = dates(text, EVERY)
        self.masked = _apart([*masks(text, self.prose), *days], self.dates)
        self.free_from, self.free_to = self._free()

    def _free(self) -> tuple[list[int], list[int]]:
        apart: list[Dated | Masked] = [*self.dates, *self.masked]
        spans = iter(sorted((one.start, one.end) for one in apart))
        span = next(spans, None)
        free_from: list[int] = []
        start = 0
        for place, token in enumerate(self.words.tokens):
            while span is not None and span[1] <= token.start:
                span = next(spans, None)
            if span is not None and span[0] < token.end:
                start = place + 1
            free_from.append(start)
        free_to = [0] * len(free_from)
        end = len(free_from) - 2
        for place in range(end, -1, -1):
            if free_from[place] > place:
                end = place
            free_to[place] = end
        return free_from, free_to

    def is_blocked(self, at: int) -> bool:
        """Whether a token lies in something that is no figure."""
        return self.free_from[at] > at

    def floor(self, at: int) -> int:
        """The leftmost token that a figure around a token can reach."""
        return max(self.least, self.free_from[at])

    def mask(self, start: int, end: int, reason: Saying) -> int:
        """Set tokens apart as no figure, as far as they are free; the token behind them."""
        tokens = self.words.tokens
        end = min(end, self.free_to[start])
        first, last = tokens[start].start, tokens[end - 1].end
        self.masked.append(Masked(start=first, end=last, text=self.text[first:last], reason=reason))
        return end

    def take(self, span: Span, *, noun: bool, form: Form | None = None) -> int | None:
        """Add the figure of a span, or of a narrower one where that is all that can be read.

        The token behind it; None where no part of it can be read, or none as the `form` that is wanted.
        """
        words = self.words
        least, most = self.floor(span.number), self.free_to[span.number]
        for start, end in span.narrower():
            if start < least or end > most:
                continue
            text = words.between(start, end)
            read = read_figure(text.removesuffix("."), self.rules, self.separators, scale=span.scale)
            if read is not None and form in {None, read.figure.form}:
                break
        else:
            return None
        named = read.figure.is_money or read.figure.unit in RATES
        phrase = NounPhrase("", "", end)
        late = read.figure.is_money and words.tokens[end].key not in _OF_WHAT
        if noun and not late:
            phrase = hyphened(words, end) or noun_phrase(words, end, self.prose, linked=named)
        if phrase.unit and read.figure.unit == "1" and read.figure.form in _COUNTED:
            read = _counted(read, phrase.unit)
        notes = calque(read.figure, self.rules)
        if notes:
            read = attrs.evolve(read, inferred=(*read.inferred, *notes))
        number = span.number, min(span.number_end, end)
        self.add(start, end, read, number=number, noun=phrase, scale=span.scale)
        return end

    def add(
        self,
        start: int,
        end: int,
        read: Read | None,
        *,
        number: tuple[int, int],
        noun: NounPhrase,
        scale: int = 0,
    ) -> None:
        """Add a figure that stands in the tokens from `start` to `end`."""
        tokens, text = self.words.tokens, self.text
        first, last = tokens[start].start, tokens[end - 1].end
        if text[last - 1] == "." and read is not None and not read.figure.text.endswith("."):
            last -= 1  # the end of the sentence
        self.mentions.append(
            Mention(
                start=first,
                end=last,
                text=text[first:last],
                figure=None if read is None else read.figure,
                others=() if read is None else read.others,
                number_start=tokens[number[0]].start,
                number_end=tokens[number[1] - 1].end,
                noun=noun.text,
                scale=scale,
                each=self._is_each(end) or self._is_each(noun.end),
                inferred=() if read is None else read.inferred,
            )
        )

    def _is_each(self, at: int) -> bool:
        return self.prose.distributive.match(self.words.tokens, at) is not None


def _apart(found: Sequence[Masked], dated: Sequence[Dated]) -> list[Masked]:
    """The masks that lie outside all dates, and outside each other."""
    kept: list[Masked] = []
    spans = iter(sorted((one.start, one.end) for one in dated))
    span = next(spans, None)
    for one in sorted(found, key=start_of):
        while span is not None and span[1] <= one.start:
            span = next(spans, None)
        inside = span is not None and span[0] < one.end
        if not inside and not (kept and one.start < kept[-1].end):
            kept.append(one)
    return kept


def start_of(one: Masked | Dated | Mention) -> int:
    """Where something stands in its text."""
    return one.start


def _counted(read: Read, unit: str) -> Read:
    """The same figures with the noun that they count."""
    try:
        figures = [attrs.evolve(one, unit=unit) for one in (read.figure, *read.others)]
    except LacMigrationError:  # a negative count is a change, not a count
        return read
    return attrs.evolve(read, figure=figures[0], others=tuple(figures[1:]))
