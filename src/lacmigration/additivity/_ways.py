"""Can the sums of a table be drawn as a network: a node for each sum, and each number an arc between two?

A number in a row and a column stands in two sums: what it gives to the one it takes from the other. Such a
network has solutions in whole numbers wherever it has any. A table whose numbers stand in three sums has not.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence

import attrs

from lacmigration.additivity._cells import Addition

__all__ = ["Ways", "groups", "ways_of"]


@attrs.frozen
class Ways:
    """The sums that are nodes, each with a sign, and the two ends of each cell, -1 for the outside.

    A cell that grows by one makes the signed sum at its first end grow by one, and that at its second shrink.
    The signed sum is that of the parts less the total, times the sign.
    """

    additions: tuple[Addition, ...]
    signs: tuple[int, ...]
    ends: dict[int, tuple[int, int]]


def groups(additions: Sequence[Addition]) -> Iterator[list[Addition]]:
    """The additions in groups that share no cell, in the order in which each group begins."""
    leader: dict[int, int] = {}

    def find(cell: int) -> int:
        while leader.setdefault(cell, cell) != cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    for one in additions:
        for cell in one.parts:
            leader[find(cell)] = find(one.total)
    grouped: dict[int, list[Addition]] = {}
    for one in additions:
        grouped.setdefault(find(one.total), []).append(one)
    yield from grouped.values()


def ways_of(additions: Sequence[Addition]) -> Ways | None:
    """The network of a group of additions; None where there is none.

    The sum of the totals of the rows is left out where the sums of the columns imply it, and so is the sum
    across a row of subtotals.

    >>> rows, columns = [Addition((0, 1), 2), Addition((3, 4), 5)], [Addition((0, 3), 6), Addition((1, 4), 7)]
    >>> ways = ways_of([*rows, *columns, Addition((2, 5), 8), Addition((6, 7), 8)])
    >>> len(ways.additions), ways.signs
    (5, (1, 1, -1, -1, -1))
    """
    kept = _without_implied(additions)
    stands: dict[int, list[tuple[int, int]]] = {}
    for at, one in enumerate(kept):
        for cell in one.parts:
            stands.setdefault(cell, []).append((at, 1))
        stands.setdefault(one.total, []).append((at, -1))
    if any(len(places) > 2 for places in stands.values()):
        return None
    signs = _signs(len(kept), [places for places in stands.values() if len(places) == 2])
    if signs is None:
        return None
    ends: dict[int, tuple[int, int]] = {}
    for cell, places in stands.items():
        by_sign = {signs[at] * sign: at for at, sign in places}
        ends[cell] = by_sign.get(1, -1), by_sign.get(-1, -1)
    return Ways(tuple(kept), tuple(signs), ends)


def _signs(size: int, shared: Sequence[Sequence[tuple[int, int]]]) -> list[int] | None:
    """A sign for each addition, such that each shared cell counts once for and once against."""
    beside: list[list[tuple[int, int]]] = [[] for _ in range(size)]
    for (one, first), (other, second) in shared:
        beside[one].append((other, -first * second))
        beside[other].append((one, -first * second))
    signs = [0] * size
    for start in range(size):
        if signs[start]:
            continue
        signs[start] = 1
        queue = deque([start])
        while queue:
            at = queue.popleft()
            for other, turned in beside[at]:
                if not signs[other]:
                    signs[other] = signs[at] * turned
                    queue.append(other)
                elif signs[other] != signs[at] * turned:
                    return None
    return signs


def _without_implied(additions: Sequence[Addition]) -> list[Addition]:
    """The additions without those that hold whenever the others do."""
    kept = list(dict.fromkeys(additions))
    by_total: dict[int, list[Addition]] = {}
    for one in kept:
        by_total.setdefault(one.total, []).append(one)
    for one in list(kept):
        if len(one.parts) > 1 and all(part in by_total for part in one.parts) and _implied(one, by_total):
            kept.remove(one)
            by_total[one.total].remove(one)
    return kept


def _implied(addition: Addition, by_total: dict[int, list[Addition]]) -> bool:
    """Whether totals of totals meet: what the parts add up in their columns is what the rows add up."""
    across = _spread(addition, by_total, addition)
    others = (one for one in by_total[addition.total] if one != addition)
    return across is not None and any(across == _spread(other, by_total, addition) for other in others)


def _spread(
    addition: Addition, by_total: dict[int, list[Addition]], without: Addition
) -> Counter[int] | None:
    """What the parts of an addition are themselves made of, where each is a total in one way."""
    found: Counter[int] = Counter()
    for part in addition.parts:
        own = [one for one in by_total.get(part, ()) if one != without]
        if len(own) != 1:
            return None
        found.update(own[0].parts)
    return found
