"""What is a printed number that may have to move, and what comes of moving some of them?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import attrs

from lacmigration.errors import FigureError, FloatError
from lacmigration.intervals import Interval, rational
from lacmigration.sayings import Saying

__all__ = ["Addition", "Adjustment", "Cell"]


def _printed(value: object) -> Decimal:
    where = "printed number"
    if not isinstance(value, int | str | Decimal) or isinstance(value, bool):
        raise FloatError(value, where=where)
    if isinstance(value, str) and "/" in value:
        raise FigureError(f"{where}: {value!r} is a quotient; write the number as printed, such as 4.50")
    rational(value, where=where)
    return Decimal(value.strip()) if isinstance(value, str) else Decimal(value)


def _places(parts: Iterable[int]) -> tuple[int, ...]:
    return tuple(parts)


def _rounded(self: Cell) -> Interval:
    half = Fraction(self.unit) / 2
    return Interval(Fraction(self.number) - half, Fraction(self.number) + half)


@attrs.frozen
class Cell:
    """A number as printed: its last digit says how far it may move. `reach` is what it can stand for.

    Without a reach it was rounded to the nearest; the reach of a number that is known exactly is that one
    point. What is `kept` does not move (a hedged figure, a legal target), and a printed 0 only moves where
    its exact value is known to be none.

    Errors: FloatError for a float, FigureError for other text, and where the exact value would not be
    rounded to the printed one, neither up nor down.

    >>> Cell("4.5").reach, Cell("4.5").directions
    ([89/20, 91/20], (True, True))
    >>> Cell("4.5", Interval.point("4.47")).directions
    (True, False)
    """

    number: Decimal = attrs.field(converter=_printed)
    reach: Interval = attrs.field(default=attrs.Factory(_rounded, takes_self=True))
    kept: bool = False

    def __attrs_post_init__(self) -> None:
        exact = self.exact
        if exact is not None and abs(exact - Fraction(self.number)) >= self.unit:
            raise FigureError(
                f"printed number {self.number:f}: {exact} is rounded to it neither up nor down; "
                f"they must be less than {self.unit:f} apart"
            )

    @property
    def exponent(self) -> int:
        """The power of ten of its last digit; that of a whole number is 0."""
        place = self.number.as_tuple().exponent
        assert isinstance(place, int)  # noqa: S101  (only finite numbers are printed)
        return place

    @property
    def unit(self) -> Decimal:
        """The place value of its last digit."""
        return Decimal((0, (1,), self.exponent))

    @property
    def exact(self) -> Fraction | None:
        """The exact value where it is known."""
        return self.reach.lo if self.reach.is_point else None

    @property
    def directions(self) -> tuple[bool, bool]:
        """Whether it may move down, and whether up: to where its value may really lie."""
        number = Fraction(self.number)
        if self.kept or (not number and self.exact is None):
            return False, False
        lo, hi = self.reach.lo, self.reach.hi
        return lo is None or lo < number, hi is None or hi > number


@attrs.frozen
class Addition:
    """Some cells that add up to another one, by their places in a list of cells."""

    parts: tuple[int, ...] = attrs.field(converter=_places)
    total: int

    @property
    def cells(self) -> tuple[int, ...]:
        """All places: those of the parts, and that of the total."""
        return (*self.parts, self.total)


@attrs.frozen
class Adjustment:
    """The numbers to print, in the order of the cells, and which of them moved, by their places.

    Where they cannot be made to add up, nothing has moved and `obstacle` says why. `explained` is false
    where no numbers that add up would be rounded to the printed ones: one of them is wrong.
    """

    numbers: tuple[Decimal, ...]
    moved: tuple[int, ...] = ()
    obstacle: Saying | None = None
    explained: bool = True

    @property
    def adds_up(self) -> bool:
        """Whether the numbers add up now."""
        return self.obstacle is None
