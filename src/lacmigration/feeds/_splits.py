"""How is an amount divided by percentages that were rounded, so that nothing of it is lost?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Final

import attrs

from lacmigration.errors import FigureError
from lacmigration.money import Money

__all__ = ["Split", "Weights", "divided", "split", "weights"]

_PERCENT: Final = re.compile(r"\+?(?:[0-9]{1,3}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})")
_HUNDRED: Final = Fraction(100)


@attrs.frozen
class Weights:
    """The exact part of a whole that each key has, and what no key has; together they are 1.

    `stated` is the sum of the percentages as they are written: 999/10 where 33.3 stands three times. Where
    that is not 100 but rounding explains it, `rounded` is true and the parts were moved within what their
    percentages can stand for.
    """

    parts: dict[str, Fraction]
    unallocated: Fraction
    stated: Fraction
    rounded: bool

    @property
    def remainder(self) -> Fraction:
        """What the written percentages lack to 100; below 0 where they come to more.

        >>> weights({"co": "33.3", "pe": "33.3", "ec": "33.3"}).remainder
        Fraction(1, 10)
        """
        return _HUNDRED - self.stated

    @cached_property
    def whole(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The keys in order, and their parts and the unallocated rest as whole numbers of one size."""
        keys = tuple(sorted(self.parts))
        shares = [*(self.parts[key] for key in keys), self.unallocated]
        scale = lcm(*(share.denominator for share in shares))
        return keys, tuple(int(share * scale) for share in shares)


@attrs.frozen
class Split:
    """An amount in parts, with what was not allocated to any; together they are the amount."""

    parts: dict[str, Money]
    unallocated: Money
    weights: Weights


def weights(percentages: Mapping[str, str]) -> Weights:
    """The exact parts of a whole that percentages, given as they are written, can stand for.

    A percentage stands for everything that rounds to it: 33.3 for 33.25 to 33.35, but a written 0 for
    nothing and no part for more than the whole. Where 100 lies among the sums that these can have, each part
    is moved by the same fraction of the way to the end of its interval, so that the parts come to 1 exactly.
    Where all sums stay below 100, the percentages hold as written, and the rest is unallocated.

    Errors: FigureError for what is no percentage from 0 to 100, and where all sums are above 100.

    >>> dict(weights({"co": "33.3", "pe": "33.3", "ec": "33.3"}).parts)
    {'co': Fraction(1, 3), 'pe': Fraction(1, 3), 'ec': Fraction(1, 3)}
    >>> weights({"co": "60", "pe": "20"}).unallocated
    Fraction(1, 5)
    """
    read = {key: _interval(text) for key, text in percentages.items()}
    stated = sum((middle for middle, _, _ in read.values()), Fraction(0))
    least = sum((low for _, low, _ in read.values()), Fraction(0))
    most = sum((high for _, _, high in read.values()), Fraction(0))
    if least > _HUNDRED:
        shown = " + ".join(percentages.values())
        raise FigureError(
            f"percentages {shown} come to {_plain(stated)}, over 100 however they were rounded; "
            "write percentages that come to 100"
        )
    if most < _HUNDRED or not read:
        parts = {key: middle / _HUNDRED for key, (middle, _, _) in read.items()}
        return Weights(parts, 1 - stated / _HUNDRED, stated, rounded=False)
    lacking = _HUNDRED - stated
    room = most - stated if lacking > 0 else stated - least
    along = lacking / room if lacking else Fraction(0)
    moved = {
        key: (middle + along * (high - middle if lacking > 0 else middle - low)) / _HUNDRED
        for key, (middle, low, high) in read.items()
    }
    return Weights(moved, Fraction(0), stated, rounded=bool(lacking))


def split(amount: Money, percentages: Mapping[str, str]) -> Split:
    """Divide an amount by percentages as they are written; parts and unallocated rest add up to it exactly.

    The parts are whole minor units of the currency, by largest remainder of the exact `weights`: each lies
    less than one unit from its exact part.

    Errors: as `weights`.

    >>> thirds = split(Money("100.00", "USD"), {"co": "33.3", "pe": "33.3", "ec": "33.3"})
    >>> [str(part) for part in thirds.parts.values()], str(thirds.unallocated)
    (['USD 33.34', 'USD 33.33', 'USD 33.33'], 'USD 0.00')
    >>> str(split(Money(1000, "USD"), {"co": "60", "pe": "20"}).unallocated)
    'USD 200.00'
    """
    return divided(amount, weights(percentages))


def divided(amount: Money, by: Weights) -> Split:
    """Divide an amount by weights that were made before."""
    keys, shares = by.whole
    if not any(shares[:-1]):
        nothing = Money(0, amount.currency)
        return Split(dict.fromkeys(by.parts, nothing), amount, by)
    *money, rest = amount.allocate(shares)
    found = dict(zip(keys, money, strict=True))
    return Split({key: found[key] for key in by.parts}, rest, by)


def _interval(text: str) -> tuple[Fraction, Fraction, Fraction]:
    """A percentage as written, and the least and the most that it can stand for."""
    plain = text.strip()
    if _PERCENT.fullmatch(plain) is None or (value := Fraction(Decimal(plain))) > _HUNDRED:
        raise FigureError(f'"{text}" is no percentage; write a number from 0 to 100, such as 33.3')
    if not value:
        return value, value, value
    _, _, decimals = plain.partition(".")
    half = Fraction(1, 2 * 10 ** len(decimals))
    return value, max(value - half, Fraction(0)), min(value + half, _HUNDRED)


def _plain(value: Fraction) -> str:
    """A sum of decimals, as a decimal."""
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"
