"""What does a locale's name settle: its language, the marks in its numbers, its currency?"""

from __future__ import annotations

from functools import lru_cache

import attrs

from lacmigration.errors import UnknownLocaleError
from lacmigration.notation._en import ENGLISH
from lacmigration.notation._es import SPANISH, SPANISH_WITHOUT_MM
from lacmigration.notation._fr import FRENCH
from lacmigration.notation._grammar import Grammar, Writing
from lacmigration.notation._numerals import Marks, marks
from lacmigration.notation._pt import BRAZILIAN, PORTUGUESE
from lacmigration.notation._refusals import Refusals, refusals
from lacmigration.notation._separators import SEPARATORS, TENDER
from lacmigration.sayings import message

__all__ = ["Conventions", "conventions", "writing"]

_GRAMMARS = {grammar.language: grammar for grammar in (ENGLISH, SPANISH, BRAZILIAN, FRENCH)}


@attrs.frozen
class Conventions:
    """All that a locale says about how figures are written.

    `tender` is "" where it names no territory.
    """

    locale: str
    grammar: Grammar = attrs.field(repr=False)
    marks: Marks
    tender: str

    @property
    def refused(self) -> Refusals:
        """The words that are never nouns here, those of the other languages among them, with what to say.

        Collected when first asked for: plain figures need none.
        """
        return _refused(self.locale)


@lru_cache(maxsize=256)
def conventions(locale: str) -> Conventions:
    """Look up a locale by its name, such as "es", "es-MX" or "pt_BR".

    Errors: UnknownLocaleError for a language that is not one of the four. A territory that CLDR does not list
    for the language follows the language's own conventions.

    >>> conventions("es-MX").marks.example, conventions("es-MX").tender
    ('1,234,567.8', 'MXN')
    """
    parts = locale.replace("-", "_").split("_")
    language = parts[0].lower()
    grammar = _GRAMMARS.get(language)
    if grammar is None:
        known = ", ".join(sorted(_GRAMMARS))
        what = message(
            "figures are read in {known}, with or without a territory (es-MX); {locale} is none of them",
            known=known,
            locale=repr(locale),
        )
        raise UnknownLocaleError(what, text=locale)
    territory = next((part.upper() for part in parts[1:] if len(part) in {2, 3}), "")
    name = f"{language}_{territory}" if territory else language
    if language == "pt" and territory not in {"", "BR"}:
        grammar = PORTUGUESE
    elif language == "es" and territory in {"ES", "MX"}:
        grammar = SPANISH_WITHOUT_MM
    decimal, group, higher = SEPARATORS.get(name) or SEPARATORS[language]
    return Conventions(name, grammar, marks(language, decimal, group, higher), TENDER.get(territory, ""))


@lru_cache(maxsize=64)
def _refused(locale: str) -> Refusals:
    # The last one that has a word gives the advice.
    return refusals(conventions(locale).grammar, (PORTUGUESE, FRENCH, BRAZILIAN, SPANISH, ENGLISH))


def writing(locale: str) -> Writing | None:
    """Give the words to write figures with in a locale; None for a language that is not one of the four.

    >>> writing("es-MX").per
    'por'
    """
    language = locale.replace("_", "-").split("-", 1)[0].lower()
    return conventions(locale).grammar.writing if language in _GRAMMARS else None
