"""What a number as stated can stand for: its value, how it was rounded, its hedge, and its two intervals.

The meanings are those of the project's contract (see `docs/explanation/figures.md`): `strict` holds the
values that the figure as written can stand for, `loose` the most that a fair reader would grant.
"""

from lacmigration.figures._decimals import decimal_if_finite as decimal_if_finite
from lacmigration.figures._decimals import shifted as shifted
from lacmigration.figures._figures import Figure
from lacmigration.figures._suiting import Rounding
from lacmigration.notation import Form, Hedge

__all__ = ["Figure", "Form", "Hedge", "Rounding"]
