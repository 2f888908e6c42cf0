"""Which amounts are named without a number: "millions of", "several hundred thousand"?"""

from __future__ import annotations

from lacmigration.notation import Kind
from lacmigration.reading._nouns import noun_phrase
from lacmigration.reading._paragraphs import Paragraph
from lacmigration.reading._prose import vague_phrases

__all__ = ["vague"]


def vague(paragraph: Paragraph, at: int) -> int | None:
    """Keep an amount without a number, without a figure; the token behind."""
    words = paragraph.words
    match = vague_phrases(paragraph.prose).match(words.tokens, at)
    if match is None or (at and words.tokens[at - 1].kind is Kind.NUMBER):
        return None
    _, end = match
    if end > paragraph.free_to[at]:
        return None
    led = words.tokens[end].key in paragraph.prose.of or words.tokens[end].key in words.grammar.linkers
    noun = noun_phrase(words, end, paragraph.prose, linked=led)
    paragraph.add(at, end, None, number=(at, end), noun=noun)
    return end
