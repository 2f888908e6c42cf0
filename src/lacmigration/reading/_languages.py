"""In which of the four languages is a text, and which words does that language have?"""

from __future__ import annotations

import re

from lacmigration.errors import UnknownLocaleError
from lacmigration.reading._en import ENGLISH
from lacmigration.reading._es import SPANISH
from lacmigration.reading._fr import FRENCH
from lacmigration.reading._prose import Prose
from lacmigration.reading._pt import PORTUGUESE
from lacmigration.sayings import message

__all__ = ["EVERY", "language_of", "prose_of"]

EVERY = (ENGLISH, SPANISH, PORTUGUESE, FRENCH)
"""The words of every language."""

_PROSE = {prose.language: prose for prose in EVERY}
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 400
_FEWEST = 2


def prose_of(locale: str) -> Prose:
    """The words that a locale's language has around figures.

    >>> prose_of("en-GB").language
    'en'
    """
    language = locale.replace("_", "-").split("-", 1)[0].lower()
    prose = _PROSE.get(language)
    if prose is None:
        known = ", ".join(sorted(_PROSE))
        what = message("prose is read in {known}; {locale} is none of them", known=known, locale=repr(locale))
        raise UnknownLocaleError(what, text=locale)
    return prose


def language_of(text: str) -> str:
    """The language whose frequent words stand most often among the first of a text; empty where that is open.

    >>> language_of("The number of migrants in the region"), language_of("19,569,912")
    ('en', '')
    """
    counts = dict.fromkeys(_PROSE, 0)
    for place, match in enumerate(_WORD.finditer(text)):
        if place == _MOST:
            break
        word = match[0].casefold()
        for language, prose in _PROSE.items():
            counts[language] += word in prose.frequent
    ranked = sorted(counts.items(), key=_count, reverse=True)
    best = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    return best[0] if best[1] >= _FEWEST and best[1] > second else ""


def _count(entry: tuple[str, int]) -> int:
    return entry[1]
