"""Is this file the Office package that it says it is, and may its parts be opened safely?"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO, TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

import attrs

from lacmigration.errors import DocumentError, MissingExtraError
from lacmigration.sayings import Saying, message

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Package", "Relation", "local", "open_package", "value_of"]

# A report has some hundred parts; beyond these limits a file is broken or meant to do harm.
MAX_PARTS: Final = 20_000
# One XML part is parsed in memory, at some five times its size.
MAX_PART: Final = 200_000_000
MAX_TOTAL: Final = 2_000_000_000
# Office XML shrinks to a fortieth at the most; a bomb shrinks to a thousandth.
MAX_RATIO: Final = 200
SMALL_PART: Final = 5_000_000

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NEWER: Final = {"docx": "DOC", "xlsx": "XLS"}
_MAIN: Final = {
    "docx": ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml", "ms-word."),
    "xlsx": ("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml", "ms-excel."),
}
_TEXT: Final = message("the file holds a text document (DOCX)")
_TABLES: Final = message("the file holds a spreadsheet (XLSX)")
_HOLDS: Final = {
    "wordprocessingml": _TEXT,
    "ms-word": _TEXT,
    "spreadsheetml": _TABLES,
    "ms-excel": _TABLES,
    "presentationml": message("the file holds slides (PPTX); save the slides as PDF"),
}
_STARTS: Final = {
    b"%PDF": message("it is a PDF; name it .pdf"),
    b"{\\rtf": message("it is rich text (RTF); save it as DOCX"),
    b"<": message("it is HTML or XML, not an Office file; name it .html if it is a page"),
}


def local(element: _Element) -> str:
    """An element's name without its namespace: two generations of Office write two of them."""
    tag = element.tag
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(element: _Element, name: str) -> str:
    """An attribute by its name without namespace, empty where it is missing."""
    plain = element.get(name)
    if plain is not None:
        return str(plain)
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


@attrs.frozen(kw_only=True)
class Relation:
    """What a part leads to: the last word of the relation's type, and the other part's path."""

    kind: str
    target: str
    external: bool


@attrs.frozen
class Package:
    """An opened Office package; `name` is the file's, for errors, and `main` the path of its main part."""

    name: str
    archive: ZipFile
    main: str

    def open(self, part: str) -> IO[bytes] | None:
        """A part as a stream that checks its own length; None where it is missing.

        Raises:
            DocumentError: The part is too large, or packed as no honest program packs.
        """
        try:
            info = self.archive.getinfo(part)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise DocumentError(
                message("a part is encrypted; save the file without a password"), name=self.name, place=part
            )
        if info.file_size > MAX_PART:
            raise DocumentError(
                message(
                    "{size} bytes when unpacked, more than the limit of {limit}",
                    size=info.file_size,
                    limit=MAX_PART,
                ),
                name=self.name,
                place=part,
            )
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise DocumentError(
                message("packed in a way that Office never packs"), name=self.name, place=part
            )
        try:
            return self.archive.open(info)
        except (BadZipFile, NotImplementedError, OSError, ValueError) as cause:
            raise DocumentError(_broken(cause), name=self.name, place=part) from cause

    def xml(self, part: str) -> _Element | None:
        """A part parsed as XML, None where it is missing.

        Raises:
            DocumentError: No well-formed XML, or XML with a document type, which Office never writes.
        """
        from lxml import etree

        stream = self.open(part)
        if stream is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        with stream, self.guarded(part):
            root = etree.fromstring(stream.read(), parser)
        if root.getroottree().docinfo.doctype:
            raise self.declared(part)
        return root

    def declared(self, part: str) -> DocumentError:
        """The error of a part that declares a document type, where entities could hide."""
        return DocumentError(
            message("declares a document type, which Office files never do; refused"),
            name=self.name,
            place=part,
        )

    def guarded(self, part: str) -> _Guard:
        """A context that turns what goes wrong within a part into one error of the document."""
        return _Guard(self.name, part)

    def relations(self, part: str) -> dict[str, Relation]:
        """By id, what a part leads to."""
        folder, _, base = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        return {} if root is None else dict(_relations(root, folder))

    def related(self, part: str, kind: str) -> list[str]:
        """The parts of one kind that a part leads to, in order of their ids."""
        found = (relation for relation in self.relations(part).values() if not relation.external)
        return [relation.target for relation in found if relation.kind == kind]


