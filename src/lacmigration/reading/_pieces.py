"""Into which pieces is a text cut, each of which is read by itself?"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from lacmigration.sayings import Saying, message

__all__ = ["LONGEST", "Piece", "pieces"]

LONGEST = 40_000
"""Characters that are read at once.

A longer paragraph (no person writes one) is cut where a sentence or a word ends, so that memory is bounded; a
longer stretch without any space is not prose, and is set apart.
"""

_SPACE = re.compile(r"\s")
_DIGIT = re.compile(r"\d")


@attrs.frozen
class Piece:
    """A stretch of a text, where it starts, and why it is not read where it is not."""

    text: str
    start: int
    unread: str | Saying = ""


def pieces(text: str) -> Iterator[Piece]:
    r"""The paragraphs of a text, parted by empty lines, and the parts of those that are too long for one.

    >>> [piece.text for piece in pieces("One.\n\nTwo lines\nof text.")]
    ['One.\n', 'Two lines\nof text.']
    """
    for start, end in _paragraphs(text):
        if end - start <= LONGEST:
            yield Piece(text[start:end], start)
        else:
            yield from _cut(text, start, end)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between empty lines that hold anything to read."""
    start = at = 0
    for line in text.splitlines(keepends=True):
        if line.isspace():
            if at > start:
                yield start, at
            start = at + len(line)
        at += len(line)
    if at > start:
        yield start, at


def _cut(text: str, start: int, end: int) -> Iterator[Piece]:
    while end - start > LONGEST:
        most = start + LONGEST
        stop = max(text.rfind(". ", start, most) + 1, text.rfind("\n", start, most)) + 1
        if stop <= start + LONGEST // 2:
            stop = _behind_space(text, start, most)
        if stop:
            yield Piece(text[start:stop], start)
        else:
            space = _SPACE.search(text, most, end)
            stop = end if space is None else space.end()
            piece = text[start:stop]
            if _DIGIT.search(piece):
                why = message("in a stretch of {n} characters without a space", n=stop - start)
                yield Piece(piece, start, why)
        start = stop
    if end > start:
        yield Piece(text[start:end], start)


def _behind_space(text: str, start: int, most: int) -> int:
    """The place behind the last space before a place, not one between two digits; 0 where there is none."""
    between = 0
    for at in range(most - 1, start, -1):
        if text[at].isspace():
            if not (text[at - 1].isdecimal() and text[at + 1 : at + 2].isdecimal()):
                return at + 1
            between = between or at + 1
    return between
