"""Which subcommands are there, and with which status does each end?"""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from lacmigration.cli._output import FINE, complain, say, silence, speak
from lacmigration.cli._recordcommands import diff, feed, list_, map_, new, rank, shares, show, total
from lacmigration.cli._reportcommands import check, read, repair, solve
from lacmigration.errors import AggregationError, LacMigrationError
from lacmigration.sayings import formula, message, system_problem

__all__ = ["app", "run"]

app = typer.Typer(
    name="lacmigration",
    help="Check the figures of migration-finance reports exactly: what was rounded, what cannot be true.",
    epilog="Exit status: 0 fine or known, 1 disagreeing or undecided, 2 misuse or bad input, 70 a bug.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:  # noqa: FBT001  (typer calls it with the option's value)
    if wanted:
        say(Text(f"lacmigration {version('lacmigration')}"))
        raise typer.Exit(FINE)


@app.callback()
def _common(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


for _command in (check, repair, solve, read, show, list_, total, shares, rank, map_, feed, new, diff):
    app.command(name=_command.__name__.rstrip("_"))(_command)  # "list" and "map" are names of Python's own


def run() -> None:
    """Run the command; a user's mistake is one message and status 2."""
    if sys.stdout is None:  # closed by the shell
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (open until the end)
    speak("")
    try:
        app()
    except AggregationError as mistake:
        head = message("these records cannot be taken together:")
        complain(formula(head, *(f"\n  {one}" for one in mistake.problems)))
    except LacMigrationError as mistake:
        complain(mistake.said)
    except OSError as mistake:
        silence()  # what is still to be written cannot be, if that was it
        complain(formula(mistake.filename or message("standard output"), ": ", system_problem(mistake)))
