"""What does a locale's name settle: its language, the marks in its numbers, its currency?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import attrs

from lacmigration.errors import UnknownLocaleError
from lacmigration.notation._en import ENGLISH
from lacmigration.notation._es import SPANISH
from lacmigration.notation._fr import FRENCH
from lacmigration.notation._grammar import Grammar, Writing
from lacmigration.notation._numerals import Marks, marks
from lacmigration.notation._pt import BRAZILIAN, PORTUGUESE
from lacmigration.notation._separators import SEPARATORS, TENDER

__all__ = ["Conventions", "conventions", "writing"]

_GRAMMARS = {grammar.language: grammar for grammar in (ENGLISH, SPANISH, BRAZILIAN, FRENCH)}


@attrs.frozen
class Conventions:
    """All that a locale says about how figures are written.

    `tender` is "" where it names no territory. `foreign_scales` and `foreign_money` are words of the other
    three languages, with what to say about them: they are never nouns here.
    """

    locale: str
    grammar: Grammar = attrs.field(repr=False)
    marks: Marks
    tender: str
    foreign_scales: Mapping[str, str] = attrs.field(repr=False)
    foreign_money: Mapping[str, str] = attrs.field(repr=False)


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
        message = (
            f"figures are read in {known}, with or without a territory (es-MX); {locale!r} is none of them"
        )
        raise UnknownLocaleError(message, text=locale)
    territory = next((part.upper() for part in parts[1:] if len(part) in {2, 3}), "")
    name = f"{language}_{territory}" if territory else language
    if language == "pt" and territory not in {"", "BR"}:
        grammar = PORTUGUESE
    decimal, group, higher = SEPARATORS.get(name) or SEPARATORS[language]
    return Conventions(
        name, grammar, marks(language, decimal, group, higher), TENDER.get(territory, ""), *_foreign(grammar)
    )


def writing(locale: str) -> Writing | None:
    """Give the words to write figures with in a locale; None for a language that is not one of the four.

    >>> writing("es-MX").per
    'por'
    """
    language = locale.replace("_", "-").split("-", 1)[0].lower()
    return conventions(locale).grammar.writing if language in _GRAMMARS else None


def _foreign(own: Grammar) -> tuple[dict[str, str], dict[str, str]]:
    """Collect the scale words and the money words that the other languages have and this one has not."""
    scales: dict[str, str] = {}
    money: dict[str, str] = {}
    for other in (PORTUGUESE, FRENCH, BRAZILIAN, SPANISH, ENGLISH):  # the last one gives the advice
        if other.language != own.language:
            advice = f"is {other.name}; give the locale {other.language}, or write it in {own.name}"
            scales |= {
                word: f"{word!r} {advice}" for word in other.scale_words if word not in own.scale_words
            }
            money |= {word: f"{word!r} {advice}" for word in other.money_words if word not in own.money_words}
    return scales | dict(own.advice), money
