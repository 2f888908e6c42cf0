"""Which lines of text do the characters of a page form, and where does a line fall apart into pieces?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from lacmigration.documents._figures import is_entry

__all__ = ["Char", "Piece", "Row", "Seen", "chars_of", "rows_of"]

# A page shows geometry and no words: these shares of a letter's size tell what belongs together.
SAME_ROW: Final = 0.4
WORD_GAP: Final = 0.17
PIECE_GAP: Final = 1.0
SMALLER: Final = 0.85
RAISED: Final = 0.12
LOWERED: Final = 0.04
AGAIN: Final = 0.3
# So many figures one behind the other stand in columns.
FIGURES: Final = 3
_GROUP: Final = re.compile(r"\d{3}(?:[.,]\d+)?%?")
_LEADS: Final = re.compile(r"[(\-−–]?[$€£]?[1-9]\d{0,2}|\d{3}")

_SUPERSCRIPTS: Final = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_SUBSCRIPTS: Final = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_BOLD: Final = ("bold", "black", "heavy", "semib")
UNKNOWN: Final = "\ufffd"


@attrs.frozen
class Char:
    """A character and its box, counted from the page's upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


@attrs.frozen(kw_only=True)
class Piece:
    """Words that stand close together on one line; `words` has each with its left and right end.

    `base` is where the line's letters stand, without those raised or lowered.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    base: float
    words: tuple[tuple[str, float, float], ...] = ()


@attrs.frozen
class Row:
    """What stands at one height: the pieces from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole line."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.pieces[-1].x1

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(piece.bottom for piece in self.pieces)

    @property
    def base(self) -> float:
        """Where most of its letters stand."""
        return self._longest.base

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return self._longest.size

    @property
    def _longest(self) -> Piece:
        return max(self.pieces, key=lambda piece: len(piece.text))

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(piece.bold for piece in self.pieces)


@attrs.define
class Seen:
    """What a page shows: its upright letters, and counts of all else."""

    chars: list[Char] = attrs.field(factory=list)
    turned: int = 0
    unknown: int = 0
    images: int = 0
    drawn: int = 0


def chars_of(page: Any) -> Seen:
    """The letters of a page as its layout has them; figures within it are looked into.

    Some programs print a letter twice, a hair apart, to make it bold; it is one letter.
    """
    from pdfminer.layout import LTChar, LTCurve, LTImage

    seen = Seen()
    places: set[tuple[str, int, int]] = set()
    base = page.height + page.mediabox[1]
    stack = [iter(page.layout)]
    while stack:
        for each in stack[-1]:
            if isinstance(each, LTChar):
                _see(each, base, seen, places)
            elif isinstance(each, LTImage):
                seen.images += 1
            elif isinstance(each, LTCurve):
                seen.drawn += 1
            else:  # a figure, in which all of these may stand again
                stack.append(iter(each))
                break
        else:
            stack.pop()
    return seen


def _see(char: Any, base: float, seen: Seen, places: set[tuple[str, int, int]]) -> None:
    text = char.get_text()
    if not char.upright:
        seen.turned += bool(text.strip())
        return
    if text.startswith("(cid:"):
        text = UNKNOWN
        seen.unknown += 1
    if not text.strip() or _is_again(char, text, places):
        return
    font = char.fontname.lower()
    seen.chars.append(
        Char(
            _LIGATURES.get(text, text),
            char.x0,
            char.x1,
            base - char.y1,
            base - char.y0,
            char.size,
            any(word in font for word in _BOLD),
        )
    )


def _is_again(char: Any, text: str, places: set[tuple[str, int, int]]) -> bool:
    """Whether the same letter stands here already, less than a third of its width away."""
    step = max((char.x1 - char.x0) * AGAIN, AGAIN)
    at, row = int(char.x0 / step), round(char.y0)
    if any((text, near, row) in places for near in (at - 1, at, at + 1)):
        return True
    places.add((text, at, row))
    return False


def rows_of(chars: Iterable[Char]) -> list[Row]:
    """Characters as rows from the top down; raised digits become superscripts and lowered ones subscripts."""
    return [Row(tuple(_pieces(band))) for band in _bands(chars)]


def _bands(chars: Iterable[Char]) -> Iterator[list[Char]]:
    band: list[Char] = []
    middle = size = 0.0
    for char in sorted(chars, key=lambda char: (char.top + char.bottom, char.x0)):
        at = (char.top + char.bottom) / 2
        if band and at - middle > SAME_ROW * max(size, char.size):
            yield band
            band = []
        if not band or char.size > size:
            middle, size = at, char.size
        band.append(char)
    if band:
        yield band


def _pieces(band: Sequence[Char]) -> Iterator[Piece]:
    ordered = sorted(band, key=lambda char: char.x0)
    size = _main_size(ordered)
    bottom = max((char.bottom for char in ordered if char.size > SMALLER * size), default=ordered[0].bottom)
    start = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at].x0 - ordered[at - 1].x1 > PIECE_GAP * size:
            yield from _set_apart(_piece(ordered[start:at], size, bottom))
            start = at


def _main_size(chars: Sequence[Char]) -> float:
    counts = Counter(round(char.size, 1) for char in chars)
    return max(counts, key=lambda size: (counts[size] * size, size))


def _piece(chars: Sequence[Char], size: float, bottom: float) -> Piece:
    words: list[tuple[str, float, float]] = []
    last = chars[0]
    for char in chars:
        letter = _letter(char, size, bottom)
        if words and char.x0 - last.x1 <= WORD_GAP * min(size, char.size, last.size):
            text, x0, x1 = words[-1]
            words[-1] = text + letter, x0, max(x1, char.x1)
        else:
            words.append((letter, char.x0, char.x1))
        last = char
    return Piece(
        text=" ".join(text for text, _, _ in words),
        x0=chars[0].x0,
        x1=max(char.x1 for char in chars),
        top=min(char.top for char in chars),
        bottom=max(char.bottom for char in chars),
        size=_main_size(chars),
        bold=all(char.bold for char in chars if char.text.isalnum()) and any(char.bold for char in chars),
        base=bottom,
        words=tuple(words),
    )


def _set_apart(piece: Piece) -> Iterator[Piece]:
    """Several figures at the end of a piece, each by itself: they stand in columns, however near these are.

    No sentence ends in so many figures with nothing between them; what is before them is their label.
    """
    found: list[list[tuple[str, float, float]]] = []
    for word in reversed(piece.words):
        if found and _GROUP.fullmatch(found[-1][0][0]) and _LEADS.fullmatch(word[0]):
            found[-1].insert(0, word)  # "12 068" is one
        elif is_entry(word[0]):
            found.append([word])
        else:
            break
    if len(found) < FIGURES:
        yield piece
        return
    label = piece.words[: len(piece.words) - sum(map(len, found))]
    for words in [list(label), *reversed(found)]:
        if words:
            text = " ".join(word for word, _, _ in words)
            yield attrs.evolve(piece, text=text, x0=words[0][1], x1=words[-1][2], words=tuple(words))


def _letter(char: Char, size: float, bottom: float) -> str:
    if char.text in _SUPERSCRIPTS and char.size < SMALLER * size:
        if bottom - char.bottom > RAISED * size:
            return _SUPERSCRIPTS[char.text]
        if char.bottom - bottom > LOWERED * size:
            return _SUBSCRIPTS[char.text]
    return char.text
