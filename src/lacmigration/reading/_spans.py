"""How far does a figure reach to the left and to the right of its number?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from lacmigration._iso4217 import MINOR_UNITS
from lacmigration.notation import LETTER_SIGNS, VULGAR, Conventions, Grammar, Kind, Token, tokens

__all__ = ["Span", "Words", "cut", "grow", "grow_hedge"]

_GROUPED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_RATES = frozenset({"percent", "percentage points", "per thousand", "basis points"})
_MINUS = frozenset("-−–")
_LONGEST_HEDGE = 6


@attrs.frozen
class Words:
    """A text cut into tokens, with the tables of its language."""

    text: str
    tokens: Sequence[Token]
    conventions: Conventions

    @property
    def grammar(self) -> Grammar:
        """The words of figures."""
        return self.conventions.grammar

    def between(self, start: int, end: int) -> str:
        """The text from one token to another, the last one left out."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def touches(self, at: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return at > 0 and self.tokens[at - 1].end == self.tokens[at].start


@attrs.frozen(kw_only=True)
class Span:
    """Where a figure stands, in tokens: from `start` to `end`, its number from `number` to `number_end`.

    `core` is where it starts without its hedge; `bare_end` where it ends without a hedge behind it;
    `scale` is the power of ten of its scale words.
    """

    start: int
    core: int
    number: int
    number_end: int
    bare_end: int
    end: int
    money: bool = False
    scale: int = 0

    def narrower(self) -> Iterator[tuple[int, int]]:
        """The bounds to try, the widest first."""
        yield from dict.fromkeys(
            (
                (self.start, self.end),
                (self.start, self.bare_end),
                (self.core, self.end),
                (self.core, self.bare_end),
                (self.number, self.bare_end),
                (self.number, self.number_end),
            )
        )


def cut(text: str, conventions: Conventions) -> Words:
    """Cut a text into tokens; digits that stand apart are numbers apart, but for groups of three."""
    found: list[Token] = []
    for token in tokens(text):
        if token.kind is Kind.NUMBER and " " in token.text and not _GROUPED.fullmatch(token.text):
            at = token.start
            for piece in token.text.split(" "):
                found.append(Token(Kind.NUMBER, piece, piece, at, at + len(piece)))
                at += len(piece) + 1
        else:
            found.append(token)
    found.append(found[-1])  # two ENDs: whoever looks one token behind any other finds one
    return Words(text, found, conventions)


def grow(words: Words, at: int, *, least: int) -> Span | None:
    """The span of the figure whose number starts at a token, not reaching left of the token `least`.

    None where no number starts there.
    """
    core = _left(words, at, least)
    money = core < at and not _is_sign(words, core, at)
    number = _number_end(words, at, money=money)
    if number is None:
        return None
    number_end, scale = number
    end, currency, more = _unit_end(words, number_end)
    bare_end = end
    tail = words.grammar.tails.match(words.tokens, end)
    return Span(
        start=grow_hedge(words, core, least),
        core=core,
        number=at,
        number_end=number_end,
        bare_end=bare_end,
        end=end if tail is None else tail[1],
        money=money or currency,
        scale=scale + more,
    )


def _is_sign(words: Words, core: int, at: int) -> bool:
    return at - core == 1 and words.tokens[core].key in _MINUS


def _left(words: Words, at: int, least: int) -> int:
    """Move left over a minus and a currency."""
    found = words.tokens
    core = at
    if core > least and found[core - 1].key in _MINUS and words.touches(core):
        before = found[core - 2] if core - 2 >= least else None
        if before is None or before.end < found[core - 1].start or before.key in {"(", ","}:
            core -= 1
    left = core - 1
    if left < least:
        return core
    token = found[left]
    if token.key == ":" and left > least and words.touches(core):  # "US$: 12"
        left -= 1
        token = found[left]
    if token.kind is Kind.CURRENCY:
        return left
    code = token.text.removesuffix(".")
    if token.kind is Kind.WORD and (
        code in MINOR_UNITS or (token.text in LETTER_SIGNS and words.touches(core))
    ):
        return left
    return core


def grow_hedge(words: Words, core: int, least: int) -> int:
    """Move left over the longest hedge that ends at the core."""
    found, hedges = words.tokens, words.grammar.hedges
    for start in range(max(least, core - _LONGEST_HEDGE), core):
        match = hedges.match(found, start)
        if match is not None and match[1] == core:
            return start
    return core


