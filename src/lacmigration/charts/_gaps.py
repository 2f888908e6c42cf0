"""How far is the target, date by date? What was mobilised against it, with the intervals of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, Unpack

import attrs

from lacmigration.amounts import Amount
from lacmigration.charts._bars import unlike
from lacmigration.charts._chart import Chart
from lacmigration.charts._colours import BAR, FAINT, GRID, INK, LOOSE, MUTED, STRICT, TARGET
from lacmigration.charts._marks import Mark, bar, dot, haloed, line, words
from lacmigration.charts._notes import left_out, on_intervals
from lacmigration.charts._scales import Axis, axis_over, ends_of
from lacmigration.charts._sheets import Look, Sheet, interval_key, sheet, whisker
from lacmigration.charts._tables import AMOUNT, intervals, tabled
from lacmigration.charts._texts import Placed, apart, room_of
from lacmigration.charts._words import Words, power_of
from lacmigration.comparisons import Gap
from lacmigration.intervals import Interval
from lacmigration.messages import Saying, message
from lacmigration.periods import PartialDate

__all__ = ["draw_gaps"]

_HEIGHT, _NARROWEST, _WIDEST, _BESIDE = 300, 10, 70, 200
_ARROW = 26
_ABOVE, _TEXTS = 34, 66
_SMALL = 10
_THIN = 10
"""The width below which bars have no dashes above them: a thicket of lines says less than the gap."""


_HEADS = (message("Date"), message("Target"), message("Missing"), AMOUNT)


@attrs.frozen
class _Date:
    """What was mobilised at a date, and the target of that date."""

    when: PartialDate
    gap: Gap

    @property
    def goal(self) -> Amount:
        return self.gap.reached.denominator

    @property
    def sum(self) -> Amount:
        return self.gap.reached.numerator


def draw_gaps(
    found: Mapping[Any, Gap], *, due: PartialDate | date | str | None = None, **look: Unpack[Look]
) -> Chart:
    r"""Draw gaps to a target over time: a bar for what was mobilised by each date, the target a line.

    The keys are dates, as far as they are known: a date, a PartialDate, or text such as "2024-08"; a bar
    stands in the middle of what its date can mean. The target's line goes on to `due`. Errors:
    AggregationError for no date or several units; RecordError for text that is no date; ChoiceError;
    UnknownLocaleError.

    >>> from lacmigration.comparisons import gap
    >>> found = {"2023-12": gap("USD 150 million", "USD 48M"), "2024-08": gap("USD 150 million", "USD 57.5M")}
    >>> draw_gaps(found, due="2026", title="The Fund").description.partition(";")[0]
    'The Fund. Dec 2023: USD\xa048,000,000 of USD\xa0150,000,000 (47,500,000 to 48,500,000)'
    """
    page = sheet(**look)
    said = page.words
    dates = sorted((_Date(_when(key), gap) for key, gap in found.items()), key=lambda one: _middle(one.when))
    unit = unlike(
        {
            (place, which): amount
            for place, one in enumerate(dates)
            for which, amount in enumerate((one.goal, one.sum))
        }
    )
    end = None if due is None else _when(due)
    reaches = [(one.sum.strict, one.sum.loose) for one in dates]
    goals = [(one.goal.strict, one.goal.loose) for one in dates]
    values = [amount.nominal for one in dates for amount in (one.goal, one.sum)]
    values += ends_of(one for pair in (*reaches, *goals) for one in pair)
    upright = axis_over(values, start=_HEIGHT + _ABOVE, stop=_ABOVE)
    over = [upright.at(one.goal.nominal) for one in dates if one.gap.missing.nominal < 0]
    above = max([_ABOVE, *(int(_ABOVE + _TEXTS + 8 - goal) for goal in over)])
    upright = attrs.evolve(upright, start=_HEIGHT + above, stop=above)
    ticks = upright.ticks(6)
    texts = said.ticks(ticks, unit)
    left = -(-max(room_of(text, _SMALL) for text in texts) // 1) + 10
    along, wide = _along(dates, end, left=left, right=page.room)
    marks = [line(left, upright.at(tick), x2=page.room, y2=upright.at(tick), stroke=GRID) for tick in ticks]
    marks += [
        words(left - 8, upright.at(tick), text, size=_SMALL, align="right", fill=MUTED)
        for tick, text in zip(ticks, texts, strict=True)
    ]
    told = [_told(one, said) for one in dates]
    for one, text in zip(dates, told, strict=True):
        marks += _bars(one, along.at(_middle(one.when)), upright, wide=wide, said=text)
    marks += _goals(dates, end, along, upright, page=page, wide=wide)
    for one in dates:
        x = along.at(_middle(one.when))
        marks += _upright(one.sum.strict, one.sum.loose, x, upright, wide=wide)
    marks.append(line(left, upright.at(0), x2=page.room, y2=upright.at(0), stroke=FAINT))
    marks += _under(dates, end, along, upright, said=said, room=page.room)
    marks += _beside(dates, along, upright, said=said, wide=wide, room=page.room)
    exact = all(one.is_point for pair in (*reaches, *goals) for one in pair)
    citations = tuple(dict.fromkeys(place for one in dates for place in one.gap.citations))
    notes = [*on_intervals(reaches, upright, beside=False)]
    if all(strict.is_point for strict, _ in goals) and not all(strict.is_point for strict, _ in reaches):
        notes.append(message("The target is exact and has no interval."))
    if wide >= _THIN and any(one.gap.missing.nominal > 0 for one in dates):
        notes.append(message("Dashed: what is missing to the target."))
    if any(one.when.day is None for one in dates):
        notes.append(message("A date without its day stands in the middle of what it can mean."))
    return page.chart(
        marks,
        height=above + _HEIGHT + 26,
        title=message("Mobilised, against the target"),
        told=told,
        table=tabled(_HEADS, [_cells(one, said) for one in dates], said),
        key=() if exact else interval_key(said, loose=any(strict != loose for strict, loose in reaches)),
        notes=[*notes, *left_out([amount for one in dates for amount in (one.goal, one.sum)])],
        citations=citations,
    )


def _when(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    return PartialDate.parse(value.isoformat() if isinstance(value, date) else str(value))


def _middle(when: PartialDate) -> Fraction:
    return Fraction(when.first.toordinal() + when.last.toordinal(), 2)


def _along(
    dates: Sequence[_Date], due: PartialDate | None, *, left: Fraction | int, right: int
) -> tuple[Axis, Fraction]:
    """The axis of time, and how wide a bar can be."""
    days = [_middle(one.when) for one in dates]
    ends = [*days, *([] if due is None else [Fraction(due.last.toordinal())])]
    low, high = min(ends), max(ends)
    margin = _WIDEST // 2 + 10
    beside = margin if due is not None and high > max(days) else _BESIDE
    axis = Axis(low, high if high > low else low + 1, start=left + margin, stop=right - beside)
    places = sorted(axis.at(day) for day in days)
    nearest = min((after - before for before, after in pairwise(places)), default=Fraction(_WIDEST))
    return axis, max(min(nearest * 7 / 10, Fraction(_WIDEST)), Fraction(_NARROWEST, 4))


def _bars(one: _Date, x: Fraction, upright: Axis, *, wide: Fraction, said: str) -> list[Mark]:
    facts = {
        "date": str(one.when),
        "mobilised": str(one.sum),
        "strict": repr(one.sum.strict),
        "loose": repr(one.sum.loose),
        "target": str(one.goal),
        "missing": str(one.gap.missing),
        "reached": str(one.gap.reached.value),
    }
    foot, top, goal = (upright.at(value) for value in (0, one.sum.nominal, one.goal.nominal))
    marks = []
    if goal < top and wide >= _THIN:
        marks.append(
            bar(x - wide / 2, goal, x2=x + wide / 2, y2=top, fill="#ffffff", stroke=FAINT, strokeDash=[4, 3])
        )
    high, low = sorted((foot, top))
    return [*marks, bar(x - wide / 2, high, x2=x + wide / 2, y2=low, fill=BAR, facts=facts, said=said)]


def _upright(strict: Interval, loose: Interval, x: Fraction, upright: Axis, *, wide: Fraction) -> list[Mark]:
    marks: list[Mark] = []
    for reach, colour, cap, thick in ((loose, LOOSE, 4, 1), (strict, STRICT, 6, 2)):
        if reach is loose and loose == strict:
            continue
        high, low = _ends(reach, upright)
        closed = [place for place, end in ((low, reach.lo), (high, reach.hi)) if end is not None]
        marks += whisker(
            (low, high),
            x,
            colour=colour,
            cap=min(Fraction(cap), wide / 2),
            thick=thick,
            caps=closed,
            upright=True,
        )
        if reach.hi is None:
            marks.append(dot(x, high, fill=colour, shape="triangle-up", size=50))
        if reach.lo is None:
            marks.append(dot(x, low, fill=colour, shape="triangle-down", size=50))
    return marks


def _ends(reach: Interval, upright: Axis) -> tuple[Fraction, Fraction]:
    """The upper and lower end of an interval; an arrow's length from the other end where there is none."""
    if reach.lo is None or reach.hi is None:
        known = reach.hi if reach.lo is None else reach.lo
        y = upright.at(known or 0)
        return (y, y + _ARROW) if reach.lo is None else (y - _ARROW, y)
    return upright.at(reach.hi), upright.at(reach.lo)


