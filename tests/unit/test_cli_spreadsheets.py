"""A folder made by `new`, saved by a spreadsheet program: it loads, or says which cell is wrong."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import sys
from pathlib import Path

import pytest

from lacmigration.cli import main

NBSP, NARROW = "\u00a0", "\u202f"


@pytest.fixture
def folder(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    run("new", "records")
    capsys.readouterr()
    return tmp_path / "records"


def run(*arguments: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["lacmigration", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
    return end.value.code or 0


def saved(folder: Path, *, delimiter: str, newline: str, bom: bool, cell=str) -> None:
    """Save every table as spreadsheet programs do: rows as long as the longest, remarks broken into cells."""
    for file in folder.glob("*.csv"):
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8"))))
        size = max(map(len, rows))
        text = io.StringIO()
        writer = csv.writer(text, delimiter=delimiter, lineterminator=newline)
        writer.writerows([cell(one) for one in row] + [""] * (size - len(row)) for row in rows)
        file.write_bytes((b"\xef\xbb\xbf" if bom else b"") + text.getvalue().encode())


def spanish(cell: str) -> str:
    """The figures of the example as they are written in Spanish."""
    money = re.fullmatch(r"USD (\d+),(\d{3})", cell)
    if money:
        return f"USD{NBSP}{money[1]}.{money[2]}"
    known = {
        "USD 0.9M": f"0,9{NBSP}millones de dólares",
        "USD 2 million": f"2{NBSP}millones{NBSP}de{NBSP}dólares",
        "45%": f"45{NARROW}%",
        "three donors": "tres donantes",
    }
    return known.get(cell, cell)


def in_spanish(folder: Path) -> None:
    about = json.loads((folder / "datapackage.json").read_text("utf-8"))
    (folder / "datapackage.json").write_text(json.dumps(about | {"locale": "es"}), "utf-8")


SAVED = list(itertools.product([",", ";", "\t"], ["\n", "\r\n"], [False, True]))


@pytest.mark.parametrize("delimiter, newline, bom", SAVED)
def test_delimiters_line_ends_and_marks_do_not_matter(folder, capsys, delimiter, newline, bom):
    saved(folder, delimiter=delimiter, newline=newline, bom=bom)
    assert run("check", "records") == 0
    out, err = capsys.readouterr()
    assert "3 relations in records: 3 hold" in out
    assert err == ""


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_decimal_commas_and_spaces_that_do_not_break_are_read_in_their_language(folder, capsys, delimiter):
    saved(folder, delimiter=delimiter, newline="\r\n", bom=True, cell=spanish)
    in_spanish(folder)
    assert run("check", "records") == 0
    assert "3 relations in records: 3 hold" in capsys.readouterr().out
    # The same numbers as before: 900,000 in all.
    assert run("total", "records.donor.*", "-r", "records", "-f", "csv") == 0
    assert capsys.readouterr().out.splitlines()[1].split(",")[2] == "900000"


def test_a_decimal_comma_in_an_english_folder_names_the_cell(folder, capsys):
    saved(
        folder,
        delimiter=";",
        newline="\r\n",
        bom=True,
        cell=lambda cell: "USD 0,9M" if cell == "USD 0.9M" else cell,
    )
    assert run("check", "records") == 2
    out, err = capsys.readouterr()
    assert out == ""
    # The third line of the table, and the sixth of its columns: id, indicator, measure, area, as_of, stated.
    assert "records/observations.csv:3:6: stated" in err
    assert '"USD 0,9M"' in err


def test_all_cells_that_a_program_spoilt_are_named_at_once(folder, capsys):
    changed = {"USD 450,000": "4,5E+05", "2025-03": "Mar-25", "{prefix}": "", "USD 2 million": "#REF!"}
    saved(folder, delimiter=";", newline="\r\n", bom=False, cell=lambda cell: changed.get(cell, cell))
    assert run("check", "records") == 2
    err = capsys.readouterr().err
    assert "nothing was loaded" in err
    for place, value in (
        ("records/contributions.csv:3:6: stated", "4,5E+05"),
        ("records/contributions.csv:3:5: as_of", "Mar-25"),
        ("records/targets.csv:3:4: stated", "#REF!"),
        ("records/sources.csv:3:4: published", "Mar-25"),
    ):
        (line,) = (one for one in err.splitlines() if place in one)
        assert value in line


def test_a_figure_that_was_edited_is_found(folder, capsys):
    saved(
        folder,
        delimiter=";",
        newline="\r\n",
        bom=True,
        cell=lambda cell: "USD 425,500" if cell == "USD 325,500" else cell,
    )
    assert run("check", "records") == 1
    # 450,000 + 425,500 + 124,500 = 1,000,000, which is not 0.9 million.
    assert "USD 1,000,000" in capsys.readouterr().out
