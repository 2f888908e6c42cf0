"""How do results leave the command? Lines and tables for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import IO, Any, Final, NoReturn

from rich.console import Console
from rich.text import Text

from lacmigration.cli._choices import Format
from lacmigration.errors import LacMigrationError
from lacmigration.figures import decimal_if_finite
from lacmigration.sayings import Saying
from lacmigration.translation import translation

__all__ = [
    "FINDINGS",
    "FINE",
    "MISUSE",
    "complain",
    "emit",
    "emit_json",
    "error_console",
    "exact",
    "interval_json",
    "labelled",
    "object_to",
    "plain_marks",
    "say",
    "silence",
    "speak",
    "table",
    "width",
    "wrapped",
    "write",
    "write_whole",
]

FINE: Final = 0
FINDINGS: Final = 1
"""The exit statuses where all is fine or known, and where something is not."""
MISUSE: Final = 2
"""The exit status where the command was misused, or what it was given cannot be read."""
_spoken: ContextVar[str] = ContextVar("locale", default="")
"""The language that was asked for: what is wrong may come up where nobody knows of the option any more."""
_UNBOUNDED = 1_000_000
_NARROWEST = 40
_PIECE = 1 << 20
_LONGEST_LABEL = 24
_SHORTEST_CELL = 8
_GAP = "  "


def width() -> int | None:
    """How wide lines may be: as the terminal, or as COLUMNS says; None for a pipe, where a line is a line."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() or sys.stdout.isatty():
        return max(Console().width, _NARROWEST)
    return None


def _console() -> Console:
    """Colour on a terminal only; rich itself respects NO_COLOR, FORCE_COLOR and TERM."""
    return Console(width=width() or _UNBOUNDED, highlight=False)


def error_console() -> Console:
    """Where complaints and progress go."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def speak(locale: str) -> str:
    """Complain in a language from now on, where it is known; the locale, for an option to pass on."""
    _spoken.set(locale)
    return locale


def object_to(saying: str | Saying) -> None:
    """Say what is wrong with what the user asked, or with one of several documents."""
    try:
        said = translation(_spoken.get() or "en")
    except LacMigrationError:  # the locale itself may be what is wrong
        said = translation("en")
    error_console().print(Text.assemble(("lacmigration: ", "bold red"), said.put(saying)))


def complain(saying: str | Saying) -> NoReturn:
    """Say what is wrong with what the user asked, and stop."""
    object_to(saying)
    sys.exit(MISUSE)


def write(text: str) -> None:
    """Write to standard output.

    What a closed pipe no longer takes is dropped, so that the exit status stays what the result says.
    """
    try:
        try:
            sys.stdout.write(text)
        except UnicodeEncodeError:
            encoding = sys.stdout.encoding
            sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        silence()


def silence() -> None:
    """Send what is still to be written, also at the interpreter's exit, nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(*lines: Text) -> None:
    """Write lines for people; what is too long is left to the terminal."""
    console = _console()
    with console.capture() as captured:
        for line in lines:
            console.print(line, soft_wrap=True)
    write(captured.get())


def plain_marks() -> bool:
    """Whether standard output can write no more than ASCII."""
    try:
        "✓…".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return True
    return False


def wrapped(text: str, *, indent: str = "", first: str | None = None) -> list[str]:
    """A paragraph in lines as there is room, the first one behind `first`; words and paths stay whole."""
    room = width()
    start = indent if first is None else first
    if room is None:
        return [start + text]
    return textwrap.wrap(
        text,
        room,
        initial_indent=start,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [start.rstrip()]


def labelled(pairs: Iterable[tuple[str, str]], *, indent: str = "  ") -> Iterator[Text]:
    """Lines of labels and what they say, the second column aligned and wrapped within itself."""
    listed = list(pairs)
    size = min(max((len(label) for label, _ in listed), default=0), _LONGEST_LABEL)
    for label, words in listed:
        margin = " " * (len(indent) + size + 2)
        head, *rest = wrapped(words, indent=margin, first=f"{indent}{label:<{size}}  ")
        line = Text(head)
        line.stylize("dim", 0, len(margin))
        yield line
        yield from map(Text, rest)


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    right: Sequence[int] = (),
    whole: Sequence[int] = (),
) -> Iterator[Text]:
    """The lines of a plain table; columns in `right` hold numbers; they and those in `whole` stay whole."""
    cells = [list(columns), *([str(cell) for cell in row] for row in rows)]
    sizes = [max(map(len, column)) for column in zip(*cells, strict=True)]
    room = width() or _UNBOUNDED
    flexible = [place for place in range(len(sizes)) if place not in right and place not in whole]
    while flexible and sum(sizes) + len(_GAP) * (len(sizes) - 1) > room:
        longest = max(flexible, key=sizes.__getitem__)
        if sizes[longest] <= _SHORTEST_CELL:
            break
        sizes[longest] -= 1
    for number, row in enumerate(cells):
        parts = [
            textwrap.wrap(cell, sizes[place], break_on_hyphens=False) or [""] if place in flexible else [cell]
            for place, cell in enumerate(row)
        ]
        for level in range(max(map(len, parts))):
            texts = (part[level] if level < len(part) else "" for part in parts)
            aligned = (
                f"{text:>{size}}" if place in right else f"{text:<{size}}"
                for place, (text, size) in enumerate(zip(texts, sizes, strict=True))
            )
            yield Text(_GAP.join(aligned).rstrip(), "" if number else "bold")


def emit(
    form: Format,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    named: str = "rows",
    right: Sequence[int] = (),
    whole: Sequence[int] = (),
) -> None:
    """Write rows in the form that was asked for; in JSON they are a list of this name."""
    if form is Format.JSON:
        emit_json({named: [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]})
    elif form is Format.CSV:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_plain(cell) for cell in row] for row in rows)
        _write_utf8(text.getvalue())
    else:
        say(*table(columns, rows, right=right, whole=whole))


def emit_json(value: dict[str, Any]) -> None:
    """Write one JSON document: an object with the version of its shape first."""
    _write_utf8(json.dumps({"version": 1, **value}, ensure_ascii=False, indent=2) + "\n")


def write_whole(file: IO[bytes]) -> None:
    """Write a file of UTF-8 to standard output, one piece of it in memory at a time."""
    with io.TextIOWrapper(file, encoding="utf-8", newline="") as text:
        while piece := text.read(_PIECE):
            _write_utf8(piece)


def _write_utf8(text: str) -> None:
    """Programs read UTF-8, whatever the terminal's encoding."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    write(text)


def interval_json(interval: Any) -> dict[str, Any] | None:
    """An interval with exact ends as text; null where there is no end."""
    if interval is None:
        return None
    return {
        "low": exact(interval.lo),
        "high": exact(interval.hi),
        "low_open": interval.lo_open,
        "high_open": interval.hi_open,
    }


def exact(value: Decimal | Fraction | date | None) -> str | None:
    """A number as text: a decimal where one is exact, else "n/d"; a date in ISO 8601; null for none."""
    if value is None:
        return None
    number = decimal_if_finite(value) if isinstance(value, Fraction) else value
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def _plain(cell: object) -> object:
    if isinstance(cell, Decimal | Fraction):
        return exact(cell)
    return cell if isinstance(cell, int | bool | dict | list) or cell is None else str(cell)
