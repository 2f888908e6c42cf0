"""What changed between two registries, and how it is printed."""

from __future__ import annotations

import attrs

from lacmigration.provenance import Citation, Source
from lacmigration.records import City, Contribution, Country, Fund
from lacmigration.registry import Change, Changes, Registry, diff

CITED = Citation("my-report", "page 1")
PERU = Country(id="pe", name="Peru", iso2="PE", iso3="PER", m49="604", citation=CITED)
LIMA = City(id="lima", name="Lima", country="pe", citation=CITED)
FUND = Fund(id="fund", name="The Pot", citation=CITED)
GIFT = Contribution(id="gift", provider="pe", receiver="fund", figure="USD 5", as_of="2024", citation=CITED)
OLD = Registry().with_records(Source("my-report", "A report", "Me"), PERU, LIMA, FUND, GIFT)


def test_nothing_changed():
    assert diff(OLD, OLD) == Changes()
    assert not diff(OLD, OLD)
    assert str(diff(OLD, OLD)) == "no changes"


def test_added_removed_and_changed_in_the_order_of_the_tables():
    gift = attrs.evolve(GIFT, figure="USD 6", as_of=None, supersedes="gift")
    cusco = City(id="cusco", name="Cusco", country="pe", citation=CITED)
    lima = attrs.evolve(LIMA, aliases=("Callao", "Los Reyes"), id="lima", supersedes="lima")
    new = OLD.with_records(gift, lima, cusco)
    changes = diff(OLD, new)
    assert changes.added == (cusco,)
    assert changes.removed == ()
    assert [(change.id, change.field) for change in changes.changed] == [
        ("lima", "aliases"),
        ("lima", "supersedes"),
        ("gift", "as_of"),
        ("gift", "supersedes"),
        ("gift", "figure"),
    ]
    assert str(changes) == (
        "+ cusco\n"
        "~ lima: aliases: (nothing) -> Callao|Los Reyes\n"
        "~ lima: supersedes: (nothing) -> lima\n"
        "~ gift: as_of: 2024 -> (nothing)\n"
        "~ gift: supersedes: (nothing) -> gift\n"
        "~ gift: figure: USD 5 -> USD 6"
    )
    back = diff(new, OLD)
    assert back.removed == (cusco,)
    assert bool(back)
    assert str(back).startswith("- cusco\n~ lima: aliases: Callao|Los Reyes -> (nothing)\n")


def test_an_id_that_changed_its_type():
    other = Registry().with_records(
        Source("my-report", "A report", "Me"),
        PERU,
        City(id="fund", name="Fund", country="pe", citation=CITED),
    )
    assert Change("fund", "type", "Fund", "City") in diff(OLD, other).changed
