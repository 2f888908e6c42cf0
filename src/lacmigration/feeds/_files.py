"""Which bytes does a file of a feed hold, and which lines of text?"""

from __future__ import annotations

import csv
import io
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

import attrs

from lacmigration.errors import FeedError
from lacmigration.feeds._unpacking import GZIP, unpacked

__all__ = [
    "File",
    "Line",
    "content",
    "csv_lines",
    "delimiter_of",
    "held",
    "name_of",
    "opened",
    "require_no_zip",
    "start_of",
]

File = str | os.PathLike[str] | IO[bytes]
"""A path, or a stream of bytes."""

LARGEST: Final = 256_000_000
"""The most bytes that a format may have which is held as a whole: JSON, XML and workbooks."""

_PROBED: Final = 65_536
_DELIMITERS: Final = (",", "|", ";", "\t")
_FIRST: Final = 20
_LONGEST_CELL: Final = 1_000_000
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


@attrs.frozen
class Line:
    """One row of cells and where it stands: its number from 1, and its sheet where the file has sheets.

    `delimiter` is what stands between the cells of a text; behind semicolons a comma may be a decimal one.

    >>> Line(7, ("Peru", "12")).place(1), Line(7, ("Peru", "12"), sheet="Table 1").place(1)
    ('row 7, column 2', 'Table 1!B7')
    """

    number: int
    cells: Sequence[str]
    sheet: str = attrs.field(default="", kw_only=True)
    delimiter: str = attrs.field(default="", kw_only=True)

    def place(self, index: int | None = None, *, name: str = "") -> str:
        """The row, or one of its cells; `name` is what its column is called."""
        if self.sheet:
            return f"{self.sheet}!{_letters(0 if index is None else index)}{self.number}"
        column = "" if index is None else f", column {name or index + 1}"
        return f"row {self.number}{column}"


def _letters(index: int) -> str:
    letters, column = "", index + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Held(io.BytesIO):
    """A stream's bytes, with its name, to be read more than once."""

    def __init__(self, data: bytes, name: str) -> None:
        """Keep the name for errors."""
        super().__init__(data)
        self.name = name


def held(source: File) -> File:
    """The same path, or the bytes of a stream, which can then be looked at before they are read.

    >>> held("a.csv"), held(io.BytesIO(b"id")).read()
    ('a.csv', b'id')
    """
    if isinstance(source, Held) or not hasattr(source, "read"):
        return source
    return Held(_bytes_of(source), name_of(source))


def _bytes_of(stream: Any) -> bytes:
    """What a stream holds. Errors: FeedError for a stream of text."""
    data = stream.read(LARGEST + 1)
    if not isinstance(data, bytes):
        raise FeedError("is a stream of text; open it for bytes, with mode 'rb'", name=name_of(stream))
    return data


def start_of(source: File) -> bytes:
    """The first bytes of a file; a stream must be `held`, and stays where it is."""
    with opened(source) as stream:
        return stream.read(_PROBED)


def name_of(source: File) -> str:
    """What a file is called in errors."""
    return str(getattr(source, "name", "<stream>")) if hasattr(source, "read") else os.fspath(source)


@contextmanager
def opened(source: File) -> Iterator[IO[bytes]]:
    """A stream over the bytes of a path or stream, unpacked where it is a gzip; a path is closed behind it.

    Errors: FeedError where it cannot be read, is no regular file, or is empty.
    """
    name = name_of(source)
    if hasattr(source, "read"):
        data = source.getvalue() if isinstance(source, Held) else _bytes_of(source)
        _require_content(len(data), name)
        yield _plain(io.BytesIO(data), name)
        return
    try:
        about = Path(source).stat()
        if not stat.S_ISREG(about.st_mode):
            raise FeedError("is no file; name one", name=name)
        stream = Path(source).open("rb")  # noqa: SIM115  (closed below, outside of what is tried here)
    except (OSError, ValueError) as cause:
        if isinstance(cause, FeedError):
            raise
        reason = str(getattr(cause, "strerror", "") or cause).lower()
        raise FeedError(f"cannot be read: {reason}", name=name) from cause
    with stream:
        _require_content(about.st_size, name)
        yield _plain(stream, name)


