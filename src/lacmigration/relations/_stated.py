"""Which operand of a relation is it that a finding restates, where the relation does not hold?"""

from __future__ import annotations

from typing import Any

from lacmigration.relations._nodes import Operand

__all__ = ["stated_of"]

_NAMES = ("stated", "second", "greater", "right", "whole")
"""What kinds of relations call the stated side; where there is a part of a whole, it is not the whole."""


def stated_of(relation: Any) -> Operand | None:
    """The stated side of a relation where that is one operand; all else in it is computed, or listed.

    >>> from lacmigration.relations import Bound, Order
    >>> str(stated_of(Bound("2 persons", "1 person"))), stated_of(Order(["2", "1"]))
    ('"1 person"', None)
    """
    side = next((getattr(relation, name) for name in _NAMES if hasattr(relation, name)), None)
    return side if isinstance(side, Operand) else None
