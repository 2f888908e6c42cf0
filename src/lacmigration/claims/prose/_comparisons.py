"""Which differences and multiples does prose state beside what they compare?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._comparable import as_one_kind, is_amount, is_multiple, is_rate
from lacmigration.claims._passages import Passage, ends_with, facts_of
from lacmigration.claims.cues import cues
from lacmigration.claims.cues._cues import Cues
from lacmigration.claims.prose._changes import growth
from lacmigration.reading import Mention
from lacmigration.relations import Difference, Growth, Order, Share
from lacmigration.sayings import formula

__all__ = ["comparisons"]

_FEW_WORDS = 7
_FAR = 10


def comparisons(passage: Passage) -> Iterator[Claim]:
    """Find "7 million, 2 million more than the 5 million of 2019", "6.2 million, twice the 3.1 million".

    Also two amounts of which one is told to rank behind the other ("second, after Peru with USD 7 million").
    """
    words = cues(passage.language)
    for sentence in passage.sentences:
        for place, middle in enumerate(sentence[:-1]):
            last = sentence[place + 1]
            if not is_amount(last):
                continue
            between = passage.between(middle, last)
            if len(between.split()) > _FAR:
                continue
            first = sentence[place - 1] if place else None
            if is_multiple(middle):
                yield from _multiple(passage, sentence, place, between)
            elif first is not None and (is_amount(middle) or is_rate(middle)):
                yield from _difference(passage, (first, middle, last), between)
            if is_amount(middle):
                yield from _rank(passage, middle, last, between, words)


def _joined(passage: Passage, first: Mention, second: Mention) -> bool:
    """Whether a figure is put beside another by a comma, a dash or a bracket, in the same clause."""
    between = passage.between(first, second)
    words = cues(passage.language)
    if len(between.split()) > _FAR or words.other_clause.search(between):
        return False
    return any(mark in between for mark in (",", "(", "–", "—")) or _is(between, words)


def _is(between: str, words: Cues) -> bool:
    return between in words.is_share


def _difference(passage: Passage, three: tuple[Mention, Mention, Mention], between: str) -> Iterator[Claim]:
    """The middle one is how much more or less the first is than the last."""
    new, stated, old = three
    if not (is_amount(new) and as_one_kind(new, old)):
        return
    if not is_rate(stated) and not as_one_kind(_counted(stated), old):
        return
    words = cues(passage.language)
    more, less = _ends(between, words.more_than), _ends(between, words.less_than)
    if not (more or less) or not _joined(passage, new, stated):
        return
    relation: Difference | Growth | Share
    first, second = facts_of(new, old)
    if is_rate(stated):
        relation = growth(stated, second, first, up=more)
    else:
        first, second, third = facts_of(new, old, _counted(stated))
        relation = Difference(first, second, third) if more else Difference(second, first, third)
    said = Evidence(what=between, block=passage.block, start=stated.end, end=old.start)
    yield Claim(
        kind="difference",
        relation=relation,
        stated=passage.spot(stated),
        parts=(passage.spot(new), passage.spot(old)) if more else (passage.spot(old), passage.spot(new)),
        evidence=(said,),
    )


def _counted(stated: Mention) -> Mention:
    """A difference without its own noun counts what it is a difference of ("3 million fewer")."""
    figure = stated.figure
    if figure is None or figure.is_money or figure.unit == "1":
        return stated
    return attrs.evolve(stated, figure=attrs.evolve(figure, unit="1", domain=None))


def _ends(between: str, cue: Sequence[str]) -> bool:
    """Whether a stretch is such a cue, perhaps behind the thing counted."""
    return ends_with(between, cue) and len(between.split()) <= _FEW_WORDS


def _multiple(passage: Passage, sentence: Sequence[Mention], place: int, between: str) -> Iterator[Claim]:
    """A multiple beside what it multiplies, and the amount that it makes before or behind both."""
    words = cues(passage.language)
    multiple, old = sentence[place], sentence[place + 1]
    if not (ends_with(between, words.times_of) and len(between.split()) <= _FEW_WORDS):
        return
    if words.growth.search(between):
        return
    new = None
    if place and is_amount(sentence[place - 1]) and _joined(passage, sentence[place - 1], multiple):
        new = sentence[place - 1]
    elif place + 2 < len(sentence) and is_amount(sentence[place + 2]):
        behind = passage.between(old, sentence[place + 2])
        if behind.endswith((":", "(")) and len(behind.split()) <= _FEW_WORDS:
            new = sentence[place + 2]
    if new is None or not as_one_kind(new, old):
        return
    first, second, stated = (*facts_of(old, new), *facts_of(multiple))
    said = Evidence(what=multiple.text, block=passage.block, start=multiple.start, end=old.start)
    yield Claim(
        kind="multiple",
        relation=Growth(old=first, new=second, stated=stated),
        stated=passage.spot(multiple),
        parts=(passage.spot(old), passage.spot(new)),
        evidence=(said,),
    )


def _rank(passage: Passage, first: Mention, second: Mention, between: str, words: Cues) -> Iterator[Claim]:
    """The second largest with its amount, after another with its own: it is no more than that."""
    if not as_one_kind(first, second) or is_rate(first):
        return
    start, _ = passage.sentence_of(first)
    before = passage.before(first, 120)
    told = words.said("ranked").search(before)
    behind = words.said("after").search(between)
    if told is None or behind is None or words.other_clause.search(between) or start > first.start:
        return
    lesser, greater = facts_of(first, second)
    said = Evidence(
        what=formula(told[0], " ... ", behind[0]), block=passage.block, start=start, end=second.end
    )
    yield Claim(
        kind="rank",
        relation=Order((greater, lesser)),
        stated=passage.spot(first),
        parts=(passage.spot(second),),
        evidence=(said,),
        strength=Strength.STATED if first.figure and first.noun == second.noun else Strength.GUESSED,
    )
