"""Of which numbers, words and signs does a written figure consist, and where does each stand?"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple, NoReturn

from lacmigration.errors import FigureSyntaxError
from lacmigration.sayings import Saying, message

__all__ = ["LONGEST", "Kind", "Token", "refuse", "tokens"]

LONGEST = (
    4000  # characters; one figure has never that many, and a million of them must not be looked at twice
)
_SHOWN = 60


class Kind(IntEnum):
    """What a token is."""

    NUMBER = 1
    WORD = 2
    CURRENCY = 3
    SIGN = 4
    END = 5


class Token(NamedTuple):
    """A piece of a figure; `key` is its text as the tables of words have it."""

    kind: Kind
    text: str
    key: str
    start: int
    end: int


# A number takes every mark that groups or divides digits somewhere; which of them count is up to the locale.
# Letters only: no half (½), no footnote (²), both of which are "alphanumeric".
_LETTER = r"[^\W\d_¼½¾⅐-⅞²³¹⁰-⁹₀-₉]"
_TOKEN = re.compile(
    rf"""
    (?P<NUMBER>(?:[.,](?=[0-9]))?[0-9]+(?:[.,'’\u00a0\u202f\u2009][0-9]+|\ [0-9]{{3}}(?![0-9]))*)
    |(?P<CURRENCY>[uU]\$[sSdD](?!{_LETTER})|\$[uU][sS](?!{_LETTER})|U\.?S\.?\ ?\\?\$
        |(?:[A-Z][A-Za-z]{{0,3}}|[a-z]{{2}})?\\?\$(?:[Ub](?!{_LETTER}))?
        |S/\.?|B/\.?|Bs\.?(?:[SDF]\.?)?(?!{_LETTER})|[€£¥₡₲₹])
    |(?P<WORD>{_LETTER}+['’.]?)
    |(?P<SIGN><=|>=|\S)
    """,
    re.VERBOSE,
)
_KINDS = {kind.name: kind for kind in Kind}
_HYPHENS = "-\u2010\u2011"


def refuse(text: str, column: int, problem: str | Saying) -> NoReturn:
    """Raise with the text, the column (from 1) and what is wrong there."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
    what = message(
        "{text}, column {column}: {problem}", text=repr(shown), column=str(column), problem=problem
    )
    raise FigureSyntaxError(what, text=text, column=column, what=problem)


def tokens(text: str) -> list[Token]:
    """Cut a text into tokens; the last one is an END.

    A hyphen inside a word ("twenty-two", "three-fold") is no token of its own.

    >>> [token.text for token in tokens("twenty-two of the 33.5%")]
    ['twenty', 'two', 'of', 'the', '33.5', '%', '']
    """
    found: list[Token] = []
    previous = None
    for match in _TOKEN.finditer(text):
        piece, start, end = match[0], match.start(), match.end()
        kind = _KINDS[str(match.lastgroup)]
        if kind is Kind.WORD:
            key = piece.casefold().replace("’", "'").removesuffix(".")
        elif kind is Kind.SIGN:
            tight = previous is not None and previous.end == start and text[end : end + 1].islower()
            if piece in _HYPHENS and tight and previous and previous.kind in {Kind.WORD, Kind.NUMBER}:
                continue
            key = piece
        else:
            key = piece
        previous = Token(kind, piece, key, start, end)
        found.append(previous)
    found.append(Token(Kind.END, "", "", len(text.rstrip()), len(text)))
    return found
