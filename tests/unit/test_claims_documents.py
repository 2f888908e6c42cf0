"""What documents claim beyond one paragraph: lists, repeats, their own tables, days of events, records."""

from __future__ import annotations

import pytest

from lacmigration.claims import Strength
from lacmigration.documents import Table, parse
from lacmigration.findings import Severity, Verdict
from lacmigration.registry import Registry, bundled
from lacmigration.reviewing import Verified, review

FITS = {Verdict.ENTAILED, Verdict.COMPATIBLE}


def of_kind(
    text: str, kind: str, *, language: str = "en", registry: Registry | None = None
) -> list[Verified]:
    reviewed = review(parse(text, format="markdown"), locale=language, registry=registry)
    return [one for one in reviewed.verified if one.claim.kind == kind]


PILLARS = "\n\n- Papers for all\n  - Passports\n  - Visas\n- Work\n- Health\n"


@pytest.mark.parametrize(
    "head, language",
    [
        ("It rests on the following {} pillars:", "en"),
        ("It has {} pillars:", "en"),
        ("Se apoya en los siguientes {} pilares:", "es"),
        ("Apoia-se nos seguintes {} pilares:", "pt"),
        ("Il repose sur les {} piliers suivants :", "fr"),
    ],
)
def test_a_count_before_list_items_counts_those_of_the_first_level(head: str, language: str) -> None:
    words = {
        "en": ("three", "five"),
        "es": ("tres", "cinco"),
        "pt": ("três", "cinco"),
        "fr": ("trois", "cinq"),
    }
    held, broken = (
        of_kind(head.format(word) + PILLARS, "count-of-list", language=language)[0]
        for word in words[language]
    )
    assert held.finding.verdict is Verdict.ENTAILED
    assert broken.finding.verdict is Verdict.INCONSISTENT
    assert broken.claim.strength is Strength.STATED


def test_the_count_that_is_announced_is_the_one_that_counts() -> None:
    text = "The following three questions guide the 20 cities:\n\n- Who?\n- What?\n- Where?\n"
    [one] = of_kind(text, "count-of-list")
    assert (one.claim.stated.mention.text, one.finding.verdict) == ("three", Verdict.ENTAILED)


@pytest.mark.parametrize(
    "text",
    [
        "In 12 countries:\n\n- Schools were full\n- Roads were poor\n",
        "It has over 200 members:\n\n- Peru\n- Chile\n",
        "It met 12 mayors.\n\n- Peru\n- Chile\n",
    ],
)
def test_items_behind_another_count_are_no_error(text: str) -> None:
    assert all(one.severity in {Severity.NONE, Severity.NOTE} for one in of_kind(text, "count-of-list"))


@pytest.mark.parametrize(
    "between, strength",
    [
        ("The others are these:", Strength.STATED),
        ("## The other pillars", Strength.STATED),
        ("A note on the text of this page.", Strength.GUESSED),
    ],
)
def test_what_announces_other_items_ends_a_list_and_a_note_may_not(between: str, strength: Strength) -> None:
    head = "It rests on the following five pillars:\n\n- Passports\n- Visas"
    [one] = of_kind(f"{head}\n\n{between}\n\n- Work\n- Health\n- Roads\n", "count-of-list")
    assert (one.finding.verdict, one.claim.strength) == (Verdict.INCONSISTENT, strength)


def test_a_table_that_has_a_caption_and_nothing_else_sets_out_no_rows() -> None:
    text = "<p>It rests on the following three pillars: Visas, Work and Health.</p>"
    table = "<table><caption>Our five cities</caption></table>"
    document = parse(f"{text}{table}", format="html")
    assert [len(part.cells) for part in document.parts if isinstance(part, Table)] == [0]
    [one] = review(document).verified
    assert one.finding.verdict is Verdict.ENTAILED


FIRST = "It has three pillars: open schools and night courses; clinics in towns; and legal aid."


def test_a_list_given_twice_may_say_more_but_not_part_its_items_otherwise() -> None:
    more = (
        "It has three pillars:\n\n- Open schools and night courses for all\n- Clinics in towns\n- Legal aid\n"
    )
    moved = "It has three pillars:\n\n- Open schools\n- Clinics in towns and night courses\n- Legal aid\n"
    [held] = of_kind(f"{FIRST}\n\n{more}", "list-given-twice")
    [broken] = of_kind(f"{FIRST}\n\n{moved}", "list-given-twice")
    assert held.finding.verdict is Verdict.ENTAILED
    assert broken.finding.verdict is Verdict.INCONSISTENT
    assert broken.claim.strength is Strength.STATED


def test_lists_of_other_things_under_one_count_are_not_compared() -> None:
    other = "It has three pillars: roads to the coast; bridges; and harbours for boats."
    assert of_kind(f"{FIRST}\n\n{other}", "list-given-twice") == []


ONCE = "In 2022 the council of Lima spent USD 5.2 million on shelters for new families."


