"""What does a number count: the noun phrase behind it, and its head?"""

from __future__ import annotations

from typing import NamedTuple

from lacmigration.notation import Kind
from lacmigration.reading._prose import Prose
from lacmigration.reading._spans import Words

__all__ = ["NounPhrase", "hyphened", "noun_phrase"]

_LONGEST = 5
_HYPHENS = frozenset("-‐‑")
_THOUSAND = 3
_PLURAL = ("s", "x")
_NO_NOUNS = frozenset({"percent", "percentage points", "per thousand", "basis points", "times"})


class NounPhrase(NamedTuple):
    """A noun phrase as written, the unit that its head names, and the token behind it."""

    text: str
    unit: str
    end: int


def hyphened(words: Words, at: int) -> NounPhrase | None:
    """The known noun that a hyphen joins to the number before it: the months of a "12-month project"."""
    tokens = words.tokens
    end = tokens[at - 1].end
    if tokens[at].start != end + 1 or words.text[end] not in _HYPHENS:
        return None
    unit = words.grammar.units.match(tokens, at)
    if unit is None or unit[0] in _NO_NOUNS:
        return None
    return NounPhrase(words.between(at, unit[1]), unit[0], unit[1])


def noun_phrase(words: Words, at: int, prose: Prose, *, linked: bool = False) -> NounPhrase:
    """The noun phrase from a token on, as written, and the unit that its head names; empty where none is.

    The head of a known noun is its unit ("migrants"); that of another is the noun itself, in lower case:
    the last word where the describing words come first ("GCM Champion countries"), else the first.
    `linked` asks for a word such as "of" before it: behind money and rates, another word is a verb or a
    participle as often as a noun ("9.8% reported").
    """
    found, grammar = words.tokens, words.grammar
    led = found[at].key in prose.of or found[at].key in grammar.linkers
    if _starts_none(words, at, prose, linked=linked, led=led):
        return NounPhrase("", "", at)
    at += led
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
    text = words.between(start, end)
    bare = text.removesuffix(".")
    return NounPhrase(text if "." in bare else bare, unit_name, end)


def _ends(words: Words, at: int, start: int, prose: Prose) -> bool:
    """Whether a noun phrase ends before a token: at a full stop, a verb, "each", another number."""
    found = words.tokens
    before = found[at - 1]
    stopped = before.text.endswith(".") and len(before.text) > 2
    if at > start and (stopped or not _agrees(words, at, prose)):
        return True
    each = prose.distributive.match(found, at) is not None
    return each or found[at].key in words.grammar.numbers.reserved


def _starts_none(words: Words, at: int, prose: Prose, *, linked: bool, led: bool) -> bool:
    """Whether no noun phrase starts at a token: another sentence does, or "of" lacks or is too much."""
    if words.tokens[at - 1].text.endswith(".") and words.tokens[at].text[:1].isupper():
        return True
    return not led if linked else led and _is_counted_bare(words, at, prose)


def _is_counted_bare(words: Words, at: int, prose: Prose) -> bool:
    """Whether what is counted follows without "de": "9 mil de avión" leave it out."""
    last = words.tokens[at - 1]
    if not prose.head_first:
        return False
    if last.kind is Kind.NUMBER:
        return len(last.text) < len("1.000.000")
    scale = words.grammar.scales.match(words.tokens, at - 1)
    return scale is not None and scale[0] <= _THOUSAND and not last.key.endswith(_PLURAL)


def _agrees(words: Words, at: int, prose: Prose) -> bool:
    """Whether a word can describe the noun before it: with a plural goes a plural, where nouns come first."""
    before = words.tokens[at - 1]
    plural = prose.head_first and before.kind is Kind.WORD and before.key.endswith(_PLURAL)
    return not plural or words.tokens[at].key.endswith(_PLURAL)


def _describing(words: Words, at: int, prose: Prose) -> int:
    """Move over one word that describes the noun before it ("migrantes venezolanos")."""
    token = words.tokens[at]
    if token.kind is Kind.WORD and token.key not in prose.stops and not _ends(words, at, at - 1, prose):
        return at + 1
    return at
