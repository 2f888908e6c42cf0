"""Which counts of people does prose part by sex or age?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._comparable import is_amount, is_rate, same_kind
from lacmigration.claims._passages import Passage, ends_with, facts_of, folded
from lacmigration.claims.cues import cues
from lacmigration.dimensions import plain_dimension
from lacmigration.facts import Fact
from lacmigration.reading import Mention
from lacmigration.relations import Total

__all__ = ["composed", "may_leave_out"]

_MOST = 8
_FEW_WORDS = 4
_WHOLES = frozenset(
    map(
        frozenset,
        (
            ("women", "men"),
            ("girls", "boys"),
            ("adults", "children"),
            ("women", "men", "children"),
            ("women", "men", "girls", "boys"),
        ),
    )
)
"""Groups that people fall into, each person into one; women and children are not all, and may overlap."""


def composed(passage: Passage) -> Iterator[Claim]:
    """Find "42,600 people, made up of 29,300 adults and 13,300 children", and the like in brackets.

    Behind a bracket, a colon or a dash the groups must be such that everybody falls into one of them.
    """
    for sentence in passage.sentences:
        for place, whole in enumerate(sentence[:-2]):
            if _is_people(passage, whole) and not whole.each:
                yield from _parted(passage, sentence, place)


def _parted(passage: Passage, sentence: Sequence[Mention], place: int) -> Iterator[Claim]:
    whole, behind = sentence[place], sentence[place + 1 : place + 1 + _MOST]
    parts = _run(passage, behind)
    if len(parts) < 2 or not _joined(passage, *parts[-2:]):
        return
    cue = _cue(passage, whole, parts)
    if cue is None or (cue != "(" and all(same_kind(whole, one) for one in parts)):
        return  # parts in the unit of the whole are looked at with other sums
    last = passage.text[parts[-1].end : passage.sentence_of(whole)[1]]
    more = len(sentence) > place + 1 + len(behind)
    rest = more or any(one.start > parts[-1].end and is_amount(one) for one in behind)
    if (cue == "(" and not _ends_bracket(passage, parts[-1], last)) or (cue != "(" and rest):
        return
    every = cue not in {"(", ":", "–"} or _is_everybody(passage, parts)
    stated, *facts = _as_people(whole, parts)
    yield Claim(
        kind="total-of-parts",
        relation=Total(tuple(facts), stated),
        stated=passage.spot(whole),
        parts=tuple(map(passage.spot, parts)),
        evidence=(Evidence(what=cue, block=passage.block, start=whole.start, end=parts[-1].end),),
        strength=Strength.STATED if every else Strength.GUESSED,
    )


def _cue(passage: Passage, whole: Mention, parts: Sequence[Mention]) -> str | None:
    """What leads from the whole to its parts: a bracket, a colon, a dash, or words such as "made up of"."""
    between = passage.between(whole, parts[0])
    made = next((cue for cue in cues(passage.language).made_of if ends_with(between, (cue,))), None)
    mark = next((mark for mark in "(:–" if between.replace("—", "–").endswith(mark)), None)
    inner = between.removesuffix(made or "").rstrip("(:–— ,")
    if any(sign in inner for sign in ",;:().") or len(inner.split()) > _FEW_WORDS + len(whole.noun.split()):
        return None
    return made or mark


def _run(passage: Passage, behind: Sequence[Mention]) -> list[Mention]:
    """The counts of people behind the whole, as far as no other figure but a share comes between."""
    found: list[Mention] = []
    for one in behind:
        if is_rate(one):
            continue
        closed = found and ")" in passage.between(found[-1], one)
        if not _is_people(passage, one) or one.each or closed:
            break
        found.append(one)
    return found


def _ends_bracket(passage: Passage, one: Mention, last: str) -> bool:
    """Whether nothing but a few words on the last part stands before the bracket closes."""
    inner, closed, _ = last.partition(")")
    told = folded(inner).removeprefix(folded(one.noun))
    words = told.split()
    more = any(word in cues(passage.language).and_ for word in words) or any(mark in told for mark in ",;:(")
    return bool(closed) and not more and len(words) <= _FEW_WORDS


def _joined(passage: Passage, one: Mention, other: Mention) -> bool:
    between = f" {passage.between(one, other)} "
    return any(f" {word} " in between for word in cues(passage.language).and_)


def _groups(passage: Passage, one: Mention) -> frozenset[str]:
    """What group of people a noun names; two where a language has one word for boys and children."""
    noun = folded(one.noun).strip(".,;:")
    return frozenset(group for group, names in cues(passage.language).people if noun in names)


def _is_people(passage: Passage, one: Mention) -> bool:
    figure = one.figure
    if figure is None or not is_amount(one) or figure.is_money:
        return False
    return dict(plain_dimension(figure.unit)) == {"person": 1} or bool(_groups(passage, one))


def may_leave_out(passage: Passage, parts: Sequence[Mention]) -> bool:
    """Whether parts are groups of people that need not be all people, or of which one may hold another."""
    return any(_groups(passage, one) for one in parts) and not _is_everybody(passage, parts)


def _is_everybody(passage: Passage, parts: Sequence[Mention]) -> bool:
    """Whether each person falls into one of the groups."""
    ways: list[tuple[str, ...]] = [()]
    for one in parts:
        ways = [(*way, group) for way in ways for group in _groups(passage, one)]
    return any(len(set(way)) == len(way) and frozenset(way) in _WHOLES for way in ways)


def _as_people(whole: Mention, parts: Sequence[Mention]) -> tuple[Fact, ...]:
    """The figures in the unit of the whole: adults and children are people."""
    assert whole.figure is not None  # noqa: S101  (it counts people)
    unit = whole.figure.unit
    return facts_of(
        *(
            attrs.evolve(one, figure=attrs.evolve(one.figure, unit=unit))
            for one in (whole, *parts)
            if one.figure is not None
        )
    )
