"""What changed between two registries?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from lacmigration.records import Record

if TYPE_CHECKING:
    from lacmigration.registry._registry import Registry

__all__ = ["Change", "Changes", "diff"]


@attrs.frozen
class Change:
    """One field of one record that holds something else now.

    >>> print(Change("mptf.target", "due", "2025", "2026"))
    mptf.target: due: 2025 -> 2026
    """

    id: str
    field: str
    old: Any
    new: Any

    def __str__(self) -> str:
        """id: field: old -> new."""
        return f"{self.id}: {self.field}: {_shown(self.old)} -> {_shown(self.new)}"


@attrs.frozen
class Changes:
    """What the new registry has that the old one had not, what it lacks, and which fields differ.

    Each is in the order of the tables; an empty Changes is false.

    >>> bool(Changes())
    False
    """

    added: tuple[Record, ...] = ()
    removed: tuple[Record, ...] = ()
    changed: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def __str__(self) -> str:
        """One line for each: + added, - removed, ~ changed."""
        lines = [f"- {record.id}" for record in self.removed]
        lines += [f"+ {record.id}" for record in self.added]
        lines += [f"~ {change}" for change in self.changed]
        return "\n".join(lines) or "no changes"


def diff(old: Registry, new: Registry) -> Changes:
    """What changed from one registry to another, record by record and field by field.

    >>> from lacmigration.registry import bundled
    >>> print(diff(bundled(), bundled()))
    no changes
    """
    before = {record.id: record for record in old}
    after = {record.id: record for record in new}
    return Changes(
        added=tuple(record for name, record in after.items() if name not in before),
        removed=tuple(record for name, record in before.items() if name not in after),
        changed=tuple(
            change
            for name, record in after.items()
            if name in before
            for change in _changes(before[name], record)
        ),
    )


def _changes(old: Record, new: Record) -> Iterator[Change]:
    if type(old) is not type(new):
        yield Change(new.id, "type", type(old).__name__, type(new).__name__)
        return
    for attribute in attrs.fields(type(new)):
        one, other = getattr(old, attribute.name), getattr(new, attribute.name)
        if one != other:
            yield Change(new.id, attribute.name, one, other)


def _shown(value: object) -> str:
    if value is None or value in {"", ()}:
        return "(nothing)"
    return "|".join(map(str, value)) if isinstance(value, tuple) else str(value)
