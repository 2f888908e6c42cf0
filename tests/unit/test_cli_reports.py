"""The command on reports: what it says, writes, and with which status it ends."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

WRONG = "# Funds\n\nOf USD 150 million, 38% (USD 75.5M) was raised.\n"
RIGHT = "# Funds\n\nOf USD 150 million, 38% (USD 57.5M) was raised.\n"


pytestmark = pytest.mark.usefixtures("reports")


@pytest.fixture
def reports(command):  # noqa: ARG001  (in the folder that the command runs in)
    """Two reports, one of them wrong, in a folder with others' files."""
    Path("reports").mkdir()
    for name, text in {"a.md": RIGHT, "b.md": WRONG, ".hidden.md": WRONG}.items():
        Path("reports", name).write_text(text, "utf-8")
    Path("reports", "picture.png").write_bytes(b"\x89PNG\r\n")


def test_a_report_that_holds_is_counted_and_ends_with_0(command):
    done = command("check", "reports/a.md")
    assert (done.status, done.err) == (0, "")
    assert done.out == "reports/a.md: 3 figures, 1 claim: 1 confirmed\n"


def test_a_wrong_total_is_said_with_its_place_reason_and_what_would_agree(command):
    done = command("check", "reports/b.md")
    assert done.status == 1
    assert done.out.startswith("reports/b.md:3:21: ")
    assert "50.33%" in done.out  # 75.5 / 150
    assert "50% would agree" in done.out


def test_a_folder_is_checked_in_the_order_of_its_names_without_what_is_hidden(command):
    done = command("check", "reports", "--format", "json")
    found = json.loads(done.out)
    assert [one["name"] for one in found["documents"]] == ["reports/a.md", "reports/b.md"]
    assert [one["ok"] for one in found["documents"]] == [True, False]


@pytest.mark.parametrize("jobs", ["1", "2", "0"])
def test_the_result_is_the_same_with_any_number_of_processes(command, jobs):
    assert (
        command("check", "reports", "-f", "sarif", "-j", jobs).out
        == command("check", "reports", "-f", "sarif").out
    )


@pytest.mark.parametrize("form", ["text", "json", "csv", "sarif", "junit", "github", "html"])
def test_every_format_names_the_wrong_figure_and_can_be_written_to_a_file(command, form):
    done = command("check", "reports", "--format", form)
    assert done.status == 1
    assert "50.33" in done.out
    told = command("check", "reports", "--format", form, "--output", "result")
    assert told.out == "Wrote result.\n"
    assert Path("result").read_text("utf-8") == done.out


def test_rows_of_a_table_are_no_formulas(command):
    Path("reports", "b.md").write_text("It fell by -5% from USD 5 to USD 4.\n", "utf-8")
    rows = csv.reader(io.StringIO(command("check", "reports", "-f", "csv").out))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_folder_within_a_folder_is_looked_into_and_one_without_reports_is_refused(command):
    Path("year", "2024").mkdir(parents=True)
    Path("year", "2024", "c.md").write_text(WRONG, "utf-8")
    assert command("check", "year").out.startswith("year/2024/c.md:3:21: ")
    Path("year", "2024", "c.md").rename(Path("year", "2024", "c.py"))
    done = command("check", "year")
    assert done.status == 2
    assert "year: there is no document in it; documents end in " in " ".join(done.err.split())


def test_one_that_cannot_be_read_does_not_hide_the_others(command):
    Path("reports", "c.md").write_bytes(b"\xff\xfe\xfa")
    done = command("check", "reports")
    assert done.status == 2
    assert "reports/c.md" in done.err
    assert "50.33%" in done.out


def test_rules_are_ignored_by_option_and_by_the_project(command):
    assert command("check", "reports", "--ignore", "LM103").status == 0
    Path("lacmigration.toml").write_text('ignore = ["LM103"]\n', "utf-8")
    assert command("check", "reports").status == 0
    assert command("check", "reports", "--config", "pyproject.toml").status == 2


def test_what_is_accepted_today_is_fine_until_it_changes(command):
    assert command("check", "reports", "--write-baseline", "accepted.json").status == 0
    assert command("check", "reports", "--baseline", "accepted.json").status == 0
    Path("reports", "b.md").write_text(WRONG.replace("38", "37"), "utf-8")
    assert command("check", "reports", "--baseline", "accepted.json").status == 1
    missing = command("check", "reports", "--baseline", "none.json")
    assert (missing.status, missing.err) == (2, "lacmigration: none.json: there is no such file\n")


