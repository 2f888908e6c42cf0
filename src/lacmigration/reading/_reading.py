"""What does a text mention? One pass over its tokens, woken by digits and by words for numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

import attrs

from lacmigration.notation import VULGAR, Kind, conventions
from lacmigration.reading._carrying import carried
from lacmigration.reading._evidence import Marks, evidence
from lacmigration.reading._labels import label
from lacmigration.reading._languages import language_of, prose_of
from lacmigration.reading._lists import listed
from lacmigration.reading._mentions import Dated, Masked, Mention, Mentions
from lacmigration.reading._numbers import number
from lacmigration.reading._paragraphs import Paragraph, start_of
from lacmigration.reading._parts import fraction, multiple
from lacmigration.reading._pieces import Piece, pieces
from lacmigration.reading._prose import vague_phrases
from lacmigration.reading._rest import rest
from lacmigration.reading._vague import vague
from lacmigration.reading._years import year

__all__ = ["read"]


def read(text: str, *, locale: str | None = None, marks: Marks | None = None) -> Mentions:
    """Find the figures of a text, with their spans, what they count, and what was concluded.

    Paragraphs (parted by empty lines) are read one by one. Without a `locale` the language of each is told
    from its words, English where they do not tell. `marks` is what the numbers of the whole document show
    about their decimal marks, where `text` is a part of it; else it is taken from `text`.

    Every digit of the text lies in one figure, one date, or one masked number.
    Errors: UnknownLocaleError for a language other than en, es, pt, fr.

    >>> [mention] = read("Some 57,5 millones de dólares se han movilizado.", locale="es")
    >>> str(mention.figure.money), mention.text
    ('USD 57,500,000', '57,5 millones de dólares')
    """
    found = evidence(text) if marks is None else marks
    usual = locale or language_of(text) or "en"
    parts = [_read_piece(one, locale or language_of(one.text) or usual, found) for one in pieces(text)]
    return Mentions(
        text=text,
        locale=usual,
        mentions=tuple(one for part in parts for one in part.mentions),
        dates=tuple(one for part in parts for one in part.dates),
        masked=tuple(one for part in parts for one in part.masked),
        detected=locale is None,
    )


@attrs.frozen
class _Found:
    mentions: Sequence[Mention]
    dates: Sequence[Dated]
    masked: Sequence[Masked]


def _read_piece(piece: Piece, locale: str, marks: Marks) -> _Found:
    """The figures, dates and masked numbers of one piece, placed in the whole text."""
    if piece.unread:
        where = Masked(
            start=piece.start, end=piece.start + len(piece.text), text=piece.text, reason=piece.unread
        )
        return _Found((), (), (where,))
    paragraph = Paragraph(piece.text, locale, marks)
    tokens = paragraph.words.tokens
    wake = _waking(locale)
    at, last = 0, len(tokens) - 2
    while at < last:
        token = tokens[at]
        wakes = token.kind is Kind.NUMBER or token.key in wake
        at = _read_at(paragraph, at) if wakes and not paragraph.is_blocked(at) else at + 1
    paragraph.mentions = carried(paragraph.mentions, paragraph.words, paragraph.prose)
    paragraph.mentions = listed(paragraph.mentions, paragraph.words, paragraph.prose)
    paragraph.masked += rest(paragraph)
    return _Found(
        [_moved_mention(one, piece.start) for one in paragraph.mentions],
        sorted((_moved(one, piece.start) for one in paragraph.dates), key=start_of),
        sorted((_moved(one, piece.start) for one in paragraph.masked), key=start_of),
    )


_READERS = (vague, label, year, multiple, fraction, number)


def _read_at(paragraph: Paragraph, at: int) -> int:
    """Read what starts at a token; the token to go on with."""
    for reader in _READERS:
        end = reader(paragraph, at)
        if end is not None:
            paragraph.least = end
            return end
    return at + 1


@lru_cache(maxsize=64)
def _waking(locale: str) -> frozenset[str]:
    """The words that a figure's number can start with, beside digits."""
    grammar = conventions(locale).grammar
    return grammar.number_starts.union(
        VULGAR,
        grammar.multiples.first_words,
        grammar.fractions.first_words,
        grammar.denominators.first_words,
        vague_phrases(prose_of(locale)).first_words,
        grammar.articles,
    )


Kept = TypeVar("Kept", Dated, Masked)


def _moved(one: Kept, by: int) -> Kept:
    return attrs.evolve(one, start=one.start + by, end=one.end + by) if by else one


def _moved_mention(one: Mention, by: int) -> Mention:
    if not by:
        return one
    return attrs.evolve(
        one,
        start=one.start + by,
        end=one.end + by,
        number_start=one.number_start + by,
        number_end=one.number_end + by,
    )
