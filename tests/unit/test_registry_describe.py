"""What is generated from the record classes: datapackage.json and the data dictionary."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lacmigration.errors import InputErrors
from lacmigration.records import RECORD_TYPES
from lacmigration.registry._describe import data_dictionary, data_package
from lacmigration.registry._glossary import meaning
from lacmigration.registry.describe import main
from lacmigration.serde import columns_of

COLUMNS = [(table, column.name) for table, kind in RECORD_TYPES.items() for column in columns_of(kind)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    made.mkdir()
    (made / "sources.csv").write_text(
        "id,title,producer,url\nmine,My report,Me,https://example.org/report\nother,Other,You,\n",
        encoding="utf-8",
    )
    (made / "contributions.csv").write_text(
        "id,provider,receiver,flow,period,as_of,stated,precision,within,source,locator\n"
        "mine.one,de,mptf,pledge,2020/2024,2024-08,USD 5,0,,mine,row 1\n"
        "mine.two,de,mptf,pledge,,,USD 4,0,mine.one,mine,row 2\n",
        encoding="utf-8",
    )
    return made


def described(folder):
    return json.loads(data_package(folder))


def field_of(package, table, name):
    (resource,) = [one for one in package["resources"] if one["name"] == table]
    (field,) = [one for one in resource["schema"]["fields"] if one["name"] == name]
    return field


@pytest.mark.parametrize("table, column", COLUMNS)
def test_every_column_has_a_meaning(table, column):
    assert meaning(table, column).endswith((".", "share"))


def test_a_column_that_nobody_described_has_none():
    assert meaning("cities", "colour") == ""


def test_a_package_says_what_is_in_it(folder):
    package = described(folder)
    assert (package["profile"], package["name"], package["title"]) == (
        "tabular-data-package",
        "mine",
        "My report",
    )
    assert package["sources"] == [
        {"title": "My report", "path": "https://example.org/report"},
        {"title": "Other"},
    ]
    assert [(one["name"], one["path"]) for one in package["resources"]] == [
        ("sources", "sources.csv"),
        ("contributions", "contributions.csv"),
    ]
    resource = package["resources"][1]
    assert resource["description"] == "An amount that a provider gave, committed or promised to a receiver."
    header = "id,provider,receiver,flow,period,as_of,stated,precision,within,source,locator"
    assert [field["name"] for field in resource["schema"]["fields"]] == header.split(",")
    assert resource["schema"]["primaryKey"] == "id"


def test_fields_have_types_and_constraints(folder):
    package = described(folder)
    assert field_of(package, "contributions", "precision")["type"] == "integer"
    assert field_of(package, "contributions", "provider")["constraints"] == {"required": True}
    assert field_of(package, "contributions", "id")["constraints"]["unique"] is True
    assert field_of(package, "contributions", "flow")["constraints"] == {
        "enum": ["pledge", "commitment", "disbursement", "unknown"]
    }
    assert "constraints" not in field_of(package, "contributions", "stated")


def test_foreign_keys_are_those_that_the_folder_itself_can_keep(folder):
    package = described(folder)
    assert package["resources"][1]["schema"]["foreignKeys"] == [
        {"fields": "within", "reference": {"resource": "", "fields": "id"}},
        {"fields": "source", "reference": {"resource": "sources", "fields": "id"}},
    ]
    assert "foreignKeys" not in package["resources"][0]["schema"]


def test_what_others_wrote_is_kept(folder):
    about = folder / "datapackage.json"
    about.write_text('{"locale": "es", "licenses": [{"name": "CC0-1.0"}], "title": "Old"}', encoding="utf-8")
    package = described(folder)
    assert (package["locale"], package["licenses"], package["title"]) == (
        "es",
        [{"name": "CC0-1.0"}],
        "My report",
    )
    about.write_text("[]", encoding="utf-8")
    assert described(folder)["name"] == "mine"


def test_a_header_below_remarks_is_named(folder):
    table = folder / "sources.csv"
    assert [one["dialect"] for one in described(folder)["resources"]] == [{"commentChar": "#"}] * 2
    table.write_text("# mine\n" + table.read_text(encoding="utf-8"), encoding="utf-8")
    assert described(folder)["resources"][0]["dialect"] == {"commentChar": "#", "headerRows": [2]}


def test_a_folder_without_sources_has_no_title_of_its_own(folder):
    (folder / "sources.csv").unlink()
    package = described(folder)
    assert "sources" not in package
    assert "title" not in package


def test_the_dictionary_has_every_table_and_column():
    page = data_dictionary()
    assert page.count("\n## ") == len(RECORD_TYPES)
    assert page.count("\n| `") == len(COLUMNS)
    assert ">>>" not in page
    assert (
        "| `provider` | id of countries, organisations, funds, networks; **required** | Who gives. |" in page
    )
    assert (
        "| `flow` | `pledge` or `commitment` or `disbursement` or `unknown`; empty means `unknown` "
        "| Whether the money is promised, committed or paid. |"
    ) in page
    assert "| `recipients` | ids of countries, regions, cities, `\\|` between them |" in page
    assert "| `owner` | id of any table |" in page


def test_the_command_writes_and_checks(folder, capsys):
    assert main([str(folder), "--check"]) == 1
    assert capsys.readouterr().out == f"differs: {folder / 'datapackage.json'}\n"
    assert not (folder / "datapackage.json").exists()
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out == f"written: {folder / 'datapackage.json'}\n"
    assert main([str(folder), "--check"]) == 0
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out == ""


def test_the_command_says_what_it_cannot_read(folder, capsys):
    (folder / "sources.csv").write_text("id,titel\n", encoding="utf-8")
    assert main([str(folder)]) == 2
    assert "perhaps title was meant" in capsys.readouterr().err


def test_it_runs_as_a_module_on_the_bundled_data():
    done = subprocess.run(
        [sys.executable, "-m", "lacmigration.registry.describe", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_folders_it_writes_the_data_and_the_page_beside_it(folder, monkeypatch, capsys):
    from lacmigration.registry import describe

    package = folder.parent / "src" / "lacmigration"
    (package / "data").mkdir(parents=True)
    shutil.copytree(folder, package / "data" / "mine")
    page = folder.parent / "docs" / "reference" / "data-dictionary.md"
    monkeypatch.setattr(describe, "_PACKAGE", package)
    monkeypatch.setattr(describe, "_DICTIONARY", page)
    assert main([]) == 0
    assert capsys.readouterr().out == f"written: {package / 'data' / 'mine' / 'datapackage.json'}\n"
    page.parent.mkdir(parents=True)
    assert main([]) == 0
    assert page.read_text(encoding="utf-8") == data_dictionary()


def test_a_description_that_cannot_be_read_is_an_error(folder):
    (folder / "datapackage.json").mkdir()
    with pytest.raises(InputErrors, match=r"datapackage\.json: cannot be read: is a directory"):
        data_package(folder)
