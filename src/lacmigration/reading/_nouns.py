"""What does a number count: the noun phrase behind it, and its head?"""

from __future__ import annotations

from typing import NamedTuple

from lacmigration.notation import Kind
from lacmigration.reading._prose import Prose
from lacmigration.reading._spans import Words

__all__ = ["NounPhrase", "noun_phrase"]

_LONGEST = 5
_HYPHENS = frozenset("-‐‑")
_NO_NOUNS = frozenset({"percent", "percentage points", "per thousand", "basis points", "times"})


class NounPhrase(NamedTuple):
    """A noun phrase as written, the unit that its head names, and the token behind it."""

    text: str
    unit: str
    end: int


def noun_phrase(words: Words, at: int, prose: Prose) -> NounPhrase:
    """The noun phrase from a token on, as written, and the unit that its head names; empty where none is.

    The head of a known noun is its unit ("migrants"); that of another is the noun itself, in lower case:
    the last word where the describing words come first ("GCM Champion countries"), else the first.
    """
    found, grammar = words.tokens, words.grammar
    if found[at].key in prose.of or found[at].key in grammar.linkers:
        at += 1
    start = at
    heads: list[tuple[int, str]] = []
    known: tuple[int, str] | None = None
    while at - start < 2 * _LONGEST and len(heads) < _LONGEST:
        token = found[at]
        if token.key in _HYPHENS and at > start and words.touches(at) and found[at + 1].kind is Kind.WORD:
            at += 1
            continue
        if token.kind is not Kind.WORD or token.key in prose.stops or _ends(words, at, start, prose):
            break
        unit = grammar.units.match(found, at)
        if unit is not None and unit[0] not in _NO_NOUNS:
            known = unit[1], unit[0]
            at = unit[1]
            heads.append((at, unit[0]))
            if prose.head_first:
                at = _describing(words, at, prose)
                break
            continue
        at += 1
        heads.append((at, token.key))
    if not heads:
        return NounPhrase("", "", at)
    if known is not None:
        end, unit_name = (at, known[1]) if prose.head_first else known
    elif prose.head_first:
        end, unit_name = at, heads[0][1]
    else:
        end, unit_name = heads[min(len(heads), 3) - 1]
    return NounPhrase(words.between(start, end), unit_name, end)


def _ends(words: Words, at: int, start: int, prose: Prose) -> bool:
    """Whether a noun phrase ends before a token: at a full stop, at "each", where another number starts."""
    found = words.tokens
    before = found[at - 1]
    if at > start and before.text.endswith(".") and len(before.text) > 2:
        return True
    each = prose.distributive.match(found, at) is not None
    return each or found[at].key in words.grammar.numbers.reserved


def _describing(words: Words, at: int, prose: Prose) -> int:
    """Move over one word that describes the noun before it ("migrantes venezolanos")."""
    token = words.tokens[at]
    if token.kind is Kind.WORD and token.key not in prose.stops and not _ends(words, at, at - 1, prose):
        return at + 1
    return at
