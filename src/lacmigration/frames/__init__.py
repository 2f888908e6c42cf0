"""The same questions over tables of millions of rows, which DuckDB or Spark compute; answers come in kind.

Needs the extra `frames`; nothing of it is imported before a name of this package is used.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lacmigration.frames._checks import check as check
    from lacmigration.frames._comparisons import gap as gap
    from lacmigration.frames._comparisons import growth as growth
    from lacmigration.frames._distribution import concentration as concentration
    from lacmigration.frames._distribution import herfindahl as herfindahl
    from lacmigration.frames._distribution import shares as shares
    from lacmigration.frames._faults import RowErrors as RowErrors
    from lacmigration.frames._faults import RowProblem as RowProblem
    from lacmigration.frames._intervals import ends as ends
    from lacmigration.frames._local import local_spark as local_spark
    from lacmigration.frames._mapping import mapping as mapping
    from lacmigration.frames._ranks import rank as rank
    from lacmigration.frames._rates import constant_prices as constant_prices
    from lacmigration.frames._rates import convert as convert
    from lacmigration.frames._records import of as of
    from lacmigration.frames._records import records as records
    from lacmigration.frames._records import tables as tables
    from lacmigration.frames._relations import Bound as Bound
    from lacmigration.frames._relations import Growth as Growth
    from lacmigration.frames._relations import Order as Order
    from lacmigration.frames._relations import Partition as Partition
    from lacmigration.frames._relations import Same as Same
    from lacmigration.frames._relations import Share as Share
    from lacmigration.frames._relations import Total as Total
    from lacmigration.frames._schemas import schema as schema
    from lacmigration.frames._stated import Each as Each
    from lacmigration.frames._stated import Stated as Stated
    from lacmigration.frames._structuring import structure as structure
    from lacmigration.frames._totals import total as total
    from lacmigration.frames._validating import validate as validate

_HOMES = {
    "Bound": "_relations",
    "Each": "_stated",
    "Growth": "_relations",
    "Order": "_relations",
    "Partition": "_relations",
    "RowErrors": "_faults",
    "RowProblem": "_faults",
    "Same": "_relations",
    "Share": "_relations",
    "Stated": "_stated",
    "Total": "_relations",
    "check": "_checks",
    "concentration": "_distribution",
    "constant_prices": "_rates",
    "convert": "_rates",
    "ends": "_intervals",
    "gap": "_comparisons",
    "growth": "_comparisons",
    "herfindahl": "_distribution",
    "local_spark": "_local",
    "mapping": "_mapping",
    "of": "_records",
    "rank": "_ranks",
    "records": "_records",
    "schema": "_schemas",
    "shares": "_distribution",
    "structure": "_structuring",
    "tables": "_records",
    "total": "_totals",
    "validate": "_validating",
}

__all__ = [
    "Bound",
    "Each",
    "Growth",
    "Order",
    "Partition",
    "RowErrors",
    "RowProblem",
    "Same",
    "Share",
    "Stated",
    "Total",
    "check",
    "concentration",
    "constant_prices",
    "convert",
    "ends",
    "gap",
    "growth",
    "herfindahl",
    "mapping",
    "of",
    "rank",
    "records",
    "schema",
    "shares",
    "structure",
    "tables",
    "total",
    "validate",
]


def _lacking(library: str) -> ImportError:
    """Which extra is missing."""
    from lacmigration.errors import MissingExtraError
    from lacmigration.sayings import message

    return MissingExtraError(message("working with frames needs {library}", library=library), extra="frames")


if not TYPE_CHECKING:  # a checker that saw it would believe in any name
    from lacmigration._faces import face

    __getattr__, __dir__ = face(__name__, _HOMES, lacking=_lacking)
