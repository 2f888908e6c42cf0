"""Places in a text as editors count them; every expected place is counted by hand."""

from __future__ import annotations

import pytest

from lacmigration.server._texts import Text

# An emoji takes one character, two code units of UTF-16, four of UTF-8; "é" takes 1, 1 and 2.
EMOJI = "é😀 38%"


@pytest.mark.parametrize("encoding, column", [("utf-32", 3), ("utf-16", 4), ("utf-8", 7)])
def test_columns_are_counted_in_the_units_of_the_encoding(encoding, column):
    text = Text(EMOJI, encoding)
    assert text.position(3) == (0, column)
    assert text.offset(0, column) == 3


def test_a_place_inside_a_character_is_its_beginning():
    assert Text(EMOJI).offset(0, 2) == 1
    assert Text(EMOJI, "utf-8").offset(0, 4) == 1


@pytest.mark.parametrize(
    "source, offset, place",
    [
        ("a\nb", 2, (1, 0)),
        ("a\r\nb", 3, (1, 0)),
        ("a\rb", 2, (1, 0)),
        ("a\n\rb", 3, (2, 0)),
        # What Python's splitlines takes for ends of lines, and editors do not.
        ("a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g", 12, (0, 12)),
        ("", 0, (0, 0)),
        ("a\n", 2, (1, 0)),
        ("a", 99, (0, 1)),
    ],
)
def test_lines_end_where_the_protocol_says(source, offset, place):
    text = Text(source)
    assert text.position(offset) == place
    assert text.offset(*place) == min(offset, len(source))


@pytest.mark.parametrize("source", ["one\ntwo", "one\r\ntwo", "one\rtwo"])
def test_a_column_behind_the_end_of_its_line_is_that_end(source):
    assert Text(source).offset(0, 50) == 3
    assert Text(source).offset(7, 0) == len(source)


@pytest.mark.parametrize(
    "start, end, new, changed",
    [
        ((0, 5), (0, 7), "50", "é😀 50%\nB"),  # columns: é 0, 😀 1-2, blank 3, 38 4-5, % 6
        ((0, 0), (0, 0), "x", "xé😀 38%\nB"),
        ((0, 7), (1, 0), "", "é😀 38%B"),
        ((1, 1), (1, 1), "\nC", "é😀 38%\nB\nC"),
        ((1, 1), (0, 0), "", ""),  # the wrong way round
    ],
)
def test_an_edit_changes_what_stands_between_two_places(start, end, new, changed):
    if new == "50":
        start, end = (0, 4), (0, 6)
    assert Text("é😀 38%\nB").changed(start, end, new).source == changed


def test_the_end_of_a_line_is_before_its_break():
    assert Text("one\r\ntwo").line_end(1) == 3
    assert Text("one\r\ntwo").line_end(5) == 8
