"""How does one amount stand to another: how far is the target, how much has it grown, what is it per head?"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from operator import attrgetter
from typing import Any, Unpack

import attrs

from lacmigration.amounts import Amount, amount_of
from lacmigration.errors import AggregationError
from lacmigration.grouping import Part
from lacmigration.intervals import Interval
from lacmigration.provenance import Citation
from lacmigration.ratios import Quotient
from lacmigration.totals import Meant, added

__all__ = ["Change", "Gap", "gap", "growth", "per_capita"]

_MINUS = Fraction(-1)
_ONE = Interval(1, 1)


@attrs.frozen
class Gap:
    """What is missing to a target: the amount, its share of the target, and the share that is reached.

    Negative amounts say that the target is exceeded.
    """

    missing: Amount
    share: Quotient
    reached: Quotient

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the target and all that was mobilised stand."""
        return self.missing.citations


def gap(target: Any, mobilised: Any, **meant: Unpack[Meant]) -> Gap:
    """How far a target is from what was mobilised, each one figure (record, Money, text) or many records.

    Errors: as `totals.total`, also where target and sum are of two currencies; AmountError for a target of 0.

    >>> one = gap("USD 150 million", "USD 57.5M")
    >>> str(one.missing), one.share.value, one.missing.strict == Interval(91950000, 93050000)
    ('USD 92,500,000', Fraction(37, 60), True)
    """
    goal, sum_ = _summed(target, **meant), _summed(mobilised, **meant)
    missing = _difference(goal, sum_)
    return Gap(missing, Quotient(missing, goal), Quotient(sum_, goal))


@attrs.frozen
class Change:
    """From an old amount to a new one: difference, ratio, and growth (ratio less 1) with its range."""

    old: Amount
    new: Amount
    difference: Amount
    ratio: Quotient

    @property
    def value(self) -> Fraction:
        """The growth at face values: 1/2 is 50 % more, -1/2 is half of it gone."""
        return self.ratio.value - 1

    @property
    def strict(self) -> Interval:
        """Every growth that the figures as written allow."""
        return self.ratio.strict - _ONE

    @property
    def loose(self) -> Interval:
        """Every growth that a fair reader would grant."""
        return self.ratio.loose - _ONE

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where all figures of both amounts stand."""
        return self.ratio.citations


def growth(old: Any, new: Any, **meant: Unpack[Meant]) -> Change:
    """The growth from old figures to new ones, each one figure or many records of one date.

    A record that stands in both with the same figure counts as one unknown. Dates, where known, must run
    forward.

    Errors: as `totals.total` for either side and for both together; AggregationError where the old date is
    the later.

    >>> growth("248,000 persons", "520,000 persons").value
    Fraction(34, 31)
    """
    before, after = _summed(old, **meant), _summed(new, **meant)
    starts = [fact.as_of for fact in before.parts if fact.as_of is not None]
    ends = [fact.as_of for fact in after.parts if fact.as_of is not None]
    start = max(starts, key=attrgetter("first"), default=None)
    end = min(ends, key=attrgetter("last"), default=None)
    if start is not None and end is not None and start.first > end.last and meant.get("as_of") != "any":
        message = f"the old figures are as of {start}, the new ones as of {end}: give the earlier ones first"
        raise AggregationError([message])
    return Change(before, after, _difference(after, before, **meant), Quotient(after, before))


def per_capita(amount: Any, population: Any, **meant: Unpack[Meant]) -> Quotient:
    """An amount per head (or per household, per programme), each one figure or many records.

    Errors: as `totals.total` for either side; AmountError for a population of 0.

    >>> each = per_capita("USD 1,000", "8 persons")
    >>> each.value, each.unit, each.strict == Interval(Fraction(1999, 16), Fraction(2001, 16))
    (Fraction(125, 1), 'USD/person', True)
    """
    return Quotient(_summed(amount, **meant), _summed(population, **meant))


def _summed(value: Any, **meant: Unpack[Meant]) -> Amount:
    """One figure, or the sum of many records."""
    many = isinstance(value, Iterable) and not isinstance(value, str)
    return added(value, **meant) if many else amount_of(value)


def _difference(more: Amount, less: Amount, **meant: Unpack[Meant]) -> Amount:
    """The first less the second; they may be of two dates or periods, and hold the same records."""
    asked: Meant = {
        **meant,
        "as_of": "any",
        "periods": "any",
        "overlaps": "any",
        "missing": "skip",
    }
    return added([more, Part(less, _MINUS)], **asked)
