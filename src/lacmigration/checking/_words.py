"""How a finding is said to someone who wrote the report."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import Any

import attrs

from lacmigration.checking._quantities import CALENDAR_YEAR
from lacmigration.dimensions import singular
from lacmigration.figures import Figure, Form, Hedge
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.messages import Message, Number, Saying, counted, message, sentences

__all__ = ["Towards", "Words", "number", "reach"]

_EXTRA_DIGITS = 2
_DIGITS = 4
_MOST_MORE = 20
_MILLION = 10**6


@attrs.frozen
class Words:
    """How one comparison is said.

    `clause` makes the beginning of the sentence from the computed value; `stated` is the stated figure as a
    reader calls it; `like` the figure in whose manner numbers are written, `finest` that for the computed
    value; `unit` the unit to write where no figure shows it. `faceless`: the computed value has a range only,
    no face value.
    """

    clause: Callable[[Any], Saying]
    stated: Any
    like: Figure | None = None
    finest: Figure | None = None
    sign: str = "="
    unit: str = ""
    faceless: bool = False

    def say(
        self,
        verdict: Verdict,
        *,
        at_face: Fraction,
        computed: Interval,
        stated: Interval,
        restatement: Figure | None,
        roundings: tuple[Message, ...],
    ) -> Saying:
        """One or two sentences: what the figures give, what is stated, what would agree."""
        clause = self.clause(self._value(at_face, computed, stated))
        if self.sign != "=":
            return sentences((self._less if self.sign == "<" else self._no_more)(verdict, clause))
        would = (
            None
            if restatement is None
            else message("{figure} would agree.", figure=self._restated(restatement))
        )
        if verdict is Verdict.INCONSISTENT:
            return sentences(self._contradicted(clause, computed, stated), would, *roundings[:1])
        return sentences(self._agreeing(verdict, clause), would)

    def _agreeing(self, verdict: Verdict, clause: Saying) -> Message:
        stated = self.stated
        if verdict is Verdict.ENTAILED and self.faceless:
            return message(
                "{clause}; any of that would be written as {stated}.", clause=clause, stated=stated
            )
        if verdict is Verdict.ENTAILED:
            return message("{clause}, which is stated as {stated}.", clause=clause, stated=stated)
        if verdict is Verdict.COMPATIBLE:
            return message("{clause}; {stated} agrees within rounding.", clause=clause, stated=stated)
        if self.like is not None and self.like.hedge is not Hedge.NONE:
            return message(
                '{clause}; {stated} agrees only if "{figure}" is read as generously as its wording allows.',
                clause=clause,
                stated=stated,
                figure=self.like,
            )
        return message(
            "{clause}; {stated} agrees only if the hedges or the trailing zeros of the figures are read "
            "generously.",
            clause=clause,
            stated=stated,
        )

    def _restated(self, figure: Figure) -> Number:
        """The figure that would agree, with the hedge that its writer used."""
        is_year = self.like is not None and self.like.unit == CALENDAR_YEAR
        return attrs.evolve(number(figure.nominal, self.like if is_year else figure), hedge=figure.hedge)

    def _value(self, at_face: Fraction, computed: Interval, stated: Interval) -> Any:
        """What comes out, with as many digits as it takes to tell it from what is stated."""
        like = self.finest or self.like
        ends = tuple(end for end in (stated.lo, stated.hi) if end is not None)
        more = _digits_that_tell(at_face, computed, ends, like)
        span = reach(computed, like, self.unit, more=more, apart_from=ends)
        if self.faceless:
            return span
        value = number(at_face, like, self.unit, more=more)
        if span == value:
            return value
        return message("{value} ({range} with rounding)", value=value, range=span)

    def _contradicted(self, clause: Saying, computed: Interval, stated: Interval) -> Message:
        """Too high or low, and by how much at least; nothing of it where the figures say as much."""
        said = {"clause": clause, "stated": self.stated}
        if computed.hi is not None and stated.lo is not None and computed.hi <= stated.lo:
            gap, high = stated.lo - computed.hi, True
        elif computed.lo is not None and stated.hi is not None and stated.hi <= computed.lo:
            gap, high = computed.lo - stated.hi, False
        else:
            return message("{clause}, but {stated} is stated.", **said)
        like = self.finest or self.like
        counts = (
            like is not None
            and like.exponent == 0
            and like.precision is None
            and (like.is_count or like.unit == "1")
        )
        if gap <= (1 if counts else 0):
            return message("{clause}, but {stated} is stated.", **said)
        distance = number(gap, like, self.unit, towards=Towards.ZERO)
        if not distance.value:
            if high:
                return message("{clause}, but {stated} is stated, too high.", **said)
            return message("{clause}, but {stated} is stated, too low.", **said)
        said["distance"] = _in_points(distance) if distance.unit == "percent" else distance
        if high:
            return message("{clause}, but {stated} is stated, too high by at least {distance}.", **said)
        return message("{clause}, but {stated} is stated, too low by at least {distance}.", **said)

    def _less(self, verdict: Verdict, clause: Saying) -> Message:
        said = {"clause": clause, "stated": self.stated}
        if verdict is Verdict.ENTAILED:
            return message("{clause}, less than {stated}.", **said)
        if verdict is Verdict.COMPATIBLE:
            return message("{clause}; within rounding that is less than {stated}.", **said)
        if verdict is Verdict.QUESTIONABLE:
            return message(
                "{clause}; that is less than {stated} only if the figures are read generously.", **said
            )
        return message("{clause}, which is not less than {stated}.", **said)

    def _no_more(self, verdict: Verdict, clause: Saying) -> Message:
        said = {"clause": clause, "stated": self.stated}
        if verdict is Verdict.ENTAILED:
            return message("{clause}, no more than {stated}.", **said)
        if verdict is Verdict.COMPATIBLE:
            return message("{clause}; within rounding that is no more than {stated}.", **said)
        if verdict is Verdict.QUESTIONABLE:
            return message(
                "{clause}; that is no more than {stated} only if the figures are read generously.", **said
            )
        return message("{clause}, which is more than {stated}.", **said)


def _in_points(distance: Number) -> Message:
    """How far two percentages are apart is said in points."""
    points = attrs.evolve(distance, unit="1")
    many = (
        1 if distance.value == 1 else max(ceil(distance.value), 2)
    )  # half a point is none: it takes the plural
    return counted("{points} percentage point", "{points} percentage points", many, points=points)


class Towards(Enum):
    """Whither a number is rounded to be shown."""

    NEAREST = "nearest"
    ZERO = "zero"
    LOWER = "lower"
    HIGHER = "higher"


def reach(
    interval: Interval,
    like: Figure | None,
    unit: str = "",
    *,
    more: int = 0,
    apart_from: tuple[Fraction, ...] = (),
) -> Number | Message:
    """An interval in words, its ends rounded outward: no value that lies in it is left out.

    An open end is called so where it is one of the numbers that it stands `apart_from`.
    """
    lo, hi = interval.lo, interval.hi
    low: Any = None if lo is None else number(lo, like, unit, towards=Towards.LOWER, more=more)
    high: Any = None if hi is None else number(hi, like, unit, towards=Towards.HIGHER, more=more)
    if lo is None and hi is None:
        return message("anything")
    if hi is None and interval.lo_open:
        return message("more than {low}", low=low)
    if hi is None:
        return message("at least {low}", low=low)
    if lo is None and interval.hi_open:
        return message("less than {high}", high=high)
    if lo is None:
        return message("at most {high}", high=high)
    near = number(lo, like, unit, more=more)
    if near == number(hi, like, unit, more=more):
        return near
    if interval.lo_open and lo in apart_from:
        low = message("just over {low}", low=low)
    if interval.hi_open and hi in apart_from:
        high = message("just under {high}", high=high)
    return message("between {low} and {high}", low=low, high=high)


def _digits_that_tell(
    at_face: Fraction, interval: Interval, others: tuple[Fraction, ...], like: Figure | None
) -> int:
    """How many more digits to show so that no other number seems to lie in an interval that has it not."""
    outside = [one for one in others if one not in interval and one not in (interval.lo, interval.hi)]
    for more in range(_MOST_MORE):
        low = None if interval.lo is None else _rounded(interval.lo, like, Towards.LOWER, more)
        high = None if interval.hi is None else _rounded(interval.hi, like, Towards.HIGHER, more)
        shown = Interval(low, high).hull(Interval.point(_rounded(at_face, like, Towards.NEAREST, more)))
        if not any(one in shown for one in outside):
            return more
    return 0


def number(
    value: Fraction,
    like: Figure | None,
    unit: str = "",
    *,
    towards: Towards = Towards.NEAREST,
    more: int = 0,
) -> Number:
    """A pure quantity written in the unit of a figure, with two more digits than it has, none idle.

    Where no figure shows how, it has five digits, and `more`.
    """
    value = _rounded(value, like, towards, more)
    if like is None:
        return Number(value, base=unit, scaled=True)
    value = value / like.factor
    if like.unit == CALENDAR_YEAR:
        return Number(value, grouped=False)
    scaled = like.unit != "percent" and (like.scaled or _last_place(like) > 0)
    one = singular(like.unit) if like.is_count and value == 1 else ""
    return Number(value, unit=like.unit, one=one, scaled=scaled)


def _last_place(like: Figure) -> int:
    """The power of ten of the last digit of a figure that counts."""
    if like.form not in {Form.NUMBER, Form.MULTIPLE}:
        return -_EXTRA_DIGITS
    return like.exponent if like.precision is None else like.precision


def _rounded(value: Fraction, like: Figure | None, towards: Towards, more: int) -> Fraction:
    """The number as it is shown, as a pure quantity."""
    if like is None:
        return _to_place(value, _leading(value) - _DIGITS - more, towards)
    if like.unit == CALENDAR_YEAR:
        return value
    written = value / like.factor
    place = _last_place(like)
    place = (place if place <= 0 else min(place, _leading(written))) - _EXTRA_DIGITS - more
    return _to_place(written, min(place, 0) if abs(written) < _MILLION else place, towards) * like.factor


def _to_place(value: Fraction, place: int, towards: Towards) -> Fraction:
    """Rounded to a power of ten; to the nearest, halves away from zero."""
    step = Fraction(10) ** place
    steps = value / step
    if towards is Towards.LOWER:
        return floor(steps) * step
    if towards is Towards.HIGHER:
        return ceil(steps) * step
    whole = int(abs(steps) if towards is Towards.ZERO else abs(steps) + Fraction(1, 2))
    return (-whole if value < 0 else whole) * step


def _leading(value: Fraction) -> int:
    """The power of ten of the first digit; 0 for zero."""
    whole = abs(value)
    if whole >= 1:
        return len(str(whole.numerator // whole.denominator)) - 1
    return -len(str(whole.denominator // whole.numerator)) if whole else 0
