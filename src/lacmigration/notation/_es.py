"""Which words do figures in Spanish use?"""

from __future__ import annotations

from typing import Final

import attrs

from lacmigration.notation._grammar import Grammar, Writing, hedge_phrases, spread
from lacmigration.notation._iberian import MONEY, hundreds, multiples, parts
from lacmigration.notation._nouns import NOUNS
from lacmigration.notation._readings import Hedge
from lacmigration.notation._words import NumberWords
from lacmigration.sayings import later, message

__all__ = ["SPANISH", "SPANISH_WITHOUT_MM"]

_UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco "
    "veintiséis veintisiete veintiocho veintinueve"
)
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_HUNDREDS = "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
_ORDINALS = "tercer cuart quint sext séptim octav noven décim"

_HEDGES = {
    Hedge.ABOUT: (
        "aproximadamente|alrededor de|cerca de|en torno a|unos|unas|más o menos|aprox.|circa|ca.|"
        "se estima que|se estiman en|del orden de"
    ),
    Hedge.MORE_THAN: "más de|más que|por encima de|superior a|superiores a|mayor que|mayor de|poco más de",
    Hedge.AT_LEAST: (
        "al menos|por lo menos|no menos de|como mínimo|mínimo|un mínimo de|cuando menos|no inferior a"
    ),
    Hedge.NEARLY: "casi|cercano a|cercana a|próximo a|poco menos de|algo menos de",
    Hedge.AT_MOST: "hasta|a lo sumo|como máximo|máximo|un máximo de|no más de|a lo más|no superior a",
    Hedge.LESS_THAN: "menos de|menos que|por debajo de|inferior a|inferiores a|menor que|menor de",
}

_UNIT_WORDS = {
    "por ciento": "percent",
    "por cien": "percent",
    "por cientos": "percent",
    "porciento": "percent",
    "punto porcentual": "percentage points",
    "puntos porcentuales": "percentage points",
    "puntos de porcentaje": "percentage points",
    "ptos porcentuales": "percentage points",
    "pts porcentuales": "percentage points",
    **dict.fromkeys(("punto básico", "puntos básicos", "puntos basicos"), "basis points"),
    **dict.fromkeys(("punto base", "puntos base", "pb", "pbs", "p.b."), "basis points"),
    "por mil": "per thousand",
    "por 1.000": "per thousand",
    "por 1000": "per thousand",
    "individuo": "persons",
    "individuos": "persons",
    "organismo": "agencies",
    "organismos": "agencies",
}

_MONEY = {
    "us dólares|dólares us|u.s. dólares|"
    "dólares estadounidenses|dólares americanos|dólares de los estados unidos|dólares de estados unidos|"
    "dólares de los ee. uu.|dólares de ee. uu.|dólares de los ee.uu.": "USD",
    "dólares canadienses": "CAD",
    "francos suizos": "CHF",
    "yenes": "JPY",
    "pesos uruguayos": "UYU",
    "reales|reales brasileños": "BRL",
    "sol|soles|nuevos soles": "PEN",
    "quetzal|quetzales": "GTQ",
    "colón|colones": "CRC",
    "guaraní|guaraníes": "PYG",
}


# Not "quincenas", which are fortnights.
_GROUPS = {
    **dict.fromkeys(("decena", "decenas"), 10),
    **dict.fromkeys(("docena", "docenas"), 12),
    "quincena": 15,
    **dict.fromkeys(("veintena", "veintenas"), 20),
    "treintena": 30,
    "cuarentena": 40,
    "cincuentena": 50,
    "sesentena": 60,
    **dict.fromkeys(("centena", "centenas", "centenar", "centenares"), 100),
}

_PARTS = {"tercio": 3, "cuarto": 4, "quinto": 5, "sexto": 6, "octavo": 8, "décimo": 10}
_MULTIPLES = ((2, "doble", "dupli"), (3, "triple", "tripli"), (4, "cuádruple", "cuadrupli"))
_VERBS = "có cado cada cados cadas caron cando car ca can"
_MORE_MULTIPLES = {"cuádruplo": 4, "el cuádruplo": 4, "quíntuple": 5, "quíntuplo": 5}

