"""What does a reader return? Records with their source, and everything that could not become one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import attrs

from lacmigration.errors import MissingExtraError
from lacmigration.provenance import Source
from lacmigration.records import Record
from lacmigration.sayings import Saying

__all__ = ["Feed", "Omission", "Omissions", "needs_feeds"]

_Kind = TypeVar("_Kind")
_MOST = 10_000


@attrs.frozen
class Omission:
    """Something in a file that became no record, or only in part: where, what was written, and why.

    >>> str(Omission("row 7, column amount", "12,x", "no plain number; left out"))
    'row 7, column amount: no plain number; left out (got "12,x")'
    """

    place: str
    value: str
    reason: str

    def __str__(self) -> str:
        """Place, reason and what was written."""
        got = f' (got "{self.value}")' if self.value else ""
        return f"{self.place}: {self.reason}{got}"


@attrs.frozen
class Feed:
    """What a file became: its records, each citing its place in `source`, and the omissions.

    Nothing is left out in silence: what is neither among the records nor among the omissions was not in the
    parts of the format that the reader's page lists.

    >>> empty = Feed(Source(id="our-feed", title="Our feed", producer="Ourselves"))
    >>> empty.of(Source), empty.counts
    ((), {})
    """

    source: Source
    records: tuple[Record, ...] = ()
    omissions: tuple[Omission, ...] = ()
    format: str = ""

    def of(self, kind: type[_Kind]) -> tuple[_Kind, ...]:
        """The records of one type, in the order of the file."""
        return tuple(record for record in self.records if isinstance(record, kind))

    @property
    def counts(self) -> dict[str, int]:
        """How many records there are of each type, by its name."""
        return dict(sorted(Counter(type(record).__name__ for record in self.records).items()))


@attrs.define
class Omissions:
    """A list of omissions that stays short: beyond `most` they are only counted, and said to be.

    >>> kept = Omissions(most=1)
    >>> kept.add("row 2", "x", "no date")
    >>> kept.add("row 3", "y", "no date")
    >>> [str(one) for one in kept]
    ['row 2: no date (got "x")', 'the rest of the file: 1 more such omission, not listed']
    """

    most: float = _MOST
    listed: list[Omission] = attrs.field(factory=list)
    more: int = 0

    def add(self, place: str, value: object, reason: str) -> None:
        """Keep one, or count it."""
        if len(self.listed) < self.most:
            self.listed.append(Omission(place, str(value), reason))
        else:
            self.more += 1

    def clear(self) -> None:
        """Begin anew."""
        self.listed.clear()
        self.more = 0

    def __len__(self) -> int:
        """How many there were."""
        return len(self.listed) + self.more

    def __iter__(self) -> Iterator[Omission]:
        """Those that were kept, and at the end how many were not."""
        yield from self.listed
        if self.more:
            said = "1 more such omission" if self.more == 1 else f"{self.more} more omissions"
            yield Omission("the rest of the file", "", f"{said}, not listed")

    @classmethod
    def all(cls) -> Omissions:
        """A list without a bound, for readers that hold the whole file anyway."""
        return cls(most=math.inf)


def needs_feeds(needs: Saying, ask: Callable[[], Any]) -> Any:
    """Import what a reader needs, or say what needs it and which extra installs it.

    Errors: MissingExtraError.

    >>> from lacmigration.sayings import message
    >>> needs = message("reading {format} needs {library}", format="IATI", library="lxml")
    >>> needs_feeds(needs, lambda: __import__("lxml.etree")).__name__
    'lxml'
    """
    try:
        return ask()
    except ImportError as cause:
        raise MissingExtraError(needs, extra="feeds") from cause
