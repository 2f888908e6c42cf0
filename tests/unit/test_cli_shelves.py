"""`lacmigration check --findings`: what is kept, what is said, and what is refused."""

from __future__ import annotations

import csv
import io
import json

import pytest

from lacmigration.shelves import open_shelf

FUND = "Of USD 150 million, 41% (USD 57.5M) was paid."
RIGHT = "Of USD 150 million, 38% (USD 57.5M) was paid."


@pytest.fixture
def shelf(tmp_path):
    folder = tmp_path / "shelf"
    (folder / "b").mkdir(parents=True)
    for name, text in (("a.md", FUND), ("b/a.md", FUND), ("c.md", RIGHT)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


TOLD = """\
rule         errors  warnings  notes  documents
LM103 Share       2         0      0          2

document  errors  warnings
a.md           1         0
b/a.md         1         0

3 documents reviewed; {now} checked now.
The findings are in out.
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_findings_are_counted_and_kept(command, shelf, jobs):
    done = command("check", shelf, "--findings", "out", "--jobs", jobs)
    assert (done.status, done.out, done.err) == (1, TOLD.format(now=3), "")
    assert open_shelf("out").findings["document"].to_pylist() == ["a.md", "b/a.md"]


def test_the_next_time_only_what_changed_is_checked(command, shelf):
    command("check", shelf, "--findings", "out")
    assert command("check", shelf, "--findings", "out").out == TOLD.format(now=0)
    assert command("check", shelf, "--findings", "out", "--no-resume").out == TOLD.format(now=3)
    (shelf / "c.md").write_text(RIGHT + "\n", encoding="utf-8")
    assert command("check", shelf, "--findings", "out").out == TOLD.format(now=1)


def test_a_shelf_that_is_fine_says_no_more_than_that(command, shelf):
    done = command("check", shelf / "c.md", "--findings", "out")
    assert (done.status, done.out) == (0, "1 document reviewed; 1 checked now.\nThe findings are in out.\n")


def test_a_document_that_fails_is_named_and_the_others_are_checked(command, shelf):
    (shelf / "d.md").write_bytes(b"")
    (shelf / "e").symlink_to("b")
    done = command("check", shelf, "--findings", "out")
    assert (done.status, done.err) == (2, "lacmigration: d.md: the file is empty\n")
    assert "3 documents reviewed, 1 failed, 1 skipped; 5 checked now.\n" in done.out


def test_a_name_of_a_file_commands_no_terminal(command, shelf):
    (shelf / "d\x1b[31m.md").write_bytes(b"")
    (shelf / "d\x1b[32m.md").write_text(FUND, encoding="utf-8")
    done = command("check", shelf, "--findings", "out")
    assert done.err == "lacmigration: d\ufffd[31m.md: the file is empty\n"
    assert "\nd\ufffd[32m.md" in done.out
    assert "\x1b" not in done.out


def test_the_documents_with_most_errors_come_first_and_not_all_are_named(command, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(12):
        (folder / f"r{number:02}.md").write_text(FUND, encoding="utf-8")
    (folder / "r09.md").write_text(f"{FUND}\n\n{FUND.replace('41', '42')}", encoding="utf-8")
    done = command("check", folder, "--findings", "out")
    lines = done.out.splitlines()
    first = lines.index("document  errors  warnings") + 1
    assert lines[first].split() == ["r09.md", "2", "0"]
    assert [line.split()[0] for line in lines[first + 1 : first + 10]] == [f"r{n:02}.md" for n in range(9)]
    assert lines[first + 10] == "and 2 more"


def test_it_is_said_in_the_language_that_is_asked_for(command, shelf):
    (shelf / "d.md").write_bytes(b"")
    done = command("check", shelf, "--findings", "out", "--locale", "es")
    assert done.err == "lacmigration: d.md: el archivo está vacío\n"
    assert "3 documentos revisados, 1 con error; 4 comprobados ahora.\n" in done.out


def test_the_table_is_printed_as_json(command, shelf):
    done = command("check", shelf, "--findings", "out", "--format", "json")
    found = json.loads(done.out)
    assert done.status == 1
    assert found["version"] == 1
    assert [(one["document"], one["agrees"], one["parts"]) for one in found["findings"]] == [
        ("a.md", "38%", ["USD 57.5M", "USD 150 million"]),
        ("b/a.md", "38%", ["USD 57.5M", "USD 150 million"]),
    ]


def test_the_table_is_printed_as_csv_that_no_spreadsheet_runs(command, tmp_path):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "=cmd.md").write_text(FUND, encoding="utf-8")
    done = command("check", shelf, "--findings", "out", "--format", "csv")
    [row] = csv.DictReader(io.StringIO(done.out))
    assert (row["document"], row["number"], row["figure"]) == ("'=cmd.md", "1", "41%")
    assert row["parts"] == "USD 57.5M\nUSD 150 million"


def test_settings_and_rules_hold(command, shelf, tmp_path):
    (tmp_path / "lacmigration.toml").write_text('[per-file-ignores]\n"shelf/b/*" = ["LM103"]\n', "utf-8")
    command("check", shelf, "--findings", "out")
    found = open_shelf("out").findings.select(["document", "severity"]).to_pylist()
    assert [tuple(row.values()) for row in found] == [("a.md", "error"), ("b/a.md", "note")]
    done = command("check", shelf, "--findings", "out", "--ignore", "LM103")
    assert done.status == 0


def test_a_baseline_accepts_what_it_accepts_without_tables(command, shelf):
    command("check", shelf, "--write-baseline", "known.json")
    done = command("check", shelf, "--findings", "out", "--baseline", "known.json")
    assert done.status == 0
    assert set(open_shelf("out").findings["silenced"].to_pylist()) == {"in the baseline"}


@pytest.mark.parametrize(
    "option",
    [
        ("--fix",),
        ("--diff",),
        ("--watch",),
        ("--cache", "c"),
        ("--output", "o"),
        ("--summary", "s"),
        ("--write-baseline", "b"),
        ("--format", "sarif"),
    ],
    ids=" ".join,
)
def test_what_needs_the_reports_themselves_is_refused(command, shelf, tmp_path, option):
    done = command("check", shelf, "--findings", "out", *option)
    said = " ".join(option) if option[0] == "--format" else option[0]
    assert (done.status, done.err) == (2, f"lacmigration: with --findings there is no {said}\n")
    assert not (tmp_path / "out").exists()


def test_standard_input_is_no_shelf(command):
    assert command("check", "-", "--findings", "out").err == "lacmigration: with --findings there is no -\n"


def test_a_folder_of_something_else_is_refused(command, shelf):
    done = command("check", shelf, "--findings", shelf)
    assert done.status == 2
    assert done.err.endswith("shelf holds something else than findings; name another\n")
    assert (shelf / "a.md").read_text(encoding="utf-8") == FUND


def test_a_person_sees_how_far_it_is(command, shelf, monkeypatch):
    for number in range(5):
        (shelf / f"f{number}.md").write_text(RIGHT, encoding="utf-8")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    done = command("check", shelf, "--findings", "out")
    assert "8/8" in done.err


def test_a_report_that_takes_too_long_is_named(command, shelf, tmp_path, monkeypatch):
    slow = tmp_path / "slow"
    slow.mkdir()
    blocks = "import threading\nfrom lacmigration.shelves import _outcomes\n"
    blocks += "_outcomes.from_bytes = lambda _data, **_named: threading.Event().wait()\n"
    (slow / "sitecustomize.py").write_text(blocks, encoding="utf-8")
    monkeypatch.syspath_prepend(slow)
    done = command("check", shelf / "c.md", "--findings", "out", "--timeout", "0.01")
    assert done.err == "lacmigration: c.md: it took more than 0.01 seconds, and was given up\n"
    assert (done.status, done.out.splitlines()[0]) == (2, "0 documents reviewed, 1 failed; 1 checked now.")


@pytest.mark.parametrize("option", [["--timeout", "5"], ["--no-resume"]])
def test_what_only_tables_can_do_is_refused_without_them(command, shelf, option):
    done = command("check", shelf, *option)
    assert (done.status, done.out) == (2, "")
    assert f"{option[0]} needs --findings" in done.err


def test_a_timeout_that_is_none_is_refused(command, shelf):
    done = command("check", shelf, "--findings", "out", "--timeout", "-1")
    assert done.status == 2
    assert "timeout=-1.0 is no choice; write a number of seconds above 0" in done.err
