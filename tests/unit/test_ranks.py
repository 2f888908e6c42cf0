"""Places in an order are whole, and nobody rounds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lacmigration.auditing import audit
from lacmigration.checking import check
from lacmigration.facts import Fact, MappingFacts
from lacmigration.figures import Figure, Rounding
from lacmigration.findings import Verdict
from lacmigration.provenance import Citation
from lacmigration.records import Observation
from lacmigration.registry import bundled
from lacmigration.relations import Ranking
from lacmigration.relations._nodes import Every, Tally

OTHERS = [f"USD {number} million" for number in range(7, 26)]


def verdict(item: str, position: object, others: list[str]) -> Verdict:
    return check(Ranking(item, position, others)).verdict


def test_a_round_place_is_that_place():
    """USD 5 million are below 19 others, so the 20th; 20 is not any place from 15 to 25."""
    assert verdict("USD 5 million", "20", OTHERS) is Verdict.ENTAILED
    assert verdict("USD 5 million", "20", OTHERS[:-1]) is Verdict.INCONSISTENT
    assert verdict("USD 5 million", 20, OTHERS) is Verdict.ENTAILED
    assert (
        verdict("USD 5 million", Figure("20", rounding=Rounding.TRUNCATED), OTHERS[:-1])
        is Verdict.INCONSISTENT
    )


@pytest.mark.parametrize("position", ["0", "-1", "2.5", "1.0001"])
def test_what_is_no_place_is_held_by_nothing(position):
    assert verdict("USD 5", position, ["USD 3"]) is Verdict.INCONSISTENT


@pytest.mark.parametrize("position", ["1%", "one in two", "doubled"])
def test_what_is_no_number_of_a_place_is_not_decided(position):
    found = check(Ranking("USD 5", position, ["USD 3"]))
    assert found.verdict is Verdict.UNDECIDED
    assert found.reason == f'"{position}" is no place in an order'


def test_a_hedged_place_keeps_its_reach():
    """Up to the third: third or second strictly, first at the loosest."""
    assert verdict("USD 5", "up to 3", ["USD 7", "USD 8", "USD 3"]) is Verdict.ENTAILED
    assert verdict("USD 5", "up to 3", ["USD 3"]) is Verdict.QUESTIONABLE
    assert verdict("USD 5", "up to 3", ["USD 7", "USD 8", "USD 9"]) is Verdict.INCONSISTENT


@pytest.mark.parametrize(
    "record, stated, relation",
    [
        ("gfmd.emigration-rank.venezuela-lac", "third", "gfmd.relation.emigration-rank-venezuela"),
        ("gfmd.workshop-ordinal.lima", "5th", "gfmd.relation.workshop-third"),
    ],
)
def test_another_place_in_a_bundled_record_is_noticed(record, stated, relation):
    registry = bundled()
    old = registry[record]
    new = Observation(
        id="my.rank",
        indicator=old.indicator,
        measure="rank",
        area=old.area,
        scope=old.scope,
        base=old.base,
        figure=stated,
        supersedes=record,
        citation=Citation("gfmd-2020", "line 1", stated),
    )
    found = [
        next(one for one in audit(records) if one.id == relation)
        for records in (registry, registry.with_records(new))
    ]
    assert [one.verdict for one in found] == [Verdict.ENTAILED, Verdict.INCONSISTENT]


def test_every_bundled_rank_is_exact():
    ranks = [one for one in bundled().observations if one.measure.value == "rank" and one.figure is not None]
    assert len(ranks) > 15
    assert all(one.figure.loose.is_point for one in ranks)


def test_a_rank_is_written_to_a_table_as_it_was(tmp_path: Path):
    from lacmigration.serde import read_table, write_table

    rank = Observation(
        id="my.rank",
        indicator="place",
        measure="rank",
        figure="20",
        citation=Citation("my-report", "p. 1", "20"),
    )
    text = write_table([rank], Observation)
    assert "rounding" not in text
    (tmp_path / "observations.csv").write_text(text, "utf-8")
    assert read_table(tmp_path / "observations.csv", Observation).records == (rank,)


def test_a_place_may_be_counted():
    """USD 5 stands behind USD 7 alone, so second, and two figures are counted; USD 9 is the first."""
    counted = MappingFacts({f"x.{n}": Fact(id=f"x.{n}", figure=Figure.parse(f"USD {n}")) for n in (7, 8)})
    others = ("USD 7", "USD 3")
    assert check(Ranking("USD 5", Tally((Every("x.*"),)), others), facts=counted).verdict is Verdict.ENTAILED
    assert (
        check(Ranking("USD 9", Tally((Every("x.*"),)), others), facts=counted).verdict is Verdict.INCONSISTENT
    )
