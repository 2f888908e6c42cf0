"""By which power of ten do the words behind a number multiply it?"""

from __future__ import annotations

from lacmigration.notation._cursor import Cursor
from lacmigration.notation._numerals import Numeral
from lacmigration.notation._tokens import Kind
from lacmigration.sayings import message

__all__ = ["scale", "scale_of"]

_LAST_BEFORE_ANOTHER = 5  # thousands and lakhs are counted in millions and crores, nothing greater is


def scale(cursor: Cursor, power: int, numerals: tuple[Numeral, ...]) -> tuple[int, tuple[Numeral, ...]]:
    """Read scale words and letters, small before great: "mil millones", "lakh crore".

    Give the whole power of ten, and the numerals with the half that may stand behind ("millón y medio").
    """
    highest = power
    total = power
    linked = cursor.loose and cursor.token.key in cursor.grammar.linkers
    if linked and cursor.grammar.scales.match(cursor.tokens, cursor.at + 1) is not None:
        cursor.at += 1  # "une dizaine de millions"
    while cursor.token.kind is Kind.WORD:
        match = cursor.grammar.scales.match(cursor.tokens, cursor.at)
        if match is not None:
            more, end = match
        else:
            letter = cursor.grammar.letters.get(cursor.token.text)
            if letter is None:
                break
            more, end = letter, cursor.at + 1
        if highest > _LAST_BEFORE_ANOTHER or more <= highest:
            cursor.refuse(message("{word} cannot follow another scale word", word=repr(cursor.token.text)))
        cursor.loose = cursor.loose or cursor.token.key in cursor.grammar.loose_scales
        cursor.at = end
        highest, total = more, total + more
        numerals = cursor.and_half(numerals)
    return total, numerals


def scale_of(cursor: Cursor, letters: str) -> int:
    """Give the power of letters that touch a currency, as in "kUSD" or "USDbn"; 0 where they are none."""
    grammar = cursor.grammar
    return grammar.letters.get(letters) or grammar.scale_words.get(letters.casefold(), 0)
