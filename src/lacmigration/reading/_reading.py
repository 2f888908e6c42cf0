"""What does a text mention? One pass over its tokens, woken by digits and by words for numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

import attrs

from lacmigration.errors import LacMigrationError
from lacmigration.notation import VULGAR, Form, Kind, conventions
from lacmigration.periods import PartialDate
from lacmigration.reading._carrying import carried
from lacmigration.reading._dates import dates, year_of
from lacmigration.reading._evidence import Marks, evidence
from lacmigration.reading._figures import Read, Separators, read_figure
from lacmigration.reading._languages import EVERY, language_of, prose_of
from lacmigration.reading._masks import masks
from lacmigration.reading._mentions import Dated, Masked, Mention, Mentions
from lacmigration.reading._nouns import noun_phrase
from lacmigration.reading._prose import vague_phrases
from lacmigration.reading._spans import Span, Words, cut, grow, grow_hedge

__all__ = ["read"]


def read(text: str, *, locale: str | None = None, marks: Marks | None = None) -> Mentions:
    """Find the figures of a text, with their spans, what they count, and what was concluded.

    Paragraphs (parted by empty lines) are read one by one. Without a `locale` the language of each is told
    from its words, English where they do not tell. `marks` is what the numbers of the whole document show
    about their decimal marks, where `text` is a part of it; else it is taken from `text`.
    Errors: UnknownLocaleError for a language other than en, es, pt, fr.

    >>> [mention] = read("Some 57,5 millones de dólares se han movilizado.", locale="es")
    >>> str(mention.figure.money), mention.text
    ('USD 57,500,000', '57,5 millones de dólares')
    """
    found = evidence(text) if marks is None else marks
    usual = locale or language_of(text) or "en"
    parts = [
        _paragraph(text[start:end], start, locale or language_of(text[start:end]) or usual, found)
        for start, end in _paragraphs(text)
    ]
    return Mentions(
        text=text,
        locale=usual,
        mentions=tuple(one for part in parts for one in part.mentions),
        dates=tuple(one for part in parts for one in part.dates),
        masked=tuple(one for part in parts for one in part.masked),
        detected=locale is None,
    )


def _paragraphs(text: str) -> Iterable[tuple[int, int]]:
    """The stretches between empty lines that hold anything to read."""
    start = 0
    at = 0
    for line in text.splitlines(keepends=True):
        if not line.strip():
            if at > start:
                yield start, at
            start = at + len(line)
        at += len(line)
    if at > start:
        yield start, at


@attrs.define
class _Found:
    mentions: list[Mention] = attrs.field(factory=list)
    dates: list[Dated] = attrs.field(factory=list)
    masked: list[Masked] = attrs.field(factory=list)


class _Passage:
    """One paragraph while it is read; `least` is the first token that no figure has taken yet."""

    def __init__(self, text: str, locale: str, marks: Marks) -> None:
        self.text = text
        self.rules = conventions(locale)
        self.prose = prose_of(locale)
        self.words = cut(text, self.rules)
        self.separators = Separators(evidence(text), marks)
        self.found = _Found()
        self.least = 0
        self.found.dates, days = dates(text, EVERY)
        self.found.masked = _apart([*masks(text, self.prose), *days], self.found.dates)
        self.blocked = _blocked(self.words, [*self.found.dates, *self.found.masked])


def _apart(found: Sequence[Masked], dated: Sequence[Dated]) -> list[Masked]:
    """The masks that lie outside all dates, and outside each other."""
    kept: list[Masked] = []
    spans = iter(sorted((one.start, one.end) for one in dated))
    span = next(spans, None)
    for one in sorted(found, key=_start):
        while span is not None and span[1] <= one.start:
            span = next(spans, None)
        inside = span is not None and span[0] < one.end
        if not inside and not (kept and one.start < kept[-1].end):
            kept.append(one)
    return kept


def _start(one: Masked | Dated | Mention) -> int:
    return one.start


def _blocked(words: Words, found: Sequence[Masked | Dated]) -> list[bool]:
    """For each token whether it lies in something that is no figure."""
    blocked = [False] * len(words.tokens)
    spans = iter(sorted((one.start, one.end) for one in found))
    span = next(spans, None)
    for place, token in enumerate(words.tokens):
        while span is not None and span[1] <= token.start:
            span = next(spans, None)
        if span is None:
            break
        blocked[place] = span[0] < token.end
    return blocked


def _paragraph(text: str, offset: int, locale: str, marks: Marks) -> _Found:
    """The figures, dates and masked numbers of one paragraph, placed in the whole text."""
    passage = _Passage(text, locale, marks)
    found, tokens = passage.found, passage.words.tokens
    wake = _waking(locale)
    at, last = 0, len(tokens) - 2
    while at < last:
        token = tokens[at]
        wakes = token.kind is Kind.NUMBER or token.key in wake
        at = _read_at(passage, at) if wakes and not passage.blocked[at] else at + 1
    mentions = carried(found.mentions, passage.words, passage.prose)
    return _Found(
        [_moved_mention(one, offset) for one in mentions],
        sorted((_moved(one, offset) for one in found.dates), key=_start),
        sorted((_moved(one, offset) for one in found.masked), key=_start),
    )


Kept = TypeVar("Kept", Dated, Masked)


def _moved(one: Kept, by: int) -> Kept:
    return attrs.evolve(one, start=one.start + by, end=one.end + by) if by else one


def _moved_mention(one: Mention, by: int) -> Mention:
    if not by:
        return one
    return attrs.evolve(
        one,
        start=one.start + by,
        end=one.end + by,
        number_start=one.number_start + by,
        number_end=one.number_end + by,
    )


@lru_cache(maxsize=64)
def _waking(locale: str) -> frozenset[str]:
    """The words that a figure's number can start with, beside digits."""
    grammar = conventions(locale).grammar
    return grammar.number_starts.union(
        VULGAR,
        grammar.multiples.first_words,
        grammar.fractions.first_words,
        grammar.denominators.first_words,
        vague_phrases(prose_of(locale)).first_words,
        grammar.articles,
    )


