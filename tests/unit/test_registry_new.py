"""A new folder of records, and what a spreadsheet program may do to it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from lacmigration.auditing import check
from lacmigration.errors import FolderError, InputErrors, LacMigrationError
from lacmigration.findings import Verdict
from lacmigration.records import Relation
from lacmigration.registry import _new as module
from lacmigration.registry import bundled, diff, new_folder
from lacmigration.registry.describe import main

FILES = [
    "README.md",
    "contributions.csv",
    "datapackage.json",
    "funds.csv",
    "observations.csv",
    "relations.csv",
    "sources.csv",
    "targets.csv",
]


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def verdicts(folder):
    registry = bundled().with_overlay(folder)
    added = [record for record in diff(bundled(), registry).added if isinstance(record, Relation)]
    assert len(added) == 3
    return [check(record.expression, registry=registry).verdict for record in added]


@pytest.mark.parametrize("name", ["records", "Q3 2024", "2024", "mptf", "Éxito", "{odd}"])
def test_it_loads_over_the_bundled_records_and_what_it_claims_holds(tmp_path: Path, name):
    folder = new_folder(tmp_path / name)
    assert names_in(folder) == FILES
    assert names_in(tmp_path) == [name]
    assert verdicts(folder) == [Verdict.ENTAILED, Verdict.COMPATIBLE, Verdict.ENTAILED]
    assert main([str(folder), "--check"]) == 0


def test_every_table_begins_with_a_remark_and_ids_with_the_name(tmp_path: Path):
    folder = new_folder(tmp_path / "my fund")
    for table in folder.glob("*.csv"):
        first, header, row, *_ = table.read_text(encoding="utf-8").splitlines()
        assert first.startswith("# ")
        assert header.startswith("id,")
        assert row.startswith("my-fund")


def test_an_empty_folder_is_filled_and_one_that_is_not_is_left_alone(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    assert new_folder(str(tmp_path / "empty")) == tmp_path / "empty"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(
        FolderError, match="full is not empty: give the name of a folder that is new or empty"
    ):
        new_folder(tmp_path / "full")
    assert names_in(tmp_path / "full") == ["thesis.txt"]
    with pytest.raises(FolderError, match=r"thesis[.]txt is a file: give"):
        new_folder(tmp_path / "full" / "thesis.txt")
    with pytest.raises(FolderError, match="records cannot be written"):
        new_folder(tmp_path / "full" / "thesis.txt" / "records")
    assert new_folder(tmp_path / "a" / "b" / "records").is_dir()


def test_a_folder_that_fails_half_way_is_not_there(tmp_path: Path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "data_package", full)
    with pytest.raises(FolderError, match="records cannot be written: no space left on device") as caught:
        new_folder(tmp_path / "records")
    assert isinstance(caught.value, LacMigrationError)
    assert names_in(tmp_path) == []


def save_as(path: Path, *, delimiter: str, encoding: str, change=lambda cell: cell) -> None:
    """Save a table as a spreadsheet program does: every row as wide as the widest, CRLF."""
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    width = max(map(len, rows)) + 1
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(
        [change(cell) for cell in row] + [""] * (width - len(row)) for row in [*rows, [], []]
    )
    path.write_bytes(stream.getvalue().encode(encoding))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_saved_by_a_spreadsheet_program_it_says_the_same(tmp_path: Path, delimiter, encoding):
    folder = new_folder(tmp_path / "records")
    before = bundled().with_overlay(folder)
    for path in folder.glob("*.csv"):
        save_as(path, delimiter=delimiter, encoding=encoding)
    assert bundled().with_overlay(folder) == before


def test_edited_in_spanish_it_says_the_same(tmp_path: Path):
    folder = new_folder(tmp_path / "records")
    spanish = {
        "USD 450,000": "450\u202f000 USD",
        "USD 325,500": "325\u00a0500 USD",
        "USD 124,500": " 124.500 USD ",
        "USD 0.9M": "0,9 millones de USD",
        "USD 2 million": "2 millones de USD",
        "45%": "45\u00a0%",
        "three donors": "tres donantes",
    }
    for path in folder.glob("*.csv"):
        save_as(path, delimiter=";", encoding="utf-8-sig", change=lambda cell: spanish.get(cell, cell))
    with pytest.raises(InputErrors, match=r"observations.csv:3:6: stated: '0,9 millones de USD'"):
        bundled().with_overlay(folder)
    assert bundled().with_overlay(folder, locale="es")["records.mobilised"].figure.number == 900_000
    assert verdicts_in_spanish(folder) == [Verdict.ENTAILED, Verdict.COMPATIBLE, Verdict.ENTAILED]


def verdicts_in_spanish(folder):
    about = folder / "datapackage.json"
    about.write_text(about.read_text(encoding="utf-8").replace("{", '{"locale": "es",', 1), encoding="utf-8")
    return verdicts(folder)


def test_a_wrong_cell_is_named(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = new_folder("records")
    path = folder / "contributions.csv"
    path.write_bytes(path.read_bytes().replace(b"2025-03", b"31/03/2025", 1))
    with pytest.raises(InputErrors) as caught:
        bundled().with_overlay(folder)
    assert [str(problem) for problem in caught.value.problems] == [
        (
            "records/contributions.csv:3:5: as_of: is not an ISO date, perhaps changed by a spreadsheet "
            'program: write 2025-03-31, in a cell formatted as text (got "31/03/2025")'
        )
    ]
