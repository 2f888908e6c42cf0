"""Which changes does prose state beside what they lead from and to?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from lacmigration.checking import check
from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._comparable import as_one_kind, is_amount, is_change, is_multiple, is_rate
from lacmigration.claims._passages import Passage, ends_with, fact_of, facts_of, folded
from lacmigration.claims.cues import cues
from lacmigration.claims.cues._cues import Cues
from lacmigration.claims.prose._verbs import opens_clause
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Form, Hedge
from lacmigration.findings import Verdict
from lacmigration.reading import Mention
from lacmigration.relations import Difference, Growth, Order, Share
from lacmigration.relations._nodes import Operand, difference

__all__ = ["changes", "growth"]

_TURNED = {
    Hedge.MORE_THAN: Hedge.LESS_THAN,
    Hedge.LESS_THAN: Hedge.MORE_THAN,
    Hedge.AT_LEAST: Hedge.AT_MOST,
    Hedge.AT_MOST: Hedge.AT_LEAST,
}
_PARTS = frozenset({Form.ONE_IN, Form.OUT_OF, Form.FRACTION})
_FEW_WORDS = 12
_FEW_STEPS = 8
_MOST = 12
_NEAR = 3
_FAR = 200
"""Characters before a figure in which the verb of its change is looked for."""
_BREAK = re.compile(r"[;:]")
_LEADS_IN = re.compile(r":(?=\s*\w{0,8}\s*$)")
"""A colon right before "from": what rose or fell stands before it ("in growth: from 2 to 3 million")."""
_DATE_COMMA = re.compile(r"[) ]*(?:(?:in|en|em|a|de|au) (?:[^\W\d_]+ )?(?:(?:of|de|del) )?\d{4}[) ]*)?,")
"""A comma behind a figure, perhaps behind its month or year."""
_GOES_ON = re.compile(r"(?<!\w)(?:and|y|e|et) (?:that|which|que|qui)(?!\w)")
_NOT = re.compile(r"(?<!\w)(?:not?|não|pas|ni|nem|never|nunca|jamais)(?!\w)")
_BESIDE = re.compile(r"(?:with|from|for|by|con|com|de|por|para|avec|par|pour|sans|sin|sem|without)(?!\w)")
"""Words that open an aside on something else: "USD 9 million, with a gift below the USD 2 million of ..."."""
_WHEN = re.compile(r"(?<!\w)(?:when|cuando|quando|quand|lorsque|lorsqu'\w+)(?!\w)")


@attrs.frozen
class _Move:
    """Two figures, the earlier and the later, and whether the words say up (1), down (-1) or neither (0)."""

    old: Mention
    new: Mention
    way: int
    verb: str
    start: int
    end: int


def changes(passage: Passage) -> Iterator[Claim]:
    """Find "rose by 12% from 2.5 to 2.8 million", with the change in percent, points, times or an amount.

    Also "reached 2.8 million, up 12% from 2.5 million", and "grew by 12% to 2.8 million, from 2.5 million".
    """
    for sentence in passage.sentences:
        for place, _ in enumerate(sentence[:-1]):
            move = _move(passage, sentence, place) or _set_against(passage, sentence, place)
            if move is not None:
                if move.way:
                    yield _order(passage, move)
                yield from _change(passage, sentence, place, move)
            yield from _around(passage, sentence, place)


def _level(old: Mention, new: Mention) -> bool:
    both = (is_amount(old) and is_amount(new)) or (is_rate(old) and is_rate(new))
    return both and as_one_kind(old, new)


def _move(passage: Passage, sentence: Sequence[Mention], place: int) -> _Move | None:
    """Two neighbours of which one is told to have become the other."""
    one, other = sentence[place], sentence[place + 1]
    if not _level(one, other) or one.each != other.each:
        return None
    words = cues(passage.language)
    before, between = passage.before(one, 80), passage.between(one, other).replace("(", " ").rstrip()
    if len(between.split()) > _FEW_WORDS or _BREAK.search(between):
        return None
    if ends_with(before, words.from_) and ends_with(between, words.to):
        old, new = one, other
    elif ends_with(before, words.to) and (
        ends_with(between, words.from_) or ends_with(between, words.compared)
    ):
        if any(f" {word} " in f" {between} " for word in words.and_):  # "to 150 in Peru and from 90 to ..."
            return None
        old, new = other, one
    else:
        return None
    told = _verb(passage, one)
    if told is None:
        return None
    way, verb, start = told
    return _Move(old, new, way, verb, start, other.end)


def _without_cue(one: Mention, words: Cues) -> tuple[Mention, str]:
    """A figure without the cue that was read as its hedge, and the cue: "inferior aos 7 milhões"."""
    figure, text = one.figure, folded(one.text)
    cue = next((cue for cue in (*words.higher, *words.lower) if text.startswith(f"{cue} ")), "")
    if not cue or figure is None:
        return one, ""
    return attrs.evolve(one, figure=attrs.evolve(figure, hedge=Hedge.NONE)), cue


def _set_against(passage: Passage, sentence: Sequence[Mention], place: int) -> _Move | None:
    """Find "USD 5 million, an amount higher than the USD 4 million of 2019": the later one comes first."""
    words = cues(passage.language)
    new, (old, cue) = sentence[place], _without_cue(sentence[place + 1], words)
    if not (is_amount(new) and _level(old, new)) or new.each or old.each:
        return None
    _, comma, aside = passage.text[new.end : old.start].rpartition(",")
    told = f"{folded(aside)} {cue}".strip()
    if not comma or not told or aside != aside.lower() or len(told.split()) > _FEW_WORDS:
        return None
    if _NOT.search(told) or _BESIDE.match(told):
        return None
    for way, endings in ((1, words.higher), (-1, words.lower)):
        if ends_with(told, endings):
            return _Move(old, new, way, told, new.start, old.end)
    return None


def _verb(passage: Passage, one: Mention) -> tuple[int, str, int] | None:
    """The last word of change before a figure in its clause, and its way."""
    words = cues(passage.language)
    start = max(passage.sentence_of(one)[0], one.start - _FAR)
    text = passage.text[start : one.start].casefold().replace("\u2019", "'")
    text = _LEADS_IN.sub(" ", text)
    cut = max((match.end() for match in words.other_clause.finditer(text)), default=0)
    found = list(words.growth.finditer(text, cut))
    if not found:
        return None
    last = found[-1]
    directed: re.Match[str] | None = last
    if last["moved"] and len(found) > 1 and not found[-2]["moved"]:
        directed = found[-2]  # "rose by 12%, going from ... to ..."
    elif not last["moved"] and len(found) > 1 and len({bool(each["up"]) for each in found[-2:]}) > 1:
        directed = None if not found[-2]["moved"] else last
    if directed is None:
        return 0, last[0], start + last.start()
    way = 1 if directed["up"] else -1 if directed["down"] else 0
    return way, directed[0], start + directed.start()


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
    """Find the change itself, before the figures ("by 12%") or behind the last ("an increase of 12%").

    In a series ("from 120 to 150 and 180") it may be from the first, or of one step: what fits counts.
    """
    line = [move.old, move.new]
    if move.old is sentence[place]:
        line += _going_on(passage, sentence, place + 2)
    last = place + len(line) - 1
    candidate = _before(passage, sentence, place, move) or _behind(passage, sentence, last - 1)
    if candidate is None:
        return
    ends = [(line[0], line[-1]), (line[-2], line[-1]), (line[0], line[1])] if len(line) > 2 else [tuple(line)]
    ways = [attrs.evolve(move, old=old, new=new) for old, new in ends]
    pairs = [(way, relation) for way in ways if (relation := _relation(candidate, way)) is not None]
    if not pairs:
        return
    chosen, relation = pairs[0] if len(pairs) == 1 else min(pairs, key=lambda pair: _misfit(pair[1]))
    yield Claim(
        kind="change",
        relation=relation,
        stated=passage.spot(candidate),
        parts=(passage.spot(chosen.old), passage.spot(chosen.new)),
        evidence=(Evidence(what=move.verb, block=passage.block, start=move.start, end=line[-1].end),),
        strength=Strength.GUESSED if _is_yearly(passage, candidate) else Strength.STATED,
    )


def _misfit(relation: Growth | Difference | Share) -> int:
    """How badly a change fits: not at all, as hedges go, or by what it says."""
    verdict = check(relation).verdict
    return 0 if verdict.holds else 1 if verdict is Verdict.QUESTIONABLE else 2


def _going_on(passage: Passage, sentence: Sequence[Mention], place: int) -> list[Mention]:
    """The further figures of a series: "(from 120 in 2019 to 150 in 2020) and 180 in 2021"."""
    words = cues(passage.language)
    found: list[Mention] = []
    for before, one in pairwise(sentence[place - 1 : place + _MOST]):
        between = passage.between(before, one)
        joined = any(f" {word} " in f" {between} " for word in words.and_) or "," in between
        led = ends_with(between, (*words.and_, *words.to)) or between.endswith(",")
        clause = words.growth.search(between) or words.other_clause.search(between)
        if not (_level(before, one) and joined and led) or clause or len(between.split()) > _FEW_STEPS:
            break
        if one.noun and not before.noun:  # "to 150, and 180 families left"
            break
        behind = passage.behind(one, 30)
        if opens_clause(behind) or any(behind.startswith(f"{cue} ") for cue in (*words.of, *words.of_which)):
            break
        found.append(one)
    return found


def _is_yearly(passage: Passage, change: Mention) -> bool:
    """Whether a change can be that of each year, or an average: "8% a year", "an average increase of 8%"."""
    behind = " ".join(passage.behind(change, 30).lstrip(" )").split()[:_NEAR])
    before = " ".join(passage.before(change, 40).split()[-_NEAR:])
    yearly = cues(passage.language).said("yearly")
    return yearly.search(behind) is not None or yearly.search(before) is not None


def _before(passage: Passage, sentence: Sequence[Mention], place: int, move: _Move) -> Mention | None:
    if not place:
        return None
    candidate = sentence[place - 1]
    words = cues(passage.language)
    between = passage.between(candidate, sentence[place])
    if len(between.split()) > _FEW_WORDS or words.other_clause.search(between):
        return None
    if is_multiple(candidate):
        return candidate
    before = passage.before(candidate, 80)
    last = before.rsplit(" ", 1)[-1]
    told = (ends_with(before, words.by) or words.growth.fullmatch(last)) and candidate.end > move.start
    return candidate if told and (is_change(candidate) or is_amount(candidate)) else None


def _behind(passage: Passage, sentence: Sequence[Mention], place: int) -> Mention | None:
    if place + 2 >= len(sentence):
        return None
    candidate = sentence[place + 2]
    words = cues(passage.language)
    between = passage.between(sentence[place + 1], candidate)
    between = _GOES_ON.sub(" ", between)
    if ";" in between or len(between.split()) > _FEW_WORDS or words.other_clause.search(between):
        return None
    if any(f" {word} " in f" {between} " for word in words.and_):
        return None
    if between.endswith("("):
        return candidate if is_change(candidate) else None
    changing = words.growth.search(between) is not None
    behind_comma = _DATE_COMMA.match(between) is not None
    joined = behind_comma and (
        ends_with(between, words.by) or ends_with(between.rstrip(" ,"), words.is_share)
    )
    if is_change(candidate):
        return candidate if changing or joined or is_multiple(candidate) else None
    return candidate if changing and ends_with(between, words.by) else None


def _around(passage: Passage, sentence: Sequence[Mention], place: int) -> Iterator[Claim]:
    """Find "2.8 million, up 12% from 2.5 million": new, change, old."""
    if place + 2 >= len(sentence):
        return
    new, change, old = sentence[place : place + 3]
    if not (_level(old, new) and is_change(change)) or (is_rate(change) and is_rate(old)):
        return
    words = cues(passage.language)
    first, second = passage.between(new, change), passage.between(change, old)
    if len(first.split()) > _FEW_WORDS or len(second.split()) > _FEW_WORDS:
        return
    compared = ends_with(second, words.compared)
    opens = words.growth.match(second) or any(second.startswith(f"{cue} ") for cue in words.compared)
    since = _WHEN.search(second) and opens
    if words.other_clause.search(first) or _BREAK.search(second) or not (compared or since):
        return
    told = words.growth.search(f"{first} {second}")
    if told is None or told["moved"] or not any(mark in first for mark in ",(–—"):
        return
    start, end = new.start, old.end
    yield Claim(
        kind="change",
        relation=growth(change, *facts_of(old, new), up=told["up"] is not None),
        stated=passage.spot(change),
        parts=(passage.spot(old), passage.spot(new)),
        evidence=(Evidence(what=told[0], block=passage.block, start=start, end=end),),
        strength=Strength.STATED if compared and not _is_yearly(passage, change) else Strength.GUESSED,
    )


def _relation(candidate: Mention, move: _Move) -> Growth | Difference | Share | None:
    first, second = facts_of(move.old, move.new)
    up = (move.way or _way(move)) > 0
    if is_change(candidate):
        if is_rate(candidate) and is_rate(move.old):
            return None  # percent of percent or points: the words do not tell
        return growth(candidate, first, second, up=up)
    if not as_one_kind(candidate, move.old):
        return None
    greater, lesser = (second, first) if up else (first, second)
    _, stated = facts_of(move.new, candidate)
    return Difference(greater, lesser, stated)


def _way(move: _Move) -> int:
    """Where the verb leaves the direction open, the figures tell it."""
    old, new = move.old.figure, move.new.figure
    return 1 if old is None or new is None or new.nominal >= old.nominal else -1


def growth(change: Mention, old: Fact, new: Fact, *, up: bool) -> Growth | Share:
    """What a rate, points or a multiple say of two amounts; down by a third, a third of the old is gone."""
    figure = change.figure
    assert figure is not None  # noqa: S101  (whoever says a change has a figure)
    if not up and figure.form in _PARTS:
        fallen = difference(Operand(fact=old), Operand(fact=new))
        return Share(part=fallen, whole=old, stated=fact_of(figure, change.text))
    signed = figure if up or is_multiple(change) else _turned(figure)
    return Growth(old=old, new=new, stated=fact_of(signed, change.text))


def _turned(figure: Figure) -> Figure:
    """The same change downwards: more than 12% down is less than -12%, 10-12% down between -12% and -10%."""
    turned = attrs.evolve(
        figure, number=-figure.number, hedge=_TURNED.get(figure.hedge, figure.hedge), domain=None
    )
    if figure.second is None:
        return turned
    exponent = figure.exponent if figure.second_exponent is None else figure.second_exponent
    low, high = -figure.second, -figure.number
    return attrs.evolve(turned, number=low, exponent=exponent, second=high, second_exponent=figure.exponent)
