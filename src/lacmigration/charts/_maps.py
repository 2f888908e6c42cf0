"""How much is where? A map of tiles: one of the same size for each country of the region, islands included.

On a map of outlines the small states of the Caribbean, a third of the region's countries, are not to be seen.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Final, Unpack

import attrs

from lacmigration.amounts import Amount
from lacmigration.charts._bars import unlike
from lacmigration.charts._chart import Chart
from lacmigration.charts._colours import EMPTY, FAINT, MUTED, OUTLINE
from lacmigration.charts._marks import Mark, bar, words
from lacmigration.charts._notes import left_out, no_room
from lacmigration.charts._sheets import Look, sheet
from lacmigration.charts._steps import Steps, other_keys, scale_key, steps_for
from lacmigration.charts._tables import AMOUNT, COUNTRY, RECORDS, Table, intervals, tabled
from lacmigration.charts._texts import room_of, whole, wrapped
from lacmigration.charts._words import Words
from lacmigration.crosstabs import Crosstab
from lacmigration.errors import AggregationError, UnknownRecordError
from lacmigration.messages import Saying, message

__all__ = ["STATES", "TILES", "draw_map"]

_DRAWN = """
mx .. .. .. .. .. bs tc .. .. .. ..
.. gt bz .. ky cu ht do pr vg ai mf
.. sv hn .. .. jm .. .. vi sx kn ag
.. .. ni .. .. .. .. .. .. bl ms gp
.. .. cr .. .. .. .. .. .. .. dm mq
.. .. .. pa .. aw cw bq .. .. lc bb
.. .. .. .. co ve .. .. tt gd vc ..
.. .. .. ec .. .. gy sr gf .. .. ..
.. .. .. .. pe bo br .. .. .. .. ..
.. .. .. .. .. py .. .. .. .. .. ..
.. .. .. .. cl ar uy .. .. .. .. ..
.. .. .. .. .. fk gs bv .. .. .. ..
"""
TILES: Final[Mapping[str, tuple[int, int]]] = {
    code: (column, row)
    for row, line in enumerate(_DRAWN.split("\n")[1:-1])
    for column, code in enumerate(line.split())
    if code != ".."
}
"""The column and row of each country and territory of M49's region 419, by its ISO 3166 code."""
STATES: Final = frozenset(
    code
    for line in (
        "ag ar bb bo br bs bz cl co cr cu",
        "dm do ec gd gt gy hn ht jm kn lc",
        "mx ni pa pe py sr sv tt uy vc ve",
    )
    for code in line.split()
)
"""The 33 states, whose tiles are always drawn; those of territories only where they have a value."""
_COLUMNS, _GAP, _TALL = 12, 4, 58
_TEXTS = (9, 8, 7)


@attrs.frozen
class _Tile:
    """What a country has: the number to write, what it can be, and the same in words."""

    value: Fraction
    shown: str
    reach: str
    facts: dict[str, str]
    said: str
    rounded: bool = False
    silent: bool = False


def draw_map(
    found: Crosstab | Mapping[Hashable, int] | Mapping[Hashable, Amount], **look: Unpack[Look]
) -> Chart:
    """Draw how many records, or how much, each country of Latin America and the Caribbean has.

    It takes counts or totals by the ids of countries (as `total(records, by="country")` gives them), or a
    table whose columns are countries, of which it counts the records. The darker, the more; each tile has the
    number, and a total its interval. What has no tile (a region, what is unallocated) is told below. Errors:
    AggregationError where there is nothing, or several units; ChoiceError; UnknownLocaleError.

    >>> draw_map({"br": 2, "vc": 1, "lac": 7}, title="Programmes").description
    'Programmes. Brazil: 2; St. Vincent & Grenadines: 1; Not on the map: lac: 7.'
    """
    page = sheet(**look)
    said = page.words
    counts: Mapping[Hashable, int | Amount]
    if isinstance(found, Crosstab):
        counts = {key: found.count(column=key) for key in found.columns}
    else:
        counts = dict(found)
    if not counts:
        raise AggregationError(["there is no country to draw"])
    amounts = {key: value for key, value in counts.items() if isinstance(value, Amount)}
    unit = unlike(amounts) if amounts else "1"
    most = max((abs(amount.nominal) for amount in amounts.values()), default=Fraction(0))
    power = next((power for power in (9, 6) if most >= 10**power), 0)
    side = Fraction(page.room + _GAP, _COLUMNS) - _GAP
    tiles = {key: _tile(key, value, power=power, side=side, said=said) for key, value in counts.items()}
    placed = {key: tile for key, tile in tiles.items() if key in TILES}
    outside = [tile.said for key, tile in tiles.items() if key not in TILES]
    steps = steps_for([tile.value for tile in placed.values()], whole=not amounts)
    pale = other_keys(
        [tile.value for tile in placed.values()],
        unstated=False,
        empty=bool(STATES - placed.keys()),
        said=said,
    )
    marks: list[Mark] = []
    shown = {code: _country(code, said) for code in TILES if code in placed or code in STATES}
    coded = not all(whole(name, _TEXTS[-1], room=side - 6) for name in shown.values())
    for code, name in shown.items():
        column, row = TILES[code]
        x, y = column * (side + _GAP), row * (_TALL + _GAP)
        text = code.upper() if coded else name
        marks += _drawn(text, placed.get(code), x, y, side=side, steps=steps)
    last = max(TILES[code][1] for code in shown)
    away = [said.put(message("Not on the map: {places}.", places="; ".join(outside)))] if outside else []
    falling = sorted(placed.values(), key=lambda tile: -tile.value)
    citations = tuple(dict.fromkeys(place for amount in amounts.values() for place in amount.citations))
    if isinstance(found, Crosstab):
        citations = tuple(dict.fromkeys(one.record.citation for one in found.entries))
    return page.chart(
        sorted(marks, key=lambda mark: (mark.kind, repr(mark.style), bool(mark.said))),
        height=(last + 1) * (_TALL + _GAP) + 4,
        title=message("Totals by country") if amounts else message("Records by country"),
        told=[*(tile.said for tile in falling), *(text.removesuffix(".") for text in away)],
        table=_table(counts, said),
        key=scale_key(steps, unit, said=said, others=pale) if placed else pale,
        notes=[
            *_notes(amounts, list(placed.values()), power=power, unit=unit, said=said),
            *([message("The letters are the countries' codes of ISO 3166.")] if coded else []),
            *away,
        ],
        citations=citations,
    )


