"""How much has each, and which part of the whole? Bars with the intervals that rounding leaves."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Unpack

import attrs

from lacmigration.amounts import Amount
from lacmigration.charts._chart import Chart
from lacmigration.charts._colours import BAR, REST
from lacmigration.charts._marks import bar
from lacmigration.charts._notes import left_out, on_intervals
from lacmigration.charts._rows import Row, laid_out, ranges, spared
from lacmigration.charts._scales import axis_over, ends_of
from lacmigration.charts._sheets import Look, Sheet, interval_key, sheet
from lacmigration.charts._tables import AMOUNT, NAME, Table, intervals, tabled
from lacmigration.charts._words import Words
from lacmigration.distribution import Shares
from lacmigration.errors import AggregationError
from lacmigration.grouping import NOT_STATED, UNALLOCATED
from lacmigration.intervals import UNIT, Interval
from lacmigration.messages import Saying, counted, message
from lacmigration.provenance import Citation
from lacmigration.ratios import Quotient

__all__ = ["OTHERS", "added_up", "draw_shares", "draw_totals", "unlike"]

OTHERS = "(others)"
"""The key of what is drawn together, in the facts of a picture. No id has parentheses."""


@attrs.frozen
class _Bar:
    key: Hashable
    name: str
    value: Fraction
    shown: str
    amount: Amount
    strict: Interval
    loose: Interval


def draw_shares(found: Shares, *, digits: int = 1, **look: Unpack[Look]) -> Chart:
    r"""Draw the shares of a whole as bars, from the largest, each with its interval.

    The percentages have so many `digits` behind the point and add up to 100. The dark line is the strict
    interval, the light one the loose. Errors: ChoiceError for another width, most or digits;
    UnknownLocaleError.

    >>> from lacmigration.distribution import shares
    >>> from lacmigration.facts import Fact
    >>> from lacmigration.figures import Figure
    >>> gifts = [Fact(id=who, figure=Figure.parse(text), giver=who)
    ...          for who, text in {"mx": "USD 3M", "ie": "USD 1M"}.items()]
    >>> chart = draw_shares(shares(gifts, "giver"), names={"mx": "Mexico", "ie": "Ireland"}, digits=0)
    >>> chart.description
    'Shares of USD\xa04,000,000. Mexico: 75% (62.5 to 87.5); Ireland: 25% (12.5 to 37.5).'
    """
    page = sheet(**look)
    said = page.words
    shown, rest = _kept(list(found), page.most)
    drawn = {key: found.quotients[key] for key in shown}
    if rest:
        together = added_up([found.quotients[key].numerator for key in rest])
        drawn[OTHERS] = Quotient(together, found.whole, domain=UNIT)
    rounded = Shares(drawn, found.whole).rounded(digits)
    bars = [_share(key, quotient, rounded[key], said) for key, quotient in drawn.items()]
    if rest:
        bars[-1] = _others(bars[-1], len(rest), said)
    notes = [
        message(
            "The percentages are rounded so that they add up to {whole}.", whole=said.percent(Decimal(100))
        )
    ]
    title = message("Shares of {whole}", whole=said.number(found.whole.nominal, found.whole.unit))
    return _drawn(page, bars, unit="percent", title=title, notes=notes, citations=found.citations)


def draw_totals(found: Mapping[Hashable, Amount], **look: Unpack[Look]) -> Chart:
    r"""Draw the totals of groups as bars, from the largest, each with its interval; below zero to the left.

    Errors: AggregationError for no group, or for units that differ; ChoiceError; UnknownLocaleError.

    >>> from lacmigration.totals import total
    >>> chart = draw_totals({"ec": total(["USD 1.5M"]), "cr": total(["USD 2.3M"])}, title="All")
    >>> chart.description
    'All. cr: USD\xa02,300,000 (2,250,000 to 2,350,000); ec: USD\xa01,500,000 (1,450,000 to 1,550,000).'
    """
    page = sheet(**look)
    said = page.words
    unit = unlike(found)
    falling = sorted(found, key=lambda key: -found[key].nominal)
    shown, rest = _kept(falling, page.most)
    bars = [_total(key, found[key], said) for key in shown]
    if rest:
        bars.append(_others(_total(OTHERS, added_up([found[key] for key in rest]), said), len(rest), said))
    citations = tuple(dict.fromkeys(one for amount in found.values() for one in amount.citations))
    notes = list(left_out(list(found.values())))
    title = message("Totals, and what rounding leaves open")
    return _drawn(page, bars, unit=unit, title=title, notes=notes, citations=citations)


def unlike(found: Mapping[Hashable, Amount]) -> str:
    """The one unit of amounts. Errors: AggregationError for several, or for no amount."""
    units = sorted({amount.unit for amount in found.values()})
    if not units:
        raise AggregationError(["there is no group to draw"])
    if len(units) > 1:
        raise AggregationError([f"units differ, {' and '.join(units)}: draw amounts of one unit"])
    return units[0]


def added_up(amounts: Sequence[Amount]) -> Amount:
    """Amounts of one sum as one amount."""
    terms = tuple(term for amount in amounts for term in amount.terms)
    missing = tuple(dict.fromkeys(name for amount in amounts for name in amount.missing))
    return attrs.evolve(amounts[0], terms=terms, missing=missing)


def _kept(keys: Sequence[Hashable], most: int) -> tuple[list[Hashable], list[Hashable]]:
    """The groups that are drawn one by one, what has no group last, and those drawn together."""
    groups = [key for key in keys if key not in (UNALLOCATED, NOT_STATED)]
    ends = [key for key in (NOT_STATED, UNALLOCATED) if key in keys]
    if len(groups) <= most + 1:  # one other takes as much room by its name
        return groups + ends, []
    return groups[:most] + ends, groups[most:]


def _share(key: Hashable, quotient: Quotient, percent: Decimal, said: Words) -> _Bar:
    return _Bar(
        key,
        said.name(key),
        quotient.value,
        _percent(percent, quotient.value, said),
        quotient.numerator,
        quotient.strict,
        quotient.loose,
    )


def _percent(rounded: Decimal, value: Fraction, said: Words) -> str:
    """A percentage; what is rounded to nothing and is something is below the smallest that is written."""
    least = Decimal(1).scaleb(int(rounded.as_tuple().exponent))
    return f"<{said.percent(least)}" if value > 0 and not rounded else said.percent(rounded)


def _total(key: Hashable, amount: Amount, said: Words) -> _Bar:
    shown = said.number(amount.nominal, amount.unit)
    return _Bar(key, said.name(key), amount.nominal, shown, amount, amount.strict, amount.loose)


def _others(together: _Bar, n: int, said: Words) -> _Bar:
    return attrs.evolve(together, name=said.put(counted("{n} other", "{n} others", n)))


def _drawn(
    page: Sheet,
    bars: Sequence[_Bar],
    *,
    unit: str,
    title: Saying,
    notes: Sequence[Saying],
    citations: Sequence[Citation],
) -> Chart:
    said = page.words
    bars = sorted(bars, key=lambda one: one.key in (OTHERS, NOT_STATED, UNALLOCATED))
    rows = laid_out([_row(one, unit, said) for one in bars], room=page.room)
    reaches = [(one.strict, one.loose) for one in bars]
    values = [one.value for one in bars] + ends_of(one for pair in reaches for one in pair)
    before, behind = spared(reaches)
    axis = axis_over(values, start=rows.left + before, stop=rows.right - behind)
    ticks = axis.ticks(6)
    marks = rows.grid(axis, list(zip(ticks, said.ticks(ticks, unit), strict=True)))
    for place, (one, row) in enumerate(zip(bars, rows.rows, strict=True)):
        low, high = sorted((axis.at(0), axis.at(one.value)))
        top, bottom = rows.middle(place) - 9, rows.middle(place) + 9
        fill = REST if row.rest else BAR
        marks.append(bar(low, top, x2=high, y2=bottom, fill=fill, facts=row.facts, said=row.said))
    for place, one in enumerate(bars):
        marks += ranges(one.strict, one.loose, axis=axis, y=rows.middle(place))
    marks += rows.labels()
    loose = any(one.loose != one.strict for one in bars)
    exact = all(strict.is_point for strict, _ in reaches) and not loose
    return page.chart(
        marks,
        height=rows.height + 22,
        title=title,
        told=[row.said for row in rows.rows],
        table=_table(bars, unit, said),
        key=() if exact else interval_key(said, loose=loose),
        notes=[*on_intervals(reaches, axis), *notes],
        citations=citations,
    )


def _table(bars: Sequence[_Bar], unit: str, said: Words) -> Table:
    cells: list[tuple[str, ...]]
    if unit == "percent":
        cells = [(one.name, one.shown, said.number(one.amount.nominal, one.amount.unit)) for one in bars]
        heads = [NAME, message("Share"), AMOUNT]
    else:
        cells = [(one.name, one.shown) for one in bars]
        heads = [NAME, AMOUNT]
    reaches = [intervals((one.strict, one.loose), unit, said) for one in bars]
    return tabled(heads, [(*row, *ends) for row, ends in zip(cells, reaches, strict=True)], said)


def _row(one: _Bar, unit: str, said: Words) -> Row:
    reach = said.reach(one.strict, unit)
    facts = {
        "key": str(one.key),
        "value": str(one.value),
        "strict": repr(one.strict),
        "loose": repr(one.loose),
        "total": str(one.amount),
    }
    told = said.put(message("{name}: {value} ({reach})", name=one.name, value=one.shown, reach=reach))
    rest = one.key in (OTHERS, NOT_STATED, UNALLOCATED)
    return Row(one.name, one.shown, reach, facts, told, rest=rest)
