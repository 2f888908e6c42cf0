"""May what a gzip archive holds be read to its end without harm?"""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO, Any, Final

from lacmigration.errors import FeedError

__all__ = ["GZIP", "unpacked"]

GZIP: Final = b"\x1f\x8b"
"""The first bytes of every gzip archive."""

# XML of publishers shrinks to a thirtieth or a fortieth; a bomb to a thousandth.
_MAX_RATIO: Final = 200
_SMALL: Final = 10_000_000
_MAX_UNPACKED: Final = 20_000_000_000
_BUFFER: Final = 1 << 16


def unpacked(stream: IO[bytes], name: str, *, head: bytes = b"") -> io.BufferedReader:
    """The bytes that a gzip archive holds, one after the other; `head` is what was read of it before.

    Errors, while it is read: FeedError for an archive that is broken or cut short, and for a bomb.

    >>> unpacked(io.BytesIO(gzip.compress(b"id,name")), "a.csv.gz").read()
    b'id,name'
    """
    return io.BufferedReader(_Unpacked(stream, name, head), _BUFFER)


class _Unpacked(io.RawIOBase):
    def __init__(self, stream: IO[bytes], name: str, head: bytes) -> None:
        super().__init__()
        self._packed = _Counted(stream, head)
        self._inner = gzip.GzipFile(fileobj=io.BufferedReader(self._packed, _BUFFER), mode="rb")
        self._name, self._total = name, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._inner.read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as cause:
            problem = f"the gzip archive is cut short or broken ({cause})"
            raise FeedError(problem, name=self._name) from cause
        self._total += len(data)
        packed = max(self._packed.taken, 1)
        if self._total > _SMALL and (self._total > _MAX_RATIO * packed or self._total > _MAX_UNPACKED):
            problem = f"unpacks from {packed:,} to over {self._total:,} bytes: a gzip bomb?"
            raise FeedError(problem, name=self._name)
        buffer[: len(data)] = data
        return len(data)


class _Counted(io.RawIOBase):
    """A stream of packed bytes that knows how many were taken; the first were read before."""

    def __init__(self, stream: Any, head: bytes) -> None:
        super().__init__()
        self._stream, self._head, self.taken = stream, head, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.taken += len(data)
        return len(data)
