"""Dates that may be known only to the month or year, and periods between them."""

from __future__ import annotations

import calendar
import re
from datetime import date

import attrs

from lacmigration.errors import RecordError

__all__ = ["PartialDate", "Period"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@attrs.frozen(order=False)
class PartialDate:
    """A date as far as it is known: a year, a year and month, or a day.

    `first` and `last` are the first and last day that it can mean. Errors: RecordError for text that is
    no ISO 8601 date.

    >>> PartialDate.parse("2024-08").last
    datetime.date(2024, 8, 31)
    >>> str(PartialDate.parse("2019"))
    '2019'
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.month is None and self.day is not None:
            message = (
                f"a day ({self.day}) without a month is no date: write year, year-month or year-month-day"
            )
            raise RecordError(message, field="day", value=self.day)
        try:
            date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except ValueError as cause:
            message = f"{self} is not on the calendar: {cause}"
            raise RecordError(message, field="date", value=str(self)) from cause

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read "2024", "2024-08" or "2024-08-31"."""
        found = _DATE.fullmatch(text.strip())
        if found is None:
            message = f'{text!r} is not a date: write "2024", "2024-08" or "2024-08-31"'
            raise RecordError(message, field="date", value=text)
        return cls(*(None if part is None else int(part) for part in found.groups()))  # type: ignore[arg-type]

    @property
    def first(self) -> date:
        """The earliest day that this can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that this can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def agrees(self, other: PartialDate) -> bool:
        """Whether both can mean the same day."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        """ISO 8601, as far as it is known."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@attrs.frozen
class Period:
    """From a date to a date, both included; either end may be open or unknown (None).

    >>> str(Period.parse("2020/2024"))
    '2020/2024'
    """

    start: PartialDate | None = None
    end: PartialDate | None = None

    def __attrs_post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start.first > self.end.last:
            message = f"the period ends ({self.end}) before it starts ({self.start})"
            raise RecordError(message, field="period", value=str(self))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read "2020/2024", "2015/.." (still open), "../2019" or a single date."""
        start, slash, end = text.strip().partition("/")
        if not slash:
            return cls(PartialDate.parse(start), PartialDate.parse(start))
        return cls(*(None if part in {"", ".."} else PartialDate.parse(part) for part in (start, end)))

    def agrees(self, other: Period) -> bool:
        """Whether both can be the same period: their starts agree and their ends agree."""
        pairs = ((self.start, other.start), (self.end, other.end))
        return all(a is None or b is None or a.agrees(b) for a, b in pairs)

    def __str__(self) -> str:
        """ISO 8601, ".." for an open end."""
        return f"{self.start or '..'}/{self.end or '..'}"
