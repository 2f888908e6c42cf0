"""Which rows does the text of a table have, and on which lines do they start?"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator

import attrs

from lacmigration.serde._spreadsheets import is_comment

__all__ = ["Torn", "delimiter_of", "rows"]

_DELIMITERS = (",", ";", "\t")
_ADVICE = {
    "unexpected end of data": "a quotation mark is opened in this row and never closed"
    ': write "" for one that belongs to the text of a quoted cell',
    "expected after": 'a quotation mark stands in a quoted cell: write "" for one that belongs to the text',
    "field larger than": "a cell is longer than 131,072 characters: a quotation mark is missing or too many",
}


@attrs.frozen
class Torn:
    """A row that could not be cut into cells, and what to do about it."""

    line: int
    message: str


def delimiter_of(text: str, names: Collection[str]) -> str:
    """The character between the cells of the header line: the one that makes most known names of it.

    >>> delimiter_of("id;name;kind", {"id", "name", "kind"})
    ';'
    """
    place = 0
    while place < len(text):
        end = text.find("\n", place)
        line = text[place:] if end < 0 else text[place:end]
        place += len(line) + 1
        if not line.strip() or line.startswith("#"):
            continue
        if line[:4].lower() == "sep=" and line[4:5] in _DELIMITERS:  # a line for Excel
            return line[4]
        if ";" not in line and "\t" not in line:
            break
        found = {mark: _known(line, mark, names) for mark in _DELIMITERS}
        return max(_DELIMITERS, key=lambda mark: found[mark])
    return ","


def _known(line: str, mark: str, names: Collection[str]) -> tuple[int, int]:
    parts = [part.strip().strip('"') for part in line.split(mark)]
    return sum(part in names for part in parts), len(parts)


class _Lines:
    """The lines of a text as the csv reader takes them: counted, and without the comments between rows."""

    def __init__(self, text: str, delimiter: str) -> None:
        self.stream = io.StringIO(text, newline="")
        self.delimiter = delimiter
        self.line = 0
        self.start = 0
        self.between = True

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        for line in self.stream:
            self.line += 1
            if self.between:
                if line[0] == "#" and self.comments(line):
                    continue
                self.between = False
                self.start = self.line
            return line
        raise StopIteration

    def comments(self, line: str) -> bool:
        """Whether a line that starts with "#" is a comment, whatever quotation marks stand in it."""
        first, *others = (part.strip() for part in line.split(self.delimiter))
        return is_comment(first, others)


def rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]] | Torn]:
    r"""The rows that hold anything, without stray spaces around cells, each with the line where it starts.

    A row whose first cell starts with "#" is a comment and is left out, as is Excel's "sep=" line.

    >>> list(rows("id,name\n# a comment\nmx,Mexico\n", ","))
    [(1, ['id', 'name']), (3, ['mx', 'Mexico'])]
    """
    commented = text.startswith("#") or "\n#" in text or "\r#" in text
    lines = _Lines(text, delimiter) if commented else None
    reader = csv.reader(lines or io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    strip = str.strip
    while True:
        start = reader.line_num + 1
        if lines is not None:
            lines.between = True
        try:
            cells = list(map(strip, next(reader)))
        except StopIteration:
            return
        except csv.Error as error:
            yield Torn(start if lines is None else lines.start, _advice(str(error)))
            if "expected after" not in str(error):
                return
            continue
        if lines is not None:
            start = lines.start
        if not any(cells) or (cells[0][:1] == "#" and is_comment(cells[0], cells[1:])):
            continue
        if start == 1 and cells[0][:4].lower() == "sep=" and not any(cells[1:]):
            continue
        yield start, cells


def _advice(error: str) -> str:
    return next((advice for part, advice in _ADVICE.items() if part in error), error)
