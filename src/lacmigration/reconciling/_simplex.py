"""Can linear forms lie between their bounds, all at once, and how far can one of them go?

The simplex method for bounded forms, in exact arithmetic. A bound that is not reached ("less than 5") is 5
less an infinitesimal, so that every value has two parts, compared one after the other.

Source: Dutertre and de Moura, "A fast linear-arithmetic solver for DPLL(T)" (2006), doi 10.1007/11817963_11.
"""

from __future__ import annotations

from lacmigration.reconciling._tableau import Budget, Limit, Number, Spent, Tableau, Value, absolute, divided

__all__ = ["Budget", "Spent", "conflict", "furthest"]


def conflict(tableau: Tableau) -> tuple[tuple[int, Number, bool], ...] | None:
    """Move everything within its bounds: None, or why that cannot be.

    A conflict has columns, how many times each is added, and whether its upper bound is meant (else its
    lower one): the forms cancel out, settled ones apart, and the bounds do not.
    """
    pivots = 0
    careful = 4 * (len(tableau.rows) + 4)
    while True:
        found = _outside(tableau, smallest=pivots > careful)
        if found is None:
            return None
        basic, limit, up = found
        column = _entering(tableau, basic, limit, up=up, smallest=pivots > careful)
        if column is None:
            tableau.suspects.add(basic)
            shown: list[tuple[int, Number, bool]] = [(basic, tableau.times[basic], not up)]
            shown += ((at, abs(by), (by > 0) == up) for at, by in tableau.rows[basic].items())
            return tuple(shown)
        tableau.exchange(basic, column, limit.value)
        pivots += 1


def _outside(tableau: Tableau, *, smallest: bool) -> tuple[int, Limit, bool] | None:
    """A basic column beyond a bound, that bound, and whether the column must rise.

    The one with the shortest row, unless the one with the smallest number is asked for.
    """
    best: tuple[int, int] | None = None
    found: tuple[int, Limit, bool] | None = None
    for basic in tuple(tableau.suspects):
        rank = (0 if smallest else len(tableau.rows.get(basic, ())), basic)
        if best is not None and rank > best:
            continue
        broken = _broken(tableau, basic)
        if broken is None:
            tableau.suspects.discard(basic)
        else:
            best, found = rank, (basic, *broken)
    return found


def _broken(tableau: Tableau, basic: int) -> tuple[Limit, bool] | None:
    """The bound that a basic column is beyond, and whether it must rise; None if it is beyond none."""
    if basic not in tableau.rows:
        return None
    lower, upper = tableau.lower[basic], tableau.upper[basic]
    if lower is not None and tableau.rises(basic, lower.value):
        return lower, True
    if upper is not None and tableau.falls(basic, upper.value):
        return upper, False
    return None


def _entering(tableau: Tableau, basic: int, limit: Limit, *, up: bool, smallest: bool) -> int | None:
    """A free column that can still move so that a basic one rises to its limit, or falls to it.

    The one that fewest need of those that can do it alone, or else the one that can do most.
    """
    row = tableau.rows[basic]
    fit = [at for at, by in row.items() if tableau.can_move(at, up=(by > 0) == up)]
    if smallest or len(fit) < 2:
        return min(fit, default=None)
    needed = absolute(limit.value[0] * tableau.times[basic] - tableau.number[basic])
    best: tuple[Number, int] | None = None
    for at in sorted(fit, key=lambda at: (len(tableau.users[at]), abs(row[at]) != 1, at)):
        stop = tableau.upper[at] if (row[at] > 0) == up else tableau.lower[at]
        if stop is None:
            return at
        room = absolute((stop.value[0] - tableau.number[at]) * row[at])
        if room >= needed:
            return at
        if best is None or room > best[0]:
            best = room, at
    return None if best is None else best[1]


def furthest(tableau: Tableau, column: int, *, up: bool) -> Value | None:
    """How far a column can go while all stay within their bounds, as they must now; None: without end.

    A value with a part of the infinitesimal is not reached.
    """
    idle = 0
    while True:
        best = _improving(tableau, column, up=up, smallest=idle > len(tableau.rows))
        if best is None:
            return tableau.value(column)
        moving, rising = best
        stop, blocking = _room(tableau, moving, up=rising)
        if stop is None:
            return None
        if blocking is None or blocking == moving:
            tableau.move(moving, stop)
            if moving == column:
                return tableau.value(column)
            idle = 0
        else:
            has_moved = tableau.rises(blocking, stop) or tableau.falls(blocking, stop)
            tableau.exchange(blocking, moving, stop)
            idle = 0 if has_moved else idle + 1
        tableau.suspects.clear()


def _improving(tableau: Tableau, column: int, *, up: bool, smallest: bool) -> tuple[int, bool] | None:
    """The free column whose own room takes a column furthest, or the first one, and whether it must rise."""
    row = tableau.rows.get(column)
    if row is None:
        return (column, up) if tableau.can_move(column, up=up) else None
    limit = tableau.upper[column] if up else tableau.lower[column]
    if limit is not None and tableau.value(column) == limit.value:
        return None
    best: tuple[int, Number, int] | None = None
    for at, by in row.items():
        rising = (by > 0) == up
        if not tableau.can_move(at, up=rising):
            continue
        stop = tableau.upper[at] if rising else tableau.lower[at]
        room = 0 if smallest or stop is None else absolute((stop.value[0] - tableau.number[at]) * by)
        rank = int(stop is None and not smallest), room, -at
        if best is None or rank > best:
            best = rank
    return None if best is None else (-best[2], (row[-best[2]] > 0) == up)


def _room(tableau: Tableau, moving: int, *, up: bool) -> tuple[Value | None, int | None]:
    """How far a free column can move, and the column that stops it: where that one then stands."""
    limit = tableau.upper[moving] if up else tableau.lower[moving]
    found: tuple[Value, int, Value] | None = None
    if limit is not None:
        number, tiny = limit.value
        found = _size(number - tableau.number[moving], tiny - tableau.tiny[moving]), moving, limit.value
    users = tableau.users[moving]
    tableau.budget.spend(len(users) + 1)
    for basic in users:
        factor, times = tableau.rows[basic][moving], tableau.times[basic]
        limit = tableau.upper[basic] if (factor > 0) == up else tableau.lower[basic]
        if limit is None:
            continue
        number, tiny = limit.value
        step = _size(
            divided(number * times - tableau.number[basic], factor),
            divided(tiny * times - tableau.tiny[basic], factor),
        )
        if found is None or (step, basic) < found[:2]:
            found = step, basic, limit.value
    return (None, None) if found is None else (found[2], found[1])


def _size(number: Number, tiny: Number) -> Value:
    return (-number, -tiny) if (number, tiny) < (0, 0) else (number, tiny)
