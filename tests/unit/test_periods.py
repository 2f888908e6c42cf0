"""Dates known to the year, month or day, and the periods between them."""

from __future__ import annotations

from datetime import date

import pytest

from lacmigration.errors import RecordError
from lacmigration.periods import PartialDate, Period


@pytest.mark.parametrize(
    "text, parts, first, last",
    [
        ("2024", (2024, None, None), date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-08", (2024, 8, None), date(2024, 8, 1), date(2024, 8, 31)),
        ("2024-04", (2024, 4, None), date(2024, 4, 1), date(2024, 4, 30)),
        ("2024-08-31", (2024, 8, 31), date(2024, 8, 31), date(2024, 8, 31)),
        ("2024-02", (2024, 2, None), date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", (2023, 2, None), date(2023, 2, 1), date(2023, 2, 28)),
        ("1900-02", (1900, 2, None), date(1900, 2, 1), date(1900, 2, 28)),  # a century is no leap year
        ("2000-02-29", (2000, 2, 29), date(2000, 2, 29), date(2000, 2, 29)),  # unless 400 divides it
        ("0001", (1, None, None), date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", (9999, 12, None), date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_as_far_as_it_is_known(text, parts, first, last):
    found = PartialDate.parse(text)
    assert (found.year, found.month, found.day) == parts
    assert (found.first, found.last) == (first, last)
    assert str(found) == text


def test_spaces_around_a_date_are_let_off():
    assert PartialDate.parse(" 2024-08 ") == PartialDate(2024, 8)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-8",
        "2024-08-1",
        "2024/08",
        "20240831",
        "August 2024",
        "2024-",
        "-2024",
        "2024-08-31T00",
    ],
)
def test_what_is_no_date_is_shown(text):
    with pytest.raises(RecordError) as caught:
        PartialDate.parse(text)
    assert str(caught.value) == f'{text!r} is not a date: write "2024", "2024-08" or "2024-08-31"'
    assert (caught.value.field, caught.value.value) == ("date", text)


@pytest.mark.parametrize(
    "text",
    ["2024-13", "2024-00", "2024-02-30", "2023-02-29", "2024-08-00", "2024-00-12", "2024-04-31", "0000"],
)
def test_what_is_not_on_the_calendar_is_refused(text):
    with pytest.raises(RecordError) as caught:
        PartialDate.parse(text)
    assert str(caught.value).startswith(f"{text} is not on the calendar: ")
    assert (caught.value.field, caught.value.value) == ("date", text)


def test_zero_is_no_month_and_no_day():
    with pytest.raises(RecordError, match="2024-00 is not on the calendar"):
        PartialDate(2024, 0)
    with pytest.raises(RecordError, match="2024-08-00 is not on the calendar"):
        PartialDate(2024, 8, 0)


def test_a_day_needs_its_month():
    with pytest.raises(RecordError, match=r"a day \(5\) without a month is no date") as caught:
        PartialDate(2024, day=5)
    assert (caught.value.field, caught.value.value) == ("day", 5)


@pytest.mark.parametrize(
    "one, other, agree",
    [
        ("2024", "2024-08-31", True),
        ("2024-08", "2024-08-01", True),
        ("2024-08", "2024-09-01", False),
        ("2024", "2025", False),
        ("2024-08-31", "2024-08-31", True),
        ("2024-08-30", "2024-08-31", False),
        ("2023-12-31", "2024", False),
    ],
)
def test_two_dates_agree_when_they_can_be_the_same_day(one, other, agree):
    first, second = PartialDate.parse(one), PartialDate.parse(other)
    assert first.agrees(second) is agree
    assert second.agrees(first) is agree


def test_dates_have_no_order_of_their_own():
    with pytest.raises(TypeError):
        sorted([PartialDate(2024), PartialDate(2024, 8)])


@pytest.mark.parametrize(
    "text, start, end, shown",
    [
        ("2020/2024", PartialDate(2020), PartialDate(2024), "2020/2024"),
        ("2020-03/2024-08-31", PartialDate(2020, 3), PartialDate(2024, 8, 31), "2020-03/2024-08-31"),
        ("2015/..", PartialDate(2015), None, "2015/.."),
        ("2015/", PartialDate(2015), None, "2015/.."),
        ("../2019", None, PartialDate(2019), "../2019"),
        ("/2019", None, PartialDate(2019), "../2019"),
        ("../..", None, None, "../.."),
        ("2024-08", PartialDate(2024, 8), PartialDate(2024, 8), "2024-08/2024-08"),
        (" 2020/2024 ", PartialDate(2020), PartialDate(2024), "2020/2024"),
        ("2024/2024-01", PartialDate(2024), PartialDate(2024, 1), "2024/2024-01"),  # both can be 1 January
        ("2024-12/2024", PartialDate(2024, 12), PartialDate(2024), "2024-12/2024"),  # both can be December
    ],
)
def test_a_period(text, start, end, shown):
    found = Period.parse(text)
    assert (found.start, found.end) == (start, end)
    assert str(found) == shown


@pytest.mark.parametrize("text", ["", "..", "2020/2021/2022", "2020-2024", "from 2020", "2020/later"])
def test_what_is_no_period(text):
    with pytest.raises(RecordError, match="is not a date"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["2024/2020", "2024-02/2024-01", "2024-08-31/2024-08-30", "2025/2024-12-31"])
def test_a_period_does_not_end_before_it_starts(text):
    start, _, end = text.partition("/")
    with pytest.raises(RecordError) as caught:
        Period.parse(text)
    assert str(caught.value) == f"the period ends ({end}) before it starts ({start})"
    assert (caught.value.field, caught.value.value) == ("period", text)


@pytest.mark.parametrize(
    "one, other, agree",
    [
        ("2020/2024", "2020-03/2024-08", True),
        ("2020/2024", "2020/..", True),  # an open end agrees with any
        ("../2024", "2020/2024", True),
        ("../..", "2020/2024", True),
        ("2020/2024", "2021/2024", False),
        ("2020/2024", "2020/2025", False),
        ("2020/2024", "2021/2023", False),  # they overlap, but are not the same
    ],
)
def test_periods_agree_when_both_ends_do(one, other, agree):
    first, second = Period.parse(one), Period.parse(other)
    assert first.agrees(second) is agree
    assert second.agrees(first) is agree


def test_dates_are_written_in_ascii_digits():
    with pytest.raises(RecordError, match="is not a date"):
        PartialDate.parse("٢٠٢٤")
