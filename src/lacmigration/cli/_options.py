"""Which options do several subcommands share, and how does their help describe them?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lacmigration.cli._choices import Format, Mixed, Several
from lacmigration.cli._output import speak

__all__ = ["Allow", "AsFormat", "By", "ChartFile", "Divided", "Folders", "Locale", "Rules", "Said", "Subject"]

Folders = Annotated[
    list[Path] | None,
    typer.Option(
        "--records",
        "-r",
        metavar="FOLDER",
        help="A folder of your own records, laid over the bundled ones. May be repeated.",
    ),
]
Rules = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULES", help="Reports: rules by code, such as LM103, or LM1 for all that begin so."
    ),
]
AsFormat = Annotated[
    Format, typer.Option("--format", "-f", help="text for people, json or csv for programs.")
]
Locale = Annotated[
    str,
    typer.Option(
        metavar="LOCALE",
        help="How figures and country names are written: en, es-MX, pt-BR. Without it: as the sources do.",
        callback=speak,
        is_eager=True,
    ),
]
Said = Annotated[
    str,
    typer.Option(
        metavar="LOCALE",
        help="The language in which results are said: en, es, pt, fr.",
        callback=speak,
        is_eager=True,
    ),
]
Subject = Annotated[
    str,
    typer.Argument(
        metavar="TABLE|PATTERN", help='A table ("contributions"), or a pattern of ids ("mptf.donor.*").'
    ),
]
By = Annotated[
    str,
    typer.Option(
        metavar="FIELD",
        help="What to group by: a field, or donor, recipient, organisation, country, objective, source.",
    ),
]
Allow = Annotated[
    list[Mixed] | None,
    typer.Option(
        help="Add up what would be refused: other dates, pledges with payments, ... May be repeated."
    ),
]


def _drawable(path: Path | None) -> Path | None:
    """Refuse the name of a file that says no format, before anything is computed."""
    if path is not None:
        from lacmigration.charts import format_of

        format_of(path)
    return path


ChartFile = Annotated[
    Path | None,
    typer.Option(
        "--chart",
        metavar="FILE",
        help="Draw it as well: a file that ends in .svg, .png or .html.",
        callback=_drawable,
    ),
]
Divided = Annotated[
    Several, typer.Option("--several", help="What becomes of a record that belongs to several groups.")
]
