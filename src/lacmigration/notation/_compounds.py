"""Which number do several scale words make together: "three million four hundred thousand", "45 mil 727"?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lacmigration.notation._grammar import Grammar
from lacmigration.notation._tokens import Kind, Token

__all__ = ["Compound", "and_part", "compound"]

_MOST_DIGITS = 6  # before a scale word; more are no part of a number in words
_THOUSAND, _MILLION = 3, 6
_BELOW_A_THOUSAND = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?")


class Compound(NamedTuple):
    """A number of several parts, the power of ten of its last part, and the place of the token behind it."""

    value: int
    power: int
    end: int


class _Part(NamedTuple):
    """A number below a million; `power` is 3 where it ends with a word for thousands.

    `digits` counts them where it is written in digits, `marked` tells that something groups them.
    """

    value: int
    power: int
    end: int
    digits: int = 0
    marked: bool = False


def compound(found: Sequence[Token], at: int, grammar: Grammar) -> Compound | None:
    """Read a number of at least two parts from the token `at`, each of a smaller scale; None where none is.

    What belongs to another number behind it is left: in "one million two million" nothing is compound.

    >>> from lacmigration.notation import conventions, tokens
    >>> compound(tokens("three million four hundred thousand"), 0, conventions("en").grammar)
    Compound(value=3400000, power=3, end=5)
    >>> compound(tokens("7 mil 250 millones"), 0, conventions("es").grammar)
    Compound(value=7250000000, power=6, end=4)
    """
    mixed = _thousands(found, at, grammar)
    head = _scaled(found, at, grammar, below=None) if mixed is None else mixed
    if head is None:
        return None
    total, power, end = head.value, head.power, head.end
    several = mixed is not None
    while power:
        more = _next(found, end, grammar, below=power)
        if more is None:
            break
        total, power, end = total + more.value, more.power, more.end
        several = True
    return Compound(total, power, end) if several else None


def and_part(found: Sequence[Token], at: int, grammar: Grammar) -> tuple[int, int, int] | None:
    """Read "and three quarters" from the token `at`: numerator, denominator, and the place behind.

    >>> from lacmigration.notation import conventions, tokens
    >>> and_part(tokens("and a fifth"), 0, conventions("en").grammar)
    (1, 5, 3)
    """
    if found[at].key not in grammar.and_:
        return None
    read = grammar.numbers.read(found, at + 1)
    if read is None and found[at + 1].key not in grammar.numbers.one:
        return None
    over, end = (1, at + 2) if read is None else (read.value, read.end)
    part = grammar.denominators.match(found, end)
    return None if part is None or not 0 < over < part[0] else (over, part[0], part[1])


def _next(found: Sequence[Token], at: int, grammar: Grammar, *, below: int) -> _Part | None:
    """Read the next part, with the word that may link it."""
    linked = bool(found[at].key) and found[at].key in grammar.numbers.thousands_link
    part = _scaled(found, at + linked, grammar, below=below)
    if part is None or not 0 < part.value < 10**below:
        return None
    if linked and part.power and grammar.language == "en":
        return None  # "between three million and four hundred thousand"
    return part if linked or part.value > 1 else None  # "un millón una persona"


def _thousands(found: Sequence[Token], at: int, grammar: Grammar) -> _Part | None:
    """Read thousands of a greater scale with the rest in digits: "7 mil 250.5 millones", "7 mil 250 mdd"."""
    part = None if grammar.language == "en" else _small(found, at, grammar)
    if part is None or part.marked or part.digits > _THOUSAND:
        return None
    scale = (_THOUSAND, part.end) if part.power else grammar.scales.match(found, part.end)
    if scale is None or scale[0] != _THOUSAND:
        return None
    rest = _BELOW_A_THOUSAND.fullmatch(found[scale[1]].text)
    if rest is None:
        return None
    thousands = part.value if part.power else part.value * 10**_THOUSAND
    whole, places = thousands + int(rest[1]), rest[2] or ""
    end = scale[1] + 1
    if found[end].key in grammar.scaled_money and not places:
        return _Part(whole, 0, end)
    great = None if found[end].text.isupper() else grammar.scales.match(found, end)
    if great is None or great[0] < _MILLION:
        return None
    power = great[0] - len(places)
    return _Part(int(f"{whole}{places}") * 10**power, power, great[1])


def _scaled(found: Sequence[Token], at: int, grammar: Grammar, *, below: int | None) -> _Part | None:
    """Read a number below a million with the scale word behind it, smaller than that of the part before."""
    part = _small(found, at, grammar)
    if part is None or (part.marked and below is None):
        return None
    match = None if found[part.end].text.isupper() else grammar.scales.match(found, part.end)
    if match is None:
        return part if below is None or _is_last(part, below, grammar) else None
    power, end = match
    if below is not None and power >= below:
        return None
    if part.power and power <= part.power:
        return None
    return _Part(part.value * 10**power, power + part.power, end)  # "mil millones" are 10^9


def _is_last(part: _Part, below: int, grammar: Grammar) -> bool:
    """Whether a part without a scale word can end a number: digits only where they fill all places."""
    if not part.digits:
        return True
    return part.digits == below and grammar.language != "en"


def _small(found: Sequence[Token], at: int, grammar: Grammar) -> _Part | None:
    """Read a number below a million in words, or in digits."""
    token, numbers = found[at], grammar.numbers
    if token.kind is Kind.NUMBER:
        first, *groups = re.split(r"[^0-9]", token.text)
        whole = "".join((first, *groups))
        grouped = all(len(group) == _THOUSAND for group in groups)
        if not grouped or len(whole) > _MOST_DIGITS:
            return None
        return _Part(int(whole), 0, at + 1, len(whole), marked=bool(groups))
    read = numbers.read(found, at)
    if read is not None:
        return None if read.group else _Part(read.value, _THOUSAND if read.thousands else 0, read.end)
    if token.key in numbers.one and grammar.scales.match(found, at + 1) is not None:
        return _Part(1, 0, at + 1)
    return None
