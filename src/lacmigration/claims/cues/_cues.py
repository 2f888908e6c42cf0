"""Which words of a language tell what figures claim about each other?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import attrs

__all__ = ["Cues", "phrases", "words"]


def phrases(text: str) -> tuple[str, ...]:
    """Phrases between bars.

    >>> phrases("of which|including")
    ('of which', 'including')
    """
    return tuple(text.split("|"))


def words(text: str) -> frozenset[str]:
    """Words between spaces.

    >>> sorted(words("the an"))
    ['an', 'the']
    """
    return frozenset(text.split())


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Cues:
    """The cues of one language, folded (small letters, single spaces, straight apostrophes).

    - `of`: from a part to its whole ("of"); `this`: points back at a whole said before ("of this").
    - `is_share`: between a part and its share ("represents", "equivalent to").
    - `of_which`, `including`: parts follow, not all; `made_of`: all parts follow; `total`: a total follows
      its parts ("for a total of"); `all_told`: a total is said ("a total of").
    - `within`: behind a word of `including`, leads to the whole ("included in").
    - `rest`: what is left of a whole ("the remaining", "the other").
    - `rest_behind`: the same behind the figure ("21% remaining"), with a word of `rest_before` before it;
      `articles`: those that can stand before a share.
    - `in_turn`: words by which the place in the text tells which things are meant ("the next three").
    - `up`, `down`: words of growth and fall, or with a star their stems; `moved`: verbs that leave the
      direction open ("went"); `by`, `from_`, `to` lead to change and ends; `compared`: to the earlier end
      ("up from", "against").
    - `higher`, `lower`: from an amount to the one that it is set against ("higher than the").
    - `more_than`, `less_than`: from a difference to what it is counted from ("more than the").
    - `times_of`: from a multiple to what it is counted from ("the", "as many as the").
    - `namely`: the members of what was counted follow; `and_`: joins the last member of a list;
      `open_`: a list that does not name all; `follows`: before a count whose things follow ("following").
    - `listed`: what people count before they list it ("pillars"); `not_listed`: words that open a sentence
      in which a colon lists something else ("In").
    - `actors`: those of `listed` that do something and have names ("cities"); `gathered`: words for a whole
      whose members a list may name instead ("region", "team").
    - `people`: for each group that people fall into by sex or age, its names.
    - `table`: the table below is spoken of; `picked`: some are spoken of and not all ("the largest").
    - `planned`: an amount is one that is wanted, not one that was given or spent.
    - `yearly`: a change is that of each year, month or day, or an average of them.
    - `in_all`: opens a sentence with the total of those before it; `they`: speaks of what they were about.
    - `per`: leads from an amount to what it is divided by; `average`: says that it is one; `each`: of each;
      `any_`: that no certain ones are counted ("any two").
    - `years`: what a number of years is called; `months`: of months.
    - `clause`: words that begin another clause, in which another thing is spoken of ("while").
    - `gave`: that money was given ("raised"); `givers`: who gives; `product`: what an economy makes.
    - `event`: what is held on days ("summit"); `ranked`, `after`: second, behind another.
    - `empty`: words that say nothing about a quantity.
    - `roles`: for each role of a record's amount, the words that name it.
    """

    language: str
    of: tuple[str, ...] = ()
    this: tuple[str, ...] = ()
    is_share: tuple[str, ...] = ()
    of_which: tuple[str, ...] = ()
    including: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    made_of: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    all_told: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    rest_behind: tuple[str, ...] = ()
    rest_before: tuple[str, ...] = ()
    in_turn: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    from_: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    higher: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    more_than: tuple[str, ...] = ()
    less_than: tuple[str, ...] = ()
    times_of: tuple[str, ...] = ()
    namely: tuple[str, ...] = ()
    and_: tuple[str, ...] = ()
    open_: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    not_listed: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    gathered: tuple[str, ...] = ()
    people: tuple[tuple[str, tuple[str, ...]], ...] = ()
    table: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    yearly: tuple[str, ...] = ()
    in_all: tuple[str, ...] = ()
    they: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    average: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    any_: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    clause: tuple[str, ...] = ()
    gave: tuple[str, ...] = ()
    givers: tuple[str, ...] = ()
    product: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    ranked: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    empty: frozenset[str] = frozenset()
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @cached_property
    def growth(self) -> re.Pattern[str]:
        """A verb or noun of growth or fall, or a verb that leaves the direction open."""
        up, down, moved = map(_any, (self.up, self.down, self.moved))
        return re.compile(rf"(?<!\w)(?:(?P<up>{up})|(?P<down>{down})|(?P<moved>{moved}))(?!\w)")

    @cached_property
    def other_clause(self) -> re.Pattern[str]:
        """A word that begins another clause."""
        return re.compile(rf"(?<!\w)(?:{_any(self.clause)})(?!\w)|[;:]")

    @cached_property
    def open_list(self) -> re.Pattern[str]:
        """A word that says that a list does not name all."""
        return re.compile(rf"(?<!\w)(?:{_any(self.open_)})(?!\w)|…|\.\.\.")

    def said(self, name: str) -> re.Pattern[str]:
        """A word or phrase of one of the tuples, anywhere in a folded text."""
        return self._said.setdefault(name, re.compile(rf"(?<!\w)(?:{_any(getattr(self, name))})(?!\w)"))

    @cached_property
    def _said(self) -> dict[str, re.Pattern[str]]:
        return {}


def _any(words: Iterable[str]) -> str:
    """Any of the words, the longest first; a star stands for the rest of a word."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in longest_first) or "(?!)"