def _read_at(passage: _Passage, at: int) -> int:
    """Read what starts at a token; the token to go on with."""
    for reader in _READERS:
        end = reader(passage, at)
        if end is not None:
            passage.least = end
            return end
    return at + 1


def _vague(passage: _Passage, at: int) -> int | None:
    """Read an amount without a number: "millions of refugees"."""
    words = passage.words
    match = vague_phrases(passage.prose).match(words.tokens, at)
    before = words.tokens[at - 1]
    if match is None or (at and before.kind is Kind.NUMBER):
        return None
    _, end = match
    noun, _unit = noun_phrase(words, end, passage.prose)
    _mention(passage, at, end, None, number=(at, end), noun=noun)
    return end


def _label(passage: _Passage, at: int) -> int | None:
    """Leave out a number that only names something: "Figure 3", "objectives 2, 5 and 23"."""
    words, tokens = passage.words, passage.words.tokens
    if tokens[at].kind is not Kind.NUMBER or not at:
        return None
    label = at - 1
    while label > 0 and tokens[label].key in _LABEL_SIGNS:
        label -= 1
    what = passage.prose.labels.get(tokens[label].key)
    if what is None or label < passage.least - 1:
        return None
    end = _labelled_end(words, at)
    behind = tokens[end]
    grammar = words.grammar
    if (
        behind.key in {"%", "‰"}
        or behind.kind is Kind.CURRENCY
        or grammar.scales.match(tokens, end) is not None
    ):
        return None
    if len(tokens[at].text) > _LONGEST_LABEL:
        return None
    known = grammar.units.match(tokens, end)
    if known is not None and words.touches(end) is False and tokens[label].text.islower():
        return None  # "in this phase 20 countries"
    _mask(passage, at, end, f"the number of {what}")
    return end


def _labelled_end(words: Words, at: int) -> int:
    """Move over a list of numbers: "2, 5 and 23", "7-9"."""
    tokens = words.tokens
    joins = _LIST_SIGNS.union(words.grammar.and_, words.grammar.to)
    end = at + 1
    while tokens[end].key in joins and tokens[end + 1].kind is Kind.NUMBER:
        behind = tokens[end + 2]
        if behind.key == "%" or words.grammar.scales.match(tokens, end + 2) is not None:
            break
        end += 2
    return end


def _year(passage: _Passage, at: int) -> int | None:
    """Set a bare year apart, and two years joined as a period."""
    words, tokens = passage.words, passage.words.tokens
    year = year_of(tokens[at].text)
    if year is None or not _is_year(passage, at):
        return None
    last, end = year, at + 1
    joins = {*words.grammar.and_, *words.grammar.to}
    before = tokens[at - 1].key if at else ""
    if tokens[end].key in joins and before in {*words.grammar.between, *words.grammar.from_}:
        until = year_of(tokens[end + 1].text)
        if until is not None and until > year:
            last, end = until, end + 2
    start = tokens[at].start
    stop = tokens[end - 1].end
    passage.found.dates.append(
        Dated(
            start=start,
            end=stop,
            text=words.text[start:stop],
            first=PartialDate(year),
            last=PartialDate(last),
        )
    )
    return end


