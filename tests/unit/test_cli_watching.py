"""Saved documents come back, as they were named; nothing else does."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from lacmigration.cli._watching import watching
from lacmigration.errors import MissingExtraError

PATIENCE = 10
QUIET = 0.7


class Watch:
    """A watch in a thread of its own; what it says is in a queue."""

    def __init__(self, *paths: Path) -> None:
        self.stop = threading.Event()
        self.seen: Queue[set[Path]] = Queue()
        self.thread = threading.Thread(target=self._run, args=(paths,), daemon=True)
        self.thread.start()

    def _run(self, paths: tuple[Path, ...]) -> None:
        for changed in watching(paths, stop=self.stop):
            self.seen.put(changed)

    def until(self, wanted: set[Path], touch: Callable[[], object]) -> None:
        """Write until the watch has begun and says what is wanted."""
        for _ in range(PATIENCE):
            touch()
            try:
                found = self.seen.get(timeout=1)
            except Empty:
                continue
            assert found == wanted
            self.drain()
            return
        pytest.fail(f"{wanted} was never seen")

    def drain(self) -> set[Path]:
        """What else comes within a moment."""
        found: set[Path] = set()
        while True:
            try:
                found |= self.seen.get(timeout=QUIET)
            except Empty:
                return found


@pytest.fixture
def watch() -> Iterator[Callable[..., Watch]]:
    begun: list[Watch] = []

    def begin(*paths: Path) -> Watch:
        begun.append(Watch(*paths))
        return begun[-1]

    yield begin
    for one in begun:
        one.stop.set()
        one.thread.join(PATIENCE)
        assert not one.thread.is_alive()


def test_a_saved_document_comes_back_as_it_was_named(tmp_path, monkeypatch, watch):
    monkeypatch.chdir(tmp_path)
    report = Path("report.md")
    report.write_text("1", "utf-8")
    begun = watch(report)
    begun.until({report}, lambda: report.write_text("2", "utf-8"))
    Path("other.md").write_text("2", "utf-8")
    assert begun.drain() == set()


def test_a_document_that_is_replaced_by_another_file_is_still_watched(tmp_path, watch):
    report = tmp_path / "report.md"
    report.write_text("1", "utf-8")
    begun = watch(report)

    def replace() -> None:
        beside = tmp_path / ".report.md.swp"
        beside.write_text("2", "utf-8")
        beside.replace(report)

    begun.until({report}, replace)
    begun.until({report}, replace)


def test_below_a_folder_only_documents_come_back(tmp_path, watch):
    (tmp_path / "deep").mkdir()
    (tmp_path / ".git").mkdir()
    report = tmp_path / "deep" / "report.md"
    begun = watch(tmp_path)
    begun.until({report}, lambda: report.write_text("2", "utf-8"))
    for name in ("deep/report.py", ".git/notes.md", "deep/~$report.docx", "deep/report.md~"):
        (tmp_path / name).write_text("2", "utf-8")
    report.unlink()
    assert begun.drain() == set()


def test_a_claims_file_stands_for_its_report(tmp_path, watch):
    report = tmp_path / "report.docx"
    report.write_bytes(b"1")
    begun = watch(report)
    claims = tmp_path / "report.docx.claims"
    begun.until({report}, lambda: claims.write_text("# none yet\n", "utf-8"))


def test_without_the_library_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'lacmigration\[watch\]'"):
        next(watching([tmp_path]))
