"""Which dates, months and years does a text name?"""

from __future__ import annotations

import re
from functools import lru_cache

from lacmigration.errors import LacMigrationError
from lacmigration.periods import PartialDate
from lacmigration.reading._mentions import Dated, Masked
from lacmigration.reading._prose import Prose
from lacmigration.sayings import message

__all__ = ["FIRST_YEAR", "LAST_YEAR", "dates", "year_of"]

FIRST_YEAR, LAST_YEAR = 1800, 2150
"""Numbers of four digits within these bounds may be years."""

_ISO = re.compile(r"(?<![\w.,-])[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[0-3][0-9])?(?![0-9A-Za-z-])")
_SPAN = re.compile(
    r"(?:(?<![\w.,/–-])|(?<=[a-zà-ÿ]-))"
    r"(?P<first>(?:1[89]|20)[0-9]{2})\s?(?P<mark>[-–/])\s?(?P<last>(?:1[89]|20)?[0-9]{2})(?![0-9A-Za-z%–/-]|[.,][0-9])"
)
# A day of the month behind that of the week, in brackets: "na quarta-feira (5)", "el lunes (5)".
_WEEKDAY = re.compile(
    r"\b(?:(?:segunda|terça|quarta|quinta|sexta)-feira|domingo|s[áa]bado|lunes|martes|mi[ée]rcoles|jueves"
    r"|viernes|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"\s?\((?P<day>[0-3]?[0-9])\)",
    re.IGNORECASE,
)
_YEAR = r"(?:1[89]|20)[0-9]{2}(?![0-9A-Za-z%]|[.,][0-9])"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th|er|º|°)?"
_TO = r"\s?(?:[-–/]|to|and|al|a|y|e|et|au|à)\s?"


@lru_cache(maxsize=1)
def _named(prose: tuple[Prose, ...]) -> re.Pattern[str]:
    """Dates with the name of a month in any of the languages: reports quote each other."""
    names = sorted({name for one in prose for name in one.months}, key=len, reverse=True)
    month = "|".join(map(re.escape, names))
    link = r"(?:of\s+the\s+|of\s+|de\s+|del\s+)?"
    return re.compile(
        rf"\b(?:(?P<day>{_DAY})(?:{_TO}(?P<until>{_DAY}))?\s+{link})?(?P<month>{month})\b\.?"
        rf"(?:\s+(?P<behind>{_DAY})(?:{_TO}(?P<last>{_DAY}))?(?![0-9A-Za-z%]|[.,][0-9]|\s?%))?"
        rf"(?:,?\s+{link}(?P<year>{_YEAR}))?",
        re.IGNORECASE,
    )


def dates(text: str, prose: tuple[Prose, ...]) -> tuple[list[Dated], list[Masked]]:
    """The dates that are more than a bare year, in order, and the days of a month whose year is not said."""
    found: list[Dated] = []
    days: list[Masked] = []
    for match in _ISO.finditer(text):
        _add(found, match, match[0], match[0])
    for match in _SPAN.finditer(text):
        first, last = match["first"], match["last"]
        month = match["mark"] == "-" and len(last) == 2 and int(last) <= 12
        last = first[: 4 - len(last)] + last
        if first < last and not month:
            _add(found, match, first, last)
    for match in _named(prose).finditer(text):
        day = _number(match["day"] or match["behind"])
        until = _number(match["until"] or match["last"]) or day
        if match["year"] is not None:
            month = f"{match['year']}-{_month(prose, match['month']):02}"
            _add(found, match, *(f"{month}-{one:02}" if one else month for one in (day, until)))
        elif day is not None:
            days.append(
                Masked(
                    start=match.start(), end=match.end(), text=match[0], reason=message("a day of the year")
                )
            )
    for match in _WEEKDAY.finditer(text):
        start, end = match.span("day")
        days.append(Masked(start=start, end=end, text=match["day"], reason=message("a day of the month")))
    found.sort(key=_start)
    kept: list[Dated] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept, days


def _number(day: str | None) -> int | None:
    return None if day is None else int("".join(letter for letter in day if letter in "0123456789"))


def _month(prose: tuple[Prose, ...], name: str) -> int:
    return next(one.months[name.casefold()] for one in prose if name.casefold() in one.months)


def _start(one: Dated) -> tuple[int, int]:
    return one.start, -one.end


def _add(found: list[Dated], match: re.Match[str], first: str, last: str) -> None:
    try:
        span = PartialDate.parse(first), PartialDate.parse(last)
    except (LacMigrationError, ValueError):
        return
    found.append(Dated(start=match.start(), end=match.end(), text=match[0], first=span[0], last=span[1]))


def year_of(digits: str) -> int | None:
    """The year that four digits can be; None where they cannot.

    >>> year_of("2019"), year_of("4800"), year_of("12")
    (2019, None, None)
    """
    if len(digits) != 4 or not digits.isascii() or not digits.isdigit():
        return None
    year = int(digits)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None
