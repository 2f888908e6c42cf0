"""What do a relation's operands stand for? Names looked up, patterns spelled out, numbers with intervals."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any
from unicodedata import normalize

import attrs

from lacmigration.facts import Fact, Facts
from lacmigration.figures import Figure
from lacmigration.intervals import EVERYTHING, Interval
from lacmigration.messages import Message, message
from lacmigration.periods import PartialDate
from lacmigration.relations import _nodes as nodes
from lacmigration.sayings import Saying

__all__ = [
    "CALENDAR_YEAR",
    "THEIR_NUMBER",
    "Quantity",
    "Undecided",
    "constant",
    "dates",
    "distinct",
    "fact_at",
    "folded",
    "leaves",
    "names",
    "quantity",
    "resolve",
    "spread",
    "texts",
]


CALENDAR_YEAR = "calendar year"
"""The unit of a year as a number, which is written without separators."""
THEIR_NUMBER = "their number"
"""What the sum of an average is divided by."""


class Undecided(Exception):  # noqa: N818  (no error: it carries a verdict's reason to where it is told)
    """A relation cannot be decided; `why` is the reason."""

    def __init__(self, why: Message) -> None:
        """Keep the reason as a message, for any language."""
        super().__init__(why)
        self.why = why


@attrs.frozen(eq=False)
class Quantity:
    """One number of a relation: its intervals and face value as pure quantities, its unit, its fact.

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

    @property
    def called(self) -> str | Saying:
        """The same for any language."""
        return self.fact.called


def fact_at(operand: nodes.Operand, facts: Facts) -> Fact:
    """The fact of an operand; Undecided when no record has the id."""
    if operand.fact is not None:
        return operand.fact
    fact = facts.fact(operand.reference)
    if fact is None:
        raise Undecided(message('a part is missing: no record has "{id}"', id=operand.reference))
    return fact


def quantity(fact: Fact, *, key: str) -> Quantity:
    """The number of a fact; Undecided when it has none."""
    figure = fact.figure
    if figure is None:
        if fact.unstated:
            return Quantity(key, EVERYTHING, EVERYTHING, Fraction(0), "", fact)
        if fact.date is not None:
            raise Undecided(message('a part is missing: "{label}" is a date, not a number', label=fact.label))
        raise Undecided(message('a part is missing: "{label}" states no figure', label=fact.label))
    return Quantity(key, figure.strict, figure.loose, figure.nominal, figure.unit, fact, figure)


def _matching(every: nodes.Every, facts: Facts) -> tuple[Fact, ...]:
    found = facts.matching(every.pattern)
    if not found:
        raise Undecided(message('a part is missing: no record matches "{pattern}"', pattern=every.pattern))
    return found


def resolve(part: Any, facts: Facts) -> Any:
    """A node with every operand looked up: Sums and Products of Quantities."""
    match part:
        case nodes.Operand():
            fact = fact_at(part, facts)
            return quantity(fact, key=fact.id or part.reference or f"literal {id(part)}")
        case nodes.Sum(terms=terms):
            return nodes.Sum(tuple((sign, one) for sign, term in terms for one in _spread(term, facts)))
        case nodes.Product(factors=factors):
            return nodes.Product(
                tuple((power, one) for power, factor in factors for one in _spread(factor, facts))
            )
        case nodes.Mean(values=values):
            parts = tuple((1, one) for value in values for one in _spread(value, facts))
            return nodes.Product(
                ((1, nodes.Sum(parts)), (-1, constant(Fraction(len(parts)), label=THEIR_NUMBER)))
            )
        case nodes.Tally(things=things):
            return constant(Fraction(len(distinct(names(things, facts)))), label=str(part))
        case nodes.Duration(start=start, end=end, unit=unit):
            return _duration(_date(start, facts), _date(end, facts), unit, str(part))
        case nodes.YearOf(date=operand):
            year = _date(operand, facts).year
            written = Figure.exact(year, CALENDAR_YEAR)
            return attrs.evolve(constant(Fraction(year), label=str(part), unit=CALENDAR_YEAR), figure=written)
        case _:
            raise Undecided(message('"{part}" stands for many values where one is needed', part=str(part)))


