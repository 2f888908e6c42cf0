"""The command that makes tables add up: what it shows, writes and leaves, and with which status it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

GIFTS = "# Gifts\n\n| Donor | USD millions |\n|---|---|\n| Peru | 4.5 |\n| Chile | 3.1 |\n| Total | 7.7 |\n"
DIFF = """\
--- a/gifts.md
+++ b/gifts.md
@@ -2,6 +2,6 @@
\x20
 | Donor | USD millions |
 |---|---|
-| Peru | 4.5 |
+| Peru | 4.6 |
 | Chile | 3.1 |
 | Total | 7.7 |
"""


@pytest.fixture
def gifts(command):  # noqa: ARG001  (in the folder that the command runs in)
    path = Path("gifts.md")
    path.write_text(GIFTS, encoding="utf-8")
    return path


def test_a_diff_is_shown_and_nothing_written(command, gifts):
    done = command("repair", "gifts.md")
    assert (done.status, done.out, done.err) == (1, DIFF, "")
    assert gifts.read_text("utf-8") == GIFTS


def test_it_is_written_on_request_and_all_is_fine_then(command, gifts):
    done = command("repair", "gifts.md", "--write")
    assert (done.status, done.out, done.err) == (0, "gifts.md: 1 figure moved by one unit\n", "")
    assert gifts.read_text("utf-8") == GIFTS.replace("4.5", "4.6")
    assert [one.name for one in Path.cwd().iterdir()] == ["gifts.md"]
    assert command("repair", "gifts.md").status == 0


def test_the_note_is_written_once(command, gifts):
    done = command("repair", "gifts.md", "--note", "--write")
    assert (done.status, done.out) == (0, "gifts.md: 1 note added\n")
    written = gifts.read_text("utf-8")
    assert written.startswith(GIFTS + "\nNote: Each figure is rounded to the nearest USD 100,000")
    again = command("repair", "gifts.md", "--note")
    assert (again.status, again.out) == (0, "")


def test_the_note_is_shown_as_a_diff(command, gifts):
    gifts.write_text(GIFTS.replace("Donor | USD millions", "Donante | Millones de USD"), encoding="utf-8")
    done = command("repair", "gifts.md", "--note", "--language", "es")
    assert done.status == 1
    assert "\n+Nota: Cada cifra está redondeada a múltiplos de 100.000" in done.out.replace("\u00a0", " ")


def test_a_wrong_total_is_left_with_a_word(command, gifts):
    gifts.write_text(GIFTS.replace("7.7", "8.7"), encoding="utf-8")
    for option in ("--write", "--note"):
        done = command("repair", "gifts.md", option)
        assert (done.status, done.out) == (1, "")
        assert done.err == (
            'gifts.md:7:11: left as it is: the total "8.7" is off by more than rounding explains; '
            "somebody has to find out which figure is wrong\n"
        )
    assert gifts.read_text("utf-8") == GIFTS.replace("7.7", "8.7")


def test_what_cannot_be_moved_is_said_and_the_note_offered(command, gifts):
    gifts.write_text(GIFTS.replace("4.5", "0").replace("3.1", "0").replace("7.7", "1"), encoding="utf-8")
    done = command("repair", "gifts.md", "--locale", "es")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "gifts.md:7:11: no se puede hacer que sume: las cifras que pueden moverse una unidad son demasiado "
        "pocas; --note lo dice debajo\n"
    )
    assert command("repair", "gifts.md", "--note", "--write").status == 0


def test_a_format_that_is_no_text_is_printed(command):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    rows = [["Donor", "USD millions"], ["Peru", 4.54], ["Chile", 3.14], ["Total", 7.68]]
    for row in rows:
        book.active.append(row)
    for row in range(2, 5):
        book.active.cell(row, 2).number_format = "0.0"
    book.save("gifts.xlsx")
    done = command("repair", "gifts.xlsx")
    assert done.status == 1
    assert done.out == (
        "gifts.xlsx:Sheet!B4: the table would add up like this:\n"
        "Donor  USD millions\nPeru   4.6\nChile  3.1\nTotal  7.7\nSheet!B2: 4.5 → 4.6\n"
    )
    asked = command("repair", "gifts.xlsx", "--note")
    assert asked.status == 1
    assert asked.err.startswith("gifts.xlsx:Sheet!B4: put this under the table: Note: Each figure")


def test_a_folder_is_taken_file_by_file(command, gifts):  # noqa: ARG001
    Path("fine.md").write_text(GIFTS.replace("7.7", "7.6"), encoding="utf-8")
    done = command("repair", ".")
    assert (done.status, done.out) == (1, DIFF)


def test_nothing_to_do_is_fine(command):
    Path("fine.md").write_text("No table.\n", encoding="utf-8")
    assert (command("repair", "fine.md").status, command("repair", "fine.md").out) == (0, "")


def test_standard_input_has_no_file(command):
    done = command("repair", "-", "--write")
    assert done.status == 2
    assert "leave out --write" in done.err


def test_one_that_cannot_be_read_does_not_hide_the_others(command, gifts):  # noqa: ARG001
    done = command("repair", "missing.md", "gifts.md")
    assert (done.status, done.out) == (2, DIFF)
    assert done.err == "lacmigration: missing.md: there is no such file\n"


def test_a_file_that_changed_meanwhile_is_not_written(command, gifts, monkeypatch):
    from lacmigration.cli import _repairs

    plain = _repairs.repairs

    def and_somebody_saves(found, **meant):  # noqa: ANN003
        gifts.write_text(GIFTS + "More.\n", encoding="utf-8")
        return plain(found, **meant)

    monkeypatch.setattr(_repairs, "repairs", and_somebody_saves)
    done = command("repair", "gifts.md", "--write")
    assert done.status == 2
    assert "changed since it was read" in done.err
    assert gifts.read_text("utf-8") == GIFTS + "More.\n"
