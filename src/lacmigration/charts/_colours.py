"""Which colours can everybody tell apart, on paper too?

Okabe and Ito's palette for things of different kinds (M. Okabe and K. Ito, Color Universal Design, 2008), and
seven steps of viridis for more and less of one thing, the lightest first: in grey they stay in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

__all__ = [
    "BAR",
    "EMPTY",
    "FAINT",
    "GRID",
    "INK",
    "KINDS",
    "LOOSE",
    "MUTED",
    "OUTLINE",
    "PAPER",
    "REST",
    "SCALE",
    "STRICT",
    "TARGET",
    "step_of",
]

INK: Final = "#1a1a1a"
MUTED: Final = "#4d4d4d"
FAINT: Final = "#8c8c8c"
GRID: Final = "#dddddd"
PAPER: Final = "#ffffff"
EMPTY: Final = "#eeeeee"
"""A field of a table or a map for which there is no record; white is one whose value has no colour."""
OUTLINE: Final = "#b0b0b0"
REST: Final = "#bdbdbd"
"""What has no group of its own: the others, the unallocated."""
BAR: Final = "#56B4E9"
TARGET: Final = "#D55E00"
STRICT: Final = INK
LOOSE: Final = "#595959"
KINDS: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#F0E442")
SCALE: Final = (
    ("#fde725", INK),
    ("#90d743", INK),
    ("#35b779", INK),
    ("#277f8e", PAPER),
    ("#355f8d", PAPER),
    ("#443983", PAPER),
    ("#440154", PAPER),
)
"""A fill, and the colour of what is written on it."""


def step_of(value: Fraction | int, bounds: Sequence[Fraction | int]) -> int:
    """How many of the bounds a value is above: its step of a scale.

    >>> step_of(3, (1, 2, 5))
    2
    """
    return sum(1 for bound in bounds if value > bound)
