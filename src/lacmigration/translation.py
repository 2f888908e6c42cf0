"""How is a message said in the reader's language? Catalogues of gettext, numbers as the locale writes them.

The catalogues are the PO files below `locale`; docs/how-to/translate.md tells how to mend or add one.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from typing import Any, TypeVar

import attrs

from lacmigration.errors import MissingExtraError
from lacmigration.figures import Figure, Hedge, decimal_if_finite
from lacmigration.messages import (
    ENGLISH,
    Language,
    Message,
    Number,
    Saying,
    Series,
    Unit,
    is_english,
    message,
    put,
)

__all__ = ["DOMAIN", "LANGUAGES", "Translation", "translated", "translation"]

DOMAIN = "lacmigration"
"""What the catalogues are called: locale/<language>/LC_MESSAGES/lacmigration.po."""
LANGUAGES = ("en", "es", "fr", "pt")
"""The languages that messages can be said in."""

Telling = TypeVar("Telling", bound=attrs.AttrsInstance)

_SAID_LIKE_I = re.compile(r"\W*h?[ií](?![aeoáéó])", re.IGNORECASE)
_SAID_LIKE_O = re.compile(r"\W*(h?[oó]|8)", re.IGNORECASE)


@attrs.frozen(eq=False)
class Translation:
    """The messages of one language, and the numbers of one locale.

    >>> said = translation("es")
    >>> said.say("{clause}, which is stated as {stated}.", clause="La suma es 5", stated="six")
    'La suma es 5, lo que se expresa como six.'
    >>> said.count("{n} figure", "{n} figures", 1200)
    '1.200 cifras'
    """

    locale: str
    language: str
    catalogue: gettext.NullTranslations

    def say(self, text: str, /, **values: Any) -> str:
        """A message in this language, with its values."""
        return put(Message(text, tuple(values.items())), self)

    def count(self, one: str, many: str, n: int, /, **values: Any) -> str:
        """A message in the plural form that n takes; {n} is written as the locale does."""
        return put(Message(one, (*values.items(), ("n", n)), many, n), self)

    def put(self, value: str | Saying) -> str:
        """A message that was made elsewhere; a text stays as it is."""
        return put(value, self)

    def told(self, value: Telling) -> Telling:
        """A record of the library with its messages in this language: evidence, a part that was not read.

        >>> import lacmigration as lm
        >>> [found] = lm.review("Of USD 150 million, 38% (USD 75.5M) was paid.").findings
        >>> translation("pt").told(found.claim.evidence[0]).what
        'uma porcentagem ao lado da parte e do todo a que se refere'
        """
        fields = {one.alias or one.name: getattr(value, one.name) for one in attrs.fields(type(value))}
        messages = {name: put(one, self) for name, one in fields.items() if isinstance(one, Message | Series)}
        return attrs.evolve(value, **messages)  # type: ignore[misc]  # mypy knows no bound but a class

    def template(self, one: str, many: str, n: int) -> str:
        """The text of a message in this language."""
        if not many:
            return self.catalogue.gettext(one)
        return self.catalogue.ngettext(one, many, n)

    def joined(self, items: Sequence[str], last: str) -> str:
        """A list in a sentence; in Spanish "y" is "e" before the sound of i, "o" is "u" before that of o."""
        template = self.catalogue.gettext(last)
        if self.language == "es":
            if _SAID_LIKE_I.match(items[-1]):
                template = template.replace(" y ", " e ")
            if _SAID_LIKE_O.match(items[-1]):
                template = template.replace(" o ", " u ")
        return template.format(items=", ".join(items[:-1]), last=items[-1])

    def written(self, value: Any) -> str:
        """A number, a unit or a figure as the locale writes it; what an author wrote stays as it is."""
        if is_english(self.locale):
            return ENGLISH.written(value)
        match value:
            case Number():
                return self._number(value)
            case Unit():
                return str(_formatting().format_unit(value.text, locale=self.locale))
            case Figure():
                return value.text or _formatting().format_figure(value, locale=self.locale)
            case int():
                return str(_formatting().format_number(Decimal(value), locale=self.locale))
            case _:
                return str(value)

    def _number(self, value: Number) -> str:
        exact = decimal_if_finite(value.value / 10**value.power)
        if isinstance(exact, Fraction) or not value.grouped:
            return str(value)
        form = _formatting()
        unit = "1" if value.unit == "times" else value.unit
        text: str = form.format_number(_short(exact), locale=self.locale, unit=unit, power=value.power)
        if value.base:
            text = f"{text} {form.format_unit(value.base, locale=self.locale)}"
        if value.hedge is Hedge.NONE:
            return text
        return f"{form.format_hedge(value.hedge, locale=self.locale)} {text}"


def _short(number: Decimal) -> Decimal:
    """The same number without zeros at the end of its decimals."""
    text = f"{number:f}"
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else Decimal(text)


def _formatting() -> Any:
    try:
        from lacmigration import formatting
    except ImportError as cause:
        raise MissingExtraError(
            message("messages in another language need {library}", library="babel"), extra="formatting"
        ) from cause
    return formatting


@lru_cache(maxsize=64)
def translation(locale: str) -> Translation:
    """The words and numbers of a locale ("es", "pt-BR").

    The words are English where nobody has translated them to the locale's language. Errors:
    UnknownLocaleError; MissingExtraError without babel, which English does not need.

    >>> translation("pt-BR").language, translation("de").language
    ('pt', 'en')
    """
    if is_english(locale):
        return Translation(locale, "en", gettext.NullTranslations())
    _formatting().format_number(Decimal(0), locale=locale)  # complains of what is no locale
    language = locale.replace("_", "-").partition("-")[0].lower()
    if language not in LANGUAGES:
        return Translation(locale, "en", gettext.NullTranslations())
    return Translation(locale, language, _catalogue(language))


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.GNUTranslations:
    """A catalogue, compiled in memory from the file that its translators edit."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    file = resources.files("lacmigration") / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(file.read_bytes()), locale=language, abort_invalid=True))
    return gettext.GNUTranslations(io.BytesIO(compiled.getvalue()))


def translated(saying: Message | Series, *, locale: str) -> str:
    """A message in the reader's language.

    >>> from lacmigration.messages import message
    >>> translated(message("at least {low}", low=5), locale="fr")
    'au moins 5'
    """
    speaker: Language = translation(locale)
    return put(saying, speaker)
