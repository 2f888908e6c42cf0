"""Which activities and transactions does a file hold? Read one after the other, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from lacmigration.errors import FeedError
from lacmigration.feeds.iati._activities import Activity, Transaction
from lacmigration.feeds.iati._elements import HEAD, LANG, activity_of, transaction_of
from lacmigration.feeds.iati._opening import File, Path_, guarded, opened

__all__ = ["chunks", "iati_activities"]

_CHUNK: Final = 2_000


def iati_activities(source: Path_) -> Iterator[Activity]:
    """The activities of an IATI 2.01 to 2.03 file with their transactions, one in memory at a time.

    `source` is a path or a stream of bytes, packed with gzip or not. Values are texts as they are written:
    nothing is checked here but that the file is IATI.

    Errors: FeedError where it is not, or where it breaks off, with the line.

    >>> from io import BytesIO
    >>> file = BytesIO(b'<iati-activities version="2.03"><iati-activity default-currency="USD">'
    ...                b"<iati-identifier>XX-1-A</iati-identifier></iati-activity></iati-activities>")
    >>> [(activity.identifier, activity.currency) for activity in iati_activities(file)]
    [('XX-1-A', 'USD')]
    """
    waiting: list[Transaction] = []
    for activity, transactions, is_last in chunks(source):
        waiting += transactions
        if is_last:
            yield attrs.evolve(activity, transactions=tuple(waiting))
            waiting = []


def chunks(source: Path_) -> Iterator[tuple[Activity, list[Transaction], bool]]:
    """Activities with some thousand of their transactions, and whether these are the last.

    An activity of a million transactions comes in pieces, so that it need not be held as a whole.
    """
    with opened(source) as (file, root), guarded(file):
        yield from _chunks(file, str(root.get(LANG, "")))


def _chunks(file: File, language: str) -> Iterator[tuple[Activity, list[Transaction], bool]]:
    from lxml import etree

    events = etree.iterparse(
        file,
        events=("end",),
        tag=("{*}iati-activity", "transaction", "result"),
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    head: Activity | None = None
    found: list[Transaction] = []
    number = 0
    for _, element in events:
        file.since = 0
        tag = element.tag
        if tag == "transaction":
            if head is None:
                head = activity_of(_parent(file, element), language, before=element)
            number += 1
            found.append(transaction_of(element, head, number))
            if not number % _CHUNK:
                _forget(element)
                yield head, found, False
                found = []
        elif tag == "iati-activity":
            _require_top(file, element)
            yield (*_whole(element, head, found, language), True)
            head, found, number = None, [], 0
            element.clear()
            parent = element.getparent()
            while element.getprevious() is not None:
                _require_activity(file, parent[0])
                del parent[0]
        elif tag == "result":
            element.clear()
        else:
            raise _foreign(file, element)
    for element in events.root:
        _require_activity(file, element)


def _require_top(file: File, element: Any) -> None:
    """Refuse an activity inside of something else: what is it a part of?"""
    parent = element.getparent()
    if parent.getparent() is not None:
        raise FeedError(
            f"an activity inside of <{parent.tag}>: no file of IATI",
            name=file.name,
            place=f"line {element.sourceline}",
        )


def _require_activity(file: File, element: Any) -> None:
    """Refuse what stands beside the activities, but for what other standards may put there."""
    if element.tag != "iati-activity" and not str(element.tag).startswith("{"):
        raise FeedError(
            f"<{element.tag}> stands where only <iati-activity> may",
            name=file.name,
            place=f"line {element.sourceline}",
        )


def _parent(file: File, element: Any) -> Any:
    parent = element.getparent()
    if parent is None or parent.tag != "iati-activity":
        raise FeedError(
            "a transaction outside of any activity: no file of IATI",
            name=file.name,
            place=f"line {element.sourceline}",
        )
    return parent


def _foreign(file: File, element: Any) -> FeedError:
    from lxml import etree

    name = etree.QName(element)
    return FeedError(
        f"<{name.localname}> is of the namespace {name.namespace!r}; elements of IATI have none",
        name=file.name,
        place=f"line {element.sourceline}",
    )


def _whole(
    element: Any, head: Activity | None, found: list[Transaction], language: str
) -> tuple[Activity, list[Transaction]]:
    """An activity at its end: what stood behind its transactions is known only now."""
    if head is None:
        return activity_of(element, language), found
    tags = [child.tag for child in element[:]]
    behind = [tag for tag in tags[tags.index("transaction") :] if tag != "transaction"]
    if not behind:
        return head, found
    if HEAD.isdisjoint(behind):
        return attrs.evolve(head, unread=(*head.unread, *behind)), found
    return _out_of_order(activity_of(element, language), found)


def _out_of_order(head: Activity, transactions: list[Transaction]) -> tuple[Activity, list[Transaction]]:
    """An activity whose own elements stand behind its transactions, against the schema."""
    return head, [one._replace(activity=head.identifier, reporter=head.reporter.ref) for one in transactions]


def _forget(element: Any) -> None:
    """Take the transactions that were read out of the tree."""
    parent = element.getparent()
    for old in parent.findall("transaction")[:-1]:
        parent.remove(old)
