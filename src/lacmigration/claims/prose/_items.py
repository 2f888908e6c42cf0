"""Of which items does a list within a sentence consist?"""

from __future__ import annotations

import re

import attrs

from lacmigration.claims._passages import folded
from lacmigration.claims.cues import cues
from lacmigration.claims.cues._cues import words as _words

__all__ = ["Items", "items_of"]

_LONGEST = 4000
_MOST_WORDS = 6
_ARTICLES = _words(
    "the a an which who that whose where with el la los las un una que quien con cuyo o os as um uma "
    "quem com "
    "le les des du une qui dont avec où l' l"
)
_ARTICLE = re.compile(r"(?:the|el|la|los|las|le|les|o|a|os|as)\s+|l['\u2019]")
_VERBS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|may|must|should|es|son|fue|fueron|era|ha|han|será|é|são|foi|"
    r"foram|será|serão|tem|têm|est|sont|était|ont|sera|seront)\b"
)
_END = re.compile(r"[.!?](?:\s|$)|\n")
_NESTED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|“[^”]*”|\"[^\"]*\"|«[^»]*»")


@attrs.frozen
class Items:
    """A list parted: every way to part it, the likeliest first, and how sure they are.

    `closed` tells that "and" joins the last item; `proper` that every item is a name; `even` that the items
    look like each other; `length` is how many characters it has.
    """

    ways: tuple[tuple[str, ...], ...]
    closed: bool
    proper: bool
    even: bool
    length: int


def items_of(text: str, language: str) -> Items | None:
    """Part a list at its commas or semicolons and its last "and"; None where it is open ("including").

    >>> found = items_of(" Lima, Quito and Trinidad and Tobago.", "en")
    >>> sorted({len(way) for way in found.ways})
    [3, 4]
    """
    stop = _END.search(text[:_LONGEST])
    text = text[: stop.start() if stop else _LONGEST]
    words = cues(language)
    low = folded(text)
    if words.open_list.search(_NESTED.sub(" ", low)) or ":" in text:
        return None
    flat = _NESTED.sub(lambda match: match[0].translate(_HIDDEN), text)
    conjunction = re.compile(
        rf"\s(?:{'|'.join(re.escape(word) for word in words.and_ if ' ' not in word)})\s", re.IGNORECASE
    )
    mark = ";" if ";" in flat else ","
    raw = [one.strip() for one in flat.split(mark)]
    pieces = [one for one in raw if one]
    if not pieces:
        return None
    if mark == ",":
        pieces = _names_alone(pieces, conjunction)
    head = re.compile(conjunction.pattern.removeprefix(r"\s"), re.IGNORECASE).match(pieces[-1] + " ")
    closed = head is not None
    if head is not None:
        pieces[-1] = pieces[-1][head.end() :].strip()
    if mark == ";" or closed:
        ways = _with_inner(pieces, conjunction, closed=closed, strong=mark == ";", joint=words.and_[0])
    else:
        last = _parted(pieces[-1], conjunction, named=all(map(_is_name, pieces)))
        closed = len(last) > 1
        ways = [(*pieces[:-1], *_split_at(last, at, words.and_[0])) for at in range(1, len(last))] or [
            tuple(pieces)
        ]
        if len(last) > 2:
            ways = [(*pieces[:-1], *last), *ways]
    shown = tuple(tuple(one.translate(_SHOWN) for one in way) for way in ways)
    names = all(_is_name(one) for one in shown[0])
    return Items(
        ways=shown,
        closed=closed,
        proper=names,
        even=names or (mark == ";" and closed) or _alike(shown[0], low),
        length=len(text),
    )


_HIDDEN = {ord(","): "\ue000", ord(";"): "\ue001", ord(" "): "\ue002"}
_SHOWN = {0xE000: ",", 0xE001: ";", 0xE002: " "}


def _split_at(pieces: list[str], at: int, joint: str) -> tuple[str, str]:
    """Two items of several that "and" joins."""
    return f" {joint} ".join(pieces[:at]), f" {joint} ".join(pieces[at:])


def _with_inner(
    pieces: list[str], conjunction: re.Pattern[str], *, closed: bool, strong: bool, joint: str
) -> list[tuple[str, ...]]:
    """A list whose last item is marked: the items as they are, then those with the last one parted."""
    ways = [tuple(pieces)]
    last = conjunction.split(pieces[-1])
    if strong and not closed and len(last) > 1:
        ways.append((*pieces[:-1], *_split_at(last, 1, joint)))
    return ways


def _names_alone(pieces: list[str], conjunction: re.Pattern[str]) -> list[str]:
    """A list of names without the clause behind it ("namely Peru, Chile and Cuba, is ...")."""
    for at, piece in enumerate(pieces):
        if not _is_name(piece) and not conjunction.match(f" {piece} "):
            return pieces[:at] if at > 1 or (at and conjunction.search(pieces[0])) else pieces
    return pieces


def _parted(text: str, conjunction: re.Pattern[str], *, named: bool) -> list[str]:
    """What "and" joins; in a list of names only names ("Cuba and signed it" is one)."""
    parts = conjunction.split(text)
    if not named:
        return parts
    found = parts[:1]
    for part in parts[1:]:
        if not _is_name(part):
            break
        found.append(part)
    return found


def _is_name(text: str) -> bool:
    bare = _ARTICLE.sub("", text.lstrip("“\"«'(").strip())
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit())


def _alike(items: tuple[str, ...], low: str) -> bool:
    """Whether items of common words look like one list: short, no clause, no article at some of them only."""
    if any(len(item.split()) > _MOST_WORDS for item in items) or _VERBS.search(low):
        return False
    lower = [item for item in items if not _is_name(item)]
    if len(lower) not in {len(items), len(items) - 1}:
        return False
    opened = [item.split()[0].casefold() in _ARTICLES for item in items if item.split()]
    return all(opened) or not any(opened)
