"""Which activities and transactions does a file hold? Read one after the other, as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import attrs

from lacmigration.errors import FeedError
from lacmigration.feeds.iati._opening import File, Path_, guarded, opened

__all__ = ["Activity", "Budget", "Party", "Portion", "Transaction", "chunks", "iati_activities"]

_CHUNK: Final = 2_000
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class Portion(NamedTuple):
    """A country, region or sector with its percentage as written, empty where there is none."""

    vocabulary: str
    code: str
    percentage: str
    name: str = ""


class Party(NamedTuple):
    """An organisation as an activity or transaction names it; `role` is the code of a participant's."""

    ref: str = ""
    name: str = ""
    type: str = ""
    activity: str = ""
    role: str = ""

    def __bool__(self) -> bool:
        """Whether it is named at all."""
        return bool(self.ref or self.name)


class Budget(NamedTuple):
    """A planned amount with its period, as written."""

    start: str
    end: str
    value: str
    currency: str
    date: str
    line: int


class Transaction(NamedTuple):
    """One transaction of an activity, every value as it is written; empty where nothing is.

    `currency` is the activity's default where the amount has none of its own. `reporter` is the publisher's
    identifier, `number` counts within the activity from 1.
    """

    activity: str
    reporter: str
    number: int
    line: int
    ref: str
    type: str
    date: str
    value: str
    currency: str
    value_date: str
    provider: Party
    receiver: Party
    countries: tuple[Portion, ...]
    regions: tuple[Portion, ...]
    sectors: tuple[Portion, ...]
    humanitarian: str

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"iati-activity {self.activity} transaction {self.number}, line {self.line}"


