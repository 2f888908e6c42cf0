"""What does a bare number take over from its neighbours: their scale, their unit?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from lacmigration.errors import LacMigrationError
from lacmigration.figures import shifted
from lacmigration.notation import Form
from lacmigration.reading._mentions import Inference, Mention
from lacmigration.reading._prose import Prose
from lacmigration.reading._spans import Words
from lacmigration.sayings import message

__all__ = ["carried"]

_RATES = frozenset({"percent", "per thousand", "percentage points"})
_FARTHEST = 80
"""Characters between two numbers of one list."""


def carried(found: Sequence[Mention], words: Words, prose: Prose) -> list[Mention]:
    """The mentions with what bare numbers take over; each says so.

    - "6.5 of the 7.7 million", "from 2.3 to 4.5 million", "2, 3 and 5 million": the scale and unit behind
      count for the number before.
    - "Peru (864 thousand people), Chile (371)": in brackets, those of the bracket before count on.
    - "Aruba (15.1), Curaçao (9.8%)": where the brackets behind are rates, so is the bare one.
    """
    mentions = list(found)
    text = words.text
    for place in range(len(mentions) - 2, -1, -1):
        one, behind = mentions[place], mentions[place + 1]
        if _is_bare(one) and _is_whole(behind) and _joined(text[one.end : behind.start], words, prose):
            mentions[place] = _with(one, behind, "scale-carried")
    brackets = [place for place, one in enumerate(mentions) if _in_brackets(text, one)]
    for before, place in pairwise(brackets):
        one, other = mentions[place], mentions[before]
        if _is_bare(one) and _is_near(text, other, one) and _takes_after(one, other):
            mentions[place] = _with(one, other, "carried-in-brackets")
    for place, after in reversed(list(pairwise(brackets))):
        one, other = mentions[place], mentions[after]
        rate = other.figure is not None and other.figure.unit in _RATES
        if _is_bare(one) and rate and _is_near(text, one, other):
            mentions[place] = _with(one, other, "rate-of-the-list")
    return mentions


def _is_bare(one: Mention) -> bool:
    figure = one.figure
    return figure is not None and figure.unit == "1" and not figure.scaled and figure.form is Form.NUMBER


def _is_whole(one: Mention) -> bool:
    figure = one.figure
    return figure is not None and figure.form is Form.NUMBER and (one.scale > 0 or figure.unit in _RATES)


def _joined(between: str, words: Words, prose: Prose) -> bool:
    """Whether what stands between two numbers shares what is behind the second."""
    link = between.strip().casefold()
    grammar = words.grammar
    if link in {*grammar.and_, *grammar.to, ",", "/"}:
        return True
    first, _, rest = link.partition(" ")
    return (first in prose.of and rest in prose.definite) or link in prose.shared_by


def _in_brackets(text: str, one: Mention) -> bool:
    return text.endswith("(", 0, one.start)


def _is_near(text: str, one: Mention, other: Mention) -> bool:
    between = text[one.end : other.start]
    return len(between) <= _FARTHEST and ". " not in between and "\n" not in between


def _takes_after(one: Mention, other: Mention) -> bool:
    """Whether a bare number continues a list of scaled ones: not where it is larger than the scale."""
    if other.figure is None or one.figure is None or other.figure.form is not Form.NUMBER:
        return False
    if other.figure.unit == "1" and not other.figure.scaled:
        return False
    return not other.figure.scaled or one.figure.number < 1000


def _with(one: Mention, other: Mention, rule: str) -> Mention:
    """The bare number with the scale and the unit of another."""
    figure, model = one.figure, other.figure
    assert figure is not None  # noqa: S101  (bare numbers have one)
    assert model is not None  # noqa: S101
    power = other.scale
    try:
        grown = attrs.evolve(
            figure,
            number=shifted(figure.number, power),
            exponent=figure.exponent + power,
            unit=model.unit,
            scaled=model.scaled or figure.scaled,
        )
    except LacMigrationError:
        return one
    what = message("{number} read like {other}", number=one.text, other=other.text)
    return attrs.evolve(
        one,
        figure=grown,
        others=(),
        scale=power,
        noun=one.noun or other.noun,
        inferred=(*one.inferred, Inference(rule, what)),
    )
