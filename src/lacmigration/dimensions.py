"""Which base units a plain unit is made of: nouns, people among them, and currency codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

__all__ = ["SCALES", "base_unit", "base_units", "is_countable", "plain_dimension", "singular"]

SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""The words that scale a unit, with their powers of ten."""

_PURE = frozenset({"", "1", "times", "share"})
_PARTS = frozenset({"percent", "percentage points", "per thousand"})
_PEOPLE = frozenset(
    [
        "person",
        "people",
        "individual",
        "migrant",
        "refugee",
        "emigrant",
        "immigrant",
        "returnee",
        "deportee",
        "participant",
        "inhabitant",
        "woman",
        "man",
        "girl",
        "child",
        "venezuelan",
        "mexican",
        "colombian",
        "newcomer",
        "worker",
        "resident",
        "asylum-seeker",
        "capita",
        "habitant",
    ],
)
# Things of which there is a whole number ("axe" is what is left of "axes").
_THINGS = (
    "activity agency agreement applicant application area arrival axe bank beneficiary birth body "
    "border bridge case center centre chapter city commission committee company component corridor "
    "country crossing death delegation department deportation detention district document donor "
    "employee employer encounter enterprise event expert family firm footnote forum foundation fund "
    "goal government grant hospital household indicator initiative institution interview interviewee "
    "job loan mayor meeting member ministry mission municipality nation network objective office "
    "operation organisation organization page partner partnership permit pillar pilot policy post "
    "priority program programme project province publication recipient recommendation region report "
    "representative respondent route school section session shelter stakeholder state strategy student "
    "summit survey target teacher territory theme topic town university victim village visa volunteer "
    "workshop"
)
_COUNTED = _PEOPLE | frozenset(_THINGS.split())
_MEASURED = "of per a an average mean median equivalent percent percentage share rate"
_NEVER_COUNTED = frozenset(_MEASURED.split())
_IRREGULAR = {"people": "person", "women": "woman", "men": "man", "children": "child", "series": "series"}
_SHORTEST_PLURAL = 4
_OPERATOR = re.compile("([*/])")
_SIGNS = {"*": 1, "/": -1}


@lru_cache(maxsize=1024)
def plain_dimension(unit: str) -> Mapping[str, int]:
    """The base units of a unit written as nouns and codes with "/" and "*"; {} for a pure number.

    Only what can be compared as it stands has the same base units: "thousand USD" and "percent/year" keep
    their scale as a base of its own.

    >>> plain_dimension("USD/person"), plain_dimension("percent"), plain_dimension("thousand migrants")
    ({'USD': 1, 'person': -1}, {}, {'thousand': 1, 'person': 1})
    """
    if unit in _PARTS:
        return {}
    powers: dict[str, int] = {}
    sign = 1
    for token in _OPERATOR.split(unit.replace(" per ", "/")):
        if token in _SIGNS:
            sign = _SIGNS[token]
            continue
        for base in base_units(token.strip()):
            powers[base] = powers.get(base, 0) + sign
    return {base: power for base, power in powers.items() if power}


@lru_cache(maxsize=1024)
def is_countable(unit: str) -> bool:
    """Whether a unit is a plain noun for things of which there is a whole number: persons, partner agencies.

    Only nouns that are known to be: 5 km, 5 years and 5 hectares are measured. No scale word stands in it.

    >>> [is_countable(unit) for unit in ("persons", "priority countries", "years", "thousand migrants")]
    [True, True, False, False]
    """
    if "/" in unit or "*" in unit:
        return False
    words = unit.casefold().split()
    return (
        bool(words)
        and _singular(words[-1]) in _COUNTED
        and not any(word in _NEVER_COUNTED or word.removesuffix("s") in SCALES for word in words)
        and not any(word[0].isdigit() or (len(word) == 3 and word.isupper()) for word in unit.split())
    )


def base_units(name: str) -> tuple[str, ...]:
    """The scale words around a noun, then the noun.

    >>> base_units("thousand migrants"), base_units("USD millions")
    (('thousand', 'person'), ('million', 'USD'))
    """
    words = name.split()
    scales = []
    for end in (0, -1):
        while words and (scale := words[end].casefold().removesuffix("s")) in SCALES and name not in _PARTS:
            scales.append(scale)
            del words[end]
    base = base_unit(" ".join(words))
    return (*scales, base) if base else tuple(scales)


def base_unit(name: str) -> str:
    """The singular of a noun, "person" for people of any kind, a code as it is; empty for a pure number.

    >>> base_unit("asylum-seekers"), base_unit("countries"), base_unit("USD"), base_unit("1")
    ('person', 'country', 'USD', '')
    """
    if name in _PURE:
        return ""
    if len(name) == 3 and name.isupper():
        return name
    *before, last = name.split()
    one = _singular(last.casefold())
    if one in _PEOPLE and not name[0].isdigit():
        return "person"
    return " ".join([*before, one]).casefold()


def singular(noun: str) -> str:
    """A plural noun as it stands behind "one".

    >>> singular("priority countries"), singular("people")
    ('priority country', 'person')
    """
    *before, last = noun.split()
    return " ".join([*before, _singular(last)])


def _singular(word: str) -> str:
    if word in _IRREGULAR or len(word) < _SHORTEST_PLURAL or word.endswith("ss"):
        return _IRREGULAR.get(word, word)
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
