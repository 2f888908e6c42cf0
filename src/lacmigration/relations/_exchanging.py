"""How would a relation read with other operands in the place of its own?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from lacmigration.relations._nodes import Operand

__all__ = ["exchanged"]


def exchanged(part: Any, change: Callable[[Operand], Operand]) -> Any:
    """The same relation, or part of one, with each operand changed, also those within sums and products.

    >>> from lacmigration.relations import parse_relation
    >>> relation = parse_relation("fund.paid - fund.spent = fund.left")
    >>> exchanged(relation, lambda one: Operand(one.reference + "@2024")).subtrahend.reference
    'fund.spent@2024'
    """
    if isinstance(part, Operand):
        return change(part)
    if isinstance(part, tuple):
        return tuple(exchanged(one, change) for one in part)
    if not attrs.has(type(part)):
        return part
    names = [field.name for field in attrs.fields(type(part))]
    return attrs.evolve(part, **{name: exchanged(getattr(part, name), change) for name in names})
