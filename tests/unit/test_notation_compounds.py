"""Numbers of several scale words, with a sign in words, and with a fraction behind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lacmigration.errors import FigureSyntaxError
from lacmigration.figures import Figure
from lacmigration.intervals import Interval

# locale | text | number | exponent of the last written digit
WRITTEN = """
es | dos millones seiscientos mil | 2600000 | 3
es | siete millones ciento veinte mil trescientos | 7120300 | 0
es | cuatro millones nueve | 4000009 | 0
es | mil doscientos millones cinco mil | 1200005000 | 3
es | dos billones ochenta mil millones | 2080000000000 | 9
es | 38 mil 412 | 38412 | 0
es | 6 millones 204 mil 915 | 6204915 | 0
es | 1 millón 250.000 | 1250000 | 0
es | 7 mil 250.5 millones | 7250500000 | 5
es | 7 mil 250 mdd | 7250000000 | 6
es | 7 mil 250 personas | 7250 | 0
en | eleven million four hundred thousand | 11400000 | 3
en | eleven million four hundred thousand and six | 11400006 | 0
en | two billion sixty million | 2060000000 | 6
en | hundred thousand | 100000 | 3
en | eighteen hundred forty-two | 1842 | 0
en | 7 million 300 thousand | 7300000 | 3
pt | 7 mil 250 milhões | 7250000000 | 6
pt | dois milhões e trezentos mil | 2300000 | 3
pt | um milhão oitocentos e dois mil e dez | 1802010 | 0
pt | seis milhões e quatro | 6000004 | 0
pt-PT | dois mil milhões e cem milhões | 2100000000 | 6
fr | deux milliards trente millions | 2030000000 | 6
fr | un million deux cent mille | 1200000 | 3
fr | 4 millions 150 000 | 4150000 | 0
fr | dix-huit cent douze | 1812 | 0
en | minus two million one hundred thousand | -2100000 | 3
en | negative four | -4 | 0
es | menos 7 | -7 | 0
pt | negativo 7 | -7 | 0
fr | moins sept | -7 | 0
en | six and a quarter | 6.25 | -2
en | one and three quarters million | 1750000 | 4
es | dos y un quinto | 2.2 | -1
"""


@pytest.mark.parametrize(
    "locale, text, number, exponent",
    [tuple(part.strip() for part in line.split("|")) for line in WRITTEN.strip().splitlines()],
)
def test_parts_of_a_number_are_added(locale: str, text: str, number: str, exponent: str) -> None:
    figure = Figure.parse(text, locale=locale)
    assert (figure.number, figure.exponent) == (Decimal(number), int(exponent))


def test_the_last_scale_word_settles_how_finely_it_is_written() -> None:
    figure = Figure.parse("tres millones cuatrocientos mil personas", locale="es")
    assert figure.unit == "persons"
    assert figure.strict == Interval(3399500, 3400500)


@pytest.mark.parametrize(
    "locale, text, low, high",
    [
        ("en", "between one thousand and two thousand", 1000, 2000),
        ("en", "between one million and two million", 10**6, 2 * 10**6),
        ("pt", "entre mil e dois mil", 1000, 2000),
        ("pt", "entre um milhão e três milhões", 10**6, 3 * 10**6),
        ("es", "entre un millón doscientos mil y dos millones", 1200000, 2 * 10**6),
    ],
)
def test_what_belongs_to_the_second_end_of_a_range_is_left_to_it(
    locale: str, text: str, low: int, high: int
) -> None:
    figure = Figure.parse(text, locale=locale)
    assert (figure.number, figure.second) == (low, high)


@pytest.mark.parametrize(
    "locale, text",
    [
        ("es", "un millón dos millones"),
        ("es", "dos mil tres millones cuatro billones"),
        ("es", "un millón una persona"),
        ("en", "3 million 400"),
        ("es", "2,5 millones 300 mil"),
        ("es", "45 mil 72"),
        ("en", "three and two thirds"),
        ("en", "one thousand two thousand"),
    ],
)
def test_what_is_no_single_number_is_refused(locale: str, text: str) -> None:
    with pytest.raises(FigureSyntaxError):
        Figure.parse(text, locale=locale)


def test_a_hedge_is_no_sign() -> None:
    assert Figure.parse("moins de 7", locale="fr").hedge == "less-than"
    assert Figure.parse("menos de 7", locale="es").number == 7
