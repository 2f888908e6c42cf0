"""Which shares does prose state that must make a whole?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lacmigration.checking import check
from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._comparable import is_amount, is_rate
from lacmigration.claims._passages import Passage, ends_with, facts_of, folded
from lacmigration.claims.cues import cues
from lacmigration.reading import Mention
from lacmigration.relations import Partition

__all__ = ["complements"]

_MOST_RATES = 8
_APART = 14
_LEAD = 14
_WORD = re.compile(r"[^\W\d_]{3,}")
_AMONG = re.compile(r"(?:of|among|in|for|from|de|entre|en|em|dentre|dos|das|do|parmi|dans|du|des|sur)$")


def complements(passage: Passage) -> Iterator[Claim]:
    """Find shares that must make a whole: "one in five ... the other 80%", "38%, 41% and the remaining 21%".

    Also "divided into 38% for water, 41% for roads and 21% for schools".
    """
    for sentence in passage.sentences:
        rates = [one for one in sentence if is_rate(one) and not passage.before(one, 2).endswith("(")]
        last = next((at for at, one in enumerate(rates[:_MOST_RATES]) if at and _rest(passage, one)), None)
        if last is not None:
            cue = _rest(passage, rates[last])
            yield _claim(passage, sentence, rates[: last + 1], cue)
        elif 1 < len(rates) <= _MOST_RATES and len(rates) == sum(map(is_rate, sentence)):
            cue = _divided(passage, sentence, rates)
            if cue:
                yield _of(passage, rates, cue, Strength.STATED)


def _rest(passage: Passage, one: Mention) -> str:
    """What says that a share is what is left; empty where it is a share of what is left, or says nothing."""
    words = cues(passage.language)
    before, behind = passage.before(one), passage.behind(one, 30)
    left = next(
        (cue for cue in words.rest_behind if behind == cue or behind.startswith((f"{cue} ", f"{cue}."))), ""
    )
    if left and ends_with(before, words.rest_before):
        return left
    cue = next((cue for cue in words.rest if ends_with(before, (cue,))), "")
    return "" if _AMONG.search(before.removesuffix(cue).strip()) else cue


def _claim(passage: Passage, sentence: Sequence[Mention], parts: Sequence[Mention], cue: str) -> Claim:
    """All shares of the sentence; or, where those make no whole, the last with one other that does."""
    alone = len(sentence) == len(parts) == 2
    others = sum(one.figure.nominal for one in parts[:-1] if one.figure is not None)
    sure = others < 1 and (alone or _parallel(passage, sentence, parts)) and _of_the_same(passage, parts)
    pairs = ((parts[at], parts[-1]) for at in (0, -2))
    if len(parts) > 2 and not _whole(parts):
        parts = next((pair for pair in pairs if _whole(pair)), parts)
    return _of(passage, parts, cue, Strength.STATED if sure else Strength.GUESSED)


def _whole(parts: Sequence[Mention]) -> bool:
    return check(Partition(facts_of(*parts))).verdict.holds


def _parallel(passage: Passage, sentence: Sequence[Mention], parts: Sequence[Mention]) -> bool:
    """Whether the shares are one list, closed by "and", in a sentence that has no other figure.

    How many were asked may open it. No share of a share stands among them.
    """
    others = [one for one in sentence if one not in parts]
    if len(others) > 1 or (others and not _opens(passage, others[0], parts[0])):
        return False
    words = cues(passage.language)
    for one, other in pairwise(parts):
        between = passage.between(one, other)
        nested = any(f" {cue} " in f" {between} " for cue in words.of_which)
        if nested or words.growth.search(between) or words.other_clause.search(between):
            return False
        if len(between.split()) > _APART:
            return False
    last = f" {passage.between(parts[-2], parts[-1])} "
    return any(f" {word} " in last for word in words.and_)


def _opens(passage: Passage, whole: Mention, first: Mention) -> bool:
    """Whether it is how many were asked: "Of the 500 families asked, 38% ..."."""
    start, _ = passage.sentence_of(whole)
    opened = folded(passage.text[start : whole.start])
    return is_amount(whole) and whole.end < first.start and opened in cues(passage.language).of


def _of_the_same(passage: Passage, parts: Sequence[Mention]) -> bool:
    """Whether no share is told to be one of other things than the share before it: "30% of cities"."""
    said = [_of_what(passage, one) for one in parts]
    named = [words for words in said if words]
    return len(set(named)) <= 1 and (not named or bool(said[0]))


def _of_what(passage: Passage, one: Mention) -> str:
    """The first word behind "of"."""
    behind = passage.behind(one, 40)
    longest = sorted(cues(passage.language).of, key=len, reverse=True)
    cue = next((cue for cue in longest if behind.startswith(f"{cue} ")), None)
    found = None if cue is None else _WORD.search(behind, len(cue))
    return "" if found is None else found[0]


def _divided(passage: Passage, sentence: Sequence[Mention], rates: Sequence[Mention]) -> str:
    """What says that shares are all of something: "divided into" before a list that "and" closes."""
    words = cues(passage.language)
    before = passage.before(rates[0], 80)
    cue = next(
        (cue for cue in words.made_of if ends_with(before, (cue, *(f"{cue} {to}" for to in words.articles)))),
        "",
    )
    if not cue or not _parallel(passage, [one for one in sentence if one.start >= rates[0].start], rates):
        return ""
    behind = passage.behind(rates[-1], 200)
    more = words.said("rest").search(behind) or words.open_list.search(behind)
    again = any(f" {word} " in f" {behind} " for word in words.and_) or "," in behind
    return "" if more or again or not _of_the_same(passage, rates) else cue


def _of(passage: Passage, parts: Sequence[Mention], cue: str, strength: Strength) -> Claim:
    start = min(parts[0].start, parts[-1].start)
    return Claim(
        kind="complement",
        relation=Partition(facts_of(*parts)),
        stated=passage.spot(parts[-1]),
        parts=tuple(map(passage.spot, parts[:-1])),
        evidence=(Evidence(what=cue, block=passage.block, start=start, end=parts[-1].end),),
        strength=strength,
    )
