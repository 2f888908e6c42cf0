"""Scale words, groups and parts of units: scaled as the language says, or refused, and never a noun."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from lacmigration.errors import FigureSyntaxError
from lacmigration.figures import Figure
from lacmigration.intervals import Interval
from lacmigration.notation import Hedge, read_one

# locale | what stands behind "5 " | what one of it is | exponent of the last written digit
SCALES = """
en | k, K, thousand, thousands | 1000 | 3
en | m, M, MM, mn, Mn, MN, mln, Mln, MLN, Mio, mio, MIO, million, MILLION | 1000000 | 6
en | b, B, bn, Bn, BN, bln, Mrd, billion, billions | 1000000000 | 9
en | T, tn, trn, trillion | 1000000000000 | 12
en | quadrillion | 1000000000000000 | 15
en | lakh, lakhs, lac, lacs | 100000 | 5
en | crore, crores, Crore | 10000000 | 7
en | lakh crore | 1000000000000 | 12
es | k, K, mil, mil., miles, millares | 1000 | 3
es | M, MM, mill, mill., mills., mlls., mlln, mllns, mln, Mio, millones, MILLONES | 1000000 | 6
es | mil M, mil MM, mil mill., millardos, Mrd, miles de millones | 1000000000 | 9
es | billones | 1000000000000 | 12
es | trillones | 1000000000000000000 | 18
es | cuatrillones | 1000000000000000000000000 | 24
es-CL | MM | 1000000 | 6
pt | k, K, mil, milhares | 1000 | 3
pt | M, MM, mi, mi., Mi, MI, Mio, mln, milhões, milhoes, milhao | 1000000 | 6
pt | bi, bi., Bi, BI, bilhões, bilhoes, bilhao, Mrd, mil milhões | 1000000000 | 9
pt | tri, tri., trilhões, trilhoes | 1000000000000 | 12
pt | quatrilhões, quadrilhões | 1000000000000000 | 15
pt-PT | M, Mio, milhões | 1000000 | 6
pt-PT | mM, mil milhões, Mrd | 1000000000 | 9
pt-PT | biliões, bilioes | 1000000000000 | 12
pt-PT | triliões | 1000000000000000000 | 18
fr | k, K, mille, milliers | 1000 | 3
fr | M, Mio, mio, mln, millions | 1000000 | 6
fr | Md, Mds, md, Mrd, mrd, Mrds, Mia, mia, milliards | 1000000000 | 9
fr | billions | 1000000000000 | 12
fr | billiards | 1000000000000000 | 15
fr | trillions | 1000000000000000000 | 18
fr | trilliards | 1000000000000000000000 | 21
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """Cut a table, and spread the words of its second column."""
    found = []
    for line in table.strip().splitlines():
        locale, words, *rest = (part.strip() for part in line.split("|"))
        found += [(locale, word, *rest) for word in words.split(", ")]
    return found


@pytest.mark.parametrize("locale, word, one, exponent", rows(SCALES))
def test_a_scale_word_multiplies(locale: str, word: str, one: str, exponent: str):
    [reading] = read_one(f"5 {word}", locale=locale)
    assert (reading.number, reading.exponent) == (5 * Decimal(one), int(exponent))
    assert (reading.unit, reading.scaled, reading.hedge) == ("1", True, Hedge.NONE)


# locale | text | number | unit
MONEY = """
en | 5 MUSD | 5000000 | USD
en | 5 MMUSD | 5000000 | USD
en | 5 kUSD | 5000 | USD
en | 5 kEUR | 5000 | EUR
en | 5 USDm | 5000000 | USD
en | 5 USDbn | 5000000000 | USD
en | 5 MUSD per year | 5000000 | USD/year
en | 5 MM$ | 5000000 | USD
en | 5 lakh INR | 500000 | INR
es | 5 MMUSD | 5000000 | USD
es | 5 MMUS$ | 5000000 | USD
es | 5 MM de dólares | 5000000 | USD
es | 5 MM€ | 5000000 | EUR
es | 5 MEUR | 5000000 | EUR
es | 5 miles de dólares | 5000 | USD
es | 5 mdd | 5000000 | USD
es | 5 MDD | 5000000 | USD
es | 5 mmdd | 5000000000 | USD
es | 5 mde | 5000000 | EUR
es | 5 mmde | 5000000000 | EUR
es-MX | 5 mdp | 5000000 | MXN
es-MX | 5 mmdp | 5000000000 | MXN
pt | 5 MUSD | 5000000 | USD
pt | R$ 5 MM | 5000000 | BRL
pt | R$ 5 Bi | 5000000000 | BRL
fr | 5 MUSD | 5000000 | USD
fr | 5 MEUR | 5000000 | EUR
fr | 5 Mrd € | 5000000000 | EUR
"""


