"""What can one amount be as a part of another, or over another? Exact quotients, sharp under rounding."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import attrs

from lacmigration.amounts import Amount, Which, fact_key, interval_sum
from lacmigration.dimensions import plain_dimension
from lacmigration.errors import AmountError
from lacmigration.figures import decimal_if_finite
from lacmigration.intervals import NOT_NEGATIVE, Interval
from lacmigration.provenance import Citation

__all__ = ["Quotient", "Ranged", "ratio_range"]

_ONE = Fraction(1)
_Class = tuple[Fraction, Fraction, Interval]
"""How often an unknown counts above and below the line, and where it lies."""


@attrs.frozen
class Ranged:
    """An exact number at face values, with the range that the rounding of the figures behind it allows."""

    value: Fraction
    strict: Interval
    loose: Interval


@attrs.frozen(repr=False)
class Quotient:
    """One amount divided by another: a share, a ratio, an amount per head.

    `value` is exact, at face values; `strict` and `loose` hold every quotient that the figures allow, with
    what occurs on both sides counted as one unknown, so that a part of a whole never exceeds it. `domain` is
    what it can be at all: a share of a whole lies in [0, 1]. A relation takes it wherever it takes a Figure.

    Errors: AmountError where the denominator is 0 at face value, or its figures are negative.

    >>> from lacmigration.amounts import amount_of
    >>> Quotient(amount_of("USD 57.5M"), amount_of("USD 150M")).value
    Fraction(23, 60)
    """

    numerator: Amount
    denominator: Amount
    domain: Interval | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.denominator.nominal <= 0:
            message = f"{self.numerator} over {self.denominator}: the denominator must be above 0"
            raise AmountError(message)

    @cached_property
    def value(self) -> Fraction:
        """The quotient at face values."""
        return self.numerator.nominal / self.denominator.nominal

    @property
    def decimal(self) -> Decimal | Fraction:
        """The same as a Decimal where one is exact."""
        return decimal_if_finite(self.value)

    @property
    def unit(self) -> str:
        """What it is measured in: "1" where the units cancel, else a quotient such as "USD/person"."""
        over, under = plain_dimension(self.numerator.unit), plain_dimension(self.denominator.unit)
        if over == under:
            return "1"
        one = next(iter(under)) if list(under.values()) == [1] else self.denominator.unit
        return self.numerator.unit if not under else f"{self.numerator.unit}/{one}"

    @cached_property
    def strict(self) -> Interval:
        """Every quotient that the figures as written allow."""
        return self._possible("strict")

    @cached_property
    def loose(self) -> Interval:
        """Every quotient that a fair reader would grant."""
        return self._possible("loose")

    def _possible(self, which: Which) -> Interval:
        found = self._range(which)
        return found if self.domain is None else found.intersect(self.domain) or self.domain

    def _range(self, which: Which) -> Interval:
        over, under = self.numerator, self.denominator
        factors = {term.factors for term in (*over.terms, *under.terms)}
        if len(factors) > 1:  # converted in different ways: sharp where nothing occurs on both sides
            return _apart(over, under, which)
        weights: dict[Hashable, _Class] = {}
        for amount, above in ((over, 1), (under, 0)):
            for term in amount.terms:
                key = fact_key(term.fact)
                here = term.reach(which)
                a, b, reach = weights.get(key, (Fraction(0), Fraction(0), here))
                both = reach.intersect(here) or here
                weights[key] = (a + above * term.weight, b + (1 - above) * term.weight, both)
        if any(b < 0 for _, b, _ in weights.values()):
            return _apart(over, under, which)
        return ratio_range(weights.values())

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where every figure of it stands, each place once."""
        return tuple(dict.fromkeys((*self.numerator.citations, *self.denominator.citations)))

    def __repr__(self) -> str:
        """Both amounts and the value."""
        return f"<Quotient {self.value}: {self.numerator} / {self.denominator}>"


