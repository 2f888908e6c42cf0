"""Figures as newspapers and agencies write them: thousands of millions, mixed marks, verbs behind figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

import lacmigration as lm
from lacmigration.reading import Mention


def _only(text: str, locale: str) -> Mention:
    [mention] = lm.read(text, locale=locale)
    return mention


def _number(text: str, locale: str) -> Decimal:
    figure = _only(text, locale).figure
    assert figure is not None
    return figure.number


@pytest.mark.parametrize(
    "text, number, exponent",
    [
        ("El puerto movió 61 mil 204 millones de pesos.", "61204000000", 6),
        ("Se pagaron siete mil 90 millones de euros.", "7090000000", 6),
        ("Las ventas sumaron mil 8 millones de euros.", "1008000000", 6),
        ("El fondo guarda 3 mil 417.6 millones de euros.", "3417600000", 5),
        ("El banco prestó 12 mil 305 mdd.", "12305000000", 6),
    ],
)
def test_thousands_of_millions_in_two_parts_are_one_figure(text: str, number: str, exponent: int) -> None:
    mention = _only(text, "es-MX")
    assert mention.figure is not None
    assert (mention.figure.number, mention.figure.exponent) == (Decimal(number), exponent)


def test_two_figures_side_by_side_stay_two() -> None:
    found = lm.read("Llegaron 61 mil, 204 millones menos que se temían.", locale="es")
    assert [one.figure.number for one in found if one.figure] == [61000, 204000000]
    assert [one.figure.number for one in lm.read("61 thousand 204 million", locale="en") if one.figure] == [
        61000,
        204000000,
    ]


def test_the_marks_of_the_block_count_more_than_those_of_the_document() -> None:
    text = "Fueron 42.318 millones de euros, un 6,2 por ciento más.\n\nOtros hablan de un 5.7%, 9.1% y 3.4%."
    [amount, *_] = lm.read(text, locale="es")
    assert amount.figure is not None
    assert amount.figure.number == Decimal(42318000000)


def test_nobody_counts_in_thousands_of_billions() -> None:
    text = "Trade was 61,207 EUR billions, or 3.4% of the economy.\n\nElsewhere it was 5,2% and 7,9%."
    [amount, *_] = lm.read(text, locale="en")
    assert amount.figure is not None
    assert amount.figure.number == Decimal(61207000000)


@pytest.mark.parametrize(
    "text, locale, number",
    [
        ("Un préstamo de 8,000 millones de euros, al 2,5%.", "es", 8000000000),
        ("Um fundo de 6,000 milhões de euros, a 2,5%.", "pt", 6000000000),
        ("A loan of 8.000 million euros at 2.5%.", "en", 8000000000),
    ],
)
def test_three_noughts_are_no_decimals(text: str, locale: str, number: int) -> None:
    [amount, _] = lm.read(text, locale=locale)
    assert amount.figure is not None
    assert amount.figure.number == number
    assert "separator-by-noughts" in [one.rule for one in amount.inferred]


def test_three_digits_before_millions_leave_both_readings() -> None:
    [amount, _] = lm.read("Hubo 31,406 millones de euros, un 2,5% menos.", locale="es")
    assert {one.number for one in amount.others} == {31406000000}


@pytest.mark.parametrize(
    "text, locale, number",
    [
        ("Le canton verse 650'000 francs.", "fr", 650000),
        ("Le canton verse 1’250’000 francs.", "fr", 1250000),
        ("Il y a 32'500 habitants.", "fr", 32500),
    ],
)
def test_apostrophes_group_digits(text: str, locale: str, number: int) -> None:
    assert _number(text, locale) == number


def test_the_dollar_of_bolivian_newspapers_is_one_sign() -> None:
    mention = _only("El banco prestó en 2021 $us 3.210 millones.", "es")
    assert mention.figure is not None
    assert (mention.figure.number, mention.figure.unit) == (Decimal(3210000000), "USD")


@pytest.mark.parametrize(
    "text, locale",
    [
        ("O plano saiu na terça-feira (9).", "pt"),
        ("Lo dijo el jueves (14).", "es"),
        ("It ended on Monday (3).", "en"),
    ],
)
def test_the_day_behind_a_weekday_is_no_figure(text: str, locale: str) -> None:
    found = lm.read(text, locale=locale)
    assert not len(found)
    assert [one.reason for one in found.masked] == ["a day of the month"]


@pytest.mark.parametrize(
    "text, locale, noun",
    [
        ("Some 9% said so.", "en", ""),
        ("It is 9% of exports.", "en", "exports"),
        ("Fueron 7 millones de euros reportados en mayo.", "es", ""),
        ("Subió 4,5% respecto a mayo.", "es", ""),
        ("Sont prévus 7 millions d’euros destinés aux ports.", "fr", ""),
        ("Unas 900 maestras enseñan allí.", "es", "maestras"),
        ("Cerca de 900 professoras ensinam ali.", "pt", "professoras"),
        ("Quelque 900 infirmières travaillent là.", "fr", "infirmières"),
        ("Hay 900 maestras rurales.", "es", "maestras rurales"),
        ("Foram 900 de ônibus.", "pt", ""),
        ("Foram 12 mil de ônibus.", "pt", ""),
        ("Hay 2 millones de maestras.", "es", "maestras"),
        ("Hay 2.000.000 de maestras.", "es", "maestras"),
        ("They built 40 schools.", "en", "schools"),
        ("Fueron 7 millones de euros del mismo mes.", "es", ""),
        ("Fueron 7 millones de euros de deuda.", "es", "deuda"),
        ("O total foi de 31 mil. Agora sobe.", "pt", ""),
    ],
)
def test_a_noun_is_what_is_counted_and_no_verb(text: str, locale: str, noun: str) -> None:
    assert _only(text, locale).noun == noun


def test_how_often_is_no_multiple() -> None:
    figure = _only("Elles écrivent huit fois par an.", "fr").figure
    assert figure is not None
    assert figure.form is not lm.read("Il a été multiplié par huit fois.", locale="fr")[0].figure.form  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text, locale",
    [("It was said at COP29.", "en"), ("Lo dijo en la COP9.", "es"), ("Escriben al menos una vez.", "es")],
)
def test_a_conference_and_once_are_no_figures(text: str, locale: str) -> None:
    assert not len(lm.read(text, locale=locale))


def test_dollars_of_the_united_states_in_two_languages() -> None:
    figure = _only("Costó 310 millones de US dólares.", "es").figure
    assert figure is not None
    assert figure.unit == "USD"
