"""What agencies and newspapers claim: totals before lists, parts told first, growth."""

from __future__ import annotations

import pytest

from lacmigration.claims import Strength
from lacmigration.findings import Verdict
from lacmigration.reviewing import Verified, review

FITS = {Verdict.ENTAILED, Verdict.COMPATIBLE}


def of_kind(text: str, language: str, kind: str) -> list[Verified]:
    found = review(f"{text}\n", locale=language, format="markdown").verified
    return [one for one in found if one.claim.kind == kind]


LISTS = [
    ("en", "A total of USD {} million is sought:", "USD 4.2 million for ports", "USD 3.1 million for roads"),
    (
        "en",
        "The plan asks for USD {} million, as follows:",
        "Ports: USD 4.2 million",
        "Roads: USD 3.1 million",
    ),
    (
        "es",
        "Se piden en total USD {} millones:",
        "USD 4,2 millones para puertos",
        "USD 3,1 millones para vías",
    ),
    ("pt", "Pede-se um total de US$ {} milhões:", "US$ 4,2 milhões para portos", "US$ 3,1 milhões para vias"),
    (
        "fr",
        "On demande au total {} millions d’euros :",
        "4,2 millions d’euros : ports",
        "3,1 millions d’euros : rues",
    ),
]


@pytest.mark.parametrize("language, intro, first, second", LISTS)
def test_items_add_up_to_the_total_before_them(language: str, intro: str, first: str, second: str) -> None:
    for number, fits in (("7.3", True), ("7.9", False)):
        said = number if language == "en" else number.replace(".", ",")
        text = f"{intro.format(said)}\n\n- {first}\n- {second}"
        [one] = of_kind(text, language, "total-of-parts")
        assert (one.finding.verdict in FITS) is fits
        assert one.claim.strength is Strength.STATED


def test_items_behind_including_are_no_more_than_the_whole() -> None:
    text = (
        "Donors gave USD {} million, including:\n\n- USD 4.2 million for ports\n- USD 3.1 million for roads"
    )
    for number, fits, whole in (("9", True, False), ("7.3", True, True), ("6", False, False)):
        [one] = of_kind(text.format(number), "en", "parts-within-total")
        assert (one.finding.verdict in FITS) is fits
        assert ("the items make the whole" in one.claim.evidence[0].what) is whole


@pytest.mark.parametrize(
    "text",
    [
        "Donors gave USD 9 million:\n\n- USD 4.2 million for ports\n- roads and bridges",
        "Donors gave USD 9 million:\n\n- USD 4 million, USD 1 million of it late\n- USD 3 million",
        "Donors gave USD 9 million:\n\n- 40 ports\n- 30 roads",
        "Donors gave USD 9 million:\n\n- In May USD 4 million was lost\n- In July USD 2 million was lost",
        "Donors gave USD 9 million in two years.\n\n- USD 4.2 million for ports\n- USD 3.1 million for roads",
    ],
)
def test_a_list_that_gives_no_parts_is_no_total(text: str) -> None:
    assert not of_kind(text, "en", "total-of-parts")


def test_an_amount_that_only_stands_before_amounts_is_a_guess() -> None:
    [one] = of_kind(
        "Donors gave USD 9 million:\n\n- USD 4 million: ports\n- USD 2 million: roads", "en", "total-of-parts"
    )
    assert one.claim.strength is Strength.GUESSED


@pytest.mark.parametrize(
    "language, text",
    [
        ("en", "Ferries sank in two ports: 1,340 in the first and 2,960 in the second."),
        ("es", "Hubo visitas a dos puertos: 1.340 al primero y 2.960 al segundo."),
        ("pt", "Houve visitas a dois portos: 1.340 ao primeiro e 2.960 ao segundo."),
        ("fr", "On a vu deux ports : 1 340 au premier et 2 960 au second."),
    ],
)
def test_a_count_of_places_is_no_total_of_what_is_counted_there(language: str, text: str) -> None:
    assert not of_kind(text, language, "total-of-parts")


def test_a_total_over_places_is_that_of_its_parts() -> None:
    text = "The survey met {} migrants in the two ports: 1,340 in the first and 2,960 in the second."
    for number, fits in (("4,300", True), ("4,500", False)):
        [one] = of_kind(text.format(number), "en", "total-of-parts")
        assert (one.finding.verdict in FITS) is fits


@pytest.mark.parametrize(
    "language, text",
    [
        ("en", "The bank lent USD {} million, USD 20 million of which to ports and USD 35 million to roads."),
        (
            "es",
            "El banco dio USD {} millones, USD 20 millones de ellos a puertos y USD 35 millones a vías.",
        ),
        (
            "pt",
            "O banco emprestou US$ {} milhões, US$ 20 milhões dos quais a portos e US$ 35 milhões a vias.",
        ),
    ],
)
def test_of_which_behind_a_part_points_at_the_whole_before_it(language: str, text: str) -> None:
    for number, fits in (("60", True), ("50", False)):
        [one] = of_kind(text.format(number), language, "parts-within-total")
        assert (one.finding.verdict in FITS) is fits
        assert len(one.claim.parts) == 2
