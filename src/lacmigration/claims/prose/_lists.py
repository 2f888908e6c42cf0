"""Which counts does prose state beside the things that it counts, one by one?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._comparable import is_amount
from lacmigration.claims._passages import Passage, ends_with, fact_of, folded
from lacmigration.claims.cues import cues
from lacmigration.claims.prose._acting import LITTLE, acting
from lacmigration.claims.prose._following import items_behind
from lacmigration.claims.prose._items import Items, items_of
from lacmigration.figures import Form, Hedge
from lacmigration.reading import Mention
from lacmigration.relations import Count
from lacmigration.sayings import Saying, message

__all__ = ["Listed", "block_lists", "items_listed", "lists_in", "things_listed"]

_JOINED = re.compile(r"\s*[;,.](?:\s+(?:and|or|y|e|o|et|ou))?\s*$")
"""What joins an item of a list to the next one, and is no part of it."""

_MOST = 60
_FEW_WORDS = 8
_FAR = 2500
"""Characters behind a count in which its list ends."""
_NOUN_WORDS = 5
_LONG_CLAUSE = 300
_DASH = re.compile(r"\s*[–—]\s*|\s+-\s+")
_AROUND = re.compile(r"(?:around|autour de|sobre)\s+[^\W\d]", re.IGNORECASE)
"""Words that hedge a number, but tell around what something is arranged."""
_LIMITED = re.compile(r"\s(?:in|en|em|na|no|dans|since|for|from|para|por|pour|desde|depuis)\s")
"""Words that limit a list in brackets: "(Peru and Chile in the first phase)" need not be all of them."""
_NOUNS = re.compile(r"[\w'-]+(?:,\s[\w'-]+)+,?\s(?:and|y|e|et)\s[\w'-]+")
_FIGURE = re.compile(r"[\s(]*\d")
_URL = re.compile(r"https?://|www\.")


@attrs.frozen(kw_only=True)
class Listed:
    """Things that a count announces: the count, the ways to part their list, and what announced them."""

    passage: Passage
    count: Mention
    ways: tuple[tuple[str, ...], ...]
    cue: str | Saying
    sure: bool
    start: int
    end: int


def lists_in(passage: Passage) -> Iterator[Claim]:
    """Find "five cities: A, B, C, D and E", "namely", and lists in brackets or between dashes."""
    for listed in things_listed(passage):
        yield _claim(listed)


def _claim(listed: Listed) -> Claim:
    figure = listed.count.figure
    assert figure is not None  # noqa: S101  (a count has a figure)
    fitting = next((way for way in listed.ways if len(way) == figure.number), listed.ways[0])
    said = Evidence(what=listed.cue, block=listed.passage.block, start=listed.start, end=listed.end)
    return Claim(
        kind="count-of-list",
        relation=Count(fact_of(attrs.evolve(figure, hedge=Hedge.NONE), listed.count.text), fitting),
        stated=listed.passage.spot(listed.count),
        evidence=(said,),
        strength=Strength.STATED if listed.sure else Strength.GUESSED,
    )


def is_count(one: Mention) -> bool:
    """Whether it is a small exact number of things."""
    figure = one.figure
    if figure is None or not is_amount(one) or figure.is_money or figure.unit == "1":
        return False
    if figure.hedge is not Hedge.NONE and not _AROUND.match(one.text):
        return False
    plain = figure.form is Form.NUMBER and not one.scale
    return plain and figure.number == int(figure.number) and 2 <= figure.number <= _MOST and not one.each


def things_listed(passage: Passage) -> Iterator[Listed]:
    """The counts of a block whose things follow in the same sentence."""
    for place, count in enumerate(passage.read):
        if is_count(count) and not _is_whole(passage, place):
            listed = _behind(passage, count, place)
            if listed is not None:
                yield listed


def _is_whole(passage: Passage, place: int) -> bool:
    """Whether a count is the whole of which some are named: "two of the six ports closed: Lima and Arica"."""
    if not place:
        return False
    return passage.between(passage.read[place - 1], passage.read[place]) in cues(passage.language).of


def _behind(passage: Passage, count: Mention, place: int) -> Listed | None:
    _, end = passage.sentence_of(count)
    end = min(end, count.end + _FAR)
    text = passage.text[count.end : end]
    words = cues(passage.language)
    follower = passage.read[place + 1].start if place + 1 < len(passage.read) else end
    colon = text.find(":")
    noun = len(folded(count.noun).split()) or 1
    if colon > 0 and _URL.match(text[max(colon - 5, 0) :]) is None:
        between = folded(text[:colon])
        if count.end + colon <= follower and _direct(between, noun, words.of):
            return _listed(passage, count, colon + 1, text, cue=":", sure=_heads(passage, count, between))
        if count.end + colon <= follower and len(between.split()) <= noun + _FEW_WORDS:
            following = _announced(passage, count, between) or acting(passage, count, text, colon)
            if following:
                return _listed(passage, count, colon + 1, text, cue=following, sure=True)
    named = next(_named(text, words.namely), None)
    if named is not None and count.end + named.start() <= follower:
        before = folded(text[: named.start()])
        if len(before.split()) <= noun + _NOUN_WORDS and ":" not in before:
            return _listed(passage, count, named.end(), text, cue=named[0].strip(" ,"), sure=True)
    return _set_off(passage, count, text, noun, follower)


def _named(text: str, names: Sequence[str]) -> Iterator[re.Match[str]]:
    longest = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    cue = re.compile(rf"[,–—:(]\s*(?:{longest})\b[,:]?\s", re.IGNORECASE)
    yield from cue.finditer(text[:300].replace("\u2019", "'"))


def _direct(between: str, noun: int, of: Sequence[str]) -> bool:
    """Whether nothing but what is counted stands before the colon."""
    if _NOUNS.fullmatch(between):
        return True
    counted = between.split()
    if counted and counted[-1] in of:
        counted = counted[:-1]
    elif not counted:
        return False
    return len(counted) <= max(noun, 1) + 1 and not any(mark in between for mark in ",;()")


def _heads(passage: Passage, count: Mention, between: str) -> bool | None:
    """Whether a count heads a list; not in "In 12 countries: ...", and None where its noun does not tell."""
    words = cues(passage.language)
    if passage.before(count) in words.not_listed:
        return False
    return True if words.said("listed").search(between) else None


def _announced(passage: Passage, count: Mention, between: str) -> str:
    """What says that the things follow, where more than their noun stands before the colon."""
    words = cues(passage.language)
    before = passage.before(count)
    if ends_with(before, words.follows):
        return before.rsplit(" ", 1)[-1]
    padded = f" {between} "
    for follow in words.follows:
        if f" {follow} " in padded and follow.startswith(("sigu", "segu", "suiv", "follow")):
            return follow
    listed = words.said("listed").search(between)
    opening = before.rsplit(" ", 1)[-1] in words.not_listed or "," in between
    if listed is None or opening or listed.start() >= 30:
        return ""
    behind = passage.text[count.end : count.end + _LONG_CLAUSE].split(":", 1)[0].split()
    acting = words.said("actors").search(between) is not None
    return listed[0] if ends_of(between[listed.end() :], words.of, behind if acting else ()) else ""


def ends_of(rest: str, of: Sequence[str], written: Sequence[str]) -> bool:
    """Whether what follows a noun only says of what: "pillars of the plan", "countries of the Americas".

    What acts must be followed by names alone, for which the words as they are `written` are looked at: in
    "cities of the north have partners" the list may name the partners.
    """
    said = rest.split()
    led = next((at for at in (0, 1) if any(_starts(said[at:], word) for word in of)), None)
    if led is None or len(said) < led + 2:
        return False
    behind = written[len(written) - len(said) + led :] if written else ()
    return all(word[0].isupper() or word.casefold() in LITTLE for word in behind)


def _starts(said: Sequence[str], phrase: str) -> bool:
    wanted = phrase.split()
    return list(said[: len(wanted)]) == wanted


def _set_off(passage: Passage, count: Mention, text: str, noun: int, follower: int) -> Listed | None:
    """A list in brackets or between dashes right behind what is counted."""
    opened = re.search(r"\(|\s[–—]\s*|—", text[:120])
    if opened is None or count.end + opened.start() > follower:
        return None
    between = folded(text[: opened.start()])
    if len(between.split()) > noun + 1 or any(mark in between for mark in ",;:."):
        return None
    if opened[0] == "(":
        closed = _closing(text, opened.start())
    else:
        closing = _DASH.search(text, opened.end())
        closed = closing.start() if closing else -1
    if closed < 0:
        return None
    inside = text[opened.end() : closed]
    found = items_of(inside, passage.language)
    if found is None or not found.closed or not found.proper or len(found.ways[0]) < 2:
        return None
    if any(_FIGURE.match(item) for item in found.ways[0]):
        return None
    return Listed(
        passage=passage,
        count=count,
        ways=found.ways,
        cue=opened[0].strip(),
        sure=_LIMITED.search(found.ways[0][-1]) is None,
        start=count.start,
        end=count.end + closed,
    )


def _closing(text: str, opened: int) -> int:
    """Where a bracket closes; -1 where it does not."""
    depth = 0
    for at in range(opened, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if not depth:
            return at
    return -1


def _listed(
    passage: Passage, count: Mention, start: int, text: str, *, cue: str | Saying, sure: bool | None
) -> Listed | None:
    found: Items | None = items_of(text[start:], passage.language)
    if found is None or len(found.ways[0]) < 2:
        return None
    counted = _counted(passage, found.ways[0], count.end + start, count.end + start + found.length)
    if all(counted):
        return None
    told = (found.proper or ";" in text) if sure is None else sure
    certain = told and found.closed and found.even and not any(counted)
    return Listed(
        passage=passage,
        count=count,
        ways=found.ways,
        cue=cue,
        sure=certain,
        start=count.start,
        end=count.end + start + found.length,
    )


def _counted(passage: Passage, items: Sequence[str], start: int, end: int) -> list[bool]:
    """Which items begin with figures: "two from Peru, two from Chile and one from Cuba" are five.

    Where all do, the list has amounts and not what was counted: "two ports: 400 in one, 20 on land".
    """
    inside = passage.read.mentions[passage.until(start) : passage.until(end)]
    figures = tuple({one.text.casefold() for one in inside if one.text})
    return [
        bool(figures) and (_FIGURE.match(item) is not None or folded(item).startswith(figures))
        for item in items
    ]


def block_lists(passages: Sequence[Passage]) -> Iterator[Claim]:
    """Find "the following three pillars:" before list items, whose deeper levels are no members of it."""
    for listed in items_listed(passages):
        yield _claim(listed)


def items_listed(passages: Sequence[Passage]) -> Iterator[Listed]:
    """The counts at the end of blocks whose things follow as list items."""
    for number, passage in enumerate(passages):
        if len(passage.read):
            yield from _before_items(passage, passages, number + 1)


def _before_items(passage: Passage, passages: Sequence[Passage], behind: int) -> Iterator[Listed]:
    text = passage.text.rstrip()
    if not text.endswith((":", ": -")) or not passage.read:
        return
    start, _ = passage.sentence_at(max(len(text) - 1, 0))
    counts = [one for one in passage.read.mentions[passage.until(start) :] if is_count(one)]
    if not counts:
        return
    count = next((one for one in counts if _follows(passage, one)), counts[-1])
    words = cues(passage.language)
    between = folded(text[count.end : -1])
    noun = len(folded(count.noun).split()) or 1
    if len(between.split()) > noun + _FEW_WORDS + 4 or ";" in between:
        return
    items, whole = items_behind(passages, behind, int(count.figure.number) if count.figure else 0)
    if len(items) < 2:
        return
    cue = ":" if _direct(between, noun, words.of) else _announced(passage, count, between)
    opens = passage.before(count) in words.not_listed or words.said("listed").search(between) is None
    sure = bool(cue) and whole and not (opens and cue == ":" and passage.before(count) in words.not_listed)
    yield Listed(
        passage=passage,
        count=count,
        ways=(tuple(_JOINED.sub("", item) for item in items),),
        cue=cue or message("a list follows"),
        sure=sure
        and (len(counts) == 1 or _follows(passage, count))
        and not (opens and cue != ":" and not _follows(passage, count)),
        start=count.start,
        end=len(text),
    )


def _follows(passage: Passage, count: Mention) -> bool:
    return ends_with(passage.before(count), cues(passage.language).follows)
