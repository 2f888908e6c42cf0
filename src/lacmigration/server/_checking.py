"""What does a review say of a text that is being written? With the settings of the project that it is in."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePosixPath

import attrs

from lacmigration.documents import parse
from lacmigration.registry import Registry, bundled
from lacmigration.reviewing import Review, configuration, review_document

__all__ = ["Written", "forget_records", "format_of", "review_of"]

_LANGUAGES = {
    **dict.fromkeys(("markdown", "myst", "quarto", "rmarkdown", "rmd"), "markdown"),
    **dict.fromkeys(("html", "mhtml", "xhtml"), "html"),
    **dict.fromkeys(("restructuredtext", "rst"), "rst"),
    **dict.fromkeys(("csv", "tsv"), "csv"),
}
_PLAIN = frozenset({"", "plaintext", "text", "txt"})
_ENDINGS = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd", ".myst", ".qmd", ".rmd"), "markdown"),
    **dict.fromkeys((".htm", ".html", ".xhtml"), "html"),
    **dict.fromkeys((".rst", ".rest"), "rst"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), "csv"),
    **dict.fromkeys((".txt", ".text"), "text"),
}


@attrs.frozen(kw_only=True)
class Written:
    """A text as an editor holds it: in a file, or with `path` None in one that does not exist yet."""

    source: str
    format: str
    path: Path | None
    root: Path


def format_of(language: str, name: str) -> str:
    """The format of a document by its language in the editor and its file's name; empty for one not read.

    An editor that does not know a language calls it plain text: then the name tells more.

    >>> format_of("plaintext", "donors.csv"), format_of("markdown", "notes.txt"), format_of("python", "a.py")
    ('csv', 'markdown', '')
    """
    known = _LANGUAGES.get(language)
    if known is not None:
        return known
    return _ENDINGS.get(PurePosixPath(name).suffix.lower(), "text" if language in _PLAIN else "")


def forget_records() -> None:
    """Read the folders of records again at the next check."""
    _registry.cache_clear()


def review_of(written: Written) -> Review:
    """Check a text as the project says that it is in.

    Errors: ConfigurationError, DocumentError, InputErrors for settings, a text, records that cannot be read.
    """
    found = configuration(written.root if written.path is None else written.path.parent)
    return review_document(
        parse(written.source, format=written.format, name=_name(written.path, found.root)),
        locale=found.locale or None,
        registry=_registry(tuple(found.root / folder for folder in found.records)),
        settings=found.settings,
        directives=_beside(written.path),
    )


def _name(path: Path | None, root: Path) -> str:
    """A document's name as whoever runs the command in the project's folder writes it."""
    if path is None:
        return "<text>"
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _beside(path: Path | None) -> str:
    claims = None if path is None else path.with_name(f"{path.name}.claims")
    return claims.read_text(encoding="utf-8") if claims is not None and claims.is_file() else ""


@lru_cache(maxsize=8)
def _registry(folders: tuple[Path, ...]) -> Registry:
    found = bundled()
    for folder in folders:
        found = found.with_overlay(folder)
    return found