def test_one_quantity_said_twice_is_the_same() -> None:
    again = "In short, in 2022 the council of Lima spent USD {} million on shelters for new families."
    [held] = of_kind(f"{ONCE}\n\n{again.format('5.2')}", "said-twice")
    [broken] = of_kind(f"{ONCE}\n\n{again.format('6.2')}", "said-twice")
    assert held.finding.verdict in FITS
    assert broken.finding.verdict is Verdict.INCONSISTENT
    assert broken.claim.strength is Strength.STATED


@pytest.mark.parametrize(
    "other",
    [
        "In 2023 the council of Lima spent USD 6.2 million on shelters for new families.",
        "In 2022 the council of Quito spent USD 6.2 million on shelters for new families.",
        "In 2022 the council of Lima spent USD 6.2 million on clinics for new families.",
        "In the second half of 2022 the council of Lima spent USD 6.2 million on shelters for new families.",
    ],
)
def test_another_year_place_or_thing_is_no_repetition(other: str) -> None:
    found = of_kind(f"{ONCE}\n\n{other}", "said-twice")
    assert all(one.claim.strength is Strength.GUESSED for one in found)


TABLE = """
Contributions to the shelter fund in 2023

| Donor  | Contribution to the fund (USD) |
| ------ | ------------------------------ |
| Norway | 4,213,977                      |
| Sweden | 3,104,112                      |
| Japan  | 1,001,388                      |
"""


def test_what_a_sentence_says_of_a_row_is_what_the_row_says() -> None:
    text = "The contribution of Sweden to the shelter fund was USD {} million."
    [held] = of_kind(f"{text.format('3.1')}\n{TABLE}", "same-as-table")
    [broken] = of_kind(f"{text.format('3.9')}\n{TABLE}", "same-as-table")
    assert held.finding.verdict in FITS
    assert broken.finding.verdict is Verdict.INCONSISTENT
    assert broken.claim.strength is Strength.STATED


@pytest.mark.parametrize(
    "text",
    [
        "The contribution of Sweden to the shelter fund was USD 3.9 million in 2019.",
        "Sweden took in 39 families.",
        "Sweden and Norway gave a contribution to the shelter fund of USD 3.9 million.",
        "Sweden lent USD 3.9 million to banks.",
    ],
)
def test_a_sentence_that_speaks_of_something_else_is_not_held_against_a_row(text: str) -> None:
    assert of_kind(f"{text}\n{TABLE}", "same-as-table") == []


def test_what_was_raised_from_so_many_is_the_sum_of_the_table_of_donors() -> None:
    # 4,213,977 + 3,104,112 + 1,001,388 = 8,319,477
    text = "So far USD {} million has been raised from 3 countries."
    [held] = of_kind(f"{text.format('8.3')}\n{TABLE}", "total-of-table")
    [broken] = of_kind(f"{text.format('8.2')}\n{TABLE}", "total-of-table")
    assert held.finding.verdict in FITS
    assert broken.finding.verdict is Verdict.INCONSISTENT


GIFTS = """

| {donor} | {amount} (USD) |
| --- | --- |
| Peru | 4,213,977 |
| Chile | 3,104,112 |
| Spain | 1,001,388 |
"""
POINTED = [  # 4,213,977 + 3,104,112 + 1,001,388 = 8,319,477
    ("count-of-table", "en", "{} donors have given to the port fund:", ("Three", "Four"), ("Donor", "Sum")),
    ("count-of-table", "es", "La tabla muestra los {} donantes.", ("tres", "cuatro"), ("Donante", "Monto")),
    ("count-of-table", "pt", "Os {} doadores são os seguintes:", ("três", "quatro"), ("Doador", "Valor")),
    (
        "count-of-table",
        "fr",
        "Le tableau montre les {} donateurs.",
        ("trois", "quatre"),
        ("Donateur", "Montant"),
    ),
    (
        "total-of-table",
        "en",
        "It spent USD {} million in total, as follows:",
        ("8.3", "8.9"),
        ("Port", "Cost"),
    ),
    ("total-of-table", "es", "Aportes (total: USD {} millones)", ("8,3", "8,9"), ("Donante", "Aporte")),
    (
        "total-of-table",
        "pt",
        "Gastou US$ {} milhões no total, ver quadro.",
        ("8,3", "8,9"),
        ("Porto", "Valor"),
    ),
    (
        "total-of-table",
        "fr",
        "Au total {} millions de dollars, au tableau.",
        ("8,3", "8,9"),
        ("Port", "Coût"),
    ),
]


@pytest.mark.parametrize("kind, language, text, numbers, heads", POINTED)
def test_what_leads_to_a_table_speaks_of_all_its_rows(
    kind: str, language: str, text: str, numbers: tuple[str, str], heads: tuple[str, str]
) -> None:
    table = GIFTS.format(donor=heads[0], amount=heads[1])
    if language != "en":
        table = table.replace(",", ".")
    for shown, fits in zip(numbers, (True, False), strict=True):
        [found] = of_kind(text.format(shown) + table, kind, language=language)
        assert found.claim.strength is Strength.STATED
        assert (found.finding.verdict in FITS) is fits


