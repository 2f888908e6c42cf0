"""Can linear forms lie between their bounds, all at once, and how far can one of them go?

The simplex method for bounded forms, in exact arithmetic. A bound that is not reached ("less than 5") is 5
less an infinitesimal, so that every value has two parts, compared one after the other.

Source: Dutertre and de Moura, "A fast linear-arithmetic solver for DPLL(T)" (2006), doi 10.1007/11817963_11.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd, lcm
from typing import Protocol

import attrs

__all__ = ["Budget", "Limit", "Number", "Simplex", "Spent", "Value", "absolute", "divided"]

Number = int | Fraction
"""Exact: whole numbers stay int, which is several times faster."""
Value = tuple[Number, Number]
"""A number, and so many times the infinitesimal."""


class Spent(Exception):  # noqa: N818  (no error: the work that was allowed is done)
    """The budget is used up."""


@attrs.define
class Budget:
    """How much work may still be done; one step is the change of one number of a tableau."""

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


def divided(over: Number, under: Number) -> Number:
    """An exact quotient, whole where it can be."""
    if under == 1:
        return over
    if type(over) is int and type(under) is int and not over % under:
        return over // under
    found = Fraction(over) / under
    return found.numerator if found.denominator == 1 else found


class Simplex:
    """Forms over unknowns with bounds that can be set anew; each search begins where the last one ended.

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
        self._number: list[Number] = list(start)
        self._rows: dict[int, dict[int, int]] = {}
        self._users: list[set[int]] = [set() for _ in start]
        for new, form in (forms or {}).items():
            budget.spend(len(form))
            self._rows[new] = dict(form)
            for column in form:
                self._users[column].add(new)
            self._users.append(set())
            self._number.append(sum(by * self._number[at] for at, by in form.items()))
        self._tiny: list[Number] = [0] * len(self._number)
        self._times: list[int] = [1] * len(self._number)
        self.lower: list[Limit | None] = [None] * len(self._number)
        self.upper: list[Limit | None] = [None] * len(self._number)
        self._suspects: set[int] = set()
        self.settled: set[int] = set()

    def copy(self, budget: Budget) -> Simplex:
        """The same, to go its own way with a budget of its own."""
        new = Simplex((), budget)
        new._number, new._tiny, new._times = list(self._number), list(self._tiny), list(self._times)
        new.lower, new.upper = list(self.lower), list(self.upper)
        new._rows = {basic: dict(row) for basic, row in self._rows.items()}
        new._users = [set(users) for users in self._users]
        new._suspects = set(self._suspects)
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
            inner = self._rows.get(column)
            if inner is None:
                found[column] = found.get(column, 0) + factor
                continue
            for below, by in inner.items():
                found[below] = found.get(below, 0) + factor * divided(by, self._times[column])
        found = {column: factor for column, factor in found.items() if factor}
        self.budget.spend(len(found))
        times = lcm(number.denominator, tiny.denominator, *(factor.denominator for factor in found.values()))
        new = len(self._number)
        self._rows[new] = {column: int(factor * times) for column, factor in found.items()}
        self._users.append(set())
        for column in found:
            self._users[column].add(new)
        self._number.append(int(number * times))
        self._tiny.append(int(tiny * times))
        self._times.append(times)
        self.lower.append(None)
        self.upper.append(None)
        return new

    def bound(self, column: int, lower: Limit | None, upper: Limit | None) -> None:
        """Set both bounds of a column; they must leave room."""
        self.lower[column], self.upper[column] = lower, upper
        if column in self._rows:
            self._suspects.add(column)
            return
        here = self._number[column], self._tiny[column]
        if lower is not None and here < lower.value:
            self._move(column, lower.value)
        elif upper is not None and here > upper.value:
            self._move(column, upper.value)

    def value(self, column: int) -> Value:
        """Where a column stands."""
        times = self._times[column]
        return divided(self._number[column], times), divided(self._tiny[column], times)

    def parts(self, column: int) -> tuple[Number, Number, int]:
        """The same, as the two parts of so many times the column."""
        return self._number[column], self._tiny[column], self._times[column]

    def settle(self, fixed: Mapping[int, Number]) -> None:
        """Give forms the one value that they can have; each then goes, and with it an unknown that few need.

        What is left to search is as small as it can be. A conflict has none of these forms: those that
        complete it can be worked out from it. A form that others make up stays.
        """
        queue = [(len(self._rows[form]), form) for form in fixed]
        heapify(queue)
        while queue:
            size, form = heappop(queue)
            row = self._rows[form]
            if size != len(row):
                heappush(queue, (len(row), form))
                continue
            if not row:
                continue
            column = min(row, key=lambda at: (abs(row[at]) != 1, len(self._users[at]), at))
            self._exchange(form, column, (fixed[form], 0))
            self.settled.add(form)
            for user in self._users[form]:
                del self._rows[user][form]
            self._users[form] = set()

    def conflict(self) -> tuple[tuple[int, Number, bool], ...] | None:
        """Move everything within its bounds: None, or why that cannot be.

        A conflict has columns, how many times each is added, and whether its upper bound is meant (else its
        lower one): the forms cancel out, settled ones apart, and the bounds do not.
        """
        pivots = 0
        careful = 4 * (len(self._rows) + 4)
        while True:
            found = self._outside(smallest=pivots > careful)
            if found is None:
                return None
            basic, limit, up = found
            column = self._entering(basic, limit, up=up, smallest=pivots > careful)
            if column is None:
                self._suspects.add(basic)
                shown: list[tuple[int, Number, bool]] = [(basic, self._times[basic], not up)]
                shown += ((at, abs(by), (by > 0) == up) for at, by in self._rows[basic].items())
                return tuple(shown)
            self._exchange(basic, column, limit.value)
            pivots += 1

    def _outside(self, *, smallest: bool) -> tuple[int, Limit, bool] | None:
        """A basic column beyond a bound, that bound, and whether the column must rise.

        The one with the shortest row, unless the one with the smallest number is asked for.
        """
        best: tuple[int, int] | None = None
        found: tuple[int, Limit, bool] | None = None
        for basic in tuple(self._suspects):
            rank = (0 if smallest else len(self._rows.get(basic, ())), basic)
            if best is not None and rank > best:
                continue
            broken = self._broken(basic)
            if broken is None:
                self._suspects.discard(basic)
            else:
                best, found = rank, (basic, *broken)
        return found

    def _broken(self, basic: int) -> tuple[Limit, bool] | None:
        """The bound that a basic column is beyond, and whether it must rise; None if it is beyond none."""
        if basic not in self._rows:
            return None
        lower, upper = self.lower[basic], self.upper[basic]
        if lower is not None and self._rises(basic, lower.value):
            return lower, True
        if upper is not None and self._falls(basic, upper.value):
            return upper, False
        return None

    def _rises(self, column: int, to: Value) -> bool:
        """Whether a value is above that of a column."""
        times, number = self._times[column], self._number[column]
        there = to[0] if times == 1 else to[0] * times
        return number < there or (number == there and self._tiny[column] < to[1] * times)

    def _falls(self, column: int, to: Value) -> bool:
        """Whether a value is below that of a column."""
        times, number = self._times[column], self._number[column]
        there = to[0] if times == 1 else to[0] * times
        return number > there or (number == there and self._tiny[column] > to[1] * times)

    def _entering(self, basic: int, limit: Limit, *, up: bool, smallest: bool) -> int | None:
        """A free column that can still move so that a basic one rises to its limit, or falls to it.

        The one that fewest need of those that can do it alone, or else the one that can do most.
        """
        row = self._rows[basic]
        fit = [at for at, by in row.items() if self._can_move(at, up=(by > 0) == up)]
        if smallest or len(fit) < 2:
            return min(fit, default=None)
        needed = absolute(limit.value[0] * self._times[basic] - self._number[basic])
        best: tuple[Number, int] | None = None
        for at in sorted(fit, key=lambda at: (len(self._users[at]), abs(row[at]) != 1, at)):
            stop = self.upper[at] if (row[at] > 0) == up else self.lower[at]
            if stop is None:
                return at
            room = absolute((stop.value[0] - self._number[at]) * row[at])
            if room >= needed:
                return at
            if best is None or room > best[0]:
                best = room, at
        return None if best is None else best[1]

    def _can_move(self, column: int, *, up: bool) -> bool:
        limit = self.upper[column] if up else self.lower[column]
        if limit is None:
            return True
        return self._rises(column, limit.value) if up else self._falls(column, limit.value)

    def _move(self, column: int, to: Value) -> None:
        """Put a free column somewhere, and all that is computed from it."""
        by, by_tiny = to[0] - self._number[column], to[1] - self._tiny[column]
        self._number[column], self._tiny[column] = to
        users = self._users[column]
        self.budget.spend(len(users))
        for basic in users:
            factor = self._rows[basic][column]
            self._number[basic] += by * factor
            if by_tiny:
                self._tiny[basic] += by_tiny * factor
        self._suspects |= users

    def _exchange(self, basic: int, column: int, to: Value) -> None:
        """Put a basic column somewhere by moving a free one, and let the two change places."""
        row, times = self._rows.pop(basic), self._times[basic]
        factor = row.pop(column)
        sign = 1 if factor > 0 else -1
        size = abs(factor)
        number = sign * (to[0] * times - self._number[basic])
        tiny = sign * (to[1] * times - self._tiny[basic])
        users = self._users[column]
        users.discard(basic)
        for at in row:
            self._users[at].discard(basic)
        new = {at: -sign * by for at, by in row.items()}
        new[basic] = sign * times
        self.budget.spend((len(new) + 1) * (len(users) + 1))
        pairs = tuple(new.items())
        for user in users:
            self._replace(user, column, pairs, size, (number, tiny))
        self._suspects |= users
        self._suspects.add(column)
        self._users[column] = set()
        self._rows[column], self._times[column] = new, size
        for at in new:
            self._users[at].add(column)
        self._number[column] = self._number[column] * size + number
        self._tiny[column] = self._tiny[column] * size + tiny
        (self._number[basic], self._tiny[basic]), self._times[basic] = to, 1

    def _replace(
        self, user: int, column: int, new: Iterable[tuple[int, int]], size: int, moved: Value
    ) -> None:
        """In one row, put for a column what `size` times it is; so many times it has `moved`."""
        inner = self._rows[user]
        by = inner.pop(column)
        if size != 1:
            common = gcd(by, size)
            by, size = by // common, size // common
        if size != 1:
            for at in inner:
                inner[at] *= size
            self._times[user] *= size
            self._number[user] *= size
            self._tiny[user] *= size
        self._number[user] += by * moved[0]
        if moved[1]:
            self._tiny[user] += by * moved[1]
        users = self._users
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
        number, tiny = self._number[basic], self._tiny[basic]
        if not isinstance(number, int) or not isinstance(tiny, int):
            return
        common = gcd(self._times[basic], number, tiny, *row.values())
        if common != 1:
            self._times[basic] //= common
            self._number[basic], self._tiny[basic] = number // common, tiny // common
            for at in row:
                row[at] //= common

    def furthest(self, column: int, *, up: bool) -> Value | None:
        """How far a column can go while all stay within their bounds, as they must now; None: without end.

        A value with a part of the infinitesimal is not reached.
        """
        while True:
            best = self._improving(column, up=up)
            if best is None:
                return self.value(column)
            moving, rising = best
            stop, blocking = self._room(moving, up=rising)
            if stop is None:
                return None
            if blocking is None or blocking == moving:
                self._move(moving, stop)
                if moving == column:
                    return self.value(column)
            else:
                self._exchange(blocking, moving, stop)
            self._suspects.clear()

    def _improving(self, column: int, *, up: bool) -> tuple[int, bool] | None:
        """The first free column whose move takes a column further, and whether it must rise."""
        row = self._rows.get(column)
        if row is None:
            return (column, up) if self._can_move(column, up=up) else None
        limit = self.upper[column] if up else self.lower[column]
        if limit is not None and self.value(column) == limit.value:
            return None
        fit = ((at, (by > 0) == up) for at, by in row.items() if self._can_move(at, up=(by > 0) == up))
        return min(fit, default=None)

    def _room(self, moving: int, *, up: bool) -> tuple[Value | None, int | None]:
        """How far a free column can move, and the column that stops it: where that one then stands."""
        limit = self.upper[moving] if up else self.lower[moving]
        found: tuple[Value, int, Value] | None = None
        if limit is not None:
            number, tiny = limit.value
            found = _size(number - self._number[moving], tiny - self._tiny[moving]), moving, limit.value
        users = self._users[moving]
        self.budget.spend(len(users) + 1)
        for basic in users:
            factor, times = self._rows[basic][moving], self._times[basic]
            limit = self.upper[basic] if (factor > 0) == up else self.lower[basic]
            if limit is None:
                continue
            number, tiny = limit.value
            step = _size(
                divided(number * times - self._number[basic], factor),
                divided(tiny * times - self._tiny[basic], factor),
            )
            if found is None or (step, basic) < found[:2]:
                found = step, basic, limit.value
        return (None, None) if found is None else (found[2], found[1])


def absolute(number: Number) -> Number:
    """A number without its sign."""
    return -number if number < 0 else number


def _size(number: Number, tiny: Number) -> Value:
    return (-number, -tiny) if (number, tiny) < (0, 0) else (number, tiny)
