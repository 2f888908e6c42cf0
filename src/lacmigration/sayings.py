"""What may be said in any language? Texts with named places for their values, known by their English.

The numbers and units that stand in them are in `lacmigration.messages`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any, Protocol

import attrs

__all__ = [
    "ENGLISH",
    "Language",
    "Message",
    "Saying",
    "Series",
    "capitalised",
    "clauses",
    "counted",
    "formula",
    "is_english",
    "joined",
    "later",
    "message",
    "put",
    "quoted",
    "sentences",
    "system_problem",
]

_FIRST_WORD = re.compile(r"[^\W\d_]+[ '’\u00a0]")


class Language(Protocol):
    """What it takes to put a message into words."""

    def template(self, one: str, many: str, n: int) -> str:
        """The text of a message in this language; where there is a plural, in the form that n takes."""

    def joined(self, items: Sequence[str], last: str) -> str:
        """A list in a sentence; `last` is the message that joins its last item to the others."""

    def written(self, value: Any) -> str:
        """A number, a unit, a figure or a date, as its readers write it."""


@attrs.frozen
class Message:
    """A text with named places, and what stands in them: text as it is, numbers, or further messages.

    `plural` is empty where the text depends on no number.

    >>> str(message("{share} agrees within rounding.", share="38.5%"))
    '38.5% agrees within rounding.'
    """

    text: str
    values: tuple[tuple[str, Any], ...] = ()
    plural: str = ""
    n: int = 0

    def __str__(self) -> str:
        """The message in English."""
        return put(self, ENGLISH)


@attrs.frozen
class Series:
    """Several things one behind the other; `last` is the message that joins the last one to the others.

    Where they are `sentences`, each begins with a capital letter.
    """

    items: tuple[Any, ...]
    between: str = ""
    last: str = ""
    sentences: bool = False

    def __str__(self) -> str:
        """The series in English."""
        return put(self, ENGLISH)


Saying = Message | Series
"""Whatever can be said in any language."""


# --- messages --------------------------------------------------------------------------------------------


def message(text: str, /, **values: Any) -> Message:
    """A message with its values; the text stands here in full, so that it is found for translation.

    >>> str(message("{side} is {value}", side="10 * 4,500", value=45_000))
    '10 * 4,500 is 45,000'
    """
    return Message(text, tuple(values.items()))


def counted(one: str, many: str, n: int, /, **values: Any) -> Message:
    """A message that depends on a number, which it has as {n}.

    >>> str(counted("{n} name", "{n} names", 1)), str(counted("{n} name", "{n} names", 1200))
    ('1 name', '1,200 names')
    """
    return Message(one, (*values.items(), ("n", n)), many, n)


def later(text: str, /) -> str:
    """Name a message that is said elsewhere, so that it is found for translation where it stands.

    >>> later("anything")
    'anything'
    """
    return text


def quoted(text: str) -> Message:
    """A label or name in quotation marks.

    >>> str(quoted("the Fund"))
    '"the Fund"'
    """
    return message('"{text}"', text=text)


_AND, _OR = later("{items} and {last}"), later("{items} or {last}")


def joined(items: Iterable[Any], *, alternatives: bool = False) -> Saying:
    """Items as a list in a sentence.

    >>> str(joined(("Peru", "Chile", "Cuba")))
    'Peru, Chile and Cuba'
    """
    return Series(tuple(items), between=", ", last=_OR if alternatives else _AND)


def formula(*parts: Any) -> Series:
    """Parts that stand side by side in any language, such as figures and signs.

    >>> str(formula("USD 50M", " - ", "USD 20M"))
    'USD 50M - USD 20M'
    """
    return Series(parts)


def clauses(items: Iterable[Saying]) -> Saying:
    """Several complaints of one sentence; at least one.

    >>> str(clauses([message("{a} is below {b}", a="1", b="2"), message("{a} is below {b}", a="3", b="4")]))
    '1 is below 2; 3 is below 4'
    """
    return reduce(lambda first, second: message("{first}; {second}", first=first, second=second), items)


def sentences(*items: Any) -> Series:
    """Sentences of one text; nothing is said of those that are None.

    >>> str(sentences(message("about {n} would agree.", n=5), None))
    'About 5 would agree.'
    """
    return Series(tuple(item for item in items if item is not None), between=" ", sentences=True)


# --- words -----------------------------------------------------------------------------------------------


def put(value: Any, language: Language) -> str:
    """A message, or what may stand in one, in the words of a language.

    >>> put(message("{n} of {whole}", n=1200, whole="USD 5M"), ENGLISH)
    '1,200 of USD 5M'
    """
    match value:
        case str():
            return value
        case Message():
            values = {name: put(one, language) for name, one in value.values}
            return language.template(value.text, value.plural, value.n).format_map(values)
        case Series():
            items = [put(one, language) for one in value.items]
            if value.sentences:
                items = [capitalised(item) for item in items]
            if value.last and len(items) > 1:
                return language.joined(items, value.last)
            return value.between.join(items)
        case _:
            return language.written(value)


def capitalised(text: str) -> str:
    """A sentence with a capital letter where it begins with a word; ids and names of files stay as they are.

    >>> capitalised("about USD 5M"), capitalised("mptf.target is known")
    ('About USD 5M', 'mptf.target is known')
    """
    return text[0].upper() + text[1:] if _FIRST_WORD.match(text) else text


class _English:
    """The language that messages are written in."""

    def template(self, one: str, many: str, n: int) -> str:
        """The text itself, or its plural."""
        return many if many and n != 1 else one

    def joined(self, items: Sequence[str], last: str) -> str:
        """With commas, and none before the last."""
        return last.format(items=", ".join(items[:-1]), last=items[-1])

    def written(self, value: Any) -> str:
        """Whole numbers in groups of three; everything else says itself."""
        return f"{value:,}" if isinstance(value, int) else str(value)


ENGLISH: Language = _English()
"""Needs no catalogue: messages are known by their English."""


def is_english(locale: str) -> bool:
    """Whether a locale is one of English, in which every message is written already.

    >>> is_english("en"), is_english("en-GB"), is_english("es")
    (True, True, False)
    """
    return locale.replace("_", "-").partition("-")[0].lower() == "en"


# --- the operating system --------------------------------------------------------------------------------

_OF_THE_SYSTEM: tuple[tuple[type[OSError], Saying], ...] = (
    (FileNotFoundError, message("there is no such file")),
    (PermissionError, message("you may not use this file")),
    (IsADirectoryError, message("this is a folder")),
    (NotADirectoryError, message("there is no such folder")),
    (FileExistsError, message("there is such a file already")),
)


def system_problem(cause: OSError) -> str | Saying:
    """What the operating system refuses: for any language where it is common, else in its own words.

    >>> str(system_problem(FileNotFoundError(2, "No such file or directory")))
    'there is no such file'
    """
    known = (said for kind, said in _OF_THE_SYSTEM if isinstance(cause, kind))
    return next(known, cause.strerror or str(cause))
