"""How a finding is said to someone who wrote the report."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs

from lacmigration.figures import Figure, Form, Hedge
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval

__all__ = ["Words", "joined", "number", "reach"]

_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_EXTRA_DIGITS = 2
_PER_CENT = 100


@attrs.frozen
class Words:
    """The start of the sentence ("The 22 parts add up to"), the stated figure's text, and how to write numbers."""

    start: str
    stated: str
    like: Figure | None = None
    sign: str = "="

    def say(
        self,
        verdict: Verdict,
        *,
        computed: Interval,
        stated: Interval,
        restatement: Figure | None,
        roundings: tuple[str, ...],
    ) -> str:
        """One or two sentences: what the figures give, what is stated, what would agree."""
        found = f"{self.start} {reach(computed, self.like)}"
        if self.sign != "=":
            return self._say_bound(verdict, found)
        if verdict is Verdict.ENTAILED:
            return f"{found}, which is stated as {self.stated}."
        if verdict is Verdict.COMPATIBLE:
            return f"{found}; {self.stated} agrees within rounding."
        would = f" {number(restatement.nominal, restatement)} would agree." if restatement is not None else ""
        if verdict is Verdict.QUESTIONABLE:
            why = _generous(self.like)
            return f"{found}; {self.stated} agrees only if {why}.{would}"
        direction = "" if computed.hi is None or stated.lo is None else _direction(computed, stated, self.like)
        also = "".join(f" It {text}." for text in roundings[:1])
        return f"{found}, but {self.stated} is stated{direction}.{would}{also}"

    def _say_bound(self, verdict: Verdict, found: str) -> str:
        wanted = "less than" if self.sign == "<" else "no more than"
        if verdict in {Verdict.ENTAILED, Verdict.COMPATIBLE}:
            return f"{found}, {wanted} {self.stated}."
        if verdict is Verdict.QUESTIONABLE:
            return f"{found}; that is {wanted} {self.stated} only if the figures are read generously."
        return f"{found}, which is not {wanted} {self.stated}."


def _generous(figure: Figure | None) -> str:
    if figure is not None and figure.hedge is not Hedge.NONE:
        return f'"{figure}" is read as generously as its wording allows'
    return "the hedges or the trailing zeros of the figures are read generously"


def _direction(computed: Interval, stated: Interval, like: Figure | None) -> str:
    if computed.hi is not None and stated.lo is not None and computed.hi <= stated.lo:
        gap = stated.lo - computed.hi
        side = "high"
    elif computed.lo is not None and stated.hi is not None:
        gap = computed.lo - stated.hi
        side = "low"
    else:
        return ""
    counts = like is not None and like.exponent == 0 and like.precision is None and like.unit != "percent"
    return f", too {side} by at least {number(gap, like)}" if gap > (1 if counts else 0) else ""


def joined(names: tuple[str, ...]) -> str:
    """Names as a list in a sentence.

    >>> joined(("Peru", "Chile", "Cuba"))
    'Peru, Chile and Cuba'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def reach(interval: Interval, like: Figure | None) -> str:
    """An interval in words, written as the figure beside it is."""
    lo, hi = interval.lo, interval.hi
    if lo is None and hi is None:
        return "anything"
    if lo is None or hi is None:
        end, kind = (hi, "at most") if lo is None else (lo, "at least")
        strict = interval.hi_open if lo is None else interval.lo_open
        kind = {"at most": "less than", "at least": "more than"}[kind] if strict else kind
        return f"{kind} {number(end or Fraction(0), like)}"
    if lo == hi:
        return f"{number(lo, like)}"
    low, high = number(lo, like), number(hi, like)
    return low if low == high else f"between {low} and {high}"


def number(value: Fraction, like: Figure | None) -> str:
    """A pure quantity written in the unit of a figure, with two digits more than it has, none of them idle."""
    if like is None:
        return _plain(value, -_EXTRA_DIGITS)
    value = value / like.factor
    if like.unit == "calendar year":
        return str(value)
    place = like.exponent if like.precision is None else like.precision
    if like.form not in {Form.NUMBER, Form.MULTIPLE}:
        place = -_EXTRA_DIGITS
    if like.unit == "percent":
        return f"{_plain(value, place - _EXTRA_DIGITS)}%"
    text = _scaled(value, place) if like.scaled or place > 0 else _plain(value, place - _EXTRA_DIGITS)
    if like.is_money:
        return f"{like.unit} {text}"
    return text if like.unit in {"1", "times"} else f"{text} {like.unit}"


def _scaled(value: Fraction, place: int) -> str:
    for power, word in _SCALES:
        if abs(value) >= 10**power:
            return f"{_plain(value / 10**power, place - power - _EXTRA_DIGITS)} {word}"
    return _plain(value, min(place - _EXTRA_DIGITS, 0))


def _plain(value: Fraction, place: int) -> str:
    """Rounded half up to a power of ten for reading only; trailing zeros behind the point dropped."""
    scaled = value * 10**-place if place <= 0 else value / 10**place
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    if place >= 0:
        whole, place = whole * 10**place, 0
    shown = Decimal((int(value < 0 and whole != 0), tuple(map(int, str(whole))), place))
    text = f"{shown:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
