"""How do the parts that a reader finds become one document, in reading order and with exact places?"""

from __future__ import annotations

from bisect import bisect_right

import attrs

from lacmigration.documents._blocks import Block, Comment, Document, Kind, Place, Table, Unread
from lacmigration.documents._evidence import is_caption, is_note
from lacmigration.errors import DocumentError
from lacmigration.sayings import Saying, message

__all__ = ["MOST_CELLS", "Gathered", "Lines", "limited"]

# The cells of one document: a report has hundreds, an annex thousands; half a million take about 400 MB.
MOST_CELLS = 500_000


class Lines:
    """Leads from an offset in a text to its line and column; lines end with a line feed."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._starts = starts
        self.text = text

    def place(self, offset: int) -> Place:
        """The place of a character."""
        line = bisect_right(self._starts, offset)
        return Place(line=line, column=offset - self._starts[line - 1] + 1)

    def start(self, line: int) -> int:
        """Where a line starts, counting lines from 1; the end of the text for one beyond the last."""
        return self._starts[line - 1] if line <= len(self._starts) else len(self.text)

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._starts)


def limited(count: int, *, name: str, place: Place | str) -> None:
    """Refuse a document of more cells than are read, while they are being counted.

    Raises:
        DocumentError: There are more than `MOST_CELLS`.
    """
    if count > MOST_CELLS:
        raise DocumentError(
            message(
                "the tables have more than {limit} cells; leave raw data out of the report", limit=MOST_CELLS
            ),
            name=name,
            place=place.said if isinstance(place, Place) else place,
        )


@attrs.define
class _Part:
    start: int
    end: int
    what: Block | Table
    joins: bool = True


class Gathered:
    """The parts, comments and unread pieces of one text, in whatever order they are found."""

    def __init__(self, name: str, lines: Lines) -> None:
        self.name = name
        self.lines = lines
        self._parts: list[_Part] = []
        self._comments: list[tuple[int, str]] = []
        self._unread: list[tuple[int, str | Saying, str | Saying]] = []

    def part(self, what: Block | Table, start: int, end: int, *, joins: bool = True) -> None:
        """Keep what stands from one offset to another; `joins` if it may become a table's caption."""
        self._parts.append(_Part(start, end, what, joins))

    def comment(self, text: str, offset: int) -> None:
        """Keep a comment."""
        self._comments.append((offset, text.strip()))

    def unread(self, what: str | Saying, reason: str | Saying, offset: int) -> None:
        """Keep what could not be read."""
        self._unread.append((offset, what, reason))

    def document(self, *, format: str, language: str = "") -> Document:  # noqa: A002 -- as Document names it
        """All of it in reading order; a caption and notes that stand beside a table are put into it."""
        parts = _joined(sorted(self._parts, key=_start))
        starts = [part.start for part in parts]
        comments = []
        for offset, text in sorted(self._comments):
            before = bisect_right(starts, offset)
            if before and parts[before - 1].end > offset:
                before -= 1
            comments.append(Comment(text=text, place=self.lines.place(offset), before=before))
        return Document(
            name=self.name,
            format=format,
            parts=tuple(part.what for part in parts),
            source=self.lines.text,
            language=language,
            comments=tuple(comments),
            unread=tuple(
                Unread(place=self.lines.place(offset), what=what, reason=reason)
                for offset, what, reason in sorted(self._unread, key=_in_order)
            ),
        )


def _start(part: _Part) -> int:
    return part.start


def _joined(parts: list[_Part]) -> list[_Part]:
    """Give each table the line above that names it and the notes right below it."""
    joined: list[_Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        what = part.what
        if isinstance(what, Table) and what.caption is None and last is not None and _names(last):
            joined[-1] = _Part(last.start, part.end, attrs.evolve(what, caption=_caption(last.what)))
        elif (
            last is not None
            and isinstance(last.what, Table)
            and isinstance(what, Block)
            and what.kind in (Kind.PARAGRAPH, Kind.CAPTION)
            and part.start >= last.end
        ):
            if (
                last.what.caption is None
                and part.joins
                and (what.kind is Kind.CAPTION or is_caption(what.text))
            ):
                joined[-1] = _Part(last.start, part.end, attrs.evolve(last.what, caption=what))
            elif is_note(what.text):
                table = attrs.evolve(last.what, notes=(*last.what.notes, what))
                joined[-1] = _Part(last.start, part.end, table)
            else:
                joined.append(part)
        else:
            joined.append(part)
    return joined


def _caption(what: Block | Table) -> Block | None:
    return attrs.evolve(what, kind=Kind.CAPTION) if isinstance(what, Block) else None


def _names(part: _Part) -> bool:
    what = part.what
    return (
        part.joins
        and isinstance(what, Block)
        and (what.kind is Kind.CAPTION or (what.kind is Kind.PARAGRAPH and is_caption(what.text)))
    )


def _in_order(unread: tuple[int, str | Saying, str | Saying]) -> tuple[int, str, str]:
    offset, what, reason = unread
    return offset, str(what), str(reason)
