"""Which numbers of four digits are years?"""

from __future__ import annotations

from lacmigration.periods import PartialDate
from lacmigration.reading._dates import year_of
from lacmigration.reading._mentions import Dated
from lacmigration.reading._paragraphs import Paragraph
from lacmigration.reading._spans import grow

__all__ = ["year"]


def year(paragraph: Paragraph, at: int) -> int | None:
    """Set a bare year apart, and two years joined as a period; the token behind."""
    words, tokens = paragraph.words, paragraph.words.tokens
    first = year_of(tokens[at].text)
    if first is None or not _is_year(paragraph, at):
        return None
    last, end = first, at + 1
    joins = {*words.grammar.and_, *words.grammar.to}
    opening = {*words.grammar.between, *words.grammar.from_}
    if tokens[end].key in joins and at and tokens[at - 1].key in opening:
        until = year_of(tokens[end + 1].text)
        if until is not None and until > first and end + 2 <= paragraph.free_to[at]:
            last, end = until, end + 2
    start, stop = tokens[at].start, tokens[end - 1].end
    paragraph.dates.append(
        Dated(
            start=start,
            end=stop,
            text=words.text[start:stop],
            first=PartialDate(first),
            last=PartialDate(last),
        )
    )
    return end


def _is_year(paragraph: Paragraph, at: int) -> bool:
    words, tokens, prose = paragraph.words, paragraph.words.tokens, paragraph.prose
    span = grow(words, at, least=paragraph.floor(at))
    if span is None or span.money or span.end > at + 1 or span.core < at:
        return False
    before = tokens[at - 1].key if at else ""
    if span.start < at and before not in prose.year_cues:
        return False
    behind = words.grammar.units.match(tokens, at + 1)
    return behind is None or tokens[at + 1].key in prose.year_nouns or before in prose.year_cues
