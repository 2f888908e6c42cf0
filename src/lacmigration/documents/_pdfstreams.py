"""Do the streams of a PDF stay within bounds when they are unpacked, layer after layer?"""

from __future__ import annotations

import re
import zlib
from typing import Any, Final

import attrs

from lacmigration.errors import DocumentError
from lacmigration.sayings import message

__all__ = ["MAX_STREAM", "refuse_bombs"]

# The longest stream of a report has some ten megabytes; what is packed is packed once, at times twice.
MAX_STREAM: Final = 200_000_000
MAX_LAYERS: Final = 8

_STREAM: Final = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
_PIECE: Final = 1 << 20
_HEAD: Final = 2
_DEFLATED: Final = 8
"""The method that the first byte of packed data names, and the bits in which it does."""
_METHOD: Final = 0x0F
_CHECK: Final = 31
"""The first two bytes of packed data, as one number, are a multiple of this."""


def refuse_bombs(data: bytes, name: str) -> None:
    r"""Unpack each stream of a PDF in pieces, keeping none, to see that none of its layers is a bomb.

    Raises:
        DocumentError: A layer is larger than MAX_STREAM, or there are more than MAX_LAYERS.

    >>> import zlib
    >>> refuse_bombs(b"stream\n" + zlib.compress(b"words") + b"endstream", "report.pdf")
    """
    for match in _STREAM.finditer(data):
        try:
            _measure(data, match.end())
        except _BombError as cause:
            place = message("byte {number}", number=str(match.end()))
            raise DocumentError(cause.said, name=name, place=place) from cause


class _BombError(Exception):
    """A stream that is too large or packed too often, with what to say of it."""

    def __init__(self, said: Any) -> None:
        super().__init__(str(said))
        self.said = said


@attrs.define
class _Layer:
    """One layer while it is unpacked: how much it gave so far, and the layer packed within it, if any."""

    depth: int = 1
    size: int = 0
    head: bytes = b""
    inner: _Layer | None = None
    unpacker: Any = attrs.field(factory=zlib.decompressobj)

    def take(self, piece: bytes) -> None:
        """Unpack a piece in bounded steps, and what is packed in it.

        Raises:
            zlib.error: It is not packed this way.
        """
        while piece and not self.unpacker.eof:
            found = self.unpacker.decompress(piece, _PIECE)
            piece = self.unpacker.unconsumed_tail
            self.size += len(found)
            if self.size > MAX_STREAM:
                raise _BombError(
                    message("a stream unpacks to more than {limit} bytes: a bomb?", limit=MAX_STREAM)
                )
            self._hand_on(found)

    def _hand_on(self, found: bytes) -> None:
        if len(self.head) < _HEAD:
            found = self.head + found
            self.head = found[:_HEAD]
            if not _is_packed(self.head):
                return
            if self.depth == MAX_LAYERS:
                raise _BombError(message("nested too deep; no program writes this"))
            self.inner = _Layer(depth=self.depth + 1)
        if self.inner is not None:
            try:
                self.inner.take(found)
            except zlib.error:  # it only began as packed data does
                self.inner = None


def _is_packed(head: bytes) -> bool:
    """Whether data begins as zlib's does."""
    return len(head) == _HEAD and head[0] & _METHOD == _DEFLATED and int.from_bytes(head, "big") % _CHECK == 0


def _measure(data: bytes, start: int) -> None:
    outer = _Layer()
    while start < len(data) and not outer.unpacker.eof:
        try:
            outer.take(data[start : start + _PIECE])
        except zlib.error:
            return  # not packed this way, or cut short: the parser will say so
        start += _PIECE
