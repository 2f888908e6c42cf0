"""Which figure stands around a number: alone, as one in so many, or as a range?"""

from __future__ import annotations

import attrs

from lacmigration.notation import Kind
from lacmigration.reading._dates import year_of
from lacmigration.reading._nouns import noun_phrase
from lacmigration.reading._paragraphs import Paragraph
from lacmigration.reading._spans import Span, Words, grow, is_code
from lacmigration.sayings import message

__all__ = ["number"]

_DASHES = frozenset("-–—‐‑−")
_NO_NUMBER = message("no number in any way of writing it")
_FEW_DIGITS = 2


def number(paragraph: Paragraph, at: int) -> int | None:
    """Read a number with all that belongs to it; the token behind."""
    words, tokens, prose = paragraph.words, paragraph.words.tokens, paragraph.prose
    span = grow(words, at, least=paragraph.floor(at))
    if span is None:
        return None
    if _is_under_heads(paragraph, span):
        span = attrs.evolve(span, start=span.core)
    share = _share_end(paragraph, span)
    if share is not None:
        taken = paragraph.take(attrs.evolve(span, bare_end=share, end=share), noun=True)
        if taken is not None:
            return taken
    lone = span.number_end == at + 1 and tokens[at].key in prose.ones
    once = words.grammar.times.match(tokens, span.number_end) is not None
    if (lone and (once or span.bare_end == span.number_end)) or tokens[at].key in prose.not_numbers:
        return None
    bare = span.bare_end == span.number_end
    unclear = paragraph.rules.refused.unclear.match(tokens, span.number_end) if bare else None
    if unclear is not None:
        return paragraph.mask(span.number, span.number_end, message("not clear: {why}", why=unclear[0]))
    ranged = _range(paragraph, span)
    if ranged is not None:
        taken = paragraph.take(ranged, noun=True)
        if taken is not None:
            return taken
    taken = paragraph.take(span, noun=True)
    several = span.number_end > at + 1
    if taken is None and (several or tokens[at].kind is Kind.NUMBER):
        return paragraph.mask(span.number, span.number_end, _NO_NUMBER)
    return taken


def _is_under_heads(paragraph: Paragraph, span: Span) -> bool:
    """Whether "under" before a small number tells a place: "arranged under five headings"."""
    words, tokens, prose = paragraph.words, paragraph.words.tokens, paragraph.prose
    if span.start == span.core or tokens[span.start].key not in prose.places or span.scale or span.money:
        return False
    digits = tokens[span.number].kind is Kind.NUMBER and len(tokens[span.number].text) > _FEW_DIGITS
    if span.start + 1 != span.core or span.core != span.number or span.end != span.number_end or digits:
        return False
    if span.start and tokens[span.start - 1].key in prose.amounts:
        return False
    return not prose.heads.isdisjoint(noun_phrase(words, span.end, prose).text.casefold().split())


def _share_end(paragraph: Paragraph, span: Span) -> int | None:
    """Where "one in five" or "three out of ten" ends: two small whole numbers, no units."""
    words, tokens, grammar = paragraph.words, paragraph.words.tokens, paragraph.words.grammar
    if span.money or span.number_end != span.bare_end:
        return None
    join = grammar.joins.match(tokens, span.number_end) or _join_behind_noun(paragraph, span)
    if join is None or tokens[join[1] - 1].key in paragraph.prose.definite:
        return None
    below = join[1]
    if paragraph.is_blocked(below) or not _is_small(words, span.number, span.number_end):
        return None
    second = grow(words, below, least=below)
    if second is None or second.money or second.end != second.number_end:
        return None
    if year_of(tokens[below].text) is not None or not _is_small(words, below, second.end):
        return None
    if not join[0] and (tokens[span.number].kind is Kind.NUMBER or not paragraph.prose.plain_of):
        return None
    return second.end


def _join_behind_noun(paragraph: Paragraph, span: Span) -> tuple[bool, int] | None:
    """What joins the numbers of "un enfant sur quatre"; a bare "in" or "en" leads to a place as well."""
    tokens, grammar = paragraph.words.tokens, paragraph.words.grammar
    noun = tokens[span.number_end]
    if noun.kind is not Kind.WORD or noun.key in paragraph.prose.stops:
        return None
    join = grammar.joins.match(tokens, span.number_end + 1)
    places = join is not None and tokens[join[1] - 1].key in {"in", "en", "em"}
    return join if join is not None and join[0] and not places else None


def _is_small(words: Words, start: int, end: int) -> bool:
    """Whether a number is a whole one of at most four digits, or in words."""
    if words.tokens[start].kind is not Kind.NUMBER:
        return True
    text = words.between(start, end).replace(",", "").replace(".", "")
    return text.isdigit() and len(text) <= 4


def _range(paragraph: Paragraph, span: Span) -> Span | None:
    """The span of "between 3 and 4 million" or "10-15%"; None where it is none.

    "From 3 to 4 million" is a change as often as a range, and is read as two figures.
    """
    words, tokens, grammar = paragraph.words, paragraph.words.tokens, paragraph.words.grammar
    opened = span.start - 1
    start, kind = span.start, ""
    if opened >= paragraph.floor(span.number) and tokens[opened].key in grammar.between:
        start, kind = opened, "and"
    join = grammar.range_joins[kind].match(tokens, span.bare_end)
    if join is None or paragraph.is_blocked(join[1]):
        return None
    if not kind and tokens[span.bare_end].key not in _DASHES:
        return None
    led = tokens[join[1]].kind is Kind.CURRENCY or is_code(tokens[join[1]])
    second = grow(words, join[1] + led, least=join[1])
    if second is None or second.start != join[1]:
        return None
    return attrs.evolve(
        span, start=start, bare_end=second.bare_end, end=second.end, money=span.money or second.money
    )
