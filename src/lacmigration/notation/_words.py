"""Which number do words such as "twenty-two", "dieciséis" or "quatre-vingt-dix" spell?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import attrs

from lacmigration.notation._tokens import Kind, Token

__all__ = ["NumberWords", "Spelled"]


class Spelled(NamedTuple):
    """A number in words, and the place of the first token behind it.

    `thousands` is true where nothing follows the word for 1,000: "five thousand", not "five thousand two".
    `group` is the word that counts in groups, where one does: "dozen".
    """

    value: int
    end: int
    thousands: bool = False
    group: str = ""


@attrs.frozen(kw_only=True)
class NumberWords:
    """How a language composes the numbers up to 999,999.

    - `hundreds` stand alone ("doscientos"); a word of `hundred` takes a number before it ("two hundred").
    - One of `tens_link` stands between tens and units ("" means that nothing may stand there); one of
      `hundreds_link` may stand behind hundreds, one of `thousands_link` behind thousands.
    - `groups` are what a number before them is multiplied by ("dozen" is 12).
    - `last` words end a hundred ("cien"); `one` are the words for 1 before another number word only ("a").
    - `scores` multiply by twenty ("quatre-vingts"), `long_tens` count on to nineteen ("soixante-dix"),
      and `ten` takes a unit ("dix-sept").
    - `behind_hundred` are the words before which a word of `hundred` alone is 100 ("hundred million").
    - `bare_hundred` and `bare_thousand`: the word alone is 100 or 1,000 ("cent", "mil").
    """

    units: dict[str, int]
    tens: dict[str, int]
    hundreds: dict[str, int] = attrs.field(factory=dict)
    hundred: frozenset[str] = frozenset()
    thousand: frozenset[str]
    groups: Mapping[str, int] = attrs.field(factory=dict)
    one: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    scores: frozenset[str] = frozenset()
    long_tens: frozenset[int] = frozenset()
    ten: frozenset[str] = frozenset()
    tens_link: frozenset[str]
    hundreds_link: frozenset[str]
    thousands_link: frozenset[str]
    behind_hundred: frozenset[str] = frozenset()
    bare_thousand: bool = False
    bare_hundred: bool = False

    @property
    def reserved(self) -> frozenset[str]:
        """Every word that is part of a number, and so no noun."""
        return self.hundred | self.thousand | {*self.groups, *self.units, *self.tens, *self.hundreds}

    def read(self, tokens: Sequence[Token], at: int) -> Spelled | None:
        """Read the longest number in words from the token `at`; None where there is none."""
        low = self._below_thousand(tokens, at)
        word = tokens[at].key if low is None else tokens[low.end].key
        if low is None and not (self.bare_thousand and word in self.thousand):
            return None
        value, end = (1, at) if low is None else (low.value, low.end)
        if word in self.groups:
            return Spelled(value * self.groups[word], end + 1, group=word)
        if word not in self.thousand or not value:
            return low
        rest = self._linked(tokens, end + 1, links=self.thousands_link, below=1000)
        # In "between one thousand and two thousand" the two belongs to what follows.
        if rest is None or tokens[rest.end].key in self.thousand:
            return Spelled(value * 1000, end + 1, thousands=True)
        return Spelled(value * 1000 + rest.value, rest.end)

    def _below_thousand(self, tokens: Sequence[Token], at: int) -> Spelled | None:
        word = tokens[at].key
        hundreds = 100 if self.bare_hundred and word in self.hundred else self.hundreds.get(word)
        if hundreds is not None:
            head = Spelled(hundreds, at + 1)
            return head if word in self.last else self._and_below_hundred(tokens, head)
        low = self._below_hundred(tokens, at)
        if low is None and word in self.one and self._multiplies(tokens[at + 1].key):
            low = Spelled(1, at + 1)
        if low is None and word in self.hundred and tokens[at + 1].key in self.behind_hundred:
            low = Spelled(100, at + 1)  # "hundred thousand"
        return None if low is None else self._hundred(tokens, low)

    def _multiplies(self, word: str) -> bool:
        return word in self.hundred or word in self.thousand or word in self.groups

    def _hundred(self, tokens: Sequence[Token], head: Spelled) -> Spelled:
        if tokens[head.end].key not in self.hundred or not 0 < head.value < 100:
            return head
        whole = self._and_below_hundred(tokens, Spelled(head.value * 100, head.end + 1))
        if head.value < 10:
            return whole
        # "Nineteen hundred seventy-three"; but "quinze cents" may be a sum of money.
        counts = head.value % 10 and (not self.bare_hundred or whole.end > head.end + 1)
        return whole if counts else head

    def _and_below_hundred(self, tokens: Sequence[Token], head: Spelled) -> Spelled:
        rest = self._linked(tokens, head.end, links=self.hundreds_link, below=100)
        # In "between one hundred and two hundred" the two belongs to what follows.
        if rest is None or tokens[rest.end].key in self.hundred:
            return head
        return Spelled(head.value + rest.value, rest.end)

    def _linked(
        self, tokens: Sequence[Token], at: int, *, links: frozenset[str], below: int
    ) -> Spelled | None:
        read = self._below_hundred if below == 100 else self._below_thousand
        word = tokens[at].key
        rest = read(tokens, at + (bool(word) and word in links))
        return rest if rest is not None and rest.value else None

    def _below_hundred(self, tokens: Sequence[Token], at: int) -> Spelled | None:
        if tokens[at].kind is not Kind.WORD:
            return None
        ten = self.tens.get(tokens[at].key)
        end = at + 1
        if ten is None:
            unit = self._unit(tokens, at)
            if unit is None or unit.value != 4 or tokens[end].key not in self.scores:
                return unit
            ten, end = 80, end + 1
        link = tokens[end].key
        linked = bool(link) and link in self.tens_link
        if not linked and "" not in self.tens_link:
            return Spelled(ten, end)
        unit = self._unit(tokens, end + linked)
        if unit is None or not 0 < unit.value < (20 if ten in self.long_tens else 10):
            return Spelled(ten, end)
        return Spelled(ten + unit.value, unit.end)

    def _unit(self, tokens: Sequence[Token], at: int) -> Spelled | None:
        word = tokens[at].key
        unit = self.units.get(word)
        if unit is None:
            return None
        if word in self.ten:
            more = self.units.get(tokens[at + 1].key, 0)
            if 7 <= more <= 9:
                return Spelled(unit + more, at + 2)
        return Spelled(unit, at + 1)
