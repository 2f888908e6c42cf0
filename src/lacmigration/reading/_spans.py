"""How far does a figure reach to the left and to the right of its number?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from lacmigration._iso4217 import MINOR_UNITS
from lacmigration.notation import (
    LETTER_SIGNS,
    VULGAR,
    Conventions,
    Grammar,
    Kind,
    Token,
    and_part,
    compound,
    tokens,
)

__all__ = ["RATES", "Span", "Words", "cut", "grow", "grow_hedge", "is_code"]

_GROUPED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
RATES = frozenset({"percent", "percentage points", "per thousand", "basis points"})
_MINUS = frozenset("-−–")
_LONGEST_HEDGE = 6
_LAST_BEFORE_ANOTHER = 5  # thousands and lakhs are counted in millions and crores, nothing greater is
# Words that end in a comparison with the words for minus: "au moins 5", "ni más ni menos 5".
_BEFORE_LESS = frozenset(
    {"al", "ao", "au", "du", "e", "et", "le", "lo", "mais", "más", "nada", "ni", "no", "não"}
    | {"o", "ou", "pelo", "plus", "y"}
)  # fmt: skip


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
    core, money = _left(words, at, least)
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


def _left(words: Words, at: int, least: int) -> tuple[int, bool]:
    """Move left over a minus and a currency; where they start, and whether there is a currency."""
    core = _sign(words, at, least)
    led = _currency(words, core, least)
    if led == core:
        return _minus_word(words, core, least), False
    signed = _sign(words, led, least)
    return _minus_word(words, signed, least) if signed == led else signed, True


def _sign(words: Words, core: int, least: int) -> int:
    """Move left over a minus sign that touches what stands behind it and no word before it."""
    found = words.tokens
    sign = core - 1
    if sign < least or found[sign].key not in _MINUS or not words.touches(core):
        return core
    before = found[sign - 1] if sign else None
    apart = before is None or before.end < found[sign].start
    joined = before is not None and (before.key in {"(", ","} or before.kind is Kind.CURRENCY)
    return sign if apart or joined else core


def _minus_word(words: Words, core: int, least: int) -> int:
    """Move left over "minus" or its like, where no hedge ends with it and no number stands before it."""
    found = words.tokens
    sign = core - 1
    if sign < least or found[sign].key not in words.grammar.minus:
        return core
    if sign > least and (found[sign - 1].kind is not Kind.SIGN or found[sign - 1].key in {"%", "‰"}):
        before = found[sign - 1]
        if (
            before.kind is not Kind.WORD
            or before.key in _BEFORE_LESS
            or before.key in words.grammar.number_starts
        ):
            return core
    return sign


def _currency(words: Words, core: int, least: int) -> int:
    """Move left over the sign or code of a currency, and the colon that may stand behind it."""
    found = words.tokens
    left = core - 1
    if left < least:
        return core
    token = found[left]
    if token.key == ":" and left > least and found[left].start == found[left - 1].end:  # "US$: 12"
        left -= 1
        token = found[left]
    if token.kind is Kind.CURRENCY or is_code(token):
        return left
    return left if token.text in LETTER_SIGNS and words.touches(core) else core


def is_code(token: Token) -> bool:
    """Whether a token is the code of a currency."""
    return token.kind is Kind.WORD and token.text.removesuffix(".") in MINOR_UNITS


def grow_hedge(words: Words, core: int, least: int) -> int:
    """Move left over the longest hedge that ends at the core."""
    found, hedges = words.tokens, words.grammar.hedges
    for start in range(max(least, core - _LONGEST_HEDGE), core):
        match = hedges.match(found, start)
        if (
            match is not None
            and match[1] == core
            and not (words.touches(start) and found[start - 1].kind is Kind.WORD)
        ):
            return start
    return core


def _number_end(words: Words, at: int, *, money: bool) -> tuple[int, int] | None:
    """Move over digits or number words, and the scales behind them; with the power of ten of those."""
    found, grammar = words.tokens, words.grammar
    token = found[at]
    several = compound(found, at, grammar)
    if several is not None:
        return several.end, several.power
    group = False
    if token.kind is Kind.NUMBER:
        end = at + 1
        if found[end].key in VULGAR and words.touches(end):
            end += 1
        elif found[end].key in grammar.numbers.groups:
            end, group = end + 1, True
    elif token.key in VULGAR:
        end = at + 1
    else:
        spelled = _spelled_end(words, at)
        if spelled is None:
            return None
        end, group = spelled
        part = None if at and found[at - 1].key in grammar.between else and_part(found, end, grammar)
        end = end if part is None else part[2]
    and_half = grammar.and_halves.match(found, end)
    end = end if and_half is None else and_half[1]
    linked = group and found[end].key in grammar.linkers and _is_scale(words, end + 1)
    return _scales_end(words, end + linked, money=money)


def _spelled_end(words: Words, at: int) -> tuple[int, bool] | None:
    """Where a number in words ends, and whether it counts in groups; None where none starts."""
    found, grammar = words.tokens, words.grammar
    half = grammar.halves.match(found, at)
    if half is not None and found[half[1]].key in grammar.numbers.groups:
        return half[1] + 1, True  # "half a dozen"
    if half is not None and grammar.scales.match(found, half[1]) is not None:
        return half[1], False
    read = grammar.numbers.read(found, at)
    if read is not None:
        return read.end, bool(read.group)
    if found[at].key in grammar.articles and _is_scale(words, at + 1):
        return at + 1, False
    return None


def _is_scale(words: Words, at: int) -> bool:
    """Whether a scale word stands at a token, not a name in capitals that is spelled like one."""
    return not words.tokens[at].text.isupper() and words.grammar.scales.match(words.tokens, at) is not None


def _scales_end(words: Words, end: int, *, money: bool) -> tuple[int, int]:
    """Move over scale words, small before great, and over one letter for a scale."""
    found, grammar = words.tokens, words.grammar
    power = highest = 0
    while found[end].kind is Kind.WORD and highest <= _LAST_BEFORE_ANOTHER:
        match = grammar.scales.match(found, end)
        if match is not None and match[0] > highest:
            highest, end = match
            power += highest
            and_half = grammar.and_halves.match(found, end)
            end = end if and_half is None else and_half[1]
        elif (
            match is None
            and found[end].text.removesuffix(".") in grammar.letters
            and _is_scale_letter(words, end, money=money)
        ):
            return end + 1, power + grammar.letters[found[end].text.removesuffix(".")]
        else:
            break
    return end, power


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
        and_half = grammar.and_halves.match(found, end)  # "two dollars and a half"
        power, behind = (0, and_half[1]) if and_half else grammar.scales.match(found, end) or (0, end)
        return _per_end(words, behind), True, power
    times = grammar.times.match(found, start)
    if times is not None:
        return (start if _is_frequency(words, times[1]) else times[1]), False, 0
    rate = grammar.units.match(found, start)
    if rate is not None and rate[0] in RATES:
        return rate[1], False, 0
    return start, False, 0


def _is_frequency(words: Words, at: int) -> bool:
    """Whether what "times" are counted in follows: "three times per year" multiplies nothing."""
    found, grammar = words.tokens, words.grammar
    return found[at].key not in grammar.articles and grammar.per.match(found, at) is not None


def _is_currency(words: Words, at: int) -> bool:
    """Whether a sign or code stands at a token that belongs to the number before, not to the one behind."""
    token, behind = words.tokens[at], words.tokens[at + 1]
    if token.kind is Kind.CURRENCY or is_code(token):
        return behind.kind is not Kind.NUMBER or words.touches(at)
    return False


def _per_end(words: Words, end: int) -> int:
    """Move over "per person" and its like; a noun that is not known stays outside."""
    found, grammar = words.tokens, words.grammar
    match = grammar.per.match(found, end)
    if match is None or found[end].key in grammar.articles:
        return end
    if match[0]:
        return match[1]
    noun = grammar.units.match(found, match[1])
    return end if noun is None or noun[0] in RATES else noun[1]
