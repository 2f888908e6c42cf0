"""Trailing zeros in a list count as far as the digits of its finest figure."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lacmigration._settling import settled_loose, settled_places
from lacmigration.checking import check
from lacmigration.comparisons import gap
from lacmigration.distribution import shares
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.provenance import Citation
from lacmigration.rankings import rank
from lacmigration.relations import (
    Difference,
    Equation,
    Order,
    Partition,
    Ranking,
    Same,
    Share,
    Total,
    parse_relation,
)
from lacmigration.totals import total

QUESTIONABLE, INCONSISTENT = Verdict.QUESTIONABLE, Verdict.INCONSISTENT


def fact(text, name="", source="", **how: object):
    cited = Citation(source, "table 1") if source else None
    figure = text if isinstance(text, Figure) else Figure.parse(text, **how)
    return Fact(id=name, label=name or str(text), figure=figure, citation=cited)


def places(*entries: object):
    return settled_places([one if isinstance(one, Fact) else fact(one) for one in entries])


def between(low, high):
    return Interval(Fraction(low), Fraction(high))


def test_the_finest_figure_tells_the_others():
    assert places("USD 10,000,000", "USD 19,569,912") == {0: 0}
    assert places("USD 10,000,000", "USD 550,000", "USD 2,500,000") == {0: 4, 2: 4}
    assert places("USD 5,000,000", "USD 3,000,000") == {}


def test_cents_tell_that_dollars_count_and_no_more():
    assert places("USD 1,000", "USD 12.25") == {0: 0}
    assert settled_loose(Figure.parse("USD 1,000"), 0) == between("999.5", "1000.5")


@pytest.mark.parametrize(
    "other",
    [
        "USD 1.5 million",
        "about USD 12,345",
        "more than USD 12,345",
        "between USD 12,345 and USD 12,349",
        "EUR 12,345",
        "12,345",
        "USD 0",
        fact(Figure.exact(12345, "USD")),
        Fact(id="silent", label="silent"),
    ],
    ids=str,
)
def test_what_says_nothing_about_zeros(other):
    assert places("USD 10,000", other) == {}


@pytest.mark.parametrize(
    "one",
    [
        "USD 10 million",
        "about USD 10,000",
        "up to USD 10,000",
        "USD 12,000.00",
        fact("USD 10,000", precision=3),
        fact("USD 10,000", rounding="truncated"),
        fact(Figure.exact(10000, "USD")),
    ],
    ids=str,
)
def test_what_is_not_settled(one):
    assert places(one, "USD 12,345") == {}


def test_a_declared_precision_tells_the_others_and_stays_as_it_is():
    assert places(fact("USD 12,000", precision=3), "USD 50,000") == {1: 3}
    assert places(fact("USD 50,000", precision=0), "USD 70,000") == {1: 0}


def test_a_table_says_nothing_of_what_another_source_writes():
    here, there = fact("USD 12,345", "a", "here"), fact("USD 10,000", "b", "there")
    assert places(here, there) == {}
    assert places(here, there, fact("USD 70,000", "c", "here")) == {2: 0}
    assert places(here, there, "USD 40,000") == {}  # of neither, as far as anyone knows
    assert places(here, "USD 40,000") == {1: 0}


def test_parts_and_stated_total_are_one_list():
    """Alone, 10,000,000 may be 5 to 15 million; beside figures to the dollar it is written to the dollar."""
    parts = ["USD 6,500,000", "USD 4,123,456"]
    assert check(Total(parts, "USD 10,000,000")).verdict is INCONSISTENT  # 10,623,456
    assert check(Total(["USD 6,500,000", "USD 4,100,000"], "USD 10,000,000")).verdict is INCONSISTENT
    assert check(Total(["USD 6.5 million", "USD 4.1 million"], "USD 10,000,000")).verdict is QUESTIONABLE
    assert check(Total([*parts, "about USD 400,000"], "USD 11,000,000")).verdict is QUESTIONABLE  # the hedge


def test_an_incomplete_list_is_one_too():
    assert check(Total(["USD 12,345,678"], "USD 12,000,000", complete=False)).verdict is QUESTIONABLE
    parts = ["USD 12,345,678", "USD 123"]
    assert check(Total(parts, "USD 12,000,000", complete=False)).verdict is INCONSISTENT


def test_a_declared_precision_wins():
    """600 in hundreds is 550 to 650, beside whatever else."""
    rough = Figure.parse("USD 600", precision=2)
    assert check(Total([rough, "USD 123"], "USD 771")).verdict is Verdict.COMPATIBLE


def test_shares_of_one_whole():
    """40% may be 35 to 45%, and 35.2 + 64.8 makes 100; but beside 59.8% no longer."""
    assert check(Partition(["40%", "50%"])).verdict is QUESTIONABLE
    assert check(Partition(["40%", "64.8%"])).verdict is INCONSISTENT


def test_orders_and_ranks_of_one_list():
    assert check(Order(["USD 12,345", "USD 12,600", "USD 9,999"])).verdict is INCONSISTENT
    assert check(Order(["USD 12,000", "USD 12,345", "USD 9,999"])).verdict is INCONSISTENT
    assert check(Order(["USD 12,000", "USD 12.3 thousand", "USD 9 thousand"])).verdict is QUESTIONABLE
    assert check(Ranking("USD 12,000", 1, ["USD 12,345"])).verdict is INCONSISTENT
    assert check(Ranking("USD 12,000", 1, ["USD 12.3 thousand"])).verdict is QUESTIONABLE


def test_two_statements_a_difference_and_a_part_of_a_whole_are_no_lists():
    assert check(Same("USD 12,000", "USD 12,345")).verdict is QUESTIONABLE
    assert check(Difference("USD 12,345", "USD 45", "USD 12,000")).verdict is QUESTIONABLE
    assert check(Share("USD 12,345", "USD 50,000", "26%")).verdict is QUESTIONABLE


def test_what_is_added_up_within_an_expression_is_a_list():
    facts = {
        name: fact(text, name)
        for name, text in {"a": "USD 6,000", "b": "USD 4,321", "w": "USD 20,000"}.items()
    }
    assert (
        check(parse_relation('(a + b) / w = "54%"'), facts=facts).verdict is QUESTIONABLE
    )  # w is not settled
    facts["w"] = fact("USD 20.0 thousand", "w")
    assert check(parse_relation('(a + b) / w = "54%"'), facts=facts).verdict is INCONSISTENT
    assert check(parse_relation('sum(a, b) = "USD 10,000"'), facts=facts).verdict is INCONSISTENT
    assert check(parse_relation('a / w + b / w = "54%"'), facts=facts).verdict is QUESTIONABLE


def test_one_unknown_is_read_in_one_way_wherever_it_stands():
    facts = {name: fact(text, name) for name, text in {"a": "USD 6,000", "b": "USD 4,321"}.items()}
    found = check(parse_relation('a / (a + b) = "60.1%"'), facts=facts)
    assert found.verdict is INCONSISTENT  # 58.1%; with a up to 6,500 it would be 60.1%


def test_totals_of_records():
    rows = [fact("USD 10,000,000", "a"), fact("USD 19,569,912", "b")]
    found = total(rows)
    assert found.loose == found.strict == between(29569911, 29569913)
    assert total(rows[:1]).loose == between(5000000, 15000000)
    assert total(["USD 10,000", "USD 1.5 million"]).loose == between(1455000, 1565000)


def test_coarser_lists_settle_as_far_as_they_go():
    """30,000 and 12,000 are written to thousands: 29,500 and 11,500 at least; strictly, to the dollar."""
    found = total(["USD 30,000", "USD 12,000"])
    assert found.loose == between(41000, 43000)
    assert found.strict == between(41999, 42001)


def test_groups_and_totals_of_totals_stay_parts_of_one_list():
    rows = [fact("USD 10,000", "a"), fact("USD 12,345", "b")]
    groups = total(rows, by="id")
    assert groups["a"].loose == groups["a"].strict
    assert total(groups.values()).loose == total(rows).loose
    again = total([total(rows), "USD 7,000"])
    assert again.loose == again.strict == between("29343.5", "29346.5")


def test_a_total_in_a_relation_is_read_as_its_parts_are():
    rows = [fact("USD 6,000", "a"), fact("USD 4,321", "b")]
    assert check(Equation(total(rows), "USD 10,000")).verdict is INCONSISTENT
    assert check(Total(rows, "USD 10,000")).verdict is INCONSISTENT


def test_shares_and_ranks_of_records():
    rows = [fact("USD 10,000,000", "a"), fact("USD 6,588,103", "b")]
    share = shares(rows, by="id").quotients["a"]
    assert share.loose == share.strict
    assert rank(rows, by="id")["a"].loose == (1, 1)


def test_what_is_taken_away_settles_nothing():
    assert gap("USD 20,000", "USD 12,345").missing.loose == between("2654.5", "12655.5")


def test_a_record_listed_twice_keeps_its_own_terms():
    one = fact("USD 1,000", "a")
    assert total([one, one, fact("USD 5", "b")], overlaps="any", by="id")["a"].loose == between(1999, 2001)


def test_shares_of_plain_figures_are_shares_of_their_own_sum():
    """1 of 3: the part is at most 1.5, the rest at least 1.5."""
    found = shares(["USD 1", "USD 2"], by=lambda text: text)
    assert found.quotients["USD 1"].strict == between(Fraction(1, 6), Fraction(1, 2))
