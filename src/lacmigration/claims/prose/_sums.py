"""Which totals does prose state beside their parts?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._comparable import is_amount, is_rate, same_kind
from lacmigration.claims._passages import Passage, ends_with, facts_of, folded
from lacmigration.claims.cues import cues
from lacmigration.claims.cues._cues import Cues
from lacmigration.claims.prose._composed import may_leave_out
from lacmigration.claims.prose._verbs import closes_clause
from lacmigration.dimensions import is_countable
from lacmigration.reading import Mention
from lacmigration.relations import Bound, Total
from lacmigration.sayings import message

__all__ = ["parts_of_wholes", "sums"]

_FEWEST = 2
_EACH = re.compile(r"(?<!\w)(?:each|every|cada|chaque|chacune?)(?!\w)")
_REST = "the rest"
_FEW_WORDS = 8
_APART = 14
_MOST = 60
"""Figures of a sentence that can still be a list with its sum; a longer one is no prose."""


def sums(passage: Passage) -> Iterator[Claim]:
    """Find a total before all its parts ("made up of", a colon), before some, or behind them."""
    for sentence in passage.sentences:
        for place, whole in enumerate(sentence):
            if not is_amount(whole):
                continue
            spread = _spread(passage, whole, sentence[place + 1 : place + 1 + _MOST])
            if _is_part_itself(passage, sentence, place):
                yield from _parts_around(passage, sentence, place)
            elif spread:
                yield _claim(passage, whole, spread, cue="a whole, over how many, and each", complete=True)
            else:
                yield from _parts_behind(passage, sentence, place)
            yield from _parts_before(passage, sentence, place)


def _parts_behind(passage: Passage, sentence: Sequence[Mention], place: int) -> Iterator[Claim]:
    whole = sentence[place]
    behind = sentence[place + 1 : place + 1 + _MOST]
    first = next((one for one in behind[:_FEWEST] if not is_rate(one)), None)
    if first is None or not is_amount(first) or not same_kind(first, whole):
        return
    between = passage.between(whole, first)
    words = cues(passage.language)
    some = _cue(between, (*words.of_which, *words.including))
    every = _cue(between, words.made_of) or (":" if between.endswith(":") or ": " in between else None)
    if some is None and every is None and _opens_with(passage, whole) and _has_rest(passage, behind):
        every = _REST
    if some in words.including and _is_taken_in(between, str(some), words):
        return
    if some is None and every is None:
        return
    parts = _run(behind, whole)
    if not parts or len(sentence) > _MOST:
        return
    if every is _REST:
        if len(parts) >= _FEWEST and sum(map(is_amount, behind)) == len(parts):
            yield _claim(passage, whole, parts, cue="a whole, its parts and the rest", complete=True)
    elif some is not None and _is_close(between):
        yield _claim(passage, whole, _listed(passage, parts), cue=some, complete=False)
    elif every is not None and len(parts) >= _FEWEST and _closes(passage, sentence, place, parts):
        others = any(is_amount(one) and same_kind(one, whole) for one in sentence[:place])
        others = others or (every == ":" and may_leave_out(passage, parts))
        claim = _claim(passage, whole, parts, cue=every, complete=True)
        # Two amounts before a list leave open whose parts these are; women and children may be some of all.
        yield attrs.evolve(claim, strength=Strength.GUESSED) if others else claim


def _is_taken_in(between: str, cue: str, words: Cues) -> bool:
    """Whether the first amount is what is included: "a fee of USD 50 is included (USD 90 in all)"."""
    before, _, behind = f" {between} ".partition(f" {cue} ")
    first = behind.split(maxsplit=1)[:1]
    return closes_clause(before) or bool(first and first[0] in words.within)


def _is_part_itself(passage: Passage, sentence: Sequence[Mention], place: int) -> bool:
    """Whether it is a part of the figure before: "60 boats, 20 of which"."""
    words = cues(passage.language)
    behind = passage.behind(sentence[place], 30)
    if not place or not any(behind == cue or behind.startswith(f"{cue} ") for cue in words.of_which):
        return False
    return passage.between(sentence[place - 1], sentence[place]).endswith(",")


def _parts_around(passage: Passage, sentence: Sequence[Mention], place: int) -> Iterator[Claim]:
    """Find "60 boats, 20 of which are new and 30 old": the cue stands behind the first part."""
    whole, first = sentence[place - 1], sentence[place]
    if not (is_amount(whole) and same_kind(first, whole)) or whole.each:
        return
    more = sentence[place + 1 : place + 2]
    words = cues(passage.language)
    between = passage.between(first, more[0]) if more else ":"
    joined = ":" not in between and any(f" {word} " in f" {between} " for word in words.and_)
    parts = [first, *_run(more, whole)] if joined else [first]
    cue = next(cue for cue in words.of_which if passage.behind(first, 30).startswith(cue))
    yield _claim(passage, whole, parts, cue=cue, complete=False)


def _spread(passage: Passage, whole: Mention, behind: Sequence[Mention]) -> list[Mention]:
    """The parts in "900 boats in the two ports: 400 in one and 500 in the other"; empty where it is none."""
    if len(behind) <= _FEWEST or not is_amount(behind[0]) or same_kind(behind[0], whole):
        return []
    count, first = behind[0].figure, behind[1]
    if (
        count is None
        or ":" not in passage.between(behind[0], first)
        or ":" in passage.between(whole, behind[0])
    ):
        return []
    parts = _run(behind[1:], whole)
    amounts = sum(map(is_amount, behind[1:]))
    if len(parts) != count.number or amounts != len(parts) or any(one.noun for one in parts):
        return []
    last = f" {passage.between(parts[-2], parts[-1])} "
    return parts if any(f" {word} " in last for word in cues(passage.language).and_) else []


def _counts_places(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether a small count before a colon only says over how many things bare numbers are spread."""
    assert whole.figure is not None  # noqa: S101  (an amount has a figure)
    bare = all(one.figure is not None and one.figure.unit == "1" for one in parts)
    if whole.figure.unit == "1" or not bare:
        return False
    least = min(one.figure.nominal for one in parts if one.figure is not None)
    return whole.figure.nominal == len(parts) or whole.figure.nominal < least