@attrs.frozen(kw_only=True)
class Activity:
    """One activity of a file, its codes and texts as they are written.

    `titles` and `descriptions` are by language. `recipients` of the activity hold for each transaction that
    names none. `unread` names each element below it that no field here holds.
    """

    identifier: str
    line: int
    reporter: Party
    titles: dict[str, str] = attrs.field(factory=dict)
    descriptions: dict[str, str] = attrs.field(factory=dict)
    participants: tuple[Party, ...] = ()
    status: str = ""
    dates: dict[str, str] = attrs.field(factory=dict)
    countries: tuple[Portion, ...] = ()
    regions: tuple[Portion, ...] = ()
    sectors: tuple[Portion, ...] = ()
    tags: tuple[tuple[Portion, str], ...] = ()
    budgets: tuple[Budget, ...] = ()
    currency: str = ""
    language: str = ""
    humanitarian: str = ""
    hierarchy: str = ""
    unread: tuple[str, ...] = ()
    transactions: tuple[Transaction, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"iati-activity {self.identifier}, line {self.line}"


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
        yield from _chunks(file, str(root.get("{http://www.w3.org/XML/1998/namespace}lang", "")))


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
                head = _activity(_parent(file, element), language, before=element)
            number += 1
            found.append(_transaction(element, head, number))
            if not number % _CHUNK:
                _forget(element)
                yield head, found, False
                found = []
        elif tag == "iati-activity":
            yield (*_whole(element, head, found, language), True)
            head, found, number = None, [], 0
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
        elif tag == "result":
            element.clear()
        else:
            raise _foreign(file, element)


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
        return _activity(element, language), found
    tags = [child.tag for child in element[:]]
    behind = [tag for tag in tags[tags.index("transaction") :] if tag != "transaction"]
    if not behind:
        return head, found
    if _HEAD.isdisjoint(behind):
        return attrs.evolve(head, unread=(*head.unread, *behind)), found
    return _out_of_order(_activity(element, language), found)


def _out_of_order(head: Activity, transactions: list[Transaction]) -> tuple[Activity, list[Transaction]]:
    """An activity whose own elements stand behind its transactions, against the schema."""
    return head, [one._replace(activity=head.identifier, reporter=head.reporter.ref) for one in transactions]


def _forget(element: Any) -> None:
    """Take the transactions that were read out of the tree."""
    parent = element.getparent()
    for old in parent.findall("transaction")[:-1]:
        parent.remove(old)


def _transaction(element: Any, head: Activity, number: int) -> Transaction:
    kind = date = value = currency = value_date = ""
    provider = receiver = _NOBODY
    countries: tuple[Portion, ...] = ()
    regions: tuple[Portion, ...] = ()
    sectors: tuple[Portion, ...] = ()
    for child in element[:]:  # a list of them is made faster than one after the other
        tag = child.tag
        if tag not in _READ:
            continue
        if tag == "transaction-type":
            kind = child.get("code", "")
        elif tag == "transaction-date":
            date = child.get("iso-date", "")
        elif tag == "value":
            value = child.text or ""
            currency = child.get("currency", "")
            value_date = child.get("value-date", "")
        elif tag == "provider-org":
            provider = _party(child, "provider-activity-id")
        elif tag == "receiver-org":
            receiver = _party(child, "receiver-activity-id")
        elif tag == "sector":
            sectors += (_portion(child),)
        elif tag == "recipient-country":
            countries += (_portion(child),)
        else:
            regions += (_portion(child),)
    get = element.get
    # As NamedTuple's own constructor, which takes twice as long; a large file has millions of them.
    return _new(
        Transaction,
        (
            head.identifier,
            head.reporter.ref,
            number,
            element.sourceline,
            get("ref", ""),
            kind,
            date,
            value,
            currency or head.currency,
            value_date,
            provider,
            receiver,
            countries,
            regions,
            sectors,
            get("humanitarian", ""),
        ),
    )


_READ: Final = frozenset(
    {
        "transaction-type",
        "transaction-date",
        "value",
        "provider-org",
        "receiver-org",
        "sector",
        "recipient-country",
        "recipient-region",
    }
)
_NOBODY: Final = Party()
_new: Final = tuple.__new__


def _party(element: Any, activity: str, role: str = "") -> Party:
    get = element.get
    return _new(Party, (get("ref", ""), _narrative(element), get("type", ""), get(activity, ""), role))


def _portion(element: Any) -> Portion:
    get = element.get
    return Portion(get("vocabulary", ""), get("code", ""), get("percentage", ""), _narrative(element))


def _narrative(element: Any) -> str:
    """The first narrative; parties and places need no other."""
    for child in element[:]:
        if child.tag == "narrative":
            return (child.text or "").strip()
    return ""


def _narratives(element: Any, language: str) -> dict[str, str]:
    """Every narrative by its language; where two are of one language, the first."""
    found: dict[str, str] = {}
    for child in element:
        text = (child.text or "").strip()
        if child.tag == "narrative" and text:
            found.setdefault((child.get(_LANG) or language).lower(), text)
    return found


def _activity(element: Any, language: str, *, before: Any = None) -> Activity:
    """What an activity says of itself; `before` its first transaction, as what follows is not whole yet."""
    get = element.get
    language = get(_LANG) or language
    one: dict[str, Any] = {}
    many: dict[str, list[Any]] = {}
    dates: dict[str, str] = {}
    unread: list[str] = []
    currency = get("default-currency", "")
    for child in element if before is None else element[: element.index(before)]:
        tag = child.tag
        if tag in _LISTS:
            many.setdefault(_LISTS[tag], []).append(_LISTED.get(tag, _portion)(child))
        elif tag in _TEXTS:
            one.setdefault(_TEXTS[tag], _narratives(child, language))
        elif tag in _ONES:
            one.setdefault(tag, child)
        elif tag == "activity-date":
            dates.setdefault(child.get("type", ""), child.get("iso-date", ""))
        elif tag == "budget":
            many.setdefault("budgets", []).append(_budget(child, currency))
        elif tag != "transaction":
            unread.append(tag)
    identifier, reporter, status = (one.pop(tag, None) for tag in _ONES)
    lists: dict[str, Any] = {name: tuple(those) for name, those in many.items()}
    return Activity(
        identifier="" if identifier is None else (identifier.text or "").strip(),
        line=element.sourceline,
        reporter=_NOBODY if reporter is None else _party(reporter, "activity-id"),
        status="" if status is None else status.get("code", ""),
        currency=currency,
        language=language,
        humanitarian=get("humanitarian", ""),
        hierarchy=get("hierarchy", ""),
        dates=dates,
        unread=tuple(unread),
        **one,
        **lists,
    )


def _participant(element: Any) -> Party:
    return _party(element, "activity-id", element.get("role", ""))


def _tag(element: Any) -> tuple[Portion, str]:
    return _portion(element), element.get("vocabulary-uri", "")


_ONES: Final = ("iati-identifier", "reporting-org", "activity-status")
_TEXTS: Final = {"title": "titles", "description": "descriptions"}
_LISTS: Final = {
    "recipient-country": "countries",
    "recipient-region": "regions",
    "sector": "sectors",
    "participating-org": "participants",
    "tag": "tags",
}
_HEAD: Final = frozenset({*_ONES, *_TEXTS, *_LISTS, "activity-date", "budget"})
_LISTED: Final[dict[str, Any]] = {"participating-org": _participant, "tag": _tag}


def _budget(element: Any, currency: str) -> Budget:
    start, end, value = (element.find(name) for name in ("period-start", "period-end", "value"))

    def dated(one: Any) -> str:
        return "" if one is None else str(one.get("iso-date", ""))

    if value is None:
        return Budget(dated(start), dated(end), "", currency, "", element.sourceline)
    return Budget(
        dated(start),
        dated(end),
        value.text or "",
        value.get("currency", "") or currency,
        value.get("value-date", ""),
        element.sourceline,
    )
