"""How is a system written out for a reader? A table of its quantities, and its relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from lacmigration.figures import decimal_if_finite
from lacmigration.intervals import Interval
from lacmigration.reconciling._rows import Unknown

__all__ = ["printed", "written"]

_STEP = Fraction(1, 10**6)


def printed(unknowns: Mapping[str, Unknown], bounds: Mapping[str, Interval], others: Iterable[str]) -> str:
    """What is stated of each quantity and what it has to be, then other lines; one line each."""
    rows = [("", "stated", "between")]
    for key, one in unknowns.items():
        reach = bounds.get(key)
        rows.append((key, _stated(one), "" if reach is None else written(reach, one)))
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([*lines, *others])


def _stated(one: Unknown) -> str:
    return "" if one.figure is None else str(one.figure)


def written(reach: Interval, one: Unknown) -> str:
    """An interval in the unit of a quantity, its ends with a few decimals at most, rounded outwards."""
    factor = Fraction(1) if one.figure is None else one.figure.factor
    low, high = (None if end is None else end / factor for end in (reach.lo, reach.hi))
    ends = []
    if low is not None:
        ends.append(f"{'>' if reach.lo_open else '>='} {_number(low // _STEP * _STEP)}")
    if high is not None:
        ends.append(f"{'<' if reach.hi_open else '<='} {_number(-(-high // _STEP) * _STEP)}")
    if low is not None and low == high and not low % _STEP:
        return _number(low)
    return " and ".join(ends) or "anything"


def _number(value: Fraction) -> str:
    return f"{decimal_if_finite(value):,f}"
