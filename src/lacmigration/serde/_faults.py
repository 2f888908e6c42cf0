"""What is wrong with the header or a row of a table, and what would be right?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from lacmigration.errors import Problem, RecordError
from lacmigration.provenance import Citation
from lacmigration.serde._bytes import as_windows
from lacmigration.serde._cells import NO_FIGURE, Cells
from lacmigration.serde._columns import Column, Kind
from lacmigration.serde._plans import Plan
from lacmigration.serde._rows import Torn
from lacmigration.serde._spreadsheets import broken_cell, changed_code, changed_number

__all__ = ["Sheet", "damage", "header_faults", "misreadings"]

_LONGEST = 60
_M49_DIGITS = 3

_Fault = tuple[int, str, str]  # the number of the cell, the name of its column, what is wrong


@attrs.frozen(kw_only=True)
class Sheet:
    """A table being read: what its header decided, and how its cells are read.

    `foreign` holds line and byte of every byte that is not UTF-8, the last first; they are taken from it as
    the rows go by.
    """

    file: str
    plan: Plan
    locale: str
    reading: Cells
    foreign: list[tuple[int, int]]


def header_faults(
    header: tuple[int, list[str]] | Torn | None,
    known: Mapping[str, Column],
    *,
    file: str,
) -> tuple[Problem, ...]:
    """The columns that no record of the type has, that stand twice, or that are missing."""
    required = [column.name for column in known.values() if column.required]
    if header is None:
        message = f"is empty: the first row names the columns, at least {', '.join(required)}"
        return (Problem(file, 0, 0, "", "", message),)
    if isinstance(header, Torn):
        return (Problem(file, header.line, 0, "", "", header.message),)
    line, names = header
    faults = []
    for number, name in enumerate(names, start=1):
        message = _header_fault(number, names, known) if name else ""
        if message:
            faults.append(Problem(file, line, number, "", _shown(name), message))
    for name in required:
        if name not in names:
            message = "this column is missing, and every record needs it"
            faults.append(Problem(file, line, 0, name, "", message))
    return tuple(faults)


def _header_fault(number: int, names: Sequence[str], known: Mapping[str, Column]) -> str:
    import difflib

    name, before = names[number - 1], names[: number - 1]
    if as_windows(name)[0]:
        return _foreign_byte(name)
    if name in before:
        return f"is the name of column {before.index(name) + 1} already: a column stands once"
    if name in known:
        return ""
    plain = name.lower().replace(" ", "_").replace("-", "_")
    missing = [one for one, column in known.items() if column.required and one not in names]
    near = difflib.get_close_matches(plain, missing, n=1, cutoff=0.5)
    near = near or difflib.get_close_matches(plain, known, n=1, cutoff=0.6)
    meant = f"perhaps {near[0]} was meant; the" if near else "the"
    return f"is no column of this table: {meant} columns are {', '.join(known)}"


def _foreign_byte(cell: str, where: str = "") -> str:
    byte = as_windows(cell)[1]
    advice = 'it is shown as Windows-1252 has it; save the file as "CSV UTF-8"'
    return f"holds the byte {byte}{where}, which is not UTF-8: {advice}"


def damage(sheet: Sheet, line: int, values: Sequence[str]) -> tuple[Problem, ...]:
    """What happened to the cells of a row on their way: missing, foreign, or errors of a spreadsheet."""
    while sheet.foreign and sheet.foreign[-1][0] < line:
        sheet.foreign.pop()
    width = len(sheet.plan.columns)
    found: list[_Fault] = []
    if len(values) < width:
        count = "1 cell" if len(values) == 1 else f"{len(values)} cells"
        message = f"the row has {count}, the header {width}: write every separator, also around empty cells"
        found.append((0, "", message))
    else:
        columns = (*sheet.plan.columns, *(None for _ in values[width:]))
        for number, (cell, column) in enumerate(zip(values, columns, strict=True), start=1):
            message = _damage(cell, sheet.foreign)
            if not message and cell and column is None:
                message = (
                    "stands in a column without a name: name it in the header, "
                    "or put quotation marks around a cell that holds separators"
                )
            if message:
                found.append((number, column.name if column else "", message))
    return _problems(sheet, line, values, found)


def _damage(cell: str, foreign: list[tuple[int, int]]) -> str:
    count = as_windows(cell)[0]
    if count:
        places = [foreign.pop()[1] for _ in range(min(count, len(foreign)))]
        return _foreign_byte(cell, f" (byte {places[0]} of the file)" if places else "")
    if "\0" in cell:
        return "holds a NUL character: the file may be damaged, or no text at all; export it again"
    return broken_cell(cell)


def misreadings(sheet: Sheet, line: int, values: Sequence[str], *, error: Exception) -> tuple[Problem, ...]:
    """Every cell of a row that cannot be read; the error itself where each cell can, but not all together."""
    given = {column.name: cell for cell, column in zip(values, sheet.plan.columns, strict=False) if column}
    attributes = {attribute.name: attribute for attribute in attrs.fields(sheet.plan.record_type)}
    found: list[_Fault] = []
    for column in filter(None, sheet.plan.columns):
        cell = given[column.name]
        message = _misreading(column, cell, attributes, reading=sheet.reading)
        if message:
            found.append((sheet.plan.numbers[column.name], column.name, message))
    parts = {name for _, name, _ in found} & _FIGURE_PARTS.keys()
    if "figure" in attributes and not parts:
        name, message = _figure_misreading(given, attributes["figure"], sheet)
        found += [(sheet.plan.numbers.get(name, 0), name, message)] if message else []
    return _problems(sheet, line, values, found or [_together(error, given, sheet)])


def _together(error: Exception, given: Mapping[str, str], sheet: Sheet) -> _Fault:
    """What is wrong between the cells of a row, at the cell that the error names."""
    name = getattr(error, "field", "")
    if name == "figure":
        name = "read_as" if given.get("read_as") else "stated"
    number = sheet.plan.numbers.get(name, 0)
    return (
        (number, name, _message(error, getattr(error, "field", ""), given[name]))
        if number
        else (0, "", str(error))
    )


def _problems(sheet: Sheet, line: int, values: Sequence[str], found: Sequence[_Fault]) -> tuple[Problem, ...]:
    return tuple(
        Problem(sheet.file, line, number, name, _shown(values[number - 1]) if number else "", message)
        for number, name, message in found
    )


def _shown(cell: str) -> str:
    text = as_windows(cell)[2].replace("\0", "\\0").replace("\r", "\\r").replace("\n", "\\n")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _misreading(
    column: Column,
    cell: str,
    attributes: Mapping[str, attrs.Attribute[Any]],
    *,
    reading: Cells,
) -> str:
    if not cell:
        return "must not be empty" if column.required else ""
    try:
        if column.attribute == "figure":
            _FIGURE_PARTS[column.name](reading, cell)
        elif column.attribute == "citation":
            _validate(_CITATION[column.name], cell)
        else:
            attribute = attributes[column.attribute]
            value = _READERS[column.kind](column, cell, reading)
            _validate(attribute, _converted(attribute, value))
    except (ValueError, TypeError, ArithmeticError) as error:
        return _message(error, column.name, cell)
    return ""


_CITATION = {attribute.name: attribute for attribute in attrs.fields(Citation)}


def _converted(attribute: attrs.Attribute[Any], value: Any) -> Any:
    convert: Any = attribute.converter
    return value if convert is None else convert(value)


def _validate(attribute: attrs.Attribute[Any], value: Any) -> None:
    if attribute.validator is not None:
        attribute.validator(None, attribute, value)


def _read_text(column: Column, cell: str, _: Cells) -> str:
    lost = changed_code(cell, _M49_DIGITS) if column.name == "m49" else ""
    if lost:
        raise RecordError(lost)
    return cell


def _read_number(_: Column, cell: str, __: Cells) -> str:
    changed = changed_number(cell)
    if changed:
        raise RecordError(changed)
    if not (cell.isascii() and cell.isdecimal()):
        raise RecordError("is no whole number: write digits only, such as 8")
    return cell


def _read_choice(column: Column, cell: str, _: Cells) -> str:
    if cell not in column.choices:
        raise RecordError(f"is not one of {', '.join(column.choices)}")
    return cell


_READERS: dict[Kind, Callable[[Column, str, Cells], Any]] = {
    Kind.TEXT: _read_text,
    Kind.TEXTS: lambda _, cell, reading: reading.texts(cell),
    Kind.DATE: lambda _, cell, reading: reading.date(cell),
    Kind.PERIOD: lambda _, cell, reading: reading.period(cell),
    Kind.NUMBER: _read_number,
    Kind.CHOICE: _read_choice,
}

# The parts of a figure by themselves; its words need them all, and come last.
_FIGURE_PARTS: dict[str, Callable[[Cells, str], Any]] = {
    "stated": lambda _, __: None,
    "read_as": lambda _, __: None,
    "locale": lambda reading, cell: reading.figure("1", cell, "", ""),
    "rounding": lambda reading, cell: reading.figure("1", "en", cell, ""),
    "precision": lambda reading, cell: reading.figure("1", "en", "", cell),
}


def _figure_misreading(
    given: Mapping[str, str], attribute: attrs.Attribute[Any], sheet: Sheet
) -> tuple[str, str]:
    name = "read_as" if given.get("read_as") else "stated"
    cell = given.get(name, "")
    locale = given.get("locale") or sheet.locale
    if cell in {"", NO_FIGURE}:
        required = attribute.default is attrs.NOTHING
        return (
            name,
            "every record of this table has a figure: write it as the source does" if required else "",
        )
    try:
        figure = sheet.reading.figure(cell, locale, given.get("rounding", ""), given.get("precision", ""))
        _validate(attribute, figure)
    except (ValueError, TypeError, ArithmeticError) as error:
        return name, _message(error, "figure", cell)
    return name, ""


def _message(error: Exception, name: str, cell: str) -> str:
    """The error's text without the field and value that the problem shows beside it."""
    text = str(error).removeprefix(f"{name}: ").removeprefix(f"{name} ")
    return text.removeprefix(f"{cell!r} ").removeprefix(f"{cell} ")
