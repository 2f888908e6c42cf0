"""The command as other programs meet it: pipes that close, terminals, full disks, edited data."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import lacmigration
from lacmigration.cli import _output
from lacmigration.cli._waiting import waiting

COMMAND = (sys.executable, "-m", "lacmigration")
GOLDEN = Path(__file__).parents[1] / "golden"
posix = pytest.mark.skipif(os.name != "posix", reason="as the shells of POSIX do it")


def environment(**more: str) -> dict[str, str]:
    without = {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "GITHUB_ACTIONS"}
    return {name: value for name, value in os.environ.items() if name not in without} | more


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(**more),
        cwd=GOLDEN,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


# --- pipes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments, status", [(["check"], 0), (["check", "records"], 1), (["list", "relations", "-f", "json"], 0)]
)
def test_a_closed_pipe_is_no_failure_and_hides_none(arguments, status):
    with subprocess.Popen(
        [*COMMAND, *arguments], env=environment(), cwd=GOLDEN, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        said = process.stderr.read()
        assert (process.wait(), said) == (status, b"")


@posix
@pytest.mark.parametrize("options", [(), ("--cache", "cache")])
def test_a_pipe_in_a_folder_of_reports_is_refused_and_the_others_are_read(tmp_path, options):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "fine.md").write_text("Its 3 parts are Lima, Quito and Cali.\n", "utf-8")
    os.mkfifo(reports / "pipe.md")
    (reports / "gone.md").symlink_to("nowhere.md")
    # In a process of its own: what opened the pipe would wait for a writer that never comes.
    done = subprocess.run(
        [*COMMAND, "check", "reports", "--jobs", "1", *options],
        env=environment(),
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    gone, pipe = done.stderr.splitlines()
    assert gone == "lacmigration: reports/gone.md: there is no such file"
    assert pipe.startswith("lacmigration: reports/pipe.md: this is no file but a pipe or device; ")
    assert done.stdout.startswith("reports/fine.md: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("form", ["text", "csv"])
def test_a_full_disk_is_said_once(form):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "list", "-f", form],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == f"lacmigration: standard output: {os.strerror(28)}\n"


@posix
def test_no_standard_output_at_all():
    line = " ".join([*COMMAND, "list", ">&-"])
    done = subprocess.run(
        ["/bin/sh", "-c", line], env=environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_there_is_no_colour_in_a_pipe():
    assert "\x1b" not in run("check", "records").stdout


def test_colour_can_be_forced_and_refused():
    assert "\x1b[1;31m" in run("check", "records", FORCE_COLOR="1").stdout
    refused = run("check", "records", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert re.search(r"\x1b\[[0-9;]*3[0-7]m", refused) is None


def test_marks_have_a_form_for_terminals_without_unicode():
    done = run("check", "records", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    marks = {line[0] for line in done.stdout.splitlines() if re.match(r"\S [a-z]+ +golden\.", line)}
    assert marks == set("+?x*-")


def test_letters_that_a_terminal_has_not_are_escaped_and_nothing_breaks():
    done = run("list", "golden.donor.t*", "-r", "records", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "T\\xfcrkiye" in done.stdout


def test_lines_that_are_cut_are_cut_in_ascii_too():
    done = run("check", PYTHONIOENCODING="ascii", COLUMNS="120")
    lines = [line for line in done.stdout.splitlines() if "\\x" not in line]  # an escape takes four places
    assert any(line.startswith("+ ") and line.endswith("...") for line in lines)
    assert max(map(len, lines)) == 120


@posix
def test_a_terminal_gets_colours_unless_it_asks_for_none():
    import pty

    def seen(**more: str) -> bytes:
        ours, theirs = pty.openpty()
        variables = environment(TERM="xterm-256color", **more)
        with subprocess.Popen(
            [*COMMAND, "check", "records"], env=variables, cwd=GOLDEN, stdout=theirs, stderr=theirs
        ):
            os.close(theirs)
            parts = []
            try:
                while part := os.read(ours, 65536):
                    parts.append(part)
            except OSError:  # Linux ends so
                pass
        os.close(ours)
        return b"".join(parts)

    assert b"\x1b[1;31m" in seen()
    plain = seen(NO_COLOR="1")
    assert b"8 relations in records" in plain
    assert re.search(rb"\x1b\[[0-9;]*3[0-7]m", plain) is None


# --- patience ------------------------------------------------------------------------------------------


class Screen(io.StringIO):
    """A terminal that keeps what it was sent."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "screen, after, shown", [(Screen, 0.0, True), (Screen, 60.0, False), (io.StringIO, 0.0, False)]
)
def test_what_takes_long_is_said_where_a_person_watches(monkeypatch, screen, after, shown):
    monkeypatch.setenv("TERM", "xterm-256color")
    err, out = screen(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(sys, "stdout", out)
    with waiting("reading records", after=after):
        time.sleep(0.3)
    assert ("reading records" in err.getvalue()) is shown
    assert out.getvalue() == ""
    assert shown or err.getvalue() == ""


def test_what_goes_wrong_while_somebody_waits_is_not_hidden(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Screen())
    with pytest.raises(KeyError), waiting("reading records"):
        raise KeyError


@posix
def test_a_bar_shows_how_far_many_reports_are(tmp_path):
    import pty

    for number in range(4):
        (tmp_path / f"{number}.md").write_text("Of USD 150 million, 38% (USD 57.5M) was paid.\n", "utf-8")
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "check", str(tmp_path)],
        env=environment(TERM="xterm-256color"),
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    seen = os.read(ours, 65536)
    os.close(ours)
    assert done.returncode == 0
    assert done.stdout.count(b"1 claim: 1 confirmed") == 4
    assert b"checking" in seen
    assert b"4/4" in seen


