"""Which words do figures in English use?"""

from __future__ import annotations

from typing import Final

from lacmigration.notation._grammar import Grammar, Writing, hedge_phrases, spread
from lacmigration.notation._nouns import NOUNS
from lacmigration.notation._readings import Hedge
from lacmigration.notation._words import NumberWords
from lacmigration.sayings import later

__all__ = ["ENGLISH"]

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth"

_HEDGES = {
    Hedge.ABOUT: (
        "about|around|some|approximately|approx.|roughly|circa|c.|ca.|estimated|an estimated|"
        "in the region of|in the order of|more or less"
    ),
    Hedge.MORE_THAN: (
        "more than|over|above|greater than|higher than|exceeding|in excess of|well over|just over|"
        "far more than|well above|slightly more than|slightly over|a little over|a little more than"
    ),
    Hedge.AT_LEAST: "at least|no fewer than|not fewer than|no less than|not less than|a minimum of|minimum",
    Hedge.NEARLY: "nearly|almost|close to|just under|just below|slightly less than|a little under",
    Hedge.AT_MOST: (
        "up to|at most|no more than|not more than|as many as|as much as|a maximum of|maximum|not exceeding"
    ),
    Hedge.LESS_THAN: "less than|under|below|fewer than|lower than|well under|well below",
}

_UNIT_WORDS = {
    "percent": "percent",
    "per cent": "percent",
    "percents": "percent",
    "per cents": "percent",
    "percentage point": "percentage points",
    "percentage points": "percentage points",
    "percent point": "percentage points",
    "percent points": "percentage points",
    "percentage pts": "percentage points",
    "pct points": "percentage points",
    "pct pts": "percentage points",
    "% points": "percentage points",
    "%-points": "percentage points",
    "%age points": "percentage points",
    "basis point": "basis points",
    "basis points": "basis points",
    "ppt": "percentage points",
    "ppts": "percentage points",
    "pps": "percentage points",
    "per thousand": "per thousand",
    "per mille": "per thousand",
    "per mil": "per thousand",
    "permille": "per thousand",
    "permil": "per thousand",
    "per 1,000": "per thousand",
    "per 1000": "per thousand",
    "people": "persons",
    "individual": "persons",
    "individuals": "persons",
    "program": "programmes",
    "programs": "programmes",
    "organization": "organisations",
    "organizations": "organisations",
}

_MONEY = {
    "dollar|dollars": "$",
    "us dollar|us dollars|u.s. dollar|u.s. dollars|united states dollars|american dollars": "USD",
    "canadian dollars": "CAD",
    "australian dollars": "AUD",
    "new zealand dollars": "NZD",
    "barbados dollars|barbadian dollars": "BBD",
    "bahamian dollars": "BSD",
    "belize dollars": "BZD",
    "guyanese dollars|guyana dollars": "GYD",
    "jamaican dollars": "JMD",
    "surinamese dollars|suriname dollars": "SRD",
    "trinidad and tobago dollars": "TTD",
    "eastern caribbean dollars|east caribbean dollars": "XCD",
    "euro|euros": "EUR",
    "pounds sterling|british pounds": "GBP",
    "swiss francs": "CHF",
    "swedish kronor": "SEK",
    "norwegian kroner": "NOK",
    "danish kroner": "DKK",
    "japanese yen|yen": "JPY",
    "peso|pesos": "peso",
    "argentine pesos|argentinian pesos": "ARS",
    "chilean pesos": "CLP",
    "colombian pesos": "COP",
    "cuban pesos": "CUP",
    "dominican pesos": "DOP",
    "mexican pesos": "MXN",
    "uruguayan pesos": "UYU",
    "reais|reals|brazilian real|brazilian reais|brazilian reals": "BRL",
    "soles|peruvian soles|nuevos soles": "PEN",
    "quetzal|quetzales|quetzals": "GTQ",
    "lempira|lempiras": "HNL",
    "colones|colón|costa rican colones": "CRC",
    "cordoba|cordobas|córdoba|córdobas": "NIO",
    "guarani|guaranis|guaranies|guaraní|guaraníes": "PYG",
    "boliviano|bolivianos": "BOB",
    "bolivar|bolivars|bolivares|bolívar|bolívares": "VES",
    "balboa|balboas": "PAB",
    "gourde|gourdes": "HTG",
}


