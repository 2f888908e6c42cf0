"""Into which pieces does the text of a relation fall: quotations, ids, numbers, signs?"""

from __future__ import annotations

import re

import attrs

from lacmigration.errors import ExpressionError

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
        message = f"a relation of {len(text)} characters is longer than {_LONGEST}"
        raise ExpressionError(message, text=text[:60], column=1)
    found, place = [], 0
    end = len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            place += len(text[place:]) - len(text[place:].lstrip())
            message = (
                f"{text[place]!r} cannot stand here: write ids, quoted figures, numbers, + - * / ( ) = < >"
            )
            if text[place] == '"':
                message = "a quotation that is opened here is never closed"
            raise ExpressionError(message, text=text, column=place + 1)
        kind = match.lastgroup
        found.append(Token(kind, match[kind], match.start(kind) + 1))
        place = match.end()
    found.append(Token("end", "", end + 1))
    return found
