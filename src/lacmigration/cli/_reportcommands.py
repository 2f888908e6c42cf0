"""Which subcommands take reports and figures, and which options have they?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lacmigration.cli._choices import Answer, CheckFormat, Format
from lacmigration.cli._options import AsFormat, Folders, Rules, Said
from lacmigration.cli._output import FINDINGS, FINE, MISUSE

__all__ = ["check", "read", "repair", "solve"]


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
