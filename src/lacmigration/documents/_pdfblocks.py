"""Which paragraphs, headings, list items and footnotes do the lines of a PDF make?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from lacmigration.documents._blocks import Block, Kind, Place
from lacmigration.documents._evidence import has_number, is_caption, is_note
from lacmigration.documents._pdflines import Piece, Row

__all__ = ["Look", "Numbered", "blocks_of", "in_reading_order", "is_running", "look_of", "words_of"]

# Two columns of prose need so many lines, so long on the average.
MIN_COLUMN_LINES: Final = 4
PROSE_LENGTH: Final = 18
# A gap between lines of so much more than the usual one, in heights of a letter, ends a paragraph.
MORE_SPACE: Final = 0.25
LARGER: Final = 1.1
SMALLER: Final = 0.92
INDENT: Final = 0.8
# A heading has few lines and few words.
MAX_HEADING: Final = 200
SHORT_LINE: Final = 0.8

_BULLET: Final = re.compile(r"[•●▪■◦‣∙·►✓\uf0b7\uf0a7]\s*|[–—-]\s+(?=\w)|o\s+(?=[A-Z])")
_RAISED: Final = frozenset("¹²³⁴⁵⁶⁷⁸⁹")
_MARK: Final = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+\s*\S|\*+\s?\w|\d{1,3}\s+[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN: Final = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_ADDRESS: Final = re.compile(r"[/_=&%#?~]|\.\w|\d")
_ENDED: Final = (".", "!", "?", ":", ";", ".”", '."', ".»", ".)")


@attrs.frozen(kw_only=True)
class Numbered:
    """A row with its place: the page, and the line on it as a reader counts them."""

    row: Row
    page: int
    line: int


@attrs.frozen(kw_only=True)
class Look:
    """How the document's plain text is set: its size, the distance of its lines, and its headings' sizes."""

    size: float
    pitch: float
    headings: tuple[float, ...]
    words: frozenset[str]


def words_of(rows: Iterable[Row]) -> Iterator[str]:
    """The words that stand whole on a line, by which one broken at a line's end is known."""
    for row in rows:
        text = row.text.lower()
        yield from _WORD.findall(text[: -len(text.split()[-1])] if text.endswith("-") else text)


def look_of(rows: Sequence[Row]) -> Look:
    """The look of most of a document's letters."""
    sizes: Counter[float] = Counter()
    pitches: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.text)
    size = max(sizes, key=lambda each: (sizes[each], each), default=0.0)
    for above, below in pairwise(rows):
        if round(above.size, 1) == round(below.size, 1) == size and below.top > above.top:
            pitches[round((below.top - above.top) / size, 1)] += 1
    larger = sorted({round(row.size) for row in rows if row.size > LARGER * size}, reverse=True)
    return Look(
        size=size,
        pitch=max(pitches, key=lambda each: (pitches[each], -each), default=1.2),
        headings=tuple(map(float, larger)),
        words=frozenset(words_of(rows)),
    )


