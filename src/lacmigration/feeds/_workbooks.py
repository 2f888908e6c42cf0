"""Which rows do the sheets of a workbook have, and where does the table begin in them?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from lacmigration.errors import DocumentError, FeedError, MissingExtraError
from lacmigration.feeds._files import File, Line, content, csv_lines, held, name_of, start_of
from lacmigration.sayings import message

if TYPE_CHECKING:
    from lacmigration.documents._workbooks import Held, Worksheet

__all__ = ["Sheet", "header_of", "sheets", "year_of"]

_GROUPS: Final = re.compile(r"(?<=[0-9])[, '\u00a0\u202f](?=[0-9]{3})")
_PLAIN: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_SHORTENED: Final = re.compile(r"#*|-?[0-9.]+E[+-]?[0-9]+")
"""What a cell shows that is too narrow for its number, or that hides it."""
_YEAR: Final = re.compile(r"((?:18|19|20)[0-9]{2})(?:\.0)? ?([a-z]?)[*/]?")
_LOOKED_AT: Final = 40


@attrs.frozen
class Sheet:
    """A sheet with its name and its lines, which a hidden one is without; a CSV is one without a name."""

    name: str
    lines: Sequence[Line]
    hidden: bool = False


def sheets(source: File, *, encoding: str = "utf-8") -> Iterator[Sheet]:
    """The sheets of an XLSX, one at a time, or the one of a CSV; of hidden sheets the names alone.

    A number is as its cell shows it, without marks between thousands: 1234.56789 that is shown as "1,234.6"
    is stated as 1234.6. A date is as it is shown, and no number.

    Errors: FeedError for what cannot be read; MissingExtraError without the extra "feeds".
    """
    source = held(source)
    name = name_of(source)
    if not start_of(source).startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        yield Sheet("", list(csv_lines(source, encoding=encoding)))
        return
    from lacmigration.documents._workbooks import worksheets

    try:
        for worksheet in worksheets(content(source), name):
            lines = [] if worksheet.hidden else list(_lines(worksheet))
            yield Sheet(worksheet.name, lines, worksheet.hidden)
    except DocumentError as cause:
        raise FeedError(cause.what, name=name, place=cause.place) from cause
    except MissingExtraError as cause:
        needs = message("reading {format} needs {library}", format="XLSX", library="lxml")
        raise MissingExtraError(needs, extra="feeds") from cause


def _lines(worksheet: Worksheet) -> Iterator[Line]:
    width = max((max(row) for row in worksheet.rows.values()), default=0)
    for number, row in sorted(worksheet.rows.items()):
        cells = tuple(_said(row[at]) if at in row else "" for at in range(1, width + 1))
        if any(cells):
            yield Line(number, cells, sheet=worksheet.name)


def _said(cell: Held) -> str:
    if cell.trouble:
        return cell.text or cell.formula or "?"
    if cell.stored is None:
        return cell.text.strip()
    shown = _GROUPS.sub("", cell.text.strip())
    if _PLAIN.fullmatch(shown) or not _SHORTENED.fullmatch(shown):
        return shown
    return f"{cell.stored:f}"


def header_of(sheet: Sheet, is_header: Callable[[Line], bool]) -> int | None:
    """At which of its lines, from 0, a sheet's table has its header; None where it has no such table."""
    return next((at for at, line in enumerate(sheet.lines[:_LOOKED_AT]) if is_header(line)), None)


def year_of(text: str) -> tuple[int, str] | None:
    """The year of a heading, and the letter behind it that says it is an estimate; None for other text.

    >>> year_of("2023e"), year_of("1990"), year_of("2.023")
    ((2023, 'e'), (1990, ''), None)
    """
    found = _YEAR.fullmatch(text.strip().casefold())
    return None if found is None else (int(found[1]), found[2])
