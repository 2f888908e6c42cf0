"""Percentages say how much, percentage points how much more: they clash unless arithmetic joins them."""

from __future__ import annotations

import pytest

from lacmigration.checking import check
from lacmigration.findings import Verdict
from lacmigration.relations import (
    Bound,
    Difference,
    Equation,
    Growth,
    Magnitude,
    Order,
    Partition,
    Percentage,
    Ranking,
    Same,
    Share,
    Total,
    parse_relation,
)

CLASH = "units clash: {} against percentage points, which say how far two percentages are apart"


@pytest.mark.parametrize(
    "relation",
    [
        Same("38%", "38 percentage points"),
        Same("38 percentage points", "38%"),
        Bound("3 percentage points", "38%"),
        Order(["38%", "3 percentage points"]),
        Ranking("38%", 1, ["3 percentage points"]),
        Magnitude("38%", "38 percentage points"),
        Percentage("50 percentage points", "8 persons"),
        Total(["5%", "3%"], "8 percentage points"),
        Total(["5 percentage points", "3 percentage points"], "8%"),
        Total(["5%", "3 percentage points"], "8 percentage points"),
        Partition(["60 percentage points", "40 percentage points"], "100%"),
        Difference("5 percentage points", "3 percentage points", "2%"),
        Difference("40%", "2 percentage points", "38 percentage points"),
        Difference("40 percentage points", "38%", "2 percentage points"),
        Equation("38%", "38 percentage points"),
    ],
    ids=str,
)
def test_a_level_is_no_difference(relation):
    found = check(relation)
    assert found.verdict is Verdict.UNDECIDED
    assert found.reason == CLASH.format("percent")


def test_so_is_a_rate_per_thousand():
    found = check(Same("380 per thousand", "38 percentage points"))
    assert found.reason == CLASH.format("per thousand")


@pytest.mark.parametrize(
    "relation",
    [
        Difference("40%", "38%", "2 percentage points"),
        Difference("100%", "38%", "62%"),  # the other part of the whole
        Difference("40%", "2 percentage points", "38%"),
        Difference("5 percentage points", "3 percentage points", "2 percentage points"),
        Total(["38%", "2 percentage points"], "40%"),
        Total(["5 percentage points", "3 percentage points"], "8 percentage points"),
        Total(["5%", "3%"], "8%"),
        Total(["5%", "30 per thousand"], "8%"),
        Growth("38%", "40%", "2 percentage points"),
        Growth("20%", "40%", "100%"),
        Share("38 persons", "100 persons", "38%"),
        Same("0.38", "38%"),
        Same("0.02", "2 percentage points"),
        Order(["38%", "0.02"]),
        parse_relation('1 - "38%" = "62%"'),
        parse_relation('1 - "38%" + "2 percentage points" = "64%"'),
        parse_relation('"40%" - "38%" + "1 percentage point" = "3 percentage points"'),
        parse_relation('"40%" / "20%" = 2'),
        parse_relation('"2 percentage points" / "40%" = "5%"'),
    ],
    ids=str,
)
def test_what_arithmetic_joins(relation):
    assert check(relation).verdict.holds
