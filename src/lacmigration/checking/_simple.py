"""Evidence that is worked out already: for lists, dates, orders and counts, or to be passed on."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

from lacmigration.figures import Figure
from lacmigration.intervals import Interval
from lacmigration.messages import Message, Saying

__all__ = ["Plain"]


@attrs.frozen(eq=False)
class Plain:
    """What was found, already worked out."""

    text: Saying
    values: tuple[tuple[str, Fraction | date], ...] = ()
    sharpness: Fraction | None = None
    right: Figure | None = None
    sight: str = ""
    loosest: tuple[Interval, Interval] | None = None
    rounded: bool = False
    step: Fraction | None = None
    room: Fraction | None = None
    other_roundings: tuple[Message, ...] = ()

    def loose(self) -> tuple[Interval, Interval] | None:
        """Both sides at their loosest, where they are numbers."""
        return self.loosest

    def unit(self) -> Fraction | None:
        """The place value of the stated figure's last digit, where a figure is restated."""
        return self.step

    def slack(self) -> Fraction | None:
        """How far the stated side could move, where there is a unit to measure it in."""
        return self.room

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

    def roundings(self) -> tuple[Message, ...]:
        """Which other rounding would reconcile it, where something is rounded."""
        return self.other_roundings

    def explanation(self) -> Saying:
        """The sentence."""
        return self.text
