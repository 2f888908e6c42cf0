"""Which words do figures in Portuguese use, in Brazil and elsewhere?"""

from __future__ import annotations

from typing import Final

import attrs

from lacmigration.notation._grammar import Grammar, Writing, hedge_phrases, spread
from lacmigration.notation._iberian import MONEY, hundreds, multiples, parts
from lacmigration.notation._nouns import NOUNS
from lacmigration.notation._readings import Hedge
from lacmigration.notation._words import NumberWords
from lacmigration.sayings import later, message

__all__ = ["BRAZILIAN", "PORTUGUESE"]

_UNITS = (
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis "
    "dezessete dezoito dezenove"
)
_TENS = "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"
_HUNDREDS = "duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"
_ORDINALS = "terç quart quint sext sétim oitav non décim"

_HEDGES = {
    Hedge.ABOUT: (
        "aproximadamente|cerca de|em torno de|por volta de|ao redor de|à volta de|uns|umas|mais ou menos|"
        "aprox.|circa|ca.|estima-se que|estimados|na ordem de|da ordem de"
    ),
    Hedge.MORE_THAN: "mais de|mais do que|acima de|superior a|superiores a|maior que|pouco mais de",
    Hedge.AT_LEAST: (
        "pelo menos|ao menos|no mínimo|não menos de|não menos que|um mínimo de|mínimo de|não inferior a"
    ),
    Hedge.NEARLY: "quase|perto de|próximo a|próximo de|pouco menos de",
    Hedge.AT_MOST: "até|no máximo|um máximo de|máximo de|não mais de|não mais que|não superior a",
    Hedge.LESS_THAN: "menos de|menos do que|abaixo de|inferior a|inferiores a|menor que|menor do que",
}

_CONTRACTIONS = {" de": (" do", " da", " dos", " das"), " a": (" ao", " à", " aos", " às")}

_UNIT_WORDS = {
    "por cento": "percent",
    "por centos": "percent",
    "porcento": "percent",
    "ponto percentual": "percentage points",
    "pontos percentuais": "percentage points",
    "pontos de percentagem": "percentage points",
    "pts percentuais": "percentage points",
    **dict.fromkeys(("ponto-base", "pontos-base", "ponto básico", "pontos básicos"), "basis points"),
    **dict.fromkeys(("ponto de base", "pontos de base", "pb", "pbs", "p.b."), "basis points"),
    "por mil": "per thousand",
    "por 1.000": "per thousand",
    "por 1000": "per thousand",
    "indivíduo": "persons",
    "indivíduos": "persons",
    "agregado familiar": "households",
    "agregados familiares": "households",
    "atividade": "activities",
    "projecto": "projects",
    "projectos": "projects",
    "objectivo": "objectives",
    "objectivos": "objectives",
}

_MONEY = {
    "dólares americanos|dólares norte-americanos|dólares estadunidenses|dólares dos estados unidos|"
    "dólares dos eua": "USD",
    "dólares canadenses|dólares canadianos": "CAD",
    "francos suíços": "CHF",
    "ienes": "JPY",
    "pesos uruguaios": "UYU",
    "real|reais": "BRL",
    "sol|sóis|soles": "PEN",
    "quetzal|quetzais|quetzales": "GTQ",
    "colón|colóns|colones": "CRC",
    "guarani|guaranis": "PYG",
}


# Not "quinzenas", which are fortnights.
_GROUPS = {
    **dict.fromkeys(("dezena", "dezenas"), 10),
    **dict.fromkeys(("dúzia", "dúzias"), 12),
    "quinzena": 15,
    "vintena": 20,
    "trintena": 30,
    "quarentena": 40,
    **dict.fromkeys(("centena", "centenas"), 100),
}

_SMALL_SCALES = {
    **dict.fromkeys(("mil", "milhar", "milhares"), 3),
    **dict.fromkeys(("milhão", "milhões", "milhao", "milhoes", "mln", "mio"), 6),
    **dict.fromkeys(("milhares de milhões", "mrd"), 9),
}

_PARTS = {"terço": 3, "quarto": 4, "quinto": 5, "sexto": 6, "oitavo": 8, "décimo": 10}
_MULTIPLES = ((2, "dobro", "duplic"), (3, "triplo", "triplic"), (4, "quádruplo", "quadruplic"))
_VERBS = "ou ado ada ados adas aram ando ar"
_MORE_MULTIPLES = dict.fromkeys(("dobrou", "dobrado", "dobraram", "dobrar", "dobrando", "duplo"), 2)

_PORTUGAL_ONLY = message(
    "10^9 is bilhão and 10^12 trilhão in Brazil: give the locale pt-PT for Portugal's words"
)
_BRAZIL_ONLY = message(
    "outside Brazil 10^9 is mil milhões and 10^12 bilião: give the locale pt-BR for Brazil's"
)

