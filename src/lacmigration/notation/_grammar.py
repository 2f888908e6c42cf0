"""Which words does a language use in figures, for reading and for writing?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

import attrs

from lacmigration.notation._phrases import Phrases
from lacmigration.notation._readings import Hedge
from lacmigration.notation._words import NumberWords
from lacmigration.sayings import Saying

__all__ = ["Grammar", "Writing", "hedge_phrases", "spread"]

Value = TypeVar("Value")


@attrs.frozen(kw_only=True)
class Writing:
    """How figures are written out: the words of hedges, forms, scales and nouns.

    `scales` and `letters` map a power of ten to the word (one, many) and to a letter. `linker`
    stands between a scale word from a million on and a noun ("millones de personas"), `elided` before vowels.
    In templates, `{a}` and `{b}` are the first and the second number.
    """

    hedges: Mapping[Hedge, str]
    scales: Mapping[int, tuple[str, str]]
    letters: Mapping[int, str]
    units: Mapping[str, str]
    nouns: Mapping[str, tuple[str, str]]
    range: str
    one_in: str
    out_of: str
    multiple: str
    per: str
    linker: str = ""
    elided: str = ""
    gap: str = "\u00a0"


@attrs.frozen(kw_only=True, slots=False)
class Grammar:
    """The words of one language, each table from a phrase to what it means.

    - `letters` are scales that are read in exactly this case ("M", "bn").
    - `join_words` stand between the numbers of a share; the value says whether "one ... N" is one in N.
    - `money_words` lead to an ISO code, or to "$", "dollar" and "peso", where the territory decides.
    - `minus` are the words for a sign before a number ("negative five").
    - `linkers` may stand between a number and its noun; `advice` is for words that are easily mistaken.
    - `loose_groups`: counting in groups is approximate by itself ("une dizaine"), as are the `loose_scales`
      ("un millier"); `periods` are such words that name a time where no noun follows ("una quincena").
    """

    language: str
    name: str
    numbers: NumberWords
    letters: Mapping[str, int]
    scale_words: Mapping[str, int]
    scaled_money: Mapping[str, tuple[int, str]] = attrs.field(factory=dict)
    hedge_words: Mapping[str, Hedge]
    tail_words: Mapping[str, Hedge]
    between: tuple[str, ...]
    and_: tuple[str, ...]
    from_: tuple[str, ...]
    to: tuple[str, ...]
    join_words: Mapping[str, bool]
    articles: frozenset[str]
    half: tuple[str, ...]
    and_half: tuple[str, ...]
    fraction_words: Mapping[str, tuple[int, int]]
    denominator_words: Mapping[str, int]
    multiple_words: Mapping[str, int]
    times_words: tuple[str, ...]
    unit_words: Mapping[str, str]
    per_words: tuple[str, ...]
    per_person: tuple[str, ...]
    money_words: Mapping[str, str]
    minus: frozenset[str]
    linkers: frozenset[str] = frozenset()
    advice: Mapping[str, Saying] = attrs.field(factory=dict)
    loose_groups: bool = False
    loose_scales: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    writing: Writing

    @cached_property
    def scales(self) -> Phrases[int]:
        """Scale words."""
        return Phrases(self.scale_words)

    @cached_property
    def hedges(self) -> Phrases[Hedge]:
        """Hedges before a number, signs included."""
        return Phrases({**_HEDGE_SIGNS, **self.hedge_words})

    @cached_property
    def tails(self) -> Phrases[Hedge]:
        """Hedges behind a number."""
        return Phrases({"+": Hedge.AT_LEAST, **self.tail_words})

    @cached_property
    def ranges(self) -> Phrases[str]:
        """What opens a range, and so how its ends are joined."""
        return Phrases(dict.fromkeys(self.between, "and") | dict.fromkeys(self.from_, "to"))

    @cached_property
    def range_joins(self) -> Mapping[str, Phrases[bool]]:
        """What joins the ends of a range, by what opened it; "" where nothing did."""
        dashes = ("-", "–", "—", "‐", "‑", "−")
        return {
            "and": _set(self.and_),
            "to": _set((*self.to, *dashes)),
            "": _set((*self.to, *dashes)),
        }

    @cached_property
    def joins(self) -> Phrases[bool]:
        """What joins the numbers of a share."""
        return Phrases(self.join_words)

    @cached_property
    def halves(self) -> Phrases[bool]:
        """Half, before a scale word."""
        return _set(self.half)

    @cached_property
    def and_halves(self) -> Phrases[bool]:
        """And a half, behind a number or a scale word."""
        return _set(self.and_half)

    @cached_property
    def fractions(self) -> Phrases[tuple[int, int]]:
        """Whole fractions."""
        return Phrases(self.fraction_words)

    @cached_property
    def denominators(self) -> Phrases[int]:
        """What a numerator stands before."""
        return Phrases(self.denominator_words)

    @cached_property
    def multiples(self) -> Phrases[int]:
        """Whole multiples."""
        return Phrases(self.multiple_words)

    @cached_property
    def times(self) -> Phrases[bool]:
        """What makes a number before it a multiple."""
        return _set(self.times_words)

    @cached_property
    def units(self) -> Phrases[str]:
        """Percent and its kin, and the known nouns in singular and plural."""
        nouns = {word: unit for unit, words in self.writing.nouns.items() for word in words}
        return Phrases({**_UNIT_SIGNS, **nouns, **self.unit_words})

    @cached_property
    def per(self) -> Phrases[str]:
        """What opens the second unit of a quotient, and that unit where it is said already."""
        return Phrases(
            {"/": "", **dict.fromkeys(self.per_words, ""), **dict.fromkeys(self.per_person, "person")}
        )

    @cached_property
    def money(self) -> Phrases[str]:
        """Names of currencies."""
        return Phrases(self.money_words)

    @cached_property
    def number_starts(self) -> frozenset[str]:
        """The words that a number can start with."""
        return self.numbers.reserved | self.numbers.one | frozenset(self.halves.first_words)

    @cached_property
    def reserved(self) -> frozenset[str]:
        """The words that no noun starts with."""
        tables: tuple[Iterable[str], ...] = (
            self.scales.first_words,
            self.tails.first_words,
            self.joins.first_words,
            self.times.first_words,
            self.multiples.first_words,
            self.hedges.first_words,
            *(join.first_words for join in self.range_joins.values()),
            self.per.first_words,
            self.denominators.first_words,
        )
        words = self.numbers.one | self.articles | self.linkers | self.minus
        return self.numbers.reserved.union(*tables) | words


_HEDGE_SIGNS = {
    "~": Hedge.ABOUT,
    "≈": Hedge.ABOUT,
    "≃": Hedge.ABOUT,
    "≅": Hedge.ABOUT,
    "±": Hedge.ABOUT,
    ">": Hedge.MORE_THAN,
    "≥": Hedge.AT_LEAST,
    ">=": Hedge.AT_LEAST,
    "<": Hedge.LESS_THAN,
    "≤": Hedge.AT_MOST,
    "<=": Hedge.AT_MOST,
}
_UNIT_SIGNS = {
    "%": "percent",
    "pct": "percent",
    "‰": "per thousand",
    "pp": "percentage points",
    "p.p.": "percentage points",
    "bp": "basis points",
    "bps": "basis points",
}


def _set(phrases: Iterable[str]) -> Phrases[bool]:
    return Phrases(dict.fromkeys(phrases, True))


def spread(table: Mapping[str, Value]) -> dict[str, Value]:
    """Give every phrase of a table its own entry, where the keys are phrases between bars.

    >>> spread({"euro|euros": "EUR"})
    {'euro': 'EUR', 'euros': 'EUR'}
    """
    return {phrase: value for phrases, value in table.items() for phrase in phrases.split("|")}


def hedge_phrases(
    table: Mapping[Hedge, str], contractions: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, Hedge]:
    """Spread a table of hedges, phrases between bars, and add the contractions of their last words.

    >>> hedge_phrases({Hedge.MORE_THAN: "más de"}, {" de": (" del",)})
    {'más de': <Hedge.MORE_THAN: 'more-than'>, 'más del': <Hedge.MORE_THAN: 'more-than'>}
    """
    found: dict[str, Hedge] = {}
    for hedge, phrases in table.items():
        for phrase in phrases.split("|"):
            found[phrase] = hedge
            for ending, contracted in (contractions or {}).items():
                if phrase.endswith(ending):
                    stem = phrase.removesuffix(ending)
                    found |= {stem + other: hedge for other in contracted}
    return found
