"""A shelf on Spark: the same rows as on one machine, also where a document kills its process."""

from __future__ import annotations

import shutil
import textwrap

import pytest

from lacmigration.errors import FolderError, UnknownLocaleError
from lacmigration.shelves import _local, _spark, _terms, review_shelf, review_spark
from lacmigration.shelves._parts import Parts

FUND = "Of USD 150 million, 41% (USD 57.5M) was paid."


@pytest.fixture(scope="module", autouse=True)
def _settled():
    """The version is the same for all runs, and parts are small."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_terms, "code_digest", lambda: "settled")
        patch.setattr(_local, "_BATCH", 8)
        yield


@pytest.fixture(scope="module")
def alone(reports, tmp_path_factory):
    return review_shelf(reports, out=tmp_path_factory.mktemp("alone"), processes=1)


def sorted_findings(frame, like):
    table = frame.toArrow().cast(like.schema)
    return table.sort_by([("document", "ascending"), ("number", "ascending")])


def sorted_documents(frame, like):
    return frame.toArrow().cast(like.schema).sort_by("document")


def files(spark, folder, **directives: bytes):
    """The reports of a folder as Spark has them: without links, and without what is empty."""
    paths = [path for path in sorted(folder.rglob("*.md")) if not path.is_symlink() and path.stat().st_size]
    rows = [
        (f"file:{path}", bytearray(path.read_bytes()), directives.get(path.stem))
        for path in paths
        if "again" not in path.relative_to(folder).parts
    ]
    return spark.createDataFrame(rows, "path string, content binary, directives binary")


def test_a_session_finds_what_one_process_finds_and_takes_up_what_it_left(spark, reports, alone, tmp_path):
    out = tmp_path / "out"
    told: list[tuple[int, int]] = []
    shelf = review_shelf(reports, out=out, session=spark, on_progress=lambda *done: told.append(done))
    assert shelf.reviewed == 34
    assert shelf.findings.equals(alone.findings)
    assert shelf.documents.equals(alone.documents)
    assert told == [(0, 34), (34, 34)]
    # A part is cut in half, and another run goes on: on Spark, and here.
    damaged = sorted((out / "findings").iterdir())[1]
    damaged.write_bytes(damaged.read_bytes()[:100])
    assert review_shelf(reports, out=out, session=spark).reviewed == 8
    shelf = review_shelf(reports, out=out, processes=1)
    assert shelf.reviewed == 0
    assert shelf.findings.equals(alone.findings)
    assert shelf.documents.equals(alone.documents)


def test_contents_in_a_frame_give_the_same_rows(spark, reports, alone):
    frame = files(spark, reports)
    found = review_spark(frame, root=str(reports))
    rows = {row["document"]: row for row in alone.documents.to_pylist()}
    documents = sorted_documents(found.documents, alone.documents).to_pylist()
    assert len(documents) == 31  # all but the empty one, the link to nowhere, and the link to a folder
    assert documents == [rows[row["document"]] for row in documents]
    assert sorted_findings(found.findings, alone.findings).equals(alone.findings)
    assert found.timings.count() == 31


def test_files_that_spark_reads_have_names_of_their_own(spark, tmp_path):
    folder = tmp_path / "a shelf's %20 año"
    folder.mkdir()
    (folder / "informe ñ.md").write_text(FUND, encoding="utf-8")
    frame = spark.read.format("binaryFile").load(str(folder))
    found = review_spark(frame, root=f"file:{folder}/").findings.collect()
    assert [(row["document"], row["place"], row["agrees"]) for row in found] == [
        ("informe ñ.md", "1:21", "38%")
    ]


def test_what_is_known_and_has_not_changed_is_left_out(spark, reports, alone, tmp_path):
    folder = shutil.copytree(reports, tmp_path / "in", symlinks=True)
    known = spark.read.parquet(str(alone.folder / "documents"))
    frame = files(spark, folder)
    assert review_spark(frame, root=str(folder), known=known).documents.count() == 0
    assert review_spark(frame, root=str(folder), known=known, locale="es").documents.count() == 31
    (folder / "en/report 0.md").write_text(FUND, encoding="utf-8")
    frame = files(spark, folder, **{"report 1": b"ignore-file LM103"})
    left = review_spark(frame, root=str(folder), known=known).documents.collect()
    changed = {"en/report 0.md", *(f"{language}/report 1.md" for language in ("en", "es", "fr", "pt"))}
    assert {row["document"] for row in left} == changed


def test_a_row_without_content_is_a_row_with_its_error(spark):
    frame = spark.createDataFrame([("a.md", None), ("b.md", bytearray(b""))], "path string, content binary")
    found = {row["document"]: row["error"] for row in review_spark(frame).documents.collect()}
    assert found == {"a.md": "its content is missing", "b.md": "the file is empty"}


def test_terms_are_proved_before_spark_is_asked():
    class Frame:
        columns = ("path", "content")

    with pytest.raises(UnknownLocaleError):
        review_spark(Frame(), language="xx")


POISON = """
    import os, signal
    from lacmigration.shelves import _outcomes

    read = _outcomes.from_bytes

    def poisoned(data, **named):
        if b"DEADLY" in data:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(data, **named)

    _outcomes.from_bytes = poisoned
