"""The pieces of which relations are made: operands, patterns, sums, products, counts, durations."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from lacmigration.errors import FigureSyntaxError, FloatError
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.identifiers import ID_PATTERN, is_id
from lacmigration.money import Money
from lacmigration.records import fact_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Duration",
    "Every",
    "Mean",
    "Names",
    "Node",
    "Operand",
    "Product",
    "Sum",
    "Tally",
    "YearOf",
    "difference",
    "node",
    "nodes",
    "product",
    "quotient",
    "total",
]

REFERENCE_PATTERN = rf"{ID_PATTERN}(?:@[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*)?"


@attrs.frozen
class Operand:
    """One value: a fact at hand, or a reference to one ("mptf.target", "mptf.target@due")."""

    reference: str = ""
    fact: Fact | None = None
    column: int = attrs.field(default=0, eq=False)

    def __str__(self) -> str:
        """As it would be written in an expression."""
        if self.reference or self.fact is None:
            return self.reference
        return f'"{self.fact.label}"'


@attrs.frozen
class Every:
    """All records whose id matches a pattern ("mptf.donor.*"), perhaps a field of them ("...@recipients")."""

    pattern: str
    column: int = attrs.field(default=0, eq=False)

    def __str__(self) -> str:
        """The pattern."""
        return self.pattern


@attrs.frozen
class Names:
    """Names given in place, as a set member of a list."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        """Quoted, with commas."""
        return ", ".join(f'"{name}"' for name in self.names)


@attrs.frozen
class Sum:
    """Terms added (1) or subtracted (-1)."""

    terms: tuple[tuple[int, Any], ...]

    def __str__(self) -> str:
        """With signs; a sum over one pattern as sum(...)."""
        if len(self.terms) == 1 and isinstance(self.terms[0][1], Every):
            return f"sum({self.terms[0][1]})"
        first_sign, first = self.terms[0]
        text = ("-" if first_sign < 0 else "") + _inner(first)
        return text + "".join(f" {'-' if sign < 0 else '+'} {_inner(term)}" for sign, term in self.terms[1:])


@attrs.frozen
class Product:
    """Factors multiplied (1) or divided by (-1)."""

    factors: tuple[tuple[int, Any], ...]

    def __str__(self) -> str:
        """With * and /."""
        _, first = self.factors[0]
        return _inner(first) + "".join(f" {'/' if e < 0 else '*'} {_inner(f)}" for e, f in self.factors[1:])


@attrs.frozen
class Tally:
    """How many things match, or stand in a list."""

    things: tuple[Any, ...]

    def __str__(self) -> str:
        """As count(...)."""
        return f"count({', '.join(map(str, self.things))})"


@attrs.frozen
class Mean:
    """The arithmetic mean of figures."""

    values: tuple[Any, ...]

    def __str__(self) -> str:
        """As average(...)."""
        return f"average({', '.join(map(str, self.values))})"


@attrs.frozen
class Duration:
    """The time between two dates, in "years" or "days", as far as partial dates tell."""

    start: Operand
    end: Operand
    unit: str

    def __str__(self) -> str:
        """As years(...) or days(...)."""
        return f"{self.unit}({self.start}, {self.end})"


@attrs.frozen
class YearOf:
    """The calendar year of a date."""

    date: Operand

    def __str__(self) -> str:
        """As year(...)."""
        return f"year({self.date})"


Node = Operand | Every | Sum | Product | Tally | Mean | Duration | YearOf
"""Anything that can stand on one side of a numeric relation."""


def _inner(part: object) -> str:
    compound = isinstance(part, Sum) and not str(part).startswith("sum(")
    return f"({part})" if compound or isinstance(part, Product) else str(part)


def node(value: Any) -> Any:
    """What a caller passed, as a node: a Figure, Money, Fact, record, exact number, or text (a figure or an id).

    Errors: FloatError for a float, FigureSyntaxError for text that is neither a figure nor an id.

    >>> node("mptf.target").reference, node("USD 57.5M").fact.figure.unit
    ('mptf.target', 'USD')
    """
    if isinstance(value, Operand | Every | Sum | Product | Tally | Mean | Duration | YearOf):
        return value
    if isinstance(value, Fact):
        return Operand(fact=value)
    if isinstance(value, Figure):
        return Operand(fact=Fact(id="", label=str(value), figure=value))
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, Money):
        return node(Figure.exact(value.amount, value.currency))
    if isinstance(value, bool | float):
        raise FloatError(value, where="operand of a relation")
    if isinstance(value, int | Decimal):
        return node(Figure.exact(value))
    if hasattr(value, "citation"):
        return Operand(fact=fact_of(value))
    message = (
        f"operand of a relation: {value!r} is a {type(value).__name__}; pass a Figure, Money, a record, an exact number, "
        'or text such as "USD 57.5M" or a record\'s id'
    )
    raise TypeError(message)


def _from_text(text: str) -> Operand | Every:
    try:
        return Operand(fact=Fact(id="", label=text, figure=Figure.parse(text)))
    except FigureSyntaxError:
        name, at, field = text.partition("@")
        if is_id(name) and (not at or is_id(field.replace("_", "-"))):
            return Operand(text)
        if "*" in text and is_id(name.replace("*", "x")):
            return Every(text)
        raise


def nodes(values: Any) -> tuple[Any, ...]:
    """Several operands: an iterable of them, or one (a pattern such as "mptf.donor.*")."""
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        return (node(values),)
    found: Iterable[Any] = values
    return tuple(node(value) for value in found)


def total(parts: tuple[Any, ...]) -> Sum:
    """The sum of all."""
    return Sum(tuple((1, part) for part in parts))


def difference(minuend: Any, subtrahend: Any) -> Sum:
    """The first less the second."""
    return Sum(((1, minuend), (-1, subtrahend)))


def product(factors: tuple[Any, ...]) -> Product:
    """All multiplied."""
    return Product(tuple((1, factor) for factor in factors))


def quotient(numerator: Any, denominator: Any) -> Product:
    """The first divided by the second."""
    return Product(((1, numerator), (-1, denominator)))
