"""Who works where on what? A table of two fields as a heat map, every number written in its cell."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, Unpack

import attrs

from lacmigration._meanings import FACTORS
from lacmigration.amounts import Amount
from lacmigration.charts._bars import OTHERS, added_up, unlike
from lacmigration.charts._chart import Chart
from lacmigration.charts._colours import EMPTY, OUTLINE, PAPER
from lacmigration.charts._marks import Mark, bar, words
from lacmigration.charts._notes import left_out, no_room
from lacmigration.charts._sheets import Look, Sheet, sheet
from lacmigration.charts._steps import other_keys, scale_key, steps_for
from lacmigration.charts._tables import AMOUNT, RECORDS, Table, intervals, tabled
from lacmigration.charts._texts import room_of, whole, wrapped
from lacmigration.charts._words import Words, power_of
from lacmigration.crosstabs import Crosstab
from lacmigration.errors import AggregationError, ChoiceError
from lacmigration.grouping import NOT_STATED, UNALLOCATED
from lacmigration.messages import Saying, counted, message
from lacmigration.provenance import Citation
from lacmigration.totals import Meant

__all__ = ["draw_crosstab"]

_CELL, _ROW, _TALL = 34, 26, 36
_SIZE, _SMALL = 12, 10
_UPRIGHT = 180


@attrs.frozen
class _Cell:
    shown: str
    reach: str
    value: Fraction
    facts: dict[str, str]
    said: str
    full: str
    amount: Amount | None = None


def draw_crosstab(
    found: Crosstab,
    *,
    show: Literal["count", "total"] = "count",
    meant: Meant | None = None,
    **look: Unpack[Look],
) -> Chart:
    """Draw a table of two fields as a heat map: how many records stand in each cell, or what they come to.

    The darker, the more; the number stands in each cell, and totals their interval below it. A record of
    several rows or columns is counted in each. The rows and columns with most records come first; beyond
    `most`, the others are drawn as one. `meant` is what `Crosstab.total` takes.

    Errors: AggregationError where there is no cell, or cells may not be added up or are in several units;
    ChoiceError; UnknownLocaleError.

    >>> from lacmigration.crosstabs import mapping
    >>> from lacmigration.provenance import Citation
    >>> from lacmigration.records import Initiative
    >>> here = Citation("my-report", "page 2")
    >>> work = [Initiative(id="my.first", name="First", actors="iom", places="co|pe", citation=here),
    ...         Initiative(id="my.second", name="Second", actors="iom|unhcr", places="co", citation=here)]
    >>> draw_crosstab(mapping(work), title="Who works where").description
    'Who works where. iom, co: 2; iom, pe: 1; unhcr, co: 1. Source: my-report, page 2.'
    """
    page = sheet(**look)
    if show not in {"count", "total"}:
        raise ChoiceError("show", show, choices='"count" or "total"')
    if not found.cells:
        raise AggregationError(["there is no group to draw"])
    rows = _grouped(found.rows, {key: found.count(row=key) for key in found.rows}, page.most)
    columns = _grouped(found.columns, {key: found.count(column=key) for key in found.columns}, page.most)
    amounts: dict[Hashable, Amount] = {}
    cells: dict[tuple[Hashable, Hashable], _Cell] = {}
    if show == "total":
        amounts = _amounts(found, rows, columns, meant or {})
    unit = unlike(amounts) if amounts else "1"
    for row, in_row in rows.items():
        for column, in_column in columns.items():
            ids = {one for a in in_row for b in in_column for one in found.cells.get((a, b), ())}
            if ids:
                names = (_called(row, in_row, page.words), _called(column, in_column, page.words))
                amount = amounts.get((row, column))
                cells[row, column] = _cell(
                    (row, column), names, sorted(ids), amount, show=show, said=page.words
                )
    entries = {entry.record.id: entry.record for entry in found.entries}
    citations = tuple(dict.fromkeys(one.citation for one in entries.values() if hasattr(one, "citation")))
    return _drawn(
        page,
        rows,
        columns,
        cells,
        unit=unit,
        counts=show == "count",
        amounts=list(amounts.values()),
        citations=citations,
    )


def _grouped(
    keys: Sequence[Hashable], counts: Mapping[Hashable, int], most: int
) -> dict[Hashable, tuple[Hashable, ...]]:
    """The groups, the fullest first, each with the keys it holds: one, or those of all others."""
    groups = [key for key in keys if key not in (UNALLOCATED, NOT_STATED)]
    ends = {key: (key,) for key in (NOT_STATED, UNALLOCATED) if key in keys}
    falling = sorted(groups, key=lambda key: -counts[key])
    kept = falling if len(falling) <= most + 1 else falling[:most]
    rest = {OTHERS: tuple(falling[len(kept) :])} if len(kept) < len(falling) else {}
    return {key: (key,) for key in kept} | rest | ends


def _called(key: Hashable, held: Sequence[Hashable], said: Words) -> str:
    return said.put(counted("{n} other", "{n} others", len(held))) if key == OTHERS else said.name(key)


def _amounts(
    found: Crosstab,
    rows: Mapping[Hashable, Sequence[Hashable]],
    columns: Mapping[Hashable, Sequence[Hashable]],
    meant: Meant,
) -> dict[Hashable, Amount]:
    amounts: dict[Hashable, Amount] = {}
    for row, in_row in rows.items():
        for column, in_column in columns.items():
            parts = [
                amount
                for a in in_row
                for b in in_column
                if (a, b) in found.cells and (amount := found.total(a, b, **meant)) is not None
            ]
            if parts:
                amounts[row, column] = added_up(parts)
    return amounts


def _cell(
    keys: tuple[Hashable, Hashable],
    names: tuple[str, str],
    ids: Sequence[str],
    amount: Amount | None,
    *,
    show: str,
    said: Words,
) -> _Cell:
    facts = {"row": str(keys[0]), "column": str(keys[1]), "records": " ".join(ids)}
    reach = ""
    if show == "count":
        value, shown = Fraction(len(ids)), said.number(Fraction(len(ids)))
        facts |= {"value": str(len(ids)), "strict": "", "loose": ""}
    elif amount is None:
        value, shown = Fraction(0), said.put(message("unallocated"))
        facts |= {"value": "", "strict": "", "loose": ""}
    else:
        value = amount.nominal
        shown, reach = said.number(value, amount.unit), said.reach(amount.strict, amount.unit)
        facts |= {"value": str(amount), "strict": repr(amount.strict), "loose": repr(amount.loose)}
    told = said.put(message("{row}, {column}: {value}", row=names[0], column=names[1], value=shown))
    if reach:
        told = said.put(message("{text} ({reach})", text=told, reach=reach))
    return _Cell(shown, reach, value, facts, told, shown, amount)


def _drawn(
    page: Sheet,
    rows: Mapping[Hashable, Sequence[Hashable]],
    columns: Mapping[Hashable, Sequence[Hashable]],
    cells: Mapping[tuple[Hashable, Hashable], _Cell],
    *,
    unit: str,
    counts: bool,
    amounts: Sequence[Amount],
    citations: Sequence[Citation],
) -> Chart:
    said = page.words
    row_names = {key: _called(key, held, said) for key, held in rows.items()}
    column_names = {key: _called(key, held, said) for key, held in columns.items()}
    widest = max(room_of(name, _SIZE) for name in row_names.values())
    space = min(widest + 2, Fraction(page.room * 36, 100))
    lines = {key: wrapped(name, _SIZE, room=space, lines=4) for key, name in row_names.items()}
    left = -(-max(room_of(one, _SIZE) for several in lines.values() for one in several) // 1) + 10
    wide = min(Fraction(page.room - left, len(columns)), Fraction(_CELL * (2 if counts else 4)))
    heads, above, upright = _heads(column_names, wide)
    steps = steps_for([cell.value for cell in cells.values()], whole=counts)
    power = _power(cells.values(), room=wide - 4)
    cells = {key: _scaled(cell, power, room=wide - 4, said=said) for key, cell in cells.items()}
    stated = [cell.value for cell in cells.values() if cell.facts["value"]]
    pale = other_keys(
        stated,
        unstated=len(stated) < len(cells),
        empty=len(cells) < len(rows) * len(columns),
        said=said,
    )
    marks: list[Mark] = []
    for place, text in enumerate(heads):
        x = left + wide * place + wide / 2
        if upright:
            first = x - Fraction((len(text) - 1) * 13, 2)
            marks.append(words(first, above - 6, *text, size=11, align="left", angle=-90))
        else:
            marks.append(words(x, above - 12 - (len(text) - 1) * 13, *text, size=11, align="center"))
    top = Fraction(above)
    tops: list[Mark] = []
    silent = 0
    for row, names in lines.items():
        height = max(len(names) * 14 + 6, _ROW if counts else _TALL)
        middle = top + Fraction(height, 2)
        first = middle - Fraction((len(names) - 1) * 14, 2)
        tops.append(words(left - 10, first, *names, size=_SIZE, align="right"))
        for place, column in enumerate(columns):
            x = left + wide * place
            cell = cells.get((row, column))
            if cell is None:
                marks.append(bar(x, top, x2=x + wide, y2=top + height, fill=EMPTY, stroke=PAPER))
                continue
            fill, ink = steps.colours(cell.value)
            inner = Fraction(3, 2) if fill == PAPER else 0  # a white field has an outline of its own
            marks.append(
                bar(
                    x + inner,
                    top + inner,
                    x2=x + wide - inner,
                    y2=top + height - inner,
                    fill=fill,
                    stroke=OUTLINE if fill == PAPER else PAPER,
                    facts=cell.facts,
                    said=cell.said,
                )
            )
            written = _written(cell, x + wide / 2, middle, room=wide - 4, ink=ink)
            tops += written
            silent += bool(cell.facts["value"]) and len(written) < (2 if cell.reach else 1)
        top += height
    return page.chart(
        marks + tops,
        height=top + 6,
        title=message("Who does what where"),
        table=_table(cells, (row_names, column_names), counts=counts, said=said),
        told=[cell.said for cell in sorted(cells.values(), key=lambda one: -one.value)],
        key=scale_key(steps, unit, said=said, others=pale),
        notes=[*_units(power, unit, said), *_notes(amounts, cells, counts=counts, silent=silent)],
        citations=citations,
    )


def _table(
    cells: Mapping[tuple[Hashable, Hashable], _Cell],
    names: tuple[Mapping[Hashable, str], Mapping[Hashable, str]],
    *,
    counts: bool,
    said: Words,
) -> Table:
    rows = []
    for (row, column), cell in cells.items():
        one = cell.amount
        ends = ("", "") if one is None else intervals((one.strict, one.loose), one.unit, said)
        rows.append((names[0][row], names[1][column], cell.full, *ends))
    return tabled([message("Row"), message("Column"), RECORDS if counts else AMOUNT], rows, said)


def _power(cells: Iterable[_Cell], *, room: Fraction) -> int:
    """The power of ten in whose units amounts are written where one has no room, else 0."""
    amounts = [cell.amount for cell in cells if cell.amount is not None and room_of(cell.shown, 9) > room]
    return max((power_of(amount.nominal, amount.unit) for amount in amounts), default=0)


def _scaled(cell: _Cell, power: int, *, room: Fraction, said: Words) -> _Cell:
    """A cell whose amount is written in units of a power of ten, as exactly as there is room."""
    if cell.amount is None or not power:
        return cell
    pure = cell.value / cell.amount.factor / 10**power
    reach = said.reach(cell.amount.strict, cell.amount.unit, power=power)
    return attrs.evolve(cell, shown=said.fitting(pure, 9, room=room), reach=reach)


def _units(power: int, unit: str, said: Words) -> list[Saying]:
    if not power:
        return []
    [one] = said.ticks([Fraction(10**power) * FACTORS.get(unit, Fraction(1))], unit)
    return [message("1 in the table stands for {amount}; what has more digits is rounded.", amount=one)]


def _heads(names: Mapping[Hashable, str], wide: Fraction) -> tuple[list[tuple[str, ...]], int, bool]:
    """The names of the columns, level where they fit, else upright; their room; whether they are upright."""
    level = [wrapped(name, 11, room=wide - 6, lines=6) for name in names.values()]
    if all(whole(name, 11, room=wide - 6, lines=6) for name in names.values()):
        return level, max(map(len, level)) * 13 + 10, False
    lines = 2 if wide >= 28 else 1
    upright = [wrapped(name, 11, room=_UPRIGHT, lines=lines) for name in names.values()]
    longest = max(room_of(one, 11) for several in upright for one in several)
    return upright, int(longest) + 14, True


def _written(cell: _Cell, x: Fraction, y: Fraction, *, room: Fraction, ink: str) -> list[Mark]:
    """The value in its cell, its interval below; what has no room is left to the pointer."""
    marks = []
    lines = [text for text in (cell.shown, cell.reach) if text]
    for place, text in enumerate(lines):
        size = next(
            (size for size in ((11, 10, 9) if place == 0 else (9, 8)) if room_of(text, size) <= room), 0
        )
        if size:
            down = 7 * (2 * place - 1) if len(lines) > 1 else 0
            marks.append(words(x, y + down, text, size=size, align="center", fill=ink))
    return marks


def _notes(
    amounts: Sequence[Amount], cells: Mapping[tuple[Hashable, Hashable], _Cell], *, counts: bool, silent: int
) -> list[Saying]:
    unsaid = sum(1 for cell in cells.values() if not cell.facts["value"])
    notes: list[Saying] = []
    if counts:
        notes.append(
            message("Records are counted, which is exact; one of several rows or columns is counted in each.")
        )
    elif silent < len(cells) - unsaid:
        notes.append(message("Below each amount: what the figures as written allow."))
    notes += no_room(silent)
    if unsaid:
        notes.append(
            counted(
                "In {n} cell nobody says which part of a figure belongs there.",
                "In {n} cells nobody says which part of a figure belongs there.",
                unsaid,
            )
        )
    return [*notes, *left_out(amounts)]