SPANISH: Final = Grammar(
    language="es",
    name=later("Spanish"),
    numbers=NumberWords(
        units={word: value for value, word in enumerate(_UNITS.split())}
        | {"un": 1, "una": 1, "veintiún": 21, "veintiuna": 21, "veintiun": 21}
        # Often written without their accents.
        | {"dieciseis": 16, "veintidos": 22, "veintitres": 23, "veintiseis": 26},
        tens={word: 10 * value for value, word in enumerate(_TENS.split(), 3)},
        hundreds={"cien": 100, "ciento": 100} | hundreds(_HUNDREDS),
        hundred=frozenset({"cientos"}),  # "dos cientos" is often written for "doscientos"
        thousand=frozenset({"mil"}),
        groups=_GROUPS,
        last=frozenset({"cien"}),
        tens_link=frozenset({"y"}),
        hundreds_link=frozenset(),
        thousands_link=frozenset(),
        bare_thousand=True,
    ),
    letters={"k": 3, "K": 3, "M": 6, "MM": 6},
    scale_words={
        "mil": 3,
        "miles de millones": 9,
        "millón": 6,
        "millon": 6,
        "millones": 6,
        "miles": 3,
        "millar": 3,
        "millares": 3,
        **dict.fromkeys(("mill", "mills", "mll", "mlls", "mlln", "mllns", "mllones", "mln", "mio"), 6),
        "mrd": 9,
        "millardo": 9,
        "millardos": 9,
        "billón": 12,
        "billon": 12,
        "billones": 12,
        "trillón": 18,
        "trillones": 18,
        "cuatrillón": 24,
        "cuatrillones": 24,
    },
    # Mexico's: a letter for each millón, mil millones, dólares, pesos, euros.
    scaled_money={
        "mdd": (6, "USD"),
        "mdp": (6, "peso"),
        "mde": (6, "EUR"),
        "mmdd": (9, "USD"),
        "mmdp": (9, "peso"),
        "mmde": (9, "EUR"),
    },
    hedge_words=hedge_phrases(_HEDGES, {" de": (" del",), " a": (" al",)}),
    tail_words={
        "o más": Hedge.AT_LEAST,
        "o menos": Hedge.AT_MOST,
        "aproximadamente": Hedge.ABOUT,
        "como mínimo": Hedge.AT_LEAST,
        "como máximo": Hedge.AT_MOST,
    },
    between=("entre",),
    and_=("y", "e"),
    from_=("de", "del", "desde"),
    to=("a", "al", "hasta"),
    join_words={
        "de cada": True,
        "por cada": True,
        "en": True,
        "en cada": True,
        "de": False,
        "de los": False,
        "de las": False,
        "sobre": False,
    },
    articles=frozenset({"un", "una", "el", "la", "los", "las"}),
    half=("medio", "media"),
    and_half=("y medio", "y media"),
    fraction_words={
        "tercio": (1, 3),
        "mitad": (1, 2),
        "la mitad": (1, 2),
        "medio": (1, 2),
        "un medio": (1, 2),
    },
    denominator_words=parts(_PARTS, _ORDINALS),
    multiple_words=multiples(_MULTIPLES, _VERBS, "el") | _MORE_MULTIPLES,
    times_words=("veces", "vez", "x", "×"),
    unit_words=_UNIT_WORDS,
    per_words=("por", "al", "a la", "por cada"),
    per_person=("per cápita", "per capita", "por habitante"),
    money_words=spread(MONEY | _MONEY),
    linkers=frozenset({"de"}),
    loose_groups=True,
    loose_scales=frozenset({"millar"}),
    periods=frozenset({"quincena", "cuarentena"}),
    minus=frozenset({"menos", "negativo"}),
    writing=Writing(
        hedges={
            Hedge.ABOUT: "aproximadamente",
            Hedge.MORE_THAN: "más de",
            Hedge.AT_LEAST: "al menos",
            Hedge.NEARLY: "casi",
            Hedge.AT_MOST: "hasta",
            Hedge.LESS_THAN: "menos de",
        },
        scales={
            3: ("mil", "mil"),
            6: ("millón", "millones"),
            9: ("mil millones", "mil millones"),
            12: ("billón", "billones"),
            18: ("trillón", "trillones"),
        },
        letters={3: "mil", 6: "M", 9: "mil\u00a0M"},
        units={"percentage points": "puntos porcentuales"},
        nouns=NOUNS["es"],
        range="entre {a} y {b}",
        one_in="1 de cada {a}",
        out_of="{a} de {b}",
        multiple="{a} veces",
        per="por",
        linker="de",
    ),
)

_MM = message(
    "MM is 10^6 in most of Latin America, 10^9 to some in Mexico and Spain: write millones or mil millones"
)

SPANISH_WITHOUT_MM: Final = attrs.evolve(
    SPANISH, letters={"k": 3, "K": 3, "M": 6}, advice={**SPANISH.advice, "mm": _MM}
)