def _is_year(passage: _Passage, at: int) -> bool:
    words, tokens, prose = passage.words, passage.words.tokens, passage.prose
    span = grow(words, at, least=passage.least)
    if span is None or span.money or span.end > at + 1 or span.core < at:
        return False
    before = tokens[at - 1].key if at else ""
    if span.start < at and before not in prose.year_cues:
        return False
    behind = words.grammar.units.match(tokens, at + 1)
    return behind is None or tokens[at + 1].key in prose.year_nouns or before in prose.year_cues


def _multiple(passage: _Passage, at: int) -> int | None:
    """Read "doubled", "three-fold", "twice the"."""
    words, tokens = passage.words, passage.words.tokens
    match = words.grammar.multiples.match(tokens, at)
    if match is None:
        return None
    _, end = match
    if tokens[at].key in passage.prose.bare_multiples and tokens[end].key not in passage.prose.fraction_of:
        return None
    return _take(
        passage, Span(start=at, core=at, number=at, number_end=end, bare_end=end, end=end), noun=False
    )


def _fraction(passage: _Passage, at: int) -> int | None:
    """Read "two thirds", "half of the migrants", "a quarter of": never "third" for a place."""
    words, tokens, grammar = passage.words, passage.words.tokens, passage.words.grammar
    token = tokens[at]
    number = at
    end = None
    if token.key in VULGAR:
        end = at + 1
    elif token.kind is Kind.NUMBER and tokens[at + 1].key == "/" and words.touches(at + 1):
        end = at + 3 if tokens[at + 2].kind is Kind.NUMBER and words.touches(at + 2) else None
    else:
        whole = grammar.fractions.match(tokens, at)
        read = grammar.numbers.read(tokens, at)
        below = None if read is None else grammar.denominators.match(tokens, read.end)
        if below is None and token.key in grammar.articles | passage.prose.ones:
            below = grammar.denominators.match(tokens, at + 1)
            if below is not None and tokens[below[1]].key not in passage.prose.of:
                below = None
        if below is not None:
            end = below[1]
        elif whole is not None and (tokens[whole[1]].key in passage.prose.fraction_of):
            end = whole[1]
    if end is None or grammar.scales.match(tokens, end) is not None:
        return None
    if token.kind is Kind.NUMBER and tokens[end].key not in passage.prose.of:
        return None
    start = grow_hedge(words, number, passage.least)
    span = Span(start=start, core=number, number=number, number_end=end, bare_end=end, end=end)
    return _take(passage, span, noun=True)


def _number(passage: _Passage, at: int) -> int | None:
    """Read a number with all that belongs to it."""
    words, tokens, prose = passage.words, passage.words.tokens, passage.prose
    span = grow(words, at, least=passage.least)
    if span is None:
        return None
    share = _share_end(passage, span)
    if share is not None:
        whole = attrs.evolve(span, bare_end=share, end=share)
        taken = _take(passage, whole, noun=True)
        if taken is not None:
            return taken
    lone = span.number_end == at + 1 and tokens[at].key in prose.ones
    if lone or tokens[at].key in prose.not_numbers:
        return None
    ranged = _range_end(passage, span)
    if ranged is not None:
        taken = _take(passage, ranged, noun=True)
        if taken is not None:
            return taken
    taken = _take(passage, span, noun=True)
    if taken is None and tokens[at].kind is Kind.NUMBER:
        _mask(passage, span.core, span.number_end, "no number in any way of writing it")
        return span.number_end
    return taken


def _share_end(passage: _Passage, span: Span) -> int | None:
    """Where "one in five" or "three out of ten" ends: two small whole numbers, no units."""
    words, tokens, grammar = passage.words, passage.words.tokens, passage.words.grammar
    if span.money or span.number_end != span.bare_end:
        return None
    join = grammar.joins.match(tokens, span.number_end)
    if join is None or tokens[join[1] - 1].key in passage.prose.definite:
        return None
    below = join[1]
    if passage.blocked[below] or not _is_small(words, span.number, span.number_end):
        return None
    second = grow(words, below, least=below)
    if second is None or second.money or second.end != second.number_end:
        return None
    if year_of(tokens[below].text) is not None or not _is_small(words, below, second.end):
        return None
    if not join[0] and (tokens[span.number].kind is Kind.NUMBER or not passage.prose.plain_of):
        return None
    return second.end


