"""Laws of reading: nothing is passed over, spans are in order, a whole is the union of its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacmigration.errors import LacMigrationError
from lacmigration.figures import Figure
from lacmigration.reading import Mentions, evidence, read

LOCALES = st.sampled_from(["en", "es", "pt", "fr", "pt-PT", "es-MX"])
WRITTEN = """
12 5 1,234 1.234 57,5 0.5 2019 2019-2021 1.200.000 9 99.99 1.2.3 12/2020 3rd 1.º [3] 24/7 000
USD $ € R$ C$ US$: % ‰ percent million millones mil milliards bilhões bn M k euros dólares cents mm
a the third tercio de of in one uno cinco five twenty-two hundred thousand deux cent half y and
more about más entre between to minus menos negative several double triplicó dozen docena each
people personas migrants COVID-19 R4V people12 Figure objectives http://x.y/2 March ( ) , . ; - –
½ ² \u0663\u0664 \u200f \u200b \x00 🙂 \ud800 é quincena x times per
"""
PHRASES = ["1 200", "5 March 2020", "uno de cada", "and a half", "\t", "\n", "\n\n"]
PIECES = st.sampled_from([*WRITTEN.split(), *PHRASES])
GAPS = st.sampled_from([" ", " ", " ", "", "\u00a0"])
TEXTS = st.lists(st.tuples(PIECES, GAPS), max_size=20).map(lambda found: "".join(map("".join, found)))
RANDOM = st.text(max_size=40)


def spans(found: Mentions) -> list[tuple[int, int, str]]:
    every = [(one.start, one.end, one.text) for one in found.mentions]
    every += [(one.start, one.end, one.text) for one in found.dates]
    every += [(one.start, one.end, one.text) for one in found.masked]
    return sorted(every)


@given(TEXTS | RANDOM, LOCALES)
def test_spans_are_in_order_and_hold_their_text(text: str, locale: str) -> None:
    found = read(text, locale=locale)
    every = spans(found)
    assert all(text[start:end] == said and start < end for start, end, said in every)
    assert all(one[1] <= other[0] for one, other in pairwise(every))
    for part in (found.mentions, found.dates, found.masked):
        assert [one.start for one in part] == sorted(one.start for one in part)
    for mention in found:
        assert mention.start <= mention.number_start < mention.number_end


@given(TEXTS | RANDOM, LOCALES)
def test_every_digit_is_in_one_mention_date_or_masked_number(text: str, locale: str) -> None:
    every = spans(read(text, locale=locale))
    for digit in re.finditer(r"\d", text):
        assert sum(start <= digit.start() < end for start, end, _ in every) == 1


@given(TEXTS, LOCALES)
def test_a_figure_is_a_reading_of_its_text(text: str, locale: str) -> None:
    for mention in read(text, locale=locale):
        notes = {one.rule for one in mention.inferred} - {"currency-of-sign", "probable-calque"}
        if (
            mention.figure is None
            or mention.figure.number < 0
            or notes
            or ":" in mention.text
            or re.search(r"\d \d", mention.text)
        ):
            continue
        alone = Figure.readings(mention.text, locale=locale)
        bare = [attrs.evolve(one, unit=mention.figure.unit) for one in alone if one.number >= 0] + [*alone]
        assert mention.figure in bare


@given(st.lists(TEXTS, min_size=1, max_size=4), LOCALES)
def test_a_whole_is_the_union_of_its_paragraphs(parts: list[str], locale: str) -> None:
    whole = "".join(f"{part.strip()}\n\n" for part in parts)
    marks = evidence(whole)
    found = read(whole, locale=locale)
    at, alone = 0, []
    for part in parts:
        one = read(f"{part.strip()}\n\n", locale=locale, marks=marks)
        alone += [(start + at, end + at, said) for start, end, said in spans(one)]
        at += len(part.strip()) + 2
    assert spans(found) == alone


@given(TEXTS, TEXTS, LOCALES)
def test_another_paragraph_changes_nothing_but_by_its_marks(text: str, more: str, locale: str) -> None:
    alone = read(f"{text.strip()}\n\n", locale=locale)
    both = read(f"{text.strip()}\n\n{more}", locale=locale, marks=evidence(f"{text.strip()}\n\n"))
    assert both.mentions[: len(alone)] == alone.mentions


@given(TEXTS, LOCALES)
def test_reading_is_the_same_each_time(text: str, locale: str) -> None:
    assert read(text, locale=locale) == read(text, locale=locale)


@given(TEXTS)
def test_without_a_locale_nothing_is_passed_over_either(text: str) -> None:
    every = spans(read(text))
    assert all(one[1] <= other[0] for one, other in pairwise(every))


# --- hostile text ------------------------------------------------------------------------------------------

HOSTILE: dict[str, Callable[[int], str]] = {
    "no spaces": lambda n: "a" * n,
    "digits": lambda n: "7" * n,
    "brackets": lambda n: "(" * n,
    "ones": lambda n: "1 " * (n // 2),
    "marks": lambda n: ".," * (n // 2),
    "scales": lambda n: "mil " * (n // 4),
    "millions": lambda n: "un millón " * (n // 10),
    "groups": lambda n: "1" + " 000" * (n // 4),
    "commas": lambda n: "1" + "," * n + "x",
    "signs": lambda n: "$1 " * (n // 3),
    "asides": lambda n: "(1) " * (n // 4),
    "ranges": lambda n: "entre 1 y " * (n // 10),
    "shares": lambda n: "uno de cada " * (n // 12),
    "hedges": lambda n: "no más de " * (n // 10) + "5",
    "hyphens": lambda n: "1" + "-a" * (n // 2) + "1",
    "months": lambda n: "mayo 1 " * (n // 7),
    "labels": lambda n: "Figura 1, " + "2, " * (n // 3),
    "lines": lambda n: "1\n" * (n // 2),
    "scripts": lambda n: "\u0663 1 \u05d0 " * (n // 6),
    "controls": lambda n: "\x00" * n + "1",
    "right to left": lambda n: "\u200f1 " * (n // 3),
    "astral": lambda n: "🙂1 " * (n // 3),
    "lone surrogates": lambda n: "\ud8001 " * (n // 3),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_work_grows_as_the_text_does(name: str, calls: Callable[[Callable[[], object]], int]) -> None:
    short, long = map(HOSTILE[name], (1500, 6000))
    read("1 mil", locale="es")
    small, large = (calls(partial(read, text, locale="es")) for text in (short, long))
    assert large < 5 * small + 500


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_or_set_apart(name: str) -> None:
    text = HOSTILE[name](20_000)
    try:
        found = read(text, locale="es")
    except LacMigrationError:  # pragma: no cover - none is expected
        pytest.fail("a text is never refused as a whole")
    covered = sum(len(re.findall(r"\d", said)) for _, _, said in spans(found))
    assert covered == len(re.findall(r"\d", text))
