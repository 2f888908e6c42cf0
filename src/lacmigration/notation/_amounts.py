"""How much does a figure name: its number, scale and unit?"""

from __future__ import annotations

from decimal import Decimal

import attrs

from lacmigration._iso4217 import HISTORIC, MINOR_UNITS
from lacmigration.notation import _currencies
from lacmigration.notation._currencies import Currency
from lacmigration.notation._cursor import Cursor
from lacmigration.notation._en import ENGLISH
from lacmigration.notation._numerals import Numeral
from lacmigration.notation._tokens import Kind

__all__ = ["Amount", "amount", "joined_number", "singular"]

_SINGULARS = {plural: one for plural, (one, _) in ENGLISH.writing.nouns.items()}


@attrs.frozen(kw_only=True)
class Amount:
    """A number with its scale and unit; `numerals` are all that the digits can be.

    `unit` is None where none was written, `leading` whether it is a currency before the number.
    """

    numerals: tuple[Numeral, ...]
    power: int
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
    currency = _leading_currency(cursor)
    leading = currency is not None
    if currency is not None:
        bracket = bracket or cursor.take("(")
        negative = negative or _sign(cursor)
    if cursor.token.key in cursor.grammar.articles and cursor.ahead(1).kind is Kind.NUMBER:
        cursor.at += 1  # "el 30%"
    numerals, power = _number(cursor)
    cursor.tail()
    power, numerals = _scale(cursor, power, numerals)
    cursor.tail()
    currency, power = _trailing_currency(cursor, currency, power)
    unit = None if currency is None else currency.code
    if unit is None:
        unit = _unit(cursor, power)
    if bracket:
        if negative:
            cursor.refuse("a number in brackets is negative already; take away the minus")
        if not cursor.take(")"):
            cursor.refuse(
                "the bracket before the number is not closed; write it as (1,234) or without brackets"
            )
        negative = True
        if unit is None:
            currency, power = _trailing_currency(cursor, None, power)
            unit = _unit(cursor, power) if currency is None else currency.code
    unit = _quotient(cursor, unit or inherited)
    note = "" if currency is None else currency.note
    return Amount(numerals=numerals, power=power, negative=negative, unit=unit, leading=leading, note=note)


def joined_number(cursor: Cursor) -> Amount:
    """Read a number with its scale and a noun, such as the whole in "27 of the 33 countries"."""
    numerals, power = _number(cursor)
    power, numerals = _scale(cursor, power, numerals)
    unit = _unit(cursor, power)
    return Amount(numerals=numerals, power=power, unit=unit)


def _sign(cursor: Cursor) -> bool:
    if cursor.token.key in {"-", "−", "–", "‐", "‑"} and cursor.ahead(1).kind is not Kind.END:
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
    rules = cursor.conventions
    if token.kind is Kind.END:
        cursor.refuse("a number is missing; write one figure, such as 38% or USD 57.5 million")
    return cursor.refuse(
        rules.foreign_scales.get(token.key)
        or f"{token.text!r} is no number in {cursor.grammar.name}; write a figure such as 38% or USD 5M"
    )


def _scale(cursor: Cursor, power: int, numerals: tuple[Numeral, ...]) -> tuple[int, tuple[Numeral, ...]]:
    """Read scale words and letters, small before great: "mil millones", "mille milliards"."""
    highest = power
    total = power
    while cursor.token.kind is Kind.WORD:
        match = cursor.grammar.scales.match(cursor.tokens, cursor.at)
        if match is not None:
            more, end = match
        else:
            letter = cursor.grammar.letters.get(cursor.token.text)
            if letter is None:
                break
            more, end = letter, cursor.at + 1
        if highest > 3 or more <= highest:
            cursor.refuse(f"{cursor.token.text!r} cannot follow another scale word")
        cursor.at = end
        highest, total = more, total + more
        numerals = cursor.and_half(numerals)
    return total, numerals


