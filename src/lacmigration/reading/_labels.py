"""Which numbers only name something: "Figure 3", "objectives 2, 5 and 23"?"""

from __future__ import annotations

from lacmigration.notation import Kind
from lacmigration.reading._paragraphs import Paragraph
from lacmigration.reading._spans import Words
from lacmigration.sayings import message

__all__ = ["label"]

_LIST_SIGNS = frozenset({",", ";", "-", "–", "/", "&"})
_LABEL_SIGNS = frozenset({"#", ".", "°", "º", "nº"})
_MOST_SIGNS = 3
_LONGEST = 5
"""Characters of a number that only names something."""

_REASONS = {
    "an objective": message("the number of an objective"),
    "a part of a text": message("the number of a part of a text"),
    "a figure or table": message("the number of a figure or table"),
    "a place in a text": message("the number of a place in a text"),
    "a note": message("the number of a note"),
    "a paper": message("the number of a paper"),
    "a number by name": message("the number of a number by name"),
    "a step": message("the number of a step"),
    "an item": message("the number of an item"),
    "an address": message("the number of an address"),
}
"""What is said of a number that names something, by what it names."""


def label(paragraph: Paragraph, at: int) -> int | None:
    """Leave out a number that only names something; the token behind it and its list."""
    words, tokens = paragraph.words, paragraph.words.tokens
    if tokens[at].kind is not Kind.NUMBER or not at:
        return None
    name = at - 1
    while name > max(0, at - _MOST_SIGNS) and tokens[name].key in _LABEL_SIGNS:
        name -= 1
    what = paragraph.prose.labels.get(tokens[name].key)
    if what is None or name < paragraph.least - 1 or len(tokens[at].text) > _LONGEST:
        return None
    grammar = words.grammar
    end = _end(paragraph, at)
    behind = tokens[end]
    if behind.key in {"%", "‰"} or behind.kind is Kind.CURRENCY:
        return None
    if grammar.scales.match(tokens, end) is not None:
        return None
    known = grammar.units.match(tokens, end)
    if known is not None and not words.touches(end) and tokens[name].text.islower():
        return None  # "in this phase 20 countries"
    return paragraph.mask(at, end, _REASONS[what])


def _end(paragraph: Paragraph, at: int) -> int:
    """Move over a list of numbers: "2, 5 and 23", "7-9"."""
    words: Words = paragraph.words
    tokens, grammar = words.tokens, words.grammar
    joins = _LIST_SIGNS.union(grammar.and_, grammar.to)
    end = at + 1
    while (
        tokens[end].key in joins and tokens[end + 1].kind is Kind.NUMBER and end + 1 < paragraph.free_to[at]
    ):
        if tokens[end + 2].key == "%" or grammar.scales.match(tokens, end + 2) is not None:
            break
        end += 2
    return end
