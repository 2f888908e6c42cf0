"""Where did a record come from?"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from lacmigration.records import Record

__all__ = ["NOWHERE", "Addition", "Origin", "Place", "Places"]

Place = tuple[str, int, Mapping[str, int]]
"""File, line, and the number of each column; a plain tuple, because every record of a load has one."""

Places = Mapping[str, Place]
"""The place of every record, by id."""

Addition = tuple[Record, Place]
"""A record that is new, and where it came from."""

NOWHERE: Place = ("", 0, {})
"""The place of a record that came with no word of where it is from."""


@attrs.frozen
class Origin:
    """The file and line that a record came from.

    >>> print(Origin("mptf-2024/targets.csv", 2))
    mptf-2024/targets.csv:2
    """

    file: str
    line: int

    def __str__(self) -> str:
        """file:line, or what it was made by."""
        return f"{self.file}:{self.line}" if self.file else "(made in Python)"
