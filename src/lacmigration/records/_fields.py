"""What the fields of records have in common: converters, validators, and what a field refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from lacmigration._texts import filled, written
from lacmigration.errors import FloatError, RecordError
from lacmigration.figures import Figure
from lacmigration.identifiers import is_id, valid_id, valid_optional_id
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation

__all__ = [
    "choice",
    "chosen",
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
    "text",
    "texts",
    "url",
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


def _to_texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split("|") if part.strip())
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return tuple(value)
    message = f'{value!r} is no list of texts; pass a list, or one text with "|" between them'
    raise RecordError(message, value=value)


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


def _valid_ids(_: object, attribute: attrs.Attribute[Any], value: tuple[object, ...]) -> None:
    for one_id in value:
        if not isinstance(one_id, str) or not is_id(one_id):
            message = f'{attribute.name}: {one_id!r} is not an id; write lower-case ids with "|" between them'
            raise RecordError(message, field=attribute.name, value=one_id)


def _valid_figure(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is None:
        message = f'{attribute.name} must not be empty: pass a Figure, or text such as "USD 57.5M"'
        raise RecordError(message, field=attribute.name, value=value)


def _valid_texts(_: object, attribute: attrs.Attribute[Any], value: tuple[object, ...]) -> None:
    for one_text in value:
        if not isinstance(one_text, str) or not one_text.strip():
            message = f"{attribute.name}: {one_text!r} is not a text, or an empty one; leave it out"
            raise RecordError(message, field=attribute.name, value=one_text)


def _valid_url(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    written(instance, attribute, value)
    if value and not str(value).startswith(("https://", "http://")):
        message = f"{attribute.name} {value!r} is no address of a page; write one such as https://example.org"
        raise RecordError(message, field=attribute.name, value=value)


_Choice = TypeVar("_Choice", bound=StrEnum)


def chosen(kind: type[_Choice], value: object, *, name: str) -> _Choice:
    """The member of an enumeration that a word is; RecordError with all of its words for any other."""
    if type(value) is kind:
        return value
    try:
        return kind(value)  # type: ignore[arg-type]  # whatever it is, a member or an error comes of it
    except ValueError as cause:
        message = f"{name} {value!r} is not one of {', '.join(kind)}"
        raise RecordError(message, field=name, value=value) from cause


def _one_of(words: tuple[str, ...]) -> Callable[[object, attrs.Attribute[Any], object], None]:
    def check(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        for word in value if isinstance(value, tuple) else (value,):
            if word not in words:
                message = f"{attribute.name} {word!r} is not one of {', '.join(words)}"
                raise RecordError(message, field=attribute.name, value=word)

    return check


def identity() -> Any:
    """The field that names the record."""
    return attrs.field(validator=valid_id)


def label() -> Any:
    """A required text."""
    return attrs.field(validator=filled)


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


def text(default: str = "") -> Any:
    """A text that may be empty."""
    return attrs.field(default=default, validator=written)


def url() -> Any:
    """The address of a page, or empty."""
    return attrs.field(default="", validator=_valid_url)


def choice(*words: str, several: bool = False) -> Any:
    """One of a few words, or with `several`, any of them with "|" between them."""
    metadata = {"choices": words}
    if several:
        return attrs.field(default=(), converter=_to_texts, validator=_one_of(words), metadata=metadata)
    return attrs.field(validator=_one_of(words), metadata=metadata)


def texts() -> Any:
    """Several texts, "|" between them."""
    return attrs.field(default=(), converter=_to_texts, validator=_valid_texts)


def date() -> Any:
    """A date as far as it is known, or None; text is parsed."""
    return attrs.field(default=None, converter=_to_date)


def period() -> Any:
    """A period, or None; text is parsed."""
    return attrs.field(default=None, converter=_to_period)


def supersedes() -> Any:
    """The id of the record that this one takes the place of, or empty."""
    return attrs.field(default="", validator=valid_optional_id)


def _to_whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    message = f"number {value!r} is no whole number; write digits only, such as 8"
    raise RecordError(message, field="number", value=value)


def count_number(most: int | None = None) -> Any:
    """A positive whole number, as in "objective 8"; at most `most`, where there are so many."""

    def check(_: object, attribute: attrs.Attribute[int], value: int) -> None:
        if value < 1 or (most is not None and value > most):
            wanted = "must be 1 or more" if most is None else f"must lie from 1 to {most}"
            message = f"{attribute.name} {value} {wanted}"
            raise RecordError(message, field=attribute.name, value=value)

    return attrs.field(converter=_to_whole, validator=check)
