"""Which columns does the table of a record type have, and what does each hold?"""

from __future__ import annotations

import typing
from enum import StrEnum
from functools import lru_cache

import attrs

from lacmigration.figures import Figure, Rounding
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation
from lacmigration.records import RECORD_TYPES

__all__ = ["FIGURE_COLUMNS", "Column", "Kind", "columns_of", "table_of"]


class Kind(StrEnum):
    """How the cells of a column are written."""

    TEXT = "text"
    TEXTS = "texts"  # several, "|" between them
    DATE = "date"  # 2024, 2024-08 or 2024-08-31
    PERIOD = "period"  # 2020/2024, 2015/..
    NUMBER = "number"  # a whole number
    CHOICE = "choice"  # one of a few words
    FIGURE = "figure"  # a figure as people write it
    LOCALE = "locale"  # the language in which the figure is written
    PRECISION = "precision"  # a power of ten


@attrs.frozen(kw_only=True)
class Column:
    """One column: the attribute that it fills, how its cells are written, and what they may name.

    >>> [column.name for column in columns_of(RECORD_TYPES["targets"])][-7:]
    ['stated', 'read_as', 'locale', 'rounding', 'precision', 'source', 'locator']
    """

    name: str
    attribute: str
    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    default: str = ""


FIGURE_COLUMNS = (
    Column(name="stated", attribute="figure", kind=Kind.FIGURE),
    Column(name="read_as", attribute="figure", kind=Kind.FIGURE),
    Column(name="locale", attribute="figure", kind=Kind.LOCALE),
    Column(
        name="rounding",
        attribute="figure",
        kind=Kind.CHOICE,
        choices=tuple(map(str, Rounding)),
        default=Rounding.UNKNOWN,
    ),
    Column(name="precision", attribute="figure", kind=Kind.PRECISION),
)
"""The columns of a figure and of how it was written; `stated` belongs to the citation too."""

_STATED = Column(name="stated", attribute="citation", kind=Kind.TEXT)
_CITATION_COLUMNS = (
    Column(name="source", attribute="citation", kind=Kind.TEXT, required=True, refers=("Source",)),
    Column(name="locator", attribute="citation", kind=Kind.TEXT, required=True),
)


def table_of(record_type: type) -> str:
    """The name of the table that holds records of a type.

    Errors: TypeError for a class that is no record type.

    >>> table_of(RECORD_TYPES["areas"])
    'areas'
    """
    for table, known in RECORD_TYPES.items():
        if known is record_type:
            return table
    message = (
        f"{record_type!r} is no record type; the record types are those of lacmigration.records.RECORD_TYPES"
    )
    raise TypeError(message)


@lru_cache(maxsize=64)
def columns_of(record_type: type) -> tuple[Column, ...]:
    """The columns of a record type's table, in the order of the class.

    A figure takes five columns, a citation two; all others one, named as the attribute.

    >>> columns_of(RECORD_TYPES["contributions"])[3].choices
    ('pledge', 'commitment', 'disbursement', 'unknown')
    """
    hints = typing.get_type_hints(record_type)
    types = {attribute.name: _types(hints[attribute.name]) for attribute in attrs.fields(record_type)}
    has_figure = any(Figure in found for found in types.values())
    columns: list[Column] = []
    for attribute in attrs.fields(record_type):
        found = types[attribute.name]
        if Figure in found:
            columns += FIGURE_COLUMNS
        elif Citation in found:
            columns += _CITATION_COLUMNS if has_figure else (_STATED, *_CITATION_COLUMNS)
        else:
            columns.append(_column(attribute, found))
    return tuple(columns)


def _types(hint: object) -> tuple[object, ...]:
    """The type of an attribute; of `X | None`, X."""
    if typing.get_origin(hint) is tuple:
        return (tuple,)
    return tuple(one for one in typing.get_args(hint) if one is not type(None)) or (hint,)


_KINDS: dict[object, Kind] = {
    str: Kind.TEXT,
    tuple: Kind.TEXTS,
    int: Kind.NUMBER,
    PartialDate: Kind.DATE,
    Period: Kind.PERIOD,
}


def _column(attribute: attrs.Attribute[object], types: tuple[object, ...]) -> Column:
    (found,) = types
    choices: tuple[str, ...] = (
        tuple(map(str, found))
        if isinstance(found, type) and issubclass(found, StrEnum)
        else tuple(attribute.metadata.get("choices", ()))
    )
    required = attribute.default is attrs.NOTHING
    return Column(
        name=attribute.name,
        attribute=attribute.name,
        kind=Kind.CHOICE if choices and found is not tuple else _KINDS[found],
        required=required,
        choices=() if found is tuple else choices,
        refers=tuple(attribute.metadata.get("refers", ())),
        default=attribute.default if isinstance(attribute.default, str) else "",
    )
