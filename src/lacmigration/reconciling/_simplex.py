"""Can linear forms lie between their bounds, all at once, and how far can one of them go?

The simplex method for bounded forms, in exact arithmetic. A bound that is not reached ("less than 5") is 5
less an infinitesimal, so that every value has two parts, compared one after the other.

Source: Dutertre and de Moura, "A fast linear-arithmetic solver for DPLL(T)" (2006), doi 10.1007/11817963_11.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm

import attrs

__all__ = ["Budget", "Limit", "Number", "Simplex", "Spent", "Value", "divided"]

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


@attrs.frozen(eq=False)
class Limit:
    """A bound of a form, and what sets it: whatever the caller wants to hear again in a conflict."""

    value: Value
    cause: int


def divided(over: Number, under: Number) -> Number:
    """An exact quotient, whole where it can be."""
    if under == 1:
        return over
    found = Fraction(over) / under
    return found.numerator if found.denominator == 1 else found


def _whole(number: Number) -> Number:
    return number.numerator if number.denominator == 1 else number


class Simplex:
    """Forms over unknowns with bounds that can be set anew; each search begins where the last one ended.

    Columns are numbered: the unknowns first, then one for every form that was added. A column is basic (it is
    computed from the others) or free to move within its bounds. The rows hold whole numbers: so many times a
    basic column is so many times each of some free ones.
    """

    def __init__(self, start: Sequence[Number], budget: Budget) -> None:
        """Unknowns at a first guess, without bounds."""
        self.budget = budget
        self.number: list[Number] = list(start)
        self.tiny: list[Number] = [0] * len(start)
        self.lower: list[Limit | None] = [None] * len(start)
        self.upper: list[Limit | None] = [None] * len(start)
        self._rows: dict[int, dict[int, int]] = {}
        self._times: dict[int, int] = {}
        self._users: list[set[int]] = [set() for _ in start]
        self._suspects: set[int] = set()

    def add(self, terms: Mapping[int, Number]) -> int:
        """The column of a new form: so many times one column, plus so many times another."""
        found: dict[int, Number] = {}
        for column, factor in terms.items():
            inner = self._rows.get(column)
            if inner is None:
                found[column] = found.get(column, 0) + factor
                continue
            for below, by in inner.items():
                found[below] = found.get(below, 0) + factor * divided(by, self._times[column])
        found = {column: factor for column, factor in found.items() if factor}
        self.budget.spend(len(found))
        times = lcm(*(factor.denominator for factor in found.values()))
        new = len(self.number)
        self._rows[new] = {column: int(factor * times) for column, factor in found.items()}
        self._times[new] = times
        self._users.append(set())
        for column in found:
            self._users[column].add(new)
        self.number.append(_whole(sum((by * self.number[at] for at, by in found.items()), 0)))
        self.tiny.append(_whole(sum((by * self.tiny[at] for at, by in found.items()), 0)))
        self.lower.append(None)
        self.upper.append(None)
        return new

    def bound(self, column: int, lower: Limit | None, upper: Limit | None) -> None:
        """Set both bounds of a column; they must leave room."""
        self.lower[column], self.upper[column] = lower, upper
        if column in self._rows:
            self._suspects.add(column)
            return
        here = self.number[column], self.tiny[column]
        if lower is not None and here < lower.value:
            self._move(column, lower.value)
        elif upper is not None and here > upper.value:
            self._move(column, upper.value)

    def value(self, column: int) -> Value:
        """Where a column stands."""
        return self.number[column], self.tiny[column]

    def settle(self) -> None:
        """Let each form that can have one value only change places with an unknown that few others need.

        It then never moves again: what is left to search is as small as it can be.
        """
        for basic in sorted(self._rows, key=lambda basic: (len(self._rows[basic]), basic)):
            lower, upper = self.lower[basic], self.upper[basic]
            if lower is None or upper is None or lower.value != upper.value:
                continue
            row = self._rows[basic]
            free = [at for at in row if not self._is_fixed(at)]
            if free:
                column = min(free, key=lambda at: (abs(row[at]) != 1, len(self._users[at]), at))
                self._exchange(basic, column, lower.value)

    def _is_fixed(self, column: int) -> bool:
        lower, upper = self.lower[column], self.upper[column]
        return lower is not None and upper is not None and lower.value == upper.value

    def conflict(self) -> tuple[tuple[int, Number, bool], ...] | None:
        """Move everything within its bounds: None, or why that cannot be.

        A conflict has columns, how many times each is added, and whether its upper bound is meant (else its
        lower one): the forms cancel out, and the bounds do not.
        """
        pivots = 0
        careful = 4 * (len(self._rows) + 4)
        while True:
            found = self._outside(smallest=pivots > careful)
            if found is None:
                return None
            basic, limit, up = found
            column = self._entering(basic, up=up, smallest=pivots > careful)
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
            limit = self._broken(basic)
            if limit is None:
                self._suspects.discard(basic)
                continue
            rank = (0 if smallest else len(self._rows[basic]), basic)
            if best is None or rank < best:
                best, found = rank, (basic, *limit)
        return found

    def _broken(self, basic: int) -> tuple[Limit, bool] | None:
        """The bound that a basic column is beyond, and whether it must rise; None if it is beyond none."""
        if basic not in self._rows:
            return None
        here = self.number[basic], self.tiny[basic]
        lower, upper = self.lower[basic], self.upper[basic]
        if lower is not None and here < lower.value:
            return lower, True
        if upper is not None and here > upper.value:
            return upper, False
        return None

    def _entering(self, basic: int, *, up: bool, smallest: bool) -> int | None:
        """A free column that can still move so that a basic one rises, or falls."""
        row = self._rows[basic]
        fit = (at for at, by in row.items() if self._can_move(at, up=(by > 0) == up))
        if smallest:
            return min(fit, default=None)
        return min(fit, key=lambda at: (len(self._users[at]), abs(row[at]) != 1, at), default=None)

    def _can_move(self, column: int, *, up: bool) -> bool:
        limit = self.upper[column] if up else self.lower[column]
        if limit is None:
            return True
        here = self.number[column], self.tiny[column]
        return here < limit.value if up else here > limit.value

    def _move(self, column: int, to: Value) -> None:
        """Put a free column somewhere, and all that is computed from it."""
        by, by_tiny = to[0] - self.number[column], to[1] - self.tiny[column]
        self.number[column], self.tiny[column] = to
        users = self._users[column]
        self.budget.spend(len(users))
        for basic in users:
            factor = divided(self._rows[basic][column], self._times[basic])
            if by:
                self.number[basic] = _whole(self.number[basic] + factor * by)
            if by_tiny:
                self.tiny[basic] = _whole(self.tiny[basic] + factor * by_tiny)
        self._suspects |= users

    def _exchange(self, basic: int, column: int, to: Value) -> None:
        """Put a basic column somewhere by moving a free one, and let the two change places."""
        row, times = self._rows[basic], self._times[basic]
        factor = row[column]
        number = self.number[column] + divided((to[0] - self.number[basic]) * times, factor)
        tiny = self.tiny[column] + divided((to[1] - self.tiny[basic]) * times, factor)
        self._move(column, (_whole(number), _whole(tiny)))
        del self._rows[basic], self._times[basic], row[column]
        users = self._users[column]
        users.discard(basic)
        for at in row:
            self._users[at].discard(basic)
        sign = -1 if factor > 0 else 1
        new = {at: sign * by for at, by in row.items()}
        new[basic] = -sign * times
        size = abs(factor)
        self.budget.spend(len(new) * (len(users) + 1))
        for user in users:
            self._replace(user, column, new, size)
        self._users[column] = set()
        self._rows[column], self._times[column] = new, size
        for at in new:
            self._users[at].add(column)
        self._suspects.add(column)

    def _replace(self, user: int, column: int, new: Mapping[int, int], size: int) -> None:
        """In one row, put for a column what `size` times it is."""
        inner = self._rows[user]
        by = inner.pop(column)
        if size != 1:
            common = gcd(by, size)
            by, size = by // common, size // common
        if size != 1:
            for at in inner:
                inner[at] *= size
            self._times[user] *= size
        for at, more in new.items():
            there = inner.get(at)
            if there is None:
                inner[at] = by * more
                self._users[at].add(user)
                continue
            total = there + by * more
            if total:
                inner[at] = total
            else:
                del inner[at]
                self._users[at].discard(user)
        if size != 1:
            common = gcd(self._times[user], *inner.values())
            if common != 1:
                self._times[user] //= common
                for at in inner:
                    inner[at] //= common

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
            found = _size(number - self.number[moving], tiny - self.tiny[moving]), moving, limit.value
        users = self._users[moving]
        self.budget.spend(len(users) + 1)
        for basic in users:
            factor, times = self._rows[basic][moving], self._times[basic]
            limit = self.upper[basic] if (factor > 0) == up else self.lower[basic]
            if limit is None:
                continue
            number, tiny = limit.value
            step = _size(
                divided((number - self.number[basic]) * times, factor),
                divided((tiny - self.tiny[basic]) * times, factor),
            )
            if found is None or (step, basic) < found[:2]:
                found = step, basic, limit.value
        return (None, None) if found is None else (found[2], found[1])


def _size(number: Number, tiny: Number) -> Value:
    return (-number, -tiny) if (number, tiny) < (0, 0) else (number, tiny)
