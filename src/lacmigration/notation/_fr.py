"""Which words do figures in French use?"""

from __future__ import annotations

from typing import Final

from lacmigration.notation._grammar import Grammar, Writing, hedge_phrases, spread
from lacmigration.notation._nouns import NOUNS
from lacmigration.notation._readings import Hedge
from lacmigration.notation._words import NumberWords
from lacmigration.sayings import later

__all__ = ["FRENCH"]

_UNITS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_TENS = {
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
_ORDINALS = "cinquième sixième septième huitième neuvième dixième"

_HEDGES = {
    Hedge.ABOUT: (
        "environ|autour de|à peu près|approximativement|quelque|quelques|aux alentours de|aux environs de|"
        "circa|env.|plus ou moins|de l'ordre de|on estime à"
    ),
    Hedge.MORE_THAN: (
        "plus de|au-dessus de|supérieur à|supérieure à|supérieurs à|un peu plus de|bien plus de|au-delà de"
    ),
    Hedge.AT_LEAST: "au moins|au minimum|pas moins de|un minimum de|minimum|non inférieur à",
    Hedge.NEARLY: "près de|presque|proche de|un peu moins de|quasi|quasiment",
    Hedge.AT_MOST: (
        "jusqu'à|au plus|tout au plus|au maximum|maximum|pas plus de|un maximum de|non supérieur à"
    ),
    Hedge.LESS_THAN: "moins de|au-dessous de|en dessous de|inférieur à|inférieure à|inférieurs à",
}

_UNIT_WORDS = {
    "pour cent": "percent",
    "pourcent": "percent",
    **dict.fromkeys(("pourcents", "pour cents", "p. cent", "p. 100", "p.c."), "percent"),
    "point de pourcentage": "percentage points",
    "points de pourcentage": "percentage points",
    "point de %": "percentage points",
    "points de %": "percentage points",
    "point de pourcent": "percentage points",
    "points de pourcent": "percentage points",
    "points pourcentage": "percentage points",
    "pts de pourcentage": "percentage points",
    "pts de %": "percentage points",
    **dict.fromkeys(("point de base", "points de base", "pb", "pbs", "pdb", "p.b."), "basis points"),
    "pour mille": "per thousand",
    "pour 1000": "per thousand",
    "pour 1 000": "per thousand",
    "individu": "persons",
    "individus": "persons",
    "année": "years",
    "années": "years",
    "organisme": "agencies",
    "organismes": "agencies",
}

_MONEY = {
    "dollar|dollars": "$",
    "dollars américains|dollars des états-unis|dollars us|dollars é.-u.": "USD",
    "dollars canadiens": "CAD",
    "euro|euros": "EUR",
    "livres sterling": "GBP",
    "francs suisses": "CHF",
    "yens": "JPY",
    "peso|pesos": "peso",
    "pesos argentins": "ARS",
    "pesos chiliens": "CLP",
    "pesos colombiens": "COP",
    "pesos cubains": "CUP",
    "pesos dominicains": "DOP",
    "pesos mexicains": "MXN",
    "pesos uruguayens": "UYU",
    "real|réal|reals|réaux|reais": "BRL",
    "sol|sols|soles": "PEN",
    "quetzal|quetzals|quetzales": "GTQ",
    "lempira|lempiras": "HNL",
    "colon|colón|colons|colones": "CRC",
    "cordoba|cordobas|córdobas": "NIO",
    "guarani|guaranis": "PYG",
    "boliviano|bolivianos": "BOB",
    "bolivar|bolivars": "VES",
    "balboa|balboas": "PAB",
    "gourde|gourdes": "HTG",
}


_GROUPS = {
    **dict.fromkeys(("dizaine", "dizaines"), 10),
    **dict.fromkeys(("douzaine", "douzaines"), 12),
    "quinzaine": 15,
    **dict.fromkeys(("vingtaine", "vingtaines"), 20),
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    **dict.fromkeys(("centaine", "centaines"), 100),
}


def _multiples() -> dict[str, int]:
    found: dict[str, int] = {}
    for times, stem in ((2, "doubl"), (3, "tripl"), (4, "quadrupl"), (5, "quintupl")):
        verbs = [f"{stem}{ending}" for ending in ("é", "ée", "és", "ées", "er", "ent", "ant", "ement")]
        found |= dict.fromkeys(
            (f"{stem}e", f"le {stem}e", *verbs, *(f"a {verb}" for verb in verbs[:1])), times
        )
    return found


FRENCH: Final = Grammar(
    language="fr",
    name=later("French"),
    numbers=NumberWords(
        units={word: value for value, word in enumerate(_UNITS.split())} | {"une": 1},
        tens=_TENS,
        hundred=frozenset({"cent", "cents"}),
        thousand=frozenset({"mille"}),
        groups=_GROUPS,
        scores=frozenset({"vingt", "vingts"}),
        long_tens=frozenset({60, 80}),
        ten=frozenset({"dix"}),
        tens_link=frozenset({"", "et"}),
        hundreds_link=frozenset(),
        thousands_link=frozenset(),
        bare_thousand=True,
        bare_hundred=True,
    ),
    letters={"k": 3, "K": 3, "M": 6},
    scale_words={
        **dict.fromkeys(("mille", "millier", "milliers"), 3),
        **dict.fromkeys(("million", "millions", "mio", "mln"), 6),
        **dict.fromkeys(("milliard", "milliards", "md", "mds", "mrd", "mrds", "mia"), 9),
        **dict.fromkeys(("billion", "billions"), 12),
        **dict.fromkeys(("billiard", "billiards"), 15),
        **dict.fromkeys(("trillion", "trillions"), 18),
        **dict.fromkeys(("trilliard", "trilliards"), 21),
    },
    hedge_words=hedge_phrases(_HEDGES, {" de": (" d'", " du", " des"), " à": (" au", " aux")}),
    tail_words={
        "ou plus": Hedge.AT_LEAST,
        "ou moins": Hedge.AT_MOST,
        "environ": Hedge.ABOUT,
        "au moins": Hedge.AT_LEAST,
        "au plus": Hedge.AT_MOST,
        "au maximum": Hedge.AT_MOST,
    },
    between=("entre",),
    and_=("et",),
    from_=("de", "d'"),
    to=("à", "jusqu'à"),
    join_words={"sur": True, "sur les": False, "parmi les": False, "des": False, "de": False},
    articles=frozenset({"un", "une", "le", "la", "les"}),
    half=("un demi", "demi", "une demi"),
    and_half=("et demi", "et demie"),
    fraction_words={
        "moitié": (1, 2),
        "tiers": (1, 3),
        "quart": (1, 4),
        "la moitié": (1, 2),
        "demi": (1, 2),
        "un demi": (1, 2),
        "une demie": (1, 2),
    },
    denominator_words={
        "tiers": 3,
        "quart": 4,
        "quarts": 4,
        **{word: value for value, word in enumerate(_ORDINALS.split(), 5)},
        **{f"{word}s": value for value, word in enumerate(_ORDINALS.split(), 5)},
        **dict.fromkeys(("centième", "centièmes"), 100),
        **dict.fromkeys(("millième", "millièmes"), 1000),
    },
    multiple_words=_multiples(),
    times_words=("fois", "x", "×"),
    unit_words=_UNIT_WORDS,
    per_words=("par", "pour chaque"),
    per_person=("per capita", "par habitant", "par tête"),
    money_words=spread(_MONEY),
    linkers=frozenset({"de", "d'"}),
    loose_groups=True,
    loose_scales=frozenset({"millier"}),
    periods=frozenset({"quinzaine", "quarantaine"}),
    minus=frozenset({"moins"}),
    writing=Writing(
        hedges={
            Hedge.ABOUT: "environ",
            Hedge.MORE_THAN: "plus de",
            Hedge.AT_LEAST: "au moins",
            Hedge.NEARLY: "près de",
            Hedge.AT_MOST: "jusqu'à",
            Hedge.LESS_THAN: "moins de",
        },
        scales={
            3: ("mille", "mille"),
            6: ("million", "millions"),
            9: ("milliard", "milliards"),
            12: ("billion", "billions"),
            18: ("trillion", "trillions"),
        },
        letters={3: "k", 6: "M", 9: "Md"},
        units={"percentage points": "points de pourcentage"},
        nouns=NOUNS["fr"],
        range="entre {a} et {b}",
        one_in="1 sur {a}",
        out_of="{a} des {b}",
        multiple="{a} fois",
        per="par",
        linker="de",
        elided="d'",
    ),
)
