"""Records that installed packages offer are added when somebody asks, and only then."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from lacmigration.errors import InputErrors, RecordError
from lacmigration.provenance import Source
from lacmigration.registry import Registry, with_entry_points
from lacmigration.registry import _entry_points as module

SOURCE = Source("my-report", "A report", "Me")
OTHER = Source("other-report", "Another", "Me")


class Point:
    """An entry point that leads to a value."""

    def __init__(self, name, value) -> None:
        self.name = name
        self.value = f"somewhere:{name}"
        self.load = lambda: value


def offer(monkeypatch, *points: object):
    def entry_points(*, group):
        assert group == "lacmigration.records"
        return points

    monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)


def test_without_any_nothing_changes():
    registry = Registry().with_records(SOURCE)
    assert with_entry_points(registry) == registry


def test_folders_records_and_functions(monkeypatch, tmp_path: Path):
    (tmp_path / "sources.csv").write_text("id,title,producer\nfrom-folder,A,B\n", encoding="utf-8")
    last = Source("last-report", "Last", "Me")
    offer(
        monkeypatch,
        Point("c", lambda: [last]),
        Point("b", str(tmp_path)),
        Point("a", (SOURCE, OTHER)),
        Point("d", lambda: tmp_path.with_name("nowhere")),
    )
    with pytest.raises(InputErrors, match="nowhere: cannot be read"):
        with_entry_points(Registry())
    offer(monkeypatch, Point("c", lambda: [last]), Point("b", str(tmp_path)), Point("a", (SOURCE, OTHER)))
    names = [record.id for record in with_entry_points(Registry()).sources]
    assert names == ["my-report", "other-report", "from-folder", "last-report"]


def test_anything_else_is_refused(monkeypatch):
    offer(monkeypatch, Point("bad", 7))
    with pytest.raises(RecordError, match=r"the entry point 'bad' \(somewhere:bad\) leads to a int"):
        with_entry_points(Registry())


def test_a_real_entry_point_of_an_installed_package_is_not_loaded_at_import(tmp_path: Path):
    (tmp_path / "bomb.py").write_text("raise SystemExit('loaded')\n", encoding="utf-8")
    info = tmp_path / "bomb-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bomb\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[lacmigration.records]\nbomb = bomb:records\n", encoding="utf-8")
    code = (
        f"import sys; sys.path.append({str(tmp_path)!r})\n"
        "from lacmigration.registry import bundled, with_entry_points\n"
        "bundled()\n"
        "print('quiet')\n"
        "with_entry_points(bundled())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr.strip()) == ("quiet\n", "loaded")
    assert EntryPoint("bomb", "bomb:records", "lacmigration.records").group == module.GROUP
