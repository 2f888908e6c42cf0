"""Which durations does prose state beside the years that they run from and to?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lacmigration.claims._claims import Claim, Evidence
from lacmigration.claims._passages import Passage, fact_of, folded
from lacmigration.claims.cues import cues
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Form, Hedge, Rounding
from lacmigration.reading import Dated, Mention
from lacmigration.relations import Same
from lacmigration.sayings import message

__all__ = ["durations"]

_NEAR = 60
_FEW_WORDS = 4
_OPENING = re.compile(r"[\s,]*\(?\s*$")
_HYPHEN = re.compile(r"[-\s\u2010\u2011]*")


def durations(passage: Passage) -> Iterator[Claim]:
    """Find "a three-year programme (2021-2024)" and "from 2019 to 2023 (four years)".

    The years are counted with the last one and without it: both ways are usual, and either may be meant.
    """
    periods = [one for one in passage.read.dates if _years_of(one) is not None]
    if not periods:
        return
    at = 0
    for mention in passage.read:
        if not _is_years(passage, mention):
            continue
        while at < len(periods) and periods[at].end < mention.start - _NEAR:
            at += 1
        for period in periods[at : at + 3]:
            if _beside(passage, mention, period):
                yield _claim(passage, mention, period)
                break


def _years_of(period: Dated) -> int | None:
    """The years between the first and the last of a period of years; None for anything else."""
    first, last = period.first, period.last
    if first == last or first.month is not None or last.month is not None:
        return None
    return last.year - first.year


def _is_years(passage: Passage, mention: Mention) -> bool:
    """Whether a figure is a plain number of years."""
    figure = mention.figure
    if figure is None or figure.form is not Form.NUMBER or figure.hedge is not Hedge.NONE:
        return False
    if figure.number != int(figure.number) or mention.each:
        return False
    behind = folded(_HYPHEN.sub("", passage.text[mention.number_end : mention.number_end + 14], count=1))
    word = re.match(r"[^\W\d_]+", behind)
    return word is not None and word[0] in cues(passage.language).years


def _beside(passage: Passage, mention: Mention, period: Dated) -> bool:
    """Whether one of the two stands in brackets right behind the other."""
    if passage.sentence_at(period.start) != passage.sentence_of(mention):
        return False
    text = passage.text
    if period.start >= mention.end:
        between = text[mention.end : period.start]
        opened = between.rfind("(")
        inside = text[period.end : period.end + 1] in {")", ",", ";"}
        words = between[:opened].split()
        return opened >= 0 and inside and not between[opened + 1 :].strip() and len(words) <= _FEW_WORDS
    between = text[period.end : mention.start]
    opened = between.strip() == "("
    behind = text[mention.end : mention.end + 12]
    return opened and ")" in behind


def _claim(passage: Passage, mention: Mention, period: Dated) -> Claim:
    figure = mention.figure
    years = _years_of(period)
    assert figure is not None and years is not None  # noqa: S101, PT018  (both were looked at)
    fits = years if figure.number == years else years + 1
    start, end = min(mention.start, period.start), max(mention.end, period.end)
    what = message("a number of years beside a period")
    said = Evidence(what=what, block=passage.block, start=start, end=end)
    return Claim(
        kind="duration",
        relation=Same(_in_years(fits, period.text), _in_years(int(figure.number), mention.text)),
        stated=passage.spot(mention),
        evidence=(said,),
    )


def _in_years(number: int, label: str) -> Fact:
    return fact_of(Figure(number, "years", exponent=0, rounding=Rounding.EXACT), label)
