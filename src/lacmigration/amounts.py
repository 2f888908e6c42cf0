"""What can a sum or a conversion of stated figures be? Amounts whose every part is a cited fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import cached_property
from math import prod
from reprlib import repr as shortened
from typing import Any, Literal

import attrs

from lacmigration._meanings import FACTORS
from lacmigration._settling import settled_loose, settled_places
from lacmigration.errors import AmountError, FloatError, RecordError
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Hedge, decimal_if_finite
from lacmigration.intervals import Interval
from lacmigration.money import Money
from lacmigration.provenance import Citation
from lacmigration.records import fact_of

__all__ = ["Amount", "Term", "Which", "amount_of", "as_fact", "fact_key", "interval_sum", "settled"]

Which = Literal["strict", "loose"]
"""Which of its two intervals a figure is read at."""

_ONE = Fraction(1)


@attrs.frozen
class Term:
    """One part of an amount: the number of a fact, times an exact weight, times or divided by others.

    The weight is 1 for what is added whole, -1 for what is taken away, 1/3 for one of three equal parts.
    Factors, each with 1 (times) or -1 (divided by), are what the part was converted by: a rate of exchange,
    the values of an index. `place` is the power of ten to which trailing zeros count, where the list that the
    figure stands in tells it (see `settled`).
    """

    fact: Fact
    weight: Fraction = _ONE
    factors: tuple[tuple[int, Fact], ...] = ()
    place: int | None = None

    @property
    def figure(self) -> Figure:
        """The figure of the fact."""
        figure = self.fact.figure
        assert figure is not None  # noqa: S101  (`amount_of` makes terms of facts with figures only)
        return figure

    @property
    def nominal(self) -> Fraction:
        """What it contributes at face value, as a pure quantity."""
        rates = (
            _number(fact).nominal if power > 0 else 1 / _number(fact).nominal for power, fact in self.factors
        )
        return self.weight * self.figure.nominal * prod(rates, start=_ONE)

    def reach(self, which: Which) -> Interval:
        """What the figure can be, before its weight and factors."""
        if which == "strict":
            return self.figure.strict
        return self.figure.loose if self.place is None else settled_loose(self.figure, self.place)

    def times(self, weight: Fraction) -> Term:
        """The same part, scaled by an exact number."""
        return attrs.evolve(self, weight=self.weight * weight)

    def by(self, *factors: tuple[int, Fact]) -> Term:
        """The same part, converted; a conversion back by the same fact cancels it."""
        left = list(self.factors)
        for power, fact in factors:
            undone = next((one for one in left if one == (-power, fact)), None)
            if undone is None:
                left.append((power, fact))
            else:
                left.remove(undone)
        return attrs.evolve(self, factors=tuple(left))


@attrs.frozen(repr=False)
class Amount:
    """An exact sum of stated figures, with the values that their rounding and hedges leave open.

    It reads like a Figure: `value` and `nominal` at face, `unit`, `strict` and `loose` intervals (as pure
    quantities), `resolution` and `hedge`. It is no Figure, because nobody wrote it: it has no digits of its
    own, its intervals are the exact sums of those of its parts, and it cites every one. A relation takes it
    wherever it takes a Figure.

    `missing` names the records that were left out because they state no figure; `prices` is the base year of
    constant prices.

    >>> from lacmigration.totals import total
    >>> two = total(["USD 57.5M", "USD 3M"])
    >>> two.money, two.strict
    (Money('60500000', 'USD'), [59950000, 61050000])
    """

    terms: tuple[Term, ...]
    unit: str
    missing: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    prices: int | None = attrs.field(default=None, kw_only=True)

    @cached_property
    def nominal(self) -> Fraction:
        """The sum at face values, as a pure quantity: 38% is 19/50."""
        return sum((term.nominal for term in self.terms), Fraction(0))

    @property
    def value(self) -> Decimal | Fraction:
        """The sum at face values in the amount's unit; a Fraction only where no decimal is exact."""
        return decimal_if_finite(self.nominal / self.factor)

    @property
    def factor(self) -> Fraction:
        """What one of the unit is as a pure quantity: a percent is 1/100."""
        return FACTORS.get(self.unit, _ONE)

    @cached_property
    def strict(self) -> Interval:
        """Every value that the sum can have while each figure is what it says."""
        return self._interval("strict")

    @cached_property
    def loose(self) -> Interval:
        """The most that a fair reader would grant."""
        return self._interval("loose")

    def _interval(self, which: Which) -> Interval:
        """Exact: a fact that occurs twice is one unknown, and so is a rate common to many parts."""
        groups: dict[Hashable, tuple[Term, dict[Hashable, tuple[Fraction, Interval]]]] = {}
        for term in self.terms:
            converted_by = frozenset(Counter((power, fact_key(fact)) for power, fact in term.factors).items())
            _, merged = groups.setdefault(converted_by, (term, {}))
            key = fact_key(term.fact)
            weight, known = merged.get(key, (Fraction(0), None))
            reach = term.reach(which)
            merged[key] = (weight + term.weight, reach if known is None else known.intersect(reach) or reach)
        found = []
        for term, merged in groups.values():
            part = interval_sum(merged.values())
            for power, fact in term.factors:
                rate: Interval = getattr(_number(fact), which)
                part = part * (rate if power > 0 else rate.reciprocal())
            found.append((_ONE, part))
        return interval_sum(found)

    @property
    def resolution(self) -> Decimal | Fraction:
        """The place value of the last digit of its coarsest part, in the amount's unit."""
        coarsest = (
            abs(term.weight) * Fraction(term.figure.resolution) * term.figure.factor for term in self.terms
        )
        return decimal_if_finite(max(coarsest, default=Fraction(0)) / self.factor)

    @property
    def hedge(self) -> Hedge:
        """The hedge of its parts: none, the one that all hedged parts share, or "about" where they differ."""
        hedges = {term.figure.hedge for term in self.terms} - {Hedge.NONE}
        if not hedges:
            return Hedge.NONE
        added = all(term.weight > 0 and not term.factors for term in self.terms)
        return next(iter(hedges)) if len(hedges) == 1 and added else Hedge.ABOUT

    @property
    def parts(self) -> tuple[Fact, ...]:
        """The facts that it is made of, those that converted it included, each once."""
        found = [fact for term in self.terms for fact in (term.fact, *(one for _, one in term.factors))]
        return tuple({fact_key(fact): fact for fact in found}.values())

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the records that were added, in their order."""
        return tuple(dict.fromkeys(term.fact.id for term in self.terms if term.fact.id))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where every part stands, each place once."""
        return tuple(dict.fromkeys(fact.citation for fact in self.parts if fact.citation is not None))

    @property
    def is_money(self) -> bool:
        """Whether its unit is a currency."""
        return len(self.unit) == 3 and self.unit.isupper()

    @property
    def money(self) -> Money | None:
        """The face value as Money, or None where it is no money or has no exact decimal form."""
        value = self.value
        return Money(value, self.unit) if self.is_money and isinstance(value, Decimal) else None

    def in_minor_units(self) -> Money:
        """The face value as Money, rounded half to even to the currency's smallest unit.

        Errors: AmountError where it is no money.

        >>> from lacmigration.totals import total
        >>> total([Money("10.005", "USD")]).in_minor_units()
        Money('10.00', 'USD')
        """
        if not self.is_money:
            message = f"{self} is no money: only amounts of a currency have minor units"
            raise AmountError(message)
        places = Money(0, self.unit).minor_units
        units = round(self.nominal * 10**places)
        return Money(Decimal(units).scaleb(-places, _WIDE), self.unit)

    def __str__(self) -> str:
        """Face value and unit, locale-free."""
        return self.said if self.prices is None else f"{self.said} in prices of {self.prices}"

    @property
    def said(self) -> str:
        """Face value and unit, without the year of its prices."""
        shown = f"{self.value:,f}" if isinstance(self.value, Decimal) else f"about {_near(self.value):,f}"
        if self.is_money:
            return f"{self.unit} {shown}"
        if self.unit == "percent":
            return f"{shown}%"
        return shown if self.unit == "1" else f"{shown} {self.unit}"

    def __repr__(self) -> str:
        """Face value and how many parts."""
        parts = "1 part" if len(self.terms) == 1 else f"{len(self.terms)} parts"
        skipped = f", {len(self.missing)} missing" if self.missing else ""
        return f"<Amount {self} of {parts}{skipped}>"


