"""What are the rows of a table to each other: parts, sums, or set apart?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

import attrs

from lacmigration._iso4217 import MINOR_UNITS
from lacmigration.claims._passages import folded
from lacmigration.claims.tables._headers import NOTHING, Measure, measure_of_header
from lacmigration.claims.tables._raws import LONGEST_LABEL, Raw, ends_in_total, short_label, text_of
from lacmigration.claims.tables._words import TableWords
from lacmigration.documents import Cell

__all__ = ["Row", "Standing", "rows_of"]

_WORDS: Final = re.compile(r"[^\W\d_]+")
_INDENT: Final = re.compile(r"^[\s\u00a0\u2000-\u200a\u3000]*(?:[-–—•·‐▪*»]\s*)?")
_NUMBERED: Final = re.compile(r"\d+(?:\.\d+)+(?=\D)")


class Standing(StrEnum):
    """What a row is to the others."""

    PART = "part"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    GRAND = "grand total"
    OF_WHICH = "of which"
    APART = "apart"
    SECTION = "section"


@attrs.frozen(kw_only=True, eq=False)
class Row:
    """A row of the body: its label as written, what it is to the others, and how far it is set in."""

    index: int
    label: str
    standing: Standing
    level: int = 0
    named: str = ""
    others: bool = False
    section: str = ""

    @property
    def is_part(self) -> bool:
        """Whether it is added up."""
        return self.standing is Standing.PART

    @property
    def is_sum(self) -> bool:
        """Whether it is said to be a sum."""
        return self.standing in {Standing.TOTAL, Standing.SUBTOTAL, Standing.GRAND}


def rows_of(
    grid: Sequence[Sequence[Cell | None]],
    head: int,
    *,
    labels: frozenset[int],
    keys: frozenset[int],
    raws: Sequence[Raw],
    words: TableWords,
    title: str,
) -> tuple[tuple[Row, ...], Mapping[int, Measure]]:
    """The rows below the header with what they are, and the unit and scale that the label of some gives."""
    heads = {tuple(map(text_of, row)) for row in grid[:head]}
    first_amount = min(
        (raw.index for raw in raws if raw.index not in labels and raw.index not in keys), default=0
    )
    order = sorted(labels | {index for index in keys if index < first_amount})
    filled: set[int] = set()
    for raw in raws:
        if raw.index not in labels and raw.index not in keys:
            filled.update(raw.cells)
    known = set(_WORDS.findall(title)) | {word for raw in raws for word in _WORDS.findall(folded(raw.header))}
    rows: list[Row] = []
    measures: dict[int, Measure] = {}
    section = ""
    for at, cells in enumerate(grid[head:], head):
        if heads and tuple(map(text_of, cells)) in heads:
            continue
        stubs = [
            cell
            for index in order
            if (cell := cells[index]) is not None
            and cell.text.strip()
            and (index in labels or not raws[index].cells.get(at))
        ]
        stubs = [cell for cell in stubs if any(map(str.isalnum, cell.text))] or stubs  # not "$" alone
        texts = [cell.text for cell in stubs]
        own = [cell.text for cell in stubs if cell.row == at]
        if at not in filled:
            if not texts:
                continue
            blank = all(_blank(cells, raw.index) for raw in raws if raw.index not in order)
            if blank and _opens(texts[0], rows, words):
                section = folded(short_label(texts[0]))
                known.update(_WORDS.findall(section))
                rows.append(
                    Row(index=at, label=short_label(texts[0]), standing=Standing.SECTION, section=section)
                )
                continue
        row = _row(at, texts=texts, own=own, words=words, known=known, section=section)
        rows.append(row)
        measure = _currency(texts) or _measure_of_label(row.label, words)
        if measure != NOTHING:
            measures[at] = measure
    return tuple(rows), measures


def _blank(cells: Sequence[Cell | None], index: int) -> bool:
    cell = cells[index]
    return cell is None or not cell.text.strip() or cell.columns > 1


def _opens(label: str, rows: Sequence[Row], words: TableWords) -> bool:
    """Whether a row without numbers opens a section, and is no part whose numbers are missing."""
    if not rows or rows[0].standing is Standing.SECTION or label.rstrip().endswith(":"):
        return True
    return rows[-1].is_sum or words.says("of_which", folded(label[:LONGEST_LABEL]))


def _row(
    at: int, *, texts: Sequence[str], own: Sequence[str], words: TableWords, known: set[str], section: str
) -> Row:
    label = short_label((own or texts or [""])[-1])
    level = _level((own or texts or [""])[-1])
    standing, named = Standing.PART, ""
    others = False
    for text in own or texts:
        plain = folded(text[:LONGEST_LABEL])
        found = _standing(plain, words)
        if found is not Standing.PART:
            standing = found
            if found in {Standing.TOTAL, Standing.SUBTOTAL, Standing.GRAND}:
                label = short_label(text)
            named = _name(plain, words, known)
            break
        others = others or words.says("others", plain)
    if standing is Standing.PART and section and words.says("of_which", section):
        standing = Standing.OF_WHICH
    return Row(
        index=at, label=label, standing=standing, level=level, named=named, others=others, section=section
    )


def _level(text: str) -> int:
    """How far a label is set in: by spaces or a dash before it, or by the points of its number."""
    match = _INDENT.match(text)
    numbered = _NUMBERED.match(text.strip())
    return (0 if match is None else match.end()) + (numbered[0].count(".") if numbered else 0)


def _standing(plain: str, words: TableWords) -> Standing:
    if words.says("of_which", plain):
        return Standing.OF_WHICH
    if words.says("others", plain):
        return Standing.PART
    if words.says("memo", plain) or words.patterns["averages"].match(plain):
        return Standing.APART
    if words.says("grand", plain):
        return Standing.GRAND
    if words.says("subtotals", plain):
        return Standing.SUBTOTAL
    if ends_in_total(plain):
        return Standing.TOTAL
    if words.says("totals", plain) and (
        plain.lstrip("*_ ").startswith("total") or len(_WORDS.findall(plain)) <= 2
    ):
        return Standing.TOTAL
    if ("%" in plain or words.says("percent", plain)) and len(plain.split()) <= 6:
        return Standing.APART
    if words.patterns["changes"].match(plain) or words.patterns["differences"].match(plain):
        return Standing.APART
    return Standing.PART


def _name(plain: str, words: TableWords, known: set[str]) -> str:
    """The words of a sum's label that no other text of the table has: it may be a sum of something else."""
    bare = words.patterns["grand"].sub(" ", plain)
    bare = words.patterns["subtotals"].sub(" ", bare)
    bare = words.patterns["totals"].sub(" ", bare)
    return " ".join(word for word in _WORDS.findall(bare) if len(word) > 3 and word not in known)


def _currency(texts: Sequence[str]) -> Measure | None:
    """The currency that a cell among the labels names, and nothing else."""
    code = next((text.strip() for text in texts if text.strip() in MINOR_UNITS), "")
    return Measure(code) if code and len(texts) > 1 else None


def _measure_of_label(label: str, words: TableWords) -> Measure:
    """The unit that a row's label gives in brackets: "Remittances (USD million)"."""
    found = NOTHING
    for piece in re.findall(r"[(\[]([^()\[\]]{1,60})[)\]]", label):
        one = measure_of_header(piece, words)
        if one.scale or one.unit in {"percent", "percentage points"} or len(one.unit) == 3:
            found = one
    return found
