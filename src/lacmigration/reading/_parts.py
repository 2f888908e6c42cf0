"""Which words and signs say a part or a multiple: "two thirds", "a fifth of", "doubled"?"""

from __future__ import annotations

from lacmigration.notation import VULGAR, Form, Kind
from lacmigration.reading._dates import year_of
from lacmigration.reading._paragraphs import Paragraph
from lacmigration.reading._spans import Span, grow_hedge
from lacmigration.sayings import message

__all__ = ["fraction", "multiple"]

_SLASHED = message("numbers with a slash")


def multiple(paragraph: Paragraph, at: int) -> int | None:
    """Read "doubled", "three-fold", "twice the"; the token behind."""
    words, tokens = paragraph.words, paragraph.words.tokens
    match = words.grammar.multiples.match(tokens, at)
    if match is None:
        return None
    end = match[1]
    if (
        tokens[at].key in paragraph.prose.bare_multiples
        and tokens[end].key not in paragraph.prose.fraction_of
    ):
        return None
    return paragraph.take(_span(at, at, end), noun=False, form=Form.MULTIPLE)


def fraction(paragraph: Paragraph, at: int) -> int | None:
    """Read "two thirds", "half of the migrants", "a quarter of", no "third" for a place; the token behind."""
    words, tokens, grammar = paragraph.words, paragraph.words.tokens, paragraph.words.grammar
    token = tokens[at]
    end = None
    if token.key in VULGAR:
        end = at + 1
    elif token.kind is not Kind.NUMBER:
        end = _in_words(paragraph, at)
    elif tokens[at + 1].key == "/" and words.touches(at + 1):
        below = at + 2
        if tokens[below].kind is Kind.NUMBER and words.touches(below):
            if not _leads_on(paragraph, below + 1):
                return paragraph.mask(at, below + 1, _SLASHED)  # of "3/4 million" 4 million is no part
            end = below + 1
    if end is None or grammar.scales.match(tokens, end) is not None:
        return None
    span = _span(grow_hedge(words, at, paragraph.floor(at)), at, end)
    return paragraph.take(span, noun=True, form=Form.FRACTION)


def _span(start: int, at: int, end: int) -> Span:
    return Span(start=start, core=at, number=at, number_end=end, bare_end=end, end=end)


def _in_words(paragraph: Paragraph, at: int) -> int | None:
    """Where a fraction in words ends; None where none starts."""
    tokens, grammar, prose = paragraph.words.tokens, paragraph.words.grammar, paragraph.prose
    read = grammar.numbers.read(tokens, at)
    over = None if read is None else read.end
    single = tokens[at].key in grammar.articles | prose.ones
    if over is None and single:
        over = at + 1
    below = None if over is None else grammar.denominators.match(tokens, over)
    if below is not None:
        plain = not single or tokens[at].key in prose.plain_ones
        return below[1] if plain or _leads_on(paragraph, below[1]) or _closes(paragraph, below[1]) else None
    whole = grammar.fractions.match(tokens, at)
    if whole is None or _names_a_period(paragraph, at, whole[1]):
        return None
    led = tokens[at].key in grammar.articles | prose.ones
    wholes = prose.fraction_of
    return whole[1] if tokens[whole[1]].key in wholes or (led and _closes(paragraph, whole[1])) else None


def _leads_on(paragraph: Paragraph, at: int) -> bool:
    """Whether what a part is taken of stands at a token: "of the", "de los"."""
    return paragraph.words.tokens[at].key in paragraph.prose.of


def _closes(paragraph: Paragraph, at: int) -> bool:
    """Whether a clause ends before a token, or goes on with when, by how much, to what."""
    token = paragraph.words.tokens[at]
    if paragraph.words.tokens[at - 1].text.endswith("."):
        return True
    if token.kind is Kind.WORD:
        return token.key in paragraph.prose.year_cues
    return token.kind is Kind.END or token.key in {".", ",", ";", ":", ")", "!", "?"}


def _names_a_period(paragraph: Paragraph, at: int, end: int) -> bool:
    """Whether a half or quarter is one of a year: "the second half of 2023"."""
    tokens = paragraph.words.tokens
    if at and tokens[at - 1].key in paragraph.prose.ordinals:
        return True
    return (
        year_of(tokens[end].text) is not None
        or year_of(tokens[min(end + 1, len(tokens) - 1)].text) is not None
    )
