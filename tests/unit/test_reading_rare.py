"""What few texts hold: numbers that belong to nothing, joins that join nothing, very long paragraphs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lacmigration.reading import Mentions, language_of, read
from lacmigration.reading._pieces import LONGEST


def told(found: Mentions) -> tuple[list[str], list[str], list[str]]:
    """The texts of the figures, of the dates, and of the numbers that are none."""
    return (
        [one.text for one in found],
        [one.text for one in found.dates],
        [one.text for one in found.masked],
    )


@pytest.mark.parametrize(
    "text, figures, dates, masked",
    [
        ("2024-23 people", ["23"], ["2024"], []),
        ("in 2019-2017 they", [], ["2019", "2017"], []),
        ("2020-05 May 2019", [], ["2020-05", "2019"], []),
        ("3.5 May 2019", [], ["5 May 2019"], ["3"]),
        ("between 2019 and 2017", [], ["2019", "2017"], []),
        ("between 2019 and 5,000 people", ["5,000"], ["2019"], []),
        ("\N{ARABIC-INDIC DIGIT THREE} and 5 people", ["5"], [], ["\N{ARABIC-INDIC DIGIT THREE}"]),
        ("1/2 of the migrants", ["1/2"], [], []),
        ("½ million people", ["½ million"], [], []),
        ("3 in 2023", ["3"], ["2023"], []),
        ("3 in 12,345 people", ["3", "12,345"], [], []),
        ("from 10 –of 5", ["10", "5"], [], []),
        ("hundreds of thousands.org/5 of people", [], [], ["thousands.org/5"]),
        ("millions of people", ["millions of"], [], []),
        ("12) 5 people came", ["5"], [], ["12)"]),
        ("12) Introduction\t7\n", [], [], ["12)", "7"]),
        ("5 thousand.org/3 of", [], [], ["5", "thousand.org/3"]),
        ("3/4 million people", [], [], ["3/4"]),
        ("5/ 6 people", ["5", "6"], [], []),
        ("after 9/11 attacks", [], [], ["9/11"]),
        ("3 of 9 people", ["3", "9"], [], []),
    ],
)
def test_every_number_is_a_figure_or_a_date_or_neither(text, figures, dates, masked):
    assert told(read(text, locale="en")) == (figures, dates, masked)


@pytest.mark.parametrize(
    "text, figures",
    [
        ("mil mil de cada cinco personas", ["cinco"]),
        ("entre mil mil y 5 personas", ["5"]),
    ],
)
def test_what_no_reader_takes_for_a_number_joins_nothing(text, figures):
    found = read(text, locale="es")
    assert told(found) == (figures, [], ["mil mil"])
    assert [str(one.reason) for one in found.masked] == ["no number in any way of writing it"]


def test_bare_numbers_in_brackets_carry_nothing_on():
    found = read("Peru (864), Ecuador (385)", locale="en")
    assert [(one.text, one.inferred) for one in found] == [("864", ()), ("385", ())]


def test_an_amount_a_head_is_one_figure():
    for locale, text in (("es", "5 USD per cápita"), ("pt", "5 USD per capita"), ("en", "5 USD per capita")):
        [one] = read(text, locale=locale)
        assert one.text == text


def test_a_noun_may_be_broken_after_its_hyphen_and_is_not_endless():
    assert [one.noun for one in read("5 short- term visits", locale="en")] == ["short- term visits"]
    [one] = read("5 " + "wide " * 50 + "rooms", locale="en")
    assert len(one.noun.split()) <= 20


def test_the_first_words_tell_the_language():
    text = "The people of the town and the region have been in the city. " * 100
    assert language_of(text + "El número de los que están en la ciudad con las familias. " * 900) == "en"


# --- very long paragraphs ----------------------------------------------------------------------------------


def test_blank_lines_around_paragraphs_take_nothing():
    found = read("\n\n5 people came.\n\n \n\n\nThen 7 more.\n\n\n", locale="en")
    assert [(one.start, one.text) for one in found] == [(2, "5"), (27, "7")]


@pytest.mark.parametrize("shift", range(0, 14, 3))
def test_a_long_paragraph_is_cut_behind_a_space_and_never_within_a_number(shift):
    before = "the people of it " * (LONGEST // 17)
    before = before[: LONGEST - 8 - shift].rsplit(" ", 1)[0].ljust(LONGEST - 8 - shift, "s") + " "
    [one] = read(f"{before}5 000 000 people then came to it " + "and went " * 100, locale="en")
    assert (one.text, one.figure and one.figure.number) == ("5 000 000", Decimal(5_000_000))


def test_a_long_paragraph_is_cut_behind_a_sentence():
    sentence = "There were some of them. "
    text = sentence * (LONGEST // 10) + "In all 5,000 people came."
    assert [(one.start, one.text) for one in read(text, locale="en")] == [(text.index("5,000"), "5,000")]


def test_digits_without_end_are_cut_between_two_of_them_and_all_told():
    text = "7 " * LONGEST
    found = read(text, locale="en")
    spans = [(one.start, one.end) for one in (*found, *found.dates, *found.masked)]
    assert sum(end - start for start, end in spans) >= LONGEST
    told_digits = {at for start, end in spans for at in range(start, end) if text[at] == "7"}
    assert len(told_digits) == LONGEST
