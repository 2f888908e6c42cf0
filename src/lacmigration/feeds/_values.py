"""Which number, date or period is written in a cell?"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from decimal import Decimal

from lacmigration.figures import Figure, shifted
from lacmigration.periods import PartialDate, Period

__all__ = ["day_of", "figure_of", "number_of", "period_of", "slug"]

_PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")
_GROUPED = re.compile(
    r"[+-]?[0-9]{1,3}(?:(?P<mark>[, \u00a0\u202f])[0-9]{3})(?:(?P=mark)[0-9]{3})*(?:\.[0-9]+)?"
)
_DOUBTFUL = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?")
_NAMED = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4})")
_SLASHED = re.compile(r"[0-9]{1,2}[/.][0-9]{1,2}[/.](?:[0-9]{4}|[0-9]{2})")
_MONTHS = {calendar.month_name[number].casefold(): number for number in range(1, 13)} | {
    calendar.month_abbr[number].casefold(): number for number in range(1, 13)
}
_PART = re.compile(r"([0-9]{4})-?(Q[1-4]|S[12]|T[123]|W[0-9]{2}|A1|M[0-9]{2}|D[0-9]{3})")
_LASTING = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]+)?/P([1-9][0-9]{0,2})([YMWD])")
_NO_PERIOD = "is no period; write it as 2024, 2024-08, 2024-Q3 or 2024-01/2024-06"
_LONGEST = 60
_LARGEST = 30  # no sum of any currency comes near


def number_of(text: str, *, grouped: bool = False, doubtful: bool = False) -> Decimal:
    """The number of a cell, with the digits that are written; `grouped` lets thousands be set apart.

    `doubtful` is for tables in which a comma may be a decimal one: of "1,500" and "1.500" nobody knows there
    whether it is over a thousand.

    Errors: ValueError that says what would be right.

    >>> number_of("57.50"), number_of("12,345,678", grouped=True)
    (Decimal('57.50'), Decimal('12345678'))
    >>> number_of("57,5")
    Traceback (most recent call last):
    ...
    ValueError: is no plain number; write it as 12000.50
    """
    plain = text.strip().replace("−", "-")
    if grouped and doubtful and _DOUBTFUL.fullmatch(plain):
        whole, rest = re.split("[.,]", plain)
        raise ValueError(f"may be {whole}{rest} or {whole}.{rest}; write it without marks between thousands")
    if grouped and len(plain) <= _LONGEST and _GROUPED.fullmatch(plain):
        plain = re.sub(r"[, \u00a0\u202f]", "", plain)
    if len(plain) <= _LONGEST and _PLAIN.fullmatch(plain):
        number = Decimal(plain)
        if abs(number.adjusted()) > _LARGEST:
            raise ValueError(f"is beyond 10^{_LARGEST}, and no amount; write it as 12000.50")
        return number
    allowed = "12000.50 or 12,000.50" if grouped else "12000.50"
    raise ValueError(f"is no plain number; write it as {allowed}")


def figure_of(
    number: Decimal, unit: str, *, power: int = 0, decimals: int | None = None, text: str = ""
) -> Figure:
    """A number of a table as a figure: times 10 to the `power`, good to its last digit or to `decimals`.

    A table's figures are all written to the same place, so that a zero at the end counts like any digit.

    >>> figure_of(Decimal("57.5"), "USD", power=6).strict
    [57450000, 57550000]
    >>> figure_of(Decimal("12"), "USD", power=6, decimals=1).strict
    [11950000, 12050000]
    """
    written = number.as_tuple().exponent
    assert isinstance(written, int)  # noqa: S101  (number_of gives finite numbers only)
    exponent = written + power
    return Figure(
        shifted(number, power),
        unit,
        exponent=exponent,
        precision=exponent if decimals is None else power - decimals,
        scaled=power > 0,
        text=text,
    )


def day_of(text: str) -> PartialDate:
    """The day of a cell: "2024-08-31", that with a time of day, or "31 Aug 2024".

    Errors: ValueError that says what would be right; of 03/04/2024 nobody knows the month.

    >>> str(day_of("2024-08-31T00:00:00Z")), str(day_of("1 Sep 2024"))
    ('2024-08-31', '2024-09-01')
    """
    plain = text.strip()
    found = _ISO.fullmatch(plain)
    if found:
        return _on_calendar(int(found[1]), int(found[2]), int(found[3]))
    named = _NAMED.fullmatch(plain)
    if named and named[2].casefold() in _MONTHS:
        return _on_calendar(int(named[3]), _MONTHS[named[2].casefold()], int(named[1]))
    if _SLASHED.fullmatch(plain):
        raise ValueError("may be read with the day or the month first; write the date as 2024-08-31")
    raise ValueError("is no date; write it as 2024-08-31")


def _on_calendar(year: int, month: int, day: int) -> PartialDate:
    try:
        date(year, month, day)
    except ValueError:
        raise ValueError("is not on the calendar; write the date as 2024-08-31") from None
    return PartialDate(year, month, day)


def period_of(text: str) -> Period:
    """The period of a cell as SDMX writes it: a year, month, day, quarter, half, third, week, or a range.

    A range may also be a first day and how long it lasts: "2024-04-01/P3M".

    Errors: ValueError that says what would be right.

    >>> str(period_of("2024-Q2")), str(period_of("2024")), str(period_of("2024-W01"))
    ('2024-04/2024-06', '2024/2024', '2024-01-01/2024-01-07')
    """
    plain = text.strip()
    part = _PART.fullmatch(plain)
    if part:
        return _part(int(part[1]), part[2])
    lasting = _LASTING.fullmatch(plain)
    if lasting:
        return _lasting(day_of(lasting[1]).first, int(lasting[2]), lasting[3])
    if re.fullmatch("[0-9]{4}(?:-[0-9]{2})?", plain) or "/" in plain:
        try:
            return Period.parse(plain)
        except ValueError:
            raise ValueError(_NO_PERIOD) from None
    if not _ISO.match(plain) and not _SLASHED.fullmatch(plain) and not _NAMED.fullmatch(plain):
        raise ValueError(_NO_PERIOD)
    day = day_of(plain)
    return Period(day, day)


def _lasting(first: date, count: int, unit: str) -> Period:
    """So many years, months, weeks or days from a day on."""
    try:
        if unit in "YM":
            years, month = divmod(first.month - 1 + count * (12 if unit == "Y" else 1), 12)
            behind = date(first.year + years, month + 1, first.day)
        else:
            behind = first + timedelta(count * (7 if unit == "W" else 1))
    except (ValueError, OverflowError):
        raise ValueError(_NO_PERIOD) from None
    last = behind - timedelta(1)
    return Period(*(PartialDate(each.year, each.month, each.day) for each in (first, last)))


def _part(year: int, name: str) -> Period:
    kind, number = name[0], int(name[1:])
    if kind == "A":
        return Period(PartialDate(year), PartialDate(year))
    if kind in {"W", "D"}:
        return _days(year, kind, number)
    months = {"Q": 3, "S": 6, "T": 4, "M": 1}[kind]
    if number * months > 12 or not number:
        raise ValueError("is no part of a year; write it as 2024-Q3 or 2024-M08")
    last = PartialDate(year, number * months)
    return Period(PartialDate(year, number * months - months + 1), last)


def _days(year: int, kind: str, number: int) -> Period:
    try:
        first = (
            date.fromisocalendar(year, number, 1) if kind == "W" else date(year, 1, 1) + timedelta(number - 1)
        )
    except ValueError:
        raise ValueError("is no week of that year; the last is W52 or W53") from None
    if kind == "D" and first.year != year:
        raise ValueError("is no day of that year; the last is D365 or D366")
    last = first + timedelta(6 if kind == "W" else 0)
    return Period(*(PartialDate(each.year, each.month, each.day) for each in (first, last)))


def slug(text: str) -> str:
    """A text as a part of an id; empty where it has no letters or digits that an id can have.

    >>> slug("São Tomé & Príncipe"), slug("Україна")
    ('sao-tome-and-principe', '')
    """
    import unicodedata

    plain = unicodedata.normalize("NFD", text.casefold().replace("&", " and "))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", ascii_only).strip("-")
