"""Of what fields are relations made: operands, lists of names, texts?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import attrs

from lacmigration.errors import RecordError
from lacmigration.facts import Fact
from lacmigration.periods import PartialDate
from lacmigration.relations._nodes import Names, Operand, node, nodes

__all__ = ["name", "operand", "operands", "things"]


def operand(*, dates: bool = False) -> Any:
    """One figure or expression or, where `dates` is said, a date."""
    return attrs.field(converter=_or_date if dates else node)


def operands(minimum: int = 1, *, dates: bool = False) -> Any:
    """Several of them."""

    def enough(_: object, attribute: attrs.Attribute[Any], value: tuple[Any, ...]) -> None:
        if len(value) < minimum:
            message = f"{attribute.name} holds {len(value)} operands; give at least {minimum}"
            raise RecordError(message, field=attribute.name, value=value)

    return attrs.field(converter=_or_dates if dates else nodes, validator=enough)


def _or_date(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):  # a time of day would be lost
        value = PartialDate(value.year, value.month, value.day)
    if isinstance(value, PartialDate):
        return Operand(fact=Fact(id="", label=str(value), date=value))
    return node(value)


def _or_dates(values: Any) -> tuple[Any, ...]:
    if isinstance(values, date | PartialDate | str) or not hasattr(values, "__iter__"):
        values = (values,)
    return tuple(map(_or_date, values))


def name() -> Any:
    """A text that may be empty."""
    return attrs.field(default="", kw_only=True)


def things(values: Any) -> tuple[Any, ...]:
    """Operands of a listing: patterns and fields of records as nodes, other texts as names."""
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        values = (values,)
    return tuple(_thing(value) for value in values)


def _thing(value: Any) -> Any:
    if isinstance(value, Names):
        return value
    if isinstance(value, str) and "*" not in value and "@" not in value:
        return Names((value,))
    return node(value)
