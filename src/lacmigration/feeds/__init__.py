"""Files that the field exchanges, read into records with citations; each reader is loaded when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lacmigration.feeds._feed import Feed as Feed
    from lacmigration.feeds._feed import Omission as Omission

_HOMES = {
    "Feed": "_feed",
    "Omission": "_feed",
}

__all__ = ["Feed", "Omission"]


if not TYPE_CHECKING:  # a checker that saw it would believe in any name

    def __getattr__(name: str) -> object:
        """Import a public name from its module when it is first asked for."""
        home = _HOMES.get(name)
        if home is None:
            message = f"module 'lacmigration.feeds' has no attribute {name!r}"
            raise AttributeError(message)
        from importlib import import_module

        value = getattr(import_module(f"lacmigration.feeds.{home}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__})