@pytest.mark.parametrize(
    "text",
    [
        "The four largest donors have given:",
        "Four of the ten donors have given:",
        "Four new donors have given:",
        "Four donors have given more than USD 1 million, and eight less:",
        "Four donors have given to the fund.",
        "Four donors gave in 2019.\n\nThe table shows what was built.",
        "It spent USD 9 million in total; the table shows the largest gifts.",
        "It spent USD 9 million, as the table shows.",
        "It spent USD 9 million in total.\n\nIt was a good year.\n\nThe table shows more.",
        "In 2019 it spent USD 9 million in total, as follows:\n\nGifts of 2021",
    ],
)
def test_what_speaks_of_some_rows_or_of_no_table_is_no_error(text: str) -> None:
    table = GIFTS.format(donor="Donor", amount="Amount")
    found = of_kind(text + table, "count-of-table") + of_kind(text + table, "total-of-table")
    assert all(one.claim.strength is Strength.GUESSED for one in found)


def test_other_givers_in_a_row_are_not_one() -> None:
    table = GIFTS.format(donor="Donor", amount="Amount")
    for row, strength in (("Spain", Strength.STATED), ("Others", Strength.GUESSED)):
        [one] = of_kind("Four donors have given:" + table.replace("Spain", row), "count-of-table")
        assert one.claim.strength is strength


def test_what_two_counts_say_of_two_columns_is_counted_in_them() -> None:
    text = "The {} measures are grouped into three themes."
    table = (
        "\n\n| Theme | Measures |\n| --- | --- |\n| Work | 1 Training, 4 Courses |\n"
        "| Health | 2 Clinics, 3 Beds |\n| Law | 5 Advice |\n"
    )
    held = of_kind(text.format("five") + table, "count-of-table")
    broken = of_kind(text.format("six") + table, "count-of-table")
    assert [one.finding.verdict for one in held] == [Verdict.ENTAILED, Verdict.ENTAILED]
    assert [one.finding.verdict for one in broken] == [Verdict.INCONSISTENT, Verdict.ENTAILED]
    assert all(one.claim.strength is Strength.STATED for one in broken)


def test_the_days_of_one_event_are_in_one_year() -> None:
    cover = "Andean Forum on Harbours\n\nQuito, Ecuador\n\n21-24 January 2019\n\n"
    body = "The Andean Forum on Harbours meets in Quito, Ecuador from 21 to 24 January {}."
    [held] = of_kind(cover + body.format(2020), "same-event")
    assert held.finding.verdict is Verdict.INCONSISTENT
    assert held.claim.strength is Strength.STATED
    assert of_kind(cover + body.format(2019), "same-event") == []
    other = "The summit in Quito was on 21 to 24 January 2020."
    [guess] = of_kind(cover + other, "same-event")
    assert guess.claim.strength is Strength.GUESSED


def test_a_contribution_is_compared_with_its_record() -> None:
    # The record says 19,569,912 USD as of August 2024.
    text = "Germany has contributed USD {} million to the Migration MPTF."
    [held] = of_kind(text.format("19.6"), "same-as-record", registry=bundled())
    [broken] = of_kind(text.format("18.6"), "same-as-record", registry=bundled())
    assert held.finding.verdict in FITS
    assert broken.finding.verdict is Verdict.INCONSISTENT
    assert broken.claim.records == ("mptf.donor.germany",)
    assert of_kind(text.format("18.6"), "same-as-record") == []


@pytest.mark.parametrize(
    "text",
    [
        "Germany has contributed USD 18.6 million to the Red Cross.",
        "In 2020, Germany had contributed USD 1.6 million to the Migration MPTF.",
        "Germany has hosted 18 meetings of the Migration MPTF.",
    ],
)
def test_another_receiver_year_or_thing_is_not_held_against_a_record(text: str) -> None:
    assert of_kind(text, "same-as-record", registry=bundled()) == []


def test_a_sentence_that_tells_of_a_part_is_a_guess() -> None:
    text = (
        "Germany has contributed USD 5 million to the Migration MPTF for schools along its northern rivers."
    )
    found = of_kind(text, "same-as-record", registry=bundled())
    assert all(one.claim.strength is Strength.GUESSED for one in found)


def test_claims_stand_in_the_order_of_their_figures() -> None:
    text = f"{ONCE}\n\nIt runs in two cities: Lima, Quito and Cali.\n\n{ONCE}\n"
    reviewed = review(parse(text, format="markdown"), locale="en")
    order = [(one.place.line, one.place.column) for one in reviewed.verified]
    assert order == sorted(order)
    assert len(order) > 1


@pytest.mark.parametrize(
    "one, other",
    [
        ("Alderman, Ward 1, city of Eunice", "Alderman, Ward 3, city of Eunice"),
        ("Constitution Amendment No. 6 (Act on taxes)", "Constitution Amendment No. 2 (Act on taxes)"),
        ("Member of School Board, District  1", "Member of School Board, District  7"),
        ("Votos en el Distrito 4, ciudad de Salto", "Votos en el Distrito 6, ciudad de Salto"),
    ],
)
def test_a_number_that_ends_a_name_states_nothing(one, other):
    text = f"## {one}\n\nAll seats were filled.\n\n## {other}\n\nNone was left open.\n"
    assert [each for each in review(text).verified if each.claim.kind == "said-twice"] == []
