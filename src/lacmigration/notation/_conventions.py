"""What does a locale's name settle: its language, the marks in its numbers, its currency?"""

from __future__ import annotations

from functools import lru_cache

import attrs

from lacmigration.errors import FigureSyntaxError
from lacmigration.notation._en import ENGLISH
from lacmigration.notation._es import SPANISH
from lacmigration.notation._fr import FRENCH
from lacmigration.notation._grammar import Grammar
from lacmigration.notation._numerals import Marks, marks
from lacmigration.notation._pt import BRAZILIAN, PORTUGUESE
from lacmigration.notation._separators import SEPARATORS, TENDER

__all__ = ["Conventions", "conventions"]

_GRAMMARS = {grammar.language: grammar for grammar in (ENGLISH, SPANISH, BRAZILIAN, FRENCH)}


@attrs.frozen
class Conventions:
    """All that a locale says about how figures are written; `tender` is "" where it names no territory."""

    locale: str
    grammar: Grammar = attrs.field(repr=False)
    marks: Marks
    tender: str


@lru_cache(maxsize=256)
def conventions(locale: str) -> Conventions:
    """Look up a locale by its name, such as "es", "es-MX" or "pt_BR".

    Errors: FigureSyntaxError for a language that is not one of the four. A territory that CLDR does not list for
    the language follows the language's own conventions.

    >>> conventions("es-MX").marks.example, conventions("es-MX").tender
    ('1,234,567.8', 'MXN')
    """
    parts = locale.replace("-", "_").split("_")
    language = parts[0].lower()
    grammar = _GRAMMARS.get(language)
    if grammar is None:
        known = ", ".join(sorted(_GRAMMARS))
        message = (
            f"figures are read in {known}, with or without a territory (es-MX); {locale!r} is none of them"
        )
        raise FigureSyntaxError(message, text=locale, column=1)
    territory = next((part.upper() for part in parts[1:] if len(part) in {2, 3}), "")
    name = f"{language}_{territory}" if territory else language
    if language == "pt" and territory not in {"", "BR"}:
        grammar = PORTUGUESE
    decimal, group, higher = SEPARATORS.get(name) or SEPARATORS[language]
    return Conventions(name, grammar, marks(language, decimal, group, higher), TENDER.get(territory, ""))
