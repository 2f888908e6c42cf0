"""How much do the rows of a table add up to? In all, or in each group."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Unpack

from lacmigration.frames._groups import By, added, names_of
from lacmigration.frames._guards import Meant
from lacmigration.frames._sql import col
from lacmigration.frames._stated import Stated

__all__ = ["total"]


def total(
    frame: Any,
    *,
    by: By | None = None,
    amount: str | Stated = "amount",
    currency: str | None = "currency",
    resolution: str | int | Decimal | None = None,
    source: str | None = None,
    **meant: Unpack[Meant],
) -> Any:
    """Add up a column of amounts, or of each group of rows, exactly; as `lacmigration.total`, over tables.

    `frame` is a pandas, polars or Spark frame, an Arrow table, a DuckDB relation, or the path of Parquet or
    CSV files; the answer is of the same kind (for files a DuckDB relation). It has a row for each group, in
    the order of `by`: the columns of `by`, `currency` where the table has one, `amount` as DECIMAL(38, s),
    `records` (how many rows were added) and `missing` (how many had no amount).

    With `resolution`, the place value of the amounts' last digit that counts (1000 for amounts in thousands;
    or the name of a column of them), there are `lo` and `hi` too: the ends of what rounding leaves open, both
    included. It is a declared precision, so that they are the strict and the loose ends.

    With `amount=Stated(...)` the column holds figures as they were stated, each with its rounding and hedge.
    There are the columns of `frames.ends` beside `amount` then: the strict and the loose interval of the
    sum, as whole numbers over others. As over records the figures are one list: where the finest of a unit
    is written to the dollar, the zeros of the others leave nothing open. `source` names a column of sources,
    if only figures of one source are one list. All figures of a sum are of one unit.

    Rows whose key is empty are the group "(not stated)" (an empty cell where keys are no texts); a key may be
    a list, and rows with several values in it are "(unallocated)".

    Amounts are whole numbers, decimals, or text that is a plain number. What may not be added up is refused
    for all groups together: other currencies unless the currency is in `by`; columns named `flow`, `as_of`,
    `period`, `measure`, `scope` and `base` whose rows differ, unless the caller says `flows="any"` and so on;
    rows without an amount, unless `missing="skip"`.

    Errors: CurrencyMismatchError, AggregationError, FloatError for a column of floats, AmountError for cells
    that are no numbers and for sums of more than 38 digits, ChoiceError; RowErrors for figures that cannot
    be, such as a count below 0.

    >>> import pyarrow as pa
    >>> gifts = pa.table({"donor": ["ie", "cy", "ie"], "amount": ["1200.50", "550", "0.25"]})
    >>> total(gifts, by="donor").to_pylist()[1]
    {'donor': 'ie', 'amount': Decimal('1200.75'), 'records': 2, 'missing': 0}
    >>> from lacmigration.frames import Each
    >>> spoken = pa.table({"amount": [57, 23], "hedge": ["about", "none"]})
    >>> row = total(spoken, amount=Stated("amount", hedge=Each("hedge"))).to_pylist()[0]
    >>> row["loose_lo"] / row["loose_lo_under"], row["loose_hi"] / row["loose_hi_under"]
    (Decimal('78.5'), Decimal('81.5'))
    """
    names = names_of(by)
    groups = added(
        frame,
        by=names,
        within=None,
        amount=amount,
        currency=currency,
        resolution=resolution,
        source=source,
        meant=meant,
    )
    ends = [col(name) for name in groups.ends]
    query = groups.select(*groups.carried, col("amount"), *ends, col("records"), col("missing"))
    return groups.give(query.order_by(*groups.in_order, copy=False) if names else query)
