"""Which number do several scale words make together: "three million four hundred thousand", "45 mil 727"?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lacmigration.notation._grammar import Grammar
from lacmigration.notation._tokens import Kind, Token

__all__ = ["Compound", "compound"]

_MOST_DIGITS = 6  # before a scale word; more are no part of a number in words
_THOUSAND, _MILLION = 3, 6


class Compound(NamedTuple):
    """A number of several parts, the power of ten of its last part, and the place of the token behind it."""

    value: int
    power: int
    end: int


class _Part(NamedTuple):
    """A number below a million; `power` is 3 where it ends with a word for thousands."""

    value: int
    power: int
    end: int
    digits: int = 0


def compound(found: Sequence[Token], at: int, grammar: Grammar) -> Compound | None:
    """Read a number of at least two parts from the token `at`, each of a smaller scale; None where none is.

    What belongs to another number behind it is left: in "one million two million" nothing is compound.

    >>> from lacmigration.notation import conventions, tokens
    >>> compound(tokens("three million four hundred thousand"), 0, conventions("en").grammar)
    Compound(value=3400000, power=3, end=5)
    """
    head = _scaled(found, at, grammar, below=None)
    if head is None:
        return None
    total, power, end = head.value, head.power, head.end
    count = 1
    while power:
        more = _next(found, end, grammar, below=power)
        if more is None:
            break
        total, power, end = total + more.value, more.power, more.end
        count += 1
        if more.digits or more.value < 10**_THOUSAND:
            break
    return Compound(total, power, end) if count > 1 else None


def _next(found: Sequence[Token], at: int, grammar: Grammar, *, below: int) -> _Part | None:
    """Read the next part, with the word that may link it."""
    linked = bool(found[at].key) and found[at].key in grammar.numbers.thousands_link
    part = _scaled(found, at + linked, grammar, below=below)
    if part is None or not 0 < part.value < 10**below:
        return None
    english = grammar.numbers.one
    if linked and english and part.power:
        return None  # "between three million and four hundred thousand"
    alone = part.value == 1 and not linked
    return None if alone else part


def _scaled(found: Sequence[Token], at: int, grammar: Grammar, *, below: int | None) -> _Part | None:
    """Read a number below a million with the scale word behind it, smaller than that of the part before."""
    part = _small(found, at, grammar)
    if part is None:
        return None
    match = None if found[part.end].text.isupper() else grammar.scales.match(found, part.end)
    if match is None:
        return part if below is None or _is_last(part, below, grammar) else None
    power, end = match
    if below is not None and power >= below:
        return None
    if part.power and power <= part.power:
        return None
    return _Part(part.value * 10**power, power, end)


def _is_last(part: _Part, below: int, grammar: Grammar) -> bool:
    """Whether a part without a scale word can end a number: digits only where they fill all places."""
    if not part.digits:
        return True
    return part.digits == below and not grammar.numbers.one


def _small(found: Sequence[Token], at: int, grammar: Grammar) -> _Part | None:
    """Read a number below a million in words, or in digits."""
    token, numbers = found[at], grammar.numbers
    if token.kind is Kind.NUMBER:
        digits = "".join(letter for letter in token.text if letter in "0123456789")
        groups = "".join(letter if letter in "0123456789" else " " for letter in token.text).split()
        if len(digits) > _MOST_DIGITS or any(len(group) != _THOUSAND for group in groups[1:]):
            return None
        if len(groups) > 1 and "." in token.text + grammar.decimal_point:
            return None
        return _Part(int(digits), 0, at + 1, len(digits))
    read = numbers.read(found, at)
    if read is not None:
        return None if read.group else _Part(read.value, _THOUSAND if read.thousands else 0, read.end)
    if token.key in numbers.one | grammar.articles and grammar.scales.match(found, at + 1) is not None:
        return _Part(1, 0, at + 1)
    return None