def _spread(part: Any, facts: Facts) -> tuple[Any, ...]:
    if isinstance(part, nodes.Every):
        return tuple(quantity(fact, key=fact.id or f"literal {id(fact)}") for fact in _matching(part, facts))
    return (resolve(part, facts),)


def spread(parts: Iterable[Any], facts: Facts) -> tuple[Any, ...]:
    """Several nodes resolved, patterns spelled out."""
    return tuple(one for part in parts for one in _spread(part, facts))


def constant(value: Fraction, *, label: str, unit: str = "1") -> Quantity:
    """A number that is known and stands for itself; its key tells its value, which no id looks like."""
    here = Interval(value, value)
    return Quantity(f"= {value}", here, here, value, unit, Fact(id="", label=label))


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
    if fact.figure is None and "@" in fact.id:  # a field that holds nothing
        return ()
    return (fact.id or fact.label,)


def folded(name: str) -> str:
    """A name without regard to case, spacing, and how its accents are encoded."""
    return " ".join(normalize("NFC", name).casefold().split())


def distinct(found: Iterable[str]) -> tuple[str, ...]:
    """The names, each once, in order of first appearance."""
    first: dict[str, str] = {}
    for name in found:
        first.setdefault(folded(name), name)
    return tuple(first.values())


def _date(operand: nodes.Operand, facts: Facts) -> PartialDate:
    fact = fact_at(operand, facts)
    if fact.date is None:
        if fact.figure is None:
            raise Undecided(message('a part is missing: "{label}" is not known', label=fact.label))
        raise Undecided(message('a part is missing: "{label}" is a number, not a date', label=fact.label))
    return fact.date


def dates(operands: Iterable[Any], facts: Facts) -> tuple[tuple[PartialDate, Fact], ...] | None:
    """The dates of operands when all are dates; None when none is; Undecided for a mixture."""
    known = tuple(operands)
    if not all(isinstance(operand, nodes.Operand) for operand in known):
        return None
    found = tuple(fact_at(operand, facts) for operand in known)
    dated = tuple((fact.date, fact) for fact in found if fact.date is not None)
    if not dated:
        return None
    if len(dated) < len(found):
        other = next(fact for fact in found if fact.date is None)
        labels = {"label": other.label, "date": dated[0][1].label}
        if other.figure is None:
            raise Undecided(message('"{label}" is not known, "{date}" is a date', **labels))
        raise Undecided(message('"{label}" is a number, "{date}" is a date', **labels))
    return dated


def texts(operands: Iterable[Any], facts: Facts) -> bool:
    """Whether all operands are names, not numbers."""
    return all(
        isinstance(operand, nodes.Operand) and fact_at(operand, facts).names is not None
        for operand in operands
    )


def _in_years(day: int) -> Fraction:
    """The ordinal of a day as a time in years; the calendar's last day may have a day after it."""
    if day > date.max.toordinal():
        return Fraction(date.max.year + 1)
    here = date.fromordinal(day)
    return here.year + Fraction(here.timetuple().tm_yday - 1, 366 if calendar.isleap(here.year) else 365)


def _duration(start: PartialDate, end: PartialDate, unit: str, label: str) -> Quantity:
    """From the shortest time (after the start, before the end) to the longest (both days included).

    An end that lies before the start gives a time below zero, which no duration is.
    """
    measure = _in_years if unit == "years" else Fraction
    backwards = end.last < start.first
    shortest = measure(end.first.toordinal()) - measure(start.last.toordinal())
    longest = measure(end.last.toordinal() + (not backwards)) - measure(start.first.toordinal())
    span = Interval(shortest if backwards else max(shortest, Fraction(0)), longest)
    return Quantity(f"{label} =", span, span, longest, unit, Fact(id="", label=label))
