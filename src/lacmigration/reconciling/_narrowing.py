"""How far do rows narrow what each unknown can be, one after the other, until one of them can be nothing?

Most contradictions are found this way in a small part of the time that the simplex method needs. Where none
is found there may be one: what is narrowed is only what each row says by itself.

Source: Davis, "Constraint propagation with interval labels" (1987), doi 10.1016/0004-3702(87)90091-9.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from operator import itemgetter

from lacmigration.intervals import Interval
from lacmigration.reconciling._forms import NO_KEYS, Bound, Forms
from lacmigration.reconciling._tableau import Budget, Number, absolute, divided

__all__ = ["Narrowing"]

_MOST = 40
"""So often is an unknown narrowed at one call: there are rows that would narrow it for ever."""
_LEAST = 16
"""A range that gets narrower by a smaller part than one of so many is left as it is."""
_WITHOUT_UNKNOWNS = -1

_End = tuple[Number, int, int]
"""A number, whether it is itself left out (1 or -1, as the infinitesimal), and what says so, bit by bit."""
_value = itemgetter(0, 1)


class Narrowing:
    """What each column can be, narrowed by forms; kept from one question to the next.

    What is kept of an end is on which figures and rows it rests, so that it can be dropped when one of these
    figures is let go.
    """

    def __init__(self, forms: Forms, budget: Budget) -> None:
        """Nothing is narrowed before somebody asks."""
        self.budget = budget
        self._unit, self._columns = forms.unit, forms.columns
        self._keys = tuple(sorted(forms.columns_of))
        self._bits = {key: 1 << place for place, key in enumerate(self._keys)}
        self._columns_of = forms.columns_of
        self._forms = [(column, tuple(terms.items())) for column, terms in forms.forms.items()]
        self._users: dict[int, list[int]] = {}
        for place, (_, terms) in enumerate(self._forms):
            for column, _ in terms:
                self._users.setdefault(column, []).append(place)
        self._said: tuple[dict[int, list[_End]], dict[int, list[_End]]] = {}, {}
        for column, bounds in forms.bounds.items():
            self._put_in_order(column, bounds)
        self._now = tuple({column: ends[0] for column, ends in said.items() if ends} for said in self._said)
        self._doubtful = set(forms.bounds)
        self._released = NO_KEYS
        self._queue = deque(range(len(self._forms)))
        self._is_queued = [True] * len(self._forms)

    def _put_in_order(self, column: int, bounds: Iterable[Bound]) -> None:
        """What is said of a column by itself, the narrowest first."""
        bits, shift = self._bits, len(self._keys)
        both: tuple[list[_End], list[_End]] = [], []
        for _, (number, tiny), at_most, source in bounds:
            rests = 0 if source.row is None else 1 << (shift + source.row)
            for key in source.rests:
                rests |= bits[key]
            both[at_most].append((number, int(tiny), rests))
        for side, ends in enumerate(both):
            if column == _WITHOUT_UNKNOWNS:
                ends.append((0, 0, 0))
            if len(ends) > 1:
                ends.sort(key=_value, reverse=not side)
            self._said[side][column] = ends

    def clash(self, released: frozenset[str] = NO_KEYS) -> tuple[frozenset[str], frozenset[int]] | None:
        """Figures, and the places of rows, that cannot all be right; None if no such were met.

        Figures that are `released` say nothing. Errors: Spent.
        """
        self._release(released)
        rests = self._crossed(sorted(self._doubtful))
        many: dict[int, int] = {}
        while self._queue and rests is None:
            place = self._queue.popleft()
            self._is_queued[place] = False
            moved = self._narrow(place)
            self._doubtful.update(moved)
            rests = self._crossed(moved)
            for column in moved:
                many[column] = many.get(column, 0) + 1
                if many[column] < _MOST:
                    self._put(self._users[column])
        if rests is None:
            self._doubtful.clear()
            return None
        keys = frozenset(key for key, bit in self._bits.items() if rests & bit)
        return keys, frozenset(_bits_of(rests >> len(self._keys)))

    def reach(self, key: str) -> Interval:
        """What an unknown can be as far as it is narrowed: it can be no more than that, and may be less."""
        lo, hi = (now.get(self._columns[key]) for now in self._now)
        return Interval(
            None if lo is None else Fraction(lo[0]) / self._unit,
            None if hi is None else Fraction(hi[0]) / self._unit,
            lo_open=lo is not None and bool(lo[1]),
            hi_open=hi is not None and bool(hi[1]),
        )

    def _release(self, released: frozenset[str]) -> None:
        """Drop what rests on figures that are let go, and take up again what those say that no longer are."""
        dead = sum(self._bits.get(key, 0) for key in released)
        stale: set[int] = set()
        for key in self._released ^ released:
            stale.update(self._columns_of.get(key, ()))
        for ends in self._now:
            stale.update(column for column, end in ends.items() if end[2] & dead)
        self._released = released
        places = {column: place for place, (column, _) in enumerate(self._forms)} if stale else {}
        for column in sorted(stale):
            self._restart(column, dead)
            self._put(self._users.get(column, ()))
            if column in places:
                self._put((places[column],))

    def _restart(self, column: int, dead: int) -> None:
        """Let a column be all that is said of it by itself."""
        self._doubtful.add(column)
        for ends, now in zip(self._said, self._now, strict=True):
            first = next((end for end in ends[column] if not end[2] & dead), None)
            if first is None:
                now.pop(column, None)
            else:
                now[column] = first

    def _put(self, places: Iterable[int]) -> None:
        for place in places:
            if not self._is_queued[place]:
                self._is_queued[place] = True
                self._queue.append(place)

    def _crossed(self, columns: Iterable[int]) -> int | None:
        """What it rests on that a column can be nothing."""
        lowest, highest = self._now
        for column in columns:
            low, high = lowest.get(column), highest.get(column)
            if low is not None and high is not None and low[:2] > high[:2]:
                return low[2] | high[2]
        return None

    def _narrow(self, place: int) -> list[int]:
        """Narrow the columns of a form by what the form is and by what its other columns are."""
        form, terms = self._forms[place]
        self.budget.spend(len(terms))
        moved: list[int] = []
        for side in (0, 1):
            end = self._now[side].get(form)
            if end is not None:
                moved += self._narrow_by(terms, end, 1 if side else -1)
        return moved

    def _narrow_by(self, terms: Sequence[tuple[int, int]], end: _End, sign: int) -> Iterator[int]:
        """The same by one end of it: so many times each column is at most the end, or at least (-1)."""
        lows, highs = self._now
        least = [lows.get(column) if sign * by > 0 else highs.get(column) for column, by in terms]
        free = least.count(None)
        if free > 1:
            return
        number, tiny = sign * end[0], sign * end[1]
        for (_, by), other in zip(terms, least, strict=True):
            if other is not None:
                number -= sign * by * other[0]
                tiny -= sign * by * other[1]
        for (column, by), own in zip(terms, least, strict=True):
            if free and own is not None:
                continue
            times = sign * by
            room, more = number, tiny
            if own is not None:
                room, more = room + times * own[0], more + times * own[1]
            here, there = (highs, lows) if times > 0 else (lows, highs)
            new = _quotient(room, more, times)
            if _is_narrower(new, here.get(column), there.get(column), up=times > 0):
                rests = end[2]
                for other in least:
                    if other is not None and other is not own:
                        rests |= other[2]
                here[column] = (*new, rests)
                yield column


def _is_narrower(new: tuple[Number, int], old: _End | None, other: _End | None, *, up: bool) -> bool:
    """Whether an end leaves less room up to the other one than the old one does, and not just a little."""
    if old is None:
        return True
    before = old[0]
    if new[0] == before:
        return new[1] < old[1] if up else new[1] > old[1]
    if (new[0] > before) is up:
        return False
    if other is None or (new < other[:2] if up else new > other[:2]):
        return True
    return absolute(before - new[0]) * _LEAST >= absolute(before - other[0])


def _quotient(room: Number, tiny: int, times: int) -> tuple[Number, int]:
    """What is at most some room, so many times, is at most this; at least, if it is so many times negative.

    Whole numbers are rounded so that they leave more room rather than less.
    """
    if times in {1, -1} or not isinstance(room, int):
        found: Number = divided(room, times)
    else:
        found = -(-room // times) if times > 0 else room // times
        if found * times != room:
            return found, 0
    if not tiny:
        return found, 0
    return found, -1 if times > 0 else 1


def _bits_of(number: int) -> Iterator[int]:
    while number:
        last = number & -number
        yield last.bit_length() - 1
        number -= last
