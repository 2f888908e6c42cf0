"""How a finding is said to someone who wrote the report."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs

from lacmigration.checking._quantities import CALENDAR_YEAR
from lacmigration.dimensions import singular
from lacmigration.figures import Figure, Form, Hedge
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval

__all__ = ["Words", "joined", "number", "reach"]

_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_EXTRA_DIGITS = 2
_DIGITS = 4


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
        found = self.start.replace("{}", self._value(at_face, computed))
        found = found[0].upper() + found[1:] if found.startswith("the ") else found
        if self.sign != "=":
            return self._say_bound(verdict, found)
        if verdict is Verdict.ENTAILED:
            return f"{found}, which is stated as {self.stated}."
        if verdict is Verdict.COMPATIBLE:
            return f"{found}; {self.stated} agrees within rounding."
        would = "" if restatement is None else f" {self._restated(restatement)} would agree."
        if verdict is Verdict.QUESTIONABLE:
            why = _generous(self.like)
            return f"{found}; {self.stated} agrees only if {why}.{would}"
        also = "".join(f" It {text}." for text in roundings[:1])
        return f"{found}, but {self.stated} is stated{self._direction(computed, stated)}.{would}{also}"

    def _restated(self, figure: Figure) -> str:
        is_year = self.like is not None and self.like.unit == CALENDAR_YEAR
        return number(figure.nominal, self.like if is_year else figure)

    def _value(self, at_face: Fraction, computed: Interval) -> str:
        like = self.finest or self.like
        if self.faceless:
            return reach(computed, like, self.unit)
        value = number(at_face, like, self.unit)
        span = reach(computed, like, self.unit)
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
    text = number(gap, like, unit, down=True)
    points = "percentage point" if text == "1%" else "percentage points"
    return f"{text[:-1]} {points}" if text.endswith("%") else text


def _generous(figure: Figure | None) -> str:
    if figure is not None and figure.hedge is not Hedge.NONE:
        return f'"{figure}" is read as generously as its wording allows'
    return "the hedges or the trailing zeros of the figures are read generously"


def joined(names: tuple[str, ...]) -> str:
    """Names as a list in a sentence.

    >>> joined(("Peru", "Chile", "Cuba"))
    'Peru, Chile and Cuba'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def reach(interval: Interval, like: Figure | None, unit: str = "") -> str:
    """An interval in words, written as the figure beside it is."""
    lo, hi = interval.lo, interval.hi
    if lo is None and hi is None:
        return "anything"
    if hi is None:
        return f"{'more than' if interval.lo_open else 'at least'} {number(lo or Fraction(0), like, unit)}"
    if lo is None:
        return f"{'less than' if interval.hi_open else 'at most'} {number(hi, like, unit)}"
    low, high = number(lo, like, unit), number(hi, like, unit)
    return low if low == high else f"between {low} and {high}"


def number(value: Fraction, like: Figure | None, unit: str = "", *, down: bool = False) -> str:
    """A pure quantity written in the unit of a figure, with two more digits than it has, none idle."""
    if like is None:
        return f"{_scaled(value, _leading(value) - _DIGITS, down=down)} {unit}".rstrip()
    value = value / like.factor
    if like.unit == CALENDAR_YEAR:
        return str(value)
    place = like.exponent if like.precision is None else like.precision
    if like.form not in {Form.NUMBER, Form.MULTIPLE}:
        place = -_EXTRA_DIGITS
    if like.unit == "percent":
        return f"{_plain(value, place - _EXTRA_DIGITS, down=down)}%"
    text = (
        _scaled(value, place - _EXTRA_DIGITS, down=down)
        if like.scaled or place > 0
        else _plain(value, place - _EXTRA_DIGITS, down=down)
    )
    if like.is_money:
        return f"{like.unit} {text}"
    if like.unit in {"1", "times"}:
        return text
    return f"{text} {singular(like.unit) if text == '1' and like.is_count else like.unit}"


def _leading(value: Fraction) -> int:
    """The power of ten of the first digit; 0 for zero."""
    whole = abs(value)
    if whole >= 1:
        return len(str(whole.numerator // whole.denominator)) - 1
    return -len(str(whole.denominator // whole.numerator)) if whole else 0


def _scaled(value: Fraction, place: int, *, down: bool = False) -> str:
    for power, word in _SCALES:
        if abs(value) >= 10**power:
            return f"{_plain(value / 10**power, place - power, down=down)} {word}"
    return _plain(value, min(place, 0), down=down)


def _plain(value: Fraction, place: int, *, down: bool = False) -> str:
    """Rounded half up (or down) to a power of ten for reading; trailing zeros behind the point dropped."""
    scaled = abs(value) * 10**-place if place <= 0 else abs(value) / 10**place
    whole = int(scaled if down else scaled + Fraction(1, 2))
    if place >= 0:
        whole, place = whole * 10**place, 0
    shown = Decimal((int(value < 0 and whole != 0), tuple(map(int, str(whole))), place))
    text = f"{shown:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