def _plain(stream: IO[bytes], name: str) -> IO[bytes]:
    """The stream from its start, or what the gzip archive holds that it is."""
    head = stream.read(len(GZIP))
    stream.seek(0)
    return unpacked(stream, name) if head == GZIP else stream


def _require_content(size: int, name: str) -> None:
    if not size:
        raise FeedError("the file is empty", name=name)


def content(source: File, *, largest: int = LARGEST) -> bytes:
    """All bytes of a file. Errors: FeedError as for `opened`, or for more than `largest` bytes."""
    name = name_of(source)
    with opened(source) as stream:
        data = stream.read(largest + 1)
    if len(data) > largest:
        raise FeedError(f"is larger than {largest:,} bytes, the most that is read as a whole", name=name)
    return data


def require_no_zip(start: bytes, name: str) -> None:
    """Refuse a file that begins as a ZIP archive does, where text is read. Errors: FeedError."""
    if start.startswith(b"PK\x03\x04"):
        raise FeedError("is a ZIP archive; unpack it, or pack the one file with gzip", name=name)


def csv_lines(source: File, *, encoding: str = "utf-8") -> Iterator[Line]:
    r"""The rows of a CSV, one at a time; the separator is that of , | ; and tab which makes most rows alike.

    A byte order mark is no part of the text, and rows without any content are passed over.

    Errors: FeedError for what is no such text: empty, of another encoding, with a quote that nobody closes.

    >>> [line.cells for line in csv_lines(io.BytesIO(b"a|b\n1|2\n"))]
    [('a', 'b'), ('1', '2')]
    """
    source, name = held(source), name_of(source)
    delimiter = delimiter_of(start_of(source), name)
    with (
        opened(source) as stream,
        io.TextIOWrapper(stream, encoding=_marked(encoding, name), newline="") as text,
    ):
        yield from _lines(text, delimiter, name, encoding)


def _marked(encoding: str, name: str) -> str:
    try:
        known = "".encode(encoding) == b""
    except LookupError as cause:
        raise FeedError(f"no encoding is called {encoding!r}", name=name) from cause
    utf8 = encoding.casefold().replace("_", "-") in {"utf-8", "utf8"}
    return "utf-8-sig" if utf8 and known else encoding


def delimiter_of(start: bytes, name: str) -> str:
    r"""What separates the cells: of , | ; and tab the one by which most of the first rows have as many cells.

    >>> delimiter_of(b"who;what\nPeru;1,234,567\nChile;2,000,000\n", "a.csv")
    ';'
    """
    require_no_zip(start, name)
    if start.startswith(_UTF16):
        raise FeedError('is UTF-16 text, not UTF-8: save it as "CSV UTF-8"', name=name)
    if b"\0" in start:
        raise FeedError("is no text: it holds zero bytes", name=name)
    whole = start if len(start) < _PROBED else start[: start.rfind(b"\n") + 1]
    text = whole.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return max(_DELIMITERS, key=lambda mark: _alike(text, mark))


def _alike(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows have the commonest number of cells above one, and that number."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        sizes = Counter(len(cells) for cells in islice(reader, _FIRST) if len(cells) > 1)
    except csv.Error:  # a cell that is too long: reading the rows says where
        return 0, 0
    return max(((count, size) for size, count in sizes.items()), default=(0, 0))


def _lines(text: io.TextIOWrapper, delimiter: str, name: str, encoding: str) -> Iterator[Line]:
    limit = csv.field_size_limit()
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    number = 1
    try:
        csv.field_size_limit(_LONGEST_CELL)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Line(number, tuple(cells), delimiter=delimiter)
            number = reader.line_num + 1
    except csv.Error as cause:
        raise FeedError(
            f"the text breaks off or is no CSV ({cause})", name=name, place=f"row {number}"
        ) from cause
    except UnicodeDecodeError as cause:
        byte = f"0x{cause.object[cause.start]:02X}"
        problem = f"byte {byte} is not {encoding.upper()}; save the file as UTF-8, or say encoding="
        raise FeedError(problem, name=name, place=f"row {number} or behind it") from cause
    finally:
        csv.field_size_limit(limit)
