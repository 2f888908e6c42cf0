"""How is a contribution written as a transaction?"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from lacmigration.feeds.iati._composing import Composer, add, element
from lacmigration.records import Contribution, Flow

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["transaction_element"]

_CODES: Final = {
    True: {Flow.DISBURSEMENT: "1", Flow.COMMITMENT: "11", Flow.PLEDGE: "13"},
    False: {Flow.DISBURSEMENT: "3", Flow.COMMITMENT: "2", Flow.PLEDGE: "12"},
}
"""The types of transactions, for what comes in and for what goes out."""
_BEHIND: Final = "(?:; (?!$)|$)"
_EARMARK: Final = re.compile(
    rf"(?=.)(?:sector [0-9]+:[^; :]+{_BEHIND})*(?:country [A-Z]{{2}}{_BEHIND})?(?:region (?:[0-9]+:)?[0-9]+)?"
)
"""Sectors, a country and a region, at least one of them: more places no transaction may name."""


def transaction_element(by: Composer, one: Contribution, name: str) -> _Element | None:
    """The transaction of the activity `name` that a contribution is; None where it cannot be written."""
    flow = by.unknown if one.flow is Flow.UNKNOWN else one.flow
    if flow is None:
        reason = "the kind of flow is not known; not written (unknown_flow= says as what it may be)"
        by.left_out(one.id, one.figure, reason)
        return None
    when = _when(by, one)
    amount = by.money(one.id, one.figure)
    if when is None or amount is None:
        return None
    comes_in = one.receiver == name
    transaction = element("transaction", {"ref": one.id})
    add(transaction, "transaction-type", {"code": _CODES[comes_in][flow]})
    add(transaction, "transaction-date", {"iso-date": when.isoformat()})
    add(transaction, "value", {"currency": amount[1], "value-date": when.isoformat()}, text=amount[0])
    if comes_in or one.provider != name:
        by.party(transaction, "provider-org", one.provider, {})
    if not comes_in:
        by.party(transaction, "receiver-org", one.receiver, {})
    if not _earmarked(transaction, one.earmark):
        by.left_out(one.id, one.earmark, "earmark has no place in a transaction")
    if one.within:
        by.left_out(one.id, one.within, "within has no place in a transaction")
    return transaction


def _earmarked(transaction: _Element, earmark: str) -> bool:
    """Add the sectors and places of an earmark that was read from codes; whether it has a place at all."""
    if not _EARMARK.fullmatch(earmark):
        return not earmark
    for part in earmark.split("; "):
        kind, _, named = part.partition(" ")
        vocabulary, _, code = named.rpartition(":")
        tag = "sector" if kind == "sector" else f"recipient-{kind}"
        add(transaction, tag, {"vocabulary": vocabulary, "code": code} if vocabulary else {"code": code})
    return True


def _when(by: Composer, one: Contribution) -> date | None:
    start, end = (one.period.start, one.period.end) if one.period else (None, None)
    for stated in (end, one.as_of, start):
        if stated is not None:
            return by.day_of(one.id, stated, stated.last)
    by.left_out(one.id, one.figure, "no date is stated, which IATI asks for; not written")
    return None
