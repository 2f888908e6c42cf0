"""What stands in a PDF: its pages' words as paragraphs, tables and footnotes, told from their geometry."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

import attrs

from lacmigration.documents._blocks import Block, Comment, Document, Kind, Place, Table, Unread
from lacmigration.documents._evidence import is_note
from lacmigration.documents._pdfarranging import Aligned, arranged
from lacmigration.documents._pdfblocks import Look, Numbered, blocks_of, look_of
from lacmigration.documents._pdfheads import Edges, running_heads, without_heads
from lacmigration.documents._pdflines import Char, Row, Seen, chars_of, rows_of
from lacmigration.documents._pdfspreads import Sheet, Spread
from lacmigration.documents._pdfstreams import refuse_bombs
from lacmigration.documents._pdftables import Drawn, drawn_tables, is_within
from lacmigration.errors import DocumentError, MissingExtraError
from lacmigration.sayings import Saying, counted, message

__all__ = ["read"]

# A report has some hundred pages, a page some thousand letters.
MAX_PAGES: Final = 3_000
MAX_CHARS: Final = 200_000

# Annotations whose text is no author's: links carry that of what they lead to, forms their fields.
_NO_COMMENTS: Final = frozenset({"Link", "Widget", "Popup"})


@attrs.frozen(kw_only=True)
class _Page:
    """What one page holds before its lines are made into blocks."""

    number: int
    height: float
    rows: tuple[Row, ...]
    drawn: tuple[Drawn, ...]


@attrs.define
class _Found:
    parts: list[Block | Table] = attrs.field(factory=list)
    spread: Spread | None = None
    unread: list[Unread] = attrs.field(factory=list)
    comments: list[tuple[str, int]] = attrs.field(factory=list)


def read(data: bytes, name: str) -> Document:
    """Read a PDF.

    A place is a page and a line on it, both from 1. Lines that repeat at the edge of pages are running heads:
    they are not read and stand once each in `unread`, as do images, turned text and pages without text. A
    hyphen at a line's end is undone only where the document has the word without it elsewhere.

    Raises:
        DocumentError: The file is broken, encrypted or beyond the limits of this module.
        MissingExtraError: pdfplumber is not installed.

    >>> read(b"PK", "report.pdf")
    Traceback (most recent call last):
    ...
    lacmigration.errors.DocumentError: report.pdf: not PDF: its first bytes are b'PK'; if it is ...
    """
    try:
        import pdfplumber
    except ImportError as cause:
        raise MissingExtraError(
            message("reading {format} needs {library}", format="PDF", library="pdfplumber"), extra="pdf"
        ) from cause
    _refuse(data, name)
    found = _Found()
    pages: list[_Page] = []
    with _quiet():
        try:
            with pdfplumber.open(BytesIO(data)) as pdf:
                language = _language(pdf)
                _count(len(pdf.pages), name)
                for page in pdf.pages:
                    pages.append(_page(page, found, name))
                    page.close()
        except DocumentError:
            raise
        except Exception as cause:  # a broken file can make the parser fail in any way
            raise _broken(cause, name, len(pages)) from cause
    if not pages:
        raise DocumentError(message("the PDF has no pages"), name=name)
    _read_pages(pages, found)
    return Document(
        name=name,
        format="pdf",
        parts=tuple(found.parts),
        language=language,
        comments=tuple(
            Comment(text=text, place=Place(page=page), before=_first_on(page, found.parts))
            for text, page in found.comments
        ),
        unread=tuple(found.unread),
    )


def _refuse(data: bytes, name: str) -> None:
    if not data:
        raise DocumentError(message("the file is empty"), name=name)
    if b"%PDF-" not in data[:1024]:
        raise DocumentError(
            message(
                "not {format}: its first bytes are {bytes}; if it is plain text, let its name end in .txt",
                format="PDF",
                bytes=repr(data[:8]),
            ),
            name=name,
        )
    refuse_bombs(data, name)


def _count(pages: int, name: str) -> None:
    if pages > MAX_PAGES:
        raise DocumentError(
            message("{size} pages, more than the limit of {limit}; split it", size=pages, limit=MAX_PAGES),
            name=name,
        )


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the parser's warnings from the user; what cannot be read is said by `Document.unread`."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _broken(cause: Exception, name: str, pages: int) -> DocumentError:
    said = f"{type(cause).__name__} {cause!r}"
    if "Password" in said or "Encryption" in said:
        return DocumentError(message("protected by a password; save it without one"), name=name)
    if "RecursionError" in said:
        return DocumentError(message("nested too deep; no program writes this"), name=name)
    place = Place(page=pages + 1).said if pages else ""
    return DocumentError(
        message("the PDF is broken or cut short ({cause})", cause=f"{type(cause).__name__}: {cause}"),
        name=name,
        place=place,
    )


def _language(pdf: Any) -> str:
    from pdfminer.pdftypes import resolve1

    said = resolve1(pdf.doc.catalog.get("Lang"))
    return said.decode("latin-1").strip("\x00þÿ") if isinstance(said, bytes) else ""


def _page(page: Any, found: _Found, name: str) -> _Page:
    number = page.page_number
    place = Place(page=number)
    seen = chars_of(page)
    if len(seen.chars) > MAX_CHARS:
        raise DocumentError(
            message(
                "{size} letters on one page, more than the limit of {limit}",
                size=len(seen.chars),
                limit=MAX_CHARS,
            ),
            name=name,
            place=place.said,
        )
    found.unread.extend(
        Unread(place=place, what=what, reason=reason) for what, reason in _missed(seen, number)
    )
    for note in page.annots:
        text = note.get("contents")
        kind = str(note.get("data", {}).get("Subtype", "")).strip("/'")
        if text and str(text).strip() and kind not in _NO_COMMENTS:
            found.comments.append((str(text).strip(), number))
    drawn = drawn_tables(page, seen.chars) if seen.drawn else []
    boxes = [table.box for table in drawn]
    free: list[Char] = [char for char in seen.chars if not any(is_within(char, box) for box in boxes)]
    return _Page(number=number, height=float(page.height), rows=tuple(rows_of(free)), drawn=tuple(drawn))


def _missed(seen: Seen, number: int) -> Iterator[tuple[Saying, Saying]]:
    """What of a page is not read, and why."""
    if not seen.chars:
        scanned = message("it is an image; recognise its text first")
        reason = scanned if seen.images else message("it is empty or only drawn")
        yield message("page {number} has no text", number=str(number)), reason
    elif seen.images:
        yield counted("{n} image", "{n} images", seen.images), message("images hold no text to read")
    if seen.turned:
        yield (
            counted("{n} turned letter", "{n} turned letters", seen.turned),
            message("only upright text is read"),
        )
    if seen.unknown:
        unknown = counted("{n} unknown letter", "{n} unknown letters", seen.unknown)
        yield unknown, message("the font does not say which letters they are")


def _read_pages(pages: Sequence[_Page], found: _Found) -> None:
    heads = running_heads([Edges(page.number, page.height, page.rows) for page in pages])
    for text, numbers in heads.items():
        where = counted("on {n} page, first here", "on {n} pages, first here", len(numbers))
        found.unread.append(
            Unread(
                place=Place(page=numbers[0]),
                what=message("running head or foot: {text}", text=text),
                reason=where,
            )
        )
    bare = [
        attrs.evolve(page, rows=without_heads(Edges(page.number, page.height, page.rows), heads))
        for page in pages
    ]
    look = look_of([row for page in bare for row in page.rows])
    for page in bare:
        for part in _parts(page, look, _before(found.spread, page.number)):
            _add(part, found)
    _close(found)


def _before(spread: Spread | None, page: int) -> Spread | None:
    """The table without lines that the page before ended with."""
    if spread is None or spread.last.drawn or spread.last.place.page != page - 1:
        return None
    return spread


def _parts(page: _Page, look: Look, before: Spread | None) -> Iterator[Block | Sheet]:
    """The blocks and tables of a page from the top down."""
    drawn = sorted(page.drawn, key=lambda table: table.box[1])
    pieces: list[tuple[list[Row], Drawn | None]] = []
    rest = list(page.rows)
    for table in drawn:
        above = [row for row in rest if row.top < table.box[1]]
        rest = rest[len(above) :]
        pieces.append((above, table))
    pieces.append((rest, None))
    line = 1
    for at, (rows, below) in enumerate(pieces):
        runs = list(arranged(rows, None if at else before))
        for number, run in enumerate(runs):
            last = at == len(pieces) - 1 and number == len(runs) - 1
            yield from _read_run(run, Place(page=page.number, line=line), look, last=last)
            line += run.lines if isinstance(run, Aligned) else len(run)
        if below is not None:
            place = Place(page=page.number, line=line)
            yield Sheet(slots=below.slots, columns=below.columns, drawn=True, place=place)
            line += max(slot.row + slot.rows for slot in below.slots)


def _read_run(run: list[Row] | Aligned, place: Place, look: Look, *, last: bool) -> Iterator[Block | Sheet]:
    if isinstance(run, Aligned):
        yield Sheet(slots=run.slots, columns=run.columns, drawn=False, place=place)
    else:
        lines = [Numbered(row=row, page=place.page, line=place.line + at) for at, row in enumerate(run)]
        yield from blocks_of(lines, look, last=last)


def _add(part: Block | Sheet, found: _Found) -> None:
    """Append a part: to a table go its caption, its next page and its notes, to a paragraph its next page."""
    spread = found.spread
    if isinstance(part, Sheet):
        if spread is None or not spread.takes(part):
            _close(found)
            last = found.parts[-1] if found.parts else None
            caption = last if isinstance(last, Block) and last.kind is Kind.CAPTION else None
            if caption is not None:
                found.parts.pop()
            found.spread = Spread.of(part, caption)
    elif spread is not None and part.kind is Kind.FOOTNOTE:
        spread.footnotes.append(part)
    else:
        _close(found)
        _add_block(part, found.parts)


def _close(found: _Found) -> None:
    """Append the table that was open, and the footnotes of its pages."""
    spread, found.spread = found.spread, None
    if spread is not None:
        found.parts.append(spread.table())
        for note in spread.footnotes:
            _add_block(note, found.parts)


def _add_block(part: Block, parts: list[Block | Table]) -> None:
    last = parts[-1] if parts else None
    if isinstance(last, Table) and part.kind is not Kind.HEADING and is_note(part.text):
        parts[-1] = attrs.evolve(last, notes=(*last.notes, part))
    elif isinstance(last, Block) and _continues(last, part):
        parts[-1] = attrs.evolve(last, text=f"{last.text} {part.text}")
    else:
        parts.append(part)


def _continues(last: Block, part: Block) -> bool:
    """Whether a page's first paragraph goes on with the sentence of the page before."""
    return (
        last.kind is part.kind is Kind.PARAGRAPH
        and part.place.page == last.place.page + 1
        and part.text[:1].islower()
        and last.text[-1:].isalnum()
    )


def _first_on(page: int, parts: Sequence[Block | Table]) -> int:
    return next((at for at, part in enumerate(parts) if part.place.page >= page), len(parts))
