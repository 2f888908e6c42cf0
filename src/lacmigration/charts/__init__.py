"""What do results look like? Pictures of shares, ranks, gaps, flows, places and tables, with intervals."""

from lacmigration.charts._bars import draw_shares, draw_totals
from lacmigration.charts._chart import Chart, format_of
from lacmigration.charts._flows import draw_flows
from lacmigration.charts._gaps import draw_gaps
from lacmigration.charts._grids import draw_crosstab
from lacmigration.charts._maps import draw_map
from lacmigration.charts._ranks import draw_ranks
from lacmigration.charts._sheets import Look

__all__ = [
    "Chart",
    "Look",
    "draw_crosstab",
    "draw_flows",
    "draw_gaps",
    "draw_map",
    "draw_ranks",
    "draw_shares",
    "draw_totals",
    "format_of",
]
