"""How a finding is said to someone who wrote the report."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction
from math import ceil, floor

import attrs

from lacmigration.checking._quantities import CALENDAR_YEAR
from lacmigration.dimensions import singular
from lacmigration.figures import Figure, Form, Hedge, decimal_if_finite
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval

__all__ = ["Towards", "Words", "joined", "number", "reach"]

_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_EXTRA_DIGITS = 2
_DIGITS = 4
_MOST_MORE = 20
_MILLION = 10**6
_WORD_FIRST = re.compile(r"[a-z]+ ")


@attrs.frozen
class Words:
    """How one comparison is said.

    `start` is the beginning of the sentence with {} where the computed value goes; `stated` the stated figure
    as a reader calls it; `like` the figure in whose manner numbers are written, `finest` that for the
    computed value; `unit` the unit to write where no figure shows it. `faceless`: the computed value has a
    range only, no face value.
    """

    start: str
    stated: str
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
        roundings: tuple[str, ...],
    ) -> str:
        """One or two sentences: what the figures give, what is stated, what would agree."""
        found = self.start.replace("{}", self._value(at_face, computed, stated))
        found = found[0].upper() + found[1:] if _WORD_FIRST.match(found) else found
        if self.sign != "=":
            return self._say_bound(verdict, found)
        if verdict is Verdict.ENTAILED:
            tail = "; any of that would be written as" if self.faceless else ", which is stated as"
            return f"{found}{tail} {self.stated}."
        if verdict is Verdict.COMPATIBLE:
            return f"{found}; {self.stated} agrees within rounding."
        would = "" if restatement is None else f" {self._restated(restatement)} would agree."
        if verdict is Verdict.QUESTIONABLE:
            why = _generous(self.like)
            return f"{found}; {self.stated} agrees only if {why}.{would}"
        also = "".join(f" It {text}." for text in roundings[:1])
        return f"{found}, but {self.stated} is stated{self._direction(computed, stated)}.{would}{also}"

    def _restated(self, figure: Figure) -> str:
        """The figure that would agree, with the hedge that its writer used."""
        is_year = self.like is not None and self.like.unit == CALENDAR_YEAR
        hedge = "" if figure.hedge is Hedge.NONE else figure.hedge.value.replace("-", " ") + " "
        text = hedge + number(figure.nominal, self.like if is_year else figure)
        return text[0].upper() + text[1:]

    def _value(self, at_face: Fraction, computed: Interval, stated: Interval) -> str:
        """What comes out, with as many digits as it takes to tell it from what is stated."""
        like = self.finest or self.like
        ends = tuple(end for end in (stated.lo, stated.hi) if end is not None)
        more = _digits_that_tell(at_face, computed, ends, like)
        span = reach(computed, like, self.unit, more=more, apart_from=ends)
        if self.faceless:
            return span
        value = number(at_face, like, self.unit, more=more)
        return value if span == value else f"{value} ({span} with rounding)"

    def _direction(self, computed: Interval, stated: Interval) -> str:
        """Too high or low, and by how much at least; nothing where that says no more than the figures do."""
        if computed.hi is not None and stated.lo is not None and computed.hi <= stated.lo:
            gap, side = stated.lo - computed.hi, "high"
        elif computed.lo is not None and stated.hi is not None and stated.hi <= computed.lo:
            gap, side = computed.lo - stated.hi, "low"
        else:
            return ""
        like = self.finest or self.like
        counts = (
            like is not None
            and like.exponent == 0
            and like.precision is None
            and (like.is_count or like.unit == "1")
        )
        if gap <= (1 if counts else 0):
            return ""
        distance = _distance(gap, like, self.unit)
        return f", too {side}" + (
            f" by at least {distance}" if any("1" <= one <= "9" for one in distance) else ""
        )

    def _say_bound(self, verdict: Verdict, found: str) -> str:
        wanted = "less than" if self.sign == "<" else "no more than"
        if verdict is Verdict.ENTAILED:
            return f"{found}, {wanted} {self.stated}."
        if verdict is Verdict.COMPATIBLE:
            return f"{found}; within rounding that is {wanted} {self.stated}."
        if verdict is Verdict.QUESTIONABLE:
            return f"{found}; that is {wanted} {self.stated} only if the figures are read generously."
        return f"{found}, which is {'not less' if self.sign == '<' else 'more'} than {self.stated}."


def _distance(gap: Fraction, like: Figure | None, unit: str) -> str:
    """How far two figures are apart at least, so never rounded up; of percentages, in percentage points."""
    text = number(gap, like, unit, towards=Towards.ZERO)
    points = "percentage point" if text == "1%" else "percentage points"
    return f"{text[:-1]} {points}" if text.endswith("%") else text


def _generous(figure: Figure | None) -> str:
    if figure is not None and figure.hedge is not Hedge.NONE:
        return f'"{figure}" is read as generously as its wording allows'
    return "the hedges or the trailing zeros of the figures are read generously"


def joined(names: tuple[str, ...], *, last: str = "and") -> str:
    """Names as a list in a sentence.

    >>> joined(("Peru", "Chile", "Cuba"))
    'Peru, Chile and Cuba'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


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
) -> str:
    """An interval in words, its ends rounded outward: no value that lies in it is left out.

    An open end is called so where it is one of the numbers that it stands `apart_from`.
    """
    lo, hi = interval.lo, interval.hi
    if lo is None and hi is None:
        return "anything"
    low = "" if lo is None else number(lo, like, unit, towards=Towards.LOWER, more=more)
    high = "" if hi is None else number(hi, like, unit, towards=Towards.HIGHER, more=more)
    if hi is None:
        return f"{'more than' if interval.lo_open else 'at least'} {low}"
    if lo is None:
        return f"{'less than' if interval.hi_open else 'at most'} {high}"
    near = number(lo, like, unit, more=more)
    if near == number(hi, like, unit, more=more):
        return near
    low = f"just over {low}" if interval.lo_open and lo in apart_from else low
    high = f"just under {high}" if interval.hi_open and hi in apart_from else high
    return f"between {low} and {high}"


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
) -> str:
    """A pure quantity written in the unit of a figure, with two more digits than it has, none idle.

    Where no figure shows how, it has five digits, and `more`.
    """
    value = _rounded(value, like, towards, more)
    if like is None:
        return f"{_scaled(value)} {unit}".rstrip()
    value = value / like.factor
    if like.unit == CALENDAR_YEAR:
        return str(value)
    if like.unit == "percent":
        return f"{_plain(value)}%"
    text = _scaled(value) if like.scaled or _last_place(like) > 0 else _plain(value)
    if like.is_money:
        return f"{like.unit} {text}"
    if like.unit in {"1", "times"}:
        return text
    return f"{text} {singular(like.unit) if text == '1' and like.is_count else like.unit}"


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


def _scaled(value: Fraction) -> str:
    for power, word in _SCALES:
        if abs(value) >= 10**power:
            return f"{_plain(value / 10**power)} {word}"
    return _plain(value)


def _plain(value: Fraction) -> str:
    """All digits of a number that has a finite decimal form; trailing zeros behind the point dropped."""
    text = f"{decimal_if_finite(value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
