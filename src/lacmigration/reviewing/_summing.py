"""Which figures do the totals of a table add up, and which of them would have to move by a unit?"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from lacmigration.additivity import Addition, Adjustment, adjusted
from lacmigration.additivity import Cell as Printed
from lacmigration.claims import Spot
from lacmigration.documents import Cell, Document
from lacmigration.figures import Figure, Form, Hedge, shifted
from lacmigration.intervals import Interval
from lacmigration.reviewing._fixing import WRITTEN
from lacmigration.reviewing._reviews import Verified
from lacmigration.reviewing._rewriting import fix_at, group_mark, moved

__all__ = ["Move", "Sums"]

_MOST_POWER: Final = 15
"""Powers of ten that may lie between what a spreadsheet stores and what it shows."""


@attrs.frozen(kw_only=True, eq=False)
class Move:
    """A number of a table, and the one to print in its place; `old` and `new` are its digits as written."""

    spot: Spot
    old: str
    new: str

    @property
    def cell(self) -> Cell:
        """Where it stands."""
        assert self.spot.cell is not None  # noqa: S101  (only figures of tables move)
        return self.spot.cell

    @property
    def text(self) -> str:
        """The text of the cell with the new number in it."""
        at, end = self.spot.mention.number_start, self.spot.mention.number_end
        return f"{self.cell.text[:at]}{self.new}{self.cell.text[end:]}"


class Sums:
    """The figures of a table that its totals add up, as numbers that may move.

    `kept` are cells, by their identity, that are not to move; `cells` are those of all figures.
    """

    def __init__(self, document: Document, claims: Sequence[Verified], *, kept: Container[int]) -> None:
        self._document = document
        self._kept = kept
        self._spots: dict[int, Spot] = {}
        for one in claims:
            for spot in (*one.claim.parts, one.claim.stated):
                self._spots.setdefault(id(spot.cell), spot)
        order = {key: at for at, key in enumerate(self._spots)}
        additions = [
            Addition([order[id(spot.cell)] for spot in one.claim.parts], order[id(one.claim.stated.cell)])
            for one in claims
        ]
        self.cells = frozenset(order)
        totals = {one.total for one in additions}
        power = _stored_power(self._spots.values())
        cells = [
            self._printed(spot, None if at in totals else power)
            for at, spot in enumerate(self._spots.values())
        ]
        self.adjusted: Adjustment = adjusted(cells, additions)
        self._before = cells

    @property
    def moves(self) -> tuple[Move, ...]:
        """What is to be printed in place of what, in reading order."""
        spots = tuple(self._spots.values())
        is_csv = self._document.format == "csv"  # a mark of thousands could be its delimiter
        group = "" if is_csv else group_mark((_written(spot), spot.places) for spot in spots)
        found = []
        for at in self.adjusted.moved:
            spot, old, new = spots[at], self._before[at].number, self.adjusted.numbers[at]
            step = 1 if abs(new) > abs(old) else -1
            text = moved(_written(spot), step, places=spot.places, group=group)
            found.append(Move(spot=spot, old=_written(spot), new=text))
        return tuple(sorted(found, key=lambda move: (move.cell.row, move.cell.column)))

    def _printed(self, spot: Spot, power: int | None) -> Printed:
        figure = spot.mention.figure
        assert figure is not None  # noqa: S101  (a cell that is added up has a number)
        number = _printed_number(figure)
        reach = figure.strict.scaled(1 / figure.factor)
        exact = None if power is None or spot.cell is None else spot.cell.stored
        if exact is not None and power is not None:
            reach = Interval.point(shifted(exact, power))
        return Printed(number, reach, kept=self._stays(spot, figure))

    def _stays(self, spot: Spot, figure: Figure) -> bool:
        """Whether a number says something by not being rounded, or cannot be written otherwise."""
        if figure.hedge is not Hedge.NONE or figure.form is not Form.NUMBER or figure.precision is not None:
            return True
        if id(spot.cell) in self._kept or -figure.number == figure.resolution:  # nobody writes -0
            return True
        text = _written(spot)
        return self._document.format in WRITTEN and (
            fix_at(self._document, spot.block, spot.mention.number_start, (text, text)) is None
        )


def _printed_number(figure: Figure) -> Decimal:
    """The number of a figure, with its last digit where the figure says that it stands."""
    units = int(Fraction(figure.number) / Fraction(10) ** figure.exponent)
    return Decimal((int(units < 0), tuple(map(int, str(abs(units)))), figure.exponent))


def _written(spot: Spot) -> str:
    return spot.block.text[spot.mention.number_start : spot.mention.number_end]


def _stored_power(spots: Iterable[Spot]) -> int | None:
    """The power of ten between what a spreadsheet stores and what it shows; None where that is not one."""
    pairs = [
        (spot.cell.stored, spot.mention.figure)
        for spot in spots
        if spot.cell is not None and spot.mention.figure is not None
    ]
    known = [(stored, figure) for stored, figure in pairs if stored is not None]
    if len(known) < len(pairs):
        return None
    for power in range(-_MOST_POWER, _MOST_POWER + 1):
        if all(
            2 * abs(shifted(stored, power) - figure.number) <= figure.resolution for stored, figure in known
        ):
            return power
    return None
