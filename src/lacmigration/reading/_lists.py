"""Which amounts of a list leave out the currency that the first of them has?

"USD 12.9 million: 5.25 million from Spain, 4.5 million from Peru": who gives or gets each is named, and what
stands between two amounts is that and a comma or an "and", nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import attrs

from lacmigration.notation import Form
from lacmigration.reading._mentions import Inference, Mention
from lacmigration.reading._prose import Prose
from lacmigration.reading._spans import Words
from lacmigration.sayings import message

__all__ = ["listed"]

_LEAST = 3
"""Amounts that make a list."""
_FARTHEST = 80
"""Characters between two amounts of one list."""


@attrs.frozen
class _Between:
    """Patterns of what stands between two amounts of a list, and of who is named behind one."""

    gap: re.Pattern[str]
    behind: re.Pattern[str]


@lru_cache(maxsize=8)
def _between(towards: frozenset[str], and_: tuple[str, ...]) -> _Between:
    word = r"[^\W\d_a-zß-ÿ][\w.’'-]{0,30}"
    small = r"(?:[a-zà-ÿ]{1,3}[ ’'])"
    name = rf"{small}?{word}(?: {small}{{0,2}}{word}){{0,4}}"
    led = "|".join(sorted(map(re.escape, towards), key=len, reverse=True))
    also = "|".join(map(re.escape, and_))
    behind = rf"\s(?:{led})(?:\s|(?<=['’])){name}|\s?\({name}\)"
    apart = rf"(?:\s?[,;:(–—]\s?(?:(?:{also})\s)?|\s(?:{also})\s)"
    gap = rf"(?:(?P<behind>{behind})\)?)?{apart}(?P<before>{name}\s?[:,(–—]?\s?)?"
    return _Between(re.compile(gap), re.compile(behind))


def listed(found: Sequence[Mention], words: Words, prose: Prose) -> list[Mention]:
    """The mentions with the currency that those of a list take over; each says so.

    Of two currencies in one list none is taken over: which of them is left out is not told.
    """
    mentions = list(found)
    between = _between(prose.towards, tuple(words.grammar.and_))
    place = 0
    while place < len(mentions):
        chain = _chain(mentions, place, words.text, between) if _is_money(mentions[place]) else []
        bare = [at for at in chain if not _is_money(mentions[at])]
        currencies = {_unit(mentions[at]) for at in chain if at not in bare}
        if len(chain) >= _LEAST and len(currencies) == 1 and all(_leaves_out(mentions[at]) for at in bare):
            for at in bare:
                mentions[at] = _with_currency(mentions[at], mentions[place])
        place += max(len(chain), 1)
    return mentions


def _chain(mentions: Sequence[Mention], first: int, text: str, between: _Between) -> list[int]:
    """The places of a list; none where not everyone is named."""
    gaps: list[re.Match[str]] = []
    at = first
    while at + 1 < len(mentions) and (gap := _gap(mentions[at], mentions[at + 1], text, between)):
        gaps.append(gap)
        at += 1
    last = between.behind.match(text, mentions[at].end)
    behind = [*(gap["behind"] for gap in gaps[1:]), last and last[0]]
    is_named = all(gap["before"] or after for gap, after in zip(gaps, behind, strict=False))
    return list(range(first, at + 1)) if is_named else []


def _gap(one: Mention, other: Mention, text: str, between: _Between) -> re.Match[str] | None:
    return None if other.start - one.end > _FARTHEST else between.gap.fullmatch(text, one.end, other.start)


def _is_money(one: Mention) -> bool:
    figure = one.figure
    return figure is not None and figure.is_money and figure.form is Form.NUMBER and one.scale > 0


def _unit(one: Mention) -> str:
    return "" if one.figure is None else one.figure.unit


def _leaves_out(one: Mention) -> bool:
    """Whether a number of millions counts nothing: a name behind it, after "de", is who gave them."""
    figure = one.figure
    if figure is None or figure.form is not Form.NUMBER or one.scale == 0 or one.each or one.others:
        return False
    if figure.unit == "1":
        return not one.noun
    is_name = one.noun[:1].isupper() and one.noun[-1] not in "sx"  # and no "Vénézuéliens"
    return is_name and figure.unit in one.noun.casefold().split()


def _with_currency(one: Mention, model: Mention) -> Mention:
    assert one.figure is not None  # noqa: S101  (what leaves out a currency has a figure)
    what = message("{number} read like {other}", number=one.text, other=model.text)
    return attrs.evolve(
        one,
        figure=attrs.evolve(one.figure, unit=_unit(model), domain=None),
        noun="",
        inferred=(*one.inferred, Inference("currency-of-the-list", what)),
    )
