"""What does an element of a file say: an activity, a transaction, a party, a place, a budget?"""

from __future__ import annotations

from typing import Any, Final

from lacmigration.feeds.iati._activities import Activity, Budget, Party, Portion, Transaction

__all__ = ["HEAD", "LANG", "activity_of", "transaction_of"]

LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def transaction_of(element: Any, head: Activity, number: int) -> Transaction:
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
            kind = _both(kind, child.get("code", "")) if kind else child.get("code", "")
        elif tag == "transaction-date":
            date = _both(date, child.get("iso-date", "")) if date else child.get("iso-date", "")
        elif tag == "value":
            value = _both(value, _alone(child)) if value or len(child) else child.text or ""
            currency = child.get("currency", "")
            value_date = child.get("value-date", "")
        elif tag == "provider-org":
            found = _party(child, "provider-activity-id")
            provider = found if provider is _NOBODY else _either(provider, found)
        elif tag == "receiver-org":
            found = _party(child, "receiver-activity-id")
            receiver = found if receiver is _NOBODY else _either(receiver, found)
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


def _both(known: str, text: str) -> str:
    """What is written once; where it is written twice, both, which no list of codes and no number knows.

    Who calls this knows already that it is rare: a large file has millions of what is looked at here.
    """
    return f"{known} | {text}" if known else text


def _alone(element: Any) -> str:
    """The text of an element; where others stand in it, one that shows them and is no number."""
    text = element.text or ""
    return text if not len(element) else f"{text}<{element[0].tag}>"


def _either(known: Party, other: Party) -> Party:
    """A party; where two are named, one that is called after both."""
    if not known:
        return other
    return Party(*(_both(one, two) for one, two in zip(known, other, strict=True)))


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
            found.setdefault((child.get(LANG) or language).lower(), text)
    return found


def activity_of(element: Any, language: str, *, before: Any = None) -> Activity:
    """What an activity says of itself; `before` its first transaction, as what follows is not whole yet."""
    get = element.get
    language = get(LANG) or language
    one: dict[str, Any] = {}
    many: dict[str, list[Any]] = {}
    dates: dict[str, str] = {}
    unread: list[str] = []
    currency = get("default-currency", "")
    for child in element if before is None else element[: element.index(before)]:
        tag = child.tag
        if tag in _LISTS:
            many.setdefault(_LISTS[tag], []).append(_LISTED.get(tag, _portion)(child))
        elif tag in _TEXTS and _TEXTS[tag] not in one:
            one[_TEXTS[tag]] = _narratives(child, language)
        elif tag in _ONES and tag not in one:
            one[tag] = child
        elif tag == "activity-date" and child.get("type", "") not in dates:
            dates[child.get("type", "")] = child.get("iso-date", "")
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
HEAD: Final = frozenset({*_ONES, *_TEXTS, *_LISTS, "activity-date", "budget"})
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
