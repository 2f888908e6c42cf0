"""What do an activity and its transactions say of themselves, every value as it is written?"""

from __future__ import annotations

from typing import NamedTuple

import attrs

__all__ = ["Activity", "Budget", "Party", "Portion", "Transaction"]


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
