"""Which tables of reports do not add up, and what is shown or written so that they do, or say why not?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs
from rich.text import Text

from lacmigration.cli._output import complain, error_console, object_to, plain_marks, say, table, write
from lacmigration.cli._reports import reports_of
from lacmigration.documents import Document, Table
from lacmigration.errors import DocumentError
from lacmigration.reviewing import (
    Fix,
    Repair,
    configuration,
    diff_of,
    note_fixes,
    repair_fixes,
    repairs,
    review,
    write_fixed,
)
from lacmigration.sayings import message
from lacmigration.translation import Translation, translated, translation

__all__ = ["Wanted", "repair"]


@attrs.frozen(kw_only=True)
class Wanted:
    """What is wanted of a repair: moved figures or a note, shown or written, in which languages."""

    note: bool = False
    write: bool = False
    reader: str = ""
    locale: str = ""
    language: str = ""


def repair(paths: Sequence[Path], wanted: Wanted) -> bool | None:
    """Show or write what mends the tables of reports; whether all add up now, or say that they need not.

    None where a report could not be read or written; the others are mended all the same.
    Errors: ConfigurationError; DocumentError for paths that hold no report.
    """
    if wanted.write and Path("-") in paths:
        complain(
            message(
                "what comes from standard input has no file to be written to; leave out {option}",
                option="--write",
            )
        )
    configured = configuration(Path.cwd())
    settings = attrs.evolve(configured.settings, root=configured.root)
    language = wanted.language or configured.locale or None
    said = translation(wanted.locale or configured.locale or "en")
    fine = read = True
    for name in reports_of(paths):
        try:
            found = review(name, locale=language, format=wanted.reader, settings=settings)
            tables = [one for one in repairs(found, locale=language, settings=settings) if not one.noted]
            fine = _mended(found.document, tables, wanted, said) and fine
        except DocumentError as failure:
            object_to(failure.said)
            read = False
    return fine if read else None


def _mended(document: Document, tables: Sequence[Repair], wanted: Wanted, said: Translation) -> bool:
    """Show or write what can be done about the tables of one document; whether nothing is left to do."""
    fixes = (note_fixes if wanted.note else repair_fixes)(document, tables)
    if fixes and wanted.write:
        write_fixed(document, fixes)
        say(Text(f"{document.name}: {_counted(fixes, wanted, said)}"))
    elif fixes:
        write("".join(diff_of(document, fixes)))
    left = [one for one in tables if not _is_settled(document, one, wanted)]
    for one in left:
        _remark(document, one, wanted, said)
    return not left and (wanted.write or not fixes)


def _counted(fixes: Sequence[Fix], wanted: Wanted, said: Translation) -> str:
    if wanted.note:
        return said.count("{n} note added", "{n} notes added", len(fixes))
    return said.count("{n} figure moved by one unit", "{n} figures moved by one unit", len(fixes))


def _is_settled(document: Document, one: Repair, wanted: Wanted) -> bool:
    """Whether what is written mends a table, or says that it need not add up."""
    if wanted.note:
        return bool(note_fixes(document, [one]))
    return bool(one.moves) and len(repair_fixes(document, [one])) == len(one.moves)


def _remark(document: Document, one: Repair, wanted: Wanted, said: Translation) -> None:
    """Say what becomes of a table that nothing is written about."""
    where = f"{document.name}:{one.place}"
    if not one.explained:
        told = said.say(
            "left as it is: {why}; somebody has to find out which figure is wrong", why=one.obstacle
        )
    elif wanted.note:
        told = said.say("put this under the table: {note}", note=translated(one.note, locale=one.locale))
    elif one.moves:
        heading = said.say("{place}: the table would add up like this:", place=where)
        say(Text(heading), *_shown(one))
        return
    else:
        told = said.say("cannot be made to add up: {why}; --note says so under it", why=one.obstacle)
    error_console().print(Text(f"{where}: {told}"))


def _shown(one: Repair) -> Iterator[Text]:
    """A table as it would be printed, and what is new in it."""
    texts = {id(move.cell): move.text for move in one.moves}
    first, *rows = _rows(one.table, texts)
    yield from table(first, rows)
    for move in one.moves:
        place = move.cell.block.place
        yield Text(f"{place}: {move.cell.text} {'->' if plain_marks() else '→'} {move.text}")


def _rows(grid: Table, texts: Mapping[int, str]) -> list[list[str]]:
    return [
        [
            "" if cell is None or (cell.row, cell.column) != (at, column) else texts.get(id(cell), cell.text)
            for column, cell in enumerate(row)
        ]
        for at, row in enumerate(grid.grid)
    ]
