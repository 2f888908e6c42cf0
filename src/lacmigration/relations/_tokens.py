"""Into which pieces does the text of a relation fall: quotations, ids, numbers, signs?"""

from __future__ import annotations

import re

import attrs

from lacmigration.errors import ExpressionError
from lacmigration.sayings import message

__all__ = ["Token", "tokens"]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"[^"]*")
    | (?P<name>[a-z][a-z0-9*]*(?:[-.][a-z0-9*]+)*(?:@[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*)?)
    | (?P<number>\d+(?:\.\d+)?%?)
    | (?P<sign><=|>=|[-=<>+*/(),])
    )""",
    re.VERBOSE | re.ASCII,
)
_LONGEST = 10_000


@attrs.frozen
class Token:
    """One piece of a relation's text; `kind` is "text", "name", "number", "sign" or "end", columns from 1."""

    kind: str
    text: str
    column: int


def tokens(text: str) -> list[Token]:
    """The pieces in their order, "end" last; ExpressionError for a character that begins none."""
    if len(text) > _LONGEST:
        problem = message(
            "a relation of {n} characters is longer than {limit}", n=str(len(text)), limit=str(_LONGEST)
        )
        raise ExpressionError(problem, text=text[:60], column=1)
    found, place = [], 0
    end = len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            place += len(text[place:]) - len(text[place:].lstrip())
            problem = message(
                "{sign} cannot stand here: write ids, quoted figures, numbers, + - * / ( ) = < >",
                sign=repr(text[place]),
            )
            if text[place] == '"':
                problem = message("a quotation that is opened here is never closed")
            raise ExpressionError(problem, text=text, column=place + 1)
        kind = match.lastgroup
        found.append(Token(kind, match[kind], match.start(kind) + 1))
        place = match.end()
    found.append(Token("end", "", end + 1))
    return found
