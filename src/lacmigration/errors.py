"""What can go wrong, and how it is said: every exception of the library."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import isfinite
from typing import Any

import attrs

from lacmigration.sayings import Saying, Series, counted, formula, message

__all__ = [
    "AggregationError",
    "AmbiguousFigureError",
    "AmountError",
    "ChoiceError",
    "ConfigurationError",
    "CurrencyMismatchError",
    "DocumentError",
    "ExpressionError",
    "FeedError",
    "FigureError",
    "FigureSyntaxError",
    "FloatError",
    "FolderError",
    "InputErrors",
    "LacMigrationError",
    "MissingExtraError",
    "Problem",
    "RecordError",
    "UnknownCurrencyError",
    "UnknownLocaleError",
    "UnknownNamesError",
    "UnknownRecordError",
]


class LacMigrationError(Exception):
    """The base of every error that this library raises on purpose; each can be pickled and copied."""

    @property
    def said(self) -> str | Saying:
        """What is wrong, for any language where it was written for one; `str` is its English."""
        found: str | Saying = self.args[0] if self.args else ""
        return found

    def __repr__(self) -> str:
        """What it is and what it says, as built-in exceptions have it."""
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep what it says and knows: built-in exceptions would be built again from their message alone."""
        return _again, (type(self), self.args), self.__dict__


def _again(kind: type[LacMigrationError], args: tuple[object, ...]) -> LacMigrationError:
    return kind.__new__(kind, *args)


class FloatError(LacMigrationError, TypeError):
    """A float, or something that is no number, was given where an exact number is needed."""

    def __init__(self, value: object, *, where: str, instead: str = "") -> None:
        """Say which value came, and what to pass in its place: `instead`, or an exact number."""
        kind = type(value).__name__
        if not isinstance(value, float):
            problem, such = f"is {'an' if kind[0] in 'aeiou' else 'a'} {kind}", _SUCH
        elif isfinite(value):
            problem, such = f"is a {kind}, which is not exact", _written_out(value)
        else:
            problem, such = "is no number", _SUCH
        right = instead or f'an int, a Decimal or text such as "{such}"'
        super().__init__(f"{where}: {value!r} {problem}; pass {right}")


_SUCH = "12000.50"
_LONGEST_SHOWN = 40


def _written_out(value: float) -> str:
    """The digits that a float shows, without an exponent; an example where they are too many."""
    digits = f"{Decimal(float.__repr__(value)):f}"
    return digits if len(digits) <= _LONGEST_SHOWN else _SUCH


class AmountError(LacMigrationError, ValueError):
    """An amount of money that is no plain number, or that arithmetic could only give by rounding."""


class UnknownCurrencyError(LacMigrationError, ValueError):
    """A currency that is not an ISO 4217 code."""


class ChoiceError(LacMigrationError, ValueError):
    """An argument that is none of its choices."""

    def __init__(self, name: str, value: object, *, choices: str | Saying) -> None:
        """Say which argument it is, and what may be written."""
        super().__init__(
            message(
                "{name}={value} is no choice; write {choices}", name=name, value=repr(value), choices=choices
            )
        )


class CurrencyMismatchError(LacMigrationError, ValueError):
    """Two amounts of different currencies met in one sum or comparison."""


class FigureError(LacMigrationError, ValueError):
    """Numbers that make no figure or interval: NaN, ends the wrong way round, a value outside its domain."""


class AggregationError(LacMigrationError, ValueError):
    """Records that may not be added up or compared as they are; `problems` says each reason and a remedy."""

    def __init__(self, problems: Iterable[str]) -> None:
        """Join the reasons."""
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


class FigureSyntaxError(LacMigrationError, ValueError):
    """A text that cannot be read as one figure; `column` counts from 1, 0 is no place in particular.

    `what` is the problem alone, without text and column.
    """

    def __init__(
        self, problem: str | Saying, *, text: str = "", column: int = 0, what: str | Saying = ""
    ) -> None:
        """Keep the text and the column beside the message."""
        super().__init__(problem)
        self.what = what or problem
        self.text = text
        self.column = column


class UnknownLocaleError(FigureSyntaxError):
    """A locale that nobody knows, or, where figures are read, one of a language that is not read."""


class AmbiguousFigureError(FigureSyntaxError):
    """A text that can be read as more than one figure; `readings` holds them all."""

    def __init__(self, problem: str | Saying, *, readings: tuple[object, ...] = ()) -> None:
        """Keep the readings beside the message."""
        super().__init__(problem)
        self.readings = readings


class ExpressionError(LacMigrationError, ValueError):
    """A relation's text that cannot be understood; `column` counts from 1.

    `what` is the problem alone, for any language.
    """

    def __init__(self, problem: str | Saying, *, text: str, column: int) -> None:
        """Show the text with a mark under the place; of a long one, what stands around it."""
        shown, mark = _around(text, column - 1)
        where = message("{problem}, at column {column}", problem=problem, column=column)
        super().__init__(formula(where, f"\n  {shown}\n  {' ' * mark}^"))
        self.what = problem
        self.text = text
        self.column = column

    @property
    def problem(self) -> str:
        """What is wrong, in English."""
        return str(self.what)


