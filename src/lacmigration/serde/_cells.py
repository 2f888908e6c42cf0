"""What does the text of one cell say?"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import attrs

from lacmigration.errors import RecordError
from lacmigration.figures import Figure, Rounding
from lacmigration.periods import PartialDate, Period
from lacmigration.serde._spreadsheets import changed_date, changed_number

__all__ = ["NO_FIGURE", "Cells", "cells"]

NO_FIGURE = "-"
"""In the column read_as: the words of the column stated are no figure that could be read."""

_PRECISION = re.compile(r"[+-]?\d{1,3}")


@attrs.frozen
class Cells:
    """How cells are read during one load, each text only once; an empty cell reads as None or ()."""

    figure: Callable[[str, str, str, str], Figure | None]
    date: Callable[[str], PartialDate | None]
    period: Callable[[str], Period | None]
    texts: Callable[[str], tuple[str, ...]]


def cells() -> Cells:
    """Readers that remember what they have read, for one load and no longer.

    >>> cells().texts("co | mx")
    ('co', 'mx')
    """
    return Cells(figure=cache(_figure), date=cache(_date), period=cache(_period), texts=cache(_texts))


def _figure(text: str, locale: str, rounding: str, precision: str) -> Figure | None:
    """A figure in its language; an empty `rounding` or `precision` means that it is not known."""
    if text in {"", NO_FIGURE}:
        return None
    changed = changed_number(text)
    if changed:
        raise RecordError(changed, field="figure", value=text)
    return Figure.parse(text, locale=locale, rounding=_rounding(rounding), precision=_precision(precision))


def _rounding(text: str) -> Rounding:
    if not text:
        return Rounding.UNKNOWN
    if text not in tuple(Rounding):
        message = f"is no way of rounding: write one of {', '.join(Rounding)}"
        raise RecordError(message, field="rounding", value=text)
    return Rounding(text)


def _precision(text: str) -> int | None:
    if not text:
        return None
    if _PRECISION.fullmatch(text) is None:
        message = "is no power of ten: write 0 for the unit, 3 for thousands, -2 for hundredths"
        raise RecordError(message, field="precision", value=text)
    return int(text)


def _date(text: str) -> PartialDate | None:
    if not text:
        return None
    changed = changed_date(text)
    if changed:
        raise RecordError(changed, field="date", value=text)
    return PartialDate.parse(text)


def _period(text: str) -> Period | None:
    if not text:
        return None
    for part in (text, *text.split("/")):
        changed = changed_date(part)
        if changed:
            raise RecordError(changed, field="period", value=text)
    return Period.parse(text)


def _texts(text: str) -> tuple[str, ...]:
    if "|" not in text:
        return (text,) if text else ()
    return tuple(part.strip() for part in text.split("|") if part.strip())