@attrs.frozen
class _Guard:
    name: str
    part: str

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Say it as an error of the document."""
        from lxml import etree

        if isinstance(error, etree.XMLSyntaxError):
            what = message("broken XML ({cause})", cause=str(error.msg))
            raise DocumentError(what, name=self.name, place=self.part) from error
        if isinstance(error, (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)):
            raise DocumentError(_broken(error), name=self.name, place=self.part) from error


def _broken(cause: Exception) -> Saying:
    return message("broken archive ({cause})", cause=str(cause))


def _relations(root: _Element, folder: str) -> Iterator[tuple[str, Relation]]:
    for element in root:
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external:
            target = (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
        kind = element.get("Type", "").rpartition("/")[2]
        yield element.get("Id", ""), Relation(kind=kind, target=target, external=external)


def open_package(data: bytes, name: str, *, kind: str) -> Package:
    """Open the bytes of a DOCX or XLSX, of which `kind` says which.

    Raises:
        DocumentError: Empty, cut short, encrypted, of another format, or larger inside than is reasonable.
        MissingExtraError: lxml is not installed.

    >>> open_package(b"", "report.docx", kind="docx")
    Traceback (most recent call last):
    ...
    lacmigration.errors.DocumentError: report.docx: the file is empty
    """
    try:
        import lxml.etree as _  # noqa: F401  # asked for here, so that the error names the extra
    except ImportError as cause:
        needs = message("reading {format} needs {library}", format=kind.upper(), library="lxml")
        raise MissingExtraError(needs, extra=kind) from cause
    _refuse(data, name, kind)
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as cause:
        problem = message(
            "the file is cut short or broken; fetch or save it again ({cause})", cause=str(cause)
        )
        raise DocumentError(problem, name=name) from cause
    _measure(archive, name)
    package = Package(name, archive, "")
    return attrs.evolve(package, main=_main_of(package, kind))


def _refuse(data: bytes, name: str, kind: str) -> None:
    if not data:
        raise DocumentError(message("the file is empty"), name=name)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise DocumentError(message("protected by a password; save it without one"), name=name)
        raise DocumentError(
            message(
                "an old {old} or another file of Office before 2007; open it and save it as {format}",
                old=_NEWER[kind],
                format=kind.upper(),
            ),
            name=name,
        )
    if data.startswith(b"PK"):
        return
    for start, advice in _STARTS.items():
        if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            raise DocumentError(message("not {format}: {what}", format=kind.upper(), what=advice), name=name)
    raise DocumentError(
        message(
            "not {format}: its first bytes are {bytes}; if it is plain text, let its name end in .txt",
            format=kind.upper(),
            bytes=repr(data[:8]),
        ),
        name=name,
    )


def _measure(archive: ZipFile, name: str) -> None:
    infos = archive.infolist()
    if len(infos) > MAX_PARTS:
        what = message("{size} parts, more than the limit of {limit}", size=len(infos), limit=MAX_PARTS)
        raise DocumentError(what, name=name)
    total = sum(info.file_size for info in infos)
    if total > MAX_TOTAL:
        what = message(
            "{size} bytes when unpacked, more than the limit of {limit}: a zip bomb?",
            size=total,
            limit=MAX_TOTAL,
        )
        raise DocumentError(what, name=name)
    for info in infos:
        if info.file_size > SMALL_PART and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise DocumentError(
                message("unpacks to more than {ratio} times its size: a zip bomb?", ratio=MAX_RATIO),
                name=name,
                place=info.filename,
            )


def _main_of(package: Package, kind: str) -> str:
    name = package.name
    types = package.xml("[Content_Types].xml")
    if types is None:
        if package.open("mimetype") is not None:
            what = message("an OpenDocument file or an e-book; save it as {format}", format=kind.upper())
            raise DocumentError(what, name=name)
        what = message("a zip archive, but no {format}: it has no [Content_Types].xml", format=kind.upper())
        raise DocumentError(what, name=name)
    contents = {
        element.get("PartName", "").lstrip("/"): element.get("ContentType", "") for element in types
    } | {"": ""}
    mains = package.related("", "officeDocument")
    main = mains[0] if mains else {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}[kind]
    content = contents.get(main, "")
    if content and not any(wanted in content for wanted in _MAIN[kind]):
        other = message("the file holds another kind ({content})", content=content)
        holds = next((what for word, what in _HOLDS.items() if word in content), other)
        raise DocumentError(message("not {format}: {what}", format=kind.upper(), what=holds), name=name)
    if package.open(main) is None:
        raise DocumentError(message("the main part is missing; the file is broken"), name=name, place=main)
    return main
