"""How far do the digits of a list of like figures count? As far as those of the finest, for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lacmigration._meanings import last_nonzero
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Form, Hedge, Rounding
from lacmigration.intervals import Interval

__all__ = ["settled_loose", "settled_places"]


def settled_places(listed: Sequence[Fact]) -> Mapping[int, int]:
    """By position in a list: the power of ten to which a figure's trailing zeros count, where that is told.

    Told by the finest figure of the same unit, and of the same source where sources are known to differ: a
    headline says nothing of a table elsewhere. It must be written out, without scale word or hedge; an exact
    number and a zero tell nothing. A figure with a declared precision keeps it.

    >>> column = [Fact(id="", label=text, figure=Figure.parse(text)) for text in ("10,000,000", "19,569,912")]
    >>> settled_places(column)
    {0: 0}
    """
    generous = [place for place, fact in enumerate(listed) if _leaves_zeros_open(fact.figure)]
    if not generous:
        return {}
    lists = _lists(listed)
    finest: dict[tuple[str, str], int] = {}
    for key, fact in zip(lists, listed, strict=True):
        place = _told(fact.figure)
        if place is not None:
            finest[key] = min(place, finest.get(key, place))
    found = {place: max(finest[lists[place]], 0) for place in generous}
    return {place: digit for place, digit in found.items() if digit < _trailing(listed[place].figure)}


def settled_loose(figure: Figure, place: int) -> Interval:
    """The most that a fair reader grants a figure whose zeros are known to count down to a power of ten.

    >>> settled_loose(Figure("500000", "USD"), 3)
    [499500, 500500]
    """
    return figure.settled(place).strict


def _lists(listed: Sequence[Fact]) -> list[tuple[str, str]]:
    """For each fact the list that it is of: a unit, and a source where there are several."""
    sources = ["" if fact.citation is None else fact.citation.source for fact in listed]
    if len({source for source in sources if source}) < 2:
        sources = [""] * len(sources)
    units = ("" if fact.figure is None else fact.figure.unit for fact in listed)
    return list(zip(units, sources, strict=True))


def _leaves_zeros_open(figure: Figure | None) -> bool:
    return (
        figure is not None
        and not figure.scaled
        and figure.precision is None
        and figure.exponent == 0
        and figure.rounding is Rounding.UNKNOWN
        and figure.hedge is Hedge.NONE
        and figure.form is Form.NUMBER
        and _trailing(figure) > 0
    )


def _trailing(figure: Figure | None) -> int:
    return 0 if figure is None else last_nonzero(figure.number)


def _told(figure: Figure | None) -> int | None:
    """The place to which a figure shows that its list is written; None where it shows nothing."""
    if (
        figure is None
        or figure.scaled
        or figure.form is not Form.NUMBER
        or figure.hedge is not Hedge.NONE
        or figure.rounding is Rounding.EXACT
        or not figure.number
    ):
        return None
    if figure.precision is not None:
        return figure.precision
    return figure.exponent if figure.exponent < 0 else last_nonzero(figure.number)
