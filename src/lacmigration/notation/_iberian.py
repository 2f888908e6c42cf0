"""What do Spanish and Portuguese share: the forms of their numerals, the names of currencies?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

__all__ = ["MONEY", "hundreds", "multiples", "parts"]


MONEY: Final = {
    "dólar|dólares": "dollar",
    "euro|euros": "EUR",
    "libras esterlinas": "GBP",
    "peso|pesos": "peso",
    "pesos argentinos": "ARS",
    "pesos chilenos": "CLP",
    "pesos colombianos": "COP",
    "pesos cubanos": "CUP",
    "pesos dominicanos": "DOP",
    "pesos mexicanos": "MXN",
    "lempira|lempiras": "HNL",
    "córdoba|córdobas": "NIO",
    "boliviano|bolivianos": "BOB",
    "bolívar|bolívares": "VES",
    "balboa|balboas": "PAB",
    "gourde|gourdes": "HTG",
}


def hundreds(words: str) -> dict[str, int]:
    """Give "doscientos", "doscientas" and their like from the masculine words for 200 to 900.

    >>> hundreds("doscientos trescientos")
    {'doscientos': 200, 'doscientas': 200, 'trescientos': 300, 'trescientas': 300}
    """
    found: dict[str, int] = {}
    for value, word in enumerate(words.split(), 2):
        found |= dict.fromkeys((word, f"{word[:-2]}as"), 100 * value)
    return found


def parts(nouns: Mapping[str, int], stems: str, feminine: Mapping[int, str] | None = None) -> dict[str, int]:
    """Give the denominators: the nouns with their plurals, and "tercera parte" from the stem of the ordinal.

    `feminine` are stems from 3 on that differ from those in `stems`, which are read as well in the singular.

    >>> parts({"tercio": 3}, "tercer")
    {'tercio': 3, 'tercios': 3, 'tercera parte': 3, 'terceras partes': 3}
    """
    found: dict[str, int] = {}
    for noun, value in nouns.items():
        found |= dict.fromkeys((noun, f"{noun}s"), value)
    for value, stem in enumerate(stems.split(), 3):
        ordinal = (feminine or {}).get(value, stem)
        found |= dict.fromkeys((f"{stem}a parte", f"{ordinal}a parte", f"{ordinal}as partes"), value)
    return found


def multiples(table: Iterable[tuple[int, str, str]], endings: str, article: str) -> dict[str, int]:
    """Give "doble", "el doble", "duplicó" and "se duplicó" from (2, "doble", "duplic").

    >>> multiples([(2, "doble", "duplic")], "ado", "el")
    {'doble': 2, 'el doble': 2, 'duplicado': 2, 'se duplicado': 2}
    """
    found: dict[str, int] = {}
    for times, noun, stem in table:
        verbs = [stem + ending for ending in endings.split()]
        found |= dict.fromkeys((noun, f"{article} {noun}", *verbs, *(f"se {verb}" for verb in verbs)), times)
    return found
