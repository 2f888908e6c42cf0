"""The bundled records: complete by counts made by hand, cited, consistent, and described as they are."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from lacmigration.records import RECORD_TYPES
from lacmigration.registry import bundled
from lacmigration.registry._describe import data_dictionary, data_package
from lacmigration.registry._resolve import relation_faults
from lacmigration.serde import columns_of, from_json, read_table, to_json, write_table

DATA = Path(str(files("lacmigration") / "data"))
ROOT = Path(__file__).parents[2]
TABLES = sorted(path.relative_to(DATA).as_posix() for path in DATA.glob("*/*.csv"))
FOLDERS = sorted(path.name for path in DATA.iterdir() if path.is_dir())

every_table = pytest.mark.parametrize("name", TABLES)


def members(group):
    return bundled().select("memberships", group=group)


def test_there_is_a_folder_for_each_document_and_one_that_they_share():
    assert FOLDERS == ["gfmd-2020", "idb-iom-2023", "k4dd-2024", "mayors-2025", "mptf-2024", "reference"]


@pytest.mark.parametrize(
    "pattern, count",
    [
        ("mptf.donor.*", 22),  # the rows of the table of donors
        ("mptf.programme.*", 16),  # the rows of the table of programmes
        ("mptf.area.*", 5),  # the thematic areas of the Fund
        ("gcm.objective.*", 23),  # the objectives of the Global Compact
    ],
)
def test_counts_made_by_hand_in_the_documents(pattern, count):
    assert len(bundled().facts.matching(pattern)) == count


@pytest.mark.parametrize(
    "group, count",
    [
        ("k4dd.unnm-lac", 19),  # the agencies that the mapping lists for the regional network
        ("mptf.champions", 8),  # the champion countries of the region
        ("caricom", 21),  # 15 members and 6 associate members
        ("south-america", 16),  # code 005 of M49
        ("central-america", 8),  # code 013 of M49
        ("caribbean", 28),  # code 029 of M49
        ("lac", 52),  # code 419 of M49: the three above
        ("northern-america", 5),  # code 021 of M49
        ("northern-triangle", 3),  # El Salvador, Guatemala, Honduras
    ],
)
def test_members_counted_by_hand(group, count):
    assert len(members(group)) == count
    assert len({one.member for one in members(group)}) == count


def test_what_the_documents_share_comes_first():
    assert bundled().organisations[0].id == "un"
    assert bundled().objectives[0].id == "gcm.objective.1"


def test_the_objectives_are_numbered_as_in_the_compact():
    found = [one.number for one in bundled().objectives if one.id.startswith("gcm.")]
    assert found == list(range(1, 24))
    assert bundled()["gcm.objective.8"].name.startswith(
        "Save lives and establish coordinated international efforts"
    )


def test_the_first_and_the_last_donor_of_the_table():
    germany, *_, azerbaijan = [one for one in bundled().contributions if one.id.startswith("mptf.donor.")]
    assert (germany.provider, str(germany.figure), str(germany.as_of)) == ("de", "19,569,912 USD", "2024-08")
    assert azerbaijan.provider == "az"


def test_every_record_is_cited_from_a_source_that_is_there():
    ids = {source.id for source in bundled().sources}
    for record in bundled():
        if record not in bundled().sources:
            assert record.citation.source in ids, record.id
            assert record.citation.locator, record.id


def test_what_a_document_says_is_in_its_folder():
    for record in bundled():
        folder = bundled().origin(record.id).file.partition("/")[0]
        prefix = record.id.partition(".")[0]
        owner = {"mptf": "mptf-2024", "k4dd": "k4dd-2024", "gfmd": "gfmd-2020", "idb": "idb-iom-2023"}.get(
            prefix
        )
        if owner and "." in record.id:
            assert folder == owner, record.id


def test_every_relation_can_be_read_and_names_what_is_there():
    registry = bundled()
    assert relation_faults(registry.relations, registry._named, places=registry._places) == []


def test_every_known_discrepancy_is_of_one_relation():
    found = [one.relation for one in bundled().discrepancies]
    assert len(found) == len(set(found))


@every_table
def test_a_table_is_named_after_its_records_and_has_rows(name):
    table = read_table(DATA / name, RECORD_TYPES[Path(name).stem], file=name)
    assert table.problems == ()
    assert table.records


@every_table
def test_a_table_is_plain(name):
    data = (DATA / name).read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    text = data.decode()
    rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    order = [column.name for column in columns_of(RECORD_TYPES[Path(name).stem])]
    assert rows[0] == [column for column in order if column in rows[0]], "columns in the order of the class"
    for row in rows[1:]:
        assert row == [cell.strip() for cell in row]


@every_table
def test_a_table_is_written_as_it_is_read(name):
    record_type = RECORD_TYPES[Path(name).stem]
    table = read_table(DATA / name, record_type)
    text = write_table(table.records, record_type, columns=tuple(table.columns))
    assert read_table(text, record_type).records == table.records


def test_all_of_it_goes_through_json():
    assert from_json(to_json(bundled())) == tuple(bundled())


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_data_package_is_current(folder):
    written = (DATA / folder / "datapackage.json").read_text(encoding="utf-8")
    assert written == data_package(DATA / folder), "run: python -m lacmigration.registry.describe"


def test_the_data_dictionary_is_current():
    written = (ROOT / "docs" / "reference" / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == data_dictionary(), "run: python -m lacmigration.registry.describe"