@pytest.mark.parametrize(
    "name, head", [("lacmigration.toml", ""), ("pyproject.toml", "[tool.lacmigration]\n")]
)
def test_settings_may_name_a_baseline_that_is_still_to_be_written(command, name, head):
    Path(name).write_text(f'{head}baseline = "accepted.json"\n', "utf-8")
    missing = command("check", "reports")
    assert missing.status == 2
    assert f"{Path.cwd() / name}: " in "".join(missing.err.splitlines())
    said = " ".join(missing.err.split())
    assert 'baseline: "accepted.json": there is no such file' in said
    assert "--write-baseline" in said
    assert "Errno" not in said
    assert command("check", "reports", "--write-baseline", "accepted.json").status == 0
    assert command("check", "reports").status == 0


def test_a_baseline_of_the_command_line_stands_in_for_that_of_the_settings(command):
    Path("lacmigration.toml").write_text('baseline = "gone.json"\n', "utf-8")
    made = command("check", "reports", "--baseline", "other.json", "--write-baseline", "other.json")
    assert made.status == 0
    assert command("check", "reports", "--baseline", "other.json").status == 0


def test_settings_know_a_report_by_its_name_from_the_project_wherever_one_stands(command, monkeypatch):
    Path("lacmigration.toml").write_text('[per-file-ignores]\n"reports/b.md" = ["LM103"]\n', "utf-8")
    root = Path.cwd()
    assert command("check", "reports/b.md").status == 0
    assert command("check", root / "reports" / "b.md").status == 0
    monkeypatch.chdir("reports")
    assert command("check", "b.md").status == 0
    assert command("check", ".", "-f", "json").status == 0
    assert command("check", "../reports/b.md", "--config", "../lacmigration.toml").status == 0
    Path("c.md").write_text(WRONG, "utf-8")  # of no name that is ignored
    done = command("check", "c.md")
    assert done.status == 1
    assert done.out.startswith("c.md:3:21: ")  # shown as a person here would open it


@pytest.mark.parametrize("written, read", [(".", "reports"), ("reports", "."), ("reports", "reports")])
def test_a_baseline_holds_in_every_folder_of_the_project(command, monkeypatch, written, read):
    Path("lacmigration.toml").write_text("", "utf-8")
    root = Path.cwd()
    accepted = root / "accepted.json"
    monkeypatch.chdir(written)
    assert command("check", root.joinpath("reports"), "--write-baseline", accepted).status == 0
    assert [one["file"] for one in json.loads(accepted.read_text("utf-8"))["accepted"]] == ["reports/b.md"]
    monkeypatch.chdir(root / read)
    given = "b.md" if read == "reports" else "reports/b.md"
    assert command("check", given, "--baseline", accepted).status == 0
    monkeypatch.chdir(root)
    Path("b.md").write_text(WRONG, "utf-8")  # another file of the same last name
    assert command("check", "b.md", "--baseline", accepted).status == 1


def test_a_fingerprint_of_sarif_is_the_same_in_every_folder_of_the_project(command, monkeypatch):
    def fingerprints(done):
        return [one["partialFingerprints"] for one in json.loads(done.out)["runs"][0]["results"]]

    Path("lacmigration.toml").write_text("", "utf-8")
    above = fingerprints(command("check", "reports/b.md", "-f", "sarif"))
    monkeypatch.chdir("reports")
    assert fingerprints(command("check", "b.md", "-f", "sarif")) == above != []


def test_a_restatement_is_written_from_a_folder_below_the_settings(command, monkeypatch):
    Path("lacmigration.toml").write_text("", "utf-8")
    monkeypatch.chdir("reports")
    command("check", "b.md", "--fix")
    assert Path("b.md").read_text("utf-8") == WRONG.replace("38%", "50%")


def test_a_restatement_is_shown_then_written(command):
    shown = command("check", "reports", "--diff").out
    assert "-Of USD 150 million, 38% (USD 75.5M) was raised." in shown
    assert "+Of USD 150 million, 50% (USD 75.5M) was raised." in shown
    assert Path("reports", "b.md").read_text("utf-8") == WRONG
    command("check", "reports", "--fix")
    assert Path("reports", "b.md").read_text("utf-8") == WRONG.replace("38%", "50%")
    assert command("check", "reports").status == 0