def _opens_with(passage: Passage, whole: Mention) -> bool:
    """Whether a sentence begins "Of the 40 shelters, ..."."""
    start, _ = passage.sentence_of(whole)
    return folded(passage.text[start : whole.start]) in cues(passage.language).of


def _has_rest(passage: Passage, behind: Sequence[Mention]) -> bool:
    """Whether the last part is what is left: "and the other 5"."""
    return len(behind) > 1 and ends_with(passage.before(behind[-1]), cues(passage.language).rest)


def _run(behind: Sequence[Mention], whole: Mention) -> list[Mention]:
    """The figures of the whole's kind behind it, as far as no other amount comes between."""
    found: list[Mention] = []
    for one in behind:
        if is_rate(one):
            continue
        if not is_amount(one) or not same_kind(one, whole) or one.each:
            break
        found.append(one)
    return found


def _listed(passage: Passage, parts: Sequence[Mention]) -> Sequence[Mention]:
    """The parts as far as nothing between them speaks of a change or of something else."""
    words = cues(passage.language)
    for at, (one, other) in enumerate(pairwise(parts), 1):
        between = passage.between(one, other)
        broken = words.growth.search(between) or words.other_clause.search(between)
        aside = "(" in between and ")" not in between.rsplit("(", 1)[1]
        if aside and not passage.before(parts[0], 2).endswith("("):
            return parts[:at]  # "USD 12 million on roads (USD 50 million were planned)"
        behind = passage.behind(other, 30)
        if any(behind.startswith(f"{cue} ") for cue in words.of_which):
            return parts[:at]  # "USD 33 million by others, USD 7 million of which late"
        if broken or ends_with(between, words.to) or len(between.split()) > _APART:
            return parts[:at]
    return parts


def _closes(passage: Passage, sentence: Sequence[Mention], place: int, parts: Sequence[Mention]) -> bool:
    """Whether the parts are one list, closed by "and", and nothing of their kind follows."""
    if _counts_places(sentence[place], parts) or sum(is_amount(one) for one in sentence[place + 1 :]) != len(
        parts
    ):
        return False
    words = cues(passage.language)
    last = f" {passage.between(parts[-2], parts[-1])} "
    return any(f" {word} " in last for word in words.and_)


def _is_close(between: str) -> bool:
    return len(between.split()) <= _FEW_WORDS and "." not in between


def _cue(between: str, candidates: Sequence[str]) -> str | None:
    padded = f" {between} ".replace(",", " ").replace("(", " ")
    padded = f" {' '.join(padded.split())} "
    return next((cue for cue in candidates if f" {cue} " in padded), None)


def _parts_before(passage: Passage, sentence: Sequence[Mention], place: int) -> Iterator[Claim]:
    """Find "USD 3 million and USD 2 million, for a total of USD 5 million"."""
    whole = sentence[place]
    if not 1 < place < _MOST or not ends_with(
        passage.between(sentence[place - 1], whole), cues(passage.language).total
    ):
        return
    parts = [one for one in sentence[:place] if is_amount(one)]
    start, _ = passage.sentence_of(whole)
    if _EACH.search(folded(passage.text[start : whole.start])):  # "each family got USD 300, and ..."
        return
    if len(parts) < _FEWEST or not all(same_kind(one, whole) and not one.each for one in parts):
        return
    before = passage.between(parts[-1], whole)
    cue = next((cue for cue in cues(passage.language).total if before.endswith(cue)), None)
    joined = f" {passage.between(parts[-2], parts[-1])} "
    if cue is None or not any(f" {word} " in joined for word in cues(passage.language).and_):
        return
    yield _claim(passage, whole, parts, cue=cue, complete=True)


def _claim(passage: Passage, whole: Mention, parts: Sequence[Mention], *, cue: str, complete: bool) -> Claim:
    stated, *facts = facts_of(whole, *parts)
    what = message("a list behind a colon") if cue == ":" else cue
    said = Evidence(what=what, block=passage.block, start=whole.start, end=parts[-1].end)
    return Claim(
        kind="total-of-parts" if complete else "parts-within-total",
        relation=Total(tuple(facts), stated, complete=complete),
        stated=passage.spot(whole),
        parts=tuple(map(passage.spot, parts)),
        evidence=(said,),
        strength=Strength.STATED if any(map(_is_measured, (whole, *parts))) else Strength.GUESSED,
    )


def _is_measured(one: Mention) -> bool:
    """Whether it is known what a number counts; bare numbers may be labels."""
    figure = one.figure
    return figure is not None and (figure.is_money or is_countable(figure.unit) or figure.scaled)


def parts_of_wholes(passage: Passage) -> Iterator[Claim]:
    """Find "6.5 of the 7.7 million": a part, and no more than the whole."""
    for part, whole in passage.neighbours():
        if not (is_amount(part) and is_amount(whole) and same_kind(part, whole)):
            continue
        between = passage.between(part, whole)
        if between not in cues(passage.language).of:
            continue
        lesser, greater = facts_of(part, whole)
        said = Evidence(what=between, block=passage.block, start=part.end, end=whole.start)
        yield Claim(
            kind="part-of-whole",
            relation=Bound(lesser, greater),
            stated=passage.spot(part),
            parts=(passage.spot(whole),),
            evidence=(said,),
        )
