"""Which changes does prose state beside what they lead from and to?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._kinds_of_figures import is_amount, is_change, is_rate, same_kind
from lacmigration.claims._languages import cues
from lacmigration.claims._passages import Passage, fact_of, facts_of
from lacmigration.figures import Figure, Form, Hedge
from lacmigration.reading import Mention
from lacmigration.relations import Difference, Growth, Order

__all__ = ["changes"]

_TURNED = {
    Hedge.MORE_THAN: Hedge.LESS_THAN,
    Hedge.LESS_THAN: Hedge.MORE_THAN,
    Hedge.AT_LEAST: Hedge.AT_MOST,
    Hedge.AT_MOST: Hedge.AT_LEAST,
}


@attrs.frozen
class _Move:
    """Two figures, the earlier and the later, and whether the words say up (1) or down (-1)."""

    old: Mention
    new: Mention
    way: int
    verb: str
    start: int
    end: int


def changes(passage: Passage) -> Iterator[Claim]:
    """Find "rose by 12% from 2.5 to 2.8 million", with the change in percent, points, times or an amount."""
    for sentence in passage.sentences:
        for place, old in enumerate(sentence[:-1]):
            move = _move(passage, sentence, place, old)
            if move is not None:
                yield _order(passage, move)
                yield from _change(passage, sentence, place, move)


def _move(passage: Passage, sentence: Sequence[Mention], place: int, old: Mention) -> _Move | None:
    new = sentence[place + 1]
    level = is_amount(old) and is_amount(new)
    rates = is_rate(old) and is_rate(new)
    if not (level or rates) or not same_kind(old, new):
        return None
    words = cues(passage.language)
    before, between = passage.before(old, 80), passage.between(old, new)
    start, _ = passage.sentence_of(old)
    verb = None
    for match in words.growth.finditer(passage.text[start : old.start].casefold()):
        verb = match
    if verb is None:
        return None
    way = 1 if verb["up"] else -1
    first, second = (old, new)
    if _ends(before, words.from_) and _holds(between, words.to):
        pass
    elif _ends(before, words.to) and _holds(between, words.from_):
        first, second = new, old
    else:
        return None
    return _Move(first, second, way, verb[0], start + verb.start(), new.end)


def _ends(before: str, endings: Sequence[str]) -> bool:
    return any(before == word or before.endswith(f" {word}") for word in endings)


def _holds(between: str, words: Sequence[str]) -> bool:
    padded = f" {between} "
    return any(padded.endswith(f" {word} ") for word in words) and ";" not in between and ":" not in between


def _order(passage: Passage, move: _Move) -> Claim:
    """Say that what rose is more than it was."""
    items = facts_of(move.old, move.new)
    return Claim(
        kind="direction-of-change",
        relation=Order(items, rising=move.way > 0),
        stated=passage.spot(move.new),
        parts=(passage.spot(move.old),),
        evidence=(Evidence(what=move.verb, block=passage.block, start=move.start, end=move.end),),
    )


def _change(passage: Passage, sentence: Sequence[Mention], place: int, move: _Move) -> Iterator[Claim]:
    """Find the change itself, before the two figures ("by 12%") or behind them ("an increase of 12%")."""
    words = cues(passage.language)
    if place and _ends(passage.before(sentence[place - 1], 80), words.by):
        candidate = sentence[place - 1]
    elif place + 2 < len(sentence):
        candidate = sentence[place + 2]
        between = passage.between(sentence[place + 1], candidate)
        told = _ends(between, words.by) or between.endswith("(") or words.growth.search(between) is not None
        if not told or ";" in between:
            return
    elif place and sentence[place - 1].figure is not None and _is_multiple(sentence[place - 1]):
        candidate = sentence[place - 1]
    else:
        return
    relation = _relation(candidate, move)
    if relation is None:
        return
    yield Claim(
        kind="change",
        relation=relation,
        stated=passage.spot(candidate),
        parts=(passage.spot(move.old), passage.spot(move.new)),
        evidence=(Evidence(what=move.verb, block=passage.block, start=move.start, end=move.end),),
        strength=Strength.STATED,
    )


def _is_multiple(one: Mention) -> bool:
    return one.figure is not None and (one.figure.form is Form.MULTIPLE or one.figure.unit == "times")


def _relation(candidate: Mention, move: _Move) -> Growth | Difference | None:
    figure = candidate.figure
    assert figure is not None  # noqa: S101  (whoever says a change has a figure)
    first, second = facts_of(move.old, move.new)
    if is_change(candidate):
        if is_rate(candidate) and is_rate(move.old):
            return None  # percent of percent or points: the words do not tell
        signed = figure if move.way > 0 or _is_multiple(candidate) else _turned(figure)
        return Growth(old=first, new=second, stated=fact_of(signed, candidate.text))
    if not same_kind(candidate, move.old):
        return None
    greater, lesser = (second, first) if move.way > 0 else (first, second)
    return Difference(greater, lesser, fact_of(figure, candidate.text))


def _turned(figure: Figure) -> Figure:
    """The same change downwards: more than 12% down is less than -12%."""
    if figure.form is not Form.NUMBER:
        return figure
    return attrs.evolve(
        figure, number=-figure.number, hedge=_TURNED.get(figure.hedge, figure.hedge), domain=None
    )