_WINDOW = 60


def _around(text: str, place: int) -> tuple[str, int]:
    """The part of a text around a place, and where the place is in it."""
    start = max(place - _WINDOW, 0)
    before, behind = "..." * (start > 0), "..." * (len(text) > place + _WINDOW)
    return before + text[start : place + _WINDOW] + behind, place - start + len(before)


class UnknownRecordError(LacMigrationError, KeyError):
    """An id that no record has."""

    def __str__(self) -> str:
        """Print the message itself, not its repr as KeyError does."""
        return str(self.args[0])


class UnknownNamesError(UnknownRecordError):
    """Relations name what no record answers to; `names` holds each of these names once."""

    def __init__(self, message: str, *, names: Iterable[str]) -> None:
        """Keep the names beside the message, which says each with its place and what may have been meant."""
        super().__init__(message)
        self.names = tuple(dict.fromkeys(names))


class RecordError(LacMigrationError, ValueError):
    """A record that breaks a rule of its type; `field` names the attribute."""

    def __init__(self, message: str, *, field: str = "", value: object = None) -> None:
        """Keep the field and the value beside the message."""
        super().__init__(message)
        self.field = field
        self.value = value


class DocumentError(LacMigrationError, ValueError):
    """A document that cannot be read as a whole; `name` is its file, `place` where reading stopped.

    `what` is the problem alone, for any language.
    """

    def __init__(self, problem: str | Saying, *, name: str, place: str | Saying = "") -> None:
        """Say file, place and what is wrong with what would be right."""
        where = formula(place, ": ") if place else ""
        super().__init__(formula(name, ": ", where, problem))
        self.what = problem
        self.name = name
        self.place = str(place)

    @property
    def problem(self) -> str:
        """What is wrong, in English."""
        return str(self.what)


class FeedError(LacMigrationError, ValueError):
    """A file that is not of the format it was read as, or breaks off; nothing of it was loaded.

    `name` is the file, `place` where reading stopped ("line 120", "row 7, column year"), or empty.
    """

    def __init__(self, problem: str | Saying, *, name: str, place: str = "") -> None:
        """Say file, place and what is wrong with what would be right."""
        super().__init__(formula(name, ": ", f"{place}: " if place else "", problem))
        self.what = problem
        self.name = name
        self.place = place

    @property
    def problem(self) -> str:
        """What is wrong, in English."""
        return str(self.what)


class MissingExtraError(LacMigrationError, ImportError):
    """A library that an extra installs is not there; `extra` is that extra."""

    def __init__(self, needs: str | Saying, *, extra: str) -> None:
        """Say what needs it and how to install it: `needs` reads like "reading DOCX needs lxml"."""
        command = f"pip install 'lacmigration[{extra}]'"
        super().__init__(message("{needs}; install it with: {command}", needs=needs, command=command))
        self.extra = extra


class FolderError(LacMigrationError, OSError):
    """A folder that cannot be written."""


@attrs.frozen
class Problem:
    """One thing wrong in an input, and where: line and column count from 1, 0 means the whole file.

    >>> str(Problem("donors.csv", 4, 2, "amount", "12,x", "not an amount; write 12000 or 12000.50"))
    'donors.csv:4:2: amount: not an amount; write 12000 or 12000.50 (got "12,x")'
    """

    file: str
    line: int
    column: int
    field: str
    value: str
    message: str | Saying

    @property
    def said(self) -> Saying:
        """The same for any language."""
        place = (
            self.file + (f":{self.line}" if self.line else "") + (f":{self.column}" if self.column else "")
        )
        field = f"{self.field}: " if self.field else ""
        if not self.value:
            return formula(place, ": ", field, self.message)
        got = message('{problem} (got "{value}")', problem=self.message, value=self.value)
        return formula(place, ": ", field, got)

    def __str__(self) -> str:
        """file:line:column: field: message (got value)."""
        return str(self.said)


class ConfigurationError(LacMigrationError, ValueError):
    """Settings that cannot be followed; `problems` holds everything that is wrong with the file."""

    def __init__(self, problems: Iterable[str | Saying], *, file: str) -> None:
        """Name the file before each problem."""
        listed = tuple(problems)
        self.problems = tuple(map(str, listed))
        self.file = file
        super().__init__(Series(tuple(formula(file, ": ", one) for one in listed), between="\n"))


class InputErrors(LacMigrationError, ValueError):
    """Everything that is wrong with one input, together; `problems` holds each, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Sort the problems by place and join their messages."""
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column)))
        head = counted(
            "{n} problem found, nothing was loaded:",
            "{n} problems found, nothing was loaded:",
            len(self.problems),
        )
        super().__init__(formula(head, *(formula("\n  ", one.said) for one in self.problems)))
