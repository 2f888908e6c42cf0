"""Which subcommands take records and feeds, and which options have they?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from lacmigration.cli._choices import Cell, Format, Several
from lacmigration.cli._options import Allow, AsFormat, By, ChartFile, Divided, Folders, Locale, Subject
from lacmigration.cli._output import FINDINGS, FINE, say

__all__ = ["diff", "feed", "list_", "map_", "new", "rank", "shares", "show", "total"]


def show(
    name: Annotated[
        str, typer.Argument(metavar="ID|NAME", help='The id of a record, or a name: "mptf", "Alemania".')
    ],
    *,
    records: Folders = None,
    form: AsFormat = Format.TEXT,
    locale: Locale = "",
) -> None:
    """Show one record: its fields, what its figure can stand for, where it stands, what relates it."""
    from lacmigration.cli import _records

    _records.show(_records.registry(records or []), name, form=form, locale=locale)


def list_(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="TABLE|PATTERN", help='A table ("contributions"), or a pattern of ids ("mptf.donor.*").'
        ),
    ] = "",
    *,
    records: Folders = None,
    form: AsFormat = Format.TEXT,
    locale: Locale = "",
) -> None:
    """List the tables, or the records of one."""
    from lacmigration.cli import _records

    _records.list_records(_records.registry(records or []), subject, form=form, locale=locale)


def total(
    subject: Subject,
    *,
    by: By = "",
    allow: Allow = None,
    several: Divided = Several.UNALLOCATED,
    chart: ChartFile = None,
    records: Folders = None,
    form: AsFormat = Format.TEXT,
    locale: Locale = "",
) -> None:
    """Add up the figures of records, with the interval that rounding leaves."""
    from lacmigration.cli import _sums

    asked = _sums.asking(
        subject, records, form=form, locale=locale, allow=allow, several=several, chart=chart
    )
    _sums.print_total(asked, by=by)


def shares(
    subject: Subject,
    *,
    by: By = "donor",
    digits: Annotated[int, typer.Option(min=0, max=12, help="Decimals of the percentages.")] = 1,
    allow: Allow = None,
    several: Divided = Several.UNALLOCATED,
    chart: ChartFile = None,
    records: Folders = None,
    form: AsFormat = Format.TEXT,
    locale: Locale = "",
) -> None:
    """Each group's share of the total, rounded so that the shares add up to 100 %."""
    from lacmigration.cli import _sums

    asked = _sums.asking(
        subject, records, form=form, locale=locale, allow=allow, several=several, chart=chart
    )
    _sums.print_shares(asked, by=by, digits=digits)


def rank(
    subject: Subject,
    *,
    by: By = "donor",
    allow: Allow = None,
    several: Divided = Several.UNALLOCATED,
    chart: ChartFile = None,
    records: Folders = None,
    form: AsFormat = Format.TEXT,
    locale: Locale = "",
) -> None:
    """Rank groups by their totals, with the range of ranks that rounding allows."""
    from lacmigration.cli import _sums

    asked = _sums.asking(
        subject, records, form=form, locale=locale, allow=allow, several=several, chart=chart
    )
    _sums.print_ranks(asked, by=by)


def map_(
    subject: Subject,
    *,
    rows: Annotated[str, typer.Option(metavar="FIELD", help="The field down the side.")] = "organisation",
    columns: Annotated[str, typer.Option(metavar="FIELD", help="The field along the top.")] = "country",
    cell: Annotated[Cell, typer.Option("--show", help="What the cells hold.")] = Cell.COUNT,
    tiles: Annotated[
        bool, typer.Option("--tiles", help="With --chart: a map of the columns, which are countries.")
    ] = False,
    allow: Allow = None,
    several: Divided = Several.UNALLOCATED,
    chart: ChartFile = None,
    records: Folders = None,
    form: AsFormat = Format.TEXT,
    locale: Locale = "",
) -> None:
    """Who does what where: a table of records by two of their fields."""
    from lacmigration.cli import _maps, _sums

    asked = _sums.asking(
        subject, records, form=form, locale=locale, allow=allow, several=several, chart=chart
    )
    _maps.print_map(asked, rows=rows, columns=columns, cell=cell, tiles=tiles)


def feed(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A file of IATI or of another format that the field exchanges."),
    ],
    *,
    reader: Annotated[
        str, typer.Option("--from", metavar="FORMAT", help="Its format, where its content does not tell it.")
    ] = "",
    form: Annotated[
        Format, typer.Option("--format", "-f", help="text for people, json, or csv: an amount a row.")
    ] = Format.TEXT,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the amounts there, a row each: .csv, .jsonl or .parquet.",
        ),
    ] = None,
) -> None:
    """Tell what is in a file of flows: records, totals, what may count twice, and what could not be read."""
    from lacmigration.cli import _feeds

    _feeds.print_feed(file, reader=reader, form=form, output=output)


def new(
    folder: Annotated[Path, typer.Argument(help="A folder that does not exist yet, or is empty.")],
) -> None:
    """Write a small example of a records folder, to fill in with a spreadsheet program."""
    from lacmigration.registry import new_folder

    new_folder(folder)
    say(Text(f"Wrote {folder}: open README.md there first, then run: lacmigration check {folder}"))


def diff(
    old: Annotated[Path, typer.Argument(help='A records folder, or "bundled".')],
    new: Annotated[Path, typer.Argument(help='A records folder, or "bundled".')],
    *,
    form: AsFormat = Format.TEXT,
) -> None:
    """List what was added, removed or changed from one set of records to another; exit 1 when they differ."""
    from lacmigration.cli import _records

    changed = _records.print_diff(_records.only(old), _records.only(new), form=form)
    raise typer.Exit(FINDINGS if changed else FINE)
