"""Can a figure hold the place among others that is claimed for it?"""

from __future__ import annotations

import itertools
from fractions import Fraction

import attrs

from lacmigration.checking._quantities import Quantity, Undecided
from lacmigration.checking._ranges import Reading, loose, strict
from lacmigration.checking._simple import Plain
from lacmigration.figures import Form, Hedge, Rounding
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.intervals import Interval
from lacmigration.messages import Message, later, message
from lacmigration.rankings import rank_range
from lacmigration.relations import Ranking

__all__ = ["check_ranking"]

_PLACES = frozenset({Form.NUMBER, Form.RANGE})
_Witness = tuple[tuple[str, Fraction], ...]


def check_ranking(
    relation: Ranking, item: Quantity, position: Quantity, others: tuple[Quantity, ...]
) -> Finding:
    """Whether the item can hold the position: some value of it leaves room for exactly so many above."""
    position = _place(position)
    verdict, values = Verdict.INCONSISTENT, None
    for read, found in ((strict, Verdict.COMPATIBLE), (loose, Verdict.QUESTIONABLE)):
        values = _holding(item, position, others, read)
        if values is not None:
            verdict = found
            break
    best, worst = rank_range(item.strict, tuple(other.strict for other in others))
    prints = position.strict if position.figure is None else position.figure.prints
    if verdict is Verdict.COMPATIBLE and prints is not None and best in prints and worst in prints:
        verdict = Verdict.ENTAILED
    among = len(others) + 1
    at_face = 1 + sum(other.nominal > item.nominal for other in others)
    said = {"item": item.label, "best": best, "worst": worst, "among": among, "stated": position.label}
    return Finding(
        relation=relation,
        verdict=verdict,
        rule=RULES["Ranking"],
        evidence=Plain(
            Message(_SAID[best == worst, verdict], tuple(said.items())),
            values=values or (),
            sight=f"{best} to {worst} of {among}",
            rounded=verdict.holds and at_face != position.nominal,
            sharpness=Fraction(among - (worst - best + 1), among),
        ),
        facts=(item.fact, *(other.fact for other in others)),
    )


_ONE_PLACE = (
    later('"{item}" holds place {best} among {among}, as stated (place {stated}).'),
    later('"{item}" holds place {best} among {among}, as stated (place {stated}).'),
    later(
        '"{item}" holds place {best} among {among}; place {stated} is stated, which it holds only if the '
        "figures are read generously."
    ),
    later('"{item}" holds place {best} among {among}; place {stated} is stated.'),
)
_SOME_PLACE = (
    later('"{item}" holds a place from {best} to {worst} among {among}, as stated (place {stated}).'),
    later('"{item}" holds a place from {best} to {worst} among {among}, as stated (place {stated}).'),
    later(
        '"{item}" holds a place from {best} to {worst} among {among}; place {stated} is stated, which it '
        "holds only if the figures are read generously."
    ),
    later('"{item}" holds a place from {best} to {worst} among {among}; place {stated} is stated.'),
)
_SAID = {
    (one, verdict): text
    for one, texts in ((True, _ONE_PLACE), (False, _SOME_PLACE))
    for verdict, text in zip(Verdict, texts, strict=False)
}
"""What is said, by whether there is only one place that it can hold, and by the verdict."""


def _place(position: Quantity) -> Quantity:
    """The position as a place, which nobody rounds: the 20th is no other; a hedge keeps its reach."""
    figure = position.figure
    if figure is None:
        return position
    if figure.form not in _PLACES or figure.unit != "1":
        raise Undecided(message('"{label}" is no place in an order', label=position.label))
    if figure.hedge is Hedge.NONE:
        figure = figure.with_rounding(Rounding.EXACT)
    return attrs.evolve(position, figure=figure, strict=figure.strict, loose=figure.loose)


def _holding(
    item: Quantity, position: Quantity, others: tuple[Quantity, ...], read: Reading
) -> _Witness | None:
    here, wanted = read(item), read(position)
    spans = [read(other) for other in others]
    for value in _candidates(here, spans, item.nominal):
        sure = sum(1 for other in spans if not other.meets(Interval(None, value)))
        maybe = sum(1 for other in spans if other.hi is None or other.hi > value)
        place = next((rank for rank in range(1 + sure, 2 + maybe) if rank in wanted), None)
        if place is not None:
            held = (item.label, value), (position.label, Fraction(place))
            return held + _assigned(value, others, spans, place - 1 - sure)
    return None


def _candidates(here: Interval, others: list[Interval], at_face: Fraction) -> list[Fraction]:
    """Values of the item, its face value first: one for each way to lie among the ends of the others."""
    ends = sorted({end for other in [here, *others] for end in (other.lo, other.hi) if end is not None})
    middles = [(one + other) / 2 for one, other in itertools.pairwise(ends)]
    outside = [ends[0] - 1, ends[-1] + 1] if ends else []
    found = sorted({*ends, *middles, *outside}, key=lambda value: (abs(value - at_face), value))
    return [value for value in (at_face, *found) if value in here]


def _assigned(value: Fraction, others: tuple[Quantity, ...], spans: list[Interval], above: int) -> _Witness:
    """A value of each of the others: above the item where it must be, and for so many that only can be."""
    found = []
    for other, interval in zip(others, spans, strict=True):
        lower = interval.intersect(Interval(None, value))
        upper = interval.intersect(Interval(value, None, lo_open=True))
        if lower is not None and upper is not None:
            lower, above = (None, above - 1) if above > 0 else (lower, above)
        found.append((other.label, (lower or upper or interval).nearest(other.nominal)))
    return tuple(found)
