"""The subcommands, their options and their exit statuses."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from lacmigration.cli import _audits, _records
from lacmigration.cli._output import Format, console, emit, emit_json, error_console
from lacmigration.errors import LacMigrationError

__all__ = ["app", "run"]

FINE, FINDINGS, MISUSE = 0, 1, 2

app = typer.Typer(
    name="lacmigration",
    help="Checks the figures of migration-finance reports exactly: what was rounded or hedged, and what cannot be true.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Folders = Annotated[
    list[Path] | None,
    typer.Option("--records", "-r", help="A folder of your own records, laid over the bundled ones. May be repeated."),
]
AsFormat = Annotated[Format, typer.Option("--format", "-f", help="text for people, json or csv for programs.")]
Locale = Annotated[str, typer.Option("--locale", help='How numbers and names are written: "en", "es-MX", "pt-BR", "fr".')]


@app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Folders of records. None: the bundled registry audits itself.")
    ] = None,
    *,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only what is neither fine nor known.")] = False,
    form: AsFormat = Format.TEXT,
) -> None:
    """Check what the records claim about each other; exit 1 when something disagrees that is not known."""
    from lacmigration.auditing import audit_registry

    registry = _records.registry(paths or [])
    found = audit_registry(registry)
    places = {record.id: str(record.citation) for record in registry.relations}
    if form is Format.JSON:
        emit_json(_audits.as_json(found, places=places))
    elif form is Format.CSV:
        emit(form, _audits.COLUMNS, _audits.as_rows(found, places=places))
    else:
        _audits.print_audit(console(), found, places=places, quiet=quiet)
    raise typer.Exit(FINE if found.ok else FINDINGS)


@app.command()
def show(
    id: Annotated[str, typer.Argument(help='The id of a record, or a name of it: "mptf", "Germany".')],  # noqa: A002
    *,
    records: Folders = None,
    form: AsFormat = Format.TEXT,
    locale: Locale = "en",
) -> None:
    """Show one record: its fields, its figure's intervals, where it stands, and the relations that name it."""
    _records.show(_records.registry(records or []), id, form=form, locale=locale)


@app.command(name="list")
def list_(
    table: Annotated[str, typer.Argument(help='A table ("contributions") or a pattern of ids ("mptf.donor.*").')] = "",
    *,
    records: Folders = None,
    form: AsFormat = Format.TEXT,
    locale: Locale = "en",
) -> None:
    """List the tables, or the records of one."""
    _records.list_records(_records.registry(records or []), table, form=form, locale=locale)


Subject = Annotated[str, typer.Argument(help='A table ("contributions") or a pattern of ids ("mptf.donor.*").')]
By = Annotated[str, typer.Option("--by", help="The field to group by: provider, receiver, country, area, ...")]


@app.command()
def total(
    subject: Subject, *, by: By = "", records: Folders = None, form: AsFormat = Format.TEXT, locale: Locale = "en"
) -> None:
    """Add up the figures of records, with the interval that rounding leaves and how many records there are."""
    from lacmigration.cli import _sums

    _sums.print_total(_records.registry(records or []), subject, by=by, form=form, locale=locale)


@app.command()
def shares(
    subject: Subject,
    *,
    by: By = "provider",
    digits: Annotated[int, typer.Option(min=0, max=12, help="Decimals of the percentages.")] = 1,
    records: Folders = None,
    form: AsFormat = Format.TEXT,
    locale: Locale = "en",
) -> None:
    """Each group's share of the total, rounded so that the shares add up to 100 %."""
    from lacmigration.cli import _sums

    _sums.print_shares(_records.registry(records or []), subject, by=by, digits=digits, form=form, locale=locale)


@app.command()
def rank(
    subject: Subject,
    *,
    by: By = "provider",
    records: Folders = None,
    form: AsFormat = Format.TEXT,
    locale: Locale = "en",
) -> None:
    """Rank groups by their totals, with the range of ranks that rounding allows."""
    from lacmigration.cli import _sums

    _sums.print_ranks(_records.registry(records or []), subject, by=by, form=form, locale=locale)


@app.command(name="map")
def map_(
    subject: Subject,
    *,
    rows: Annotated[str, typer.Option(help="The field down the side.")] = "organisation",
    columns: Annotated[str, typer.Option(help="The field along the top.")] = "country",
    records: Folders = None,
    form: AsFormat = Format.TEXT,
    locale: Locale = "en",
) -> None:
    """Who does what where: a table of records by two of their fields."""
    from lacmigration.cli import _sums

    _sums.print_map(_records.registry(records or []), subject, rows=rows, columns=columns, form=form, locale=locale)


@app.command()
def new(folder: Annotated[Path, typer.Argument(help="A folder that does not exist yet, or is empty.")]) -> None:
    """Write a small example of a records folder, to fill in with a spreadsheet program."""
    from lacmigration.registry import new_folder

    new_folder(folder)
    console().print(f"Wrote {folder}: open README.md there first, then run: lacmigration check {folder}", soft_wrap=True)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help='A records folder, or "bundled".')],
    new: Annotated[Path, typer.Argument(help='A records folder, or "bundled".')],
    *,
    form: AsFormat = Format.TEXT,
) -> None:
    """List what was added, removed or changed from one set of records to another; exit 1 when they differ."""
    changed = _records.print_diff(_records.only(old), _records.only(new), form=form)
    raise typer.Exit(FINDINGS if changed else FINE)


def run() -> None:
    """Run the command; a user's mistake is one message and status 2, a closed pipe is silence."""
    try:
        app()
    except LacMigrationError as mistake:
        error_console().print(f"lacmigration: {mistake}", style="red", markup=False)
        raise SystemExit(MISUSE) from None
    except OSError as mistake:
        if isinstance(mistake, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(FINE) from None
        error_console().print(f"lacmigration: {mistake.filename or ''}: {mistake.strerror}", style="red", markup=False)
        raise SystemExit(MISUSE) from None
