"""Which words look like what a figure counts and are not, and what is to be written for them?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from lacmigration.notation._grammar import Grammar, spread
from lacmigration.notation._phrases import Phrases
from lacmigration.sayings import Message, Saying, message

__all__ = ["SYMBOLS", "Refusals", "refusals"]

SYMBOLS: Final = frozenset("ghlLst")
"""Units of one letter that are what they look like: gram, hour, litre, second, tonne."""

_CENTS = message("a cent is a part of a currency: write the amount in the currency itself, such as USD 0.05")
_VAGUE = message("how many is not said; write a number, with a word for about before it")
_THOUSAND = message("write the word thousand")
_MILLION = message("write the word million")
_BILLION = message("write the word billion")
_POINTS = message("write percentage points, or the noun points in full")
_SHARE = message("a percentage is read behind % or its word; a change of one is in percentage points")
_TENTHS = message("a tenth or hundredth of what? Write the decimals with their unit, as in 0,5 %")
_APART = message("an ordinal touches its number: write 5th, 3rd, 2e")
_METRES = message("metres or short for million? Write the word")
_MIXED = message("a thousandth of a metre, 10^6 or 10^9? Write the word")

# What is refused wherever it stands behind a number, and in the place of one.
_ANYWHERE: Final = {
    "mm": _MIXED,
    "mi": message("miles, or millions in Brazil? Write the word"),
    "mmm": message("MMM is 10^9 to some: write a thousand million in the words of the language"),
    "pts|pt": _POINTS,
    "zillion|zillions|gazillion": _VAGUE,
    "mega|giga|tera": message("write the scale as a word"),
    "tsd|thsd|thd|ths|thou": _THOUSAND,
}

_OWN: Final = {
    "en": {
        "mil|mill|mills": message(
            "a thousand (Spanish mil) or short for million? write the word thousand or million"
        ),
        "bil|bill": _BILLION,
        "tr|tril|trln": message("write the word trillion"),
        "cr": message("write the word crore"),
        "th": message("an ordinal touches its number, as in 5th; of thousands, write the word"),
        "st|nd|rd": _APART,
        "percentage|percentages": _SHARE,
        "pc|p.c.": message("per cent or pieces? Write % or the noun"),
        "cent|cents|pence|penny|p|c|¢": _CENTS,
        "tens|dozens|scores|hundreds|thousands|millions|billions|trillions|myriad|myriads": _VAGUE,
        "a couple|a few|a handful|a pair|several|many|countless|umpteen": _VAGUE,
    },
    "es": {
        "bill": message("10^9 or 10^12? Write mil millones or billones"),
        "mls": message("thousands or millions? Write miles or millones"),
        "m.n.": message("the national currency of which country? Write a code such as MXN"),
        "m": _METRES,
        "pto|ptos": message("write puntos porcentuales, or the noun puntos in full"),
        "porcentaje|porcentajes": _SHARE,
        "décima|décimas|centésima|centésimas|milésima|milésimas|centésimo|centésimos": _TENTHS,
        "centavo|centavos|céntimo|céntimos|centimo|centimos|cent|cents|¢": _CENTS,
        "cientos": _VAGUE,
        "decenas|docenas|veintenas|centenas|centenares|millares|miles|millones|billones": _VAGUE,
        "par|puñado|montón|sinnúmero|sinfín|serie|mayoría|minoría|varios|varias|pocos|pocas": _VAGUE,
        "gran número|buen número|cierto número|gran cantidad|cierta cantidad": _VAGUE,
    },
    "pt": {
        "milh": message("milhares or milhões? Write the word"),
        "m": _METRES,
        "pto|ptos": message("write pontos percentuais, or the noun pontos in full"),
        "décima|décimas|centésima|centésimas|milésima|milésimas|centésimo|centésimos": _TENTHS,
        "milheiro|milheiros": message("write mil"),
        "tr": message("write trilhões"),
        "percentual|percentagem|porcentagem": _SHARE,
        "centavo|centavos|cêntimo|cêntimos|cent|cents|¢": _CENTS,
        "dezenas|dúzias|vintenas|centenas|milhares|milhões|bilhões|trilhões": _VAGUE,
        "par|punhado|monte|sem-número|série|maioria|minoria|vários|várias|poucos|poucas": _VAGUE,
        "grande número|bom número|certo número|grande quantidade|certa quantidade": _VAGUE,
    },
    "fr": {
        "cent|cents": message(
            "of hundreds, write the number in digits, as in 500; of money, write it as in 0,05 EUR"
        ),
        "milles": message("mille never has an s: write 5 mille or 5 000 (the nautical mile is not read)"),
        "mil|mill": message("mille or millions? Write the word"),
        "m": _METRES,
        "bn": message("bn is 10^9 in English and Bn 10^12 in French: write milliards or billions"),
        "pourcentage|pourcentages": _SHARE,
        "centime|centimes|¢": _CENTS,
        "er|ère|ème|eme": _APART,
        "huitaine": message("a week or about eight? Write the number, with its noun"),
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
        "score": message("a score is twenty: write 20, or what kind of score"),
        "gross": message("a gross is 144; write the number, or what is gross"),
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

    def __init__(self, own: Grammar, others: Iterable[Grammar], *, advice: Mapping[str, Saying]) -> None:
        """Collect the words of the other languages, the last of which gives the advice, and the own ones."""
        foreign: dict[str, Saying] = {}
        money: dict[str, Saying] = {}
        here = _NOUNS_HERE.get(own.language, frozenset())
        for other in others:
            pure = (word for word, unit in other.unit_words.items() if unit in _PURE)
            times = (word for word in other.times_words if len(word) > 1)
            for word in (*other.scale_words, *other.scaled_money, *times, *pure):
                if not {word} & (own.scale_words.keys() | own.unit_words.keys() | here | {*own.times_words}):
                    foreign[word] = _foreign(word, other, own)
            money |= {
                word: _foreign(word, other, own) for word in other.money_words if word not in own.money_words
            }
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
            word: message(
                "no scale and no currency in {language} ends in {word} like this: write the scale out, and "
                "the code of the currency",
                language=Message(own.name),
                word=repr(word),
            )
            for word, meaning in own.money_words.items()
            if meaning in _VARIABLE_MONEY and word.endswith("s")
        }


def refusals(own: Grammar, others: Iterable[Grammar]) -> Refusals:
    """Collect what a language refuses, with the words of `others` that are not its own."""
    return Refusals(own, (other for other in others if other.language != own.language), advice=own.advice)


def _quoted(word: str, said: Saying) -> Saying:
    return message("{word}: {advice}", word=repr(word), advice=said)


def _foreign(word: str, other: Grammar, own: Grammar) -> Saying:
    return message(
        "{word} is {other}; give the locale {locale}, or write it in {own}",
        word=repr(word),
        other=Message(other.name),
        locale=other.language,
        own=Message(own.name),
    )
