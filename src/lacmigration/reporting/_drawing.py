"""What does a claim look like on a line of numbers: stated, computed, and what would agree?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lacmigration.figures import Figure
from lacmigration.intervals import Interval
from lacmigration.reporting._markup import Markup, element
from lacmigration.reporting._messages import Messages
from lacmigration.reporting._telling import Told

__all__ = ["drawing"]

_WIDTH, _LEFT, _RIGHT = 360, 14, 346
_FIRST, _ROW = 14, 46
_BAR, _LABEL = 18, 4
_MARGIN = Fraction(1, 14)
_ARROW = 9


def drawing(one: Told, said: Messages) -> Markup:
    """An SVG of both sides, strict and loose, and of the restatement; empty where nothing can be drawn.

    A full end belongs to its interval, a hollow one does not, an arrow goes on without end.
    """
    finding = one.one.finding
    stated, computed, like = finding.stated, finding.computed, one.one.claim.stated.mention.figure
    if stated is None or computed is None or like is None:
        return Markup()
    stated_loose, computed_loose = finding.stated_loose or stated, finding.computed_loose or computed
    restated = finding.restatement
    values = [
        end
        for interval in (stated, computed, stated_loose, computed_loose)
        for end in (interval.lo, interval.hi)
        if end is not None
    ]
    values += [restated.nominal] if restated else []
    scale = _Scale(min(values), max(values))
    names = {"stated": said.say("stated"), "computed": said.say("computed")}
    words = {"stated": said.interval(stated, like), "computed": said.interval(computed, like)}
    rows = [
        *_label(0, names["stated"], words["stated"]),
        *_intervals(0, "stated", scale, (stated, stated_loose)),
        *_label(1, names["computed"], words["computed"]),
        *_intervals(1, "computed", scale, (computed, computed_loose)),
    ]
    height = _FIRST + 2 * _ROW
    if restated is not None:
        rows += [*_label(2, said.say("would agree"), one.would), _restatement(scale, restated)]
        height += _ROW - 8
    described = "; ".join(f"{names[side]}: {words[side]}" for side in names)
    return element(
        "svg",
        element("title", described),
        *rows,
        class_="drawing",
        viewBox=f"0 0 {_WIDTH} {height - 8}",
        role="img",
    )


class _Scale:
    """From exact values to whole places on the drawing."""

    def __init__(self, low: Fraction, high: Fraction) -> None:
        margin = (high - low) * _MARGIN or Fraction(1)
        self.low, self.high = low - margin, high + margin

    def at(self, value: Fraction) -> int:
        return _LEFT + round((_RIGHT - _LEFT) * (value - self.low) / (self.high - self.low))


def _label(place: int, label: str, words: str) -> Iterator[Markup]:
    """What a row shows, in words, and the axis below it."""
    top = _FIRST + place * _ROW
    y = top + _BAR - _LABEL
    yield element("text", element("tspan", label, class_="name"), f"  {words}", x=_LEFT - 8, y=top)
    yield element("line", x1=_LEFT - 8, x2=_RIGHT + 8, y1=y, y2=y, class_="axis")


def _intervals(
    place: int, kind: str, scale: _Scale, intervals: tuple[Interval, Interval]
) -> Iterator[Markup]:
    """The strict interval as a bar, the loose one as a thin line where it is another."""
    strict, loose = intervals
    y = _FIRST + place * _ROW + _BAR - _LABEL
    if loose != strict:
        yield from _interval(loose, y, scale, f"{kind} loose")
    yield from _interval(strict, y, scale, f"{kind} strict")


def _interval(interval: Interval, y: int, scale: _Scale, kind: str) -> Iterator[Markup]:
    start = _LEFT if interval.lo is None else scale.at(interval.lo)
    end = _RIGHT if interval.hi is None else scale.at(interval.hi)
    yield element("line", x1=start, x2=end, y1=y, y2=y, class_=f"bar {kind}")
    for bound, x, is_open, way in (
        (interval.lo, start, interval.lo_open, -1),
        (interval.hi, end, interval.hi_open, 1),
    ):
        if bound is None:
            path = f"M {x} {y - 5} l {way * _ARROW} 5 l {-way * _ARROW} 5 z"
            yield element("path", d=path, class_=f"end {kind}")
        else:
            hollow = " open" if is_open else ""
            yield element("circle", cx=x, cy=y, r=4, class_=f"end {kind}{hollow}")


def _restatement(scale: _Scale, restated: Figure) -> Markup:
    x, y = scale.at(restated.nominal), _FIRST + 2 * _ROW + _BAR - _LABEL
    return element("path", d=f"M {x} {y - 6} l 6 6 l -6 6 l -6 -6 z", class_="end restated")
