"""Which days does a document give twice for one event, with different years?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from lacmigration.claims._claims import Claim, Evidence, Spot, Strength
from lacmigration.claims._passages import Passage, folded
from lacmigration.claims.cues import cues
from lacmigration.claims.cues._cues import words as _words
from lacmigration.reading import Dated, Mention
from lacmigration.relations import Same
from lacmigration.sayings import message

__all__ = ["events_twice"]

_NEAR = 400
_LONGEST = 14
_MOST = 40
_SURE = 3
"""Names that two dates share when they are of one event: its place alone may see another the year after."""
_NAME = re.compile(r"(?<![\w.])[^\W\d_a-zà-ÿ][^\W\d_]{3,}")
_MONTHS = _words(
    "january february march april june july august september october november december enero febrero marzo "
    "abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio junho "
    "julho setembro outubro novembro dezembro janvier février mars avril juin juillet août septembre octobre "
    "novembre décembre"
)


@attrs.frozen(eq=False)
class _Days:
    """A few days in a row, with the names around them and whether an event is spoken of."""

    passage: Passage
    dated: Dated
    names: frozenset[str]
    event: bool


def events_twice(passages: Sequence[Passage]) -> Iterator[Claim]:
    """Find the same days of the same month with another year, where place and event are named both times.

    Two dates of which one starts a period of more than a day: an event of several days hardly ever falls on
    the same ones the year after.
    """
    known: dict[tuple[int, ...], list[_Days]] = {}
    for number, passage in enumerate(passages):
        for dated in passage.read.dates:
            key = _key(dated)
            if key is None:
                continue
            days = _Days(passage, dated, *_around(passages, number, dated))
            seen = known.setdefault(key, [])
            for other in seen[:_MOST]:
                if dated.first.year != other.dated.first.year and other.passage is not passage:
                    claim = _claim(other, days)
                    if claim is not None:
                        yield claim
                        break
            seen.append(days)


def _key(dated: Dated) -> tuple[int, ...] | None:
    """The days of a short period, without their year."""
    first, last = dated.first, dated.last
    if first.day is None or last.day is None or first.month is None or last.month is None or first == last:
        return None
    if (last.last - first.first).days > _LONGEST:
        return None
    return first.month, first.day, last.month, last.day


def _around(passages: Sequence[Passage], number: int, dated: Dated) -> tuple[frozenset[str], bool]:
    """The names near a date: in its sentence, or in the blocks above one that is hardly more than it."""
    passage = passages[number]
    text = passage.text
    start, end = passage.sentence_at(dated.start)
    text = text[max(start, dated.start - _NEAR) : min(end, dated.end + _NEAR)]
    if len(passage.text.split()) <= 8:
        above = passages[max(number - 3, 0) : number]
        text = " ".join([*(one.text[-_NEAR:] for one in above), text])
    names = {match[0].casefold() for match in _NAME.finditer(text)} - _MONTHS
    event = cues(passage.language).said("event").search(folded(text)) is not None
    return frozenset(names), event


def _claim(first: _Days, second: _Days) -> Claim | None:
    shared = first.names & second.names
    if not shared:
        return None
    said = Evidence(
        what=message("the same days, near {names}", names=", ".join(sorted(shared))),
        block=second.passage.block,
        start=second.dated.start,
        end=second.dated.end,
    )
    sure = first.event and second.event and len(shared) >= _SURE
    return Claim(
        kind="same-event",
        relation=Same(first.dated.first, second.dated.first),
        stated=_spot(second),
        parts=(_spot(first),),
        evidence=(said,),
        strength=Strength.STATED if sure else Strength.GUESSED,
    )


def _spot(days: _Days) -> Spot:
    """Where a date stands: a mention without a figure."""
    one = days.dated
    mention = Mention(
        start=one.start, end=one.end, text=one.text, figure=None, number_start=one.start, number_end=one.end
    )
    return days.passage.spot(mention)
