"""Which words do figures in Spanish use?"""

from __future__ import annotations

from typing import Final

from lacmigration.notation._grammar import Grammar, Writing, hedge_phrases
from lacmigration.notation._readings import Hedge
from lacmigration.notation._words import NumberWords

__all__ = ["SPANISH"]

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

_NOUNS = {
    "persons": ("persona", "personas"),
    "households": ("hogar", "hogares"),
    "families": ("familia", "familias"),
    "women": ("mujer", "mujeres"),
    "men": ("hombre", "hombres"),
    "children": ("niño", "niños"),
    "migrants": ("migrante", "migrantes"),
    "emigrants": ("emigrante", "emigrantes"),
    "immigrants": ("inmigrante", "inmigrantes"),
    "refugees": ("refugiado", "refugiados"),
    "returnees": ("retornado", "retornados"),
    "workers": ("trabajador", "trabajadores"),
    "beneficiaries": ("beneficiario", "beneficiarios"),
    "participants": ("participante", "participantes"),
    "countries": ("país", "países"),
    "territories": ("territorio", "territorios"),
    "regions": ("región", "regiones"),
    "cities": ("ciudad", "ciudades"),
    "municipalities": ("municipio", "municipios"),
    "borders": ("frontera", "fronteras"),
    "programmes": ("programa", "programas"),
    "projects": ("proyecto", "proyectos"),
    "operations": ("operación", "operaciones"),
    "activities": ("actividad", "actividades"),
    "organisations": ("organización", "organizaciones"),
    "agencies": ("agencia", "agencias"),
    "institutions": ("institución", "instituciones"),
    "governments": ("gobierno", "gobiernos"),
    "partners": ("socio", "socios"),
    "donors": ("donante", "donantes"),
    "members": ("miembro", "miembros"),
    "offices": ("oficina", "oficinas"),
    "networks": ("red", "redes"),
    "workshops": ("taller", "talleres"),
    "strategies": ("estrategia", "estrategias"),
    "objectives": ("objetivo", "objetivos"),
    "pillars": ("pilar", "pilares"),
    "areas": ("área", "áreas"),
    "jobs": ("empleo", "empleos"),
    "years": ("año", "años"),
    "months": ("mes", "meses"),
    "weeks": ("semana", "semanas"),
    "days": ("día", "días"),
    "hours": ("hora", "horas"),
}

_UNIT_WORDS = {
    "por ciento": "percent",
    "por cien": "percent",
    "punto porcentual": "percentage points",
    "puntos porcentuales": "percentage points",
    "por mil": "per thousand",
    "por 1.000": "per thousand",
    "por 1000": "per thousand",
    "individuo": "persons",
    "individuos": "persons",
    "organismo": "agencies",
    "organismos": "agencies",
}

_MONEY = {
    "dólar|dólares": "dollar",
    "dólares estadounidenses|dólares americanos|dólares de los estados unidos|dólares de estados unidos|"
    "dólares de los ee. uu.|dólares de ee. uu.|dólares de los ee.uu.": "USD",
    "dólares canadienses": "CAD",
    "euro|euros": "EUR",
    "libras esterlinas": "GBP",
    "francos suizos": "CHF",
    "yenes": "JPY",
    "peso|pesos": "peso",
    "pesos argentinos": "ARS",
    "pesos chilenos": "CLP",
    "pesos colombianos": "COP",
    "pesos cubanos": "CUP",
    "pesos dominicanos": "DOP",
    "pesos mexicanos": "MXN",
    "pesos uruguayos": "UYU",
    "reales|reales brasileños": "BRL",
    "sol|soles|nuevos soles": "PEN",
    "quetzal|quetzales": "GTQ",
    "lempira|lempiras": "HNL",
    "colón|colones": "CRC",
    "córdoba|córdobas": "NIO",
    "guaraní|guaraníes": "PYG",
    "boliviano|bolivianos": "BOB",
    "bolívar|bolívares": "VES",
    "balboa|balboas": "PAB",
    "gourde|gourdes": "HTG",
}


def _denominators() -> dict[str, int]:
    found = {"tercio": 3, "tercios": 3, "cuarto": 4, "cuartos": 4, "quinto": 5, "quintos": 5}
    found |= {"sexto": 6, "sextos": 6, "octavo": 8, "octavos": 8, "décimo": 10, "décimos": 10}
    for value, stem in enumerate(_ORDINALS.split(), 3):
        found |= {f"{stem}a parte": value, f"{stem}as partes": value}
    return found


def _multiples() -> dict[str, int]:
    found: dict[str, int] = {}
    for times, adjective, stem in (
        (2, "doble", "dupli"),
        (3, "triple", "tripli"),
        (4, "cuádruple", "cuadrupli"),
    ):
        found |= dict.fromkeys((adjective, f"el {adjective}"), times)
        verbs = [
            f"{stem}{ending}" for ending in ("có", "cado", "cada", "cados", "cadas", "caron", "cando", "car")
        ]
        found |= dict.fromkeys(verbs, times) | {f"se {verb}": times for verb in verbs}
    return found | {"cuádruplo": 4, "el cuádruplo": 4, "quíntuple": 5, "quíntuplo": 5, "se duplica": 2}


SPANISH: Final = Grammar(
    language="es",
    name="Spanish",
    numbers=NumberWords(
        units={word: value for value, word in enumerate(_UNITS.split())}
        | {"un": 1, "una": 1, "veintiún": 21, "veintiuna": 21, "veintiun": 21}
        # Often written without their accents.
        | {"dieciseis": 16, "veintidos": 22, "veintitres": 23, "veintiseis": 26},
        tens={word: 10 * value for value, word in enumerate(_TENS.split(), 3)},
        hundreds={"cien": 100, "ciento": 100}
        | {word: 100 * value for value, word in enumerate(_HUNDREDS.split(), 2)}
        | {word[:-2] + "as": 100 * value for value, word in enumerate(_HUNDREDS.split(), 2)},
        thousand=frozenset({"mil"}),
        dozen=frozenset({"docena", "docenas"}),
        last=frozenset({"cien"}),
        tens_link=frozenset({"y"}),
        hundreds_link=frozenset({""}),
        thousands_link=frozenset({""}),
        bare_thousand=True,
    ),
    letters={"k": 3, "K": 3, "M": 6, "MM": 6},
    scale_words={
        "mil": 3,
        "miles de millones": 9,
        "millón": 6,
        "millon": 6,
        "millones": 6,
        "mill.": 6,
        "millardo": 9,
        "millardos": 9,
        "billón": 12,
        "billon": 12,
        "billones": 12,
        "trillón": 18,
        "trillones": 18,
    },
    scaled_money={"mdd": (6, "USD"), "mdp": (6, "peso")},
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
        "cuarto": (1, 4),
        "mitad": (1, 2),
        "la mitad": (1, 2),
        "medio": (1, 2),
        "un medio": (1, 2),
    },
    denominator_words=_denominators(),
    multiple_words=_multiples(),
    times_words=("veces", "vez", "x", "×"),
    unit_words=_UNIT_WORDS,
    per_words=("por", "al", "a la", "por cada"),
    per_person=("per cápita", "per capita", "por habitante"),
    money_words={phrase: value for phrases, value in _MONEY.items() for phrase in phrases.split("|")},
    linkers=frozenset({"de"}),
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
        nouns=_NOUNS,
        range="entre {a} y {b}",
        one_in="1 de cada {a}",
        out_of="{a} de {b}",
        multiple="{a} veces",
        per="por",
        linker="de",
    ),
)
