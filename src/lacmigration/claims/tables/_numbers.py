"""What does the number of a cell state, and where does it stand?"""

from __future__ import annotations

from decimal import Decimal

import attrs

from lacmigration.claims._claims import Spot
from lacmigration.claims.tables._cells import Written
from lacmigration.documents import Cell
from lacmigration.figures import Figure, shifted
from lacmigration.reading import Inference, Mention
from lacmigration.sayings import message

__all__ = ["Number", "figure_of", "may_be_negative", "spot_of"]


@attrs.define(eq=False)
class Number:
    """The number of one cell: signed digits on a grid of a power of ten, in the cell's unit."""

    cell: Cell
    row: int
    column: int
    written: Written
    digits: int
    exponent: int
    unit: str
    scaled: bool
    places: int = 0

    def at(self, base: int) -> int:
        """The number as a multiple of a power of ten."""
        scale: int = 10 ** (self.exponent - base)
        return self.digits * scale


def figure_of(number: Number) -> Figure:
    """What a number states, as a figure."""
    digits, exponent = number.digits, number.exponent
    plain = shifted(Decimal(digits), exponent)
    unit = number.unit
    if digits < 0 and not may_be_negative(unit):
        unit = "1"
    return Figure(
        plain,
        unit,
        exponent=exponent,
        hedge=number.written.hedge,
        scaled=number.scaled,
        text=number.cell.text.strip(),
    )


def may_be_negative(unit: str) -> bool:
    """Whether less than nothing of a unit makes sense: of money and rates, not of people or days."""
    return unit in {"1", "percent", "percentage points", "per thousand"} or (
        len(unit) == 3 and unit.isupper()
    )


def spot_of(number: Number, figure: Figure, *, sure: bool) -> Spot:
    """Where a number stands, and what was concluded to read it; `sure` where its marks leave no doubt."""
    at, text = number.written, number.cell.text
    read = message("{number} read as {digits}", number=at.number, digits=number.digits)
    inferred = [] if sure else [Inference("separator-by-table", read)]
    if number.scaled and not at.scale:
        inferred.append(Inference("scale-of-table", message("scaled as the header or caption says")))
    mention = Mention(
        start=at.start,
        end=at.end,
        text=text[at.start : at.end],
        figure=figure,
        number_start=at.number_start,
        number_end=at.number_end,
        scale=0,
        inferred=tuple(inferred),
    )
    return Spot(block=number.cell.block, mention=mention, cell=number.cell, places=number.places)
