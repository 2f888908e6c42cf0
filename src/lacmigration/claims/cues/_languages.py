"""Where are the cues of a language?"""

from __future__ import annotations

from lacmigration.claims.cues._cues import Cues
from lacmigration.claims.cues._en import ENGLISH
from lacmigration.claims.cues._es import SPANISH
from lacmigration.claims.cues._fr import FRENCH
from lacmigration.claims.cues._pt import PORTUGUESE

__all__ = ["cues"]

_CUES = {one.language: one for one in (ENGLISH, SPANISH, PORTUGUESE, FRENCH)}


def cues(language: str) -> Cues:
    """The cues of a language: "en", "es", "pt" or "fr".

    >>> cues("en").rest[0]
    'the other'
    """
    return _CUES[language]
