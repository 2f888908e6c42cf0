"""What is drawn beside a table, where a file for it was named?"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from lacmigration.amounts import Amount
from lacmigration.cli._choices import Cell
from lacmigration.cli._output import complain
from lacmigration.cli._sums import Asked
from lacmigration.crosstabs import Crosstab
from lacmigration.sayings import message

__all__ = ["picture_map"]


def picture_map(asked: Asked, found: Crosstab, *, cell: Cell, tiles: bool) -> None:
    """A heat map of the table, or a map of its columns where they are countries."""
    if asked.chart is None:
        if tiles:
            complain(message("{option} needs {other}", option="--tiles", other="--chart"))
        return
    from lacmigration.charts import draw_crosstab, draw_map

    if not tiles:
        chart = draw_crosstab(
            found, show="total" if cell is Cell.TOTAL else "count", meant=asked.meant, **asked.look
        )
    elif cell is Cell.TOTAL:
        totals = {key: found.total(column=key, **asked.meant) for key in found.columns}
        stated: Mapping[Hashable, Amount] = {key: one for key, one in totals.items() if one is not None}
        chart = draw_map(stated, **asked.look)
    else:
        chart = draw_map(found, **asked.look)
    chart.save(asked.chart)
