"""Evidence that is known at once: for findings about lists, dates, orders and counts."""

from __future__ import annotations

from fractions import Fraction

import attrs

from lacmigration.figures import Figure

__all__ = ["Known"]


@attrs.frozen(eq=False)
class Known:
    """What was found, already worked out."""

    text: str
    values: tuple[tuple[str, Fraction], ...] = ()
    sharpness: Fraction | None = None
    right: Figure | None = None

    def witness(self) -> tuple[tuple[str, Fraction], ...]:
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
