"""Is this file IATI, and may it be read to its end without harm?"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, Final

import attrs

from lacmigration.errors import FeedError
from lacmigration.feeds._feed import needs_feeds
from lacmigration.feeds.iati._codes import VERSIONS
from lacmigration.sayings import message

__all__ = ["File", "Path_", "guarded", "opened"]

Path_ = str | Path | IO[bytes]
"""A file by its path, or a stream of bytes."""

_HEAD: Final = 1 << 16
# XML of publishers shrinks to a thirtieth or a fortieth; a bomb to a thousandth.
_MAX_RATIO: Final = 200
_SMALL: Final = 10_000_000
_MAX_UNPACKED: Final = 20_000_000_000
# The largest activities that are published have some ten megabytes; transactions count one by one.
_MAX_PIECE: Final = 64_000_000

_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_DOCTYPE: Final = b"<!DOCTYPE"


@attrs.define(eq=False)
class File:
    """The bytes of a file as a parser asks for them, with what they may come to at the most."""

    name: str
    unpacked: Any
    packed: Any = None
    head: bytes = b""
    total: int = 0
    since: int = 0

    def read(self, size: int = _HEAD) -> bytes:
        """The next bytes.

        Errors: FeedError for a bomb, a broken archive, and one piece of the file that is too large to hold.
        """
        if self.head:
            data, self.head = self.head[:size], self.head[size:]
            return data
        data = self._more(size)
        self.total += len(data)
        self.since += len(data)
        if self.since > _MAX_PIECE:
            raise FeedError(
                f"over {_MAX_PIECE:,} bytes without the end of an activity or transaction: no file of IATI",
                name=self.name,
            )
        if self.packed is not None and self.total > _SMALL:
            self._measure()
        return data

    def _more(self, size: int) -> bytes:
        try:
            found: bytes = self.unpacked.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as cause:
            raise FeedError(f"the gzip archive is cut short or broken ({cause})", name=self.name) from cause
        if not isinstance(found, bytes):
            raise FeedError("a stream of text; open it for bytes, with mode 'rb'", name=self.name)
        return found

    def _measure(self) -> None:
        packed = max(self.packed.tell(), 1)
        if self.total > _MAX_RATIO * packed or self.total > _MAX_UNPACKED:
            raise FeedError(
                f"unpacks from {packed:,} to over {self.total:,} bytes: a gzip bomb?", name=self.name
            )


@contextmanager
def opened(source: Path_) -> Iterator[tuple[File, dict[str, str]]]:
    """A file of IATI activities, looked at as far as its first element, and that element's attributes.

    Errors: FeedError where it is none; OSError where it cannot be opened; MissingExtraError.
    """
    needs = message("reading {format} needs {library}", format="IATI", library="lxml")
    needs_feeds(needs, lambda: __import__("lxml.etree"))
    if isinstance(source, str | Path):
        if Path(source).exists() and not Path(source).is_file():
            raise FeedError("is no file; name one", name=Path(source).name)
        with Path(source).open("rb") as stream:
            yield _begun(File(Path(source).name, stream))
    else:
        name = getattr(source, "name", "")
        yield _begun(File(Path(name).name if isinstance(name, str) and name else "the stream", source))


def _begun(file: File) -> tuple[File, dict[str, str]]:
    head = file.read(_HEAD)
    if head.startswith(b"\x1f\x8b"):
        raw = _Counted(file.unpacked, head)
        unpacked = gzip.GzipFile(fileobj=BufferedReader(raw, _HEAD), mode="rb")  # type: ignore[type-var]
        file = File(file.name, unpacked, packed=raw)
        head = file.read(_HEAD)
    file.head = head
    if not head.strip():
        raise FeedError("the file is empty; a file of IATI begins with <iati-activities>", name=file.name)
    if head.startswith(b"PK"):
        raise FeedError("a ZIP archive; unpack it, or pack it with gzip", name=file.name)
    if _DOCTYPE in _COMMENT.sub(b"", head.replace(b"\0", b"")).upper():
        raise FeedError(
            "declares a document type, which files of IATI never do and where entities hide; refused",
            name=file.name,
        )
    return file, _root(file)


class _Counted:
    """A stream of packed bytes that knows how many were taken; the first were read before."""

    closed = False

    def __init__(self, stream: Any, head: bytes) -> None:
        self._stream, self._head, self._taken = stream, head, 0

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def readinto(self, buffer: Any) -> int:
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._taken += len(data)
        return len(data)

    def close(self) -> None:
        self.closed = True

    def flush(self) -> None:
        """Nothing is written."""

    def tell(self) -> int:
        return self._taken


def _root(file: File) -> dict[str, str]:
    """The attributes of the first element, once it is known to be IATI's."""
    from lxml import etree

    parser = etree.XMLPullParser(events=("start",), resolve_entities=False, no_network=True, load_dtd=False)
    with guarded(file):
        parser.feed(file.head)
    first = next(iter(parser.read_events()), None)
    if first is None:
        raise FeedError(f"no element in the first {_HEAD:,} bytes: not IATI", name=file.name)
    root = first[1]
    name = etree.QName(root)
    if name.namespace:
        raise FeedError(
            f"<{name.localname}> is of the namespace {name.namespace!r}; elements of IATI have none",
            name=file.name,
            place=f"line {root.sourceline}",
        )
    if name.localname != "iati-activities":
        other = " (organisation files hold no transactions)" if name.localname == "iati-organisations" else ""
        raise FeedError(
            f"begins with <{name.localname}>, not with <iati-activities>{other}",
            name=file.name,
            place=f"line {root.sourceline}",
        )
    version = root.get("version", "").strip()
    if version not in VERSIONS:
        said = f"version {version!r} of IATI" if version else "no version of IATI"
        raise FeedError(
            f"{said}; versions {', '.join(VERSIONS)} are read: in 1.x elements and codes had other meanings",
            name=file.name,
            place=f"line {root.sourceline}",
        )
    return {str(key): str(value) for key, value in root.attrib.items()}


@contextmanager
def guarded(file: File) -> Iterator[None]:
    """Say what is wrong with the XML as one error of the file."""
    from lxml import etree

    try:
        yield
    except etree.XMLSyntaxError as cause:
        line, column = cause.position or (0, 0)
        raise FeedError(
            f"broken XML, nothing was loaded ({cause.msg})",
            name=file.name,
            place=f"line {line}, column {column}" if line else "",
        ) from cause
