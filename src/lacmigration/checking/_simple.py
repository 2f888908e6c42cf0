"""Evidence that is known at once: for findings about lists, dates, orders and counts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

from lacmigration.figures import Figure
from lacmigration.intervals import Interval

__all__ = ["Plain"]


@attrs.frozen(eq=False)
class Plain:
    """What was found, already worked out."""

    text: str
    values: tuple[tuple[str, Fraction | date], ...] = ()
    sharpness: Fraction | None = None
    right: Figure | None = None
    sight: str = ""
    loosest: tuple[Interval, Interval] | None = None
    rounded: bool = False

    def loose(self) -> tuple[Interval, Interval] | None:
        """Both sides at their loosest, where they are numbers."""
        return self.loosest

    def unit(self) -> Fraction | None:
        """None: no figure is restated here."""
        return None

    def slack(self) -> Fraction | None:
        """None: there is no unit to measure it in."""
        return None

    def needed_rounding(self) -> bool:
        """Whether it holds because of rounding alone."""
        return self.rounded

    def seen(self) -> str:
        """What the check sees, whatever the verdict."""
        return self.sight

    def witness(self) -> tuple[tuple[str, Fraction | date], ...]:
        """The values found."""
        return self.values

    def power(self) -> Fraction | None:
        """How sharp the check was, where that means something."""
        return self.sharpness

    def restatement(self) -> Figure | None:
        """The right figure, where there is one."""
        return self.right

    def roundings(self) -> tuple[str, ...]:
        """None: nothing here is rounded."""
        return ()

    def explanation(self) -> str:
        """The sentence."""
        return self.text
