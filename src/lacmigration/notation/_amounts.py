"""How much does a figure name: its number, scale and unit?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import attrs

from lacmigration._iso4217 import MINOR_UNITS
from lacmigration.notation._cursor import Cursor
from lacmigration.notation._en import ENGLISH
from lacmigration.notation._numerals import Numeral
from lacmigration.notation._refusals import SYMBOLS
from lacmigration.notation._scales import scale
from lacmigration.notation._tender import leading_currency, scale_before, trailing_currency, unknown_code
from lacmigration.notation._tokens import Kind, Token
from lacmigration.sayings import Message, Saying, message

__all__ = ["Amount", "amount", "joined_number", "singular"]

_PARTS = frozenset({"percent", "percentage points", "per thousand", "basis points"})
_SMALL_CODES = frozenset({"usd", "eur", "gbp", "chf", "jpy", "cad", "sek", "nok", "dkk", "brl", "mxn", "clp"})
"""Codes of currencies as they are not written; in small letters others are words ("all", "top", "pen")."""
_SINGULARS = {plural: one for plural, (one, _) in ENGLISH.writing.nouns.items()}


@attrs.frozen(kw_only=True)
class Amount:
    """A number with its scale and unit; `numerals` are all that the digits can be.

    `shift` is the power of ten of a unit that is read as another: a basis point is 10^-2 percentage points.
    `unit` is None where none was written, `leading` whether it is a currency before the number.
    """

    numerals: tuple[Numeral, ...]
    power: int
    shift: int = 0
    negative: bool = False
    unit: str | None = None
    leading: bool = False
    note: str = ""

    @property
    def scaled(self) -> bool:
        """Whether a scale was written."""
        return self.power > 0

    def values(self, power: int) -> tuple[tuple[Decimal, int], ...]:
        """Give each number with the exponent of its last digit, at a scale."""
        power += self.shift
        return tuple(_value(numeral, power, negative=self.negative) for numeral in self.numerals)


def _value(numeral: Numeral, power: int, *, negative: bool) -> tuple[Decimal, int]:
    exponent = power - numeral.places
    digits = f"-{numeral.digits}" if negative and numeral.digits.strip("0") else numeral.digits
    return Decimal(f"{digits}E{exponent}" if exponent < 0 else digits + "0" * exponent), exponent


def singular(unit: str) -> str:
    """Give the unit of one: "persons" are one "person"; unknown nouns stay as they are.

    >>> singular("households")
    'household'
    """
    return _SINGULARS.get(unit, unit)


def amount(cursor: Cursor, *, inherited: str | None = None) -> Amount:
    """Read a number with its sign, currency, scale and unit; the cursor stands behind them afterwards.

    `inherited` is the unit where none is written: that of "USD 3" for the 4 in "USD 3 to 4 per person".
    """
    bracket = cursor.take("(")
    negative = _sign(cursor)
    currency = leading_currency(cursor)
    leading = currency is not None
    if currency is not None:
        bracket = bracket or cursor.take("(")
        negative = negative or _sign(cursor)
    if cursor.token.key in cursor.grammar.articles and cursor.ahead(1).kind is Kind.NUMBER:
        cursor.at += 1  # "el 30%"
    numerals, power = _number(cursor)
    cursor.tail()
    power, numerals = scale(cursor, power, numerals)
    cursor.tail()
    currency, power = trailing_currency(cursor, currency, power)
    unit = None if currency is None else currency.code
    if unit is None:
        unit = _unit(cursor, power)
    elif not power:
        numerals = cursor.and_half(numerals)  # "two dollars and a half"
    if bracket:
        if negative:
            cursor.refuse(message("a number in brackets is negative already; take away the minus"))
        if not cursor.take(")"):
            cursor.refuse(
                message(
                    "the bracket before the number is not closed; write it as (1,234) or without brackets"
                )
            )
        negative = True
        if unit is None:
            currency, power = trailing_currency(cursor, None, power)
            unit = _unit(cursor, power) if currency is None else currency.code
    unit, shift = ("percentage points", -2) if unit == "basis points" else (unit, 0)
    unit = _quotient(cursor, unit or inherited)
    return Amount(
        numerals=numerals,
        power=power,
        shift=shift,
        negative=negative,
        unit=unit,
        leading=leading,
        note="" if currency is None else currency.note,
    )


def joined_number(cursor: Cursor) -> Amount:
    """Read a number with its scale and a noun, such as the whole in "27 of the 33 countries"."""
    numerals, power = _number(cursor)
    power, numerals = scale(cursor, power, numerals)
    unit = _unit(cursor, power)
    return Amount(numerals=numerals, power=power, unit=unit)


def _sign(cursor: Cursor) -> bool:
    if cursor.token.key in {"-", "−", "–", "‐", "‑"} and cursor.ahead(1).kind is not Kind.END:
        cursor.at += 1
        return True
    if cursor.token.key in cursor.grammar.minus and _starts_amount(cursor, 1):
        cursor.at += 1
        return True
    if cursor.token.key == "+":
        cursor.at += 1
    return False


def _number(cursor: Cursor) -> tuple[tuple[Numeral, ...], int]:
    found = cursor.number()
    if found is not None:
        return found
    token = cursor.token
    if token.kind is Kind.END:
        cursor.refuse(message("a number is missing; write one figure, such as 38% or USD 57.5 million"))
    if scale_before(cursor):
        cursor.refuse(message("the scale stands behind the number, as in USD 5 million"))
    refused = cursor.conventions.refused.anywhere.match(cursor.tokens, cursor.at)
    if refused is None and token.text in _SMALL_CODES:
        cursor.refuse(
            message(
                "{word} is no number in {language}; if the currency is meant, write {code}",
                word=repr(token.text),
                language=Message(cursor.grammar.name),
                code=token.text.upper(),
            )
        )
    return cursor.refuse(
        refused[0]
        if refused
        else message(
            "{word} is no number in {language}; write a figure such as 38% or USD 5M",
            word=repr(token.text),
            language=Message(cursor.grammar.name),
        )
    )


def _unit(cursor: Cursor, power: int) -> str | None:
    """Read percent and its kin, "times", or a noun; "5th" has none."""
    grammar = cursor.grammar
    start = cursor.at
    match = grammar.times.match(cursor.tokens, start)
    if match is not None:
        cursor.at = match[1]
        return "times"
    if (power or cursor.loose) and cursor.token.key in grammar.linkers:
        cursor.at += 1
    known = grammar.units.match(cursor.tokens, cursor.at)
    if known is not None:
        end = _noun_end(cursor, known[1])
        if end == known[1] or known[0] in _PARTS:
            cursor.at = known[1]
            return known[0]
    first = cursor.token
    if (
        first.kind is not Kind.WORD
        or (first.key in grammar.reserved and known is None)
        or cursor.touches_number()
    ):
        cursor.at = start
        return None
    end = _noun_end(cursor, cursor.at + 1)
    last = cursor.tokens[end - 1]
    problem = _no_noun(cursor, cursor.tokens[cursor.at : end])
    if problem is not None:
        cursor.refuse(problem)
    cursor.at = end
    return " ".join(cursor.text[first.start : last.end].lower().split())


def _no_noun(cursor: Cursor, words: Sequence[Token]) -> Saying | None:
    """Say why the words at the cursor are nothing that is counted, None where they may be."""
    first, last = words[0], words[-1]
    refused = cursor.conventions.refused
    found = refused.anywhere.match(cursor.tokens, cursor.at)
    if found is not None:
        return found[0]
    following = cursor.ahead(1)
    abbreviated = following.kind is Kind.WORD and following.start == first.end  # as in "U.S."
    if len(first.key) == 1 and first.text[0] not in SYMBOLS and not abbreviated:
        return message("{word} may be short for a scale or for a unit; write the word", word=repr(first.text))
    if "USD" in first.text[1:] or "EUR" in first.text[1:]:
        return message(
            "the scale in {word} is not known; write USD 5 million, or another word for it",
            word=repr(first.text),
        )
    if first is last:
        if len(first.text) == 3 and first.text.isupper():
            return unknown_code(first.text)
        return refused.alone.get(first.key)
    group = next((word.text for word in words if word.key in cursor.grammar.numbers.groups), None)
    if group is not None:
        return message(
            "{word} is a part of the number; write it right behind, or in digits", word=repr(group)
        )
    if last.text in MINOR_UNITS:
        return message(
            "{word} is not known as a scale; write million or another word for it before {currency}",
            word=repr(first.text),
            currency=last.text,
        )
    return refused.last.get(last.key)


def _noun_end(cursor: Cursor, at: int) -> int:
    """Say where a noun ends: before a join, a hedge, a second unit, or anything but a word."""
    grammar, found = cursor.grammar, cursor.tokens
    here = cursor.at
    while found[at].kind is Kind.WORD or (
        found[at].key in {"-", "‐", "‑"} and found[at + 1].kind is Kind.WORD
    ):
        cursor.at = at
        tail = grammar.tails.match(found, at)
        join = grammar.joins.match(found, at) or grammar.range_joins["to"].match(found, at)
        join = join or grammar.range_joins["and"].match(found, at)
        stops = (
            grammar.per.match(found, at) is not None
            or (tail is not None and found[tail[1]].kind is Kind.END)
            or (join is not None and _starts_amount(cursor, join[1] - at))
        )
        if stops:
            break
        at += 1
    cursor.at = here
    return at


def _starts_amount(cursor: Cursor, by: int) -> bool:
    token = cursor.ahead(by)
    return cursor.starts_number(by) or token.kind is Kind.CURRENCY or token.text in MINOR_UNITS


def _quotient(cursor: Cursor, unit: str | None) -> str | None:
    """Read "per person" behind a unit."""
    match = cursor.grammar.per.match(cursor.tokens, cursor.at) if unit is not None else None
    if match is None or unit == "times":
        return unit
    start = cursor.at
    below, cursor.at = match
    if not below and cursor.token.text in MINOR_UNITS:
        below = cursor.token.text
        cursor.at += 1
    elif not below:
        noun = _unit(cursor, 0)
        if noun is None:
            cursor.at = start
            return unit
        below = singular(noun)
    return f"{unit}/{below}"
