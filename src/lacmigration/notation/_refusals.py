"""Which words look like what a figure counts and are not, and what is to be written for them?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from lacmigration.notation._grammar import Grammar, spread
from lacmigration.notation._phrases import Phrases

__all__ = ["SYMBOLS", "Refusals", "refusals"]

SYMBOLS: Final = frozenset("ghlLst")
"""Units of one letter that are what they look like: gram, hour, litre, second, tonne."""

_CENTS = "a cent is a part of a currency: write the amount in the currency itself, such as USD 0.05"
_VAGUE = "how many is not said; write a number, with a word for about before it"
_THOUSAND = "write the word thousand"
_MILLION = "write the word million"
_BILLION = "write the word billion"
_POINTS = "write percentage points, or the noun points in full"
_SHARE = "a percentage is read behind % or its word; a change of one is in percentage points"
_TENTHS = "a tenth or hundredth of what? Write the decimals with their unit, as in 0,5 %"
_APART = "an ordinal touches its number: write 5th, 3rd, 2e"
_METRES = "metres or short for million? Write the word"
_MIXED = "a thousandth of a metre, 10^6 or 10^9? Write the word"

# What is refused wherever it stands behind a number, and in the place of one.
_ANYWHERE: Final = {
    "mm": _MIXED,
    "mi": "miles, or millions in Brazil? Write the word",
    "mmm": "MMM is 10^9 to some: write a thousand million in the words of the language",
    "pts|pt": _POINTS,
    "zillion|zillions|gazillion": _VAGUE,
    "mega|giga|tera": "write the scale as a word",
    "tsd|thsd|thd|ths|thou": _THOUSAND,
}

_OWN: Final = {
    "en": {
        "mil|mill|mills": f"a thousand (Spanish mil) or short for million? {_THOUSAND} or million",
        "bil|bill": _BILLION,
        "tr|tril|trln": "write the word trillion",
        "cr": "write the word crore",
        "th": "an ordinal touches its number, as in 5th; of thousands, write the word",
        "st|nd|rd": _APART,
        "percentage|percentages": _SHARE,
        "pc|p.c.": "per cent or pieces? Write % or the noun",
        "cent|cents|pence|penny|p|c|¢": _CENTS,
        "tens|dozens|scores|hundreds|thousands|millions|billions|trillions|myriad|myriads": _VAGUE,
        "a couple|a few|a handful|a pair|several|many|countless|umpteen": _VAGUE,
    },
    "es": {
        "bill": "10^9 or 10^12? Write mil millones or billones",
        "mls": "thousands or millions? Write miles or millones",
        "m.n.": "the national currency of which country? Write a code such as MXN",
        "m": _METRES,
        "pto|ptos": "write puntos porcentuales, or the noun puntos in full",
        "porcentaje|porcentajes": _SHARE,
        "décima|décimas|centésima|centésimas|milésima|milésimas|centésimo|centésimos": _TENTHS,
        "centavo|centavos|céntimo|céntimos|centimo|centimos|cent|cents|¢": _CENTS,
        "cientos": _VAGUE,
        "decenas|docenas|veintenas|centenas|centenares|millares|miles|millones|billones": _VAGUE,
        "par|puñado|montón|sinnúmero|sinfín|serie|mayoría|minoría|varios|varias|pocos|pocas": _VAGUE,
        "gran número|buen número|cierto número|gran cantidad|cierta cantidad": _VAGUE,
    },
    "pt": {
        "milh": "milhares or milhões? Write the word",
        "m": _METRES,
        "pto|ptos": "write pontos percentuais, or the noun pontos in full",
        "décima|décimas|centésima|centésimas|milésima|milésimas|centésimo|centésimos": _TENTHS,
        "milheiro|milheiros": "write mil",
        "tr": "write trilhões",
        "percentual|percentagem|porcentagem": _SHARE,
        "centavo|centavos|cêntimo|cêntimos|cent|cents|¢": _CENTS,
        "dezenas|dúzias|vintenas|centenas|milhares|milhões|bilhões|trilhões": _VAGUE,
        "par|punhado|monte|sem-número|série|maioria|minoria|vários|várias|poucos|poucas": _VAGUE,
        "grande número|bom número|certo número|grande quantidade|certa quantidade": _VAGUE,
    },
    "fr": {
        "cent|cents": "of hundreds, write the number in digits, as in 500; of money, write it as in 0,05 EUR",
        "milles": "mille never has an s: write 5 mille or 5 000 (the nautical mile is not read)",
        "mil|mill": "mille or millions? Write the word",
        "m": _METRES,
        "bn": "bn is 10^9 in English and Bn 10^12 in French: write milliards or billions",
        "pourcentage|pourcentages": _SHARE,
        "centime|centimes|¢": _CENTS,
        "er|ère|ème|eme": _APART,
        "huitaine": "a week or about eight? Write the number, with its noun",
        "dizaines|douzaines|vingtaines|centaines|milliers|millions|milliards|billions": _VAGUE,
        "des dizaines|des douzaines|des centaines|des milliers|des millions|des milliards": _VAGUE,
        "poignée|paire|série|multitude|foule|myriade|kyrielle|majorité|minorité|plusieurs": _VAGUE,
        "grand nombre|bon nombre|certain nombre|grande quantité|grande partie|bonne partie": _VAGUE,
    },
}

# Words of other languages for numbers that are plain nouns in these.
_NOUNS_HERE: Final = {"en": frozenset({"miles"}), "fr": frozenset({"lac", "lacs"})}

# What is refused where it is all that stands behind the number: with more words it is plain.
_ALONE: Final = {
    "en": {
        "score": "a score is twenty: write 20, or what kind of score",
        "gross": "a gross is 144; write the number, or what is gross",
        "grand": _THOUSAND,
    }
}

_PURE = frozenset({"percent", "percentage points", "per thousand", "basis points"})
_NO_MEASURES = frozenset({_VAGUE, _APART})
_VARIABLE_MONEY = frozenset({"$", "dollar", "peso", "EUR"})


class Refusals:
    """The words that are never nouns in a language, each with what to write for it.

    `anywhere` are refused wherever they start a noun or stand for a number, `alone` where they are the whole
    noun, and `last` where they end one: "5 mill USD" counts no thing called "mill USD". `unclear` are
    those that change what a number means: a scale or a part of a unit that is not settled.
    """

    __slots__ = ("alone", "anywhere", "last", "unclear")

    def __init__(self, own: Grammar, others: Iterable[Grammar], *, advice: Mapping[str, str]) -> None:
        """Collect the words of the other languages, the last of which gives the advice, and the own ones."""
        foreign: dict[str, str] = {}
        money: dict[str, str] = {}
        here = _NOUNS_HERE.get(own.language, frozenset())
        for other in others:
            hint = f"is {other.name}; give the locale {other.language}, or write it in {own.name}"
            pure = (word for word, unit in other.unit_words.items() if unit in _PURE)
            times = (word for word in other.times_words if len(word) > 1)
            for word in (*other.scale_words, *other.scaled_money, *times, *pure):
                if not {word} & (own.scale_words.keys() | own.unit_words.keys() | here | {*own.times_words}):
                    foreign[word] = f"{word!r} {hint}"
            money |= {word: f"{word!r} {hint}" for word in other.money_words if word not in own.money_words}
        mine = {**spread(_ANYWHERE), **spread(_OWN[own.language]), **advice}
        self.anywhere = Phrases(foreign | {word: _quoted(word, said) for word, said in mine.items()})
        self.unclear = Phrases(
            foreign | {word: said for word, said in mine.items() if said not in _NO_MEASURES}
        )
        sole = {word: _quoted(word, said) for word, said in _ALONE.get(own.language, {}).items()}
        self.alone = money | sole
        cents = (
            word for words, said in _OWN[own.language].items() if said == _CENTS for word in words.split("|")
        )
        self.last = {word: _quoted(word, _CENTS) for word in cents} | {
            word: f"no scale and no currency in {own.name} ends in {word!r} like this: "
            "write the scale out, and the code of the currency"
            for word, meaning in own.money_words.items()
            if meaning in _VARIABLE_MONEY and word.endswith("s")
        }


def refusals(own: Grammar, others: Iterable[Grammar]) -> Refusals:
    """Collect what a language refuses, with the words of `others` that are not its own."""
    return Refusals(own, (other for other in others if other.language != own.language), advice=own.advice)


def _quoted(word: str, said: str) -> str:
    return f"{word!r}: {said}"