def _goals(
    dates: Sequence[_Date],
    due: PartialDate | None,
    along: Axis,
    upright: Axis,
    *,
    page: Sheet,
    wide: Fraction,
) -> list[Mark]:
    """The target from each date to the next, its interval as a band; its amount where it changes or ends."""
    marks: list[Mark] = []
    texts: list[Placed] = []
    last = None
    for place, one in enumerate(dates):
        final = place + 1 == len(dates)
        start = along.at(_middle(one.when)) - wide / 2 - 8
        stop = Fraction(page.room) if final else along.at(_middle(dates[place + 1].when)) - wide / 2 - 8
        if final and due is not None:
            stop = max(along.at(due.last.toordinal()), along.at(_middle(one.when)) + wide / 2 + 8)
        strict, y = one.goal.strict, upright.at(one.goal.nominal)
        if not strict.is_point:
            high, low = _ends(strict, upright)
            marks.append(bar(start, high, x2=stop, y2=low, fill=TARGET, fillOpacity=0.25))
        marks.append(line(start, y, x2=stop, y2=y, stroke=TARGET, strokeWidth=2))
        if final or (one.goal.nominal != last and one.goal.nominal != dates[-1].goal.nominal):
            until = Fraction(page.room) if final else stop
            shown = _called(one, until - start, page.words)
            size = room_of(shown, _SMALL + 1, bold=True)
            x = max(min(stop, until) - size, start) if final else start
            texts.append(Placed(shown, max(min(x, page.room - size), Fraction(0)), y - 12, size))
        last = one.goal.nominal
    for text in apart(reversed(texts)):
        mark = words(text.x, text.y, text.shown, size=_SMALL + 1, fill="#9c4400", fontWeight="bold")
        marks += haloed(mark)
    return marks


