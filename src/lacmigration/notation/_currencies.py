"""Which currency do a sign, a code or a word mean in a locale?"""

from __future__ import annotations

from typing import Final, NamedTuple

from lacmigration._iso4217 import MINOR_UNITS

__all__ = ["LETTER_SIGNS", "PESOS", "Currency", "agreed", "of_sign", "of_word"]


class Currency(NamedTuple):
    """An ISO 4217 code, and a note where it was concluded rather than read."""

    code: str
    note: str = ""


# Signs that mean one currency wherever they stand. A code with a dollar sign ("MXN$") needs no entry.
_SIGNS: Final = {
    "€": "EUR",
    "₡": "CRC",
    "₲": "PYG",
    "₹": "INR",
    "US$": "USD",
    "U$S": "USD",
    "U$D": "USD",
    "R$": "BRL",
    "S/": "PEN",
    "S/.": "PEN",
    "B/.": "PAB",
    "B/": "PAB",
    "Bs.S": "VES",
    "BsS": "VES",
    "Bs.D": "VES",
    "BsD": "VES",
    "Bs.F": "VEF",
    "BsF": "VEF",
    "$U": "UYU",
    "$b": "BOB",
    "$US": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "AR$": "ARS",
    "BZ$": "BZD",
    "CA$": "CAD",
    "CL$": "CLP",
    "COL$": "COP",
    "EC$": "XCD",
    "GY$": "GYD",
    "HK$": "HKD",
    "J$": "JMD",
    "JM$": "JMD",
    "MEX$": "MXN",
    "MX$": "MXN",
    "NZ$": "NZD",
    "RD$": "DOP",
    "TT$": "TTD",
    "UY$": "UYU",
}
# Letters that are a currency directly before a number only.
LETTER_SIGNS: Final = {
    "Q": "GTQ",
    "Q.": "GTQ",
    "L": "HNL",
    "L.": "HNL",
    "Lps": "HNL",
    "Lps.": "HNL",
    "Gs.": "PYG",
}

# What the bare sign $ can stand for: elsewhere it is the dollar of the United States.
_DOLLAR_LIKE_CODES = (
    "ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD "
    "USD UYU XCD"
)
_DOLLAR_LIKE: Final = frozenset(_DOLLAR_LIKE_CODES.split())
PESOS: Final = frozenset({"ARS", "CLP", "COP", "CUP", "DOP", "MXN", "PHP", "UYU"})


def of_sign(sign: str, *, language: str, tender: str) -> Currency | None:
    """Say what a sign means where `tender` is the territory's own currency ("" where there is no territory).

    >>> of_sign("R$", language="en", tender="")
    Currency(code='BRL', note='')
    >>> of_sign("$", language="es", tender="MXN")
    Currency(code='MXN', note='currency: $ read as MXN')
    """
    sign = sign.replace("\\", "")
    if sign.startswith("U"):
        sign = sign.replace(".", "").replace(" ", "")
    code = _SIGNS.get(sign) or _SIGNS.get(sign.upper().removesuffix("."))
    if code is None and len(sign) == 4 and sign[:3].upper() in MINOR_UNITS:
        code = sign[:3].upper()
    if code is not None:
        return Currency(code)
    if sign == "$":
        code = tender if tender in _DOLLAR_LIKE else "USD"
    elif sign == "£":
        code = "GBP"
    elif sign == "¥":
        code = "JPY"
    elif sign == "C$":
        code = "NIO" if language == "es" or tender == "NIO" else "CAD"
    elif sign in {"Bs", "Bs."}:
        code = tender if tender in {"VES", "BOB"} else "BOB"
    return None if code is None else Currency(code, f"currency: {sign} read as {code}")


def of_word(meaning: str, word: str, *, tender: str) -> Currency | None:
    """Say what an entry of a language's money words means; None for pesos where nobody knows whose."""
    if meaning == "$":
        meaning = tender if tender in _DOLLAR_LIKE - PESOS else "USD"
    elif meaning == "dollar":
        meaning = "USD"
    elif meaning == "peso":
        if tender not in PESOS:
            return None
        meaning = tender
    else:
        return Currency(meaning)
    return Currency(meaning, f"currency: {word} read as {meaning}")


def agreed(before: Currency, behind: Currency) -> Currency | None:
    """Say which currency is meant where one stands on either side of a number; None where they contradict.

    >>> agreed(Currency("USD", "currency: $ read as USD"), Currency("MXN"))
    Currency(code='MXN', note='')
    """
    if before.code == behind.code:
        return before if before.note and behind.note else Currency(before.code)
    if before.note and not behind.note and behind.code in _DOLLAR_LIKE and before.code in _DOLLAR_LIKE:
        return behind
    if behind.note and not before.note and {before.code, behind.code} <= _DOLLAR_LIKE - PESOS:
        return before
    return None
