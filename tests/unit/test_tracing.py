"""Where a finding leads: records, files, what was known before."""

from __future__ import annotations

import pytest

import lacmigration as lm
from lacmigration import checking
from lacmigration.auditing import audit_registry
from lacmigration.records import Discrepancy, Relation
from lacmigration.tracing import added, details, gone, places, records_of

HERE = lm.Citation("mptf-2024", "line 1")


def claim(name: str, expression: str) -> Relation:
    return Relation(id=name, expression=expression, citation=HERE)


def known(name: str, relation: str, verdict: str, seen: str = "") -> Discrepancy:
    return Discrepancy(id=name, relation=relation, verdict=verdict, seen=seen, reason="So.", citation=HERE)


@pytest.mark.parametrize(
    "text, ids",
    [
        ("mptf.target = mptf.target", ["mptf.target"]),
        ("mptf@launched <= mptf.donor.germany@as-of", ["mptf", "mptf.donor.germany"]),
        ("sum(mptf.donor.m*) = mptf.target", ["mptf.donor.mexico", "mptf.donor.morocco", "mptf.target"]),
        ("mptf.nobody = 3", []),
        ("1 = 3", []),
    ],
)
def test_the_records_that_a_relation_names(text, ids):
    finding = checking.check(lm.parse_relation(text), facts=lm.bundled().facts)
    assert [record.id for record in records_of(finding, lm.bundled())] == ids


def test_a_pattern_finds_what_took_the_place_of_a_record():
    gift = lm.Contribution(
        id="my.germany",
        provider="de",
        receiver="mptf",
        figure="USD 1",
        supersedes="mptf.donor.germany",
        citation=HERE,
    )
    registry = lm.bundled().with_records(gift)
    finding = lm.check("sum(mptf.donor.g*) = 3", registry=registry)
    assert records_of(finding, registry) == (gift,)
    # Made in Python, it stands in no file.
    assert list(details(finding, registry)) == []


def test_lines_in_a_row_are_one_range():
    names = [
        f"mptf.donor.{name}" for name in ("azerbaijan", "germany", "denmark", "united-states", "germany")
    ]
    assert places([*names, "mptf.donor.france"], lm.bundled()) == ("mptf-2024/contributions.csv:2-4,6,23",)


def test_records_of_no_folder_stand_in_no_file():
    source = lm.Source("my-report", "My report", "Me")
    assert places(["my-report"], lm.Registry(sources=(source,))) == ()
    assert places(["my-report"], lm.Registry().with_records(source)) == ()


def test_a_finding_says_where_it_stands_and_what_is_known():
    registry = lm.bundled()
    (finding,) = (one for one in lm.audit(registry) if one.id == "mptf.relation.caricom-all")
    found = dict(details(finding, registry))
    assert found.keys() == {"stands in", "records", "known"}
    assert found["stands in"] == "mptf-2024, lines 122-128"


def test_what_is_recorded_otherwise_is_new_and_not_gone():
    registry = lm.bundled().with_records(
        claim("my.sum", "1 = 3"), known("my.known", "my.sum", "inconsistent", seen="2")
    )
    audit = audit_registry(registry)
    (finding,) = audit.failures
    assert dict(details(finding, registry))["recorded"] == 'my.known saw "2", but now the check sees "1"'
    assert audit.stale == ("my.known",)
    assert gone(audit, registry) == ()


def test_the_last_record_of_a_relation_counts():
    registry = lm.bundled().with_records(
        claim("my.sum", "1 = 3"),
        known("my.first", "my.sum", "undecided"),
        known("my.last", "my.sum", "questionable"),
    )
    finding = next(one for one in audit_registry(registry) if one.id == "my.sum")
    said = dict(details(finding, registry))["recorded"]
    assert said == "my.last knows it as questionable, but now it is inconsistent"


def test_what_agrees_after_all_is_gone():
    registry = lm.bundled().with_records(
        claim("my.sum", "1 = 1"), known("my.known", "my.sum", "inconsistent")
    )
    assert [one.id for one in gone(audit_registry(registry), registry)] == ["my.known"]


def test_what_was_added_is_told_from_what_came_with_the_library():
    registry = lm.bundled().with_records(
        claim("my.sum", "1 = 1"), known("my.known", "my.sum", "inconsistent")
    )
    assert added(registry) == {"my.sum", "my.known"}
