"""Which units go together: a small algebra of units for the core; compound units come from `lacmigration.units`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import attrs

from lacmigration.checking._quantities import Quantity, Undecided
from lacmigration.relations._nodes import Sum

__all__ = ["Dimension", "plain_dimension", "require_same", "same_unit"]

Dimension = Callable[[str], Mapping[str, int]]
"""From a unit to its base units and their powers; {} for a pure number."""

_PURE = frozenset({"1", "percent", "percentage points", "per thousand", "times", "share"})
_PEOPLE = frozenset(
    "person people individual migrant refugee emigrant immigrant returnee deportee participant inhabitant woman man "
    "girl child venezuelan mexican colombian newcomer worker resident asylum-seeker capita habitant".split(),
)
_IRREGULAR = {"people": "person", "women": "woman", "men": "man", "children": "child", "countries": "country",
              "cities": "city", "agencies": "agency", "territories": "territory"}  # fmt: skip


@attrs.frozen
class _Kind:
    """Base units with powers; `bare` where nobody wrote a unit, so that it may be a count of anything."""

    powers: tuple[tuple[str, int], ...]
    bare: bool = False


@lru_cache(maxsize=1024)
def plain_dimension(unit: str) -> Mapping[str, int]:
    """The base units of a unit written as nouns and codes with "/" and "*".

    >>> plain_dimension("USD/person")
    {'USD': 1, 'person': -1}
    """
    powers: dict[str, int] = {}
    for place, part in enumerate(unit.split("/")):
        for name in part.split("*"):
            base = _base(name.strip())
            if base:
                powers[base] = powers.get(base, 0) + (1 if place == 0 else -1)
    return {base: power for base, power in powers.items() if power}


def _base(name: str) -> str:
    if name in _PURE or not name:
        return ""
    if len(name) == 3 and name.isupper():  # noqa: PLR2004  (an ISO 4217 code)
        return name
    last = name.split()[-1].casefold()
    singular = _IRREGULAR.get(last) or (last.removesuffix("s") if len(last) > 3 else last)  # noqa: PLR2004
    if singular in _PEOPLE:
        return "person"
    return " ".join([*name.split()[:-1], singular]).casefold() if singular not in _PEOPLE else "person"


@lru_cache(maxsize=1024)
def _kind_of(unit: str, dimension: Dimension) -> _Kind:
    return _Kind(tuple(sorted(dimension(unit).items())), bare=unit == "1")


def _kind(tree: Any, dimension: Dimension) -> _Kind:
    if isinstance(tree, Quantity):
        return _kind_of(tree.unit, dimension)
    if isinstance(tree, Sum):
        found = [_kind(term, dimension) for _, term in tree.terms]
        for one in found[1:]:
            _require(found[0], one)
        return next((one for one in found if not one.bare), found[0])
    powers: dict[str, int] = {}
    bare = True
    for exponent, factor in tree.factors:
        kind = _kind(factor, dimension)
        bare &= kind.bare
        for base, power in kind.powers:
            powers[base] = powers.get(base, 0) + exponent * power
    return _Kind(tuple(sorted((base, power) for base, power in powers.items() if power)), bare=bare)


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
    for one in found[1:]:
        _require(found[0], one)


def same_unit(one: Any, other: Any, dimension: Dimension) -> bool:
    """Whether two sides have the very same base units."""
    return _kind(one, dimension).powers == _kind(other, dimension).powers
