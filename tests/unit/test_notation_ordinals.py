"""Places in an order: read in words and digits, exact, and no counts."""

from __future__ import annotations

import pytest

from lacmigration.errors import AmbiguousFigureError, FigureSyntaxError
from lacmigration.figures import Figure, Form, Rounding
from lacmigration.intervals import Interval

# locale | place | ways to write it
PLACES = """
en | 1 | first, 1st, the first
en | 2 | second, 2nd, second place
en | 3 | third, 3rd, the third, the 3rd, third place
en | 4 | fourth, 4th
en | 5 | fifth, 5th
en | 8 | eighth, 8th
en | 9 | ninth, 9th
en | 11 | eleventh, 11th
en | 12 | twelfth, 12th
en | 13 | thirteenth, 13th
en | 20 | twentieth, 20th
en | 21 | twenty-first, 21st
en | 22 | twenty-second, 22nd
en | 43 | forty-third, 43rd
en | 99 | ninety-ninth, 99th
en | 111 | 111th
en | 112 | 112th
en | 123 | 123rd
es | 1 | primero, primera, primer, 1.º, 1º, 1.ª, 1er, 1.er, 1ro, 1ra
es | 2 | segundo, segunda, 2.º, 2do, 2da
es | 3 | tercero, tercera, tercer, 3.º, 3º, 3.ª, 3.er, 3ro, el tercero, el 3.º, tercer lugar
es | 4 | cuarto, cuarta, 4to
es | 5 | quinto, 5to, 5ta, 5.º
es | 7 | séptimo, 7mo
es | 8 | octavo, 8vo
es | 9 | noveno, 9no
es | 10 | décimo, 10mo
es | 11 | undécimo, decimoprimero, décimo primero
es | 12 | duodécimo, duodécima
es | 13 | decimotercero, decimotercera, décimo tercero
es | 21 | vigésimo primero, vigesimoprimero, 21ro, 21.º
es | 99 | nonagésimo noveno
pt | 1 | primeiro, primeira, 1.º, 1º, 1.ª
pt | 3 | terceiro, terceira, 3.º, 3º, 3ª, o terceiro, terceiro lugar
pt | 4 | quarto, quarta, o quarto
pt | 6 | sexto
pt | 7 | sétimo
pt | 9 | nono
pt | 11 | décimo primeiro
pt | 23 | vigésimo terceiro, vigésima terceira
pt | 70 | septuagésimo
fr | 1 | premier, première, 1er, 1re, 1ère
fr | 2 | deuxième, second, seconde, 2e, 2ème, 2nd, 2nde
fr | 3 | troisième, 3e, 3ème, 3eme, le troisième, la troisième, 3e place
fr | 4 | quatrième
fr | 5 | cinquième, 5e
fr | 9 | neuvième
fr | 11 | onzième
fr | 17 | dix-septième
fr | 21 | vingt et unième
fr | 22 | vingt-deuxième
fr | 70 | soixante-dixième
fr | 71 | soixante et onzième
fr | 80 | quatre-vingtième
fr | 81 | quatre-vingt-unième
fr | 91 | quatre-vingt-onzième
fr | 99 | quatre-vingt-dix-neuvième
"""
ROWS = [
    (locale, int(value), text)
    for locale, value, texts in (map(str.strip, line.split("|")) for line in PLACES.strip().splitlines())
    for text in texts.split(", ")
]


@pytest.mark.parametrize("locale, value, text", ROWS)
def test_a_place_is_not_rounded(locale: str, value: int, text: str):
    figure = Figure.parse(text, locale=locale)
    assert (figure.number, figure.unit, figure.form) == (value, "1", Form.NUMBER)
    assert figure.rounding is Rounding.EXACT
    assert figure.strict == figure.loose == Interval(value, value)


def test_a_place_is_exact_however_the_others_were_rounded():
    assert Figure.parse("3rd", rounding=Rounding.TRUNCATED).rounding is Rounding.EXACT
    assert Figure.parse("3", rounding=Rounding.TRUNCATED).rounding is Rounding.TRUNCATED
    assert Figure.parse("3").rounding is Rounding.UNKNOWN


@pytest.mark.parametrize(
    "locale, text, over, under",
    [
        ("en", "a third", 1, 3),
        ("en", "one fifth", 1, 5),
        ("en", "two thirds", 2, 3),
        ("en", "more than a quarter", 1, 4),
        ("es", "la tercera parte", 1, 3),
        ("es", "una quinta parte", 1, 5),
        ("es", "un cuarto", 1, 4),
        ("es", "el tercio", 1, 3),
        ("pt", "a terça parte", 1, 3),
        ("pt", "um quarto", 1, 4),
        ("fr", "un cinquième", 1, 5),
        ("fr", "deux cinquièmes", 2, 5),
        ("fr", "le tiers", 1, 3),
        ("fr", "le quart", 1, 4),
    ],
)
def test_a_part_is_no_place(locale: str, text: str, over: int, under: int):
    figure = Figure.parse(text, locale=locale)
    assert (figure.form, figure.number, figure.second) == (Form.FRACTION, over, under)
    assert figure.rounding is Rounding.UNKNOWN


@pytest.mark.parametrize("locale, text", [("en", "one second"), ("es", "un segundo"), ("fr", "une seconde")])
def test_a_second_of_time_is_no_place(locale: str, text: str):
    figure = Figure.parse(text, locale=locale)
    assert (figure.number, figure.rounding) == (1, Rounding.UNKNOWN)
    assert figure.unit in {"second", "segundo", "seconde"}


def test_the_fifth_in_french_is_a_place_or_a_part():
    with pytest.raises(AmbiguousFigureError) as caught:
        Figure.parse("le cinquième", locale="fr")
    place, part = caught.value.readings
    assert (place.number, place.rounding) == (5, Rounding.EXACT)
    assert (part.form, part.number, part.second) == (Form.FRACTION, 1, 5)


@pytest.mark.parametrize(
    "locale, text, message",
    [
        ("en", "5rd", "column 2: the ordinal of 5 is written 5th"),
        ("en", "11st", "column 3: the ordinal of 11 is written 11th"),
        ("en", "22th", "column 3: the ordinal of 22 is written 22nd"),
        ("es", "2ro", "column 2: the ordinal of 2 is written 2º"),
        ("fr", "3er", "column 2: the ordinal of 3 is written 3e"),
        ("en", "0th", "column 2"),
        ("en", "third countries", "column 7: one figure ends here, but 'countries' follows"),
        ("en", "5th edition", "column 5: one figure ends here, but 'edition' follows"),
        ("es", "tercer país", "column 8: one figure ends here, but 'país' follows"),
        ("en", "about third", "column 7: a place in an order takes no hedge"),
        ("es", "casi tercero", "column 6: a place in an order takes no hedge"),
        ("en", "1234567th", "column 8"),
        ("en", "1,234th", "column 6"),
        ("en", "3 rd", "column 3"),
    ],
)
def test_what_is_no_place(locale: str, text: str, message: str):
    with pytest.raises(FigureSyntaxError) as caught:
        Figure.parse(text, locale=locale)
    assert message in str(caught.value)
