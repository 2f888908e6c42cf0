"""Places with ties, and the places that rounding leaves open."""

from __future__ import annotations

import pytest

from lacmigration.intervals import Interval
from lacmigration.provenance import Citation
from lacmigration.rankings import rank, rank_range
from lacmigration.records import Contribution, Programme

HERE = Citation("my-report", "table 1")


def gifts(**amounts: str) -> list[Contribution]:
    return [
        Contribution(id=f"my.{who}", provider=who, receiver="mptf", figure=text, citation=HERE)
        for who, text in amounts.items()
    ]


def places(**amounts: str) -> dict[object, tuple[int, int, int]]:
    return {key: (one.place, one.best, one.worst) for key, one in rank(gifts(**amounts)).items()}


def test_ties_share_the_better_place():
    """1.5 million is the most that USD 1M says and the least that USD 2M says: a tie, never above."""
    found = places(a="USD 2M", b="USD 5M", c="USD 2M", d="USD 1M")
    assert found == {"b": (1, 1, 1), "a": (2, 2, 3), "c": (2, 2, 3), "d": (4, 2, 4)}
    assert list(found) == ["b", "a", "c", "d"]


def test_rounding_leaves_ranks_open():
    """3.8 million is from 3.75 to 3.85; 3,849,601 lies within."""
    found = rank(gifts(fr="USD 3,849,601", nl="USD 3.8M", no="USD 3,700,000.00"))
    assert [(one.place, one.best, one.worst, one.certain) for one in found.values()] == [
        (1, 1, 2, False),
        (2, 1, 2, False),
        (3, 3, 3, True),
    ]


def test_trailing_zeros_leave_more_open_to_a_generous_reader():
    """10,000,000 may be anything from 5 to 15 million to a generous reader."""
    found = rank(gifts(us="USD 10,000,000", dk="USD 6.6 million"))
    assert (found["us"].best, found["us"].worst, found["us"].loose) == (1, 1, (1, 2))
    assert (found["dk"].best, found["dk"].worst, found["dk"].loose) == (2, 2, (1, 2))


def test_the_smallest_first():
    found = rank(gifts(a="USD 2M", b="USD 5M", c="USD 2M"), descending=False)
    assert [(key, one.place, one.best, one.worst) for key, one in found.items()] == [
        ("a", 1, 1, 2),
        ("c", 1, 1, 2),
        ("b", 3, 3, 3),
    ]


def test_what_belongs_to_nobody_holds_no_place():
    rows = [
        Programme(id="my.a", recipients="mx", figure="USD 1M", citation=HERE),
        Programme(id="my.b", recipients="gt|mx", figure="USD 9M", citation=HERE),
        Programme(id="my.c", figure="USD 9M", citation=HERE),
    ]
    assert list(rank(rows, by="recipient")) == ["mx"]
    assert [key for key, _ in rank(rows, by="recipient", several="equal").items()] == ["mx", "gt"]


@pytest.mark.parametrize(
    "item, other, ranks",
    [
        (Interval(1, 2), Interval(2, 3), (1, 2)),  # both can be 2
        (Interval(1, 2, hi_open=True), Interval(2, 3), (2, 2)),
        (Interval(1, 2), Interval(2, 3, lo_open=True), (2, 2)),
        (Interval(2, 3), Interval(1, 2), (1, 1)),
        (Interval(1, None), Interval(5, 6), (1, 2)),
        (Interval(5, 6), Interval(7, None), (2, 2)),
        (Interval(5, 6), Interval(None, 4), (1, 1)),
        (Interval(None, 6), Interval(4, 5), (1, 2)),
    ],
)
def test_the_range_of_a_rank(item: Interval, other: Interval, ranks: tuple[int, int]):
    assert rank_range(item, (other,)) == ranks
