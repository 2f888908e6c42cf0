"""Which text do the bytes of a file hold?"""

from __future__ import annotations

import io
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal, Protocol

import attrs

from lacmigration.errors import Problem

__all__ = ["TABLE_LIMIT", "Openable", "Text", "as_windows", "decode", "foreign_bytes", "read_bytes"]

TABLE_LIMIT = 32 * 1024 * 1024
"""The most bytes that one table may have: far more than anyone keeps by hand, and read in under 1 GB."""

_MOST_TABLES = 256 * 1024
_ESCAPED = re.compile("[\udc80-\udcff]")


class Openable(Protocol):
    """A path, or a resource of a package."""

    def open(self, mode: Literal["rb"], /) -> IO[bytes]:
        """Open for reading."""


_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How files of spreadsheet programs begin, the new and the old."""


@attrs.frozen
class Text:
    """A decoded text; bytes that are not UTF-8 stand in it as lone surrogates, and `spoiled` tells so.

    `mark` is the length of the byte order mark before it.
    """

    text: str
    spoiled: bool = False
    mark: int = 0


def read_bytes(source: Openable, *, file: str) -> bytes | Problem:
    """All bytes of a file, or why they cannot be had: no file, no permission, more than TABLE_LIMIT.

    A pipe or a device is refused before it is opened: it may never end, or never begin.

    >>> from pathlib import Path
    >>> print(read_bytes(Path("nowhere.csv"), file="nowhere.csv"))
    nowhere.csv: cannot be read: no such file or directory
    """
    try:
        expected = _MOST_TABLES
        if isinstance(source, Path):
            about = source.stat()
            if not (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)):
                message = "is no regular file but a pipe, a socket or a device: put a file in its place"
                return Problem(file, 0, 0, "", "", message)
            expected = min(about.st_size, TABLE_LIMIT) + 1
        with source.open("rb") as stream:
            data = stream.read(expected)  # a read reserves what it asks for
            if len(data) == expected:  # it has grown, or nobody knew how large it is
                data += stream.read(TABLE_LIMIT + 1 - expected)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Problem(file, 0, 0, "", "", f"cannot be read: {reason}")
    if len(data) > TABLE_LIMIT:
        message = (
            f"is larger than {TABLE_LIMIT // 1024**2} MB, the most that one table may have: "
            "split it into folders, one for each source document"
        )
        return Problem(file, 0, 0, "", "", message)
    return data


def decode(data: bytes, *, file: str) -> Text | Problem:
    r"""The text of UTF-8 bytes, with or without a byte order mark.

    >>> decode(b"\xef\xbb\xbfid,name", file="a.csv").text
    'id,name'
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(file, 0, 0, "", "", 'is UTF-16 text, not UTF-8: save it as "CSV UTF-8"')
    if data.startswith(_WORKBOOKS):
        return Problem(file, 0, 0, "", "", 'is a workbook under the name of a table: save it as "CSV UTF-8"')
    mark = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    plain = data[mark:]
    try:
        return Text(plain.decode(), mark=mark)
    except UnicodeDecodeError:
        return Text(plain.decode(errors="surrogateescape"), spoiled=True, mark=mark)


def foreign_bytes(text: str) -> Iterator[tuple[int, int]]:
    r"""Where the bytes of a decoded text are that are not UTF-8: line (from 1) and place (from 0).

    >>> list(foreign_bytes(b"id\nM\xe9xico".decode("utf-8", "surrogateescape")))
    [(2, 4)]
    """
    place = 0
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        for found in _ESCAPED.finditer(line):
            yield number, place + len(line[: found.start()].encode("utf-8", "surrogateescape"))
        place += len(line.encode("utf-8", "surrogateescape"))


def as_windows(text: str) -> tuple[int, str, str]:
    r"""How many bytes of a text are not UTF-8, which the first is, and the text as Windows-1252 shows it.

    >>> as_windows(b"M\xe9xico".decode("utf-8", "surrogateescape"))
    (1, '0xE9', 'México')
    """
    found = _ESCAPED.findall(text)
    if not found:
        return 0, "", text
    shown = _ESCAPED.sub(lambda one: bytes([ord(one[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    return len(found), f"0x{ord(found[0]) - 0xDC00:02X}", shown