def _called(one: _Date, room: Fraction, said: Words) -> str:
    """The target with its interval, without it where there is no room, and shortened."""
    amount = said.number(one.goal.nominal, one.goal.unit)
    [short] = said.ticks([one.goal.nominal], one.goal.unit)
    full: Saying = message("Target: {amount}", amount=amount)
    choices = [full, message("Target: {amount}", amount=short), short]
    if not one.goal.strict.is_point:
        reach = said.reach(one.goal.strict, one.goal.unit)
        choices.insert(0, message("{text} ({reach})", text=full, reach=reach))
    texts = [said.put(choice) for choice in choices]
    return next((text for text in texts if room_of(text, _SMALL + 1, bold=True) <= room), texts[-1])


def _under(
    dates: Sequence[_Date], due: PartialDate | None, along: Axis, upright: Axis, *, said: Words, room: int
) -> list[Mark]:
    """The dates, the last one first: where there is no room, the earlier ones go without."""
    entries = [(along.at(_middle(one.when)), said.date(one.when)) for one in dates]
    if due is not None:
        text = said.put(message("due {date}", date=said.date(due)))
        entries.append((along.at(due.last.toordinal()), text))
    marks: list[Mark] = []
    free = Fraction(room)
    for place, text in sorted(entries, reverse=True):
        half = room_of(text, 11) / 2
        x = place if marks else min(place, room - half)  # the last one stays on the page
        if x + half <= free:
            marks.append(words(x, upright.start + 14, text, size=11, align="center", fill=INK))
            free = x - half - 6
    return marks


