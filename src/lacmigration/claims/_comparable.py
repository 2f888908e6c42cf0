"""Which figures can be compared at all: rates, amounts of one currency, counts of things?"""

from __future__ import annotations

from lacmigration.dimensions import plain_dimension
from lacmigration.figures import Form
from lacmigration.reading import Mention

__all__ = ["as_one_kind", "is_amount", "is_change", "is_multiple", "is_rate", "same_kind"]

_RATES = frozenset({"percent", "per thousand"})
_SHARES = frozenset({Form.ONE_IN, Form.OUT_OF, Form.FRACTION})
_TIMES = frozenset({"year", "month", "week", "day", "hour"})


def is_rate(one: Mention) -> bool:
    """Whether it is a share of something: a percentage, one in five, a third."""
    figure = one.figure
    return figure is not None and (figure.unit in _RATES or (figure.form in _SHARES and figure.unit == "1"))


def is_change(one: Mention) -> bool:
    """Whether it can say how much something changed: a rate, percentage points, a multiple."""
    figure = one.figure
    if figure is None:
        return False
    return is_rate(one) or figure.form is Form.MULTIPLE or figure.unit in {"percentage points", "times"}


def is_multiple(one: Mention) -> bool:
    """Whether it says how many times as much: "doubled", "twice", "three times"."""
    return one.figure is not None and (one.figure.form is Form.MULTIPLE or one.figure.unit == "times")


def is_amount(one: Mention) -> bool:
    """Whether it is an amount of money or a count of things, not a time and not a rate."""
    figure = one.figure
    if figure is None or is_change(one) or "/" in figure.unit:
        return False
    return not _TIMES.intersection(plain_dimension(figure.unit))


def same_kind(one: Mention, other: Mention) -> bool:
    """Whether two amounts are in one currency or count the same things; a bare number goes with any count."""
    first, second = one.figure, other.figure
    if first is None or second is None:
        return False
    if first.unit == second.unit:
        return True
    if "1" in {first.unit, second.unit}:
        return not (first.is_money or second.is_money)
    return dict(plain_dimension(first.unit)) == dict(plain_dimension(second.unit))


def as_one_kind(one: Mention, other: Mention) -> bool:
    """Whether two amounts that a cue joins are of one kind; a bare number goes with any, money included.

    "From 2.5 to 2.8 million dollars", "2 million more than the USD 5 million" say the unit once.
    """
    first, second = one.figure, other.figure
    if first is None or second is None:
        return False
    bare = (first.unit == "1" and not one.noun) or (second.unit == "1" and not other.noun)
    return same_kind(one, other) or (bare and (one.scale == other.scale))
