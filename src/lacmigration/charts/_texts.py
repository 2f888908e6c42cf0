"""How much room does a text take, and where does it break? Widths of Arial, in thousandths of its size.

Charts lay their labels out before they are drawn. The fonts that are asked for (Liberation Sans, Arial,
Helvetica) share these widths; the table is that of the Helvetica metrics that Adobe published.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

__all__ = ["Placed", "apart", "room_of", "whole", "wrapped"]

_ASCII = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 "
    "556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 "
    "1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 "
    "667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 "
    "333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 "
    "556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_WIDTHS = {chr(32 + place): int(width) for place, width in enumerate(_ASCII.split())}
_SPACES = {"\u00a0": 278, "\u202f": 278, "\u2009": 200}
_OTHER, _WIDE = 600, 1000
_BOLD = Fraction(107, 100)
_ELLIPSIS = "…"


def _width_of(character: str) -> int:
    if character in _SPACES:
        return _SPACES[character]
    plain = unicodedata.normalize("NFD", character)[0]
    if unicodedata.combining(character):
        return 0
    return _WIDTHS.get(plain, _WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER)


def room_of(text: str, size: int, *, bold: bool = False) -> Fraction:
    """How many pixels wide a line of text is.

    >>> room_of("Peru", 1000), room_of("Perú", 10) == room_of("Peru", 10)
    (Fraction(2112, 1), True)
    """
    width = Fraction(sum(map(_width_of, text)) * size, 1000)
    return width * _BOLD if bold else width


def wrapped(
    text: str, size: int, *, room: Fraction | int, lines: int = 3, bold: bool = False
) -> tuple[str, ...]:
    """A text in lines that fit, at most so many of them; a word that is too long is parted, a rest is cut.

    >>> wrapped("Trinidad and Tobago", 10, room=50)
    ('Trinidad', 'and', 'Tobago')
    >>> wrapped("Saint Vincent and the Grenadines", 10, room=70, lines=1)
    ('Saint Vincent…',)
    """
    found: list[str] = []
    line = ""
    for joint, word in _broken(text, size, room, bold=bold):
        longer = line + joint + word if line else word
        if line and room_of(longer, size, bold=bold) > room:
            found.append(line)
            line = word
        else:
            line = longer
    found.append(line)
    if len(found) <= lines:
        return tuple(found)
    last = found[lines - 1]
    end = len(last)
    while end and room_of(last[:end] + _ELLIPSIS, size, bold=bold) > room:
        end -= 1
    if end < len(last) and last[end] != " " and (before := last[:end].rpartition(" ")[0]):
        end = len(before)  # no word is cut in two where one before it can stand
    return (*found[: lines - 1], last[:end].rstrip(" ,;:.-") + _ELLIPSIS)


def whole(text: str, size: int, *, room: Fraction | int, lines: int = 3) -> bool:
    """Whether a text fits without being cut, and no word of it is broken but at a hyphen.

    >>> whole("Guinea-Bissau", 10, room=50), whole("Guinea-Bissau", 10, room=20)
    (True, False)
    """
    parts = text.replace("-", "- ").split(" ")
    fits = all(room_of(part, size) <= room for part in parts)
    return fits and not wrapped(text, size, room=room, lines=lines)[-1].endswith(_ELLIPSIS)


def _broken(text: str, size: int, room: Fraction | int, *, bold: bool) -> Iterator[tuple[str, str]]:
    """The words of a text, each with what joins it to the one before; white space that is fixed stays."""
    for word in text.replace("\n", " ").replace("\t", " ").split(" "):
        if room_of(word, size, bold=bold) <= room:
            if word:
                yield " ", word
            continue
        joint = " "
        for part in word.replace("-", "-\n").split("\n"):
            for piece in _pieces(part, size, room, bold=bold):
                yield joint, piece
                joint = ""


def _pieces(word: str, size: int, room: Fraction | int, *, bold: bool) -> Iterator[str]:
    """A word in pieces that fit, a hyphen where letters are parted; at least a character each."""
    rest = word
    while rest:
        end = len(rest)
        if room_of(rest, size, bold=bold) > room:
            while end > 1 and room_of(rest[:end] + _hyphen(rest, end), size, bold=bold) > room:
                end -= 1
        piece = rest[:end] + _hyphen(rest, end)
        fits = end == 1 or room_of(piece, size, bold=bold) <= room
        yield piece if fits else rest[:end]
        rest = rest[end:]


def _hyphen(word: str, end: int) -> str:
    """What is written where a word is parted: nothing in a number, nor in writing that has no hyphens."""
    beside = word[end - 1 : end + 1]
    cased = all(one.lower() != one.upper() for one in beside)  # Latin, Greek, Cyrillic
    return "-" if cased and end < len(word) else ""


@attrs.frozen
class Placed:
    """A text, where it begins, and how wide it is."""

    shown: str
    x: Fraction
    y: Fraction
    wide: Fraction


def apart(texts: Iterable[Placed]) -> list[Placed]:
    """The texts that have room, the first of all; no two lie on each other."""
    kept: list[Placed] = []
    for one in texts:
        if not any(
            abs(one.y - other.y) < 14 and one.x < other.x + other.wide + 6 and other.x < one.x + one.wide + 6
            for other in kept
        ):
            kept.append(one)
    return kept
