"""Where in its source does each letter of a reStructuredText stand that docutils has taken apart?"""

from __future__ import annotations

from collections.abc import Callable

from lacmigration.documents._pen import Pen

__all__ = ["Writing"]


class Writing:
    """Writes a text, finding each piece of it in the source's lines as it comes."""

    def __init__(self, raw: str, anchors: list[int]) -> None:
        self.pen = Pen()
        self._plain, self.origins = _unescaped(raw, anchors)  # without origins, nobody knows where it stands
        self._at = 0

    def stand_in(self, text: str) -> None:
        """Write something for what stands here."""
        self.pen.put(text, self.origins[min(self._at, len(self.origins) - 1)] if self.origins else -1)

    def say(self, text: str, change: Callable[[str], str] | None = None) -> None:
        """Write a text, its line ends as spaces."""
        for index, line in enumerate(text.split("\n")):
            if index:
                self.stand_in(" ")
            found = self._plain.find(line, self._at) if line and self.origins else -1
            if found >= 0:
                for offset, character in enumerate(line):
                    source = self.origins[found + offset]
                    if change:
                        self.pen.put(change(character), source)
                    else:
                        self.pen.add(character, source)
                self._at = found + len(line)
            elif line:
                self.pen.put(change(line) if change else line, -1)
                self.origins.clear()


def _unescaped(raw: str, anchors: list[int]) -> tuple[str, list[int]]:
    """The text without its backslashes, and where each of its characters stands; nowhere without anchors."""
    if not anchors:
        return "", []
    letters: list[str] = []
    origins: list[int] = []
    for line, anchor in zip(raw.split("\n"), anchors, strict=False):
        lead = len(line) - len(line.lstrip())
        at = 0
        while at < len(line):
            if line[at] == "\\" and at + 1 < len(line):
                at += 1
                if line[at].isspace():
                    at += 1
                    continue
            letters.append(line[at])
            origins.append(anchor + at - lead)
            at += 1
        letters.append("\n")
        origins.append(anchor + len(line) - lead)
    return "".join(letters), origins
