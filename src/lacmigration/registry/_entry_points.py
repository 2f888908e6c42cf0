"""Which records do installed packages offer?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lacmigration.errors import RecordError

if TYPE_CHECKING:
    from lacmigration.registry._registry import Registry

__all__ = ["GROUP", "with_entry_points"]

GROUP = "lacmigration.records"
"""The group of entry points in which a package names its folder of records, or its records."""


def with_entry_points(registry: Registry) -> Registry:
    """A new registry with the records that installed packages offer; nothing does this by itself.

    An entry point of the group `lacmigration.records` leads to the path of a folder, to records, or to a
    function that returns either. They are added in the order of their names.

    Errors: InputErrors as for an overlay; RecordError for an entry point that leads to anything else.

    >>> from lacmigration.registry import Registry
    >>> len(with_entry_points(Registry()))
    0
    """
    from importlib.metadata import entry_points  # costs a tenth of the package's import: only who asks pays

    for point in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        offered: Any = point.load()
        if callable(offered):
            offered = offered()
        if isinstance(offered, str | Path):
            registry = registry.with_overlay(offered)
        elif hasattr(offered, "__iter__"):
            registry = registry.with_records(*offered)
        else:
            raise RecordError(
                f"the entry point {point.name!r} ({point.value}) leads to a {type(offered).__name__}: "
                "it should lead to the path of a folder, or to records",
                field=point.name,
                value=offered,
            )
    return registry
