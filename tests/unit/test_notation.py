"""Figures as people write them in four languages, with values worked out by hand."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest

from lacmigration.errors import FigureSyntaxError, UnknownLocaleError
from lacmigration.notation import Form, Hedge, Reading, read_one

# locale | text | number | exponent of the last written digit | unit
NUMBERS = """
en | 19,569,912 USD | 19569912 | 0 | USD
en | USD 57.5M | 57500000 | 5 | USD
en | USD57.5M | 57500000 | 5 | USD
en | 57.5 million USD | 57500000 | 5 | USD
en | 89,579 USD billions | 89579000000000 | 9 | USD
en | 38% | 38 | 0 | percent
en | 38.0 per cent | 38 | -1 | percent
en | 8.4 percent | 8.4 | -1 | percent
en | +3 percentage points | 3 | 0 | percentage points
en | 3 pp | 3 | 0 | percentage points
en | 5‰ | 5 | 0 | per thousand
en | 5 per 1,000 | 5 | 0 | per thousand
en | twenty-two donors | 22 | 0 | donors
en | three pillars | 3 | 0 | pillars
en | zero | 0 | 0 | 1
en | one hundred and five thousand two hundred | 105200 | 0 | 1
en | five thousand people | 5000 | 3 | persons
en | a million | 1000000 | 6 | 1
en | half a million people | 500000 | 5 | persons
en | USD half a billion | 500000000 | 8 | USD
en | two and a half million | 2500000 | 5 | 1
en | 2½ million | 2500000 | 5 | 1
en | ½ million | 500000 | 5 | 1
en | ¾ million | 750000 | 4 | 1
en | 1¾ | 1.75 | -2 | 1
en | two dozen countries | 24 | 0 | countries
en | a dozen | 12 | 0 | 1
en | 1.3 billion | 1300000000 | 8 | 1
en | 2.5 tn | 2500000000000 | 11 | 1
en | 5 thousand million | 5000000000 | 9 | 1
en | 500k | 500000 | 3 | 1
en | 787,185 persons | 787185 | 0 | persons
en | 1 country | 1 | 0 | countries
en | 12 organizations | 12 | 0 | organisations
en | 41 countries and territories | 41 | 0 | countries and territories
en | 4.8 million Venezuelan migrants | 4800000 | 5 | venezuelan migrants
en | 5 US-Mexico crossings | 5 | 0 | us-mexico crossings
en | 5-year | 5 | 0 | years
en | 5 people. | 5 | 0 | persons
en | the 22 donors | 22 | 0 | donors
en | US$5 million | 5000000 | 6 | USD
en | US $5 | 5 | 0 | USD
en | U.S. $5 | 5 | 0 | USD
en | \\$550,000 USD | 550000 | 0 | USD
en | $5 MXN | 5 | 0 | MXN
en | MXN$3,200.50 | 3200.50 | -2 | MXN
en | R$ 2.5 bn | 2500000000 | 8 | BRL
en | €35m | 35000000 | 6 | EUR
en | 35 € | 35 | 0 | EUR
en | Q1,200 | 1200 | 0 | GTQ
en | L 500 | 500 | 0 | HNL
en | S/ 500 | 500 | 0 | PEN
en | 5 million US dollars | 5000000 | 6 | USD
en | 5 Mexican pesos | 5 | 0 | MXN
en | MXN 5 pesos | 5 | 0 | MXN
en | CAD 5 dollars | 5 | 0 | CAD
en | 5 Brazilian reais | 5 | 0 | BRL
en | USD 120 per capita | 120 | 0 | USD/person
en | 120 USD/person | 120 | 0 | USD/person
en | USD 5 a day | 5 | 0 | USD/day
en | 5 persons per day | 5 | 0 | persons/day
en | 17.5 MXN per USD | 17.5 | -1 | MXN/USD
en | -5 | -5 | 0 | 1
en | −5% | -5 | 0 | percent
en | -US$5 | -5 | 0 | USD
en | US$ -5 | -5 | 0 | USD
en | (1,234) | -1234 | 0 | 1
en | USD (5.0) | -5 | -1 | USD
en | (5)% | -5 | 0 | percent
en | .5% | 0.5 | -1 | percent
en | 0.234 | 0.234 | -3 | 1
en | 1234.567 | 1234.567 | -3 | 1
en | 1,234,567.891 | 1234567.891 | -3 | 1
en | 1,234 | 1234 | 0 | 1
en-IN | 12,34,567 | 1234567 | 0 | 1
en-CH | 1’234.50 | 1234.5 | -2 | 1
en-ZA | 1 234,5 | 1234.5 | -1 | 1
es | 57,5 millones de dólares estadounidenses | 57500000 | 5 | USD
es | US$ 1.234,5 millones | 1234500000 | 5 | USD
es | dos mil millones | 2000000000 | 9 | 1
es | 2,5 miles de millones de euros | 2500000000 | 8 | EUR
es | 2 billones | 2000000000000 | 12 | 1
es | un millardo | 1000000000 | 9 | 1
es | US$ 25 MM | 25000000 | 6 | USD
es | 25 mdd | 25000000 | 6 | USD
es | medio millón de personas | 500000 | 5 | persons
es | dos millones y medio de personas | 2500000 | 5 | persons
es | dieciséis países | 16 | 0 | countries
es | veintidos | 22 | 0 | 1
es | treinta y dos mil quinientas personas | 32500 | 0 | persons
es | mil doscientos treinta y cuatro | 1234 | 0 | 1
es | mil | 1000 | 3 | 1
es | ciento un | 101 | 0 | 1
es | 30,7% | 30.7 | -1 | percent
es | el 21,1 por ciento | 21.1 | -1 | percent
es | 12 puntos porcentuales | 12 | 0 | percentage points
es | 5 por 1.000 | 5 | 0 | per thousand
es | 1.234 | 1234 | 0 | 1
es | 1.234.567,8 | 1234567.8 | -1 | 1
es | 1 234 567,8 | 1234567.8 | -1 | 1
es | 1234 | 1234 | 0 | 1
es | ₡5.000 | 5000 | 0 | CRC
es | 5.000 pesos chilenos | 5000 | 0 | CLP
es | 300 quetzales | 300 | 0 | GTQ
es | 5 millones de guaraníes | 5000000 | 6 | PYG
es | USD 120 por persona | 120 | 0 | USD/person
es | 5 millones de dólares de los EE. UU. | 5000000 | 6 | USD
es-MX | 1,234.5 | 1234.5 | -1 | 1
es-MX | MXN$ 3,200 | 3200 | 0 | MXN
es-CR | 1 234,5 | 1234.5 | -1 | 1
pt-BR | R$ 2,5 bi | 2500000000 | 8 | BRL
pt-BR | 2,5 bilhões de reais | 2500000000 | 8 | BRL
pt-BR | 3 trilhões | 3000000000000 | 12 | 1
pt-BR | vinte e dois mil trezentos e quarenta e cinco | 22345 | 0 | 1
pt-BR | duzentos | 200 | 0 | 1
pt-BR | mil e cem | 1100 | 0 | 1
pt-BR | 5 mil pessoas | 5000 | 3 | persons
pt-BR | meio milhão | 500000 | 5 | 1
pt-BR | 30,7 por cento | 30.7 | -1 | percent
pt-BR | 1.234,56 | 1234.56 | -2 | 1
pt-PT | 2 biliões | 2000000000000 | 12 | 1
pt-PT | 5 mil milhões de euros | 5000000000 | 9 | EUR
pt-PT | 5 mM€ | 5000000000 | 9 | EUR
pt-PT | 1 234,5 | 1234.5 | -1 | 1
pt-PT | 1.234.567 | 1234567 | 0 | 1
fr | 35 M€ | 35000000 | 6 | EUR
fr | 500 k€ | 500000 | 3 | EUR
fr | 2,5 Mds€ | 2500000000 | 8 | EUR
fr | 1,5 milliard d'euros | 1500000000 | 8 | EUR
fr | 2 billions | 2000000000000 | 12 | 1
fr | mille milliards | 1000000000000 | 12 | 1
fr | un million et demi de personnes | 1500000 | 5 | persons
fr | un demi-million | 500000 | 5 | 1
fr | quatre-vingt-dix-sept | 97 | 0 | 1
fr | quatre-vingts | 80 | 0 | 1
fr | soixante et onze | 71 | 0 | 1
fr | mille neuf cent quatre-vingt-dix | 1990 | 0 | 1
fr | septante-deux | 72 | 0 | 1
fr | 5,5 % | 5.5 | -1 | percent
fr | 30 pour cent | 30 | 0 | percent
fr | 5 points de pourcentage | 5 | 0 | percentage points
fr | 5 millions d’habitants | 5000000 | 6 | habitants
fr | 1 234 567,8 | 1234567.8 | -1 | 1
fr | 1.234,5 | 1234.5 | -1 | 1
fr | 120 USD par personne | 120 | 0 | USD/person
fr-CA | 5 dollars américains | 5 | 0 | USD
"""
ROWS = [tuple(part.strip() for part in line.split("|")) for line in NUMBERS.strip().splitlines()]


@pytest.mark.parametrize("locale, text, number, exponent, unit", ROWS)
def test_numbers(locale: str, text: str, number: str, exponent: str, unit: str):
    [reading] = read_one(text, locale=locale)
    assert (reading.number, reading.exponent, reading.unit) == (Decimal(number), int(exponent), unit)
    assert (reading.form, reading.hedge, reading.second) == (Form.NUMBER, Hedge.NONE, None)


@pytest.mark.parametrize(
    "text", ["5 million", "5M", "5k", "USD 0.5 billions", "five thousand", "half a million"]
)
def test_a_scale_word_or_letter_is_noted(text: str):
    assert read_one(text)[0].scaled


@pytest.mark.parametrize(
    "text", ["5,000,000", "twenty-two", "one hundred", "five thousand two hundred", "a dozen"]
)
def test_number_words_that_are_no_scale_are_not(text: str):
    assert not read_one(text)[0].scaled


HEDGES = """
en | about | about 38%, around 38%, some 38%, approximately 38%, approx. 38%, roughly 38%, c. 38%, ca. 38%
en | about | ~38%, ~ 38%
en | about | ≈ 38%, circa 38%, an estimated 38%, 38% or so
en | more-than | more than 38%, over 38%, above 38%, >38%, far more than 38%, just over 38%
en | at-least | at least 38%, no fewer than 38%, not less than 38%, ≥ 38%, >= 38%
en | at-least | 38% or more, 38%+, a minimum of 38%
en | nearly | nearly 38%, almost 38%, close to 38%, just under 38%
en | at-most | up to 38%, at most 38%, no more than 38%, ≤38%, as much as 38%, 38% or less
en | less-than | less than 38%, under 38%, below 38%, fewer than 38%, <38%
es | about | aproximadamente 38%, alrededor de 38%, alrededor del 38%, cerca del 38%, unos 38%
es | about | en torno al 38%
es | more-than | más de 38%, más del 38%, por encima del 38%, superior al 38%
es | at-least | al menos 38%, por lo menos 38%, no menos de 38%, como mínimo 38%, 38% o más
es | nearly | casi 38%, casi el 38%
es | at-most | hasta 38%, a lo sumo 38%, no más de 38%, como máximo 38%, hasta un 38%
es | less-than | menos de 38%, menos del 38%, por debajo del 38%
pt | about | aproximadamente 38%, cerca de 38%, em torno de 38%, por volta de 38%
pt | more-than | mais de 38%, acima de 38%, mais dos 38%
pt | at-least | pelo menos 38%, ao menos 38%, no mínimo 38%, 38% ou mais
pt | nearly | quase 38%, perto de 38%
pt | at-most | até 38%, no máximo 38%, não mais de 38%
pt | less-than | menos de 38%, abaixo de 38%
fr | about | environ 38 %, autour de 38 %, à peu près 38 %, approximativement 38 %, quelque 38 %
fr | more-than | plus de 38 %, au-dessus de 38 %
fr | at-least | au moins 38 %, pas moins de 38 %, 38 % ou plus
fr | nearly | près de 38 %, presque 38 %
fr | at-most | jusqu'à 38 %, jusqu’à 38 %, au plus 38 %, pas plus de 38 %
fr | less-than | moins de 38 %, en dessous de 38 %
"""
HEDGED = [
    (locale, Hedge(hedge), text.strip())
    for locale, hedge, texts in (map(str.strip, line.split("|")) for line in HEDGES.strip().splitlines())
    for text in texts.split(",")
]


@pytest.mark.parametrize("locale, hedge, text", HEDGED)
def test_hedges(locale: str, hedge: Hedge, text: str):
    assert read_one(text, locale=locale) == (
        Reading(number=Decimal(38), exponent=0, unit="percent", hedge=hedge),
    )


def test_a_hedge_may_stand_between_number_and_noun():
    [reading] = read_one("200+ people")
    assert (reading.number, reading.unit, reading.hedge) == (200, "persons", Hedge.AT_LEAST)
    [reading] = read_one("5 million or more people")
    assert (reading.number, reading.unit, reading.hedge) == (5000000, "persons", Hedge.AT_LEAST)
    [reading] = read_one("5 o más personas", locale="es")
    assert (reading.number, reading.unit, reading.hedge) == (5, "persons", Hedge.AT_LEAST)


def test_contracted_hedges_before_fractions():
    for text, locale in (("más de la mitad", "es"), ("mais da metade", "pt"), ("plus de la moitié", "fr")):
        [reading] = read_one(text, locale=locale)
        assert (reading.form, reading.hedge) == (Form.FRACTION, Hedge.MORE_THAN)
    [reading] = read_one("plus d'un million", locale="fr")
    assert (reading.number, reading.hedge) == (1000000, Hedge.MORE_THAN)


# locale | text | low | its exponent | high | its exponent | unit
RANGES = """
en | between 3 and 4 million | 3000000 | 6 | 4000000 | 6 | 1
en | from 3 to 4% | 3 | 0 | 4 | 0 | percent
en | 3 to 4.5 million persons | 3000000 | 6 | 4500000 | 5 | persons
en | 30-40% | 30 | 0 | 40 | 0 | percent
en | $3–4 million | 3000000 | 6 | 4000000 | 6 | USD
en | USD 3 million to USD 4 million | 3000000 | 6 | 4000000 | 6 | USD
en | between USD 3 and 4 per person | 3 | 0 | 4 | 0 | USD/person
en | between 500,000 and 2 million | 500000 | 0 | 2000000 | 6 | 1
en | between one hundred and two hundred days | 100 | 0 | 200 | 0 | days
en | between 3% and 4% | 3 | 0 | 4 | 0 | percent
en | -5 to -3 | -5 | 0 | -3 | 0 | 1
en | 1.234–5.6 | 1.234 | -3 | 5.6 | -1 | 1
en | 3 to 4 times | 3 | 0 | 4 | 0 | times
en | 5 years to 6 years | 5 | 0 | 6 | 0 | years
es | entre 3 y 4 millones de dólares | 3000000 | 6 | 4000000 | 6 | USD
es | entre el 3% y el 5% | 3 | 0 | 5 | 0 | percent
es | del 3 al 5% | 3 | 0 | 5 | 0 | percent
es | de 3 a 4 meses | 3 | 0 | 4 | 0 | months
pt | entre 3 e 4 bilhões | 3000000000 | 9 | 4000000000 | 9 | 1
pt | de 3 a 5 milhões | 3000000 | 6 | 5000000 | 6 | 1
fr | entre vingt et trente pays | 20 | 0 | 30 | 0 | countries
fr | 5 à 6 % | 5 | 0 | 6 | 0 | percent
fr | de 5 à 6 millions d'euros | 5000000 | 6 | 6000000 | 6 | EUR
"""


@pytest.mark.parametrize(
    "row",
    [tuple(map(str.strip, line.split("|"))) for line in RANGES.strip().splitlines()],
    ids=lambda row: row[1],
)
def test_ranges(row: tuple[str, ...]):
    locale, text, low, low_exponent, high, high_exponent, unit = row
    [reading] = read_one(text, locale=locale)
    assert reading.form is Form.RANGE
    assert (reading.number, reading.exponent) == (Decimal(low), int(low_exponent))
    assert (reading.second, reading.second_exponent) == (Decimal(high), int(high_exponent))
    assert reading.unit == unit


# locale | text | form | number | second
SHARES = """
en | one in five | one-in | 5 |
en | 1 in 5 migrants | one-in | 5 |
en | one out of five | one-in | 5 |
en | one person in five | one-in | 5 |
en | one in every five | one-in | 5 |
en | three in ten | out-of | 3 | 10
en | 27 of the 33 | out-of | 27 | 33
en | 27 out of 33 countries | out-of | 27 | 33
en | 1 of 5 | out-of | 1 | 5
en | 6.5 of the 7.7 million Venezuelans | out-of | 6500000 | 7700000
en | 5,000 of 2 million | out-of | 5000 | 2000000
en | 5 in 10 thousand | out-of | 5 | 10000
en | half | fraction | 1 | 2
en | a third | fraction | 1 | 3
en | two-thirds | fraction | 2 | 3
en | a quarter | fraction | 1 | 4
en | three quarters | fraction | 3 | 4
en | 3 quarters | fraction | 3 | 4
en | one tenth | fraction | 1 | 10
en | ½ | fraction | 1 | 2
en | ⅔ | fraction | 2 | 3
en | 3/4 | fraction | 3 | 4
en | doubled | multiple | 2 |
en | doubling | multiple | 2 |
en | twice | multiple | 2 |
en | tripled | multiple | 3 |
en | three-fold | multiple | 3 |
en | tenfold | multiple | 10 |
en | 3-fold | multiple | 3 |
en | 3x | multiple | 3 |
en | 2.5 times | multiple | 2.5 |
es | uno de cada cinco | one-in | 5 |
es | 1 persona de cada 5 | one-in | 5 |
es | tres de cada diez personas | out-of | 3 | 10
es | 27 de los 33 países | out-of | 27 | 33
es | la mitad | fraction | 1 | 2
es | dos tercios | fraction | 2 | 3
es | 2 tercios | fraction | 2 | 3
es | una tercera parte | fraction | 1 | 3
es | tres cuartas partes | fraction | 3 | 4
es | un cuarto | fraction | 1 | 4
es | el doble | multiple | 2 |
es | se duplicó | multiple | 2 |
es | triplicado | multiple | 3 |
es | 3 veces | multiple | 3 |
pt | um em cada cinco | one-in | 5 |
pt | 27 dos 33 países | out-of | 27 | 33
pt | metade | fraction | 1 | 2
pt | dois terços | fraction | 2 | 3
pt | a terça parte | fraction | 1 | 3
pt | três quartos | fraction | 3 | 4
pt | o dobro | multiple | 2 |
pt | dobrou | multiple | 2 |
pt | três vezes | multiple | 3 |
fr | un sur cinq | one-in | 5 |
fr | une personne sur cinq | one-in | 5 |
fr | 27 des 33 pays | out-of | 27 | 33
fr | trois sur dix | out-of | 3 | 10
fr | la moitié | fraction | 1 | 2
fr | un tiers | fraction | 1 | 3
fr | les deux tiers | fraction | 2 | 3
fr | trois quarts | fraction | 3 | 4
fr | le double | multiple | 2 |
fr | doublé | multiple | 2 |
fr | trois fois | multiple | 3 |
"""


@pytest.mark.parametrize(
    "locale, text, form, number, second",
    [tuple(map(str.strip, line.split("|"))) for line in SHARES.strip().splitlines()],
    ids=lambda part: part,
)
def test_shares_fractions_and_multiples(locale: str, text: str, form: str, number: str, second: str):
    [reading] = read_one(text, locale=locale)
    assert reading.form == Form(form)
    assert reading.number == Decimal(number)
    assert reading.second == (Decimal(second) if second else None)
    assert reading.unit == ("times" if form == "multiple" else "1")


def test_every_fraction_sign_is_what_unicode_says():
    for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒":
        [reading] = read_one(sign)
        assert f"{reading.number}\u2044{reading.second}" == unicodedata.normalize("NFKC", sign)


@pytest.mark.parametrize(
    "locale, text, numbers",
    [
        ("en", "1.234", ["1.234", "1234"]),
        ("en", "123.456", ["123.456", "123456"]),
        ("en", "USD 1.234", ["1.234", "1234"]),
        ("en", "12.345 million", ["12345000", "12345000000"]),
        ("es", "1,234", ["1.234", "1234"]),
        ("pt", "12,345%", ["12.345", "12345"]),
        ("fr", "1,234", ["1.234", "1234"]),
        ("fr", "1.234", ["1234", "1.234"]),  # French groups with spaces: either is a borrowed habit
        ("fr", "10.234", ["10234", "10.234"]),
        ("fr", "1.234.567", ["1234567"]),
        ("pt-PT", "1.234", ["1234", "1.234"]),
        ("en-ZA", "12.345", ["12345", "12.345"]),
        (None, "1.234", ["1.234", "1234"]),
        (None, "1,234", ["1234", "1.234"]),
        (None, "30,7", ["30.7"]),
        (None, "1.234.567", ["1234567"]),
        (None, "2 billion", ["2000000000", "2000000000000"]),
        ("en", "1,234", ["1234"]),
        ("es", "1.234", ["1234"]),
        ("es-MX", "1,234", ["1234"]),
    ],
)
def test_an_ambiguous_text_has_every_reading_and_the_locale_s_own_first(
    locale: str | None, text: str, numbers: list[str]
):
    assert [reading.number for reading in read_one(text, locale=locale)] == [Decimal(n) for n in numbers]


def test_ambiguous_ends_of_a_range_are_read_alike():
    found = [(r.number, r.second) for r in read_one("1.234 to 2.345")]
    assert found == [(Decimal("1.234"), Decimal("2.345")), (Decimal(1234), Decimal(2345))]


def test_an_end_that_shows_no_decimals_leaves_the_other_open():
    found = [(r.number, r.second) for r in read_one("1.234 to 5,678")]
    assert found == [(Decimal("1.234"), Decimal(5678)), (Decimal(1234), Decimal(5678))]


@pytest.mark.parametrize(
    "text, scaled",
    [
        ("5,000 of 2 million", True),
        ("6 of the 7 million", True),
        ("2 million of 5,000,000", True),
        ("27 of 33", False),
    ],
)
def test_a_share_is_scaled_where_one_of_its_numbers_is(text: str, scaled: object):
    assert read_one(text)[0].scaled is scaled


@pytest.mark.parametrize(
    "locale, text, unit, note",
    [
        ("en", "$5", "USD", "currency: $ read as USD"),
        ("en", "more than $5 million", "USD", "currency: $ read as USD"),
        ("en-CA", "$5", "CAD", "currency: $ read as CAD"),
        ("en", "5 dollars", "USD", "currency: dollars read as USD"),
        ("en-JM", "5 dollars", "JMD", "currency: dollars read as JMD"),
        ("en", "£5", "GBP", "currency: £ read as GBP"),
        ("en", "¥5", "JPY", "currency: ¥ read as JPY"),
        ("en", "C$5", "CAD", "currency: C$ read as CAD"),
        ("es-NI", "C$5", "NIO", "currency: C$ read as NIO"),
        ("es", "5 dólares", "USD", "currency: dólares read as USD"),
        ("es-MX", "$5", "MXN", "currency: $ read as MXN"),
        ("es-CO", "$5.000", "COP", "currency: $ read as COP"),
        ("es-CL", "$5.000", "CLP", "currency: $ read as CLP"),
        ("es-AR", "5 pesos", "ARS", "currency: pesos read as ARS"),
        ("es-MX", "25 mdp", "MXN", "currency: mdp read as MXN"),
        ("es-PE", "$5", "USD", "currency: $ read as USD"),
        ("es-VE", "Bs. 5", "VES", "currency: Bs. read as VES"),
        ("es-BO", "Bs. 5", "BOB", "currency: Bs. read as BOB"),
        ("fr", "5 M$", "USD", "currency: $ read as USD"),
        ("fr-CA", "5 $", "CAD", "currency: $ read as CAD"),
        ("pt-BR", "$5", "USD", "currency: $ read as USD"),
    ],
)
def test_what_is_concluded_is_marked(locale: str, text: str, unit: str, note: str):
    [reading] = read_one(text, locale=locale)
    assert (reading.unit, reading.inferred) == (unit, (note,))


@pytest.mark.parametrize(
    "text", ["USD 5", "US$5", "€5", "$5 USD", "5 US dollars", "$5 MXN", "5%", "RD$ 5", "R$5"]
)
def test_what_is_written_is_not_marked(text: str):
    assert read_one(text)[0].inferred == ()


# locale | text | column | what the message says
REFUSED = """
en | 30,7 | 3 | 30.7 was perhaps meant (a decimal comma)
en | 30,7% | 3 | 30.7 was perhaps meant (a decimal comma)
en | 1.234,5 | 2 | 1,234.5 was perhaps meant (a decimal comma)
en | 1,23,456 | 2 | groups are written as in 1,234,567.8
en | 1.234.567 | 2 | groups are written as in 1,234,567.8
en | USD 1'234.50 | 6 | groups are written as in 1,234,567.8
es | 30.7 | 3 | 30,7 was perhaps meant (a decimal point)
es-MX | 30,7 | 3 | 30.7 was perhaps meant (a decimal comma)
en-IN | 1,2345 | 2 | perhaps meant
fr | 0.234 | 2 | 0,234 was perhaps meant (a decimal point)
en | 12 34 | 4 | '34' follows
en | 38% of people | 5 | 'of' follows
en | 38%% | 4 | '%' follows
en | about about 5 | 7 | 'about' is no number in English
en | usd 1,250,000 | 1 | 'usd' is no number in English; if the currency is meant, write USD
en | all 5 | 1 | 'all' is no number in English; write a figure such as 38% or USD 5M
en | more than 5 or more | 13 | 'or' follows
en | between 5 and 3 | 1 | from the lower number to the upper
en | between 3 to 4 | 11 | the second end of the range is missing; join it with 'and'
en | from 3% to 4 | 13 | these have percent and none
en | USD 3 to EUR 4 | 15 | these have USD and EUR
en | 5 pesos | 3 | of which country
en | USD 5 EUR | 7 | USD stands before the number and EUR behind it
en | US$5 MXN | 6 | USD stands before the number and MXN behind it
en | EUR 5 dollars | 7 | EUR stands before the number and USD behind it
en | XYZ 5 | 1 | XYZ is not a currency code
en | 5 UDS | 3 | or USD was meant
en | XX$ 5 | 1 | XX$ is not known as a currency
en | 5 XX$ | 3 | XX$ is not known as a currency
en | twenty forty | 8 | 'forty' follows
en | five two | 6 | 'two' follows
en | twenty-zero | 8 | 'zero' follows
en | 1.23,45 | 2 | groups are written as in 1,234,567.8
en | three million and four hundred thousand | 15 | 'and' follows
es | 3 millones mil millones | 12 | cannot follow another scale word
es | mil mil | 5 | cannot follow another scale word
es | mil mil trescientos | 5 | cannot follow another scale word
en | three million five thousand thousand | 15 | 'five' follows
en | 5 thousand thousand | 12 | cannot follow another scale word
en | 5 million million | 11 | cannot follow another scale word
en | 5 million thousand | 11 | cannot follow another scale word
en | USD | 1 | 'USD' is no number
en | $ | 2 | a number is missing
en | about | 6 | a number is missing
en | million | 1 | 'million' is no number
en | countries | 1 | 'countries' is no number
en | (5 | 3 | the bracket before the number is not closed
en | (-5) | 4 | negative already
en | 5) | 2 | ')' follows
en | 5 th | 3 | touches its number
en | 5things | 2 | 'things' follows
en | 5² | 2 | '²' follows
en | ٣ | 1 | no number
en | 1e6 | 2 | 'e' follows
en | NaN | 1 | no number
en | 3/0 | 1 | no zero below
en | 1234567/12345678 | 1 | two whole numbers
en | one in zero | 8 | a share of zero
en | 5% of 20 | 4 | a share has two counts
en | 1.5½ | 4 | behind a whole number only
en | 5 per person | 3 | 'per' follows
en | USD 5 per | 7 | 'per' follows
en | 5 dólares | 3 | give the locale es
en | 5 millones | 3 | give the locale es
es | 5 million | 3 | give the locale en
es | 5 bilhões | 3 | give the locale pt
es | 5 dollars | 3 | give the locale en
pt-BR | 5 biliões | 3 | give the locale pt-PT
pt-PT | 5 bilhões | 3 | give the locale pt-BR
pt-PT | 5 bi | 3 | give the locale pt-BR
"""
REFUSED_ROWS = [tuple(map(str.strip, line.split(" | "))) for line in REFUSED.strip().splitlines()]


@pytest.mark.parametrize("locale, text, column, message", REFUSED_ROWS, ids=lambda part: part)
def test_what_is_no_figure_is_refused_at_its_column(locale: str, text: str, column: str, message: str):
    with pytest.raises(FigureSyntaxError) as caught:
        read_one(text, locale=locale)
    assert caught.value.column == int(column), caught.value
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{text!r}, column {column}: ")
    assert caught.value.text == text


def test_without_a_locale_the_error_is_that_of_the_language_that_came_furthest():
    with pytest.raises(FigureSyntaxError, match=r"column 14: one figure ends here, but 'xx' follows"):
        read_one("unos 5 veces xx", locale=None)


@pytest.mark.parametrize("locale", ["de", "", "xx", "nonsense"])
def test_a_language_that_is_not_read_is_refused(locale: str):
    with pytest.raises(UnknownLocaleError, match="en, es, fr, pt"):
        read_one("5", locale=locale)


def test_a_territory_that_is_not_listed_follows_its_language():
    assert read_one("1,234.5", locale="en-XX") == read_one("1,234.5", locale="en_US")


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009", "\n", "\t"])
def test_white_space_around_and_between_does_not_matter(space: str):
    assert read_one(f"{space}5{space}%{space}") == read_one("5%")


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
def test_spaces_that_do_not_break_group_digits_in_every_language(space: str):
    for locale in ("en", "es", "pt-BR", "pt-PT", "fr"):
        assert read_one(f"1{space}234{space}567", locale=locale)[0].number == 1234567


def test_composed_and_decomposed_letters_are_the_same():
    assert read_one("5 pai\u0301ses", locale="es") == read_one("5 países", locale="es")


def test_more_digits_than_any_figure_has_are_refused():
    assert read_one("9" * 1000)[0].number == Decimal("9" * 1000)
    with pytest.raises(FigureSyntaxError, match="at most 1,000 digits"):
        read_one("9" * 1001)
    with pytest.raises(FigureSyntaxError, match="at most 1,000 digits"):
        read_one("about 1" + ",999" * 400)


@pytest.mark.parametrize(
    "text",
    ["9" * 1_000_000, "1," * 500_000, "twenty " * 200_000, "(" * 10**6, "a " * 1900, "5 " + "x " * 1990],
)
def test_long_texts_are_refused_at_once_and_briefly(text: str):
    with pytest.raises(FigureSyntaxError) as caught:
        read_one(text, locale=None)
    assert len(str(caught.value)) < 250
    assert caught.value.column <= 4001


@pytest.mark.parametrize("start, piece", [("", "("), ("", "a "), ("5 ", "x ")])
def test_the_work_of_refusing_grows_as_the_text_does(start: str, piece: str, calls):
    def refuse(count: int) -> None:
        with pytest.raises(FigureSyntaxError):
            read_one(start + piece * count, locale=None)

    refuse(10)
    small, large, huge = (calls(lambda count=count: refuse(count)) for count in (475, 1900, 10**6))
    assert large < 5 * small
    assert huge < 500  # nobody looks at more than the length


def test_scaled_numbers_keep_every_digit():
    digits = "1" + "0" * 40 + "1"
    assert read_one(f"{digits} million")[0].number == Decimal(digits + "000000")
    assert str(read_one("57.50 million")[0].number) == "57500000"
    assert str(read_one("57.5")[0].number) == "57.5"


@pytest.mark.parametrize("text", ["0,123", "0,500 million", "0,500%", "USD 0,750", "01,234"])
def test_no_group_of_thousands_begins_with_zero(text):
    with pytest.raises(FigureSyntaxError):
        read_one(text, locale="en")
