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


# Each with a figure that fits, and one that does not.
STATED = [
    (
        "change",
        "es",
        "Entraron USD 500 millones, monto mayor a los USD 400 millones de 2019, un alza de {}.",
        "25 %",
        "35 %",
    ),
    (
        "change",
        "es",
        "Entraron 500 toneladas, cifra superior a las 400 toneladas de mayo y que supone un alza de {}.",
        "25 %",
        "35 %",
    ),
    (
        "change",
        "en",
        "It lent USD 500 million, a sum higher than the USD 400 million of 2019, an increase of {}.",
        "25%",
        "35%",
    ),
    (
        "change",
        "pt",
        "Entraram US$ 500 milhões, valor maior que os US$ 400 milhões de 2019, um aumento de {}.",
        "25%",
        "35%",
    ),
    (
        "change",
        "es",
        "El envío medio fue de 500 euros, un alza de {} en comparación a los 400 euros de mayo.",
        "25 %",
        "35 %",
    ),
    (
        "direction-of-change",
        "en",
        "It lent USD 500 million, a sum higher than the USD {} million of 2019.",
        "400",
        "600",
    ),
    (
        "direction-of-change",
        "es",
        "Entraron USD 500 millones, una suma menor a los USD {} millones de 2019.",
        "600",
        "400",
    ),
    (
        "direction-of-change",
        "fr",
        "On a prêté 500 millions d’euros, montant supérieur à celui de {} millions d’euros en mai.",
        "400",
        "600",
    ),
    (
        "direction-of-change",
        "fr",
        "L’aide est en hausse : de 400 millions d’euros à {} millions d’euros.",
        "500",
        "300",
    ),
    (
        "share-of-whole",
        "pt",
        "Chegaram 30 mil pescadores à vila, o que representa {} dos 120 mil moradores.",
        "25%",
        "35%",
    ),
    (
        "share-of-whole",
        "es",
        "Llegaron 30 mil pescadores a la villa, lo que representa el {} de los 120 mil vecinos.",
        "25 %",
        "35 %",
    ),
    (
        "share-of-whole",
        "pt",
        "São 30 mil – o equivalente a {} da população, que é de 120 mil habitantes.",
        "25%",
        "35%",
    ),
]


@pytest.mark.parametrize("kind, language, text, right, wrong", STATED)
def test_a_claim_of_the_press_is_seen(kind: str, language: str, text: str, right: str, wrong: str) -> None:
    for said, fits in ((right, True), (wrong, False)):
        [one] = of_kind(text.format(said), language, kind)
        assert (one.finding.verdict in FITS) is fits, said
        assert one.claim.strength is Strength.STATED


@pytest.mark.parametrize(
    "language, text",
    [
        ("en", "It lent USD 500 million, a sum not higher than the USD 600 million of 2019."),
        ("es", "Perú prestó USD 500 millones, Chile un monto superior al de USD 600 millones."),
        ("en", "Peru lent USD 500 million; a sum higher than the USD 600 million of Chile."),
    ],
)
def test_what_is_set_against_another_is_not_always_the_figure_before(language: str, text: str) -> None:
    assert not of_kind(text, language, "direction-of-change")


def test_growth_since_when_is_a_guess() -> None:
    text = "Entraron USD 500 millones, un alza de 35 % respecto a 2019 cuando entraron USD 400 millones."
    [one] = of_kind(text, "es", "change")
    assert one.claim.strength is Strength.GUESSED
    assert one.finding.verdict not in FITS


def test_more_than_when_is_a_guess() -> None:
    text = "El pago medio fue de 500 euros, un {} mayor que en mayo, cuando fue de 400 euros."
    for said, fits in (("25 %", True), ("35 %", False)):
        [one] = of_kind(text.format(said), "es", "change")
        assert (one.finding.verdict in FITS) is fits
        assert one.claim.strength is Strength.GUESSED


LOOK_ALIKES = [
    # What is included and what includes.
    ("en", "The fee of USD {} is paid, included are USD 60 for books.", "parts-within-total", "90", "50"),
    ("en", "It got USD {} million, included USD 6 million for roads.", "parts-within-total", "9", "3"),
    ("es", "Recibió USD {} millones, incluidos USD 6 millones para vías.", "parts-within-total", "9", "3"),
    # So much for each of those counted, and so much for any of them.
    ("en", "It paid USD 640 to two clerks, or USD {} on average.", "per-head", "320", "710"),
    # A share of each, and of all.
    ("en", "Eight ports, representing {}% of the ten ports, were left out.", "share-of-whole", "80", "20"),
    ("es", "Ocho puertos, que representan el {} % de los diez puertos.", "share-of-whole", "80", "20"),
    # Portuguese and French join "to" and the article.
    ("pt", "Gastou-se US$ {} milhões, valor inferior aos US$ 7 milhões.", "direction-of-change", "5", "9"),
    ("pt", "A obra custou US$ {} milhões, superior aos US$ 7 milhões.", "direction-of-change", "9", "5"),
    ("pt", "Chegaram {} mil famílias, número inferior às 7 mil de 2019.", "direction-of-change", "5", "9"),
    ("fr", "L’aide atteint {} euros, inférieure aux 700 euros.", "direction-of-change", "500", "900"),
]


@pytest.mark.parametrize("language, text, kind, right, wrong", LOOK_ALIKES)
def test_what_others_only_look_like_is_still_found(
    language: str, text: str, kind: str, right: str, wrong: str
) -> None:
    for said, fits in ((right, True), (wrong, False)):
        [one] = of_kind(text.format(said), language, kind)
        assert (one.finding.verdict in FITS) is fits, said


def test_the_same_thing_is_said_twice_where_no_word_tells_its_turn() -> None:
    text = "Part B of the Lima Manual tells of {} raids. Part B of the Lima Manual tells of six raids."
    [one] = of_kind(text.format("three"), "en", "said-twice")
    assert one.finding.verdict not in FITS
    assert not of_kind(text.format("another three"), "en", "said-twice")


@pytest.mark.parametrize(
    "between, strength",
    [
        ("", Strength.STATED),
        ("The other two are less clear.", Strength.GUESSED),
        ("These are led by:", Strength.STATED),
        ("## What they do", Strength.STATED),
    ],
)
def test_a_paragraph_among_the_items_of_a_list_leaves_it_open(between: str, strength: Strength) -> None:
    text = f"We know four groups:\n\n- Alfa\n- Beta\n- Gama\n\n{between}\n\n"
    more = "- Delta\n" if between else ""
    [one] = of_kind(text + more, "en", "count-of-list")
    assert one.claim.strength is strength
    assert one.finding.verdict not in FITS