def _beside(
    dates: Sequence[_Date], along: Axis, upright: Axis, *, said: Words, wide: Fraction, room: int
) -> list[Mark]:
    """What was mobilised, its interval, its part of the target, what is missing: as far as there is room."""
    marks: list[Mark] = []
    free = Fraction(room)
    for place, one in reversed(list(enumerate(dates))):
        x = along.at(_middle(one.when))
        share = said.number(Fraction(round(one.gap.reached.value * 1000), 1000), "percent")
        over = one.gap.missing.nominal < 0
        left = said.number(abs(one.gap.missing.nominal), one.gap.missing.unit)
        lines = (
            said.number(one.sum.nominal, one.sum.unit),
            f"({said.reach(one.sum.strict, one.sum.unit)})",
            said.put(message("{share} reached", share=share)),
            said.put(
                message("{amount} above the target", amount=left)
                if over
                else message("{amount} missing", amount=left)
            ),
        )
        top, goal = upright.at(one.sum.nominal), upright.at(one.goal.nominal)
        right = x + wide / 2 + 8
        if right + max(room_of(text, _SMALL) for text in lines) <= free:
            y = max(min(top, goal - _TEXTS), Fraction(8)) if over else max(top, goal + 14)
            marks += haloed(words(right, min(y, upright.start - 42), *lines, size=_SMALL))
        else:
            before = along.at(_middle(dates[place - 1].when)) + wide / 2 if place else along.start - _WIDEST
            most = 2 * min(x - before, free - x)
            power = power_of(one.sum.nominal, one.sum.unit)
            short = said.short(one.sum.nominal, one.sum.unit)
            reach = f"({said.reach(one.sum.strict, one.sum.unit, power=power)})"
            several = next(
                (
                    few
                    for few in ((short, reach, share), (short, share), (share,))
                    if max(room_of(text, _SMALL) for text in few) < most
                ),
                (),
            )
            if several:
                high = min(_ends(reach, upright)[0] for reach in (one.sum.strict, one.sum.loose))
                y = high - 10 - 12 * (len(several) - 1)
                marks += haloed(words(x, y, *several, size=_SMALL, align="center"))
        free = x - wide / 2 - 6
    return marks


def _cells(one: _Date, said: Words) -> tuple[str, ...]:
    amounts = [said.number(two.nominal, two.unit) for two in (one.goal, one.gap.missing, one.sum)]
    return said.date(one.when), *amounts, *intervals((one.sum.strict, one.sum.loose), one.sum.unit, said)


def _told(one: _Date, said: Words) -> str:
    return said.put(
        message(
            "{date}: {amount} of {target} ({reach})",
            date=said.date(one.when),
            amount=said.number(one.sum.nominal, one.sum.unit),
            target=said.number(one.goal.nominal, one.goal.unit),
            reach=said.reach(one.sum.strict, one.sum.unit),
        )
    )