def _table(counts: Mapping[Hashable, int | Amount], said: Words) -> Table:
    rows = []
    for key, value in counts.items():
        name = _country(key, said) if isinstance(key, str) and key in TILES else said.name(key)
        if isinstance(value, Amount):
            reach = intervals((value.strict, value.loose), value.unit, said)
            rows.append((name, said.number(value.nominal, value.unit), *reach))
        else:
            rows.append((name, said.number(Fraction(value)), "", ""))
    stated = any(isinstance(value, Amount) for value in counts.values())
    return tabled([COUNTRY, AMOUNT if stated else RECORDS], rows, said)


def _country(code: str, said: Words) -> str:
    """Its name as the names of the picture have it, else in the language."""
    name = said.name(code)
    if name != code:
        return name
    try:
        return said.country(code)
    except UnknownRecordError:
        return code.upper()


def _tile(key: Hashable, value: int | Amount, *, power: int, side: Fraction, said: Words) -> _Tile:
    name = _country(key, said) if isinstance(key, str) and key in TILES else said.name(key)
    if isinstance(value, Amount):
        pure = value.nominal / value.factor / 10**power
        reach = said.reach(value.strict, value.unit)
        shown = said.number(value.nominal, value.unit)
        told = message("{name}: {value} ({reach})", name=name, value=shown, reach=reach)
        facts = {"strict": repr(value.strict), "loose": repr(value.loose)}
        facts = {"key": str(key), "value": str(value.nominal), **facts}
        ends = (said.reach(value.strict, value.unit, digits=digits, power=power) for digits in (3, 2, 1, 0))
        beside = next((text for text in ends if room_of(text, 8) < side), "")
        fitted = said.fitting(pure, 13, room=side - 4)
        rounded = fitted != said.number(pure)
        silent = not (beside and fitted)
        return _Tile(value.nominal, fitted, beside, facts, said.put(told), rounded, silent)
    number = said.number(Fraction(value))
    facts = {"key": str(key), "value": str(value), "strict": "", "loose": ""}
    return _Tile(
        Fraction(value), number, "", facts, said.put(message("{name}: {value}", name=name, value=number))
    )


def _drawn(
    name: str, tile: _Tile | None, x: Fraction | int, y: int, *, side: Fraction, steps: Steps
) -> list[Mark]:
    rows = {size: 2 if tile and size > _TEXTS[-1] else 3 for size in _TEXTS}  # above a number there are two
    size = next((size for size in _TEXTS if whole(name, size, room=side - 6, lines=rows[size])), _TEXTS[-1])
    lines = wrapped(name, size, room=side - 6, lines=rows[size])
    if tile is None:
        return [
            bar(x, y, x2=x + side, y2=y + _TALL, fill=EMPTY, stroke=OUTLINE),
            words(x + 4, y + 9, *lines, size=size, fill=MUTED),
        ]
    fill, ink = steps.colours(tile.value)
    up = 16 if tile.reach else 11
    marks = [
        bar(x, y, x2=x + side, y2=y + _TALL, fill=fill, stroke=FAINT, facts=tile.facts, said=tile.said),
        words(x + 4, y + 9, *lines, size=size, fill=ink),
        words(x + side / 2, y + _TALL - up, tile.shown, size=12, align="center", fill=ink, fontWeight="bold"),
    ]
    if tile.reach:
        marks.append(words(x + side / 2, y + _TALL - 6, tile.reach, size=8, align="center", fill=ink))
    return marks


def _notes(
    amounts: Mapping[Hashable, Amount], tiles: Sequence[_Tile], *, power: int, unit: str, said: Words
) -> list[Saying]:
    if not amounts:
        return [message("Records are counted, which is exact; one of several countries is counted in each.")]
    notes: list[Saying] = [message("Below each number: what the figures as written allow.")]
    if power:
        [one] = said.ticks([Fraction(10**power)], unit)
        notes.insert(0, message("1 on the map stands for {amount}.", amount=one))
    if any(tile.rounded for tile in tiles):
        notes.append(message("A number that has no room for all its digits is rounded."))
    return [*notes, *no_room(sum(tile.silent for tile in tiles)), *left_out(list(amounts.values()))]
