"""What are compound units made of, and how many of one make another? By pint, loaded when first asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import attrs

from lacmigration._iso4217 import MINOR_UNITS
from lacmigration._meanings import FACTORS
from lacmigration.amounts import Amount, amount_of
from lacmigration.dimensions import SCALES, base_units
from lacmigration.errors import AggregationError, CurrencyMismatchError

if TYPE_CHECKING:
    from pint import Quantity, UnitRegistry

__all__ = ["convert_unit", "dimension"]

_PIECE = re.compile(r"\s*([*/^()]|[^*/^()]*[^*/^()\s])")
_KINDS = {"*": "times", "/": "times", "^": "^", "(": "(", ")": ")"}
_OPERAND, _OPERATOR = frozenset({"noun", "("}), frozenset({"times", ")"})
_FOLLOWS = {
    "start": _OPERAND,
    "times": _OPERAND,
    "(": _OPERAND,
    "noun": _OPERATOR | {"^"},
    ")": _OPERATOR | {"^"},
    "^": frozenset({"power"}),
    "power": _OPERATOR,
}
_POWER = re.compile(r"-?[0-9]{1,2}")
_SPARE = "spare_"
_SPARES = 16
"""Nouns unknown to the definitions that one unit may hold; a unit with more is a noun itself."""
_LONGEST, _DEEPEST = 1000, 20
"""Characters of the longest text that is read as a product, and depth of parentheses; others are nouns."""


@cache
def _registry() -> UnitRegistry[Any]:
    """Our own definitions and nothing else; every number in it exact."""
    from pint import UnitRegistry

    registry: UnitRegistry[Any] = UnitRegistry(None, non_int_type=Fraction)
    text = files("lacmigration").joinpath("data/units.txt").read_text(encoding="utf-8")
    registry.load_definitions(text.splitlines())
    bases = (*sorted(MINOR_UNITS), *(f"{_SPARE}{number}" for number in range(_SPARES)))
    registry.load_definitions([f"{base} = [{base}]" for base in bases])
    return registry


def _is_known(name: str) -> bool:
    return name.isidentifier() and not name.startswith(_SPARE) and bool(_registry().parse_unit_name(name))


@attrs.define
class _Spelling:
    """The names of one unit as pint may read them: identifiers it knows, or spare base units."""

    spares: dict[str, str] = attrs.field(factory=dict)

    def name(self, text: str) -> str:
        """A noun, code or prefixed unit, with the scale words around it, as an expression for pint."""
        bare = text.strip()
        if _is_known(bare):
            return bare
        return " * ".join(self._base(base) for base in base_units(bare)) or "dimensionless"

    def _base(self, base: str) -> str:
        identifier = re.sub(r"[\s-]", "_", base)
        if _is_known(identifier):
            return identifier
        spare = self.spares.setdefault(base, f"{_SPARE}{len(self.spares)}")
        if len(self.spares) > _SPARES:
            raise _Unreadable
        return spare

    def plain(self, name: str) -> str:
        """What a base or unit of pint's is called outside."""
        return next((base for base, spare in self.spares.items() if spare == name), name.replace("_", " "))


class _Unreadable(Exception):  # noqa: N818  (no error: it makes the whole text a noun)
    """The text is no product of units."""


def _expression(text: str, spelling: _Spelling) -> str:
    """A unit in the grammar of pint: products, quotients ("/" or "per"), whole powers, parentheses.

    Checked here, since pint would also compute numbers, to any power.
    """
    found, depth, before = [], 0, "start"
    for piece in _PIECE.findall(text.replace(" per ", "/")) if len(text) <= _LONGEST else []:
        kind = "power" if before == "^" and _POWER.fullmatch(piece) else _KINDS.get(piece, "noun")
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if kind not in _FOLLOWS[before] or not 0 <= depth <= _DEEPEST:
            raise _Unreadable
        found.append(_spelled(kind, piece, spelling))
        before = kind
    if depth or "times" not in _FOLLOWS[before]:
        raise _Unreadable
    return " ".join(found)


def _spelled(kind: str, piece: str, spelling: _Spelling) -> str:
    if kind == "noun":
        return f"({spelling.name(piece)})"
    return {"^": "**"}.get(piece, piece) if kind != "power" else f"({piece})"


def dimension(unit: str) -> Mapping[str, int]:
    """The base units of a unit and their powers, {} for a pure number; an unknown noun is its own base.

    Units with the same bases can be compared as they stand: a month and a scale are bases beside the year and
    the unit that they scale. Agrees with `dimensions.plain_dimension` on what that reads.

    >>> dimension("kUSD/(person^2*year)")
    {'thousand': 1, 'USD': 1, 'person': -2, 'year': -1}
    >>> dimension("solar panels per household")
    {'solar panel': 1, 'household': -1}
    """
    return dict(_dimension(unit))


@lru_cache(maxsize=1024)
def _dimension(unit: str) -> tuple[tuple[str, int], ...]:
    if unit in FACTORS or not unit.strip():
        return ()
    powers: dict[str, int] = {}
    for base, power in _read(unit):
        powers[base] = powers.get(base, 0) + power
    return tuple((base, power) for base, power in powers.items() if power)


def _read(unit: str) -> list[tuple[str, int]]:
    spelling = _Spelling()
    try:
        items = _one(_expression(unit, spelling)).unit_items()
    except _Unreadable:
        return [(unit.strip(), 1)]
    return [(base, int(str(power))) for name, power in items for base in _comparable(name, spelling)]


def _one(expression: str) -> Quantity[Any]:
    return _registry().Quantity(Fraction(1), _registry().parse_units(expression))


def _comparable(name: str, spelling: _Spelling) -> tuple[str, ...]:
    """The bases of one unit: its own name, and before it the scale word that its prefix stands for."""
    prefix, root, _ = _registry().parse_unit_name(name)[0]
    return (prefix, spelling.plain(root)) if prefix in SCALES else (spelling.plain(root),)


def _roots(unit: str, spelling: _Spelling) -> tuple[Fraction, Mapping[str, int]]:
    """How much one of the unit is in root units, exactly."""
    try:
        roots = _one(_expression(unit, spelling)).to_root_units()
    except _Unreadable:
        return Fraction(1), {unit.strip(): 1}
    return Fraction(roots.magnitude), {
        spelling.plain(name): int(str(power)) for name, power in roots.unit_items()
    }


def convert_unit(value: Any, unit: str) -> Amount:
    """A figure (or amount, record, text) in another unit of its kind, exactly: thousands, quarters, percent.

    The intervals go with it. Money goes into another currency with `conversion.convert`, which takes a rate.

    Errors: AggregationError where the units measure different things, CurrencyMismatchError for two
    currencies.

    >>> str(convert_unit("USD 1.2M", "thousand USD")), convert_unit("38%", "1").strict
    ('1,200 thousand USD', [3/8, 77/200])
    """
    amount = amount_of(value)
    spelling = _Spelling()
    (one, bases), (other, wanted) = _roots(amount.unit, spelling), _roots(unit, spelling)
    if bases != wanted:
        message = f"{amount} cannot be given in {unit}: they measure different things"
        if {*bases, *wanted} <= MINOR_UNITS.keys():
            message = f"{amount} is of another currency than {unit}: convert it with a rate"
            raise CurrencyMismatchError(message)
        raise AggregationError([message])
    weight = one / other * FACTORS.get(unit, Fraction(1)) / amount.factor
    return attrs.evolve(amount, terms=tuple(term.times(weight) for term in amount.terms), unit=unit)
