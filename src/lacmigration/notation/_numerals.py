"""Which numbers can digits with separators be, where a locale says what its marks mean?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import attrs

from lacmigration.notation._tokens import refuse
from lacmigration.sayings import Saying, message

__all__ = ["Marks", "Numeral", "marks", "numerals"]

_MOST_DIGITS = 1000
_SPACES = " \u00a0\u202f\u2009"
_SI_SPACES = "\u00a0\u202f\u2009"  # between digits these are groups in every language, and nothing else


class Numeral(NamedTuple):
    """Digits and how many of them stand behind the decimal mark: 57.5 is ("575", 1)."""

    digits: str
    places: int


@attrs.frozen
class Marks:
    """What the marks between digits mean in a locale; `higher` is the size of the groups above the first."""

    language: str
    decimal: str
    group: str
    higher: int
    own: re.Pattern[str] = attrs.field(repr=False)
    foreign: re.Pattern[str] | None = attrs.field(repr=False)

    @property
    def example(self) -> str:
        """A number as the locale writes it."""
        head = "12{0}34{0}567" if self.higher == 2 else "1{0}234{0}567"
        return head.format(self.group) + self.decimal + "8"


@lru_cache(maxsize=64)
def marks(language: str, decimal: str, group: str, higher: int) -> Marks:
    """Compile a locale's marks.

    Where the locale groups with spaces or apostrophes, neither the point nor the comma is its group mark. The
    one that is not its decimal mark is `foreign` then: people group with it all the same.
    """
    groups = _SI_SPACES + group
    if language != "en" or group in _SPACES:
        groups += " "
    if group in "'’":
        groups += "'’"
    fraction = f"(?:{re.escape(decimal)}(?P<fraction>[0-9]+))?"
    grouped = rf"[1-9][0-9]{{0,2}}(?P<mark>[{re.escape(groups)}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*"
    whole = rf"(?P<whole>{grouped}|[0-9]+)"
    if higher == 2:
        whole = whole[:-1] + r"|[1-9][0-9]?(?:,[0-9]{2})*,[0-9]{3})"
    own = re.compile(f"{whole}{fraction}|{re.escape(decimal)}(?P<bare>[0-9]+)")
    other = "," if decimal == "." else "."
    foreign = None
    if group != other:
        foreign = re.compile(rf"(?P<whole>[0-9]{{1,3}}(?:{re.escape(other)}[0-9]{{3}})+){fraction}")
    return Marks(language, decimal, group, higher, own, foreign)


def numerals(text: str, rules: Marks, *, within: str = "", start: int = 0) -> tuple[Numeral, ...]:
    """Give every number that the digits can be, the locale's own first.

    `within` is the whole figure and `start` the place of the digits in it, for the error.

    >>> english = marks("en", ".", ",", 3)
    >>> numerals("19,569,912", english)
    (Numeral(digits='19569912', places=0),)
    >>> numerals("1.234", english)
    (Numeral(digits='1234', places=3), Numeral(digits='1234', places=0))
    """
    if len(text) > _MOST_DIGITS and sum(map(str.isdigit, text)) > _MOST_DIGITS:
        refuse(within or text, start + 1, message("a number has at most {n} digits", n=_MOST_DIGITS))
    if text.isdigit():
        return (Numeral(text, 0),)
    match = rules.own.fullmatch(text)
    if match is not None:
        bare = match["bare"]
        if bare is not None:
            return (Numeral("0" + bare, len(bare)),)
        whole, fraction = match["whole"], match["fraction"]
        if fraction is None:
            return (Numeral(_bare(whole), 0),)
        own = Numeral(_bare(whole) + fraction, len(fraction))
        if len(fraction) == 3 and len(whole) <= 3 and whole[0] != "0":
            return (own, Numeral(own.digits, 0))
        return (own,)
    match = rules.foreign.fullmatch(text) if rules.foreign else None
    if match is not None and match["whole"][0] != "0":
        whole, fraction = match["whole"], match["fraction"]
        digits = _bare(whole)
        if fraction is None and len(digits) <= 6:
            return (Numeral(digits, 0), Numeral(digits, 3))
        return (Numeral(digits + (fraction or ""), len(fraction or "")),)
    column, problem = _problem(text, rules)
    return refuse(within or text, start + column, problem)


def _bare(digits: str) -> str:
    return digits if digits.isdigit() else "".join(filter(str.isdigit, digits))


_LANGUAGES = {
    "en": message("English"),
    "es": message("Spanish"),
    "pt": message("Portuguese"),
    "fr": message("French"),
}


def _problem(text: str, rules: Marks) -> tuple[int, Saying]:
    """Say at which column the digits go wrong, and what was perhaps meant."""
    where = _LANGUAGES.get(rules.language, rules.language)
    found = [(place, mark) for place, mark in enumerate(text) if not mark.isdigit()]
    kinds = {mark for _, mark in found}
    last, mark = found[-1]
    if len(found) == 1 and mark in ".," and mark != rules.decimal and last > 0:
        return last + 1, _meant(text, text.replace(mark, rules.decimal), where, mark)
    if len(found) > 1 and kinds <= {".", ","} and mark != rules.decimal and text.count(mark) == 1:
        swapped = text.translate(str.maketrans(".,", ",."))
        if rules.own.fullmatch(swapped):
            return found[0][0] + 1, _meant(text, swapped, where, mark)
    return found[0][0] + 1, message(
        "{text} is not written as {language} writes numbers: groups are written as in {example}",
        text=text,
        language=where,
        example=rules.example,
    )


def _meant(text: str, meant: str, language: str | Saying, mark: str) -> Saying:
    said = {"text": text, "meant": meant, "language": language}
    if mark == ".":
        return message(
            "{text} is not written as {language} writes numbers: {meant} was perhaps meant (a decimal point)",
            **said,
        )
    return message(
        "{text} is not written as {language} writes numbers: {meant} was perhaps meant (a decimal comma)",
        **said,
    )
