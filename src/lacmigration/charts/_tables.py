"""What are the numbers of a picture for who cannot see it, or wants to copy them? Rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from lacmigration.charts._words import Words
from lacmigration.intervals import Interval
from lacmigration.messages import Saying, message

__all__ = ["AMOUNT", "COUNTRY", "NAME", "PLACE", "RECORDS", "Table", "as_html", "intervals", "tabled"]

Table = tuple[tuple[str, ...], ...]
"""Rows of text as a reader's language has it, the heads first."""

NAME, AMOUNT, COUNTRY = message("Name"), message("Amount"), message("Country")
PLACE, RECORDS = message("Place"), message("Records")
_REACHES = (
    message("what the figures as written allow"),
    message("the most that a fair reader would grant"),
)


def intervals(pair: tuple[Interval, Interval] | None, unit: str, said: Words) -> tuple[str, str]:
    """The strict and the loose interval as they are written in a row; empty for none."""
    if pair is None:
        return "", ""
    return said.reach(pair[0], unit), said.reach(pair[1], unit)


def tabled(heads: Sequence[str | Saying], rows: Iterable[Sequence[str]], said: Words) -> Table:
    """Rows of cells, the last two the intervals; a column is left out that is empty or repeats the other.

    >>> tabled(["Who"], [["Peru", "1 to 2", "1 to 2"]], Words())
    (('Who', 'What the figures as written allow'), ('Peru', '1 to 2'))
    """
    listed = [tuple(row) for row in rows]
    named = tuple(_headed(said.put(head)) for head in (*heads, *_REACHES))
    width = len(named)
    if all(row[-1] == row[-2] for row in listed):
        width -= 1 if any(row[-2] for row in listed) else 2
    return (named[:width], *(row[:width] for row in listed))


def _headed(text: str) -> str:
    return text[:1].upper() + text[1:]


def as_html(table: Table, caption: str) -> str:
    """A table that a screen reader goes through by its heads.

    >>> as_html((("Who", "Amount"), ("Peru", "4")), "The Fund").partition("<tbody>")[2]
    '<tr><th scope="row">Peru</th><td>4</td></tr></tbody></table>'
    """
    if not table:
        return ""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table[0])
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(map(_cell, cells))}</tr>'
        for name, *cells in table[1:]
    )
    top = f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>"
    return f"<table>{top}<tbody>{rows}</tbody></table>"


def _cell(text: str) -> str:
    return f"<td>{escape(text)}</td>"