@pytest.mark.parametrize("locale, text, number, unit", rows(MONEY))
def test_a_scale_may_touch_a_currency(locale: str, text: str, number: str, unit: str):
    [reading] = read_one(text, locale=locale)
    assert (reading.number, reading.unit, reading.scaled) == (Decimal(number), unit, True)


BASIS_POINTS = """
en | bp, bps, basis points, basis-points, bps.
es | pb, pbs, p.b., puntos básicos, puntos basicos, puntos base, bps
pt | pb, pbs, p.b., pontos-base, pontos base, pontos básicos, bps
fr | pb, pbs, pdb, p.b., points de base, bps
"""


@pytest.mark.parametrize("locale, word", rows(BASIS_POINTS))
def test_a_basis_point_is_a_hundredth_of_a_percentage_point(locale: str, word: str):
    figure = Figure.parse(f"25 {word}", locale=locale)
    assert (figure.number, figure.exponent, figure.unit) == (Decimal("0.25"), -2, "percentage points")
    # A quarter of a percentage point, to half a basis point: 0.00245 to 0.00255.
    assert figure.strict == Interval(Fraction(245, 100000), Fraction(255, 100000))


@pytest.mark.parametrize(
    "text, low, high",
    [
        ("5 to 10 bps", "0.05", "0.10"),
        ("between 5 bps and 10 bps", "0.05", "0.10"),
        ("1 percentage point to 150 bps", "1", "1.50"),
        ("50 bps to 1 percentage point", "0.50", "1"),
    ],
)
def test_both_ends_of_a_range_may_be_basis_points(text: str, low: str, high: str):
    [reading] = read_one(text)
    assert (reading.number, reading.second, reading.unit) == (
        Decimal(low),
        Decimal(high),
        "percentage points",
    )


PARTS = """
en | percent | pct, pct., PCT, percents, per cents, per cent, per-cent
en | percentage points | pp, p.p., ppt, pct pts, pct points, % points, %-points, %age points, percent points
en | per thousand | ‰, per mille, per mil, permille, per thousand
es | percent | pct, por ciento, por cientos, porciento, por cien
es | percentage points | pp, puntos de porcentaje, ptos. porcentuales, puntos porcentuales
es | per thousand | ‰, por mil
pt | percent | pct, por cento, por centos, porcento
pt | percentage points | pp, pontos percentuais, pontos de percentagem
pt | per thousand | ‰, por mil
fr | percent | pct, pour cent, pour cents, pourcent, pourcents, p. cent, p. 100, p.c.
fr | percentage points | pp, points de pourcentage, points de pourcent, points de %, pts de %
fr | per thousand | ‰, pour mille
"""


@pytest.mark.parametrize(
    "locale, unit, word",
    [(locale, unit, word) for locale, unit, words in rows(PARTS) for word in words.split(", ")],
)
def test_every_way_to_write_a_part(locale: str, unit: str, word: str):
    [reading] = read_one(f"5 {word}", locale=locale)
    assert (reading.number, reading.unit) == (5, unit)


# locale | text | number | unit; all approximate
GROUPS = """
es | una decena | 10 | 1
es | una decena de personas | 10 | persons
es | una docena de países | 12 | countries
es | media docena | 6 | 1
es | una quincena de países | 15 | countries
es | una veintena | 20 | 1
es | una treintena | 30 | 1
es | una cincuentena | 50 | 1
es | un centenar, una centena | 100 | 1
es | dos centenares de personas | 200 | persons
es | medio centenar | 50 | 1
es | 5 decenas | 50 | 1
es | un millar de personas | 1000 | persons
es | una decena de millones de dólares | 10000000 | USD
es | un centenar de miles | 100000 | 1
pt | uma dezena | 10 | 1
pt | uma dúzia de países | 12 | countries
pt | meia dúzia | 6 | 1
pt | uma quinzena de países | 15 | countries
pt | uma centena de pessoas | 100 | persons
pt | um milhar | 1000 | 1
pt | uma dezena de milhões de reais | 10000000 | BRL
fr | une dizaine | 10 | 1
fr | une dizaine de pays | 10 | countries
fr | une douzaine de pays | 12 | countries
fr | une demi-douzaine | 6 | 1
fr | une quinzaine de pays | 15 | countries
fr | une vingtaine | 20 | 1
fr | une trentaine | 30 | 1
fr | une quarantaine de pays | 40 | countries
fr | une cinquantaine | 50 | 1
fr | une soixantaine | 60 | 1
fr | une centaine de personnes | 100 | persons
fr | deux centaines | 200 | 1
fr | un millier de personnes | 1000 | persons
fr | une dizaine de millions d'euros | 10000000 | EUR
fr | une centaine de milliers | 100000 | 1
fr | une centaine d'années | 100 | years
"""


