"""Which quantities does a document state twice, in headline and body, summary and conclusion?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import attrs

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._comparable import is_amount, is_rate
from lacmigration.claims._passages import Passage, facts_of, folded
from lacmigration.claims.cues import cues
from lacmigration.figures import Form
from lacmigration.reading import Mention
from lacmigration.relations import Same
from lacmigration.sayings import message

__all__ = ["content", "repeats", "stem"]

_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME = re.compile(r"(?<![\w.])[^\W\d_a-zà-ÿ][^\W\d_]{2,}")
_NAMED = re.compile(r"(?<!\w)(?:[^\W\d_a-zà-ÿ][^\W\d_]+|[Nn][oº°]s?\.?|[Nn]\.?º)[ \u00a0]{1,3}$")
_BEFORE = 40
"""Characters before a number in which the word is that it may end."""
_STEM = 6
_PLURAL = 3
_CLOSE = 2
"""Words beside a number among which one tells its turn."""
_MOST = 60
"""Earlier statements of one unit that a figure is compared with: those that stand nearest."""
_FEWEST = 4


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The beginning of a word, which its forms share.

    >>> stem("objectives") == stem("Objective")
    True
    """
    word = word.casefold()
    if len(word) > _PLURAL:
        word = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
    return word[:_STEM]


def content(text: str, language: str) -> frozenset[str]:
    """The stems of the words of a text that say something.

    >>> sorted(content("The fund has helped 20 cities with grants.", "en"))
    ['city', 'fund', 'grant', 'helped']
    """
    empty = cues(language).empty
    return frozenset(stem(word) for word in _WORD.findall(folded(text)) if word not in empty)


def _is_name(passage: Passage, mention: Mention) -> bool:
    """Whether a number is the last word of a name: "Ward 3, city of Eunice", "Amendment No. 6 (…)".

    >>> [bool(_NAMED.search(text)) for text in ("for Ward ", "Act No. ", "in Peru, ", "we built ")]
    [True, True, False, False]
    """
    if not mention.text.isdigit() or len(mention.text) > _PLURAL:
        return False
    ends = passage.text[mention.end : mention.end + 2].lstrip(" ")[:1] in {"", ",", ";", ".", ")", "(", ":"}
    return ends and _NAMED.search(passage.text, max(0, mention.start - _BEFORE), mention.start) is not None


def _is_in_turn(passage: Passage, mention: Mention) -> bool:
    """Whether its place in the text tells what it counts: "the remaining three", "los próximos dos meses"."""
    words = cues(passage.language)
    before = passage.before(mention).split()[-_CLOSE:]
    behind = [] if passage.language == "en" else passage.behind(mention).split()[:_CLOSE]
    return any(word.strip(".,;:()") in words.in_turn for word in (*before, *behind))


@attrs.frozen(eq=False)
class _Said:
    """A figure with the words, names and years of its clause."""

    passage: Passage
    mention: Mention
    words: frozenset[str]
    names: frozenset[str]
    years: frozenset[int]
    noun: str


def repeats(passages: Sequence[Passage]) -> Iterator[Claim]:
    """Find two sentences that say one thing, with the same names and years, and give it a figure each.

    Sure only where all words that say something are the same: what says more may mean another thing.
    """
    known: dict[tuple[str, str], list[_Said]] = {}
    for passage in passages:
        for sentence in passage.sentences:
            for said in _said(passage, sentence):
                figure = said.mention.figure
                assert figure is not None  # noqa: S101  (amounts and rates have figures)
                seen = known.setdefault((figure.unit, figure.form.value), [])
                best = max(seen[-_MOST:], key=lambda other: _likeness(said, other), default=None)
                if best is not None:
                    yield from _claim(best, said)
                seen.append(said)


def _said(passage: Passage, sentence: Sequence[Mention]) -> Iterator[_Said]:
    """The only amount or rate of a sentence with what it is about."""
    figures = [one for one in sentence if is_amount(one) or is_rate(one)]
    if len(figures) != 1 or figures[0].each:
        return
    one = figures[0]
    if one.figure is None or one.figure.form not in {Form.NUMBER, Form.ONE_IN} or _is_name(passage, one):
        return
    if _is_in_turn(passage, one):
        return
    start, end = passage.sentence_of(one)
    text = passage.text[start : one.start] + " " + passage.text[one.end : end]
    names = {match[0].casefold() for match in _NAME.finditer(passage.text, start + 1, end)}
    opening = {match[0].casefold() for match in re.finditer(r"^\W*(\w+)", passage.text[start:end])}
    years = {
        year
        for dated in passage.read.dates
        if start <= dated.start < end
        for year in (dated.first.year, dated.last.year)
    }
    noun = folded(one.noun).strip(".,;:")
    yield _Said(
        passage,
        one,
        content(text, passage.language),
        frozenset(names - opening),
        frozenset(years),
        noun,
    )


def _likeness(one: _Said, other: _Said) -> int:
    """How many words two clauses share, where names, nouns and years do not speak against it."""
    if one.years != other.years or one.passage.language != other.passage.language:
        return 0
    if stem(one.noun.rsplit(" ", 1)[-1]) != stem(other.noun.rsplit(" ", 1)[-1]):
        return 0
    if one.names and other.names and not (one.names <= other.names or other.names <= one.names):
        return 0
    return len(one.words & other.words)


def _claim(first: _Said, second: _Said) -> Iterator[Claim]:
    shared = first.words & second.words
    if _likeness(second, first) < _FEWEST:
        return
    if 4 * len(shared) < 3 * min(len(first.words), len(second.words)):
        return
    same_names = first.names & second.names or first.years
    sure = first.words == second.words and bool(same_names)
    one, two = facts_of(first.mention, second.mention)
    said = Evidence(
        what=message("said twice: {words}", words=", ".join(sorted(shared))),
        block=second.passage.block,
        start=second.mention.start,
        end=second.mention.end,
    )
    yield Claim(
        kind="said-twice",
        relation=Same(one, two),
        stated=second.passage.spot(second.mention),
        parts=(first.passage.spot(first.mention),),
        evidence=(said,),
        strength=Strength.STATED if sure else Strength.GUESSED,
    )
