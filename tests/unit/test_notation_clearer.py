"""What an ambiguous text says, and what to write in its place."""

from __future__ import annotations

import pytest

from lacmigration.errors import AmbiguousFigureError
from lacmigration.figures import Figure
from lacmigration.notation import clearer, read_one

# locale | text | what it can be | what is proposed for the first reading | and for the second
PROPOSED = """
en | 1.234 | as 1.234 and as 1234 | 01.234 | 1234
en | USD 12.345 million | as 12345000 and as 12345000000 | USD 012.345 million | USD 12345 million
en | -1.234 | as -1.234 and as -1234 | -01.234 | -1234
en | 1.234 to 2.345 | as 1.234 to 2.345 and as 1234 to 2345 | 01.234 to 02.345 | 1234 to 2345
en | 1.234 to 5,678 | as 1.234 to 5678 and as 1234 to 5678 | 01.234 to 5,678 | 1234 to 5,678
en | one in 1.234 | as 1 in 1.234 and as 1 in 1234 | one in 01.234 | one in 1234
en | 1.234 of 5.678 | as 1.234 of 5.678 and as 1234 of 5678 | 01.234 of 05.678 | 1234 of 5678
es | 1,234 | as 1.234 and as 1234 | 01,234 | 1234
es-MX | 1.234 | as 1.234 and as 1234 | 01.234 | 1234
pt | 12,345% | as 12.345 and as 12345 | 012,345% | 12345%
fr | 1.234 | as 1234 and as 1.234 | 1234 | 01,234
fr | 1,234 | as 1.234 and as 1234 | 01,234 | 1234
fr | le cinquième | as the place 5 and as the part 1/5 | 5e | 1/5
"""
ROWS = [tuple(map(str.strip, line.split("|"))) for line in PROPOSED.strip().splitlines()]


@pytest.mark.parametrize("locale, text, ways, first, second", ROWS)
def test_an_ambiguous_text_gets_a_proposal_for_each_reading(
    locale: str, text: str, ways: str, first: str, second: str
):
    with pytest.raises(AmbiguousFigureError) as caught:
        Figure.parse(text, locale=locale)
    assert str(caught.value) == (
        f"{text!r} can be read in two ways, {ways}; write {first} for the first, {second} for the second"
    )
    assert [Figure.parse(one, locale=locale) for one in (first, second)] == list(caught.value.readings)


def test_where_only_the_language_decides_it_is_asked_for():
    with pytest.raises(AmbiguousFigureError) as caught:
        Figure.parse("2 billion", locale=None)
    assert str(caught.value) == (
        "'2 billion' can be read in two ways, as 2000000000 in English and as 2000000000000 in French; "
        "give the locale of the text"
    )


def test_a_reading_of_two_languages_names_both():
    with pytest.raises(AmbiguousFigureError, match="in English or French and as 12345000000000000 in French"):
        Figure.parse("12,345 billion", locale=None)


def test_without_a_locale_the_proposals_are_unambiguous_in_every_language():
    with pytest.raises(AmbiguousFigureError, match=r"write 1234 for the first, 01\.234 for the second$"):
        Figure.parse("1,234", locale=None)
    assert Figure.readings("01.234", locale=None)[0].number * 1000 == 1234
    assert len(Figure.readings("01.234", locale=None)) == 1


def test_a_proposal_that_cannot_be_read_is_none():
    """French alone has Md, and "01.234" is not French: only the languages are left to name."""
    with pytest.raises(AmbiguousFigureError, match="as 1234000000000 in French; give the locale"):
        Figure.parse("1,234 Md", locale=None)


def test_marks_that_mean_both_in_one_text_get_a_rule():
    text = "1.234 millions in 1,234"
    assert str(clearer(text, read_one(text, locale="en-CH"), locale="en-CH")).endswith(
        "; write thousands without a mark, and decimals with a zero in front, as in 01.234"
    )


def test_no_times_are_a_number():
    figure = Figure.parse("0 times")
    assert (figure.number, figure.unit, figure.form.value) == (0, "times", "number")
