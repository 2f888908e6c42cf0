"""How is the text of an HTML page shown, and where in the source does each of its letters stand?"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from lacmigration.documents._htmlelements import Opened
from lacmigration.documents._pen import Pen, lowered, raised
from lacmigration.documents._tags import Text

__all__ = ["Writing"]

_SPECIAL = re.compile(
    r"[ \t\n\r\f]{2,}|[\t\n\r\f]|"
    r"&(?:#[0-9]{1,8}(?![0-9]);?|#[xX][0-9a-fA-F]{1,6}(?![0-9a-fA-F]);?|[A-Za-z][A-Za-z0-9]{1,31};?)"
)
# In preformatted text: the end of a line, an entity, or what stands between them.
_PIECES = re.compile(
    r"\r?\n|\r|[^&\r\n]+|"
    r"&(?:#[0-9]{1,8}(?![0-9]);?|#[xX][0-9a-fA-F]{1,6}(?![0-9a-fA-F]);?|[A-Za-z][A-Za-z0-9]{1,31};?)|&"
)


class Writing:
    """The text of one block while it is being written."""

    def __init__(self, origin: Callable[[int], int]) -> None:
        self.pen = Pen()
        self.begun = Opened()  # the element in which its first letter stands
        self.start = self.end = 0
        self._origin = origin

    def text(self, source: str, token: Text, top: Opened) -> None:
        """Write the text of an element, white space collapsed and entities resolved."""
        if top.pre:
            for found in _PIECES.finditer(source, token.start, token.end):
                piece = found[0]
                written = "\n" if piece[0] in "\r\n" else unescape(piece) if piece[0] == "&" else piece
                self.write(written, found.start(), piece, top)
            return
        at = token.start
        for found in _SPECIAL.finditer(source, token.start, token.end):
            if at < found.start():
                self._literal(source[at : found.start()], at, top)
            piece = found[0]
            if piece[0] == "&":
                self.write(unescape(piece), found.start(), piece, top)
            elif not self.pen.blank:
                self.write(" ", found.start(), piece, top)
            at = found.end()
        if at < token.end:
            self._literal(source[at : token.end], at, top)

    def _literal(self, text: str, at: int, top: Opened) -> None:
        if text[0] == " " and self.pen.blank:
            text, at = text[1:], at + 1
        if text:
            script = raised if top.script == "sup" else lowered if top.script == "sub" else None
            self.write(script(text) if script else text, at, text, top)

    def write(self, text: str, at: int, source: str, top: Opened) -> None:
        """Write at most as many characters as the source has there."""
        if not self.pen.blank or not text.isspace():
            if not self.pen:
                self.begun = top
                self.start = at
            self.end = at + len(source)
        if text == source:
            self.pen.add(text, self._origin(at))
        elif len(text) == len(source):
            self.pen.put(text, self._origin(at))
        else:
            for character in text:
                self.pen.put(character, self._origin(at))
