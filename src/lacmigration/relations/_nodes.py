"""The pieces of which relations are made: operands, patterns, sums, products, counts, durations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from lacmigration.amounts import Amount, Term, as_fact
from lacmigration.errors import FigureSyntaxError
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Form, Hedge, Rounding
from lacmigration.identifiers import is_id
from lacmigration.ratios import Quotient

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

_FIELD = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


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
        return _plain_number(self.fact.figure) or f'"{self.fact.label}"'


def _plain_number(figure: Figure | None) -> str:
    """How an exact number is written without quotation marks; between them it would be a rounded one."""
    if figure is None or figure.rounding is not Rounding.EXACT or figure.hedge is not Hedge.NONE:
        return ""
    if figure.form is not Form.NUMBER or figure.unit not in {"1", "percent"}:
        return ""
    text = f"{figure.number:f}" + ("%" if figure.unit == "percent" else "")
    return f"({text})" if figure.number < 0 else text


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

    @property
    def is_called(self) -> bool:
        """Whether it is written as sum(...): it only adds, and a pattern is among its terms, or one term."""
        called = len(self.terms) == 1 or any(isinstance(term, Every) for _, term in self.terms)
        return called and all(sign > 0 for sign, _ in self.terms)

    def __str__(self) -> str:
        """With signs, or as sum(...)."""
        if self.is_called:
            return f"sum({', '.join(str(term) for _, term in self.terms)})"
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
    if isinstance(part, Every):
        return f"sum({part})"
    compound = isinstance(part, Sum) and not part.is_called
    return f"({part})" if compound or isinstance(part, Product) else str(part)


def node(value: Any) -> Any:
    """What a caller passed, as a node: a Figure, Money, Fact, record, number, or text (a figure or an id).

    An Amount (a total, say) is the sum of its facts and a Quotient (a share) one sum over another, so that a
    check sees every part of them.

    Errors: FloatError for a float, FigureSyntaxError for text that is neither a figure nor an id, TypeError.

    >>> node("mptf.target").reference, node("USD 57.5M").fact.figure.unit
    ('mptf.target', 'USD')
    """
    if isinstance(value, Operand | Every | Sum | Product | Tally | Mean | Duration | YearOf):
        return value
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, Amount):
        return _of_terms(value.terms, _told_apart(value.terms))
    if isinstance(value, Quotient):
        over, under = value.numerator.terms, value.denominator.terms
        apart = _told_apart(over + under)
        return Product(((1, _of_terms(over, apart)), (-1, _of_terms(under, apart))))
    return Operand(fact=as_fact(value, where="operand of a relation"))


def _told_apart(terms: tuple[Term, ...]) -> frozenset[str]:
    """The ids that stand for more than one figure, as a record does in two versions of a table."""
    figures: dict[str, Figure | None] = {}
    return frozenset(
        term.fact.id
        for term in terms
        if figures.setdefault(term.fact.id, term.fact.figure) != term.fact.figure
    )


def _of_terms(terms: tuple[Term, ...], apart: frozenset[str]) -> Any:
    """A sum; where all of it was converted in one way, the sum times the rate, which then occurs once."""
    ways = {term.factors for term in terms}
    if len(terms) > 1 and len(ways) == 1 and (factors := ways.pop()):
        whole = _of_terms(tuple(attrs.evolve(term, factors=()) for term in terms), apart)
        return Product(((1, whole), *((power, Operand(fact=by)) for power, by in factors)))
    found = tuple(_of_term(term, apart) for term in terms)
    return found[0][1] if len(found) == 1 and found[0][0] == 1 else Sum(found)


def _of_term(term: Term, apart: frozenset[str]) -> tuple[int, Any]:
    fact = attrs.evolve(term.fact, id="") if term.fact.id in apart else term.fact
    sign, weight = (-1 if term.weight < 0 else 1), abs(term.weight)
    factors = [(1, Operand(fact=fact)), *((power, Operand(fact=by)) for power, by in term.factors)]
    factors += [
        (power, node(number))
        for power, number in ((1, weight.numerator), (-1, weight.denominator))
        if number != 1
    ]
    return sign, factors[0][1] if len(factors) == 1 else Product(tuple(factors))


def _from_text(text: str) -> Operand | Every:
    try:
        return Operand(fact=Fact(id="", label=text, figure=Figure.parse(text)))
    except FigureSyntaxError:
        name, at, field = text.partition("@")
        if at and not _FIELD.fullmatch(field):
            raise
        if is_id(name):
            return Operand(text)
        if "*" in name and is_id(name.replace("*", "x")):
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