@pytest.mark.parametrize("locale, text, number, unit", rows(GROUPS))
def test_counting_in_groups_is_approximate_in_romance_languages(
    locale: str, text: str, number: str, unit: str
):
    [reading] = read_one(text, locale=locale)
    assert (reading.number, reading.unit, reading.hedge) == (Decimal(number), unit, Hedge.ABOUT)


def test_about_a_hundred_may_be_ninety():
    hundred = Figure.parse("une centaine de personnes", locale="fr")
    assert hundred.loose == Figure.parse("environ 100 personnes", locale="fr").loose
    assert 90 in hundred.loose
    assert 90 not in hundred.strict


@pytest.mark.parametrize(
    "text, number",
    [
        ("a dozen", 12),
        ("half a dozen", 6),
        ("a half dozen", 6),
        ("two dozen", 24),
        ("5 dozen", 60),
        ("5 dozens", 60),
    ],
)
def test_a_dozen_is_twelve(text: str, number: int):
    for end, unit in (("", "1"), (" countries", "countries")):
        [reading] = read_one(text + end)
        assert (reading.number, reading.unit, reading.hedge) == (number, unit, Hedge.NONE)


@pytest.mark.parametrize(
    "locale, text, hedge",
    [
        ("fr", "plus d'une centaine", Hedge.MORE_THAN),
        ("fr", "près d'une centaine", Hedge.NEARLY),
        ("fr", "une centaine ou plus", Hedge.AT_LEAST),
        ("es", "más de un centenar", Hedge.MORE_THAN),
        ("pt", "menos de uma centena", Hedge.LESS_THAN),
    ],
)
def test_a_hedge_that_is_written_wins_over_the_word(locale: str, text: str, hedge: Hedge):
    [reading] = read_one(text, locale=locale)
    assert (reading.number, reading.hedge) == (100, hedge)


def test_groups_stand_in_ranges_and_shares():
    [reading] = read_one("entre une dizaine et une vingtaine de pays", locale="fr")
    assert (reading.number, reading.second, reading.unit) == (10, 20, "countries")
    [reading] = read_one("una docena de los 33 países", locale="es")
    assert (reading.number, reading.second, reading.hedge) == (12, 33, Hedge.ABOUT)


