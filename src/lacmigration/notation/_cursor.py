"""Where in a figure is the reading, and which number starts there?"""

from __future__ import annotations

from typing import NoReturn

from lacmigration.notation._compounds import and_part, compound
from lacmigration.notation._conventions import Conventions
from lacmigration.notation._numerals import Numeral, numerals
from lacmigration.notation._readings import Hedge
from lacmigration.notation._tokens import Kind, Token, refuse, tokens
from lacmigration.sayings import Saying, message

__all__ = ["VULGAR", "Cursor"]

VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
    "⅒": (1, 10),
}
_DECIMAL_VULGAR = {sign: str(1000 * n // d) for sign, (n, d) in VULGAR.items() if not 1000 * n % d}


class Cursor:
    """A text cut into tokens, and the place of the next one; every reader moves it over what it has read.

    `hedge` is the one that was read, `loose` whether a word was read that is approximate by itself, and
    `between` whether "and" leads to the end of a range.
    """

    __slots__ = ("at", "between", "conventions", "grammar", "hedge", "loose", "text", "tokens")

    def __init__(self, text: str, conventions: Conventions) -> None:
        """Start at the first token."""
        self.text = text
        self.conventions = conventions
        self.grammar = conventions.grammar
        self.tokens = tokens(text)
        self.at = 0
        self.hedge = Hedge.NONE
        self.loose = False
        self.between = False

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.at]

    @property
    def ended(self) -> bool:
        """Whether the text is read to its end."""
        return self.token.kind is Kind.END

    def ahead(self, by: int) -> Token:
        """A token further on, or the END."""
        return self.tokens[min(self.at + by, len(self.tokens) - 1)]

    def take(self, key: str) -> bool:
        """Move over a token with this key, if it is the next one."""
        if self.token.key != key or self.token.kind is Kind.END:
            return False
        self.at += 1
        return True

    def touches_number(self) -> bool:
        """Whether the token before is a number, with nothing between the two."""
        before = self.tokens[self.at - 1]
        return self.at > 0 and before.kind is Kind.NUMBER and before.end == self.token.start

    def refuse(self, problem: str | Saying, *, at: int | None = None) -> NoReturn:
        """Raise at the next token, or at the one given."""
        refuse(self.text, self.tokens[self.at if at is None else at].start + 1, problem)

    def starts_number(self, by: int = 0) -> bool:
        """Whether the token so far ahead can start a number."""
        token = self.ahead(by)
        if token.kind is Kind.WORD:
            return token.key in self.grammar.number_starts
        return token.kind is Kind.NUMBER or token.key in VULGAR

    def number(self) -> tuple[tuple[Numeral, ...], int] | None:
        """Read digits or number words: each number that they can be, and 3 for a word for thousands."""
        token = self.token
        power = 0
        half = self.half_of_scale()
        if half is not None:
            self.at = half
            return (Numeral("05", 1),), 0
        if self.half_of_group():
            return self._halved_group(), 0
        several = compound(self.tokens, self.at, self.grammar)
        if several is not None:
            self.at = several.end
            return (Numeral(str(several.value // 10**several.power), 0),), several.power
        if token.kind is Kind.NUMBER:
            found = numerals(token.text, self.conventions.marks, within=self.text, start=token.start)
            self.at += 1
            if self.token.key in _DECIMAL_VULGAR:
                found = self._mixed(found)
            if self.token.key in self.grammar.numbers.groups and len(found) == 1 and not found[0].places:
                found = self._group(int(found[0].digits))
        elif token.key in _DECIMAL_VULGAR:
            self.at += 1
            found = (Numeral(*_point(_DECIMAL_VULGAR[token.key])),)
        else:
            spelled = self.grammar.numbers.read(self.tokens, self.at)
            if spelled is None:
                return self._article()
            power = 3 if spelled.thousands else 0
            found = (Numeral(str(spelled.value // 10**power), 0),)
            self.at = spelled.end
            self._counted(spelled.group, spelled.value)
        return self.and_half(found), power

    def half_of_scale(self) -> int | None:
        """Give the place of the scale word in "half a million", None where there is none."""
        half = self.grammar.halves.match(self.tokens, self.at)
        scale = None if half is None else self.grammar.scales.match(self.tokens, half[1])
        return None if half is None or scale is None else half[1]

    def half_of_group(self) -> int:
        """Give the number that "half a dozen" is; 0 where there is none, or no whole one."""
        half = self.grammar.halves.match(self.tokens, self.at)
        many = 0 if half is None else self.grammar.numbers.groups.get(self.tokens[half[1]].key, 0)
        return 0 if many % 2 else many // 2

    def _halved_group(self) -> tuple[Numeral, ...]:
        value = self.half_of_group()
        half = self.grammar.halves.match(self.tokens, self.at)
        assert half is not None  # noqa: S101 - half_of_group has seen it
        self.at = half[1] + 1
        self._counted(self.tokens[half[1]].key, value)
        return (Numeral(str(value), 0),)

    def _group(self, count: int) -> tuple[Numeral, ...]:
        word = self.token.key
        value = count * self.grammar.numbers.groups[word]
        self.at += 1
        self._counted(word, value)
        return (Numeral(str(value), 0),)

    def _counted(self, group: str, value: int) -> None:
        """Note that a word such as "dizaine" was read, and refuse one that may name a time."""
        if group in self.grammar.periods and self.token.key not in self.grammar.linkers:
            what = message(
                "{word} alone may be a time as well; write {number}, or the days",
                word=repr(group),
                number=str(value),
            )
            self.refuse(what, at=self.at - 1)
        self.loose = self.loose or (bool(group) and self.grammar.loose_groups)

    def tail(self) -> None:
        """Read a hedge behind a number, such as "or more"; it must be the figure's only one."""
        match = self.grammar.tails.match(self.tokens, self.at)
        if match is not None and self.hedge is Hedge.NONE:
            self.hedge, self.at = match

    def and_half(self, found: tuple[Numeral, ...]) -> tuple[Numeral, ...]:
        """Add "and a half", "and three quarters" to a whole number, where it is written."""
        if len(found) != 1 or found[0].places:
            return found
        match = self.grammar.and_halves.match(self.tokens, self.at)
        if match is not None:
            self.at = match[1]
            return (Numeral(found[0].digits + "5", 1),)
        part = None if self.between else and_part(self.tokens, self.at, self.grammar)
        if part is None:
            return found
        over, under, end = part
        places = next((count for count in range(1, 7) if 10**count * over % under == 0), 0)
        if not places:
            self.refuse(
                message(
                    "{fraction} has no end in decimals; write the number in digits, rounded",
                    fraction=f"{over}/{under}",
                )
            )
        self.at = end
        return (Numeral(f"{found[0].digits}{10**places * over // under:0{places}}", places),)

    def _mixed(self, found: tuple[Numeral, ...]) -> tuple[Numeral, ...]:
        if len(found) > 1 or found[0].places:
            self.refuse(message("{sign} stands behind a whole number only, as in 2½", sign=self.token.text))
        digits, places = _point(_DECIMAL_VULGAR[self.token.key])
        self.at += 1
        return (Numeral(found[0].digits + digits[-places:], places),)

    def _article(self) -> tuple[tuple[Numeral, ...], int] | None:
        """Read "a" before a scale word as 1."""
        if self.token.key not in self.grammar.articles:
            return None
        if self.grammar.scales.match(self.tokens, self.at + 1) is None:
            return None
        self.at += 1
        return (Numeral("1", 0),), 0


def _point(thousandths: str) -> tuple[str, int]:
    """Drop the zeros at the end: 500 thousandths are ("05", 1)."""
    digits = thousandths.rjust(3, "0").rstrip("0")
    return "0" + digits, len(digits)