def test_what_cannot_be_restated_is_said_and_not_passed_over(command):
    Path("sum.ipynb").write_text(
        json.dumps({"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "markdown", "source": [WRONG]}]}),
        "utf-8",
    )
    for option in ("--diff", "--fix"):
        done = command("check", "sum.ipynb", option)
        assert (done.status, done.out) == (1, "")
        assert done.err == (
            "lacmigration: sum.ipynb: nothing is written into files of the format notebook; "
            f"without {option}, what would agree is listed\n"
        )
    done = command("check", "reports/a.md", "--diff")  # nothing to restate, nothing to say
    assert (done.status, done.out, done.err) == (0, "", "")


def test_what_is_not_restated_for_doubt_is_said(command):
    order = "Peru, the second largest, gave USD 9 million, after Spain with USD 7 million."
    Path("doubt.md").write_text(order, "utf-8")  # either of the two may be wrong
    done = command("check", "doubt.md", "--diff")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "lacmigration: doubt.md: no restatement is free of doubt; without --diff, what disagrees is listed\n"
    )


@pytest.mark.parametrize("option", ["--output", "--summary", "--write-baseline"])
def test_a_result_is_never_written_over_a_report_nor_into_no_folder(command, option):
    Path("link.md").symlink_to(Path("reports", "b.md"))
    Path("reports", "c.docx").write_bytes(b"a report of years")
    for reports, file in (
        ("reports/b.md", "reports/b.md"),
        ("reports/b.md", "link.md"),
        ("reports", "reports/c.docx"),
    ):
        done = command("check", reports, option, file)
        assert (done.status, done.out) == (2, "")
        assert done.err == (
            f"lacmigration: {option} {file}: this report is to be checked, and the result would take its "
            "place; name another file\n"
        )
    assert Path("reports", "b.md").read_text("utf-8") == WRONG
    assert Path("reports", "c.docx").read_bytes() == b"a report of years"
    done = command("check", "reports/b.md", option, "no/it.txt")
    assert (done.status, done.err) == (
        2,
        f"lacmigration: {option} no/it.txt: there is no folder no; make it first\n",
    )


def test_a_result_may_take_the_place_of_that_of_last_time(command):
    for _ in range(2):
        assert command("check", "reports", "--format", "html", "--output", "reports/review.html").status == 1
    assert Path("reports", "review.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_results_are_said_in_one_language_and_reports_read_in_another(command):
    done = command("check", "reports/b.md", "--locale", "es")
    assert done.status == 1
    assert "50,33" in done.out  # said in Spanish, read in English
    assert command("check", "reports/b.md", "--language", "es").out.endswith(" 0 claims\n")  # as it is told


def test_what_was_checked_is_remembered(command):
    first = command("check", "reports", "--cache", "cache")
    assert Path("cache").is_dir()
    assert command("check", "reports", "--cache", "cache") == first
    Path("reports", "b.md").write_text(RIGHT, "utf-8")
    assert command("check", "reports", "--cache", "cache").status == 0


def test_a_summary_is_appended(command):
    Path("summary.md").write_text("Before.\n", "utf-8")
    command("check", "reports", "--summary", "summary.md")
    text = Path("summary.md").read_text("utf-8")
    assert text.startswith("Before.\n")
    assert "50.33" in text


def test_standard_input_is_read_in_the_format_that_is_said(command, monkeypatch):
    table = "| Donor | USD |\n|---|---|\n| A | 1,210 |\n| B | 2,320 |\n| Total | 3,630 |\n"  # 3,530

    class Input:
        buffer = io.BytesIO(table.encode())

    monkeypatch.setattr("sys.stdin", Input())
    done = command("check", "-", "--from", "markdown")
    assert done.status == 1
    assert "3,530" in done.out


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["check", "reports/picture.png"], "picture"),
        (["check", "reports/a.md", "--from", "word"], "word"),
        (["check", "reports", "--select", "LM9"], "LM9"),
        (["check", "reports", "--language", "de"], "de"),
        (["check", "--format", "html"], "html is for reports"),
    ],
)
def test_what_cannot_be_done_is_one_message_and_status_2(command, arguments, said):
    done = command(*arguments)
    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err