"""


def test_a_document_that_kills_its_process_does_not_end_the_job(spark, tmp_path, monkeypatch):
    poison = tmp_path / "poison"
    poison.mkdir()
    (poison / "sitecustomize.py").write_text(textwrap.dedent(POISON), encoding="utf-8")
    monkeypatch.setitem(spark.sparkContext.environment, "PYTHONPATH", str(poison))
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b", "c", "d"):
        (folder / f"{name}.md").write_text("DEADLY" if name == "b" else FUND, encoding="utf-8")
    shelf = review_shelf(folder, out=tmp_path / "out", session=spark)
    monkeypatch.syspath_prepend(poison)
    here = review_shelf(folder, out=tmp_path / "here", processes=2)
    assert shelf.counts == {"reviewed": 3, "failed": 1, "skipped": 0}
    assert shelf.documents.equals(here.documents)
    assert shelf.findings.equals(here.findings)
    assert shelf.findings["document"].to_pylist() == ["a.md", "c.md", "d.md"]


BLOCKED = """
    import threading
    from lacmigration.shelves import _outcomes

    _outcomes.from_bytes = lambda _data, **_named: threading.Event().wait()
"""


def test_a_document_that_never_ends_does_not_hold_up_the_job(spark, tmp_path, monkeypatch):
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "sitecustomize.py").write_text(textwrap.dedent(BLOCKED), encoding="utf-8")
    monkeypatch.setitem(spark.sparkContext.environment, "PYTHONPATH", str(blocked))
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.md").write_text(FUND, encoding="utf-8")
    shelf = review_shelf(tmp_path / "in", out=tmp_path / "out", session=spark, timeout=0.01)
    frame = spark.createDataFrame([("a.md", bytearray(FUND, "utf-8"))], "path string, content binary")
    [row] = review_spark(frame, timeout=0.01).documents.collect()
    assert row["error"] == "it took more than 0.01 seconds, and was given up"
    assert shelf.documents.to_pylist() == [row.asDict()]


def test_a_folder_that_is_another_one_where_spark_works_is_an_error(spark, tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.md").write_text(FUND, encoding="utf-8")
    monkeypatch.setattr(_spark.Parts, "whole", lambda _: [])  # as if what was written were not seen from here
    with pytest.raises(FolderError, match="another folder where Spark works"):
        review_shelf(tmp_path / "in", out=tmp_path / "out", session=spark)
    monkeypatch.undo()
    assert len(Parts(tmp_path / "out").whole()) == 1
