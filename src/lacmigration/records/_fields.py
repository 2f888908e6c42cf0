"""What the fields of records have in common: converters, validators, and what a field refers to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from lacmigration.errors import FloatError, RecordError
from lacmigration.figures import Figure
from lacmigration.identifiers import is_id, valid_id, valid_optional_id
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation

__all__ = [
    "citation",
    "count_number",
    "date",
    "figure",
    "identity",
    "label",
    "one",
    "period",
    "several",
    "supersedes",
    "texts",
]


def _to_figure(value: object) -> Figure | None:
    if value is None or value == "":
        return None
    if isinstance(value, Figure):
        return value
    if isinstance(value, str):
        return Figure.parse(value)
    if isinstance(value, float):
        raise FloatError(value, where="figure")
    message = f'figure {value!r} is not a Figure; pass one, or text such as "USD 57.5M"'
    raise RecordError(message, field="figure", value=value)


def _to_texts(value: str | Iterable[str]) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split("|") if part.strip())
    return tuple(value)


def _to_date(value: object) -> PartialDate | None:
    if value is None or value == "":
        return None
    if isinstance(value, PartialDate):
        return value
    return PartialDate.parse(str(value))


def _to_period(value: object) -> Period | None:
    if value is None or value == "":
        return None
    if isinstance(value, Period):
        return value
    return Period.parse(str(value))


def _valid_citation(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, Citation):
        message = (
            f"{attribute.name} {value!r} is not a Citation: every record says where it stands, "
            'such as Citation("my-report", "page 3, table 1")'
        )
        raise RecordError(message, field=attribute.name, value=value)


def _valid_ids(_: object, attribute: attrs.Attribute[Any], value: tuple[str, ...]) -> None:
    for one_id in value:
        if not is_id(one_id):
            message = f'{attribute.name}: {one_id!r} is not an id; write lower-case ids with "|" between them'
            raise RecordError(message, field=attribute.name, value=one_id)


def _valid_figure(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is None:
        message = f'{attribute.name} must not be empty: pass a Figure, or text such as "USD 57.5M"'
        raise RecordError(message, field=attribute.name, value=value)


def _valid_label(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        message = f"{attribute.name} must not be empty"
        raise RecordError(message, field=attribute.name, value=value)


def identity() -> Any:
    """The field that names the record."""
    return attrs.field(validator=valid_id)


def label() -> Any:
    """A required text."""
    return attrs.field(validator=_valid_label)


def citation() -> Any:
    """The required place in a source."""
    return attrs.field(validator=_valid_citation)


def figure(*, required: bool = False) -> Any:
    """The record's figure; text is parsed."""
    if required:
        return attrs.field(converter=_to_figure, validator=_valid_figure)
    return attrs.field(default=None, converter=_to_figure)


def one(*kinds: str, required: bool = False) -> Any:
    """The id of one other record of the kinds named (any kind when none is)."""
    metadata = {"refers": kinds or ("*",)}
    if required:
        return attrs.field(validator=valid_id, metadata=metadata)
    return attrs.field(default="", validator=valid_optional_id, metadata=metadata)


def several(*kinds: str) -> Any:
    """The ids of other records, "|" between them."""
    return attrs.field(
        default=(), converter=_to_texts, validator=_valid_ids, metadata={"refers": kinds or ("*",)}
    )


def texts() -> Any:
    """Several texts, "|" between them."""
    return attrs.field(default=(), converter=_to_texts)


def date() -> Any:
    """A date as far as it is known, or None; text is parsed."""
    return attrs.field(default=None, converter=_to_date)


def period() -> Any:
    """A period, or None; text is parsed."""
    return attrs.field(default=None, converter=_to_period)


def supersedes() -> Any:
    """The id of the record that this one takes the place of, or empty."""
    return attrs.field(default="", validator=valid_optional_id)


def count_number() -> Any:
    """A positive whole number, as in "objective 8"."""
    return attrs.field(converter=int, validator=_positive)


def _positive(_: object, attribute: attrs.Attribute[int], value: int) -> None:
    if value < 1:
        message = f"{attribute.name} {value} must be 1 or more"
        raise RecordError(message, field=attribute.name, value=value)
