"""What the command calls figures, intervals and records."""

from __future__ import annotations

import io
import sys
from fractions import Fraction

import pytest

import lacmigration as lm
from lacmigration.cli._choices import Format
from lacmigration.cli._labels import Labels
from lacmigration.cli._output import emit, exact, interval_json, table, wrapped

PLAIN = Labels(lm.bundled())
SPANISH = Labels(lm.bundled(), "es")


@pytest.mark.parametrize(
    "interval, unit, said",
    [
        (lm.Interval(1, 2), "1", "1 to 2"),
        (lm.Interval(2, 2), "persons", "2 persons"),
        (lm.Interval(1, 2, lo_open=True), "USD", "more than USD 1, at most USD 2"),
        (lm.Interval(1, 2, hi_open=True), "USD", "at least USD 1, less than USD 2"),
        (lm.Interval(1000, None), "USD", "at least USD 1,000"),
        (lm.Interval(None, 1000, hi_open=True), "USD", "less than USD 1,000"),
        (lm.Interval(None, None), "USD", "anything"),
        (lm.Interval(Fraction(3, 8), Fraction(77, 200)), "percent", "37.5% to 38.5%"),
        # A third and two thirds are rounded away from each other, and so are they below zero.
        (lm.Interval(Fraction(1, 3), Fraction(2, 3)), "1", "0.33 to 0.67"),
        (lm.Interval(Fraction(-2, 3), Fraction(-1, 3)), "1", "-0.67 to -0.33"),
        (lm.Interval(Fraction(1, 1000), Fraction(1, 1000)), "1", "0 to 0.01"),
    ],
)
def test_an_interval_in_words(interval, unit, said):
    assert PLAIN.reach(interval, unit).replace("0.00", "0") == said


@pytest.mark.parametrize(
    "value, unit, plain, spanish",
    [
        (Fraction(1, 3), "USD", "about USD 0.33", "aproximadamente 0,33 USD"),
        (Fraction(1, 3), "persons", "about 0.33 persons", "aproximadamente 0,33 personas"),
        (Fraction(200, 3), "percent", "about 66.67%", "aproximadamente 66,67 %"),
    ],
)
def test_what_has_no_short_decimal_is_about(value, unit, plain, spanish):
    assert PLAIN.quantity(value, unit) == plain
    assert SPANISH.quantity(value, unit).replace("\u00a0", " ") == spanish


def test_names_of_ids_and_of_anything_else():
    assert (PLAIN.name("de"), SPANISH.name("de")) == ("Germany", "Alemania")
    assert (PLAIN.name(3), PLAIN.name("(not stated)")) == ("3", "(not stated)")


def test_a_record_without_a_name_is_called_by_what_it_is_about():
    assert SPANISH.title(lm.bundled()["mptf.donor.germany"]) == "Alemania"
    assert PLAIN.title(lm.bundled()["mptf.target"]) == ""


def test_exact_numbers_are_text():
    assert [exact(value) for value in (None, Fraction(1, 8), Fraction(1, 3), Fraction(10**20))] == [
        None,
        "0.125",
        "1/3",
        "100000000000000000000",
    ]
    assert interval_json(None) is None
    assert interval_json(lm.Interval(None, 1, hi_open=True)) == {
        "low": None,
        "high": "1",
        "low_open": False,
        "high_open": True,
    }


def test_a_paragraph_keeps_words_whole(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    path = "a-folder-with-a-very-long-name/contributions.csv:2-23"
    assert wrapped(f"see {path} there", indent="  ", first="- ") == ["- see", f"  {path}", "  there"]
    assert wrapped("", indent="  ", first="name  ") == ["name"]


def test_rows_go_to_any_stream(monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    emit(Format.CSV, ("name", "share"), [("Türkiye", Fraction(1, 8))])
    assert out.getvalue() == "name,share\nTürkiye,0.125\n"


TABLE = (("id", "name", "total"), [("a-very-long-id-of-a-record", "a name of many words", 12), ("b", "", 3)])


@pytest.mark.parametrize(
    "columns, lines",
    [
        (
            "60",
            [
                "id                          name                  total",
                "a-very-long-id-of-a-record  a name of many words     12",
                "b                                                     3",
            ],
        ),
        (
            "44",
            [
                "id                          name       total",
                "a-very-long-id-of-a-record  a name of     12",
                "                            many",
                "                            words",
                "b                                          3",
            ],
        ),
        (
            "40",  # no room for eight letters of a name: the table is too wide, and nothing is lost
            [
                "id                          name      total",
                "a-very-long-id-of-a-record  a name       12",
                "                            of many",
                "                            words",
                "b                                         3",
            ],
        ),
    ],
)
def test_a_table_breaks_words_and_neither_ids_nor_numbers(monkeypatch, columns, lines):
    monkeypatch.setenv("COLUMNS", columns)
    assert [line.plain for line in table(*TABLE, right=[2], whole=[0])] == lines
