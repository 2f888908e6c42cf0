"""What do the marks between digits mean in a text, judged by the numbers that leave no doubt?"""

from __future__ import annotations

import re

import attrs

__all__ = ["NOTHING", "Marks", "evidence"]

# A number whose mark can only be a decimal mark, or only group digits.
_DECIDED = re.compile(
    r"(?<![\w.,])[0-9]+(?:"
    r"(?P<decimal>[.,])(?:[0-9]{1,2}|[0-9]{4,9})(?![\w]|[.,][0-9])"
    r"|(?P<group>[.,])[0-9]{3}(?P=group)[0-9]{3}(?![0-9]))|(?<![\w.,])0(?P<zero>[.,])[0-9]+(?![\w]|[.,][0-9])"
)
_OTHER = {".": ",", ",": "."}


@attrs.frozen
class Marks:
    """How often each mark is a decimal mark beyond doubt: the point and the comma."""

    points: int = 0
    commas: int = 0

    @property
    def decimal(self) -> str:
        """The decimal mark, where all numbers agree; empty where they do not, or none tells."""
        if bool(self.points) == bool(self.commas):
            return ""
        return "." if self.points else ","

    def allows(self, mark: str) -> bool:
        """Whether some number shows a mark as the decimal one."""
        return bool(self.points if mark == "." else self.commas)


NOTHING = Marks()


def evidence(text: str) -> Marks:
    """Count what leaves no doubt: 30,7 and 1.234.567 speak for the comma, 0.5 and 1,234,567 for the point.

    >>> evidence("30,7% of 1.234.567 people"), evidence("12,345 people").decimal
    (Marks(points=0, commas=2), '')
    """
    points = commas = 0
    for match in _DECIDED.finditer(text):
        group = match["group"]
        mark = _OTHER[group] if group else (match["decimal"] or match["zero"])
        points, commas = points + (mark == "."), commas + (mark == ",")
    return Marks(points, commas)
