"""In which unit and scale are numbers written, by the header, caption or label above or beside them?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import attrs

from lacmigration._iso4217 import MINOR_UNITS
from lacmigration.claims._passages import folded
from lacmigration.claims.tables._cells import MONEY
from lacmigration.claims.tables._words import TableWords
from lacmigration.dimensions import is_countable
from lacmigration.errors import LacMigrationError
from lacmigration.notation import read_one

__all__ = ["NOTHING", "Measure", "currency_of", "measure_of_caption", "measure_of_header"]

_NO_CODES: Final = frozenset({"ALL", "TOP", "TRY", "MOP"})
"""Codes of currencies that a header in capitals holds as words."""
_LONGEST: Final = 400
"""Characters of a header or caption in which a unit is searched; a longer one is prose."""
_SHORT: Final = 3
"""Words of a caption that is nothing but a unit."""
_LONGEST_UNIT: Final = 60
_MONEY: Final = re.compile(rf"(?<![A-Za-z0-9]){MONEY}")
_FUSED: Final = re.compile(
    r"(?<!\w)(?:(?P<before>MM|M|k|K|m|bn|mn)(?P<code>[A-Z]{3}|[€£]|US\$|\$)"
    r"|(?P<sign>[A-Z]{3}|US\$|R\$|[$€£])\s?(?P<behind>000s?|MM|mm|M|m|mn|bn|k|K|b|B))(?!\w)"
)
_SCALES: Final = {"k": 3, "m": 6, "mm": 6, "mn": 6, "bn": 9, "b": 9, "000": 3, "000s": 3}
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]{1,80})[)\]]")
_PARTS: Final = re.compile(r"[,;:–—|]\s|\s[-–—]\s")


@attrs.frozen
class Measure:
    """A unit ("" where none is told) and the power of ten by which the numbers under it count."""

    unit: str = ""
    scale: int = 0

    def over(self, other: Measure) -> Measure:
        """This measure, with what it leaves open taken from another."""
        if self.unit and other.unit and self.unit != other.unit and not self.scale:
            both = is_countable(self.unit) and is_countable(other.unit)
            return Measure(self.unit, other.scale if both else 0)
        if self.unit == "percent":
            return self
        return Measure(self.unit or other.unit, self.scale or other.scale)


NOTHING: Final = Measure()


@lru_cache(maxsize=1024)
def currency_of(text: str, language: str) -> str:
    """The code that a sign or code beside a number means; empty where it is none.

    >>> currency_of("US$", "en"), currency_of("€", "fr"), currency_of("ABC", "en")
    ('USD', 'EUR', '')
    """
    if text in MINOR_UNITS:
        return text
    try:
        unit = read_one(f"{text} 1", locale=language)[0].unit
    except LacMigrationError:
        return ""
    return unit if unit in MINOR_UNITS else ""


def measure_of_header(text: str, words: TableWords) -> Measure:
    """What a header, a unit in brackets or a row's label says of its numbers.

    >>> from lacmigration.claims.tables._words import table_words
    >>> english = table_words("en")
    >>> [measure_of_header(text, english) for text in ("USD millions", "Share (%)", "Refugees, thousands")]
    [Measure(unit='USD', scale=6), Measure(unit='percent', scale=0), Measure(unit='refugees', scale=3)]
    """
    plain = folded(text)
    if words.says("points", plain) and not words.says("top", plain):
        return Measure("percentage points")
    if words.says("percent", plain) or "%" in plain:
        return Measure("percent")
    unit, scale = _fused(text)
    unit = unit or _money(text, plain, words)
    if not scale:
        scale = _scale(plain, words)
    return Measure(unit or _noun(plain, words), scale)


def measure_of_caption(text: str, words: TableWords) -> Measure:
    """What a caption, or the name of a sheet, says of the numbers of the whole table.

    Only what stands apart counts, in brackets, behind a comma or after "in": a caption also tells stories.

    >>> from lacmigration.claims.tables._words import table_words
    >>> measure_of_caption("Table 2. Contributions by donor (in millions of US dollars)", table_words("en"))
    Measure(unit='USD', scale=6)
    """
    text = text[:_LONGEST]
    found = NOTHING
    pieces = _BRACKETS.findall(text) + _PARTS.split(_BRACKETS.sub(" ", text))[1:]
    plain = folded(text)
    if len(plain.split()) <= _SHORT:
        pieces.append(text)
    for match in words.patterns["lead"].finditer(plain):
        pieces.append(" ".join(plain[match.end() :].split()[:6]))
    for piece in pieces:
        if len(piece) <= _LONGEST_UNIT:
            one = measure_of_header(piece, words)
            if one.unit == "percent" or (is_countable(one.unit) and not one.scale):
                continue  # of some column, or a noun of the story
            found = found.over(one)
    counted = words.patterns["number_of"].search(plain)
    if counted is not None and not found.unit:
        noun = _noun(" ".join(plain[counted.end() :].split()[:3]), words)
        found = Measure(noun, found.scale)
    return found


def _fused(text: str) -> tuple[str, int]:
    match = _FUSED.search(text)
    if match is None:
        return "", 0
    sign, letters = match["code"] or match["sign"], match["before"] or match["behind"]
    code = currency_of(sign, "en")
    return (code, _SCALES[letters.lower()]) if code else ("", 0)


def _money(text: str, plain: str, words: TableWords) -> str:
    for match in _MONEY.finditer(text):
        code = "" if match[0] in _NO_CODES else currency_of(match[0], words.language)
        if code:
            return code
    named = words.patterns["money"].search(plain)
    return words.money[named[0]] if named else ""


def _scale(plain: str, words: TableWords) -> int:
    for match in words.patterns["scales"].finditer(plain):
        before = plain[: match.start()].rstrip()
        if not before[-1:].isdigit():
            return words.scales[match[0]]
    return 0


def _noun(plain: str, words: TableWords) -> str:
    for word in re.findall(r"[^\W\d_]+", plain)[:8]:
        unit = words.nouns.get(word, "")
        if unit and is_countable(unit):
            return unit
    return ""
