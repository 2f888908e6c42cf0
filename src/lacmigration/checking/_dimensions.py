"""Which units go together? A small algebra of plain units; compound ones come from `lacmigration.units`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import attrs

from lacmigration.checking._quantities import Quantity, Undecided
from lacmigration.dimensions import plain_dimension
from lacmigration.relations._nodes import Sum

__all__ = ["Dimension", "plain_dimension", "require_same", "same_unit", "unit_of"]

Dimension = Callable[[str], Mapping[str, int]]
"""From a unit to its base units and their powers; {} for a pure number."""


@attrs.frozen
class _Kind:
    """Base units with powers; `bare` where nobody wrote a unit, so that it may be a count of anything."""

    powers: tuple[tuple[str, int], ...]
    bare: bool = False


@lru_cache(maxsize=1024)
def _kind_of(unit: str, dimension: Dimension) -> _Kind:
    return _Kind(tuple(sorted(dimension(unit).items())), bare=unit == "1")


def _kind(tree: Any, dimension: Dimension) -> _Kind:
    if isinstance(tree, Quantity):
        return _kind_of(tree.unit, dimension)
    if isinstance(tree, Sum):
        found = [_kind(term, dimension) for _, term in tree.terms]
        return _require_all(found)
    powers: dict[str, int] = {}
    bare = True
    for exponent, factor in tree.factors:
        kind = _kind(factor, dimension)
        bare &= kind.bare
        for base, power in kind.powers:
            powers[base] = powers.get(base, 0) + exponent * power
    return _Kind(tuple(sorted((base, power) for base, power in powers.items() if power)), bare=bare)


def _require_all(found: list[_Kind]) -> _Kind:
    """The unit of all; of those that nobody wrote a unit to, that of the others."""
    first = next((one for one in found if not one.bare), found[0])
    for one in found:
        _require(first, one)
    return first


def _require(first: _Kind, second: _Kind) -> None:
    if first.powers == second.powers:
        return
    for bare, other in ((first, second), (second, first)):
        if bare.bare and not any(base.isupper() for base, _ in other.powers):
            return
    message = f"units clash: {_shown(first)} against {_shown(second)}"
    raise Undecided(message)


def _shown(kind: _Kind) -> str:
    over = [base if power == 1 else f"{base}^{power}" for base, power in kind.powers if power > 0]
    under = [base if power == -1 else f"{base}^{-power}" for base, power in kind.powers if power < 0]
    if not over and not under:
        return "a pure number or percentage"
    return " * ".join(over or ["1"]) + "".join(f" / {base}" for base in under)


def require_same(sides: tuple[Any, ...], dimension: Dimension) -> None:
    """Undecided, with both units, unless all sides measure the same thing."""
    found = [_kind(side, dimension) for side in sides]
    _require_all(found)


def same_unit(one: Any, other: Any, dimension: Dimension) -> bool:
    """Whether two sides have the very same base units."""
    return _kind(one, dimension).powers == _kind(other, dimension).powers


def unit_of(tree: Any, dimension: Dimension) -> str:
    """The unit of a side in words, empty for a pure number."""
    kind = _kind(tree, dimension)
    return _shown(kind) if kind.powers else ""
