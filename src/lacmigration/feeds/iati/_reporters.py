"""Who publishes a file of IATI?"""

from __future__ import annotations

from datetime import datetime

import attrs

from lacmigration.errors import ChoiceError, RecordError
from lacmigration.feeds.iati._codes import ORGANISATION_TYPES

__all__ = ["Reporter"]


def _filled(_: object, attribute: attrs.Attribute[str], value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        message = f"{attribute.name} of the reporter must not be empty: IATI asks every publisher for it"
        raise RecordError(message, field=attribute.name, value=value)


def _a_kind(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    if value not in ORGANISATION_TYPES:
        raise ChoiceError(attribute.name, value, choices=", ".join(ORGANISATION_TYPES))


@attrs.frozen
class Reporter:
    """Who publishes: IATI identifier, name, kind of organisation, default currency and language.

    `updated` is when the file was made; with it, dates after it are written as planned, not as actual.

    >>> Reporter("XM-DAC-47066", "International Organization for Migration", "multilateral").currency
    'USD'
    """

    ref: str = attrs.field(validator=_filled)
    name: str = attrs.field(validator=_filled)
    kind: str = attrs.field(default="other", validator=_a_kind)
    currency: str = "USD"
    language: str = "en"
    updated: datetime | None = None
