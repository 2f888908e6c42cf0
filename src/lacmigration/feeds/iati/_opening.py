"""Is this file IATI, and may it be read to its end without harm?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import attrs

from lacmigration.errors import FeedError
from lacmigration.feeds._feed import needs_feeds
from lacmigration.feeds._unpacking import GZIP, unpacked
from lacmigration.feeds.iati._codes import VERSIONS
from lacmigration.sayings import message

__all__ = ["File", "Path_", "guarded", "opened"]

Path_ = str | Path | IO[bytes]
"""A file by its path, or a stream of bytes."""

_HEAD: Final = 1 << 16
# The largest activities that are published have some ten megabytes; transactions count one by one.
_MAX_PIECE: Final = 64_000_000

_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_DOCTYPE: Final = b"<!DOCTYPE"


@attrs.define(eq=False)
class File:
    """The bytes of a file as a parser asks for them, with what one piece may come to at the most."""

    name: str
    stream: Any
    head: bytes = b""
    since: int = 0

    def read(self, size: int = _HEAD) -> bytes:
        """The next bytes. Errors: FeedError for one piece of the file that is too large to hold."""
        if self.head:
            data, self.head = self.head[:size], self.head[size:]
            return data
        data = self._more(size)
        self.since += len(data)
        if self.since > _MAX_PIECE:
            raise FeedError(
                f"over {_MAX_PIECE:,} bytes without the end of an activity or transaction: no file of IATI",
                name=self.name,
            )
        return data

    def _more(self, size: int) -> bytes:
        found: bytes = self.stream.read(size)
        if not isinstance(found, bytes):
            raise FeedError("a stream of text; open it for bytes, with mode 'rb'", name=self.name)
        return found


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
    head = _first(file)
    if head.startswith(GZIP):
        file = File(file.name, unpacked(file.stream, file.name, head=head))
        head = _first(file)
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


def _first(file: File) -> bytes:
    """The first bytes, as many as are looked at: some streams give fewer than they are asked for."""
    found = b""
    while len(found) < _HEAD and (data := file.read(_HEAD - len(found))):
        found += data
    return found


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

    etree.clear_error_log()
    try:
        yield
    except etree.XMLSyntaxError as cause:
        line, column = cause.position or (0, 0)
        said, last = cause.msg, cause.error_log.last_error
        if not line and last is not None:  # an entity that nobody declares is told in the log alone
            said, line, column = last.message, last.line, last.column
        raise FeedError(
            f"broken XML, nothing was loaded ({said})",
            name=file.name,
            place=f"line {line}, column {column}" if line else "",
        ) from cause
