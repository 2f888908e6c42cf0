"""Bundled and user records as one frozen, queryable value."""

from lacmigration.registry._diff import Change, Changes, diff
from lacmigration.registry._entry_points import with_entry_points
from lacmigration.registry._load import bundled, load_folder
from lacmigration.registry._new import new_folder
from lacmigration.registry._places import Origin
from lacmigration.registry._registry import Registry

__all__ = [
    "Change",
    "Changes",
    "Origin",
    "Registry",
    "bundled",
    "diff",
    "load_folder",
    "new_folder",
    "with_entry_points",
]