def in_reading_order(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows as runs that are read from the top down: where prose stands in two columns, the left one first."""
    gutter = _gutter(rows)
    if gutter is None:
        return [list(rows)]
    runs: list[list[Row]] = [[]]
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and not any(piece.x0 < gutter < piece.x1 for piece in rows[end].pieces):
            end += 1
        left = _side(rows[at:end], gutter, left=True)
        right = _side(rows[at:end], gutter, left=False)
        if _is_prose(left) and _is_prose(right):
            runs += [left, *in_reading_order(right), []]
        else:
            end = max(end, at + 1)
            runs[-1] += rows[at:end]
        at = end
    return [run for run in runs if run]


def _side(rows: Sequence[Row], gutter: float, *, left: bool) -> list[Row]:
    sides = (tuple(piece for piece in row.pieces if (piece.x1 <= gutter) == left) for row in rows)
    return [Row(pieces) for pieces in sides if pieces]


def _is_prose(rows: Sequence[Row]) -> bool:
    pieces: list[Piece] = [piece for row in rows for piece in row.pieces]
    long = sum(len(piece.text) for piece in pieces) >= PROSE_LENGTH * len(pieces)
    return len(rows) >= MIN_COLUMN_LINES and long and not any(has_number(piece.text) for piece in pieces[:3])


def is_running(texts: Sequence[str]) -> bool:
    """Whether lines read on from one to the next, as prose does: they are long, and half begin small.

    >>> is_running(["Most of them came by a", "coast road, and a few", "crossed by boat in", "spring time"])
    True
    >>> is_running(["Harbour North", "Millbrook", "Ford", "Saint Agnes"])
    False
    """
    lower = sum(text[:1].islower() for text in texts)
    long = sum(map(len, texts)) >= PROSE_LENGTH * len(texts)
    return len(texts) >= MIN_COLUMN_LINES and long and 2 * lower >= len(texts)


def _gutter(rows: Sequence[Row]) -> float | None:
    """The height-long gap around the page's middle that the fewest pieces cross."""
    pieces = [piece for row in rows for piece in row.pieces]
    if sum(len(row.pieces) > 1 for row in rows) < MIN_COLUMN_LINES:
        return None
    low, high = int(min(piece.x0 for piece in pieces)), int(max(piece.x1 for piece in pieces)) + 1
    steps = [0] * (high - low + 2)
    for piece in pieces:
        steps[int(piece.x0) - low] += 1
        steps[min(int(piece.x1) + 1, high + 1) - low] -= 1
    crossing: list[int] = []
    count = 0
    for step in steps:
        count += step
        crossing.append(count)
    inner = range(len(crossing) // 4, len(crossing) - len(crossing) // 4)
    fewest = min((crossing[at] for at in inner), default=0)
    places = [at for at in inner if crossing[at] == fewest]
    return low + places[len(places) // 2] + 0.5 if places else None


def blocks_of(lines: Sequence[Numbered], look: Look, *, last: bool) -> list[Block]:
    """The blocks of one run of lines; at the end of a page (`last`), small print is its footnotes."""
    groups = list(_grouped(lines, look))
    tail = len(groups)
    while last and tail and _is_small_print(groups[tail - 1][0].row, look):
        tail -= 1
    blocks: list[Block] = []
    for at, group in enumerate(groups):
        text = _joined(group, look.words)
        kind, level = _kind(group, text, look, foot=at >= tail)
        if kind is Kind.ITEM:
            text = _BULLET.sub("", text, count=1)
        place = Place(page=group[0].page, line=group[0].line)
        blocks.append(Block(kind=kind, text=text, place=place, level=level))
    return blocks


def _is_small_print(row: Row, look: Look) -> bool:
    return row.size < SMALLER * look.size or row.text[:1] in _RAISED


def _grouped(lines: Sequence[Numbered], look: Look) -> Iterator[list[Numbered]]:
    if not lines:
        return
    left, right = min(line.row.x0 for line in lines), max(line.row.x1 for line in lines)
    group = [lines[0]]
    for line in lines[1:]:
        if _begins(group, line.row, look, left=left, right=right):
            yield group
            group = []
        group.append(line)
    yield group


def _begins(group: Sequence[Numbered], row: Row, look: Look, *, left: float, right: float) -> bool:
    """Whether a row begins a new block behind those of a group."""
    above, first = group[-1].row, group[0].row
    if abs(row.size - above.size) > (LARGER - 1) * max(row.size, above.size) or row.bold != above.bold:
        return not (row.text[:1].islower() and row.bold == above.bold)
    if (row.top - above.top) / row.size > look.pitch + MORE_SPACE:
        return True
    if _BULLET.match(row.text) or is_caption(row.text) or is_note(row.text):
        return True
    if _is_small_print(row, look) and _MARK.match(row.text):
        return True
    indent = INDENT * row.size
    if row.x0 - above.x0 > indent and row.x0 - left > indent and not _BULLET.match(first.text):
        return True
    short = above.x1 < left + SHORT_LINE * (right - left)
    return short and above.text.endswith(_ENDED)


def _joined(group: Sequence[Numbered], words: frozenset[str]) -> str:
    """The lines as one text; a hyphen at a line's end goes where the document has the word without it."""
    text = ""
    for line in group:
        follows = line.row.text
        broken = _BROKEN.search(text)
        if not text:
            text = follows
        elif text.endswith("\u00ad"):
            text = text[:-1] + follows
        elif broken and follows[:1].isalpha():
            rest = _WORD.match(follows)
            whole = (broken[1] + (rest[0] if rest else "")).lower()
            text = (text[:-1] if whole in words else text) + follows
        elif _is_address(text, follows) or (
            text.endswith(("-", "–", "—", "/")) and not text.endswith((" -", " –", " —", " /"))
        ):
            text += follows
        else:
            text += " " + follows
    return text.replace("\u00ad", "")


def _is_address(text: str, follows: str) -> bool:
    """Whether a line breaks within a web address, which has figures in it that are none."""
    last, first = text.rpartition(" ")[2], follows.split(" ", 1)[0]
    if "://" not in last and not last.startswith("www."):
        return False
    return (
        first[:1].isprintable()
        and (_ADDRESS.search(first) is not None or last[-1] in "/-_=&?%.")
        and not (last.endswith((".", ",", ")")) and first[:1].isupper())
    )


def _kind(group: Sequence[Numbered], text: str, look: Look, *, foot: bool) -> tuple[Kind, int]:
    size = group[0].row.size
    if is_caption(text):
        return Kind.CAPTION, 0
    if _BULLET.match(text):
        return Kind.ITEM, 1
    short = len(text) <= MAX_HEADING and not text.endswith((".", ";", ",")) and any(map(str.isalpha, text))
    if size > LARGER * look.size and short:
        # A piece of a line, parted from its neighbours in other columns, may have a size that no line had.
        return Kind.HEADING, sum(1 for one in look.headings if one > round(size)) + 1
    if short and group[0].row.bold and all(line.row.bold for line in group):
        return Kind.HEADING, len(look.headings) + 1
    if foot and _MARK.match(text):
        return Kind.FOOTNOTE, 0
    return Kind.PARAGRAPH, 0
