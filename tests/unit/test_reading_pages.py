"""Invented passages of reports in four languages, each with its figures marked by hand.

A line is a locale and a passage. In braces stand a figure as it is written and what it says: a number with
its unit where that matters, low..high for a range, 1/4 for one in four, 2/5 for parts, x2 for multiples, ?
for an amount without a number; a comma parts two figures. What is not in braces is no figure.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lacmigration.figures import Figure
from lacmigration.notation import Form
from lacmigration.reading import Mention, read

PAGES = Path(__file__).with_name("reading_pages")
MARKED = re.compile(r"\{([^{}|]*)\|([^{}]*)\}")


def passages() -> list[tuple[str, str]]:
    lines = [line for page in sorted(PAGES.glob("*.txt")) for line in page.read_text("utf-8").splitlines()]
    return [(locale, text) for locale, _, text in (line.partition(" | ") for line in lines)]


def plain(number: object) -> str:
    return f"{number:f}"


def said(mention: Mention) -> tuple[str, str]:
    figure = mention.figure
    if figure is None:
        return "?", ""
    number = plain(figure.number)
    second = "" if figure.second is None else plain(figure.second)
    shown = {
        Form.RANGE: f"{number}..{second}",
        Form.ONE_IN: f"1/{number}",
        Form.OUT_OF: f"{number}/{second}",
        Form.FRACTION: f"{number}/{second}",
        Form.MULTIPLE: f"x{number}",
    }
    return shown.get(figure.form, number), figure.unit


def wanted(marked: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """The text without its braces, and each figure in them with its bounds."""
    text, at, found = "", 0, []
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        for one in match[2].split(","):
            value, _, unit = one.partition(" ")
            found.append((len(text), len(text) + len(match[1]), value, unit))
        text += match[1]
        at = match.end()
    return text + marked[at:], found


def test_there_are_passages_in_every_language() -> None:
    locales = [locale[:2] for locale, _ in passages()]
    assert all(locales.count(language) >= 35 for language in ("en", "es", "pt", "fr"))


@pytest.mark.parametrize("locale, marked", passages())
def test_the_figures_of_a_passage_are_those_marked_by_hand(locale: str, marked: str) -> None:
    text, expected = wanted(marked)
    found = read(text, locale=locale).mentions
    assert [said(one)[0] for one in found] == [value for _, _, value, _ in expected]
    for one, (start, end, _, unit) in zip(found, expected, strict=True):
        assert one.start < end
        assert start < one.end
        if unit:
            assert said(one)[1] == unit
        elif one.figure is not None:
            assert not one.figure.is_money


@pytest.mark.parametrize("locale, marked", passages())
def test_every_digit_of_a_passage_is_in_one_place(locale: str, marked: str) -> None:
    text, _ = wanted(marked)
    read_ = read(text, locale=locale)
    spans = [(one.start, one.end) for one in read_.mentions]
    spans += [(one.start, one.end) for one in read_.dates]
    spans += [(one.start, one.end) for one in read_.masked]
    for digit in re.finditer(r"\d", text):
        assert sum(start <= digit.start() < end for start, end in spans) == 1


@pytest.mark.parametrize("locale, marked", passages())
def test_a_mention_says_what_its_text_says_alone(locale: str, marked: str) -> None:
    text, _ = wanted(marked)
    for one in read(text, locale=locale):
        if one.figure is None or any("carried" in each.rule or "list" in each.rule for each in one.inferred):
            continue
        alone = Figure.readings(one.text, locale=locale)
        assert (one.figure.number, one.figure.second, one.figure.form, one.figure.hedge) in [
            (figure.number, figure.second, figure.form, figure.hedge) for figure in alone
        ]
