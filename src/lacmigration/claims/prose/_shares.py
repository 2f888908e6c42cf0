"""Which shares of a whole does prose state beside the part and the whole?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._comparable import is_amount, is_rate, same_kind
from lacmigration.claims._passages import Passage, ends_with, fact_of, facts_of, folded
from lacmigration.claims.cues import cues
from lacmigration.claims.cues._cues import words as _words
from lacmigration.claims.prose._verbs import opens_clause
from lacmigration.facts import Fact
from lacmigration.reading import Mention
from lacmigration.relations import Share
from lacmigration.sayings import message

__all__ = ["shares"]

_FEW_WORDS = 6
_NEAR = 40
_MOST_BACK = 12
_CLAUSE = 14
_ADVERBS = _words(
    "only just roughly nearly almost about around solo sólo apenas casi unos unas alrededor cerca quase só "
    "seulement environ près presque"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMA = re.compile(r",(?: (?:el|un|o|os|a|as|uns|les|the))?")
_WHICH_IS = re.compile(
    r", (?:que (?:es|era|é|era|fue|foi|son|são)|qui (?:est|était)|which (?:is|was|are|were))(?: de| d')?$"
)


def shares(passage: Passage, earlier: Sequence[Passage]) -> Iterator[Claim]:
    """Find "38% of USD 150 million (USD 57.5M)" in the orders in which people write it.

    The whole stands beside the share, or is the last amount of the part's kind that "this" can point back at.
    """
    for sentence in passage.sentences:
        for place, rate in enumerate(sentence):
            if is_rate(rate):
                yield from _share(passage, earlier, sentence, place)


def _share(
    passage: Passage, earlier: Sequence[Passage], sentence: Sequence[Mention], place: int
) -> Iterator[Claim]:
    rate = sentence[place]
    if place > 1 and _is_part_of(passage, *sentence[place - 2 : place]):
        if _opens_bracket(passage.between(sentence[place - 1], rate), noun=sentence[place - 1].noun):
            yield _claim(
                passage, sentence[place - 2], sentence[place - 1], rate, passage, strength=Strength.STATED
            )
        return
    whole, at = _whole_beside(passage, sentence, place)
    if whole is not None:
        part = _part_of(passage, sentence, place, at)
        if part is None and at == place + 1:
            part = _apposed(passage, sentence, place)
        told = _told_before(passage, sentence, place) if part is None and at > place else None
        if part is not None and same_kind(part, whole):
            yield _claim(passage, part, whole, rate, passage, strength=Strength.STATED)
        elif told is not None and _both_counted(told, whole):
            yield _claim(passage, told, whole, rate, passage, strength=Strength.STATED)
        return
    part = _part_beside(passage, sentence, place)
    first = sentence[0]
    opening = part is not None and part is not first and _opens_sentence(passage, first)
    if part is not None and opening and same_kind(part, first) and not _other_whole(passage, sentence, part):
        yield _claim(passage, part, first, rate, passage, strength=Strength.STATED)
        return
    found = None if part is None else _pointed_at(passage, earlier, sentence, place, part)
    if found is None:
        part = part or _bracketed(passage, sentence, place)
        found = None if part is None else _named(passage, earlier, rate, part)
    if part is not None and found is not None:
        where, whole, strength = found
        yield _claim(passage, part, whole, rate, where, strength=strength)


def _opens_sentence(passage: Passage, whole: Mention) -> bool:
    """Whether a sentence begins with the whole of which it speaks: "Of the 1,200 families, 650 (54%) ...".

    The words between tell what whole it is; the parts stand behind a comma.
    """
    start, end = passage.sentence_of(whole)
    opened = folded(passage.text[start : whole.start])
    comma = passage.text.find(",", whole.end, min(end, whole.end + 80))
    return is_amount(whole) and opened in cues(passage.language).of and comma > 0


def _other_whole(passage: Passage, sentence: Sequence[Mention], part: Mention) -> bool:
    """Whether another amount behind "of" stands between the one that opens a sentence and a part."""
    between = (one for one in sentence[1:_MOST_BACK] if one.start < part.start and is_amount(one))
    return len(sentence) > _MOST_BACK or any(
        ends_with(passage.before(one), cues(passage.language).of) for one in between
    )


def _is_part_of(passage: Passage, part: Mention, whole: Mention) -> bool:
    """Whether two figures are joined as in "6.5 of the 7.7 million"."""
    of = passage.between(part, whole) in cues(passage.language).of
    return of and is_amount(part) and is_amount(whole) and same_kind(part, whole)


def _whole_beside(passage: Passage, sentence: Sequence[Mention], place: int) -> tuple[Mention | None, int]:
    """The amount behind "of", perhaps behind the part in brackets; with its place in the sentence."""
    rate = sentence[place]
    for at in (place + 1, place + 2):
        if at >= len(sentence) or not is_amount(sentence[at]):
            break
        between = passage.between(rate, sentence[at]).removeprefix(")").strip()
        if at == place + 2:
            if not passage.text[: sentence[place + 1].start].rstrip().endswith("("):
                break
            between = passage.between(sentence[at - 1], sentence[at]).lstrip(")").strip()
        if _leads_to_whole(between, passage):
            return sentence[at], at
    if place and is_amount(sentence[place - 1]):
        whole = sentence[place - 1]
        before, between = passage.before(whole), passage.between(whole, rate)
        opened = ends_with(before, cues(passage.language).of)
        comma = between.endswith(
            (",", ", el", ", un", ", the", ", some", ", about", ", cerca de", ", environ")
        )
        if opened and comma and len(between.split()) <= _FEW_WORDS + 2:
            return whole, place - 1
    return None, place


def _leads_to_whole(between: str, passage: Passage) -> bool:
    """Whether a stretch begins with "of", and goes on in a few words, perhaps with ", which is"."""
    between = _WHICH_IS.sub("", between)
    if len(between.split()) > _FEW_WORDS or any(mark in between for mark in ",;:()"):
        return False
    words = cues(passage.language)
    if ends_with(between, words.more_than) or ends_with(between, words.less_than):
        return False
    return any(between == cue or between.startswith(f"{cue} ") for cue in cues(passage.language).of)


def _told_before(passage: Passage, sentence: Sequence[Mention], place: int) -> Mention | None:
    """The part of which a clause behind it tells the share: "40 boats lie here, which represents 10% of"."""
    if not place or not is_amount(sentence[place - 1]):
        return None
    between = passage.between(sentence[place - 1], sentence[place])
    _, comma, clause = between.rpartition(",")
    if not comma or any(mark in between for mark in ";:()") or len(between.split()) > _CLAUSE:
        return None
    told = clause.strip() in cues(passage.language).is_share and " " in clause.strip()
    return sentence[place - 1] if told else None


def _apposed(passage: Passage, sentence: Sequence[Mention], place: int) -> Mention | None:
    """The part of which the share stands behind a comma: "USD 12.9 million, 63% of the USD 20 million"."""
    if not place or not is_amount(sentence[place - 1]):
        return None
    part, rate, whole = sentence[place - 1 : place + 2]
    between = passage.between(part, rate).removeprefix(folded(part.noun)).strip()
    if not _COMMA.fullmatch(between) or part.each or part.figure is None or whole.figure is None:
        return None
    clause = opens_clause(passage.behind(whole).removeprefix(folded(whole.noun)).strip())
    # Where a verb follows the whole, the share opens a clause of its own.
    less = same_kind(part, whole) and part.figure.nominal <= whole.figure.nominal
    return part if less and not clause else None


def _both_counted(part: Mention, whole: Mention) -> bool:
    """Whether both are money of one currency, or both counts: migrants are a share of inhabitants."""
    assert part.figure is not None  # noqa: S101  (amounts have figures)
    assert whole.figure is not None  # noqa: S101
    return same_kind(part, whole) or not (part.figure.is_money or whole.figure.is_money)


def _part_of(passage: Passage, sentence: Sequence[Mention], place: int, whole: int) -> Mention | None:
    """The part that a share of a whole stands for: in brackets, or joined by "or", "represents"."""
    if whole == place + 2:
        return sentence[place + 1]
    last = max(place, whole)
    if last + 1 < len(sentence) and is_amount(sentence[last + 1]):
        part = sentence[last + 1]
        between = passage.between(sentence[last], part)
        if _opens_bracket(between) or _says_share(between, passage, sentence[last].noun):
            return part
    return _part_before(passage, sentence, place) if whole > place else None


def _part_before(passage: Passage, sentence: Sequence[Mention], place: int) -> Mention | None:
    if not place or not is_amount(sentence[place - 1]):
        return None
    part = sentence[place - 1]
    between = passage.between(part, sentence[place])
    if _opens_bracket(between, noun=part.noun) or _says_share(between, passage, part.noun):
        return part
    return None


def _part_beside(passage: Passage, sentence: Sequence[Mention], place: int) -> Mention | None:
    """The part beside a share whose whole is not there: "this target (USD 57.5M)", "USD 57.5M (38%)"."""
    rate = sentence[place]
    if place + 1 < len(sentence) and is_amount(sentence[place + 1]):
        part = sentence[place + 1]
        between = passage.between(rate, part)
        if _opens_bracket(between) and len(between.split()) <= _FEW_WORDS + 1:
            return part
    return _part_before(passage, sentence, place)


def _opens_bracket(between: str, noun: str = "") -> bool:
    """Whether nothing but the open bracket before the second figure parts the two, beside a noun."""
    inner = between.removesuffix("(").strip()
    if not between.endswith("("):
        return False
    return not any(mark in inner for mark in ",;:.()") and len(inner.split()) <= _FEW_WORDS + len(
        noun.split()
    )


def _says_share(between: str, passage: Passage, noun: str = "") -> bool:
    text = between.removeprefix(folded(noun)).strip(" ,")
    if cues(passage.language).said("each").match(text):  # "eight ports, each representing 1% of"
        return False
    bare = text.rsplit(" ", 1)
    if bare[-1] in _ADVERBS:
        text = bare[0] if len(bare) > 1 else ""
    return text in cues(passage.language).is_share or any(
        text.endswith(f" {cue}") and len(text.split()) <= _FEW_WORDS and "," not in text
        for cue in cues(passage.language).is_share
        if len(cue) > len("some")
    )


def _pointed_at(
    passage: Passage, earlier: Sequence[Passage], sentence: Sequence[Mention], place: int, part: Mention
) -> tuple[Passage, Mention, Strength] | None:
    """The whole that "this target" or "of the total" points back at: the last larger amount of its kind.

    Where there are several, it is the last one of which the part is that share, if there is one.
    """
    rate = sentence[place]
    behind = passage.behind(rate)
    words = cues(passage.language)
    pointer = next((cue for cue in words.this if behind.startswith(f"{cue} ") or behind == cue), None)
    if pointer is None or part.figure is None:
        return None
    said = set(_WORD.findall(behind.removeprefix(pointer).split("(", 1)[0]))
    larger = [
        (where, one)
        for where, one in _backwards(passage, earlier, min(rate.start, part.start))
        if one.figure is not None
        and is_amount(one)
        and same_kind(one, part)
        and one.figure.nominal >= part.figure.nominal
    ]
    if not larger:
        return None
    where, one = next((pair for pair in larger if _is_share(part, pair[1], rate)), larger[0])
    named = bool(said & set(_WORD.findall(_around(where, one))))
    strength = Strength.STATED if named and where in {passage, *earlier[-1:]} else Strength.GUESSED
    return where, one, strength


def _is_share(part: Mention, whole: Mention, rate: Mention) -> bool:
    """Whether a rate can be the share of a part in a whole, figures read as they are written."""
    assert part.figure is not None  # noqa: S101  (amounts and rates have figures)
    assert whole.figure is not None  # noqa: S101
    assert rate.figure is not None  # noqa: S101
    all_of = whole.figure.strict
    return not all_of.may_be_zero and (part.figure.strict / all_of).meets(rate.figure.strict)


def _backwards(passage: Passage, earlier: Sequence[Passage], start: int) -> Iterator[tuple[Passage, Mention]]:
    """The figures before a place, the nearest first; no more than can be meant."""
    here = passage.read.mentions[max(passage.until(start) - _MOST_BACK, 0) : passage.until(start)]
    yield from ((passage, one) for one in reversed(here))
    for where in reversed(earlier):
        yield from ((where, one) for one in reversed(where.read.mentions[-_MOST_BACK:]))


def _bracketed(passage: Passage, sentence: Sequence[Mention], place: int) -> Mention | None:
    """The amount in brackets behind a clause: "15% of migrants come from here (42 million)"."""
    if place + 1 >= len(sentence) or not is_amount(sentence[place + 1]):
        return None
    between = passage.between(sentence[place], sentence[place + 1])
    inner = between.removesuffix("(")
    if inner == between or len(inner.split()) > _CLAUSE or any(mark in inner for mark in ",;:.()"):
        return None
    return sentence[place + 1]


def _named(
    passage: Passage, earlier: Sequence[Passage], rate: Mention, part: Mention
) -> tuple[Passage, Mention, Strength] | None:
    """The whole of which words are the same as those behind "of": "15% of foreign students ..."."""
    phrase = _phrase(passage, rate)
    if phrase is None or part.figure is None:
        return None
    at = passage.until(rate.start)
    behind = ((passage, one) for one in passage.read.mentions[at : at + _MOST_BACK])
    found: list[tuple[Passage, Mention]] = []
    for where, one in (*_backwards(passage, earlier, rate.start), *behind):
        if one is part or one.figure is None or not is_amount(one) or not same_kind(one, part):
            continue
        told = f"{where.before(one, 80)} {one.noun.casefold()}"
        if one.figure.nominal >= part.figure.nominal and phrase in told and where is passage:
            found.append((where, one))
    if len(found) != 1:
        return None
    [(where, one)] = found
    told = where.before(one, 80)
    counted = phrase in told and any(told.endswith(f" {cue}") for cue in cues(passage.language).is_share)
    return where, one, Strength.STATED if counted else Strength.GUESSED


def _phrase(passage: Passage, rate: Mention) -> str | None:
    """The two words behind "of" that say what a share is a share of."""
    behind = passage.behind(rate, 80)
    cue = next((cue for cue in _longest(passage) if behind.startswith(f"{cue} ")), None)
    if cue is None:
        return None
    words = behind.removeprefix(cue).split()[:2]
    if len(words) < 2 or not all(_WORD.fullmatch(word) for word in words):
        return None
    return " ".join(words)


def _longest(passage: Passage) -> list[str]:
    return sorted(cues(passage.language).of, key=len, reverse=True)


def _around(passage: Passage, one: Mention) -> str:
    return f"{passage.before(one, _NEAR)} {one.noun.casefold()} {passage.behind(one, _NEAR)}"


def _without_noun(one: Mention) -> Fact:
    assert one.figure is not None  # noqa: S101  (amounts have figures)
    return fact_of(attrs.evolve(one.figure, unit="1", domain=None), one.text)


def _claim(
    passage: Passage, part: Mention, whole: Mention, rate: Mention, where: Passage, *, strength: Strength
) -> Claim:
    of, over = facts_of(part, whole)
    if not same_kind(part, whole):
        of, over = map(_without_noun, (part, whole))
    (stated,) = facts_of(rate)
    relation = Share(part=of, whole=over, stated=stated)
    start, end = min(part.start, rate.start), max(part.end, rate.end)
    what = message("a share beside its part and its whole")
    said = Evidence(what=what, block=passage.block, start=start, end=end)
    return Claim(
        kind="share-of-whole",
        relation=relation,
        stated=passage.spot(rate),
        parts=(passage.spot(part), where.spot(whole)),
        evidence=(said,),
        strength=strength,
    )
