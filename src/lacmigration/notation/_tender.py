"""Which currency stands before or behind a number?"""

from __future__ import annotations

from lacmigration._iso4217 import HISTORIC, MINOR_UNITS
from lacmigration.notation import _currencies
from lacmigration.notation._currencies import Currency
from lacmigration.notation._cursor import Cursor
from lacmigration.notation._scales import scale, scale_of
from lacmigration.notation._tokens import Kind
from lacmigration.sayings import Saying, joined, message

__all__ = ["leading_currency", "scale_before", "trailing_currency", "unknown_code"]


def leading_currency(cursor: Cursor) -> Currency | None:
    """Read the sign or code before a number, None where there is none."""
    token = cursor.token
    found = None
    if token.kind is Kind.CURRENCY:
        found = _of_sign(cursor, token.text)
        if found is None:
            cursor.refuse(_unknown(token.text))
    elif token.kind is Kind.WORD and (
        cursor.ahead(1).kind is Kind.NUMBER or cursor.ahead(1).key in {"-", "−", "(", "+"}
    ):
        code = token.text.removesuffix(".")
        if token.text in _currencies.LETTER_SIGNS:
            found = Currency(_currencies.LETTER_SIGNS[token.text])
        elif code in MINOR_UNITS:
            found = Currency(code)
        elif len(code) == 3 and code.isupper() and not cursor.starts_number():
            cursor.refuse(unknown_code(code))
    elif token.text in MINOR_UNITS and token.kind is Kind.WORD and cursor.starts_number(1):
        found = Currency(token.text)
    if found is not None:
        cursor.at += 1
    return found


def _of_sign(cursor: Cursor, sign: str) -> Currency | None:
    rules = cursor.conventions
    return _currencies.of_sign(sign, language=rules.grammar.language, tender=rules.tender)


def trailing_currency(cursor: Cursor, before: Currency | None, power: int) -> tuple[Currency | None, int]:
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
            what = message(
                "{before} stands before the number and {behind} behind it",
                before=before.code,
                behind=currency.code,
            )
            cursor.refuse(what, at=start)
        currency = both
    power += more
    if not power:
        power = scale(cursor, 0, ())[0]
    return currency, power


def _currency_behind(cursor: Cursor, power: int, before: Currency | None) -> tuple[Currency, int] | None:
    grammar = cursor.grammar
    if cursor.token.key in grammar.linkers:
        cursor.at += 1
    token = cursor.token
    if token.kind is Kind.CURRENCY:
        more, sign = _fused_sign(cursor, token.text)
        found = _of_sign(cursor, sign)
        if found is None:
            cursor.refuse(_unknown(token.text))
        cursor.at += 1
        return found, more
    if token.kind is not Kind.WORD:
        return None
    if token.text.removesuffix(".") in MINOR_UNITS:
        cursor.at += 1
        return Currency(token.text.removesuffix(".")), 0
    fused = _fused_code(cursor, token.text)
    if fused is not None:
        cursor.at += 1
        return fused
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
            message(
                "{word} of which country? Write a code such as MXN, or give a locale such as es-MX",
                word=token.text,
            )
        )
    cursor.at = end
    return word, more


def scale_before(cursor: Cursor) -> bool:
    """Whether a scale stands before a number, with a currency or alone: "USDm 5", "USD mn 5", "MM 5"."""
    token, at = cursor.token, 1
    if token.text in MINOR_UNITS:
        token, at = cursor.ahead(1), 2
    if token.kind is not Kind.WORD or cursor.ahead(at).kind is not Kind.NUMBER:
        return False
    return bool(scale_of(cursor, token.text)) or _fused_code(cursor, token.text) is not None


def _fused_sign(cursor: Cursor, sign: str) -> tuple[int, str]:
    """Take the scale off a sign, as in "M$" and "MMUS$"; 0 where it has none."""
    letters = sign.rstrip("$").rstrip("\\")
    for bare in ("", "US"):
        more = scale_of(cursor, letters.removesuffix(bare)) if letters.endswith(bare) else 0
        if more:
            _refuse_thousands_of_chile(cursor, letters.removesuffix(bare))
            return more, f"{bare}$"
    return 0, sign


def _fused_code(cursor: Cursor, word: str) -> tuple[Currency, int] | None:
    """Read a scale and a code in one word, as in "kUSD" and "USDbn"; None where it is another word."""
    for start in range(len(word) - 2):
        code, letters = word[start : start + 3], word[:start] + word[start + 3 :]
        one_side = bool(letters) and (not start or start + 3 == len(word))
        if code in MINOR_UNITS and one_side and (more := scale_of(cursor, letters)):
            if code in {"USD", "CLP"}:
                _refuse_thousands_of_chile(cursor, letters)
            return Currency(code), more
    return None


def _refuse_thousands_of_chile(cursor: Cursor, letters: str) -> None:
    if letters == "M" and cursor.grammar.language == "es":
        cursor.refuse(
            message(
                "{word} are thousands in Chile and millions elsewhere; write miles or millones",
                word=cursor.token.text,
            )
        )


def _unknown(currency: str) -> Saying:
    return message(
        "{currency} is not known as a currency; write the ISO 4217 code, such as USD", currency=currency
    )


def unknown_code(code: str) -> Saying:
    """Say which code may be meant by three capitals that are none."""
    import difflib

    near = difflib.get_close_matches(code, sorted(MINOR_UNITS.keys() - HISTORIC), n=3, cutoff=0.5)
    hint = joined(near, alternatives=True) if near else message("a code such as USD")
    return message(
        "{code} is not a currency code of ISO 4217; perhaps {hint} was meant", code=code, hint=hint
    )
