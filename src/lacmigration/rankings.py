"""Who comes first, second, third? Ranks with ties, and the ranks that rounding leaves open."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, Unpack

import attrs

from lacmigration.amounts import Amount
from lacmigration.grouping import NOT_STATED, UNALLOCATED, By, Several
from lacmigration.intervals import Interval
from lacmigration.totals import Meant, group_amounts

__all__ = ["Rank", "rank", "rank_range"]


@attrs.frozen
class Rank:
    """The place of one group: `place` at face values (ties share the better one), and what rounding allows.

    `best` and `worst` are the ends of the range of places under the strict intervals, `loose` the range that
    a fair reader would grant. Parts of one record in several groups are taken as independent, so that a range
    may be too wide, never too narrow.
    """

    key: Hashable
    place: int
    best: int
    worst: int
    loose: tuple[int, int]
    amount: Amount

    @property
    def certain(self) -> bool:
        """Whether no rounding can move it."""
        return self.best == self.worst


def rank(
    records: Iterable[Any],
    by: By = "donor",
    *,
    descending: bool = True,
    several: Several = "unallocated",
    **meant: Unpack[Meant],
) -> dict[Hashable, Rank]:
    """Rank groups of records by their totals: a dict in order of rank, equals by name.

    Place 1 has the largest total (the smallest with `descending=False`); after a tie of two for place 2 comes
    4. What may not be added up is refused as `totals.total` says, over all records together. What is
    unallocated, and what does not state its group, holds no place.

    >>> from lacmigration.provenance import Citation
    >>> from lacmigration.records import Contribution
    >>> gifts = [Contribution(id=f"my.{who}", provider=who, receiver="mptf", figure=text,
    ...                       citation=Citation("my-report", "table 1"))
    ...          for who, text in {"ie": "USD 1.2M", "cy": "USD 1.21M", "mx": "USD 550,000"}.items()]
    >>> [(one.key, one.place, one.best, one.worst) for one in rank(gifts).values()]
    [('cy', 1, 1, 2), ('ie', 2, 1, 2), ('mx', 3, 3, 3)]
    """
    _, every = group_amounts(records, by, several=several, **meant)
    amounts = {key: amount for key, amount in every.items() if key not in (UNALLOCATED, NOT_STATED)}
    sign = 1 if descending else -1
    faces = {key: sign * amount.nominal for key, amount in amounts.items()}
    ordered = sorted(amounts, key=lambda key: -faces[key])
    strict = _ranges({key: amount.strict for key, amount in amounts.items()}, descending=descending)
    loose = _ranges({key: amount.loose for key, amount in amounts.items()}, descending=descending)
    found, place = {}, 0
    for position, key in enumerate(ordered, start=1):
        if position == 1 or faces[key] != faces[ordered[position - 2]]:
            place = position
        found[key] = Rank(key, place, *strict[key], loose[key], amounts[key])
    return found


def _ranges(intervals: dict[Hashable, Interval], *, descending: bool) -> dict[Hashable, tuple[int, int]]:
    facing = intervals if descending else {key: -interval for key, interval in intervals.items()}
    return {
        key: rank_range(interval, tuple(other for one, other in facing.items() if one != key))
        for key, interval in facing.items()
    }


def rank_range(item: Interval, others: tuple[Interval, ...]) -> tuple[int, int]:
    """The best and the worst rank (1 is the largest, ties share the better one) that rounding allows.

    >>> rank_range(Interval(5, 6), (Interval(7, 8), Interval(5, 7), Interval(1, 2)))
    (2, 3)
    """
    above = sum(1 for other in others if _surely_above(other, item))
    maybe = sum(1 for other in others if _perhaps_above(other, item))
    return 1 + above, 1 + maybe


def _surely_above(other: Interval, item: Interval) -> bool:
    if other.lo is None or item.hi is None:
        return False
    return other.lo > item.hi or (other.lo == item.hi and (other.lo_open or item.hi_open))


def _perhaps_above(other: Interval, item: Interval) -> bool:
    return other.hi is None or item.lo is None or other.hi > item.lo
