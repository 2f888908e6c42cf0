"""Which total does a sentence state of those before it, each with one part?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from lacmigration.checking import check
from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._comparable import is_amount
from lacmigration.claims._passages import Passage, facts_of, folded
from lacmigration.claims.cues import cues
from lacmigration.claims.cues._cues import words as _words
from lacmigration.figures import Form
from lacmigration.reading import Mention
from lacmigration.relations import Total

__all__ = ["gathered"]

_MOST = 12
"""Sentences of one paragraph that are added up."""
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019](?=\W|$))?")
_ALIKE = 2
_SHORT = 3
_LITTLE = _words("para pelo pelos pela pelas pour with from over")


@attrs.frozen(eq=False)
class _Part:
    """A sentence with one amount: its words, and those on both sides of the amount."""

    amount: Mention
    start: int
    end: int
    words: tuple[str, ...]
    sides: tuple[str, str]


@attrs.frozen(eq=False)
class _Last:
    """The last sentence: its amount, the number of the parts where it is told, and what opens it."""

    whole: Mention
    number: Mention | None
    cue: str


def gathered(passage: Passage) -> Iterator[Claim]:
    """Find "For water it paid USD 3 million. For roads it paid USD 4 million. In all, it paid USD 7 million".

    Sure where the sentences are built alike from the paragraph's first on, and the last speaks of nothing new
    but says "they", "together" or how many they are. Else more may have been paid than is told of, and it is
    sure only that the total is not less than the parts.
    """
    sentences = passage.sentences
    for place, sentence in enumerate(sentences[2:], 2):
        start, _ = passage.sentence_of(sentence[0])
        told = folded(passage.text[start : sentence[0].start])
        cue = next((cue for cue in cues(passage.language).in_all if _opens(told, cue)), None)
        if cue is None:
            continue
        parts = _parts(passage, sentences[max(place - _MOST, 0) : place], start)
        whole = _whole(sentence, len(parts))
        if whole is None or len(parts) < _ALIKE or not _of_one_kind(whole, parts):
            continue
        number = next((one for one in sentence if _is_number_of(one, len(parts))), None)
        yield _claim(passage, _Last(whole, number, cue), parts)


def _opens(told: str, cue: str) -> bool:
    return told == cue or told.startswith((f"{cue} ", f"{cue},"))


def _whole(sentence: Sequence[Mention], count: int) -> Mention | None:
    """The one amount of the last sentence, beside which the number of the parts may stand."""
    amounts = [one for one in sentence if not _is_number_of(one, count)]
    return amounts[0] if len(amounts) == 1 and is_amount(amounts[0]) and not amounts[0].each else None


def _is_number_of(one: Mention, count: int) -> bool:
    figure = one.figure
    if figure is None or figure.form is not Form.NUMBER or figure.is_money:
        return False
    return figure.number == count


def _parts(passage: Passage, sentences: Sequence[Sequence[Mention]], end: int) -> list[_Part]:
    """The sentences right before a place that are built alike, with one amount each."""
    found: list[_Part] = []
    for sentence in reversed(sentences):
        start, stop = passage.sentence_of(sentence[0])
        one = sentence[0]
        if stop != end or len(sentence) != 1 or not is_amount(one) or one.each:
            break
        before, behind = (
            _WORD.findall(folded(passage.text[slice(*ends)]))
            for ends in ((start, one.start), (one.end, stop))
        )
        sides = before[-1] if before else "", behind[0] if behind else ""
        part = _Part(one, start, stop, (*before, *behind), sides)
        if found and not _alike(part, found[-1]):
            break
        found.append(part)
        end = start
    return found[::-1]


def _alike(one: _Part, other: _Part) -> bool:
    """Whether two sentences are built alike: the same words around the amount, and at least half of all."""
    longer = max(len(one.words), len(other.words))
    shared = set(one.words) & set(other.words)
    few = len(one.words) == len(other.words) and longer - len(shared) <= _ALIKE
    return one.sides == other.sides and (2 * len(shared) >= longer or few)


def _of_one_kind(whole: Mention, parts: Sequence[_Part]) -> bool:
    units = {one.figure.unit for one in (whole, *(part.amount for part in parts)) if one.figure is not None}
    return len(units) == 1 and "1" not in units


def _claim(passage: Passage, last: _Last, parts: Sequence[_Part]) -> Claim:
    whole = last.whole
    stated, *facts = facts_of(whole, *(part.amount for part in parts))
    relation = Total(tuple(facts), stated)
    return Claim(
        kind="total-of-parts",
        relation=relation,
        stated=passage.spot(whole),
        parts=tuple(passage.spot(part.amount) for part in parts),
        evidence=(Evidence(what=last.cue, block=passage.block, start=parts[0].start, end=whole.end),),
        strength=_strength(passage, last, parts, relation),
    )


def _strength(passage: Passage, last: _Last, parts: Sequence[_Part], relation: Total) -> Strength:
    words = cues(passage.language)
    whole, number = last.whole, last.number
    start, end = passage.sentence_of(whole)
    text = folded(passage.text[parts[0].start : end])
    if parts[0].start > 0 or words.said("picked").search(text) or words.other_clause.search(text):
        return Strength.GUESSED
    shared = set[str](parts[0].words).intersection(*(part.words for part in parts[1:]))
    written = [passage.text[start : whole.start], passage.text[whole.end : end]]
    if number is not None:
        written = [stretch.replace(number.text, " ") for stretch in written]
    behind = " ".join(written)[len(last.cue) :]
    pronouns = frozenset(_WORD.findall(" ".join(words.they)))
    said = {word for word in _WORD.findall(behind) if len(word) > _SHORT or not word.islower()}
    new = frozenset(map(folded, said)) - shared - words.empty - pronouns - _LITTLE
    if len(new) > 1 or not all(_inflected(word, shared) for word in new):
        return Strength.GUESSED
    if number is not None or words.said("they").search(folded(f"{last.cue} {behind}")):
        return Strength.STATED
    less = not check(attrs.evolve(relation, complete=False)).verdict.holds
    return Strength.STATED if less or check(relation).verdict.holds else Strength.GUESSED


def _inflected(word: str, shared: set[str]) -> bool:
    """Whether a word may be another form of one that the sentences share: "aportó", "aportaron"."""
    return any(word[:_ALIKE] == other[:_ALIKE] for other in shared if len(other) > _ALIKE)
