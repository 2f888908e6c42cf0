"""Which records does a large file hold, when they are taken one after the other and not kept?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import attrs

from lacmigration.feeds._crs import CrsReading
from lacmigration.feeds._feed import Feed, Omissions
from lacmigration.feeds._reading import format_of, read_feed
from lacmigration.feeds.iati._records import Reading
from lacmigration.feeds.iati._streaming import iati_activities
from lacmigration.records import Record

__all__ = ["FeedStream", "stream_feed"]


@attrs.define(eq=False)
class FeedStream:
    """The records of a file, each once and in the order of the file; `feed` is the rest of what it says.

    A record that others refer to comes before them. Of IATI and the Creditor Reporting System no more is in
    memory than one activity or row, the names of what was met, and ten thousand omissions; those beyond are
    counted. Other formats are read whole.
    """

    format: str
    _records: Iterator[Record]
    _feed: Callable[[], Feed]
    _position: Callable[[], int] = lambda: 0

    def __iter__(self) -> Iterator[Record]:
        """Record after record.

        Errors: as those of the format's reader; what came before is then no whole file, so keep nothing of
        it before the end is reached.
        """
        return self._records

    @property
    def position(self) -> int:
        """How many bytes of the file were read so far; 0 where that is not known."""
        return self._position()

    @property
    def feed(self) -> Feed:
        """Source, format and omissions, without records; whole when all records were taken."""
        return self._feed()


def stream_feed(path: str | Path, *, format: str = "") -> FeedStream:  # noqa: A002  (as `read_feed` has it)
    r"""The records of a file one after the other, so that a gigabyte takes no more memory than a megabyte.

    Errors: as for `read_feed`, some of them while the records are taken.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "gifts.csv")
    ...     _ = file.write_text("Contributor,Deposits\nPeru,10\nChile,20")
    ...     [str(one.figure) for one in stream_feed(file) if hasattr(one, "figure")]
    ['USD 10', 'USD 20']
    """
    name = format_of(path, format=format)
    if name == "iati":
        reading, file = Reading.of(path, omissions=Omissions()), _Counted(Path(path))
        return FeedStream(name, _of_iati(reading, file), reading.feed, lambda: file.position)
    if name == "crs":
        rows = CrsReading.of(path)
        return FeedStream(name, rows.records(), rows.feed)
    feed = read_feed(path, format=name)
    return FeedStream(name, iter(feed.records), lambda: attrs.evolve(feed, records=()))


@attrs.define
class _Counted:
    """A file, and how many of its bytes were read."""

    path: Path
    position: int = 0


def _of_iati(reading: Reading, file: _Counted) -> Iterator[Record]:
    with file.path.open("rb") as source:
        for record in _records(reading, source):
            file.position = source.tell()
            yield record


def _records(reading: Reading, source: IO[bytes]) -> Iterator[Record]:
    for activity in iati_activities(source):
        amounts = list(reading.take(activity))
        yield from reading.names.released()
        yield from amounts
