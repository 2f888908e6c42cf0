"""Does a sentence speak of all rows of the table below it?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lacmigration.claims._comparable import is_amount
from lacmigration.claims._grids import Grid
from lacmigration.claims._passages import Passage, ends_with, folded
from lacmigration.claims.cues import cues
from lacmigration.figures import Hedge
from lacmigration.reading import Mention

__all__ = ["counts_rows", "is_planned", "picks", "points_at"]

_NEAREST = 2
_CAPTION = 14
_ASIDE = 4
_DEFINITE = frozenset({"", "the", "los", "las", "os", "as", "les"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def points_at(passages: Sequence[Passage], passage: Passage, grid: Grid, at: int) -> bool:
    """Whether the sentence around a character leads to the table: by a colon at its end, or by its words.

    The table is the next block, or the one behind its caption.
    """
    away = grid.place - passage.place
    if not 0 < away <= _NEAREST:
        return False
    between = next((one for one in passages if one.place == passage.place + 1), None)
    if away == _NEAREST and (between is None or len(between.text.split()) > _CAPTION):
        return False
    start, end = passage.sentence_at(at)
    told = folded(passage.text[start:end])
    return told.endswith(":") or cues(passage.language).said("table").search(told) is not None


def is_planned(passage: Passage, at: int) -> bool:
    """Whether a sentence tells of an amount that is wanted, or of another thing behind a semicolon."""
    start, end = passage.sentence_at(at)
    told = folded(passage.text[start:end])
    return ";" in told or cues(passage.language).said("planned").search(told) is not None


def picks(passage: Passage, grid: Grid, at: int) -> bool:
    """Whether the sentence or the heads of the table say that some rows were picked: "the largest donors".

    Another year in the sentence than in the heads says so, too.
    """
    start, end = passage.sentence_at(at)
    told, head = folded(passage.text[start:end]), folded(" ".join((grid.title, *grid.headers)))
    years, others = set(_YEAR.findall(told)), set(_YEAR.findall(head))
    if years and others and not years & others:
        return True
    picked = cues(passage.language).said("picked")
    return picked.search(told) is not None or picked.search(head) is not None


def counts_rows(passage: Passage, sentence: Sequence[Mention], one: Mention, rows: Sequence[str]) -> bool:
    """Whether a count in a sentence can only be that of all rows: no other count, no limit, no "others"."""
    words = cues(passage.language)
    if ends_with(passage.before(one), words.of) or not _is_all(passage, one):
        return False
    if not all(other is one or not is_amount(other) or _is_sum(other) for other in sentence):
        return False
    names = [folded(row) for row in rows]
    return len(set(names)) == len(names) and not any(words.open_list.search(name) for name in names)


def _is_all(passage: Passage, one: Mention) -> bool:
    """Whether a sentence leads to as many rows: "Four donors have given:", "the table names the four donors".

    Also "four donors, shown below"; but not "four donors joined last year, as the table shows".
    """
    words = cues(passage.language)
    start, end = passage.sentence_of(one)
    opened, told = folded(passage.text[start : one.start]), folded(passage.text[one.end : end])
    if opened in _DEFINITE and told.endswith(":"):
        return True
    if opened.rsplit(" ", 1)[-1] in _DEFINITE and words.said("table").search(opened):
        return True
    aside = told.removeprefix(folded(one.noun)).lstrip()
    return aside.startswith(",") and words.said("table").search(" ".join(aside.split()[:_ASIDE])) is not None


def _is_sum(one: Mention) -> bool:
    """Whether a figure is money without a limit ("have given USD 8,000")."""
    return one.figure is not None and one.figure.is_money and one.figure.hedge is Hedge.NONE