def _number_end(words: Words, at: int, *, money: bool) -> tuple[int, int] | None:
    """Move over digits or number words, and the scales behind them; with the power of ten of those."""
    found, grammar = words.tokens, words.grammar
    token = found[at]
    spelled = False
    if token.kind is Kind.NUMBER:
        end = at + 1
        if found[end].key in VULGAR and words.touches(end):
            end += 1
    elif token.key in VULGAR:
        end = at + 1
    else:
        half = grammar.halves.match(found, at)
        read = grammar.numbers.read(found, at)
        spelled = True
        if half is not None and grammar.scales.match(found, half[1]) is not None:
            end = half[1]
        elif read is not None:
            end = read.end
        elif token.key in grammar.articles and _is_scale(words, at + 1):
            end = at + 1
        else:
            return None
    and_half = grammar.and_halves.match(found, end)
    if and_half is not None:
        end = and_half[1]
    return _scales_end(words, end, money=money, spelled=spelled)


def _is_scale(words: Words, at: int) -> bool:
    """Whether a scale word stands at a token, not a name in capitals that is spelled like one."""
    return not words.tokens[at].text.isupper() and words.grammar.scales.match(words.tokens, at) is not None


def _scales_end(words: Words, end: int, *, money: bool, spelled: bool) -> tuple[int, int]:
    found, grammar = words.tokens, words.grammar
    power = 0
    while found[end].kind is Kind.WORD:
        match = grammar.scales.match(found, end)
        if match is not None:
            power, end = power + match[0], match[1]
            and_half = grammar.and_halves.match(found, end)
            end = end if and_half is None else and_half[1]
            more = _more_words(words, end) if spelled else None
            end = end if more is None else more
        elif found[end].text in grammar.letters and _is_scale_letter(words, end, money=money):
            power, end = power + grammar.letters[found[end].text], end + 1
        else:
            break
    return end, power


def _more_words(words: Words, end: int) -> int | None:
    """Move over the rest of "three million four hundred thousand"."""
    found, numbers = words.tokens, words.grammar.numbers
    for start in (end, end + 1):
        if start > end and found[end].key not in numbers.thousands_link | numbers.hundreds_link:
            return None
        read = numbers.read(found, start)
        if read is not None:
            return read.end
    return None


def _is_scale_letter(words: Words, at: int, *, money: bool) -> bool:
    found = words.tokens
    behind = found[at + 1]
    near = behind.kind is Kind.CURRENCY or behind.text in MINOR_UNITS
    return words.touches(at) or money or near or len(found[at].text.removesuffix(".")) > 1


def _unit_end(words: Words, end: int) -> tuple[int, bool, int]:
    """Move over a currency, a scale behind it, a rate such as percent, and "per person".

    The token behind, whether there was a currency, and the power of ten of the scale.
    """
    found, grammar = words.tokens, words.grammar
    start = end
    at = end + (found[end].key in grammar.linkers)
    token = found[at]
    currency = False
    if _is_currency(words, at):
        end, currency = at + 1, True
    elif token.kind is Kind.WORD:
        match = grammar.money.match(found, at)
        if match is not None:
            end, currency = match[1], True
        elif token.key in grammar.scaled_money:
            end, currency = at + 1, True
            return _per_end(words, end), True, grammar.scaled_money[token.key][0]
    if currency:
        power, behind = grammar.scales.match(found, end) or (0, end)
        return _per_end(words, behind), True, power
    times = grammar.times.match(found, start)
    if times is not None:
        return times[1], False, 0
    rate = grammar.units.match(found, start)
    if rate is not None and rate[0] in _RATES:
        return rate[1], False, 0
    return start, False, 0


def _is_currency(words: Words, at: int) -> bool:
    """Whether a sign or code stands at a token that belongs to the number before, not to the one behind."""
    token, behind = words.tokens[at], words.tokens[at + 1]
    if token.kind is Kind.CURRENCY:
        return behind.kind is not Kind.NUMBER or words.touches(at)
    return token.kind is Kind.WORD and token.text.removesuffix(".") in MINOR_UNITS


def _per_end(words: Words, end: int) -> int:
    """Move over "per person" and its like; a noun that is not known stays outside."""
    found, grammar = words.tokens, words.grammar
    match = grammar.per.match(found, end)
    if match is None or found[end].key in grammar.articles:
        return end
    if match[0]:
        return match[1]
    noun = grammar.units.match(found, match[1])
    return end if noun is None or noun[0] in _RATES else noun[1]
