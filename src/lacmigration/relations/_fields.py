"""Of what fields are relations made: operands, lists of names, texts?"""

from __future__ import annotations

from typing import Any

import attrs

from lacmigration.errors import RecordError
from lacmigration.relations._nodes import Names, node, nodes

__all__ = ["name", "operand", "operands", "things"]


def operand() -> Any:
    """One figure, date or expression."""
    return attrs.field(converter=node)


def operands(minimum: int = 1) -> Any:
    """Several of them."""

    def enough(_: object, attribute: attrs.Attribute[Any], value: tuple[Any, ...]) -> None:
        if len(value) < minimum:
            message = f"{attribute.name} holds {len(value)} operands; give at least {minimum}"
            raise RecordError(message, field=attribute.name, value=value)

    return attrs.field(converter=nodes, validator=enough)


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