BRAZILIAN: Final = Grammar(
    language="pt",
    name=later("Portuguese"),
    numbers=NumberWords(
        units={word: value for value, word in enumerate(_UNITS.split())}
        | {"uma": 1, "duas": 2, "tres": 3, "catorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19},
        tens={word: 10 * value for value, word in enumerate(_TENS.split(), 2)},
        hundreds={"cem": 100, "cento": 100} | hundreds(_HUNDREDS),
        thousand=frozenset({"mil"}),
        groups=_GROUPS,
        last=frozenset({"cem"}),
        tens_link=frozenset({"e"}),
        hundreds_link=frozenset({"e"}),
        thousands_link=frozenset({"e"}),
        bare_thousand=True,
    ),
    letters={"k": 3, "K": 3, "M": 6, "MM": 6},
    scale_words=_SMALL_SCALES
    | {
        "mi": 6,
        **dict.fromkeys(("bilhão", "bilhões", "bilhao", "bilhoes", "bi"), 9),
        **dict.fromkeys(("trilhão", "trilhões", "trilhao", "trilhoes", "tri"), 12),
        **dict.fromkeys(("quatrilhão", "quatrilhões", "quadrilhão", "quadrilhões"), 15),
    },
    hedge_words=hedge_phrases(_HEDGES, _CONTRACTIONS),
    tail_words={
        "ou mais": Hedge.AT_LEAST,
        "ou menos": Hedge.AT_MOST,
        "aproximadamente": Hedge.ABOUT,
        "no mínimo": Hedge.AT_LEAST,
        "no máximo": Hedge.AT_MOST,
    },
    between=("entre",),
    and_=("e",),
    from_=("de", "desde"),
    to=("a", "até"),
    join_words={
        "em cada": True,
        "de cada": True,
        "a cada": True,
        "por cada": True,
        "em": True,
        "de": False,
        "dos": False,
        "das": False,
        "entre os": False,
    },
    articles=frozenset({"um", "uma", "o", "a", "os", "as"}),
    half=("meio", "meia"),
    and_half=("e meio", "e meia"),
    fraction_words={
        "terço": (1, 3),
        "metade": (1, 2),
        "a metade": (1, 2),
        "meio": (1, 2),
        "um meio": (1, 2),
    },
    denominator_words=parts(_PARTS, _ORDINALS, {3: "terceir"}),
    multiple_words=multiples(_MULTIPLES, _VERBS, "o") | _MORE_MULTIPLES,
    times_words=("vezes", "vez", "x", "×"),
    unit_words=_UNIT_WORDS,
    per_words=("por", "ao", "à", "por cada"),
    per_person=("per capita", "por habitante"),
    money_words=spread(MONEY | _MONEY),
    linkers=frozenset({"de"}),
    loose_groups=True,
    loose_scales=frozenset({"milhar"}),
    periods=frozenset({"quinzena", "quarentena"}),
    advice=dict.fromkeys(("bilião", "biliões", "biliao", "bilioes", "trilião", "triliões"), _PORTUGAL_ONLY),
    minus=frozenset({"menos", "negativo"}),
    writing=Writing(
        hedges={
            Hedge.ABOUT: "aproximadamente",
            Hedge.MORE_THAN: "mais de",
            Hedge.AT_LEAST: "pelo menos",
            Hedge.NEARLY: "quase",
            Hedge.AT_MOST: "até",
            Hedge.LESS_THAN: "menos de",
        },
        scales={
            3: ("mil", "mil"),
            6: ("milhão", "milhões"),
            9: ("bilhão", "bilhões"),
            12: ("trilhão", "trilhões"),
        },
        letters={3: "mil", 6: "mi", 9: "bi", 12: "tri"},
        units={"percentage points": "pontos percentuais"},
        nouns=NOUNS["pt"],
        range="entre {a} e {b}",
        one_in="1 em cada {a}",
        out_of="{a} de {b}",
        multiple="{a} vezes",
        per="por",
        linker="de",
    ),
)

PORTUGUESE: Final = attrs.evolve(
    BRAZILIAN,
    letters={"k": 3, "K": 3, "M": 6, "mM": 9},
    scale_words=_SMALL_SCALES
    | {
        **dict.fromkeys(("bilião", "biliões", "biliao", "bilioes"), 12),
        **dict.fromkeys(("trilião", "triliões", "triliao", "trilioes"), 18),
        **dict.fromkeys(("quatrilião", "quatriliões"), 24),
    },
    advice=dict.fromkeys(("bilhão", "bilhões", "trilhão", "trilhões", "mi", "bi", "tri"), _BRAZIL_ONLY),
    writing=attrs.evolve(
        BRAZILIAN.writing,
        scales={
            3: ("mil", "mil"),
            6: ("milhão", "milhões"),
            9: ("mil milhões", "mil milhões"),
            12: ("bilião", "biliões"),
            18: ("trilião", "triliões"),
        },
        letters={3: "mil", 6: "M", 9: "mM"},
    ),
)
