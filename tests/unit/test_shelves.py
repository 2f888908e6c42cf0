"""A shelf of reports: what its tables hold, and that they hold it whatever happened on the way."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from hashlib import sha256
from pathlib import Path
from threading import Timer

import pytest

import lacmigration
from lacmigration.errors import (
    ChoiceError,
    FolderError,
    LacMigrationError,
    MissingExtraError,
    UnknownLocaleError,
)
from lacmigration.registry import bundled
from lacmigration.reporting import _rules
from lacmigration.reviewing import Settings
from lacmigration.shelves import _local, _outcomes, _parts, _terms, _working, open_shelf, review_shelf
from lacmigration.shelves._parts import Parts

FUND = "Of USD 150 million, 41% (USD 57.5M) was paid."
RIGHT = "Of USD 150 million, 38% (USD 57.5M) was paid."


@pytest.fixture(scope="module", autouse=True)
def settled(tmp_path_factory):
    """The library is the same for all runs and their processes, also while somebody works on it."""
    library = tmp_path_factory.mktemp("library") / "site-packages"
    leave = shutil.ignore_patterns("*.pyc.*")  # such as are being written
    shutil.copytree(Path(lacmigration.__file__).parent, library / "lacmigration", ignore=leave)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_terms, "code_digest", lambda: "settled")
        patch.syspath_prepend(library)
        patch.setenv("PYTHONPATH", str(library), prepend=os.pathsep)
        yield library


@pytest.fixture(scope="module")
def alone(reports, tmp_path_factory):
    """The shelf as one process reviews it."""
    return review_shelf(reports, out=tmp_path_factory.mktemp("alone"), processes=1)


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch):
    monkeypatch.setattr(_local, "_BATCH", 4)


def same(one, other) -> bool:
    return one.findings.equals(other.findings) and one.documents.equals(other.documents)


def written(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def row_of(shelf, name: str) -> dict[str, object]:
    [row] = [row for row in shelf.documents.to_pylist() if row["document"] == name]
    return row


# --- what the tables hold --------------------------------------------------------------------------------


def test_a_finding_has_its_place_its_figures_and_what_would_agree(tmp_path):
    shelf = review_shelf(written(tmp_path / "in", fund=FUND), out=tmp_path / "out", processes=1)
    [found] = shelf.findings.to_pylist()
    digest = sha256(FUND.encode()).hexdigest()
    # 57.45 / 150.5 and 57.55 / 149.5, in lowest terms; 41% is half a point either way.
    expected = {
        "document": "fund.md",
        "digest": digest,
        "number": 1,
        "place": "1:21",
        "start_line": 1,
        "start_column": 21,
        "end_line": 1,
        "end_column": 24,
        "page": None,
        "rule": "LM103",
        "kind": "share-of-whole",
        "verdict": "inconsistent",
        "severity": "error",
        "silenced": None,
        "said": None,
        "figure": "41%",
        "parts": ["USD 57.5M", "USD 150 million"],
        "records": [],
        "computed_low": "1149/3010",
        "computed_high": "1151/2990",
        "computed_low_open": False,
        "computed_high_open": False,
        "stated_low": "0.405",
        "stated_high": "0.415",
        "agrees": "38%",
    }
    assert {name: found[name] for name in expected} == expected
    assert found["message"].startswith("USD 57.5M of USD 150 million is 38.33%")
    document = row_of(shelf, "fund.md")
    assert len(document["settings"]) == 64
    del document["settings"]
    assert document == {
        "document": "fund.md",
        "digest": digest,
        "directives": "",
        "status": "reviewed",
        "error_type": None,
        "error": None,
        "told": None,
        "format": "markdown",
        "language": None,
        "bytes": 45,
        "figures": 3,
        "claims": 1,
        "entailed": 0,
        "compatible": 0,
        "questionable": 0,
        "inconsistent": 1,
        "undecided": 0,
        "errors": 1,
        "warnings": 0,
        "notes": 0,
        "ok": False,
    }


def test_what_holds_is_counted_and_no_finding(tmp_path):
    shelf = review_shelf(written(tmp_path / "in", fund=RIGHT), out=tmp_path / "out", processes=1)
    assert shelf.findings.num_rows == 0
    row = row_of(shelf, "fund.md")
    assert (row["claims"], row["entailed"] + row["compatible"], row["ok"]) == (1, 1, True)
    assert shelf.ok


def test_a_comment_that_cannot_be_followed_is_a_finding(tmp_path):
    text = f"<!-- lacmigration: frobnicate -->\n\n{RIGHT}"
    shelf = review_shelf(written(tmp_path / "in", fund=text), out=tmp_path / "out", processes=1)
    [found] = shelf.findings.to_pylist()
    assert (found["rule"], found["severity"], found["start_line"]) == (_rules.PROBLEM, "error", 1)
    assert not shelf.ok


def test_what_is_no_claim_has_the_codes_that_reports_give_it():
    assert (_outcomes.PROBLEM, _outcomes.UNREAD) == (_rules.PROBLEM, _rules.UNREAD)


def test_a_part_that_is_not_read_is_a_note(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_text("<p>It gave 5 million.</p><iframe src='x'></iframe>", encoding="utf-8")
    shelf = review_shelf(folder, out=tmp_path / "out", processes=1)
    [found] = shelf.findings.to_pylist()
    # <p>It gave 5 million.</p> has 25 marks, and the frame stands behind them.
    assert (found["rule"], found["severity"], found["place"]) == ("LM902", "note", "1:26")


def test_the_claims_file_beside_a_document_is_followed_and_tells_it_from_before(tmp_path):
    folder, out = written(tmp_path / "in", fund=FUND), tmp_path / "out"
    review_shelf(folder, out=out, processes=1)
    (folder / "fund.md.claims").write_text("ignore-file LM103\n", encoding="utf-8")
    shelf = review_shelf(folder, out=out, processes=1)
    assert shelf.reviewed == 1
    [found] = shelf.findings.to_pylist()
    assert (found["silenced"], found["severity"]) == ("silenced by a directive", "note")
    assert row_of(shelf, "fund.md")["directives"] == sha256(b"ignore-file LM103\n").hexdigest()


def test_findings_are_said_in_the_language_that_is_asked_for_beside_english(tmp_path):
    folder = written(tmp_path / "in", fund=FUND, empty="")
    shelf = review_shelf(folder, out=tmp_path / "out", processes=1, locale="es")
    [found] = shelf.findings.to_pylist()
    assert found["message"].startswith("USD 57.5M of USD 150 million is 38.33%")
    assert "representa 38,33" in found["said"]
    assert row_of(shelf, "empty.md")["error"] == "the file is empty"
    assert row_of(shelf, "empty.md")["told"] == "el archivo está vacío"


def test_a_registry_is_compared_with_and_tells_its_runs_from_others(tmp_path):
    text = "In 2023 the Migration MPTF had a target of USD 999 million."
    folder, out = written(tmp_path / "in", fund=text), tmp_path / "out"
    assert review_shelf(folder, out=out, processes=1).reviewed == 1
    assert review_shelf(folder, out=out, processes=1, registry=bundled()).reviewed == 1
    assert review_shelf(folder, out=out, processes=1, registry=bundled()).reviewed == 0


def test_settings_may_be_a_file(tmp_path):
    config = tmp_path / "lacmigration.toml"
    config.write_text('ignore = ["LM103"]\nlocale = "pt"\n', encoding="utf-8")
    folder = written(tmp_path / "in", fund=FUND, wrong="")
    shelf = review_shelf(folder, out=tmp_path / "out", processes=1, config=config)
    assert shelf.findings.num_rows == 0
    assert row_of(shelf, "wrong.md")["told"] == "o arquivo está vazio"


def test_documents_that_cannot_be_read_are_rows_with_their_error(alone):
    rows = {row["document"]: row for row in alone.documents.to_pylist()}
    assert alone.counts == {"reviewed": 30, "failed": 3, "skipped": 1}
    assert not alone.ok
    assert rows["empty.md"]["error"] == "the file is empty"
    assert rows["gone.md"]["error"] == "there is no such file"
    assert rows["latin.md"]["error"].startswith("byte e9 at offset 1 (line 1) is no UTF-8")
    assert rows["again"]["error"] == "this is a link to a folder, and is not followed"
    assert {rows[name]["error_type"] for name in ("empty.md", "gone.md", "latin.md")} == {"DocumentError"}
    assert rows["gone.md"]["digest"] == ""
    assert rows["empty.md"]["digest"] == sha256(b"").hexdigest()


def test_documents_of_one_name_are_told_apart_by_their_folders(alone):
    names = alone.documents["document"].to_pylist()
    assert len(set(names)) == len(names) == 34
    assert {f"{language}/report 0.md" for language in ("en", "es", "fr", "pt")} <= set(names)


def test_times_are_a_table_of_their_own(alone):
    assert alone.timings["document"].to_pylist() == alone.documents["document"].to_pylist()
    assert all(seconds >= 0 for seconds in alone.timings["seconds"].to_pylist())


def test_names_are_relative_to_what_all_paths_have_in_common(tmp_path):
    one, other = written(tmp_path / "a/x", fund=RIGHT), written(tmp_path / "a/y", fund=RIGHT)
    shelf = review_shelf([one, other / "fund.md", one], out=tmp_path / "out", processes=1)
    assert shelf.documents["document"].to_pylist() == ["x/fund.md", "y/fund.md"]


def test_nothing_is_a_shelf_too(tmp_path):
    shelf = review_shelf([], out=tmp_path / "out")
    assert (shelf.documents.num_rows, shelf.findings.num_rows, shelf.ok) == (0, 0, True)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_utf8_is_written_out(tmp_path):
    folder = os.fsencode(written(tmp_path / "in", b=RIGHT))
    with open(folder + b"/a\xe9.md", "wb") as file:  # noqa: PTH123  (the name is bytes)
        file.write(FUND.encode())
    shelf = review_shelf(tmp_path / "in", out=tmp_path / "out", processes=2)
    assert shelf.documents["document"].to_pylist() == ["a\\udce9.md", "b.md"]
    assert shelf.findings["document"].to_pylist() == ["a\\udce9.md"]


def test_the_tables_may_stand_on_the_shelf(tmp_path):
    folder = written(tmp_path / "in", fund=FUND)
    out = folder / "findings.parquet"
    review_shelf(folder, out=out, processes=1)
    (out / "notes.md").write_text(FUND, encoding="utf-8")
    assert review_shelf(folder, out=out, processes=1).documents.num_rows == 1


# --- the same whoever asked ------------------------------------------------------------------------------


def test_two_processes_find_what_one_finds(reports, alone, tmp_path):
    shelf = review_shelf(reports, out=tmp_path / "out", processes=2)
    assert alone.findings.num_rows > 10
    assert same(shelf, alone)
    assert same(open_shelf(tmp_path / "out"), alone)


def test_processes_have_the_library_that_the_tests_have(settled, tmp_path):
    program = settled / "lacmigration/shelves/_outcomes.py"
    text = program.read_text(encoding="utf-8")
    folder = written(tmp_path / "in", a=FUND)
    try:
        program.write_text(text + "\nraise SystemExit(7)\n", encoding="utf-8")
        with pytest.raises(_working.WorkersError, match="ended with status 7"):
            review_shelf(folder, out=tmp_path / "out", processes=1, timeout=30)
    finally:
        program.write_text(text, encoding="utf-8")


def test_progress_is_told_document_by_document(reports, tmp_path):
    told: list[tuple[int, int]] = []
    review_shelf(
        reports, out=tmp_path / "out", processes=2, on_progress=lambda done, of: told.append((done, of))
    )
    assert told == [(done, 34) for done in range(35)]


# --- begun again -----------------------------------------------------------------------------------------


def test_what_was_checked_is_not_checked_again(reports, alone, tmp_path):
    out = shutil.copytree(alone.folder, tmp_path / "out")
    before = {file: file.read_bytes() for file in out.rglob("*.*")}
    shelf = review_shelf(reports, out=out, processes=1)
    assert shelf.reviewed == 0
    assert {file: file.read_bytes() for file in out.rglob("*.*")} == before
    assert same(shelf, alone)


def test_without_resuming_all_is_checked_again(reports, alone, tmp_path):
    out = shutil.copytree(alone.folder, tmp_path / "out")
    shelf = review_shelf(reports, out=out, processes=1, resume=False)
    assert shelf.reviewed == 34
    assert same(shelf, alone)


def test_only_what_changed_is_checked_again_and_what_is_gone_goes(tmp_path):
    folder = written(tmp_path / "in", a=FUND, b=RIGHT, c=FUND, d=RIGHT, e=FUND)
    out = tmp_path / "out"
    review_shelf(folder, out=out, processes=1)
    written(folder, b=FUND, f=FUND)
    (folder / "c.md").unlink()
    shelf = review_shelf(folder, out=out, processes=1)
    assert shelf.reviewed == 2
    assert shelf.findings["document"].to_pylist() == ["a.md", "b.md", "e.md", "f.md"]
    assert shelf.documents["document"].to_pylist() == ["a.md", "b.md", "d.md", "e.md", "f.md"]
    assert same(shelf, review_shelf(folder, out=tmp_path / "fresh", processes=1))


def test_a_run_that_ends_while_documents_go_from_a_part_has_none_twice(tmp_path, monkeypatch):
    folder = written(tmp_path / "in", a=FUND, b=RIGHT, c=FUND)
    out = tmp_path / "out"
    review_shelf(folder, out=out, processes=1)
    (folder / "b.md").unlink()
    tidied = 0

    def ends(parts: Parts, keep: object) -> None:
        nonlocal tidied
        tidied += 1
        if tidied == 2:  # the part without b is written, the old one is still there
            raise KeyboardInterrupt
        tidy(parts, keep)

    tidy = Parts.tidy
    with monkeypatch.context() as patch:
        patch.setattr(Parts, "tidy", ends)
        with pytest.raises(KeyboardInterrupt):
            review_shelf(folder, out=out, processes=1)
    assert open_shelf(out).documents["document"].to_pylist() == ["a.md", "c.md"]
    shelf = review_shelf(folder, out=out, processes=1)
    assert (shelf.reviewed, shelf.documents["document"].to_pylist()) == (0, ["a.md", "c.md"])
    assert len(list((out / "findings").iterdir())) == 1


def test_a_document_that_can_be_read_now_is_checked(tmp_path):
    folder, out = written(tmp_path / "in", a=FUND), tmp_path / "out"
    (folder / "b.md").symlink_to("c.txt")
    assert review_shelf(folder, out=out, processes=1).counts["failed"] == 1
    (tmp_path / "in/c.txt").write_text(FUND, encoding="utf-8")
    shelf = review_shelf(folder, out=out, processes=1)
    assert (shelf.reviewed, shelf.counts["failed"]) == (2, 0)


@pytest.mark.parametrize(
    "terms",
    [{"config": Settings(ignore=["LM103"])}, {"locale": "es"}, {"language": "es"}, {"reader": "text"}],
    ids=lambda terms: next(iter(terms)),
)
def test_other_terms_are_another_run(tmp_path, terms):
    folder, out = written(tmp_path / "in", a=FUND), tmp_path / "out"
    review_shelf(folder, out=out, processes=1)
    shelf = review_shelf(folder, out=out, processes=1, **terms)
    assert (shelf.reviewed, shelf.documents.num_rows) == (1, 1)
    assert review_shelf(folder, out=out, processes=1, **terms).reviewed == 0


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def turn_a_bit(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize(
    "table, damage",
    [
        ("findings", cut),
        ("documents", cut),
        ("timings", cut),
        ("parts", cut),
        ("findings", turn_a_bit),
        ("documents", Path.unlink),
        ("parts", Path.unlink),
        ("findings", lambda file: file.write_bytes(b"")),
    ],
)
def test_a_damaged_part_is_made_again(reports, alone, tmp_path, table, damage):
    out = tmp_path / "out"
    review_shelf(reports, out=out, processes=1)
    damaged = sorted((out / table).iterdir())[2]
    damage(damaged)
    shelf = review_shelf(reports, out=out, processes=1)
    assert shelf.reviewed == 4
    assert same(shelf, alone)
    assert len(list((out / "findings").iterdir())) == len(list((out / "parts").iterdir())) == 9


KILLED = """
    import os, signal, sys
    from lacmigration.shelves import _local, _parts, _terms, review_shelf

    _local._BATCH = 4
    _terms.code_digest = lambda: "settled"
    when, put, done = int(sys.argv[3]), _parts._put, 0

    def put_until(file, content):
        global done
        done += 1
        if done == when:
            file.with_name(f".{file.stem}.01234567.tmp").write_bytes(content[: len(content) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        put(file, content)

    _parts._put = put_until
    review_shelf(sys.argv[1], out=sys.argv[2], processes=int(sys.argv[4]))
"""


@pytest.mark.parametrize("when, processes", [(1, 1), (5, 2), (12, 1), (17, 2), (36, 1)])
def test_a_run_that_was_killed_is_taken_up_and_nothing_is_lost_or_done_twice(
    reports, alone, tmp_path, when, processes
):
    out = tmp_path / "out"
    script = [sys.executable, "-c", textwrap.dedent(KILLED), reports, out, str(when), str(processes)]
    ended = subprocess.run(script, check=False)
    assert ended.returncode == -signal.SIGKILL
    # One write is the sign of the folder; then three tables and a manifest, which makes the part count.
    parts = max(when - 2, 0) // 4
    shelf = review_shelf(reports, out=out, processes=1)
    assert shelf.reviewed == 34 - 4 * parts
    assert same(shelf, alone)
    assert not list(out.rglob("*.tmp"))


def test_an_interrupted_run_leaves_no_process_and_is_taken_up(reports, alone, tmp_path):
    def interrupt(done: int, _total: int) -> None:
        if done == 11:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        review_shelf(reports, out=tmp_path / "out", processes=2, on_progress=interrupt)
    assert children() == []
    shelf = review_shelf(reports, out=tmp_path / "out", processes=1)
    assert shelf.reviewed <= 34 - 4
    assert same(shelf, alone)


def children() -> list[str]:
    """The processes that check documents for this one."""
    listed = subprocess.run(
        ["/bin/ps", "-o", "args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    return [line for line in listed.stdout.splitlines() if "lacmigration.shelves._worker" in line]


# --- what one document does to the others ----------------------------------------------------------------


POISON = """
    import os, signal
    from lacmigration.shelves import _outcomes

    read = _outcomes.from_bytes

    def poisoned(data, **named):
        if b"DEADLY" in data:
            os.kill(os.getpid(), signal.SIGKILL)
        if b"RAISING" in data:
            raise ZeroDivisionError("poison")
        return read(data, **named)

    _outcomes.from_bytes = poisoned
"""


@pytest.fixture
def poison(tmp_path, monkeypatch):
    """Processes that begin from now on die of one document, and raise something of another."""
    folder = tmp_path / "poison"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(textwrap.dedent(POISON), encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    return folder


def test_a_document_that_kills_its_process_is_named_and_the_others_are_checked(tmp_path, poison, monkeypatch):
    texts = {f"r{number:02}": FUND if number % 2 else RIGHT for number in range(20)}
    folder = written(tmp_path / "in", **texts | {"r03": "DEADLY", "r04": "DEADLY", "r11": "RAISING"})
    shelf = review_shelf(folder, out=tmp_path / "out", processes=2)
    assert shelf.counts == {"reviewed": 17, "failed": 3, "skipped": 0}
    for name in ("r03.md", "r04.md"):
        row = row_of(shelf, name)
        assert (row["status"], row["error_type"]) == ("failed", "ProcessLost")
        assert "ended with status -9" in row["error"]
    assert row_of(shelf, "r11.md")["error"] == "ZeroDivisionError: poison"
    expected = [f"r{number:02}.md" for number in range(1, 20, 2) if number not in {3, 11}]
    assert shelf.findings["document"].to_pylist() == expected
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path != str(poison)])
    again = review_shelf(folder, out=tmp_path / "out", processes=2)
    assert again.reviewed == 2  # another time they may not; what raised has the same content, and would again
    assert again.counts["failed"] == 1


def test_a_document_that_raises_is_a_row_in_one_process_too(tmp_path, monkeypatch):
    read = _outcomes.from_bytes

    def poisoned(data, *, name, format):  # noqa: A002  (as documents name it)
        if b"RAISING" in data:
            raise RecursionError("too deep")
        return read(data, name=name, format=format)

    monkeypatch.setattr(_outcomes, "from_bytes", poisoned)
    folder = written(tmp_path / "in", a=FUND, b="RAISING", c=FUND)
    shelf = review_shelf(folder, out=tmp_path / "out", processes=1)
    assert row_of(shelf, "b.md")["error"] == "RecursionError: too deep"
    assert shelf.findings["document"].to_pylist() == ["a.md", "c.md"]


def test_processes_that_cannot_begin_end_the_run(tmp_path, monkeypatch):
    folder = tmp_path / "poison"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    shelf = written(tmp_path / "in", a=FUND, b=FUND, c=FUND)
    with pytest.raises(LacMigrationError, match="ended with status 1"):
        review_shelf(shelf, out=tmp_path / "out", processes=2)


def test_a_folder_that_may_not_be_read_is_named(tmp_path):
    folder = written(tmp_path / "in", a=FUND)
    closed = written(folder / "closed", b=FUND)
    closed.chmod(0)
    if os.access(closed, os.R_OK):
        pytest.skip("this user may read everything")
    shelf = review_shelf(folder, out=tmp_path / "out", processes=1)
    closed.chmod(0o700)
    assert row_of(shelf, "closed")["status"] == "failed"


def test_two_runs_do_not_write_to_one_folder(tmp_path):
    folder = written(tmp_path / "in", a=FUND)

    def begin_another(_done: int, _total: int) -> None:
        with pytest.raises(FolderError, match="another run writes to"):
            review_shelf(folder, out=tmp_path / "out", processes=1)

    shelf = review_shelf(folder, out=tmp_path / "out", processes=1, on_progress=begin_another)
    assert shelf.reviewed == 1


# --- documents that never end ----------------------------------------------------------------------------


BLOCKED = """
    import os, threading
    from lacmigration.shelves import _outcomes

    read = _outcomes.from_bytes

    def blocked(data, **named):
        if b"ENDLESS" in data:
            os.close(os.open({sign!r} + str(os.getpid()), os.O_CREAT | os.O_WRONLY))
            os.close(os.open({sign!r}, os.O_CREAT | os.O_WRONLY))
            threading.Event().wait()
        return read(data, **named)

    _outcomes.from_bytes = blocked
"""


@pytest.fixture
def endless(tmp_path, monkeypatch):
    """Processes that begin from now on never end with one document; the file says when they are at it."""
    folder, sign = tmp_path / "endless", tmp_path / "at-it"
    folder.mkdir()
    program = textwrap.dedent(BLOCKED).format(sign=str(sign))
    (folder / "sitecustomize.py").write_text(program, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    return sign


class WhenBlocked(Timer):
    """A timer that goes off as soon as its process blocks, however long that takes, and at no other time."""

    sign: Path

    def run(self) -> None:
        blocked = Path(f"{self.sign}{self.function.__self__._process.pid}")
        while not self.finished.wait(0.01):
            if blocked.exists():
                self.function(*self.args)
                return


@pytest.mark.parametrize("processes", [1, 2])
def test_a_document_that_never_ends_is_given_up_and_the_others_are_checked(
    tmp_path, endless, monkeypatch, processes
):
    monkeypatch.setattr(WhenBlocked, "sign", endless, raising=False)
    monkeypatch.setattr(_working, "Timer", WhenBlocked)
    texts = {f"r{number:02}": FUND if number % 2 else RIGHT for number in range(12)}
    folder = written(tmp_path / "in", **texts | {"r03": "ENDLESS"})
    shelf = review_shelf(folder, out=tmp_path / "out", processes=processes, timeout=30, locale="es")
    assert shelf.counts == {"reviewed": 11, "failed": 1, "skipped": 0}
    row = row_of(shelf, "r03.md")
    assert (row["status"], row["error_type"], row["digest"]) == ("failed", "TimeoutError", "")
    assert row["error"] == "it took more than 30 seconds, and was given up"
    assert row["told"] == "tardó más de 30 segundos y se abandonó"
    assert shelf.findings["document"].to_pylist() == [f"r{number:02}.md" for number in (1, 5, 7, 9, 11)]
    [took] = [one["seconds"] for one in shelf.timings.to_pylist() if one["document"] == "r03.md"]
    assert took == 30
    tables = shelf.findings, shelf.documents
    again = review_shelf(folder, out=tmp_path / "out", processes=processes, timeout=30, locale="es")
    assert again.reviewed == 1  # another time it may end
    assert (again.findings.equals(tables[0]), again.documents.equals(tables[1])) == (True, True)
    with pytest.raises(FolderError, match="was written to since; open it again"):
        shelf.findings  # noqa: B018  (reads what is gone)
    (folder / "r03.md").write_text(RIGHT, encoding="utf-8")
    mended = review_shelf(folder, out=tmp_path / "out", processes=1, locale="es")
    assert (mended.reviewed, mended.counts["failed"]) == (
        1,
        0,
    )  # what was checked with a limit stands without


@pytest.mark.usefixtures("endless")
def test_seconds_are_seconds(tmp_path):
    folder = written(tmp_path / "in", a="ENDLESS")
    shelf = review_shelf(folder, out=tmp_path / "out", processes=4, timeout=0.01)
    assert row_of(shelf, "a.md")["error"] == "it took more than 0.01 seconds, and was given up"
    assert children() == []


def test_a_limit_changes_no_finding(reports, alone, tmp_path):
    assert same(review_shelf(reports, out=tmp_path / "one", processes=1, timeout=3600), alone)
    assert same(review_shelf(reports, out=tmp_path / "two", processes=2, timeout=3600), alone)


def test_an_answer_in_the_last_moment_is_an_answer(tmp_path, monkeypatch):
    """The timer goes off between the answer and its being called off: only the process is another then."""

    class Late(Timer):
        def run(self) -> None:
            self.finished.wait()  # until it is called off
            self.function(*self.args)

    monkeypatch.setattr(_working, "Timer", Late)
    folder = written(tmp_path / "in", a=FUND, b=FUND, c=RIGHT)
    shelf = review_shelf(folder, out=tmp_path / "out", processes=1, timeout=30)
    assert shelf.counts == {"reviewed": 3, "failed": 0, "skipped": 0}
    assert children() == []


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), True, "10"])
def test_what_is_no_number_of_seconds_is_refused(tmp_path, timeout):
    with pytest.raises(ChoiceError, match="write a number of seconds above 0"):
        review_shelf(tmp_path, out=tmp_path / "out", timeout=timeout)
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("endless")
def test_an_interrupted_run_does_not_wait_for_a_document_that_never_ends(tmp_path):
    folder = written(tmp_path / "in", a="ENDLESS", b=FUND, c=FUND, d=FUND)

    def interrupt(done: int, _total: int) -> None:
        if done == 3:  # all but the endless one
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        review_shelf(folder, out=tmp_path / "out", processes=2, on_progress=interrupt)
    assert children() == []


ORPHANED = """
    import sys
    from lacmigration.shelves import review_shelf

    review_shelf(sys.argv[1], out=sys.argv[2], processes=2)
"""


def test_a_process_at_a_document_that_never_ends_does_not_outlive_the_one_that_began_it(tmp_path, endless):
    folder = written(tmp_path / "in", a="ENDLESS", b=FUND)
    out = str(tmp_path / "out")
    paths = os.pathsep.join([str(tmp_path / "endless"), *filter(None, [os.environ.get("PYTHONPATH")])])
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(ORPHANED), str(folder), out],
        stderr=subprocess.PIPE,  # which its processes have as well
        env=os.environ | {"PYTHONPATH": paths},
    ) as run:
        while not endless.exists():
            assert run.poll() is None
        run.kill()
        assert run.stderr.read() is not None  # which ends with the last process that has it


def test_two_runs_may_begin_a_folder_at_the_same_moment(tmp_path, monkeypatch):
    """The other one has put its sign there, and tidied up, just before this one moves its own."""
    put = _parts._put

    def late(file: Path, content: bytes) -> None:
        put(file, content)
        raise FileNotFoundError(file.with_name(".shelf.01234567.tmp"))

    monkeypatch.setattr(_parts, "_put", late)
    folder = _parts.begun(tmp_path / "out")
    monkeypatch.undo()
    assert folder.whole() == []
    assert open_shelf(tmp_path / "out").documents.num_rows == 0


def test_a_folder_that_becomes_a_shelf_while_it_is_looked_at_is_one(tmp_path, monkeypatch):
    out = tmp_path / "out"
    out.mkdir()
    listed = Path.iterdir

    def begun_meanwhile(path: Path):
        monkeypatch.undo()
        _parts.begun(path)
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", begun_meanwhile)
    assert _parts.begun(out).whole() == []


# --- what is refused -------------------------------------------------------------------------------------


def test_a_folder_of_something_else_is_not_touched(tmp_path):
    folder, out = written(tmp_path / "in", a=FUND), written(tmp_path / "out", thesis="mine")
    with pytest.raises(FolderError, match="holds something else than findings"):
        review_shelf(folder, out=out, processes=1, resume=False)
    assert [file.name for file in out.iterdir()] == ["thesis.md"]


def test_a_file_is_no_folder_for_findings(tmp_path):
    folder = written(tmp_path / "in", a=FUND)
    with pytest.raises(FolderError, match="is a file; findings need a folder"):
        review_shelf(folder, out=folder / "a.md", processes=1)
    assert (folder / "a.md").read_text(encoding="utf-8") == FUND


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    written(tmp_path, a=FUND)
    with pytest.raises(FolderError, match=r"a\.md/below"):
        review_shelf(tmp_path, out=tmp_path / "a.md/below", processes=1)


def test_terms_are_proved_before_anything_is_read(tmp_path):
    for terms, error in (
        ({"language": "xx"}, UnknownLocaleError),
        ({"locale": "no such"}, UnknownLocaleError),
        ({"reader": "rtf"}, ChoiceError),
    ):
        with pytest.raises(error):
            review_shelf(written(tmp_path / "in", a=FUND), out=tmp_path / "out", **terms)
    assert not (tmp_path / "out").exists()


def test_the_extra_that_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'lacmigration\[frames\]'"):
        review_shelf(tmp_path, out=tmp_path / "out")


def test_the_package_is_imported_without_its_libraries():
    script = (
        "import sys, lacmigration.shelves; print({'pyarrow', 'pyspark', 'rich', 'babel'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
