"""How does a path, or a text, become a document: in which format, encoding and size?"""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

from lacmigration.documents._blocks import Document
from lacmigration.errors import ChoiceError, DocumentError
from lacmigration.sayings import message

__all__ = ["FORMATS", "LARGEST", "LARGEST_TEXT", "content", "extensions", "from_bytes", "load", "parse"]

# The bytes of one file. A report is a megabyte or two of text; pictures make the others larger. What a text
# takes in memory is some ten to thirty times its size.
LARGEST_TEXT: Final = 32_000_000
LARGEST: Final = 256_000_000

# Format -> the module that reads it. A text's `read` takes text, that of the others bytes.
_TEXTS: Final = {
    "csv": "_csv",
    "html": "_html",
    "markdown": "_markdown",
    "notebook": "_notebook",
    "rst": "_rst",
    "text": "_text",
}
_BINARY: Final = {"docx": "_docx", "pdf": "_pdf", "xlsx": "_xlsx"}
FORMATS: Final = tuple(sorted((*_TEXTS, *_BINARY)))

_EXTENSIONS: Final = {
    **dict.fromkeys((".csv", ".tsv", ".tab"), "csv"),
    **dict.fromkeys((".htm", ".html", ".xhtml"), "html"),
    **dict.fromkeys((".markdown", ".md", ".mdown", ".mkd", ".qmd", ".rmd", ".myst"), "markdown"),
    **dict.fromkeys((".ipynb",), "notebook"),
    **dict.fromkeys((".rest", ".rst"), "rst"),
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".docm", ".docx", ".dotx"), "docx"),
    **dict.fromkeys((".pdf",), "pdf"),
    **dict.fromkeys((".xlsm", ".xlsx", ".xltx"), "xlsx"),
}
_PICTURE: Final = message("this is a picture; its text cannot be read")
# What a file begins with when it is of a kind that is not read, and what to do.
_FOREIGN: Final = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        message("this is an old or encrypted Office file; save it without a password as .docx or .xlsx"),
    ),
    (b"{\\rtf", message("this is Rich Text; save it as .docx")),
    (b"\x1f\x8b", message("this is compressed with gzip; unpack it first")),
    (b"7z\xbc\xaf\x27\x1c", message("this is an archive of 7-Zip; unpack it first")),
    (b"Rar!", message("this is a RAR archive; unpack it first")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"%!PS", message("this is PostScript; convert it to PDF")),
)
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HTML: Final = re.compile(
    r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_NOTEBOOK: Final = re.compile(r'\s*\{.{0,2000}"(?:cells|nbformat|metadata)"\s*:', re.DOTALL)
# Pages that say Latin-1 mean Windows's extension of it, and every browser reads them so.
_MEANT: Final = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_NO_TEXTS: Final = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_STDIN: Final = "<stdin>"


def extensions() -> frozenset[str]:
    """The endings of the names of files that are read, in small letters.

    >>> ".docx" in extensions()
    True
    """
    return frozenset(_EXTENSIONS)


def load(path: str | os.PathLike[str], *, format: str = "") -> Document:  # noqa: A002 -- as Document names it
    """Read a file as blocks and tables with their places; "-" is standard input.

    The format is known by the file's extension and, where that says nothing or the content is plainly another
    one (PDF, Office), by the content. `format` says it outright: one of `FORMATS`. Text is UTF-8, or UTF-16
    with its mark, or what an HTML page declares; nothing is ever replaced in silence.

    Raises:
        DocumentError: The file cannot be opened, is empty, broken, too large, or of an unknown kind.
        MissingExtraError: The library that reads this format is not installed.
        ChoiceError: `format` is none of `FORMATS`.

    >>> load("missing.md")
    Traceback (most recent call last):
    ...
    lacmigration.errors.DocumentError: missing.md: there is no such file
    """
    _known(format)
    name = os.fspath(path)
    if name == "-":
        return from_bytes(sys.stdin.buffer.read(LARGEST + 1), name=_STDIN, format=format)
    return from_bytes(content(name), name=name, format=format)


def from_bytes(data: bytes, *, name: str, format: str = "") -> Document:  # noqa: A002 -- as above
    """Read the content of a file that is at hand already; `name` tells its format as a file's does.

    Raises:
        DocumentError: As `load` raises it.
        MissingExtraError: The library that reads this format is not installed.
        ChoiceError: `format` is none of `FORMATS`.

    >>> from_bytes(b"It gave 5 million.", name="a.txt").format
    'text'
    """
    _known(format)
    if not data:
        raise DocumentError(message("the file is empty"), name=name)
    kind = format or _format(name, data)
    if kind in _BINARY:
        _within(len(data), LARGEST, name=name)
        return _read(kind, data, name)
    _within(len(data), LARGEST_TEXT, name=name)
    return _read(kind, decoded(data, name=name, html=kind == "html"), name)


def parse(text: str, *, format: str = "markdown", name: str = "<text>") -> Document:  # noqa: A002 -- as above
    """Read a text that is at hand already; `format` is one of the text formats in `FORMATS`.

    Raises:
        DocumentError: The text is broken or too large.
        MissingExtraError: The library that reads this format is not installed.
        ChoiceError: `format` is none of the text formats.

    >>> document = parse("<p>It gave <b>5</b> million.", format="html")
    >>> block = next(document.blocks)
    >>> block.text, str(document.place_of(block, block.text.index("5")))
    ('It gave 5 million.', '1:15')
    """
    if format not in _TEXTS:
        raise ChoiceError("format", format, choices=", ".join(_TEXTS))
    _within(len(text), LARGEST_TEXT, name=name)
    return _read(format, text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"), name)


def _known(format: str) -> None:  # noqa: A002 -- as above
    if format and format not in FORMATS:
        raise ChoiceError("format", format, choices=", ".join(FORMATS))


def _read(format: str, content: str | bytes, name: str) -> Document:  # noqa: A002 -- as above
    module = import_module(f"lacmigration.documents.{(_TEXTS | _BINARY)[format]}")
    document: Document = module.read(content, name)
    return document


def _within(size: int, limit: int, *, name: str) -> None:
    if size > limit:
        if size <= LARGEST:
            what = message(
                "{size} bytes, and a file of this kind is read up to {limit}; leave raw data out of it",
                size=size,
                limit=limit,
            )
        else:
            what = message(
                "more than {size} bytes, and a file of this kind is read up to {limit}; "
                "leave raw data out of it",
                size=LARGEST,
                limit=limit,
            )
        raise DocumentError(what, name=name)


def content(name: str) -> bytes:
    """A file's content, never waiting for one that may not end.

    Raises:
        DocumentError: It cannot be opened, or is no file.

    >>> content("missing.md")
    Traceback (most recent call last):
    ...
    lacmigration.errors.DocumentError: missing.md: there is no such file
    """
    try:
        mode = os.stat(name).st_mode  # noqa: PTH116 -- the path may be any string that the system takes
        if stat.S_ISREG(mode):
            with Path(name).open("rb") as file:
                return file.read(LARGEST + 1)
    except OSError as cause:
        reasons = {
            errno.ENOENT: message("there is no such file"),
            errno.EACCES: message("you may not read this file"),
        }
        other = message("it cannot be read ({cause})", cause=str(cause.strerror or cause))
        reason = reasons.get(cause.errno or 0, other)
        raise DocumentError(reason, name=name) from cause
    except ValueError as cause:  # a NUL in the path
        raise DocumentError(
            message("this is no path ({cause})", cause=str(cause)), name=repr(name)
        ) from cause
    if stat.S_ISDIR(mode):
        raise DocumentError(message("this is a folder; name the files in it"), name=name)
    raise DocumentError(
        message('this is no file but a pipe or device; pipe its content in and read "-"'), name=name
    )


def _format(name: str, data: bytes) -> str:
    """What a file is: plain signs in its content first, then its extension, then the look of its text."""
    for sign, what in _FOREIGN:
        if data.startswith(sign):
            raise DocumentError(what, name=name)
    extension = os.path.splitext(name)[1].lower()  # noqa: PTH122 -- as above
    named = _EXTENSIONS.get(extension, "")
    if b"%PDF-" in data[:1024] and named not in ("markdown", "html", "text", "csv", "rst", "notebook"):
        return "pdf"
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, named, name)
    if named:
        return named
    head = data[:4000].decode("utf-8", "replace")
    if _HTML.match(head):
        return "html"
    if _NOTEBOOK.match(head) and '"cell' in data[:100_000].decode("utf-8", "replace"):
        return "notebook"
    return "text"


def _packed(data: bytes, named: str, name: str) -> str:
    """Which Office file a ZIP archive is, by the names of its parts (they stand in it unpacked)."""
    if b"word/document.xml" in data:
        return "docx"
    if b"xl/workbook.xml" in data or b"xl/workbook.bin" in data:
        return "xlsx"
    if named in _BINARY:
        return named  # its reader says what is broken
    if data[30:38] == b"mimetype":
        raise DocumentError(
            message("this is an OpenDocument or EPUB file; save it as .docx, .xlsx or .html"), name=name
        )
    raise DocumentError(message("this is a ZIP archive; unpack it first"), name=name)


def decoded(data: bytes, *, name: str, html: bool = False) -> str:
    """The text of a file, its byte order mark taken off.

    Raises:
        DocumentError: Bytes that the encoding does not have, with their offset, or an encoding nobody knows.

    >>> decoded("año".encode(), name="a.txt")
    'año'
    """
    if data.startswith(_NO_TEXTS):
        raise DocumentError(
            message("this is no text but an Office file, a PDF or an archive; save it as plain text"),
            name=name,
        )
    encoding, said = "utf-8", ""
    if data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    elif data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        encoding = "utf-32"
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif html and (found := _CHARSET.search(data[:4096]) or _XML_ENCODING.match(data[:1024])):
        said = found[1].decode("ascii", "replace")
        encoding = _declared(said, name)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as cause:
        raise _undecodable(cause, data, said or encoding, name) from cause
    zeros = data[:4096].count(0)
    if zeros * 10 > len(data[:4096]) and encoding not in ("utf-16", "utf-32"):
        raise DocumentError(
            message(
                "every other byte is zero: this is UTF-16 without its mark, or no text; save it as UTF-8"
            ),
            name=name,
        )
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")


def _declared(said: str, name: str) -> str:
    try:
        encoding = codecs.lookup(said).name
    except LookupError as cause:
        raise DocumentError(
            message('the page says it is "{said}", an encoding nobody knows; save it as UTF-8', said=said),
            name=name,
        ) from cause
    if encoding.startswith(("utf-16", "utf-32")):
        return "utf-8"  # whoever could read the declaration did not read UTF-16
    return _MEANT.get(encoding, encoding)


def _undecodable(cause: UnicodeDecodeError, data: bytes, encoding: str, name: str) -> DocumentError:
    at = cause.start
    shown = " ".join(f"{byte:02x}" for byte in data[at : min(cause.end, at + 4)])
    line = data.count(b"\n", 0, at) + 1
    return DocumentError(
        message(
            "byte {byte} at offset {at} (line {line}) is no {encoding}; "
            "save the file as UTF-8 (for an old Windows file: iconv -f WINDOWS-1252 -t UTF-8)",
            byte=shown,
            at=str(at),
            line=str(line),
            encoding=encoding.removesuffix("-sig").upper(),
        ),
        name=name,
    )
