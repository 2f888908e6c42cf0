"""Laws of the texts of systems: what is written parses back, and what cannot be read is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lacmigration.errors import InputErrors
from lacmigration.figures import Figure, Rounding
from lacmigration.reconciling import Related, Sheet, Statement, parse_sheet
from lacmigration.relations import parse_relation

NAMES = st.from_regex(r"[a-z][a-z0-9]{0,4}(?:[-.][a-z0-9]{1,3}){0,2}", fullmatch=True).filter("locale".__ne__)
NUMBERS = st.decimals(min_value=0, max_value=10**9, places=2).map(lambda one: f"{one:,f}")
FIGURES = st.one_of(
    NUMBERS,
    st.builds("USD {} million".format, NUMBERS),
    st.builds("about {}%".format, st.integers(1, 99)),
    st.builds("{} cities".format, st.integers(0, 9999)),
    st.builds("between {} and {}".format, st.integers(1, 9), st.integers(10, 99)),
    st.just("one in five"),
    st.builds("({})".format, st.integers(1, 99)),
)
SOURCES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"], exclude_characters='"'), max_size=12
)


@st.composite
def statements(draw, name: str) -> Statement:
    if draw(st.booleans()):
        rounding = draw(st.sampled_from(Rounding))
        figure = Figure.parse(draw(FIGURES), rounding=rounding)
        return Statement(name=name, figure=figure, weight=draw(st.integers(0, 999_999)), source=draw(SOURCES))
    return Statement(name=name)


@st.composite
def sheets(draw) -> Sheet:
    names = draw(st.lists(NAMES, min_size=1, max_size=6, unique=True))
    shapes = st.sampled_from(["{} = {}", "{} + {} = 3", "2 * {} <= {}", 'count("# 1", {}, "#2") = {}'])
    texts = draw(
        st.lists(
            st.builds(str.format, shapes, st.sampled_from(names), st.sampled_from(names)),
            min_size=1,
            max_size=4,
        )
    )
    return Sheet(
        tuple(draw(statements(name)) for name in names),
        tuple(Related(text, parse_relation(text)) for text in texts),
    )


@given(sheets())
def test_what_is_written_parses_back(sheet: Sheet):
    again = parse_sheet(str(sheet))
    assert again == sheet
    assert str(again) == str(sheet)
    # the text of a figure is no part of its value
    assert [str(one.figure) for one in again.statements] == [str(one.figure) for one in sheet.statements]


@given(
    sheets(),
    st.lists(st.sampled_from(["", "# a comment: 5 = 6", "  \t", "#"]), max_size=20),
    st.sampled_from(["\n", "\r\n"]),
)
def test_comments_empty_lines_and_endings_change_nothing(sheet: Sheet, more: list[str], ending: str):
    lines = str(sheet).split("\n")
    mixed = [text for place, line in enumerate(lines) for text in [*more[place : place + 1], line]]
    spaced = [f"  {line} \t# so it is" if line else line for line in mixed]
    assert parse_sheet(ending.join(spaced)) == sheet


@given(st.text(st.characters(codec="utf-8"), max_size=60) | st.text('ab: =+"#()5,%\n', max_size=60))
def test_any_text_is_a_sheet_or_told_what_is_wrong_in_which_line(text: str):
    try:
        sheet, problems = parse_sheet(text, name="x"), ()
    except InputErrors as error:
        sheet, problems = None, error.problems
    assert sheet or problems
    assert sheet is None or parse_sheet(str(sheet)) == sheet
    lines = text.split("\n")
    for one in problems:
        assert 0 <= one.line <= len(lines)
        assert one.line == 0 or 1 <= one.column <= len(lines[one.line - 1]) + 1
