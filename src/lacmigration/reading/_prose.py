"""Which words does a language have around its figures?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import attrs

from lacmigration.notation import Phrases

__all__ = ["Prose", "by_word", "vague_phrases", "words"]


def words(text: str) -> frozenset[str]:
    """The words of a text, each once.

    >>> sorted(words("in since in"))
    ['in', 'since']
    """
    return frozenset(text.split())


def by_word(table: Mapping[str, str]) -> dict[str, str]:
    """A table from a meaning to its words, turned about.

    >>> by_word({"a step": "phase stage"})
    {'phase': 'a step', 'stage': 'a step'}
    """
    return {word: meaning for meaning, entries in table.items() for word in entries.split()}


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Prose:
    """The words that running text in one language has around figures; all in lower case.

    - `months` by their number, abbreviations included.
    - `stops` end a noun phrase; `head_first` tells whether its noun comes before what describes it.
    - `labels` stand before a number that only names something ("Figure 3"), each with what it names.
    - `year_cues` stand before a year, `year_nouns` behind a number that is one all the same ("2030 Agenda").
    - `ones` are words for 1 that are articles and pronouns too; `of` leads from a part to its whole.
    - `each` are phrases that distribute an amount; `vague` are amounts without a number, by power of ten;
      a word of `several` before a scale word is one as well, and `many` are scale words that need none.
    - `ordinals` stand before a half or a quarter that is one of a year; `plain_ones` are words for 1 that are
      no articles.
    - `shared_by` stand between two numbers of which the first has the scale and unit of the second.
    - `towards` stand between an amount and who gives or gets it.
    - `ordinal` is a pattern for the ending of an ordinal in digits ("3rd").
    - `heads` are what things are arranged under ("five headings"): before them a word of `places` is no
      hedge, but where a word of `amounts` stands before it ("in under five areas").
    - `frequent` are words that tell the language, also those of a table and of what is above it.
    """

    language: str
    months: Mapping[str, int]
    stops: frozenset[str]
    head_first: bool
    labels: Mapping[str, str]
    year_cues: frozenset[str]
    year_nouns: frozenset[str]
    ones: frozenset[str]
    of: frozenset[str]
    each: tuple[str, ...]
    vague: Mapping[str, int]
    several: tuple[str, ...]
    many: Mapping[str, int]
    ordinals: frozenset[str]
    plain_ones: frozenset[str] = frozenset()
    ordinal: str
    frequent: frozenset[str]
    date_link: str = ""
    fraction_of: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    shared_by: frozenset[str] = frozenset()
    towards: frozenset[str] = frozenset()
    bare_multiples: frozenset[str] = frozenset()
    not_numbers: frozenset[str] = frozenset()
    plain_of: bool = False
    heads: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()

    @cached_property
    def vague_table(self) -> Phrases[int]:
        """Amounts without a number."""
        some = {f"{word} {scale}": power for word in self.several for scale, power in self.many.items()}
        bare = {
            phrase.rsplit(" ", 1)[0]: power for phrase, power in self.vague.items() if phrase.count(" ") > 1
        }  # "hundreds of thousands fled"
        return Phrases({**bare, **self.vague, **some})

    @cached_property
    def distributive(self) -> Phrases[bool]:
        """What tells that an amount holds for each of several."""
        return Phrases(dict.fromkeys(self.each, True))


def vague_phrases(prose: Prose) -> Phrases[int]:
    """The amounts without a number that a language knows."""
    return prose.vague_table