def _apart(over: Amount, under: Amount, which: Which) -> Interval:
    """Both read on their own."""
    above, below = (amount.strict if which == "strict" else amount.loose for amount in (over, under))
    return above / _positive(below)


def _positive(interval: Interval) -> Interval:
    found = interval.intersect(NOT_NEGATIVE)
    if found is None or found.hi == 0:
        message = f"the denominator lies in {interval!r}; it must be able to be above 0"
        raise AmountError(message)
    return found


def ratio_range(classes: Iterable[_Class]) -> Interval:
    """Every (sum of a*x) / (sum of b*x), each x in its own interval; exact, open ends told apart.

    `classes` are triples (a, b, interval of x) with b >= 0; what stands in the denominator is 0 or more.
    Dinkelbach's method: for a trial ratio t, the largest sum of (a - t*b)*x is taken at the ends of the
    intervals, and its ratio is the next t; in exact arithmetic that stops at the supremum after finitely many
    steps.

    Errors: AmountError where the denominator can only be 0.

    >>> ratio_range([(Fraction(1), Fraction(1), Interval(1, 2)), (Fraction(0), Fraction(1), Interval(3, 4))])
    [1/5, 2/5]
    """
    merged: dict[tuple[Fraction, Fraction], list[tuple[Fraction, Interval]]] = {}
    for a, b, reach in classes:
        if a or b:
            merged.setdefault((a, b), []).append((_ONE, _from_zero(reach) if b else reach))
    known = [(a, b, interval_sum(reaches)) for (a, b), reaches in merged.items()]
    hi, hi_open = _supremum(known)
    lo, lo_open = _supremum([(-a, b, reach) for a, b, reach in known])
    return Interval(None if lo is None else -lo, hi, lo_open, hi_open)


def _from_zero(reach: Interval) -> Interval:
    found = reach.intersect(NOT_NEGATIVE)
    if found is None:
        message = f"a figure of the denominator lies in {reach!r}; what a share is taken of must be 0 or more"
        raise AmountError(message)
    return found


def _supremum(classes: list[_Class]) -> tuple[Fraction | None, bool]:
    """The least upper bound of the ratio (None: there is none) and whether no values reach it."""
    ratio = _some_ratio(classes)
    while True:
        over, under, limit = Fraction(0), Fraction(0), ratio
        for a, b, reach in classes:
            gain = a - ratio * b
            end = reach.hi if gain > 0 else reach.lo
            if end is None and gain and not b:
                return None, False
            if end is None:  # the larger this one, the nearer the ratio to a / b
                limit = max(limit, a / b if b else ratio)
                continue
            over += a * end
            under += b * end
        if limit > ratio:
            ratio = limit
        elif over <= ratio * under:
            return ratio, not _attained(classes, ratio)
        elif not under:
            return None, False
        else:
            ratio = over / under


def _some_ratio(classes: list[_Class]) -> Fraction:
    """The ratio at one place of the box or its border: where the denominator is as large as may be."""
    over = under = Fraction(0)
    for a, b, reach in classes:
        end = reach.hi if reach.hi is not None else 1 if reach.lo is None else reach.lo + 1
        over += a * end
        under += b * end
    if not under:
        message = "the denominator can only be 0"
        raise AmountError(message)
    return over / under


def _attained(classes: list[_Class], ratio: Fraction) -> bool:
    """Whether values of the box have the supremum as their ratio, over a denominator that is not 0."""
    over = under = Fraction(0)
    for a, b, reach in classes:
        gain = a - ratio * b
        if gain > 0:
            end, is_open = reach.hi, reach.hi_open
        elif gain < 0:
            end, is_open = reach.lo, reach.lo_open
        else:
            end, is_open = Fraction(1) if reach.hi is None else reach.hi, False
        if end is None or is_open:
            return False
        over += a * end
        under += b * end
    return under > 0 and over == ratio * under
