"""The subcommands, their options and their exit statuses."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from lacmigration.cli._choices import Answer, Cell, CheckFormat, Format, Several
from lacmigration.cli._options import (
    Allow,
    AsFormat,
    By,
    ChartFile,
    Divided,
    Folders,
    Locale,
    Rules,
    Said,
    Subject,
)
from lacmigration.cli._output import MISUSE, complain, say, silence, speak
from lacmigration.errors import AggregationError, LacMigrationError
from lacmigration.sayings import formula, message, system_problem

__all__ = ["app", "run"]

FINE, FINDINGS = 0, 1

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


@app.command()
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Reports (Markdown, text, HTML, DOCX, PDF, XLSX, CSV, reStructuredText, notebooks), folders "
            'of them, "-" for standard input; or folders of records. None: the bundled registry audits '
            "itself.",
        ),
    ] = None,
    *,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Only what is neither fine nor known.")
    ] = False,
    allow_undecided: Annotated[
        bool, typer.Option("--allow-undecided", help="Records: let pass what cannot be decided.")
    ] = False,
    form: Annotated[
        CheckFormat,
        typer.Option("--format", "-f", help="text or html for people, the others for programs."),
    ] = CheckFormat.TEXT,
    locale: Said = "",
    language: Annotated[
        str,
        typer.Option(metavar="LOCALE", help="Reports: their language, such as es-MX; else their words tell."),
    ] = "",
    reader: Annotated[
        str, typer.Option("--from", metavar="FORMAT", help="Reports: their format, where no name tells it.")
    ] = "",
    records: Folders = None,
    select: Rules = None,
    ignore: Rules = None,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Settings, instead of those that are found.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Reports: findings that were accepted.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Reports: accept what is found today.")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Reports: write the restatements that leave no doubt.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Reports: show what --fix would write.")] = False,
    jobs: Annotated[
        int,
        typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes for many reports; 0: one a core."),
    ] = 1,
    findings: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Reports: keep what is found as Parquet, and go on from there."),
    ] = None,
    anew: Annotated[
        bool, typer.Option("--no-resume", help="With --findings: check all, also what is there already.")
    ] = False,
    timeout: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", help="With --findings: give up a report that takes longer."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Reports: where to write the result."),
    ] = None,
    cache: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Reports: where to remember what was checked.")
    ] = None,
    summary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Reports: append a summary in Markdown.")
    ] = None,
    alone: Annotated[
        bool, typer.Option("--no-registry", help="Reports: compare with themselves only, not with records.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Reports: check again whenever one is saved.")
    ] = False,
) -> None:
    """Check the figures of reports, or of records; exit 1 for what disagrees or, in records, is undecided.

    What is recorded as known does not count.

    Marks: ✓ holds, ? holds if read generously, ✗ cannot be true, - cannot be decided, • known not to hold.
    """
    from lacmigration.cli import _checking, _reports

    asked = _reports.Asked(
        form=form,
        reader=reader,
        locale=locale,
        language=language,
        cache=cache,
        jobs=jobs,
        output=output,
        summary=summary,
        write_baseline=write_baseline,
        findings=findings,
        anew=anew,
        timeout=timeout,
        fix=fix,
        diff=diff,
        quiet=quiet,
    )
    wanted = _checking.Wanted(
        records=records or [],
        config=config,
        select=select or [],
        ignore=ignore or [],
        baseline=baseline,
        alone=alone,
        watch=watch,
        allow_undecided=allow_undecided,
    )
    fine = _checking.check(paths or [], asked, wanted)
    raise typer.Exit(MISUSE if fine is None else FINE if fine else FINDINGS)


@app.command()
def repair(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help='Reports, folders of them, "-" for standard input.'),
    ],
    *,
    note: Annotated[
        bool, typer.Option("--note", help="Add a note that figures may not add up, and move none.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Write it into the reports; without, it is shown as a diff.")
    ] = False,
    locale: Said = "",
    language: Annotated[
        str,
        typer.Option(metavar="LOCALE", help="The language of the reports and notes; else their words tell."),
    ] = "",
    reader: Annotated[
        str, typer.Option("--from", metavar="FORMAT", help="The format, where no name tells it.")
    ] = "",
) -> None:
    """Make tables add up whose figures were rounded one by one; exit 1 while one does not.

    The fewest figures move, each by one unit of its last place. A table with a total that rounding does not
    explain is left as it is.
    """
    from lacmigration.cli import _repairs

    wanted = _repairs.Wanted(note=note, write=write, locale=locale, language=language, reader=reader)
    fine = _repairs.repair(paths, wanted)
    raise typer.Exit(MISUSE if fine is None else FINE if fine else FINDINGS)


@app.command()
def solve(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help='Lines that state figures, and lines that relate them; "-" for stdin.'
        ),
    ],
    *,
    form: Annotated[
        Answer, typer.Option("--format", "-f", help="text for people, json for programs.")
    ] = Answer.TEXT,
    locale: Said = "",
    language: Annotated[
        str, typer.Option(metavar="LOCALE", help="The language of the figures, where no line tells it.")
    ] = "",
    effort: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="The most steps for each question; without, some seconds of them."
        ),
    ] = None,
) -> None:
    """Tell whether figures can all be right, what each has to be, and which are wrong; exit 1 if some are.

    A line "profit: 755" states, "profit + cost = turnover" relates, and "#" begins a comment.
    """
    from lacmigration.cli import _solving

    fine = _solving.solve(file, form=form, locale=locale, language=language, effort=effort)
    raise typer.Exit(FINE if fine else FINDINGS)


@app.command()
def read(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help='A report in any format that `check` takes, "-" for stdin.')
    ],
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="List the dates and the numbers that are no figures, and why.")
    ] = False,
    form: AsFormat = Format.TEXT,
    locale: Said = "",
    language: Annotated[
        str, typer.Option(metavar="LOCALE", help="The language of the report; else told by its words.")
    ] = "",
) -> None:
    """List the figures of a report: where they stand, what they can stand for, what was concluded."""
    from lacmigration.cli import _reading

    _reading.read_document(file, explain=explain, locale=locale, language=language, form=form)


@app.command()
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


@app.command(name="list")
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


@app.command()
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


@app.command()
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


@app.command()
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


@app.command(name="map")
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


@app.command()
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


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="A folder that does not exist yet, or is empty.")],
) -> None:
    """Write a small example of a records folder, to fill in with a spreadsheet program."""
    from lacmigration.registry import new_folder

    new_folder(folder)
    say(Text(f"Wrote {folder}: open README.md there first, then run: lacmigration check {folder}"))


@app.command()
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
