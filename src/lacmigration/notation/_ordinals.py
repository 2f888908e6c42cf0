"""Which place in an order do "third", "3.º" or "vingt et unième" name?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from lacmigration.notation._cursor import Cursor
from lacmigration.notation._phrases import Phrases
from lacmigration.notation._readings import Hedge
from lacmigration.notation._tokens import Kind
from lacmigration.sayings import message

__all__ = ["Place", "place"]

_LONGEST = 6  # digits of a place in an order

_ENGLISH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SPANISH = "primer segund tercer cuart quint sext séptim octav noven"
_SPANISH_TENS = "décim vigésim trigésim cuadragésim quincuagésim sexagésim septuagésim octogésim nonagésim"
_PORTUGUESE = "primeir segund terceir quart quint sext sétim oitav non"
_PORTUGUESE_TENS = "décim vigésim trigésim quadragésim quinquagésim sexagésim septuagésim octogésim nonagésim"
_FRENCH = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_FRENCH_TENS = "dix vingt trente quarante cinquante soixante"

_ARTICLES: Mapping[str, frozenset[str]] = {
    "en": frozenset({"the"}),
    "es": frozenset({"el", "la"}),
    "pt": frozenset({"o", "a"}),
    "fr": frozenset({"le", "la"}),
}
_NOUNS: Mapping[str, frozenset[str]] = {
    "en": frozenset({"place", "rank", "position"}),
    "es": frozenset({"lugar", "puesto", "posición"}),
    "pt": frozenset({"lugar", "posto", "posição"}),
    "fr": frozenset({"place", "rang", "position"}),
}
# The last letters behind digits, by the last digit from 0 on.
_SPANISH_LETTERS = (
    "mo ma",
    "ro ra er",
    "do da",
    "ro ra er",
    "to ta",
    "to ta",
    "to ta",
    "mo ma",
    "vo va",
    "no na",
)


class Place(NamedTuple):
    """A place in an order, the token behind it, and whether an article stood before it."""

    value: int
    end: int
    article: bool


def place(cursor: Cursor) -> Place | None:
    """Read an ordinal at the cursor, in digits or words, with "place" or its like behind; None where none is.

    A place is no count: "third countries" are not read, and a hedge before one is refused.
    """
    language = cursor.grammar.language
    at = cursor.at
    article = cursor.token.key in _ARTICLES[language]
    at += article
    found = _in_digits(cursor, at) or _words(language).match(cursor.tokens, at)
    if found is None:
        return None
    value, end = found
    part = cursor.grammar.denominators.match(cursor.tokens, at)
    if part is not None and part[1] > end:
        return None  # "la tercera parte"
    if cursor.hedge is not Hedge.NONE:
        cursor.refuse(
            message("a place in an order takes no hedge; a part has an article or a number before it")
        )
    if cursor.tokens[end].key in _NOUNS[language]:
        end += 1
    return Place(value, end, article)


def _in_digits(cursor: Cursor, at: int) -> tuple[int, int] | None:
    digits, suffix = cursor.tokens[at], cursor.tokens[min(at + 1, len(cursor.tokens) - 1)]
    if digits.kind is not Kind.NUMBER or suffix.start != digits.end or not digits.text.isdigit():
        return None
    end = at + 1
    if suffix.key == "." and cursor.tokens[end + 1].start == suffix.end:  # 3.º
        end += 1
    letters = cursor.tokens[end].key
    value = int(digits.text) if len(digits.text) <= _LONGEST else 0
    if not value or not letters:
        return None
    expected = _letters(cursor.grammar.language, value)
    if letters in expected:
        return value, end + 1
    if any(letters in _letters(cursor.grammar.language, other) for other in range(1, 11)):
        what = message(
            "the ordinal of {number} is written {ordinal}", number=str(value), ordinal=f"{value}{expected[0]}"
        )
        cursor.refuse(what, at=end)
    return None


def _letters(language: str, value: int) -> tuple[str, ...]:
    """Say which letters may stand behind a number, the plainest first."""
    if language == "en":
        teen = value % 100 in {11, 12, 13}
        return ("th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th"),)
    if language == "es":
        return ("º", "ª", *_SPANISH_LETTERS[value % 10].split())
    if language == "pt":
        return ("º", "ª")
    if value == 1:
        return ("er", "re", "ère")
    return ("e", "ème", "eme", *(("d", "de", "nd", "nde") if value == 2 else ()))


@cache
def _words(language: str) -> Phrases[int]:
    """Collect the ordinals up to the ninety-ninth."""
    if language == "en":
        return Phrases(_english())
    if language == "fr":
        return Phrases(_french())
    stems, tens = (_SPANISH, _SPANISH_TENS) if language == "es" else (_PORTUGUESE, _PORTUGUESE_TENS)
    found = dict(_iberian(stems.split(), tens.split()))
    if language == "es":
        found |= {"primer": 1, "tercer": 3}
        found |= dict.fromkeys(("undécimo", "undécima"), 11) | dict.fromkeys(("duodécimo", "duodécima"), 12)
    return Phrases(found)


def _english() -> dict[str, int]:
    found = {word: value for value, word in enumerate(_ENGLISH.split(), 1)}
    for value, ten in enumerate(_ENGLISH_TENS.split(), 2):
        found[f"{ten[:-1]}ieth"] = 10 * value
        found |= {f"{ten} {word}": 10 * value + unit for unit, word in enumerate(_ENGLISH.split()[:9], 1)}
    return found


def _iberian(units: list[str], tens: list[str]) -> Iterable[tuple[str, int]]:
    for gender in "oa":
        ordinals = [unit + gender for unit in units]
        yield from ((word, value) for value, word in enumerate(ordinals, 1))
        for ten, stem in enumerate(tens, 1):
            yield stem + gender, 10 * ten
            joined = stem.replace("é", "e") + "o"  # vigesimotercero
            for unit, word in enumerate(ordinals, 1):
                yield f"{stem}{gender} {word}", 10 * ten + unit
                yield joined + word, 10 * ten + unit
                yield joined.replace("deci", "déci") + word, 10 * ten + unit


def _french() -> dict[str, int]:
    small = _FRENCH.split()
    names = dict(enumerate(small, 1)) | {10 + unit: f"dix {small[unit - 1]}" for unit in (7, 8, 9)}
    tens = _FRENCH_TENS.split()
    for value in range(20, 100):
        ten, unit = divmod(value, 10)
        if ten in {7, 9}:
            ten, unit = ten - 1, unit + 10
        head = "quatre vingt" if ten == 8 else tens[ten - 1]
        link = " et " if unit in {1, 11} and ten != 8 else " "
        names[value] = head + (link + names[unit] if unit else "")
    found = {_with_ending(name): value for value, name in names.items()}
    return found | {"premier": 1, "première": 1, "second": 2, "seconde": 2}


def _with_ending(cardinal: str) -> str:
    """Make an ordinal of a French number: cinq, cinquième; neuf, neuvième; quatre, quatrième."""
    if cardinal.endswith("cinq"):
        return f"{cardinal}uième"
    if cardinal.endswith("neuf"):
        return f"{cardinal[:-1]}vième"
    return f"{cardinal.removesuffix('e')}ième"