def _is_small(words: Words, start: int, end: int) -> bool:
    """Whether a number is a whole one of at most four digits, or in words."""
    text = words.between(start, end).replace(",", "").replace(".", "")
    return words.tokens[start].kind is not Kind.NUMBER or (text.isdigit() and len(text) <= 4)


def _range_end(passage: _Passage, span: Span) -> Span | None:
    """The span of "between 3 and 4 million" or "10-15%"; None where it is none.

    "From 3 to 4 million" is a change as often as a range, and is read as two figures.
    """
    words, tokens, grammar = passage.words, passage.words.tokens, passage.words.grammar
    opened = span.start - 1
    start, kind = span.start, ""
    if opened >= passage.least and tokens[opened].key in grammar.between:
        start, kind = opened, "and"
    join = grammar.range_joins[kind].match(tokens, span.bare_end)
    if join is None or passage.blocked[join[1]]:
        return None
    if not kind and tokens[span.bare_end].key not in _DASHES:
        return None
    second = grow(words, join[1] + (tokens[join[1]].kind is Kind.CURRENCY), least=join[1])
    if second is None or second.start != join[1]:
        return None
    return attrs.evolve(
        span, start=start, bare_end=second.bare_end, end=second.end, money=span.money or second.money
    )


def _take(passage: _Passage, span: Span, *, noun: bool) -> int | None:
    """Add the figure of a span, of a narrower one where that is all that can be read; the token behind it."""
    words = passage.words
    for start, end in span.narrower():
        text = words.between(start, end)
        read = read_figure(text.removesuffix("."), passage.rules, passage.separators)
        if read is not None:
            break
    else:
        return None
    phrase, unit = "", ""
    if noun:
        phrase, unit = noun_phrase(words, end, passage.prose)
    if unit and read.figure.unit == "1" and read.figure.form in _COUNTED:
        read = _counted(read, unit)
    number = span.number, min(span.number_end, end)
    _mention(passage, start, end, read, number=number, noun=phrase, scale=span.scale)
    return end


def _counted(read: Read, unit: str) -> Read:
    """The same figures with the noun that they count."""
    try:
        figures = [attrs.evolve(one, unit=unit) for one in (read.figure, *read.others)]
    except LacMigrationError:  # a negative count is a change, not a count
        return read
    return attrs.evolve(read, figure=figures[0], others=tuple(figures[1:]))


def _mention(
    passage: _Passage,
    start: int,
    end: int,
    read: Read | None,
    *,
    number: tuple[int, int],
    noun: str,
    scale: int = 0,
) -> None:
    words = passage.words
    tokens = words.tokens
    first, last = tokens[start].start, tokens[end - 1].end
    if words.text[last - 1] == "." and read is not None and not read.figure.text.endswith("."):
        last -= 1  # the end of the sentence
    passage.found.mentions.append(
        Mention(
            start=first,
            end=last,
            text=words.text[first:last],
            figure=None if read is None else read.figure,
            others=() if read is None else read.others,
            number_start=tokens[number[0]].start,
            number_end=tokens[number[1] - 1].end,
            noun=noun,
            scale=scale,
            each=_is_each(passage, end),
            inferred=() if read is None else read.inferred,
        )
    )


def _is_each(passage: _Passage, end: int) -> bool:
    return passage.words.tokens[end].key in passage.prose.each


def _mask(passage: _Passage, start: int, end: int, reason: str) -> None:
    tokens = passage.words.tokens
    first, last = tokens[start].start, tokens[end - 1].end
    passage.found.masked.append(
        Masked(start=first, end=last, text=passage.words.text[first:last], reason=reason)
    )


_READERS = (_vague, _label, _year, _multiple, _fraction, _number)
_LIST_SIGNS = frozenset({",", ";", "-", "–", "/", "&"})
_LABEL_SIGNS = frozenset({"#", ".", "°", "º", "n°", "nº"})
_LONGEST_LABEL = 5
"""Characters of a number that only names something."""
_DASHES = frozenset("-–—‐‑−")
_COUNTED = frozenset({Form.NUMBER, Form.RANGE})
