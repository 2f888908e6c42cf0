"""What a review prints on a terminal: marks below the figures, at any width, in any encoding."""

from __future__ import annotations

import io
import itertools
import re

import attrs
import pytest
from rich.cells import cell_len
from rich.console import Console

from lacmigration.claims import Strength
from lacmigration.documents import Place, Unread, parse
from lacmigration.reporting import console
from lacmigration.reviewing import Problem, Review, review

WRONG = "Of USD 150 million, 38% (USD 75.5M) has been paid."
RIGHT = "Of USD 150 million, 38% (USD 57.5M) has been paid."


def printed(*reviews: Review, width: int = 100, encoding: str = "utf-8", **options: bool | str):
    raw = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
    look = {name: options.pop(name) for name in ("force_terminal", "no_color") if name in options}
    console(reviews, Console(file=raw, width=width, **look), **options)
    raw.flush()
    return raw.buffer.getvalue().decode(encoding)


def cells_of(line, start, end):
    """The part of a line that takes these cells of the terminal."""
    found, at = "", 0
    for character in line:
        if start <= at < end:
            found += character
        at += cell_len(character)
    return found


def underlined(text, sign):
    """Every stretch with this sign below it."""
    lines = text.splitlines()
    return [
        cells_of(above, found.start(), found.end())
        for above, below in itertools.pairwise(lines)
        if re.fullmatch(r" +[│|] [ ~^]+", below)
        for found in re.finditer(rf"{re.escape(sign)}+", below)
    ]


def test_the_stated_figure_and_its_parts_are_underlined():
    text = printed(review(WRONG))
    assert underlined(text, "^") == ["38%"]
    assert underlined(text, "~") == ["USD 150 million", "USD 75.5M"]


def test_a_finding_begins_with_its_place_and_says_what_it_is_and_from_what():
    first, *rest = printed(review(f"Report.\n\n{WRONG}")).splitlines()
    assert first == "<text>:3:21: ✗ error LM103 Share"
    assert any("50% would agree." in line for line in rest)
    assert any(
        re.fullmatch(r" +computed from +USD 75\.5M \(3:26\), USD 150 million \(3:4\)", line) for line in rest
    )


def test_what_holds_is_only_counted():
    assert printed(review(RIGHT)) == "<text>: 3 figures, 1 claim: 1 confirmed\n"


def test_files_in_which_nothing_is_wrong_are_left_out_when_quiet():
    text = printed(review(RIGHT), review(WRONG), quiet=True)
    assert "1 confirmed\n" not in text
    assert text.endswith("2 documents, 6 figures, 2 claims: 1 confirmed, 1 contradicted\n")


@pytest.mark.parametrize("width", [20, 40, 60, 200])
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize(
    "before",
    ["", "En São Tomé — “así” — ", "日本語の報告 ", "A\tlong sentence that goes on and on, and on again: "],
)
def test_marks_stand_below_their_figure_at_any_width_in_any_encoding(width, encoding, before):
    text = printed(review(before + WRONG), width=width, encoding=encoding)
    assert underlined(text, "^") == ["38%"]


@pytest.mark.parametrize("width", [40, 79])
def test_lines_keep_to_the_width_but_for_names_and_counts(width):
    text = printed(review("Words before it. " * 30 + WRONG + " And words after it." * 30), width=width)
    assert max(map(cell_len, text.splitlines()[1:-1])) <= width


def test_nothing_that_steers_a_terminal_gets_out_of_a_document():
    found = review(WRONG.replace("paid", "paid\x1b[2J\x9b\u202e"))
    document = attrs.evolve(found.document, name="a\x1b]0;x\x07.md")
    text = printed(attrs.evolve(found, document=document))
    assert not set(text) & set("\x1b\x9b\x07\u202e")


def test_colour_is_left_out_where_it_is_not_wanted():
    found = review(WRONG)
    assert "\x1b[1;31m" in printed(found, force_terminal=True)
    assert "31m" not in printed(found, force_terminal=True, no_color=True)


def test_a_line_of_megabytes_is_cut_around_the_figure():
    found = review(parse("x " * 500_000 + WRONG + " y" * 500_000, format="text"))
    text = printed(found, width=80)
    assert underlined(text, "^") == ["38%"]
    assert len(text) < 2_000


def test_silenced_and_guessed_findings_are_counted_and_spelled_out_only_where_notes_are_wanted():
    found = review(WRONG)
    (one,) = found.verified
    silenced = attrs.evolve(found, verified=(attrs.evolve(one, silenced="in the baseline"),))
    assert printed(silenced) == "<text>: 3 figures, 1 claim: 0 confirmed, 1 silenced\n"
    claim = attrs.evolve(one.claim, strength=Strength.GUESSED)
    guessed = attrs.evolve(found, verified=(attrs.evolve(one, claim=claim),))
    assert printed(guessed) == "<text>: 3 figures, 1 claim: 0 confirmed, 1 doubtful guess\n"
    assert "• note LM103 Share" in printed(guessed, notes=True)


def test_problems_and_what_was_not_read_are_listed():
    found = review(RIGHT)
    problem = Problem(place=Place(line=1, column=1), what='"39%" does not occur any more')
    unread = Unread(place=Place(page=4), what="a picture", reason="it holds no text")
    document = attrs.evolve(found.document, unread=(unread,))
    text = printed(attrs.evolve(found, document=document, problems=(problem,)), quiet=True)
    assert '<text>:1:1: ✗ error LM901 Directive\n  "39%" does not occur any more\n' in text
    assert "<text>, page 4: • note LM902 Not read\n  a picture: it holds no text\n" in text
    assert text.endswith("1 confirmed; 1 part not read; 1 problem\n")


def test_what_would_agree_is_said_once():
    text = printed(review("About 37% of them (16,200 of 42,600 people) were children."))
    assert text.casefold().count("about 38%") == 1


def test_numbers_are_written_as_the_reader_does():
    found = review(WRONG.replace("38%", "38.5%"))
    assert "50,3" in printed(found, locale="es")
