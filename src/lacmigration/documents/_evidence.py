"""Which rows of a table are its header, and which lines around it are its caption and its notes?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["has_number", "header_rows", "is_caption", "is_note", "is_period"]

# A header of more rows than this is a table of words.
MAX_HEADER: Final = 6

_NUMBERED: Final = re.compile(
    r"\s*(?i:(?:annex )?table|tabla|tabela|tableau|cuadro|quadro)\s+(?i:n[.°ºo]+\s*)?"
    r"(?:[A-Z]?[-.]?\d+(?:[.\-]\d+)*[a-z]?|[IVXLC]+|[A-Z])(?:\s*[.:–—-]|\s*$|\s*\n|\s+(?=[A-ZÁÉÍÓÚÂÊÔÃÕÇ\d(]))",
)
_NOTE: Final = re.compile(
    r"\s*(?:(?:sources?|notes?|n\.b\.|nota|notas|fuentes?|fontes?|remarques?|observaç(?:ão|ões)|elaboraci[óo]n)\b"
    r"\s*(?:\d+\s*)?[:.–—-]|\*|†|‡|[¹²³⁴⁵⁶⁷⁸⁹⁰]+\s*\w|\(?[a-z0-9]\)\s)",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(
    r"[(\-−–+]?\s*(?:[A-Z]{2,3}\s?|[A-Z]{0,2}[$€£¥]\s?)?\d[\d\s.,'’   ]*(?:%|‰|[kKmMbB]n?|€|US?\$)?"
    r"\)?[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]*",
)
_PERIOD: Final = re.compile(
    r"(?:FY\s?)?(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?\*?|[QT][1-4](?:\s+20\d\d)?"
)
_NOTHING: Final = frozenset({"-", "–", "—", "−", "...", "…", "n/a", "na", "n.a.", "n.d.", "s.d.", ".."})


def has_number(text: str) -> bool:
    """Whether a cell's text is a figure by itself, and no year or period, which head columns.

    >>> [has_number(text) for text in ("1,204", "(3.5%)", "US$ 12", "2024", "Donor 3", "–")]
    [True, True, True, False, False, False]
    """
    return _FIGURE.fullmatch(text.strip()) is not None and not is_period(text)


def is_period(text: str) -> bool:
    """Whether a cell's text is a year, a span of years or a quarter.

    >>> is_period("2023/24"), is_period("1,990")
    (True, False)
    """
    return _PERIOD.fullmatch(text.strip()) is not None


def is_caption(text: str) -> bool:
    """Whether a line beside a table names and numbers it, as in "Table 3. Funding" or "Cuadro 2: Ingresos".

    A sentence that speaks of a table is none.

    >>> is_caption("Tabela 4 – Receitas"), is_caption("TABLE A2 Funding"), is_caption("Table 3 shows growth.")
    (True, True, False)
    """
    return _NUMBERED.match(text) is not None


def is_note(text: str) -> bool:
    """Whether a line below a table is its source or note.

    >>> is_note("Fuente: elaboración propia."), is_note("* provisional"), is_note("The next section")
    (True, True, False)
    """
    return _NOTE.match(text) is not None


def header_rows(
    rows: Sequence[Sequence[str]], *, bold: Sequence[bool] = (), declared: Sequence[bool] = ()
) -> int:
    """How many rows at the top head the columns: words, years or units that stand over figures.

    `declared` says for each row whether the format itself calls it a header, `bold` whether all of its text
    is bold. A table of words alone has a header only where these say so, or its other rows are numbered.

    >>> header_rows([["Donor", "2023", "2024"], ["", "USD", "USD"], ["Total", "10", "12"]])
    2
    """
    said = 0
    while said < min(len(declared), len(rows)) and declared[said]:
        said += 1
    if said:
        return said
    count = 0
    for row in rows[:MAX_HEADER]:
        beyond = [text.strip() for text in row[1:]]
        if any(has_number(text) or text.lower() in _NOTHING for text in beyond if text):
            break
        if len(row) > 1 and not any(beyond) and row[0].strip() and count:
            break  # a section's name: it heads rows, not columns
        count += 1
    else:
        count = int(_heads_numbered_rows(rows))
    if count < len(rows) and count and _years_over_years(rows, count):
        count = 1
    if not count and bold and bold[0] and not all(bold) and not any(map(has_number, rows[0])):
        return next((at for at, is_bold in enumerate(bold) if not is_bold), 0)
    return count if count < len(rows) else 0


def _heads_numbered_rows(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows below the first are numbered in the first column, and the first is not."""
    first = [row[0].strip() if row else "" for row in rows]
    below = first[1:]
    return len(below) > 1 and bool(first[0]) and not has_number(first[0]) and all(map(has_number, below))


def _years_over_years(rows: Sequence[Sequence[str]], count: int) -> bool:
    """Whether rows after the first repeat years in the body: a table whose figures are years."""
    years = [sum(is_period(text) for text in row[1:]) for row in rows[:count]]
    return sum(bool(number) for number in years) > 1
