"""Which texts may stand in a field of a record?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lacmigration.errors import RecordError

if TYPE_CHECKING:
    import attrs

__all__ = ["filled", "written"]


def filled(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Refuse what is no text, or an empty one."""
    if not isinstance(value, str) or not value.strip():
        message = f"{attribute.name} must not be empty"
        raise RecordError(message, field=attribute.name, value=value)


def written(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Refuse what is no text; it may be empty."""
    if not isinstance(value, str):
        message = f"{attribute.name} {value!r} is not a text; leave it out where there is none"
        raise RecordError(message, field=attribute.name, value=value)