_WIDE = Context(prec=2000, Emax=10_000, Emin=-10_000)


def _near(value: Fraction) -> Decimal:
    """For reading only: two digits behind the point."""
    return Decimal(round(value * 100)).scaleb(-2, _WIDE)


def _number(fact: Fact) -> Figure:
    assert fact.figure is not None  # noqa: S101  (as for `Term.figure`)
    return fact.figure


def fact_key(fact: Fact) -> Hashable:
    """What makes two facts one unknown: the same record with the same figure; a literal is only itself."""
    return (fact.id, fact.figure) if fact.id else id(fact)


def settled(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The same parts as one list: trailing zeros count as far as the digits of the finest figure.

    >>> column = settled([Term(as_fact(text)) for text in ("USD 10,000,000", "USD 19,569,912")])
    >>> [term.reach("loose") == term.reach("strict") for term in column]
    [True, True]
    """
    places = settled_places([term.fact for term in terms])
    if not places:
        return tuple(terms)
    return tuple(
        attrs.evolve(term, place=_finer(term.place, places[at])) if at in places else term
        for at, term in enumerate(terms)
    )


def _finer(known: int | None, place: int) -> int:
    return place if known is None else min(known, place)


def interval_sum(weighted: Iterable[tuple[Fraction, Interval]]) -> Interval:
    """Every sum of weight times value, the values independent of each other; in one pass.

    >>> interval_sum([(Fraction(1), Interval(1, 2)), (Fraction(-1), Interval(0, 1, hi_open=True))])
    (0, 2]
    """
    lo: Fraction | None = Fraction(0)
    hi: Fraction | None = Fraction(0)
    lo_open = hi_open = False
    for weight, part in weighted:
        if not weight:
            continue
        ends = ((part.lo, part.lo_open), (part.hi, part.hi_open))
        (low, low_open), (high, high_open) = ends if weight > 0 else ends[::-1]
        lo = None if lo is None or low is None else lo + weight * low
        hi = None if hi is None or high is None else hi + weight * high
        lo_open |= low_open
        hi_open |= high_open
    return Interval(lo, hi, lo_open, hi_open)


def as_fact(value: Any, *, where: str = "amount") -> Fact:
    """What a caller passed, as a fact: a Fact, record, Figure, Money, exact number, or the text of a figure.

    Errors: FloatError for a float, FigureSyntaxError for text that is no figure, TypeError for anything else.
    """
    if isinstance(value, Fact):
        return value
    if isinstance(value, Figure):
        return Fact(id="", label=str(value), figure=value)
    if isinstance(value, str):
        return Fact(id="", label=value, figure=Figure.parse(value))
    if isinstance(value, Money):
        return as_fact(Figure.exact(value.amount, value.currency))
    if isinstance(value, bool | float):
        raise FloatError(value, where=where)
    if isinstance(value, int | Decimal):
        return as_fact(Figure.exact(value))
    if hasattr(value, "citation") and hasattr(value, "id"):
        return fact_of(value)
    message = (
        f"{where}: {shortened(value)} is a {type(value).__name__}; pass a record, a Fact, a Figure, Money, "
        'an exact number, or text such as "USD 57.5M"'
    )
    raise TypeError(message)


def amount_of(value: Any) -> Amount:
    """One figure as an amount; an Amount as it is.

    Errors: as `as_fact`; RecordError for a record that states no figure.

    >>> amount_of("USD 57.5M").resolution
    Decimal('100000')
    """
    if isinstance(value, Amount):
        return value
    fact = as_fact(value)
    if fact.figure is None:
        message = f'"{fact.label}" states no figure'
        raise RecordError(message, field="figure", value=None)
    return Amount((Term(fact),), fact.figure.unit)
