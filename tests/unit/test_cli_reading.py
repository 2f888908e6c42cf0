"""What `lacmigration read` prints of a report."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lacmigration.cli._app import app

TEXT = """# Fund note

Of USD 7.2M pledged in 2021, about 40% has come in (see Table 3).

| Donor | USD |
| --- | --- |
| A | 1,250 |

El fondo costó 2,5 billones de euros, uno de cada cinco de los que pedía la región.
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: object, wide: bool = True) -> str:
    result = CliRunner().invoke(app, ["read", *map(str, arguments)], env={"COLUMNS": "400"} if wide else {})
    assert result.exit_code == 0, result.output
    return result.output


def test_figures_stand_with_line_and_column_and_both_intervals(note: Path) -> None:
    lines = run(note).splitlines()
    [money] = [line for line in lines if "USD 7.2M" in line]
    assert money.startswith("3:4 ")
    assert "USD 7,150,000 to USD 7,250,000" in money
    [share] = [line for line in lines if "about 40%" in line]
    assert share.startswith("3:30 ")
    assert "39.5% to 40.5%" in share
    assert "30% to 50%" in share
    assert any(line.startswith("7:7 ") and "1,250" in line for line in lines)
    assert "No figures" not in "\n".join(lines)
    assert lines[-1].endswith("--explain lists what is none")


def test_what_is_concluded_is_shown(note: Path) -> None:
    [line] = [line for line in run(note).splitlines() if "billones" in line]
    assert "probable-calque" in line
    assert "2,500,000,000,000" in line


def test_explain_lists_what_is_no_figure_and_why(note: Path) -> None:
    shown = [" ".join(line.split()) for line in run(note, "--explain").splitlines()]
    assert "3:63 3 the number of a figure or table" in shown
    assert "3:24 2021 date: 2021" in shown


def test_json_holds_everything(note: Path) -> None:
    found = json.loads(run(note, "--explain", "--format", "json"))
    assert [one["figure"]["value"] for one in found["mentions"]][:2] == ["7200000", "40"]
    assert found["mentions"][-1]["figure"]["form"] == "one-in"
    assert found["mentions"][-1]["figure"]["value"] == "0.2"
    assert {"place": "3:63", "text": "3", "what": "the number of a figure or table"} in found["apart"]
    assert found["unread"] == []
    assert "apart" not in json.loads(run(note, "--format", "json"))


def test_csv_has_a_row_for_each(note: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(note, "--format", "csv"))))
    assert [row["text"] for row in rows][:2] == ["USD 7.2M", "about 40%"]
    apart = list(csv.DictReader(io.StringIO(run(note, "--format", "csv", "--explain"))))
    assert {"place": "3:24", "text": "2021", "what": "date: 2021"} in apart


def test_the_language_settles_the_marks(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text("1.250 km\n", encoding="utf-8")
    assert "1,250" in run(path, "--language", "es").splitlines()[1]
    assert "1.250" in run(path, "--language", "en").splitlines()[1]


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["read", str(tmp_path / "none.md")])
    assert result.exit_code != 0
    assert "there is no such file" in str(result.exception)


def test_a_report_without_figures_says_so_and_lists_nothing(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text("Nothing was paid.\n", encoding="utf-8")
    assert run(path) == f"0 figures in {path}, 0 other numbers and dates\n"
    assert run(path, "--explain") == run(path)


def test_what_was_not_read_is_listed_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "n.html"
    path.write_text("<p>It paid USD 5.</p><svg><text>7</text></svg>", encoding="utf-8")
    *_, unread, last = run(path).splitlines()
    assert unread.startswith("not read: 1:22: <svg>: ")
    assert last == f"1 figure in {path}, 0 other numbers and dates"


def test_an_amount_without_a_number_is_listed_as_that(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text("It cost millions of dollars.\n", encoding="utf-8")
    _, line, _ = run(path).splitlines()
    assert "without a number" in line
    [row] = csv.DictReader(io.StringIO(run(path, "--format", "csv")))
    assert (row["strict"], row["loose"]) == ("", "")
    assert json.loads(run(path, "--format", "json"))["mentions"][0]["figure"] is None


def test_a_period_is_listed_with_its_first_and_last_year(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text("It paid USD 5 in 2019-2021.\n", encoding="utf-8")
    [row] = csv.DictReader(io.StringIO(run(path, "--explain", "--format", "csv")))
    assert (row["text"], row["what"]) == ("2019-2021", "period: 2019 to 2021")
