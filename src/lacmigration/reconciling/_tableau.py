"""How do the values of linear forms change when one of them moves?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd, lcm
from typing import Protocol

import attrs

__all__ = ["Budget", "Limit", "Number", "Spent", "Tableau", "TooDeep", "Value", "absolute", "divided"]

Number = int | Fraction
"""Exact: whole numbers stay int, which is several times faster."""
Value = tuple[Number, Number]
"""A number, and so many times the infinitesimal."""


class Spent(Exception):  # noqa: N818  (no error: the work that was allowed is done)
    """The budget is used up."""


class TooDeep(Spent):
    """Cases within cases were tried, and there is no end of them; other questions can still be asked."""


@attrs.define
class Budget:
    """How much work may still be done; one step changes one number of a tableau that is not huge."""

    steps: int

    def spend(self, steps: int) -> None:
        """Do some of it; Spent when there is none left."""
        self.steps -= steps
        if self.steps < 0:
            raise Spent


class Limit(Protocol):
    """A bound of a form: whatever the caller wants to hear again in a conflict."""

    @property
    def value(self) -> Value:
        """How large it is."""


_HUGE = 128
"""Bits of a number that takes as long again as a small one."""


def divided(over: Number, under: Number) -> Number:
    """An exact quotient, whole where it can be."""
    if under == 1:
        return over
    if type(over) is int and type(under) is int and not over % under:
        return over // under
    found = Fraction(over) / under
    return found.numerator if found.denominator == 1 else found


def absolute(number: Number) -> Number:
    """A number without its sign."""
    return -number if number < 0 else number


class Tableau:
    """Forms over unknowns, with bounds that can be set anew.

    Columns are numbered: the unknowns first, then one for every form that was added. A column is basic (it is
    computed from the others) or free to move within its bounds. The rows hold whole numbers: so many times a
    basic column is so many times each of some free ones. What is kept of a basic column is its value as many
    times as that, which is a whole number too.
    """

    def __init__(
        self, start: Sequence[Number], budget: Budget, forms: Mapping[int, Mapping[int, int]] | None = None
    ) -> None:
        """Unknowns at a first guess, without bounds, and forms of them: their columns follow."""
        self.budget = budget
        self.number: list[Number] = list(start)
        self.rows: dict[int, dict[int, int]] = {}
        self.users: list[set[int]] = [set() for _ in start]
        for new, form in (forms or {}).items():
            budget.spend(len(form))
            self.rows[new] = dict(form)
            for column in form:
                self.users[column].add(new)
            self.users.append(set())
            self.number.append(sum(by * self.number[at] for at, by in form.items()))
        self.tiny: list[Number] = [0] * len(self.number)
        self.times: list[int] = [1] * len(self.number)
        self.lower: list[Limit | None] = [None] * len(self.number)
        self.upper: list[Limit | None] = [None] * len(self.number)
        self.suspects: set[int] = set()
        self.settled: set[int] = set()

    def copy(self, budget: Budget) -> Tableau:
        """The same, to go its own way with a budget of its own."""
        new = Tableau((), budget)
        new.number, new.tiny, new.times = list(self.number), list(self.tiny), list(self.times)
        new.lower, new.upper = list(self.lower), list(self.upper)
        new.rows = {basic: dict(row) for basic, row in self.rows.items()}
        new.users = [set(users) for users in self.users]
        new.suspects = set(self.suspects)
        new.settled = set(self.settled)
        return new

    def add(self, terms: Mapping[int, Number]) -> int:
        """The column of a new form: so many times one column, plus so many times another."""
        number: Number = 0
        tiny: Number = 0
        found: dict[int, Number] = {}
        for column, factor in terms.items():
            here = self.value(column)
            number, tiny = number + factor * here[0], tiny + factor * here[1]
            inner = self.rows.get(column)
            if inner is None:
                found[column] = found.get(column, 0) + factor
                continue
            for below, by in inner.items():
                found[below] = found.get(below, 0) + factor * divided(by, self.times[column])
        found = {column: factor for column, factor in found.items() if factor}
        self.budget.spend(len(found))
        times = lcm(number.denominator, tiny.denominator, *(factor.denominator for factor in found.values()))
        new = len(self.number)
        self.rows[new] = {column: int(factor * times) for column, factor in found.items()}
        self.users.append(set())
        for column in found:
            self.users[column].add(new)
        self.number.append(int(number * times))
        self.tiny.append(int(tiny * times))
        self.times.append(times)
        self.lower.append(None)
        self.upper.append(None)
        return new

    def bound(self, column: int, lower: Limit | None, upper: Limit | None) -> None:
        """Set both bounds of a column; they must leave room."""
        self.lower[column], self.upper[column] = lower, upper
        if column in self.rows:
            self.suspects.add(column)
            return
        here = self.number[column], self.tiny[column]
        if lower is not None and here < lower.value:
            self.move(column, lower.value)
        elif upper is not None and here > upper.value:
            self.move(column, upper.value)

    def value(self, column: int) -> Value:
        """Where a column stands."""
        times = self.times[column]
        return divided(self.number[column], times), divided(self.tiny[column], times)

    def parts(self, column: int) -> tuple[Number, Number, int]:
        """The same, as the two parts of so many times the column."""
        return self.number[column], self.tiny[column], self.times[column]

    def settle(self, fixed: Mapping[int, Number], rooms: Sequence[int] = ()) -> None:
        """Give forms the one value that they can have; each then goes, and with it one of its unknowns.

        That is the one with most room, as `rooms` tells of each unknown: it will seldom be out of its bounds.
        What is left to search is small. A conflict has none of these forms: those that complete it can be
        worked out from it. A form that others make up stays.
        """
        rooms = rooms or [0] * len(self.number)
        queue = [(len(self.rows[form]), form) for form in fixed]
        heapify(queue)
        while queue:
            size, form = heappop(queue)
            row = self.rows[form]
            if size != len(row):
                heappush(queue, (len(row), form))
                continue
            if not row:
                continue
            column = min(row, key=lambda at: (abs(row[at]) != 1, -rooms[at], len(self.users[at]), at))
            self.exchange(form, column, (fixed[form], 0))
            self.settled.add(form)
            for user in self.users[form]:
                del self.rows[user][form]
            self.users[form] = set()

    def rises(self, column: int, to: Value) -> bool:
        """Whether a value is above that of a column."""
        times, number = self.times[column], self.number[column]
        there = to[0] if times == 1 else to[0] * times
        return number < there or (number == there and self.tiny[column] < to[1] * times)

    def falls(self, column: int, to: Value) -> bool:
        """Whether a value is below that of a column."""
        times, number = self.times[column], self.number[column]
        there = to[0] if times == 1 else to[0] * times
        return number > there or (number == there and self.tiny[column] > to[1] * times)

    def can_move(self, column: int, *, up: bool) -> bool:
        limit = self.upper[column] if up else self.lower[column]
        if limit is None:
            return True
        return self.rises(column, limit.value) if up else self.falls(column, limit.value)

    def move(self, column: int, to: Value) -> None:
        """Put a free column somewhere, and all that is computed from it."""
        by, by_tiny = to[0] - self.number[column], to[1] - self.tiny[column]
        self.number[column], self.tiny[column] = to
        users = self.users[column]
        self.budget.spend(len(users))
        for basic in users:
            factor = self.rows[basic][column]
            self.number[basic] += by * factor
            if by_tiny:
                self.tiny[basic] += by_tiny * factor
        self.suspects |= users

    def exchange(self, basic: int, column: int, to: Value) -> None:
        """Put a basic column somewhere by moving a free one, and let the two change places."""
        row, times = self.rows.pop(basic), self.times[basic]
        factor = row.pop(column)
        sign = 1 if factor > 0 else -1
        size = abs(factor)
        number = sign * (to[0] * times - self.number[basic])
        tiny = sign * (to[1] * times - self.tiny[basic])
        users = self.users[column]
        users.discard(basic)
        for at in row:
            self.users[at].discard(basic)
        new = {at: -sign * by for at, by in row.items()}
        new[basic] = sign * times
        self.budget.spend((len(new) + 1) * (len(users) + 1) * (1 + size.bit_length() // _HUGE))
        pairs = tuple(new.items())
        for user in users:
            self._replace(user, column, pairs, size, (number, tiny))
        self.suspects |= users
        self.suspects.add(column)
        self.users[column] = set()
        self.rows[column], self.times[column] = new, size
        for at in new:
            self.users[at].add(column)
        self.number[column] = self.number[column] * size + number
        self.tiny[column] = self.tiny[column] * size + tiny
        (self.number[basic], self.tiny[basic]), self.times[basic] = to, 1

    def _replace(
        self, user: int, column: int, new: Iterable[tuple[int, int]], size: int, moved: Value
    ) -> None:
        """In one row, put for a column what `size` times it is; so many times it has `moved`."""
        inner = self.rows[user]
        by = inner.pop(column)
        if size != 1:
            common = gcd(by, size)
            by, size = by // common, size // common
        if size != 1:
            for at in inner:
                inner[at] *= size
            self.times[user] *= size
            self.number[user] *= size
            self.tiny[user] *= size
        self.number[user] += by * moved[0]
        if moved[1]:
            self.tiny[user] += by * moved[1]
        users = self.users
        for at, more in new:
            if at in inner:
                total = inner[at] + by * more
                if total:
                    inner[at] = total
                else:
                    del inner[at]
                    users[at].discard(user)
            else:
                inner[at] = by * more
                users[at].add(user)
        if size != 1:
            self._reduce(user, inner)

    def _reduce(self, basic: int, row: dict[int, int]) -> None:
        """Divide a row by what all its numbers have in common."""
        number, tiny = self.number[basic], self.tiny[basic]
        if not isinstance(number, int) or not isinstance(tiny, int):
            return
        common = gcd(self.times[basic], number, tiny, *row.values())
        if common != 1:
            self.times[basic] //= common
            self.number[basic], self.tiny[basic] = number // common, tiny // common
            for at in row:
                row[at] //= common
