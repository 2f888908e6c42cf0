"""Which currency and scale does the heading of a column say that its figures are in?"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import attrs

from lacmigration.errors import FeedError, UnknownCurrencyError
from lacmigration.money import Money

__all__ = ["Unit", "is_currency", "unit_of"]

_BRACKETS: Final = re.compile(r"[(\[](.*?)[)\]]")
_DOLLARS: Final = re.compile(r"US ?\$|U\$S|\$ ?US|(?<![A-Z$])\$(?![A-Z$])")
_SIGNS: Final = {"€": "EUR", "£": "GBP"}
_NAMES: Final = {"euro": "EUR", "euros": "EUR", "yen": "JPY"}
_SHARED: Final = frozenset(
    (
        "peso", "pesos", "pound", "pounds", "libra", "libras", "livre", "livres", "franc", "francs",
        "franco", "francos", "krona", "kronor", "krone", "kroner", "rupee", "rupees",
    )
)  # fmt: skip
"""Names that currencies of several countries have."""
_DOLLAR: Final = re.compile(r"(?:([a-z.]+) +)?(?:dollars?|dolar(?:es)?)\b")
_OF_THE_US: Final = frozenset({None, "us", "u.s.", "states", "in", "of", "en", "em", "de"})
_WORDS: Final = frozenset({"ALL", "CUP", "TOP", "TRY"})
"""Codes that are also words, and no codes where others stand beside them."""
# The scales of the four languages; those of one heading are taken together: "miles de millones" is 10^9.
_POWERS: Final = {
    "000": 3, "000s": 3, "1000": 3, "thousand": 3, "thousands": 3, "mil": 3, "miles": 3, "milhares": 3,
    "milliers": 3, "k": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "million": 6, "millions": 6, "millon": 6,
    "millones": 6, "milhao": 6, "milhoes": 6, "bn": 9, "billion": 9, "billions": 9, "bilhao": 9, "bilhoes": 9,
    "milliard": 9, "milliards": 9, "md": 9, "mds": 9, "mrd": 9, "trillion": 12, "trillions": 12, "billon": 12,
    "billones": 12, "trilhao": 12, "trilhoes": 12,
}  # fmt: skip
_FUSED: Final = re.compile(r"\b([kKM]?)([A-Z]{3})([kKmM]|mn|mln|bn)?\b")
"""A code and a scale in one word: "USDm", "kEUR"."""
_SEVERAL: Final = re.compile(r"\b(?!1\D)[0-9]+[ ,.'’]000\b")
"""Tens or hundreds of thousands, in figures."""


@attrs.frozen
class Unit:
    """A currency, empty where the heading names none, and the power of ten that its figures are in."""

    currency: str
    power: int


def unit_of(heading: str, *, file: str) -> Unit:
    """What the brackets of a heading say: "Deposits (US$ million)" is US dollars, in millions.

    Errors: FeedError for a sign of money that stands for several currencies, for two of them, for "mil"
    alone, which is a thousand or a million, and for a scale such as 10,000.

    >>> unit_of("Deposits (US$ million)", file="a.csv"), unit_of("Monto (miles de millones)", file="a.csv")
    (Unit(currency='USD', power=6), Unit(currency='', power=9))
    """
    said = _FUSED.sub(_apart, " ".join(_BRACKETS.findall(heading)))
    plain = "".join(
        mark for mark in unicodedata.normalize("NFD", said.casefold()) if not unicodedata.combining(mark)
    )
    scales = [word for word in re.findall("[a-z0-9]+", plain) if word in _POWERS]
    if scales == ["mil"]:
        raise FeedError(f'"{heading}": "mil" may be a thousand or a million; write which', name=file)
    if _SEVERAL.search(said):
        raise FeedError(f'"{heading}" is in neither thousands nor millions; write its amounts out', name=file)
    return Unit(_currency(said, plain, heading, file), sum(_POWERS[word] for word in scales))


def _apart(word: re.Match[str]) -> str:
    code = word[2]
    if code in _WORDS or not is_currency(code):
        return word[0]
    return " ".join(filter(None, word.groups()))


def _currency(said: str, plain: str, heading: str, file: str) -> str:
    rest, dollars = _DOLLARS.subn(" ", said)
    found = {"USD"} if dollars else set()
    codes = [code for code in re.findall(r"\b[A-Z]{3}\b", rest) if is_currency(code)]
    found |= {code for code in codes if code not in _WORDS or rest.strip() == code}
    found |= {_SIGNS.get(mark, "?") for mark in rest if unicodedata.category(mark) == "Sc"}
    words = set(re.findall("[a-z]+", plain))
    found |= {_NAMES[word] for word in words if word in _NAMES} | {"?" for _ in words & _SHARED}
    for named in _DOLLAR.finditer(plain):
        found.add("USD" if named[1] in _OF_THE_US or named[1] in _POWERS else "?")
    if len(found) > 1 or "?" in found:
        raise FeedError(f'"{heading}" does not say which currency it is; write its code, as (EUR)', name=file)
    return next(iter(found), "")


def is_currency(code: str) -> bool:
    """Whether a text is the code of a currency of ISO 4217.

    >>> is_currency("EUR"), is_currency("euros")
    (True, False)
    """
    try:
        Money(0, code)
    except UnknownCurrencyError:
        return False
    return True
