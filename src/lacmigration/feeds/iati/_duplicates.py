"""Which transactions may be one flow, reported by who paid it and again by who received it?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final

import attrs

from lacmigration.feeds.iati._activities import Activity, Transaction
from lacmigration.feeds.iati._codes import INCOMING, OUTGOING, TRANSACTION_FLOWS, TRANSACTION_TYPES
from lacmigration.feeds.iati._values import day, fault

__all__ = ["RULES", "Suspicion", "duplicates"]

RULES: Final = {
    "both-activities": "each names the other's activity",
    "one-activity": "one names the other's activity, and the other names none",
    "parties": "both name the same provider and receiver, and no activities that contradict it",
    "two-publishers": "two publishers report the same provider, receiver, type, amount and day",
}
"""What makes two transactions look like one; the first that holds is the one that is told."""


@attrs.frozen
class Suspicion:
    """Two transactions that may be one flow, so that a sum over both would count it twice.

    `first` is the provider's report where there is one. `amounts` is "same" or "rounded", where one of the
    amounts is the other, rounded; `days` are between their dates.
    """

    rule: str
    first: Transaction
    second: Transaction
    amounts: str
    days: int

    def __str__(self) -> str:
        """Both places, and why."""
        first, second = (
            f"{TRANSACTION_TYPES[one.type]} of {one.currency} {one.value.strip()} on {one.date} ({one.place})"
            for one in (self.first, self.second)
        )
        apart = f", {self.days} days apart" if self.days else ""
        rounded = ", one amount being the other, rounded" if self.amounts == "rounded" else ""
        return f"{first} and {second}: {RULES[self.rule]}{rounded}{apart}"


@attrs.frozen
class _Flow:
    """A transaction as a flow between two activities of two parties."""

    one: Transaction
    number: int
    value: Decimal
    day: date
    kind: tuple[str, str]
    given_by: str
    given_from: str
    taken_by: str
    taken_into: str


def duplicates(transactions: Iterable[Activity | Transaction], *, days: int = 31) -> tuple[Suspicion, ...]:
    """The pairs of transactions that look like one flow, with the rule that each matches.

    A pair agrees in its currency, in being a payment, a commitment or a pledge, in its amount, and in its
    date up to `days`; see `RULES` for what else. Where activities link the two, one amount may also be the
    other rounded to two or more digits. A transaction stands in one pair at most, with the one nearest to
    it. Nothing is dropped: which of the two counts is for the reader to say. Transactions whose amount or
    date cannot be read are passed over here; readers list them.

    >>> from lacmigration.feeds.iati._activities import Party
    >>> gift = Transaction("A-1", "A", 1, 10, "", "3", "2024-08-30", "500000", "USD", "2024-08-30",
    ...                    Party("A"), Party("B", activity="B-7"), (), (), (), "")
    >>> receipt = Transaction("B-7", "B", 1, 90, "", "1", "2024-09-02", "500000.00", "USD", "2024-09-02",
    ...                       Party("A", activity="A-1"), Party("B"), (), (), (), "")
    >>> [(found.rule, found.amounts, found.days) for found in duplicates([gift, receipt])]
    [('both-activities', 'same', 3)]
    """
    flows = [flow for flow in map(_flow, range(10**12), _listed(transactions)) if flow is not None]
    given = [flow for flow in flows if flow.one.type in OUTGOING]
    taken = [flow for flow in flows if flow.one.type in INCOMING]
    used: set[int] = set()
    found = list(_pairs(given, taken, used, days))
    found += _twice(flows, used)
    return tuple(sorted(found, key=lambda one: (one.first.line, one.second.line, one.rule)))


def _listed(those: Iterable[Activity | Transaction]) -> Iterator[Transaction]:
    for one in those:
        if isinstance(one, Activity):
            yield from one.transactions
        else:
            yield one


def _flow(number: int, one: Transaction) -> _Flow | None:
    if one.type not in TRANSACTION_FLOWS or fault(one) is not None:
        return None
    when = day(one.date)
    assert when is not None  # noqa: S101  (`fault` has looked at it)
    goes_out = one.type in OUTGOING
    return _Flow(
        one,
        number,
        Decimal(one.value.strip()),
        when,
        (one.currency, TRANSACTION_FLOWS[one.type]),
        one.provider.ref or (one.reporter if goes_out and not one.provider else ""),
        one.activity if goes_out else one.provider.activity,
        one.receiver.ref or ("" if goes_out or one.receiver else one.reporter),
        one.receiver.activity if goes_out else one.activity,
    )


@attrs.frozen
class _Rule:
    """What two flows have in common (`out` and `into` give it; an empty text means that it is not known)."""

    name: str
    out: Callable[[_Flow], tuple[str, ...]]
    into: Callable[[_Flow], tuple[str, ...]]
    match: Callable[[_Flow, _Flow], bool]
    may_round: bool = True


_PAIRING: Final = (
    _Rule(
        "both-activities",
        lambda out: (out.given_from, out.taken_into),
        lambda into: (into.given_from, into.taken_into),
        lambda _out, _into: True,
    ),
    _Rule(
        "one-activity",
        lambda out: (out.taken_into,),
        lambda into: (into.taken_into,),
        lambda out, into: not into.given_from and _may_be(out.given_by, into.given_by),
    ),
    _Rule(
        "one-activity",
        lambda out: (out.given_from,),
        lambda into: (into.given_from,),
        lambda out, into: not out.taken_into and _may_be(out.taken_by, into.taken_by),
    ),
    _Rule(
        "parties",
        lambda out: (out.given_by, out.taken_by),
        lambda into: (into.given_by, into.taken_by),
        lambda out, into: (
            _may_be(out.given_from, into.given_from) and _may_be(out.taken_into, into.taken_into)
        ),
        may_round=False,
    ),
)


def _pairs(given: list[_Flow], taken: list[_Flow], used: set[int], days: int) -> Iterator[Suspicion]:
    for amounts in ("same", "rounded"):
        for rule in _PAIRING:
            if amounts == "same" or rule.may_round:
                table = _Table.of(taken, rule.into)
                for out in given:
                    into = None if out.number in used else table.nearest(out, rule, amounts, used, days)
                    if into is not None:
                        used |= {out.number, into.number}
                        yield Suspicion(rule.name, out.one, into.one, amounts, _apart(out, into))


def _apart(one: _Flow, other: _Flow) -> int:
    return abs((one.day - other.day).days)


def _may_be(one: str, other: str) -> bool:
    return not one or not other or one == other


@attrs.frozen
class _Table:
    """Flows by what a rule asks, in the order of their amounts."""

    rows: dict[Hashable, tuple[list[Decimal], list[_Flow]]]

    @classmethod
    def of(cls, flows: Iterable[_Flow], into: Callable[[_Flow], tuple[str, ...]]) -> _Table:
        rows: dict[Hashable, list[_Flow]] = {}
        for flow in flows:
            name = into(flow)
            if all(name):
                rows.setdefault((name, flow.kind), []).append(flow)
        return cls({name: _in_order(those) for name, those in rows.items()})

    def nearest(self, out: _Flow, rule: _Rule, amounts: str, used: set[int], days: int) -> _Flow | None:
        """The flow that is nearest to another in time, of those that the rule and the amounts allow."""
        name = rule.out(out)
        found = [
            into
            for into in (self._alike((name, out.kind), out.value, amounts) if all(name) else ())
            if into.number not in used and _apart(out, into) <= days and rule.match(out, into)
        ]
        return min(found, key=lambda into: (_apart(out, into), into.number), default=None)

    def _alike(self, key: Hashable, value: Decimal, amounts: str) -> list[_Flow]:
        if amounts == "same":
            return self._between(key, value, value)
        half = _half(value)
        # What the value itself may be rounded to has two digits at least: it lies within half of the second.
        widest = max(half, Decimal(5).scaleb(value.adjusted() - 2)) if value else half
        return [
            flow
            for flow in self._between(key, value - widest, value + widest)
            if flow.value != value and abs(flow.value - value) <= max(half, _half(flow.value))
        ]

    def _between(self, key: Hashable, low: Decimal, high: Decimal) -> list[_Flow]:
        values, flows = self.rows.get(key, ([], []))
        return flows[bisect_left(values, low) : bisect_right(values, high)]


def _in_order(flows: list[_Flow]) -> tuple[list[Decimal], list[_Flow]]:
    ordered = sorted(flows, key=lambda flow: (flow.value, flow.day, flow.number))
    return [flow.value for flow in ordered], ordered


def _half(value: Decimal) -> Decimal:
    """Half of the place of the last digit that is not zero; nothing for an amount of a single such digit."""
    digits = value.normalize().as_tuple()
    exponent = digits.exponent
    if len(digits.digits) < 2 or not isinstance(exponent, int):
        return Decimal(0)
    return Decimal(5).scaleb(exponent - 1)


def _twice(flows: Iterable[_Flow], used: set[int]) -> Iterator[Suspicion]:
    """One flow that two publishers report from the same side."""
    first: dict[Hashable, _Flow] = {}
    for flow in flows:
        if flow.number in used or not (flow.given_by and flow.taken_by):
            continue
        key = (flow.one.type, flow.kind, flow.given_by, flow.taken_by, flow.value, flow.day)
        known = first.setdefault(key, flow)
        if known.one.reporter != flow.one.reporter:
            used.add(flow.number)
            yield Suspicion("two-publishers", known.one, flow.one, "same", 0)