# locale | what stands behind "5 " | what the error says
REFUSED = """
en | cent, cents, pence, p, c, ¢, US cents, euro cents | a cent is a part of a currency
en | mil, mil., mill, mill. | thousand or million
en | bil, bil., bill | write the word billion
en | tr | write the word trillion
en | th, ths, thd, thou | thousand
en | mm, mm USD | 10^6 or 10^9
en | MMM | a thousand million
en | Cr | write the word crore
en | Md, mds, milliards | is French
en | bi, tri | is Portuguese
en | mi | miles, or millions in Brazil
en | mdd, millones, veces | is Spanish
en | fois | is French
en | percentage | in percentage points
en | pt, pts | write percentage points
en | pc, p.c. | per cent or pieces
en | hundreds, myriad, zillion | how many is not said
en | G, d | may be short
en | score | a score is twenty
en | gross | a gross is 144
en | grand | write the word thousand
en | giga | write the scale as a word
en | Hong Kong dollars | the code of the currency
en | xx USD | 'xx' is not known as a scale
en | XMUSD | the scale in 'XMUSD'
en | unlucky dozen | 'dozen' is a part of the number
es | centavos, centavo, céntimos, cents, centavos de dólar | a cent is a part of a currency
es | bill, bill. | mil millones or billones
es | mls | miles or millones
es | MUSD, MUS$, M$ | thousands in Chile
es | MMM, MMM USD | a thousand million
es | m | metres or short for million
es | mm | 10^6 or 10^9
es | B, T, b, G | may be short
es | bn, mn, tn, lakh, crore, percent | is English
es | md, Mds, fois | is French
es | vezes | is Portuguese
es | times | is English
es | bi, tri | is Portuguese
es | cientos | how many is not said
es | décimas, milésimas | of what
es | ptos, ptos. | write puntos porcentuales
es | porcentaje | in percentage points
es | m.n. | which country
es | mdp, mmdp | of which country
es-MX | MM, MM USD | 10^9 to some in Mexico
es-ES | MM | 10^9 to some in Mexico and Spain
es-CL | M$ | thousands in Chile
pt | centavos, cêntimos, cents | a cent is a part of a currency
pt | milh, milh. | milhares or milhões
pt | milheiros | write mil
pt | m | metres or short for million
pt | mm | 10^6 or 10^9
pt | B, T | may be short
pt | bn, mn, lakh, percent | is English
pt | biliões | pt-PT
pt | décimas | of what
pt | percentual | in percentage points
pt-PT | mi, bi, tri, bilhões | pt-BR
pt-PT | MM | 10^6 or 10^9
fr | centimes, centime | a cent is a part of a currency
fr | cents, cents euros | of hundreds, write the number in digits
fr | milles, milles euros | mille never has an s
fr | mil, mil., mill. | mille or millions
fr | bn | 10^9 in English
fr | B, G, T, G€ | may be short
fr | m | metres or short for million
fr | mm, MM, MM€ | 10^6 or 10^9
fr | MMUSD | the scale in 'MMUSD'
fr | mn, tn, lakh, crore, percent | is English
fr | bi, tri | is Portuguese
fr | bonnes dizaines | 'dizaines' is a part of the number
fr | pt, pts | write percentage points
fr | pourcentage | in percentage points
"""


@pytest.mark.parametrize("locale, word, said", rows(REFUSED))
def test_what_is_unclear_is_refused_and_never_a_noun(locale: str, word: str, said: str):
    with pytest.raises(FigureSyntaxError) as caught:
        read_one(f"5 {word}", locale=locale)
    assert said in str(caught.value)
    assert caught.value.column > 2


# locale | text
NO_NUMBER = """
en | dozens, hundreds of people, thousands, tens of thousands, millions of people, a couple, a few, several
es | decenas, cientos de personas, miles de personas, decenas de miles, millones, un par de países, una serie
pt | dezenas, centenas de pessoas, milhares, dezenas de milhares, milhões de pessoas, um par de países
fr | des dizaines, des centaines de personnes, des milliers, centaines, une poignée de pays, un grand nombre
"""


@pytest.mark.parametrize("locale, text", rows(NO_NUMBER))
def test_what_names_no_number_says_so(locale: str, text: str):
    with pytest.raises(FigureSyntaxError, match="how many is not said; write a number"):
        read_one(text, locale=locale)


@pytest.mark.parametrize(
    "locale, text",
    [
        ("es", "una quincena"),
        ("es", "una cuarentena"),
        ("pt", "uma quinzena"),
        ("fr", "une quinzaine"),
        ("fr", "une quarantaine"),
    ],
)
def test_a_group_that_may_be_a_time_needs_its_noun(locale: str, text: str):
    with pytest.raises(FigureSyntaxError, match=r"may be a time as well; write (15|40), or the days"):
        read_one(text, locale=locale)


@pytest.mark.parametrize("text", ["USDm 5", "USD mn 5", "US$m 5", "MM 5", "bn 5"])
def test_a_scale_before_its_number_is_refused(text: str):
    with pytest.raises(FigureSyntaxError, match="the scale stands behind the number"):
        read_one(text)


# Units and nouns that look like scales and are none.
NOUNS = """
en | miles | miles
en | km | km
en | g | g
en | tonnes | tonnes
en | points | points
en | U.S. citizens | u.s. citizens
en | decades | decades
en | gross tonnes | gross tonnes
en | bills | bills
es | kg de peso | kg de peso
es | quincenas | quincenas
es | puntos | puntos
pt | décadas | décadas
fr | lacs | lacs
fr | points | points
fr | l d'eau | l d'eau
"""


@pytest.mark.parametrize("locale, word, unit", rows(NOUNS))
def test_a_noun_stays_a_noun(locale: str, word: str, unit: str):
    [reading] = read_one(f"5 {word}", locale=locale)
    assert (reading.number, reading.unit, reading.scaled) == (5, unit, False)
