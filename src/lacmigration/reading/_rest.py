"""Which digits of a paragraph has nobody looked at?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lacmigration.notation import VULGAR
from lacmigration.reading._mentions import Dated, Masked, Mention
from lacmigration.reading._paragraphs import Paragraph
from lacmigration.sayings import Saying, message

__all__ = ["rest"]

_DIGITS = re.compile(rf"\d+|[²³¹⁰⁴-⁹]+|[₀-₉]+|[{''.join(VULGAR)}]")


def rest(paragraph: Paragraph) -> Iterator[Masked]:
    """The digits outside all figures, dates and masked numbers, so that none is passed over in silence."""
    text = paragraph.text
    found: list[Mention | Dated | Masked] = [*paragraph.mentions, *paragraph.dates, *paragraph.masked]
    spans = iter(sorted((one.start, one.end) for one in found))
    span = next(spans, None)
    for match in _DIGITS.finditer(text):
        at, end = match.span()
        while at < end:
            while span is not None and span[1] <= at:
                span = next(spans, None)
            if span is not None and span[0] <= at:
                at = span[1]
                continue
            stop = end if span is None else min(end, span[0])
            yield Masked(start=at, end=stop, text=text[at:stop], reason=_reason(text[at]))
            at = stop


def _reason(digit: str) -> Saying:
    if digit.isdecimal():
        return message("digits that are no part of a figure")
    return message("a fraction without a whole") if digit in VULGAR else message("a raised or lowered digit")
