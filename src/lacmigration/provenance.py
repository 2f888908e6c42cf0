"""Where a statement comes from: sources, and the place in them."""

from __future__ import annotations

import re
from typing import Any

import attrs

from lacmigration._texts import written
from lacmigration.errors import RecordError
from lacmigration.identifiers import valid_id, valid_optional_id
from lacmigration.periods import PartialDate

__all__ = ["Citation", "Source"]

_LANGUAGE = re.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def _filled(_: object, attribute: attrs.Attribute[str], value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        message = f"{attribute.name} must not be empty: every statement says where it stands"
        raise RecordError(message, field=attribute.name, value=value)


def _an_address(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    written(instance, attribute, value)
    if value and not value.startswith(("https://", "http://")):
        message = f"{attribute.name} {value!r} is no address of a page; write one such as https://example.org"
        raise RecordError(message, field=attribute.name, value=value)


def _a_language(_: object, attribute: attrs.Attribute[str], value: object) -> None:
    if not isinstance(value, str) or _LANGUAGE.fullmatch(value) is None:
        message = f'{attribute.name} {value!r} is no code of a language; write one such as "en" or "pt-BR"'
        raise RecordError(message, field=attribute.name, value=value)


def _text() -> Any:
    return attrs.field(default="", validator=written)


def _to_date(value: object) -> PartialDate | None:
    if value is None or value == "":
        return None
    return value if isinstance(value, PartialDate) else PartialDate.parse(str(value))


@attrs.frozen
class Citation:
    """Where a statement stands: the source's id, the place in it, and the figure as it was written.

    `locator` is a section, line, table row or footnote ("section 5.1, line 245"); `stated` holds the
    figure's own characters ("USD 57.5M"), never a sentence; it is empty for statements without a figure.

    >>> Citation("iom-mptf-2024", "line 190", "USD 57.5M").stated
    'USD 57.5M'
    """

    source: str = attrs.field(validator=valid_id)
    locator: str = attrs.field(validator=_filled)
    stated: str = _text()

    def __str__(self) -> str:
        """Source, place."""
        return f"{self.source}, {self.locator}"


@attrs.frozen
class Source:
    """A document that states things: who made it, when, where it is, under what licence.

    `published` is as much of the date as the document gives, or None. A source cites itself.

    >>> Source(id="iom-mptf-2024", title="Regional factsheet", producer="Migration MPTF").published is None
    True
    """

    id: str = attrs.field(validator=valid_id)
    title: str = attrs.field(validator=_filled)
    producer: str = attrs.field(validator=_filled)
    published: PartialDate | None = attrs.field(default=None, converter=_to_date)
    url: str = attrs.field(default="", validator=_an_address)
    language: str = attrs.field(default="en", validator=_a_language)
    licence: str = _text()
    retrieved: PartialDate | None = attrs.field(default=None, converter=_to_date)
    note: str = _text()
    supersedes: str = attrs.field(default="", validator=valid_optional_id)