@posix
def test_a_report_is_checked_again_when_it_is_saved_until_somebody_stops_it(tmp_path):
    report = tmp_path / "report.md"
    report.write_text("Of USD 150 million, 41% (USD 57.5M) was paid.\n", "utf-8")
    with subprocess.Popen(
        [*COMMAND, "check", "report.md", "--watch"],
        env=environment(),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        # What starts the tests in the background has them ignore the interrupt, and so would the command.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  (no other thread yet)
    ) as process:
        assert process.stdout.readline().startswith("report.md:1:21: ")
        while process.stdout.readline() != "Watching; press Ctrl-C to stop.\n":
            assert process.poll() is None
        saving = threading.Event()

        def save() -> None:  # again and again, as nobody says when the watch has begun
            while not saving.wait(1):
                report.write_text("Of USD 150 million, 38% (USD 57.5M) was paid.\n", "utf-8")

        saver = threading.Thread(target=save)
        saver.start()
        again = process.stdout.readline()
        saving.set()
        saver.join()
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=30)
        finally:
            process.kill()
    assert again == "report.md: 3 figures, 1 claim: 1 confirmed\n"
    assert process.returncode == 1  # as it was at first


# --- edited data ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A copy of the whole library, whose data can be edited, and the command that runs it."""
    home = tmp_path_factory.mktemp("library")
    here = Path(lacmigration.__file__).parent
    shutil.copytree(here, home / "lacmigration", ignore=shutil.ignore_patterns("__pycache__"))

    def check(*arguments: str) -> subprocess.CompletedProcess[str]:
        # Its files are gone when the coverage is reported, and are not the ones that count.
        bare = {name: value for name, value in environment().items() if not name.startswith("COVERAGE")}
        return subprocess.run(
            [*COMMAND, "check", *arguments],
            env=bare | {"PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=home,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return home / "lacmigration" / "data", check


def restored(file: Path, old: str, new: str):
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    return lambda: file.write_text(text, "utf-8")


def test_one_digit_of_one_donor_makes_it_fail_and_names_the_donor_table(library):
    data, check = library
    undo = restored(data / "mptf-2024" / "contributions.csv", "19,569,912", "19,569,922")
    done = check("--quiet")
    undo()
    assert done.returncode == 1
    # 57,595,084 and ten dollars more.
    assert "mptf.relation.donors-total" in done.stdout
    assert "USD 57,595,094" in done.stdout
    assert "mptf-2024/contributions.csv:2-23" in done.stdout
    assert check().returncode == 0


def test_without_one_of_its_discrepancies_it_fails(library):
    data, check = library
    file = data / "mptf-2024" / "discrepancies.csv"
    (row,) = (
        line
        for line in file.read_text("utf-8").splitlines()
        if line.startswith("mptf.discrepancy.caricom-all,")
    )
    undo = restored(file, f"{row}\n", "")
    done = check("--quiet")
    undo()
    assert done.returncode == 1
    assert "✗ inconsistent mptf.relation.caricom-all" in done.stdout
    assert done.stdout.count("✗") == 1


def test_a_cell_that_cannot_be_read_stops_everything(library):
    data, check = library
    undo = restored(data / "mptf-2024" / "contributions.csv", "19,569,912", "19,569,91Z")
    done = check()
    undo()
    assert (done.returncode, done.stdout) == (2, "")
    assert "mptf-2024/contributions.csv:2:6: stated" in done.stderr


def test_the_library_itself_is_not_touched(library):
    assert not Path(lacmigration.__file__).is_relative_to(library[0].parent)


# --- writing -------------------------------------------------------------------------------------------


def test_other_errors_of_writing_are_not_swallowed(monkeypatch):
    class Broken(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "full")

    monkeypatch.setattr(sys, "stdout", Broken())
    with pytest.raises(OSError, match="full"):
        _output.write("text")


def test_an_output_without_an_encoding_gets_plain_marks(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert _output.plain_marks()
