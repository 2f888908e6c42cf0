"""What are the rows and columns of a table, and which number stands in each of its cells?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Final

import attrs

from lacmigration._iso4217 import MINOR_UNITS
from lacmigration.claims._claims import Spot
from lacmigration.claims._passages import fact_of, folded
from lacmigration.claims.tables._cells import Written, digits_of, is_missing, marks_of, written
from lacmigration.claims.tables._headers import (
    NOTHING,
    Measure,
    currency_of,
    measure_of_caption,
    measure_of_header,
)
from lacmigration.claims.tables._words import TableWords, table_words
from lacmigration.documents import Cell, Table
from lacmigration.documents._evidence import header_rows, is_period
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.notation import conventions
from lacmigration.reading import Inference, Mention

__all__ = ["Column", "Number", "Role", "Row", "Sheet", "Standing", "sheet_of"]

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_LABEL: Final = 160
"""Characters of a label that are read and shown."""
_HEADED: Final = 12
"""Rows that are looked at for a header."""
_ENUMERATED: Final = frozenset({"#", "no", "no.", "nº", "n.º", "n°", "num", "núm", "núm.", "nr", "nr.", "n"})
_WORDS: Final = re.compile(r"[^\W\d_]+")
_RATES: Final = {"%": "percent", "‰": "per thousand", "pp": "percentage points"}
_INDENT: Final = re.compile(r"^[\s\u00a0\u2000-\u200a\u3000]*(?:[-–—•·‐▪*»]\s*)?")
_ENDS_IN_TOTAL: Final = re.compile(r"\w\W+total(?:e|es|s)?[\W\d]*$")
_NUMBERED: Final = re.compile(r"\d+(?:\.\d+)+(?=\D)")
_AMOUNT: Final = re.compile(
    r"\d[.,'\u00a0\u202f]\d{3}(?!\d)|\d\s?(?:[A-Z]{3}\b|%)|\b[A-Z]{3}\s?\d|[$€£]\s?\d"
)
_PARTLY: Final = 2
"""A column is one of numbers where at least one in so many of its filled cells is one."""


class Role(StrEnum):
    """What the numbers of a column are."""

    LABEL = "label"
    AMOUNT = "amount"
    SHARE = "share"
    CHANGE = "change"
    AVERAGE = "average"
    RANK = "rank"
    YEAR = "year"
    CODE = "code"


_KEYS: Final = frozenset({Role.RANK, Role.CODE, Role.YEAR})


class Standing(StrEnum):
    """What a row is to the others."""

    PART = "part"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    GRAND = "grand total"
    OF_WHICH = "of which"
    APART = "apart"
    SECTION = "section"


@attrs.define(eq=False)
class Number:
    """The number of one cell: signed digits on a grid of a power of ten, in the cell's unit."""

    cell: Cell
    row: int
    column: int
    written: Written
    digits: int
    exponent: int
    unit: str
    scaled: bool
    others: tuple[tuple[int, int], ...] = ()

    def at(self, base: int) -> int:
        """The number as a multiple of a power of ten."""
        scale: int = 10 ** (self.exponent - base)
        return self.digits * scale


