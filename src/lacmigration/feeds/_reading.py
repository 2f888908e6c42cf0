"""Which reader fits a file, and what does it read?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lacmigration import feeds
from lacmigration.errors import ChoiceError, FeedError
from lacmigration.feeds._feed import Feed

__all__ = ["format_of", "formats", "read_feed"]

_ITSELF = "feed"


def formats() -> tuple[str, ...]:
    """The names of the formats that are read: each has a reader `read_NAME` in this package.

    >>> "iati" in formats()
    True
    """
    names = (name.removeprefix("read_") for name in feeds.__all__ if name.startswith("read_"))
    return tuple(sorted(name for name in names if name != _ITSELF))


def read_feed(path: str | Path, *, format: str = "") -> Feed:  # noqa: A002  (as the option of the command)
    """The records of a file in any of the formats; without `format`, its content tells which.

    Errors: ChoiceError for a format nobody reads; FeedError for a file of no known format, or not of the one
    it is said to be; OSError.

    >>> read_feed("flows.xml", format="gatt")
    Traceback (most recent call last):
    ...
    lacmigration.errors.ChoiceError: format='gatt' is no choice; write ...
    """
    read: Any = getattr(feeds, f"read_{format_of(path, format=format)}")
    found: Feed = read(path)
    return found


def format_of(path: str | Path, *, format: str = "") -> str:  # noqa: A002
    """The format of a file of records, as it is said to be or as its content tells; errors as `read_feed`."""
    if format and format not in formats():
        raise ChoiceError("format", format, choices=", ".join(formats()))
    name = format or feeds.sniff(path)
    if name not in formats():
        raise FeedError(f"holds no records but a table; read it with feeds.{name}", name=str(path))
    return name
