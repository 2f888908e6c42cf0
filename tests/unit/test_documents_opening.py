"""How a path becomes a document: formats, encodings, limits, and what cannot be opened."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from types import SimpleNamespace

import pytest

from lacmigration.documents import FORMATS, Kind, Place, _opening, extensions, load, parse
from lacmigration.errors import ChoiceError, DocumentError, MissingExtraError


def texts(document):
    return [block.text for block in document.blocks]


@pytest.mark.parametrize(
    "name, content, kind",
    [
        ("a.md", "# It", "markdown"),
        ("a.QMD", "# It", "markdown"),
        ("a.html", "<p>It", "html"),
        ("a.csv", "It,5", "csv"),
        ("a.tsv", "It\t5", "csv"),
        ("a.rst", "It", "rst"),
        ("a.txt", "It", "text"),
        ("a.ipynb", '{"nbformat": 4, "cells": [{"cell_type": "raw", "source": "It"}]}', "notebook"),
        ("a.page", "<!DOCTYPE html><p>It", "html"),
        ("a", '{"metadata": {}, "nbformat": 4, "cells": [{"cell_type": "raw", "source": "It"}]}', "notebook"),
        ("a", "It is plain.", "text"),
    ],
)
def test_a_file_is_known_by_its_extension_or_its_look(tmp_path, name, content, kind):
    (tmp_path / name).write_text(content, "utf-8")
    document = load(tmp_path / name)
    assert document.format == kind
    assert document.name == str(tmp_path / name)
    assert texts(document)[0].startswith("It")


@pytest.mark.parametrize("name", ["a.docx", "a", "a.md"])
def test_an_office_file_is_known_by_its_content(tmp_path, name):
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<d><body><p><r><t>Of 5</t></r></p></body></d>")
    document = load(tmp_path / name)
    assert (document.format, texts(document)) == ("docx", ["Of 5"])


def test_endings_of_names_are_those_of_formats_that_are_read():
    assert {".md", ".docx", ".pdf", ".xlsx", ".csv", ".html", ".rst", ".ipynb", ".txt"} <= extensions()
    assert not {".doc", ".xls", ".odt", ".png", ""} & extensions()


def test_the_format_can_be_said(tmp_path):
    (tmp_path / "a.txt").write_text("**5** million", "utf-8")
    assert texts(load(tmp_path / "a.txt", format="markdown")) == ["5 million"]


def test_a_format_that_is_none_is_refused():
    with pytest.raises(ChoiceError, match="markdown"):
        load("a.md", format="word")
    with pytest.raises(ChoiceError, match="html"):
        parse("x", format="docx")
    assert {"docx", "markdown", "pdf", "xlsx"} <= set(FORMATS)


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"It gave 5.\n")))
    document = load("-")
    assert (document.name, texts(document)) == ("<stdin>", ["It gave 5."])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marks_of_encodings_are_taken_off_and_shift_no_column(tmp_path, encoding):
    (tmp_path / "a.md").write_bytes("año **5**".encode(encoding))
    document = load(tmp_path / "a.md")
    block = next(document.blocks)
    assert document.source == "año **5**"
    assert document.place_of(block, 4) == Place(line=1, column=7)


def test_a_page_may_declare_its_encoding(tmp_path):
    (tmp_path / "a.html").write_bytes('<meta charset="ISO-8859-1"><p>año – 5'.encode("cp1252"))
    assert texts(load(tmp_path / "a.html")) == ["año – 5"]
    (tmp_path / "b.html").write_bytes(b'<meta charset="klingon"><p>5')
    with pytest.raises(DocumentError, match="klingon"):
        load(tmp_path / "b.html")


def test_bytes_that_are_no_text_are_named_with_their_offset(tmp_path):
    (tmp_path / "a.md").write_bytes(b"It is\nel a\xf1o 5")
    with pytest.raises(DocumentError, match=r"a\.md: byte f1 at offset 10 \(line 2\) is no UTF-8; .*iconv"):
        load(tmp_path / "a.md")


def test_utf_16_without_its_mark_is_refused(tmp_path):
    (tmp_path / "a.txt").write_bytes("It gave 5.".encode("utf-16-le"))
    for data in (b"PK\x03\x04\x14\x00", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        with pytest.raises(DocumentError, match="no text but an Office file, a PDF or an archive"):
            _opening.decoded(data, name="a.system")
    with pytest.raises(DocumentError, match="UTF-16 without its mark"):
        load(tmp_path / "a.txt")


@pytest.mark.parametrize(
    "content, said",
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or encrypted Office file"),
        (b"{\\rtf1 5}", "Rich Text"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x89PNG\r\n", "picture"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
        (b"PK\x03\x04" + b"\0" * 26 + b"notes.txt", "ZIP archive"),
    ],
)
def test_what_is_no_document_is_said(tmp_path, content, said):
    (tmp_path / "a.dat").write_bytes(content)
    with pytest.raises(DocumentError, match=said):
        load(tmp_path / "a.dat")


def test_what_cannot_be_opened_is_said(tmp_path):
    with pytest.raises(DocumentError, match="no such file"):
        load(tmp_path / "none.md")
    with pytest.raises(DocumentError) as raised:
        load(tmp_path)
    assert str(raised.value) == f"{tmp_path}: this is a folder; name the files in it"
    with pytest.raises(DocumentError, match="no path"):
        load("a\0b")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_never_waited_for(tmp_path):
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    with pytest.raises(DocumentError) as raised:
        load(pipe)
    assert (
        str(raised.value) == f'{pipe}: this is no file but a pipe or device; pipe its content in and read "-"'
    )


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(_opening, "LARGEST_TEXT", 10)
    (tmp_path / "a.md").write_text("It gave 5 million.", "utf-8")
    with pytest.raises(DocumentError, match="18 bytes"):
        load(tmp_path / "a.md")
    with pytest.raises(DocumentError, match="18 bytes"):
        parse("It gave 5 million.")


@pytest.mark.parametrize(
    "kind, module, extra", [("markdown", "markdown_it", "markdown"), ("rst", "docutils.frontend", "rst")]
)
def test_a_missing_library_is_named_with_its_extra(monkeypatch, kind, module, extra):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'lacmigration\[{extra}\]'"):
        parse("x", format=kind)


@pytest.mark.parametrize("kind", ["csv", "html", "markdown", "rst", "text"])
def test_signs_of_direction_and_control_are_kept_and_shift_nothing(kind):
    text = "\u200fa\u202e \x01b 57.5 mil"
    document = parse(text, format=kind)
    block = next(document.blocks)
    at = block.text.index("57.5")
    assert "\u202e" in block.text
    assert document.place_of(block, at) == Place(line=1, column=text.index("57.5") + 1)


def test_a_plain_text_has_paragraphs_and_items():
    text = (
        "A line that is wrapped at\nits end.\n\nBogotá\nA city of many people\n\n"
        "  - one\n    two\n    1) deep\n- three\n"
    )
    document = parse(text, format="text")
    assert [(b.kind, b.level, b.text) for b in document.blocks] == [
        (Kind.PARAGRAPH, 0, "A line that is wrapped at its end."),
        (Kind.PARAGRAPH, 0, "Bogotá\nA city of many people"),
        (Kind.ITEM, 1, "one two"),
        (Kind.ITEM, 2, "deep"),
        (Kind.ITEM, 1, "three"),
    ]


def test_a_line_of_signs_is_a_title_or_an_end():
    document = parse("Funds 5\n=======\nIt gave.\n-----\nMore.\n", format="text")
    assert [(b.kind, b.text) for b in document.blocks] == [
        (Kind.HEADING, "Funds 5"),
        (Kind.HEADING, "It gave."),
        (Kind.PARAGRAPH, "More."),
    ]


def test_columns_of_a_plain_text_stay_lines():
    assert texts(parse("Peru     5\nChile    7 and more\n", format="text")) == [
        "Peru     5\nChile    7 and more"
    ]


@pytest.mark.parametrize(
    "name, data, kind",
    [
        ("a", b"junk before %PDF-1.7", "pdf"),
        ("a.md", b"%PDF-1.7", "pdf"),
        ("a.md", b"How to tell %PDF-1.7 from text", "markdown"),
        ("a", b"PK\x03\x04 .. word/document.xml", "docx"),
        ("a.docx", b"PK\x03\x04 .. xl/workbook.xml", "xlsx"),
        ("a.docx", b"PK\x03\x04 broken", "docx"),
        ("a", b"<!doctype html><p>Text", "html"),
        ("a", b"Text", "text"),
    ],
)
def test_signs_in_the_content_come_before_the_name(name, data, kind):
    assert _opening._format(name, data) == kind


@pytest.mark.parametrize("said, meant", [("utf-16", "utf-8"), ("UTF-32LE", "utf-8"), ("utf-8", "utf-8")])
def test_a_page_whose_declaration_can_be_read_is_not_in_utf_16(said, meant):
    assert _opening._declared(said, "a.html") == meant


def test_an_encoding_that_nobody_knows_is_named():
    with pytest.raises(DocumentError, match='the page says it is "klingon", an encoding nobody knows'):
        _opening._declared("klingon", "a.html")


def test_a_file_larger_than_any_that_is_read_is_not_read_to_its_end(monkeypatch, tmp_path):
    monkeypatch.setattr(_opening, "LARGEST", 20)
    monkeypatch.setattr(_opening, "LARGEST_TEXT", 10)
    path = tmp_path / "long.txt"
    path.write_text("words " * 100, encoding="utf-8")
    with pytest.raises(DocumentError, match="more than 20 bytes, and a file of this kind is read up to"):
        load(path)
