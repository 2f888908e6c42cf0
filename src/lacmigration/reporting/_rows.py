"""Which row of a spreadsheet does each claim of a review make?"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from lacmigration.reporting._messages import messages
from lacmigration.reporting._telling import told
from lacmigration.reviewing import Review

__all__ = ["as_csv"]

_COLUMNS = (
    "file",
    "place",
    "outcome",
    "severity",
    "rule",
    "kind",
    "figure",
    "sentence",
    "would agree",
    "silenced",
)
_FORMULAS = ("=", "+", "-", "@", "\t")


def as_csv(reviews: Sequence[Review], *, locale: str = "en") -> str:
    """A table with a row for each claim, those that hold included; nothing in it is run by a spreadsheet.

    >>> from lacmigration.reviewing import review
    >>> print(as_csv([review("Of USD 150 million, 38% (USD 57.5M) was paid.")]).splitlines()[1][:50])
    <text>,1:21,confirmed,none,LM103,share-of-whole,38
    """
    said = messages(locale)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for review in reviews:
        for one in told(review, said):
            verified = one.one
            row = (
                one.file,
                one.place,
                one.outcome.value,
                one.severity.value,
                one.rule.code,
                verified.claim.kind,
                one.text,
                one.sentence,
                one.would,
                one.silenced,
            )
            writer.writerow(map(_harmless, row))
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell
