"""How are records written as JSON and read from it?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn, cast

from lacmigration.errors import FloatError, InputErrors, Problem, RecordError
from lacmigration.figures import Figure
from lacmigration.periods import PartialDate, Period
from lacmigration.records import RECORD_TYPES, Record
from lacmigration.serde._columns import table_of

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["JSON_VERSION", "converter", "from_json", "to_json"]

JSON_VERSION = 1
"""The shape of the JSON: `{"version": 1, "records": [{"table": "cities", "id": ...}, ...]}`."""


def to_json(records: Iterable[Record], *, indent: int | None = 2) -> str:
    """Records of any types as JSON text, in their order; numbers are text, so that no digit is lost.

    What equals the default of its class is left out.

    >>> from lacmigration.provenance import Citation
    >>> from lacmigration.records import City
    >>> quito = City(id="quito", name="Quito", country="ec", citation=Citation("my-report", "page 2"))
    >>> from_json(to_json([quito])) == (quito,)
    True
    """
    import json

    unstructure = _shared().unstructure
    shapes = [{"table": table_of(type(record)), **unstructure(record)} for record in records]
    return json.dumps({"version": JSON_VERSION, "records": shapes}, ensure_ascii=False, indent=indent) + "\n"


def from_json(text: str | bytes, *, file: str = "JSON") -> tuple[Record, ...]:
    """The records that a JSON text holds, in its order; a figure may also be given as a person writes it.

    Errors: InputErrors with every fault and its path, such as "not a date @ $.records[3].as_of"; nothing is
    read when anything is wrong.

    >>> from_json('{"version": 1, "records": []}')
    ()
    """
    import json

    try:
        shape = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise InputErrors(
            [Problem(file, error.lineno, error.colno, "", "", f"is no JSON: {error.msg}")]
        ) from error
    except (UnicodeDecodeError, RecursionError, RecordError) as error:
        raise InputErrors([Problem(file, 0, 0, "", "", f"is no JSON that can be read: {error}")]) from error
    faults = _shape_faults(shape)
    if faults:
        raise InputErrors(Problem(file, 0, 0, "", "", fault) for fault in faults)
    records: list[Record] = []
    for place, entry in enumerate(shape["records"]):
        table = entry.get("table") if isinstance(entry, dict) else None
        path = f"$.records[{place}]"
        if not isinstance(table, str) or table not in RECORD_TYPES:
            faults.append(f"table {table!r} is none of {', '.join(RECORD_TYPES)} @ {path}.table")
            continue
        fields = {key: value for key, value in entry.items() if key != "table"}
        try:
            records.append(_shared().structure(fields, RECORD_TYPES[table]))
        except Exception as error:  # noqa: BLE001 - cattrs gathers whatever the classes raise, and so does this
            faults += _messages(error, path)
    if faults:
        raise InputErrors(Problem(file, 0, 0, "", "", fault) for fault in faults)
    return tuple(records)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise RecordError(f"{twice!r} stands twice in one object", field=twice)
    return found


def _no_constant(text: str) -> NoReturn:
    raise RecordError(f"{text} is no number; write digits as text")


def _shape_faults(shape: Any) -> list[str]:
    if not isinstance(shape, dict) or not isinstance(shape.get("records"), list):
        return [f'is not of the shape {{"version": {JSON_VERSION}, "records": [...]}} @ $']
    version = shape.get("version")
    if isinstance(version, bool) or version != JSON_VERSION:
        return [f"version {version!r} is not known, only {JSON_VERSION} @ $.version"]
    return [f"{key!r} is no part of the shape @ $" for key in shape if key not in {"version", "records"}]


def _messages(error: Exception, path: str) -> list[str]:
    from cattrs import transform_error

    return transform_error(error, path=path, format_exception=_format)


def _format(error: BaseException, _: type | None) -> str:
    from cattrs.errors import ForbiddenExtraKeysError

    if isinstance(error, ForbiddenExtraKeysError):
        return f"unknown fields: {', '.join(sorted(error.extra_fields))}"
    return f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)


@lru_cache(maxsize=1)
def _shared() -> Converter:
    return converter()


def converter() -> Converter:
    """A new cattrs converter that knows every value and record of this library, for shapes of your own.

    It is strict: unknown keys, floats, and numbers where text belongs are refused, all of them together.

    >>> converter().unstructure(Figure.parse("38%"))["unit"]
    'percent'
    """
    from cattrs import Converter

    made = Converter(forbid_extra_keys=True, omit_if_default=True)
    made.register_structure_hook_func(_is_choice, _read_choice)
    for kind, read in _READERS:
        made.register_structure_hook(kind, _reader(read))
    made.register_structure_hook_func(_is_texts, _reader(_texts))
    for kind in (Decimal, Fraction, PartialDate, Period):
        made.register_unstructure_hook(kind, str)
    from_object = made.get_structure_hook(Figure)

    def read_figure(value: Any, kind: type[Figure]) -> Figure:
        figure = Figure.parse(value) if isinstance(value, str) else from_object(value, kind)
        return cast("Figure", figure)

    made.register_structure_hook(Figure, read_figure)
    return made


def _is_texts(kind: object) -> bool:
    return kind == tuple[str, ...]


def _is_choice(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _reader(read: Any) -> Any:
    def hook(value: Any, kind: Any) -> Any:
        return _read_choice(value, kind) if _is_choice(kind) else read(value)  # a StrEnum is a str to cattrs

    return hook


def _read_choice(value: Any, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError as cause:
        known = ", ".join(str(one.value) for one in kind)
        raise RecordError(f"{value!r} is not one of {known}", value=value) from cause


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise RecordError(f'{value!r} is no text: write it in quotation marks, "{value}"', value=value)
    return value


def _whole(value: Any) -> int:
    if isinstance(value, float):
        raise FloatError(value, where="whole number")
    if isinstance(value, bool) or not isinstance(value, int):
        raise RecordError(f"{value!r} is no whole number", value=value)
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise RecordError(f"{value!r} is neither true nor false", value=value)
    return value


def _exact(value: Any) -> Fraction:
    return Fraction(_decimal_text(value))


def _decimal(value: Any) -> Decimal:
    return Decimal(_decimal_text(value))


def _decimal_text(value: Any) -> str:
    if isinstance(value, float):
        raise FloatError(value, where="number")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RecordError(f'{value!r} is no number: write it as text, such as "57.5"', value=value)
    text = str(value)
    if _NUMBER.fullmatch(text) is None:
        raise RecordError(f'{text!r} is no number: write one such as "57.5"', value=value)
    return text


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise RecordError(f'{value!r} is no list: write ["one", "two"]', value=value)
    return tuple(_text(one) for one in value)


def _date(value: Any) -> PartialDate:
    return PartialDate.parse(_text(value))


def _period(value: Any) -> Period:
    return Period.parse(_text(value))


_NUMBER = re.compile(r"-?\d{1,999}(?:\.\d{1,999}|/[1-9]\d{0,998})?(?:E[+-]?\d{1,3})?", re.ASCII)
_READERS: tuple[tuple[type, Any], ...] = (
    (str, _text),
    (int, _whole),
    (bool, _truth),
    (Decimal, _decimal),
    (Fraction, _exact),
    (PartialDate, _date),
    (Period, _period),
)
