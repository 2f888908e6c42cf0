"""What is known of one quantity, from all the places where it stands?"""

from __future__ import annotations

from collections.abc import Sequence

from lacmigration.checking._quantities import Quantity
from lacmigration.figures import Form, Rounding
from lacmigration.intervals import EVERYTHING, Interval
from lacmigration.reconciling._rows import Unknown

__all__ = ["domain_of", "is_number", "unknown"]


def is_number(quantity: Quantity) -> bool:
    """Whether it is a number that the relation itself brings, and nobody's figure: 100%, or 3 on a list."""
    if quantity.fact.unstated or not quantity.strict.is_point:
        return False
    figure = quantity.figure
    if figure is None:
        return True
    exact = figure.rounding is Rounding.EXACT and figure.form is Form.NUMBER
    return exact and not quantity.fact.id and figure.unit in {"1", "percent"}


def domain_of(quantity: Quantity) -> Interval:
    """What a quantity can be even where its figure is wrong."""
    if quantity.figure is None:
        return quantity.loose
    return quantity.figure.natural_domain or EVERYTHING


def unknown(
    key: str, found: Sequence[Quantity], weight: int | None, *, whole: bool, is_written: bool = True
) -> Unknown:
    """One unknown of all its places: as wide as they read it strictly, as narrow as they do loosely.

    If it is not written as it is, no figure of it can be wrong: that of what it is rounded to can.
    """
    first = found[0]
    tight, wide, domain = first.strict, first.loose, domain_of(first)
    for other in found[1:]:
        tight, wide = tight.hull(other.strict), wide.intersect(other.loose) or wide
        domain = domain.hull(domain_of(other))
    counts = all(one.figure is not None and one.figure.is_whole for one in found)
    return Unknown(
        key=key,
        label=first.label,
        strict=tight,
        loose=wide.hull(tight),
        domain=domain,
        nominal=first.nominal,
        whole=whole or counts,
        weight=(weight or _weight(first)) if is_written and first.figure is not None else None,
        figure=first.figure if is_written else None,
        fact=first.fact,
    )


def _weight(quantity: Quantity) -> int:
    """How hard it is to believe that a figure is wrong: harder with a source, harder where it is exact."""
    exact = quantity.figure is not None and quantity.figure.rounding is Rounding.EXACT
    return 1 + (quantity.fact.citation is not None) + exact
