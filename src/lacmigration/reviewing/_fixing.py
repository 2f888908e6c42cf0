"""How would a document read with the figures that are plainly right? As a diff, or written back."""

from __future__ import annotations

import difflib
import re
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from lacmigration.claims import Strength
from lacmigration.documents import Document
from lacmigration.errors import DocumentError, MissingExtraError
from lacmigration.figures import Figure, shifted
from lacmigration.findings import Severity
from lacmigration.relations._stated import stated_of
from lacmigration.reviewing._reviews import Review, Verified
from lacmigration.sayings import message, system_problem

__all__ = ["WRITTEN", "Fix", "diff_of", "fixed", "fixes", "write_fixed"]

_DIGITS = re.compile(r"[0-9](?:[0-9.,\u00a0\u202f'’ ]*[0-9])?")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
WRITTEN = frozenset({"markdown", "text", "html", "csv", "rst"})
"""Formats into whose source restatements are written."""


@attrs.frozen(kw_only=True)
class Fix:
    """One figure and what to write in its place; both in the document's source, from `start` to `end`."""

    start: int
    end: int
    old: str
    new: str


def fixes(review: Review) -> tuple[Fix, ...]:
    """The restatements that leave no doubt, in order: a stated claim, one number, and nobody else's.

    A figure that two findings would restate differently is left alone, as is one whose text in the source is
    broken by marks of the format, and one of a claim whose separators can be read in two ways.
    """
    wanted: dict[tuple[int, int], set[str]] = {}
    blocks = zip(review.document.blocks, review.readings, strict=True)
    locales = {id(block): read.locale for block, read in blocks}
    for one in review.verified:
        fix = _fix(review.document, one, locale=locales[id(one.claim.stated.block)])
        if fix is not None:
            wanted.setdefault((fix.start, fix.end), set()).add(fix.new)
    source = review.document.source or ""
    return tuple(
        Fix(start=start, end=end, old=source[start:end], new=news.pop())
        for (start, end), news in sorted(wanted.items())
        if len(news) == 1
    )


def _fix(document: Document, one: Verified, *, locale: str) -> Fix | None:
    mention = one.claim.stated.mention
    figure = one.finding.restatement
    if (
        one.severity is not Severity.ERROR
        or one.claim.strength is not Strength.STATED
        or figure is None
        or document.source is None
        or document.format not in WRITTEN
        or any(spot.mention.others for spot in (one.claim.stated, *one.claim.parts))
    ):
        return None
    block, text = one.claim.stated.block, _number_text(one)
    digits = _DIGITS.search(text)
    if digits is None or mention.figure is None or _restated(one.claim.relation) != mention.figure.number:
        return None
    places = max(mention.scale - figure.exponent, 0)
    if _shown(mention.figure.number, mention.scale, places, locale) != digits[0]:
        return None  # written otherwise than the locale does: how to write the other number is not told
    new = _shown(figure.number, mention.scale, places, locale)
    at = mention.number_start + digits.start()
    start, last = block.source_of(at), block.source_of(at + len(digits[0]) - 1)
    if start is None or last is None or document.source[start : last + 1] != digits[0] or new == digits[0]:
        return None
    return Fix(start=start, end=last + 1, old=digits[0], new=new)


def _restated(relation: Any) -> Decimal | None:
    """The number that a finding restates: of "9 of the 7 million" it is the 7."""
    side = stated_of(relation)
    figure = None if side is None or side.fact is None else side.fact.figure
    return None if figure is None else figure.number


def _number_text(one: Verified) -> str:
    """The number of a finding's figure, as written."""
    mention = one.claim.stated.mention
    return one.claim.stated.block.text[mention.number_start : mention.number_end]


def _shown(number: Decimal, scale: int, places: int, locale: str) -> str:
    """The digits before a scale word, as the locale writes them."""
    try:
        from lacmigration.formatting import format_figure
    except ImportError as cause:
        needs = message("writing figures needs {library}", library="babel")
        raise MissingExtraError(needs, extra="formatting") from cause
    return format_figure(Figure(shifted(number, -scale), exponent=-places), locale=locale)


def fixed(document: Document, wanted: tuple[Fix, ...]) -> str:
    """The source of a document with fixes in it."""
    source = document.source or ""
    pieces, at = [], 0
    for fix in wanted:
        pieces += [source[at : fix.start], fix.new]
        at = fix.end
    return "".join((*pieces, source[at:]))


def diff_of(document: Document, wanted: tuple[Fix, ...]) -> Iterator[str]:
    """The lines of a unified diff."""
    old, new = (_LINE.findall(text) for text in (document.source or "", fixed(document, wanted)))
    for line in difflib.unified_diff(old, new, f"a/{document.name}", f"b/{document.name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def write_fixed(document: Document, wanted: tuple[Fix, ...]) -> None:
    """Write the fixes into the document's file, all or none: beside it, then in its place.

    Errors: DocumentError where the file has changed since it was read, or cannot be written.
    """
    path = Path(document.name)
    try:
        present = path.read_bytes()
        mark = b"\xef\xbb\xbf" if present.startswith(b"\xef\xbb\xbf") else b""
        if present.removeprefix(mark) != (document.source or "").encode():
            raise DocumentError(
                message("it has changed since it was read, or is not UTF-8; nothing was written"),
                name=document.name,
            )
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as beside:
            written = Path(beside, path.name)
            written.write_bytes(mark + fixed(document, wanted).encode())
            written.chmod(path.stat().st_mode)
            written.replace(path)
    except OSError as cause:
        what = message("{problem}; nothing was written", problem=system_problem(cause))
        raise DocumentError(what, name=document.name) from cause
