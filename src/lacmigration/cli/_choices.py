"""What can an option of the command be?"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Answer", "Cell", "CheckFormat", "Format", "Mixed", "Several"]


class Format(StrEnum):
    """What a result is written as."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class Answer(StrEnum):
    """What the answer to a question is written as, where it is no list."""

    TEXT = "text"
    JSON = "json"


class CheckFormat(StrEnum):
    """What the result of a check is written as; the last four are for reports."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    HTML = "html"


class Mixed(StrEnum):
    """What a user may say that is meant, though a sum refuses it otherwise."""

    AS_OF = "as-of"
    PERIODS = "periods"
    FLOWS = "flows"
    MEASURES = "measures"
    SCOPES = "scopes"
    BASES = "bases"
    OVERLAPS = "overlaps"
    MISSING = "missing"


class Several(StrEnum):
    """What becomes of a record with more than one group and no split of its own."""

    UNALLOCATED = "unallocated"
    REFUSE = "refuse"
    EQUAL = "equal"


class Cell(StrEnum):
    """What the cells of a map hold."""

    COUNT = "count"
    IDS = "ids"
    TOTAL = "total"