def _leading_currency(cursor: Cursor) -> Currency | None:
    token = cursor.token
    found = None
    if token.kind is Kind.CURRENCY:
        found = _of_sign(cursor, token.text)
        if found is None:
            cursor.refuse(f"{token.text} is not known as a currency; write the ISO 4217 code, such as USD")
    elif token.kind is Kind.WORD and (
        cursor.ahead(1).kind is Kind.NUMBER or cursor.ahead(1).key in {"-", "−", "(", "+"}
    ):
        code = token.text.removesuffix(".")
        if token.text in _currencies.LETTER_SIGNS:
            found = Currency(_currencies.LETTER_SIGNS[token.text])
        elif code in MINOR_UNITS:
            found = Currency(code)
        elif len(code) == 3 and code.isupper() and not cursor.starts_number():
            cursor.refuse(_unknown_code(code))
    elif token.text in MINOR_UNITS and token.kind is Kind.WORD and cursor.starts_number(1):
        found = Currency(token.text)
    if found is not None:
        cursor.at += 1
    return found


def _of_sign(cursor: Cursor, sign: str) -> Currency | None:
    rules = cursor.conventions
    return _currencies.of_sign(sign, language=rules.grammar.language, tender=rules.tender)


def _trailing_currency(cursor: Cursor, before: Currency | None, power: int) -> tuple[Currency | None, int]:
    """Read the currency behind a number, and a scale behind that; it must agree with one before."""
    start = cursor.at
    found = _currency_behind(cursor, power, before)
    if found is None:
        cursor.at = start
        return before, power
    currency, more = found
    if before is not None:
        both = _currencies.agreed(before, currency)
        if both is None:
            cursor.refuse(f"{before.code} stands before the number and {currency.code} behind it", at=start)
        currency = both
    power += more
    if not power:
        power = _scale(cursor, 0, ())[0]
    return currency, power


def _currency_behind(cursor: Cursor, power: int, before: Currency | None) -> tuple[Currency, int] | None:
    grammar = cursor.grammar
    if cursor.token.key in grammar.linkers:
        cursor.at += 1
    token = cursor.token
    if token.kind is Kind.CURRENCY:
        letters = token.text.rstrip("$").rstrip("\\")
        more = 0 if power else grammar.letters.get(letters, 0)  # 5 M$
        found = _of_sign(cursor, "$" if more else token.text)
        if found is None:
            cursor.refuse(f"{token.text} is not known as a currency; write the ISO 4217 code, such as USD")
        cursor.at += 1
        return found, more
    if token.kind is not Kind.WORD:
        return None
    if token.text.removesuffix(".") in MINOR_UNITS:
        cursor.at += 1
        return Currency(token.text.removesuffix(".")), 0
    tender = (
        before.code if before is not None and before.code in _currencies.PESOS else cursor.conventions.tender
    )
    more, meaning = 0, ""
    if token.key in grammar.scaled_money and not power:
        more, meaning = grammar.scaled_money[token.key]
        end = cursor.at + 1
    else:
        match = grammar.money.match(cursor.tokens, cursor.at)
        if match is None:
            return None
        meaning, end = match
    word = _currencies.of_word(meaning, token.text, tender=tender)
    if word is None:
        cursor.refuse(
            f"{token.text} of which country? Write a code such as MXN, or give a locale such as es-MX"
        )
    cursor.at = end
    return word, more


def _unit(cursor: Cursor, power: int) -> str | None:
    """Read percent and its kin, "times", or a noun; "5th" has none."""
    grammar = cursor.grammar
    start = cursor.at
    match = grammar.times.match(cursor.tokens, start)
    if match is not None:
        cursor.at = match[1]
        return "times"
    if power and cursor.token.key in grammar.linkers:
        cursor.at += 1
    known = grammar.units.match(cursor.tokens, cursor.at)
    if known is not None:
        end = _noun_end(cursor, known[1])
        if end == known[1] or known[0] in {"percent", "percentage points", "per thousand"}:
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
    if end == cursor.at + 1:
        if len(first.text) == 3 and first.text.isupper():
            cursor.refuse(_unknown_code(first.text))
        if first.key in cursor.conventions.foreign_money:
            cursor.refuse(cursor.conventions.foreign_money[first.key])
    if first.key in cursor.conventions.foreign_scales:
        cursor.refuse(cursor.conventions.foreign_scales[first.key])
    cursor.at = end
    return " ".join(cursor.text[first.start : last.end].lower().split())


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


def _unknown_code(code: str) -> str:
    import difflib

    near = difflib.get_close_matches(code, sorted(MINOR_UNITS.keys() - HISTORIC), n=3, cutoff=0.5)
    hint = " or ".join(near) or "a code such as USD"
    return f"{code} is not a currency code of ISO 4217; perhaps {hint} was meant"