@attrs.frozen(kw_only=True, eq=False)
class Column:
    """A column: its header as written, what stands above that header, and what its numbers are.

    `sure` tells whether the numbers themselves, or the language, say what their marks mean; `finest` is the
    power of ten of the last digit that some number of it shows to count.
    """

    index: int
    header: str
    group: str
    role: Role
    measure: Measure
    is_total: bool
    numbers: Mapping[int, Number]
    missing: frozenset[int]
    sure: bool
    finest: int | None
    enumerates: bool = False

    @property
    def plain(self) -> str:
        """The header, folded."""
        return folded(self.header)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that the header names."""
        return tuple(int(year) for year in _YEAR.findall(self.header))


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


@attrs.frozen(kw_only=True, eq=False)
class Sheet:
    """A table as it was understood: its rows and columns with what they are."""

    table: Table
    words: TableWords
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    stub: str
    title: str
    inexact: bool

    @cached_property
    def by_index(self) -> Mapping[int, Row]:
        """The rows by their place in the grid."""
        return {row.index: row for row in self.rows}

    def of_role(self, *roles: Role) -> tuple[Column, ...]:
        """The columns of some roles, from left to right."""
        return tuple(column for column in self.columns if column.role in roles)

    @cached_property
    def _known(self) -> dict[int, tuple[Figure, Spot, str]]:
        return {}

    @cached_property
    def _headers(self) -> Mapping[int, Column]:
        return {column.index: column for column in self.columns}

    def figure(self, number: Number) -> Figure:
        """The figure of a cell as its text states it."""
        return self._read(number)[0]

    def fact(self, number: Number, *, unit: str | None = None) -> Fact:
        """The figure of a cell under the name that a reader gives it."""
        figure, _, label = self._read(number)
        if unit is not None and unit != figure.unit:
            figure = attrs.evolve(figure, unit=unit)
        return fact_of(figure, label)

    def settled(self, number: Number, *, unit: str | None = None) -> Fact:
        """The same, with trailing zeros counted as the finest number of the column shows."""
        fact = self.fact(number, unit=unit)
        finest = self._headers[number.column].finest
        figure = fact.figure
        if finest is None or finest > 0 or figure is None or figure.scaled or figure.exponent != 0:
            return fact
        return attrs.evolve(fact, figure=figure.settled(0))

    def spot(self, number: Number) -> Spot:
        """Where a number stands."""
        return self._read(number)[1]

    def _read(self, number: Number) -> tuple[Figure, Spot, str]:
        found = self._known.get(id(number))
        if found is None:
            column = self._headers[number.column]
            row = self.by_index.get(number.row)
            label = ", ".join(text for text in ("" if row is None else row.label, column.header) if text)
            label = label or number.cell.text.strip()
            figure = _figure(number, (number.digits, number.exponent))
            spot = _spot(number, figure, sure=column.sure)
            found = self._known[id(number)] = figure, spot, label
        return found


def _figure(number: Number, value: tuple[int, int]) -> Figure:
    digits, exponent = value
    plain = Decimal(digits).scaleb(exponent) if abs(digits) < 10**27 else Decimal(f"{digits}E{exponent}")
    if exponent > 0:
        plain = Decimal(f"{plain:f}")
    unit = number.unit
    if digits < 0 and not _may_be_negative(unit):
        unit = "1"
    return Figure(
        plain,
        unit,
        exponent=exponent,
        hedge=number.written.hedge,
        scaled=number.scaled,
        text=number.cell.text.strip(),
    )


def _may_be_negative(unit: str) -> bool:
    return unit in {"1", "percent", "percentage points", "per thousand"} or (
        len(unit) == 3 and unit.isupper()
    )


def _spot(number: Number, figure: Figure, *, sure: bool) -> Spot:
    at, text = number.written, number.cell.text
    inferred = [] if sure else [Inference("separator-by-table", f"{at.number} read as {number.digits:,}")]
    if number.scaled and not at.scale:
        inferred.append(Inference("scale-of-table", "scaled as the header or caption says"))
    mention = Mention(
        start=at.start,
        end=at.end,
        text=text[at.start : at.end],
        figure=figure,
        number_start=at.number_start,
        number_end=at.number_end,
        scale=0,
        inferred=tuple(inferred),
    )
    return Spot(block=number.cell.block, mention=mention, cell=number.cell)


@attrs.define(eq=False)
class _Raw:
    """A column while it is read."""

    index: int
    header: str
    group: str
    cells: dict[int, tuple[Cell, Written]] = attrs.field(factory=dict)
    missing: set[int] = attrs.field(factory=set)
    texts: int = 0


def sheet_of(table: Table, language: str) -> Sheet:
    """Understand a table: in linear time, by what its cells, headers, labels and caption show."""
    words = table_words(language)
    grid = table.grid
    head = _header_height(grid)
    title = " ".join(text for text in (_caption(table), table.name) if text)
    notes = folded(" ".join(note.text for note in table.notes)[:4000])
    raws = _raw_columns(grid, head)
    whole = measure_of_caption(title, words)
    plain_title = folded(title[:1000])
    inexact = words.says("estimates", plain_title) or words.says("rounding", f"{plain_title} {notes}")
    decimal = _decimal(raws, words)
    roles = {raw.index: _role(raw, words, first=raw.index == 0) for raw in raws}
    labels = _label_columns(raws, roles)
    keys = frozenset(at for at, role in roles.items() if role in _KEYS) - labels
    corner = " ".join(raw.header for raw in raws if raw.index in labels)
    whole = measure_of_caption(f", {corner}", words).over(whole) if corner else whole
    bodies, row_measures = _rows(
        grid, head, labels=labels, keys=keys, raws=raws, words=words, title=plain_title
    )
    told = {
        measure_of_header(raw.header, words).over(whole) for raw in raws if roles[raw.index] is Role.AMOUNT
    }
    told.discard(NOTHING)
    shared = next(iter(told)) if len(told) == 1 else whole
    columns = tuple(
        _column(
            raw,
            Role.LABEL if raw.index in labels else roles[raw.index],
            whole=shared if _is_made_of_others(raw, words) else whole,
            rows=row_measures,
            decimal=decimal,
            words=words,
            inexact=inexact,
        )
        for raw in raws
    )
    stub = " ".join(raw.header for raw in raws if raw.index in labels)
    return Sheet(
        table=table,
        words=words,
        rows=bodies,
        columns=columns,
        stub=folded(stub),
        title=title,
        inexact=inexact,
    )


def _caption(table: Table) -> str:
    return table.caption.text if table.caption is not None else ""


def _header_height(grid: Sequence[Sequence[Cell | None]]) -> int:
    top = grid[:_HEADED]
    texts = [[_text(cell) for cell in row] for row in top]
    declared = [bool(row) and all(cell is None or cell.header for cell in row) for row in top]
    if all(declared) or (texts and _is_data(texts[0])):
        declared = []
    height = header_rows(texts, declared=declared)
    while 0 < height < len(texts) and len(grid) > height + 1 and _heads(texts[height]):
        height += 1
    return height


def _is_data(texts: Sequence[str]) -> bool:
    """Whether a row that a format calls its header is none: amounts with groups of digits or a currency."""
    beyond = [text.strip() for text in texts[1:] if text.strip()]
    return bool(beyond) and all(_AMOUNT.search(text) and not is_period(text) for text in beyond)


def _heads(texts: Sequence[str]) -> bool:
    """Whether a row under the header is one more of it: years, or units, and no label."""
    beyond = [text.strip() for text in texts[1:] if text.strip()]
    if texts[0].strip() or not beyond:
        return False
    return all(is_period(text) for text in beyond) or not any(map(str.isdigit, "".join(beyond)))


def _text(cell: Cell | None) -> str:
    return "" if cell is None else cell.text.strip()


def _raw_columns(grid: Sequence[Sequence[Cell | None]], head: int) -> list[_Raw]:
    width = len(grid[0]) if grid else 0
    raws = []
    for index in range(width):
        texts: list[str] = []
        for row in grid[:head]:
            text = _text(row[index])
            if text and (not texts or texts[-1] != text):
                texts.append(text)
        group = ""
        if head > 1:
            over = [cell for row in grid[: head - 1] if (cell := row[index]) is not None and cell.columns > 1]
            group = " ".join(_text(cell) for cell in over)
        raws.append(_Raw(index, _short(" ".join(texts)), _short(group)))
    heads = {tuple(map(_text, row)) for row in grid[:head]}
    for at, row in enumerate(grid[head:], head):
        if heads and tuple(map(_text, row)) in heads:
            continue  # the header once more, on a new page
        for index, cell in enumerate(row):
            _take(raws[index], at, cell)
    return raws


def _take(raw: _Raw, at: int, cell: Cell | None) -> None:
    if cell is None or not cell.text.strip():
        raw.missing.add(at)
        return
    if cell.row != at or cell.column != raw.index:
        return  # part of a merged cell, which stands once
    found = written(cell.text)
    if found is not None:
        raw.cells[at] = (cell, found)
    elif is_missing(cell.text):
        raw.missing.add(at)
    else:
        raw.texts += 1
        raw.missing.add(at)


def _decimal(raws: Iterable[_Raw], words: TableWords) -> Mapping[int, tuple[str, bool]]:
    """For each column its decimal mark, and whether that is beyond doubt.

    The whole table speaks where it agrees, else the column, else the language. A mark that stands in
    doubt beside whole numbers of at most three digits groups: decimals of a column are as many in each row.
    """
    own = conventions(words.language).marks.decimal
    of_table: set[str] = set()
    seen: list[tuple[_Raw, set[str], set[str], bool]] = []
    for raw in raws:
        votes: set[str] = set()
        doubtful: set[str] = set()
        short = False
        for _, one in raw.cells.values():
            number = one.number
            if number.isdigit():
                short = short or len(number) <= 3
                continue
            mark = marks_of(number)
            if mark:
                votes.add(mark)
            else:
                doubtful.update(sign for sign in number if sign in ".,")
        of_table |= votes
        seen.append((raw, votes, doubtful, short))
    found: dict[int, tuple[str, bool]] = {}
    for raw, votes, doubtful, short in seen:
        if len(of_table) == 1:
            found[raw.index] = next(iter(of_table)), True
        elif len(votes) == 1:
            found[raw.index] = next(iter(votes)), True
        elif len(doubtful) == 1 and not votes and (short or next(iter(doubtful)) != own):
            mark = next(iter(doubtful))
            grouping = short or mark != own
            found[raw.index] = ("," if mark == "." else ".") if grouping else mark, mark != own
        else:
            found[raw.index] = own, not (votes or doubtful)
    return found


def _role(raw: _Raw, words: TableWords, *, first: bool) -> Role:
    plain = folded(raw.header)
    count = len(raw.cells)
    if not count or count * _PARTLY < count + raw.texts:
        return Role.LABEL
    numbers = [one.number for _, one in raw.cells.values()]
    counted = numbers == [str(at) for at in range(1, len(numbers) + 1)]
    if (plain.strip("()[]") in _ENUMERATED and counted) or (
        words.patterns["ranks"].match(plain) and len(plain.split()) <= 3 and all(map(str.isdigit, numbers))
    ):
        return Role.RANK
    if words.patterns["codes"].match(plain) or any(
        one[0] == "0" and len(one) > 1 and one.isdigit() for one in numbers
    ):
        return Role.CODE
    dated = words.says("years", plain) and len(plain.split()) <= 3
    if all(len(one) == 4 and one[:2] in {"19", "20"} and one.isdigit() for one in numbers) and (
        dated or first or len(numbers) > 2
    ):
        return Role.YEAR
    if first and dated and all(map(str.isdigit, numbers)):
        return Role.YEAR
    if first and len(numbers) > 1 and counted:
        return Role.RANK
    return _measured_role(raw, plain, words)


def _measured_role(raw: _Raw, plain: str, words: TableWords) -> Role:
    rates = sum(one.rate == "%" for _, one in raw.cells.values())
    percent = words.says("percent", plain) or "%" in plain or rates * 2 > len(raw.cells)
    points = words.says("points", plain) or any(one.rate == "pp" for _, one in raw.cells.values())
    if words.says("changes", plain) and (percent or points):
        return Role.CHANGE
    if words.says("averages", plain) and not words.says("of_total", plain):
        return Role.AVERAGE
    if percent or words.says("of_total", plain) or (words.says("shares", plain) and len(plain.split()) <= 4):
        return Role.SHARE
    return Role.CHANGE if points else Role.AMOUNT


def _label_columns(raws: Sequence[_Raw], roles: Mapping[int, Role]) -> frozenset[int]:
    """The columns of words before the first of amounts; else one of years, or the first of all."""
    labels = []
    for raw in raws:
        role = roles[raw.index]
        if role is Role.LABEL and (raw.texts or not raw.cells):
            labels.append(raw.index)
        elif role not in _KEYS and role is not Role.LABEL:
            break
    if any(raws[index].texts for index in labels):
        return frozenset(labels)
    key = next((raw.index for raw in raws if roles[raw.index] in _KEYS), None)
    return frozenset(labels if key is None else [*labels, key])


def _rows(
    grid: Sequence[Sequence[Cell | None]],
    head: int,
    *,
    labels: frozenset[int],
    keys: frozenset[int],
    raws: Sequence[_Raw],
    words: TableWords,
    title: str,
) -> tuple[tuple[Row, ...], Mapping[int, Measure]]:
    heads = {tuple(map(_text, row)) for row in grid[:head]}
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
        if heads and tuple(map(_text, cells)) in heads:
            continue
        stubs = [
            cell
            for index in order
            if (cell := cells[index]) is not None
            and cell.text.strip()
            and (index in labels or not raws[index].cells.get(at))
        ]
        texts = [cell.text for cell in stubs]
        own = [cell.text for cell in stubs if cell.row == at]
        if at not in filled:
            if not texts:
                continue
            blank = all(_blank(cells, raw.index) for raw in raws if raw.index not in order)
            if blank and _opens(texts[0], rows, words):
                section = folded(_short(texts[0]))
                known.update(_WORDS.findall(section))
                rows.append(Row(index=at, label=_short(texts[0]), standing=Standing.SECTION, section=section))
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
    return rows[-1].is_sum or words.says("of_which", folded(label[:_LONGEST_LABEL]))


def _short(text: str) -> str:
    """A label in one line; what is longer than any label is cut."""
    line = " ".join(text[: 2 * _LONGEST_LABEL].split())
    return line if len(line) <= _LONGEST_LABEL else f"{line[:_LONGEST_LABEL]}…"


def _row(
    at: int, *, texts: Sequence[str], own: Sequence[str], words: TableWords, known: set[str], section: str
) -> Row:
    label = _short((own or texts or [""])[-1])
    level = _level((own or texts or [""])[-1])
    standing, named = Standing.PART, ""
    others = False
    for text in own or texts:
        plain = folded(text[:_LONGEST_LABEL])
        found = _standing(plain, words)
        if found is not Standing.PART:
            standing = found
            if found in {Standing.TOTAL, Standing.SUBTOTAL, Standing.GRAND}:
                label = _short(text)
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
    if _ENDS_IN_TOTAL.search(plain) and len(plain.split()) <= 4:
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


def _column(
    raw: _Raw,
    role: Role,
    *,
    whole: Measure,
    rows: Mapping[int, Measure],
    decimal: Mapping[int, tuple[str, bool]],
    words: TableWords,
    inexact: bool,
) -> Column:
    measure = measure_of_header(raw.header, words)
    if role is Role.SHARE:
        measure = _share_measure(raw, measure)
    elif role in _KEYS or role is Role.LABEL:
        measure = Measure("1")
    elif role is Role.CHANGE and measure.unit not in {"percent", "percentage points"}:
        measure = Measure("percent")
    elif role is Role.AVERAGE:
        measure = measure if measure.unit in {"percent", "percentage points"} else measure.over(NOTHING)
    elif measure.unit != "percent":
        measure = measure.over(whole)
    mark, sure = decimal[raw.index]
    all_bracketed = len(raw.cells) > 1 and all(one.bracketed for _, one in raw.cells.values())
    read = {at: _digits(one, mark) for at, (_, one) in raw.cells.items()}
    inexact = inexact or any(one is not None and one[1] for one in read.values())
    numbers: dict[int, Number] = {}
    missing = set(raw.missing)
    for at, (cell, one) in raw.cells.items():
        known = read[at]
        if known is None:
            missing.add(at)
            continue
        digits, places = known
        here = _measure_here(one, rows.get(at, NOTHING).over(measure), words, inexact=inexact)
        negative = one.negative or (one.bracketed and not all_bracketed and role is not Role.SHARE)
        numbers[at] = Number(
            cell,
            at,
            raw.index,
            one,
            -digits if negative else digits,
            here.scale - places,
            here.unit or "1",
            here.scale > 0,
        )
    return Column(
        index=raw.index,
        header=raw.header,
        group=raw.group,
        role=role,
        measure=measure,
        is_total=_heads_a_total(raw, words),
        numbers=numbers,
        missing=frozenset(missing),
        sure=sure,
        finest=_finest(numbers.values()),
        enumerates=role is Role.RANK and not words.patterns["ranks"].match(folded(raw.header)),
    )


def _is_made_of_others(raw: _Raw, words: TableWords) -> bool:
    """Whether a column is headed as a sum or difference of others, whose unit it then has."""
    plain = folded(raw.header)
    return _heads_a_total(raw, words) or words.says("differences", plain) or words.says("changes", plain)


def _digits(one: Written, mark: str) -> tuple[int, int] | None:
    return digits_of(one.number, mark) or digits_of(one.number, "," if mark == "." else ".")


def _heads_a_total(raw: _Raw, words: TableWords) -> bool:
    own = folded(raw.header.removeprefix(raw.group) if raw.group else raw.header)
    return (
        words.says("totals", own) or words.says("grand", own) or words.says("subtotals", own)
    ) and not words.says("others", own)


def _share_measure(raw: _Raw, measure: Measure) -> Measure:
    """Percent where a sign says so, or where a number is too large for a share of one."""
    if measure.unit in {"percent", "percentage points"}:
        return Measure(measure.unit)
    if any(one.rate for _, one in raw.cells.values()):
        return Measure("percent")
    small = all(
        one.number.startswith(("0", ".", ",")) or one.number in {"1", "1.0", "1,0", "1.00", "1,00"}
        for _, one in raw.cells.values()
    )
    return Measure("1") if small else Measure("percent")


def _measure_here(one: Written, usual: Measure, words: TableWords, *, inexact: bool) -> Measure:
    """The measure of a cell: its own signs first, then what its row and column say."""
    if one.rate:
        return Measure(_RATES[one.rate])
    unit = currency_of(one.money, words.language) if one.money else ""
    if usual.unit in {"percent", "percentage points"} and not unit:
        return Measure(usual.unit, one.scale)
    scale = one.scale or usual.scale
    unit = unit or usual.unit
    if inexact and not _may_be_negative(unit) and unit:
        unit = "1"
    return Measure(unit, scale)


def _finest(numbers: Iterable[Number]) -> int | None:
    """The place of the last digit that counts in some number; None where there is none."""
    finest: int | None = None
    for one in numbers:
        if not one.digits or one.scaled:
            continue
        place = one.exponent
        if place >= 0:
            digits = abs(one.digits)
            while digits % 10 == 0:
                digits, place = digits // 10, place + 1
        finest = place if finest is None else min(finest, place)
        if finest < 0:
            break
    return finest
