"""What becomes of a registry when records and folders are added to it."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import attrs
import pytest

from lacmigration.errors import InputErrors
from lacmigration.figures import Figure
from lacmigration.provenance import Citation, Source
from lacmigration.records import City, Contribution, Country, Fund, Region, Relation
from lacmigration.registry import Registry, bundled, diff, load_folder
from lacmigration.registry import _load as loading

CITED = Citation("my-report", "page 1")
SOURCE = Source(id="my-report", title="A report", producer="Me")
FUND = Fund(id="fund", name="The Pot", citation=CITED)
PLACES = [
    Country(id=name, name=name.upper(), iso2=name.upper(), iso3=name.upper() + "X", m49="001", citation=CITED)
    for name in ("pe", "mx", "de")
]


def gift(name, provider="pe", amount="USD 5", **fields: object):
    return Contribution(id=name, provider=provider, receiver="fund", figure=amount, citation=CITED, **fields)


ONE, TWO, THREE = gift("one"), gift("two", "mx"), gift("three", "de")
BASE = Registry().with_records(SOURCE, FUND, *PLACES, ONE, TWO, THREE)


def problems_of(*records: object, base=BASE):
    with pytest.raises(InputErrors) as caught:
        base.with_records(*records)
    return [(problem.line, problem.field, problem.message) for problem in caught.value.problems]


def test_records_are_added_and_the_old_registry_stays():
    four = gift("four")
    more = BASE.with_records(four)
    assert more.contributions == (ONE, TWO, THREE, four)
    assert BASE.contributions == (ONE, TWO, THREE)
    assert BASE.with_records() == BASE


def test_a_record_supersedes_one_under_the_same_id():
    newer = gift("two", "mx", "USD 6", supersedes="two")
    more = BASE.with_records(newer)
    assert more.contributions == (ONE, newer, THREE)
    assert more.superseded == (TWO,)
    assert more["two"] is newer
    assert len(more) == len(BASE)


def test_a_record_supersedes_one_under_a_new_id():
    newer = gift("two-2025", "mx", "USD 6", supersedes="two")
    more = BASE.with_records(newer)
    assert more.contributions == (ONE, newer, THREE)
    assert more.superseded == (TWO,)
    assert more["two"] is newer
    assert "two" in more
    assert [record.id for record in more if record.id == "two"] == []
    assert more.facts["two"].figure == Figure.parse("USD 6")


def test_a_pattern_of_the_old_ids_finds_the_new_record():
    base = BASE.with_records(gift("old.one"), gift("old.two"))
    more = base.with_records(gift("new.two", amount="USD 7", supersedes="old.two"))
    assert [fact.id for fact in more.facts.matching("old.*")] == ["old.one", "new.two"]


def test_references_to_a_superseded_record_go_on_working():
    newer = attrs.evolve(FUND, id="pot", supersedes="fund")
    more = BASE.with_records(newer)
    assert more["fund"] is newer
    assert more.contributions[0].receiver == "fund"


def test_supersession_goes_on_over_several_overlays():
    second = gift("two", "mx", "USD 6", supersedes="two")
    third = gift("two", "mx", "USD 7", supersedes="two")
    fourth = gift("two-again", "mx", "USD 8", supersedes="two")
    more = BASE.with_records(second).with_records(third).with_records(fourth)
    assert more.contributions == (ONE, fourth, THREE)
    assert more.superseded == (TWO, second, third)
    assert more["two"] is fourth


def test_a_chain_can_be_added_at_once_in_any_order():
    second = gift("b", supersedes="one")
    third = gift("c", supersedes="b")
    for records in ([second, third], [third, second]):
        more = BASE.with_records(*records)
        assert more.contributions == (third, TWO, THREE)
        assert more["one"] is more["b"] is third
        assert set(more.superseded) == {ONE, second}


def test_a_long_chain_answers_to_its_first_name_in_any_order():
    chain = [gift("b", supersedes="one"), gift("c", supersedes="b"), gift("d", supersedes="c")]
    for records in permutations(chain):
        more = BASE.with_records(*records)
        assert more.contributions == (chain[2], TWO, THREE)
        assert more["one"] is more["b"] is more["c"] is chain[2]
    more = BASE
    for record in chain:
        more = more.with_records(record)
    assert more["one"] is more["b"] is chain[2]


def test_a_taken_id_is_refused_with_both_places():
    assert problems_of(gift("two")) == [
        (1, "id", "is taken by (records):7: give another id, or write two under supersedes")
    ]
    assert problems_of(gift("x"), City(id="x", name="X", country="pe", citation=CITED)) == [
        (2, "id", "is taken by (records):1: give another id, or write x under supersedes")
    ]


def test_supersession_does_not_excuse_a_second_taken_id():
    newer = gift("three", "de", supersedes="two")
    assert problems_of(newer) == [
        (1, "id", "is taken by (records):8: give another id, or write three under supersedes")
    ]


def test_what_cannot_be_superseded():
    assert problems_of(gift("x", supersedes="tow")) == [
        (1, "supersedes", "is the id of no record that was there before; perhaps two was meant")
    ]
    assert problems_of(gift("x", supersedes="x")) == [
        (1, "supersedes", "is the id of no record that was there before")
    ]
    assert problems_of(gift("x", supersedes="pe")) == [
        (1, "supersedes", "is a Country: a record supersedes one of its own type")
    ]
    assert problems_of(gift("x", supersedes="two"), gift("y", supersedes="two")) == [
        (2, "supersedes", "is superseded twice, also by x ((records):1)")
    ]
    assert problems_of(gift("two", supersedes="two"), gift("two", supersedes="two")) == [
        (2, "supersedes", "is superseded twice, also by two ((records):1)")
    ]
    assert problems_of(gift("two", supersedes="two"), gift("y", supersedes="two")) == [
        (2, "supersedes", "is superseded twice, also by two ((records):1)")
    ]


def test_what_was_superseded_before_cannot_be_again():
    later = BASE.with_records(gift("two-2025", supersedes="two"))
    assert problems_of(gift("x", supersedes="two"), base=later) == [
        (1, "supersedes", "was superseded before, by two-2025: supersede that one")
    ]
    assert problems_of(gift("two"), base=later) == [
        (1, "id", "was the id of a record that two-2025 superseded: give another id")
    ]


def test_circles_are_refused():
    circle = [gift("a", supersedes="b"), gift("b", supersedes="a")]
    assert problems_of(*circle) == [(1, "supersedes", "goes in a circle: a -> b -> a")]
    regions = [
        Region(id="my.a", name="A", parent="my.b", citation=CITED),
        Region(id="my.b", name="B", parent="my.a", citation=CITED),
        Region(id="my.c", name="C", parent="my.a", citation=CITED),
    ]
    assert problems_of(*regions) == [(1, "parent", "goes in a circle: my.a -> my.b -> my.a")]
    gifts = [gift("a", within="b"), gift("b", within="a")]
    assert [field for _, field, _ in problems_of(*gifts)] == ["within"]


def test_every_fault_is_reported_at_once_and_nothing_is_added():
    found = problems_of(
        gift("two"),
        gift("x", "nobody"),
        gift("y", supersedes="nothing"),
        Relation(id="r", expression="one = nobody", citation=CITED),
        Relation(id="s", expression="one = = two", citation=CITED),
    )
    assert [(line, field) for line, field, _ in found] == [
        (1, "id"),
        (2, "provider"),
        (3, "supersedes"),
        (4, "expression"),
        (5, "expression"),
    ]


def test_relations_may_name_superseded_records_and_their_own_folder():
    relation = Relation(id="r", expression="two = new", waives="double-count", citation=CITED)
    more = BASE.with_records(relation, gift("new"), gift("two-2025", supersedes="two"))
    assert more.relations == (relation,)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    made.mkdir()
    (made / "sources.csv").write_text("id,title,producer\nmine,Mine,Me\n", encoding="utf-8")
    (made / "contributions.csv").write_text(
        "id,provider,receiver,stated,source,locator\nmine.one,de,mptf,USD 5,mine,row 1\n", encoding="utf-8"
    )
    return made


def test_a_folder_lies_over_the_bundled_records(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    more = bundled().with_overlay("mine")
    assert more["mine.one"].provider == "de"
    assert str(more.origin("mine.one")) == "mine/contributions.csv:2"
    assert [record.id for record in diff(bundled(), more).added] == ["mine", "mine.one"]
    assert more.with_records().origin("mine.one").file == "mine/contributions.csv"


def test_a_folder_by_itself_must_hold_what_it_refers_to(folder):
    with pytest.raises(InputErrors, match="provider: is the id of no Country or "):
        load_folder(folder)
    (folder / "contributions.csv").unlink()
    assert [record.id for record in load_folder(folder)] == ["mine"]


def test_a_folder_of_folders_is_read_whole(folder):
    other = folder.parent / "other"
    other.mkdir()
    (other / "contributions.csv").write_text(
        "id,provider,receiver,stated,source,locator\nother.one,mx,mptf,USD 5,mine,row 1\n", encoding="utf-8"
    )
    (folder.parent / "notes").mkdir()
    (folder.parent / ".hidden").mkdir()
    (folder.parent / ".hidden" / "rubbish.csv").write_text("x", encoding="utf-8")
    (folder / "~$contributions.csv").write_text("x", encoding="utf-8")
    (folder / "README.md").write_text("x", encoding="utf-8")
    more = bundled().with_overlay(folder.parent)
    assert [record.id for record in diff(bundled(), more).added] == ["mine", "mine.one", "other.one"]


def test_the_locale_of_a_folder(folder):
    table = folder / "contributions.csv"
    table.write_text(
        'id,provider,receiver,stated,source,locator\nmine.one,de,mptf,"12,5 millones de USD",mine,row 1\n',
        encoding="utf-8",
    )
    with pytest.raises(InputErrors, match="not written as English writes numbers"):
        bundled().with_overlay(folder)
    assert bundled().with_overlay(folder, locale="es")["mine.one"].figure.number == 12_500_000
    (folder / "datapackage.json").write_text('\ufeff{"locale": "es"}', encoding="utf-8")
    assert bundled().with_overlay(folder)["mine.one"].figure.number == 12_500_000
    (folder / "datapackage.json").write_text('{"locale": 3}', encoding="utf-8")
    with pytest.raises(InputErrors, match=r"datapackage[.]json: locale 3 is no language code"):
        bundled().with_overlay(folder)
    (folder / "datapackage.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputErrors, match="not written as English writes numbers"):
        bundled().with_overlay(folder)


def message_of(path):
    with pytest.raises(InputErrors) as caught:
        load_folder(path)
    (problem,) = caught.value.problems
    return problem.message


def test_a_path_that_is_no_folder(folder):
    assert message_of(folder / "nowhere") == "cannot be read: no such file or directory"
    assert message_of(folder / "sources.csv") == "is a file: give the folder that it is in"
    (folder / "sources.csv").unlink()
    (folder / "contributions.csv").unlink()
    assert message_of(folder).startswith("holds no table of records: ")
    (folder / "cities.csv").mkdir()
    assert message_of(folder) == "cannot be read: is a directory"


@pytest.mark.skipif(os.name != "posix", reason="pipes with a name are those of POSIX")
@pytest.mark.parametrize("name", ["sources.csv", "datapackage.json"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_no_regular_file_is_refused_and_not_waited_for(folder, name, kind):
    (folder / name).unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(folder / name)
    else:
        (folder / name).symlink_to("/dev/zero")
    # In a process of its own: what opened the pipe would wait for a writer that never comes.
    code = "import sys, lacmigration as lm; lm.bundled().with_overlay(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", code, folder], capture_output=True, text=True, check=False, timeout=60
    )
    said = f"{folder / name}: is no regular file but a pipe, a socket or a device: put a file in its place"
    assert done.stderr.splitlines()[-1].strip() == said


def test_a_description_that_is_no_json_or_no_file(folder):
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    assert message_of(folder).startswith("cannot be read: Expecting property name")
    (folder / "datapackage.json").unlink()
    (folder / "datapackage.json").mkdir()
    assert message_of(folder) == "cannot be read: is a directory"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_and_a_file_without_permission(folder):
    (folder / "sources.csv").chmod(0)
    (folder / "contributions.csv").unlink()
    assert message_of(folder) == "cannot be read: permission denied"
    folder.chmod(0)
    try:
        assert message_of(folder) == "cannot be read: permission denied"
    finally:
        folder.chmod(0o700)


def test_a_folder_that_may_not_be_listed(folder, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert message_of(folder) == "cannot be read: permission denied"


def test_the_bundled_registry_is_one_value():
    assert bundled() is bundled()
    assert loading.load_bundled() == bundled()
    assert str(bundled().origin("mptf.donor.germany")) == "mptf-2024/contributions.csv:2"
