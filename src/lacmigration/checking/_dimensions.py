"""Which units go together? A small algebra of plain units; compound ones come from `lacmigration.units`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import attrs

from lacmigration.checking._quantities import Quantity, Undecided
from lacmigration.dimensions import plain_dimension
from lacmigration.messages import Message, Unit, message
from lacmigration.relations._nodes import Sum

__all__ = ["Dimension", "plain_dimension", "require_same", "same_unit", "unit_of"]

_POINTS = "percentage points"
_LEVELS = frozenset({"percent", "per thousand"})

Dimension = Callable[[str], Mapping[str, int]]
"""From a unit to its base units and their powers; {} for a pure number."""


@attrs.frozen
class _Kind:
    """Base units with powers; `bare` where nobody wrote a unit, so that it may be a count of anything.

    `open` where nobody stated the quantity, so that its unit is whatever the others ask for.
    `level` tells a percentage, which says how much, from percentage points, which say how much more or less;
    empty where it can be either.
    """

    powers: tuple[tuple[str, int], ...]
    bare: bool = False
    level: str = ""
    open: bool = False


@lru_cache(maxsize=1024)
def _kind_of(unit: str, dimension: Dimension) -> _Kind:
    if not unit:
        return _Kind((), bare=True, open=True)
    level = unit if unit in _LEVELS or unit == _POINTS else ""
    return _Kind(tuple(sorted(dimension(unit).items())), bare=unit == "1", level=level)


def _kind(tree: Any, dimension: Dimension) -> _Kind:
    if isinstance(tree, Quantity):
        return _kind_of("" if _is_nought(tree) else tree.unit, dimension)
    if isinstance(tree, Sum):
        found = [_kind(term, dimension) for _, term in tree.terms]
        plain = [attrs.evolve(one, level="") if one.level else one for one in found]
        return attrs.evolve(_require_all(plain), level=_level_of_sum(tree, found))
    powers: dict[str, int] = {}
    bare, is_open = True, False
    for exponent, factor in tree.factors:
        kind = _kind(factor, dimension)
        bare &= kind.bare
        is_open |= kind.open
        for base, power in kind.powers:
            powers[base] = powers.get(base, 0) + exponent * power
    left = tuple(sorted((base, power) for base, power in powers.items() if power))
    return _Kind(left, bare=bare, open=is_open)


def _is_nought(one: Quantity) -> bool:
    """Whether it is the number 0 in a relation: of whatever unit, nothing is nothing."""
    return one.unit == "1" and not one.fact.id and one.strict.is_point and not one.nominal


def _level_of_sum(tree: Sum, found: list[_Kind]) -> str:
    """Points may be added to a percentage or taken from it; percentages less others can be said as either."""
    signed = [(sign, kind.level) for (sign, _), kind in zip(tree.terms, found, strict=True)]
    points = any(level == _POINTS for _, level in signed)
    added = [level for sign, level in signed if level != _POINTS and sign > 0]
    taken = [level for sign, level in signed if level in _LEVELS and sign < 0]
    if taken and points and not added:
        raise _clash(taken[0])
    if taken or not all(added):
        return ""
    return added[0] if added else _POINTS if points else ""


def _clash(level: str) -> Undecided:
    if level == "percent":
        return Undecided(
            message(
                "units clash: percent against percentage points, which say how far two percentages are apart"
            )
        )
    return Undecided(
        message(
            "units clash: per thousand against percentage points, which say how far two percentages are apart"
        )
    )


def _require_all(found: list[_Kind]) -> _Kind:
    """The unit of all; of those that nobody wrote a unit to, that of the others."""
    first = next((one for one in found if not (one.bare or one.open)), found[0])
    for one in found:
        _require(first, one)
    return first


def _require(first: _Kind, second: _Kind) -> None:
    if first.open or second.open:
        return
    if first.powers == second.powers:
        if first.level != second.level and _POINTS in {first.level, second.level}:
            levels = {first.level, second.level} & _LEVELS
            if levels:
                raise _clash(levels.pop())
        return
    for bare, other in ((first, second), (second, first)):
        if bare.bare and not any(base.isupper() for base, _ in other.powers):
            return
    raise Undecided(message("units clash: {one} against {other}", one=_called(first), other=_called(second)))


def _called(kind: _Kind) -> Message | Unit:
    shown = _shown(kind)
    return Unit(shown) if shown else message("a pure number or percentage")


def _shown(kind: _Kind) -> str:
    """The units in words, empty for a pure number."""
    over = [base if power == 1 else f"{base}^{power}" for base, power in kind.powers if power > 0]
    under = [base if power == -1 else f"{base}^{-power}" for base, power in kind.powers if power < 0]
    if not over and not under:
        return ""
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
    return _shown(_kind(tree, dimension))
