"""What documents claim, under generated reports and under any text."""

from __future__ import annotations

import runpy
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacmigration.documents import Block, Document, Kind, Place, parse
from lacmigration.reviewing import review, review_document

Calls = Callable[[Callable[[], object]], int]
REPORTS: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("generated_reports.py")))
CASES = tuple(REPORTS["cases"](20240731, 2))
HELD_OUT = tuple(REPORTS["held_out"](20240731, 2))


def test_there_are_enough_reports() -> None:
    prose, tables = (sum(case.table == kind for case in CASES) for kind in (False, True))
    assert prose >= 60
    assert tables >= 30
    assert {case.language for case in CASES} == {"en", "es", "pt", "fr"}
    assert sum(case.right for case in CASES) * 2 == len(CASES)


@pytest.mark.parametrize("made", [CASES, HELD_OUT], ids=["known", "held out"])
def test_no_false_alarm_on_right_reports(made: tuple[Any, ...]) -> None:
    alarms = [(case.kind, case.language, case.text) for case in made if case.right and REPORTS["found"](case)]
    assert alarms == []


def test_wrong_reports_are_found() -> None:
    made, found = Counter[str](), Counter[str]()
    for case in CASES:
        if not case.right:
            made[case.kind] += 1
            found[case.kind] += REPORTS["found"](case)
    missed = {kind: (found[kind], number) for kind, number in made.items() if 10 * found[kind] < 9 * number}
    assert missed == {}


FIGURES = st.sampled_from(
    "12% 38% USD~5~million 2,5~millones 20~000 1.234,5 two one~in~five twice doubled 2019-2024 three-year "
    "5,000~households 3~pillars 2019 $5M 1/3 4.5 4,5 0 100% 1e9 19,569,912~USD".replace("~", "\x00").split()
).map(lambda text: text.replace("\x00", " "))
GLUE = st.sampled_from(
    [
        *("of the", "from", "to", "including", "of which", "and", "each, totalling", "per household"),
        *("more than the", "the other", "namely", "y", "de los", "es decir,", "dont", "soit", "ou seja,"),
        *(":", ";", ",", ".", "(", ")", "\n-", "\n\n", "\t"),
    ]
).map(" {} ".format)
WORDS = st.sampled_from(
    ["Peru", "donors", "GDP", "following", "pillars", "ciudades", "ménages", "target", "—"]
)
TEXTS = st.lists(FIGURES | GLUE | WORDS | st.text(max_size=8), max_size=30).map("".join)


@given(TEXTS, st.sampled_from(["en", "es", "pt", "fr"]), st.sampled_from(["text", "markdown"]))
@settings(deadline=None)
def test_any_text_can_be_reviewed(text: str, language: str, form: str) -> None:
    reviewed = review(parse(text, format=form), locale=language)
    for one in reviewed.verified:
        assert one.claim.evidence
        assert (
            one.claim.stated.mention.text
            == one.claim.stated.block.text[one.claim.stated.mention.start : one.claim.stated.mention.end]
        )


@given(
    st.permutations(
        [case.text for case in CASES if case.kind in {"total", "growth", "cities", "product"}][:6]
    )
)
@settings(deadline=None, max_examples=20)
def test_the_order_of_blocks_that_do_not_speak_of_each_other_changes_nothing(texts: list[str]) -> None:
    def seen(paragraphs: list[str]) -> Counter[tuple[str, str, str]]:
        blocks = [Block(kind=Kind.PARAGRAPH, text=text, place=Place(line=1)) for text in paragraphs]
        reviewed = review_document(Document(name="a", format="text", parts=tuple(blocks)), locale="en")
        return Counter(
            (one.claim.kind, one.claim.stated.block.text, one.finding.verdict.value)
            for one in reviewed.verified
        )

    assert seen(texts) == seen(sorted(texts))
    assert seen(texts)


@pytest.mark.parametrize(
    "unit",
    [
        "5 of 6, including 4 and 3% of this (2). ",
        "rose from 5 to 6, up 12% from ",
        "five cities: ",
        "of which 3, ",
        "- 3 pillars:\n",
        "USD 5 million (12%) ",
        "2019-2024 (three years) ",
        "a, b and c; ",
        "Peru gave USD 3 million. Chile gave USD 4 million. Together, they gave USD 7 million. ",
        "38% rent, 41% own and the remaining 21%; ",
        "9 people (5 women and 4 men), ",
        "from 5 to 6 and 7 and 9, up 12%, ",
        "USD 12 million, 63% of the USD 20 million, ",
        "Five cities have a centre: Lima, Quito. ",
        "( ",
    ],
)
def test_work_grows_with_the_text_alone(unit: str, calls: Calls) -> None:
    def check(times: int) -> None:
        review(parse(unit * times, format="text"), locale="en")

    check(10)
    assert calls(lambda: check(400)) < 6 * calls(lambda: check(100))  # a square would be 16 times the work
