"""Who comes first, and which places does rounding leave open? A dot for the place, a line for the range."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import Unpack

from lacmigration.charts._chart import Chart
from lacmigration.charts._colours import KINDS
from lacmigration.charts._marks import dot
from lacmigration.charts._rows import Row, laid_out, ranges
from lacmigration.charts._scales import Axis
from lacmigration.charts._sheets import Look, interval_key, sheet
from lacmigration.charts._tables import AMOUNT, NAME, PLACE, tabled
from lacmigration.charts._words import Words
from lacmigration.errors import AggregationError
from lacmigration.intervals import Interval
from lacmigration.messages import Saying, counted, message
from lacmigration.rankings import Rank

__all__ = ["draw_ranks"]


def draw_ranks(found: Mapping[Hashable, Rank], **look: Unpack[Look]) -> Chart:
    r"""Draw ranks as dots, in their order, each with the range of places that rounding allows.

    The dark line holds the places under the strict intervals, the light one those of a generous reading. Of
    more than `most` groups the first are drawn, and a note says how many follow. Errors: AggregationError for
    no group; ChoiceError; UnknownLocaleError.

    >>> from lacmigration.facts import Fact
    >>> from lacmigration.figures import Figure
    >>> from lacmigration.rankings import rank
    >>> gifts = [Fact(id=who, figure=Figure.parse(text), giver=who)
    ...          for who, text in {"ie": "USD 1.2M", "cy": "USD 1.21M", "mx": "USD 0.55M"}.items()]
    >>> draw_ranks(rank(gifts, "giver"), title="Donors").description
    'Donors. cy: 1 (1 to 2), USD\xa01,210,000; ie: 2 (1 to 2), USD\xa01,200,000; mx: 3 (3), USD\xa0550,000.'
    """
    page = sheet(**look)
    said = page.words
    if not found:
        raise AggregationError(["there is no group to draw"])
    every = list(found.values())
    shown = every if len(every) <= page.most + 1 else every[: page.most]
    rows = laid_out([_row(one, said) for one in shown], room=page.room)
    last = max(max(one.place, one.worst, one.loose[1]) for one in shown)
    axis = Axis(Fraction(1), Fraction(max(last, 2)), start=rows.left + 8, stop=rows.right - 8)
    marks = rows.grid(
        axis, [(Fraction(place), said.number(Fraction(place))) for place in _ticks(axis)], zero=False
    )
    for place, one in enumerate(shown):
        strict, generous = Interval(one.best, one.worst), Interval(*one.loose)
        marks += ranges(strict, generous, axis=axis, y=rows.middle(place))
    for place, (one, row) in enumerate(zip(shown, rows.rows, strict=True)):
        at, y = axis.at(one.place), rows.middle(place)
        marks.append(dot(at, y, fill=KINDS[0], size=90, stroke="#ffffff", facts=row.facts, said=row.said))
    marks += rows.labels()
    loose = any(one.loose != (one.best, one.worst) for one in shown)
    exact = all(one.certain for one in shown) and not loose
    citations = tuple(dict.fromkeys(place for one in every for place in one.amount.citations))
    return page.chart(
        marks,
        height=rows.height + 22,
        title=message("Ranks, and the places that rounding leaves open"),
        told=[row.said for row in rows.rows],
        table=tabled([NAME, AMOUNT, PLACE], [_cells(one, said) for one in shown], said),
        key=() if exact else interval_key(said, loose=loose),
        notes=_notes(shown, len(every) - len(shown)),
        citations=citations,
    )


def _ticks(axis: Axis) -> list[int]:
    """Place 1, and round places after it."""
    whole = [int(tick) for tick in axis.ticks(8) if tick.denominator == 1]
    return sorted({1, *whole})


def _places(ends: tuple[int, int], said: Words) -> str:
    low, high = (said.number(Fraction(end)) for end in ends)
    return low if low == high else said.put(message("{low} to {high}", low=low, high=high))


def _cells(one: Rank, said: Words) -> tuple[str, ...]:
    """A rank as a row of the table, its ranges of places at the end."""
    amount = said.number(one.amount.nominal, one.amount.unit)
    ends = _places((one.best, one.worst), said), _places(one.loose, said)
    return said.name(one.key), amount, said.number(Fraction(one.place)), *ends


def _row(one: Rank, said: Words) -> Row:
    name, place = said.name(one.key), said.number(Fraction(one.place))
    amount = said.number(one.amount.nominal, one.amount.unit)
    reach = _places((one.best, one.worst), said)
    told = said.put(
        message("{name}: {place} ({reach}), {amount}", name=name, place=place, reach=reach, amount=amount)
    )
    facts = {
        "key": str(one.key),
        "place": str(one.place),
        "strict": f"[{one.best}, {one.worst}]",
        "loose": f"[{one.loose[0]}, {one.loose[1]}]",
        "total": str(one.amount),
    }
    beside = said.put(message("place {reach}", reach=reach))
    return Row(name, amount, beside, facts, told)


def _notes(shown: list[Rank], left: int) -> list[Saying]:
    certain = sum(1 for one in shown if one.certain)
    notes: list[Saying] = []
    if certain == len(shown):
        notes.append(message("Every place here is certain: rounding moves none."))
    elif certain:
        notes.append(
            counted(
                "{n} place is certain: rounding does not move it.",
                "{n} places are certain: rounding does not move them.",
                certain,
            )
        )
    if left:
        notes.append(
            counted("{n} more follows and is not drawn.", "{n} more follow and are not drawn.", left)
        )
    return notes
