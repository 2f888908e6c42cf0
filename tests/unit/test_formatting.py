"""Figures, money and countries in the words and marks of a locale."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.localedata import locale_identifiers

from lacmigration.errors import UnknownLocaleError, UnknownRecordError
from lacmigration.figures import Figure, Form
from lacmigration.formatting import format_country, format_figure, format_money
from lacmigration.money import Money

# figure in English | locale | long | compact where it differs; _ is a space that does not break
WRITTEN = """
more than USD 57.5M | en | more than USD_57.5 million | more than USD_57.5M
more than USD 57.5M | es | más de 57,5 millones_USD | más de 57,5_M_USD
more than USD 57.5M | es-MX | más de USD_57.5 millones | más de USD_57.5_M
more than USD 57.5M | pt-BR | mais de USD_57,5 milhões | mais de USD_57,5_mi
more than USD 57.5M | fr | plus de 57,5 millions_USD | plus de 57,5_M_USD
more than USD 57.5M | de | more than 57,5 Millionen_USD | more than 57,5_Mio._USD
more than USD 57.5M | ja | more than USD_5,750万 |
approximately 38% | en | about 38% |
approximately 38% | es | aproximadamente 38_% |
approximately 38% | pt-PT | aproximadamente 38% |
approximately 38% | fr | environ 38_% |
at least 38.0% | es-MX | al menos 38.0% |
nearly 5 | fr | près de 5 |
up to 5 | pt | até 5 |
under 5 | es | menos de 5 |
22 countries | es | 22 países |
1 country | es | 1 país |
1.3 billion people | en | 1.3 billion persons | 1.3B persons
1.3 billion people | es | 1,3 mil millones de personas | 1,3_mil_M personas
1.3 billion people | pt-BR | 1,3 bilhão de pessoas | 1,3_bi pessoas
1.3 billion people | pt-PT | 1,3 mil milhões de pessoas | 1,3_mM pessoas
1.3 billion people | fr | 1,3 milliard de personnes | 1,3_Md personnes
5 million operations | fr | 5 millions d'opérations | 5_M opérations
5 thousand people | fr | 5 mille personnes | 5_k personnes
2.5 trillion | es | 2,5 billones |
2.5 trillion | pt-BR | 2,5 trilhões | 2,5_tri
half a million | es | 0,5 millones | 0,5_M
57,512 thousand | en | 57,512 thousand | 57,512K
1.2345 million USD | en | USD_1.2345 million | USD_1.2345M
1,234.567 trillion | en | 1,234.567 trillion | 1,234.567tn
0.5 thousand | de | 0,5 Tausend |
3 million to 4,000,000 | en | between 3 million and 4,000,000 | between 3M and 4,000,000
1,234,567.80 | es | 1.234.567,80 |
1,234,567.80 | pt-PT | 1_234_567,80 |
1,234,567.80 | en-IN | 12,34,567.80 |
1,234,567.80 | en-CH | 1’234’567.80 |
-5 | sv | −5 |
USD 120 per capita | es | 120_USD por persona |
5 persons per day | pt | 5 pessoas por dia |
17.5 MXN per USD | fr | 17,5_MXN par USD |
3 pp | fr | 3 points de pourcentage |
5‰ | es | 5_‰ |
between 3 and 4 million people | es | entre 3 y 4 millones de personas | entre 3 y 4_M personas
from USD 500,000 to USD 2 million | en | between USD_500,000 and 2 million | between USD_500,000 and 2M
from 500 thousand to 2 million | pt | entre 500 mil e 2 milhões | entre 500_mil e 2_mi
3-4 times | fr | entre 3 et 4 fois |
one in five | es | 1 de cada 5 |
one in five | fr | 1 sur 5 |
27 of the 33 | pt | 27 de 33 |
27 of the 33 | fr | 27 des 33 |
two thirds | es | 2/3 |
doubled | es | 2 veces |
tripled | pt | 3 vezes |
4.8 million Venezuelan migrants | es | 4,8 millones de venezuelan migrants | 4,8_M venezuelan migrants
"""
ROWS = [tuple(part.strip(" ") for part in line.split("|")) for line in WRITTEN.strip().splitlines()]


@pytest.mark.parametrize("text, locale, long, short", ROWS)
def test_figures(text: str, locale: str, long: str, short: str):
    figure = Figure.parse(text)
    spaces = str.maketrans("_", "\u00a0")
    assert format_figure(figure, locale=locale) == long.translate(spaces)
    short = (short or long).translate(spaces)
    assert format_figure(figure, locale=locale, compact=True) == short


def test_every_stated_digit_is_written():
    assert format_figure(Figure(57, exponent=-2), locale="en") == "57.00"
    assert format_figure(Figure(Decimal("57.000"), exponent=0), locale="en") == "57"
    assert format_figure(Figure(57512345, exponent=0, scaled=True), locale="en") == "57.512345 million"


def test_the_second_number_s_own_digits_count_where_no_exponent_says_otherwise():
    figure = Figure("2.50", form=Form.RANGE, second="3.75")
    assert format_figure(figure, locale="es") == "entre 2,50 y 3,75"


def test_numbers_beyond_the_greatest_scale_word_stack_it():
    figure = Figure(Decimal("5E15"), exponent=15, scaled=True)
    assert format_figure(figure, locale="en") == "5 thousand trillion"
    assert format_figure(figure, locale="pt", compact=True) == "5 mil trilhões"
    assert format_figure(figure, locale="de") == "5.000 Billionen"


def test_any_locale_can_be_asked():
    texts = ("about USD 1.3 billion", "-5.25%", "1 in 5", "0 thousand", "3 to 4 million")
    figures = [Figure.parse(text) for text in texts]
    for name in locale_identifiers():
        for figure in figures:
            for compact in (False, True):
                assert format_figure(figure, locale=name, compact=compact)


@pytest.mark.parametrize(
    "amount, currency, locale, text",
    [
        ("1234.50", "USD", "en", "USD_1,234.50"),
        ("1234.50", "USD", "es", "1.234,50_USD"),
        ("1234.50", "BRL", "pt-BR", "BRL_1.234,50"),
        ("-1234567", "CLP", "es-CL", "CLP_-1.234.567"),
        ("0", "EUR", "fr", "0_EUR"),
    ],
)
def test_money(amount: str, currency: str, locale: str, text: str):
    assert format_money(Money(amount, currency), locale=locale) == text.replace("_", "\u00a0")


@pytest.mark.parametrize(
    "code, locale, name",
    [("br", "fr", "Brésil"), ("MX", "pt", "México"), ("HT", "es", "Haití"), ("ve", "de", "Venezuela")],
)
def test_countries(code: str, locale: str, name: str):
    assert format_country(code, locale=locale) == name


def test_a_country_that_nobody_knows_is_refused():
    with pytest.raises(UnknownRecordError, match="'q7' is not the code of a country"):
        format_country("q7", locale="es")


@pytest.mark.parametrize("locale", ["xx-YY", "", "zz", "es-", "no such"])
def test_a_locale_that_nobody_knows_is_refused(locale: str):
    with pytest.raises(UnknownLocaleError, match="is not a locale that CLDR knows"):
        format_country("br", locale=locale)
