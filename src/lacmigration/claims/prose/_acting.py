"""Are the names behind a clause those of what acts in it?"""

from __future__ import annotations

import re

from lacmigration.claims._passages import Passage, folded
from lacmigration.claims.cues import cues
from lacmigration.claims.cues._cues import words as _words
from lacmigration.claims.prose._items import items_of
from lacmigration.reading import Mention

__all__ = ["LITTLE", "acting"]

_NESTED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_DIGIT = re.compile(r"\d")
_CLAUSE_WORDS = 10
_LEAD_WORDS = 5
_NAME_WORDS = 4
_SHORT = 2
LITTLE = _words("of the de del la las el los do da dos das du des d' l' and y e et")
"""Words that names hold in small letters."""
_ARTICLES = frozenset({"", "the", "los", "las", "os", "as", "les"})
_NO_PLURALS = _words(
    "has was is its this plus across always perhaps access process press business progress consensus status "
    "census campus más además después tras detrás atrás atras jamás país mes análisis mais após depois três "
    "mês através dans depuis plus sans sous très après alors temps toujours mois pays jamais vers accès "
    "succès progrès processus"
)
"""Words that end like a plural and are none."""


def acting(passage: Passage, count: Mention, text: str, colon: int) -> str:
    """What says that names behind a clause are those that open it: "Five cities have a centre: Lima, ...".

    `text` follows the count in its sentence, `colon` is where it has its first colon. Empty where the
    names may be those of something else in the clause: of an object in the plural, of a whole such as a team.
    """
    between = folded(text[:colon])
    words = cues(passage.language)
    actor = words.said("actors").search(between)
    start, _ = passage.sentence_of(count)
    opened = folded(passage.text[start : count.start])
    if actor is None or (opened not in _ARTICLES and not _leads_in(opened)):
        return ""
    rest = between[actor.end() :].split()
    if not 1 < len(rest) <= _CLAUSE_WORDS or len(between[: actor.start()].split()) > 2:
        return ""
    clause = " ".join(rest)
    plural = any(_is_plural(word) for word in rest)
    if plural or any(mark in clause for mark in ",;(") or words.said("gathered").search(clause):
        return ""
    found = items_of(text[colon + 1 :], passage.language)
    if found is None or not (found.proper and found.closed):
        return ""
    names = all(_is_name(_NESTED.sub("", item)) for way in found.ways for item in way)
    return actor[0] if names and not _DIGIT.search(_NESTED.sub("", text[colon + 1 :][: found.length])) else ""


def _is_name(item: str) -> bool:
    """Whether an item is a name and nothing else: few words, none in small letters but articles and "of"."""
    said = item.split()
    return len(said) <= _NAME_WORDS and all(word[0].isupper() or word.casefold() in LITTLE for word in said)


def _leads_in(opened: str) -> bool:
    """Whether a few words and a comma stand before: "Last year, "."""
    return opened.endswith(",") and opened.count(",") == 1 and len(opened.split()) <= _LEAD_WORDS


def _is_plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural: the list behind may name those things."""
    return len(word) > _SHORT and word.endswith(("s", "x")) and word not in _NO_PLURALS
