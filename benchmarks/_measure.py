"""How the benchmarks measure: two things in turn, in one run, medians and their ratio."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

__all__ = ["compare", "line", "seconds"]


def seconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def compare(ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int) -> tuple[float, float]:
    """The medians of two things run in turn, after one round that is not counted."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds + 1)][1:]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def line(what: str, ours: float, theirs: float, *, against: str, goal: str) -> str:
    """One row of the report."""
    both = f"{what:<34} {ours * 1e3:>10.3f} ms  {against:<42} {theirs * 1e3:>10.3f} ms"
    return f"{both}  ratio {ours / theirs:>6.2f}  goal {goal}"
