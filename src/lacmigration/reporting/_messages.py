"""In which words, and in whose numbers, does a review speak? Every text for people passes here.

Messages are identified by their English, as gettext does it. What `say`, `count` and `later` are called with
is what the catalogues of `lacmigration.translation` translate: `python tools/catalogues.py` collects it.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

import attrs

from lacmigration.documents import Place
from lacmigration.errors import MissingExtraError
from lacmigration.figures import Figure, Form
from lacmigration.findings import Finding
from lacmigration.intervals import EVERYTHING, Interval
from lacmigration.messages import Saying, later, message
from lacmigration.notation import Hedge
from lacmigration.translation import Telling, Translation, translation

__all__ = ["Messages", "later", "messages"]

_MORE_DIGITS = 2
_LARGE = 10**6


@attrs.frozen(eq=False)
class Messages:
    """The messages of one locale, and numbers as its readers write them.

    >>> messages("en").count("{n} claim", "{n} claims", 2)
    '2 claims'
    """

    locale: str
    translation: Translation

    def say(self, message: str, **values: object) -> str:
        """The message in the reader's language, with the values in their places."""
        return self.translation.say(message, **values)

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """The message in the plural form that the number takes; {n} is the number as the locale writes it."""
        return self.translation.count(one, many, n, **values)

    def whole(self, number: int) -> str:
        """A whole number with the locale's groups."""
        return self.figure(Figure(number))

    def figure(self, figure: Figure) -> str:
        """A figure as the locale writes it."""
        try:
            from lacmigration.formatting import format_figure
        except ImportError as cause:
            raise MissingExtraError(
                message("showing a review needs {library}", library="babel"), extra="formatting"
            ) from cause
        return format_figure(figure, locale=self.locale)

    def interval(self, interval: Interval, like: Figure) -> str:
        """An interval in words; its ends are rounded outward, in the unit of a figure."""
        low = "" if interval.lo is None else self.quantity(interval.lo, like, down=True)
        high = "" if interval.hi is None else self.quantity(interval.hi, like, down=False)
        if not low and not high:
            return self.say("anything")
        if not high and interval.lo_open:
            return self.say("more than {low}", low=low)
        if not high:
            return self.say("at least {low}", low=low)
        if not low and interval.hi_open:
            return self.say("less than {high}", high=high)
        if not low:
            return self.say("at most {high}", high=high)
        return low if low == high else self.say("{low} to {high}", low=low, high=high)

    def quantity(self, value: Fraction, like: Figure, *, down: bool) -> str:
        """A pure quantity in the unit of a figure, with two more digits than it has, none idle."""
        written = value / like.factor
        place = like.exponent if like.form in {Form.NUMBER, Form.MULTIPLE} else 0
        place = min(place, 0) if abs(written) < _LARGE else min(place, len(str(abs(int(written)))) - 1)
        step = Fraction(10) ** (place - _MORE_DIGITS)
        steps = floor(written / step) if down else ceil(written / step)
        number = Decimal(steps).scaleb(place - _MORE_DIGITS)
        number = number.normalize() if number else Decimal(0)
        if not like.scaled or abs(number) < 1000:
            number = Decimal(f"{number:f}")
        scaled = like.scaled and abs(number) >= _LARGE
        exponent = number.as_tuple().exponent
        plain = attrs.evolve(
            like,
            number=number,
            exponent=exponent if isinstance(exponent, int) else 0,
            form=Form.NUMBER,
            hedge=Hedge.NONE,
            second=None,
            second_exponent=None,
            precision=None,
            # A count below zero is refused, but an interval may reach there.
            domain=None if number > 0 else EVERYTHING,
            scaled=scaled,
            text="",
        )
        return self.figure(plain)

    def put(self, value: str | Saying) -> str:
        """A message that was made elsewhere; a text stays as it is."""
        return self.translation.put(value)

    def told(self, value: Telling) -> Telling:
        """A record with its messages in the reader's language."""
        return self.translation.told(value)

    def place(self, place: Place) -> str:
        """A place as a reader finds it: "página 3"."""
        return self.put(place.said)

    def explanation(self, finding: Finding) -> str:
        """What was found, in a sentence or a few."""
        return finding.explain(locale=self.locale)

    def roundings(self, finding: Finding) -> tuple[str, ...]:
        """What would reconcile the figures if one had been rounded otherwise."""
        return finding.explain_roundings(locale=self.locale)


@lru_cache(maxsize=64)
def messages(locale: str) -> Messages:
    """The messages of a locale ("es", "pt-BR"); in English where there is no catalogue of its language.

    >>> messages("en").say("at least {low}", low="38%")
    'at least 38%'
    """
    return Messages(locale, translation(locale))
