"""Where in a text is a position of the language server protocol, and what is the text after an edit?"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

import attrs

__all__ = ["Text"]

_ENDS = re.compile(r"\r\n?|\n")
_WIDTHS = {"utf-16": (0xFFFF,), "utf-8": (0x7F, 0x7FF, 0xFFFF)}
"""From which characters on one takes one code unit more."""


@attrs.frozen
class Text:
    r"""A text whose places are (line, column) pairs from 0, the columns in code units of an encoding.

    A line ends at "\n", "\r\n" or "\r" and nowhere else: a form feed or a line separator of Unicode, which
    Python takes for an end too, would shift every place behind it.

    >>> Text("😀 38%").position(2)
    (0, 3)
    >>> Text("one\ntwo").changed((0, 3), (1, 0), " ").source
    'one two'
    """

    source: str
    encoding: str = "utf-16"

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return (0, *(end.end() for end in _ENDS.finditer(self.source)))

    def position(self, offset: int) -> tuple[int, int]:
        """The place of a character; one beyond the text is its end."""
        offset = min(max(offset, 0), len(self.source))
        line = bisect_right(self._starts, offset) - 1
        return line, sum(map(self._width, self.source[self._starts[line] : offset]))

    def offset(self, line: int, column: int) -> int:
        """The character at a place; a column behind the end of its line is that end, a line the text's."""
        if line >= len(self._starts):
            return len(self.source)
        at = self._starts[line]
        behind = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.source)
        while at < behind and self.source[at] not in "\r\n":
            column -= self._width(self.source[at])
            if column < 0:
                break  # inside a character, or at it
            at += 1
        return at

    def line_end(self, offset: int) -> int:
        """Where the line of a character ends, before its break."""
        found = _ENDS.search(self.source, offset)
        return len(self.source) if found is None else found.start()

    def changed(self, start: tuple[int, int], end: tuple[int, int], new: str) -> Text:
        """The text with another stretch in the place of one."""
        low, high = sorted((self.offset(*start), self.offset(*end)))
        return Text(self.source[:low] + new + self.source[high:], self.encoding)

    def _width(self, character: str) -> int:
        return 1 + sum(ord(character) > last for last in _WIDTHS.get(self.encoding, ()))
