"""How is a system written out for a reader? A table of its quantities, and its relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from lacmigration.figures import decimal_if_finite
from lacmigration.intervals import Interval
from lacmigration.reconciling._rows import Unknown

__all__ = ["printed", "written"]

_PLACES = 6


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
    if reach.is_point and reach.lo is not None:
        return _number(reach.lo / factor, up=None)
    low = (
        "" if reach.lo is None else f"{'>' if reach.lo_open else '>='} {_number(reach.lo / factor, up=False)}"
    )
    high = (
        "" if reach.hi is None else f"{'<' if reach.hi_open else '<='} {_number(reach.hi / factor, up=True)}"
    )
    return " and ".join(filter(None, (low, high))) or "anything"


def _number(value: Fraction, *, up: bool | None) -> str:
    exact = decimal_if_finite(value)
    if not isinstance(exact, Fraction) and int(exact.as_tuple().exponent) >= -_PLACES:
        return f"{exact:,f}"
    steps = value * 10**_PLACES
    whole = -(-steps // 1) if up else steps // 1
    shown = decimal_if_finite(Fraction(whole, 10**_PLACES))
    return f"{shown:,f}" if not isinstance(shown, Fraction) else str(shown)
