"""What a relation's operands stand for: names looked up, patterns spelled out, every number with its intervals."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs

from lacmigration.facts import Fact, Facts
from lacmigration.figures import Figure
from lacmigration.intervals import Interval
from lacmigration.periods import PartialDate
from lacmigration.relations import _nodes as nodes

__all__ = [
    "CALENDAR_YEAR",
    "DURATION_UNITS","Quantity", "Undecided", "dates", "distinct", "fact_at", "folded", "leaves", "names", "quantity", "resolve", "spread"]


CALENDAR_YEAR = "calendar year"
"""The unit of a year as a number, which is written without separators."""


class Undecided(Exception):  # noqa: N818  (no error: it carries a verdict's reason to the one place that reports it)
    """A relation cannot be decided; the message is the reason."""


@attrs.frozen(eq=False)
class Quantity:
    """One number of a relation: its intervals and face value as pure quantities, its unit, where it came from.

    Two quantities with the same `key` are one unknown.
    """

    key: str
    strict: Interval
    loose: Interval
    nominal: Fraction
    unit: str
    fact: Fact
    figure: Figure | None = None

    @property
    def label(self) -> str:
        """What a reader calls it."""
        return self.fact.label


def fact_at(operand: nodes.Operand, facts: Facts) -> Fact:
    """The fact of an operand; Undecided when no record has the id."""
    if operand.fact is not None:
        return operand.fact
    fact = facts.fact(operand.reference)
    if fact is None:
        message = f'a part is missing: no record has "{operand.reference}"'
        raise Undecided(message)
    return fact


def quantity(fact: Fact, *, key: str) -> Quantity:
    """The number of a fact; Undecided when it has none."""
    figure = fact.figure
    if figure is None:
        kind = "is a date, not a number" if fact.date is not None else "states no figure"
        message = f'a part is missing: "{fact.label}" {kind}'
        raise Undecided(message)
    return Quantity(key, figure.strict, figure.loose, figure.nominal, figure.unit, fact, figure)


def _matching(every: nodes.Every, facts: Facts) -> tuple[Fact, ...]:
    found = facts.matching(every.pattern)
    if not found:
        message = f'a part is missing: no record matches "{every.pattern}"'
        raise Undecided(message)
    return found


def resolve(part: Any, facts: Facts) -> Any:
    """A node with every operand looked up: Sums and Products of Quantities."""
    match part:
        case nodes.Operand():
            fact = fact_at(part, facts)
            return quantity(fact, key=part.reference or fact.id or f"literal {id(part)}")
        case nodes.Sum(terms=terms):
            return nodes.Sum(tuple((sign, one) for sign, term in terms for one in _spread(term, facts)))
        case nodes.Product(factors=factors):
            return nodes.Product(tuple((power, one) for power, factor in factors for one in _spread(factor, facts)))
        case nodes.Mean(values=values):
            parts = tuple((1, one) for value in values for one in _spread(value, facts))
            return nodes.Product(((1, nodes.Sum(parts)), (-1, _constant(Fraction(len(parts)), "1", "their number"))))
        case nodes.Tally(things=things):
            return _constant(Fraction(len(distinct(names(things, facts)))), "1", str(part))
        case nodes.Duration(start=start, end=end, unit=unit):
            return _duration(_date(start, facts), _date(end, facts), unit, str(part))
        case nodes.YearOf(date=operand):
            year = _date(operand, facts).year
            written = Figure.exact(year, CALENDAR_YEAR)
            return attrs.evolve(_constant(Fraction(year), CALENDAR_YEAR, str(part)), figure=written)
        case _:
            message = f'"{part}" stands for many values where one is needed'
            raise Undecided(message)


def _spread(part: Any, facts: Facts) -> tuple[Any, ...]:
    if isinstance(part, nodes.Every):
        return tuple(quantity(fact, key=fact.id) for fact in _matching(part, facts))
    return (resolve(part, facts),)


def spread(parts: Iterable[Any], facts: Facts) -> tuple[Any, ...]:
    """Several nodes resolved, patterns spelled out."""
    return tuple(one for part in parts for one in _spread(part, facts))


def _constant(value: Fraction, unit: str, label: str) -> Quantity:
    here = Interval(value, value)
    return Quantity(label, here, here, value, unit, Fact(id="", label=label))


def leaves(tree: Any) -> tuple[Quantity, ...]:
    """Every quantity of a resolved tree, in the order written."""
    if isinstance(tree, Quantity):
        return (tree,)
    parts = tree.terms if isinstance(tree, nodes.Sum) else tree.factors
    return tuple(leaf for _, part in parts for leaf in leaves(part))


def names(things: Iterable[Any], facts: Facts) -> tuple[str, ...]:
    """The names that a list holds: given ones, ids of matching records, or the values of their field."""
    found: list[str] = []
    for thing in things:
        if isinstance(thing, nodes.Names):
            found += thing.names
        elif isinstance(thing, nodes.Every):
            for fact in _matching(thing, facts):
                found += _names_of(fact)
        else:
            found += _names_of(fact_at(thing, facts))
    return tuple(found)


def _names_of(fact: Fact) -> tuple[str, ...]:
    if fact.names is not None:
        return fact.names
    if fact.date is not None:
        return (str(fact.date),)
    return (fact.id or fact.label,)


def folded(name: str) -> str:
    """A name without regard to case and spacing."""
    return " ".join(name.casefold().split())


def distinct(found: Iterable[str]) -> tuple[str, ...]:
    """The names, each once, in order of first appearance."""
    return tuple({folded(name): name for name in reversed(tuple(found))}.values())[::-1]


def _date(operand: nodes.Operand, facts: Facts) -> PartialDate:
    fact = fact_at(operand, facts)
    if fact.date is None:
        message = f'a part is missing: "{operand}" is no date, or is not known'
        raise Undecided(message)
    return fact.date


def dates(operands: Iterable[Any], facts: Facts) -> tuple[Fact, ...] | None:
    """The facts of operands when all of them are dates; None when none is; Undecided for a mixture."""
    if not all(isinstance(operand, nodes.Operand) for operand in operands):
        return None
    found = tuple(fact_at(operand, facts) for operand in operands)
    dated = [fact for fact in found if fact.date is not None]
    if not dated:
        return None
    if len(dated) < len(found):
        other = next(fact for fact in found if fact.date is None)
        missing = other.figure is None
        message = f'"{other.label}" ' + ("is not known" if missing else "is a number") + f', "{dated[0].label}" is a date'
        raise Undecided(message)
    return found


def _in_years(day: date) -> Fraction:
    length = 366 if calendar.isleap(day.year) else 365
    return day.year + Fraction(day.timetuple().tm_yday - 1, length)


def _duration(start: PartialDate, end: PartialDate, unit: str, label: str) -> Quantity:
    """From the shortest time (after the start, before the end) to the longest (both days included)."""
    after_last = end.last + timedelta(days=1)
    if unit == "years":
        shortest, longest = _in_years(end.first) - _in_years(start.last), _in_years(after_last) - _in_years(start.first)
    else:
        shortest, longest = Fraction((end.first - start.last).days), Fraction((after_last - start.first).days)
    span = Interval(max(shortest, Fraction(0)), max(longest, Fraction(0)))
    return Quantity(label, span, span, span.hi or Fraction(0), unit, Fact(id="", label=label))
