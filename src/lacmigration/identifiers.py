"""What a record may be called."""

from __future__ import annotations

import re

import attrs

from lacmigration.errors import RecordError

__all__ = ["ID_PATTERN", "is_id", "valid_id", "valid_optional_id"]

ID_PATTERN = r"[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*"
_ID = re.compile(ID_PATTERN)


def is_id(text: str) -> bool:
    """Whether a text can name a record: lower-case ASCII words joined by "-" or ".", a letter first.

    >>> is_id("mptf.donor.germany"), is_id("Mptf donor")
    (True, False)
    """
    return _ID.fullmatch(text) is not None


def valid_id(_: object, attribute: attrs.Attribute[str], value: object) -> None:
    """Refuse a value that cannot name a record (an attrs validator)."""
    # Thousands of ids are looked at in every load: the pattern is asked here, not through is_id.
    if not isinstance(value, str) or _ID.fullmatch(value) is None:
        message = (
            f"{attribute.name} {value!r} is not an id: use lower-case letters and digits, "
            'words joined by "-" or ".", such as "mptf.donor.germany"'
        )
        raise RecordError(message, field=attribute.name, value=value)


def valid_optional_id(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """As `valid_id`, but an empty value passes."""
    if value != "":
        valid_id(instance, attribute, value)