def _multiples() -> dict[str, int]:
    stems = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4, "quintuple": 5}
    found = {"twice": 2, "thrice": 3}
    for stem, times in stems.items():
        found |= dict.fromkeys((stem, f"{stem}d", f"{stem}s", f"{stem[:-1]}ing"), times)
    names = enumerate(_UNITS.split()[:11])
    return found | {f"{name}fold": times for times, name in names if times > 1}


ENGLISH: Final = Grammar(
    language="en",
    name=later("English"),
    numbers=NumberWords(
        units={word: value for value, word in enumerate(_UNITS.split())},
        tens={word: 10 * value for value, word in enumerate(_TENS.split(), 2)},
        hundred=frozenset({"hundred"}),
        thousand=frozenset({"thousand"}),
        groups={"dozen": 12, "dozens": 12},
        one=frozenset({"a"}),
        tens_link=frozenset({""}),
        hundreds_link=frozenset({"and"}),
        thousands_link=frozenset({"and"}),
        behind_hundred=frozenset({"thousand", "million", "billion", "trillion"}),
    ),
    letters={"k": 3, "K": 3, "m": 6, "M": 6, "MM": 6, "b": 9, "B": 9, "T": 12},
    scale_words={
        "thousand": 3,
        "thousands": 3,
        "million": 6,
        "millions": 6,
        "billion": 9,
        "billions": 9,
        "trillion": 12,
        "trillions": 12,
        "quadrillion": 15,
        "quadrillions": 15,
        "quintillion": 18,
        "quintillions": 18,
        **dict.fromkeys(("mn", "mln", "mlns", "mio"), 6),
        **dict.fromkeys(("bn", "bln", "mrd"), 9),
        **dict.fromkeys(("tn", "trn"), 12),
        # Of India and its neighbours.
        **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 5),
        **dict.fromkeys(("crore", "crores"), 7),
    },
    hedge_words=hedge_phrases(_HEDGES),
    tail_words={
        "or more": Hedge.AT_LEAST,
        "or so": Hedge.ABOUT,
        "or less": Hedge.AT_MOST,
        "or fewer": Hedge.AT_MOST,
    },
    between=("between",),
    and_=("and", "&"),
    from_=("from",),
    to=("to",),
    join_words={
        "in": True,
        "in every": True,
        "out of": True,
        "out of every": True,
        "of every": True,
        "of": False,
        "of the": False,
        "out of the": False,
    },
    articles=frozenset({"a", "an", "the"}),
    half=("half a", "a half", "half"),
    and_half=("and a half",),
    fraction_words={"half": (1, 2), "a half": (1, 2), "one half": (1, 2), "quarter": (1, 4)},
    denominator_words={
        "quarter": 4,
        "quarters": 4,
        **{word: value for value, word in enumerate(_ORDINALS.split(), 3)},
        **{f"{word}s": value for value, word in enumerate(_ORDINALS.split(), 3)},
        **dict.fromkeys(("hundredth", "hundredths"), 100),
        **dict.fromkeys(("thousandth", "thousandths"), 1000),
        **dict.fromkeys(("millionth", "millionths"), 10**6),
    },
    multiple_words=_multiples(),
    times_words=("times", "fold", "x", "×"),
    unit_words=_UNIT_WORDS,
    per_words=("per", "a", "for each"),
    per_person=("per capita", "per head"),
    money_words=spread(_MONEY),
    minus=frozenset({"minus", "negative"}),
    writing=Writing(
        hedges={
            Hedge.ABOUT: "about",
            Hedge.MORE_THAN: "more than",
            Hedge.AT_LEAST: "at least",
            Hedge.NEARLY: "nearly",
            Hedge.AT_MOST: "up to",
            Hedge.LESS_THAN: "less than",
        },
        scales={
            3: ("thousand", "thousand"),
            6: ("million", "million"),
            9: ("billion", "billion"),
            12: ("trillion", "trillion"),
        },
        letters={3: "K", 6: "M", 9: "B", 12: "tn"},
        units={"percentage points": "percentage points"},
        nouns=NOUNS["en"],
        range="between {a} and {b}",
        one_in="1 in {a}",
        out_of="{a} of {b}",
        multiple="{a} times",
        per="per",
        gap="",
    ),
)
