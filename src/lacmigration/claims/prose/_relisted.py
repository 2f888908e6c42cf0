"""Which lists does a document give twice, in summary and body, and are they the same?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._passages import Passage, folded
from lacmigration.claims.prose._lists import Listed, items_listed, things_listed
from lacmigration.claims.prose._repeats import content, stem
from lacmigration.relations import Listing
from lacmigration.sayings import message

__all__ = ["lists_twice"]

_MOST = 20
_MOVED = 2
"""Words that must have gone from one item to another before they tell: one alone may be chance."""


@attrs.frozen(eq=False)
class _Given:
    """A list that has as many items as its count says, with the words of each."""

    listed: Listed
    items: tuple[str, ...]
    words: tuple[frozenset[str], ...]


def lists_twice(passages: Sequence[Passage]) -> Iterator[Claim]:
    """Find a list that is given again under the same count ("four pillars"), with items parted otherwise.

    Items may say more in one place than in the other; what one list has under one item and the other under
    another is a difference.
    """
    inline = (listed for passage in passages for listed in things_listed(passage))
    known: dict[tuple[str, int], list[_Given]] = {}
    given = sorted((*inline, *items_listed(passages)), key=lambda one: (one.passage.place, one.start))
    for listed in given:
        figure = listed.count.figure
        assert figure is not None  # noqa: S101  (a count has a figure)
        count = int(figure.number)
        way = next((way for way in listed.ways if len(way) == count), None)
        if way is None:
            continue
        one = _Given(listed, way, tuple(content(item, listed.passage.language) for item in way))
        noun = folded(listed.count.noun).strip(".,;:").rsplit(" ", 1)[-1]
        seen = known.setdefault((stem(noun), count), [])
        other = next((other for other in reversed(seen[-_MOST:]) if _is_one_list(one, other)), None)
        if other is not None:
            yield _claim(other, one)
        seen.append(one)


def _is_one_list(one: _Given, other: _Given) -> bool:
    """Whether two lists say nearly the same in all."""
    mine, theirs = frozenset[str]().union(*one.words), frozenset[str]().union(*other.words)
    shorter = min(len(mine), len(theirs))
    return shorter > 2 and 5 * len(mine & theirs) >= 4 * shorter


def _claim(first: _Given, second: _Given) -> Claim:
    partner = [_best(words, second.words) for words in first.words]
    paired = len(set(partner)) == len(partner)
    moved = _has_moved(first, second, partner) if paired else True
    names = second.items
    if paired and not moved:
        back = {theirs: mine for mine, theirs in enumerate(partner)}
        names = tuple(first.items[back[at]] for at in range(len(second.items)))
    said = Evidence(
        what=message(
            "a list of {count} {things} that was given before",
            count=second.listed.count.text,
            things=second.listed.count.noun,
        ),
        block=second.listed.passage.block,
        start=second.listed.start,
        end=second.listed.end,
    )
    return Claim(
        kind="list-given-twice",
        relation=Listing(first.items, names),
        stated=second.listed.passage.spot(second.listed.count),
        parts=(first.listed.passage.spot(first.listed.count),),
        evidence=(said,),
        strength=Strength.STATED if paired else Strength.GUESSED,
    )


def _best(words: frozenset[str], others: Sequence[frozenset[str]]) -> int:
    return max(range(len(others)), key=lambda at: (len(words & others[at]), -at))


def _has_moved(first: _Given, second: _Given, partner: Sequence[int]) -> bool:
    """Whether several words stand under one item here and under another there."""
    for mine, theirs in enumerate(partner):
        gone = first.words[mine] - second.words[theirs]
        for other, its in enumerate(partner):
            if other == mine:
                continue
            if len(gone & (second.words[its] - first.words[other])) >= _MOVED:
                return True
    return False
