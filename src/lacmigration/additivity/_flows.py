"""What is the cheapest way to send units through a network, in whole numbers?

Successive shortest paths with potentials: R. K. Ahuja, T. L. Magnanti and J. B. Orlin, *Network Flows*
(1993), section 9.7. Capacities and costs are integers, so every flow on the way is one of integers too.
"""

from __future__ import annotations

from heapq import heappop, heappush

__all__ = ["Network", "TooLargeError"]

_MOST_STEPS = 10_000_000
"""Arcs that are looked at before a network counts as too large: some seconds."""


class TooLargeError(Exception):
    """The network takes more steps than anybody would wait for."""


class Network:
    """Nodes by number, and arcs between them, each beside the arc that takes its flow back.

    >>> network = Network(3)
    >>> direct, first, second = network.arc(0, 2, 1, 5), network.arc(0, 1, 4, 1), network.arc(1, 2, 4, 1)
    >>> network.send(0, 2, 5), [network.flow(arc) for arc in (direct, first, second)]
    (5, [1, 4, 4])
    """

    def __init__(self, nodes: int) -> None:
        self._out: list[list[int]] = [[] for _ in range(nodes)]
        self._head: list[int] = []
        self._room: list[int] = []
        self._cost: list[int] = []
        self._steps = 0

    def arc(self, tail: int, head: int, capacity: int, cost: int = 0) -> int:
        """Add an arc, at a cost of 0 or more for each unit that it carries; its number."""
        number = len(self._head)
        self._out[tail].append(number)
        self._out[head].append(number + 1)
        self._head += [head, tail]
        self._room += [capacity, 0]
        self._cost += [cost, -cost]
        return number

    def flow(self, arc: int) -> int:
        """How many units an arc carries."""
        return self._room[arc + 1]

    def send(self, source: int, target: int, units: int) -> int:
        """Send units, each by the cheapest way that is left; how many arrived.

        Errors: TooLargeError.
        """
        potential = [0] * len(self._out)
        sent = 0
        while sent < units:
            arcs = self._cheapest(source, target, potential)
            if not arcs:
                break
            most = min(units - sent, *(self._room[arc] for arc in arcs))
            for arc in arcs:
                self._room[arc] -= most
                self._room[arc ^ 1] += most
            sent += most
        return sent

    def _cheapest(self, source: int, target: int, potential: list[int]) -> list[int]:
        """The arcs of the cheapest way, the first one in order among equals; empty where there is none."""
        far, by = self._reached(source, target, potential)
        if target not in far:
            return []
        for node in range(len(potential)):  # what lies beyond the target counts as being as far as it is
            potential[node] += far.get(node, far[target])
        arcs, node = [], target
        while node != source:
            arcs.append(by[node])
            node = self._head[by[node] ^ 1]
        return arcs[::-1]

    def _reached(
        self, source: int, target: int, potential: list[int]
    ) -> tuple[dict[int, int], dict[int, int]]:
        """How far the nodes up to the target are, by reduced costs, and by which arc each is reached."""
        near: dict[int, int] = {source: 0}
        by: dict[int, int] = {}
        far: dict[int, int] = {}
        heap = [(0, source)]
        while heap and target not in far:
            so_far, node = heappop(heap)
            if node in far:
                continue
            far[node] = so_far
            self._steps += len(self._out[node])
            if self._steps > _MOST_STEPS:
                raise TooLargeError
            for arc in self._out[node]:
                head = self._head[arc]
                if self._room[arc] and head not in far:
                    there = so_far + self._cost[arc] + potential[node] - potential[head]
                    if head not in near or there < near[head]:
                        near[head], by[head] = there, arc
                        heappush(heap, (there, head))
        return far, by
