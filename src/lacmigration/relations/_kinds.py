"""The relations that sources state between figures, one small class each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from lacmigration.errors import RecordError
from lacmigration.relations import _fields as field
from lacmigration.relations._nodes import node

__all__ = [
    "GUARDS",
    "Bound",
    "Count",
    "Difference",
    "Equation",
    "Growth",
    "Listing",
    "Magnitude",
    "Order",
    "Partition",
    "Percentage",
    "Product",
    "Ranking",
    "Ratio",
    "Relation",
    "Same",
    "Share",
    "Span",
    "Total",
]

GUARDS = ("as-of", "base", "double-count", "flow", "measure", "period", "scope")
"""The guards that a relation may waive because it means to cross them."""


def _known_guards(_: object, attribute: attrs.Attribute[Any], value: tuple[str, ...]) -> None:
    for guard in value:
        if guard not in GUARDS:
            message = f"{attribute.name}: {guard!r} is no guard; write one of {', '.join(GUARDS)}"
            raise RecordError(message, field=attribute.name, value=guard)


def _guards(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _waives() -> Any:
    return attrs.field(default=(), converter=_guards, validator=_known_guards, kw_only=True)


@attrs.frozen
class Total:
    """The parts add up to the stated total; or to no more than it, where the parts are not complete.

    >>> from lacmigration.checking import check
    >>> check(Total(parts=["33.3%", "33.3%", "33.3%"], stated="100%")).verdict.value
    'entailed'
    """

    parts: tuple[Any, ...] = field.operands()
    stated: Any = field.operand()
    complete: bool = attrs.field(default=True, kw_only=True)
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Difference:
    """One figure less another is the stated one.

    >>> from lacmigration.checking import check
    >>> check(Difference("USD 150M", "USD 57.5M", "USD 92.5M")).verdict.value
    'compatible'
    """

    minuend: Any = field.operand()
    subtrahend: Any = field.operand()
    stated: Any = field.operand()
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Share:
    """A part is the stated share of a whole; all three are what the words say, so the share lies in [0, 1].

    >>> from lacmigration.checking import check
    >>> check(Share(part="USD 57.5M", whole="USD 150M", stated="38%")).verdict.value
    'entailed'
    """

    part: Any = field.operand()
    whole: Any = field.operand()
    stated: Any = field.operand()
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Ratio:
    """One figure divided by another is the stated one: leverage, per capita, percentages over 100.

    >>> from lacmigration.checking import check
    >>> check(Ratio("USD 1.32 billion", "USD 101.5 million", "13 times")).verdict.value
    'entailed'
    """

    numerator: Any = field.operand()
    denominator: Any = field.operand()
    stated: Any = field.operand()
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Growth:
    """From the old figure to the new one by the stated percentage, multiple ("doubled") or percentage points.

    >>> from lacmigration.checking import check
    >>> check(Growth(old="248,000 persons", new="520,000 persons", stated="doubled")).verdict.value
    'entailed'
    """

    old: Any = field.operand()
    new: Any = field.operand()
    stated: Any = field.operand()
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Product:
    """The factors multiply to the stated figure."""

    factors: tuple[Any, ...] = field.operands(2)
    stated: Any = field.operand()
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Partition:
    """Shares of one whole, none left out: they add up to it (100 % unless said otherwise).

    >>> from lacmigration.checking import check
    >>> check(Partition(["44%", "38.4%", "17.6%"])).verdict.value
    'compatible'
    """

    shares: tuple[Any, ...] = field.operands()
    whole: Any = attrs.field(default=1, converter=node)
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Count:
    """A declared number of things, against the things that are listed.

    >>> from lacmigration.checking import check
    >>> check(Count(stated="three pillars", listed=["drivers", "pathways", "partner"])).verdict.value
    'entailed'
    """

    stated: Any = attrs.field(converter=node)
    listed: tuple[Any, ...] = attrs.field(converter=field.things)
    distinct: bool = attrs.field(default=True, kw_only=True)
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Percentage:
    """A percentage of a whole number of things: does a whole number of them give it?

    The GRIM test. Source: Brown and Heathers, "The GRIM test" (2017), doi 10.1177/1948550616673876.

    >>> from lacmigration.checking import check
    >>> check(Percentage(stated="50%", count="7 persons")).verdict.value
    'inconsistent'
    """

    stated: Any = field.operand()
    count: Any = field.operand()
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Listing:
    """Two lists of names: the same set, or the first within the second; each name once.

    `listed` None asks only that no name of `declared` occurs twice.

    >>> from lacmigration.checking import check
    >>> check(Listing(declared=["Bogotá", "Cali"], listed=["Cali", "Bogotá", "Quito"])).missing
    ()
    """

    declared: tuple[Any, ...] = attrs.field(converter=field.things)
    listed: tuple[Any, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(field.things)
    )
    subset: bool = attrs.field(default=False, kw_only=True)
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Same:
    """Two statements of one quantity, or of one date.

    >>> from lacmigration.checking import check
    >>> check(Same("38%", "41%")).verdict.value
    'inconsistent'
    """

    first: Any = field.operand(dates=True)
    second: Any = field.operand(dates=True)
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


def _one_for_each_step(order: Order, attribute: attrs.Attribute[Any], value: object) -> None:
    steps = len(order.items) - 1
    if isinstance(value, tuple) and len(value) != steps:
        message = (
            f"{attribute.name} has {len(value)} entries; give one for each of the {steps} steps between items"
        )
        raise RecordError(message, field=attribute.name, value=value)


@attrs.frozen
class Order:
    """Figures (or dates) in falling order, or rising; each at least the next or, if `strict`, more.

    `strict` is one answer for all steps, or a tuple with one for each.

    >>> from lacmigration.checking import check
    >>> check(Order(["4.6 million", "1.6 million", "0.8 million"], strict=True)).verdict.value
    'entailed'
    """

    items: tuple[Any, ...] = field.operands(1, dates=True)
    rising: bool = attrs.field(default=False, kw_only=True)
    strict: bool | tuple[bool, ...] = attrs.field(default=False, validator=_one_for_each_step, kw_only=True)
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Ranking:
    """One figure holds a position among others, 1 being the largest."""

    item: Any = field.operand()
    position: Any = field.operand()
    among: tuple[Any, ...] = field.operands()
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Bound:
    """A figure is no more than another (strict: less than it), as a part is; or a date not after another.

    >>> from datetime import date
    >>> from lacmigration.checking import check
    >>> check(Bound(date(2018, 12, 10), date(2019, 5, 1), strict=True)).verdict.value
    'entailed'
    """

    lesser: Any = field.operand(dates=True)
    greater: Any = field.operand(dates=True)
    strict: bool = attrs.field(default=False, kw_only=True)
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Span:
    """The time from one date to another is the stated duration.

    >>> from datetime import date
    >>> from lacmigration.checking import check
    >>> from lacmigration.periods import PartialDate
    >>> check(Span(date(2020, 1, 21), PartialDate(2024, 1), "four years")).verdict.value
    'entailed'
    """

    start: Any = field.operand(dates=True)
    end: Any = field.operand(dates=True)
    stated: Any = field.operand()
    unit: str = attrs.field(default="years", validator=attrs.validators.in_(("years", "days")), kw_only=True)
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Magnitude:
    """A quantity and what it should be of the order of: off by a power of a thousand is a slip of unit.

    Its findings have no `power`: what stands next to a figure on its grid is of the same order as it.

    >>> from lacmigration.checking import check
    >>> check(Magnitude("USD 35,659 billion", "USD 36 billion")).verdict.value
    'inconsistent'
    """

    quantity: Any = field.operand()
    expected: Any = field.operand()
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


@attrs.frozen
class Equation:
    """Any other equation between two expressions."""

    left: Any = field.operand()
    right: Any = field.operand()
    id: str = field.name()
    waives: tuple[str, ...] = _waives()
    note: str = field.name()


Relation = (
    Total
    | Difference
    | Share
    | Ratio
    | Growth
    | Product
    | Partition
    | Count
    | Percentage
    | Listing
    | Same
    | Order
    | Ranking
    | Bound
    | Span
    | Magnitude
    | Equation
)
"""Any relation."""
