"""Where a statement comes from: sources, and the place in them."""

from __future__ import annotations

import attrs

from lacmigration.errors import RecordError
from lacmigration.identifiers import valid_id, valid_optional_id
from lacmigration.periods import PartialDate

__all__ = ["Citation", "Source"]


def _filled(_: object, attribute: attrs.Attribute[str], value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        message = f"{attribute.name} must not be empty: every statement says where it stands"
        raise RecordError(message, field=attribute.name, value=value)


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
    stated: str = ""

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
    url: str = ""
    language: str = "en"
    licence: str = ""
    retrieved: PartialDate | None = attrs.field(default=None, converter=_to_date)
    note: str = ""
    supersedes: str = attrs.field(default="", validator=valid_optional_id)
